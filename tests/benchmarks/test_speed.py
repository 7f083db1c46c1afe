"""Speed of the main job. Run by hand: ``pytest tests/benchmarks -n 0 --benchmark-enable``.

In the ordinary test run the same functions run once and are checked for being right, not for being fast.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from checker import load_rubric, pipeline, reading, structure, text
from checker.language import scan
from checker.model import Report
from checker.rubric.lexicon import lexicon_of

FIXTURES = Path(__file__).parents[2] / "fixtures" / "reports"
NAMES = ("f01", "f03", "f08", "f12", "f16")


@pytest.fixture(scope="module")
def reports() -> list[Report]:
    found = []
    for name in NAMES:
        clean = text.clean(reading.read(FIXTURES / f"{name}.txt"))
        found += [part for part in structure.build(clean, None) if isinstance(part, Report)]
    return found


def test_bare_automaton(benchmark: Any, reports: list[Report]) -> None:
    automaton = lexicon_of(load_rubric("law-government-2021")).automaton
    hits = benchmark(lambda: [automaton.find_matches_as_indexes(r.folded, overlapping=True) for r in reports])
    assert all(hits)


def test_scan(benchmark: Any, reports: list[Report]) -> None:
    lexicon = lexicon_of(load_rubric("law-government-2021"))
    scans = benchmark(lambda: [scan(report, lexicon) for report in reports])
    assert all(found.matches for found in scans)


def test_assess_warm(benchmark: Any, reports: list[Report]) -> None:
    rubric = load_rubric("law-government-2021")
    assessed = benchmark(lambda: [pipeline.assess(report, rubric) for report in reports])
    assert [len(item.findings) for item in assessed] == [len(rubric.criteria)] * len(reports)


def test_whole_walk_warm(benchmark: Any) -> None:
    rubric = load_rubric("law-government-2021")
    paths = [FIXTURES / f"{name}.txt" for name in NAMES]
    found = benchmark(lambda: [pipeline.check(path, rubric) for path in paths])
    assert [len(item) for item in found] == [1] * len(paths)


def test_long_text_reads_in_step(benchmark: Any) -> None:
    passage = (FIXTURES / "f03.txt").read_text("utf-8")
    data = (passage * 40).encode()
    clean = benchmark(lambda: text.clean(reading.read(data, name="长文.txt")))
    assert len(clean.text) > 20 * len(passage)
