"""What concerns only the rooms and the people of an office whose name holds the matter.

“人民调解室外墙完成粉刷”, “行政复议科科长退休”, “政务服务大厅食堂改造” tell of a wall, a person and a canteen, none
of the matter.
"""

from __future__ import annotations

import re

from checker.language.frame import Frame

_ROOMS = "食堂|外墙|围墙|宿舍|停车场|卫生间|灶具|屋[顶面]|办公用房|工会|妇联|党支部|党总支|团支部"
# the rest of an office's name, and the rooms it has; 普法进食堂 is taken into one
_OF_OFFICE = re.compile(
    rf"(?!工作|[宣活进])[一-龥]{{0,8}}?(?<![进入到在向、])(?:{_ROOMS})(?!干部|退休|[一-龥]{{0,4}}(?:调解|普法|宣讲))"
)
_HONOURED = "(?:获评|被评为|荣获|评为)[^，。；]{0,10}(?:优秀共产党员|先进个人|优秀个人|劳动模范)"
_OF_PERSON = re.compile(
    r"[一-龥]{0,8}?(?:员|长|主任|书记|单位|干部|职工|成员|人员)[一-龥]{0,4}?"
    rf"(?:退休(?!后)|调任|调离|到任|履新|离任|病休|辞职|体检|献血|植树|联欢|更名为|{_HONOURED})"
)
# "……方案特制定本办法": the opening of a paper, not of a report
_OF_PAPER = re.compile(r"特制[定订](?:本|如下)")


def of_household(frame: Frame, end: int) -> str | None:
    """The words behind a matter's name that make it the name of rooms, people or a paper that are told of."""
    view = frame.view
    rooms = _OF_OFFICE.match(view, end, frame.clause_end)
    if rooms is not None:
        return rooms[0]
    person = _OF_PERSON.match(view, end, frame.clause_end)
    if person is not None and not frame.scan.counts(frame.clause_end, frame.span.end):
        return person[0]
    paper = _OF_PAPER.search(view, end, frame.span.end)
    return None if paper is None else paper[0]
