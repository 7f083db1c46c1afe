"""Whether a passage has the support that is asked of it: a figure in its units, or a concrete act beside the matter."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache

from checker.language import COUNTED, DATED, Frame, Scan, concrete

_NAME_MAX = 6
# "通过党组会、中心组学习等形式深入学习……", "党组会先后多次研究……": the occasion, though its words belong to the matter
_IN_WHAT_WAY = re.compile(
    r"(?:常务会|党组会|党委会|党工委会|常委会|班子会|办公会|中心组|研讨|讲座|培训班|宣讲)[^，。；\n]{0,16}?(?:形式|方式)"
    r"|(?:常务会|党组会|党委会|党工委会|班子会|办公会)[^，。；\n]{0,12}?(?:多次|每月|每季度|每半年)[^，。；\n]{0,6}?(?:研究|部署|听取|审议)"
)
# "研究行政执法、行政复议等议题8个": the figure counts what was on the agenda, and says nothing of the matter
_ON_AGENDA = re.compile(
    r"(?:研究|审议|讨论|听取|学习|传达|研讨|议定|部署)[^，。；\n]{0,60}?等[^，。；\n]{0,8}?(?:议题|事项|议案|汇报|内容|专题|议程|课程)"
)
# "……先到了复议接待室。……收到这样的申请186件": the count of what the story before is one of
_SUCH = re.compile(r"(?:这样的|这类|此类|类似的?|这种|同类)[^，。；\n]{1,8}")
_SUCH_REACH = 240
_NUMERAL = r"(?:\d[\d,.]*|[一二两三四五六七八九十百千]+)"


@lru_cache(maxsize=256)
def _figure_pattern(units: tuple[str, ...]) -> re.Pattern[str]:
    if not units:
        return COUNTED
    words = sorted((unit for unit in units if unit != "%"), key=len, reverse=True)
    alternatives = "|".join(map(re.escape, words))
    numbered = rf"(?<![每哪同某]){_NUMERAL}(?:余|多|万|亿|千|百)* ?(?:{alternatives})" if alternatives else r"(?!)"
    percent = r"|\d[\d.]*%|百分之|[一二三四五六七八九]成" if "%" in units else ""
    return re.compile(numbered + percent)


def has_figure(scan: Scan, start: int, end: int, units: tuple[str, ...], look_back: bool = True) -> bool:
    """A number of one of the units in the clause, up to two before or three behind it; or a zero statement."""
    segments, view = scan.segments, scan.view
    low, high = segments.clause(start)
    if any(topics.start() <= start and end <= topics.end() for topics in _ON_AGENDA.finditer(view, low, high)):
        return False
    span_end = segments.span(start)[1]
    high = max(high, segments.clause(max(end - 1, start))[1])
    for _ in range(3):
        if high < span_end:
            high = segments.clause(high)[1]
    span_start = segments.span(start)[0]
    for _ in range(2 if look_back else 0):
        if low > span_start:
            low = segments.clause(low - 1)[0]
    if _figure_pattern(units).search(view, low, high) or scan.tabled(low, high, units):
        return True
    if _counted_as_such(scan, span_end, units):
        return True
    clause_low, clause_high = segments.clause(start)
    if any(category == "outcome" for _, _, category in scan.cues(clause_low, clause_high)):
        return True
    return any(c[2] == "outcome" and view.startswith("为", c[0]) for c in scan.cues(low, high))


def _counted_as_such(scan: Scan, end: int, units: tuple[str, ...]) -> bool:
    """Whether a later sentence of the paragraph counts the like of what was told."""
    stop = scan.view.find("\n", end)
    stop = min(stop if stop >= 0 else len(scan.view), end + _SUCH_REACH)
    for such in _SUCH.finditer(scan.view, end, stop):
        low, high = scan.segments.clause(such.start())
        if scan.role_at(low) == scan.role_at(end - 1) and _figure_pattern(units).search(scan.view, low, high):
            return True
    return False


def has_act(here: Frame, start: int, end: int, matches: Sequence[tuple[int, int]] = ()) -> bool:
    """A concrete act beside the matter itself: an act cue or a counted thing in its clause or the ones beside it.

    ``matches`` are all places ``[start, end)`` of the matter's patterns, sorted: another name of the matter is no act.
    """
    if here.told or DATED.search(here.view, here.act_low, here.act_high):
        return True
    # An ordinary act cue inside the match only names the matter (考核 in 纳入考核); it must stand beside it.
    cues = here.scan.cues(here.act_low, here.act_high)
    beside = [c for c in cues if c[2] != "act" or not ((start <= c[0] and c[1] <= end) or _names(c, matches))]
    if concrete(here.view, beside, ("act",)) is not None:
        return True
    return _IN_WHAT_WAY.search(here.view, here.act_low, here.act_high) is not None


def _names(cue: tuple[int, int, str], matches: Sequence[tuple[int, int]]) -> bool:
    """Whether the cue ends another name of the matter (公开 in 政务公开, 审查 in 公平竞争审查): a noun, not a deed."""
    start, end = cue[0], cue[1]
    index = bisect_left(matches, (start - _NAME_MAX,))
    while index < len(matches) and matches[index][0] < start:
        if matches[index][1] == end:
            return True
        index += 1
    return False
