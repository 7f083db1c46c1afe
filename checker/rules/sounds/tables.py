"""Sounds of characters, and what stands beside a character in words."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

EDGE = "#"
"""Stands for the end of a run of Chinese characters in what has been seen."""
NUMERALS = "一二三四五六七八九十百千万亿零两第几"
UTF16 = f"utf-16-{sys.byteorder[0]}e"


BREAK = "\n"
"""Stands between runs of Chinese characters; its pairs count as common."""


class Tables(NamedTuple):
    """What is known of sounds. Characters are given as their numbers.

    ``sounds``: character -> its sounds, each written as one private character; a group of characters that look alike
    counts as a sound of each of them. ``follow`` and ``precede``:
    character -> the characters that stand behind or before it in words, grouped as sound, characters, sound,
    characters. ``common``: pairs that nobody need look at, each as :func:`pairs` gives it.
    """

    sounds: Mapping[int, str]
    follow: Mapping[int, str]
    precede: Mapping[int, str]
    common: frozenset[int]


def pairs(text: str) -> set[int]:
    """Every two neighbouring UTF-16 units of a text, as the two of them make a number in this machine's memory."""
    data = text.encode(UTF16, "surrogatepass")
    even = memoryview(data)[: len(data) & ~3].cast("I")
    odd = memoryview(data)[2 : 2 + ((len(data) - 2) & ~3)].cast("I") if len(data) > 2 else ()
    return {*even, *odd}


@cache
def tables() -> Tables:
    """The data as they ship; read once."""
    here = Path(__file__)
    sounds: dict[int, str] = {}
    lines = here.with_name("sounds.txt").read_text(encoding="utf-8").splitlines()[2:]
    end = lines.index("")
    for number, line in enumerate(lines[:end]):
        sounds.update(dict.fromkeys(map(ord, line.partition(" ")[2]), chr(0xE000 + number)))
    for line in lines[end + 1 :]:
        sounds[ord(line[0])] += line[1:]
    common, leading, *rows = here.with_name("pairs.txt").read_text(encoding="utf-8").splitlines()[2:]
    middle = rows.index("")
    follow = dict(zip(map(ord, leading), rows[:middle], strict=True))
    precede = dict(zip(map(ord, rows[middle + 1]), rows[middle + 2 :], strict=True))
    known = frozenset([*memoryview(common.encode(UTF16)).cast("I"), *pairs(BREAK.join(leading))])
    return Tables(sounds, follow, precede, known)


def of_sound(beside: str, sound: str) -> str:
    """The characters of one sound in a line of ``follow`` or ``precede``."""
    at = beside.find(sound)
    if at < 0:
        return ""
    end = at + 1
    while end < len(beside) and beside[end] < "\ue000":
        end += 1
    return beside[at + 1 : end]


def same(one: str, other: str) -> bool:
    """Whether two different characters may be read alike, whatever the tone."""
    sounds = tables().sounds
    return one != other and not set(sounds.get(ord(one), "")).isdisjoint(sounds.get(ord(other), ""))
