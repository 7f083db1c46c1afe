"""A .docx of a report's text, set as such a document is set, with the comments on it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence

from checker.model import Assessment, Known, Paragraph, Report, Section
from checker.rendering import RenderOptions
from checker.rendering.annotated_notes import Note, comment
from checker.rendering.annotated_summary import summary
from checker.rendering.letter_word import BLACK, BODY, KAI, package, paragraph, run
from checker.rendering.words import Words

_LONGEST_SIGNATURE = 40
_LOOK = '<w:pPr><w:pStyle w:val="Small"/></w:pPr>'
_FONTS = {1: (BLACK, False), 2: (KAI, False)}


def of_text(assessment: Assessment, notes: Sequence[Note], options: RenderOptions, say: Words) -> bytes:
    """The report's text by paragraphs, headings by their level; every note on its very characters."""
    body = "".join(_Writer(assessment.report, notes).paragraphs())
    if options.summary:
        body += summary(assessment, say, 0)
    comments = "".join(comment(number, note, say, _LOOK) for number, note in enumerate(notes))
    return package(body, say.title(assessment), comments)


class _Writer:
    """Writes paragraphs in order; ranges are opened and closed on the way."""

    def __init__(self, report: Report, notes: Sequence[Note]) -> None:
        self._report = report
        self._starts = sorted((note.start, number) for number, note in enumerate(notes))
        self._ends = sorted((max(note.end, note.start + 1), number) for number, note in enumerate(notes))
        self._opened: set[int] = set()
        self._next_start = 0
        self._next_end = 0
        self._headings = {s.heading_start: s for s in report.sections if s.heading_end > s.heading_start}
        self._heading_starts = sorted(self._headings)

    def paragraphs(self) -> Iterable[str]:
        found = self._report.paragraphs or tuple(
            Paragraph(*match.span()) for match in re.finditer(r"[^\n]+", self._report.text)
        )
        for each in found:
            if each.end > each.start:
                yield self._paragraph(each)
        rest = self._open(None) + self._close(None)
        yield paragraph(rest) if rest or not found else ""

    def _paragraph(self, each: Paragraph) -> str:
        text = self._report.text
        style, sections = self._look(each)
        edges = {each.start, each.end}
        for section in sections:
            edges.update((section.heading_start, min(section.heading_end, each.end)))
        edges.update(self._inside(self._starts, each))
        edges.update(self._inside(self._ends, each))
        cuts = sorted(edges)
        parts: list[str] = []
        for here, there in zip(cuts, [*cuts[1:], each.end], strict=True):
            parts.append(self._close(here))
            if here < each.end:
                parts.append(self._open(here))
                font, bold = self._font(sections, here)
                parts.append(run(text[here:there], font=font, bold=bold))
        return paragraph("".join(parts), style=style)

    @staticmethod
    def _inside(events: Sequence[tuple[int, int]], each: Paragraph) -> Iterable[int]:
        low = bisect_left(events, (each.start, -1))
        high = bisect_left(events, (each.end, -1))
        return (offset for offset, _ in events[low:high])

    def _open(self, offset: int | None) -> str:
        """The ranges that begin at or before ``offset``; all that are left for ``None``."""
        made = []
        while self._next_start < len(self._starts):
            start, number = self._starts[self._next_start]
            if offset is not None and start > offset:
                break
            self._next_start += 1
            if number not in self._opened:
                self._opened.add(number)
                made.append(f'<w:commentRangeStart w:id="{number}"/>')
        return "".join(made)

    def _close(self, offset: int | None) -> str:
        made = []
        while self._next_end < len(self._ends):
            end, number = self._ends[self._next_end]
            if offset is not None and end > offset:
                break
            self._next_end += 1
            if number not in self._opened:  # a range of nothing but a line break
                self._opened.add(number)
                made.append(f'<w:commentRangeStart w:id="{number}"/>')
            made.append(f'<w:commentRangeEnd w:id="{number}"/><w:r><w:commentReference w:id="{number}"/></w:r>')
        return "".join(made)

    # ------------------------------------------------------------------ looks

    def _look(self, each: Paragraph) -> tuple[str, list[Section]]:
        """The paragraph's style, and the headings that are only a part of it."""
        low = bisect_left(self._heading_starts, each.start)
        high = bisect_left(self._heading_starts, each.end)
        sections = [self._headings[start] for start in self._heading_starts[low:high]]
        first = sections[0] if sections else None
        if first is not None and first.heading_start == each.start and first.heading_end >= each.end:
            return f"Heading{min(max(first.level, 1), 4)}", []
        return self._formal(each), sections

    def _formal(self, each: Paragraph) -> str:
        identity = self._report.identity
        if _on(identity.title, each):
            return "Title"
        if _on(identity.addressee, each):
            return "Flush"
        short = each.end - each.start <= _LONGEST_SIGNATURE and each.start > len(self._report.text) // 2
        if short and (_on(identity.signature, each) or _on(identity.issued_known, each)):
            return "Signature"
        return "Flush" if each.kind in ("cell", "caption") else ""

    @staticmethod
    def _font(sections: Sequence[Section], offset: int) -> tuple[str, bool]:
        for section in sections:
            if section.heading_start <= offset < section.heading_end:
                return _FONTS.get(section.level, (BODY, section.level == 3))
        return "", False


def _on(known: Known | None, each: Paragraph) -> bool:
    return known is not None and 0 <= known.start < each.end and each.start < known.end
