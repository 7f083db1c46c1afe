"""Clean texts for tests of the structure, made by the real reading and text rooms from a string."""

from __future__ import annotations

import re

from checker.model import Block, CleanText, Document, Ledger, OffsetMap, Paragraph, Report
from checker.reading import read
from checker.structure import IdentityOptions, build
from checker.text import clean as clean_document
from checker.text import fold


def clean(text: str, name: str = "report.txt") -> CleanText:
    return clean_document(read(text.encode("utf-8"), name=name))


def one(text: str, options: IdentityOptions | None = None, name: str = "report.txt") -> Report:
    """The only report of a text."""
    found = build(clean(text, name), options)
    assert len(found) == 1
    assert isinstance(found[0], Report), found[0]
    return found[0]


def bare(text: str) -> CleanText:
    """A clean text that is its own source, without the rooms before: for texts no file would hold."""
    lines = [(match.start(), match.end()) for match in re.finditer(r"[^\n]+", text)]
    document = Document("report.txt", "", "txt", text, tuple(Block(start, end) for start, end in lines))
    paragraphs = tuple(Paragraph(start, end, block=number) for number, (start, end) in enumerate(lines))
    return CleanText(document, text, fold(text), OffsetMap((0,), (0,)), paragraphs, (), Ledger())
