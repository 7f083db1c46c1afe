"""Clean texts for tests of the structure, made by the real reading and text rooms from a string."""

from __future__ import annotations

from checker.model import CleanText, Report
from checker.reading import read
from checker.structure import IdentityOptions, build
from checker.text import clean as clean_document


def clean(text: str, name: str = "report.txt") -> CleanText:
    return clean_document(read(text.encode("utf-8"), name=name))


def one(text: str, options: IdentityOptions | None = None, name: str = "report.txt") -> Report:
    """The only report of a text."""
    found = build(clean(text, name), options)
    assert len(found) == 1
    assert isinstance(found[0], Report), found[0]
    return found[0]
