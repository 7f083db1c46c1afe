"""A document becomes clean text: furniture aside, wraps joined, stray spaces dropped, every step mapped."""

from __future__ import annotations

import re
from array import array
from collections.abc import Sequence
from dataclasses import replace

from checker.model import CleanText, Document, Ledger, Metadatum, OffsetMap, Paragraph, Setaside
from checker.text import reasons
from checker.text.damage import find_damage
from checker.text.fold import fold
from checker.text.furniture import take_furniture
from checker.text.items import bullet
from checker.text.joining import join_lines
from checker.text.lines import Line, split_lines
from checker.text.pages import take_page_marks
from checker.text.pinyin import reading_pattern

_RUN = re.compile("[ \t\u3000\xa0\u2000-\u200a\u202f\u205f\u200b-\u200f\u2060\ufeff\xad\x00-\x08\x0e-\x1f]+")
_INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff\xad\x00-\x08\x0e-\x1f]+")
_WORD = re.compile("[0-9A-Za-z]")
_SENTENCE_MARK = re.compile("[。；，！？;]")
_CLAUSE_MARKS = frozenset("，、：；,:;—")
_SHORT = 60
_MOST_REPAIRS = 5000


def clean(document: Document) -> CleanText:
    """Clean ``document`` for checking; linear in its length.

    Every character of the result stands in ``document.raw`` where ``origin`` says, in the same order. Only
    white space is other than there: ``\\n`` between paragraphs stands for a line break (or for the space
    that is left of one), one space for a run of white space.
    """
    # what a step leaves behind is let go of before the next: of a long text each holds as much as the text
    lines, asides = take_page_marks(split_lines(document))
    cleared = take_furniture(lines, document.raw)
    lines = cleared.lines
    builder = _Builder(document.raw)
    for paragraph in join_lines(lines, document.wrapped):
        builder.add(paragraph)
    lines.clear()
    text = builder.text()
    return CleanText(
        document=document,
        text=text,
        folded=builder.folded(text),
        origin=OffsetMap(builder.starts, builder.origins) if text else OffsetMap((0,), (0,)),
        paragraphs=tuple(builder.paragraphs),
        metadata=_merged(document.metadata, cleared.facts),
        ledger=_ledger(document, len(text), [*asides, *cleared.asides], builder),
    )


