"""An assessment as plain data: the object that JSON promises, key by key."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, is_dataclass
from datetime import date
from typing import Any

from checker.model import STATUSES, Assessment, Basis, Finding, Known, Location, Quote, Report, Score
from checker.scoring import disclosed
from checker.version import __version__

SCHEMA_VERSION = "1.0"


def result(assessments: Sequence[Assessment], *, with_text: bool = False) -> dict[str, Any]:
    """The object of ``--format json``."""
    return {
        "schema_version": SCHEMA_VERSION,
        "checker_version": __version__,
        "assessments": [assessment_object(one, with_text=with_text) for one in assessments],
    }


def assessment_object(assessment: Assessment, *, with_text: bool = False) -> dict[str, Any]:
    """One entry of ``assessments``. ``start``/``end`` are half-open code-point offsets in ``report.text``."""
    rubric = assessment.rubric
    made = {
        "report": _report(assessment.report, with_text=with_text),
        "rubric": {"id": rubric.id, "version": rubric.version, "sha256": rubric.sha256, "title": rubric.title}
        | ({"chosen": assessment.chosen} if assessment.chosen else {}),
        "verdict": assessment.verdict,
        "gate_reasons": list(assessment.gate_reasons),
        "score": round(assessment.score.value, 2),
        "score_detail": _score(assessment.score),
        "score_waived": None if assessment.score_waived is None else round(assessment.score_waived.value, 2),
        "gate": plain(assessment.gate) or None,
        "counts": {status: int(assessment.counts.get(status, 0)) for status in STATUSES},
        "reading": plain(assessment.reading),
        "findings": [_finding(finding) for finding in assessment.findings],
    }
    if rubric.purpose == "map":
        made["map"] = _map(assessment)
    return made


def _map(assessment: Assessment) -> dict[str, Any]:
    """What a map found: counts of all findings and of each group, those that do not apply apart."""
    groups = [group.id for group in assessment.rubric.groups]
    by_group = {group: [f for f in assessment.findings if f.group == group] for group in groups}
    return {
        **_disclosed(assessment.findings),
        "groups": [{"id": group, **_disclosed(own)} for group, own in by_group.items() if own],
    }


def _disclosed(findings: Sequence[Finding]) -> dict[str, int]:
    counts = disclosed(findings)
    return {key: counts[key] for key in ("applicable", "full", "partial", "none", "not_applicable", "error")}


def plain(value: Any) -> Any:
    """Any value of the model as JSON data: tuples as lists, sets sorted, dates in ISO form."""
    if value is None or isinstance(value, str | bool | int | float):
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): plain(entry) for key, entry in value.items()}
    if isinstance(value, set | frozenset):
        return sorted((plain(entry) for entry in value), key=str)
    if isinstance(value, list | tuple):
        return [plain(entry) for entry in value]
    if is_dataclass(value) and not isinstance(value, type):
        return plain(asdict(value))
    return str(value)


def _value(known: Known | None) -> str | None:
    return known.value if known is not None else None


def _report(report: Report, *, with_text: bool) -> dict[str, Any]:
    identity = report.identity
    document = report.clean.document
    made: dict[str, Any] = {
        "source": document.source,
        "sha256": document.sha256,
        "format": document.format,
        "part": report.part,
        "parts": report.parts,
        "title": _value(identity.title),
        "issuer": _value(identity.issuer),
        "type": identity.report_type,
        "type_source": identity.type_source,
        "kind": identity.kind,
        "kind_source": identity.kind_source,
        "enforcing": identity.enforcing,
        "years": list(identity.years),
        "years_source": identity.years_source,
        "addressee": _value(identity.addressee),
        "issued_on": plain(identity.issued_on),
        "published_on": plain(identity.published_on),
        "conflicts": list(identity.conflicts),
    }
    if with_text:
        made["text"] = report.text
    return made


def _score(score: Score) -> dict[str, Any]:
    return {
        "earned": round(score.earned, 4),
        "possible": round(score.possible, 4),
        "groups": [
            {"id": group, "earned": round(earned, 4), "possible": round(possible, 4)}
            for group, earned, possible in score.groups
        ],
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "criterion": finding.criterion,
        "name": finding.name,
        "group": finding.group,
        "level": finding.level,
        "weight": finding.weight,
        "status": finding.status,
        "coverage": finding.coverage,
        "message": finding.message,
        "advice": finding.advice,
        "message_en": finding.message_en,
        "advice_en": finding.advice_en,
        "basis": [_basis(basis) for basis in finding.basis],
        "waiver": plain(finding.waiver),
        "met": list(finding.met),
        "unmet": list(finding.unmet),
        "evidence": [_quote(quote) for quote in finding.evidence],
        "near": [_quote(quote) for quote in finding.near],
    }


def _basis(basis: Basis) -> dict[str, Any]:
    return {
        "instrument": basis.instrument,
        "number": basis.number,
        "article": basis.article,
        "tier": basis.tier,
        "effective": basis.effective,
        "until": basis.until,
        "verified": basis.verified,
        "standing": basis.standing,
    }


def _quote(quote: Quote) -> dict[str, Any]:
    return {
        "text": quote.text,
        "start": quote.start,
        "end": quote.end,
        "section": list(quote.section),
        "assertion": quote.assertion,
        "element": quote.element,
        "location": location_object(quote.location),
        "note": quote.note,
    }


def location_object(location: Location) -> dict[str, Any]:
    """Only what the source format has: ``line``, ``page``, ``paragraph``, ``cell`` (table, row, column), ``boxes``."""
    made: dict[str, Any] = {}
    if location.page is not None:
        made["page"] = location.page
    if location.line is not None:
        made["line"] = location.line
    if location.paragraph is not None:
        made["paragraph"] = location.paragraph
    if location.cell is not None:
        made["cell"] = list(location.cell)
    if location.boxes:
        made["boxes"] = [list(box) for box in location.boxes]
    return made
