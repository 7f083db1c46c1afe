"""What is kept comes back as it was, or not at all."""

from __future__ import annotations

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
    assert len(list((tmp_path / "new" / "folder").iterdir())) == 2
