"""Totals of tables: a column of counts against its cell in the row 合计.

Only a plain table is held to its total: one row of totals, first or last of the rows with figures, no subtotals,
no rows that belong to others. A column of rates, years or ranks has no sum. A total that is far from the sum
is only shown where another column of the table adds up; else the rows may not be parts at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from checker.rules.context import Context
from checker.rules.defects.numbers_common import plain
from checker.rules.grids import Cell, Row, rows_of_tables

Judged = tuple[int, int, str]
"""Start, end and message of a total's cell; the message is empty where it holds."""

_TOTAL = re.compile(r"(?:合|总|共)计|总数")
_NOT_PARTS = re.compile(r"小计|其中|同比|环比|上年|去年|同期|增减|增长|平均|占|率|备注|说明|注[：:]")
_NO_SUM = re.compile(
    r"率|占|比|%|％|平均|人均|序号|排名|名次|(?<!\d)年度?$|年份|时间|日期|得分|分数|编号|同期|上年|去年"
)
_ORDINAL = re.compile(
    r"(?P<han>[一二三四五六七八九十]+[、.．])|(?P<bracket>[（(][一二三四五六七八九十\d]+[）)])|(?P<digit>\d+[、.．])"
)
_FEWEST = 2


def totals(context: Context) -> Iterator[Judged]:
    """What each total of the report's tables comes to, in text order."""
    for rows in rows_of_tables(context.report):
        yield from _table(rows)


def _table(rows: Sequence[Row]) -> Iterator[Judged]:
    figured = [row for row in rows if any(cell.is_number for cell in row[1:])]
    sums = [row for row in figured if _TOTAL.fullmatch(row[0].text)]
    if len(sums) != 1 or sums[0] not in (figured[0], figured[-1]):
        return
    parts = [row for row in figured if row is not sums[0]]
    if len(parts) < _FEWEST or any(_NOT_PARTS.search(cell.text) for row in parts for cell in row if not cell.is_number):
        return
    if len({_class(row) for row in parts}) > 1:
        return
    heads = rows[: rows.index(figured[0])]
    found = [
        (cell, together)
        for cell in sums[0][1:]
        if cell.is_number and cell.start >= 0 and (together := _sum(cell, parts, heads)) is not None
    ]
    held = [cell for cell, together in found if _holds(cell, together, len(parts))]
    for cell, together in found:
        told = _value(cell)
        if cell in held:
            yield cell.start, cell.end, ""
        elif held or abs(told - together) * 2 < told:
            name = _head(cell, heads)
            where = f"“{name}”一列" if name else "这一列"
            yield (
                cell.start,
                cell.end,
                f"表中{where}各行相加为{plain(together)}，合计写的是{plain(told)}，两者不一致，请核对。",
            )


def _class(row: Row) -> str:
    """How a row is numbered: rows numbered in two ways stand on two levels."""
    ordinal = _ORDINAL.match(row[0].text)
    return (ordinal.lastgroup or "") if ordinal else ""


def _sum(total: Cell, parts: Sequence[Row], heads: Sequence[Row]) -> Decimal | None:
    """What the column of ``total`` adds up to; ``None`` where it is none of counts, or not of figures alone."""
    if any(_NO_SUM.search(cell.text) for row in heads for cell in row if cell.column == total.column):
        return None
    cells = [cell for row in parts for cell in row[1:] if cell.column == total.column]
    if any(not (cell.is_number or cell.is_mark) for cell in cells):
        return None
    figures = [_value(cell) for cell in cells if cell.is_number]
    return sum(figures, Decimal(0)) if len(figures) >= _FEWEST else None


def _holds(total: Cell, together: Decimal, parts: int) -> bool:
    """Whether the total is the sum; of rounded figures as near as their rounding lets it be."""
    places = len(total.text.partition(".")[2])
    slack = Decimal(parts) / 2 * Decimal(10) ** -places if places else Decimal(0)
    return abs(_value(total) - together) <= slack


def _head(total: Cell, heads: Sequence[Row]) -> str:
    """The nearest head above the column."""
    return next((cell.text for row in reversed(heads) for cell in row if cell.column == total.column), "")


def _value(cell: Cell) -> Decimal:
    return Decimal(cell.text.replace("—", "-").replace(",", "").replace("，", ""))
