"""Places of a text as whole numbers: what is found by the ten thousand costs eight bytes each and no object.

A place is ``start << 24 | length``, so that places sort as pairs of start and end do. A cue is a place with the
number of its category behind it.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence

Match = tuple[int, int]
"""(start, end)"""
Cue = tuple[int, int, str]
"""(start, end, category)"""

SIZE = 24
"""Bits of a length. No phrase, nor pattern of several, reaches over sixteen million characters."""
LENGTH = (1 << SIZE) - 1
KIND = 8
"""Bits of a category: a lexicon has some twenty."""
STARTS = SIZE + KIND
"""A cue that begins at ``offset`` is at least ``offset << STARTS``."""


def pack(start: int, end: int) -> int:
    """One place."""
    return start << SIZE | end - start


def unpack(places: Iterable[int]) -> list[Match]:
    """Pairs of start and end, in the order of the places."""
    return [(start := place >> SIZE, start + (place & LENGTH)) for place in places]


def pack_cue(start: int, end: int, category: int) -> int:
    """One cue; ``category`` is the number of its category."""
    return pack(start, end) << KIND | category


def unpack_cues(cues: Iterable[int], categories: Sequence[str]) -> list[Cue]:
    """Cues with the names of their categories, in the order given."""
    return [(start := cue >> STARTS, start + (cue >> KIND & LENGTH), categories[cue & (1 << KIND) - 1]) for cue in cues]


def outermost(places: Sequence[int]) -> array[int]:
    """Sorted, without repeats and without places inside an earlier-starting one that reaches as far."""
    result = array("q")
    last_start = last_end = -1
    for place in sorted(set(places)):
        start = place >> SIZE
        end = start + (place & LENGTH)
        if end > last_end:
            # of several that begin at one place the longest comes last
            if start == last_start:
                result.pop()
            result.append(place)
            last_start, last_end = start, end
    return result
