"""Tables that were copied into plain text with nothing but spaces between their cells.

“项目 2023年 2022年 同比” over “立案（件） 387 352 +9.9%”: a row is a name and figures; rows one below another with as
many cells are a table, and so is the line of heads above them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_BLANK = " \u3000\xa0"
_UNIT = "[万亿]?[件人次个部户家起条项元份场卷台批名期本处宗篇卡辆艘吨公斤]{1,3}"
_FIGURE = rf"[+＋\-－–]?\d[\d.,]*(?:[%％‰]|个?百分点|{_UNIT})?"
_CELL = rf"(?:{_FIGURE}|[-—－–/]{{1,2}}|无)"
_ROW = re.compile(
    rf"^[{_BLANK}\t]*(?:\d{{1,3}}[{_BLANK}]+)?[^\s\d。；;，：“”•●★◆■▲○－—+*#>-][^\s。；;，]{{0,40}}(?:[{_BLANK}]+{_CELL}){{1,8}}"
    rf"[{_BLANK}]*$",
    re.MULTILINE,
)
_TOKEN = re.compile(rf"[^{_BLANK}\t]+")
_IS_FIGURE = re.compile(_FIGURE)
_STOPS = re.compile("[。；;，：？！]")
_LONGEST_HEAD = 20
_FEWEST_ROWS = 2
_FEWEST_CELLS = 3
_FEWEST_NARROW = 3
"""Rows of two cells."""

Cells = list[tuple[int, int]]


def may_hold_rows(text: str) -> bool:
    """Whether any line of ``text`` looks like a row."""
    return _ROW.search(text) is not None


def is_row(line: str) -> bool:
    """Whether a line could be a row below a table's heads: a name and figures."""
    return _ROW.match(line) is not None


def spaced_rows(lines: Sequence[str]) -> dict[int, Cells]:
    """The cells (half-open, in the line) of the rows among ``lines``, by index."""
    found: dict[int, Cells] = {}
    run: list[tuple[int, Cells]] = []
    for index, line in enumerate([*lines, ""]):
        cells = _cells(line) if _ROW.match(line) else []
        if run and len(cells) == len(run[-1][1]):
            run.append((index, cells))
            continue
        found |= _table(lines, run)
        run = [(index, cells)] if cells else []
    return found


def _table(lines: Sequence[str], run: Sequence[tuple[int, Cells]]) -> dict[int, Cells]:
    if not run:
        return {}
    first, cells = run[0]
    head = _head(lines[first - 1], len(cells)) if first else []
    # a name and one figure is also how short lines are written: only several under a head are a table
    narrow = len(cells) < _FEWEST_CELLS
    if len(run) < (_FEWEST_NARROW if narrow else _FEWEST_ROWS) or (narrow and not head):
        return {}
    return ({first - 1: head} if head else {}) | dict(run)


def _head(line: str, count: int) -> Cells:
    """The cells of a line of heads: as many short words as the rows have cells, no figures but years."""
    cells = _cells(line)
    words = [line[start:end] for start, end in cells]
    fits = len(cells) == count and not _STOPS.search(line) and all(len(word) <= _LONGEST_HEAD for word in words)
    plain = not any(_IS_FIGURE.fullmatch(word) and not re.fullmatch(r"20\d\d", word) for word in words)
    return cells if fits and plain else []


def _cells(line: str) -> Cells:
    return [(token.start(), token.end()) for token in _TOKEN.finditer(line)]
