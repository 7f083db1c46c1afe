"""Where the headings of a report are, asked for every passage: what stands in one alone tells of no deed."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate

from checker.language import Scan

_ORDINAL = re.compile(
    r"[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]|(?:任务|清单|事项|项目|做法|举措|亮点)[一二三四五六七八九十\d]{1,3}"
)


@dataclass(slots=True)
class Headings:
    """The headings of a report, sorted; ``reach`` is the furthest end of a heading up to each."""

    starts: list[int]
    ends: list[int]
    reach: list[int]


def in_heading(headings: Headings, offset: int) -> bool:
    index = bisect_right(headings.starts, offset)
    return index > 0 and offset < headings.ends[index - 1]


def reaches_heading(scan: Scan, offset: int) -> bool:
    """False where no heading holds ``offset``; quicker than asking each."""
    headings = headings_of(scan)
    index = bisect_right(headings.starts, offset)
    return index > 0 and offset < headings.reach[index - 1]


def headings_of(scan: Scan) -> Headings:
    known = scan.notes.get("headings")
    if isinstance(known, Headings):
        return known
    places = sorted(
        (s.heading_start, s.heading_end)
        for s in scan.report.sections
        if s.heading_end > s.heading_start and not _tells_figure(scan, s.heading_start, s.heading_end)
    )
    ends = [end for _, end in places]
    made = scan.notes["headings"] = Headings([start for start, _ in places], ends, list(accumulate(ends, max)))
    return made


def _tells_figure(scan: Scan, start: int, end: int) -> bool:
    """Whether a "heading" is the first sentence of a numbered item ("3.调解组织调解纠纷5.62万件，成功5.51万件。")."""
    first = _ORDINAL.match(scan.view, start, end)
    return scan.view.startswith("。", end) and scan.counts(start if first is None else first.end(), end)
