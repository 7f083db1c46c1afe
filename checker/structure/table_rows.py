"""Rows of tables read as sentences: 案卷评查 | 全年2次 names a matter in one cell and tells of it in the next."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby, pairwise

from checker.model import Paragraph, Report

_NAME = re.compile(r"(?=[^一-龥]*[一-龥]{2})[^。；！？\n]{2,24}")
_TELLS = re.compile(r"\d|[一-龥]{2}|[无未]")
_DONE = re.compile(r"已?(?:全部|全面|按期|如期)?(?:完成|落实|办结|建成|到位)[。；]")
_UNIT = re.compile(r"[（(](?:单位[：:])?([一-龥%％]{1,3})[）)]$")
_UNITS = re.compile("(?:计量)?单位")
_LONE_UNIT = re.compile("[一-龥]{1,2}")
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_CLOSED, _ENDED = "：，、", "。；！？"
# What such a column holds is no name of what the next one tells.
_APART = re.compile(r"问题|不足|短板|差距|打算|方向|要求|措施|整改|原因")


def with_rows(view: str, report: Report) -> str:
    """``view`` with a colon for the line end between a row's name and what the next cell tells of it; same length.

    The name is a row's first cell of words (not its number), short and of the same part of the report as the next:
    what a column 存在问题 holds stays apart, and what is set beside what was done. What further cells hold may be
    told of others (县委书记 | 县长). The heads, a table's first row, are no sentence.
    """
    parts: list[str] = []
    last = 0
    for cells in _rows(view, report):
        for at, (cell, after) in enumerate(pairwise(cells)):
            text = view[cell.start : cell.end]
            if _NAME.fullmatch(text) is None:
                continue
            if at + 2 < len(cells) and _counts(view, after, cells[at + 2]):
                # 行政诉讼 | 件 | 2
                parts += (view[last : cell.end], "：", view[after.start : after.end], "：")
                last = after.end + 1
                break
            if _goes_on(view, report, cell, after):
                parts += (view[last : cell.end], "：" if text[-1] not in _CLOSED else "，")
                last = cell.end + 1
                done = _DONE.match(view, last, after.end - 1)
                if done is not None:  # "已完成。公布5项": the word goes with what it sums up
                    parts += (view[last : done.end() - 1], "，")
                    last = done.end()
            break
    return "".join((*parts, view[last:])) if parts else view


def _counts(view: str, unit: Paragraph, number: Paragraph) -> bool:
    """Whether a cell is nothing but the unit of the number in the next one."""
    return (
        number.start == unit.end + 1
        and _LONE_UNIT.fullmatch(view, unit.start, unit.end) is not None
        and _NUMBER.fullmatch(view, number.start, number.end) is not None
    )


def _goes_on(view: str, report: Report, cell: Paragraph, after: Paragraph) -> bool:
    return (
        after.start == cell.end + 1
        and view[cell.end - 1] not in _ENDED
        and _TELLS.search(view, after.start, after.end) is not None
        and report.role_at(cell.start) == report.role_at(after.start)
    )


def _rows(view: str, report: Report) -> Iterator[list[Paragraph]]:
    """The rows below the heads of the report's tables, as cells from left to right.

    Not the cells under heads of what lacks, is asked or lies ahead; a task whose outcome is open is a part of its own.
    """
    blocks = report.clean.document.blocks
    placed = [
        (place, paragraph)
        for paragraph in report.paragraphs
        if paragraph.kind == "cell" and (place := blocks[paragraph.block].location.cell) is not None
    ]
    for _, cells in groupby(placed, key=lambda item: item[0][0]):
        apart: set[int] = set()
        for row, line in groupby(cells, key=lambda item: item[0][1]):
            if row == 1:
                apart = {place[2] for place, cell in line if _APART.search(view, cell.start, cell.end)}
            else:
                yield [cell for place, cell in line if place[2] not in apart]


def units_of_cells(report: Report) -> dict[int, str]:
    """The unit of each bare number that fills a cell, by the cell's start.

    From the brackets behind the row's name or the column's head (“受理（件）”, “单位：万元”), or from a cell of the row
    under the head 单位.
    """
    view = report.folded
    blocks = report.clean.document.blocks
    placed = [
        (place, paragraph)
        for paragraph in report.paragraphs
        if paragraph.kind == "cell" and (place := blocks[paragraph.block].location.cell) is not None
    ]
    units: dict[int, str] = {}
    for _, cells in groupby(placed, key=lambda item: item[0][0]):
        heads: dict[int, str] = {}
        column_of_units = 0
        for row, line in groupby(cells, key=lambda item: item[0][1]):
            held = [(place[2], cell, view[cell.start : cell.end].strip()) for place, cell in line]
            if row == 1:
                heads = {column: found[1] for column, _, text in held if (found := _UNIT.search(text))}
                column_of_units = next((column for column, _, text in held if _UNITS.fullmatch(text)), 0)
                continue
            named = next((found[1] for _, _, text in held if (found := _UNIT.search(text))), "")
            listed = next((text for column, _, text in held if column == column_of_units), "")
            for column, cell, text in held:
                unit = named or listed or heads.get(column, "")
                if unit and _NUMBER.fullmatch(text):
                    units[cell.start] = unit
    return units
