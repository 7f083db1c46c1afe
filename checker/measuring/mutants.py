"""What of a rubric's data can be taken away: phrases, group words, cues, slips, offices, concepts and the like."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from checker.model import Rubric
from checker.rules.slots import pattern_sets

What = Literal["短语", "词组", "线索词", "误写", "错别字", "改写", "会议", "机构", "文件名", "概念"]
KINDS: tuple[What, ...] = ("短语", "词组", "线索词", "误写", "错别字", "改写", "会议", "机构", "文件名", "概念")
REPAIRS: What = "误写"
"""The kind whose rows the language engine reads too."""

# The lists that the detectors walk in one pass: file, key in it (none for a file that is a list), key of the text.
_LISTS: tuple[tuple[What, str, str, str], ...] = (
    ("误写", "distortions", "", "wrong"),
    ("错别字", "typos", "confusions", "wrong"),
    ("改写", "fixed_terms", "rewritten", "wrong"),
    ("会议", "fixed_terms", "events", "phrase"),
    ("机构", "offices", "offices", "old"),
    ("文件名", "instruments", "title_errors", "near"),
)
FOUND_AS: Mapping[What, str] = {
    "误写": "swap",
    "错别字": "typo",
    "改写": "weak",
    "会议": "event",
    "机构": "office",
    "文件名": "title",
}
"""What the detectors' pass calls the hits of a list."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """One entry taken away. ``place`` is criterion and slot, group, cue category, concept or list."""

    what: What
    place: str
    entry: str


def all_mutants(rubric: Rubric) -> Iterator[Mutant]:
    """Every entry that can be taken away. Group words count once, in their group."""
    for criterion in rubric.criteria:
        for slot, patterns in pattern_sets(criterion.params).items():
            for pattern in patterns:
                yield Mutant("短语", f"{criterion.id} {slot}", pattern)
    words: tuple[tuple[What, Any], ...] = (
        ("词组", rubric.tables.get("groups")),
        ("线索词", rubric.tables.get("cues")),
        ("概念", (rubric.tables.get("structure") or {}).get("concepts")),
    )
    for what, table in words:
        for name, entries in (table or {}).items():
            for entry in entries:
                yield Mutant(what, name, entry)
    for what, file, key, _ in _LISTS:
        for wrong in texts_of(rubric.tables, what):
            yield Mutant(what, key or file, wrong)


def texts_of(tables: Mapping[str, Any], what: What) -> list[str]:
    """The texts that a kind of list looks for; a row may give several."""
    found: list[str] = []
    for kind, file, key, text in _LISTS:
        if kind == what:
            rows = (tables.get(file) or {}).get(key) if key else tables.get(file)
            found += [wrong for row in rows or () for wrong in _texts(row.get("wrong") or row[text])]
    return found


def without_row(tables: Mapping[str, Any], mutant: Mutant) -> dict[str, Any]:
    """The tables without a mutant's distortion or typo, and without the digest that what is compiled goes by."""
    changed = {name: table for name, table in tables.items() if name != "__sha256__"}
    if mutant.what == "误写":
        changed["distortions"] = [row for row in changed["distortions"] if mutant.entry not in _texts(row["wrong"])]
    else:
        rows = [row for row in changed["typos"]["confusions"] if mutant.entry not in _texts(row["wrong"])]
        changed["typos"] = {**changed["typos"], "confusions": rows}
    return changed


def without_concept_word(tables: Mapping[str, Any], mutant: Mutant) -> dict[str, Any]:
    """The tables without one word of one concept."""
    structure = tables["structure"]
    left = [word for word in structure["concepts"][mutant.place] if word != mutant.entry]
    concepts = {**structure["concepts"], mutant.place: left}
    return {**tables, "structure": {**structure, "concepts": concepts}}


def _texts(value: Any) -> list[str]:
    return [value] if isinstance(value, str) else list(value)
