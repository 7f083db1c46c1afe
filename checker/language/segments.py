"""Cutting a report into sentences and clauses, and finding the titles and quotations in it."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from checker.language.packed import LENGTH, SIZE, Match

# Every token begins with a character of one class, so that the scanner leaps from one to the next.
_TOKEN = re.compile(
    r"[《“。；！？\n，：](?:(?<=《)[^《》\n]{1,80}(?:〈[^〉\n]*〉[^《》\n]*)?》|(?<=“)[^“”\n]{1,60}”|(?<=[。；！？\n，：]))"
)

_MOST = 2_000
"""Characters a clause, span or sentence may hold: what asks a question of each passage and looks through its span would
take the square of a text that has no stops. No written sentence comes near; the longest in our reports holds 300."""

_LONG = 200_000
"""Characters from which places are kept in four or eight bytes each; lists take forty, but are quicker to search."""


@dataclass(frozen=True, slots=True)
class Segments:
    """Ranges of one text, half-open code points, sorted.

    ``sentences`` end behind 。！？ or a line end, ``spans`` also behind ；, ``clauses`` also behind
    ， and ：. Marks inside 《》 and “” do not cut. None is longer than 2,000 characters: a sentence that would be
    is cut at its last span, a span at its last clause, a clause between two characters. Each column holds starts,
    closed by ``len(text)``. ``titles`` and ``quotes`` are the 《…》 and “…”, packed.
    """

    sentences: Sequence[int]
    spans: Sequence[int]
    clauses: Sequence[int]
    titles: Sequence[int]
    quotes: Sequence[int]

    def sentence(self, offset: int) -> tuple[int, int]:
        return _around(self.sentences, offset)

    def span(self, offset: int) -> tuple[int, int]:
        return _around(self.spans, offset)

    def span_end(self, offset: int) -> int:
        """Where the span that holds ``offset`` ends; quicker than :meth:`span` where only that is asked."""
        spans = self.spans
        return spans[bisect_right(spans, offset, 0, len(spans) - 1)]

    def clause(self, offset: int) -> tuple[int, int]:
        return _around(self.clauses, offset)

    def clause_index(self, offset: int) -> int:
        """The index into ``clauses`` of the clause that holds ``offset``."""
        return bisect_right(self.clauses, offset, 1, len(self.clauses) - 1) - 1

    def title_at(self, start: int, end: int) -> Match | None:
        """The 《…》 that holds ``[start, end)`` wholly."""
        return _holding(self.titles, start, end)

    def quote_at(self, start: int, end: int) -> Match | None:
        """The “…” that holds ``[start, end)`` wholly."""
        return _holding(self.quotes, start, end)

    def marked(self, start: int, end: int) -> bool:
        """Whether a 《…》 or “…” reaches into ``[start, end)``."""
        return _meet(self.titles, start, end) or _meet(self.quotes, start, end)


def _around(starts: Sequence[int], offset: int) -> tuple[int, int]:
    # Searching without the closing mark keeps the last range for an offset at the very end.
    index = bisect_right(starts, offset, 1, len(starts) - 1)
    return starts[index - 1], starts[index]


def _holding(places: Sequence[int], start: int, end: int) -> Match | None:
    index = bisect_right(places, start << SIZE | LENGTH)
    if index:
        place = places[index - 1]
        first = place >> SIZE
        last = first + (place & LENGTH)
        if end <= last:
            return first, last
    return None


def _meet(places: Sequence[int], start: int, end: int) -> bool:
    index = bisect_right(places, start << SIZE | LENGTH)
    if index and (places[index - 1] >> SIZE) + (places[index - 1] & LENGTH) > start:
        return True
    return index < len(places) and places[index] >> SIZE < end


def cut(folded: str) -> Segments:
    """Cut a folded text in one pass."""
    sentences, spans, clauses = [0], [0], [0]
    titles: list[int] = []
    quotes: list[int] = []
    for match in _TOKEN.finditer(folded):
        start, end = match.span()
        mark = folded[start]
        if mark == "《":
            titles.append(start << SIZE | end - start)
        elif mark == "“":
            quotes.append(start << SIZE | end - start)
        else:
            if end - sentences[-1] > _MOST:
                _break(sentences, spans, clauses, end)
            clauses.append(end)
            if mark not in "，：":
                spans.append(end)
                if mark != "；":
                    sentences.append(end)
    size = len(folded)
    if size - sentences[-1] > _MOST:
        _break(sentences, spans, clauses, size)
    for starts in (sentences, spans, clauses):
        if starts[-1] != size or len(starts) == 1:
            starts.append(size)
    if size <= _LONG:
        return Segments(sentences, spans, clauses, titles, quotes)
    places = array("q", titles), array("q", quotes)
    return Segments(array("I", sentences), array("I", spans), array("I", clauses), *places)


def _break(sentences: list[int], spans: list[int], clauses: list[int], end: int) -> None:
    """Cut the sentence that would end at ``end`` where its last span begins, else its last clause, else anywhere."""
    while end - sentences[-1] > _MOST:
        if spans[-1] == sentences[-1]:
            if clauses[-1] == sentences[-1]:
                clauses.append(clauses[-1] + _MOST)
            spans.append(clauses[-1])
        sentences.append(spans[-1])
