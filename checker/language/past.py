"""Does the passage tell of years before those the report is on?"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter

from checker.language.frame import Frame
from checker.language.scan import Scan

# "2020年至2022年，……" and "早在2019年，……" open a sentence; "2019年以来" reaches into the report's own year.
_DATED = re.compile(
    r"((?:19|20)\d\d)年?(?:[—\-～~至到和、]{1,2}((?:19|20)\d\d)年)?"
    r"(?:度|底|末|初|[上下]半年|\d{1,2}月(?:份|底|初)?|主?汛期|[春夏秋冬][季天]?|入[冬夏汛]以?[后来]?)?[，,]"
)
# "前几年曾列入考核，后予取消", "上一轮清理是5年前的事": told of long ago, without a year
_LONG_AGO = re.compile(
    r"上一届|上届(?:政府|任期)|前几年曾|前些年曾|早年曾|多年前曾|曾(?:一度|经)[^，。；]{2,24}，(?:后|但后来|现)|[\d一二三四五六七八九十两]+年(?:以)?前的事|还是[前去上]年的事"
)
# "2022年全市报备规范性文件37件": a figure of its own year, with nothing it is compared with
# "往年每季评查一次", "五年前开展过": the time that opens a clause; "五年前成立的" tells only since when
_FORMERLY = re.compile(
    r"[\s　]*(?:(?:早在)?(?:往年|历年来?(?=曾)|多年前|早年|早些年|前些年|前几年|前年(?![^，。；]{0,6}(?:起|开始))"
    r"|历史上(?!首|第一|最)|从前(?!年)|过去(?![\d一二两三四五六七八九十几]|的[一几\d])|以前(?!所)|原来(?=[每一由])|上一?届(?:政府|党委|班子)[^，。；]{0,12}?(?=，)|上届(?:政府)?|上一届|上一?任[^，。；]{0,8}(?:任内|期间|在任)"
    r"|[一二两三四五六七八九十\d]{1,3}年(?:多)?(?:以|之)?前|(?:机构改革|疫情|改制|合并|换届)(?:以|之)?前(?=[每一都由]))"
    r"|“(?P<plan>十[一二三四]?五)”(?:时期|期间))"
    r"(?![^，。；]{0,24}(?:成立|设立|建立|组建|确定|开始|起|来|留下|遗留|积压|形成|签订|印发|制定|查处|发现|反馈|移交|评定)的)"
)
_FORMER_HEADS = frozenset(" 　早往历多前从过以原上机疫改合换去“一二两三四五六七八九十0123456789")
"""What a time in ``_FORMERLY`` or ``_LAST_YEAR`` begins with."""
_LAST_YEAR = re.compile(
    r"[\s　]*(?:去年|上年|上一年)度?(?![^，。；]{0,24}(?:报告|情况|结转|遗留|积压|反馈|问题|同期|相比|移交|转入|发现"
    r"|督察|考核|查出|底|末|基础|的|以来|起|来|开始|比))"
)
# "2016年首次开展清理时，共废止12件"
_WHEN = re.compile(r"[\s　]*(?:早在)?((?:19|20)\d\d)年[^，。；的]{1,30}(?<!届|平)时，")
_PLAN_ENDS = {"十五": 2005, "十一五": 2010, "十二五": 2015, "十三五": 2020, "十四五": 2025}
_LAST_TIME = re.compile(
    r"上(?:一)?[次轮回][^，。；]{0,12}(?:还?是|在)(?:在)?(?:20\d\d年|[一二两三四五六七八九十\d]{1,3}年(?:以|之)?前)"
)
_OF_YEAR = re.compile(
    r"[\s　]*(?:[我全本][省市州盟县区旗镇乡街局厅委]|[省市县区州旗镇乡]本?级)?((?:19|20)\d\d)年度?"
    r"(?!\d|以来|[至到起底末初]|[^，。；]{0,20}(?:报告|情况)|[—\-～~、和]|[^，。；]{0,2}月)"
)
# "去年推行，今年没有继续": it does not go on
_NO_MORE = re.compile(r"[^，。；]{0,6}?(?:没有|没再|未再|未|不再|停止|停了|中断|取消|终止)")
_REACH = 300
_NOT_OF_IT = re.compile(r"比|较|同比|由|相较|增|降|减|结转|以来|至今|起")
_BEFORE = re.compile(r"[\s　]*(?:早在|在|到|至)?")
_YEAR = re.compile(r"(?:19|20)\d\d(?=年)")
_GOES_ON = re.compile(
    r"以来|至今|[年月日]起|沿用|延续|继续|仍|今年|本年|当前|目前|现[有已在]|如今|而今|截至|改[为由成]|变[为成]|转[为变]|全年|年内"
)


def before_period(frame: Frame) -> str | None:
    """The words that date the whole sentence before the report's years ("2020年至2022年，"), if they do."""
    ago = _LONG_AGO.search(frame.view, frame.clause_start, frame.span.end)
    if ago is not None and _GOES_ON.search(frame.view, ago.end(), frame.span.end) is None:
        return ago[0]
    formerly = _formerly(frame)
    if formerly is not None:
        return formerly
    dated = _of_earlier_year(frame)
    if dated is not None:
        return dated
    ranges = _ranges(frame.scan)
    index = bisect_right(ranges, (frame.clause_start, 1 << 60, "")) - 1
    if index < 0 or frame.clause_start >= ranges[index][1]:
        return None
    return ranges[index][2]


