"""Lines that stand in cells of the source's tables, put together as tables again.

Nothing is moved: cells follow one another as their lines do, so that the pieces of the page stay in the order of the
text.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from checker.model import Report
from checker.rendering.html.passages import Line

Place = tuple[int, int, int]
"""Table, row and column, from 1."""


@dataclass(frozen=True, slots=True)
class Cell:
    """The lines of a cell, none where the source has nothing there, and how many columns it takes."""

    lines: tuple[Line, ...]
    span: int = 1


@dataclass(frozen=True, slots=True)
class Block:
    """A line of text, or the rows of a table."""

    line: Line | None
    rows: tuple[tuple[Cell, ...], ...] = ()


def blocks(report: Report, lines: Sequence[Line]) -> tuple[Block, ...]:
    """The lines in their order, those of one table together. Empty cells are filled up, cells merged upright are not.

    A table of one column is how pages and forms are laid out: its lines are lines.
    """
    placed = [(line, _place(report, line)) for line in lines]
    made: list[Block] = []
    for _, run in groupby(placed, key=lambda item: item[1] and item[1][0]):
        own = list(run)
        cells = [(line, place) for line, place in own if place is not None]
        if any(column > 1 for _, (_, _, column) in cells):
            made.append(Block(None, _rows(cells)))
        else:
            made += [Block(line) for line, _ in own]
    return tuple(made)


def _place(report: Report, line: Line) -> Place | None:
    """The cell whose paragraph begins the line."""
    paragraphs = report.clean.paragraphs
    at = bisect_right(paragraphs, report.document_start + line.start, key=lambda paragraph: paragraph.start) - 1
    if at < 0 or paragraphs[at].kind != "cell":
        return None
    return report.clean.document.blocks[paragraphs[at].block].location.cell


def _rows(cells: list[tuple[Line, Place]]) -> tuple[tuple[Cell, ...], ...]:
    width = max(column for _, (_, _, column) in cells)
    made: list[tuple[Cell, ...]] = []
    for _, row in groupby(cells, key=lambda item: item[1][1]):
        filled: list[Cell] = []
        reached = 1  # the column after the last one filled
        for column, own in groupby(row, key=lambda item: item[1][2]):
            if column > reached:
                filled.append(Cell((), column - reached))
            filled.append(Cell(tuple(line for line, _ in own)))
            reached = column + 1
        if len(filled) == 1 and filled[0].lines:  # a heading over the whole table
            filled = [Cell(filled[0].lines, width)]
        elif reached <= width:
            filled.append(Cell((), width - reached + 1))
        made.append(tuple(filled))
    return tuple(made)
