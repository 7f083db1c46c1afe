"""Last year's plan and shortcomings held against this year's report: what was delivered, what comes again.

An item and a passage speak of one thing where the passage holds enough of what one of the item's clauses says, by
weight (``wording``). How the passage tells of it (``told``) and what figures it gives make the outcome.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from checker.audit.told import Telling, without_lack
from checker.audit.wording import Block, Passage, Rarity, words
from checker.model import Identity

__all__ = ["Followed", "Passage", "Rarity", "Year", "plan", "problems"]

_SPEAKS = 0.42
"""The share of a clause's weight that a passage must hold to speak of its matter."""
_NEAR = 0.30
"""The same for the nearest passage to show where none speaks of the matter."""
_AGAIN, _ALL_OF_IT = 0.60, 0.70
"""The same for a shortcoming that is said again; and of all its clauses, where many reports say the like."""
_ASIDE = 0.9
"""What a clause behind the first counts: it often names a purpose, not the matter."""
_WEIGHTY = 0.4
"""The share of the weightiest clause's weight that another needs to stand for the item."""
_NAMED = 0.7
"""The share of a name's weight that a passage must hold to speak of what bears it."""
_BROAD = 4
"""The fewest characters that what both say is made of."""
_TRIED = 4
"""Passages looked at for an item before it counts as not mentioned."""
_MEASURES = ("lead", "measures", "leader-duty", "other")
_LACKING = ("problems", "causes")
_AHEAD = ("plan", "task")
_SPAN = re.compile(r"[^。！？；;\n]+[。！？；;]?")
_CLAUSE = re.compile(r"[，。；：！？,;:\n]")
_SHORTEST = 4
_MARK = re.compile(
    r"^[\s　]*(?:[一二三四五六七八九十]{1,3}(?:是|、)|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[.．、])\s*"
)
_QUOTED = re.compile(r"[《“]([^《》“”\n]{2,30})[》”]")
_FIGURE = re.compile(r"(?<![\d.])(\d+(?:\.\d+)?)(?![\d.年月日号])(万|亿)?[余多]?([一-龥%])")
_MANY = {"万": 1e4, "亿": 1e8}
_AT_MOST = re.compile(r"不超过|不多于|以内|以下|控制在|压[减缩降]|减[少至到]|[降下]降|降[至到]|缩短")
_INTRODUCES = re.compile(r"(?:有|存在|暴露)[^。]{0,16}(?:不足|短板|差距|问题)[^。]{0,6}[：:。]?$")


@dataclass(frozen=True, slots=True)
class Followed:
    """What became of an item of last year's: outcome, how sure, and this year's passage if there is one.

    Of an item that is not mentioned ``this`` is the nearest passage, wherever it stands.
    """

    number: int
    item: Passage
    outcome: str
    score: float
    this: Passage | None


@dataclass(frozen=True, slots=True)
class _Clause:
    """A clause of an item: what each of its words weighs, what all do, and how much its share counts."""

    weights: Mapping[str, float]
    whole: float
    counts: float


@dataclass(frozen=True, slots=True)
class _Item:
    """An item to look for: ``names`` are the titles and programmes it quotes, ``telling`` words of the first clause
    that are likely part of a name.
    """

    passage: Passage
    clauses: tuple[_Clause, ...]
    names: tuple[Mapping[str, float], ...]
    telling: frozenset[str]
    figures: tuple[tuple[float, str], ...]
    weights: Mapping[str, float]
    """What the words of all clauses weigh."""


_Candidate = tuple[float, Passage, _Clause]
_Outcome = tuple[str, float, Passage | None]


class Year:
    """One report's sentences by part, ready to be matched with. Words are only looked up where an item has them."""

    def __init__(self, text: str, blocks: Sequence[Block], identity: Identity | None = None) -> None:
        self.text = text
        self.telling = Telling(text, identity or Identity())
        self.measures = _Spans(text, blocks, _MEASURES)
        self.lacking = _Spans(text, blocks, _LACKING)
        self.whole = _Spans(text, blocks, (*_MEASURES, *_LACKING, *_AHEAD))


