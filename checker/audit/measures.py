"""The figures that evaluators compare: reconsideration, litigation and appearance, read from the typed claims."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from checker.facts.claims import Claim, Facts
from checker.facts.words import BOUNDARY, CLAUSE_END, LEADING, TRAILING
from checker.model import Report

_BACK = 60
_REACH = 200
"""How far a clause is looked for, as in :meth:`Surroundings.clause`."""
# figures of several years together say nothing of this one
_YEARS = re.compile(r"[两二三四五近几]年来|[三五]年(?:间|累计|共)|以来")


@dataclass(frozen=True, slots=True)
class Measure:
    """A named figure: its claim's kind, what stands right before it, and what its surroundings must name."""

    id: str
    name: str
    unit: str
    before: re.Pattern[str]
    about: re.Pattern[str]


def _measure(id: str, name: str, unit: str, before: str, about: str) -> Measure:
    return Measure(id, name, unit, re.compile(rf"(?:{before})[^，,。；;：:\d%]{{0,10}}$"), re.compile(about))


_REVIEW, _SUIT = r"复议", r"应诉|行政诉讼|出庭|被诉|行政案件"
MEASURES: tuple[Measure, ...] = (
    _measure(
        "review.accepted",
        "行政复议受理（件）",
        "件",
        r"(?<!不予)(?<!未)受理(?:的)?(?:各类)?(?:行政)?(?:复议)?(?:申请|案件)?|"
        r"(?:^|[，,；;：:])[^结撤，,；;：:]{0,20}复议案件(?:共|总)?(?:受理)?(?:量|数)?",
        _REVIEW,
    ),
    _measure("review.closed", "行政复议审结（件）", "件", r"审结|办结", _REVIEW),
    _measure("review.corrected", "行政复议纠错率（%）", "%", r"纠错率", r"纠错率"),
    _measure("review.settled", "行政复议调解和解率（%）", "%", r"调解?(?:、|和|与)?和解率|调撤率|调解率", _REVIEW),
    _measure(
        "suit.cases",
        "行政应诉（件）",
        "件",
        r"(?<!出庭)应诉(?:的)?(?:行政)?(?:诉讼)?案件|(?:行政诉讼|被诉)案件|行政诉讼(?:案件)?(?:一审)?(?:新收|收案|立案)",
        _SUIT,
    ),
    _measure("suit.lost", "败诉率（%）", "%", r"败诉率", r"败诉率"),
    _measure(
        "suit.appeared", "负责人出庭应诉率（%）", "%", r"(?:出庭(?:应诉)?|应诉|到庭)率(?:均|都|仍)?", r"出庭|应诉|到庭"
    ),
)
BY_ID = {measure.id: measure for measure in MEASURES}


def named(facts: Facts) -> Iterator[str]:
    """What each claim measures, as :attr:`Claim.measure` says it; of hundreds at once in a third of the time."""
    folded = facts.around.folded
    marks = [match.start() for match in CLAUSE_END.finditer(folded)]
    for claim in facts.claims:
        start = claim.start
        at = bisect_left(marks, start) - 1
        left = max(marks[at] + 1 if at >= 0 else 0, start - _REACH)
        before = BOUNDARY.split(folded[left:start])[-1]
        yield TRAILING.sub("", LEADING.sub("", before)) or claim.measure


def measured(report: Report, facts: Facts) -> Iterator[tuple[str, float, int, int]]:
    """(measure, value, start, end): the first figure of each measure that is neither planned nor a shortcoming."""
    found: set[str] = set()
    for claim in facts.claims:
        if claim.unit not in ("件", "%", "起", "宗") or report.role_at(claim.start) in ("plan", "problems", "causes"):
            continue
        name = _name(report.folded, claim, found)
        if name:
            found.add(name)
            yield name, float(claim.value), claim.start, claim.end


def _name(folded: str, claim: Claim, found: set[str]) -> str:
    low = max(claim.start - _BACK, 0)
    stop = max(folded.rfind(mark, low, claim.start) for mark in "。\n")
    before = folded[max(low, stop + 1) : claim.start]
    if _YEARS.search(before):
        return ""
    for measure in MEASURES:
        fits = measure.unit == claim.unit or (measure.unit == "件" and claim.unit in ("起", "宗"))
        if fits and measure.id not in found and measure.before.search(before) and measure.about.search(before):
            return measure.id
    return ""
