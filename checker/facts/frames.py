"""Claims in their sentences: what stands before each and after it."""

from __future__ import annotations

import re
from typing import NamedTuple

from checker.facts.claims import Claim
from checker.facts.words import SAME_UNIT

_SENTENCE_END = re.compile(r"[。！？\n]")


class Item(NamedTuple):
    """A claim with the text since the claim before it (or since the sentence began) and up to the next one.

    ``lead`` and ``after`` are folded text without spaces; ``part`` counts the sentence's parts between ；.
    ``unit`` is the claim's unit, one name for those that count the same things (人 名 位).
    """

    claim: Claim
    lead: str
    after: str
    part: int
    unit: str


class Sentence(NamedTuple):
    """One sentence with at least one claim: its range, its items, and the number of its paragraph."""

    start: int
    end: int
    items: tuple[Item, ...]
    paragraph: int


def sentences(folded: str, claims: tuple[Claim, ...]) -> tuple[Sentence, ...]:
    """The sentences of ``folded`` that hold claims, in text order."""
    found: list[Sentence] = []
    paragraph = position = start = 0
    total = len(claims)
    for match in [*_SENTENCE_END.finditer(folded), None]:
        end = match.start() if match else len(folded)
        first = position
        while position < total and claims[position].start < end:
            position += 1
        if position > first:
            found.append(Sentence(start, end, _items(folded, start, end, claims[first:position]), paragraph))
        if match and match.group() == "\n":
            paragraph += 1
        start = end + 1
    return tuple(found)


def _items(folded: str, start: int, end: int, claims: tuple[Claim, ...]) -> tuple[Item, ...]:
    spaced = folded.find(" ", start, end) >= 0
    part = 0
    items = []
    lead = folded[start : claims[0].start]
    last = len(claims) - 1
    for index, claim in enumerate(claims):
        after = folded[claim.end : claims[index + 1].start if index < last else end]
        if spaced:
            lead, after = lead.replace(" ", ""), after.replace(" ", "")
        part += lead.count("；")
        unit = claim.unit
        items.append(Item(claim, lead, after, part, SAME_UNIT.get(unit, unit)))
        lead = after
    return tuple(items)
