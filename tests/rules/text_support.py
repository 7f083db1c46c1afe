"""Contexts for the tests of the ``text.*`` detectors: a bare text, or a whole file through the real rooms."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, cast

import yaml

from checker import reading, structure, text
from checker.language.scan import Scan
from checker.model import CleanText, Defect, Detection, Document, Identity, Kind, Known, OffsetMap, Paragraph, Report
from checker.rules.context import Context
from checker.text import fold

HOMES = {
    "text.numbering": "numbering",
    "text.paired-marks": "marks",
    "text.placeholders": "placeholders",
    "text.residue": "residue",
    "text.fixed-terms": "terms",
    "text.obsolete-names": "offices",
    "text.citations": "citations",
    "text.typos": "typos",
    "text.foreign-places": "places",
}


@cache
def tables() -> Mapping[str, Any]:
    """The lexicon as the rubric loader hands it over: each file by its stem."""
    folder = Path(__file__).parents[2] / "rubrics" / "lexicon"
    found = {path.stem: yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.yaml"))}
    return {**found, "__sha256__": "lexicon of the tests"}


def bare(body: str, *, year: int | None = 2023, kind: Kind = "county", issuer: str = "", fmt: str = "txt") -> Report:
    """A report that is nothing but body, read as it stands."""
    paragraphs = []
    at = 0
    for line in body.split("\n"):
        if line:
            paragraphs.append(Paragraph(at, at + len(line)))
        at += len(line) + 1
    document = Document("试.txt", "", fmt, body, ())
    clean = CleanText(document, body, fold(body), OffsetMap((0,), (0,)), tuple(paragraphs), (), document.ledger)
    identity = Identity(
        kind=kind,
        years=() if year is None else (year,),
        issuer=Known(issuer, "title") if issuer else None,
        issued_on=None if year is None else date(year + 1, 2, 1),
    )
    return Report(
        clean=clean,
        part=1,
        parts=1,
        document_start=0,
        text=body,
        folded=fold(body),
        identity=identity,
        paragraphs=tuple(paragraphs),
        sections=(),
        roles=((0, len(body), "measures"),),
        body_start=0,
        body_end=len(body),
    )


def whole(source: str, *, name: str = "报告.txt") -> Report:
    """The first report of a file with this text, through reading, cleaning and structure."""
    clean = text.clean(reading.read(source.encode(), name=name))
    parts = structure.build(clean, structure.IdentityOptions(force=True))
    return next(part for part in parts if isinstance(part, Report))


def detect(criterion: str, report: Report, **extra: object) -> Detection:
    """What the criterion's detector finds; ``extra`` adds to or replaces tables."""
    used = dict(tables())
    if extra:
        used.update(extra)
        used["__sha256__"] = f"with {sorted(extra)} {extra}"
    detector = import_module(f"checker.rules.defects.{HOMES[criterion]}").DETECTORS[criterion]
    return cast("Detection", detector(Context(report, used, cast("Scan", None))))


def found(criterion: str, body: str, **options: Any) -> list[tuple[str, str]]:
    """(quote, message) of each defect in a bare text."""
    report = bare(body, **options)
    return [(report.text[d.start : d.end], d.message) for d in detect(criterion, report).defects]


def quotes(criterion: str, body: str, **options: Any) -> list[str]:
    """The quotes of the defects in a bare text."""
    return [quote for quote, _ in found(criterion, body, **options)]


def check_ranges(report: Report, defects: tuple[Defect, ...]) -> None:
    """Every defect has a proper range inside the report and says something."""
    for defect in defects:
        assert 0 <= defect.start < defect.end <= len(report.text), defect
        assert "请核对" in defect.message, defect
        assert "\n" not in defect.message, defect
