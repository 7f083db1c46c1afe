"""Passages two reports share that their cohort does not: candidates by sample, then exact, then side by side.

What is found is put before a person to check; it says nothing about who wrote it first, or whether both took
it from a common source.
"""

from __future__ import annotations

import json
import zlib
from array import array
from collections import Counter, OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from checker.audit import grams
from checker.audit.candidates import COMMON
from checker.audit.grams import LENGTH
from checker.audit.store import Store

PARTLY, LARGELY = 0.30, 0.60
"""Containment of a block's 8-grams in the other report from which it is worth a look."""
OWN = 0.60
"""The same against last year's own report, where much may rightly stay."""
SHORTEST_RUN = 30
_REFERENCE = 200
_FEWEST_GRAMS = 60
"""Of a block, and of what two share: a template sentence or two are no copy."""
_MOST_RUNS = 40
_STRIDE = 32

Block = tuple[int, int, str, str]
PARTS = {
    "lead": "开头",
    "measures": "主要举措和成效",
    "problems": "存在的不足",
    "causes": "不足的原因",
    "leader-duty": "第一责任人履职",
    "plan": "下一年度安排",
    "task": "年初任务",
    "other": "其他部分",
}
"""Roles as people call them, where a block has no heading."""


@dataclass(frozen=True)
class Text:
    """A report's text as copies are looked for in it: its blocks with their grams, and all of them together."""

    report: int
    place: str
    text: str
    blocks: tuple[tuple[Block, frozenset[str]], ...]
    all: frozenset[str]

    @cached_property
    def aligned(self) -> tuple[str, array[int]]:
        """The masked view with the offsets of its characters; only pairs that are shown need it."""
        start, end = (self.blocks[0][0][0], self.blocks[-1][0][1]) if self.blocks else (0, 0)
        return grams.aligned(self.text, start, end)

    def section(self, offset: int) -> str:
        """The heading of the block at ``offset``, else what part of a report it is."""
        held = [block for block, _ in self.blocks if block[0] <= offset < block[1]]
        return held[0][3] or PARTS.get(held[0][2], "") if held else ""

    @property
    def view(self) -> str:
        return self.aligned[0]

    @property
    def origins(self) -> array[int]:
        return self.aligned[1]


@dataclass(frozen=True, slots=True)
class Run:
    """``one.text[start:end]`` and ``other.text[other_start:other_end]`` say the same."""

    start: int
    end: int
    other_start: int
    other_end: int


@dataclass(frozen=True, slots=True)
class Pair:
    """Two reports with a block of either that the other holds for at least the threshold's share."""

    one: int
    other: int
    own: bool
    containment: float
    block: str
    blocks: int
    characters: int
    level: str
    foreign: tuple[str, ...]
    runs: tuple[Run, ...]


class Texts:
    """The texts of the cohort, the last few dozen kept ready."""

    def __init__(self, store: Store, places: dict[int, str], kept: int = 64) -> None:
        self._store = store
        self._places = places
        self._kept: OrderedDict[int, Text] = OrderedDict()
        self._most = kept
        self.boilerplate: frozenset[str] = frozenset()

    def plain(self, report: int) -> tuple[str, list[Block]]:
        """The text and its blocks."""
        packed, blocks = self._store.fetch("SELECT text, blocks FROM texts WHERE report = ?", (report,))[0]
        return unpack(packed), [tuple(block) for block in json.loads(blocks)]

    def __getitem__(self, report: int) -> Text:
        held = self._kept.get(report)
        if held is None:
            held = self._kept[report] = self._read(report)
            if len(self._kept) > self._most:
                self._kept.popitem(last=False)
        else:
            self._kept.move_to_end(report)
        return held

    def _read(self, report: int) -> Text:
        text, blocks = self.plain(report)
        cut: list[tuple[Block, frozenset[str]]] = []
        every: set[str] = set()
        for block in blocks:
            found = grams.grams(grams.masked(text[block[0] : block[1]])) - self.boilerplate
            every |= found
            cut.append((block, frozenset(found)))
        return Text(report, self._places[report], text, tuple(cut), frozenset(every))


def unpack(packed: bytes) -> str:
    """A stored text."""
    return zlib.decompress(packed).decode("utf-8", "surrogatepass")


