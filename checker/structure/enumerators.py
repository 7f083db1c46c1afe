"""The numbers 一、（一）1.（1） of a running text: candidates everywhere, then the likeliest reading of them all.

A greedy pattern takes “一、二审” for a heading and loses “、加强…” whose digit was lost. So every place
that could be a number is a candidate with a price for taking it and a price for leaving it, and a small
dynamic programme over (last number of each level) finds the cheapest reading of the whole text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from math import inf
from typing import NamedTuple

from checker.structure.numerals import NUMERAL, ordinal

_C = NUMERAL
# Each begins with one mark, no class, and looks back from it: the engine leaps from mark to mark, where a pattern
# that begins with numerals would try every one of them. The rest is asked in Python.
_FIRST = re.compile(rf"、(?<=[{_C}]、)")
_BRACKETED = re.compile(rf"[（(]\s?(?:(?P<l2>[{_C}]{{1,3}})|(?P<l4>\d{{1,2}}))\s?[）)]、?(?![》」』])")
_THIRD = tuple(re.compile(rf"\{mark}(?<=\d\{mark})(?=[^\d\s.．])") for mark in ".．、")
_FOURTH = tuple(re.compile(rf"\{mark}(?<=\d\{mark})") for mark in "）)")
_NOT_BEFORE_FIRST = frozenset(f"第之其{_C}百千万几多约近0123456789")
_NOT_AFTER_FIRST = re.compile(rf"[{_C}]{{1,3}}[、是级批期类线审产届轮档]|$", re.MULTILINE)
_NOT_BEFORE_THIRD = frozenset("0123456789.．%％—-－/第＋+〔")
# Forms that are numbers only at the start of a line: a lost digit or bracket, a digit that runs into a month.
_AT_LINE = re.compile(
    rf"""^[ \t　 ]*(?:
        (?P<l3>\d{{1,2}})[.．、]\s*(?=\d{{1,4}}[年月日个项家条])
      | (?P<l3b>\d{{1,2}})[.．]\s+(?=\S)
      | (?P<l2>[{_C}]{{1,3}})\s?[）)]
      | [（(]\s?(?P<l2b>[{_C}]{{1,3}})(?=[^{_C}）)\s、])
      | (?P<lost1>、)(?=[^\s、，。])
      | (?P<dash>[－—\-])、
      | (?P<lost2>[（(]\s?[）)])(?=\S)
      | (?P<l1>[{_C}]{{1,3}})[.．，,：:](?=\S)
      | 第(?P<part>[{_C}]{{1,2}})(?:部分|章|项(?=[\s：:、　])|板块|篇)[\s：:、]*(?=\S)
    )""",
    re.VERBOSE | re.MULTILINE,
)
_LEVELS = {"l1": 1, "l2": 2, "l2b": 2, "l3": 3, "l3b": 3, "part": 1, "lost1": 1, "dash": 1, "lost2": 2}
_SENTENCE_END = frozenset("。！？；;：:!?”")
_KEEP_STATES = 8
_MARGIN = 6.0


class Enumerator(NamedTuple):
    """A number that begins a section: ``text[start:end]`` is the marker, ``number`` ``None`` if it was lost."""

    start: int
    end: int
    level: int
    number: int | None


class _Candidate(NamedTuple):
    mark: Enumerator
    take: float
    leave: float


State = tuple[int, int, int, int, int]
"""Last number at levels 1–4 (negative: the run was interrupted by a higher level), and the last level taken."""


def enumerators(folded: str, start: int = 0, end: int | None = None) -> list[Enumerator]:
    """The numbers that hold the text together, in text order. Linear in the text's length."""
    stop = len(folded) if end is None else end
    return _decode(_candidates(folded, start, stop))


def _candidates(folded: str, start: int, stop: int) -> list[_Candidate]:
    found: dict[int, _Candidate] = {}
    for read in (_first_level, _bracketed, _third_level):
        for mark in read(folded, start, stop):
            found[mark.start] = _priced(folded, start, mark, False)
    numbered = any(candidate.mark.level == 1 for candidate in found.values())
    for match in _AT_LINE.finditer(folded, start, stop):
        name = match.lastgroup or ""
        if name == "part" and numbered:
            continue  # 一、二、 within 第一部分: the inner numbers carry the tree
        place = match.start()
        while folded[place] in " \t　\xa0\n":
            place += 1
        number = 1 if name == "dash" else None if name.startswith("lost") else ordinal(match[name])
        if place not in found and (number is not None or name.startswith("lost")):
            found[place] = _priced(folded, start, Enumerator(place, match.end(), _LEVELS[name], number), name != "part")
    return [found[place] for place in sorted(found)]


def _first_level(folded: str, low: int, high: int) -> Iterator[Enumerator]:
    for match in _FIRST.finditer(folded, low, high):
        end = match.end()
        start = end - 1
        while start > low and end - start < 4 and folded[start - 1] in _C:
            start -= 1
        if (
            start == end - 1
            or (start and folded[start - 1] in _NOT_BEFORE_FIRST)
            or _NOT_AFTER_FIRST.match(folded, end)
        ):
            continue
        number = ordinal(folded[start : end - 1])
        if number is not None:
            yield Enumerator(start, end, 1, number)


