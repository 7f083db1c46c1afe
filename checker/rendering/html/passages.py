"""The report's text cut at every passage, so that any passage is a whole number of pieces.

A piece carries the gravest mark of the findings that rest on it, not their names: the number of pieces
grows with the passages, never with their product.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from checker.model import Assessment, Known, Report, Section
from checker.rendering.outcomes import look

# The gravest first: where passages overlap, this decides how a piece is marked.
_RANKS = ("fail", "error", "warn", "near", "pass", "not_applicable")
_LONGEST_SIGNATURE = 40
# One for one, so that offsets hold: what HTML cannot carry, and what would reorder the page.
_UNSAFE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")


def clean(text: str) -> str:
    """``text`` with the same length, its control and bidi characters replaced by U+FFFD."""
    return _UNSAFE.sub("\ufffd", text)


@dataclass(frozen=True, slots=True)
class Piece:
    """``text[start:end]``; ``mark`` is a status, ``near``, or empty where nothing rests on it."""

    start: int
    end: int
    text: str
    mark: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the text; ``look`` is ``h1``–``h4`` for headings, ``t`` title, ``sign`` signature, empty for body."""

    start: int
    look: str
    pieces: tuple[Piece, ...]


def lines(assessment: Assessment) -> list[Line]:
    """The whole text, line by line; empty lines are left out."""
    report = assessment.report
    text = clean(report.text)
    cuts, marks = _marks(assessment)
    headings = {section.heading_start: section for section in report.sections}
    made: list[Line] = []
    for match in re.finditer(r"[^\n]+", text):
        start, end = match.span()
        first, last = bisect_right(cuts, start), bisect_left(cuts, end)
        bounds = [start, *cuts[first:last], end]
        pieces = tuple(
            Piece(low, high, text[low:high], marks[first + index - 1] if first + index > 0 else "")
            for index, (low, high) in enumerate(pairwise(bounds))
        )
        made.append(Line(start, _heading(headings.get(start), end) or _formal(report, start, end), pieces))
    return made


def _heading(section: Section | None, end: int) -> str:
    """A line is a heading where a section's heading fills it; a heading run into its text stays a line of text."""
    if section is None or section.heading_end < end:
        return ""
    return f"h{min(max(section.level, 1), 4)}"


def _formal(report: Report, start: int, end: int) -> str:
    """Title and signature where the identity found them, so that the page is set as the document is."""
    identity = report.identity
    if _on(identity.title, start, end):
        return "t"
    if end - start <= _LONGEST_SIGNATURE and start > len(report.text) // 2:
        return "sign" if _on(identity.signature, start, end) or _on(identity.issued_known, start, end) else ""
    return ""


def _on(known: Known | None, start: int, end: int) -> bool:
    return known is not None and 0 <= known.start < end and start < known.end


def _marks(assessment: Assessment) -> tuple[list[int], list[str]]:
    """Sorted cuts, and the mark of what begins at each."""
    changes: dict[int, list[int]] = {}
    for finding in assessment.findings:
        for quotes, mark in ((finding.evidence, look(assessment, finding)), (finding.near, "near")):
            rank = _RANKS.index(mark)
            for quote in quotes:
                changes.setdefault(quote.start, [0] * len(_RANKS))[rank] += 1
                changes.setdefault(quote.end, [0] * len(_RANKS))[rank] -= 1
    cuts = sorted(changes)
    running = [0] * len(_RANKS)
    marks: list[str] = []
    for cut in cuts:
        running = [have + change for have, change in zip(running, changes[cut], strict=True)]
        marks.append(next((name for name, count in zip(_RANKS, running, strict=True) if count > 0), ""))
    return cuts, marks


def section_of(sections: Sequence[int], offset: int) -> int:
    """The index of the last start at or before ``offset``; -1 before the first."""
    return bisect_right(sections, offset) - 1
