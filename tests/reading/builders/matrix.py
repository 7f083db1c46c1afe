"""The report of :mod:`tests.reading.builders.report` in each format the checker reads.

Formats that need LibreOffice are made by it from the typed .docx; scans are made from its PDF.
"""

from __future__ import annotations

import io
import shutil
import subprocess
import tempfile
from html import escape
from pathlib import Path
from typing import Any

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from tests.reading.builders.report import PARTS, Part
from tests.reading.builders.word import W, abstract, lvl, num

_LEVELS = abstract(
    90,
    lvl(0, "chineseCounting", "%1、"),
    lvl(1, "chineseCounting", "（%2）"),
    lvl(2, "decimal", "%3."),
).replace("<w:abstractNum ", f'<w:abstractNum xmlns:w="{W}" ')
_NUM = num(90, 90).replace("<w:num ", f'<w:num xmlns:w="{W}" ')
_HEADINGS = {"h1": 0, "h2": 1, "h3": 2}
FONT = "WenQuanYi Micro Hei"


def typed_docx() -> bytes:
    """A .docx whose numbers were typed, without heading styles, as most offices write."""
    return _docx(automatic=False)


def automatic_docx() -> bytes:
    """A .docx whose numbers are made by Word, with heading styles."""
    return _docx(automatic=True)


def _docx(automatic: bool) -> bytes:
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.8)
    if automatic:
        root = document.part.numbering_part.element
        first = root.find(qn("w:num"))
        root.insert(0, parse_xml(_LEVELS)) if first is None else first.addprevious(parse_xml(_LEVELS))
        root.append(parse_xml(_NUM))
    for part in PARTS:
        if part.kind == "table":
            _table(document, part)
        else:
            _paragraph(document, part, automatic)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _paragraph(document: Any, part: Part, automatic: bool) -> None:
    numbered = automatic and part.kind in _HEADINGS
    paragraph = document.add_paragraph()
    run = paragraph.add_run(part.text if numbered else part.number + part.text)
    run.font.size = Pt(22 if part.kind == "title" else 16)
    run.font.name = FONT
    run.bold = part.kind in {"title", "h1"}
    run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), FONT)
    shape = paragraph.paragraph_format
    shape.space_after = shape.space_before = Pt(0)
    if part.kind == "title":
        paragraph.alignment = 1
    elif part.kind == "signature":
        paragraph.alignment = 2
    elif part.kind != "addressee":
        shape.first_line_indent = Pt(32)
    if part.kind == "text":
        paragraph.alignment = 3
    if numbered:
        level = _HEADINGS[part.kind]
        properties = paragraph._p.get_or_add_pPr()
        properties.append(parse_xml(f'<w:outlineLvl xmlns:w="{W}" w:val="{level}"/>'))
        numbering = properties._add_numPr()
        numbering._add_ilvl().val = level
        numbering._add_numId().val = 90


def _table(document: Any, part: Part) -> None:
    table = document.add_table(len(part.rows), len(part.rows[0]), style="Table Grid")
    for row, cells in zip(table.rows, part.rows, strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            run = cell.paragraphs[0].add_run(text)
            run.font.size = Pt(12)
            run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), FONT)


def txt(encoding: str = "utf-8", indent: str = "　　") -> bytes:
    """One line a paragraph; a table's row is one line, its cells parted by tabs."""
    found = []
    for part in PARTS:
        if part.kind == "table":
            found.extend("\t".join(row) for row in part.rows)
        else:
            found.append(("" if part.kind in {"title", "addressee"} else indent) + part.number + part.text)
    return "\r\n".join(found).encode(encoding)


def wrapped(columns: int = 30, encoding: str = "utf-8") -> bytes:
    """The text cut at ``columns`` characters, as old programs and mail wrap it; spaces part a table's cells."""
    found: list[str] = []
    for part in PARTS:
        if part.kind == "table":
            found.extend("  ".join(row) for row in part.rows)
            continue
        line = ("" if part.kind in {"title", "addressee"} else "　　") + part.number + part.text
        found.extend(line[at : at + columns] for at in range(0, len(line), columns))
    return "\n".join(found).encode(encoding)


