"""One pass over a report: every phrase of the rubric with its place, joined into matches of matters."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from checker.language.lexicon import Joined, Key, Lexicon
from checker.language.patterns import GAP, LONGEST, SPREAD
from checker.language.segments import Segments, cut
from checker.model import Report

Match = tuple[int, int]
"""Half-open range of ``report.text`` in which a pattern was found."""


@dataclass
class Scan:
    """What was found in one report; :func:`scan` makes it.

    ``cue_starts``/``cue_hits`` hold the cues in text order: (start, end, category).
    ``view`` is ``report.folded`` with garbled fixed terms read as what they stand for; same length.
    """

    report: Report
    view: str
    segments: Segments
    matches: dict[Key, list[Match]]
    cue_starts: list[int]
    cue_hits: list[tuple[int, int, str]]
    places: dict[int, list[Match]]
    lexicon: Lexicon
    notes: dict[object, object] = field(default_factory=dict)
    reader: Callable[[Scan, int, int], Any] | None = None
    """Set by instruments that measure what assertion is worth; ``None`` reads assertions as usual."""

    def of(self, criterion: str, slot: str) -> list[Match]:
        """Matches of one pattern set, sorted, without those that lie inside a longer one."""
        return self.matches.get((criterion, slot), [])

    def longest_part(self, criterion: str) -> Match | None:
        """Where the longest part of one of a criterion's joined patterns stands, if it is a telling one."""
        best: tuple[int, int, int] | None = None
        for number in self.lexicon.parts_of(criterion):
            hits = self.places.get(number)
            length = len(self.lexicon.phrases[number])
            if hits and length >= 3 and (best is None or (length, -hits[0][0]) > (best[0], -best[1])):
                best = (length, *hits[0])
        return None if best is None else (best[1], best[2])

    def cues(self, start: int, end: int) -> list[tuple[int, int, str]]:
        """Cues that begin in ``[start, end)``."""
        hits = self.cue_hits
        return hits[bisect_left(self.cue_starts, start) : bisect_left(self.cue_starts, end)]


def scan(report: Report, lexicon: Lexicon) -> Scan:
    """Find all phrases of the lexicon in the report, in one pass of the automaton."""
    view = _repaired(report.folded, lexicon)
    segments = cut(view)
    meaning, parts_with, patterns_with = lexicon.meaning, lexicon.parts_with, lexicon.patterns_with
    places: dict[int, list[Match]] = {}
    found: dict[int, list[Match]] = defaultdict(list)
    cue_hits: list[tuple[int, int, str]] = []
    present: set[int] = set()
    missing = [len(set(pattern.parts)) for pattern in lexicon.joined]
    complete: list[int] = []
    for number, start, end in lexicon.automaton.find_matches_as_indexes(view, overlapping=True):
        hits = places.get(number)
        if hits is None:
            places[number] = [(start, end)]
            for part in parts_with[number]:
                if part not in present:
                    present.add(part)
                    for index in patterns_with[part]:
                        missing[index] -= 1
                        if not missing[index]:
                            complete.append(index)
        else:
            hits.append((start, end))
        means = meaning[number]
        if means is not None:
            for key in means[0]:
                found[key].append((start, end))
            for category in means[1]:
                cue_hits.append((start, end, category))
    columns: dict[int, list[Match]] = {}
    for index in complete:
        pattern = lexicon.joined[index]
        hits = _join(pattern, lexicon, places, columns, segments)
        if hits:
            for key in pattern.keys:
                found[key].extend(hits)
    cue_hits.sort()
    return Scan(
        report=report,
        view=view,
        segments=segments,
        matches={lexicon.keys[key]: _outermost(hits) for key, hits in found.items()},
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


def _join(
    pattern: Joined,
    lexicon: Lexicon,
    places: dict[int, list[Match]],
    columns: dict[int, list[Match]],
    segments: Segments,
) -> list[Match]:
    """All tightest placements of a pattern's parts. ``columns`` keeps the places of parts met before."""
    chosen: list[list[Match]] = []
    for part in pattern.parts:
        column = columns.get(part)
        if column is None:
            phrases = lexicon.parts[part]
            lists = [places[number] for number in phrases if number in places]
            column = lists[0] if len(lists) == 1 else sorted(hit for hits in lists for hit in hits)
            columns[part] = column
        chosen.append(column)
    return _ordered(chosen, segments) if pattern.ordered else _together(chosen, segments)


def _ordered(columns: list[list[Match]], segments: Segments) -> list[Match]:
    """For each place of the first part, the nearest chain of the others behind it.

    Where the second part is rarer, only first parts that can reach it are tried.
    """
    first, rest = columns[0], columns[1:]
    if len(rest[0]) * 4 < len(first):
        near: list[Match] = []
        for start, _ in rest[0]:
            low = bisect_left(first, (start - GAP - LONGEST, 0))
            near += first[low : bisect_left(first, (start, 0))]
        first = near
    result: list[Match] = []
    for start, end in first:
        reach = end
        for column in rest:
            index = bisect_left(column, (reach, 0))
            if index == len(column) or column[index][0] > reach + GAP:
                break
            reach = column[index][1]
        else:
            if reach <= segments.span_end(start):
                result.append((start, reach))
    return result


def _together(columns: list[list[Match]], segments: Segments) -> list[Match]:
    """For each place of the rarest part, the nearest place of every other part within the spread."""
    rarest = min(range(len(columns)), key=lambda i: len(columns[i]))
    result: list[Match] = []
    for anchor in columns[rarest]:
        low, high = segments.span(anchor[0])
        start, end = anchor
        taken = [anchor]
        for index, column in enumerate(columns):
            if index == rarest:
                continue
            near = _nearest(column, anchor, max(low, anchor[0] - SPREAD), min(high, anchor[1] + SPREAD), taken)
            if near is None:
                break
            taken.append(near)
            start, end = min(start, near[0]), max(end, near[1])
        else:
            if end - start <= SPREAD + 20:
                result.append((start, end))
    return result


def _nearest(column: list[Match], anchor: Match, low: int, high: int, taken: list[Match]) -> Match | None:
    best: Match | None = None
    for hit in column[bisect_left(column, (low, 0)) : bisect_right(column, (high, 0))]:
        if hit[1] > high or any(hit[0] < other[1] and other[0] < hit[1] for other in taken):
            continue
        if best is None or abs(hit[0] - anchor[0]) < abs(best[0] - anchor[0]):
            best = hit
    return best


def _outermost(hits: list[Match]) -> list[Match]:
    """Sorted, without repeats and without ranges inside an earlier-starting one that reaches as far."""
    result: list[Match] = []
    for start, end in sorted(set(hits), key=lambda hit: (hit[0], -hit[1])):
        if not result or end > result[-1][1]:
            result.append((start, end))
    return result
