"""Does the passage say that its matter was not done?"""

from __future__ import annotations

import re

from checker.language.frame import Frame, concrete
from checker.language.negators import Negation
from checker.language.packed import Cue

_INTENDED = re.compile(r"计划|原定|本应|应当?|目标|拟|要求|任务|部署要|本该|该")
# "在案卷评查方面，没有拿出实际举措": the clause only names the topic.
_NAMED = re.compile(r"(?:至于|关于|对于?|就|在)[^，。；]{2,30}(?:方面|上|工作|一事|这一?[块项]|来说|而言)?，")
_OBJECT = 8
"""How much of an object may follow a verb whose topic stands before it ("……没有拿出实际举措")."""
_NAMES = frozenset("、和与及”，")
_FAR = 3
"""How many clauses behind its topic a negation may stand."""


def negated(frame: Frame, start: int, end: int) -> str | None:
    """The negation that governs the passage ``[start, end)``, if any.

    What stands behind the verb is its object ("没有开展案卷评查"); what stands before is its topic, in the same clause
    ("案卷评查一次也没有搞") or in an earlier one that has no act of its own ("案卷评查，因机构改革，全年未启动").
    """
    for negation in frame.span.negations:
        if negation.low >= frame.clause_end:
            governs = _in_later_clause(frame, negation, start, end)
        elif negation.high <= frame.clause_start:
            continue
        elif negation.start >= end:
            governs = negation.low <= start and _is_topic(frame, negation, start, end)
        else:
            governs = _is_object(frame, negation, start, end)
        if governs and not _is_said_by_others(frame, negation, start, end):
            return frame.view[negation.start : negation.end]
    return None


def _is_object(frame: Frame, negation: Negation, start: int, end: int) -> bool:
    if start < negation.end:
        return True
    if start >= negation.high:
        return False
    if negation.verb == negation.end:  # a thing said not to be there: the very thing
        return start == negation.end
    return not negation.bare and "，" not in frame.view[negation.end : start]


def _is_topic(frame: Frame, negation: Negation, start: int, end: int) -> bool:
    if negation.verb == negation.end and not negation.bare:
        return False
    view = frame.view
    if frame.has_figure and not _INTENDED.search(view, frame.clause_start, negation.start):
        return False
    if negation.bare:
        return True
    if negation.high - negation.end > _OBJECT + 1:
        return False
    return _act(frame, [cue for cue in frame.here if cue[1] <= start]) is None


def _in_later_clause(frame: Frame, negation: Negation, start: int, end: int) -> bool:
    view = frame.view
    if not negation.head or not (negation.bare or _NAMED.match(view, frame.clause_start, frame.clause_end)):
        return False
    between = view[frame.clause_end : negation.low]
    if between.count("，") + between.count("：") >= _FAR or frame.scan.counts(frame.clause_end, negation.low):
        return False
    if frame.has_figure:
        return _INTENDED.search(view, frame.clause_start, start) is not None
    return (
        negation.takes_back
        or _act(frame, [cue for cue in frame.here if cue[1] <= start or end <= cue[0]]) is None
        or _INTENDED.search(view, frame.clause_start, start) is not None
    )


def _act(frame: Frame, cues: list[Cue]) -> str | None:
    """The first of the cues that is an act: not one of a list, nor the last word of a topic ("执法案卷评查，")."""
    view = frame.view
    return concrete(view, [cue for cue in cues if view[cue[1] : cue[1] + 1] not in _NAMES], ("done", "event"))


def _is_said_by_others(frame: Frame, negation: Negation, start: int, end: int) -> bool:
    """Whether the negation stands in a title or a quotation that does not hold the passage."""
    segments = frame.scan.segments
    return segments.title_at(negation.start, negation.end) is not None or (
        segments.quote_at(negation.start, negation.end) is not None and segments.quote_at(start, end) is None
    )
