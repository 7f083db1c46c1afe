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
    masked: dict[tuple[int, str, str], list[str]] = {}
    reported: set[str] = set()
    for name in places:
        for at, character in enumerate(name):
            if character not in confusable:
                continue
            for other in masked.get((at, name[:at], name[at + 1 :]), ()):
                if confusable[character] & confusable[other[at]] and not {name, other} & reported:
                    rare, usual = (name, other) if len(places[name]) <= len(places[other]) else (other, name)
                    reported.add(rare)
                    for start, end in places[rare]:
                        yield Defect(
                            start,
                            end,
                            f"{shown(report, start, end)}与文中另处的“{usual}”只差一字，请核对是否为同一名称。",
                            suggestion=usual,
                        )
            masked.setdefault((at, name[:at], name[at + 1 :]), []).append(name)
