"""How likely a short run of characters is as a row of words."""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path

LONGEST = 6
_STEP = 4
"""Quarters of a natural logarithm, from the character 0 on."""


@cache
def _words() -> tuple[float, str]:
    """The logarithm of the sum of all frequencies, and the lines of words, each between line ends."""
    _, _, total, lines = Path(__file__).with_name("words.txt").read_text(encoding="utf-8").split("\n", 3)
    return float(total), f"\n{lines}"


@lru_cache(4096)
def _line(first: str) -> str | None:
    """What stands behind a character in the line of its words."""
    lines = _words()[1]
    at = lines.find(f"\n{first}")
    return None if at < 0 else lines[at + 2 : lines.index("\n", at + 1)]


def _weight(word: str) -> float | None:
    """The logarithm of a word's frequency, ``None`` for what is no word; a lone character always is one."""
    line = _line(word[0])
    rest = word[1:]
    if line is None:
        return None if rest else 0.0
    # Sorted lines have a word before those it begins: its weight, an ASCII character, comes before any other.
    if rest:
        at = line.find(f" {rest}")
        mark = line[at + len(word)] if at >= 0 else "\uffff"
    else:
        mark = line[0]
    if mark < "\x7f":
        return (ord(mark) - 48) / _STEP
    return None if rest else 0.0


def is_word(text: str) -> bool:
    """Whether a text of two or more characters is a word."""
    return _weight(text) is not None


def likeliest(run: str) -> tuple[float, list[str]]:
    """The logarithm of the likelihood of a run's likeliest row of words, and that row."""
    total = _words()[0]
    best, back = [0.0], [0]
    for end in range(1, len(run) + 1):
        value, origin = float("-inf"), end - 1
        for begin in range(max(0, end - LONGEST), end):
            word = run[begin:end]
            weight = _weight(word)
            if weight is not None and best[begin] + weight - total > value:
                value, origin = best[begin] + weight - total, begin
        best.append(value)
        back.append(origin)
    row: list[str] = []
    end = len(run)
    while end:
        row.append(run[back[end] : end])
        end = back[end]
    return best[-1], row[::-1]
