"""Which phrases of a criterion its own cases make use of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from checker.language import scan
from checker.language.lexicon import Key, build
from checker.measuring.cases import report_of
from checker.model import Case, Criterion, Report, Rubric
from checker.rubric.lexicon import repairs_of
from checker.rules.slots import pattern_sets

Phrase = tuple[str, str]
"""(slot, pattern as written)."""


def hits_by_phrase(
    criterion: Criterion, reports: Sequence[Report], tables: Mapping[str, Any]
) -> dict[Phrase, list[int]]:
    """For each phrase the numbers (from 0) of the reports that hold it; no number, never found."""
    sets: dict[Key, Sequence[str]] = {}
    order: list[Phrase] = []
    for slot, patterns in pattern_sets(criterion.params).items():
        for pattern in patterns:
            sets[criterion.id, str(len(order))] = (pattern,)
            order.append((slot, pattern))
    lexicon = build(sets, tables.get("groups") or {}, {}, repairs_of(tables))
    found: dict[Phrase, list[int]] = {phrase: [] for phrase in order}
    for number, report in enumerate(reports):
        for (_, key), places in scan(report, lexicon).matches.items():
            if places:
                numbers = found[order[int(key)]]
                if not numbers or numbers[-1] != number:
                    numbers.append(number)
    return found


def never_matching(rubric: Rubric) -> set[tuple[str, str, str]]:
    """(criterion, slot, phrase) of all phrases that no case of their own criterion holds."""
    never: set[tuple[str, str, str]] = set()
    for criterion in rubric.criteria:
        if not criterion.cases or not pattern_sets(criterion.params):
            continue
        reports = [report for _, report in case_reports(criterion)]
        for (slot, text), numbers in hits_by_phrase(criterion, reports, rubric.tables).items():
            if not numbers:
                never.add((criterion.id, slot, text))
    return never


def case_reports(criterion: Criterion) -> list[tuple[Case, Report]]:
    """The cases of a criterion with the reports they make; those that make none are left out."""
    found: list[tuple[Case, Report]] = []
    for case in criterion.cases:
        report = report_of(criterion, case)
        if report is not None:
            found.append((case, report))
    return found
