"""Lines of a paged document that are not the report: running heads and feet, page numbers, watermarks."""

from __future__ import annotations

import re
from collections import Counter

from checker.reading.pdf_lines import Line, Look, Page

_ZONE = 0.12
_OUTER_LINES = 3
_SHORT = 60
_LARGE = 1.25
_APART = 1.2
_PAGE_NUMBER = re.compile(
    r"[-—–－·.•\s]*(?:第\s*)?(?:\d{1,4}|[ivxlcIVXLC]{1,7})(?:\s*页)?"
    r"(?:\s*(?:[/／]|共|of|，|,)+\s*\d{1,4}(?:\s*页)?)?[-—–－·.•\s]*"
)
_DIGITS = re.compile(r"\d+")


def furniture(pages: list[Page], lines: list[list[Line]]) -> dict[int, str]:
    """Why lines are set aside, by ``id(line)``: 页码, 页眉, 页脚 or 水印. ``lines[i]`` are of ``pages[i]``."""
    found: dict[int, str] = {}
    body = body_look([line for own in lines for line in own]).size
    large = _LARGE * body
    seen: dict[tuple[str, str, int], list[Line]] = {}
    apart: set[int] = set()
    for page, own in zip(pages, lines, strict=True):
        free = sorted((line for line in own if line.cell is None), key=lambda line: -line.y1)
        top = [line for line in free[:_OUTER_LINES] if line.y0 > page.y1 - _ZONE * page.height]
        bottom = [line for line in free[-_OUTER_LINES:] if line.y1 < page.y0 + _ZONE * page.height]
        apart.update(_standing_apart(free))
        for zone, members in (("页眉", top), ("页脚", bottom)):
            for line in members:
                if _PAGE_NUMBER.fullmatch(line.text):
                    found[id(line)] = "页码"
                elif len(line.text) <= _SHORT:
                    seen.setdefault((zone, _shape(line.text), round(line.y0 / 4)), []).append(line)
        outer = {id(line) for line in (*top, *bottom)}
        for line in free:
            if id(line) not in outer and len(line.text) <= _SHORT and line.look.size > large:
                key = ("水印", f"{line.text} {round(line.x0)}", round(line.y0))
                seen.setdefault(key, []).append(line)
    for (reason, *_), members in seen.items():
        often = len({line.page for line in members})
        like_body = all(line.look.size > 0.95 * body and id(line) not in apart for line in members)
        # it may be body text after all: losing that is worse than keeping a head
        enough = max(3, 0.6 * len(pages)) if reason == "水印" or like_body else max(2, 0.3 * len(pages))
        if often >= enough:
            found.update((id(line), reason) for line in members)
    return found


def _standing_apart(free: list[Line]) -> set[int]:
    """The first and the last line of a page (from top to bottom), where white space parts it from the rest."""
    found = set()
    if len(free) > 1:
        if free[0].y0 - free[1].y1 > _APART * free[0].height:
            found.add(id(free[0]))
        if free[-2].y0 - free[-1].y1 > _APART * free[-1].height:
            found.add(id(free[-1]))
    return found


def _shape(text: str) -> str:
    return _DIGITS.sub("#", "".join(text.split()))


def body_look(lines: list[Line]) -> Look:
    """The look of most characters."""
    counted: Counter[Look] = Counter()
    for line in lines:
        counted[line.look] += len(line.text)
    return max(sorted(counted), key=lambda look: counted[look]) if counted else Look(12.0, "", False)
