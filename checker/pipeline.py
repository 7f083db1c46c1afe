"""The house plan: the whole walk on one screen, a line per room. Read this first.

Nothing here prints, exits, or asks the clock or the network: bytes, rubric and options in,
assessments out.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from checker import findings, reading, scoring, structure, text
from checker.errors import NotAReportError, UsageError
from checker.language import scan
from checker.model import Assessment, CleanText, Document, NotAReport, Report, Rubric
from checker.reading import DEFAULT_LIMITS, Limits
from checker.rubric import apply_tailoring, choose_rubric, load_rubric
from checker.rubric.lexicon import lexicon_of
from checker.rules.context import Context
from checker.structure import IdentityOptions, ReportType, type_of

if TYPE_CHECKING:
    from checker.facts import Facts


def check(
    source: str | os.PathLike[str] | bytes,
    rubric: Rubric | str | os.PathLike[str] | None = None,
    *,
    name: str | None = None,
    identity: IdentityOptions | None = None,
    tailoring: str | os.PathLike[str] | None = None,
    limits: Limits = DEFAULT_LIMITS,
) -> list[Assessment]:
    """Check a report file (or its bytes) and return one assessment per report in it.

    No rubric named: the built-in one that fits the kind of report and its year, changed by the tailoring file
    if one is given. Raises ``CheckerError`` where the
    file cannot be read, is not a report of the kind asked for, or the rubric is wrong.
    """
    if not isinstance(source, bytes | str | os.PathLike):
        raise UsageError(f"报告应为路径或者 bytes，现在是 {type(source).__name__}。")
    if isinstance(source, str) and "\n" in source:
        raise UsageError('报告应为路径或者 bytes，现在像是报告的正文，请写作 check(text.encode(), name="报告.txt")。')
    document = reading.read(source if isinstance(source, bytes) else Path(source), name=name, limits=limits)
    return check_document(document, rubric, identity=identity, tailoring=tailoring)


def check_document(
    document: Document,
    rubric: Rubric | str | os.PathLike[str] | None = None,
    *,
    identity: IdentityOptions | None = None,
    tailoring: str | os.PathLike[str] | None = None,
    only: bool = False,
    facts: list[Facts] | None = None,
) -> list[Assessment]:
    """The walk behind reading: text, structure, language, rules, scoring; see :func:`check`.

    A rubric that is named is used whatever kind of report the document is; with ``only`` a report of another
    kind than the rubric's (else the main kind) is no report. ``facts``, if given, gets each report's typed
    figures, in the order of the assessments.
    """
    clean = text.clean(document)
    named = rubric if isinstance(rubric, Rubric) or rubric is None else load_rubric(rubric)
    parts = structure.build(clean, identity, _wanted(named), only=only)
    reports = [part for part in parts if isinstance(part, Report)]
    others = [part for part in parts if isinstance(part, NotAReport)]
    if not reports:
        first = others[0]
        raise NotAReportError(document.source, first.looks_like, first.reason, asked=first.asked)
    return [
        assess(report, _rubric_for(report, named, tailoring), others, facts, chosen=_why(report, named is not None))
        for report in reports
    ]


def assess(
    report: Report,
    rubric: Rubric,
    others: list[NotAReport] | None = None,
    facts: list[Facts] | None = None,
    *,
    chosen: str = "",
) -> Assessment:
    """Judge one report by one rubric; ``chosen`` says why by this one.

    Its typed figures are added to ``facts`` if that is given.
    """
    context = Context(report, rubric.tables, scan(report, lexicon_of(rubric)))
    if facts is not None:
        facts.append(context.facts)
    found = findings.find_all(rubric, context)
    score = scoring.score(found, [group.id for group in rubric.groups], purpose=rubric.purpose)
    verdict, reasons = scoring.decide(found, score.value, rubric.gate, rubric.purpose)
    return Assessment(
        report=report,
        rubric=rubric,
        findings=found,
        score=score,
        verdict=verdict,
        gate_reasons=reasons,
        counts=scoring.count(found),
        reading=what_was_read(report.clean, context, others or []),
        chosen=chosen,
    )


def _wanted(rubric: Rubric | None) -> ReportType | None:
    """The kind of report a named rubric is for; ``None`` (by the document) where its lexicon does not know it."""
    if rubric is None:
        return None
    return type_of(rubric.report_type, (rubric.tables.get("types") or {}).get("types", ()))


def _rubric_for(report: Report, named: Rubric | None, tailoring: str | os.PathLike[str] | None) -> Rubric:
    chosen = named or load_rubric(choose_rubric(report.identity))
    return chosen if tailoring is None else apply_tailoring(chosen, tailoring)


def _why(report: Report, named: bool) -> str:
    """Why the rubric was used: what told the kind of report, and the year."""
    identity = report.identity
    if named:
        return identity.type_reason if identity.type_source == "option" else "按指定的细则"
    year = "年度不明" if identity.year is None else f"报告年度 {identity.year}"
    return f"{identity.type_reason}，{year}" if identity.type_reason else year


def what_was_read(clean: CleanText, context: Context, others: list[NotAReport]) -> Mapping[str, Any]:
    """The extraction ledger of the file, and what of this report could not be placed or typed."""
    ledger, raw, report = clean.ledger, clean.document.raw, context.report
    return {
        "format": clean.document.format,
        "encoding": clean.document.encoding,
        "characters": ledger.characters,
        "characters_kept": ledger.characters_kept,
        "report_characters": len(report.text),
        "pages": ledger.pages,
        "pages_without_text": list(ledger.pages_without_text),
        "tables": ledger.tables,
        "images": ledger.images,
        "tracked_changes": ledger.tracked_changes,
        "comments": ledger.comments,
        "sections": len(report.sections),
        "figures": len(context.facts.claims),
        "untyped_numbers": [report.text[start:end] for start, end in context.facts.untyped],
        "unassigned_lines": _unassigned(report),
        "set_aside": _samples(raw, ledger.set_aside),
        "repairs": _samples(raw, ledger.repairs),
        "notes": [*ledger.notes, *(f"第 {part.part} 部分看起来是{part.looks_like}，未检查" for part in others)],
        "conflicts": list(report.identity.conflicts),
    }


def _unassigned(report: Report) -> int:
    """Paragraphs of the body that no section role could be given to."""
    return sum(
        report.role_at(paragraph.start) == "other"
        for paragraph in report.paragraphs
        if report.body_start <= paragraph.start < report.body_end
    )


def _samples(raw: str, ranges: tuple[Any, ...]) -> dict[str, Any]:
    """How much was set aside for each reason, with up to three samples."""
    result: dict[str, Any] = {}
    for item in ranges:
        entry = result.setdefault(item.reason, {"count": 0, "characters": 0, "samples": []})
        entry["count"] += 1
        entry["characters"] += item.end - item.start
        if len(entry["samples"]) < 3:
            entry["samples"].append(_sample(raw, item.start, item.end))
    return result


def _sample(raw: str, start: int, end: int) -> str:
    """What stood there; of mere white space, where it stood."""
    text = raw[start:end].strip()
    return text[:60] if text else f"{raw[max(start - 6, 0) : start]}␣{raw[end : end + 6]}".replace("\n", " ")
