"""Runs of glyphs that another run was drawn into: cut where it stands, so that both can be read in order.

A program that lacks a font for some characters draws the others first, leaving gaps, and these into the gaps
after: 问题个, then 5 before the 个. Runs in the order drawn would read “问题个5”.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import Protocol, TypeVar


class Placed(Protocol):
    """What stands in a box; points, y upwards."""

    x0: float
    x1: float
    y0: float
    y1: float


G = TypeVar("G", bound=Placed)
_LEVEL = 0.35
# how far, in heights of a line, boxes of neighbours may reach into one another
_OVERLAP = 0.15


def parted(runs: Sequence[list[G]]) -> Iterator[tuple[int, list[G]]]:
    """The runs in their order, each with its index; those with another run in a gap of theirs come in pieces.

    A run is glyphs from left to right, at least one.
    """
    cuts: dict[int, list[float]] = {}
    for row in _rows(runs):
        host, reach = -1, float("-inf")
        for index in row:
            start, end = _ends(runs[index])
            if host >= 0 and end <= reach:
                cuts.setdefault(host, []).append((start + end) / 2)
            if end > reach:
                host, reach = index, end
    for index, run in enumerate(runs):
        for piece in _cut(run, cuts[index]) if index in cuts else [run]:
            yield index, piece


def _rows(runs: Sequence[list[G]]) -> Iterator[list[int]]:
    """The runs that stand level, as indices from left to right; only where there are several."""
    middles = [(run[0].y0 + run[0].y1) / 2 for run in runs]
    order = sorted(range(len(runs)), key=lambda index: -middles[index])
    breaks = [0] * len(order)
    for place, (before, after) in enumerate(pairwise(order), start=1):
        height = max(runs[before][0].y1 - runs[before][0].y0, 1.0)
        breaks[place] = breaks[place - 1] + (middles[before] - middles[after] > _LEVEL * height)
    for _, group in groupby(zip(breaks, order, strict=True), key=lambda item: item[0]):
        row = [index for _, index in group]
        if len(row) > 1:
            yield sorted(row, key=lambda index: (_ends(runs[index])[0], index))


def _ends(run: list[G]) -> tuple[float, float]:
    return run[0].x0, max(run[-1].x1, run[0].x1)


def _cut(run: list[G], places: list[float]) -> list[list[G]]:
    """``run`` cut at those places that no glyph of its own covers."""
    slack = _OVERLAP * max(run[0].y1 - run[0].y0, 1.0)
    starts = [glyph.x0 for glyph in run]
    if starts != sorted(starts):
        return [run]
    at: set[int] = set()
    for place in places:
        index = bisect_left(starts, place)
        if 0 < index < len(run) and run[index - 1].x1 <= place + slack and place - slack <= starts[index]:
            at.add(index)
    edges = [0, *sorted(at), len(run)]
    return [run[low:high] for low, high in pairwise(edges)]
