"""The format matrix: one report, the same text from every format the checker reads.

The findings of the rules over the same samples are compared where the rules are tested; here it is
the text, white space aside, and the table's cells.
"""

from __future__ import annotations

import difflib
import io
import unicodedata
from functools import cache

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

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


@given(st.data())
@settings(max_examples=40)
def test_random_ranges_of_a_docx_stand_where_they_are_said_to(data: st.DataObject) -> None:
    """Looked up by another library: the n-th paragraph with text, the cell of the n-th table."""
    content = typed_docx()
    document = read(content, name="年报.docx")
    other = docx.Document(io.BytesIO(content))
    paragraphs = [paragraph.text for paragraph in other.paragraphs if paragraph.text.strip()]
    block = data.draw(st.sampled_from(document.blocks))
    start = data.draw(st.integers(block.start, block.end - 1))
    end = data.draw(st.integers(start + 1, block.end))
    if block.location.cell is not None:
        table, row, column = block.location.cell
        place = other.tables[table - 1].cell(row - 1, column - 1).text
    else:
        assert block.location.paragraph is not None
        place = paragraphs[block.location.paragraph - 1]
    assert document.raw[start:end] == place[start - block.start : end - block.start]


@needs_soffice
@given(st.data())
@settings(max_examples=40)
def test_random_ranges_of_a_pdf_stand_in_their_boxes(data: st.DataObject) -> None:
    """The text that pdfium finds inside the boxes of a block is the text of the block."""
    import pypdfium2

    document = pdf_document()
    block = data.draw(st.sampled_from(document.blocks))
    start = data.draw(st.integers(block.start, block.end - 1))
    end = data.draw(st.integers(start + 1, block.end))
    pdf = pypdfium2.PdfDocument(made("pdf"))
    found = ""
    for page, left, bottom, right, top in block.location.boxes:
        text = pdf[page - 1].get_textpage()
        found += squeezed(text.get_text_bounded(left - 1, bottom - 1, right + 1, top + 1))
        text.close()
    pdf.close()
    assert block.location.page == block.location.boxes[0][0]
    assert squeezed(document.raw[start:end]) in found


@cache
def pdf_document() -> Document:
    return read(made("pdf"), name="年报.pdf")


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
