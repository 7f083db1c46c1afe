"""Which lines belong to one paragraph: what the wrap and the ends of each line say."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import groupby

from checker.text import openers
from checker.text.items import items
from checker.text.lines import Line
from checker.text.wraps import FREE_KINDS, Wrap, measure

_STUMP = 8
_REST = 10
_TITLE_LINES = 15
_LONG_LINE = 45  # no heading is as long
_PAIRS = (("《", "》"), ("（", "）"), ("“", "”"))
_LABEL = re.compile(r"[一-龥]{2,8}：")
_AGAIN = 3
_COUNT = re.compile(r"\d(?!\d{0,3}年)")  # headings name years at most, the sentences of items count things


def join_lines(lines: Sequence[Line], trusted: bool) -> list[list[Line]]:
    """``lines`` grouped into paragraphs. Lines cut at spaces are measured for themselves."""
    if not lines:
        return []
    cut: set[int] = {line.block for line in lines if line.soft}
    hard = measure([line for line in lines if line.block not in cut], trusted)
    soft: dict[int, Wrap] = {
        block: measure(list(group), True)
        for block, group in groupby((line for line in lines if line.block in cut), key=lambda line: line.block)
    }
    in_item = items(lines, hard.blank_lines)
    ends = _sentence_ends(lines, hard)
    labels = _labels(lines)
    paragraphs = [[lines[0]]]
    for index in range(1, len(lines)):
        line, above = lines[index], paragraphs[-1]
        wrap = soft[line.block] if line.soft else hard
        labelled = labels and (told := _LABEL.match(line.text)) is not None and told[0] in labels
        goes_on = in_item[index]
        if goes_on is None:
            goes_on = not labelled and _joins(above[-1], line, wrap, len(above) == 1, ends[index])
        else:
            line.apart = goes_on
        if goes_on:
            above.append(line)
        else:
            paragraphs.append([line])
    return paragraphs


def _labels(lines: Sequence[Line]) -> frozenset[str]:
    """What lines begin with again and again ("完成情况："): each time it opens a paragraph."""
    counts = Counter(told[0] for line in lines if "：" in line.text[:9] and (told := _LABEL.match(line.text)))
    return frozenset(label for label, count in counts.items() if count >= _AGAIN)


def _sentence_ends(lines: Sequence[Line], wrap: Wrap) -> list[bool]:
    """For each line: does the run of full lines that begins there end with the end of a sentence?"""
    ends = [False] * len(lines)
    for index in range(len(lines) - 1, -1, -1):
        line = lines[index]
        ended = openers.ends_clause(line.text)
        wide = not wrap.counted and 3 * line.columns > 2 * wrap.columns > 0
        runs = index + 1 < len(lines) and (wrap.is_full(line, lines[index + 1], False) or (wide and not ended))
        ends[index] = ends[index + 1] if runs else ended
    return ends


def _joins(above: Line, below: Line, wrap: Wrap, begins: bool, prose: bool) -> bool:
    """True where ``below`` continues the paragraph of ``above``.

    ``begins``: ``above`` is its first line; ``prose``: what begins with ``below`` ends as a sentence does.
    """
    if above.kind not in FREE_KINDS or above.level is not None or below.level is not None:
        return False
    if below.kind not in FREE_KINDS or (below.kind == "list-item" and below.block != above.block):
        return False
    if below.mended and (not below.gap or not wrap.columns):
        # a mark cuts at any character, so a short stump (三是强|化…) is no heading
        ended = openers.ends_sentence(above.text) or openers.opens_strongly(below.text)
        stump = openers.is_heading_like(above.text) and len(above.text) < _STUMP
        return not ended and (stump or not _is_set_apart(above))
    if below.soft and not wrap.columns:
        ended = openers.ends_sentence(above.text) or openers.is_opener(below.text)
        return not ended and not _is_set_apart(above)
    if openers.opens_strongly(below.text):
        return False
    if begins and _is_flush(above, below, wrap):
        return True
    if _stands_alone(above, below, prose):
        return False
    return _continues(above, below, wrap, begins, prose)


def _is_flush(above: Line, below: Line, wrap: Wrap) -> bool:
    """In a text with indents: below an indented full line, one at the margin is the paragraph's second."""
    if not wrap.indented or above.indent < 3 or below.indent or below.gap > wrap.blank_lines:
        return False
    if openers.is_title_like(above.text) or openers.is_addressee_like(below.text):
        return False
    return wrap.is_full(above, below, True) and not openers.is_signature_like(below.text)


