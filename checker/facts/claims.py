"""Figures as typed claims, and what a report's figures are together."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, Literal, NamedTuple, overload

from checker.facts.words import BOUNDARY, CLAUSE_END, CLAUSE_MARKS, LEADING, PERIOD, SCOPE, TRAILING

if TYPE_CHECKING:
    from checker.facts.frames import Sentence

ClaimKind = Literal["count", "money", "time", "percent", "points", "times", "ratio", "plain"]
Shape = tuple[ClaimKind, bool, str, int]
"""(kind, exact, unit, places): what many claims have in common."""

_RUN = 512
"""Claims made at a time for those who want them all."""
_MANY = 5_000
"""Claims from which their sentences are not kept: they take ten times the room of the text."""


@dataclass(frozen=True)
class Surroundings:
    """The folded text a report's claims stand in, and the clauses in it."""

    folded: str = field(repr=False)

    def clause_start(self, start: int) -> int:
        """Where the clause that holds ``start`` begins, behind its mark; at most 200 characters off."""
        floor = max(start - 200, 0)
        return floor + max(map(self.folded[floor:start].rfind, CLAUSE_MARKS)) + 1

    def clause(self, start: int, end: int) -> tuple[int, int]:
        """The clause around ``[start, end)``, without the marks that bound it; at most 200 characters each way."""
        right = CLAUSE_END.search(self.folded, end, end + 200)
        return self.clause_start(start), (right.start() if right else min(end + 200, len(self.folded)))


class Claim(NamedTuple):
    """One figure: ``report.text[start:end]`` with its unit, and what it says.

    A named tuple, not a dataclass: a report has hundreds, and these are made five times faster.

    ``value`` is the number as printed, scales included (1.2万 is 12000, 86.8% is 86.8, 三成 is 3).
    ``low``/``high`` are the bounds it leaves open; ``None`` is no bound. Both equal ``value`` where
    ``exact``. 1.2万 stands for 11950 to 12050; 300余 for 300 to 400.
    ``index`` counts the report's claims from 0.
    """

    start: int
    end: int
    kind: ClaimKind
    value: Decimal
    low: Decimal | None
    high: Decimal | None
    exact: bool
    unit: str
    places: int
    around: Surroundings

    @property
    def measure(self) -> str:
        """What the figure measures, from its clause: the words before it, else the noun after it."""
        left, right = self.around.clause(self.start, self.end)
        before = BOUNDARY.split(self.around.folded[left : self.start])[-1]
        before = TRAILING.sub("", LEADING.sub("", before))
        if before:
            return before
        after = BOUNDARY.split(self.around.folded[self.end : right])[0]
        return LEADING.sub("", after)[:16]

    @property
    def scope(self) -> tuple[str, ...]:
        """The words of its clause that say what the figure is part of or compared with (其中, 占, 同比)."""
        left, right = self.around.clause(self.start, self.end)
        return tuple(SCOPE.findall(self.around.folded, left, right))

    @property
    def period(self) -> str:
        """The time its clause names (全年, 2023年, 五年来); empty where it names none."""
        left, right = self.around.clause(self.start, self.end)
        found = PERIOD.search(self.around.folded, left, right)
        return found.group() if found else ""

    def __repr__(self) -> str:
        bounds = f"{self.value}" if self.exact else f"{self.low}..{self.high}"
        return f"Claim({self.start}:{self.end} {self.kind} {bounds}{self.unit})"


class Claims(Sequence[Claim]):
    """The claims of one text in text order, kept as columns; a claim is made when it is asked for.

    As an object a claim takes four hundred bytes with its numbers, here forty, and a long text has a hundred
    thousand. ``starts`` and ``ends`` are offsets into the text; ``shapes`` is what no number says.
    """

    def __init__(self, around: Surroundings) -> None:
        self._around = around
        self.starts = array("I")
        self.ends = array("I")
        self._values: list[Decimal] = []
        self._lows: list[Decimal | None] = []
        self._highs: list[Decimal | None] = []
        self.shapes: list[Shape] = []
        self._known: dict[Shape, Shape] = {}

    def add(
        self, start: int, end: int, value: Decimal, low: Decimal | None, high: Decimal | None, shape: Shape
    ) -> None:
        """Put one behind the others."""
        self.starts.append(start)
        self.ends.append(end)
        self._values.append(value)
        self._lows.append(low)
        self._highs.append(high)
        self.shapes.append(self._known.setdefault(shape, shape))

    def run(self, first: int, last: int) -> list[Claim]:
        """The claims from number ``first`` to before ``last``."""
        columns = (self.starts, self.ends, self._values, self._lows, self._highs, self.shapes)
        made, around = tuple.__new__, self._around  # what Claim(…) does, without its call in between
        return [
            made(Claim, (start, end, kind, value, low, high, exact, unit, places, around))
            for start, end, value, low, high, (kind, exact, unit, places) in zip(
                *[column[first:last] for column in columns], strict=True
            )
        ]

    def __len__(self) -> int:
        return len(self.shapes)

    def __iter__(self) -> Iterator[Claim]:
        return chain.from_iterable(self.run(first, first + _RUN) for first in range(0, len(self), _RUN))

    @overload
    def __getitem__(self, index: int) -> Claim: ...
    @overload
    def __getitem__(self, index: slice) -> list[Claim]: ...
    def __getitem__(self, index: int | slice) -> Claim | list[Claim]:
        if isinstance(index, slice):
            return [self[place] for place in range(len(self))[index]]
        place = range(len(self))[index]
        return self.run(place, place + 1)[0]


@dataclass(frozen=True)
class Facts:
    """Every figure of one report.

    ``claims`` are the quantities. ``untyped`` are the ranges of numbers that are neither quantities nor told
    apart from them: dates, ordinals, codes, list marks… ``counts`` has the number of figures by kind, those told
    apart and ``untyped`` included.
    """

    claims: Claims
    untyped: tuple[tuple[int, int], ...]
    counts: Mapping[str, int]
    around: Surroundings = field(repr=False)

    @property
    def sentences(self) -> Iterable[Sentence]:
        """The sentences that hold claims, with what stands around each claim; of a long text made as they are read."""
        from checker.facts.frames import sentences

        return self._sentences if len(self.claims) <= _MANY else sentences(self.around.folded, self.claims)

    @cached_property
    def _sentences(self) -> tuple[Sentence, ...]:
        from checker.facts.frames import sentences

        return tuple(sentences(self.around.folded, self.claims))

    @property
    def share_typed(self) -> float:
        """The share of all figures that were typed, 0 to 1."""
        total = sum(self.counts.values())
        return 1.0 if not total else 1 - self.counts.get("untyped", 0) / total
