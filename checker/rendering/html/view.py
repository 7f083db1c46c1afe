"""What the page shows, worked out before the template: plain values, no markup."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from checker.model import STATUSES, Assessment, Finding, Quote, Status
from checker.rendering import outcomes
from checker.rendering.charts import GroupTally, score_shares, stacked, tallies
from checker.rendering.html.grids import Block, blocks
from checker.rendering.html.passages import Line, clean, lines, section_of
from checker.rendering.width import shorten
from checker.rendering.words import OPEN, Words, number

_QUOTE_LENGTH = 240
_MOST_ROWS = 120
SIGNS: dict[str, str] = {"pass": "✓", "warn": "!", "fail": "✕", "not_applicable": "–", "error": "?"}


@dataclass(frozen=True, slots=True)
class Passage:
    """A link from a finding into the text."""

    start: int
    end: int
    text: str
    assertion: str
    assertion_name: str
    place: str
    note: str
    element: str


@dataclass(frozen=True, slots=True)
class Item:
    """A finding as listed."""

    id: str
    name: str
    group: str
    group_name: str
    level: str
    key: str
    status: Status
    sign: str
    outcome: str
    coverage: str
    message: str
    advice: str
    basis: tuple[str, ...]
    met: str
    unmet: str
    waiver: str
    evidence: tuple[Passage, ...]
    near: tuple[Passage, ...]
    assertions: str
    open: bool


@dataclass(frozen=True, slots=True)
class Bar:
    """A row of a chart: its name, the bar's SVG, the numbers beside it."""

    name: str
    svg: str
    numbers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MapRow:
    """A section of the outline map: how many passages of each status stand in it."""

    start: int
    level: int
    name: str
    counts: tuple[int, ...]
    svg: str
    total: int


@dataclass(frozen=True, slots=True)
class Page:
    """One report on the page; ``key`` prefixes its element ids."""

    key: str
    title: str
    who: str
    source: str
    sha256: str
    part: str
    rubric: str
    rubric_sha256: str
    verdict: str
    verdict_name: str
    is_map: bool
    score: str
    arithmetic: str
    reasons: tuple[str, ...]
    conflicts: tuple[str, ...]
    reading: tuple[str, ...]
    counts: tuple[tuple[outcomes.Outcome, str, int], ...]
    items: tuple[Item, ...]
    groups: tuple[tuple[str, str], ...]
    assertions: tuple[str, ...]
    coverage_chart: tuple[Bar, ...]
    score_chart: tuple[Bar, ...]
    outline: tuple[MapRow, ...]
    outline_statuses: tuple[Status, ...]
    outline_more: int
    lines: tuple[Line, ...]
    blocks: tuple[Block, ...]


def page(assessment: Assessment, index: int, say: Words) -> Page:
    report = assessment.report
    document = report.clean.document
    score = assessment.score
    groups = {key: clean(name) for key, name in say.groups(assessment).items()}
    order = {status: rank for rank, status in enumerate((*OPEN, "pass", "not_applicable"))}
    by_group = outcomes.is_map(assessment)
    findings = sorted(assessment.findings, key=lambda finding: 0 if by_group else order[finding.status])
    tally = outcomes.count(assessment)
    quotes = [quote for finding in findings for quote in (*finding.evidence, *finding.near)]
    rows = tallies(assessment, say)
    outline, statuses, more = _outline(assessment)
    text = lines(assessment)
    return Page(
        key=f"r{index + 1}",
        title=clean(say.title(assessment)),
        who=clean(" · ".join(say.who(assessment))),
        source=clean(document.source),
        sha256=document.sha256,
        part=say("part", part=report.part, parts=report.parts) if report.parts > 1 else "",
        rubric=clean(f"{assessment.rubric.title or assessment.rubric.id} {assessment.rubric.version}"),
        rubric_sha256=assessment.rubric.sha256,
        verdict=assessment.verdict,
        verdict_name=outcomes.verdict(assessment, say),
        is_map=by_group,
        score=number(score.value),
        arithmetic=say(
            "arithmetic",
            earned=number(score.earned, 2),
            possible=number(score.possible, 2),
            score=number(score.value, 2),
        ),
        reasons=tuple(map(clean, assessment.gate_reasons)),
        conflicts=tuple(map(clean, report.identity.conflicts)),
        reading=tuple(map(clean, say.reading(assessment))),
        counts=tuple((each, _sign(each), tally.get(each.key, 0)) for each in outcomes.outcomes(assessment, say)),
        items=tuple(_item(assessment, finding, groups, say) for finding in findings),
        groups=tuple((row.id, clean(row.name)) for row in rows),
        assertions=tuple(sorted({quote.assertion for quote in quotes if say.assertion(quote)})),
        coverage_chart=tuple(_coverage_bars(rows)),
        score_chart=tuple(_score_bars(rows)),
        outline=outline,
        outline_statuses=statuses,
        outline_more=more,
        lines=tuple(text),
        blocks=blocks(report, text),
    )


