"""Which item of the plan answers which shortcoming: by matter first, by words where the matter has no name.

Matters are named in the lexicon (``concepts``). Words come from jieba with a dictionary of the trade alone,
so nothing heavy is loaded and the cut never changes with jieba's own dictionary.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from math import log
from typing import Any

from checker.model import Report
from checker.rules.quality_overlap import Overlap, pairs
from checker.rules.section_items import Item, unmarked
from checker.structure.leadins import lack_density

Span = tuple[int, int]
Concepts = Sequence[tuple[str, Sequence[str]]]

_CAUSE = re.compile(r"(?:^|[，,。；;])[^，,。；;\n]*?(?:原因|成因|究其|根子|根源|归根|由于|源于)[^。\n]*")
_LIKE = 0.16
# What two passages must share to speak of one thing: by words alone, with the words of the shortcoming's cause, and
# where their places agree as well.
_SHARED, _SHARED_WITH_CAUSE, _SHARED_IN_ORDER = 1.6, 2.0, 0.15


@dataclass(frozen=True, slots=True)
class Answer:
    """A shortcoming and the plan item that answers it; ``plan`` is ``None`` where none does."""

    problem: Span
    plan: Span | None


@dataclass(frozen=True)
class _Reading:
    """What a stretch of text is about: the matters its head and its whole name, and its words."""

    text: str
    head: frozenset[str]
    body: frozenset[str]
    cut: Callable[[str], frozenset[str]]

    @cached_property
    def words(self) -> frozenset[str]:
        """Words of the trade; only asked for where no matter is named, so jieba mostly stays unloaded."""
        return self.cut(self.text)

    @cached_property
    def telling(self) -> frozenset[str]:
        """Pairs of characters that may name something; only asked for where no matter is shared."""
        return pairs(self.text)

    @cached_property
    def pairs(self) -> frozenset[str]:
        plain = re.sub(r"[^\u4e00-\u9fff]", "", self.text)
        return frozenset(plain[place : place + 2] for place in range(len(plain) - 1))


class _Reader:
    def __init__(self, lexicon: Mapping[str, Any]) -> None:
        self.concepts: dict[str, Sequence[str]] = dict(lexicon["concepts"])
        listed: list[str] = [*lexicon["words"], *(word for group in self.concepts.values() for word in group)]
        self.known = frozenset(listed)
        self.broad = frozenset(lexicon["broad-concepts"])
        self.stop = frozenset(lexicon["stop-words"])

    def present(self, text: str) -> Concepts:
        """The concepts with those of their phrases that occur in the text at all: few of many."""
        found = ((name, [p for p in phrases if p in text]) for name, phrases in self.concepts.items())
        return [(name, phrases) for name, phrases in found if phrases]

    def read(self, text: str, head_length: int, concepts: Concepts) -> _Reading:
        head, body = set(), set()
        opening = text[:head_length]
        for name, phrases in concepts:
            for phrase in phrases:
                if phrase in text and _stands_alone(text, phrase):
                    body.add(name)
                    if phrase in opening and _stands_alone(opening, phrase):
                        head.add(name)
                        break
        return _Reading(text, frozenset(head), frozenset(body), self.words)

    def words(self, text: str) -> frozenset[str]:
        return frozenset(w for w in self.cutter(text) if len(w) > 1 and w in self.known and w not in self.stop)

    @cached_property
    def cutter(self) -> Callable[[str], Iterable[str]]:
        """jieba's cutter over the trade's words only; it loads in milliseconds, new-word guessing is off."""
        with warnings.catch_warnings():
            # jieba's sources hold escapes that Python warns of when it compiles them for the first time.
            warnings.simplefilter("ignore")
            from jieba import Tokenizer
        cutter = Tokenizer()
        frequencies: dict[str, int] = {}
        for word in sorted(self.known):
            frequencies[word] = 10 * len(word)
            for length in range(1, len(word)):
                frequencies.setdefault(word[:length], 0)
        cutter.FREQ = frequencies
        cutter.total = sum(frequencies.values())
        cutter.initialized = True
        return lambda text: cutter.cut(text, HMM=False)


_readers: dict[int, tuple[Mapping[str, Any], _Reader]] = {}
_MOST_READERS = 16


def _reader(lexicon: Mapping[str, Any]) -> _Reader:
    held = _readers.get(id(lexicon))
    if held is None or held[0] is not lexicon:
        if len(_readers) >= _MOST_READERS:
            _readers.clear()
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


def answers(
    report: Report, problems: Sequence[Item], plans: Sequence[Item], lexicon: Mapping[str, Any]
) -> list[Answer]:
    """For each shortcoming (an item, or a further matter inside one) the plan item nearest to it."""
    reader = _reader(lexicon)
    plan_spans = [(item.start, item.end) for item in plans]
    plan_texts = [_text(report, item.start, item.end) for item in plans]
    concepts = reader.present("\n".join([*plan_texts, *(report.folded[item.start : item.end] for item in problems)]))
    plan_readings = [
        reader.read(text, max(8, item.head_end - item.start), concepts)
        for item, text in zip(plans, plan_texts, strict=True)
    ]
    overlap = Overlap(report)
    chosen: list[tuple[Span, _Reading, int | None, int | None]] = []
    for position, item in enumerate(problems):
        answered: frozenset[str] = frozenset()
        for number, (start, end) in enumerate(_pieces(report, item)):
            text = _text(report, start, end)
            reading = reader.read(text, max(8, item.head_end - start) if number == 0 else len(text), concepts)
            if number and (
                not reading.body - reader.broad
                or reading.body & answered
                or not lack_density(report.folded, start, end)
            ):
                continue
            best = _best(reading, plan_readings, reader.broad)
            if best is None:
                best = _alike(reading.telling, plan_readings, overlap, _SHARED)
            if best is None:  # what answers the cause answers the shortcoming
                caused = pairs(unmarked(report.folded[start:end]))
                best = _alike(caused, plan_readings, overlap, _SHARED_WITH_CAUSE)
            chosen.append(((start, end), reading, best, position if number == 0 else None))
            if best is not None or number == 0:
                answered |= reading.body
    _in_order(chosen, plan_readings, overlap)
    return [Answer(span, plan_spans[best] if best is not None else None) for span, _, best, _ in chosen]


def _alike(telling: frozenset[str], plans: Sequence[_Reading], overlap: Overlap, least: float) -> int | None:
    """The plan item that shares most of the shortcoming's telling words, if it shares enough."""
    scores = [(overlap.shared(telling, plan.telling), -index) for index, plan in enumerate(plans)]
    best = max(scores, default=(0.0, 0))
    return -best[1] if best[0] >= least else None


