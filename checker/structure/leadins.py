"""Parts that no heading announces: “虽然……但还存在……不足。一是……”, “下一步，我镇将……”, “究其原因……”."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from checker.model import Role
from checker.structure.lexicon import words
from checker.structure.numerals import YEAR, year
from checker.structure.tone import AHEAD, DONE, WANT, Tone

ITEM = re.compile(
    r"(?:(?<=[。；;：:，,\n 　])|^)(?:[一二三四五六七八九十]{1,2}是(?!否)|第[一二三四五六七八九十][，,、]|"
    r"(?:首先|其次|再次|最后)[，,]|其[一二三四五六七八九][，,、：]|[（(][一二三四五六七八九十]{1,2}[）)]|[①②③④⑤⑥⑦⑧⑨]|(?:问题|短板|不足|差距|困难)[一二三四五六七八九十\d]{1,2}[：:、.]|\d{1,2}[.．、](?=[^\d\s]))",
    re.MULTILINE,
)
"""An item of a list: 一是, 第一，, （一）, 1. and the like, at the start of a clause."""

_SENTENCE = re.compile(r"[^。！？!?\n]*[。！？!?\n]?")
_INTENT = re.compile(
    r"将(?!情况|有关)|继续|进一步|持续|着力|努力|力争|重点|方面|深化|围绕|按照|坚持|要|加强|推进|做好|抓好|打算|计划|拟"
)
_GENERIC_LACK = re.compile(
    r"(?:不足|问题|差距|短板|困难|薄弱环节|弱项|欠缺|缺乏|不相?适应|不相称)[^。，,；;：:\n]{0,14}[。，,；;：:\n]"
)
_OTHERS_LACK = re.compile(r"(?:针对|整改|解决|纠正|发现|指出|反馈|查找|排查|梳理|化解|督促)[^。；\n]{0,24}$")
_STILL = re.compile(r"(?:还|仍|仍然|依然|尚|也)(?:存在|有|面临)")
# “整改措施：……” after a shortcoming.
_REMEDY = re.compile(
    r"(?:(?:下一?步)?(?:整改|改进|应对|解决|工作|具体)?(?:措施|对策|打算|举措|安排|思路|办法|方向|建议)|整改|改进)[：:]"
)
_HINT = re.compile(
    r"短板|不足|差距|问题|不尽[如人]|遗憾|不满意|没做到|欠|没[^。，]{0,3}好|不到位|薄弱|弱项|困难(?!群众|职工|家庭|企业|人员|学生|党员|户|老人|残疾)|缺"
)
_DEALS = re.compile(
    r"\s*(?:[（(]?[一二三四五六七八九十\d]+[）)、.．])?\s*(?:针对|面对|围绕|聚焦|紧盯|对于?|直面|破解|坚持)"
)
# "2024年1月，印发了……": the report is written in the year after its own.
_EARLY = re.compile(r"年?(?:[1-3]月|初|春|元旦)")
_ORDINAL = re.compile(r"\s*(?:[（(]?[一二三四五六七八九十\d]{1,3}(?:[.．]\d{1,2})*[）)、.．]?\s*)?")
# “新的一年：” on a line of its own.
_LABELLED = re.compile(r"(?:下一?步|下一?年度?|明年|今后|来年|新的一年|新年度|接下来)[^。，；\n]{0,8}[：:]\s*$")
_LABELLED_LACK = re.compile(
    r"(?:^|(?<=[。\n]))[ 　]*((?:主要|存在的?)?(?:不足|短板|问题|差距|欠缺|缺憾)(?:之处|方面)?"
    r"(?:(?:[和与及、]其?(?:主要)?[原成]因)?[：:]|主?要?是))",
    re.MULTILINE,
)
# "没办好的我也给各位列四条。一是……"
_OWNS_UP = re.compile(
    r"(?:没有?[办做干管抓弄顾][好成]|没有?[办做]到位|不像样|脸上无光|不如人意|拿不出手|亏欠)[^。\n]{0,16}"
    r"(?:列|说|摆|讲|数|交代|有)[^。\n]{0,4}[一二三四五六七八九十两几\d][条件桩处点个项]"
)
_WINDOW = 240
_REPORTED = 0.34
"""Share of clauses that tell of work done beyond which a paragraph states no wants."""
# A sentence or paragraph longer than this is none; the bound keeps a text without stops from costing a square.
_REACH = 3000


@dataclass(frozen=True, slots=True)
class Part:
    """``text[start:end]`` has ``role``; it begins with its lead-in sentence."""

    start: int
    end: int
    role: Role


def sentences(folded: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Non-empty sentences of ``folded[start:end]``, each with its full stop; line ends also cut."""
    for match in _SENTENCE.finditer(folded, start, end):
        if match.end() > match.start() and folded[match.start() : match.end()].strip():
            begin = match.start()
            while folded[begin] in " \t　\xa0":
                begin += 1
            yield begin, match.end()


