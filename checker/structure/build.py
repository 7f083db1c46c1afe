"""From clean text to reports: split, frame, outline, roles, identity. The order is the plan of this room."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace

from checker.model import CleanText, NotAReport, Paragraph, Report, Section
from checker.structure.columns import TableCell
from checker.structure.frame import frame
from checker.structure.guard import doubt
from checker.structure.identity import identify
from checker.structure.lexicon import reading_as
from checker.structure.options import IdentityOptions
from checker.structure.outline import Node, outline
from checker.structure.recognition import Told, recognise
from checker.structure.roles import assign, heading_cues
from checker.structure.split import parts
from checker.structure.types import MAIN, ReportType, type_of

_PAGE_HEAD = 4000
_PAGE_FOOT = 1500
_ABOUT_REPORTS = ("通知、公告", "新闻稿", "政策解读", "工作要点、计划或方案")


def build(
    clean: CleanText,
    options: IdentityOptions | None = None,
    wanted: ReportType | None = None,
    *,
    only: bool = False,
) -> list[Report | NotAReport]:
    """Every report of the document in order; a part that is none comes as :class:`NotAReport`.

    ``wanted`` reads every part as that kind of report, whatever it looks like; without it each part is read
    as the kind it is. ``only``: a part of another kind than ``wanted`` (else the main kind) is none.

    Ranges in a report are half-open code-point offsets into ``report.text``, which is
    ``clean.text[report.document_start:][:len(report.text)]``. Never empty. Raises nothing of its own.
    """
    told = options or IdentityOptions()
    ranges = parts(clean.text, clean.folded, clean.paragraphs)
    result: list[Report | NotAReport] = []
    for number, (start, end) in enumerate(ranges):
        paragraphs = _cut(clean.paragraphs, start, end)
        kind = recognise(clean.text[start:end], clean.folded[start:end], paragraphs, clean.metadata)
        if only and kind.kind.id != (wanted.id if wanted else MAIN):
            asked = wanted or type_of(MAIN)
            name = asked.name if asked else ""
            result.append(NotAReport(number + 1, len(ranges), kind.kind.name, kind.reason, name))
            continue
        chosen = kind if wanted is None or wanted.id == kind.kind.id else _overruled(kind, wanted)
        with reading_as(chosen.kind.words):
            result.append(_one(clean, start, end, paragraphs, number + 1, len(ranges), told, chosen))
    return result


def _overruled(told: Told, wanted: ReportType) -> Told:
    reason = f"按指定的细则；文件看起来是{told.kind.name}（{told.reason}）" if told.source != "default" else ""
    return Told(wanted, "option", reason or "按指定的细则")


def _one(
    clean: CleanText,
    start: int,
    end: int,
    paragraphs: tuple[Paragraph, ...],
    part: int,
    total: int,
    options: IdentityOptions,
    told: Told,
) -> Report | NotAReport:
    text, folded = clean.text[start:end], clean.folded[start:end]
    cells = _cells(clean, paragraphs)
    found = frame(text, folded, paragraphs, _tabled(cells))
    nodes = outline(folded, paragraphs, found.body_start, found.body_end)
    for node in nodes:
        node.cues = heading_cues(folded[node.heading_start : node.heading_end])
    # a kind that its own title told is what it says; fixed contents stand in notices and templates too
    if not options.force and (told.source == "structure" or (told.kind.id == MAIN and told.source != "option")):
        why = doubt(folded, paragraphs, found, nodes, clean.metadata, told.kind.guarded_as)
        if why and (told.source != "structure" or why.looks_like in _ABOUT_REPORTS):
            return NotAReport(part, total, why.looks_like, why.reason)
    page = _above(clean, start) if total == 1 else ""
    identity = identify(
        text,
        folded,
        nodes,
        found,
        clean.metadata,
        clean.document.source,
        page,
        options,
        alone=total == 1,
        below=_below(clean, end) if total == 1 else "",
    )
    identity = replace(identity, report_type=told.kind.id, type_source=told.source, type_reason=told.reason)
    nodes, roles = assign(folded, nodes, found.body_start, found.body_end, identity.year, cells)
    return Report(
        clean=clean,
        part=part,
        parts=total,
        document_start=start,
        text=text,
        folded=folded,
        identity=identity,
        paragraphs=paragraphs,
        sections=tuple(_section(node) for node in nodes),
        roles=tuple(roles),
        body_start=found.body_start,
        body_end=found.body_end,
    )


def _cells(clean: CleanText, paragraphs: tuple[Paragraph, ...]) -> list[TableCell]:
    """The cells of the report's tables, in order."""
    blocks = clean.document.blocks
    return [
        TableCell(paragraph.start, paragraph.end, *place)
        for paragraph in paragraphs
        if paragraph.kind == "cell" and (place := blocks[paragraph.block].location.cell) is not None
    ]


def _tabled(cells: list[TableCell]) -> frozenset[int]:
    """Where the cells of tables with several columns begin; a table of one column only lays out the page."""
    broad = {cell.table for cell in cells if cell.column > 1}
    return frozenset(cell.start for cell in cells if cell.table in broad)


def _above(clean: CleanText, start: int) -> str:
    """The raw text before the report, at most the head of a page."""
    if not clean.text:
        return ""
    return clean.document.raw[: min(clean.origin.back(start), _PAGE_HEAD)]


def _below(clean: CleanText, end: int) -> str:
    """The raw text after the report, at most the foot of a page."""
    if not clean.text or end < 1:
        return ""
    after = clean.origin.back(end - 1) + 1
    return clean.document.raw[after : after + _PAGE_FOOT]


def _section(node: Node) -> Section:
    return Section(
        start=node.start,
        end=node.end,
        heading_start=node.heading_start,
        heading_end=node.heading_end,
        level=node.level,
        number=node.number,
        role=node.role,
        parent=node.parent,
        by_lead_in=node.by_lead_in,
    )


def _cut(paragraphs: tuple[Paragraph, ...], start: int, end: int) -> tuple[Paragraph, ...]:
    """The paragraphs of ``[start, end)``, shifted to begin at 0; the ones at the edges are cut."""
    if start == 0 and (not paragraphs or paragraphs[-1].end <= end):
        return paragraphs  # one report in the file: nothing is shifted or cut
    first = bisect_left(paragraphs, start + 1, key=lambda p: p.end)
    result: list[Paragraph] = []
    for paragraph in paragraphs[first:]:
        if paragraph.start >= end:
            break
        result.append(
            Paragraph(
                max(paragraph.start, start) - start,
                min(paragraph.end, end) - start,
                paragraph.kind,
                paragraph.level,
                paragraph.block,
            )
        )
    return tuple(result)
