"""A matter that is only an item of a list: what a meeting dealt with, or what goes into an assessment.

“党组会专题研究纠纷化解、普法宣传等具体事项” tells of a meeting, not of any of the items.
"""

from __future__ import annotations

import re

from checker.language.frame import Frame

_DEALT_WITH = re.compile(r"(?:研究|讨论|听取|审议|议定|就|对|围绕)[^，。；\n]*\Z")
_AS_ITEMS = re.compile(
    r"[^，。；\n]{0,40}?等[^，。；、\n]{0,10}?(?:事项|议题|问题|重点工作|重点任务|工作情况)(?!\d)"
    r"|[^，。；\n]{0,40}?等[^，。；、\n]{0,10}?(?:召开|开|举行)[^，。；、\n]{0,10}?会(?!商)"
    r"|[^，。；\n]{0,40}?进行了?(?:专题|全面|统一)?(?:安排|部署|研究|强调|讨论)"
)
_TAKEN = re.compile(r"[将把][^，。；\n]*\Z")
_INTO = re.compile(
    r"[^，。；\n]{0,40}?等[^，。；、\n]{0,6}?(?:纳入|列入)[^，。；\n]{0,16}(?:考核|考评|清单|要点|议程|议题)"
)
_IN_FIELDS = re.compile(r"在[^，。；\n]*\Z")
_SERIES = re.compile(r"[^，。；\n]{0,40}?等(?:领域|方面)[^，。；\n]{0,4}(?:采取|推出)了?一系列")

_REACH = 80
"""Characters on either side in which the list and its verb are looked for."""


def enumerated(frame: Frame, start: int, end: int) -> str | None:
    """The words that make the passage an item of a list, where its clause tells nothing else of it."""
    # a clause of a text without stops may be the whole text
    view, low, high = frame.view, max(frame.clause_start, start - _REACH), min(frame.clause_end, end + _REACH)
    if "、" not in view[low:high]:
        return None
    for before, after in ((_DEALT_WITH, _AS_ITEMS), (_TAKEN, _INTO), (_IN_FIELDS, _SERIES)):
        led = before.search(view, low, start)
        if led is None:
            continue
        told = after.match(view, end, high)
        if told is not None and "、" in view[led.start() : told.end()]:
            return view[led.start() : told.end()]
    return None
