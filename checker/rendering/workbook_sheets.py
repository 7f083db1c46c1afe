"""One sheet of a workbook: a frozen head with filter buttons, rows of text and numbers, coloured statuses."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from checker.rendering.width import columns, shorten
from checker.rendering.words import Words

Value = str | int | float | tuple[str, str]
"""A cell: text, a number, or (text, status) for a coloured one."""

_LAST_ROW = 1_048_575
_LONGEST_CELL = 32_000
_TALLEST = 12
_LINE = 15
# Fill and ink; bold and grey values keep them apart on a black-and-white print too.
_STATUS = {
    "fail": ("#F4C7C3", "#8C1D18", True),
    "error": ("#E1D5F0", "#4A2A80", True),
    "warn": ("#FCE8B2", "#7A4F01", False),
    "pass": ("#D9EAD3", "#1E4620", False),
    "not_applicable": ("#EFEFEF", "#5F6368", False),
}
# What XML cannot carry, and marks that reorder or hide text; line breaks stay.
_UNSAFE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)
# Taken for a formula when such a cell is edited by hand, or saved as CSV and opened again.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def safe_cell(text: str) -> str:
    """``text`` as a cell's text: no control characters, at most 32,000 of Excel's characters."""
    clean = _UNSAFE.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))
    # Excel counts UTF-16 units
    return shorten(
        clean, _LONGEST_CELL // 2 if len(clean) > _LONGEST_CELL // 2 and not clean.isascii() else _LONGEST_CELL
    )


@dataclass(frozen=True, slots=True)
class Column:
    """A column; ``width`` is in half-width characters, ``kind`` is ``status`` for coloured cells, ``share`` for
    numbers with one decimal."""

    name: str
    width: int
    kind: str = ""

    def named(self, say: Words) -> Column:
        """With the head in the reader's language, and wide enough for it."""
        head = say(self.name)
        return replace(self, name=head, width=max(self.width, columns(head) + 4))


class Formats:
    """The cell formats of a workbook, made once."""

    def __init__(self, book: Any) -> None:
        base = {"valign": "top", "text_wrap": True, "font_size": 10.5}
        self.text = book.add_format(base)
        # shown as it is, and kept as text when the cell is edited
        self.quoted = book.add_format({**base, "quote_prefix": True})
        # beside the table, over the cells to its right
        self.note = book.add_format({"font_size": 10.5, "font_color": "#5F6368"})
        self.share = book.add_format({**base, "align": "center", "num_format": "0.0"})
        self.number = book.add_format({**base, "align": "center"})
        self.head = book.add_format(
            {**base, "bold": True, "valign": "vcenter", "bg_color": "#D9E2EC", "bottom": 1, "bottom_color": "#9AA5B1"}
        )
        self.status = {
            status: book.add_format({**base, "bg_color": fill, "font_color": ink, "bold": bold, "align": "center"})
            for status, (fill, ink, bold) in _STATUS.items()
        }


class Sheet:
    """Rows are written once, from the top, so that the book need not be kept in memory."""

    def __init__(self, book: Any, formats: Formats, name: str, heads: Sequence[Column], full: str) -> None:
        self._sheet = book.add_worksheet(name)
        self._formats = formats
        self._heads = heads
        self._full = full
        self._row = 0
        # a book that is written row by row keeps the heights of rows it is done with, 300 bytes each
        names = ("row_info", "row_sizes") if book.constant_memory else ()
        self._heights: list[dict[int, Any]] = [getattr(self._sheet, name, {}) for name in names]
        for index, column in enumerate(heads):
            self._sheet.set_column(index, index, column.width)
        self._sheet.freeze_panes(1, 0)
        self._sheet.set_landscape()
        self._sheet.set_paper(9)
        self._sheet.fit_to_pages(1, 0)
        self._sheet.repeat_rows(0)
        self._sheet.set_row(0, 24)
        for index, column in enumerate(heads):
            self._sheet.write_string(0, index, column.name, formats.head)

    def add(self, values: Sequence[Value]) -> None:
        """Write the next row; a full sheet says so in its last row and takes no more."""
        if self._row >= _LAST_ROW:
            return
        self._row += 1
        if self._row == _LAST_ROW:
            self._sheet.write_string(self._row, 0, self._full, self._formats.text)
            return
        lines = 1
        for index, value in enumerate(values):
            if isinstance(value, str):
                text = safe_cell(value)
                if text:
                    kind = self._formats.quoted if text.startswith(_FORMULA) else self._formats.text
                    self._sheet.write_string(self._row, index, text, kind)
                    lines = max(lines, self._lines(text, self._heads[index].width))
            elif isinstance(value, tuple):
                self._sheet.write_string(self._row, index, value[0], self._formats.status[value[1]])
            else:
                form = self._formats.share if self._heads[index].kind == "share" else self._formats.number
                self._sheet.write_number(self._row, index, value, form)
        # in a format that does not measure Chinese text, a row's height is told, not found
        self._height(lines)
        for heights in self._heights:
            heights.pop(self._row - 1, None)

    def close(self, note: str = "") -> None:
        """Put the filter on the rows; ``note`` stands below them, out of the filter's and the sorting's reach."""
        self._sheet.autofilter(0, 0, self._row, len(self._heads) - 1)
        if note and self._row + 2 <= _LAST_ROW:
            self._sheet.write_string(self._row + 2, 0, safe_cell(note), self._formats.note)

    def _height(self, lines: int) -> None:
        if lines > 1:
            self._sheet.set_row(self._row, _LINE * min(lines, _TALLEST))

    @staticmethod
    def _lines(text: str, width: int) -> int:
        """How many lines a text fills in a column, as far as the tallest row."""
        room = max(width - 1, 1)
        lines = 0
        for line in text[: room * _TALLEST].split("\n"):
            # half-width columns: two for three bytes of UTF-8, one for one
            wide = (len(line.encode("utf-8")) + len(line)) // 2
            lines += max(-(-wide // room), 1)
        return lines
