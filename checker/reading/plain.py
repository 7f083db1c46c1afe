"""Plain text: one block per line; the text room joins the lines that a wrap has cut."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator

from checker.errors import LimitError, UnreadableError
from checker.model import Block, Document, Ledger, Location
from checker.reading.charset import decode
from checker.reading.limits import Limits
from checker.reading.plain_tables import may_hold_tables, rows_of

_SOMETHING = re.compile("[^ \t\n\f\u3000\xa0\ufeff\u200b]")
_BREAKS = ("\r\n", "\r", "\x0b", "\x85", "\u2028", "\u2029")  # in this order: the pair is one break


def read_plain(data: bytes, name: str, limits: Limits) -> Document:
    """Read a text file. ``raw`` is the decoded text with every kind of line break as ``\\n``.

    A form feed turns the page: it is a line break in ``raw``, and lines then carry page numbers.
    """
    decoded = decode(data, name)
    text = decoded.text
    for mark in _BREAKS:
        # most marks are absent, and a plain replacement finds that out far faster than a pattern of them all
        text = text.replace(mark, "\n")
    require_text(text, name, limits)
    pages = text.count("\f") + 1
    raw = text.replace("\f", "\n")
    return Document(
        source=name,
        sha256=hashlib.sha256(data).hexdigest(),
        format="txt",
        raw=raw,
        blocks=_lines(text, pages > 1),
        wrapped=True,
        encoding=decoded.encoding,
        ledger=Ledger(
            characters=len(raw), characters_kept=len(raw), pages=pages if pages > 1 else None, notes=decoded.notes
        ),
    )


def require_text(text: str, name: str, limits: Limits) -> None:
    """Stop where nothing but white space is left, or more than ``limits`` allow."""
    if not _SOMETHING.search(text):
        raise UnreadableError(name, "文件里没有文字", "请确认文件已保存完整")
    if len(text) > limits.max_characters:
        what = f"文字超过 {limits.max_characters} 个字符"
        raise LimitError(name, what, "请确认选对了文件，或拆分后再检查")


def _lines(text: str, paged: bool) -> tuple[Block, ...]:
    blocks: list[Block] = []
    line = start = 0
    for page, sheet in enumerate(text.split("\f"), 1):
        rows = rows_of(sheet.split("\n")) if may_hold_tables(sheet) else {}
        for number, piece in enumerate(_pieces(sheet)):
            line += 1
            end = start + len(piece)
            if number in rows:
                table, row, parts = rows[number]
                for column, (low, high) in enumerate(parts, 1):
                    where = Location(line=line, page=page if paged else None, cell=(table, row, column))
                    blocks.append(Block(start + low, start + high, "cell", location=where))
            elif piece and not piece.isspace():
                blocks.append(Block(start, end, location=Location(line=line, page=page if paged else None)))
            start = end + 1
    return tuple(blocks)


def _pieces(sheet: str) -> Iterator[str]:
    """``sheet.split("\\n")`` line by line: all of them at once take as much as the text."""
    at = 0
    while (stop := sheet.find("\n", at)) >= 0:
        yield sheet[at:stop]
        at = stop + 1
    yield sheet[at:]