def _item(assessment: Assessment, finding: Finding, groups: dict[str, str], say: Words) -> Item:
    quotes = (*finding.evidence, *finding.near)
    shown = outcomes.outcome(assessment, finding, say)
    met, unmet = say.elements(finding)
    return Item(
        id=clean(finding.criterion),
        name=clean(say.name(assessment, finding)),
        group=finding.group,
        group_name=groups[finding.group],
        level=say(f"level.{finding.level}"),
        key=shown.key,
        status=shown.look,
        sign=_sign(shown),
        outcome=shown.name,
        coverage=say(f"coverage.{finding.coverage}"),
        message=clean(finding.message),
        advice=clean(say.advice(finding)),
        basis=tuple(clean(say.basis(basis)) for basis in finding.basis),
        met=clean(met),
        unmet=clean(unmet),
        waiver=clean(say.waiver(finding)),
        evidence=tuple(_passage(quote, finding, say) for quote in finding.evidence),
        near=tuple(_passage(quote, finding, say) for quote in finding.near),
        assertions=" ".join(sorted({quote.assertion for quote in quotes})),
        open=finding.status in OPEN,
    )


def _sign(shown: outcomes.Outcome) -> str:
    return outcomes.SIGNS["none"] if shown.key == "none" else SIGNS[shown.look]


def _passage(quote: Quote, finding: Finding, say: Words) -> Passage:
    note = say.note(quote, finding.message)
    return Passage(
        start=quote.start,
        end=quote.end,
        text=shorten(clean(quote.text), _QUOTE_LENGTH),
        assertion=quote.assertion,
        assertion_name=say.assertion(quote),
        place=clean(say.place(quote)),
        note=clean(say("not-counted", note=note)) if note else "",
        element=clean(quote.element),
    )


def _coverage_bars(rows: list[GroupTally]) -> list[Bar]:
    most = max((row.total for row in rows), default=0)
    return [Bar(clean(row.name), stacked(row.counts, most), row.numbers) for row in rows]


def _score_bars(rows: list[GroupTally]) -> list[Bar]:
    most = max((row.possible for row in rows), default=0.0)
    return [
        Bar(
            clean(row.name), stacked(score_shares(row), most), (f"{number(row.earned, 2)} / {number(row.possible, 2)}",)
        )
        for row in rows
        if row.possible > 0
    ]


def _outline(assessment: Assessment) -> tuple[tuple[MapRow, ...], tuple[Status, ...], int]:
    """Sections of the first two levels × statuses: passages in each, a part's with those of its sections.

    A nearest miss counts with its finding's status: it is where the missing matter was looked for.
    """
    report = assessment.report
    shown = [s for s in report.sections if s.level <= 2 and s.heading_end > s.heading_start]
    starts = [section.start for section in shown]
    tally: list[Counter[Status]] = [Counter() for _ in range(len(shown) + 1)]
    for finding in assessment.findings:
        for quote in (*finding.evidence, *finding.near):
            tally[section_of(starts, quote.start) + 1][outcomes.look(assessment, finding)] += 1
    part = 0
    for index, section in enumerate(shown, start=1):
        if section.level <= 1:
            part = index
        elif part:
            tally[part].update(tally[index])
    statuses = tuple(status for status in STATUSES if any(counter[status] for counter in tally))
    most = max((counter.total() for counter in tally), default=0)
    rows = [
        MapRow(
            start=section.start if section else 0,
            level=max(section.level, 1) if section else 1,
            name=clean(report.text[section.heading_start : section.heading_end].strip()) if section else "",
            counts=tuple(counter[status] for status in statuses),
            svg=stacked([(status, counter[status]) for status in statuses], most),
            total=counter.total(),
        )
        for section, counter in zip([None, *shown], tally, strict=True)
    ]
    return tuple(rows[:_MOST_ROWS]), statuses, max(len(rows) - _MOST_ROWS, 0)
