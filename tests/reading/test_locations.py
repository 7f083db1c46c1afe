"""Every stretch of the cleaned text stands in the file where its location says, in every format.

The places are looked up by other means than the readers': split lines, python-docx, lxml, pdfium's own
search in boxes. Random ranges of each sample's report are walked.
"""

from __future__ import annotations

import difflib
import io
import re
import unicodedata
from functools import cache
from typing import Any

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html

from checker.model import Location, Report
from tests.reading.builders.matrix import typed_docx
from tests.reading.builders.report import squeezed
from tests.reading.findings_matrix import SAMPLES, assessed, converted
from tests.reading.test_findings_matrix import SCANS, needs

WALK = settings(max_examples=120)


@cache
def sample(name: str) -> bytes:
    return SAMPLES[name].make()


def drawn(report: Report, data: st.DataObject) -> tuple[str, Location, int, int]:
    """A random range within one paragraph of the report: its text, its location, its bounds in raw."""
    paragraph = data.draw(st.sampled_from(report.paragraphs))
    start = data.draw(st.integers(paragraph.start, paragraph.end - 1))
    end = data.draw(st.integers(start + 1, min(paragraph.end, start + 200)))
    low, high = report.clean.origin.back_range(report.document_start + start, report.document_start + end)
    return report.text[start:end], report.locate(start, end), low, high


# ---------------------------------------------------------------------- by line


def source_lines(name: str) -> list[str]:
    encoding = {"txt-gb18030": "gb18030", "txt-utf16": "utf-16"}.get(name, "utf-8")
    return sample(name).decode(encoding).replace("\r\n", "\n").split("\n")


@pytest.mark.parametrize("name", ["txt-utf8", "txt-gb18030", "txt-utf16", "txt-wrapped", "md"])
@given(data=st.data())
@WALK
def test_lines(name: str, data: st.DataObject) -> None:
    text, location, _, _ = drawn(assessed(name).report, data)
    assert location.line is not None
    first, *rest = source_lines(name)[location.line - 1 :]
    place = squeezed(first + "".join(rest[:12])).find(squeezed(text))
    assert 0 <= place < len(squeezed(first))
    if location.cell is not None:
        cells = [cell.strip() for cell in re.split(r"\t+|\|| {2,}", first.strip("|"))]
        assert squeezed(text) in squeezed(cells[location.cell[2] - 1])


# ---------------------------------------------------------------------- by paragraph and cell


@cache
def word_places() -> tuple[list[str], list[Any]]:
    """Paragraphs outside tables that hold text, and the tables, as python-docx reads the typed file."""
    document = docx.Document(io.BytesIO(typed_docx()))
    return [each.text for each in document.paragraphs if each.text.strip()], document.tables


@pytest.mark.parametrize(
    "name",
    [pytest.param(name, marks=needs(name)) for name in ("docx-typed", "docx-automatic", "odt", "doc", "rtf")],
)
@given(data=st.data())
@WALK
def test_paragraphs_and_cells_of_word_processors(name: str, data: st.DataObject) -> None:
    paragraphs, tables = word_places()
    text, location, _, _ = drawn(assessed(name).report, data)
    if location.cell is not None:
        table, row, column = location.cell
        assert squeezed(text) in squeezed(tables[table - 1].cell(row - 1, column - 1).text)
    else:
        assert location.paragraph is not None
        assert squeezed(text) in squeezed(paragraphs[location.paragraph - 1])


@cache
def page_places(name: str) -> tuple[list[str], list[list[list[str]]]]:
    """(texts of paragraphs and cells in the order of the page, cells by table and row), by lxml."""
    main = lxml_html.fromstring(sample(name).decode())
    main = main.xpath("//*[@id='zoom']")[0] if name != "html-plain" else main.xpath("//body")[0]
    tables = [[[cell.text_content() for cell in row.iter("td")] for row in t.iter("tr")] for t in main.iter("table")]
    if name == "html-breaks":
        found = [main.text or ""]
        for node in main:
            found += [cell for row in tables[0] for cell in row] if node.tag == "table" else []
            found.append(node.tail or "")
        return [each for each in found if each.strip()], tables
    found = [node.text_content() for node in main.iter("p", "td")]
    return found, tables


