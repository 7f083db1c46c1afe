"""The lines of a document: what blocks and their breaks give, before any of it is joined or set aside."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from checker.model import BlockKind, Document
from checker.text import openers

WHITE = " \t\n\u3000\xa0\u2002\u2003\u2009\u202f\u200b\u200c\u200d\u2060\ufeff"
_HAN = "\u3400-\u9fff\uf900-\ufaff"
# where a text has lost its line breaks, a space between two Chinese characters or marks is all that is left
_LOST_BREAK = re.compile(
    rf"(?<=[{_HAN}，。、；：！？）》”】,;:!?)%])[ \t\u3000\xa0]{{1,4}}(?=[{_HAN}（《“【(]|\d{{1,3}}[、．.](?!\d))"
    rf"|(?<=[。！？；])[ \t\u3000\xa0]{{1,4}}(?=[0-9A-Za-z])"
)
# a heading that lost its line break before a Latin word or a number: the space there is the break
_LOST_HEADING = re.compile(rf"[^。；;\n]{{10,50}}?[{_HAN}](?P<gap>[ \t\u3000\xa0]{{1,4}})(?=[0-9A-Za-z][^。]{{8,}})")
_LONG = 300
_LOST_SHARE = 260


@dataclass(slots=True, eq=False)
class Line:
    """A stretch of ``raw`` without white space at its ends; ``indent`` is the width of what stood before.

    ``lead`` counts the same white space in characters. ``gap`` counts the blank lines above; ``soft`` lines
    follow a space, not a line break. ``text`` is ``raw[start:end]``. ``mended`` is true where a page mark was
    taken out between this line and the last. An ``apart`` line goes on with the paragraph above, but as a new clause.
    """

    start: int
    end: int
    text: str
    block: int
    kind: BlockKind
    level: int | None
    indent: int
    gap: int
    soft: bool = False
    mended: bool = False
    lead: int = 0
    apart: bool = False
    _columns: int = -1

    @property
    def columns(self) -> int:
        """:func:`width` of the text, which those that measure the wrap ask for again and again."""
        if self._columns < 0:
            self._columns = width(self.text)
        return self._columns

    def cut_front(self, size: int) -> None:
        """Take the first ``size`` characters, and white space after them, out of the line."""
        rest = self.text[size:].lstrip(WHITE)
        self.start = self.end - len(rest)
        self.text = rest
        self._columns = -1

    def cut_back(self, size: int) -> None:
        """Take the last ``size`` characters, and white space before them, out of the line."""
        self.text = self.text[: len(self.text) - size].rstrip(WHITE)
        self.end = self.start + len(self.text)
        self._columns = -1


def width(text: str) -> int:
    """Columns on paper: a Chinese character or mark takes two, an ASCII character one."""
    size = len(text)
    # characters beyond U+07FF take three bytes: cheaper than asking each for its width
    return size + (len(text.encode("utf-8", "surrogatepass")) - size) // 2


def split_lines(document: Document) -> list[Line]:
    """The non-blank lines of all blocks, in order."""
    raw = document.raw
    lines: list[Line] = []
    done = 0
    for index, block in enumerate(document.blocks):
        gap = raw.count("\n", done, block.start) - 1 if index else 0
        done = block.end
        first = True
        within = ((block.start, block.end),)
        for start, end in within if raw.find("\n", *within[0]) < 0 else _breaks(raw, *within[0]):
            piece = raw[start:end]
            text = piece.strip(WHITE)
            if not text:
                continue
            lead = len(piece) - len(piece.lstrip(WHITE))
            at = start + lead
            indent = width(piece[:lead].replace("\t", "  ")) if lead else 0
            level = block.level if first else None
            above = max(gap, 0) if first else 0
            line = Line(at, at + len(text), text, index, block.kind, level, indent, above, lead=lead)
            first = False
            if block.kind == "paragraph" and len(text) > _LONG:
                lines += _soften(line)
            else:
                lines.append(line)
    return lines


def _breaks(raw: str, start: int, end: int) -> list[tuple[int, int]]:
    """The lines of a block with a soft break (``<w:br/>``) in it; most blocks are one line."""
    pieces: list[tuple[int, int]] = []
    while (cut := raw.find("\n", start, end)) >= 0:
        pieces.append((start, cut))
        start = cut + 1
    return [*pieces, (start, end)]


def _soften(line: Line) -> list[Line]:
    """A very long line that lost its line breaks, cut at the spaces that stand in their place."""
    cuts = list(_LOST_BREAK.finditer(line.text))
    if len(cuts) * _LOST_SHARE < len(line.text):
        return [line]
    spans = [cut.span() for cut in cuts]
    for begin, end in pairwise([0, *(last for _, last in spans), len(line.text)]):
        heading = _LOST_HEADING.match(line.text, begin, end) if openers.opens_strongly(line.text[begin:end]) else None
        spans += [heading.span("gap")] if heading else []
    pieces: list[Line] = []
    start = 0
    for first, last in [*sorted(spans), (len(line.text), len(line.text))]:
        text = line.text[start:first]
        at = line.start + start
        pieces.append(
            Line(at, at + len(text), text, line.block, line.kind, line.level, 0 if start else line.indent,
                 0 if start else line.gap, soft=bool(start))
        )  # fmt: skip
        start = last
    return pieces
