"""Comments in the author's own .docx: document.xml, comments.xml, relations and content types change, nothing else."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from checker.model import Assessment
from checker.reading.docx_map import RunMap, RunRange, run_ranges
from checker.reading.limits import DEFAULT_LIMITS
from checker.rendering import RenderOptions
from checker.rendering.annotated_anchors import Anchors, Element
from checker.rendering.annotated_former import Former
from checker.rendering.annotated_notes import Note, comment
from checker.rendering.annotated_package import Package
from checker.rendering.annotated_summary import summary
from checker.rendering.words import Words

_LOOK = (
    '<w:pPr>{style}<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>'
    '<w:ind w:left="0" w:firstLineChars="0" w:firstLine="0"/><w:jc w:val="left"/></w:pPr>'
)
_ANY_SIZE = replace(
    DEFAULT_LIMITS,
    max_bytes=1 << 40,
    max_expanded_bytes=1 << 40,
    max_ratio=1 << 30,
    max_members=1 << 30,
    max_characters=1 << 40,
)


def annotate(assessment: Assessment, notes: Sequence[Note], options: RenderOptions, say: Words) -> bytes:
    """The file of the report with ``notes`` as comments, and the summary where the options ask for it.

    Comments and a summary of a former run are replaced, so that a file may be checked again and again; one that
    somebody answered stays. A note on a footnote or in a text box, where Word takes no comments, goes around its mark
    or the box.
    """
    document = assessment.report.clean.document
    package = Package(document.data)
    anchors = Anchors(package.main, package.main_name)
    places = _Places(assessment, run_ranges(document.data, document.source, _ANY_SIZE), anchors, package)
    former = Former(package, say("author"))
    number = package.next_comment()
    look = _LOOK.format(style=_style(package.style("annotation text"), "pStyle"))
    mark = _style(package.style("annotation reference"), "rStyle")
    elements: list[str] = []
    for note in notes:
        note_, placed = places.place(note, number, say)
        if placed:
            elements.append(comment(number, note_, say, look))
            number += 1
    anchors.apply(lambda key: _reference(package, key, mark))
    # not sooner: places of runs hold for the file as it was
    former.remove()
    if elements:
        package.add_comments("".join(elements))
    if options.summary:
        package.append_blocks(summary(assessment, say, package.next_bookmark()))
    return package.data()


def _style(key: str, tag: str) -> str:
    return f'<w:{tag} w:val="{key}"/>' if key else ""


def _reference(package: Package, number: int, mark: str) -> Element:
    properties = f"<w:rPr>{mark}</w:rPr>" if mark else ""
    return package.elements(f'<w:r>{properties}<w:commentReference w:id="{number}"/></w:r>')[0]


class _Places:
    """From ranges of the report to ranges of runs."""

    def __init__(self, assessment: Assessment, mapped: RunMap, anchors: Anchors, package: Package) -> None:
        report = assessment.report
        self._origin = report.clean.origin
        self._begin = report.document_start
        self._blocks = report.clean.document.blocks
        self._starts = [block.start for block in self._blocks]
        self._ranges = mapped.blocks if len(mapped.blocks) == len(self._blocks) else ((),) * len(self._blocks)
        self._anchors = anchors
        self._package = package

    def place(self, note: Note, number: int, say: Words) -> tuple[Note, bool]:
        """Give the anchors the note's range; false where the file has no place for any comment.

        The note comes back with a line that says so where it could not be set on its very words.
        """
        low, high = self._origin.back_range(self._begin + note.start, self._begin + note.end)
        pieces = self._pieces(low, high)
        if pieces and all(map(self._anchors.exact, (pieces[0], pieces[-1]))):
            self._anchors.add(number, pieces[0], pieces[-1])
            return note, True
        if pieces and pieces[0].part == self._anchors.part:
            own = [piece for piece in pieces if piece.paragraph == pieces[0].paragraph]
            self._anchors.add(number, own[0], own[-1])
            return _with_line(note, say("note.box")), True
        around = self._package.note_mark(pieces[0].part, pieces[0].paragraph) if pieces else None
        if around is None:
            around = self._package.first_run()
        if around is None:
            return note, False
        self._anchors.add_around(number, around)
        return (_with_line(note, say("note.footnote")) if pieces else note), True

    def _pieces(self, low: int, high: int) -> list[RunRange]:
        """The ranges of runs that hold ``raw[low:high]``; of text that is not in the file, those of its block."""
        if not self._blocks:
            return []
        first = max(bisect_right(self._starts, low) - 1, 0)
        last = max(bisect_right(self._starts, max(high - 1, low)) - 1, first)
        edges = [self._in_block(index, low, high) for index in (first, last)]
        if not edges[0] or not edges[1]:
            inner = [self._in_block(index, low, high) for index in range(first, last + 1)]
            found = [pieces for pieces in inner if pieces]
            if not found:
                return list(self._ranges[first])
            edges = [found[0], found[-1]]
        ends = [edges[0][0], edges[1][-1]]
        # a note's or a box's text comes after its paragraph, wherever its mark stands: keep to one story
        return ends if first == last or all(map(self._anchors.exact, ends)) else [edges[0][0], edges[0][-1]]

    def _in_block(self, index: int, low: int, high: int) -> list[RunRange]:
        """The first and last range of a block within ``raw[low:high]``, cut to it."""
        ranges = self._ranges[index]
        base = self._starts[index]
        start, end = max(low - base, 0), min(high - base, self._blocks[index].end - base)
        if end <= start:
            return []
        at = max(bisect_right(ranges, start, key=_begin) - 1, 0)
        to = bisect_right(ranges, end - 1, key=_begin)
        candidates = (*ranges[at : at + 2], *ranges[max(to - 1, 0) : to])
        inside = [each for each in candidates if each.start < end and start < each.end]
        return [_cut(each, start, end) for each in (inside[0], inside[-1])] if inside else []


def _begin(each: RunRange) -> int:
    return each.start


def _cut(each: RunRange, start: int, end: int) -> RunRange:
    low, high = max(each.start, start), min(each.end, end)
    return replace(each, start=low, end=high, offset=each.offset + low - each.start)


def _with_line(note: Note, line: str) -> Note:
    return replace(note, lines=(*note.lines, ("", line)))
