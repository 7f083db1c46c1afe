"""Shortcomings woven into the parts: “同时也要看到，……” at the end of one part after another."""

from __future__ import annotations

import re

from checker.structure.leadins import Part, opens_plan, sentences
from checker.structure.tone import HANDLED, LACK

_WE = r"(?:我们|[我本全][省市州县区旗镇乡局委厅办院])?"
TURN = re.compile(
    rf"(?:但是?|不过|然而|同时|与此同时|当然)?[，,]?{_WE}(?:也|还|更)?(?:要|应当?|必须|需要?|须)?(?:清醒|客观|深刻|冷静)?地?"
    r"(?:看到|认识到|意识到|注意到|承认|清楚|明白|知道)(?:的是)?[，,：:]"
    r"|(?:美中不足|(?:不足|遗憾|欠缺|薄弱)的是|(?:需要|值得)(?:指出|说明|反思|正视|注意|警惕|改进)的是|(?:短板|不足|差距)(?:在于|主要?在))"
)
"""Where a sentence turns to what is wanting, without saying that it now tells of shortcomings."""

_FEWEST = 2


def find_woven(folded: str, start: int, end: int, report_year: int | None) -> list[Part]:
    """The shortcomings behind turns in the range, and the plans that answer them, each to the end of its line.

    One turn is a remark; from two on it is the way the report tells its shortcomings.
    """
    found: list[Part] = []
    plain = 0
    for begin, stop in sentences(folded, start, end):
        if found and begin < found[-1].end:
            continue
        if TURN.match(folded, begin, stop) is None or HANDLED.search(folded, begin, stop) is not None:
            continue
        plain += LACK.search(folded, begin, stop) is not None
        line = folded.find("\n", stop - 1, end)
        high = end if line < 0 else line
        plans = (low for low, _ in sentences(folded, stop, high) if opens_plan(folded, low, high, report_year)[0])
        plan = next(plans, high)
        found.append(Part(begin, plan, "problems"))
        if plan < high:
            found.append(Part(plan, high, "plan"))
    return found if plain >= _FEWEST else []
