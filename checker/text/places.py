"""The way forward: where something of the source would stand in the clean text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from checker.model import CleanText, Setaside
from checker.text.reasons import RESIDUE


def clean_offset(clean: CleanText, raw_offset: int) -> int:
    """The offset in the clean text of the first character that stands at or after ``raw_offset``."""
    origins, starts = clean.origin.origins, clean.origin.starts
    piece = bisect_right(origins, raw_offset) - 1
    if piece < 0:
        return 0
    end = starts[piece + 1] if piece + 1 < len(starts) else len(clean.text)
    return min(starts[piece] + raw_offset - origins[piece], end)


def residue(clean: CleanText) -> tuple[tuple[int, Setaside], ...]:
    """What was taken out of the body itself, each with the clean offset at which it stood."""
    places = [(clean_offset(clean, aside.start), aside) for aside in clean.ledger.set_aside if aside.reason in RESIDUE]
    first = bisect_left(places, (0,), key=lambda place: (place[0],))
    return tuple(places[first:])