def _continues(above: Line, below: Line, wrap: Wrap, begins: bool, prose: bool) -> bool:
    head, tail = below.text, above.text
    full = wrap.is_full(above, below, begins)
    starts = wrap.indented and below.indent >= 3
    if wrap.stopped and _is_broken_by_accident(above, below):
        return True
    if below.gap > wrap.blank_lines and not below.mended:
        return full and not starts and _runs_on(tail, head)
    if openers.opens_weakly(head):
        return full and not starts and (wrap.indented or tail[-1] in "，、,（(《“")
    if begins and full and prose and _is_heading_line(above, wrap):
        return False
    if full and not prose and not starts and _is_other(above, below):
        return False
    if starts:
        return above.indent >= below.indent and not begins and _runs_on(tail, head)
    return full or _runs_on(tail, head) or _is_cut_sentence(above, below, wrap)


def _is_heading_line(line: Line, wrap: Wrap) -> bool:
    """True for a line that is a whole heading in a text whose headings of that kind stand alone."""
    kind = openers.opener_kind(line.text)
    if kind not in wrap.standalone or line.text[-1] in "，、,（(《“" or _COUNT.search(line.text, len(kind)):
        return False
    return openers.is_heading_like(line.text)


def _is_other(above: Line, below: Line) -> bool:
    """True where a sentence ends just at the edge and what follows is none: a heading or a signature."""
    return openers.ends_sentence(above.text) and not below.mended and not below.soft


def _runs_on(tail: str, head: str) -> bool:
    """True where the marks themselves show that a sentence was cut between the two."""
    if head[0] in openers.CANNOT_START:
        return True
    if tail[-1] in "，、,（(《“‘「『〈〔【":
        return True
    tail = tail.replace("(", "（").replace(")", "）")  # offices mix the two widths: (二） is a closed pair
    return any(tail.rfind(opening) > tail.rfind(closing) for opening, closing in _PAIRS)


def _is_cut_sentence(above: Line, below: Line, wrap: Wrap) -> bool:
    """In a wrapped text, a short line that ends in the middle of a sentence (a page or a column ended)."""
    if not (wrap.ragged or wrap.columns) or openers.ends_clause(above.text):
        return False
    if openers.is_signature_like(below.text):
        return False
    if wrap.ragged and openers.is_heading_like(above.text):
        # a heading's short rest, or an item (1. 一是) whose sentence goes on
        return not openers.opens_strongly(above.text) or (len(below.text) <= _REST and not below.gap)
    if _is_set_apart(above):
        return False
    if wrap.ragged:
        return len(above.text) >= 8
    size = len(above.text) if wrap.counted else above.columns
    return any(mark in above.text for mark in "，。,；") and 2 * size > wrap.columns


def _is_broken_by_accident(above: Line, below: Line) -> bool:
    """In a text whose paragraphs end with marks, a line that ends within a sentence; what follows goes on with it."""
    tail, head = above.text, below.text
    if openers.ends_clause(tail) or openers.opens_weakly(head) or below.indent > above.indent or _is_set_apart(above):
        return False
    within = len(tail) >= _LONG_LINE or "。" in tail or "；" in tail
    return within and openers.ends_clause(head) and not _is_set_apart(below)  # an item of a list has no mark either


def _is_set_apart(line: Line) -> bool:
    text = line.text
    return (
        openers.is_heading_like(text)
        or openers.is_title_like(text)
        or openers.is_signature_like(text)
        or openers.is_addressee_like(text)
    )


def _stands_alone(above: Line, below: Line, prose: bool) -> bool:
    """Title before addressee, organ before date, closing formulas: never run together."""
    tail, head = above.text, below.text
    if openers.is_date(tail) or openers.is_date(head):
        return True
    if openers.CLOSING_LINE.match(head) or (len(tail) < 16 and openers.CLOSING_LINE.fullmatch(tail.rstrip("。."))):
        return True
    if below.block < _TITLE_LINES and openers.is_title_like(tail):
        if openers.is_addressee_like(head) or openers.is_title_like(head):
            return True
        if prose and "，" not in tail and "," not in tail:
            return True
    return len(tail) <= 30 and openers.is_addressee_like(tail)
