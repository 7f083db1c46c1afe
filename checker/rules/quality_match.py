"""Which item of the plan answers which shortcoming: by matter first, by words where the matter has no name.

Matters are named in the lexicon (``concepts``). Words come from jieba with a dictionary of the trade alone,
so nothing heavy is loaded and the cut never changes with jieba's own dictionary.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log
from typing import Any

from checker.model import Report
from checker.rules.section_items import Item, unmarked
from checker.structure.leadins import lack_density

Span = tuple[int, int]

_BROAD = frozenset(("执法规范", "责任落实", "制度建设", "法治意识", "营商环境"))
_CAUSE = re.compile(r"[^。；;\n]*?(?:原因|究其|根子|根源|归根|由于|源于)[^。\n]*")
_LIKE = 0.16
_STOP = frozenset(("工作", "建设", "加强", "推进", "提升", "提高", "完善", "进一步", "不够", "不足", "有待", "问题", "部分", "方面", "存在", "法治政府"))


@dataclass(frozen=True, slots=True)
class Answer:
    """A shortcoming and the plan item that answers it; ``plan`` is ``None`` where none does."""

    problem: Span
    plan: Span | None


@dataclass(frozen=True, slots=True)
class _Reading:
    """What a stretch of text is about: named matters (``weak``: only in a list of objects), and its words."""

    head: frozenset[str]
    body: frozenset[str]
    weak: frozenset[str]
    words: frozenset[str]
    pairs: frozenset[str]


class _Reader:
    def __init__(self, lexicon: Mapping[str, Any]) -> None:
        self.concepts: dict[str, Sequence[str]] = dict(lexicon["concepts"])
        listed: list[str] = [*lexicon["words"], *(word for group in self.concepts.values() for word in group)]
        self.tokenizer = _tokenizer(listed)
        self.known = frozenset(listed)

    def read(self, text: str, head_length: int) -> _Reading:
        head, body, weak = set(), set(), set()
        for name, phrases in self.concepts.items():
            for phrase in phrases:
                place = text.find(phrase)
                if place < 0:
                    continue
                if any(_stands_alone(text[:head_length], other) for other in phrases):
                    head.add(name)
                if any(_stands_alone(text, other) for other in phrases):
                    body.add(name)
                else:
                    weak.add(name)
                break
        words = frozenset(w for w in self.tokenizer(text) if len(w) > 1 and w in self.known and w not in _STOP)
        plain = re.sub(r"[^\u4e00-\u9fff]", "", text)
        return _Reading(
            frozenset(head),
            frozenset(body | head),
            frozenset(weak - body - head),
            words,
            frozenset(plain[i : i + 2] for i in range(len(plain) - 1)),
        )


def _tokenizer(words: Iterable[str]) -> Any:
    """jieba's cutter over these words only; loading takes milliseconds, new-word guessing is off."""
    from jieba import Tokenizer

    cutter = Tokenizer()
    frequencies: dict[str, int] = {}
    for word in words:
        frequencies[word] = 10 * len(word)
        for length in range(1, len(word)):
            frequencies.setdefault(word[:length], 0)
    cutter.FREQ = frequencies
    cutter.total = sum(frequencies.values())
    cutter.initialized = True
    return lambda text: cutter.cut(text, HMM=False)


_readers: dict[int, tuple[Mapping[str, Any], _Reader]] = {}


def _reader(lexicon: Mapping[str, Any]) -> _Reader:
    held = _readers.get(id(lexicon))
    if held is None or held[0] is not lexicon:
        held = _readers[id(lexicon)] = (lexicon, _Reader(lexicon))
    return held[1]


def _stands_alone(text: str, phrase: str) -> bool:
    """Whether the phrase is more than one object of a list such as 渣土、占道、油烟三个领域."""
    place = text.find(phrase)
    while place >= 0:
        before = text[max(0, place - 1) : place]
        after = text[place + len(phrase) : place + len(phrase) + 1]
        if len(phrase) > 3 or (before != "、" and after != "、"):
            return True
        place = text.find(phrase, place + 1)
    return False


def answers(report: Report, problems: Sequence[Item], plans: Sequence[Item], lexicon: Mapping[str, Any]) -> list[Answer]:
    """For each shortcoming (an item, or a further matter inside one) the plan item nearest to it."""
    reader = _reader(lexicon)
    plan_spans = [(item.start, item.end) for item in plans]
    plan_readings = [
        reader.read(_text(report, item.start, item.end), max(8, item.head_end - item.start)) for item in plans
    ]
    rarity = _rarity(plan_readings)
    result: list[Answer] = []
    for item in problems:
        answered: frozenset[str] = frozenset()
        for number, (start, end) in enumerate(_pieces(report, item)):
            text = _text(report, start, end)
            reading = reader.read(text, max(8, item.head_end - start) if number == 0 else len(text))
            if number and (not reading.body - _BROAD or reading.body & answered or not lack_density(report.folded, start, end)):
                continue
            best = _best(reading, plan_readings, rarity)
            result.append(Answer((start, end), plan_spans[best] if best is not None else None))
            if best is not None or number == 0:
                answered |= reading.body
    return result


def _text(report: Report, start: int, end: int) -> str:
    return _CAUSE.sub("", unmarked(report.folded[start:end]))


def _pieces(report: Report, item: Item) -> list[Span]:
    """The item up to its first semicolon, and each further clause after one."""
    cuts = [match.end() for match in re.compile("[；;]").finditer(report.folded, item.start, item.end)]
    bounds = [item.start, *cuts, item.end]
    return [(low, high) for low, high in zip(bounds, bounds[1:], strict=False) if high - low > 4]


def _rarity(readings: Sequence[_Reading]) -> dict[str, float]:
    count: dict[str, int] = {}
    for reading in readings:
        for word in sorted(reading.words):
            count[word] = count.get(word, 0) + 1
    return {word: log(1 + len(readings) / number) for word, number in count.items()}


def _best(problem: _Reading, plans: Sequence[_Reading], rarity: Mapping[str, float]) -> int | None:
    best: tuple[float, int] | None = None
    for index, plan in enumerate(plans):
        score = _score(problem, plan, rarity)
        if score > 0 and (best is None or score > best[0]):
            best = (score, index)
    return best[1] if best else None


def _score(problem: _Reading, plan: _Reading, rarity: Mapping[str, float]) -> float:
    """Above 0 if the plan item answers the shortcoming; higher is nearer."""
    named = problem.head or problem.body
    specific = (named - _BROAD) or (problem.body - _BROAD if not named else frozenset())
    shared = plan.body & (specific or named)
    further = plan.body & (problem.body - _BROAD) if specific else frozenset()
    likeness = _likeness(problem, plan, rarity)
    if shared:
        return 2.0 + len(shared & plan.head) + 0.5 * len(shared | further) + likeness
    if len(further) >= 1 and specific:
        return 1.0 + 0.5 * len(further) + likeness
    if not named and likeness >= _LIKE:
        return likeness
    return 0.0


def _likeness(problem: _Reading, plan: _Reading, rarity: Mapping[str, float]) -> float:
    """Words in common, the rare ones counting more, with pairs of characters as a second opinion."""
    shared = problem.words & plan.words
    weight = sum(rarity.get(word, 1.0) for word in sorted(shared))
    whole = sum(rarity.get(word, 1.0) for word in sorted(problem.words)) or 1.0
    pairs = len(problem.pairs & plan.pairs) / (len(problem.pairs) or 1)
    return 0.5 * weight / whole + 0.5 * pairs
