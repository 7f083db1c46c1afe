"""How much of the text is quoted around a passage: whole clauses, neither too little nor too much."""

from __future__ import annotations

from checker.language import Frame, Scan, frame

_QUOTE_MIN = 26
_QUOTE_MAX = 96
_TRIM = " ，。；：、！？\n,;:"


def quote_range(scan: Scan, start: int, end: int) -> tuple[int, int]:
    """Whole clauses around a match: at least its own, a little more where that is short, never over the span."""
    here = frame(scan, start, end)
    return here.quote or quote_of(here)


def quote_of(here: Frame) -> tuple[int, int]:
    """The quote of a frame, kept there."""
    scan, segments = here.scan, here.scan.segments
    low, high, span_low, span_high = here.clause_start, here.clause_end, here.span.start, here.span.end
    if span_high - span_low <= _QUOTE_MAX:
        low, high = span_low, span_high
    while high < span_high and high - low < _QUOTE_MIN * 2:
        following = segments.clause(high)[1]
        if following - low > _QUOTE_MAX:
            break
        high = following
    while low > span_low and high - low < _QUOTE_MIN:
        before = segments.clause(low - 1)[0]
        if high - before > _QUOTE_MAX:
            break
        low = before
    here.quote = trim(scan.report.text, low, high)
    return here.quote


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The range without punctuation and space at its ends."""
    while start < end and text[start] in _TRIM:
        start += 1
    while end > start and text[end - 1] in _TRIM:
        end -= 1
    return start, end