def reference(reports: Sequence[int]) -> list[int]:
    """At most 200 of the reports, spread over all of them; the same ones for the same reports."""
    step = max(1, len(reports) // _REFERENCE)
    return sorted(reports)[::step][:_REFERENCE]


def boilerplate(store: Store, reports: Sequence[int]) -> frozenset[str]:
    """The 8-grams in a fifth or more of the cohort, judged by at most 200 reports spread over it.

    Fewer than ten reports say nothing about what is common; there is no boilerplate then.
    """
    if len(reports) < 10:
        return frozenset()
    chosen = reference(reports)
    counts: Counter[str] = Counter()
    for number, report in enumerate(chosen, start=1):
        packed = store.fetch("SELECT text FROM texts WHERE report = ?", (report,))[0][0]
        counts.update(grams.grams(grams.masked(unpack(packed))))
        if number % 50 == 0:
            # what so few of the first ones hold can hardly become common; memory stays small
            floor = max(1, number // 25)
            counts = Counter({gram: times for gram, times in counts.items() if times >= floor})
    return frozenset(gram for gram, times in counts.items() if times >= COMMON * len(chosen))


def compare(one: Text, other: Text, *, own: bool = False) -> Pair | None:
    """The pair where a block of either is held by the other from the threshold on; else ``None``."""
    threshold = OWN if own else PARTLY
    best, name, hits = 0.0, "", 0
    for held, against in ((one, other), (other, one)):
        for block, found in held.blocks:
            if len(found) < _FEWEST_GRAMS:
                continue
            shared = len(found & against.all)
            share = shared / len(found)
            if shared < _FEWEST_GRAMS:
                continue
            if share >= threshold:
                hits += 1
            if share > best:
                best, name = share, block[3] or PARTS.get(block[2], "")
    if best < threshold:
        return None
    found_runs = runs(one, other)
    if not found_runs:
        return None
    foreign = () if own else _foreign(one, other)
    level = "largely" if best > LARGELY else "partly"
    characters = sum(run.end - run.start for run in found_runs)
    return Pair(one.report, other.report, own, best, name, hits, characters, level, foreign, tuple(found_runs))


def runs(one: Text, other: Text) -> list[Run]:
    """What stands in both for 30 characters or more, the longest first; boilerplate alone does not count."""
    view, against = one.view, other.view
    telling = one.all & other.all
    places: dict[str, list[int]] = {}
    for at in _holding(against, telling):
        places.setdefault(against[at : at + LENGTH], []).append(at)
    found: list[Run] = []
    done = 0
    for at in _holding(view, telling):
        if at < done:
            continue
        length, place = _longest(view, at, against, places.get(view[at : at + LENGTH], ()))
        # what is common may lead up to what tells
        back = 0
        while at - back > done and place > back and view[at - back - 1] == against[place - back - 1]:
            back += 1
        run = _run(one, at - back, other, place - back, length + back) if length else None
        if run and run.end - run.start >= SHORTEST_RUN:
            found.append(run)
            done = at + length
        else:
            done = at + max(1, length - LENGTH + 1)
    return sorted(found, key=lambda run: (run.start - run.end, run.start))[:_MOST_RUNS]


def _holding(view: str, wanted: frozenset[str]) -> list[int]:
    return [at for at in range(len(view) - LENGTH + 1) if view[at : at + LENGTH] in wanted]


def _longest(view: str, at: int, other: str, places: Iterable[int]) -> tuple[int, int]:
    best, where = 0, -1
    for place in list(places)[:20]:
        if best and view[at : at + best] != other[place : place + best]:
            continue
        length = best or LENGTH
        limit = min(len(view) - at, len(other) - place)
        while (
            length < limit
            and view[at + length : at + length + _STRIDE] == other[place + length : place + length + _STRIDE]
        ):
            length += _STRIDE
        length = min(length, limit)
        while length < limit and view[at + length] == other[place + length]:
            length += 1
        if length > best:
            best, where = length, place
    return best, where


def _run(one: Text, at: int, other: Text, place: int, length: int) -> Run:
    def end(held: Text, last: int) -> int:
        return held.origins[last + 1] if last + 1 < len(held.origins) else held.origins[last] + 1

    return Run(
        one.origins[at],
        _trimmed(one.text, one.origins[at], end(one, at + length - 1)),
        other.origins[place],
        _trimmed(other.text, other.origins[place], end(other, place + length - 1)),
    )


def _trimmed(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1] in "\n （(“《":
        end -= 1
    return end


def _foreign(one: Text, other: Text) -> tuple[str, ...]:
    """In whose text the other place's name stands, as clauses."""
    found = []
    for text, name, own in ((one.text, other.place, one.place), (other.text, one.place, other.place)):
        if len(name) >= 3 and name not in own and own not in name and name in text:
            found.append(f"{own}的报告里有“{name}”")
    return tuple(found)
