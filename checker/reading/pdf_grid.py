"""Ruled tables of a page: from drawn lines to cells, merged cells included."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field

Rule = tuple[float, float, float, float]
"""A drawn line as x0, y0, x1, y1 with x0 <= x1 and y0 <= y1; one of the two extents is about 0."""

_TOUCH = 3.0
_RULES_AT_MOST = 1500


@dataclass(slots=True)
class Grid:
    """A table: ``xs`` rise, ``ys`` fall (row 0 on top). ``owner`` maps each elementary cell to the
    first cell, in reading order, of the merged cell it belongs to."""

    xs: list[float]
    ys: list[float]
    owner: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)

    def cell(self, x: float, y: float) -> tuple[int, int] | None:
        """(row, column) from 0 of the cell that holds the point, ``None`` outside the table."""
        if not (self.xs[0] < x < self.xs[-1] and self.ys[-1] < y < self.ys[0]):
            return None
        column = bisect_right(self.xs, x) - 1
        row = bisect_right([-each for each in self.ys], -y) - 1
        return self.owner.get((row, column))


def grids(rules: list[Rule]) -> list[Grid]:
    """The tables that the drawn lines make, from top to bottom; frames around one area are none."""
    if not 4 <= len(rules) <= _RULES_AT_MOST:
        return []
    found = [grid for group in _groups(rules) if (grid := _grid(group)) is not None]
    return sorted(found, key=lambda grid: (-grid.ys[0], grid.xs[0]))


def _groups(rules: list[Rule]) -> list[list[Rule]]:
    parent = list(range(len(rules)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    order = sorted(range(len(rules)), key=lambda index: rules[index])
    for position, first in enumerate(order):
        a = rules[first]
        for second in order[position + 1 :]:
            b = rules[second]
            if b[0] > a[2] + _TOUCH:
                break
            if b[1] <= a[3] + _TOUCH and b[3] >= a[1] - _TOUCH:
                parent[root(second)] = root(first)
    groups: dict[int, list[Rule]] = {}
    for index in range(len(rules)):
        groups.setdefault(root(index), []).append(rules[index])
    return list(groups.values())


def _grid(group: list[Rule]) -> Grid | None:
    level = [rule for rule in group if rule[2] - rule[0] >= rule[3] - rule[1]]
    upright = [rule for rule in group if rule[2] - rule[0] < rule[3] - rule[1]]
    xs = _merged([(rule[0] + rule[2]) / 2 for rule in upright])
    ys = _merged([(rule[1] + rule[3]) / 2 for rule in level])[::-1]
    if len(xs) < 2 or len(ys) < 2 or (len(xs) - 1) * (len(ys) - 1) < 2:
        return None
    grid = Grid(xs, ys)
    for row in range(len(ys) - 1):
        middle = (ys[row] + ys[row + 1]) / 2
        for column in range(len(xs) - 1):
            centre = (xs[column] + xs[column + 1]) / 2
            owner = (row, column)
            if row and not _crossed(level, 1, ys[row], centre):
                owner = grid.owner[row - 1, column]
            elif column and not _crossed(upright, 0, xs[column], middle):
                owner = grid.owner[row, column - 1]
            grid.owner[row, column] = owner
    return grid if len(set(grid.owner.values())) > 1 else None


def _crossed(rules: list[Rule], axis: int, at: float, along: float) -> bool:
    """Whether a rule stands at ``at`` on its own axis and reaches over ``along`` on the other."""
    other = 1 - axis
    return any(
        abs((rule[axis] + rule[axis + 2]) / 2 - at) <= _TOUCH and rule[other] - 1 <= along <= rule[other + 2] + 1
        for rule in rules
    )


def _merged(places: list[float]) -> list[float]:
    found: list[float] = []
    for place in sorted(places):
        if not found or place - found[-1] > _TOUCH:
            found.append(place)
    return found
