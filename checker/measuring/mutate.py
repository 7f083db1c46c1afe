"""Mutation of the data: each phrase, group word, cue and distortion is taken away, and the cases are asked.

A mutant is killed when a case that passed no longer does. A phrase only bears on its own criterion, so
only that criterion's cases that hold the phrase are run again, with a lexicon of that criterion alone;
a cue or a distortion bears on every case that holds it. What no case holds survives without a run.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from checker.findings import inapplicable
from checker.language import Lexicon, scan
from checker.language.lexicon import BEHIND_JIANG, SLOGAN_HEAD
from checker.measuring.cases import report_of
from checker.measuring.phrases import hits_by_phrase, small_lexicon
from checker.model import Coverage, Criterion, Report, Rubric
from checker.rubric.changes import set_slot
from checker.rubric.deselected import KIND as DESELECTED
from checker.rules.context import Context
from checker.rules.registry import judge_of
from checker.rules.slots import pattern_sets

What = Literal["短语", "词组", "线索词", "误写", "错别字"]
KINDS: tuple[What, ...] = ("短语", "词组", "线索词", "误写", "错别字")


@dataclass(frozen=True, slots=True)
class Mutant:
    """One entry taken away. ``place`` is criterion and slot, group, cue category or table."""

    what: What
    place: str
    entry: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """``killer`` names the case that fell; ``held`` counts the cases that hold the entry at all."""

    mutant: Mutant
    killer: str
    held: int

    @property
    def killed(self) -> bool:
        return bool(self.killer)


@dataclass
class _Asked:
    """A case ready to be judged again."""

    criterion: Criterion
    number: int
    report: Report
    expected: Coverage


@dataclass
class _Bench:
    """The cases of a rubric, with the small lexicon of each criterion."""

    rubric: Rubric
    cases: dict[str, list[_Asked]] = field(default_factory=lambda: defaultdict(list))
    lexicons: dict[str, Lexicon] = field(default_factory=dict)

    def of(self, criterion: str) -> Sequence[_Asked]:
        return self.cases.get(criterion, ())

    def all(self) -> Iterator[_Asked]:
        for asked in self.cases.values():
            yield from asked


def mutate(rubric: Rubric, *, sample: int | None = None, seed: int = 0, kinds: Iterable[What] = KINDS) -> list[Verdict]:
    """Try every mutant, or ``sample`` of them drawn with ``seed``. The order is that of the rubric."""
    bench = _bench(rubric)
    chosen = set(kinds)
    mutants = [mutant for mutant in all_mutants(rubric) if mutant.what in chosen]
    if sample is not None and sample < len(mutants):
        kept = sorted(random.Random(seed).sample(range(len(mutants)), sample))
        mutants = [mutants[index] for index in kept]
    hits = _Hits(bench)
    return [_try(mutant, bench, hits) for mutant in mutants]


def all_mutants(rubric: Rubric) -> Iterator[Mutant]:
    """Every entry that can be taken away. Group words count once, in their group."""
    for criterion in rubric.criteria:
        for slot, patterns in pattern_sets(criterion.params).items():
            for pattern in patterns:
                yield Mutant("短语", f"{criterion.id} {slot}", pattern)
    for what, table in (("词组", "groups"), ("线索词", "cues")):
        for name, words in (rubric.tables.get(table) or {}).items():
            for word in words:
                yield Mutant("词组" if what == "词组" else "线索词", name, word)
    for row in rubric.tables.get("distortions") or ():
        yield Mutant("误写", "distortions", _wrong(row))
    for row in (rubric.tables.get("typos") or {}).get("confusions") or ():
        yield Mutant("错别字", "confusions", _wrong(row))


def _wrong(row: Mapping[str, Any]) -> str:
    return row["wrong"] if isinstance(row["wrong"], str) else row["wrong"][0]


def _bench(rubric: Rubric) -> _Bench:
    """All cases that pass as they stand; one that fails already says nothing about a mutant."""
    bench = _Bench(rubric)
    for criterion in rubric.criteria:
        if criterion.rule == DESELECTED:
            continue
        bench.lexicons[criterion.id] = small_lexicon(criterion, rubric.tables)
        for number, case in enumerate(criterion.cases, start=1):
            report = report_of(criterion, case)
            if report is None or inapplicable(criterion, report.identity):
                continue
            asked = _Asked(criterion, number, report, case.coverage)
            if _judge(asked, criterion, rubric.tables, bench.lexicons[criterion.id]) == case.coverage:
                bench.cases[criterion.id].append(asked)
    return bench


def _judge(asked: _Asked, criterion: Criterion, tables: Mapping[str, Any], lexicon: Lexicon) -> Coverage | None:
    try:
        context = Context(asked.report, tables, scan(asked.report, lexicon))
        return judge_of(criterion.rule)(criterion, context).coverage
    except Exception:  # a mutant that makes a rule crash is a mutant that was noticed
        return None


class _Hits:
    """Which cases hold which entry, worked out once per criterion or word."""

    def __init__(self, bench: _Bench) -> None:
        self._bench = bench
        self._phrases: dict[str, dict[tuple[str, str], list[int]]] = {}
        self._texts = [(asked, asked.report.folded) for asked in bench.all()]

    def phrase(self, criterion: str, slot: str, pattern: str) -> list[_Asked]:
        cases = self._bench.of(criterion)
        if criterion not in self._phrases:
            reports = [asked.report for asked in cases]
            source = self._bench.rubric.by_id[criterion]
            self._phrases[criterion] = hits_by_phrase(source, reports, self._bench.rubric.tables)
        return [cases[number] for number in self._phrases[criterion].get((slot, pattern), ())]

    def word(self, word: str) -> list[_Asked]:
        return [asked for asked, text in self._texts if word in text]


def _try(mutant: Mutant, bench: _Bench, hits: _Hits) -> Verdict:
    if mutant.what == "短语":
        return _try_phrase(mutant, bench, hits)
    held = hits.word(mutant.entry)
    if mutant.what == "词组":
        users = {c.id for c in bench.rubric.criteria if _uses(c, mutant.place)}
        held = [asked for asked in held if asked.criterion.id in users]
    elif mutant.what == "错别字":
        held = [asked for asked in held if asked.criterion.rule == "defects"]
    if not held:
        return Verdict(mutant, "", 0)
    tables = _without(bench.rubric.tables, mutant)
    lexicons: dict[str, Lexicon] = {}
    for asked in held:
        name = asked.criterion.id
        if name not in lexicons:
            lexicons[name] = _lexicon(mutant, asked.criterion, bench.lexicons[name], tables)
        if _judge(asked, asked.criterion, tables, lexicons[name]) != asked.expected:
            return Verdict(mutant, f"{name} 第 {asked.number} 例", len(held))
    return Verdict(mutant, "", len(held))


def _lexicon(mutant: Mutant, criterion: Criterion, whole: Lexicon, tables: Mapping[str, Any]) -> Lexicon:
    """A criterion's lexicon without the mutant's entry; the automaton is kept where a cue only loses its meaning."""
    if mutant.what == "错别字":
        return whole
    if mutant.what == "线索词" and mutant.place not in (*BEHIND_JIANG, SLOGAN_HEAD):
        number = whole.phrases.index(mutant.entry)
        keys, categories = whole.meaning[number] or ((), ())
        left = (keys, tuple(category for category in categories if category != mutant.place))
        return replace(whole, meaning=(*whole.meaning[:number], left, *whole.meaning[number + 1 :]))
    return small_lexicon(criterion, tables)


def _try_phrase(mutant: Mutant, bench: _Bench, hits: _Hits) -> Verdict:
    name, slot = mutant.place.split(" ")
    held = hits.phrase(name, slot, mutant.entry)
    if not held:
        return Verdict(mutant, "", 0)
    criterion = bench.rubric.by_id[name]
    params = dict(criterion.params)
    set_slot(params, slot, [text for text in pattern_sets(params)[slot] if text != mutant.entry])
    changed = replace(criterion, params=params)
    lexicon = small_lexicon(changed, bench.rubric.tables)
    for asked in held:
        if _judge(asked, changed, bench.rubric.tables, lexicon) != asked.expected:
            return Verdict(mutant, f"{name} 第 {asked.number} 例", len(held))
    return Verdict(mutant, "", len(held))


def _uses(criterion: Criterion, group: str) -> bool:
    wanted = f"<{group}>"
    return any(wanted in text for patterns in pattern_sets(criterion.params).values() for text in patterns)


def _without(tables: Mapping[str, Any], mutant: Mutant) -> dict[str, Any]:
    """The tables without one entry. The digest goes too, so that nothing compiled from the whole is used."""
    changed = {name: table for name, table in tables.items() if name != "__sha256__"}
    if mutant.what in ("词组", "线索词"):
        name = "groups" if mutant.what == "词组" else "cues"
        left = [word for word in changed[name][mutant.place] if word != mutant.entry]
        changed[name] = {**changed[name], mutant.place: left}
    elif mutant.what == "误写":
        changed["distortions"] = [row for row in changed["distortions"] if _wrong(row) != mutant.entry]
    else:
        rows = [row for row in changed["typos"]["confusions"] if _wrong(row) != mutant.entry]
        changed["typos"] = {**changed["typos"], "confusions": rows}
    return changed


def tally(verdicts: Iterable[Verdict]) -> dict[str, tuple[int, int, int]]:
    """Per kind and in all: (mutants, killed, never held by any case)."""
    counts: dict[str, list[int]] = {}
    for verdict in verdicts:
        for name in (verdict.mutant.what, "合计"):
            row = counts.setdefault(name, [0, 0, 0])
            row[0] += 1
            row[1] += verdict.killed
            row[2] += not verdict.held
    ordered = [name for name in (*KINDS, "合计") if name in counts]
    return {name: (counts[name][0], counts[name][1], counts[name][2]) for name in ordered}
