"""What the rubric makes of one sentence that stands by itself among the measures."""

from __future__ import annotations

from checker import load_rubric
from checker.measuring.cases import passage_report
from checker.measuring.explain import explain
from checker.model import Case, Coverage


def coverage(criterion: str, text: str, kind: str = "county") -> Coverage:
    """The coverage of a criterion in a report of ``kind`` that consists of ``text`` alone."""
    rubric = load_rubric("law-government-2021")
    report = passage_report(rubric.by_id[criterion], Case("full", text, role="measures", kind=kind))
    return explain(report, rubric, criterion).finding.coverage
