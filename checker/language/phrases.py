"""Finding many phrases in a text, all in one pass."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from itertools import pairwise
from typing import Any

Hit = tuple[int, int, int]
"""(number of the phrase, start, end) in characters; ``end`` is behind the last."""

Find = Callable[[str], list[Hit]]

_SHORT = 30_000


class PhraseFinder:
    """Finds every place of every phrase, overlapping ones too, in the order of their ends, the longer first.

    An automaton of all phrases takes as long to build as one report takes to judge, and the command is mostly given
    one report. So the first text, if it is short, gets an automaton of those phrases alone whose first and last two
    characters stand in it; it finds the same. From the second text on it is the automaton of all.
    """

    def __init__(self, phrases: Sequence[str]) -> None:
        self._phrases = phrases
        self._is_first = True

    @cached_property
    def automaton(self) -> Any:
        """The automaton of all phrases."""
        return _automaton(self._phrases)

    def within(self, text: str) -> Find:
        """What finds the phrases in ``text`` or in any piece of it; offsets are the piece's."""
        is_first, self._is_first = self._is_first, False
        if is_first and len(text) <= _SHORT:
            return self._of_those_in(text)
        find = self.automaton.find_matches_as_indexes
        return lambda piece: find(piece, overlapping=True)

    def _of_those_in(self, text: str) -> Find:
        pairs = {*text, *map("".join, pairwise(text))}
        numbers = [
            number for number, phrase in enumerate(self._phrases) if phrase[:2] in pairs and phrase[-2:] in pairs
        ]
        find = _automaton([self._phrases[number] for number in numbers]).find_matches_as_indexes
        return lambda piece: [(numbers[number], start, end) for number, start, end in find(piece, overlapping=True)]


def _automaton(phrases: Sequence[str]) -> Any:
    from ahocorasick_rs import AhoCorasick

    # only numbers and places of hits are asked for: the automaton need not hold the phrases a second time
    return AhoCorasick(phrases or ["\0"], store_patterns=False)
