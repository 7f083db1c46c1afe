"""Joining the parts of patterns inside each sentence.

Most patterns have all their parts somewhere in a report but never in one sentence. So the sentence (span)
is asked first which patterns have all their parts in it, for all patterns at once: every phrase has a mask
with one bit for each place it can take in a pattern, and a span's mask is the union over its phrases. Only
for the few patterns whose bits are all set are places compared.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import itemgetter, or_

from checker.language.packed import Match, pack
from checker.language.patterns import GAP, SPREAD
from checker.language.phrases import Hit

_NUMBER = itemgetter(0)
_END = itemgetter(2)


@dataclass(frozen=True, slots=True)
class Joined:
    """A pattern of several parts: ``parts`` are part numbers, ``keys`` the pattern sets it belongs to.

    ``gap`` is how far a part may stand behind the one before; 0 where they have no order.
    """

    gap: int
    parts: tuple[int, ...]
    keys: tuple[int, ...]


class _Masks(dict[int, int]):
    """Phrase -> the places it can take in patterns, 0 where it is part of none; made when first asked for."""

    def __init__(self, bits_of_part: Mapping[int, Sequence[int]], parts_with: Sequence[Sequence[int]]) -> None:
        super().__init__()
        self._bits_of_part = bits_of_part
        self._parts_with = parts_with
        self._of_parts: dict[tuple[int, ...], int] = {}

    def __missing__(self, number: int) -> int:
        # Words of one group take the same places: they share one mask, which is half a kilobyte.
        parts = tuple(self._parts_with[number])
        mask = self._of_parts.get(parts)
        if mask is None:
            mask = 0
            for part in parts:
                for bit in self._bits_of_part[part]:
                    mask |= 1 << bit
            self._of_parts[parts] = mask
        self[number] = mask
        return mask


class Joiner:
    """Finds the joined patterns of a span. ``joined`` must have the patterns of most parts first.

    A mask is made of blocks, one for the first parts of all patterns, one for the second parts, and so on;
    bit i of each block stands for ``joined[i]``. Third and further parts are those of the first few
    patterns only, which keeps their blocks short.
    """

    def __init__(self, joined: Sequence[Joined], parts_with: Sequence[Sequence[int]]) -> None:
        most = len(joined[0].parts) if joined else 0
        widths = [sum(len(pattern.parts) > place for pattern in joined) for place in range(most)]
        self._width = len(joined)
        self._all = (1 << len(joined)) - 1
        starts = [sum(widths[:place]) for place in range(most)]
        # of each further block: where it starts, the patterns that have such a part, those that need none
        self._further = [
            (starts[place], (1 << widths[place]) - 1, self._all & ~((1 << widths[place]) - 1))
            for place in range(2, most)
        ]
        bits_of_part: dict[int, list[int]] = {}
        for index, pattern in enumerate(joined):
            for place, part in enumerate(pattern.parts):
                bits_of_part.setdefault(part, []).append(starts[place] + index)
        self._masks = _Masks(bits_of_part, parts_with)
        # of each pattern: how far its parts may stand apart, the bits of its parts, its keys
        self._patterns = [
            (pattern.gap, tuple(starts[place] + index for place in range(len(pattern.parts))), pattern.keys)
            for index, pattern in enumerate(joined)
        ]

    def join(self, hits: Sequence[Hit], span_ends: Iterable[int], found: Mapping[int, array[int]]) -> int:
        """Add the places of all patterns to ``found``, by key, span by span; tell how many hits were used up.

        ``hits`` are of all phrases, in the order of their ends, and begin with the first span's; those behind
        the last of ``span_ends`` are left.
        """
        # Loops over all hits are left to map and reduce: per hit they take a third of what a statement takes.
        masks = list(map(self._masks.__getitem__, map(_NUMBER, hits)))
        ends = list(map(_END, hits))
        width, every, further = self._width, self._all, self._further
        low = 0
        for span_end in span_ends:
            high = bisect_right(ends, span_end, low)
            if high - low > 1:
                mask = reduce(or_, masks[low:high])
                meeting = mask & (mask >> width) & every
                for start, _, without in further:
                    meeting &= (mask >> start) | without
                if meeting:
                    self._place(meeting, hits[low:high], masks[low:high], found)
            low = high
        return low

    def _place(self, meeting: int, hits: Sequence[Hit], masks: Sequence[int], found: Mapping[int, array[int]]) -> None:
        """Compare the places of the patterns in ``meeting``, whose parts are all among the hits of one span."""
        needed = meeting | meeting << self._width
        for start, having, _ in self._further:
            needed |= (meeting & having) << start
        # The places of each part of each such pattern, by its bit. Masks are wide: taking the highest bit first makes
        # them shorter, and looking at them alone keeps what else the processor would have to fetch out of its way.
        columns: dict[int, list[Match]] = {}
        for (_, start, end), mask in zip(hits, masks, strict=True):
            fills = mask & needed
            while fills:
                bit = fills.bit_length() - 1
                fills ^= 1 << bit
                if bit in columns:
                    columns[bit].append((start, end))
                else:
                    columns[bit] = [(start, end)]
        for column in columns.values():
            if len(column) > 1:
                column.sort()
        while meeting:
            index = meeting.bit_length() - 1
            meeting ^= 1 << index
            gap, bits, keys = self._patterns[index]
            if len(bits) == 2:
                one, other = columns[bits[0]], columns[bits[1]]
                joined = _behind(one, other, gap) if gap else _beside(one, other)
            else:
                of_parts = [columns[bit] for bit in bits]
                joined = _ordered(of_parts, gap) if gap else _together(of_parts)
            for start, end in joined:
                place = pack(start, end)
                for key in keys:
                    found[key].append(place)


# Nearly all patterns have two parts: they have functions of their own, which give what the general ones would.


def _behind(firsts: list[Match], seconds: list[Match], gap: int = GAP) -> list[Match]:
    """:func:`_ordered` of two parts."""
    result: list[Match] = []
    for start, reach in firsts:
        for begins, ends in seconds:
            if begins >= reach:
                if begins <= reach + gap:
                    result.append((start, ends))
                break
    return result


def _ordered(columns: list[list[Match]], gap: int = GAP) -> list[Match]:
    """For each place of the first part, the nearest chain of the others behind it."""
    result: list[Match] = []
    for start, end in columns[0]:
        reach = end
        for column in columns[1:]:
            for following in column:
                if following[0] >= reach:
                    break
            else:
                break
            if following[0] > reach + gap:
                break
            reach = following[1]
        else:
            result.append((start, reach))
    return result


def _beside(one: list[Match], other: list[Match]) -> list[Match]:
    """:func:`_together` of two parts."""
    if len(other) < len(one):
        one, other = other, one
    result: list[Match] = []
    for start, end in one:
        nearest, best = -1, None
        for near in other:
            if near[0] < start - SPREAD or near[1] > end + SPREAD or (near[0] < end and start < near[1]):
                continue
            away = abs(near[0] - start)
            if best is None or away < nearest:
                nearest, best = away, near
        if best is not None:
            low, high = min(start, best[0]), max(end, best[1])
            if high - low <= SPREAD + 20:
                result.append((low, high))
    return result


def _together(columns: list[list[Match]]) -> list[Match]:
    """For each place of the rarest part, the nearest place of every other part within the spread."""
    rarest = min(range(len(columns)), key=lambda index: len(columns[index]))
    result: list[Match] = []
    for anchor in columns[rarest]:
        start, end = anchor
        taken = [anchor]
        for index, column in enumerate(columns):
            if index == rarest:
                continue
            near = _nearest(column, anchor, taken)
            if near is None:
                break
            taken.append(near)
            start, end = min(start, near[0]), max(end, near[1])
        else:
            if end - start <= SPREAD + 20:
                result.append((start, end))
    return result


def _nearest(column: list[Match], anchor: Match, taken: list[Match]) -> Match | None:
    best: Match | None = None
    for hit in column:
        if hit[0] < anchor[0] - SPREAD or hit[1] > anchor[1] + SPREAD:
            continue
        if any(hit[0] < other[1] and other[0] < hit[1] for other in taken):
            continue
        if best is None or abs(hit[0] - anchor[0]) < abs(best[0] - anchor[0]):
            best = hit
    return best
