"""Last year's plan and shortcomings held against this year's report: what was delivered, what comes again.

Two passages speak of one thing where they share its name (a quoted title, a coined word) or enough rare pairs
of characters. A pair weighs by how few reports of the cohort use it: 站点 tells little, a place's own name much.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from math import log

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
class _Weighed:
    passage: Passage
    pairs: frozenset[str]
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
    """One report's sentences by part, ready to be matched with."""

    def __init__(self, text: str, blocks: Sequence[Block]) -> None:
        self.text = text
        self.sentences: list[_Weighed] = []
        self.lacking: list[_Weighed] = []
        for start, end, role, _ in blocks:
            for match in _SENTENCE.finditer(text, start, end):
                one = _weighed(Passage(match.start(), match.end(), match[0]))
                if role in _MEASURES:
                    self.sentences.append(one)
                elif role in ("problems", "causes"):
                    self.lacking.append(one)


def plan(last: Year, this: Year, items: Sequence[tuple[int, int, int]], rarity: Rarity) -> list[Followed]:
    """What this year's measures say of each item (number, start, end) of last year's plan."""
    found = []
    for number, start, end in items:
        item = _item(last.text, start, end)
        score, best = _best(item, this.sentences, rarity)
        outcome = "not-mentioned"
        if best is not None and score >= PARTLY:
            outcome = "delivered" if score >= DELIVERED and not _open(item, best) else "partly"
        this_one = best.passage if best is not None and outcome != "not-mentioned" else None
        found.append(Followed(number, item.passage, outcome, round(score, 3), this_one))
    return found


def problems(last: Year, this: Year, items: Sequence[tuple[int, int, int]], rarity: Rarity) -> list[Followed]:
    """Shortcomings of last year that this year's report says again in the same or nearly the same words."""
    found = []
    for number, start, end in items:
        item = _item(last.text, start, end)
        if len(item.pairs) < 4 or _INTRODUCES.search(item.passage.text):
            continue
        score, best = _best(item, this.lacking, rarity)
        if best is not None and score >= _ALIKE:
            found.append(Followed(number, item.passage, "repeated", round(score, 3), best.passage))
    return found


def _item(text: str, start: int, end: int) -> _Weighed:
    whole = text[start:end]
    said = _MARK.sub("", whole)
    return _weighed(Passage(start, end, whole), said)


def _weighed(passage: Passage, text: str | None = None) -> _Weighed:
    said = passage.text if text is None else text
    return _Weighed(passage, pairs(said), tuple(_QUOTED.findall(said)))


def _best(item: _Weighed, sentences: Sequence[_Weighed], rarity: Rarity) -> tuple[float, _Weighed | None]:
    """The sentence that holds the greatest share of the item's weight; the first of equals."""
    weights = {pair: rarity.weight(pair) for pair in item.pairs}
    most = max(weights.values(), default=0.0)
    telling = frozenset(pair for pair, weight in weights.items() if weight >= _TELLING * most)
    # the item's own name is what it announces first: it weighs as much as all the rest
    head = pairs(re.split("[，。；：,;]", item.passage.text, maxsplit=1)[0])
    for pair in head & item.pairs:
        weights[pair] *= 2.0
    whole, named = _sum(weights, item.pairs), _sum(weights, head & item.pairs)
    best: tuple[float, _Weighed | None] = (0.0, None)
    if not whole:
        return best
    for sentence in sentences:
        shared = item.pairs & sentence.pairs
        if not shared:
            continue
        score = _sum(weights, shared) / whole
        if named and head & telling:
            score = max(score, _BY_HEAD * _sum(weights, shared & head) / named)
        # the same kind of thing under another name: all but what tells it apart is shared
        if len(shared & telling) < _OF_TELLING * len(telling) or _other_name(item, sentence):
            score *= 0.5
        if score > best[0]:
            best = (min(score, 1.0), sentence)
    return best


def _sum(weights: Mapping[str, float], chosen: frozenset[str]) -> float:
    # floats add up differently in another order, and sets have none
    return sum(weights[pair] for pair in sorted(chosen))


def _other_name(item: _Weighed, said: _Weighed) -> bool:
    """Whether both name titles or programmes, and no two of them are nearly the same."""
    if not item.names or not said.names:
        return False
    return not any(
        SequenceMatcher(None, one, other, autojunk=False).ratio() >= _SAME_NAME
        for one in item.names
        for other in said.names
    )


def _open(item: _Weighed, said: _Weighed) -> bool:
    """Whether the passage says itself that the thing is under way, or gives less than was aimed at."""
    if _OPEN.search(said.passage.text):
        return True
    aimed = {figure for figure in _FIGURE.findall(item.passage.text) if len(figure) < 4 or not figure.startswith("20")}
    told = set(_FIGURE.findall(said.passage.text))
    if not aimed or not told or aimed & told:
        return False
    return max(map(float, told)) < min(map(float, aimed))
