"""Last year's plan and shortcomings held against this year's report: what was delivered, what comes again.

Two passages speak of one thing where they share its name (a quoted title, a coined word) or enough rare pairs
of characters. A pair weighs by how few reports of the cohort use it: 站点 tells little, a place's own name much.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from math import log
from operator import add

from checker.audit.copies import Block
from checker.rules.quality_overlap import pairs

DELIVERED, PARTLY = 0.45, 0.30
"""The share of an item's weight that a sentence must hold to speak of it at all, and to tell of its delivery."""
_ALIKE = 0.80
_SAME_NAME = 0.70
_TELLING, _OF_TELLING, _BY_HEAD = 0.55, 0.30, 0.70
_MEASURES = ("lead", "measures", "leader-duty", "other")
_SENTENCE = re.compile(r"[^。！？\n]+[。！？]?")
_MARK = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}(?:是|、)|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[.．、])\s*"
)
_OPEN = re.compile(
    r"正在|尚未|尚在|仍在|未能|推迟|延期|暂缓|抓紧|有序推进|稳步推进中|征求意见(?:阶段|中)|初稿|筹备|在建|施工|部分完成|第一期|阶段性"
)
_QUOTED = re.compile(r"[《“]([^《》“”\n]{2,30})[》”]")
_FIGURE = re.compile(r"\d+(?:\.\d+)?")
_INTRODUCES = re.compile(r"(?:有|存在|暴露)[^。]{0,16}(?:不足|短板|差距|问题)[^。]{0,6}[：:。]?$")


@dataclass(frozen=True, slots=True)
class Passage:
    """``text[start:end]`` of a report."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Followed:
    """What became of an item of last year's: outcome, how sure, and this year's passage if there is one."""

    number: int
    item: Passage
    outcome: str
    score: float
    this: Passage | None


@dataclass(frozen=True, slots=True)
class _Item:
    passage: Passage
    pairs: frozenset[str]
    head: frozenset[str]
    names: tuple[str, ...]


class Rarity:
    """How much a pair of characters tells, from the reports it stands in; of nothing but two, all tell the same."""

    def __init__(self, texts: Iterable[str] = ()) -> None:
        self._count: Counter[str] = Counter()
        self._reports = 0
        for text in texts:
            self._count.update(pairs(text))
            self._reports += 1

    def weight(self, pair: str) -> float:
        """From 0.1 for a pair every report has to log(n + 1) for one that none of the sampled ones has."""
        return max(0.1, log((self._reports + 2) / (self._count[pair] + 1)))


class Year:
    """One report's sentences by part, ready to be matched with. Pairs are only looked up where an item has them."""

    def __init__(self, text: str, blocks: Sequence[Block]) -> None:
        self.text = text
        self.sentences = _Sentences(self, blocks, _MEASURES)
        self.lacking = _Sentences(self, blocks, ("problems", "causes"))


class _Sentences:
    """The sentences of some parts of a report, and which of them hold a pair."""

    def __init__(self, year: Year, blocks: Sequence[Block], roles: Collection[str]) -> None:
        self._year = year
        self._blocks = [(start, end) for start, end, role, _ in blocks if role in roles]
        self._bounds = [
            match.span() for start, end in self._blocks for match in _SENTENCE.finditer(year.text, start, end)
        ]
        self._starts = [start for start, _ in self._bounds]

    def passage(self, number: int) -> Passage:
        start, end = self._bounds[number]
        return Passage(start, end, self._year.text[start:end])

    def holding(self, wanted: Collection[str]) -> dict[str, list[int]]:
        """For each of the wanted pairs the sentences that hold it, ascending."""
        held: dict[str, list[int]] = {}
        for start, end in self._blocks:
            part = self._year.text[start:end]
            met = [(pair, at) for at, pair in enumerate(map(add, part, part[1:]), start) if pair in wanted]
            for pair, at in met:
                number = bisect_right(self._starts, at) - 1
                # a pair across the end of a sentence is in none
                if number >= 0 and at + 1 < self._bounds[number][1]:
                    found = held.setdefault(pair, [])
                    if not found or found[-1] != number:
                        found.append(number)
        return held


