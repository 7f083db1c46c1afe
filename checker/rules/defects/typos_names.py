"""One name spelt two ways: quoted names and titles of one report that differ in a single confusable character."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from checker.model import Defect
from checker.rules.context import Context
from checker.rules.defects.quoting import shown
from checker.rules.defects.wording import kept

_NAME = re.compile(r"[“《]([^“”《》\n，。；：]{4,40})[”》]")

_NOW_CALLED = re.compile(r"(?:现|原|曾用?名|更名为?|改名为?|改称|前身[是为]?)(?:名|称|为)*[“《]\Z")


def _confusable(tables: Mapping[str, Any]) -> dict[str, set[int]]:
    made: dict[str, set[int]] = {}
    for number, group in enumerate((tables.get("typos") or {}).get("confusable") or ()):
        for character in str(group):
            made.setdefault(character, set()).add(number)
    return made


def two_spellings(context: Context) -> Iterator[Defect]:
    """Names of equal length in quotes or 书名号 that differ at one place by characters easily confused.

    The rarer spelling is reported; of two equally frequent ones the later.
    """
    report = context.report
    confusable = kept(context.tables, "confusable", _confusable)
    if not confusable:
        return
    places: dict[str, list[tuple[int, int]]] = {}
    for match in _NAME.finditer(report.folded, report.body_start, report.body_end):
        places.setdefault(match.group(1), []).append(match.span(1))
    # Two names that differ in one character share their first or their second half.
    halves: dict[tuple[int, bool, str], list[str]] = {}
    reported: set[str] = set()
    for name, spans in places.items():
        if confusable.keys().isdisjoint(name):
            continue  # it has no character by which another name could differ
        middle = len(name) // 2
        for first, half in ((True, name[:middle]), (False, name[middle:])):
            same = halves.setdefault((len(name), first, half), [])
            for other in same:
                if (
                    {name, other} & reported
                    or _renamed(report.folded, [*spans, *places[other]])
                    or not _one_confusable(name, other, confusable)
                ):
                    continue
                rare, usual = (name, other) if len(spans) <= len(places[other]) else (other, name)
                reported.add(rare)
                for start, end in places[rare]:
                    said = f"{shown(report, start, end)}与文中另处的“{usual}”只差一字，请核对是否为同一名称。"
                    yield Defect(start, end, said, suggestion=usual)
            same.append(name)


def _renamed(folded: str, spans: list[tuple[int, int]]) -> bool:
    """Whether one of the names is told as what the other is called now: 《法制日报》（现《法治日报》）."""
    return any(_NOW_CALLED.search(folded, max(start - 8, 0), start) for start, _ in spans)


def _one_confusable(left: str, right: str, confusable: Mapping[str, set[int]]) -> bool:
    """Whether two names of one length differ in exactly one character, by a confusable one."""
    differing = [(a, b) for a, b in zip(left, right, strict=True) if a != b]
    if len(differing) != 1:
        return False
    a, b = differing[0]
    return bool(confusable.get(a, set()) & confusable.get(b, set()))
