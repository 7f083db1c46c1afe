"""The work on one pair of reports, in this process or in several: rows of the store come out, in the order asked."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from checker.audit import copies, follow
from checker.audit.copies import Pair, Text, Texts
from checker.audit.store import Store
from checker.model import Identity, Known

MANY = 400
"""Pairs from which starting processes is worth its second."""
_CHUNK = 16
_FEWEST_STALE = 3
Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """A pair to work on: ``copy`` two places' reports, ``own`` a place's and its last year's, ``follow`` them up."""

    how: str
    one: int
    other: int


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found, as rows of ``copies``, ``runs``, ``stale``, and what became of last year's items."""

    copies: tuple[Row, ...] = ()
    runs: tuple[Row, ...] = ()
    stale: tuple[Row, ...] = ()
    followed: tuple[tuple[str, follow.Followed], ...] = ()


@dataclass(frozen=True, slots=True)
class Given:
    """What work on any pair needs of the cohort."""

    places: dict[int, str]
    boilerplate: frozenset[str]
    rarity: follow.Rarity


class Worker:
    """Works on pairs, with a store to read from."""

    def __init__(self, store: Store, given: Given) -> None:
        self._store = store
        self._rarity = given.rarity
        self.texts = Texts(store, given.places)
        self.texts.boilerplate = given.boilerplate

    def __call__(self, asked: Asked) -> Answer:
        if asked.how == "follow":
            return self._follow(asked.one, asked.other)
        one, other = self.texts[asked.one], self.texts[asked.other]
        pair = copies.compare(one, other, own=asked.how == "own")
        if pair is None:
            return Answer()
        runs = tuple(_run_row(pair, number, one, other) for number in range(len(pair.runs)))
        return Answer(copies=(_copy_row(pair),), runs=runs)

    def _follow(self, this: int, last: int) -> Answer:
        then, now = self.texts.plain(last)[0], follow.Year(*self.texts.plain(this), self._identity(this))
        items: dict[str, list[tuple[int, int, int]]] = {"plan": [], "problems": []}
        for role, number, start, end in self._store.fetch(
            "SELECT role, number, start, end FROM items WHERE report = ? ORDER BY role, number", (last,)
        ):
            items[role].append((number, start, end))
        found = [("plan", one) for one in follow.plan(then, now, items["plan"], self._rarity)]
        found += [("problems", one) for one in follow.problems(then, now, items["problems"], self._rarity)]
        return Answer(followed=tuple(found), stale=tuple(_stale(self._store, this, last)))

    def _identity(self, report: int) -> Identity:
        """What the store knows of who reports: enough to tell the reporter's acts from its superiors'."""
        issuer, kind, year, years = self._store.fetch(
            "SELECT issuer, kind, year, years FROM reports WHERE report = ?", (report,)
        )[0]
        told = tuple(int(one) for one in years.split("、") if one) or (() if year is None else (year,))
        return Identity(issuer=Known(issuer, "body") if issuer else None, kind=kind, years=told)


def _copy_row(pair: Pair) -> Row:
    return (
        pair.one,
        pair.other,
        int(pair.own),
        round(pair.containment, 4),
        pair.block,
        pair.blocks,
        pair.characters,
        pair.level,
        "、".join(pair.foreign),
    )


def _run_row(pair: Pair, number: int, one: Text, other: Text) -> Row:
    run = pair.runs[number]
    return (
        pair.one,
        pair.other,
        number + 1,
        run.start,
        run.end,
        run.other_start,
        run.other_end,
        one.section(run.start),
        other.section(run.other_start),
        one.text[run.start : run.end],
        other.text[run.other_start : run.other_end],
    )


_TOLD = """SELECT kind, measure, unit, value, start, end FROM facts WHERE report = ? AND exact AND role = 'measures'
           AND measure <> '' AND kind IN ('count', 'money', 'percent') ORDER BY number"""


def _is_telling(value: float) -> bool:
    """Whether a figure has three digits or more that tell; small and round ones are often the same by chance."""
    return len(f"{value:.10g}".replace(".", "").strip("0")) >= 3


def _stale(store: Store, this: int, last: int) -> list[Row]:
    """This year's telling exact figures that are last year's to the last digit, where there are three or more."""
    held: dict[Row, tuple[int, int]] = {}
    for *what, start, end in store.fetch(_TOLD, (last,)):
        held.setdefault(tuple(what), (start, end))
    found: dict[Row, tuple[int, int]] = {}
    for *what, start, end in store.fetch(_TOLD, (this,)):
        if tuple(what) in held and _is_telling(what[3]):
            found.setdefault(tuple(what), (start, end))
    if len(found) < _FEWEST_STALE:
        return []
    return [
        (this, last, number, measure, value, unit, *place, *held[kind, measure, unit, value])
        for number, ((kind, measure, unit, value), place) in enumerate(found.items(), start=1)
    ]


# --------------------------------------------------------------------------- here or in several processes


class Workers:
    """Work on pairs here while they are few, in ``jobs`` processes where they are many; the answers are the same."""

    def __init__(self, store: Store, given: Given, jobs: int) -> None:
        self._store = store
        self._given = given
        self._jobs = jobs or os.cpu_count() or 1
        self._here = Worker(store, given)

    def each(self, asked: Iterable[Asked]) -> Iterator[tuple[Asked, Answer]]:
        """Every pair with its answer, in the order asked."""
        wanted = list(asked)
        if self._jobs == 1 or len(wanted) < MANY:
            for one in wanted:
                yield one, self._here(one)
            return
        context = multiprocessing.get_context("spawn")
        given = (str(self._store.path), self._given)
        with ProcessPoolExecutor(self._jobs, mp_context=context, initializer=_begin, initargs=given) as pool:
            yield from zip(wanted, pool.map(_work, wanted, chunksize=_CHUNK), strict=True)


_worker: list[Worker] = []


def _begin(path: str, given: Given) -> None:
    _worker[:] = [Worker(Store.reading(Path(path)), given)]


def _work(asked: Asked) -> Answer:
    return _worker[0](asked)
