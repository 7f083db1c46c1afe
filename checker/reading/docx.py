"""Word files (.docx): body, tables, notes and text boxes in reading order, with list numbers restored."""

from __future__ import annotations

import hashlib

from checker.errors import UnreadableError
from checker.model import Block, Document, Ledger, Location, Metadatum
from checker.reading.docx_lines import Line
from checker.reading.docx_numbering import Numbering
from checker.reading.docx_package import Package, open_package
from checker.reading.docx_styles import Styles, W
from checker.reading.docx_walk import Walk
from checker.reading.limits import Limits, require

_IN_PROCESS = 4 * 1024 * 1024
"""Unpacked XML, in bytes, that is parsed in this process. A report of 8,000 characters has 0.1 to 0.5 MB
of it; lxml needs some ten times its size and a fraction of a second at this bound, so up to here a
child process would cost more than it protects. Sizes, counts and entities are checked before."""

_CORE = "docProps/core.xml"
_DC = "{http://purl.org/dc/elements/1.1/}"
_DCTERMS = "{http://purl.org/dc/terms/}"
_PROPERTIES = ((_DC + "title", "文档标题"), (_DC + "creator", "文档创建人"), (_DCTERMS + "created", "文档创建时间"))
_CHANGES = frozenset(W + tag for tag in ("ins", "del", "moveFrom", "moveTo"))
_VML_TEXT = "{urn:schemas-microsoft-com:vml}textpath"


def read_docx(data: bytes, name: str, limits: Limits) -> Document:
    """Read a .docx; ``Location.paragraph`` counts the body paragraphs that hold text and stand outside
    tables, from 1. Large files are parsed in a child process. Raises UnreadableError, LimitError."""
    package = open_package(data, name, limits)
    if package.xml_bytes > _IN_PROCESS:
        from checker.reading.sandbox import run_guarded

        return run_guarded("docx", data, name, limits)
    return document_of(data, package)


def parse_docx(data: bytes, name: str, limits: Limits) -> Document:
    """Read a .docx in this process, whatever its size."""
    return document_of(data, open_package(data, name, limits))


def document_of(data: bytes, package: Package) -> Document:
    """The Document of an opened package; ``data`` are the bytes of the file."""
    walk, lines, notes, metadata = read_lines(package)
    counts, name = walk.counts, package.name
    if not lines:
        what = "文件里只有图片，没有文字" if counts.images else "文件里没有文字"
        raise UnreadableError(name, what, "请提供有文字的版本；扫描件请直接提供 PDF 或图片")
    blocks, parts, position = [], [], 0
    for line in lines:
        text = line.text
        end = position + len(text)
        blocks.append(Block(position, end, line.kind, line.level, line.location, line.restored))
        parts.append(text)
        position = end + 1
    raw = "\n".join(parts)
    require(len(raw) <= package.limits.max_characters, name, f"文字有 {len(raw)} 字，超过上限", "请拆分后再检查")
    characters = sum(len(part) for part in parts) + counts.hidden
    return Document(
        source=name,
        sha256=hashlib.sha256(data).hexdigest(),
        format="docx",
        raw=raw,
        blocks=tuple(blocks),
        metadata=tuple(metadata),
        ledger=Ledger(
            characters=characters,
            characters_kept=characters - counts.hidden,
            tables=counts.tables,
            images=counts.images,
            tracked_changes=counts.changes,
            comments=_comments(package),
            notes=tuple(notes),
        ),
        data=data,
    )


def read_lines(package: Package) -> tuple[Walk, list[Line], list[str], list[Metadatum]]:
    """Walk all stories of a package: body, then footnotes and endnotes in the order of their marks.

    The third part are sentences for the ledger, the fourth document properties, heads and feet.
    """
    related = package.related(package.main)
    first: dict[str, str] = {}
    for kind, part in related:
        first.setdefault(kind, part)
    styles = Styles(package.xml(first.get("styles", "")))
    walk = Walk(styles, Numbering(package.xml(first.get("numbering", "")), styles))
    root = package.xml(package.main)
    body = None if root is None else root.find(W + "body")
    if root is None or body is None:
        raise UnreadableError(package.name, "文件里没有 Word 正文", "请用 Word 或 WPS 另存为 .docx 后再检查")
    lines = walk.story(body, package.main)
    walk.counts.changes = sum(1 for _ in root.iter(*_CHANGES))
    lines += _notes(package, walk, first)
    sentences = _sentences(walk)
    metadata = _properties(package)
    margins = [(kind, part) for kind, part in related if kind in {"header", "footer"}]
    for label, text in _margins(package, walk, margins):
        metadata.append(Metadatum(label, text))
        sentences.append(f"{label}“{text}”未计入正文")
    return walk, lines, sentences, metadata


def _notes(package: Package, walk: Walk, first: dict[str, str]) -> list[Line]:
    lines: list[Line] = []
    for kind in ("footnote", "endnote"):
        root = package.xml(first.get(kind + "s", ""))
        if root is None:
            continue
        notes = {note.get(W + "id"): note for note in root.iterchildren(W + kind)}
        references = [(identifier, where) for each, identifier, where in walk.counts.notes if each == kind]
        for identifier, where in references:
            note = notes.pop(identifier, None)
            if note is not None and note.get(W + "type", "normal") == "normal":
                lines += walk.story(note, first[kind + "s"], "footnote", where)
    return lines


def _margins(package: Package, walk: Walk, parts: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """(页眉 | 页脚 | 水印, text) of all headers and footers, each text once, page numbers left out."""
    found: list[tuple[str, str]] = []
    paragraphs, tables, images = walk._paragraphs, walk.counts.tables, walk.counts.images
    for kind, part in parts:
        root = package.xml(part)
        if root is None:
            continue
        lines = walk.story(root, part, where=Location())
        text = " ".join(" ".join(line.text.split()) for line in lines)
        if any(character.isalpha() for character in text):
            found.append(("页眉" if kind == "header" else "页脚", text))
        for mark in root.iter(_VML_TEXT):
            found.append(("水印", mark.get("string") or ""))
    walk._paragraphs, walk.counts.tables, walk.counts.images = paragraphs, tables, images
    return [each for each in dict.fromkeys(found) if each[1]]


def _sentences(walk: Walk) -> list[str]:
    counts = walk.counts
    sentences = []
    if counts.changes:
        sentences.append(f"文件含 {counts.changes} 处修订痕迹，按接受修订后的文字检查")
    if counts.hidden:
        sentences.append(f"{counts.hidden} 个隐藏文字未计入正文")
    if counts.toc_lines:
        sentences.append(f"自动目录 {counts.toc_lines} 行未计入正文")
    if counts.summaries:
        sentences.append("文末有检查器以前附上的检查结果摘要，未计入正文")
    if counts.merged_away:
        sentences.append(f"{counts.merged_away} 个被合并单元格中的文字未计入正文")
    if counts.embedded:
        sentences.append(f"{counts.embedded} 处嵌入的外部文档未读取")
    if walk.numbering.unknown_lists:
        sentences.append("部分段落的自动编号没有定义，未能还原")
    return sentences


def _properties(package: Package) -> list[Metadatum]:
    root = package.xml(_CORE)
    found = []
    for tag, label in _PROPERTIES:
        element = None if root is None else root.find(tag)
        value = " ".join((element.text or "").split()) if element is not None else ""
        if value:
            found.append(Metadatum(label, value))
    return found


def _comments(package: Package) -> int:
    for kind, part in package.related(package.main):
        if kind == "comments":
            root = package.xml(part)
            return 0 if root is None else sum(1 for _ in root.iterchildren(W + "comment"))
    return 0
