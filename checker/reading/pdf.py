"""PDF files: running text in reading order with page and boxes; pages without text go to recognition."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import Any

from checker.errors import LimitError, UnreadableError
from checker.model import Block, Document, Ledger, Location, Metadatum, Setaside
from checker.reading.limits import Limits, require, require_size
from checker.reading.pdf_furniture import furniture
from checker.reading.pdf_layout import lines_of
from checker.reading.pdf_lines import Page
from checker.reading.pdf_paragraphs import Part, paragraphs
from checker.reading.pdf_tables import number_tables
from checker.reading.sandbox import run_guarded

_RESAVE = "请核对文件能否正常打开，或提供 .docx 版本"
_PROPERTIES = (("Title", "文档标题"), ("Author", "文档创建人"), ("CreationDate", "文档创建时间"))


def read_pdf(data: bytes, name: str, limits: Limits) -> Document:
    """Read a PDF in a child process; ``Location`` has the page and one box for each line.

    Pages that show a picture and no text, or text in a font without codes, are recognised where the
    extra ``ocr`` is installed; without it they are listed in ``ledger.pages_without_text``, and a file
    of such pages only raises MissingToolError. Raises UnreadableError and LimitError else.
    """
    require_size(len(data), limits.max_bytes, name)
    document = run_guarded("pdf", data, name, limits)
    scanned = len(document.ledger.pages_without_text)
    if scanned:
        from checker.reading.ocr import is_available, require_available

        if is_available():
            require(
                scanned <= limits.max_ocr_pages,
                name,
                f"有 {scanned} 页需要文字识别，超过上限 {limits.max_ocr_pages} 页",
                "请拆分后再检查，或提供有文字的版本",
            )
            return run_guarded("scan", data, name, limits, seconds=limits.max_seconds * (1 + scanned))
        if not document.blocks:
            require_available(name, "这是扫描件或字体缺少编码，没有可提取的文字")
        listed = "、".join(str(number) for number in document.ledger.pages_without_text)
        note = f"第 {listed} 页没有可提取的文字，本机没有安装文字识别组件，这些页的内容没有读取"
        ledger = replace(document.ledger, notes=(*document.ledger.notes, note))
        document = replace(document, ledger=ledger)
    if not document.blocks:
        raise UnreadableError(name, "文件里没有文字", _RESAVE)
    return document


def parse_pdf(data: bytes, name: str, limits: Limits) -> Document:
    """Read the text of a PDF in this process; may have no blocks where all pages are pictures."""
    pages, metadata = _pages(data, name, limits, recognise=False)
    return document_of(pages, "pdf", data, name, limits, metadata=metadata)


def parse_scan(data: bytes, name: str, limits: Limits) -> Document:
    """Read a PDF in this process; pages without text are rendered and recognised."""
    pages, metadata = _pages(data, name, limits, recognise=True)
    document = document_of(pages, "pdf", data, name, limits, metadata=metadata)
    if not document.blocks:
        raise UnreadableError(name, "文件里没有能识别的文字", _RESAVE)
    return document


def document_of(
    pages: list[Page],
    form: str,
    data: bytes,
    name: str,
    limits: Limits,
    *,
    metadata: tuple[Metadatum, ...] = (),
) -> Document:
    """The Document of laid-out pages. Furniture follows the block it interrupts in ``raw``."""
    lines = lines_of(pages)
    aside = furniture(pages, lines)
    flow = [line for own in lines for line in own if id(line) not in aside]
    waiting = [(line.page, line.text, aside[id(line)]) for own in lines for line in own if id(line) in aside]
    waiting += [(page.number, text, "水印或旋转的文字") for page in pages for text in page.stray]
    waiting.sort(key=lambda each: each[0])
    tables = number_tables(pages, lines, aside)
    parts = paragraphs(flow)
    raw: list[str] = []
    blocks: list[Block] = []
    set_aside: list[Setaside] = []
    doubtful: list[tuple[int, int, float]] = []
    position = 0
    for part in [*parts, None]:
        while waiting and (part is None or waiting[0][0] < part.lines[0].page):
            _, text, reason = waiting.pop(0)
            set_aside.append(Setaside(position, position + len(text), reason))
            raw.append(text)
            position += len(text) + 1
        if part is None:
            break
        text = part.text
        starts = tuple(position + start for start in part.starts)
        blocks.append(Block(position, position + len(text), part.kind, part.level, _location(part), line_starts=starts))
        doubtful.extend((position + offset, position + offset + 1, weak) for offset, weak in part.weak)
        raw.append(text)
        position += len(text) + 1
    joined = "\n".join(raw)
    require(len(joined) <= limits.max_characters, name, f"文字超过上限 {limits.max_characters} 字", "请拆分后再检查")
    return Document(
        source=name,
        sha256=hashlib.sha256(data).hexdigest(),
        format=form,
        raw=joined,
        blocks=tuple(blocks),
        metadata=metadata,
        ledger=Ledger(
            characters=sum(len(text) for text in raw),
            characters_kept=sum(block.end - block.start for block in blocks),
            pages=len(pages),
            pages_without_text=tuple(page.number for page in pages if page.scanned),
            tables=tables,
            images=sum(page.images for page in pages),
            set_aside=tuple(set_aside),
            doubtful=tuple(doubtful),
            notes=_notes(pages),
        ),
        data=data,
    )


def _location(part: Part) -> Location:
    first = part.lines[0]
    return Location(page=first.page, cell=first.cell, boxes=tuple(line.box for line in part.lines))


def _notes(pages: list[Page]) -> tuple[str, ...]:
    blank = [
        str(page.number)
        for page in pages
        if not page.fragments and not page.scanned and not page.recognised and not page.stray
    ]
    recognised = [str(page.number) for page in pages if page.recognised and page.fragments]
    empty = [str(page.number) for page in pages if page.recognised and not page.fragments]
    notes = []
    if recognised:
        notes.append(f"第 {'、'.join(recognised)} 页的文字由图片识别得到，请以原件为准")
    if empty:
        notes.append(f"第 {'、'.join(empty)} 页是图片，没有识别出文字")
    if blank:
        notes.append(f"第 {'、'.join(blank)} 页是空白页")
    return tuple(notes)


def _pages(data: bytes, name: str, limits: Limits, *, recognise: bool) -> tuple[list[Page], tuple[Metadatum, ...]]:
    import pypdfium2

    from checker.reading.pdf_glyphs import page_of

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "assword" in str(error):
            raise UnreadableError(name, "文件设有打开密码", "请去掉密码后再检查") from error
        raise UnreadableError(name, "文件不完整或已损坏，打不开", _RESAVE) from error
    count = len(document)
    require(count > 0, name, "文件里没有页面", _RESAVE)
    require(count <= limits.max_pages, name, f"共 {count} 页，超过上限 {limits.max_pages} 页", "请拆分后再检查")
    pages: list[Page] = []
    characters = 0
    broken = 0
    recognised = []
    for index in range(count):
        try:
            page = document[index]
        except pypdfium2.PdfiumError:
            broken += 1
            pages.append(Page(index + 1, scanned=True))
            continue
        # pdfium counts spaces and line ends of its own making, about one in ten
        laid_out = page_of(page, index + 1, 2 * (limits.max_characters - characters))
        if laid_out is None:
            raise LimitError(name, f"文字超过上限 {limits.max_characters} 字", "请拆分后再检查")
        characters += sum(len(fragment.text) for fragment in laid_out.fragments)
        if recognise and laid_out.scanned:
            _recognise(page, laid_out, name, limits)
            recognised.append(laid_out)
        pages.append(laid_out)
        page.close()
    if broken == count:
        raise UnreadableError(name, "文件不完整或已损坏，没有一页能打开", _RESAVE)
    if recognised:
        from checker.reading.ocr import even_sizes

        even_sizes(recognised)
    found = _properties(document)
    document.close()
    return pages, found


def _properties(document: Any) -> tuple[Metadatum, ...]:
    found = []
    for key, label in _PROPERTIES:
        try:
            value = " ".join(document.get_metadata_value(key).split())
        except UnicodeDecodeError:  # half a surrogate pair in the file
            continue
        if value:
            found.append(Metadatum(label, value))
    return tuple(found)


def _recognise(page: Any, laid_out: Page, name: str, limits: Limits) -> None:
    from checker.reading.ocr import DPI, recognise_into

    width, height = page.get_size()
    scale = DPI / 72
    pixels = width * height * scale * scale
    if pixels > limits.max_pixels:
        scale *= (limits.max_pixels / pixels) ** 0.5
    if min(width, height) * scale < 1 or max(width, height) * scale > 65_000:
        raise LimitError(name, f"第 {laid_out.number} 页的尺寸不合常理", _RESAVE)
    picture = page.render(scale=scale, grayscale=False).to_numpy()
    # what the page holds as text (a scanner's mark) is recognised again with the picture
    laid_out.stray += [fragment.text for fragment in laid_out.fragments]
    laid_out.x0, laid_out.y0, laid_out.x1, laid_out.y1 = 0.0, 0.0, width, height
    laid_out.grids = []
    recognise_into(laid_out, picture, 1 / scale)
