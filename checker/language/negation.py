"""Does the passage say that its matter was not done?"""

from __future__ import annotations

import re

from checker.language.deficiency import caught_up
from checker.language.frame import Frame, concrete
from checker.language.negators import GONE_BEHIND, Negation, advised_on
from checker.language.packed import Cue

_INTENDED = re.compile(r"计划|排定|安排的|原定|原本|本来|本应|应当?|目标|拟(?![一-龥]{1,3}的)|要求|任务|部署要|本该|该")
_OBJECT = 8
"""How much of an object may follow a verb whose topic stands before it ("……没有拿出实际举措")."""
_SEVERAL = re.compile(r"[\d二两三四五六七八九十百]")
_RECTIFIED = re.compile(
    r"(?:[经在][^，。；]{2,16}?|年底前|年内|目前|现)?(?:均|都|全部|现)*已[^，。；没未]{0,6}(?:履行|整改|纠正|补办|补齐|补报|改正|办结)(?:完毕|到位|了)?(?=[，。；\n]|\Z)"
)
_EXCEPTED = re.compile("除了?[^。；]{2,40}?(?:之外|以外|外)，")
_STILL = re.compile(r"(?:至今|迄今|迟迟|始终|依旧|依然)\Z")
_IS_THERE = re.compile("已经?(?:全部|正式|陆续)?(?:挂牌|完成|建成|上线|印发|到位|办结|组建|投用|运行|开展)(?!后)")
_SOME_ARE = re.compile(
    r"[\d一二两三四五六七八九十]+[支个家项件](?:均|都)?已经?(?:全部|正式|陆续)?(?:挂牌|完成|建成|上线|到位)"
)
_NAMES = frozenset("、和与及”，：")


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
            governs = negation.low < end and _is_topic(frame, negation, start)
        else:
            governs = _is_object(frame, negation, start)
        if governs and (_is_excepted(frame, negation, start, end) or _was_made_up(frame, negation)):
            continue
        if governs and advised_on(frame.view, frame.span.start, negation.start, negation.end):
            continue
        if governs and not _is_said_by_others(frame, negation, start, end) and not _follows_zero(frame, negation):
            return frame.view[negation.start : negation.end]
    return None


def _is_excepted(frame: Frame, negation: Negation, start: int, end: int) -> bool:
    """ "除局长一并述法外，其他成员均未述法": what is told apart from those who did not was done."""
    found = _EXCEPTED.search(frame.view, frame.span.start, negation.low)
    return found is not None and found.start() < start and end <= found.end()


def _was_made_up(frame: Frame, negation: Negation) -> bool:
    """ "6月的演练因强降雨没有搞成，8月补上，330人到场", "6件未履行的裁判，经督办已履行完毕": done in the end."""
    if caught_up(frame, negation.high):
        return True
    if GONE_BEHIND.match(frame.view, negation.end, frame.clause_end):
        return True  # "没有专职审核员的短板年内得到补齐"
    return frame.has_figure and _RECTIFIED.match(frame.view, negation.high, frame.span.end) is not None


def _is_object(frame: Frame, negation: Negation, start: int) -> bool:
    told = [cue for cue in frame.here if start <= cue[0] < negation.low]
    intended = _INTENDED.search(frame.view, frame.span.start, negation.low) is not None
    if not intended and told and frame.scan.counts(start, negation.low) and _act(frame, told) is not None:
        return False  # "代表建议21件办了19件，2件未落实": the deed was told before, with its figure
    if start < negation.end:
        # a phrase that begins with its negation means it (没有罚款), but not that of an act (没有公布……)
        return start != negation.start or (negation.known and negation.verb != negation.end)
    if start >= negation.high:
        return False
    if negation.verb == negation.end:  # a thing said not to be there: the very thing
        return start == negation.end
    return not negation.bare and "，" not in frame.view[negation.end : start]


def _is_topic(frame: Frame, negation: Negation, start: int) -> bool:
    if negation.verb == negation.end and not negation.bare:
        return False
    # "评查120卷不了了之": what came of it is said of the whole, figure and all
    counted = (
        negation.verb != negation.start
        and frame.has_figure
        and frame.scan.counts(frame.clause_start, negation.quantity)
    )
    if (
        counted
        and _SEVERAL.search(frame.view, frame.clause_start, negation.quantity)
        and not _INTENDED.search(frame.view, frame.clause_start, negation.start)
    ):
        return False
    if negation.bare:
        return True
    return (
        negation.high - negation.end <= _OBJECT + 1
        and _act(frame, [cue for cue in frame.here if cue[1] <= start]) is None
    )


def _in_later_clause(frame: Frame, negation: Negation, start: int, end: int) -> bool:
    """Whether the negation behind the passage's clause takes it back, or tells of it because nothing else is told."""
    view = frame.view
    intended = _INTENDED.search(view, frame.clause_start, frame.clause_end) is not None
    if negation.bare and intended:
        return True
    if negation.verb == negation.end and not negation.bare:
        return False
    if not negation.known:
        return False
    counted = frame.has_figure or frame.scan.counts(frame.clause_end, negation.low)
    if _IS_THERE.search(view, frame.clause_end, negation.low) or _SOME_ARE.search(
        view, frame.clause_start, negation.low
    ):
        return False  # "执法队伍，四支已经挂牌运行，交通运输一支……未能到位"
    # "对6个部门的督察，因人手抽调而取消": a word that says so itself is said of the whole
    cancelled = negation.verb == negation.start and view[negation.start] not in "没未无不为是从毫"
    # "交办的3件积案，至今没有化开": so of the whole that was counted
    whole = negation.total or _STILL.search(view, negation.low, negation.start) is not None
    if counted and not (negation.bare and (cancelled or (negation.head and whole))):
        return False
    if negation.head and negation.bare and negation.takes_back:
        return True
    return _act(frame, [cue for cue in frame.here if cue[1] <= start or end <= cue[0]]) is None


def _act(frame: Frame, cues: list[Cue]) -> str | None:
    """The first of the cues that is an act: not one of a list, nor the last word of a topic ("案卷评查，")."""
    view = frame.view
    return concrete(view, [cue for cue in cues if view[cue[1] : cue[1] + 1] not in _NAMES], ("done", "event"))


def _follows_zero(frame: Frame, negation: Negation) -> bool:
    """ "本年度无重大行政决策事项，未制定目录": where there was nothing, nothing had to be done."""
    span = frame.span
    return span.nothing and (
        any(cue[2] == "outcome" and cue[1] <= negation.start for cue in span.cues)
        or frame.scan.zero(span.start, negation.low) is not None
    )


def _is_said_by_others(frame: Frame, negation: Negation, start: int, end: int) -> bool:
    """Whether the negation stands in a title or a quotation that does not hold the passage."""
    segments = frame.scan.segments
    return segments.title_at(negation.start, negation.end) is not None or (
        segments.quote_at(negation.start, negation.end) is not None and segments.quote_at(start, end) is None
    )