def markdown() -> bytes:
    """Headings with their marks, paragraphs parted by blank lines, the table as a pipe table."""
    marks = {"title": "# ", "h1": "## ", "h2": "### "}
    found = []
    for part in PARTS:
        if part.kind == "table":
            head, *rest = ["| " + " | ".join(row) + " |" for row in part.rows]
            found.append("\n".join([head, "|---" * len(part.rows[0]) + "|", *rest]))
        else:
            found.append(marks.get(part.kind, "") + part.number + part.text)
    return "\n\n".join(found).encode()


def html(page: str = "paragraphs") -> bytes:
    """A page of a government site: ``paragraphs`` (p elements), ``breaks`` (br) or ``plain`` (no frame)."""
    body = []
    for part in PARTS:
        if part.kind == "table":
            rows = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in part.rows)
            body.append(f"<table>{rows}</table>")
        elif page == "breaks":
            body.append("　　" + escape(part.number + part.text) + "<br/>")
        else:
            body.append(f"<p>{escape(part.number + part.text)}</p>")
    inner = "\n".join(body)
    if page != "plain":
        inner = (
            '<div class="nav"><a href="/">首页</a> &gt; <a href="/zw">政务公开</a></div>'
            f'<div class="TRS_Editor" id="zoom">{inner}</div>'
            '<div class="footer">主办：青禾县人民政府办公室</div>'
        )
    title = escape(PARTS[0].text)
    head = f'<head><meta charset="utf-8"><title>{title}</title></head>'
    return f"<!DOCTYPE html><html>{head}<body>{inner}</body></html>".encode()


def soffice() -> str | None:
    """LibreOffice's program where it is installed."""
    return shutil.which("soffice")


def converted(data: bytes, suffix: str) -> bytes:
    """``data``, a .docx, saved by LibreOffice as ``suffix`` (odt, doc, rtf, pdf)."""
    program = soffice()
    assert program is not None
    with tempfile.TemporaryDirectory() as folder:
        room = Path(folder)
        (room / "in.docx").write_bytes(data)
        profile = f"-env:UserInstallation={(room / 'profile').as_uri()}"
        command = [program, "--headless", profile, "--convert-to", suffix, "--outdir", folder, str(room / "in.docx")]
        made = room / f"in.{suffix}"
        for _ in range(2):  # now and then it does nothing the first time it uses a profile
            subprocess.run(command, check=True, capture_output=True, timeout=120)
            if made.exists():
                break
        return made.read_bytes()


def page_images(pdf: bytes, dpi: int = 150) -> list[Any]:
    """The pages of a PDF as pictures, for scans."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        return [page.render(scale=dpi / 72).to_pil().convert("L") for page in document]
    finally:
        document.close()


def worn(images: list[Any], seed: int = 1) -> list[Any]:
    """Pages as a poor scanner gives them: slanted by 0.6 degrees, blurred, grey and grainy."""
    import numpy
    from PIL import Image, ImageFilter

    grain = numpy.random.default_rng(seed)
    found = []
    for image in images:
        turned = image.rotate(0.6, expand=True, fillcolor=255).filter(ImageFilter.GaussianBlur(0.7))
        shades = numpy.asarray(turned).astype(float)
        shades = 0.9 * (shades + grain.normal(0, 18, shades.shape)) + 15
        found.append(Image.fromarray(shades.clip(0, 255).astype("uint8")))
    return found


def saved(images: list[Any], form: str) -> bytes:
    """Pictures as one file: pdf and tiff hold all pages, png and jpeg the first."""
    buffer = io.BytesIO()
    images = [image.copy() for image in images]  # a picture remembers the encoder of its last saving
    more = {"save_all": True, "append_images": images[1:]} if form in {"pdf", "tiff"} else {}
    scale = {"resolution": 150} if form == "pdf" else {"dpi": (150, 150)}
    images[0].save(buffer, form.upper(), **scale, **more)
    return buffer.getvalue()
