"""Draft against draft: which findings changed, and which edits did it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from checker.model import Assessment, Finding, Quote
from checker.rendering.diff_sentences import Change, Sentence, changes

State = Literal["new_finding", "regressed", "improved", "fixed", "unchanged", "incomparable"]

# The order in which a reader wants them.
STATES: tuple[State, ...] = ("new_finding", "regressed", "improved", "fixed", "incomparable", "unchanged")
_GRAVITY = {"pass": 0, "not_applicable": 0, "warn": 1, "fail": 2}
_COVERED = {"full": 3, "partial": 2, "none": 1, "not_applicable": 0}
_MOST_CAUSES = 5


@dataclass(frozen=True, slots=True)
class Compared:
    """One criterion in both drafts; ``causes`` are indexes into ``Comparison.changes``."""

    criterion: str
    state: State
    old: Finding | None
    new: Finding | None
    causes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """Both drafts, every criterion of either in the new rubric's order, and every changed sentence."""

    old: Assessment
    new: Assessment
    items: tuple[Compared, ...]
    changes: tuple[Change, ...]

    def of(self, state: State) -> list[Compared]:
        return [item for item in self.items if item.state == state]

    @property
    def same_rubric(self) -> bool:
        return self.old.rubric.sha256 == self.new.rubric.sha256


def compare(old: Assessment, new: Assessment) -> Comparison:
    """What the new draft changed.

    ``new_finding`` is open now and was not, ``fixed`` the reverse; ``regressed`` and ``improved`` were
    open before and still are, graver or less covered, milder or better covered; a criterion that
    could not be judged, or that only one rubric has, is ``incomparable``.
    """
    edits = changes(old.report, new.report)
    before = {finding.criterion: finding for finding in old.findings}
    after = {finding.criterion: finding for finding in new.findings}
    order = [*after, *(criterion for criterion in before if criterion not in after)]
    items: list[Compared] = []
    for criterion in order:
        was, now = before.get(criterion), after.get(criterion)
        state = state_of(was, now)
        causes = () if state == "unchanged" else _causes(was, now, edits)
        items.append(Compared(criterion, state, was, now, causes))
    return Comparison(old, new, tuple(items), tuple(edits))


def state_of(was: Finding | None, now: Finding | None) -> State:
    """How one criterion stands against before, by status and coverage alone; see :func:`compare`."""
    if was is None or now is None or "error" in (was.status, now.status):
        return "incomparable"
    before, after = _GRAVITY[was.status], _GRAVITY[now.status]
    if not before and not after:
        return "unchanged"
    if not before:
        return "new_finding"
    if not after:
        return "fixed"
    # at the same gravity, fewer passages at fault or better coverage is an improvement
    old_rank = (before, -_COVERED[was.coverage])
    new_rank = (after, -_COVERED[now.coverage])
    if new_rank == old_rank:
        return "unchanged"
    return "regressed" if new_rank > old_rank else "improved"


def _causes(was: Finding | None, now: Finding | None, edits: Sequence[Change]) -> tuple[int, ...]:
    """Edits of a passage the finding rests on, before or now, or of a heading above such a passage."""
    old = (*was.evidence, *was.near) if was else ()
    new = (*now.evidence, *now.near) if now else ()
    found = [i for i, edit in enumerate(edits) if _touches(edit.old, old) or _touches(edit.new, new)]
    return tuple(found[:_MOST_CAUSES])


def _touches(sentence: Sentence | None, quotes: Sequence[Quote]) -> bool:
    if sentence is None:
        return False
    return any(
        (quote.start < sentence.end and sentence.start < quote.end) or sentence.text in quote.section
        for quote in quotes
    )