def plan(last: str, this: Year, items: Sequence[tuple[int, int, int]], rarity: Rarity) -> list[Followed]:
    """What this year's measures say of each item (number, start, end) of last year's plan."""
    found = []
    for number, item, score, best in _matched(last, this.sentences, items, rarity):
        outcome = "not-mentioned"
        if best is not None and score >= PARTLY:
            outcome = "delivered" if score >= DELIVERED and not _open(item.passage, best) else "partly"
        this_one = best if outcome != "not-mentioned" else None
        found.append(Followed(number, item.passage, outcome, round(score, 3), this_one))
    return found


def problems(last: str, this: Year, items: Sequence[tuple[int, int, int]], rarity: Rarity) -> list[Followed]:
    """Shortcomings of last year that this year's report says again in the same or nearly the same words."""
    return [
        Followed(number, item.passage, "repeated", round(score, 3), best)
        for number, item, score, best in _matched(last, this.lacking, items, rarity)
        if best is not None and score >= _ALIKE and len(item.pairs) >= 4 and not _INTRODUCES.search(item.passage.text)
    ]


def _matched(
    last: str, sentences: _Sentences, items: Sequence[tuple[int, int, int]], rarity: Rarity
) -> Iterator[tuple[int, _Item, float, Passage | None]]:
    """Each item with the sentence that holds the greatest share of its weight."""
    wanted = [(number, _item(last, start, end)) for number, start, end in items]
    held = sentences.holding(frozenset().union(*(item.pairs for _, item in wanted)))
    for number, item in wanted:
        score, best = _best(item, sentences, held, rarity)
        yield number, item, score, best


def _item(text: str, start: int, end: int) -> _Item:
    whole = text[start:end]
    said = _MARK.sub("", whole)
    # the item's own name is what it announces first
    head = pairs(re.split("[，。；：,;]", whole, maxsplit=1)[0])
    own = pairs(said)
    return _Item(Passage(start, end, whole), own, head & own, tuple(_QUOTED.findall(said)))


def _best(
    item: _Item, sentences: _Sentences, held: Mapping[str, Sequence[int]], rarity: Rarity
) -> tuple[float, Passage | None]:
    """The sentence that holds the greatest share of the item's weight; the first of equals."""
    # floats add up differently in another order, and sets have none
    ordered = sorted(item.pairs)
    weights = {pair: rarity.weight(pair) for pair in ordered}
    most = max(weights.values(), default=0.0)
    telling = {pair for pair, weight in weights.items() if weight >= _TELLING * most}
    for pair in item.head:
        weights[pair] *= 2.0
    whole, named = sum(weights.values()), sum(weights[pair] for pair in ordered if pair in item.head)
    if not whole:
        return 0.0, None
    shared: dict[int, list[float]] = {}
    for pair in ordered:
        weight, is_named, is_telling = weights[pair], pair in item.head, pair in telling
        for number in held.get(pair, ()):
            sums = shared.setdefault(number, [0.0, 0.0, 0])
            sums[0] += weight
            sums[1] += weight if is_named else 0.0
            sums[2] += is_telling
    by_head = bool(named) and not telling.isdisjoint(item.head)
    best: tuple[float, Passage | None] = (0.0, None)
    for number in sorted(shared):
        all_of_it, of_head, tells = shared[number]
        score = all_of_it / whole
        if by_head:
            score = max(score, _BY_HEAD * of_head / named)
        if score <= best[0]:
            continue
        passage = sentences.passage(number)
        # the same kind of thing under another name: all but what tells it apart is shared
        if tells < _OF_TELLING * len(telling) or _other_name(item.names, passage.text):
            score *= 0.5
        if score > best[0]:
            best = (min(score, 1.0), passage)
    return best


def _other_name(names: Sequence[str], said: str) -> bool:
    """Whether both name titles or programmes, and no two of them are nearly the same."""
    others = _QUOTED.findall(said) if names else []
    if not others:
        return False
    return not any(
        SequenceMatcher(None, one, other, autojunk=False).ratio() >= _SAME_NAME for one in names for other in others
    )


def _open(item: Passage, said: Passage) -> bool:
    """Whether the passage says itself that the thing is under way, or gives less than was aimed at."""
    if _OPEN.search(said.text):
        return True
    aimed = {figure for figure in _FIGURE.findall(item.text) if len(figure) < 4 or not figure.startswith("20")}
    told = set(_FIGURE.findall(said.text))
    if not aimed or not told or aimed & told:
        return False
    return max(map(float, told)) < min(map(float, aimed))
