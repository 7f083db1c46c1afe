"""All cases of a rubric, scanned once: what each holds is kept, so that a mutant is tried without a new search."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from checker.findings import inapplicable
from checker.language import Lexicon, Scan, build_lexicon, scan
from checker.language.lexicon import Key
from checker.language.packed import outermost, pack, pack_cue
from checker.language.patterns import MARKS, parse
from checker.measuring.cases import report_of, unlike
from checker.measuring.mutants import texts_of
from checker.model import Case, Criterion, Report, Rubric
from checker.rubric.lexicon import repairs_of
from checker.rules.context import Context
from checker.rules.defects.wording import Hit, take, wording
from checker.rules.deselected import KIND as DESELECTED
from checker.rules.registry import judge_of
from checker.rules.slots import pattern_sets

Cue = tuple[int, int, str]
Hits = Mapping[int, Sequence[tuple[int, int]]]
"""Pattern number within the criterion -> places."""


@dataclass
class Asked:
    """A case that passes as it stands, with what was found in it. ``number`` counts from 1."""

    home: Home
    number: int
    case: Case
    report: Report
    scan: Scan
    hits: Hits

    def passes(
        self,
        criterion: Criterion,
        scanned: Scan,
        tables: Mapping[str, Any],
        wordings: dict[str, list[Hit]] | None = None,
    ) -> bool:
        """Whether the case still gets all it asks; a rule that crashes has noticed too.

        ``wordings`` are the hits of the word lists that the detectors are to see, where not all.
        """
        context = Context(self.report, tables, scanned)
        if wordings is not None:
            take(context, wordings)
        try:
            judgement = judge_of(criterion.rule)(criterion, context)
        except Exception:  # a mutant that makes a rule crash is a mutant that was noticed
            return False
        return judgement.coverage == self.case.coverage and not unlike(self.case, self.report, judgement)

    def without(self, kind: str, wrong: str, tables: Mapping[str, Any]) -> dict[str, list[Hit]]:
        """What the word lists find in the case, but for one text of one list."""
        found = dict(wording(Context(self.report, tables, self.scan)))
        found[kind] = [hit for hit in found.get(kind, ()) if hit[2].wrong != wrong]
        return found

    def with_hits(self, hits: Hits) -> Scan:
        """The scan with other matches; what was learnt of clauses and assertions does not hang on matches."""
        slots: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for number, places in hits.items():
            slots[self.home.patterns[number][0]].extend(places)
        found = {
            (self.home.criterion.id, slot): outermost([pack(start, end) for start, end in places])
            for slot, places in slots.items()
        }
        return replace(self.scan, found=found)

    def with_cues(self, cues: list[Cue], lexicon: Lexicon) -> Scan:
        """The scan with other cues; clauses and assertions are read anew."""
        return replace(
            self.scan,
            cue_places=[pack_cue(start, end, lexicon.categories.index(category)) for start, end, category in cues],
            lexicon=lexicon,
            spans={},
            frames={},
            notes={},
        )

    def searched(self, repairs: Iterable[tuple[str, str]]) -> Scan:
        """The case searched anew with other repairs of garbled terms."""
        sets: dict[Key, Sequence[str]] = {
            (self.home.criterion.id, slot): patterns
            for slot, patterns in pattern_sets(self.home.criterion.params).items()
        }
        return scan(self.report, build_lexicon(sets, self.home.groups, self.home.cues, repairs))


@dataclass
class Home:
    """A criterion with its cases and its patterns: (slot, pattern) by number."""

    criterion: Criterion
    groups: Mapping[str, Sequence[str]]
    cues: Mapping[str, Sequence[str]]
    patterns: list[tuple[str, str]] = field(default_factory=list)
    cases: list[Asked] = field(default_factory=list)

    @cached_property
    def by_group(self) -> dict[str, list[int]]:
        """Numbers of the patterns that name a group."""
        found: dict[str, list[int]] = {}
        for name in self.groups:
            numbers = [number for number, (_, text) in enumerate(self.patterns) if f"<{name}>" in text]
            if numbers:
                found[name] = numbers
        return found

    @cached_property
    def by_pattern(self) -> dict[int, list[Asked]]:
        """The cases in which a pattern is found, the shortest first: there it is most likely to stand alone."""
        found: dict[int, list[Asked]] = defaultdict(list)
        for asked in sorted(self.cases, key=lambda asked: len(asked.report.text)):
            for number in asked.hits:
                found[number].append(asked)
        return found


@dataclass
class Bench:
    """The criteria of a rubric that are judged, with their cases; ``broken`` counts the cases that fail already."""

    rubric: Rubric
    homes: dict[str, Home] = field(default_factory=dict)
    broken: int = 0

    @cached_property
    def doubled(self) -> frozenset[str]:
        """What stands among the distortions and among the typos."""
        slips = [set(texts_of(self.rubric.tables, what)) for what in ("误写", "错别字")]
        return frozenset(slips[0] & slips[1])

    def all(self) -> Iterator[Asked]:
        for home in self.homes.values():
            yield from home.cases

    @cached_property
    def by_cue(self) -> dict[tuple[str, str], list[Asked]]:
        """(category, word) -> the cases that hold the cue, the shortest first."""
        found: dict[tuple[str, str], list[Asked]] = defaultdict(list)
        for asked in sorted(self.all(), key=lambda asked: len(asked.report.text)):
            view = asked.scan.view
            for cue in dict.fromkeys((category, view[start:end]) for start, end, category in asked.scan.cue_hits):
                found[cue].append(asked)
        return found


def set_up(rubric: Rubric, only: str | None = None) -> Bench:
    """Scan every case of the criteria whose id starts with ``only``; one that fails says nothing about a mutant."""
    bench = Bench(rubric)
    tables = rubric.tables
    groups, cues, repairs = tables.get("groups") or {}, tables.get("cues") or {}, repairs_of(tables)
    for criterion in rubric.criteria:
        if criterion.rule == DESELECTED or not criterion.id.startswith(only or ""):
            continue
        home = bench.homes[criterion.id] = Home(criterion, groups, cues)
        home.patterns = [(slot, text) for slot, texts in pattern_sets(criterion.params).items() for text in texts]
        sets: dict[Key, Sequence[str]] = {
            (criterion.id, str(number)): (text,) for number, (_, text) in enumerate(home.patterns)
        }
        lexicon = build_lexicon(sets, groups, cues, repairs)
        for number, case in enumerate(criterion.cases, start=1):
            report = report_of(criterion, case)
            if report is None or inapplicable(criterion, report.identity):
                continue
            scanned = scan(report, lexicon)
            hits = {int(key): places for (_, key), places in scanned.matches.items() if places}
            asked = Asked(home, number, case, report, scanned, hits)
            asked.scan = asked.with_hits(hits)
            if asked.passes(criterion, asked.scan, tables):
                home.cases.append(asked)
            else:
                bench.broken += 1
    return bench


def places_of(asked: Asked, number: int, groups: Mapping[str, Sequence[str]]) -> list[tuple[int, int]]:
    """Where a pattern of the criterion stands in a case, with other groups; of their words only those it holds."""
    view = asked.scan.view
    pattern = parse(asked.home.patterns[number][1], groups)
    parts = {str(place): [word for word in part if word in view] for place, part in enumerate(pattern.parts)}
    if not all(parts.values()):
        return []
    text = MARKS.get(pattern.shape, "+").join(f"<{place}>" for place in parts)
    lexicon = build_lexicon({("", ""): (text,)}, parts, {})
    return scan(replace(asked.report, folded=view), lexicon).of("", "")