def _bracketed(folded: str, low: int, high: int) -> Iterator[Enumerator]:
    for match in _BRACKETED.finditer(folded, low, high):
        text = match["l2"] or match["l4"]
        number = ordinal(text)
        if number is not None:
            yield Enumerator(match.start(), match.end(), 2 if match["l2"] else 4, number)


def _third_level(folded: str, low: int, high: int) -> Iterator[Enumerator]:
    for match in chain.from_iterable(pattern.finditer(folded, low, high) for pattern in (*_THIRD, *_FOURTH)):
        end = match.end()
        start = end - 2
        if start > low and folded[start - 1].isdecimal():
            start -= 1
        if start < low:
            continue
        before = folded[start - 1] if start else "\n"
        if folded[end - 1] in "）)":
            # “1)” whose left bracket was lost stands only after a sentence or at the start of a line.
            if before in "。；;：:\n":
                yield Enumerator(start, end, 4, int(folded[start : end - 1]))
        elif before not in _NOT_BEFORE_THIRD:
            yield Enumerator(start, end, 3, int(folded[start : end - 1]))


def _priced(folded: str, start: int, mark: Enumerator, damaged: bool) -> _Candidate:
    before = mark.start - 1
    while before >= start and folded[before] in " \t　\xa0":
        before -= 1
    spaced = before < mark.start - 1
    if before < start or folded[before] == "\n":
        take, leave = (0.6, 1.2) if damaged else (0.0, 4.0 if mark.level < 3 else 3.0)
    elif folded[before] in _SENTENCE_END:
        take, leave = 0.3, 3.0 if mark.level == 1 else 1.6
    elif spaced:
        take, leave = 0.7, 1.2
    elif mark.level in (1, 2) and folded[before] in "）)》":
        take, leave = 1.2, 0.4
    else:
        take, leave = (2.4, 1.4, 1.8, 2.4)[mark.level - 1], 0.0
    return _Candidate(mark, take, leave)


def _decode(candidates: list[_Candidate]) -> list[Enumerator]:
    states: dict[State, tuple[float, object]] = {(0, 0, 0, 0, 0): (0.0, None)}
    for mark, take, leave in candidates:
        following: dict[State, tuple[float, object]] = {}
        best = inf
        for state, (cost, trail) in states.items():
            left = cost + leave
            known = following.get(state)
            if known is None or left < known[0]:
                following[state] = (left, trail)
                best = min(best, left)
            step, after = _step(state, mark)
            taken = cost + take + step
            known = following.get(after)
            if known is None or taken < known[0]:
                following[after] = (taken, (trail, mark))
                best = min(best, taken)
        most = best + _MARGIN
        states = {state: way for state, way in following.items() if way[0] <= most}
        if len(states) > _KEEP_STATES:
            states = dict(sorted(states.items(), key=_by_cost)[:_KEEP_STATES])
    _, trail = min(states.items(), key=_by_cost)[1]
    result: list[Enumerator] = []
    while isinstance(trail, tuple):
        trail, mark = trail
        result.append(mark)
    return result[::-1]


def _by_cost(item: tuple[State, tuple[float, object]]) -> tuple[float, State]:
    return item[1][0], item[0]


def _step(state: State, mark: Enumerator) -> tuple[float, State]:
    """What it costs to read ``mark`` after ``state``, and the state thereafter."""
    _, _, level, number = mark
    last = state[level - 1]
    if number is None:
        number = abs(last) + 1
    # the usual cases first: the next number of a run, on a level whose upper one stands open
    cost = 0.0 if last > 0 and number == last + 1 else _number_cost(level, last, number)
    if level > 1 and state[level - 2] <= 0:
        cost += _jump_cost(state, level)
    one, two, three, four, _ = state
    if level == 1:
        return cost, (number, -abs(two), -abs(three), -abs(four), level)
    if level == 2:
        return cost, (one, number, -abs(three), -abs(four), level)
    if level == 3:
        return cost, (one, two, number, -abs(four), level)
    return cost, (one, two, three, number, level)


def _number_cost(level: int, last: int, number: int) -> float:
    if last > 0:
        step = number - last
        if step == 1:
            return 0.0
        if step > 1:
            return min(0.9 + 0.6 * step, 4.5)
        if step == 0:
            return 2.6
        return (6.0, 2.6, 1.6, 1.2)[level - 1] if number == 1 else 5.0
    if number == 1:
        return 0.0
    # The level was interrupted by a higher one: numbers may run on across it (normal style for 1. 2. 3.).
    if last < 0 and number == -last + 1:
        return 0.3 if level > 2 else 0.8
    return min(0.8 + 0.7 * number, 4.0)


def _jump_cost(state: State, level: int) -> float:
    """Skipping levels is common in two-level texts (一、 then 1.), dear only where nothing stands above."""
    if level == 1 or state[level - 2] > 0:
        return 0.0
    # of four levels at most two stand higher than the one above
    if (level > 2 and state[0] > 0) or (level > 3 and state[1] > 0):
        return 0.2
    return (0.0, 0.4, 0.8, 1.6)[level - 1]
