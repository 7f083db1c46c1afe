"""The tables of a report as grids of cells, each with its text and its place in ``report.text``."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from checker.model import OffsetMap, Report
from checker.text.fold import fold

_VALUE = re.compile(r"[—+]?\d[\d,，]*(?:\.\d+)?")
_MARK = re.compile(r"[—/\\＊*×xX]+|无|／+|N/A|n/a")
_NUMBER = re.compile(
    r"^(?:[（(]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[）)、．.，]+(?!\d)|[①②③④⑤⑥⑦⑧⑨⑩]|其中[：:，]?)+"
)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell, or a word of a line that once was one. ``text`` is folded and without white space.

    ``start``/``end`` are in ``report.text``; both -1 where cleaning took the cell out. ``column`` is that of
    the grid, from 1; 0 where there is no grid.
    """

    text: str
    start: int
    end: int
    column: int = 0

    @property
    def is_number(self) -> bool:
        return _VALUE.fullmatch(self.text) is not None

    @property
    def is_mark(self) -> bool:
        """A dash, a stroke or the like, which stands for no number."""
        return not self.is_number and _MARK.fullmatch(self.text) is not None

    @property
    def value(self) -> float:
        """The number; only where :attr:`is_number`."""
        return float(self.text.replace("—", "-").replace(",", "").replace("，", ""))

    @property
    def label(self) -> str:
        """The text without its ordinal: 1.属于国家秘密 is 属于国家秘密."""
        return _NUMBER.sub("", self.text)


Row = tuple[Cell, ...]


def rows_of_tables(report: Report) -> list[list[Row]]:
    """The tables of the report in order, each as rows of the cells that hold text, from left to right.

    Columns are those of the table's grid, so a merged cell stands where it begins.
    """
    placed = [(*cell, start, end) for cell, start, end in _cells(report)]
    tables: list[list[Row]] = []
    for _, own in groupby(sorted(placed, key=lambda item: item[0]), key=lambda item: item[0]):
        ordered = sorted(own, key=lambda item: (item[1], item[2], item[3]))
        tables.append(
            [
                tuple(_joined(report, list(pieces)) for _, pieces in groupby(row, key=lambda item: item[2]))
                for _, row in groupby(ordered, key=lambda item: item[1])
            ]
        )
    return tables


def words_of_lines(report: Report) -> Iterator[Cell]:
    """The words of a text between white space and bars, in order: what cells become where a table was lost."""
    raw = report.clean.document.raw
    low, high = _bounds(report)
    for match in re.compile(r"[^\s|　]+").finditer(raw, low, high):
        start, end = _place(report, match.start(), match.end())
        yield Cell(_plain(match[0]), start, end)


def _cells(report: Report) -> Iterator[tuple[tuple[int, int, int], int, int]]:
    """(table, row, column) and range in the source of every block of the report that stands in a table."""
    blocks = report.clean.document.blocks
    low, high = _bounds(report)
    for block in blocks[bisect_left(blocks, low, key=lambda b: b.end) :]:
        if block.start >= high:
            return
        if block.kind == "cell" and block.location.cell is not None:
            yield block.location.cell, block.start, block.end


def _joined(report: Report, pieces: list[tuple[int, int, int, int, int]]) -> Cell:
    """A cell of one or several paragraphs; a head set upright has one for each character."""
    raw = report.clean.document.raw
    text = "".join(_plain(raw[start:end]) for _, _, _, start, end in pieces)
    start, end = _place(report, pieces[0][3], pieces[-1][4])
    return Cell(text, start, end, pieces[0][2])


def _plain(text: str) -> str:
    return re.sub(r"[\s\u200b\ufeff]+", "", fold(text))


def _bounds(report: Report) -> tuple[int, int]:
    """The range of the source that the report was made of."""
    origin, text = report.clean.origin, report.text
    if not text:
        return 0, 0
    return origin.back_range(report.document_start, report.document_start + len(text))


def _place(report: Report, start: int, end: int) -> tuple[int, int]:
    """A range of the source in ``report.text``, without white space at its ends; (-1, -1) if it was taken out."""
    raw, origin = report.clean.document.raw, report.clean.origin
    while start < end and raw[start].isspace():
        start += 1
    while end > start and raw[end - 1].isspace():
        end -= 1
    if start == end:
        return -1, -1
    first, last = _forward(origin, start), _forward(origin, end - 1)
    low, high = first - report.document_start, last + 1 - report.document_start
    return (low, high) if first >= 0 and last >= first and 0 <= low < high <= len(report.text) else (-1, -1)


def _forward(origin: OffsetMap, offset: int) -> int:
    """Where a character of the source stands in the clean text; -1 where it was dropped."""
    piece = bisect_right(origin.origins, offset) - 1
    if piece < 0:
        return -1
    place = origin.starts[piece] + offset - origin.origins[piece]
    last = origin.starts[piece + 1] if piece + 1 < len(origin.starts) else None
    return place if last is None or place < last else -1
