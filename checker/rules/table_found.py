"""A table that a rubric describes, found in a report: its named rows and columns with their cells."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from checker.model import Report
from checker.rules.grids import Cell, Row, rows_of_tables, words_of_lines

_LONG = 4
_LONGEST_WORD = 60
"""A word of a line that is longer is a sentence, not the label of a row."""


@dataclass(frozen=True, slots=True)
class Named:
    """A row or column as the rubric names it; ``words`` are what may stand in its head."""

    id: str
    name: str
    words: tuple[str, ...]

    def fits(self, label: str) -> bool:
        """A short word is the whole label, a long one may stand within it."""
        return any(label == word or (len(word) >= _LONG and word in label) for word in self.words)


@dataclass(frozen=True, slots=True)
class Shape:
    """A table as the rubric describes it."""

    name: str
    columns: tuple[Named, ...]
    rows: tuple[Named, ...]


@dataclass(slots=True)
class Line:
    """A row that was found: its label's cell and a cell, or ``None`` for a blank, for each column.

    ``cells`` is ``None`` where the row is there and its values cannot be told to columns.
    """

    label: Cell | None
    cells: list[Cell | None] | None


@dataclass(slots=True)
class Found:
    """What there is of a table. ``by_text`` is true where it was read from lines, not from a table's cells."""

    shape: Shape
    lines: dict[str, Line] = field(default_factory=dict)
    heads: set[str] = field(default_factory=set)
    by_text: bool = False

    @property
    def begun(self) -> bool:
        """Enough of the heads to know the table by: half of its columns or more."""
        told = {column.words for column in self.shape.columns if column.id in self.heads}
        return bool(told) and 2 * len(told) >= len({column.words for column in self.shape.columns})

    def readable(self) -> list[str]:
        """The rows whose values could be told to columns."""
        return [name for name, line in self.lines.items() if line.cells is not None]


def shape_of(params: Mapping[str, Any]) -> Shape:
    """The ``table`` parameter of a rule as a shape. A name is its own word where no words are given."""
    return Shape(params["name"], _named(params["columns"]), _named(params["rows"]))


def _named(items: Iterable[Mapping[str, Any]]) -> tuple[Named, ...]:
    return tuple(
        Named(item["id"], item["name"], tuple(item.get("words") or ((item["name"],) if "words" not in item else ())))
        for item in items
    )


def find(report: Report, shape: Shape) -> Found | None:
    """The table in the report's tables, else in its lines; ``None`` where neither has its heads."""
    tables = rows_of_tables(report)
    found = _in_tables(tables, shape)
    if found is not None:
        return found
    return _in_lines(report, shape)


def _in_tables(tables: Sequence[Sequence[Row]], shape: Shape) -> Found | None:
    """The table by its heads; it may be cut in several or stand in one with others."""
    found = Found(shape)
    for rows in tables:
        places: list[int] | None = None
        heads: list[Cell] = []
        for row in rows:
            if len(found.lines) == len(shape.rows):
                break
            headed = _heads_of(row, shape)
            if headed:
                heads += headed
                found.heads.update(c.id for c in shape.columns if any(c.fits(cell.text) for cell in headed))
                places = _places(heads, shape)
                continue
            if found.begun:
                _add(found, row, places)
    return found if found.begun else None


def _heads_of(row: Row, shape: Shape) -> list[Cell]:
    """The cells of a head row that name columns; none where the row is a row of the table without values."""
    headed = [cell for cell in row if any(c.fits(cell.text) for c in shape.columns)]
    if any(cell.is_number for cell in row):
        return []
    single = len({c.words for c in shape.columns}) == 1
    return headed if len(headed) > 1 or single or not _names_row(row, shape) else []


def _names_row(row: Row, shape: Shape) -> bool:
    return any(named.fits(cell.label) for named in shape.rows for cell in row)


def _places(heads: Sequence[Cell], shape: Shape) -> list[int] | None:
    """The grid's column of each column of the shape; ``None`` where the heads do not stand in its order."""
    places: list[int] = []
    for cell in sorted(heads, key=lambda cell: cell.column):
        if len(places) < len(shape.columns) and shape.columns[len(places)].fits(cell.text):
            places.append(cell.column)
    return places if len(places) == len(shape.columns) and len(set(places)) == len(places) else None


def _add(found: Found, row: Row, places: list[int] | None) -> None:
    """Take a row of cells for the next row of the shape that its label names."""
    cut = next((i for i, cell in enumerate(row) if cell.is_number or cell.is_mark), len(row))
    labels, values = row[:cut], row[cut:]
    if any(not (cell.is_number or cell.is_mark) for cell in values):
        return
    named = _next(found, labels[-1].label if labels else "")
    if named is None or (not named.words and not values):
        return
    found.lines[named.id] = Line(labels[-1] if labels else None, _by_column(found.shape, values, places))


def _next(found: Found, label: str) -> Named | None:
    """The first row of the shape after those found that the label fits; a row without words has no label."""
    rows = found.shape.rows
    after = max((index for index, named in enumerate(rows) if named.id in found.lines), default=-1)
    for named in rows[after + 1 :]:
        if named.fits(label) if named.words else not label:
            return named
    return None


def _by_column(shape: Shape, values: Sequence[Cell], places: list[int] | None) -> list[Cell | None] | None:
    size = len(shape.columns)
    if len(values) == size:
        return list(values)
    if not values:
        return [None] * size
    if places is None or any(cell.column not in places for cell in values):
        return None
    cells: list[Cell | None] = [None] * size
    for cell in values:
        cells[places.index(cell.column)] = cell
    return cells


def _in_lines(report: Report, shape: Shape) -> Found | None:
    """The table where only its words are left: a row is read if exactly as many numbers as columns follow its label."""
    found = Found(shape, by_text=True)
    label: Cell | None = None
    row: Named | None = None
    values: list[Cell] = []
    size = len(shape.columns)

    def close() -> None:
        if row is not None and (values or row.words):
            found.lines[row.id] = Line(label, list(values) if len(values) == size else None)

    for word in words_of_lines(report):
        if len(word.text) > _LONGEST_WORD:
            if found.begun and (row is None or values):
                close()
                row, values = None, []
            continue
        if word.is_number or word.is_mark:
            values.append(word)
            continue
        heads = [column.id for column in shape.columns if column.fits(word.text)]
        if heads and not found.lines and not values and (row is None or not row.words):
            found.heads.update(heads)
            if found.begun and not shape.rows[0].words:
                row = shape.rows[0]
            continue
        following = _after(found, row, word.label) if found.begun else None
        if following is not None:
            close()
            row, label, values = following, word, []
        elif values:
            close()
            row, values = None, []
    close()
    return found if found.begun and found.lines else None


def _after(found: Found, row: Named | None, label: str) -> Named | None:
    """The row of the shape that the label begins, after the one being read."""
    rows = found.shape.rows
    last = max((i for i, named in enumerate(rows) if named.id in found.lines or named == row), default=-1)
    return next((named for named in rows[last + 1 :] if named.words and named.fits(label)), None)
