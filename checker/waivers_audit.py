"""The waiver file itself under audit: what no longer works, what soon will not, what nobody needs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from checker.model import Assessment, Rubric
from checker.waivers import STALE, Use, Waiver, WaiverRules, apply, combined, standing


@dataclass(frozen=True, slots=True)
class Audited:
    """One waiver: what became of it, and how many days it still holds (today included; 0 where it does not)."""

    use: Use
    days_left: int
    expiring: bool

    @property
    def needs_attention(self) -> bool:
        return self.expiring or self.use.state in STALE


def audit(
    waivers: Sequence[Waiver],
    today: date,
    rubrics: Iterable[Rubric],
    rules: WaiverRules,
    *,
    days: int = 30,
    assessments: Sequence[Assessment] | None = None,
) -> tuple[Audited, ...]:
    """Each waiver in file order. ``expiring`` ones end within ``days`` days.

    Without ``assessments`` only the file is judged: dates, rules, criteria that no rubric has. With
    them, evidence and need are judged too, and a waiver whose report is not among them is unused.
    """
    known = list(rubrics)
    if assessments is None:
        uses = tuple(_alone(waiver, today, known, rules) for waiver in waivers)
    elif assessments:
        uses = combined([apply(assessment, waivers, today, rules)[1] for assessment in assessments])
        uses = tuple(_met(use) for use in uses)
    else:
        uses = tuple(Use(waiver, "unused", "没有可以对照的报告") for waiver in waivers)
    return tuple(_audited(use, today, days) for use in uses)


def _met(use: Use) -> Use:
    if use.state != "elsewhere":
        return use
    return Use(use.waiver, "unused", f"给出的报告里没有它所指的报告（{use.waiver.report}）")


def _audited(use: Use, today: date, days: int) -> Audited:
    if use.waiver.problems or not use.waiver.approved_on <= today <= use.waiver.expires:
        return Audited(use, 0, False)
    left = (use.waiver.expires - today).days + 1
    return Audited(use, left, left <= days)


def _alone(waiver: Waiver, today: date, rubrics: Sequence[Rubric], rules: WaiverRules) -> Use:
    settled = standing(waiver, today)
    if settled is not None:
        return settled
    criteria = [rubric.by_id[waiver.criterion] for rubric in rubrics if waiver.criterion in rubric.by_id]
    if not criteria:
        return Use(waiver, "orphaned", f"细则里没有条目“{waiver.criterion}”")
    refusals = [rules.refusal(waiver, criterion.level_for(waiver.report.year)) for criterion in criteria]
    if all(refusals):
        return Use(waiver, "refused", refusals[0])
    return Use(waiver, "applied")
