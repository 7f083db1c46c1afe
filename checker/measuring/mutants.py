"""What of a rubric's data can be taken away: phrases, group words, cues, distortions, typos."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from checker.model import Rubric
from checker.rules.slots import pattern_sets

What = Literal["短语", "词组", "线索词", "误写", "错别字"]
KINDS: tuple[What, ...] = ("短语", "词组", "线索词", "误写", "错别字")


@dataclass(frozen=True, slots=True)
class Mutant:
    """One entry taken away. ``place`` is criterion and slot, group, cue category or table."""

    what: What
    place: str
    entry: str


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
        yield Mutant("误写", "distortions", wrong_of(row))
    for row in (rubric.tables.get("typos") or {}).get("confusions") or ():
        yield Mutant("错别字", "confusions", wrong_of(row))


def wrong_of(row: Mapping[str, Any]) -> str:
    """What a row of distortions or typos is called: its wrong form, the first where it has several."""
    return row["wrong"] if isinstance(row["wrong"], str) else row["wrong"][0]


def rows_of(tables: Mapping[str, Any], wrong: str) -> list[Mapping[str, Any]]:
    """The rows of distortions and typos that are called so."""
    rows = [*(tables.get("distortions") or ()), *((tables.get("typos") or {}).get("confusions") or ())]
    return [row for row in rows if wrong_of(row) == wrong]


def without_rows(tables: Mapping[str, Any], mutant: Mutant, texts: list[str]) -> dict[str, Any]:
    """The tables without a mutant's row, of the two lists of slips only what the texts hold: quick to compile.

    The digest goes too, so that nothing compiled from the whole is used.
    """
    changed = {name: table for name, table in tables.items() if name != "__sha256__"}
    gone = "distortions" if mutant.what == "误写" else "confusions"
    typos = changed.get("typos") or {}
    lists = {"distortions": changed.get("distortions") or (), "confusions": typos.get("confusions") or ()}
    for name, rows in lists.items():
        lists[name] = [
            row
            for row in rows
            if any(wrong in text for wrong in _texts(row["wrong"]) for text in texts)
            and not (name == gone and wrong_of(row) == mutant.entry)
        ]
    changed["distortions"] = lists["distortions"]
    changed["typos"] = {**typos, "confusions": lists["confusions"]}
    return changed


def _texts(value: Any) -> list[str]:
    return [value] if isinstance(value, str) else list(value)
