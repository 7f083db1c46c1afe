"""Rates in tables, beside the columns they are made of (合格率, 占比, 同比) or below the rows.

What a column of rates is made of is not told; it is found: the columns (or the whole row) from which at least two
rows, and more than not, come out as told. Only then is a row that does not a defect. A row 按期办结率 below the rows
受理 and 按期办结 says itself what it is made of. What no relation explains is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from checker.rules.context import Context
from checker.rules.defects.numbers_changes import Change
from checker.rules.defects.numbers_common import plain, rate_fits, shown
from checker.rules.grids import Cell, Row, rows_of_tables

_PERCENT = re.compile(r"(?P<sign>[—+])?(?P<value>\d[\d,，]*(?:\.(?P<places>\d+))?)[%％]?")
_RATE = re.compile(r"率(?:（?%）?)?$|占比|比例|比重|所占")
_CHANGE = re.compile("同比|环比|增长|增减|增幅|降幅|变化|比上年|较上年")
_BEFORE = re.compile("上年|去年|上一年|同期|上期|(?P<year>20\\d\\d)年?")
_NOW = re.compile("本年|今年|当年|本期|(?P<year>20\\d\\d)年?")
_UNIT = re.compile(r"（[^（）]{1,4}）$")
_WHOLE = re.compile("受理|收到|接收|总|应|共|参加|抽[查检取]|申请")
_TOTAL = re.compile(r"(?:合|总|共)计|总数|全部")
_FEWEST = 2


@dataclass(frozen=True, slots=True)
class _Made:
    """A rate's row with what it is made of: part and whole as (least, most), and how both are shown."""

    cell: Cell
    part: tuple[float, float]
    whole: tuple[float, float]
    shown: str


def rates_in_tables(context: Context) -> Iterator[Change]:
    """What each rate of a column comes to, in text order; the message is empty where it holds."""
    for rows in rows_of_tables(context.report):
        yield from _below_their_counts(rows, context.report.text)
        figured = [row for row in rows if sum(_percent(cell) is not None for cell in row[1:]) > 1]
        if len(figured) < _FEWEST:
            continue
        heads = rows[: rows.index(figured[0])]
        names = {cell.column: cell.text for row in heads for cell in row}
        for column in sorted({cell.column for row in figured for cell in row[1:]}):
            name = names.get(column, "")
            if _CHANGE.search(name):
                yield from _judged(_changes(figured, column, names, context.report.identity.year), context.report.text)
            elif _RATE.search(name):
                for found in _readings(figured, column, names):
                    judged = list(_judged(found, context.report.text))
                    if judged:
                        yield from judged
                        break


def _below_their_counts(rows: Sequence[Row], text: str) -> Iterator[Change]:
    """The rates in rows of their own, against the two rows of counts that stand right above."""
    for first, second, row in zip(rows, rows[1:], rows[2:], strict=False):
        name, part, whole = (_UNIT.sub("", one[0].text) for one in (row, second, first))
        if (
            not name.endswith("率")
            or re.sub("(?:件|人|次)?数$|量$", "", part) != name[:-1]
            or not _same_units(first, second)
        ):
            continue
        if not _WHOLE.search(whole) and not (len(whole) > 2 and whole[:2] == part[:2]):
            continue
        of = [_made(cell, _at(second, cell.column), _at(first, cell.column)) for cell in row[1:]]
        yield from _told([made for made in of if made is not None], text)


def _same_units(one: Row, other: Row) -> bool:
    units = [_UNIT.search(row[0].text) for row in (one, other)]
    return (units[0][0] if units[0] else "") == (units[1][0] if units[1] else "")


def _judged(made: Sequence[_Made], text: str) -> Iterator[Change]:
    """The rows of one reading of a column; none where too few come out as told."""
    fits = sum(map(_fits, made))
    if fits >= _FEWEST and fits * 2 > len(made):
        yield from _told(made, text)


def _told(made: Iterable[_Made], text: str) -> Iterator[Change]:
    for one in made:
        if one.cell.start < 0:
            continue
        holds = _fits(one)
        told = _percent(one.cell)
        assert told is not None
        share = 100 * one.part[0] / one.whole[0]
        printed = text[one.cell.start : one.cell.end].strip()
        message = f"{one.shown}＝{shown(share, told[1])}，表中写的是{printed}，两者不一致，请核对。"
        yield Change(one.cell.start, one.cell.end, "" if holds else message)