def lack_density(folded: str, start: int, end: int) -> int:
    """How many words of want stand in the range."""
    return len(words().density["problems"].findall(folded, start, end))


def find_problems(folded: str, start: int, end: int) -> int | None:
    """Where a shortcomings part without heading begins in the range, at its lead-in sentence."""
    pattern = words().problems_lead
    for match in pattern.finditer(folded, start, end):
        begin = _sentence_start(folded, match.start(), start)
        if match.start() - begin > 60 or _OTHERS_LACK.search(folded, begin, match.end()):
            continue
        if not _GENERIC_LACK.match(folded, match.end() - 4) and not _GENERIC_LACK.search(
            folded, match.end() - 4, min(end, match.end() + 24)
        ):
            continue
        after = min(end, match.end() + _WINDOW)
        item = ITEM.search(folded, match.end(), min(end, match.end() + 60))
        stated = bool(_STILL.search(folded, match.start(), match.end()))
        if item and (stated or lack_density(folded, match.end(), after)):
            return begin
        if lack_density(folded, match.end(), after) >= 2:
            return begin
    owned = _OWNS_UP.search(folded, start, end)
    if owned is not None and ITEM.search(folded, owned.end(), min(end, owned.end() + 60)):
        return _sentence_start(folded, owned.start(), start)
    return None


def find_wanting(folded: str, start: int, end: int) -> int | None:
    """Where the paragraph begins that states wants in running prose, announced by no known lead-in.

    Measures stand before the shortcomings: the search begins behind the last paragraph that tells work done.
    """
    breaks = [match.end() for match in re.compile("\n").finditer(folded, start, end)]
    lines = [(low, high) for low, high in pairwise([start, *breaks, end]) if high - low > 30]
    late: list[tuple[int, Tone]] = []
    for low, high in reversed(lines):
        told = Tone(folded, low, high)
        looks_ahead = words().plan_lead.match(folded, low) or YEAR.match(folded, low)
        if high - low > 60 and told.want < 0.3 and told.ahead < 0.3 and told.led < 0.3 and (late or not looks_ahead):
            break
        late.append((low, told))
    for low, told in reversed(late):
        first = folded.find("。", low, low + _REACH)
        hinted = first >= 0 and _HINT.search(folded, low, first) is not None and not _DEALS.match(folded, low)
        least, lacking = (0.6, 0.3) if hinted else (0.75, 0.5)
        reported = told.told > _REPORTED
        if (
            told.clauses >= 3
            and told.want >= least
            and told.lack >= lacking
            and told.want > told.ahead
            and not reported
        ):
            return low + len(folded[low : low + 40]) - len(folded[low : low + 40].lstrip())
    return None


def find_labelled(folded: str, start: int, end: int) -> list[Part]:
    """Shortcomings told at the end of paragraphs behind a label of their own (“……。不足：……”), two of them at least."""
    found: list[Part] = []
    for match in _LABELLED_LACK.finditer(folded, start, end):
        line_end = folded.find("\n", match.end(), end)
        found.append(Part(match.start(1), end if line_end < 0 else line_end, "problems"))
    return found if len(found) > 1 else []


