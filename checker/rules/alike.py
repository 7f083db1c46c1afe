"""What no phrase finds: the passages that sound like a matter's sample sentences.

They are read like any other passage: in the shortcomings or only planned they count for nothing done, and the
support asked must be there. Passages less alike make no candidates; the most alike is the near miss of an absence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from checker.model import Criterion, Evidence
from checker.rules.context import Context
from checker.rules.headings import reaches_heading
from checker.rules.passages import NOTHING_TOLD, Candidate, candidate_at
from checker.rules.quoting import quote_range
from checker.rules.support import has_act

TAKEN, SURE, SHOWN = 6.0, 8.0, 4.0
"""How alike a passage must be to be taken for the matter done; for anything less than plain (a matter only raised,
or one that phrases found raised elsewhere); to be shown as a near miss. See ``sounding.Spans.alike``."""

_MOST = 3
_LONGEST = 200_000
_TIME = re.compile(r"\d[月日]|年[初中底末]|[上下]半年|季度")
NOTE = "用词与该事项相近，据此判断，请核对"


def alike(
    criterion: Criterion,
    context: Context,
    known: Sequence[Candidate],
    *,
    raised: bool,
    units: Sequence[str],
    own_figure: bool,
    most: int = _MOST,
) -> list[Candidate]:
    """Candidates that sound like the matter, the most alike first; none in the spans of those ``known`` by phrases.

    Where the known ones have ``raised`` the matter, it takes more to say that it was done: a passage that is very
    much like it, with figures.
    """
    found: list[Candidate] = []
    judged = {candidate.here.span.start for candidate in known}
    for much, start, end in _passages(criterion, context, SURE if raised else TAKEN, most):
        candidate = candidate_at(
            context, criterion.id, start, end, support=criterion.support, units=units, own_figure=own_figure
        )
        if candidate is None or candidate.here.span.start in judged:
            continue
        here = candidate.here
        if candidate.counts and not _tells(candidate):
            candidate.counts, candidate.reason = False, NOTHING_TOLD
        if raised:
            taken = candidate.counts and context.scan.counts(here.act_low, here.act_high)
        else:
            taken = candidate.counts or much >= SURE
        if taken:
            found.append(candidate)
    return found


def _tells(candidate: Candidate) -> bool:
    """Whether something was done: said so, or with an act, a figure or a time beside it."""
    here = candidate.here
    if candidate.reading.assertion == "done" or has_act(here, candidate.start, candidate.end):
        return True
    return _TIME.search(here.view, here.act_low, here.act_high) is not None


def nearest_alike(criterion: Criterion, context: Context) -> tuple[Evidence, ...] | None:
    """The passage most alike, as a near miss; empty where nothing is alike at all, ``None`` where nothing can be."""
    if context.scan.lexicon.likeness_of(criterion.id) is None:
        return None
    for _, start, end in _passages(criterion, context, SHOWN, _MOST):
        return (Evidence(*quote_range(context.scan, start, end), "mentioned", "", "用词相近，但没有认出写的是该事项"),)
    return ()


def _passages(criterion: Criterion, context: Context, least: float, most: int) -> Iterator[tuple[float, int, int]]:
    """Where the matter may be told, the most alike first: (how much, start, end).

    Nothing in a text too long to be one office's report.
    """
    scan = context.scan
    likeness = scan.lexicon.likeness_of(criterion.id)
    if likeness is None or context.report.body_end - context.report.body_start > _LONGEST:
        return
    spans = context.spans
    for much, low, high in spans.alike(likeness, least, most):
        start, end = spans.heart(likeness, low, high)
        if not reaches_heading(scan, start) and spans.is_foremost(likeness, start, scan.lexicon.likenesses):
            yield much, start, end
