"""``--format xlsx``: verdicts, findings, passages and figures as sheets to filter; many reports in one book."""

from __future__ import annotations

import io
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime

from checker.model import STATUSES, Assessment, Finding, Quote, Report
from checker.rendering import RenderOptions, outcomes
from checker.rendering.letter_words import office_words
from checker.rendering.words import Words
from checker.rendering.workbook_sheets import Column, Formats, Sheet, Value
from checker.version import __version__

# A clock of our own: the same findings give the same bytes on any day.
_CREATED = datetime(2000, 1, 1)
_MANY_ROWS = 20_000


def render(assessments: Sequence[Assessment], options: RenderOptions) -> bytes:
    """An .xlsx of text and numbers only. Beyond some 20,000 rows they pass through files of the system's
    folder for temporary files instead of memory."""
    from xlsxwriter import Workbook

    say = office_words(options.lang)
    rows = sum(len(a.findings) + sum(len(f.evidence) + len(f.near) for f in a.findings) for a in assessments)
    buffer = io.BytesIO()
    settings = {
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        **({"constant_memory": True} if rows > _MANY_ROWS else {"in_memory": True}),
    }
    book = Workbook(buffer, settings)
    book.set_properties({"title": say("title"), "author": say("author"), "created": _CREATED})
    formats = Formats(book)
    numbered = list(enumerate(assessments, start=1))
    for key, columns, lines in (
        ("verdicts", _VERDICTS, _verdicts(numbered, say)),
        *((("map", _MAP, _map(numbered, say)),) if any(map(outcomes.is_map, assessments)) else ()),
        ("findings", _FINDINGS, _findings(numbered, say)),
        ("evidence", _EVIDENCE, _evidence(numbered, say)),
        ("figures", _FIGURES, _figures(numbered, say)),
        ("about", _ABOUT, _about(numbered, say)),
    ):
        sheet = Sheet(book, formats, say(f"sheet.{key}"), [column.named(say) for column in columns], say("sheet.full"))
        for values in lines:
            sheet.add(values)
        sheet.close()
    book.close()
    return buffer.getvalue()


Numbered = Iterable[tuple[int, Assessment]]

_VERDICTS = (
    Column("sheet.row", 6),
    Column("sheet.source", 24),
    Column("sheet.part", 6),
    Column("issuer", 22),
    Column("sheet.title", 40),
    Column("letter.kind", 12),
    Column("sheet.years", 10),
    Column("sheet.issued", 12),
    Column("sheet.published", 12),
    Column("verdict", 14, "status"),
    Column("score", 8),
    Column("sheet.earned", 10),
    Column("sheet.possible", 10),
    *(Column(f"status.{status}", 10) for status in STATUSES),
    Column("sheet.reasons", 50),
    Column("sheet.rubric", 24),
    Column("sheet.version", 10),
    Column("reading", 50),
    Column("conflicts", 40),
)
_FINDINGS = (
    Column("sheet.row", 6),
    Column("issuer", 20),
    Column("sheet.years", 10),
    Column("group", 18),
    Column("sheet.id", 26),
    Column("criterion", 24),
    Column("level", 10),
    Column("status", 10, "status"),
    Column("coverage", 10),
    Column("weight", 8),
    Column("message", 46),
    Column("met", 24),
    Column("unmet", 24),
    Column("sheet.evidence.count", 10),
    Column("evidence", 60),
    Column("near", 40),
    Column("advice", 46),
    Column("basis", 46),
    Column("waiver", 30),
)
_MAP = (
    Column("sheet.row", 6),
    Column("issuer", 20),
    Column("group", 18),
    Column("map.applicable", 8),
    *(Column(f"map.{key}", 10) for key in outcomes.MAP_KEYS[:-1]),
    Column("map.none", 70),
    Column("map.partial", 50),
)
_EVIDENCE = (
    Column("sheet.row", 6),
    Column("issuer", 20),
    Column("sheet.id", 26),
    Column("criterion", 24),
    Column("status", 10, "status"),
    Column("sheet.kind-of", 10),
    Column("assertion", 10),
    Column("sheet.quote", 70),
    Column("sheet.element", 18),
    Column("sheet.note", 40),
    Column("section", 36),
    Column("place", 16),
    Column("sheet.start", 11),
    Column("sheet.end", 11),
)
_FIGURES = (
    Column("sheet.row", 6),
    Column("issuer", 20),
    Column("sheet.figure", 16),
    Column("sheet.figure.kind", 10),
    Column("sheet.figure.value", 14),
    Column("sheet.figure.unit", 8),
    Column("sheet.figure.of", 30),
    Column("section", 36),
    Column("place", 16),
    Column("sheet.start", 11),
    Column("sheet.end", 11),
)
_ABOUT = (Column("about.head", 20), Column("about.text", 100))


def _verdicts(numbered: Numbered, say: Words) -> Iterator[list[Value]]:
    for index, assessment in numbered:
        report, score = assessment.report, assessment.score
        identity = report.identity
        yield [
            index,
            report.clean.document.source,
            report.part,
            identity.issuer.value if identity.issuer else "",
            say.title(assessment),
            say(f"kind.{identity.kind}"),
            say("list").join(map(str, identity.years)),
            identity.issued_on.isoformat() if identity.issued_on else "",
            identity.published_on.isoformat() if identity.published_on else "",
            (outcomes.verdict(assessment, say), assessment.verdict),
            round(score.value, 2),
            round(score.earned, 2),
            round(score.possible, 2),
            *(assessment.counts.get(status, 0) for status in STATUSES),
            "\n".join(assessment.gate_reasons),
            assessment.rubric.title or assessment.rubric.id,
            assessment.rubric.version,
            say("list").join(say.reading(assessment)),
            "\n".join(identity.conflicts),
        ]


