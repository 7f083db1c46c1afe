"""Targets of the readers: damaged copies of the matrix report, through reading and cleaning as in the program."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from checker.errors import CheckerError
from checker.model import CleanText, Document
from checker.reading.limits import Limits
from checker.reading.source import read
from checker.text import clean
from tests.fuzz.mutate import mutate
from tests.fuzz.target import Opener, Target, must, told

LIMITS = Limits(max_seconds=15.0)
_IN_PROCESS = {"pdf-parser": "pdf"}
"""Formats whose parser is run here and not in the sandbox: a crash then ends the loop's process."""

FORMATS = ("txt", "md", "html", "docx", "zip", "pdf-parser", "pdf", "png", "jpeg", "tiff", "doc", "rtf", "odt")


def seeds(form: str) -> list[bytes]:
    """Good files of the format."""
    from tests.reading.builders import matrix
    from tests.reading.builders.word import pack

    match form:
        case "txt":
            return [matrix.txt(encoding) for encoding in ("utf-8", "gb18030", "utf-16")]
        case "md":
            return [matrix.txt("utf-8", "").replace(b"\r\n", b"\n\n")]
        case "html":
            return [matrix.html(page) for page in ("paragraphs", "breaks", "plain")]
        case "docx":
            return [matrix.typed_docx(), matrix.automatic_docx()]
        case "zip":
            members = {"年报.txt": matrix.txt(), "内/年报.html": matrix.html(), "内/年报.docx": matrix.typed_docx()}
            return [pack(members), pack({"层.zip": pack(members), **members})]
        case "pdf" | "pdf-parser":
            from tests.reading.test_hostile import PAPER

            return [matrix.converted(matrix.typed_docx(), "pdf"), PAPER]
        case "png" | "jpeg" | "tiff":
            pictures = matrix.page_images(matrix.converted(matrix.typed_docx(), "pdf"), 60)
            return [matrix.saved([picture.crop((0, 0, 500, 260)) for picture in pictures[:2]], form)]
        case _:
            return [matrix.converted(matrix.typed_docx(), form)]


def attempt(form: str, data: bytes) -> str:
    """What came of it: ``read``, or the class of the error meant for the user; anything else escapes."""
    name = f"样本.{_IN_PROCESS.get(form, form)}"
    try:
        if form == "pdf-parser":
            from checker.reading.pdf import parse_pdf

            hold(parse_pdf(data, name, LIMITS))
        elif form == "zip":
            _members(data, name)
        else:
            hold(read(data, name=name, limits=LIMITS))
    except CheckerError as error:
        return told(error)
    return "read"


def _members(data: bytes, name: str) -> None:
    from checker.reading.archive import members
    from checker.reading.source import read_bytes

    for inner, content in members(data, name, LIMITS):
        if isinstance(content, bytes):
            try:
                hold(read_bytes(content, inner, LIMITS))
            except CheckerError as error:
                told(error)


def hold(document: Document) -> CleanText:
    """The contract of a Document and of its clean text, which is given back."""
    position = -1
    for block in document.blocks:
        must(position < block.start < block.end <= len(document.raw), f"block {block.start}-{block.end}")
        position = block.end
    cleaned = clean(document)
    must(len(cleaned.folded) == len(cleaned.text), "folded text of another length")
    for paragraph in cleaned.paragraphs[:50]:
        start, end = cleaned.origin.back_range(paragraph.start, paragraph.end)
        must(0 <= start <= end <= len(document.raw), f"paragraph {paragraph.start} leads out of the source")
    return cleaned


def _open(form: str, _: Path) -> Target:
    good = seeds(form)
    return Target(lambda draw: mutate(draw.choice(good), draw, _IN_PROCESS.get(form, form)), partial(attempt, form))


TARGETS: dict[str, Opener] = {form: partial(_open, form) for form in FORMATS}