class _Builder:
    """Writes paragraphs and keeps the map: ``starts`` and ``origins`` of :class:`OffsetMap`."""

    def __init__(self, raw: str) -> None:
        self.raw = raw
        self._parts: list[str] = []
        self.starts = array("q")
        self.origins = array("q")
        self.paragraphs: list[Paragraph] = []
        self.repairs: list[Setaside] = []
        self.dropped = 0
        self._views: list[tuple[int, str]] = []
        self.size = 0
        self._next = -1
        reading = reading_pattern(raw)
        self._run = re.compile(f"{_RUN.pattern}|{reading}") if reading else _RUN
        self._last_end = 0

    def add(self, lines: Sequence[Line]) -> None:
        first = lines[0]
        if self.paragraphs:
            # a line break of the source where there is one, else the white space that stands for it
            at = self.raw.find("\n", self._last_end, first.start)
            self._put("\n", at if at >= 0 else self._last_end)
        start = self.size
        spaced = None
        above: Line | None = None
        for line in lines:
            text = line.text
            if line.apart and above:
                self._part(above, line)
            elif above and _WORD.match(above.text[-1]) and _WORD.match(text[0]) and _is_two_words(above, line):
                self._put(" ", above.end)
            above = line
            # what _RUN finds is not printable, save the space: most lines have nothing to clean
            if text.isprintable() and " " not in text and self._run is _RUN:
                self._put(text, line.start)
                continue
            if spaced is None:
                spaced = self._is_spaced(lines)
            self._line(line, spaced)
        self._last_end = lines[-1].end
        level = first.level if len(lines) == 1 or first.level else None
        self.paragraphs.append(Paragraph(start, self.size, first.kind, level, first.block))

    def text(self) -> str:
        """All that was written."""
        text = "".join(self._parts)
        self._parts.clear()
        return text

    def folded(self, text: str) -> str:
        """The matching view of all that was written: a break that stands for a comma is one there."""
        view = fold(text)
        if not self._views:
            return view
        pieces: list[str] = []
        done = 0
        for place, shown in self._views:
            pieces += (view[done:place], shown)
            done = place + len(shown)
        return "".join([*pieces, view[done:]])

    def _part(self, above: Line, line: Line) -> None:
        """Set a new clause of a list's item apart; its own mark within the item says nothing."""
        if above.text[-1] not in _CLAUSE_MARKS:
            self._views.append((self.size, "，"))
            self._put(" ", above.end)
        self._views += [(self.size + at, " ") for at in range(len(line.text[: bullet(line.text)].rstrip()))]

    def _put(self, text: str, origin: int) -> None:
        if origin != self._next or not self.starts:
            self.starts.append(self.size)
            self.origins.append(origin)
        self._parts.append(text)
        self.size += len(text)
        self._next = origin + len(text)

    def _line(self, line: Line, spaced: bool) -> None:
        done = 0
        for match in self._run.finditer(line.text):
            start, end = match.span()
            if start > done:
                self._put(line.text[done:start], line.start + done)
            if match[0].startswith("("):
                self._repair(line.start + start, line.start + end, reasons.READING)
                done = end
                continue
            run = _INVISIBLE.sub("", match.group())
            if run and _separates(line.text, start, end, run, spaced):
                self._put(" ", line.start + start + match.group().index(run[0]))
            self._repair(line.start + start, line.start + end, reasons.STRAY_SPACE if run else reasons.INVISIBLE)
            done = end
        if done < len(line.text):
            self._put(line.text[done:], line.start + done)

    def _repair(self, start: int, end: int, reason: str) -> None:
        self.dropped += 1
        if len(self.repairs) < _MOST_REPAIRS:
            self.repairs.append(Setaside(start, end, reason))

    @staticmethod
    def _is_spaced(lines: Sequence[Line]) -> bool:
        """True for a short line in which a wide gap sets words apart: signatures, columns typed as text."""
        text = lines[0].text
        return len(lines) == 1 and len(text) <= _SHORT and not _SENTENCE_MARK.search(text) and " " * 2 in _wide(text)


def _wide(text: str) -> str:
    return text.replace("\t", "  ").replace("\u3000", "  ").replace("\xa0", " ")


def _separates(text: str, start: int, end: int, run: str, spaced: bool) -> bool:
    """True where a run of white space keeps two words apart: between Latin words, or a wide gap."""
    left, right = text[start - 1 : start], text[end : end + 1]
    if _WORD.match(left) and _WORD.match(right):
        return True
    if not spaced or len(_wide(run)) < 2:
        return False
    # letter spacing (报　　告) sets single characters apart, a gap sets words apart
    before, after = text[:start].split()[-1:], text[end:].split()[:1]
    return bool(before and after) and len(before[0]) > 1 and len(after[0]) > 1


def _is_two_words(above: Line, below: Line) -> bool:
    return above.text[-1].isalpha() and below.text[0].isalpha()


def _merged(known: Sequence[Metadatum], found: Sequence[Metadatum]) -> tuple[Metadatum, ...]:
    """All facts, those of the file first; the same name and value only once."""
    seen: set[tuple[str, str]] = set()
    merged: list[Metadatum] = []
    for fact in (*known, *found):
        key = (fact.name, fact.value)
        if key not in seen:
            seen.add(key)
            merged.append(fact)
    return tuple(merged)


def _ledger(document: Document, kept: int, asides: Sequence[Setaside], builder: _Builder) -> Ledger:
    known = document.ledger
    damage, notes = find_damage(document.raw)
    if builder.dropped > len(builder.repairs):
        notes.append(f"字间多余空格共 {builder.dropped} 处，此处只列出前 {len(builder.repairs)} 处。")
    return replace(
        known,
        characters=known.characters or len(document.raw),
        characters_kept=kept,
        set_aside=tuple(sorted((*known.set_aside, *asides), key=_place)),
        repairs=tuple(sorted((*known.repairs, *builder.repairs, *damage), key=_place)),
        notes=(*known.notes, *notes),
    )


def _place(aside: Setaside) -> tuple[int, int]:
    return aside.start, aside.end