def _findings(numbered: Numbered, say: Words) -> Iterator[list[Value]]:
    for index, assessment in numbered:
        groups = say.groups(assessment)
        issuer = assessment.report.identity.issuer
        years = say("list").join(map(str, assessment.report.identity.years))
        for finding in assessment.findings:
            yield [
                index,
                issuer.value if issuer else "",
                years,
                groups[finding.group],
                finding.criterion,
                say.name(assessment, finding),
                say(f"level.{finding.level}"),
                _shown(assessment, finding, say),
                say(f"coverage.{finding.coverage}"),
                finding.weight,
                finding.message,
                say("list").join(finding.met),
                say("list").join(finding.unmet),
                len(finding.evidence),
                _quotes(finding.evidence),
                _quotes(finding.near),
                say.advice(finding),
                say("sep").join(say.basis(basis) for basis in finding.basis),
                say.waiver(finding),
            ]


def _shown(assessment: Assessment, finding: Finding, say: Words) -> tuple[str, str]:
    found = outcomes.outcome(assessment, finding, say)
    return found.name, found.look


def _map(numbered: Numbered, say: Words) -> Iterator[list[Value]]:
    """A row for each group of each map: how much was disclosed, and the names of the rest."""
    for index, assessment in numbered:
        if not outcomes.is_map(assessment):
            continue
        issuer = assessment.report.identity.issuer
        for group in outcomes.groups(assessment, say):
            yield [
                index,
                issuer.value if issuer else "",
                group.name,
                group.applicable,
                *(group.counts.get(key, 0) for key in outcomes.MAP_KEYS[:-1]),
                say("sep").join(group.absent),
                say("sep").join(group.mentioned),
            ]


def _quotes(quotes: Sequence[Quote]) -> str:
    return "\n".join(quote.text.replace("\n", " ") for quote in quotes)


def _evidence(numbered: Numbered, say: Words) -> Iterator[list[Value]]:
    for index, assessment in numbered:
        issuer = assessment.report.identity.issuer
        for finding in assessment.findings:
            name = say.name(assessment, finding)
            for use, quotes in (("evidence", finding.evidence), ("sheet.near", finding.near)):
                for quote in quotes:
                    yield [
                        index,
                        issuer.value if issuer else "",
                        finding.criterion,
                        name,
                        _shown(assessment, finding, say),
                        say(use),
                        say(f"assertion.{quote.assertion}"),
                        quote.text,
                        quote.element,
                        quote.note,
                        " › ".join(quote.section),
                        say.location(quote.location),
                        quote.start,
                        quote.end,
                    ]


def _figures(numbered: Numbered, say: Words) -> Iterator[list[Value]]:
    """Every figure of the reports by kind, and the numbers of which no kind could be said."""
    from checker.facts import extract

    for index, assessment in numbered:
        report = assessment.report
        issuer = report.identity.issuer.value if report.identity.issuer else ""
        facts = extract(report, _units(assessment))
        path = _paths(report)
        rows: list[tuple[int, int, str, Value, str, str]] = [
            (c.start, c.end, c.kind, float(c.value) if abs(c.value) < 10**15 else str(c.value), c.unit, c.measure)
            for c in facts.claims
        ]
        rows += [(start, end, "untyped", "", "", "") for start, end in facts.untyped]
        for start, end, kind, value, unit, measure in sorted(rows, key=lambda row: row[:2]):
            yield [
                index,
                issuer,
                report.text[start:end],
                say(f"figure.{kind}"),
                value,
                unit,
                measure,
                path(start),
                say.location(report.locate(start, end)),
                start,
                end,
            ]


def _units(assessment: Assessment) -> Sequence[str]:
    """The measure words of the rubric's own table, as the rules took them."""
    table = assessment.rubric.tables.get("units") or {}
    return tuple(table.get("more", ()))


def _paths(report: Report) -> Callable[[int], str]:
    """Like ``Report.path_at``, without a walk over all sections for every one of many figures."""
    sections = report.sections
    starts = [section.start for section in sections]

    def path(offset: int) -> str:
        index = bisect_right(starts, offset) - 1
        while index >= 0 and not sections[index].start <= offset < sections[index].end:
            index = sections[index].parent
        parts: list[str] = []
        while index >= 0:
            parts.append(report.text[sections[index].heading_start : sections[index].heading_end])
            index = sections[index].parent
        return " › ".join(part for part in reversed(parts) if part)

    return path


def _about(numbered: Numbered, say: Words) -> Iterator[list[Value]]:
    for key in ("what", "filter", "score", "offset", "near", "cell"):
        yield [say(f"about.{key}"), say(f"about.{key}.text")]
    yield [say("author"), say("version", version=__version__)]
    seen = {a.rubric.sha256: a.rubric for _, a in numbered}
    for digest, rubric in seen.items():
        yield [say("rubric"), f"{rubric.title or rubric.id} {rubric.version} · {digest}"]
    for status in STATUSES:
        yield [say("status"), say(f"status.{status}")]
