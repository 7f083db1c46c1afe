"""Signs that a text lost characters when it was copied: named for the reader, never changed."""

from __future__ import annotations

import re

from checker.model import Setaside
from checker.text import reasons

_YEARS = re.compile(r"([12](?<!\d[12])(?:(?<=1)9|(?<=2)0)\d\d)((?:19|20)\d\d)(?=年|\)|）|规划|$)", re.MULTILINE)
_LOST_DATE = re.compile(r"^[ \t\u3000\xa0]*(20\d\d)(\d{1,4})[ \t\u3000\xa0]*$", re.MULTILINE)
_REPLACED = re.compile("\ufffd+")


def find_damage(raw: str) -> tuple[list[Setaside], list[str]]:
    """(ranges of ``raw`` that look damaged, one sentence each for the reader)."""
    found: list[tuple[int, int, str]] = []
    for match in _YEARS.finditer(raw):
        if match[1] < match[2]:
            found.append((*match.span(), f"“{match.group()}”似缺少连接号，疑为“{match[1]}—{match[2]}”"))
    tail = max(len(raw) - 600, 0)
    for match in _LOST_DATE.finditer(raw, tail):
        start = match.start(1)
        found.append((start, start + len(match[1] + match[2]), f"“{match[1]}{match[2]}”似为丢失“年月日”的日期"))
    for match in _REPLACED.finditer(raw) if "\ufffd" in raw else ():
        found.append((*match.span(), "有字符无法识别，已显示为“\ufffd”"))
        if len(found) > 200:
            break
    found.sort()
    asides = [Setaside(start, end, reasons.DAMAGE) for start, end, _ in found]
    notes = [f"文本可能在复制时受损：{what}，请核对原文。" for _, _, what in found]
    return asides, list(dict.fromkeys(notes))[:20]
