"""Speed of the main job. Run by hand: ``pytest tests/benchmarks/test_speed.py -n 0 --benchmark-enable``.

In the ordinary test run the same functions run once and are checked for being right, not for being fast.
The figures of docs/performance.md come from ``python -m tests.benchmarks.report``.
"""

from __future__ import annotations

from typing import Any

import pytest

from checker import load_rubric, pipeline, reading, text
from checker.language import scan
from checker.model import Report
from checker.rubric.lexicon import lexicon_of
from tests.benchmarks.composed import ASKED, FIXTURES, fixture_reports, of_length, read_back

NAME = "law-government-2021"


@pytest.fixture(scope="module")
def texts() -> list[bytes]:
    """Five reports of about 8,000 characters."""
    reports = fixture_reports(6)
    return [of_length(reports, which).encode() for which in range(5)]


@pytest.fixture(scope="module")
def reports(texts: list[bytes]) -> list[Report]:
    return [read_back(data) for data in texts]


def test_reports_are_as_long_as_they_should_be(reports: list[Report]) -> None:
    assert all(0.95 * ASKED < len(report.text) < 1.1 * ASKED for report in reports)
    assert all({"measures", "problems", "plan"} <= {role for _, _, role in report.roles} for report in reports)


def test_bare_automaton(benchmark: Any, reports: list[Report]) -> None:
    automaton = lexicon_of(load_rubric(NAME)).finder.automaton
    hits = benchmark(lambda: [automaton.find_matches_as_indexes(r.folded, overlapping=True) for r in reports])
    assert all(hits)


def test_scan(benchmark: Any, reports: list[Report]) -> None:
    lexicon = lexicon_of(load_rubric(NAME))
    scans = benchmark(lambda: [scan(report, lexicon) for report in reports])
    assert all(found.matches for found in scans)


def test_assess_warm(benchmark: Any, reports: list[Report]) -> None:
    rubric = load_rubric(NAME)
    assessed = benchmark(lambda: [pipeline.assess(report, rubric) for report in reports])
    assert [len(item.findings) for item in assessed] == [len(rubric.criteria)] * len(reports)


def test_whole_walk_warm(benchmark: Any, texts: list[bytes]) -> None:
    rubric = load_rubric(NAME)
    found = benchmark(lambda: [pipeline.check(data, rubric, name="报告.txt") for data in texts])
    assert [len(item) for item in found] == [1] * len(texts)


def test_long_text_reads_in_step(benchmark: Any) -> None:
    passage = (FIXTURES / "f03.txt").read_text("utf-8")
    data = (passage * 40).encode()
    clean = benchmark(lambda: text.clean(reading.read(data, name="长文.txt")))
    assert len(clean.text) > 20 * len(passage)
