"""A piece of text as a report without parts: for cases of criteria and for single sentences of another report."""

from __future__ import annotations

from checker.model import CleanText, Document, Identity, OffsetMap, Paragraph, Report, Role
from checker.text.fold import fold


def bare_report(text: str, identity: Identity, role: Role = "measures") -> Report:
    """A report without sections whose whole text has one role. Clean text and raw text are the same."""
    folded = fold(text)
    document = Document("案例", "", "txt", text, ())
    paragraphs: list[Paragraph] = []
    at = 0
    for line in text.split("\n"):
        paragraphs.append(Paragraph(at, at + len(line)))
        at += len(line) + 1
    clean = CleanText(document, text, folded, OffsetMap((0,), (0,)), tuple(paragraphs), (), document.ledger)
    return Report(
        clean=clean,
        part=1,
        parts=1,
        document_start=0,
        text=text,
        folded=folded,
        identity=identity,
        paragraphs=tuple(paragraphs),
        sections=(),
        roles=((0, len(text), role),),
        body_start=0,
        body_end=len(text),
    )