def _formerly(frame: Frame) -> str | None:
    """The time before the report's years that opens the passage's clause, where the sentence tells nothing later."""
    view, years = frame.view, frame.scan.report.identity.years
    heads = (view[frame.clause_start], view[frame.span.start])
    if _FORMER_HEADS.isdisjoint(heads) and view.find("上", frame.clause_start, frame.clause_end) < 0:
        return None
    opens = (
        _FORMERLY.match(view, frame.span.start, frame.clause_start) if frame.clause_start > frame.span.start else None
    )
    if opens is not None and not view.startswith("，", opens.end()):
        opens = None
    last = _LAST_TIME.search(view, frame.clause_start, frame.clause_end)
    found = _FORMERLY.match(view, frame.clause_start, frame.clause_end) or last or opens
    if found is None:
        found = _LAST_YEAR.match(view, frame.clause_start, frame.clause_end)
        found = found if found and _years_told(frame.scan)["now"] else None
    goes_on = None if found is None else _GOES_ON.search(view, found.end(), frame.span.end)
    if found is None or (goes_on is not None and not _NO_MORE.match(view, goes_on.end(), frame.span.end)):
        return None
    plan = found.groupdict().get("plan")
    if plan and (not years or _PLAN_ENDS[plan] >= min(years)):
        return None
    return found[0].strip()


def _of_earlier_year(frame: Frame) -> str | None:
    """The year before the report's that the clause's figure is of, where the sentence has none of the report's own."""
    years, view = frame.scan.report.identity.years, frame.view
    when = _WHEN.match(view, frame.span.start) if years else None
    if when is not None and int(when[1]) < min(years) and _GOES_ON.search(view, when.end(), frame.span.end) is None:
        return when[0].strip("　 ，")
    found = _OF_YEAR.match(view, frame.clause_start) if years and frame.has_figure else None
    if found is None or int(found[1]) >= min(years) or _NOT_OF_IT.search(view, found.end(), frame.clause_end):
        return None
    reach = min(frame.span.end, frame.clause_end + _REACH)
    if frame.clause_end < reach and frame.scan.counts(frame.clause_end, reach):
        return None
    if any(int(year[0]) >= min(years) for year in _YEAR.finditer(view, frame.clause_end, reach)):
        return None
    # a title that names the wrong year must not make a whole report one of the year before
    told = _years_told(frame.scan)
    return found[0].strip() if told["own"] >= told[found[1]] else None


def _years_told(scan: Scan) -> Counter[str]:
    """How often the body names each year, and under ``own`` the report's years, 今年 and 本年; counted once."""
    known = scan.notes.get("years")
    if isinstance(known, Counter):
        return known
    low, high = scan.report.body_start, scan.report.body_end
    told = Counter(match[0] for match in _YEAR.finditer(scan.view, low, high))
    told["own"] = sum(told[str(year)] for year in scan.report.identity.years)
    told["now"] = scan.view.count("今年", low, high) + scan.view.count("本年", low, high)
    told["own"] += told["now"]
    scan.notes["years"] = told
    return told


def _ranges(scan: Scan) -> list[tuple[int, int, str]]:
    """The sentences so dated, each with the words; found once."""
    known = scan.notes.get("past")
    if isinstance(known, list):
        return known
    years = scan.report.identity.years
    found = [_range(scan, match, min(years)) for match in _DATED.finditer(scan.view)] if years else []
    ranges = scan.notes["past"] = [one for one in found if one is not None]
    return ranges


def _range(scan: Scan, match: re.Match[str], first: int) -> tuple[int, int, str] | None:
    view = scan.view
    start, end = scan.segments.sentence(match.start())
    last = max(int(year) for year in match.groups() if year)
    # December of the year before is often told, and what was made then took effect in the report's year.
    if last >= first or (last == first - 1 and match[2] is None):
        return None
    if _BEFORE.fullmatch(view, start, match.start()) is None:
        return None
    later = any(int(year[0]) >= first for year in _YEAR.finditer(view, match.end(), end))
    if later or _GOES_ON.search(view, start, end):
        return None
    return start, end, match[0].strip("，,")
