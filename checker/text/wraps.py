"""Which lines belong to one paragraph: how wide the text was wrapped, and what each line's ends say."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from checker.text import openers
from checker.text.lines import Line, width

_TOKEN = re.compile(r"[0-9A-Za-z][0-9A-Za-z.,%/:\-]*")
_MIN_WIDTH = 10
_MIN_LINES = 4
_SLACK = 4
_STUMP = 8
_FREE_KINDS = frozenset({"paragraph", "list-item"})


@dataclass(frozen=True, slots=True)
class Wrap:
    """How a text was wrapped: columns, tolerance, and what blank lines and indents mean in it.

    ``columns`` is 0 where it was not wrapped at one width. ``ragged`` texts are cut at no constant width.
    ``blank_lines`` is the count of blank lines between *any* two lines (1 in a text with doubled breaks).
    """

    columns: int = 0
    tolerance: int = 0
    ragged: bool = False
    indented: bool = False
    blank_lines: int = 0


def measure(lines: Sequence[Line], trusted: bool) -> Wrap:
    """How ``lines`` were wrapped. ``trusted`` texts (txt, pdf) may be wrapped; others must show it plainly."""
    free = [line for line in lines if line.kind in _FREE_KINDS]
    if len(free) < 2:
        return Wrap()
    blank = 1 if sum(line.gap >= 1 for line in free[1:]) >= 0.9 * (len(free) - 1) else 0
    broken = [not openers.ends_clause(line.text) and not openers.is_heading_like(line.text) for line in free]
    columns, tolerance = _columns(free, broken, trusted)
    prose = [(line, cut) for line, cut in zip(free, broken, strict=True) if len(line.text) >= 12]
    ragged = bool(
        not columns
        and trusted
        and len(prose) >= _MIN_LINES
        and sum(cut for _, cut in prose) >= 0.45 * len(prose)
        and sum(len(line.text) for line in free) < 90 * len(free)
    )
    indents = sum(line.indent >= 3 for line in free)
    indented = 0.02 * len(free) + 1 < indents < 0.8 * len(free) or (bool(columns) and indents >= 3)
    return Wrap(columns, tolerance, ragged, indented and bool(columns or ragged), blank)


def _columns(lines: Sequence[Line], broken: Sequence[bool], trusted: bool) -> tuple[int, int]:
    """(columns, tolerance), or (0, 0): one width that most lines fill and hardly any exceeds."""
    widths = [width(line.text) + line.indent for line in lines]
    count = Counter(widths)
    total = len(lines)
    if total < _MIN_LINES:
        return _few(lines, widths, broken) if trusted else (0, 0)
    best, covered = 0, 0
    for columns in sorted(count):
        cover = sum(count[columns - back] for back in range(_SLACK + 1))
        if columns >= _MIN_WIDTH and cover >= covered:
            best, covered = columns, cover
    over = sum(number for columns, number in count.items() if columns > best + 2)
    filling = [cut for cut, columns in zip(broken, widths, strict=True) if best - _SLACK <= columns <= best + 2]
    share = 0.3 if trusted else 0.5
    if covered < share * total or over > 0.1 * total or sum(filling) < 0.55 * len(filling):
        return 0, 0
    exact = max(count[best], count[best - 1] + count[best])
    return best, 0 if exact >= 0.85 * covered else 2


def _few(lines: Sequence[Line], widths: Sequence[int], broken: Sequence[bool]) -> tuple[int, int]:
    """Two or three lines: wrapped where all but the last are cut and equally wide."""
    if all(broken[:-1]) and max(widths) - min(widths[:-1]) <= 2 and max(widths) >= 24 and widths[-1] <= widths[0] + 2:
        longest = max(len(line.text) for line in lines)
        return (max(widths), 2) if longest <= 80 else (0, 0)
    return 0, 0


def joins(above: Line, below: Line, wrap: Wrap, begins: bool) -> bool:
    """True where ``below`` continues the paragraph of ``above``; ``begins``: ``above`` is its first line."""
    if above.kind not in _FREE_KINDS or above.level is not None or below.level is not None:
        return False
    if below.kind not in _FREE_KINDS or (below.kind == "list-item" and below.block != above.block):
        return False
    if below.mended:
        ended = openers.ends_sentence(above.text) or openers.opens_strongly(below.text)
        # a mark cuts at any character, so a short stump (三是强|化…) is no heading
        stump = openers.is_heading_like(above.text) and len(above.text) < _STUMP
        return not ended and (stump or not _is_set_apart(above))
    if below.soft and not wrap.columns:
        return not openers.is_opener(below.text) and not _is_set_apart(above)
    head, tail = below.text, above.text
    if openers.opens_strongly(head) or _stands_alone(above, below):
        return False
    full = _is_full(above, below, wrap, begins)
    if below.gap > wrap.blank_lines:
        return full and _runs_on(tail, head) and not (wrap.indented and below.indent >= 3)
    if openers.opens_weakly(head):
        return full and tail[-1] in "，、,（(《“"
    if wrap.indented and below.indent >= 3 and above.indent < below.indent + 3 and not _runs_on(tail, head):
        return False
    if full:
        return not (wrap.indented and below.indent >= 3)
    return _runs_on(tail, head) or _is_cut_sentence(above, below, wrap)


def _is_full(above: Line, below: Line, wrap: Wrap, begins: bool) -> bool:
    """True where the first unit of ``below`` would not have fitted into the line above."""
    if not wrap.columns:
        return False
    token = _TOKEN.match(below.text)
    unit = len(token.group()) if token else 2
    # a reader may have dropped the indent of a paragraph's first line
    allowance = wrap.tolerance + (4 if begins and above.indent == 0 and wrap.tolerance else 0)
    return width(above.text) + above.indent + unit + allowance > wrap.columns


def _runs_on(tail: str, head: str) -> bool:
    """True where the marks themselves show that a sentence was cut between the two."""
    if head[0] in openers.CANNOT_START:
        return True
    if tail[-1] in "，、,（(《“‘「『〈〔【":
        return True
    return any(tail.rfind(opening) > tail.rfind(closing) for opening, closing in ("《》", "（）", "“”"))


def _is_cut_sentence(above: Line, below: Line, wrap: Wrap) -> bool:
    """In a wrapped text, a short line that ends in the middle of a sentence (a page or a column ended)."""
    if not (wrap.ragged or wrap.columns) or openers.ends_clause(above.text):
        return False
    if _is_set_apart(above) or openers.is_signature_like(below.text):
        return False
    if wrap.ragged:
        return len(above.text) >= 8
    return any(mark in above.text for mark in "，。,；") and width(above.text) > 0.6 * wrap.columns


def _is_set_apart(line: Line) -> bool:
    text = line.text
    return (
        openers.is_heading_like(text)
        or openers.is_title_like(text)
        or openers.is_signature_like(text)
        or openers.is_addressee_like(text)
    )


def _stands_alone(above: Line, below: Line) -> bool:
    """Title before addressee, organ before date, closing formulas: never run together."""
    tail, head = above.text, below.text
    if openers.DATE_LINE.fullmatch(tail) or openers.DATE_LINE.fullmatch(head):
        return True
    if openers.CLOSING_LINE.match(head) or openers.CLOSING_LINE.fullmatch(tail.rstrip("。.")):
        return True
    if openers.is_title_like(tail) and (openers.is_addressee_like(head) or openers.is_title_like(head)):
        return True
    return openers.is_addressee_like(tail) and len(tail) <= 30
