"""All phrases of a rubric in one automaton: pattern sets of the criteria, and cues of assertion."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from checker.language import likeness as likenesses
from checker.language.joining import Joined, Joiner
from checker.language.likeness import Likeness, Samples
from checker.language.patterns import GAPS, Pattern, parse
from checker.language.phrases import PhraseFinder

BEHIND_JIANG = ("will", "will-verb", "disposal")
"""The cue categories that are looked for behind 将 only, not all over the text."""

SLOGAN_HEAD = "slogan-head"
"""The cue category that is looked for at the head of a clause only."""

TELLING = 4
"""The shortest part of a pattern, in characters, that is worth showing as a near miss."""

Key = tuple[str, str]
"""(criterion id, slot), e.g. ``("enforcement.three-systems", "find:record")``."""


Meaning = Sequence[Sequence[int]]
"""What one phrase means by itself: the numbers of the pattern sets it satisfies, and of its cue categories."""


@dataclass(frozen=True)
class Lexicon:
    """Phrases numbered once, and what a hit of each means.

    ``meaning[n]`` is empty where phrase n only serves as a part of joined patterns. ``categories`` are the cue
    categories by number, sorted as their names are. ``parts`` are alternatives (phrase numbers) each;
    ``parts_with[n]`` the parts that phrase n fills. ``joined`` has the patterns of most parts first.
    ``behind_jiang`` are the words that make a 将 before them future, those that usually do, and those that make it
    把 after all. ``provinces`` and ``prefectures`` are the names of the places of the country.
    """

    phrases: Sequence[str]
    keys: tuple[Key, ...]
    meaning: Sequence[Meaning]
    categories: Sequence[str]
    parts: Sequence[Sequence[int]]
    parts_with: Sequence[Sequence[int]]
    joined: tuple[Joined, ...]
    behind_jiang: tuple[tuple[str, ...], ...] = ((), (), ())
    slogan_heads: tuple[str, ...] = ()
    repairs: tuple[tuple[str, str], ...] = ()
    likeness: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    provinces: Sequence[str] = ()
    prefectures: Sequence[str] = ()
    repairer: Any = field(default=None, compare=False, repr=False)

    @cached_property
    def tells(self) -> bytes:
        """By phrase number: whether the phrase means anything by itself; small, for it is asked of every hit."""
        return bytes(map(bool, self.meaning))

    @cached_property
    def finder(self) -> PhraseFinder:
        """Finds the phrases in a text."""
        return PhraseFinder(self.phrases)

    @cached_property
    def joiner(self) -> Joiner:
        """Finds the joined patterns of a span."""
        return Joiner(self.joined, self.parts_with)

    @cached_property
    def _telling_parts(self) -> dict[str, list[str]]:
        numbers: dict[str, set[int]] = {}
        for pattern in self.joined:
            for key in pattern.keys:
                criterion, slot = self.keys[key]
                if slot != "reject":
                    for part in pattern.parts:
                        numbers.setdefault(criterion, set()).update(self.parts[part])
        phrases = self.phrases
        return {
            criterion: [
                phrases[n] for n in sorted(parts, key=lambda n: (-len(phrases[n]), n)) if len(phrases[n]) >= TELLING
            ]
            for criterion, parts in numbers.items()
        }

    @cached_property
    def _kept(self) -> dict[str, Likeness]:
        return {}

    def likeness_of(self, criterion: str) -> Likeness | None:
        """What a criterion's matter sounds like; ``None`` where it has too few sample sentences."""
        known = self._kept.get(criterion)
        if known is None and criterion in self.likeness:
            known = self._kept[criterion] = likenesses.from_plain(self.likeness[criterion])
        return known

    @cached_property
    def likenesses(self) -> tuple[Likeness, ...]:
        """What the matters of all criteria sound like."""
        return tuple(filter(None, map(self.likeness_of, self.likeness)))

    def telling_parts_of(self, criterion: str) -> Sequence[str]:
        """The phrases of a criterion's joined patterns that are worth showing as a near miss, the longest first."""
        return self._telling_parts.get(criterion, ())


def build(
    sets: Mapping[Key, Sequence[str]],
    groups: Mapping[str, Sequence[str]],
    cues: Mapping[str, Iterable[str]],
    repairs: Iterable[tuple[str, str]] = (),
) -> Lexicon:
    """Number all phrases. Raises ``PatternError`` on a bad pattern."""
    return from_plain(to_plain(sets, groups, cues, repairs))


