"""How a text was wrapped: at which width, how strictly, and what blank lines and indents mean in it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from checker.text import openers
from checker.text.lines import Line, width

_TOKEN = re.compile(r"[0-9A-Za-z][0-9A-Za-z.,%/:\-]*")
_MIN_WIDTH = 10
_MIN_LINES = 4
_SLACK = 4
_PROSE = 30  # a heading without a number is rarely as long
_STOPPED = 0.75
_PAGE_WIDE = 52  # columns of a printed line of 26 characters
FREE_KINDS = frozenset({"paragraph", "list-item"})


@dataclass(frozen=True, slots=True)
class Wrap:
    """How lines were wrapped.

    ``columns`` is the width, 0 where there is no one width; ``counted`` means characters, else columns on
    paper (a Chinese character takes two) with ``tolerance``. ``ragged`` texts are cut at no constant width.
    ``indented``: paragraphs begin with an indent. ``blank_lines`` is the count of blank lines between *any*
    two lines (1 in a text with doubled breaks). ``standalone`` are the kinds of enumerator whose headings
    stand on lines of their own; told only where there is a width. ``stopped`` texts are not wrapped, and their
    paragraphs end with a mark: a long line without one was broken by accident.
    """

    columns: int = 0
    tolerance: int = 0
    counted: bool = False
    ragged: bool = False
    indented: bool = False
    blank_lines: int = 0
    standalone: frozenset[str] = frozenset()
    stopped: bool = False

    def is_full(self, line: Line, following: Line, begins: bool) -> bool:
        """True where the first unit of ``following`` would not have fitted behind ``line``.

        ``begins``: ``line`` is the first of its paragraph; a reader may have dropped its indent.
        """
        if not self.columns:
            return False
        if self.counted:
            return len(line.text) + line.lead >= self.columns
        token = _TOKEN.match(following.text)
        unit = len(token.group()) if token else 2
        allowance = self.tolerance + (4 if begins and line.indent == 0 and self.tolerance else 0)
        return line.columns + line.indent + unit + allowance > self.columns


def measure(lines: Sequence[Line], trusted: bool) -> Wrap:
    """How ``lines`` were wrapped. ``trusted`` texts (txt, pdf) may be wrapped; others must show it plainly."""
    free = [line for line in lines if line.kind in FREE_KINDS]
    if len(free) < 2:
        return Wrap()
    blank = 1 if sum(line.gap >= 1 for line in free[1:]) >= 0.9 * (len(free) - 1) else 0
    broken = [not openers.ends_clause(line.text) and not openers.is_heading_like(line.text) for line in free]
    columns, tolerance, counted = _columns(free, broken, trusted)
    ragged = not columns and trusted and _is_ragged(free, broken)
    indents = sum(line.indent >= 3 for line in free)
    indented = bool(columns or ragged) and 3 <= indents < 0.8 * len(free)
    # only lines that may be full ask for it, and without a width none is
    standalone = _standalone(free, columns, counted) if columns else frozenset[str]()
    stopped = not columns and not ragged and _is_stopped(free)
    return Wrap(columns, tolerance, counted, ragged, indented, blank, standalone, stopped)


def _is_stopped(lines: Sequence[Line]) -> bool:
    prose = [line.text for line in lines if len(line.text) >= _PROSE and not openers.is_heading_like(line.text)]
    return len(prose) >= _MIN_LINES and sum(map(openers.ends_clause, prose)) >= _STOPPED * len(prose)


def _is_ragged(lines: Sequence[Line], broken: Sequence[bool]) -> bool:
    prose = [cut for line, cut in zip(lines, broken, strict=True) if len(line.text) >= 12]
    cut_at = [len(line.text) for line, cut in zip(lines, broken, strict=True) if cut and len(line.text) >= 12]
    whole = [len(line.text) for line, cut in zip(lines, broken, strict=True) if not cut and len(line.text) >= 12]
    # Lines without an end mark that are far shorter than the others are headings.
    if cut_at and whole and 2 * median(cut_at) < median(whole):
        return False
    return (
        len(prose) >= _MIN_LINES
        and sum(prose) >= 0.45 * len(prose)
        and sum(len(line.text) for line in lines) < 90 * len(lines)
    )


def _columns(lines: Sequence[Line], broken: Sequence[bool], trusted: bool) -> tuple[int, int, bool]:
    """(columns, tolerance, counted), or zeros: one width that most lines fill and hardly any exceeds."""
    if len(lines) < _MIN_LINES:
        columns = _few(lines, broken) if trusted else 0
        return columns, 2 if columns else 0, False
    share = 0.3 if trusted else 0.5
    sizes = [len(line.text) + line.lead for line in lines]
    columns, covered = _peak(sizes, 0)
    if columns >= _MIN_WIDTH // 2 and _is_wrapped(sizes, broken, (columns, columns), share, 0):
        return columns, 0, True
    sizes = [line.columns + line.indent for line in lines]
    columns, covered = _peak(sizes, _SLACK)
    if columns >= _MIN_WIDTH and _is_wrapped(sizes, broken, (columns - _SLACK, columns + 2), share, 2):
        top = Counter(sizes)
        exact = top[columns] + top[columns - 1] >= 0.97 * covered
        return columns, 0 if exact else 2, False
    return 0, 0, False


def _peak(sizes: Sequence[int], slack: int) -> tuple[int, int]:
    """(size, lines covered) of the window ``[size - slack, size]`` that holds most lines; wide ones win ties."""
    count = dict(Counter(sizes))  # a plain one: asking a Counter for what it lacks is slow
    lines_of = count.get
    best, covered = 0, 0
    for size in sorted(count):
        cover = sum([lines_of(held, 0) for held in range(size - slack, size + 1)])
        if cover >= covered and size >= _MIN_WIDTH // 2:
            best, covered = size, cover
    # a mark may hang over the edge: the edge itself is where many lines end
    most = max([lines_of(best - back, 0) for back in range(slack + 1)])
    edge = next((best - back for back in range(slack + 1) if lines_of(best - back, 0) * 4 >= most), best)
    return edge, covered


def _is_wrapped(
    sizes: Sequence[int], broken: Sequence[bool], window: tuple[int, int], share: float, beyond: int
) -> bool:
    low, high = window
    filling = [cut for cut, size in zip(broken, sizes, strict=True) if low <= size <= high]
    over = sum(size > high + beyond for size in sizes)
    limit = 0.02 if low == high else 0.1
    return len(filling) >= share * len(sizes) and over <= limit * len(sizes) and sum(filling) >= 0.5 * len(filling)


def _few(lines: Sequence[Line], broken: Sequence[bool]) -> int:
    """Two or three lines: wrapped where all but the last are cut in a sentence and equally wide."""
    first = lines[0].text
    if width(first) < _PAGE_WIDE and not any(mark in first for mark in "，、；。：“《（"):
        return 0  # a heading above its paragraph
    widths = [line.columns + line.indent for line in lines]
    equal = max(widths) - min(widths[:-1]) <= 2 and widths[-1] <= widths[0] + 2
    return max(widths) if all(broken[:-1]) and equal and 24 <= max(widths) <= 160 else 0


def _standalone(lines: Sequence[Line], columns: int, counted: bool) -> frozenset[str]:
    """Kinds of enumerator whose headings mostly fill a line of their own, with no sentence behind."""
    alone: Counter[str] = Counter()
    run_in: Counter[str] = Counter()
    for line in lines:
        kind = openers.opener_kind(line.text)
        if not kind:
            continue
        size = len(line.text) + line.lead if counted else line.columns + line.indent
        if "。" in line.text:
            run_in[kind] += 1
        elif size < columns - _SLACK:
            alone[kind] += 1
    return frozenset(kind for kind in alone if alone[kind] >= 2 * run_in[kind])
