"""Which format a file has: by its content first, by its suffix where the content does not say."""

from __future__ import annotations

import re
from pathlib import PurePath

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "pdf"),
    (b"{\\rtf", "rtf"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpg"),
    (b"II*\x00", "tiff"),
    (b"MM\x00*", "tiff"),
    (b"BM", "bmp"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"PK\x03\x04", "pk"),
    (b"PK\x05\x06", "pk"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"Rar!\x1a\x07", "rar"),
    (b"\x1f\x8b\x08", "gz"),
    (b"\x7fELF", "binary"),
    (b"MZ\x90\x00", "binary"),
    (b"GIF8", "gif"),
    (b"SQLite format 3\x00", "binary"),
)
_SUFFIXES = {
    ".txt": "txt", ".text": "txt", ".md": "md", ".markdown": "md", ".htm": "html", ".html": "html",
    ".xhtml": "html", ".shtml": "html", ".mht": "html", ".mhtml": "html",
    ".docx": "docx", ".docm": "docx", ".doc": "doc", ".wps": "wps",
    ".rtf": "rtf", ".odt": "odt", ".pdf": "pdf", ".png": "png", ".jpg": "jpg", ".jpeg": "jpg",
    ".tif": "tiff", ".tiff": "tiff", ".bmp": "bmp", ".zip": "zip",
}  # fmt: skip
IMAGES = frozenset({"png", "jpg", "tiff", "bmp"})
TEXTS = frozenset({"txt", "md", "html"})
OFFICE = frozenset({"doc", "wps", "rtf", "odt"})
READABLE = frozenset({*_SUFFIXES, ".ofd", ".rar", ".7z"})
"""Suffixes, lower case with their dot, of the files that a folder or an archive is searched for: those
that a reader takes, and those in which a report may stand that must not be passed over in silence."""

_HTML = re.compile(rb"(?i)<(?:!doctype\s+html|html|head|body|meta|title)[\s>]")
_MARKUP = re.compile(rb"(?i)<(?:div|p|br|span|table|td|tr|a|script|style)(?:\s[^<>]{0,400})?/?>")


def suffix_format(name: str) -> str | None:
    """The format that a file's name promises, or ``None``."""
    return _SUFFIXES.get(PurePath(name).suffix.lower())


def detect(data: bytes, name: str) -> str:
    """The format of ``data``: txt, md, html, docx, doc, wps, rtf, odt, pdf, png, jpg, tiff, bmp, zip,
    or one that no reader takes (7z, rar, gz, gif, xlsx, pptx, ofd, binary)."""
    promised = suffix_format(name)
    head = data[:1024].lstrip(b"\x00\t\r\n \xef\xbb\xbf") if data[:1] != b"\x00" else data[:1024]
    for magic, form in _MAGIC:
        if head.startswith(magic) and _is_certain(form, data):
            return _settle(form, data, promised)
    if b"%PDF-" in data[:1024]:
        return "pdf"
    wide = b"\x00" in data[:4096]
    probe = data[:8192].replace(b"\x00", b"") if wide else data[:8192]
    if b'progid="Word.Document"' in probe:
        return "doc"
    if _HTML.search(probe) or (promised != "md" and len(_MARKUP.findall(probe)) >= 3):
        return "html"
    if promised in TEXTS:
        return promised or "txt"
    return "txt"


def _is_certain(form: str, data: bytes) -> bool:
    """``BM`` also begins English text: a bitmap states its own length behind it."""
    return form != "bmp" or int.from_bytes(data[2:6], "little") == len(data)


def _settle(form: str, data: bytes, promised: str | None) -> str:
    if form == "ole":
        return "wps" if promised == "wps" else "doc"
    if form == "pk":
        return _packed(data, promised)
    return form


def _packed(data: bytes, promised: str | None) -> str:
    """Tell the formats that are zip archives apart by their members' names."""
    import io
    import zipfile

    from checker.reading.damaged_zip import DAMAGED_ZIP

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist()[:4000])
            kind = b""
            if "mimetype" in names:
                with archive.open("mimetype") as member:
                    kind = member.read(100)
    except DAMAGED_ZIP:
        return promised if promised in {"docx", "odt"} else "zip"
    if b"opendocument.text" in kind:
        return "odt"
    if "OFD.xml" in names:
        return "ofd"
    for folder, form in (("word/", "docx"), ("xl/", "xlsx"), ("ppt/", "pptx")):
        if any(name.startswith(folder) for name in names):
            return form
    # a damaged file of a word processor is no archive to be searched for reports
    return promised if promised in {"docx", "odt"} else "zip"
