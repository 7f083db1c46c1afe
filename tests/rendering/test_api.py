"""The formats, their options, and files written whole or not at all."""

from __future__ import annotations

import os
import re
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from checker.errors import UnwritableError, UsageError
from checker.rendering import FORMATS, RenderOptions, render, write_atomically
from checker.rendering.catalogue import EN, ZH

from . import samples

LATER = {"docx", "letter", "xlsx", "pdf"}
TEXT_FORMATS = [name for name, format in FORMATS.items() if not format.binary]


def test_catalogues_have_the_same_keys() -> None:
    assert ZH.keys() == EN.keys()


def test_unknown_format_names_those_there_are() -> None:
    with pytest.raises(UsageError, match="不认识输出格式“yaml”，可用的有：terminal、json"):
        render([samples.realistic()], "yaml")


def test_one_report_a_file_is_said_in_a_sentence() -> None:
    with pytest.raises(UsageError, match="docx 格式一个文件只能写一份报告，现有 2 份"):
        render(samples.two_parts(), "docx")


@pytest.mark.parametrize("name", TEXT_FORMATS)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_text_format_takes_every_sample(name: str, lang: str) -> None:
    options = RenderOptions(lang=lang)  # type: ignore[arg-type]
    for sample in ([], [samples.realistic()], samples.two_parts(), [samples.hostile()], [samples.passing()]):
        data = render(sample, name, options)
        assert data.decode("utf-8").endswith("\n") or not data
        assert data == render(sample, name, options)


@pytest.mark.parametrize("name", TEXT_FORMATS)
def test_ten_thousand_hostile_findings_come_out_in_bounded_size(name: str) -> None:
    data = render([samples.hostile(10_000)], name)
    assert len(data) < 60_000_000
    text = data.decode("utf-8")
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f]", text)
    if name in ("html", "junit", "markdown"):
        assert "<script>alert" not in text
    if name == "csv":
        assert not re.search('(?:^|,)"?[=@+-]', text.replace('""', ""), re.MULTILINE)


def test_files_written_at_once_do_not_meet(tmp_path: Path) -> None:
    target = tmp_path / "out.txt"
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda number: write_atomically(target, bytes([number]) * 50_000), range(32)))
    data = target.read_bytes()
    assert data == data[:1] * 50_000
    assert list(tmp_path.iterdir()) == [target]


def test_a_file_is_replaced_and_keeps_its_permissions(tmp_path: Path) -> None:
    target = tmp_path / "out.json"
    target.write_bytes(b"old")
    target.chmod(0o640)
    write_atomically(target, b"new")
    assert target.read_bytes() == b"new"
    assert stat.S_IMODE(target.stat().st_mode) == 0o640
    assert list(tmp_path.iterdir()) == [target]


def test_a_new_file_has_usual_permissions(tmp_path: Path) -> None:
    mask = os.umask(0o022)
    try:
        write_atomically(tmp_path / "new.txt", b"x")
    finally:
        os.umask(mask)
    assert stat.S_IMODE((tmp_path / "new.txt").stat().st_mode) == 0o644


def test_a_link_is_followed(tmp_path: Path) -> None:
    (tmp_path / "real").write_bytes(b"old")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    write_atomically(tmp_path / "link", b"new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_bytes() == b"new"


def test_a_failed_write_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "out.json"
    target.write_bytes(b"old")

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(UnwritableError, match="写入没有完成（磁盘已满）"):
        write_atomically(target, b"new")
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_directory_and_a_missing_one_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(UnwritableError, match="这是一个目录"):
        write_atomically(tmp_path, b"x")
    with pytest.raises(UnwritableError, match="所在目录不存在"):
        write_atomically(tmp_path / "no" / "out.json", b"x")


def test_a_device_is_written_straight() -> None:
    write_atomically("/dev/null", b"x")
