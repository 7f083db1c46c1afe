"""Rows of tables read as sentences: 案卷评查 | 全年2次 names a matter in one cell and tells of it in the next."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby, pairwise

from checker.model import Paragraph, Report

_NAME = re.compile(r"(?=[^一-龥]*[一-龥]{2})[^。；！？\n]{2,24}")
_TELLS = re.compile(r"\d|[一-龥]{2}|[无未]")
_DONE = re.compile(r"已?(?:全部|全面|按期|如期)?(?:完成|落实|办结|建成|到位)[。；]")
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
        for cell, after in pairwise(cells):
            text = view[cell.start : cell.end]
            if _NAME.fullmatch(text) is None:
                continue
            if _goes_on(view, report, cell, after):
                parts += (view[last : cell.end], "：" if text[-1] not in _CLOSED else "，")
                last = cell.end + 1
                done = _DONE.match(view, last, after.end - 1)
                if done is not None:  # "已完成。公布5项": the word goes with what it sums up
                    parts += (view[last : done.end() - 1], "，")
                    last = done.end()
            break
    return "".join((*parts, view[last:])) if parts else view


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
