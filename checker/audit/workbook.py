"""``audit.xlsx``: a sheet for each table, to filter and to count on."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime
from itertools import islice
from typing import IO

from checker.audit.tables import Cell, Table
from checker.rendering.width import columns
from checker.rendering.workbook_sheets import Column, Formats, Sheet, Value

# A clock of our own: the same tables give the same bytes on any day.
_CREATED = datetime(2000, 1, 1)
_WIDEST = 46
_FULL = "行数超过一张工作表的上限，其余见结果库"


def render(tables: Sequence[Table]) -> bytes:
    """The tables as an .xlsx of text and numbers only."""
    buffer = io.BytesIO()
    write(tables, buffer)
    return buffer.getvalue()


def write(tables: Sequence[Table], stream: IO[bytes]) -> None:
    """Write the .xlsx to a stream that can seek; many rows wait in temporary files meanwhile, not in memory.

    Raises ``OSError`` where stream or temporary files cannot be written.
    """
    from xlsxwriter import Workbook
    from xlsxwriter.exceptions import FileCreateError

    many = sum(len(table.rows) for table in tables) > 20_000
    settings = {
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        **({"constant_memory": True} if many else {"in_memory": True}),
    }
    book = Workbook(stream, settings)
    book.set_properties({"title": "年度报告审查结果", "author": "checker", "created": _CREATED})
    formats = Formats(book)
    for table in tables:
        heads = [Column(name, _width(table, index, name), _kind(name)) for index, name in enumerate(table.columns)]
        sheet = Sheet(book, formats, table.title.replace("/", "、")[:31], heads, _FULL)
        for row in table.rows:
            sheet.add([_value(cell) for cell in row])
        sheet.close(f"注：{table.note}" if table.note else "")
    try:
        book.close()
    except FileCreateError as error:
        # a full disk is told as one
        raise error.args[0] from None


def _kind(name: str) -> str:
    return "share" if name.endswith(("率（%）", "重合（%）", "得分", "得分中位数")) else ""


def _width(table: Table, index: int, name: str) -> int:
    """Wide enough for the head and the first hundred values, within reason."""
    seen = [columns(str(row[index])) for row in islice(table.rows, 100) if row[index] is not None]
    return min(max([columns(name) + 4, *seen]), _WIDEST)


def _value(cell: Cell) -> Value:
    return "" if cell is None else cell
