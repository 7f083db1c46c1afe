"""How the ``text.*`` detectors speak: short quotes, and where a place stands in its sentence."""

from __future__ import annotations

from checker.model import Report

_STOP = "。！？；\n"
_LONGEST = 24
_FARTHEST = 400


def shown(report: Report, start: int, end: int) -> str:
    """``report.text[start:end]`` in Chinese quotation marks, on one line, shortened in the middle if long."""
    quote = " ".join(report.text[start:end].split())
    if len(quote) > _LONGEST:
        quote = f"{quote[:14]}……{quote[-8:]}"
    return f"“{quote}”"


def sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """The range of the sentence around ``text[start:end]``: cut at 。！？；, line ends, and 400 characters off."""
    low, high = max(0, start - _FARTHEST), min(len(text), end + _FARTHEST)
    begin = max(text.rfind(mark, low, start) for mark in _STOP) + 1
    ends = [at for mark in _STOP if (at := text.find(mark, end, high)) >= 0]
    return max(begin, low), min(ends, default=high)


def in_title(text: str, start: int) -> bool:
    """Whether a 《 stands open at ``start`` in the same line."""
    opened = text.rfind("《", max(0, start - 120), start)
    return opened >= 0 and text.rfind("》", opened, start) < 0 and text.find("\n", opened, start) < 0


def in_quotes(text: str, start: int) -> bool:
    """Whether a “ stands open at ``start``, at most 40 characters before it and in the same line.

    An opening mark whose partner was lost does not hold: another one opens before any closes.
    """
    opened = text.rfind("“", max(0, start - 40), start)
    if opened < 0 or text.rfind("”", opened, start) >= 0 or text.find("\n", opened, start) >= 0:
        return False
    closed = text.find("”", start, start + _FARTHEST)
    line_end = text.find("\n", start)
    if closed < 0 or 0 <= line_end < closed:
        return False
    return not any(mark in text[start:closed] for mark in "“。")
