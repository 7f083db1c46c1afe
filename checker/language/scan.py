"""One pass over a report: every phrase of the rubric with its place, joined into matches of matters."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from checker.language.joining import CHUNK, Chunk, Match
from checker.language.lexicon import Key, Lexicon
from checker.language.segments import Segments, cut
from checker.model import Report

TELLING = 4
"""The shortest part of a pattern, in characters, that is worth showing as a near miss."""


@dataclass
class Scan:
    """What was found in one report; :func:`scan` makes it.

    ``cue_starts``/``cue_hits`` hold the cues in text order: (start, end, category).
    ``places`` holds the first place of each phrase. ``view`` is ``report.folded`` with garbled fixed
    terms read as what they stand for; same length. ``around``, ``readings`` and ``notes`` keep what the
    assertion of passages has learnt.
    """

    report: Report
    view: str
    segments: Segments
    matches: dict[Key, list[Match]]
    cue_starts: list[int]
    cue_hits: list[tuple[int, int, str]]
    places: dict[int, Match]
    lexicon: Lexicon
    around: dict[tuple[int, int], Any] = field(default_factory=dict)
    readings: dict[Match, Any] = field(default_factory=dict)
    notes: dict[object, object] = field(default_factory=dict)
    reader: Callable[[Scan, int, int], Any] | None = None
    """Set by instruments that measure what assertion is worth; ``None`` reads assertions as usual."""

    def of(self, criterion: str, slot: str) -> list[Match]:
        """Matches of one pattern set, sorted, without those that lie inside a longer one."""
        return self.matches.get((criterion, slot), [])

    def longest_part(self, criterion: str) -> Match | None:
        """Where in the body the longest part of one of a criterion's joined patterns stands, if it is a telling one."""
        found = [
            (len(self.lexicon.phrases[number]), number)
            for number in self.lexicon.parts_of(criterion)
            if number in self.places and len(self.lexicon.phrases[number]) >= TELLING
        ]
        for _, number in sorted(found, key=lambda item: (-item[0], item[1])):
            phrase = self.lexicon.phrases[number]
            start = self.view.find(phrase, self.report.body_start, self.report.body_end)
            if start >= 0:
                return start, start + len(phrase)
        return None

    def cues(self, start: int, end: int) -> list[tuple[int, int, str]]:
        """Cues that begin in ``[start, end)``."""
        hits = self.cue_hits
        return hits[bisect_left(self.cue_starts, start) : bisect_left(self.cue_starts, end)]


def scan(report: Report, lexicon: Lexicon) -> Scan:
    """Find all phrases of the lexicon in the report, in one pass of the automaton."""
    view = _repaired(report.folded, lexicon)
    segments = cut(view)
    meaning, spans = lexicon.meaning, segments.spans
    places: dict[int, Match] = {}
    found: dict[int, list[Match]] = defaultdict(list)
    cue_hits: list[tuple[int, int, str]] = []
    chunk, span, base = Chunk(lexicon), 0, 0
    span_end, seen = spans[1], chunk.hits.get
    # Hits come in the order of their ends, so the span that holds them only moves forward.
    for number, start, end in lexicon.automaton.find_matches_as_indexes(view, overlapping=True):
        if end > span_end:
            while end > span_end:
                span += 1
                span_end = spans[span + 1]
            if span - base >= CHUNK:
                _collect(chunk, found)
                chunk, base = Chunk(lexicon), span
                seen = chunk.hits.get
        hits = seen(number)
        if hits is None:
            chunk.hits[number] = [(span - base, start, end)]
            if number not in places:
                places[number] = (start, end)
        else:
            hits.append((span - base, start, end))
        means = meaning[number]
        if means is not None:
            for key in means[0]:
                found[key].append((start, end))
            for category in means[1]:
                cue_hits.append((start, end, category))
    _collect(chunk, found)
    cue_hits.sort()
    return Scan(
        report=report,
        view=view,
        segments=segments,
        matches={lexicon.keys[key]: outermost(hits) for key, hits in found.items()},
        cue_starts=[hit[0] for hit in cue_hits],
        cue_hits=cue_hits,
        places=places,
        lexicon=lexicon,
    )


def _repaired(folded: str, lexicon: Lexicon) -> str:
    """The text with known garblings of fixed terms put right; every replacement keeps its length."""
    if lexicon.repairer is None:
        return folded
    hits = lexicon.repairer.find_matches_as_indexes(folded)
    if not hits:
        return folded
    pieces: list[str] = []
    last = 0
    for number, start, end in hits:
        pieces += (folded[last:start], lexicon.repairs[number][1])
        last = end
    pieces.append(folded[last:])
    return "".join(pieces)


def _collect(chunk: Chunk, found: dict[int, list[Match]]) -> None:
    for pattern, hits in chunk.joined():
        for key in pattern.keys:
            found[key].extend(hits)


def outermost(hits: list[Match]) -> list[Match]:
    """Sorted, without repeats and without ranges inside an earlier-starting one that reaches as far."""
    result: list[Match] = []
    for start, end in sorted(set(hits), key=lambda hit: (hit[0], -hit[1])):
        if not result or end > result[-1][1]:
            result.append((start, end))
    return result
