"""What is kept comes back as it was, or not at all."""

from __future__ import annotations

import os
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker import cache

plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text() | st.binary(),
    lambda inner: st.lists(inner, max_size=4) | st.tuples(inner, inner) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@given(plain)
def test_plain_data_come_back_as_they_are(data: Any) -> None:
    again = cache.unsealed(cache.sealed(data))
    assert again == data
    assert type(again) is type(data)


def test_dates_come_back_as_text() -> None:
    assert cache.unsealed(cache.sealed({"since": date(2021, 7, 15), "of": ("甲", 1)})) == {
        "since": "2021-07-15",
        "of": ["甲", 1],
    }


@pytest.mark.parametrize("broken", [b"", b"short", bytes(32) + b"\xff" * 40, bytes(32)])
def test_what_was_not_sealed_is_nothing(broken: bytes) -> None:
    assert cache.unsealed(broken) is None


@given(st.data(), plain)
def test_one_changed_byte_is_seen(data: st.DataObject, kept: Any) -> None:
    file = bytearray(cache.sealed([kept]))
    file[data.draw(st.integers(0, len(file) - 1))] ^= data.draw(st.integers(1, 255))
    assert cache.unsealed(bytes(file)) is None


@given(st.data())
def test_a_file_cut_short_is_seen(data: st.DataObject) -> None:
    file = cache.sealed({"细则": ["甲", "乙"]})
    assert cache.unsealed(file[: data.draw(st.integers(0, len(file) - 1))]) is None


def test_what_is_kept_under_a_name_is_read_under_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHECKER_CACHE_DIR", str(tmp_path / "new" / "folder"))
    assert cache.read("a.b") is None
    cache.keep("a.b", {"甲": [1]})
    cache.keep("a.c", "乙")
    assert cache.read("a.b") == {"甲": [1]}
    assert cache.read("a.c") == "乙"
    assert len(list((tmp_path / "new" / "folder" / "kept").iterdir())) == 2


def test_what_lies_beside_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHECKER_CACHE_DIR", str(tmp_path))
    own = [tmp_path / f"报告{number}.txt" for number in range(cache.MOST_FILES + 10)]
    own += [tmp_path / "kept" / "说明.txt"]
    own[-1].parent.mkdir()
    for path in own:
        path.write_text("自己的文件", "utf-8")
    for number in range(cache.MOST_FILES + 5):
        cache.keep(f"rubric-{number}", number)
    assert all(path.exists() for path in own)
    assert len(list((tmp_path / "kept").iterdir())) == cache.MOST_FILES + 1
    assert cache.read(f"rubric-{cache.MOST_FILES + 4}") == cache.MOST_FILES + 4


@pytest.mark.parametrize("place", ["a file", "below a file"])
def test_where_nothing_can_be_kept_nothing_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str) -> None:
    (tmp_path / "file").write_text("一个文件", "utf-8")
    monkeypatch.setenv("CHECKER_CACHE_DIR", str(tmp_path / "file" / ("" if place == "a file" else "folder")))
    cache.keep("a.b", 1)
    assert cache.read("a.b") is None
    assert (tmp_path / "file").read_text("utf-8") == "一个文件"


def test_an_account_without_a_home_has_a_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    def nowhere() -> Path:
        raise RuntimeError("Could not determine home directory.")

    for name in ("CHECKER_CACHE_DIR", "XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(Path, "home", nowhere)
    assert cache.folder().name.startswith("fazhi-checker-")


@pytest.mark.skipif(sys.platform == "win32", reason="asks for the rights of Unix")
@pytest.mark.parametrize("rights", [0o620, 0o602])
def test_what_others_may_write_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rights: int) -> None:
    monkeypatch.setenv("CHECKER_CACHE_DIR", str(tmp_path))
    cache.keep("a.b", 1)
    (file,) = (tmp_path / "kept").iterdir()
    assert file.stat().st_mode & 0o777 == 0o600
    assert cache.read("a.b") == 1
    file.chmod(rights)
    assert cache.read("a.b") is None


@pytest.mark.skipif(sys.platform == "win32", reason="asks for the rights of Unix")
def test_what_another_account_wrote_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHECKER_CACHE_DIR", str(tmp_path))
    cache.keep("a.b", 1)
    monkeypatch.setattr(os, "geteuid", lambda: os.getuid() + 1)
    assert cache.read("a.b") is None
