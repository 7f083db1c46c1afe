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


def decide(
    findings: Sequence[Finding], value: float, gate: Gate, purpose: Purpose = "check"
) -> tuple[Verdict, tuple[str, ...]]:
    """The verdict and the sentences that decided it. Nothing judged is never a pass, but a map judges nothing."""
    if purpose == "map":
        return "pass", (map_reason(findings),)
    active = [finding for finding in findings if finding.waiver is None]
    reasons: list[str] = []
    for status, words in (("fail", "不符合"), ("error", "未能判定"), ("warn", "需核对")):
        if status in gate.fail_on:
            hit = [finding.name for finding in active if finding.status == status]
            if hit:
                reasons.append(f"有 {len(hit)} 个条目{words}：{'、'.join(hit)}")
    required = set(gate.must_pass)
    missed = [f.name for f in active if f.criterion in required and f.status not in ("pass", "not_applicable")]
    if missed:
        reasons.append(f"必须通过的条目未通过：{'、'.join(missed)}")
    if value < gate.min_score:
        reasons.append(f"得分 {value:g} 低于门槛 {gate.min_score:g}")
    warns = sum(finding.status == "warn" for finding in active)
    if gate.max_warn is not None and warns > gate.max_warn:
        reasons.append(f"需核对的条目有 {warns} 个，多于门槛 {gate.max_warn} 个")
    if all(finding.status == "not_applicable" for finding in findings):
        reasons.append("没有一个条目可以判断")
    if reasons:
        return "fail", tuple(reasons)
    errors = sum(finding.status == "error" for finding in active)
    if warns or errors:
        what = [f"有 {warns} 个条目需核对"] * bool(warns) + [f"有 {errors} 个条目未能判定"] * bool(errors)
        return "warn", ("没有不符合的条目；" + "，".join(what),)
    return "pass", ("所有适用条目均符合",)