def to_plain(
    sets: Mapping[Key, Sequence[str]],
    groups: Mapping[str, Sequence[str]],
    cues: Mapping[str, Iterable[str]],
    repairs: Iterable[tuple[str, str]] = (),
    samples: Mapping[str, Samples] | None = None,
    places: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """All phrases numbered, as plain data that can be kept. Raises ``PatternError`` on a bad pattern.

    ``samples`` are sample sentences by criterion, ``places`` the names of places by level, with blanks between.
    """
    numbers: dict[str, int] = {}
    part_numbers: dict[tuple[int, ...], int] = {}
    single: dict[int, dict[int, None]] = {}
    joined: dict[tuple[int, tuple[int, ...]], dict[int, None]] = {}
    for key_number, patterns in enumerate(sets.values()):
        for text in patterns:
            pattern: Pattern = parse(text, groups)
            parts = [tuple(numbers.setdefault(p, len(numbers)) for p in part) for part in pattern.parts]
            if pattern.shape == "one":
                for number in parts[0]:
                    single.setdefault(number, {})[key_number] = None
            else:
                of_parts = tuple(part_numbers.setdefault(part, len(part_numbers)) for part in parts)
                joined.setdefault((GAPS[pattern.shape], of_parts), {})[key_number] = None
    of_cue: dict[int, list[str]] = {}
    for category, phrases in cues.items():
        if category in (*BEHIND_JIANG, SLOGAN_HEAD):
            continue
        for phrase in phrases:
            of_cue.setdefault(numbers.setdefault(phrase, len(numbers)), []).append(category)
    joined_list = sorted(
        (Joined(gap, parts, tuple(keys)) for (gap, parts), keys in joined.items()),
        key=lambda pattern: -len(pattern.parts),
    )
    parts_with: dict[int, list[int]] = {}
    for part, number_of_part in part_numbers.items():
        for number in part:
            parts_with.setdefault(number, []).append(number_of_part)
    categories = sorted({category for names in of_cue.values() for category in names})
    number_of = {category: number for number, category in enumerate(categories)}
    meaning = {
        n: (tuple(single.get(n, ())), tuple(number_of[name] for name in of_cue.get(n, ()))) for n in {*single, *of_cue}
    }
    return {
        "phrases": list(numbers),
        "keys": [list(key) for key in sets],
        "meaning": [meaning.get(n, ()) for n in range(len(numbers))],
        "categories": categories,
        "parts": list(part_numbers),
        "parts_with": [parts_with.get(n, ()) for n in range(len(numbers))],
        "joined": [(pattern.gap, pattern.parts, pattern.keys) for pattern in joined_list],
        "behind_jiang": [list(cues.get(category, ())) for category in BEHIND_JIANG],
        "slogan_heads": list(cues.get(SLOGAN_HEAD, ())),
        "repairs": [[wrong, right] for wrong, right in repairs if len(wrong) == len(right) and wrong != right],
        "likeness": likenesses.weigh(samples or {}),
        "provinces": ((places or {}).get("provinces") or "").split(),
        "prefectures": ((places or {}).get("prefectures") or "").split(),
    }


def from_plain(plain: Mapping[str, Any]) -> Lexicon:
    """The lexicon of plain data, ready for use; what is plain already is taken as it is."""
    from ahocorasick_rs import AhoCorasick, MatchKind

    swaps = tuple((wrong, right) for wrong, right in plain["repairs"])
    return Lexicon(
        phrases=plain["phrases"],
        keys=tuple((criterion, slot) for criterion, slot in plain["keys"]),
        meaning=plain["meaning"],
        categories=plain["categories"],
        parts=plain["parts"],
        parts_with=plain["parts_with"],
        joined=tuple(Joined(gap, tuple(parts), tuple(keys)) for gap, parts, keys in plain["joined"]),
        behind_jiang=tuple(map(tuple, plain["behind_jiang"])),
        slogan_heads=tuple(plain["slogan_heads"]),
        repairs=swaps,
        likeness=plain["likeness"],
        provinces=plain["provinces"],
        prefectures=plain["prefectures"],
        repairer=AhoCorasick([wrong for wrong, _ in swaps], matchkind=MatchKind.LeftmostLongest) if swaps else None,
    )
