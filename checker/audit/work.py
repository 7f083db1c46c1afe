"""The work on one file, as an engine runs it anywhere: an entry in, plain rows out."""

from __future__ import annotations

import hashlib
import json
import zlib
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from checker.audit import grams
from checker.audit.measures import measured, named
from checker.audit.reasons import reason_of
from checker.audit.sources import Entry, content, key_of
from checker.audit.units import place_of
from checker.errors import CheckerError, MissingToolError
from checker.model import Assessment, Report, Rubric
from checker.reading.limits import DEFAULT_LIMITS, Limits
from checker.reading.source import read_bytes

if TYPE_CHECKING:
    from checker.facts import Facts

FORMAT = "3"
_MOST_ITEMS = 120
_SHORTEST_BLOCK = 60


@dataclass(frozen=True, slots=True)
class Settings:
    """What all files of an audit have in common. ``pages`` says which page each report gets: short, full, or none.

    ``digest`` is what the keys of results are made with; empty where nobody keeps results.
    """

    rubric: str = ""
    pages: str = ""
    limits: Limits = DEFAULT_LIMITS
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Task:
    """A chunk of files with the keys of their results."""

    number: int
    entries: tuple[tuple[Entry, str], ...]
    settings: Settings


@dataclass(frozen=True, slots=True)
class ReportRows:
    """One report as the store keeps it: a tuple per row, in the order of the schema's columns; and its own page."""

    row: tuple[Any, ...]
    text: tuple[int, bytes, str, bytes]
    rows: dict[str, list[tuple[Any, ...]]]
    page: bytes = b""


@dataclass(frozen=True, slots=True)
class Judged:
    """The result of one file. ``passing`` problems (a tool is missing) are not kept for the next run."""

    key: str
    source: str
    problem: str = ""
    passing: bool = False
    reports: tuple[ReportRows, ...] = field(default=())


def judge_all(task: Task) -> list[Judged]:
    """The results of a chunk; whatever goes wrong with one file stays with that file."""
    return [judge(entry, key, task.settings) for entry, key in task.entries]


def judge(entry: Entry, key: str, settings: Settings) -> Judged:
    """Read and judge one file."""
    from checker.pipeline import check_document

    try:
        data = content(entry, settings.limits)
        if settings.digest and key_of(data, entry, settings.digest)[0] != key:
            # what is kept under a key must be that content's
            return Judged(key, entry.source, "审查期间文件有改动，请再运行一次。", passing=True)
        document = read_bytes(data, entry.source, settings.limits)
        seen: list[Facts] = []
        found = check_document(document, _rubric(settings.rubric), identity=entry.options(), only=True, facts=seen)
        made = tuple(_rows(one, facts, entry, key, settings) for one, facts in zip(found, seen, strict=True))
        return Judged(key, entry.source, reports=made)
    except CheckerError as error:
        return Judged(key, entry.source, reason_of(error), isinstance(error, MissingToolError))
    except RecursionError:
        return Judged(key, entry.source, "结构嵌套过深，未能检查，请转换格式后重试。")
    except Exception as error:  # one file that breaks the program must not end an audit of thousands
        what = f"检查时程序出错（{type(error).__name__}: {error}），请人工核对。"
        return Judged(key, entry.source, what)


@lru_cache(maxsize=4)
def _rubric(name: str) -> Rubric | None:
    from checker.rubric import load_rubric

    return load_rubric(name) if name else None


def report_id(key: str, part: int) -> int:
    """A positive 63-bit number that only depends on the key and the part."""
    return int.from_bytes(hashlib.sha256(f"{key}/{part}".encode()).digest()[:8], "big") >> 1


def page_name(number: int) -> str:
    """Where a report's page is in the audit's folder; few enough in each folder for any file system."""
    name = f"{number:016x}"
    return f"pages/{name[:2]}/{name}.html"


