"""Coverage -> status -> score -> verdict, with the arithmetic shown.

A criterion earns its weight times 1 (full), 0.5 (partial) or 0 (none, error); what is not applicable
neither earns nor counts. An encouraged criterion that is raised at all earns its full weight.
``score = 100 * earned / possible``, rounded to one decimal.

A rubric whose purpose is a map judges nothing: its score is the share of the applicable items that are
disclosed (full), and its verdict is always a pass that says so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, NamedTuple

from checker.model import STATUSES, Coverage, Finding, Gate, Level, Purpose, Score, Status, Verdict

_STATUS: Mapping[Level, Mapping[Coverage, Status]] = {
    "required": {"full": "pass", "partial": "warn", "none": "fail", "not_applicable": "not_applicable"},
    "expected": {"full": "pass", "partial": "warn", "none": "warn", "not_applicable": "not_applicable"},
    "encouraged": {"full": "pass", "partial": "pass", "none": "not_applicable", "not_applicable": "not_applicable"},
}
_EARNS: Mapping[Coverage, float] = {"full": 1.0, "partial": 0.5, "none": 0.0, "not_applicable": 0.0}


def status_of(level: Level, coverage: Coverage) -> Status:
    """The status a level gives to a coverage."""
    return _STATUS[level][coverage]


def share_earned(finding: Finding) -> float:
    """The share of its weight a finding earns, 0 to 1."""
    if finding.status == "pass":
        return 1.0
    if finding.status == "error":
        return 0.0
    return _EARNS[finding.coverage]


def score(
    findings: Sequence[Finding], groups: Iterable[str], *, with_waivers: bool = False, purpose: Purpose = "check"
) -> Score:
    """The score of all findings, with the subtotals of each group.

    ``with_waivers``: a waived finding earns its full weight. Left out of the sum instead, a waiver
    could lower the score of a weak report.
    """
    earned: dict[str, float] = dict.fromkeys(groups, 0.0)
    possible = dict(earned)
    for finding in findings:
        if (finding.coverage if purpose == "map" else finding.status) == "not_applicable":
            continue
        possible[finding.group] = possible.get(finding.group, 0.0) + finding.weight
        share = 1.0 if with_waivers and finding.waiver is not None else share_earned(finding)
        if purpose == "map":
            share = float(finding.coverage == "full" and finding.status != "error")
        earned[finding.group] = earned.get(finding.group, 0.0) + finding.weight * share
    total, most = sum(earned.values()), sum(possible.values())
    value = round(100 * total / most, 1) if most else 0.0
    return Score(
        value, round(total, 4), round(most, 4), tuple((g, earned[g], possible[g]) for g in possible if possible[g])
    )


def count(findings: Iterable[Finding]) -> dict[str, int]:
    """How many findings have each status, all statuses named."""
    counts: dict[str, int] = dict.fromkeys(STATUSES, 0)
    for finding in findings:
        counts[finding.status] += 1
    return counts


def disclosed(findings: Iterable[Finding]) -> Counter[str]:
    """How many findings have each coverage, ``error`` apart, and under ``applicable`` how many concern the reporter."""
    counts: Counter[str] = Counter()
    for finding in findings:
        outcome = "error" if finding.status == "error" else finding.coverage
        counts[outcome] += 1
        counts["applicable"] += outcome != "not_applicable"
    return counts


def map_reason(findings: Iterable[Finding]) -> str:
    """What a map found, in one sentence that also says that it judges nothing."""
    of = disclosed(findings)
    told = (
        f"适用的 {of['applicable']} 项中，已披露 {of['full']} 项，有提及 {of['partial']} 项，未见披露 {of['none']} 项"
    )
    wrong = f"，另有 {of['error']} 项未能判定" if of["error"] else ""
    return f"这是披露事项的地图，不作合格判断：{told}{wrong}"


class Reason(NamedTuple):
    """What decided a verdict: the ``findings`` it is about, and where there is a limit, ``value`` against ``limit``.

    ``kind``: a status that the gate does not let pass; ``missed``, what must pass and does not; ``score`` and ``warns``
    against their limits; ``unjudged``, nothing could be judged; else what is ``left`` to check, or ``sound``.
    """

    kind: Literal["fail", "error", "warn", "missed", "score", "warns", "unjudged", "left", "sound"]
    findings: tuple[Finding, ...] = ()
    value: float = 0.0
    limit: float = 0.0

    def of(self, status: Status) -> int:
        """How many of its findings have a status."""
        return sum(finding.status == status for finding in self.findings)


def weigh(findings: Sequence[Finding], value: float, gate: Gate) -> tuple[Verdict, tuple[Reason, ...]]:
    """The verdict and what decided it. Nothing judged is never a pass."""
    active = [finding for finding in findings if finding.waiver is None]
    reasons: list[Reason] = []
    kinds: tuple[Literal["fail", "error", "warn"], ...] = ("fail", "error", "warn")
    for kind in kinds:
        hit = tuple(finding for finding in active if finding.status == kind)
        if kind in gate.fail_on and hit:
            reasons.append(Reason(kind, hit))
    required = set(gate.must_pass)
    missed = tuple(f for f in active if f.criterion in required and f.status not in ("pass", "not_applicable"))
    if missed:
        reasons.append(Reason("missed", missed))
    if value < gate.min_score:
        reasons.append(Reason("score", value=value, limit=gate.min_score))
    left = Reason("left", tuple(finding for finding in active if finding.status in ("warn", "error")))
    if gate.max_warn is not None and left.of("warn") > gate.max_warn:
        reasons.append(Reason("warns", value=left.of("warn"), limit=gate.max_warn))
    if all(finding.status == "not_applicable" for finding in findings):
        reasons.append(Reason("unjudged"))
    if reasons:
        return "fail", tuple(reasons)
    return ("warn", (left,)) if left.findings else ("pass", (Reason("sound"),))


def decide(
    findings: Sequence[Finding], value: float, gate: Gate, purpose: Purpose = "check"
) -> tuple[Verdict, tuple[str, ...]]:
    """The verdict and the sentences that decided it; a map judges nothing."""
    if purpose == "map":
        return "pass", (map_reason(findings),)
    verdict, reasons = weigh(findings, value, gate)
    return verdict, tuple(map(_said, reasons))


_STATUS_WORDS = {"fail": "不符合", "error": "未能判定", "warn": "需核对"}


def _said(reason: Reason) -> str:
    named = "、".join(finding.name for finding in reason.findings)
    match reason.kind:
        case "fail" | "error" | "warn":
            return f"有 {len(reason.findings)} 个条目{_STATUS_WORDS[reason.kind]}：{named}"
        case "missed":
            return f"必须通过的条目未通过：{named}"
        case "score":
            return f"得分 {reason.value:g} 低于门槛 {reason.limit:g}"
        case "warns":
            return f"需核对的条目有 {reason.value:g} 个，多于门槛 {reason.limit:g} 个"
        case "unjudged":
            return "没有一个条目可以判断"
        case "left":
            counts = ((reason.of(status), _STATUS_WORDS[status]) for status in ("warn", "error"))
            return "没有不符合的条目；" + "，".join(f"有 {count} 个条目{words}" for count, words in counts if count)
        case "sound":
            return "所有适用条目均符合"
