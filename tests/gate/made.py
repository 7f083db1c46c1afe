"""Assessments, findings and waivers by hand: what a gate is asked, without the engine."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from checker import fingerprint, scoring
from checker.model import Assessment, Coverage, Finding, Gate, Level, Status
from checker.scoring import status_of
from checker.waivers import ReportKey, Waiver
from tests.rendering import samples
from tests.rendering.samples import Row

TODAY = date(2024, 3, 1)
TITLE = "青屏县人民政府2023年法治政府建设年度情况报告"


def row(name: str, level: Level = "required", coverage: Coverage = "full", status: Status | None = None) -> Row:
    """A criterion ``duty.NAME``; a status that does not follow from level and coverage can be forced."""
    quotes = {
        "full": (("县长主持召开县政府常务会议4次，专题听取法治工作汇报。", "done", ""),),
        "partial": (("一是行政执法“三项制度”落实不够到位。", "lacking", ""),),
    }
    return Row(
        f"duty.{name}", f"条目{name}", status or status_of(level, coverage), coverage, level,
        quotes=quotes.get(coverage, ()),  # type: ignore[arg-type]
    )  # fmt: skip


def assessment(rows: Sequence[Row], gate: Gate | None = None, text: str = samples.TEXT, **changes: Any) -> Assessment:
    made = samples.realistic(rows, text=text)
    found = made.findings
    rubric = replace(made.rubric, gate=gate or Gate())
    score = scoring.score(found, [group.id for group in rubric.groups])
    return replace(made, rubric=rubric, score=score, counts=scoring.count(found), **changes)


def finding(made: Assessment, criterion: str) -> Finding:
    return next(one for one in made.findings if one.criterion == criterion)


def waiver(made: Assessment, criterion: str, **changes: Any) -> Waiver:
    """A waiver that works on ``TODAY``, changed as asked."""
    known = [one for one in made.findings if one.criterion == criterion]
    base = Waiver(
        criterion=criterion,
        report=ReportKey(title=TITLE, issuer="青屏县人民政府", year=2023),
        evidence=fingerprint.of_evidence(known[0]) if known else "0" * 32,
        reason="由市级统一报告",
        requested_by="甲",
        approved_by="乙",
        approved_on=date(2024, 2, 1),
        expires=date(2024, 3, 31),
        where="waivers.yaml:3",
    )
    return replace(base, **changes)
