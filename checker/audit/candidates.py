"""Which reports are worth comparing word for word: those whose samples share rare grams, found in bounded memory.

What does not fit in memory goes through temporary files: sampled grams cut by their number, pairs of reports cut
by their first. Cost grows with the number of sampled grams, not with the number of pairs.
"""

from __future__ import annotations

import tempfile
from array import array
from bisect import bisect_left
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from typing import IO

from checker.audit import grams

COMMON = 0.20
"""A gram in this share of the cohort or more is boilerplate; of so few as ten reports none is."""
_RARE = 60
_FEWEST_SHARED = 4
_MOST = 20
_LIKELY = 0.5
"""A sample tells a share roughly: half the threshold in it is worth an exact look."""
_FEWEST_SAMPLED = 4
_IN_MEMORY = 400_000
_AT_ONCE = 1_000_000
"""Numbers that are sorted in memory at a time (some 45 MB)."""
_KEPT = 1_000
_LOW = (1 << 32) - 1

Sampled = tuple[tuple[frozenset[int], ...], frozenset[int]]
"""A report's sample: each block's grams, and all of them together; boilerplate taken out."""


class Samples:
    """The samples of the cohort's reports by position, the last thousand kept ready."""

    def __init__(self, read: Callable[[int], bytes], reports: Sequence[int]) -> None:
        self._read = read
        self.reports = reports
        self.common: frozenset[int] = frozenset()
        self._kept: OrderedDict[int, Sampled] = OrderedDict()

    def packed(self, position: int) -> list[array[int]]:
        return grams.unpacked(self._read(self.reports[position]))

    def __getitem__(self, position: int) -> Sampled:
        held = self._kept.get(position)
        if held is not None:
            return held
        blocks = tuple(frozenset(block) - self.common for block in self.packed(position))
        held = self._kept[position] = (blocks, frozenset().union(*blocks))
        if len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        return held

    def are_likely(self, one: int, other: int, threshold: float) -> bool:
        """Whether a block of either may be held by the other from ``threshold`` on, as far as samples tell."""
        first, second = self[one], self[other]
        if len(first[1] & second[1]) < _FEWEST_SAMPLED:
            return False
        floor = _LIKELY * threshold
        for blocks, against in ((first[0], second[1]), (second[0], first[1])):
            for block in blocks:
                shared = len(block & against)
                if shared >= _FEWEST_SAMPLED and shared >= floor * len(block):
                    return True
        return False


def candidates(samples: Samples, threshold: float) -> Iterator[tuple[int, int]]:
    """Pairs (position, later position) that may hold a block of each other; at most 20 for each report.

    Sets ``samples.common`` on the way.
    """
    count = len(samples.reports)
    if count < 2:
        return
    with ExitStack() as held:
        pairs = _Spill(held, count, 1 + count // 2_000)
        samples.common = frozenset(_rare_pairs(held, samples, pairs))
        for one, others in _shared(pairs):
            for other in others:
                if samples.are_likely(one, other, threshold):
                    yield one, other


class _Spill:
    """Numbers put aside in a temporary file for each part of a range; few are held in memory.

    A number's upper half is its place in ``[first, first + span)``; parts cut that range.
    """

    def __init__(self, held: ExitStack, span: int, parts: int, first: int = 0) -> None:
        self._width = -(-span // parts)
        self._first = first
        self._files: list[IO[bytes] | None] = [None] * parts
        self._waiting = [array("Q") for _ in range(parts)]
        self._most = max(1, _IN_MEMORY // parts)
        self._held = held

    def add(self, at: int, numbers: Sequence[int]) -> None:
        part = (at - self._first) // self._width
        waiting = self._waiting[part]
        waiting.extend(numbers)
        if len(waiting) > self._most and len(self._waiting) > 1:
            file = self._files[part]
            if file is None:
                file = tempfile.TemporaryFile()  # noqa: SIM115 - held by the stack beyond this call
                self._files[part] = self._held.enter_context(file)
            waiting.tofile(file)
            self._waiting[part] = array("Q")

    def spread(self, places: Sequence[int], numbers: Sequence[int]) -> None:
        """Put aside each number by its place; places ascend."""
        start = 0
        while start < len(places):
            part = (places[start] - self._first) // self._width
            end = bisect_left(places, self._first + (part + 1) * self._width, start)
            self.add(places[start], numbers[start:end])
            start = end

    def sorted_parts(self) -> Iterator[list[int]]:
        """Each part's numbers, ascending; a part is given once, in pieces where it holds too many."""
        for part, file in enumerate(self._files):
            numbers = self._waiting[part]
            self._waiting[part] = array("Q")
            if file is None:
                yield sorted(numbers)
                continue
            numbers.tofile(file)
            yield from self._from_file(part, file)
            file.close()

    def _from_file(self, part: int, file: IO[bytes]) -> Iterator[list[int]]:
        """A part's numbers. How many pairs a report has is not known before: what one part holds may be all memory."""
        pieces = 1 + file.tell() // (8 * _AT_ONCE)
        file.seek(0)
        if pieces == 1 or self._width == 1:
            yield sorted(_numbers(file.read()))
            return
        finer = _Spill(self._held, self._width, min(pieces, self._width), self._first + part * self._width)
        while chunk := file.read(8 * _IN_MEMORY):
            numbers = sorted(_numbers(chunk))
            finer.spread([number >> 32 for number in numbers], numbers)
        yield from finer.sorted_parts()


def _numbers(data: bytes) -> array[int]:
    numbers = array("Q")
    numbers.frombytes(data)
    return numbers


def _rare_pairs(held: ExitStack, samples: Samples, pairs: _Spill) -> Iterator[int]:
    """Put every pair of reports aside for every rare gram both have; gives the grams that are boilerplate."""
    count = len(samples.reports)
    rare = max(2, min(_RARE, int(COMMON * count)))
    boilerplate = COMMON * count if count >= 10 else count + 1
    for numbers in _grams(held, samples):
        start, last = 0, -1
        for at, number in enumerate([*numbers, 1 << 64]):
            if number >> 32 != last:
                if at - start > 1:
                    holders = [one & _LOW for one in numbers[start:at]]
                    if len(holders) <= rare:
                        for after, one in enumerate(holders[:-1], start=1):
                            pairs.add(one, [one << 32 | other for other in holders[after:]])
                    elif len(holders) >= boilerplate:
                        yield last
                start, last = at, number >> 32


def _grams(held: ExitStack, samples: Samples) -> Iterator[list[int]]:
    """All sampled grams with the positions that hold them (gram << 32 | position), ascending, a part at a time."""
    seen: _Spill | None = None
    for position in range(len(samples.reports)):
        found: set[int] = set()
        for block in samples.packed(position):
            found.update(block)
        if seen is None:
            seen = _Spill(held, 1 << 32, 1 + len(samples.reports) * max(len(found), 300) // _IN_MEMORY)
        ordered = sorted(found)
        seen.spread(ordered, [number << 32 | position for number in ordered])
    if seen is not None:
        yield from seen.sorted_parts()


def _shared(pairs: _Spill) -> Iterator[tuple[int, list[int]]]:
    """Each position with the later ones that share most rare grams with it, best first, at most twenty."""
    for numbers in pairs.sorted_parts():
        likely: dict[int, list[tuple[int, int]]] = {}
        start, last = 0, -1
        for at, number in enumerate([*numbers, 1 << 64]):
            if number != last:
                if at - start >= _FEWEST_SHARED:
                    likely.setdefault(last >> 32, []).append((start - at, last & _LOW))
                start, last = at, number
        for one, found in likely.items():
            yield one, [other for _, other in sorted(found)[:_MOST]]
