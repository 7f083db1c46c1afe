"""How much a sentence sounds like the sample sentences of a matter, by the pairs of characters it is made of.

A phrase finds what its author thought of; a matter told in words nobody listed has still many pairs of characters
in common with other tellings of it. A pair weighs for a matter the log of how much oftener it stands in the
matter's samples than in all others, or than in those that only look like it (naive Bayes, binary, with pairs that
speak against the matter left out). No weight is found by trial: all follow from counting, so that the same samples
give the same weights.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log
from typing import Any

FEWEST = 20
"""A matter with fewer samples is like nothing: two sentences are no picture of what offices write."""

RUN = re.compile("[一-龥]{2,}")
"""Characters in a row: pairs never reach over a figure or a mark."""

UNIT = 10.0
"""Weights are whole numbers, so that their sums are the same in any order; this many make one."""

_SMOOTH = 0.1
_LEAST_SEEN = 2  # a pair that stands in one sentence alone says nothing, neither for a matter nor against it
_LEAST, _HIGHEST = 10, 90  # what is not nearly three times as frequent says nothing
_TITLE = re.compile("《[^《》\n]*》")


@dataclass(frozen=True, slots=True)
class Samples:
    """Sentences that tell of a matter, and ``near`` ones that do not; one of ``must`` is in whatever tells of it."""

    told: Sequence[str]
    near: Sequence[str] = ()
    must: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Likeness:
    """What pairs of characters weigh for a matter, and the words of which one must stand beside them."""

    weights: Mapping[str, int]
    must: tuple[str, ...]


def lines(block: str) -> list[str]:
    """The sentences of a block, one a line; blank lines and those that begin with # are none."""
    return [line for line in map(str.strip, block.splitlines()) if line and not line.startswith("#")]


def weigh(samples: Mapping[str, Samples]) -> dict[str, dict[str, Any]]:
    """What pairs weigh for each matter, as plain data."""
    told = {matter: _counted(sample.told) for matter, sample in samples.items()}
    near = {matter: _counted(sample.near) for matter, sample in samples.items()}
    seen: Counter[str] = Counter()
    for counts in (*told.values(), *near.values()):
        seen.update(counts)
    whole = sum(len(sample.told) + len(sample.near) for sample in samples.values())
    found: dict[str, dict[str, Any]] = {}
    for matter, sample in samples.items():
        size = len(sample.told)
        if size < FEWEST:
            continue
        kept: dict[str, int] = {}
        for pair, count in sorted(told[matter].items()):
            if seen[pair] < _LEAST_SEEN:
                continue
            elsewhere = _share(seen[pair] - count, whole - size)
            if near[matter][pair] >= _LEAST_SEEN:
                elsewhere = max(elsewhere, _share(near[matter][pair], len(sample.near)))
            weight = min(round(UNIT * log(_share(count, size) / elsewhere)), _HIGHEST)
            if weight >= _LEAST:
                kept[sys.intern(pair)] = weight
        found[matter] = {
            "weights": kept,
            "must": tuple(sample.must),
        }
    return found


def from_plain(plain: Mapping[str, Any]) -> Likeness:
    """The likeness of one matter, from what :func:`weigh` gives for it."""
    return Likeness(plain["weights"], tuple(plain["must"]))


def pairs_of(text: str) -> Iterator[str]:
    """The pairs of characters of a text, as they come."""
    for run in RUN.finditer(text):
        yield from map("".join, zip(run[0], run[0][1:], strict=False))


def _counted(sentences: Sequence[str]) -> Counter[str]:
    """In how many of the sentences each pair stands; titles are left out."""
    return Counter(pair for sentence in sentences for pair in set(pairs_of(_TITLE.sub("", sentence))))


def _share(count: int, size: int) -> float:
    return (count + _SMOOTH) / (size + 2 * _SMOOTH)