class _Spans:
    """The spans of some parts of a report, and which of them hold a word."""

    def __init__(self, text: str, blocks: Sequence[Block], roles: Collection[str]) -> None:
        self._text = text
        self._blocks = [(start, end) for start, end, role, _ in blocks if role in roles]
        self._bounds = [match.span() for start, end in self._blocks for match in _SPAN.finditer(text, start, end)]
        self._starts = [start for start, _ in self._bounds]
        self._held: dict[str, list[int]] = {}

    def passage(self, number: int) -> Passage:
        start, end = self._bounds[number]
        return Passage(start, end, self._text[start:end])

    def with_word(self, word: str) -> list[int]:
        """The spans that hold a word, ascending; looked for once."""
        held = self._held.get(word)
        if held is None:
            held = self._held[word] = sorted(
                {number for start, end in self._blocks for number in self._in(word, start, end)}
            )
        return held

    def with_any(self, wanted: Sequence[str]) -> list[int]:
        """The spans that hold one of the words, ascending."""
        return sorted({number for word in wanted for number in self.with_word(word)})

    def holds(self, number: int, word: str) -> bool:
        """Whether a span holds a word."""
        if word[0].isdecimal():
            return number in self.with_word(word)
        start, end = self._bounds[number]
        return self._text.find(word, start, end) >= 0

    def _in(self, word: str, start: int, end: int) -> Iterator[int]:
        text = self._text
        at = text.find(word, start, end)
        while at >= 0:
            number = bisect_right(self._starts, at) - 1
            # a pair across the end of a span is in none, a figure within a longer one is another
            whole = not (word[0].isdecimal() and at and (text[at - 1].isdecimal() or text[at - 1] == "."))
            if number >= 0 and at + len(word) <= self._bounds[number][1] and whole:
                yield number
            at = text.find(word, at + 1, end)


def plan(last: str, this: Year, items: Sequence[tuple[int, int, int]], rarity: Rarity) -> list[Followed]:
    """What this year's report says of each item (number, start, end) of last year's plan.

    Its measures tell of it; else its shortcomings may say that it was done in part.
    """
    found = []
    for number, start, end in items:
        item = _item(last, start, end, rarity)
        outcome, score, passage = _told(item, this) or _in_part(item, this) or _not_mentioned(item, this)
        found.append(Followed(number, item.passage, outcome, round(score, 3), passage))
    return found


def _told(item: _Item, this: Year) -> _Outcome | None:
    """The fullest passage of the measures that tells of the item as an act of the year."""
    for share, passage, _ in _candidates(item, this.measures):
        told = this.telling.told(*_matter(passage, item))
        if told != "not":
            less = told == "begun" or _falls_short(item, passage)
            return "partly" if less else "delivered", share, passage
    return None


def _in_part(item: _Item, this: Year) -> _Outcome | None:
    """Where the shortcomings say how far the item came ("只配到支队本级")."""
    for share, passage, _ in _candidates(item, this.lacking):
        if this.telling.is_limited(*_matter(passage, item)):
            return "partly", share, passage
    return None


def _not_mentioned(item: _Item, this: Year) -> _Outcome:
    """The nearest passage: the matter of another body, planned again, still lacking, or only like it."""
    near = _candidates(item, this.whole, least=_NEAR, named=False)
    return "not-mentioned", 0.0, near[0][1] if near else None


def problems(last: str, this: Year, items: Sequence[tuple[int, int, int]], rarity: Rarity) -> list[Followed]:
    """Shortcomings of last year that this year's report says again in the same or nearly the same words."""
    found = []
    for number, start, end in items:
        if _INTRODUCES.search(last[start:end]):
            continue
        item = _item(last, start, end, rarity, without_lack)
        again = _again(item, _candidates(item, this.lacking), rarity) or _among_measures(item, this, rarity)
        if again is not None:
            found.append(Followed(number, item.passage, "repeated", round(again[0], 3), again[1]))
    return found


def _again(item: _Item, candidates: Sequence[_Candidate], rarity: Rarity) -> tuple[float, Passage] | None:
    for share, passage, clause in candidates:
        if share >= _AGAIN and _says_again(item, passage.text, clause, rarity):
            return share, passage
    return None


def _among_measures(item: _Item, this: Year, rarity: Rarity) -> tuple[float, Passage] | None:
    """The same among what was done, where a lack may be told as well."""
    seldom = [word for word in item.weights if rarity.is_seldom(word) and not word[0].isdecimal()]
    met = Counter(number for word in seldom for number in this.measures.with_word(word))
    candidates = _candidates(item, this.measures, [number for number, times in met.items() if times > 1])
    again = _again(item, candidates, rarity)
    if again is None or not this.telling.lacks(*_matter(again[1], item)):
        return None
    return again


def _says_again(item: _Item, said: str, clause: _Clause, rarity: Rarity) -> bool:
    """Whether what the passage shares is the item's own; what many reports write is told by all of the item."""
    there = words(said)
    if sum(rarity.is_seldom(word) and not word[0].isdecimal() for word in clause.weights if word in there) >= 2:
        return True
    names = {word for word in item.weights if rarity.is_name(word)}
    return _share(item.weights, there) >= _ALL_OF_IT and 2 * len(names & there) >= len(names)


