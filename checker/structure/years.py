"""Which year or years a report is about."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date

from checker.structure.numerals import NUMERAL, YEAR, ordinal, year
from checker.structure.outline import Node

# one class to begin with: the scanner can skip to it
_MASKED = re.compile(r"[xX×＊*〇○](?:(?<=[〇○])[〇○]|(?<=[xX×＊*])[xX×＊*])\s*年")
_RANGE = re.compile(r"(20[0-4]\d)年?\s*(?:[—－\-~～–至到]{1,2})\s*(20[0-4]\d)\s*年")
_NEXT = re.compile(r"(?:以?及|和|与|暨)20\d\d年[^。；\n]{0,12}?(?:计划|打算|安排|要点|思路|重点).*$")
_SPAN = re.compile(rf"(?:近|过去|五年规划)?([{NUMERAL}两])年(?:来|以来|期间|间|工作)")
_PAST = re.compile(r"[\s，,]*(?:度|以来|底|是|，|,|我|全|在|的|主要|推进|法治|工作|重点|坚持|认真|[\u4e00-\u9fff])")
_PLAN_HEADING = re.compile(r"安排|打算|计划|思路|谋划|重点|展望|设想|部署|任务|目标")


def spoken(text: str) -> tuple[int, ...]:
    """The years a title or heading names: one, a range, or “2020年和五年来”. Empty if none."""
    if "年" not in text:
        return ()
    text = _NEXT.sub("", text)
    period = _RANGE.search(text)
    if period and "规划" not in text and "纲要" not in text:
        first, last = int(period[1]), int(period[2])
        if first < last <= first + 10:
            return tuple(range(first, last + 1))
    named = [year(match[1]) for match in YEAR.finditer(text)]
    if not named:
        return ()
    last = max(named)
    span = _SPAN.search(text)
    count = (2 if span[1] == "两" else ordinal(span[1]) or 1) if span else 1
    if 1 < count <= 10:
        return tuple(range(last - count + 1, last + 1))
    if len(named) > 1 and 0 < last - min(named) <= 6 and re.search(r"[、和及与至—]", text):
        return tuple(range(min(named), last + 1))
    return (last,)


def from_text(
    folded: str, body_start: int, body_end: int, nodes: Sequence[Node], issued: date | None
) -> tuple[tuple[int, ...], str]:
    """(years, source) from headings, the lead, the plan's year and the date; empty if the text hides or lacks it."""
    votes: Counter[int] = Counter()
    for node in nodes:
        heading = folded[node.heading_start : node.heading_end]
        for number in spoken(heading) if node.level <= 2 else ():
            ahead = (
                "下一" not in heading and bool(_PLAN_HEADING.search(heading)) and not re.search(r"回顾|成效", heading)
            )
            votes[number - 1 if ahead else number] += 3
    first = min((node.start for node in nodes), default=body_end)
    lead = folded[body_start : min(max(first, body_start + 1), body_start + 600)]
    for line in map(str.lstrip, lead.split("\n")):
        opening = YEAR.match(line)
        if opening and not re.match(r"\s*(?:\d|[以之]前)", line[opening.end() :]):
            votes[year(opening[1])] += 4
            break
    for match in re.finditer(r"(?:现将|将|总结|梳理|回顾)[^。\n《]{0,30}?(20\d\d)年", lead):
        votes[int(match[1])] += 4
    if issued and not 1990 <= issued.year <= 2100:
        issued = None
    if issued and votes:
        votes[issued.year - 1 if issued.month <= 9 else issued.year] += 1
    if votes:
        best = max(sorted(votes), key=lambda number: votes[number])
        return (best,), "body"
    if _MASKED.search(folded, body_start, body_end):
        return (), "default"
    if issued:
        return (issued.year - 1 if issued.month <= 9 else issued.year,), "signature"
    counted = Counter(year(match[1]) for match in YEAR.finditer(_without_titles(folded[body_start:body_end])))
    if counted:
        number, times = max(sorted(counted.items()), key=lambda item: item[1])
        if (times >= 3 and times * 2 > sum(counted.values())) or times == sum(counted.values()) >= 2:
            return (number,), "body"
    return (), "default"


def _without_titles(text: str) -> str:
    # bounded: marks that are never closed would be sought to the end of the text from each of them
    return re.sub(r"《[^》\n]{0,200}》|[（(〔][^）)〕\n]{0,200}[）)〕]", "", text)