def _rows(assessment: Assessment, facts: Facts, entry: Entry, key: str, settings: Settings) -> ReportRows:
    report, rubric = assessment.report, assessment.rubric
    identity = report.identity
    number = report_id(key, report.part)
    issuer = identity.issuer.value if identity.issuer else ""
    counts = assessment.counts
    row = (
        number,
        key,
        report.part,
        identity.title.value if identity.title else "",
        issuer,
        place_of(issuer),
        identity.kind,
        int(identity.enforcing),
        identity.year,
        "、".join(map(str, identity.years)),
        identity.issued_on.isoformat() if identity.issued_on else "",
        identity.published_on.isoformat() if identity.published_on else "",
        rubric.id,
        rubric.sha256,
        assessment.verdict,
        round(assessment.score.value, 4),
        *(int(counts.get(status, 0)) for status in ("pass", "warn", "fail", "not_applicable", "error")),
        len(report.text),
        "\n".join([*map(str, assessment.reading.get("notes", ())), *identity.conflicts, *_contradicted(entry, issuer)]),
        page_name(number) if settings.pages else "",
    )
    claims = [
        (
            number,
            index,
            claim.start,
            claim.end,
            claim.kind,
            float(claim.value),
            int(claim.exact),
            claim.unit,
            measure,
            report.role_at(claim.start),
        )
        for index, (claim, measure) in enumerate(zip(facts.claims, named(facts), strict=True), start=1)
    ]
    rows: dict[str, list[tuple[Any, ...]]] = {
        "findings": [(number, f.criterion, f.status, f.coverage, f.level, f.message) for f in assessment.findings],
        "evidence": _evidence(assessment, number),
        "facts": claims,
        "measures": [(number, *found) for found in measured(report, facts)],
        "items": _items(report, number),
    }
    text = zlib.compress(report.text.encode("utf-8", "surrogatepass"), 2)
    blocks = blocks_of(report)
    sampled = grams.sample(report.folded[start:end] for start, end, _, _ in blocks)
    page = _page(assessment, entry, settings)
    return ReportRows(row, (number, text, json.dumps(blocks, ensure_ascii=False), sampled), rows, page)


def _contradicted(entry: Entry, issuer: str) -> list[str]:
    """That the manifest gives the report to another unit than the one it names itself."""
    named = place_of(issuer)
    if not entry.place or not named or entry.place.endswith(named) or named.endswith(entry.place):
        return []
    return [f"清单写单位为“{entry.place}”，报告写的是“{issuer}”，请核对文件是否放对"]


def _evidence(assessment: Assessment, number: int) -> list[tuple[Any, ...]]:
    rows: list[tuple[Any, ...]] = []
    for finding in assessment.findings:
        quotes = [("evidence", quote) for quote in finding.evidence] + [("near", quote) for quote in finding.near]
        for index, (use, quote) in enumerate(quotes, start=1):
            section = " › ".join(heading.strip() for heading in quote.section)
            rows.append(
                (
                    number,
                    finding.criterion,
                    index,
                    use,
                    quote.start,
                    quote.end,
                    quote.assertion,
                    quote.element,
                    section,
                    quote.text,
                )
            )
    return rows


def _items(report: Report, number: int) -> list[tuple[Any, ...]]:
    from checker.rules.quality import problem_items
    from checker.rules.section_items import items, ranges

    planned = []
    for start, end in ranges(report, "plan"):
        heads = [s.heading_end for s in report.sections if s.start == start and not s.by_lead_in]
        planned += items(report, min(heads, default=start), end)
    listed = (("plan", planned), ("problems", problem_items(report)))
    return [
        (number, role, index, item.start, item.end)
        for role, found in listed
        for index, item in enumerate(found[:_MOST_ITEMS], start=1)
    ]


def blocks_of(report: Report) -> list[tuple[int, int, str, str]]:
    """The body cut at headings of the upper two levels and where the part's role changes: what is compared."""
    cuts: dict[int, str] = {report.body_start: ""}
    for start, _, role in report.roles:
        if report.body_start <= start < report.body_end:
            cuts.setdefault(start, role)
    upper = sorted({section.level for section in report.sections if section.level > 0})[:2]
    for section in report.sections:
        if section.level in upper and report.body_start <= section.start < report.body_end:
            cuts[section.start] = report.text[section.heading_start : section.heading_end].strip()
    starts = sorted(cuts)
    made: list[tuple[int, int, str, str]] = []
    for start, end in zip(starts, [*starts[1:], report.body_end], strict=True):
        if end - start >= _SHORTEST_BLOCK:
            made.append((start, end, report.role_at(end - 1), cuts[start][:60]))
    return made


def _page(assessment: Assessment, entry: Entry, settings: Settings) -> bytes:
    """The report's own page, or nothing where none is wanted."""
    if settings.pages == "full":
        from checker.rendering import render

        return render([assessment], "html")
    if settings.pages == "short":
        from checker.audit.pages import render as render_short

        return render_short(assessment, entry)
    return b""