def _in_order(
    chosen: list[tuple[Span, _Reading, int | None, int | None]], plans: Sequence[_Reading], overlap: Overlap
) -> None:
    """Where the plan follows the shortcomings one by one, the item in the same place answers on slighter grounds."""
    same = sum(best is not None and best == position for _, _, best, position in chosen)
    if same < 2:
        return
    used = {best for _, _, best, _ in chosen}
    for index, (span, reading, best, position) in enumerate(chosen):
        if best is not None or position is None or position >= len(plans) or position in used:
            continue
        if overlap.shared(reading.telling, plans[position].telling) >= _SHARED_IN_ORDER:
            chosen[index] = (span, reading, position, position)


def _text(report: Report, start: int, end: int) -> str:
    return _CAUSE.sub("", unmarked(report.folded[start:end]))


def _pieces(report: Report, item: Item) -> list[Span]:
    """The item up to its first semicolon, and each further clause after one."""
    cuts = [match.end() for match in re.compile("[；;]").finditer(report.folded, item.start, item.end)]
    bounds = [item.start, *cuts, item.end]
    return [(low, high) for low, high in pairwise(bounds) if high - low > 4]


def _best(problem: _Reading, plans: Sequence[_Reading], broad: frozenset[str]) -> int | None:
    best: tuple[float, int] | None = None
    for index, plan in enumerate(plans):
        score = _score(problem, plan, plans, broad)
        if score > 0 and (best is None or score > best[0]):
            best = (score, index)
    return best[1] if best else None


def _score(problem: _Reading, plan: _Reading, plans: Sequence[_Reading], broad: frozenset[str]) -> float:
    """Above 0 if the plan item answers the shortcoming; higher is nearer."""
    named = problem.head if problem.head - broad else problem.head | problem.body
    specific = named - broad
    # A head that names nothing narrow may be answered as broadly as it speaks, or by what the item goes on to name.
    shared = plan.body & ((specific or named) | (problem.head if not problem.head - broad else frozenset()))
    further = plan.body & (problem.body - broad) if specific else frozenset()
    if not shared and not further and named:
        return 0.0
    closeness = len(problem.pairs & plan.pairs) / (len(problem.pairs) or 1)
    if shared:
        return 2.0 + len(shared & plan.head) + 0.5 * len(shared | further) + closeness
    if further:
        return 1.0 + 0.5 * len(further) + closeness
    likeness = 0.5 * _words_in_common(problem, plan, plans) + 0.5 * closeness
    return likeness if likeness >= _LIKE else 0.0


def _words_in_common(problem: _Reading, plan: _Reading, plans: Sequence[_Reading]) -> float:
    """The share of the shortcoming's words that the plan item has; words that few plan items use weigh more."""
    whole = shared = 0.0
    for word in sorted(problem.words):
        weight = log(1 + (len(plans) + 1) / (1 + sum(word in other.words for other in plans)))
        whole += weight
        shared += weight if word in plan.words else 0.0
    return shared / whole if whole else 0.0
