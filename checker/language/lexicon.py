"""All phrases of a rubric in one automaton: pattern sets of the criteria, and cues of assertion."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from checker.language.patterns import Pattern, parse

Key = tuple[str, str]
"""(criterion id, slot), e.g. ``("enforcement.three-systems", "find:record")``."""


@dataclass(frozen=True, slots=True)
class Joined:
    """A pattern of several parts: ``parts`` are phrase numbers each, ``keys`` the sets it belongs to."""

    ordered: bool
    parts: tuple[tuple[int, ...], ...]
    keys: tuple[int, ...]


@dataclass(frozen=True)
class Lexicon:
    """Phrases numbered once, and what a hit of each means.

    ``single[n]`` are the pattern sets that phrase n satisfies by itself, ``triggers[n]`` the joined
    patterns to try where phrase n occurs, ``cues[n]`` the cue categories it belongs to.
    """

    phrases: tuple[str, ...]
    keys: tuple[Key, ...]
    single: tuple[tuple[int, ...], ...]
    triggers: tuple[tuple[int, ...], ...]
    cues: tuple[tuple[str, ...], ...]
    joined: tuple[Joined, ...]
    repairs: tuple[tuple[str, str], ...] = ()
    automaton: Any = field(default=None, compare=False, repr=False)
    repairer: Any = field(default=None, compare=False, repr=False)

    @cached_property
    def _parts(self) -> dict[str, tuple[int, ...]]:
        numbers: dict[str, dict[int, None]] = {}
        for pattern in self.joined:
            for key in pattern.keys:
                criterion, slot = self.keys[key]
                if slot != "reject":
                    for part in pattern.parts:
                        numbers.setdefault(criterion, {}).update(dict.fromkeys(part))
        return {criterion: tuple(parts) for criterion, parts in numbers.items()}

    def parts_of(self, criterion: str) -> tuple[int, ...]:
        """The phrases that are parts of a criterion's joined patterns, in order, without repeats."""
        return self._parts.get(criterion, ())


def build(
    sets: Mapping[Key, Sequence[str]],
    groups: Mapping[str, Sequence[str]],
    cues: Mapping[str, Iterable[str]],
    repairs: Iterable[tuple[str, str]] = (),
) -> Lexicon:
    """Number all phrases and compile the automaton. Raises ``PatternError`` on a bad pattern."""
    from ahocorasick_rs import AhoCorasick, MatchKind

    numbers: dict[str, int] = {}
    single: dict[int, list[int]] = {}
    keys = tuple(sets)
    joined: dict[tuple[bool, tuple[tuple[int, ...], ...]], list[int]] = {}
    for key_number, patterns in enumerate(sets.values()):
        for text in patterns:
            pattern: Pattern = parse(text, groups)
            parts = tuple(tuple(numbers.setdefault(p, len(numbers)) for p in part) for part in pattern.parts)
            if pattern.shape == "one":
                for number in parts[0]:
                    owners = single.setdefault(number, [])
                    if key_number not in owners:
                        owners.append(key_number)
            else:
                owners = joined.setdefault((pattern.shape == "ordered", parts), [])
                if key_number not in owners:
                    owners.append(key_number)
    of_cue: dict[int, list[str]] = {}
    for category, phrases in cues.items():
        for phrase in phrases:
            of_cue.setdefault(numbers.setdefault(phrase, len(numbers)), []).append(category)
    names = tuple(numbers)
    triggers: dict[int, list[int]] = {}
    joined_list: list[Joined] = []
    for index, ((ordered, parts), key_numbers) in enumerate(joined.items()):
        joined_list.append(Joined(ordered, parts, tuple(key_numbers)))
        # The part whose shortest phrase is longest is the rarest: the pattern is tried only where it occurs.
        trigger = max(parts, key=lambda part: (min(len(names[number]) for number in part), -len(part)))
        for number in trigger:
            triggers.setdefault(number, []).append(index)
    count = len(numbers)
    swaps = tuple((wrong, right) for wrong, right in repairs if len(wrong) == len(right) and wrong != right)
    return Lexicon(
        phrases=names,
        keys=keys,
        single=tuple(tuple(single.get(n, ())) for n in range(count)),
        triggers=tuple(tuple(triggers.get(n, ())) for n in range(count)),
        cues=tuple(tuple(of_cue.get(n, ())) for n in range(count)),
        joined=tuple(joined_list),
        repairs=swaps,
        automaton=AhoCorasick(list(names) or ["\0"]),
        repairer=AhoCorasick([wrong for wrong, _ in swaps], matchkind=MatchKind.LeftmostLongest) if swaps else None,
    )
