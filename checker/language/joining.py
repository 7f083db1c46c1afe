"""Joining the parts of patterns inside each sentence.

Most patterns have all their parts somewhere in a report but never in one sentence. So each part gets a
bit mask of the sentences (spans) it occurs in; only where the masks of all parts meet are places compared.
A long text is joined in chunks, so that masks stay short and time grows with the text.
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.language.lexicon import Joined, Lexicon
from checker.language.patterns import GAP, SPREAD

Match = tuple[int, int]
CHUNK = 256
"""Spans joined at a time."""


class Chunk:
    """The hits of up to :data:`CHUNK` spans: phrase number -> (span from the chunk's first, start, end), in order."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self.hits: dict[int, list[tuple[int, int, int]]] = {}

    def joined(self) -> Iterator[tuple[Joined, list[Match]]]:
        """Every joined pattern that occurs, with its places."""
        meeting = self._meeting()
        wanted: dict[int, int] = {}
        for pattern, common in meeting:
            for part in pattern.parts:
                wanted[part] = wanted.get(part, 0) | common
        tables = self._tables(wanted)
        for pattern, spans in meeting:
            join = _ordered if pattern.ordered else _together
            columns = [tables[part] for part in pattern.parts]
            places: list[Match] = []
            rest = spans
            while rest:
                span = (rest & -rest).bit_length() - 1
                rest &= rest - 1
                places += join([column[span] for column in columns])
            if places:
                yield pattern, places

    def _meeting(self) -> list[tuple[Joined, int]]:
        """The patterns all of whose parts meet in some span, with the mask of those spans."""
        lexicon = self._lexicon
        parts_with, patterns_from, joined = lexicon.parts_with, lexicon.patterns_from, lexicon.joined
        masks: dict[int, int] = {}
        seen = masks.get
        for number, hits in self.hits.items():
            parts = parts_with[number]
            if parts:
                mask = 0
                for hit in hits:
                    mask |= 1 << hit[0]
                for part in parts:
                    masks[part] = seen(part, 0) | mask
        meeting: list[tuple[Joined, int]] = []
        for rarest, mask in masks.items():
            for index in patterns_from[rarest]:
                pattern = joined[index]
                common = mask
                for part in pattern.parts:
                    common &= seen(part, 0)
                    if not common:
                        break
                else:
                    meeting.append((pattern, common))
        return meeting

    def _tables(self, wanted: dict[int, int]) -> dict[int, dict[int, list[Match]]]:
        """The places of each wanted part in the spans of its mask, by span, sorted within each."""
        parts_with = self._lexicon.parts_with
        tables: dict[int, dict[int, list[Match]]] = {part: {} for part in wanted}
        for number, hits in self.hits.items():
            for part in parts_with[number]:
                spans = wanted.get(part)
                if spans:
                    table = tables[part]
                    for span, start, end in hits:
                        if spans >> span & 1:
                            if span in table:
                                table[span].append((start, end))
                            else:
                                table[span] = [(start, end)]
        for table in tables.values():
            for places in table.values():
                if len(places) > 1:
                    places.sort()
        return tables


def _ordered(columns: list[list[Match]]) -> list[Match]:
    """For each place of the first part, the nearest chain of the others behind it."""
    result: list[Match] = []
    for start, end in columns[0]:
        reach = end
        for column in columns[1:]:
            following = next((hit for hit in column if hit[0] >= reach), None)
            if following is None or following[0] > reach + GAP:
                break
            reach = following[1]
        else:
            result.append((start, reach))
    return result


def _together(columns: list[list[Match]]) -> list[Match]:
    """For each place of the rarest part, the nearest place of every other part within the spread."""
    rarest = min(range(len(columns)), key=lambda index: len(columns[index]))
    result: list[Match] = []
    for anchor in columns[rarest]:
        start, end = anchor
        taken = [anchor]
        for index, column in enumerate(columns):
            if index == rarest:
                continue
            near = _nearest(column, anchor, taken)
            if near is None:
                break
            taken.append(near)
            start, end = min(start, near[0]), max(end, near[1])
        else:
            if end - start <= SPREAD + 20:
                result.append((start, end))
    return result


def _nearest(column: list[Match], anchor: Match, taken: list[Match]) -> Match | None:
    best: Match | None = None
    for hit in column:
        if hit[0] < anchor[0] - SPREAD or hit[1] > anchor[1] + SPREAD:
            continue
        if any(hit[0] < other[1] and other[0] < hit[1] for other in taken):
            continue
        if best is None or abs(hit[0] - anchor[0]) < abs(best[0] - anchor[0]):
            best = hit
    return best