@pytest.mark.parametrize("name", ["html-paragraphs", "html-breaks", "html-plain"])
@given(data=st.data())
@WALK
def test_paragraphs_and_cells_of_web_pages(name: str, data: st.DataObject) -> None:
    places, tables = page_places(name)
    text, location, _, _ = drawn(assessed(name).report, data)
    assert location.paragraph is not None
    assert squeezed(text) in squeezed(places[location.paragraph - 1])
    if location.cell is not None:
        table, row, column = location.cell
        assert squeezed(text) in squeezed(tables[table - 1][row - 1][column - 1])


# ---------------------------------------------------------------------- by page and box


def in_boxes(location: Location, margin: float) -> str:
    """What pdfium finds inside the boxes, on the pages that they name."""
    import pypdfium2

    pdf = pypdfium2.PdfDocument(converted("pdf"))
    found = ""
    for page, left, bottom, right, top in location.boxes:
        text = pdf[page - 1].get_textpage()
        found += text.get_text_bounded(left - margin, bottom - margin, right + margin, top + margin)
        text.close()
    pdf.close()
    assert location.boxes[0][0] == location.page
    return squeezed(found)


@pytest.mark.parametrize("name", [pytest.param("pdf", marks=needs("pdf"))])
@given(data=st.data())
@WALK
def test_pages_and_boxes_of_a_pdf(name: str, data: st.DataObject) -> None:
    report = assessed(name).report
    text, location, low, high = drawn(report, data)
    assert squeezed(text) in in_boxes(location, 1)
    block = next(each for each in report.clean.document.blocks if each.start <= low < each.end)
    assert len(block.line_starts) == len(block.location.boxes)
    # no box too many: each names a line that the range meets
    ends = (*block.line_starts[1:], block.end)
    met = [start < high and end > low for start, end in zip(block.line_starts, ends, strict=True)]
    assert location.boxes == tuple(box for box, hit in zip(block.location.boxes, met, strict=True) if hit)


@pytest.mark.parametrize("name", [each for each in SCANS if each.values[0] == "scan-pdf"])
@given(data=st.data())
@WALK
def test_pages_and_boxes_of_a_scan(name: str, data: st.DataObject) -> None:
    """The scan was made from the PDF point for point, so the same boxes hold the printed text there."""
    text, location, _, _ = drawn(assessed(name).report, data)
    printed, quoted = (unicodedata.normalize("NFKC", squeezed(each)) for each in (in_boxes(location, 2), text))
    matcher = difflib.SequenceMatcher(None, quoted, printed, autojunk=False)
    assert sum(match.size for match in matcher.get_matching_blocks()) >= 0.8 * len(quoted)


def test_a_quote_on_the_second_page_of_its_paragraph_names_the_second_page() -> None:
    from checker.reading import read
    from checker.text import clean
    from tests.reading.builders.paper import Sheet, pdf

    line = "全县各级行政机关持续规范执法行为并接受社会监督"
    first = Sheet().lines(80, 760, ["　　" + line] + [line] * 20)
    second = Sheet().lines(80, 760, [line] * 3 + ["末句到此为止。"])
    cleaned = clean(read(pdf(first, second), name="年报.pdf"))
    (paragraph,) = cleaned.paragraphs
    place = cleaned.text.index("末句到此")
    assert cleaned.locate(paragraph.start, paragraph.start + 4).page == 1
    found = cleaned.locate(place, place + 4)
    assert (found.page, len(found.boxes)) == (2, 1)
    whole = cleaned.locate(paragraph.start, paragraph.end)
    assert (whole.page, {box[0] for box in whole.boxes}) == (1, {1, 2})
