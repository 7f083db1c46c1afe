"""Whether what looks like a slip is the end of one word and the beginning of the next (“机|构健|全”)."""

from __future__ import annotations

from checker.rules.sounds.likely import likeliest

_AROUND = 6


def parted(text: str, start: int, end: int) -> bool:
    """Whether a word reaches into ``text[start:end]`` from the left and another out of it to the right."""
    low, high = _around(text, start, end)
    at = low
    reaches_in = reaches_out = False
    for word in likeliest(text[low:high])[1]:
        begins, at = at, at + len(word)
        reaches_in = reaches_in or begins < start < at
        reaches_out = reaches_out or begins < end < at
    return reaches_in and reaches_out


def across_words(text: str, start: int, end: int, right: str) -> bool:
    """Whether ``text[start:end]`` parts two words, and ``right`` in its place makes the clause no likelier."""
    low, high = _around(text, start, end)
    as_it_is, words = likeliest(text[low:high])
    at = low
    reaches_out = False
    for word in words:
        begins, at = at, at + len(word)
        # a word that reaches in from the left, or out to the right
        if begins < start < at < end or start < begins < end < at:
            reaches_out = True
    if not reaches_out:
        return False
    return as_it_is >= likeliest(text[low:start] + right + text[end:high])[0]


def _around(text: str, start: int, end: int) -> tuple[int, int]:
    low, high = start, end
    while low > 0 and start - low < _AROUND and _han(text[low - 1]):
        low -= 1
    while high < len(text) and high - end < _AROUND and _han(text[high]):
        high += 1
    return low, high


def _han(character: str) -> bool:
    return "一" <= character <= "鿿"
