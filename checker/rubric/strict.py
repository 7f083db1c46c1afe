"""The strict demand on criteria: enough cases of both sides, a basis, and advice."""

from __future__ import annotations

from checker.model import Criterion, Rubric
from checker.rules.deselected import KIND as DESELECTED

LEAST_CASES = 6


def strict_problems(rubric: Rubric) -> list[str]:
    """What each criterion lacks, ``file:line：…``, in the order of the rubric. Deselected ones are left out."""
    problems: list[str] = []
    for criterion in rubric.criteria:
        if criterion.rule != DESELECTED:
            problems += [f"{_where(criterion)}：条目“{criterion.id}”{lack}" for lack in lacks(criterion)]
    return problems


def lacks(criterion: Criterion) -> list[str]:
    """What a criterion lacks for strict use, as Chinese clauses."""
    found: list[str] = []
    if len(criterion.cases) < LEAST_CASES:
        found.append(f"只有 {len(criterion.cases)} 个案例，严格方式下至少要 {LEAST_CASES} 个")
    sides = {case.coverage for case in criterion.cases}
    if "full" not in sides:
        found.append("没有“符合”（is: full）的案例")
    if not sides & {"partial", "none"}:
        found.append("没有“不足”或“未见”（is: partial、none）的案例")
    if not criterion.basis:
        found.append("没有写依据（basis）")
    if not criterion.advice.strip():
        found.append("没有写建议（advice）")
    return found


def _where(criterion: Criterion) -> str:
    return criterion.origin.split("（")[0].split(", ")[0] or criterion.id
