"""How the ``text.*`` detectors speak: short quotes, and where a place stands in its sentence."""

from __future__ import annotations

import re

from checker.model import Report

_STOP = "。！？；\n"
_LONGEST = 24


def shown(report: Report, start: int, end: int) -> str:
    """``report.text[start:end]`` in Chinese quotation marks, on one line, shortened in the middle if long."""
    quote = " ".join(report.text[start:end].split())
    if len(quote) > _LONGEST:
        quote = f"{quote[:14]}……{quote[-8:]}"
    return f"“{quote}”"


def sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """The range of the sentence around ``text[start:end]``, cut at 。！？； and line ends."""
    begin = max(text.rfind(mark, 0, start) for mark in _STOP) + 1
    ends = [at for mark in _STOP if (at := text.find(mark, end)) >= 0]
    return begin, min(ends, default=len(text))


_TITLES = re.compile(r"《[^《》\n]{0,120}(?:《[^《》\n]{0,80}》[^《》\n]{0,60}){0,2}》|〈[^〈〉\n]{0,80}〉")
_QUOTES = re.compile(r"“[^“”\n]{0,40}”")


def titles(text: str) -> list[tuple[int, int]]:
    """Ranges of 《…》, with one level of nesting, in text order."""
    return [match.span() for match in _TITLES.finditer(text)] if "《" in text else []


def within(ranges: list[tuple[int, int]], start: int, end: int) -> bool:
    """Whether ``[start, end)`` lies inside one of the ranges."""
    return any(a <= start and end <= b for a, b in ranges)


def in_title(text: str, start: int) -> bool:
    """Whether a 《 stands open at ``start`` in the same line."""
    opened = text.rfind("《", max(0, start - 120), start)
    return opened >= 0 and text.rfind("》", opened, start) < 0 and text.find("\n", opened, start) < 0


def in_quotes(text: str, start: int) -> bool:
    """Whether a “ stands open at ``start``, at most 40 characters before it and in the same line."""
    opened = text.rfind("“", max(0, start - 40), start)
    return opened >= 0 and text.rfind("”", opened, start) < 0 and text.find("\n", opened, start) < 0