def _item(text: str, start: int, end: int, rarity: Rarity, plain: Callable[[str], str] = str) -> _Item:
    whole = text[start:end]
    said = plain(_MARK.sub("", whole))
    weighed = []
    for part in _CLAUSE.split(said):
        if len(part) >= _SHORTEST:
            weights = rarity.weights(part)
            weighed.append((weights, sum(weights.values())))
    most = max((weight for _, weight in weighed), default=0.0)
    clauses = tuple(
        _Clause(weights, weight, _ASIDE if at else 1.0)
        for at, (weights, weight) in enumerate(weighed)
        if weight and (at == 0 or weight >= _WEIGHTY * most)
    )
    names = tuple(rarity.weights(name) for name in _QUOTED.findall(said))
    first = clauses[0].weights if clauses else {}
    telling = frozenset(word for word in first if rarity.is_name(word))
    weights = {word: weight for clause in clauses for word, weight in clause.weights.items()}
    passage = Passage(start, end, whole)
    return _Item(passage, clauses, tuple(name for name in names if name), telling, tuple(_figures(said)), weights)


def _candidates(
    item: _Item,
    spans: _Spans,
    among: Iterable[int] | None = None,
    *,
    least: float = _SPEAKS,
    named: bool = True,
) -> list[_Candidate]:
    """The spans (of all, or ``among`` some) that hold enough of a clause to speak of it, the fullest first.

    Enough is the share ``least``; ``named`` demands what tells the item from its like.
    """
    best: dict[int, tuple[float, _Clause]] = {}
    for clause in item.clauses:
        wanted = least * clause.whole / clause.counts
        for number in spans.with_any(_needed(clause, wanted)) if among is None else among:
            weight = sum(weight for word, weight in clause.weights.items() if spans.holds(number, word))
            score = clause.counts * weight / clause.whole
            if weight >= wanted and (number not in best or score > best[number][0]):
                best[number] = (score, clause)
    found = []
    for number, (score, clause) in sorted(best.items(), key=lambda one: (-one[1][0], one[0])):
        passage = spans.passage(number)
        if _is_broad(clause, passage.text) and (not named or _is_of_that_name(item, passage.text)):
            found.append((score, passage, clause))
            if len(found) == _TRIED:
                break
    return found


def _needed(clause: _Clause, wanted: float) -> list[str]:
    """The weightiest words of a clause: a span without any of them holds less than ``wanted``."""
    needed, rest = [], clause.whole
    for word, weight in sorted(clause.weights.items(), key=lambda one: (-one[1], one[0])):
        if rest < wanted:
            break
        needed.append(word)
        rest -= weight
    return needed


def _is_broad(clause: _Clause, said: str) -> bool:
    """Whether the two share more than one short word."""
    return len(set("".join(word for word in clause.weights if word in said))) >= _BROAD


def _is_of_that_name(item: _Item, said: str) -> bool:
    """Whether the passage holds what tells the item from its like: a title or programme it names, its rarest words."""
    if not item.names and not item.telling:
        return True
    there = words(said)
    if item.names and not any(_share(name, there) >= _NAMED for name in item.names):
        return False
    return 2 * len(item.telling & there) >= len(item.telling)


def _share(weights: Mapping[str, float], there: Collection[str]) -> float:
    return sum(weight for word, weight in weights.items() if word in there) / sum(weights.values())


def _matter(passage: Passage, item: _Item) -> tuple[int, int]:
    """Where in the passage the item's matter stands: from its first to its last word in the clause that holds most."""
    most, found = 0.0, (passage.start, passage.end)
    at = passage.start
    for part in _CLAUSE.split(passage.text):
        places = {word: part.index(word) for word in item.weights if word in part}
        weight = sum(item.weights[word] for word in places)
        if weight > most:
            most, found = weight, (at + min(places.values()), at + max(places.values()) + 2)
        at += len(part) + 1
    return found


def _falls_short(item: _Item, said: Passage) -> bool:
    """Whether the passage gives less than was aimed at: of every unit that both have a figure of."""
    if not item.figures or _AT_MOST.search(item.passage.text):
        return False
    told: dict[str, list[float]] = {}
    for figure, unit in _figures(said.text):
        told.setdefault(unit, []).append(figure)
    both = [(figure, told[unit]) for figure, unit in item.figures if unit in told]
    return bool(both) and all(max(found) < aimed for aimed, found in both)


def _figures(text: str) -> Iterator[tuple[float, str]]:
    """The figures of ``text``, each with the first character of its unit; no dates."""
    for figure, many, unit in _FIGURE.findall(text):
        yield float(figure) * _MANY.get(many, 1), unit
