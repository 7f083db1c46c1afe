"""Waivers: dated, signed, reasoned exceptions. A waiver changes how a finding counts, never what it says.

The finding keeps its status, coverage and evidence; it only gains ``waiver``. Which day it is, is an
argument: nothing here reads the clock. A waiver holds from the day of its approval to its last day,
both included, by the date in Asia/Shanghai.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import PurePath
from typing import Literal

from checker import fingerprint, scoring
from checker.model import Assessment, Finding, Level, Report, Status, Waived

State = Literal[
    "applied",
    "malformed",
    "orphaned",
    "refused",
    "early",
    "expired",
    "changed",
    "unused",
    "elsewhere",
]
# ``elsewhere``: given for a report that was not among those checked; it says nothing about the waiver.
STATES: tuple[State, ...] = (
    "malformed",
    "orphaned",
    "refused",
    "early",
    "expired",
    "changed",
    "unused",
    "applied",
    "elsewhere",
)
STALE: tuple[State, ...] = STATES[:7]
WAIVABLE: tuple[Status, ...] = ("fail", "warn", "error")
_LEVELS: Mapping[str, str] = {"required": "必备", "expected": "应有", "encouraged": "鼓励"}
_STATUSES: Mapping[str, str] = {
    "fail": "不符合",
    "warn": "需核对",
    "error": "未能判定",
    "pass": "符合",
    "not_applicable": "不适用",
}


@dataclass(frozen=True, slots=True)
class ReportKey:
    """Which report a waiver is for; ``None`` matches any, all that is given must match.

    ``source`` is compared by whole path components from the right, ``title`` and ``issuer`` without
    spaces and widths.
    """

    source: str | None = None
    sha256: str | None = None
    title: str | None = None
    issuer: str | None = None
    year: int | None = None
    part: int | None = None

    def matches(self, report: Report) -> bool:
        document, identity = report.clean.document, report.identity
        title = identity.title.value if identity.title else ""
        issuer = identity.issuer.value if identity.issuer else ""
        return (
            (self.source is None or _same_file(self.source, document.source))
            and (self.sha256 is None or self.sha256 == document.sha256)
            and (self.title is None or fingerprint.normal(self.title) == fingerprint.normal(title))
            and (self.issuer is None or fingerprint.normal(self.issuer) == fingerprint.normal(issuer))
            and (self.year is None or self.year in identity.years)
            and (self.part is None or self.part == report.part)
        )

    def __str__(self) -> str:
        named = [self.source, self.title, self.issuer, f"{self.year} 年度" if self.year else None]
        shown = [part for part in named if part] or [f"sha256 {(self.sha256 or '')[:12]}"]
        return "，".join([*shown, *([f"第 {self.part} 篇"] if self.part else [])])


def _same_file(wanted: str, source: str) -> bool:
    parts = PurePath(wanted.replace("\\", "/")).parts
    return bool(parts) and PurePath(source.replace("\\", "/")).parts[-len(parts) :] == parts


@dataclass(frozen=True, slots=True)
class Waiver:
    """One entry of a waiver file. ``where`` is ``file:line``; ``problems`` make it malformed: it does not work."""

    criterion: str
    report: ReportKey
    evidence: str
    reason: str
    requested_by: str
    approved_by: str
    approved_on: date
    expires: date
    second_approved_by: str = ""
    ticket: str = ""
    where: str = ""
    problems: tuple[str, ...] = ()

    @property
    def days(self) -> int:
        """How many days it holds, the first and the last included."""
        return (self.expires - self.approved_on).days + 1


@dataclass(frozen=True, slots=True)
class WaiverRules:
    """What a policy lets be waived. Empty ``criteria`` and ``approvers`` mean any; ``max_days`` counts both ends."""

    allowed: bool = True
    levels: tuple[str, ...] = ("required", "expected", "encouraged")
    statuses: tuple[str, ...] = WAIVABLE
    criteria: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    max_days: int | None = None
    second_approver: tuple[str, ...] = ()
    approvers: tuple[str, ...] = ()

    def refusal(self, waiver: Waiver, level: Level) -> str:
        """Why the policy does not accept a waiver of a criterion of this level; empty where it does."""
        if not self.allowed:
            return "门槛规定不接受豁免"
        if level not in self.levels:
            return f"门槛规定不允许豁免{_LEVELS[level]}条目"
        if waiver.criterion in self.never or (self.criteria and waiver.criterion not in self.criteria):
            return "门槛规定不允许豁免这个条目"
        if self.max_days is not None and waiver.days > self.max_days:
            return f"有效期 {waiver.days} 天，超过门槛规定的 {self.max_days} 天"
        if level in self.second_approver and not waiver.second_approved_by:
            return f"{_LEVELS[level]}条目的豁免须有第二批准人（second_approved_by）"
        strangers = [who for who in (waiver.approved_by, waiver.second_approved_by) if who not in ("", *self.approvers)]
        if self.approvers and strangers:
            return f"批准人“{'、'.join(strangers)}”不在门槛规定的名单里"
        return ""


@dataclass(frozen=True, slots=True)
class Use:
    """What became of one waiver, in one Chinese sentence where it does not simply work."""

    waiver: Waiver
    state: State
    note: str = ""


def standing(waiver: Waiver, today: date) -> Use | None:
    """What can be said of a waiver without any report: malformed, early, expired; ``None`` where it holds."""
    if waiver.problems:
        return Use(waiver, "malformed", "；".join(waiver.problems))
    if today < waiver.approved_on:
        return Use(waiver, "early", f"批准日 {waiver.approved_on} 还没有到")
    if today > waiver.expires:
        return Use(waiver, "expired", f"已于 {waiver.expires} 到期，请改正报告或者重新申请")
    return None


def apply(
    assessment: Assessment, waivers: Sequence[Waiver], today: date, rules: WaiverRules | None = None
) -> tuple[Assessment, tuple[Use, ...]]:
    """The assessment with the waivers that work, and what became of each, in the order given.

    Status, coverage, evidence, score and verdict stay as they were; ``score_waived`` is added.
    """
    rules = rules or WaiverRules()
    findings = {finding.criterion: finding for finding in assessment.findings}
    uses: list[Use] = []
    for waiver in waivers:
        use = _use(waiver, findings, assessment, today, rules)
        if use.state == "applied":
            findings[waiver.criterion] = replace(findings[waiver.criterion], waiver=_waived(waiver))
        uses.append(use)
    found = tuple(findings[finding.criterion] for finding in assessment.findings)
    groups = [group.id for group in assessment.rubric.groups]
    waived = scoring.score(found, groups, with_waivers=True, purpose=assessment.rubric.purpose)
    return replace(assessment, findings=found, score_waived=waived), tuple(uses)


def _use(
    waiver: Waiver, findings: Mapping[str, Finding], assessment: Assessment, today: date, rules: WaiverRules
) -> Use:
    settled = standing(waiver, today)
    if settled is not None and settled.state == "malformed":
        return settled
    if not waiver.report.matches(assessment.report):
        return Use(waiver, "elsewhere", f"不是这份报告的豁免（{waiver.report}）")
    if settled is not None:
        return settled
    finding = findings.get(waiver.criterion)
    if finding is None:
        return Use(waiver, "orphaned", f"细则“{assessment.rubric.id}”里没有条目“{waiver.criterion}”")
    if finding.status not in WAIVABLE:
        return Use(waiver, "unused", f"这个条目现在是“{_STATUSES[finding.status]}”，豁免可以删去")
    if finding.waiver is not None:
        return Use(waiver, "unused", "这个条目已由前面的豁免覆盖，请删去重复的一条")
    refusal = rules.refusal(waiver, finding.level)
    if not refusal and finding.status not in rules.statuses:
        refusal = f"门槛规定不允许豁免“{_STATUSES[finding.status]}”的结论"
    if refusal:
        return Use(waiver, "refused", refusal)
    if waiver.evidence != fingerprint.of_evidence(finding):
        return Use(waiver, "changed", "结论或者依据的原文与批准时不同，请重新核对并申请")
    return Use(waiver, "applied")


def combined(uses: Sequence[Sequence[Use]]) -> tuple[Use, ...]:
    """One word on each waiver after several reports: it works if it worked for one of them.

    Each inner sequence is the answer of one report, the waivers in the same order. A waiver none of
    whose reports was checked stays ``elsewhere``.
    """
    order: tuple[State, ...] = ("applied", *STALE, "elsewhere")
    return tuple(min(answers, key=lambda use: order.index(use.state)) for answers in zip(*uses, strict=True))


def _waived(waiver: Waiver) -> Waived:
    return Waived(
        reason=waiver.reason,
        requested_by=waiver.requested_by,
        approved_by=waiver.approved_by,
        approved_on=waiver.approved_on.isoformat(),
        expires=waiver.expires.isoformat(),
        second_approved_by=waiver.second_approved_by,
        ticket=waiver.ticket,
    )
