"""The spans of a text by the pairs of characters in them: which sound most like a matter, and where they tell it."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable
from itertools import pairwise
from math import sqrt
from operator import add

from checker.language.likeness import RUN, UNIT, Likeness
from checker.language.packed import unpack
from checker.language.segments import Segments


class Spans:
    """The spans of ``view[start:end]``; what stands in titles is left out. Some eighty bytes for a character."""

    def __init__(self, view: str, segments: Segments, start: int, end: int) -> None:
        self._whole = view
        self._view = _without_titles(view, segments)
        self._segments = segments
        self._bounds: list[tuple[int, int]] = []
        self._roots = array("d")
        self._holding: dict[str, list[int]] = {}
        holding = self._holding
        cuts = [start, *(cut for cut in segments.spans if start < cut < end), end]
        for low, high in pairwise(cuts):
            pairs = self._pairs(low, high)
            if pairs:
                number = len(self._bounds)
                self._bounds.append((low, high))
                self._roots.append(sqrt(len(pairs) + 1))
                for pair in pairs:
                    if pair in holding:
                        holding[pair].append(number)
                    else:
                        holding[pair] = [number]

    def alike(self, likeness: Likeness, least: float, most: int) -> list[tuple[float, int, int]]:
        """The spans that sound most like a matter: (how much, start, end) from ``least`` on, the most alike first.

        How much is what a span's pairs weigh, over the root of their number.
        """
        weights = likeness.weights
        sums: dict[int, int] = defaultdict(int)
        for pair in weights.keys() & self._holding.keys():
            weight = weights[pair]
            for number in self._holding[pair]:
                sums[number] += weight
        found = [(total / UNIT / self._roots[number], number) for number, total in sums.items()]
        alike = sorted((item for item in found if item[0] >= least), key=lambda item: (-item[0], item[1]))
        placed = [(much, *self._bounds[number]) for much, number in alike]
        return [item for item in placed if self._holds(likeness.must, item[1], item[2])][:most]

    def heart(self, likeness: Likeness, start: int, end: int) -> tuple[int, int]:
        """Where in the span ``[start, end)`` the matter is told: what weighs, in the clause that weighs most."""
        clauses: dict[int, tuple[int, int, int]] = {}
        for run in RUN.finditer(self._view, start, end):
            for at, pair in enumerate(map(add, run[0], run[0][1:]), run.start()):
                weight = likeness.weights.get(pair, 0)
                if weight:
                    clause = self._segments.clause_index(at)
                    low, _, total = clauses.get(clause, (at, at, 0))
                    clauses[clause] = low, at + 2, total + weight
        low, high, _ = max(clauses.values(), key=lambda found: (found[2], -found[0]))
        return low, high

    def is_foremost(self, likeness: Likeness, offset: int, others: Iterable[Likeness]) -> bool:
        """Whether the clause that holds ``offset`` weighs for none of the others more than for this matter."""
        clause = self._pairs(*self._segments.clause(offset))
        own = _weight(likeness, clause)
        return all(_weight(other, clause) <= own for other in others)

    def _holds(self, must: tuple[str, ...], start: int, end: int) -> bool:
        return not must or any(self._whole.find(word, start, end) >= 0 for word in must)

    def _pairs(self, low: int, high: int) -> set[str]:
        pairs: set[str] = set()
        for run in RUN.findall(self._view, low, high):
            pairs.update(map(add, run, run[1:]))
        return pairs


def _weight(likeness: Likeness, pairs: set[str]) -> int:
    return sum(map(likeness.weights.__getitem__, likeness.weights.keys() & pairs))


def _without_titles(view: str, segments: Segments) -> str:
    """The text with blanks for what stands in 《》; same length."""
    pieces: list[str] = []
    last = 0
    for start, end in unpack(segments.titles):
        pieces += (view[last:start], " " * (end - start))
        last = end
    return "".join((*pieces, view[last:])) if pieces else view
