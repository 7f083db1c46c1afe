"""The quicker start changes nothing but the time: same patterns, same output, and any cache may be broken."""

from __future__ import annotations

import dataclasses
import gc
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from checker import cache, quick_start

FIXTURES = Path(__file__).parent.parent / "fixtures"
PATTERNS = [
    (r"(?P<year>20\d\d)年(?:度)?", 0),
    (r"(?i)<(?:div|p)(?:\s[^<>]*)?>", 0),
    (rb"%PDF-\d", 0),
    (r"^第[一二三]条", re.M),
    (r"(?<=局)(关于|的)?\1", re.X | re.S),
]


def _patterns() -> quick_start._Patterns:
    return quick_start._Patterns(re._compiler, sys.modules["_sre"])  # type: ignore[attr-defined]


@pytest.mark.parametrize(("pattern", "flags"), PATTERNS)
def test_a_kept_pattern_is_the_pattern(
    pattern: str | bytes, flags: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CHECKER_CACHE_DIR", str(tmp_path))
    first = _patterns()
    first.compile(pattern, flags)
    first.keep()
    again = _patterns()
    kept = again.compile(pattern, flags)
    assert not again._new
    assert kept == re.compile(pattern, flags)
    assert (kept.flags, kept.groups, dict(kept.groupindex)) == (
        re.compile(pattern, flags).flags,
        re.compile(pattern, flags).groups,
        dict(re.compile(pattern, flags).groupindex),
    )


def test_a_wrong_pattern_is_the_same_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHECKER_CACHE_DIR", str(tmp_path))
    with pytest.raises(re.error, match="unterminated"):
        _patterns().compile("(", 0)


def test_an_interpreter_built_otherwise_compiles_as_ever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHECKER_CACHE_DIR", str(tmp_path))
    patterns = _patterns()
    monkeypatch.setattr(patterns, "_make", lambda *_: (_ for _ in ()).throw(AttributeError("_code")))
    assert patterns.compile(r"\d+", 0).findall("3件4件") == ["3", "4"]


@pytest.mark.parametrize("kept", ["text", ["a", "list"], None])
def test_a_file_of_something_else_is_no_file(kept: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHECKER_CACHE_DIR", str(tmp_path))
    patterns = _patterns()
    cache.keep(patterns._name, kept)
    assert _patterns()._kept == {}


def test_a_kept_function_is_the_function(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHECKER_CACHE_DIR", str(tmp_path))
    text = "def twice(number):\n return number * factor"
    for run in ("compiled", "kept"):
        functions = quick_start._Functions()
        made: dict[str, Any] = {}
        functions.execute(text, {"factor": 2}, made)
        assert made["twice"](21) == 42
        assert bool(functions._new) is (run == "compiled")
        functions.keep()


def test_data_classes_made_under_it_are_as_ever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHECKER_CACHE_DIR", str(tmp_path))
    thresholds = gc.get_threshold()
    made = []
    try:
        for _ in range(2):
            with quick_start.quick_start():
                made.append(dataclasses.make_dataclass("Pair", [("left", int), ("right", int)], frozen=True))
    finally:
        gc.set_threshold(*thresholds)
    assert "exec" not in vars(dataclasses)
    assert [repr(kind(1, 2)) for kind in made] == ["Pair(left=1, right=2)"] * 2
    assert made[1](1, 2) == made[1](1, 2) != made[1](2, 1)
    assert any(file.name.startswith("functions-") for file in (tmp_path / "kept").iterdir())


def test_first_second_and_uncached_run_print_the_same(tmp_path: Path) -> None:
    report = str(FIXTURES / "formats" / "wanghu-street-2024.utf16.txt")
    runs = []
    for place in ("a", "a", "b"):
        environment = {**os.environ, "CHECKER_CACHE_DIR": str(tmp_path / place)}
        runs.append(
            subprocess.run(
                [sys.executable, "-m", "checker", "check", report, "-f", "json"],
                capture_output=True,
                env=environment,
                check=False,
            ).stdout
        )
    assert runs[0]
    assert runs[0] == runs[1] == runs[2]
    kept = {file.name.split("-")[0] for file in (tmp_path / "a" / "kept").iterdir()}
    assert {"patterns", "functions", "rubric", "lexicon"} <= kept


def test_the_cache_folder_keeps_the_newest_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHECKER_CACHE_DIR", str(tmp_path))
    monkeypatch.setattr(cache, "MOST_FILES", 3)
    for number in range(5):
        cache.keep(f"r{number}", number)
        os.utime(tmp_path / "kept" / f"r{number}{cache._ENDING}", (number, number))
    assert sorted(file.name for file in (tmp_path / "kept").iterdir()) == [
        f"r{number}{cache._ENDING}" for number in (2, 3, 4)
    ]
    assert cache.read("r4") == 4
    assert cache.read("r0") is None
