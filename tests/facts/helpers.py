"""Reports and contexts made straight from a text, for tests of figures."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any, cast

import yaml

from checker.facts import Claim, extract_text
from checker.model import (
    CleanText,
    Defect,
    Detection,
    Document,
    Identity,
    Ledger,
    OffsetMap,
    Paragraph,
    Report,
    Role,
)
from checker.rules.context import Context
from checker.rules.defects import detector
from checker.text.fold import fold

LEXICON = Path(__file__).parents[2] / "rubrics" / "lexicon"


@cache
def table(name: str) -> dict[str, Any]:
    """A lexicon table as the rubric would carry it."""
    return cast("dict[str, Any]", yaml.safe_load((LEXICON / f"{name}.yaml").read_text(encoding="utf-8")))


def report(text: str, role: Role = "measures", years: tuple[int, ...] = (2024,)) -> Report:
    """A report that is ``text`` and nothing else, one paragraph a line, all in one role."""
    folded = fold(text)
    document = Document("test", "", "txt", text, ())
    paragraphs = []
    start = 0
    for line in text.split("\n"):
        paragraphs.append(Paragraph(start, start + len(line)))
        start += len(line) + 1
    clean = CleanText(document, text, folded, OffsetMap((0,), (0,)), tuple(paragraphs), (), Ledger())
    identity = Identity(years=years)
    roles = ((0, len(text), role),)
    return Report(clean, 1, 1, 0, text, folded, identity, tuple(paragraphs), (), roles, 0, len(text))


def context(text: str, role: Role = "measures", years: tuple[int, ...] = (2024,)) -> Context:
    """A context over :func:`report` with the lexicon's tables of figures."""
    tables = {"measures": table("measures")}
    return Context(report(text, role, years), tables, cast("Any", None))


def detect(name: str, text: str, role: Role = "measures", years: tuple[int, ...] = (2024,)) -> Detection:
    """What the detector ``name`` finds in ``text``."""
    return detector(name)(context(text, role, years))


def quotes(name: str, text: str) -> list[str]:
    """The exact text of each defect the detector finds."""
    return [text[defect.start : defect.end] for defect in detect(name, text).defects]


def defects(name: str, text: str) -> tuple[Defect, ...]:
    return detect(name, text).defects


def claims(text: str) -> tuple[Claim, ...]:
    return extract_text(fold(text)).claims
