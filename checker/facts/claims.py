"""Figures as typed claims, and what a report's figures are together."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Literal, NamedTuple

from checker.facts.words import BOUNDARY, CLAUSE_END, CLAUSE_MARKS, LEADING, PERIOD, SCOPE, TRAILING

if TYPE_CHECKING:
    from checker.facts.frames import Sentence

ClaimKind = Literal["count", "money", "time", "percent", "points", "times", "ratio", "plain"]


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


class Figure(NamedTuple):
    """A number that is no quantity: ``report.text[start:end]`` is a date, an ordinal, a code, a list mark…"""

    start: int
    end: int
    kind: str


@dataclass(frozen=True)
class Facts:
    """Every figure of one report.

    ``claims`` are the quantities and ``others`` the figures told apart from them, both in text order.
    ``untyped`` are the ranges of numbers of which neither could be said. ``counts`` has the number of
    figures by kind, ``untyped`` included.
    """

    claims: tuple[Claim, ...] = ()
    others: tuple[Figure, ...] = ()
    untyped: tuple[tuple[int, int], ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    around: Surroundings = field(default=Surroundings(""), repr=False)

    @cached_property
    def _starts(self) -> list[int]:
        return [claim.start for claim in self.claims]

    def within(self, start: int, end: int) -> tuple[Claim, ...]:
        """The claims that lie in ``[start, end)``."""
        first = bisect_left(self._starts, start)
        last = bisect_right(self._starts, end - 1)
        return tuple(claim for claim in self.claims[first:last] if claim.end <= end)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences that hold claims, with what stands around each claim (found once, when first asked)."""
        from checker.facts.frames import sentences

        return sentences(self.around.folded, self.claims)

    @property
    def share_typed(self) -> float:
        """The share of all figures that were typed, 0 to 1."""
        total = sum(self.counts.values())
        return 1.0 if not total else 1 - self.counts.get("untyped", 0) / total
