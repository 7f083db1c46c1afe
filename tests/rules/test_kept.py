"""What is kept between reports does not grow with their number: an audit judges many thousands in one process."""

from __future__ import annotations

import gc
from pathlib import Path

from checker import check, load_rubric
from checker.rules import quality_match, section_items

FIXTURES = Path(__file__).parents[2] / "fixtures" / "reports"


def held() -> int:
    gc.collect()
    return len(gc.get_objects())


def test_judging_more_reports_keeps_nothing_more() -> None:
    rubric = load_rubric("law-government-2021")
    texts = [path.read_bytes() for path in sorted(FIXTURES.glob("f0*.txt"))]
    for text in texts:
        check(text, rubric, name="a.txt")
    readers, merged, before = len(quality_match._readers), len(section_items._merged), held()
    for _ in range(3):
        for text in texts:
            check(text, rubric, name="a.txt")
    assert (len(quality_match._readers), len(section_items._merged)) == (readers, merged)
    # A reader kept for each report was some five objects for each; what caches still learn is far less.
    assert held() - before < len(texts)
