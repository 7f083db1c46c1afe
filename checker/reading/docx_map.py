"""From a place in a Block back to the run of the author's own .docx: what a writer of comments needs."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from checker.reading.docx import read_lines
from checker.reading.docx_package import Element, open_package
from checker.reading.docx_styles import W
from checker.reading.limits import DEFAULT_LIMITS, Limits


@dataclass(frozen=True, slots=True)
class RunRange:
    """Characters ``[start, end)`` of a block, all in one child element of one run.

    ``part`` is the part's name in the zip. ``paragraph`` is the index, from 0, of the ``w:p`` among
    all ``w:p`` of that part in document order (``root.iter()``); ``run`` the index of the ``w:r``
    among all ``w:r`` below that ``w:p``; ``child`` the index of the ``w:t`` (or ``w:tab``, ``w:sym``,
    ``w:noBreakHyphen``) among the run's children, ``w:rPr`` counted; ``offset`` the character of that
    child that ``start`` is. Only a ``w:t`` holds more than one character and may be split.
    """

    start: int
    end: int
    part: str
    paragraph: int
    run: int
    child: int
    offset: int


@dataclass(frozen=True, slots=True)
class RunMap:
    """``blocks[i]`` are the ranges of block ``i`` of ``read_docx(data, …)``, sorted, without overlap.

    Characters that are not in the file (a restored list number) are in no range.
    """

    blocks: tuple[tuple[RunRange, ...], ...]

    def at(self, block: int, offset: int) -> RunRange | None:
        """Where the character ``offset`` of ``block`` stands: the range cut to begin there."""
        ranges = self.blocks[block]
        index = bisect_right([each.start for each in ranges], offset) - 1
        if index < 0 or offset >= ranges[index].end:
            return None
        return _cut(ranges[index], offset, ranges[index].end)

    def between(self, block: int, start: int, end: int) -> tuple[RunRange, ...]:
        """The ranges that hold ``[start, end)`` of ``block``, the first and last cut to it."""
        return tuple(
            _cut(each, max(each.start, start), min(each.end, end))
            for each in self.blocks[block]
            if each.start < end and start < each.end
        )


def run_ranges(data: bytes, name: str = "docx", limits: Limits = DEFAULT_LIMITS) -> RunMap:
    """The map of a .docx, block by block as :func:`checker.reading.docx.read_docx` cuts it.

    Raises UnreadableError and LimitError as the reader does.
    """
    _, lines, _, _ = read_lines(open_package(data, name, limits))
    index = _Index()
    blocks = []
    for line in lines:
        ranges: list[RunRange] = []
        position = 0
        for piece in line.pieces:
            end = position + len(piece.text)
            if piece.run is not None and piece.child is not None and piece.text:
                place = index.place(piece.run, piece.child)
                if place is not None:
                    paragraph, run, child = place
                    ranges.append(RunRange(position, end, line.part, paragraph, run, child, piece.offset))
            position = end
        blocks.append(tuple(ranges))
    return RunMap(tuple(blocks))


def _cut(each: RunRange, start: int, end: int) -> RunRange:
    offset = each.offset + start - each.start
    return RunRange(start, end, each.part, each.paragraph, each.run, each.child, offset)


class _Index:
    """Indexes of paragraphs and runs, made once per part and per paragraph."""

    def __init__(self) -> None:
        self._paragraphs: dict[Element, dict[Element, int]] = {}
        self._runs: dict[Element, dict[Element, int]] = {}

    def place(self, run: Element, child: Element) -> tuple[int, int, int] | None:
        paragraph = next(run.iterancestors(W + "p"), None)
        if paragraph is None or run.tag != W + "r":
            return None  # a formula: it has runs of its own kind, which cannot carry a comment
        root = run.getroottree().getroot()
        if root not in self._paragraphs:
            self._paragraphs[root] = {each: number for number, each in enumerate(root.iter(W + "p"))}
        if paragraph not in self._runs:
            self._runs[paragraph] = {each: number for number, each in enumerate(paragraph.iter(W + "r"))}
        while child.getparent() is not run:
            parent = child.getparent()
            if parent is None:
                return None
            child = parent
        return self._paragraphs[root][paragraph], self._runs[paragraph][run], run.index(child)