def find_causes(folded: str, start: int, end: int) -> int | None:
    """Where a block of causes begins: a paragraph that opens with them."""
    for match in words().causes_lead.finditer(folded, start, end):
        line = folded.rfind("\n", max(start, match.start() - 40), match.start()) + 1
        before = max(line, start)
        if (line or match.start() - start < 40) and _ORDINAL.fullmatch(folded, before, match.start()):
            return before + len(folded[before : match.start()]) - len(folded[before : match.start()].lstrip())
    return None


def find_plans(folded: str, start: int, end: int, report_year: int | None, after_problems: bool) -> list[Part]:
    """Plan parts without heading in the range. One that is followed by more shortcomings ends with its item."""
    if after_problems:
        turns = _in_turns(folded, start, end, report_year)
        if turns:
            return turns
    result: list[Part] = []
    for begin, stop in sentences(folded, start, end):
        if result and begin < result[-1].end:
            continue
        if not _opens_plan(folded, begin, stop, report_year, after_problems):
            continue
        item = _next_problem(folded, stop, end) if after_problems else None
        result.append(Part(begin, item if item is not None else end, "plan"))
    return result


def _in_turns(folded: str, start: int, end: int, report_year: int | None) -> list[Part]:
    """Shortcomings and remedies item by item: each remedy ends with its item. Empty unless two items do so."""
    marks = [match.start() for match in ITEM.finditer(folded, start, end)]
    result: list[Part] = []
    wanting = 0
    for low, high in pairwise([*marks, end]):
        for begin, stop in sentences(folded, low, high):
            if begin > low + 1 and _opens_plan(folded, begin, stop, report_year, True):
                wanting += _REMEDY.match(folded, begin) is not None or (
                    WANT.search(folded, low, begin) is not None and not AHEAD.search(folded, low, low + 8)
                )
                result.append(Part(begin, high, "plan"))
                break
    if wanting < 2:
        return []
    # What follows the last item in a paragraph of its own belongs to none of them.
    last = folded.find("\n", marks[-1], end)
    return [*result, *_closing(folded, last + 1, end, report_year, result)] if last >= 0 else result


def _closing(folded: str, low: int, end: int, report_year: int | None, parts: list[Part]) -> list[Part]:
    """A last paragraph of further plans after shortcomings and remedies in turn."""
    for begin, stop in sentences(folded, low, end):
        if (
            begin >= low
            and (not parts or begin >= parts[-1].end)
            and _opens_plan(folded, begin, stop, report_year, True)
        ):
            return [Part(begin, end, "plan")]
    return []


def _opens_plan(folded: str, begin: int, stop: int, report_year: int | None, after_problems: bool) -> bool:
    head = re.compile(
        r"(?:[一二三四五六七八九十]是|针对(?:以上|上述|存在|这些|前述|上面)[^，,。]{0,20}[，,]|为此[，,]|对此[，,]|因此[，,]|同时[，,]|此外[，,]|另外[，,]|除此之外[，,]|与此同时[，,]|(?:迈|进|步|跨|走)[入进]|面向|展望|面对)?"
    ).match(folded, begin, stop)
    place = head.end() if head else begin
    if _LABELLED.match(folded, place, stop):
        return True
    if words().plan_lead.match(folded, place):
        return (after_problems and not DONE.search(folded, place, stop)) or bool(_INTENT.search(folded, place, stop))
    if after_problems and _REMEDY.match(folded, place):
        return True
    if head and head.end() > begin and folded.startswith(("针对", "为此", "对此"), begin):
        return bool(re.compile(r"将|继续|进一步").search(folded, place, stop)) and after_problems
    match = YEAR.match(folded, place)
    if match and (report_year is None or year(match[1]) >= report_year):
        if report_year is not None and year(match[1]) > report_year:
            intends = after_problems or bool(_INTENT.search(folded, place, stop))
            return intends and lack_density(folded, begin, stop) < 2
        if after_problems:
            quiet = lack_density(folded, begin, min(stop + 60, len(folded))) == 0
            return quiet and bool(_INTENT.search(folded, place, stop))
    return after_problems and bool(re.compile(r"[我本全][省市县区旗镇乡局委厅办]将|我们将").match(folded, place))


