"""Mutation of the data: each phrase, group word, cue and distortion is taken away, and the cases are asked.

A mutant is killed when a case that passed no longer does. Every case is searched once (see ``bench``); a
mutant then only changes what was found: without a phrase's places, without a cue's. A phrase bears on its
own criterion alone. What no case holds survives without a trial.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from checker.language import Lexicon
from checker.language.lexicon import BEHIND_JIANG, SLOGAN_HEAD
from checker.measuring.bench import Asked, Bench, places_of, set_up
from checker.measuring.mutants import (
    FOUND_AS,
    KINDS,
    REPAIRS,
    Mutant,
    What,
    all_mutants,
    without_concept_word,
    without_row,
)
from checker.model import Criterion, Rubric
from checker.rubric.changes import set_slot
from checker.rubric.lexicon import repairs_of
from checker.rules.slots import pattern_sets

__all__ = ["KINDS", "Mutant", "Verdict", "What", "all_mutants", "by_place", "mutate", "tally"]

Name = TypeVar("Name")


@dataclass(frozen=True, slots=True)
class Verdict:
    """``killer`` names the case that fell; ``held`` counts the cases that hold the entry at all."""

    mutant: Mutant
    killer: str
    held: int

    @property
    def killed(self) -> bool:
        return bool(self.killer)


def mutate(
    rubric: Rubric,
    *,
    sample: int | None = None,
    seed: int = 0,
    kinds: Iterable[What] = KINDS,
    only: str | None = None,
) -> list[Verdict]:
    """Try every mutant, or ``sample`` of them drawn with ``seed``. The order is that of the rubric.

    ``only`` keeps the mutants whose place (criterion, group, cue category, table) starts with it.
    """
    chosen = set(kinds)
    mutants = [m for m in all_mutants(rubric) if m.what in chosen and m.place.startswith(only or "")]
    if sample is not None and sample < len(mutants):
        kept = sorted(random.Random(seed).sample(range(len(mutants)), sample))
        mutants = [mutants[index] for index in kept]
    bench = set_up(rubric, only if chosen == {"短语"} else None)
    return [_try(mutant, bench) for mutant in mutants]


def _try(mutant: Mutant, bench: Bench) -> Verdict:
    if mutant.what == "短语":
        trials: Iterator[tuple[Asked, bool]] = _phrase(mutant, bench)
    elif mutant.what == "词组":
        trials = _word(mutant, bench)
    elif mutant.what == "线索词":
        trials = _cue(mutant, bench)
    elif mutant.what == "概念":
        trials = _concept_word(mutant, bench)
    else:
        trials = _row(mutant, bench)
    held = 0
    for asked, passed in trials:
        held += 1
        if not passed:
            return Verdict(mutant, f"{asked.home.criterion.id} 第 {asked.number} 例", held)
    return Verdict(mutant, "", held)


def _phrase(mutant: Mutant, bench: Bench) -> Iterator[tuple[Asked, bool]]:
    name, slot = mutant.place.split(" ")
    home = bench.homes.get(name)
    gone = {n for n, phrase in enumerate(home.patterns) if phrase == (slot, mutant.entry)} if home else set()
    held = _in_turn([home.by_pattern[number] for number in sorted(gone) if number in home.by_pattern]) if home else []
    if home is None or not held:
        return
    changed = _without_phrase(home.criterion, slot, mutant.entry)
    for asked in held:
        left = {number: places for number, places in asked.hits.items() if number not in gone}
        yield asked, asked.passes(changed, asked.with_hits(left), bench.rubric.tables)


def _without_phrase(criterion: Criterion, slot: str, entry: str) -> Criterion:
    params = dict(criterion.params)
    set_slot(params, slot, [text for text in pattern_sets(params)[slot] if text != entry])
    return replace(criterion, params=params)


def _word(mutant: Mutant, bench: Bench) -> Iterator[tuple[Asked, bool]]:
    """Only cases in which a pattern with the group is found and the word stands can tell the difference."""
    for home in bench.homes.values():
        numbers = home.by_group.get(mutant.place)
        if not numbers:
            continue
        left = [word for word in home.groups[mutant.place] if word != mutant.entry]
        groups = {**home.groups, mutant.place: left}
        for asked in _in_turn([home.by_pattern[number] for number in numbers if number in home.by_pattern]):
            if mutant.entry not in asked.scan.view:
                continue
            changed = {
                number: places_of(asked, number, groups) if number in numbers else places
                for number, places in asked.hits.items()
            }
            yield asked, asked.passes(home.criterion, asked.with_hits(changed), bench.rubric.tables)


def _in_turn(lists: Iterable[Sequence[Asked]]) -> list[Asked]:
    """Cases of several lists, each once, the shortest first."""
    found = {asked.number: asked for each in lists for asked in each}
    return sorted(found.values(), key=lambda asked: (len(asked.report.text), asked.number))


def _cue(mutant: Mutant, bench: Bench) -> Iterator[tuple[Asked, bool]]:
    category, word = mutant.place, mutant.entry
    if category in (*BEHIND_JIANG, SLOGAN_HEAD):
        yield from _placed_cue(mutant, bench)
        return
    for asked in bench.by_cue.get((category, word), ()):
        view = asked.scan.view
        left = [cue for cue in asked.scan.cue_hits if cue[2] != category or view[cue[0] : cue[1]] != word]
        yield asked, asked.passes(asked.home.criterion, asked.with_cues(left, asked.scan.lexicon), bench.rubric.tables)


def _placed_cue(mutant: Mutant, bench: Bench) -> Iterator[tuple[Asked, bool]]:
    """A cue that is looked for at one place only: behind 将, or at the head of a clause."""
    behind = mutant.place in BEHIND_JIANG
    for home in bench.homes.values():
        for asked in home.cases:
            view = asked.scan.view
            if mutant.entry not in view or (behind and "将" not in view):
                continue
            lexicon = _without_placed(asked.scan.lexicon, mutant)
            changed = asked.with_cues(asked.scan.cue_hits, lexicon)
            yield asked, asked.passes(home.criterion, changed, bench.rubric.tables)


def _without_placed(lexicon: Lexicon, mutant: Mutant) -> Lexicon:
    if mutant.place == SLOGAN_HEAD:
        return replace(lexicon, slogan_heads=tuple(word for word in lexicon.slogan_heads if word != mutant.entry))
    lists = [list(words) for words in lexicon.behind_jiang]
    lists[BEHIND_JIANG.index(mutant.place)].remove(mutant.entry)
    return replace(lexicon, behind_jiang=tuple(map(tuple, lists)))


def _row(mutant: Mutant, bench: Bench) -> Iterator[tuple[Asked, bool]]:
    """A row of a list bears on the detectors; a distortion, as a repair, on what is found too."""
    tables = bench.rubric.tables
    held = [asked for asked in bench.all() if mutant.entry in asked.report.folded]
    detecting = [asked for asked in held if asked.home.criterion.rule == "defects"]
    if mutant.what in ("误写", "错别字") and mutant.entry in bench.doubled:
        # What stands in both lists counts as a typo alone: without that row, as a distortion.
        changed = without_row(tables, mutant) if detecting else tables
        for asked in detecting:
            yield asked, asked.passes(asked.home.criterion, asked.scan, changed)
    else:
        for asked in detecting:
            left = asked.without(FOUND_AS[mutant.what], mutant.entry, tables)
            yield asked, asked.passes(asked.home.criterion, asked.scan, tables, left)
    if mutant.what != REPAIRS:
        return
    for asked in held:
        if asked.home.criterion.rule != "defects":
            text = asked.report.folded
            repairs = [pair for pair in repairs_of(tables) if pair[0] in text and pair[0] != mutant.entry]
            yield asked, asked.passes(asked.home.criterion, asked.searched(repairs), tables)


def _concept_word(mutant: Mutant, bench: Bench) -> Iterator[tuple[Asked, bool]]:
    changed = without_concept_word(bench.rubric.tables, mutant)
    for asked in bench.all():
        if asked.home.criterion.rule == "plan-answers-problems" and mutant.entry in asked.report.folded:
            yield asked, asked.passes(asked.home.criterion, asked.scan, changed)


def tally(verdicts: Iterable[Verdict]) -> dict[str, tuple[int, int, int]]:
    """Per kind and in all: (mutants, killed, never held by any case)."""
    counts = _counted((name, verdict) for verdict in verdicts for name in (verdict.mutant.what, "合计"))
    return {name: counts[name] for name in (*KINDS, "合计") if name in counts}


def by_place(verdicts: Iterable[Verdict]) -> dict[tuple[str, str], tuple[int, int, int]]:
    """Per kind and place (a phrase's place is its criterion): (mutants, killed, never held by any case)."""
    return _counted(((v.mutant.what, v.mutant.place.split(" ")[0]), v) for v in verdicts)


def _counted(pairs: Iterable[tuple[Name, Verdict]]) -> dict[Name, tuple[int, int, int]]:
    counts: dict[Name, list[int]] = {}
    for name, verdict in pairs:
        row = counts.setdefault(name, [0, 0, 0])
        row[0] += 1
        row[1] += verdict.killed
        row[2] += not verdict.held
    return {name: (row[0], row[1], row[2]) for name, row in counts.items()}
