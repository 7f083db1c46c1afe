"""Claims in their sentences: what stands before each and after it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from operator import methodcaller
from typing import NamedTuple

from checker.facts.claims import Claim, Claims
from checker.facts.words import SAME_UNIT

_SENTENCE_END = re.compile(r"[。！？\n]")
_START_OF = methodcaller("start")


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


def sentences(folded: str, claims: Claims) -> Iterator[Sentence]:
    """The sentences of ``folded`` that hold claims, in text order.

    One loop without calls in between: a report has some hundred sentences with figures, and three detectors wait.
    """
    made, unit_of = tuple.__new__, SAME_UNIT.get  # what Item(…) does, without its call in between
    each, size = iter(claims), len(folded)
    claim = next(each, None)
    start = paragraph = counted = 0
    for end in chain(map(_START_OF, _SENTENCE_END.finditer(folded)), (size,)):
        if claim is None:
            return
        at = claim.start
        if at < end:
            paragraph += folded.count("\n", counted, start)
            counted = start
            spaced = " " in folded[start:end]
            part = 0
            items: list[Item] = []
            lead = folded[start:at]
            while claim is not None and at < end:
                following = next(each, None)
                at = size if following is None else following.start
                after = folded[claim.end : at if at < end else end]
                if spaced:
                    lead, after = lead.replace(" ", ""), after.replace(" ", "")
                if "；" in lead:
                    part += lead.count("；")
                unit = claim.unit
                items.append(made(Item, (claim, lead, after, part, unit_of(unit, unit))))
                lead, claim = after, following
            yield made(Sentence, (start, end, tuple(items), paragraph))
        start = end + 1
