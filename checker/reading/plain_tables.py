"""Tables that stand in plain text as lines: cells parted by tabs, upright strokes, or spaces before figures."""

from __future__ import annotations

import re
from collections.abc import Sequence

from checker.reading.spaced_tables import is_row, may_hold_rows, spaced_rows

Row = tuple[int, int, list[tuple[int, int]]]
"""(number of the table, number of the row, where the cells with text in them stand in the line)"""

_PARTED = re.compile(r"\t|[ \u3000]*[｜|][ \u3000]*")
_STROKES = 2
"""How many strokes a line needs: 打印｜关闭 is no table."""
_BLANK = " \t\u3000\xa0"


def may_hold_tables(text: str) -> bool:
    """Whether it is worth while to look for rows in ``text``: most reports have none."""
    return "\t" in text or "｜" in text or "|" in text or may_hold_rows(text)


def rows_of(lines: Sequence[str]) -> dict[int, Row]:
    """The rows among ``lines``, by index: two or more lines one after another with the same number of cells."""
    rows: dict[int, Row] = {}
    spaced = spaced_rows(lines)
    table = 0
    known: list[tuple[int, list[tuple[int, int]]]] = []
    for index, line in enumerate([*lines, ""]):
        parts = spaced.get(index) or _cells(line)
        if known and len(parts) == len(known[-1][1]):
            known.append((index, parts))
            continue
        if len(known) > 1:
            table += 1
            # the first row is that of the heads; figures without any begin with the second
            headless = known[0][0] in spaced and is_row(lines[known[0][0]])
            for row, (at, cells) in enumerate(known, 2 if headless else 1):
                rows[at] = (table, row, [cell for cell in cells if cell[0] < cell[1]])
        known = [(index, parts)] if len(parts) > 1 else []
    return rows


def _cells(line: str) -> list[tuple[int, int]]:
    """The cells of a line, empty ones too; none where nothing parts it."""
    low, high = 0, len(line)
    while low < high and line[low] in _BLANK:
        low += 1
    while high > low and line[high - 1] in _BLANK:
        high -= 1
    strokes = sum(mark[0].strip(_BLANK) != "" for mark in _PARTED.finditer(line, low, high))
    if (strokes == 0 and "\t" not in line[low:high]) or 0 < strokes < _STROKES:
        return []
    cells: list[tuple[int, int]] = []
    for mark in _PARTED.finditer(line, low, high):
        if strokes == 0 or mark[0].strip(_BLANK):
            cells.append((low, mark.start()))
            low = mark.end()
    cells.append((low, high))
    return cells
