"""Years that agree across title, opening, headings, plan and date; legitimate other years are let be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from checker.model import Criterion, Evidence, Judgement, Report
from checker.rules.context import Context
from checker.structure.leadins import sentences
from checker.structure.numerals import YEAR, year

_PERIOD = re.compile(r"20\d\d年?\s*[—－\-~～–至到]{1,2}\s*20\d\d|三年行动|五年|规划|纲要|以来|[—－\-]20\d\d")
_LEGIT_AFTER = re.compile(
    r"年(?:度)?(?:以来|以前|之前|前|底|末|初|起|至|到|—|－|-|~|～|版|修订|修正|\d{1,2}月|[（(]|[》〉〕）)]|[^，。；\n]{0,6}基础)"
)
_FORWARD = re.compile(
    r"将|继续|进一步|持续|着力|努力|力争|重点|工作(?:中|思路|安排)|方面|深化|围绕|坚持|要|我[省市县区镇乡局]"
)
_MADE_FOR = re.compile(
    r"(?:编制|制定|拟定|出台)[^。；，,\n]{0,6}?(20\d\d)年度?[^。；，,\n]{0,16}?(?:计划|规划|要点|目录|方案|清单|安排)"
)
# A day still to come: announced by an intent, or followed by what is to be reached by then.
_DEADLINE = re.compile(
    r"(?:力争|争取|确保|计划|预计|力求|务必|打算|拟|将)(?:在|于|到|至)?(?P<year>20\d\d)年(?:度?内|[底末中初]|\d{1,2}月|[上下]半年|[一二三四]季度)"
    r"(?!以来|发生|发现|印发|出台的|修订|立案)"
)
# the same without such a word: "2021年底前完成……", "到2021年底实现……"; not what was left or founded by then
_BY_THEN = re.compile(
    r"(?P<year>20\d\d)年(?:度?内|[底末](?:之?前|(?<=[到至]20\d\d年[底末]))|\d{1,2}月(?:底|末|\d{1,2}日)?之?前)"
    r"(?![^，。；\n]{0,16}(?:的|未|已|尚|了))[^，。；\n]{0,16}?"
    r"(?:完成|实现|建成|达到|出台|印发|覆盖|开展|组织|修订|健全|形成|落实|配齐|推出|公布|上线|启用|对|培训)"
)
_RESIDUE = re.compile(r"(?:共|全年|累计)[^。；\n]{0,40}?\d")
_COMPARED = re.compile(
    r"同比|较|比|增|降|下降|上升|提高|延续|结转|以来|启动|印发|被|获|入选|列入|评为|修订|施行|成立|试点|《|末|底"
)


def judge_years(criterion: Criterion, context: Context) -> Judgement:
    """Full without a slip, partial with one, none with more; not applicable where the year is unknown."""
    report = context.report
    if not report.identity.years:
        return Judgement("not_applicable", message="报告年度不明，无法判断年度是否一致。")
    slips: list[Evidence] = []
    for slip in sorted(_slips(report), key=lambda item: item.start):
        if not slips or slip.start >= slips[-1].end:
            slips.append(slip)
    if not slips:
        return Judgement("full", tuple(_agreeing(report)))
    told = "；".join(f"“{_shorten(report.text[s.start : s.end])}”{s.note}" for s in slips[:4])
    message = f"报告年度为{_spoken(report)}，但{told}，请核对。"
    return Judgement("partial" if len(slips) == 1 else "none", tuple(slips), message=message)


def _spoken(report: Report) -> str:
    years = report.identity.years
    return f"{years[0]}年" if len(years) == 1 else f"{years[0]}—{years[-1]}年"


def _shorten(text: str) -> str:
    plain = re.sub(r"\s+", "", text)
    return plain if len(plain) <= 40 else plain[:39] + "…"


def _slips(report: Report) -> Iterator[Evidence]:
    yield from _headings(report)
    yield from _opening(report)
    yield from _plans(report)
    yield from _residue(report)
    yield from _date(report)


def _headings(report: Report) -> Iterator[Evidence]:
    """A heading that names another year than its part is about."""
    years = report.identity.years
    last = years[-1]
    for section in report.sections:
        heading = report.folded[section.heading_start : section.heading_end]
        if section.level > 2 or not heading or _PERIOD.search(heading) or "《" in heading:
            continue
        named = [year(match[1]) for match in YEAR.finditer(heading)]
        if not named:
            continue
        place = Evidence(section.heading_start, section.heading_end, "mentioned", note="")
        if section.role == "plan":
            if max(named) <= last:
                yield _noted(place, f"属下一年度安排，写的是{max(named)}年")
            elif min(named) > last + 1:
                yield _noted(place, f"属下一年度安排，写的是{min(named)}年")
        elif section.level == 1 and section.role != "other" and not set(named) & set(years) and max(named) != last + 1:
            yield _noted(place, f"写的是{named[0]}年")


def _noted(evidence: Evidence, note: str) -> Evidence:
    return Evidence(evidence.start, evidence.end, evidence.assertion, note=note)


def _opening(report: Report) -> Iterator[Evidence]:
    """The first words of the body, and “虽然2022年度……” before the shortcomings."""
    years = report.identity.years
    start = report.body_start
    while start < report.body_end and report.folded[start].isspace():
        start += 1
    match = YEAR.match(report.folded, start)
    if match and year(match[1]) not in years and year(match[1]) < years[-1] and len(years) == 1:
        after = report.folded[match.end() : match.end() + 6]
        if re.match(r"度?[，,]|度|我|全|在", after):
            yield Evidence(start, _clause_end(report.folded, match.end()), "mentioned", note=f"开头写的是{match[1]}年")
    for match in re.compile(r"(?:虽然|尽管)[^。，,\n]{0,8}?(20\d\d)年").finditer(report.folded, start, report.body_end):
        if int(match[1]) not in years:
            end = _clause_end(report.folded, match.end())
            yield Evidence(match.start(), end, "mentioned", note=f"写的是{match[1]}年")
    for match in re.compile(r"现将[^。\n]{0,24}?(20\d\d)年[^。\n]{0,30}?报告如下").finditer(
        report.folded, start, report.body_end
    ):
        if int(match[1]) not in years:
            yield Evidence(match.start(), match.end(), "mentioned", note=f"写的是{match[1]}年")


def _plans(report: Report) -> Iterator[Evidence]:
    """A plan sentence that speaks of the reported year, or of an earlier one, as still ahead."""
    last = report.identity.years[-1]
    headings: dict[int, int] = {}
    for section in report.sections:
        headings[section.start] = max(section.heading_end, headings.get(section.start, section.heading_end))
    for low, high, role in report.roles:
        if role != "plan":
            continue
        heading = headings.get(low, low)
        for start, end in sentences(report.folded, heading, high):
            match = YEAR.match(report.folded, _past_mark(report.folded, start))
            if match and _ahead(report.folded, match, end):
                number = year(match[1])
                if last - 1 <= number <= last or last + 1 < number <= last + 3:
                    stop = _clause_end(report.folded, match.end())
                    yield Evidence(start, stop, "mentioned", note=f"属下一年度安排，写的是{number}年")
            yield from _deadlines(report, start, end)
            for made in _MADE_FOR.finditer(report.folded, start, end):
                if int(made[1]) <= last:
                    yield Evidence(
                        *_clause(report.folded, made.start(), start, end),
                        "mentioned",
                        note=f"属下一年度安排，写的是{made[1]}年",
                    )


def _deadlines(report: Report, start: int, end: int) -> Iterator[Evidence]:
    """“力争在2021年底前……” in the plan made after 2021."""
    last = report.identity.years[-1]
    for match in chain(_DEADLINE.finditer(report.folded, start, end), _BY_THEN.finditer(report.folded, start, end)):
        number = year(match["year"])
        if last - 1 <= number <= last:
            yield Evidence(
                match.start(),
                _clause_end(report.folded, match.end()),
                "mentioned",
                note=f"属下一年度安排，写的是{number}年",
            )


def _ahead(folded: str, match: re.Match[str], end: int) -> bool:
    """Whether the sentence uses the year as the time of what is planned."""
    if _LEGIT_AFTER.match(folded, match.end() - 1):
        return False
    return bool(
        re.match(r"度?[，,]|度?(?:我|全|将|要|是|[\u4e00-\u9fff]{1,8}将)", folded[match.end() : match.end() + 12])
    ) and bool(_FORWARD.search(folded, match.end(), end))


def _past_mark(folded: str, start: int) -> int:
    match = re.compile(
        r"(?:[一二三四五六七八九十]是|[（(][一二三四五六七八九十]{1,2}[）)]|\d{1,2}[.．、](?!\d))?\s*"
        r"(?:(?:在|展望|面向|迈入|步入|进入|(?:新的一年|下一步|今后|接下来)(?:里)?[，,]?)(?=20\d\d年))?"
    ).match(folded, start)
    return match.end() if match else start


def _residue(report: Report) -> Iterator[Evidence]:
    """Last year's figures left in the measures as if they were this year's."""
    if report.identity.multi_year:
        return
    last = report.identity.years[-1]
    earlier, opening = f"{last - 1}年", re.compile(rf"{last - 1}年度?[，,]")
    for low, high, role in report.roles:
        if role not in ("measures", "leader-duty") or report.folded.find(earlier, low, high) < 0:
            continue
        for start, end in sentences(report.folded, low, high):
            if not report.folded.startswith(earlier, start):
                continue
            match = opening.match(report.folded, start)
            if not match or not _RESIDUE.search(report.folded, match.end(), end):
                continue
            line = report.folded[max(low, report.folded.rfind("\n", low, start)) : _line_end(report.folded, end)]
            if f"{last}年" in line or _COMPARED.search(report.folded, match.end(), end):
                continue
            yield Evidence(start, _clause_end(report.folded, match.end()), "mentioned", note=f"写的是{last - 1}年")


def _line_end(folded: str, place: int) -> int:
    stop = folded.find("\n", place)
    return stop if stop >= 0 else len(folded)


def _date(report: Report) -> Iterator[Evidence]:
    """A signature dated before the reported year was over for good, or in it and before its autumn."""
    identity = report.identity
    known, day = identity.issued_known, identity.issued_on
    if known is None or day is None or known.start < 0:
        return
    last = identity.years[-1]
    if day.year < last or (day.year == last and day.month <= 6):
        yield Evidence(known.start, known.end, "mentioned", note=f"早于报告年度{last}年结束")


def _clause(folded: str, place: int, start: int, end: int) -> tuple[int, int]:
    low = max(start, *(folded.rfind(mark, start, place) + 1 for mark in "。；;，,\n"))
    return low, min(end, _clause_end(folded, place))


def _clause_end(folded: str, place: int) -> int:
    """The end of the clause that follows; a very short one takes in the next."""
    stops = [match.start() for match in re.compile("[，,。；;：:\n]").finditer(folded, place + 1, place + 120)]
    for stop in stops:
        if stop - place >= 12 or folded[stop] in "。；;\n":
            return stop
    return stops[-1] if stops else min(len(folded), place + 60)


def _agreeing(report: Report) -> Iterator[Evidence]:
    """What shows that the years agree: the title, and headings that name one."""
    shown = 0
    for section in report.sections:
        if section.level == 1 and YEAR.search(report.folded, section.heading_start, section.heading_end):
            yield Evidence(section.heading_start, section.heading_end, "mentioned")
            shown += 1
            if shown == 2:
                break
    known = report.identity.title
    if known and known.start >= 0 and YEAR.search(known.value):
        yield Evidence(known.start, known.end, "mentioned")
