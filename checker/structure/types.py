"""The kinds of reports that can be checked, from ``rubrics/lexicon/types.yaml``: what tells each, and its rubrics."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from checker.structure.lexicon import Words, alternatives, any_of, table

MAIN = "law-government"
"""The kind that a document is asked for first; what is none of the others is measured against it."""


@dataclass(frozen=True, slots=True)
class ReportType:
    """One kind of report. ``rubrics`` are (last report year or ``None``, rubric), ``signs`` its fixed contents."""

    id: str
    name: str
    name_en: str
    rubrics: tuple[tuple[int | None, str], ...]
    unknown: str
    title: re.Pattern[str] | None
    unless: re.Pattern[str]
    signs: tuple[str, ...]
    least: int
    subject: tuple[str, ...] = ()
    guarded_as: str = ""
    """Its name among the documents that are not the main kind of report."""
    words: Words | None = None
    """Its own words of the structure; ``None`` where they are the main kind's."""

    def titled(self, title: str) -> str:
        """The words of a title that name this kind; empty where it does not."""
        found = self.title.search(title) if self.title else None
        return found[0] if found and not self.unless.search(title) else ""

    def signs_in(self, folded: str) -> list[str]:
        """The fixed contents of this kind that a text has."""
        return [sign for sign in self.signs if sign in folded]

    def rubric_for(self, year: int | None) -> str:
        """The built-in rubric for a report year; an unknown one takes what the data say."""
        if year is None and self.unknown:
            return self.unknown
        return next((name for last, name in self.rubrics if last is None or year is None or year <= last), "")


@lru_cache(maxsize=1)
def types() -> tuple[ReportType, ...]:
    """All kinds, the main one first. Raises ``RubricError`` where the data file cannot be read."""
    return tuple(of_row(row) for row in table("types")["types"])


def type_of(name: str, rows: Sequence[Mapping[str, Any]] = ()) -> ReportType | None:
    """The kind of this id: from ``rows`` (a rubric's own lexicon) or the built-in ones; ``None`` if there is none."""
    own = next((of_row(row) for row in rows if row["id"] == name and not _built_in(row)), None)
    return own or next((known for known in types() if known.id == name), None)


def _built_in(row: Mapping[str, Any]) -> bool:
    return any(row == known for known in table("types")["types"])


def of_row(row: Mapping[str, Any]) -> ReportType:
    """One row of the data file as a kind of report."""
    subject, genre = row.get("subject") or (), row.get("genre") or ()
    pattern = rf"(?:{alternatives(subject)})[^。；;：:！？!?\n]{{0,24}}?(?:{alternatives(genre)})"
    own = {"subject": subject, "genre": genre, "body": row.get("signs") or ()} if subject else None
    changed = {
        name: row[name]
        for name in ("headings", "subheadings", "heading-rejects", "specific", "table-rows")
        if row.get(name)
    }
    return ReportType(
        id=row["id"],
        name=row["name"],
        name_en=row.get("name_en") or "",
        rubrics=tuple((rule.get("until"), rule["id"]) for rule in row.get("rubrics") or ()),
        unknown=row.get("unknown") or "",
        title=re.compile(pattern) if subject else None,
        unless=any_of(row.get("unless") or ()),
        signs=tuple(row.get("signs") or ()),
        least=int(row.get("least") or 3),
        subject=tuple(subject),
        guarded_as=row.get("guarded-as") or "",
        words=_words(own, changed),
    )


def _words(own: Mapping[str, Any] | None, changed: Mapping[str, Any]) -> Words | None:
    if not own and not changed:
        return None
    data = dict(table("structure"))
    if own:
        data["own"] = own
    for name, lists in changed.items():
        data[name] = {**data[name], **lists} if isinstance(lists, Mapping) else lists
    return Words(data, table("places"))
