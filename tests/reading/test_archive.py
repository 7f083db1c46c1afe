"""Zip archives and folders, within limits; one bad file never hides the others."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from checker.errors import CheckerError, LimitError, UnreadableError
from checker.reading import DEFAULT_LIMITS, Limits, read, read_many
from checker.reading.archive import member_name
from checker.reading.detect import detect
from tests.reading.builders.word import pack

TEXT = "青石县法治政府建设报告\n全年办结案件36件。\n".encode()


def _zip(members: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def _results(path: Path, limits: Limits = DEFAULT_LIMITS) -> list[tuple[str, str]]:
    shown = []
    for name, result in read_many([path], limits):
        outcome = type(result).__name__ if isinstance(result, CheckerError) else result.format
        shown.append((name.removeprefix(str(path)), outcome))
    return shown


def test_members_are_read_in_the_order_of_their_names(tmp_path: Path) -> None:
    path = tmp_path / "报告.zip"
    path.write_bytes(
        _zip({"乙/二.txt": TEXT, "一.md": TEXT, "图标.ico": b"x", "__MACOSX/._一.md": b"x", "空.txt": b""})
    )
    assert _results(path) == [("/一.md", "md"), ("/乙/二.txt", "txt"), ("/空.txt", "UnreadableError")]


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_members_of_one_name_are_both_read(tmp_path: Path) -> None:
    path = tmp_path / "报告.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("一.txt", TEXT)
        archive.writestr("一.txt", TEXT)
    assert _results(path) == [("/一.txt", "txt"), ("/一.txt", "txt")]


def test_an_archive_within_an_archive(tmp_path: Path) -> None:
    path = tmp_path / "外.zip"
    inner = _zip({"甲.txt": TEXT})
    path.write_bytes(_zip({"内.zip": inner}))
    assert _results(path) == [("/内.zip/甲.txt", "txt")]
    assert _results(path, Limits(max_depth=0)) == [("/内.zip", "LimitError")]


def test_names_written_by_chinese_windows(tmp_path: Path) -> None:
    path = tmp_path / "旧.zip"
    data = _zip({"XXXXXXXX.txt": TEXT})
    path.write_bytes(data.replace(b"XXXXXXXX", "法治报告".encode("gbk")))
    assert _results(path) == [("/法治报告.txt", "txt")]


def test_names_that_climb_out_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "路径.zip"
    path.write_bytes(_zip({"../外.txt": TEXT, "/etc/x.txt": TEXT, "好.txt": TEXT}))
    outcomes = [outcome for _, outcome in _results(path)]
    assert sorted(outcomes) == ["UnreadableError", "UnreadableError", "txt"]
    assert not (tmp_path.parent / "外.txt").exists()


def test_a_bomb_is_stopped_while_it_unpacks(tmp_path: Path) -> None:
    path = tmp_path / "大.zip"
    path.write_bytes(_zip({"大.txt": b"a" * 30_000_000, "小.txt": TEXT}))
    [(_, error)] = list(read_many([path]))[:1]
    assert isinstance(error, LimitError)
    assert "倍" in str(error)


def test_limits_on_members_and_size(tmp_path: Path) -> None:
    path = tmp_path / "多.zip"
    path.write_bytes(_zip({f"{n}.txt": TEXT for n in range(5)}))
    assert _results(path, Limits(max_members=3))[-1] == ("/3.txt", "LimitError")
    assert _results(path, Limits(max_expanded_bytes=100))[-1][1] == "LimitError"


def test_one_member_can_be_read_as_the_document() -> None:
    assert read(_zip({"甲.txt": TEXT}), name="包.zip").source == "包.zip/甲.txt"
    with pytest.raises(UnreadableError, match="多个文件"):
        read(_zip({"甲.txt": TEXT, "乙.txt": TEXT}), name="包.zip")
    with pytest.raises(UnreadableError, match="没有可检查的文件"):
        read(_zip({"甲.ico": TEXT}), name="包.zip")
    with pytest.raises(UnreadableError, match="压缩文件已损坏"):
        read(b"PK\x03\x04" + b"x" * 100, name="包.zip")


def test_folders_are_walked_and_errors_stand_beside_results(tmp_path: Path) -> None:
    (tmp_path / "丙").mkdir()
    (tmp_path / "丙" / "三.txt").write_bytes(TEXT)
    (tmp_path / "一.txt").write_bytes(TEXT)
    (tmp_path / "二.txt").write_bytes(b"")
    (tmp_path / "~$一.docx").write_bytes(b"lock")
    (tmp_path / ".隐藏.txt").write_bytes(TEXT)
    assert _results(tmp_path) == [("/一.txt", "txt"), ("/二.txt", "UnreadableError"), ("/丙/三.txt", "txt")]


def test_an_empty_folder_and_a_missing_file_are_errors(tmp_path: Path) -> None:
    assert [outcome for _, outcome in _results(tmp_path)] == ["UnreadableError"]
    assert _results(tmp_path / "没有.txt") == [("", "UnreadableError")]


@pytest.mark.parametrize("suffix", ["docx", "odt"])
def test_a_damaged_file_of_a_word_processor_is_no_archive(suffix: str) -> None:
    assert detect(pack({"docProps/thumbnail.jpeg": b"x", "其他.txt": b"x"}), f"年报.{suffix}") == suffix
    assert detect(pack({"word/document.xml": b"<x/>"}), "年报") == "docx"
    assert detect(pack({"年报.txt": b"x"}), "年报.zip") == "zip"


def test_only_the_first_bytes_of_the_type_member_are_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    """It may hold a bomb, and no limit stands before it."""
    asked: list[int] = []
    read = zipfile.ZipExtFile.read

    def noted(self: zipfile.ZipExtFile, n: int = -1) -> bytes:
        asked.append(n)
        return read(self, n)

    monkeypatch.setattr(zipfile.ZipExtFile, "read", noted)
    assert detect(pack({"mimetype": b"application/vnd.oasis.opendocument.text" + b" " * 10**6}), "x") == "odt"
    assert asked == [100]


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_name_without_the_mark_for_utf_8_is_read_as_what_it_was_written_in(encoding: str) -> None:
    info = zipfile.ZipInfo("青石县2023.docx".encode(encoding).decode("cp437"))
    assert member_name(info) == "青石县2023.docx"
