"""Ordinals and dates as they stand in headings, titles and signatures. Small numbers only."""

from __future__ import annotations

import re
from datetime import date

DIGITS = "一二三四五六七八九"
NUMERAL = "一二三四五六七八九十"
"""Spelled out: a Unicode range 一-十 would take in thousands of other characters."""

CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"

_CN_YEAR = r"二[〇○零Oo0０][〇○零Oo0０一二三][〇○零Oo0０一二三四五六七八九]"
YEAR = re.compile(rf"(?<!\d)((?:20[0-4]\d)|{_CN_YEAR})\s*年")
"""A year with its 年; group 1 is the number as written."""

_ANY_DATE = re.compile(
    rf"(?<!\d)(20[0-4]\d|{_CN_YEAR})\s*[年.\-/．－—–]\s*(\d{{1,2}}|[{NUMERAL}]{{1,3}})\s*[月.\-/．－—–]\s*"
    rf"(\d{{1,2}}(?!\d)|[{NUMERAL}]{{1,3}})\s*[日号]?"
)


def ordinal(text: str) -> int | None:
    """1–99 from 一…九十九 or ASCII digits or a circled number; ``None`` if it is none of these."""
    if text.isascii() and text.isdigit():
        return int(text)
    if len(text) == 1 and text in CIRCLED:
        return CIRCLED.index(text) + 1
    if "十" in text:
        tens, _, ones = text.partition("十")
        if len(tens) > 1 or len(ones) > 1 or "十" in ones:
            return None
        return (DIGITS.find(tens) + 1 if tens else 1) * 10 + (DIGITS.find(ones) + 1 if ones else 0)
    return DIGITS.find(text) + 1 if len(text) == 1 and text in DIGITS else None


def year(text: str) -> int:
    """The year of a match of ``YEAR``, Arabic or Chinese."""
    if text.isascii():
        return int(text)
    return int("".join(_digit(character) for character in text))


def _digit(character: str) -> str:
    return str(DIGITS.find(character) + 1) if character in DIGITS else "0"


def dates(text: str) -> list[tuple[int, int, date | None]]:
    """All complete dates as (start, end, value); the value is ``None`` where no such day exists."""
    result: list[tuple[int, int, date | None]] = []
    for match in _ANY_DATE.finditer(text):
        month, day = ordinal(match[2]), ordinal(match[3])
        value: date | None = None
        if month is not None and day is not None:
            try:
                value = date(year(match[1]), month, day)
            except ValueError:
                value = None
        result.append((match.start(), match.end(), value))
    return result
