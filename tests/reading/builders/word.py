"""A .docx from bare WordprocessingML: the tests say exactly which elements a reader meets."""

from __future__ import annotations

import io
import zipfile
from xml.sax.saxutils import escape

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NAMESPACES = (
    f'xmlns:w="{W}"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
)
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_PARTS = {
    "styles": "styles.xml",
    "numbering": "numbering.xml",
    "footnotes": "footnotes.xml",
    "endnotes": "endnotes.xml",
    "comments": "comments.xml",
    "header": "header1.xml",
    "footer": "footer1.xml",
}
_ROOTS = {"header": "hdr", "footer": "ftr"}


def docx(body: str, *, core: str = "", extra: dict[str, bytes] | None = None, **parts: str) -> bytes:
    """A .docx with ``body`` inside ``w:body``; ``parts`` (styles, numbering, footnotes, endnotes,
    comments, header, footer) hold the inner XML of the part's root."""
    members: dict[str, bytes] = {
        "[Content_Types].xml": _content_types(parts).encode(),
        "_rels/.rels": _relations([("officeDocument", "word/document.xml")]).encode(),
        "word/document.xml": _root("document", f"<w:body>{body}</w:body>").encode(),
        "word/_rels/document.xml.rels": _relations([(kind, _PARTS[kind]) for kind in parts]).encode(),
    }
    for kind, inner in parts.items():
        members["word/" + _PARTS[kind]] = _root(_ROOTS.get(kind, kind), inner).encode()
    if core:
        members["docProps/core.xml"] = core.encode()
    members.update(extra or {})
    return pack(members)


def pack(members: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip archive of ``members``."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def p(
    text: str = "", *, style: str = "", num: tuple[int, int] | None = None, inner: str = "", properties: str = ""
) -> str:
    """A paragraph: ``num`` is (numId, ilvl), ``inner`` raw run-level XML instead of ``text``."""
    own = f'<w:pStyle w:val="{style}"/>' if style else ""
    if num is not None:
        own += f'<w:numPr><w:ilvl w:val="{num[1]}"/><w:numId w:val="{num[0]}"/></w:numPr>'
    own += properties
    return f"<w:p>{f'<w:pPr>{own}</w:pPr>' if own else ''}{inner or r(text)}</w:p>"


def r(text: str, properties: str = "") -> str:
    """A run of one ``w:t``."""
    own = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{own}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>' if text else ""


def tbl(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def tc(inner: str, properties: str = "") -> str:
    """A cell; ``inner`` is text, or block-level XML where it begins with ``<``."""
    own = f"<w:tcPr>{properties}</w:tcPr>" if properties else ""
    return f"<w:tc>{own}{inner if inner.startswith('<') else p(inner)}</w:tc>"


def lvl(index: int, form: str, text: str, inner: str = "", start: int = 1) -> str:
    """A list level: number format, text template such as ``（%1）``."""
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>'
        f'{inner}<w:lvlText w:val="{text}"/></w:lvl>'
    )


def abstract(number: int, *levels: str, inner: str = "") -> str:
    return f'<w:abstractNum w:abstractNumId="{number}">{inner}{"".join(levels)}</w:abstractNum>'


def num(number: int, abstract_number: int, inner: str = "") -> str:
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{abstract_number}"/>{inner}</w:num>'


def style(
    identifier: str, name: str, properties: str = "", *, based_on: str = "", run: str = "", kind: str = "paragraph"
) -> str:
    base = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    return (
        f'<w:style w:type="{kind}" w:styleId="{identifier}"><w:name w:val="{name}"/>{base}'
        f"<w:pPr>{properties}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
    )


def field(code: str, result: str) -> str:
    """A complex field with its code and its shown result (run-level XML)."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f"<w:r><w:instrText>{code}</w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f"{result}"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def text_box(inner: str) -> str:
    """A text box as Word writes it: a choice, and the same again as a fallback."""
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><a:graphic><a:graphicData>'
        f"<wps:wsp><wps:txbx><w:txbxContent>{inner}</w:txbxContent></wps:txbx></wps:wsp>"
        "</a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>"
        f"<w:txbxContent>{inner}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )


def core(title: str, creator: str) -> str:
    return (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{title}</dc:title><dc:creator>{creator}</dc:creator></cp:coreProperties>"
    )


def _root(name: str, inner: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{name} {_NAMESPACES}>{inner}</w:{name}>'


def _relations(targets: list[tuple[str, str]]) -> str:
    listed = "".join(
        f'<Relationship Id="rId{number}" Type="{_TYPE}{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{_RELATIONS}">{listed}</Relationships>'


def _content_types(parts: dict[str, str]) -> str:
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml."
    overrides = f'<Override PartName="/word/document.xml" ContentType="{main}document.main+xml"/>' + "".join(
        f'<Override PartName="/word/{_PARTS[kind]}" ContentType="{main}{kind}+xml"/>' for kind in parts
    )
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )
