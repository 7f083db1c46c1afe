"""Where a text has a character in the place of another that sounds or looks the same.

A pair of neighbouring characters nobody has seen side by side, beside which a character of the same sound would make
a word of: that is a candidate. It is told where what would then stand there, four characters with the word among
them, has been seen in reports, and where the clause is clearly more likely with it than as it stands.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Container, Iterator
from typing import NamedTuple

from checker.rules.sounds.likely import is_word, likeliest
from checker.rules.sounds.seen import seen
from checker.rules.sounds.tables import BREAK, EDGE, NUMERALS, of_sound, pairs, tables

MARGIN = 6.0
"""By how much, as a logarithm, the clause must be more likely with the other character."""
_AROUND = 6
_SPAN = 4
_RUN = re.compile("[一-鿿]{2,}")
_LITTLE = sys.byteorder == "little"
_PLACES = "省市州县区镇乡村"


class Slip(NamedTuple):
    """``text[start:end]`` stands there, ``right`` should; they differ in the character at ``at``."""

    start: int
    end: int
    at: int
    right: str


def _han(character: str) -> bool:
    return "一" <= character <= "鿿"


def find(text: str, variants: Container[str] = ()) -> list[Slip]:
    """The slips of a text in its order, at most one at a character.

    ``variants`` holds pairs of characters, what stands there and what might, of which both are right.
    """
    best: dict[int, tuple[float, Slip]] = {}
    for near, wrong, behind, others in _candidates(text):
        rights = [right for right in others if wrong + right not in variants and right not in NUMERALS]
        pair = near + wrong if behind else wrong + near
        at = text.find(pair) if rights and wrong not in NUMERALS else -1
        while at >= 0:
            place = at + behind
            for right in rights:
                found = _weigh(text, place, right, at)
                if found is not None and (place not in best or found > best[place]):
                    best[place] = found
            at = text.find(pair, at + 1)
    return [slip for _, (_, slip) in sorted(best.items())]


def _candidates(text: str) -> Iterator[tuple[str, str, bool, str]]:
    """(neighbour, wrong character, whether it stands behind the neighbour, characters that might be meant)."""
    known = tables()
    sounds, follow, precede = known.sounds.get, known.follow.get, known.precede.get
    for pair in pairs(BREAK.join(_RUN.findall(text))) - known.common:
        first, second = (pair & 0xFFFF, pair >> 16) if _LITTLE else (pair >> 16, pair & 0xFFFF)
        before, after = sounds(first), sounds(second)
        if before is None or after is None:
            continue
        behind, ahead = follow(first, ""), precede(second, "")
        # Most characters have one sound.
        may_behind = after in behind or (len(after) > 1 and any(sound in behind for sound in after))
        may_ahead = before in ahead or (len(before) > 1 and any(sound in ahead for sound in before))
        if not (may_behind or may_ahead):
            continue
        left, right = chr(first), chr(second)
        if seen(left + right):
            continue
        if may_behind:
            yield left, right, True, "".join(of_sound(behind, sound) for sound in after)
        if may_ahead:
            yield right, left, False, "".join(of_sound(ahead, sound) for sound in before)


def _weigh(text: str, place: int, right: str, pair: int) -> tuple[float, Slip] | None:
    """By how much the clause is likelier with ``right`` at ``place``, and the slip; ``None`` where nothing is told.

    ``pair`` is where the unseen pair begins: at ``place`` or one before.
    """
    low, high = place, place + 1
    while low > 0 and place - low <= _AROUND and _han(text[low - 1]):
        low -= 1
    while high < len(text) and high - place <= _AROUND + 1 and _han(text[high]):
        high += 1
    # What was only cut off has no edge there.
    edged = text[low:place] + right + text[place + 1 : high]
    shift = -low
    if low == 0 or not _han(text[low - 1]):
        edged, shift = EDGE + edged, shift + 1
    if high == len(text) or not _han(text[high]):
        edged += EDGE
    if not _any_seen(edged, pair + 2 + shift - _SPAN, pair + shift):
        return None
    low, high = max(low, place - _AROUND), min(high, place + _AROUND + 1)
    as_it_should, words = likeliest(text[low:place] + right + text[place + 1 : high])
    as_it_is, parts = likeliest(text[low:high])
    gain = as_it_should - as_it_is
    if gain < MARGIN:
        return None
    start, word = low, words[0]
    for word in words:
        if start + len(word) > place:
            break
        start += len(word)
    stop = start + len(word)
    if not (start <= pair and pair + 2 <= stop and _holds(text, place, start, word, parts)):
        return None
    first, last = start + shift, stop + shift
    lowest, highest = (first, last - _SPAN) if len(word) > _SPAN else (last - _SPAN, first)
    if len(word) > 2 and place == start and is_word(word[1:]):
        # 国务院另有规定 is no slip of 国务院令: what is added to a word must be seen with what stands beyond it.
        lowest = highest = first - 1
    elif len(word) > 2 and place == stop - 1 and is_word(word[:-1]):
        lowest = highest = last + 1 - _SPAN
    if not (_any_seen(edged, lowest, highest) and _is_plain(text, start, stop, word)):
        return None
    return gain, Slip(start, stop, place, word)


def _is_plain(text: str, start: int, stop: int, word: str) -> bool:
    """Whether what stands beside the word is of words too: in 给瑶杉塘整理 a name begins, and nobody meant 山塘."""
    around = (text[max(0, start - 2) : start], text[stop : stop + 2])
    if any(len(two) == 2 and _han(two[0]) and _han(two[1]) and not seen(two) for two in around):
        return False
    alone = start > 0 and _han(text[start - 1]) and not (start > 1 and _han(text[start - 2]))
    return not alone or seen(text[start - 1] + word[0])


def _holds(text: str, place: int, start: int, word: str, parts: list[str]) -> bool:
    """Whether the word is none of those that only seem to be meant."""
    if len(word) >= _SPAN and text[place] not in parts:
        return False  # part of another word: 尊重|史实 is no slip of 尊重事实
    # 岳阳是沿江城市 is no slip of 岳阳市
    return not (len(word) > 2 and place == start + len(word) - 1 and word[-1] in _PLACES)


def _any_seen(edged: str, lowest: int, highest: int) -> bool:
    """Whether a piece of the text that begins from ``lowest`` to ``highest`` has been seen."""
    return any(_seen(edged[at : at + _SPAN]) for at in range(max(0, lowest), highest + 1))


def _seen(piece: str) -> bool:
    return len(piece) == _SPAN and piece.count(EDGE) < 2 and seen(piece)
