"""The format matrix: one report, the same text from every format the checker reads.

The findings of the rules over the same samples are compared where the rules are tested; here it is
the text, white space aside, and the table's cells.
"""

from __future__ import annotations

import difflib
import unicodedata
from functools import cache

import pytest

from checker.model import Document
from checker.reading import read
from checker.reading.ocr import is_available
from tests.reading.builders.matrix import (
    automatic_docx,
    converted,
    html,
    page_images,
    saved,
    soffice,
    txt,
    typed_docx,
)
from tests.reading.builders.report import EXPECTED, PARTS, squeezed

SCAN_SHARE = 0.97
needs_soffice = pytest.mark.skipif(soffice() is None, reason="LibreOffice is not installed (.ci/run installs it)")
needs_engine = pytest.mark.skipif(not is_available(), reason="the extra ocr is not installed (.ci/run installs it)")
CELLS = [cell for part in PARTS for row in part.rows for cell in row]


def body(document: Document) -> str:
    """All blocks of a document, one a line."""
    return "\n".join(document.raw[block.start : block.end] for block in document.blocks)


@cache
def made(suffix: str) -> bytes:
    return converted(typed_docx(), suffix)


def test_docx_typed_and_automatic() -> None:
    typed, automatic = read(typed_docx(), name="年报.docx"), read(automatic_docx(), name="年报.docx")
    assert squeezed(body(typed)) == EXPECTED
    assert body(automatic) == body(typed)
    assert [block.location.paragraph for block in automatic.blocks] == [
        block.location.paragraph for block in typed.blocks
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_txt(encoding: str) -> None:
    assert squeezed(body(read(txt(encoding), name="年报.txt"))) == EXPECTED


@pytest.mark.parametrize("page", ["paragraphs", "breaks", "plain"])
def test_html(page: str) -> None:
    assert EXPECTED in squeezed(body(read(html(page), name="年报.html")))


@needs_soffice
@pytest.mark.parametrize("suffix", ["odt", "doc", "rtf"])
def test_other_word_processors(suffix: str) -> None:
    document = read(made(suffix), name=f"年报.{suffix}")
    assert body(document) == body(read(typed_docx(), name="年报.docx"))
    assert document.format == suffix


@needs_soffice
def test_pdf() -> None:
    document = read(made("pdf"), name="年报.pdf")
    assert squeezed(body(document)) == EXPECTED
    assert [squeezed(text) for text in body(document).split("\n")] == [
        squeezed(text) for text in body(read(typed_docx(), name="年报.docx")).split("\n")
    ]
    cells = [block for block in document.blocks if block.kind == "cell"]
    assert [document.raw[block.start : block.end] for block in cells] == CELLS


@needs_soffice
@needs_engine
@pytest.mark.parametrize("form", ["pdf", "tiff"])
def test_scans(form: str) -> None:
    document = read(saved(page_images(made("pdf")), form), name=f"扫描.{form}")
    got = unicodedata.normalize("NFKC", squeezed(body(document)))
    expected = unicodedata.normalize("NFKC", EXPECTED)
    assert difflib.SequenceMatcher(None, got, expected, autojunk=False).ratio() > SCAN_SHARE
    assert document.ledger.pages_without_text == ()
    for start, end, confidence in document.ledger.doubtful:
        assert document.raw[start:end].strip()
        assert 0 <= confidence < 1


@needs_soffice
@needs_engine
@pytest.mark.parametrize("form", ["png", "jpeg"])
def test_a_picture_of_the_first_page(form: str) -> None:
    document = read(saved(page_images(made("pdf")), form), name=f"扫描.{form}")
    got = unicodedata.normalize("NFKC", squeezed(body(document)))
    expected = unicodedata.normalize("NFKC", EXPECTED)[: len(got)]
    assert difflib.SequenceMatcher(None, got, expected, autojunk=False).ratio() > SCAN_SHARE