def _next_problem(folded: str, start: int, end: int) -> int | None:
    """The next item in the range that states a want rather than an intent; ``None`` if there is none."""
    for match in ITEM.finditer(folded, start, end):
        following = ITEM.search(folded, match.end(), end)
        stop = min(following.start() if following else end, match.end() + 160)
        full = folded.find("。", match.end(), stop)
        head_stop = full if full >= 0 else stop
        if lack_density(folded, match.end(), head_stop) and not re.compile(
            r"加强|推进|完善|强化|提升|深化|加大|健全|补齐|着力|进一步|解决|针对"
        ).search(folded, match.end(), min(head_stop, match.end() + 10)):
            return match.start()
    return None


def opens_plan(folded: str, start: int, end: int, report_year: int | None) -> tuple[bool, bool]:
    """Whether the paragraph ``folded[start:end]`` opens with what comes next, and whether it surely is a plan."""
    while start < end and folded[start] in " \t　\xa0":
        start += 1
    ahead = words().plan_lead.match(folded, start) is not None
    match = YEAR.match(folded, start)
    if match is not None and report_year is not None:
        ahead = ahead or (year(match[1]) == report_year + 1 and _EARLY.match(folded, match.end()) is None)
    intends = ahead and _opens_plan(folded, start, end, report_year, False) and not DONE.search(folded, start, end)
    return ahead, intends


def leader_heading(heading: str) -> bool:
    """Whether the heading speaks of what the principal leaders do for the rule of law."""
    lexicon = words()
    return bool(
        lexicon.leader["who"].search(heading)
        and lexicon.leader["what"].search(heading)
        and not lexicon.leader["not"].search(heading)
    )


def find_leader_duty(folded: str, start: int, end: int) -> Part | None:
    """An item or paragraph given over to the leaders' duty, where no heading announces one."""
    cue = words().subheadings["leader-duty"]
    reject = words().rejects["leader-duty"]
    for match in cue.finditer(folded, start, end):
        line = max(start, folded.rfind("\n", max(start, match.start() - _REACH), match.start()) + 1)
        line_end = folded.find("\n", match.end(), min(end, match.end() + _REACH))
        line_end = min(end, match.end() + _REACH) if line_end < 0 else line_end
        begin = _sentence_start(folded, match.start(), start)
        stop = _first_of("。：:", folded, match.end(), line_end)
        if stop is None or reject.search(folded, begin, stop):
            continue
        marker = ITEM.match(folded, begin)
        if marker and stop - begin <= 56 and folded[stop] == "。" and not re.search(r"\d", folded[marker.end() : stop]):
            following = ITEM.search(folded, stop, line_end)
            part_end = following.start() if following else line_end
            if part_end - stop > 30:
                return Part(begin, part_end, "leader-duty")
        elif begin <= line + 4:
            listed = len(ITEM.findall(folded, stop, line_end))
            headlike = stop - begin <= 32 and not re.search(r"[，,\d]", folded[begin:stop])
            if listed >= 2 or (headlike and line_end - stop > 60):
                return Part(begin, line_end, "leader-duty")
    return None


def _first_of(marks: str, folded: str, start: int, end: int) -> int | None:
    found = [place for place in (folded.find(mark, start, end) for mark in marks) if place >= 0]
    return min(found) if found else None


def _sentence_start(folded: str, place: int, floor: int) -> int:
    floor = begin = max(floor, place - _REACH)
    for mark in "。！？\n":
        begin = max(begin, folded.rfind(mark, floor, place) + 1)
    while begin < place and folded[begin] in " \t　\xa0":
        begin += 1
    return begin