def _fits(made: _Made) -> bool:
    told = _percent(made.cell)
    return told is not None and rate_fits(made.part, made.whole, told[0], told[1])


def _changes(rows: Sequence[Row], column: int, names: dict[int, str], year: int | None) -> list[_Made]:
    """Rows of the reading (this year − last year) ÷ last year; none where the heads do not name both."""
    now = [at for at, name in names.items() if at != column and _is_year(_NOW, name, year)]
    before = [at for at, name in names.items() if at != column and _is_year(_BEFORE, name, year and year - 1)]
    if len(now) != 1 or len(before) != 1 or now == before:
        return []
    made = []
    for row in rows:
        at = {cell.column: cell for cell in row[1:]}
        cell, this, last = at.get(column), at.get(now[0]), at.get(before[0])
        if cell is None or this is None or last is None or _percent(cell) is None:
            continue
        if not (this.is_number and last.is_number) or last.value <= 0 or this.text.startswith("—"):
            continue
        rise = this.value - last.value
        if cell.text.startswith("—" if rise > 0 else "+") and rise:
            continue  # the direction is told otherwise: numbers alone do not say which of the two is meant
        low, high = _bounds(this)
        least, most = _bounds(last)
        ends = sorted((abs(low - most), abs(high - least)))
        if low < most and high > least and rise == 0:
            ends = [0.0, ends[1]]
        how = f"（{plain(this.value)}－{plain(last.value)}）÷{plain(last.value)}"
        if rise < 0:
            how = f"（{plain(last.value)}－{plain(this.value)}）÷{plain(last.value)}"
        made.append(_Made(cell, (ends[0], ends[1]), (least, most), how))
    return made


def _is_year(words: re.Pattern[str], name: str, year: int | None) -> bool:
    found = words.search(name)
    return found is not None and not _CHANGE.search(name) and (not found["year"] or int(found["year"]) == year)


def _readings(rows: Sequence[Row], column: int, names: dict[int, str]) -> Iterator[list[_Made]]:
    """What a column of shares may be made of: one column of counts over another, or over its own whole."""
    stem = re.sub(r"（.*|率.*|占比.*|比例.*|%", "", names[column])
    counts = [at for at in names if at != column and not _RATE.search(names[at]) and not _CHANGE.search(names[at])]
    of = [at for at in counts if stem and stem in names[at]] or counts
    for part in of:
        for whole in counts:
            if whole != part:
                yield _rows_made(rows, column, part, lambda row, at=whole: _at(row, at))  # type: ignore[misc]
        total = next((row for row in rows if _is_whole(row, column)), None)
        if total is not None:
            yield _rows_made(rows, column, part, lambda row, total=total, at=part: _at(total, at))  # type: ignore[misc]


def _rows_made(rows: Sequence[Row], column: int, part: int, whole_of: Callable[[Row], Cell | None]) -> list[_Made]:
    found = [_made(_at(row, column), _at(row, part), whole_of(row)) for row in rows]
    return [made for made in found if made is not None]


def _made(rate: Cell | None, part: Cell | None, whole: Cell | None) -> _Made | None:
    """The rate as a share of ``whole``; ``None`` where one is missing, or no share."""
    if rate is None or part is None or whole is None or _percent(rate) is None:
        return None
    if not (part.is_number and whole.is_number and 0 <= part.value <= whole.value and whole.value > 0):
        return None
    return _Made(rate, _bounds(part), _bounds(whole), f"{plain(part.value)}÷{plain(whole.value)}")


def _is_whole(row: Row, column: int) -> bool:
    """Whether a row is the whole that the others are shares of."""
    cell = _at(row, column)
    told = _percent(cell) if cell is not None else None
    return (told is not None and told[0] == 100) or _TOTAL.fullmatch(row[0].text) is not None


def _at(row: Row, column: int) -> Cell | None:
    return next((cell for cell in row[1:] if cell.column == column), None)


def _percent(cell: Cell) -> tuple[Decimal, int] | None:
    """(amount, decimals) of a number or percentage, without its sign."""
    found = _PERCENT.fullmatch(cell.text)
    return (Decimal(re.sub("[,，]", "", found["value"])), len(found["places"] or "")) if found else None


def _bounds(cell: Cell) -> tuple[float, float]:
    """What a figure may have been before it was rounded; a whole number is exact."""
    places = len(cell.text.partition(".")[2])
    slack = 0.5 * 10.0**-places if places else 0.0
    return cell.value - slack, cell.value + slack
