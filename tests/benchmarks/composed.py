"""Reports of any length made from the fixtures: one report's frame with the measures of others put into it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from checker import reading, structure, text
from checker.model import Report

FIXTURES = Path(__file__).parents[2] / "fixtures" / "reports"
ASKED = 8_000
"""Characters of a long annual report, the length the speed asked for is stated for."""


def fixture_reports(count: int = 20) -> list[Report]:
    """The first ``count`` fixture reports, read."""
    found: list[Report] = []
    for number in range(1, count + 1):
        parts = structure.build(text.clean(reading.read(FIXTURES / f"f{number:02}.txt")), None)
        found += [part for part in parts if isinstance(part, Report)]
    return found


def of_length(reports: Sequence[Report], which: int, length: int = ASKED) -> str:
    """Report number ``which`` with measures of the ones after it, up to about ``length`` characters.

    What is added goes to the end of the report's own measures, so that shortcomings, plans and signature stay
    where they belong. Sentences repeat only where ``length`` asks for more than all reports hold.
    """
    host = reports[which]
    place = max(end for _, end, role in host.roles if role == "measures")
    added: list[str] = []
    missing, other = length - len(host.text), which
    while missing > 0:
        other += 1
        guest = reports[other % len(reports)]
        for start, end, role in guest.roles:
            if role == "measures" and missing > 0:
                piece = guest.text[start:end].strip() + "\n"
                piece = piece if len(piece) <= missing + 400 else piece[: piece.rfind("\n", 0, missing + 400) + 1]
                added.append(piece)
                missing -= len(piece) or missing
    return host.text[:place].rstrip("\n") + "\n" + "".join(added) + host.text[place:].lstrip("\n")


def read_back(data: bytes) -> Report:
    """The report that the bytes of a text file hold."""
    part = structure.build(text.clean(reading.read(data, name="报告.txt")), None)[0]
    assert isinstance(part, Report)
    return part
