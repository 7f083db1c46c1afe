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
    """The hits of up to :data:`CHUNK` spans: phrase number -> span (counted from the chunk's first) -> places."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self.hits: dict[int, dict[int, list[Match]]] = {}
        self._present: dict[int, list[dict[int, list[Match]]]] = {}

    def joined(self) -> Iterator[tuple[Joined, list[Match]]]:
        """Every joined pattern that occurs, with its places."""
        lexicon = self._lexicon
        masks: dict[int, int] = {}
        for number, by_span in self.hits.items():
            parts = lexicon.parts_with[number]
            if parts:
                mask = 0
                for span in by_span:
                    mask |= 1 << span
                for part in parts:
                    masks[part] = masks.get(part, 0) | mask
        for first, mask in masks.items():
            for index in lexicon.patterns_from[first]:
                pattern = lexicon.joined[index]
                common = mask
                for part in pattern.parts:
                    common &= masks.get(part, 0)
                    if not common:
                        break
                else:
                    places = self._places(pattern, common)
                    if places:
                        yield pattern, places

    def _places(self, pattern: Joined, common: int) -> list[Match]:
        join = _ordered if pattern.ordered else _together
        result: list[Match] = []
        while common:
            span = (common & -common).bit_length() - 1
            common &= common - 1
            result += join([self._column(part, span) for part in pattern.parts])
        return result

    def _column(self, part: int, span: int) -> list[Match]:
        """The places of a part in one span, sorted."""
        present = self._present.get(part)
        if present is None:
            hits = self.hits
            present = self._present[part] = [hits[number] for number in self._lexicon.parts[part] if number in hits]
        columns = [by_span[span] for by_span in present if span in by_span]
        if len(columns) == 1:
            return columns[0]
        return sorted(place for column in columns for place in column)


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
