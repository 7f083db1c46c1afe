"""Ruled tables over several pages: one number for the whole table, a cut row made whole."""

from __future__ import annotations

from dataclasses import dataclass

from checker.reading.pdf_grid import Grid
from checker.reading.pdf_lines import Line, Page

_ALIKE = 4.0


@dataclass(slots=True)
class _Open:
    """A table that ended a page: its number, the rows it has so far, the columns of its last row with text."""

    number: int
    rows: int
    widths: list[float]
    filled: frozenset[int]


def number_tables(pages: list[Page], lines: list[list[Line]], aside: dict[int, str]) -> int:
    """Turn every ``Line.cell`` into (table, row, column) of the document, from 1; return how many tables.

    A table that begins a page goes on from one of the same columns that ended the page before.
    """
    count = 0
    before: _Open | None = None
    for page, own in zip(pages, lines, strict=True):
        flow = [line for line in own if id(line) not in aside]
        first = flow[0].cell[0] if flow and flow[0].cell is not None else -1
        last = flow[-1].cell[0] if flow and flow[-1].cell is not None else -1
        ended: _Open | None = None
        for index, grid in enumerate(page.grids):
            members = [line for line in own if line.cell is not None and line.cell[0] == index]
            widths = [after - left for left, after in zip(grid.xs, grid.xs[1:], strict=False)]
            if before is not None and index == first and _alike(before.widths, widths):
                number = before.number
                shift = before.rows - _is_cut_row(grid, members, before)
            else:
                count += 1
                number, shift = count, 0
            rows = len(grid.ys) - 1
            filled = frozenset(line.cell[2] for line in members if line.cell is not None and line.cell[1] == rows - 1)
            if index == last:
                ended = _Open(number, shift + rows, widths, filled)
            _renumber(members, number, shift)
        before = ended
    return count


def _renumber(members: list[Line], number: int, shift: int) -> None:
    for line in members:
        if line.cell is not None:
            line.cell = (number, line.cell[1] + shift + 1, line.cell[2] + 1)


def _is_cut_row(grid: Grid, members: list[Line], before: _Open) -> bool:
    """Whether the first row only holds rests of the row before: some of its cells are empty, and those
    that are not were not empty there."""
    columns = {owner[1] for cell, owner in grid.owner.items() if cell[0] == 0}
    filled = {line.cell[2] for line in members if line.cell is not None and line.cell[1] == 0}
    return bool(filled) and filled < columns and filled <= before.filled


def _alike(one: list[float], two: list[float]) -> bool:
    return len(one) == len(two) and all(abs(a - b) <= _ALIKE for a, b in zip(one, two, strict=True))
