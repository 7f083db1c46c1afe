"""Markdown: headings with their level, list items, table cells; marks of emphasis and links go."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field

from checker.model import Block, BlockKind, Document, Ledger, Location, Metadatum
from checker.reading.charset import decode
from checker.reading.labels import canonical
from checker.reading.limits import Limits
from checker.reading.plain import require_text

_HEADING = re.compile(r" {0,3}(#{1,6})[ \t\u3000]*(.*?)[ \t]*#*[ \t]*$")
_BULLET = re.compile(r"\s{0,12}[-*+][ \t]+(?=\S)")
_QUOTE = re.compile(r" {0,3}(?:> ?)+")
_RULE = re.compile(r" {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}|={3,}[ \t]*)$")
_FENCE = re.compile(r" {0,3}(?:```|~~~)")
_TABLE_RULE = re.compile(r"\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*$")
# What may be open and never closed looks a bounded way on, or stops where the next one opens.
_INLINE: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"<!--.{0,2000}?-->"), ""),
    (re.compile(r"!\[([^\]]{0,1000})\]\((?:[^()]|\([^()]*\))*\)"), ""),
    (re.compile(r"\[([^\]]{1,1000})\]\((?:[^()\s]|\([^()]*\))*(?:\s+\"[^\"]{0,1000}\")?\)"), r"\1"),
    (re.compile(r"(\*\*|__)(?=\S)(.{1,1000}?)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<![*\w])\*(?=[^\s*])([^*]+?)(?<=\S)\*(?!\*)"), r"\1"),
    (re.compile(r"~~(.+?)~~"), r"\1"),
    (re.compile(r"`([^`]+)`"), r"\1"),
    (re.compile(r"<br\s*/?>", re.IGNORECASE), " "),
    (re.compile(r"</?(?:b|i|u|em|strong|span|p|div|center|font|sup|sub)(?:\s[^<>]{0,300})?>", re.IGNORECASE), ""),
    (re.compile(r"\\([\\`*_{}\[\]()#+\-.!|>~])"), r"\1"),
)
_FRONT = re.compile(r"([^:：\n]{1,20})[:：]\s*(.*)")


@dataclass(slots=True)
class _Writer:
    parts: list[str] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    size: int = 0

    def put(self, text: str, line: int, kind: BlockKind = "paragraph", level: int | None = None,
            cell: tuple[int, int, int] | None = None) -> None:  # fmt: skip
        if text.strip():
            location = Location(line=line, cell=cell)
            self.blocks.append(Block(self.size, self.size + len(text), kind, level, location))
        self.parts += (text, "\n")
        self.size += len(text) + 1


def read_markdown(data: bytes, name: str, limits: Limits) -> Document:
    """Read Markdown. ``raw`` is the text without its marks; lines of the file stay lines."""
    decoded = decode(data, name)
    text = decoded.text.replace("\r\n", "\n").replace("\r", "\n")
    require_text(text, name, limits)
    writer, metadata, tables = _walk(text.split("\n"))
    raw = "".join(writer.parts)
    require_text(raw, name, limits)
    return Document(
        source=name,
        sha256=hashlib.sha256(data).hexdigest(),
        format="md",
        raw=raw,
        blocks=tuple(writer.blocks),
        wrapped=True,
        encoding=decoded.encoding,
        metadata=tuple(metadata),
        ledger=Ledger(characters=len(raw), characters_kept=len(raw), tables=tables, notes=decoded.notes),
    )


def _walk(lines: list[str]) -> tuple[_Writer, list[Metadatum], int]:
    writer = _Writer()
    metadata, first = _front_matter(lines)
    tables = row = 0
    for number, line in enumerate(lines[first:], first + 1):
        if _FENCE.match(line) or _RULE.match(line):
            continue
        if "|" in line and _is_row(lines, number - 1):
            if not _TABLE_RULE.match(line):
                tables += row == 0
                row += 1
                for column, cell in enumerate(_cells(line), 1):
                    writer.put(_plain(cell), number, "cell", cell=(tables, row, column))
            continue
        row = 0
        if heading := _HEADING.match(line):
            writer.put(_plain(heading[2]), number, "heading", len(heading[1]))
            continue
        body = _QUOTE.sub("", line, count=1) if line.lstrip().startswith(">") else line
        if bullet := _BULLET.match(body):
            writer.put(_plain(body[bullet.end() :]), number, "list-item")
        else:
            writer.put(_plain(body), number)
    return writer, metadata, tables


def _plain(text: str) -> str:
    for pattern, replacement in _INLINE:
        text = pattern.sub(replacement, text)
    return text


def _is_row(lines: list[str], index: int) -> bool:
    """True within a table: the rule ``|---|---|`` stands in this run of lines with bars."""
    if lines[index].lstrip().startswith("|") and lines[index].rstrip().endswith("|"):
        return True
    near = lines[max(index - 1, 0) : index + 2]
    return any(_TABLE_RULE.match(line) and "|" in line for line in near)


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in re.split(r"(?<!\\)\|", line.strip().strip("|"))]


def _front_matter(lines: list[str]) -> tuple[list[Metadatum], int]:
    """The ``---`` block at the top, as metadata."""
    if not lines or lines[0].strip() != "---":
        return [], 0
    for end in range(1, min(len(lines), 60)):
        if lines[end].strip() in {"---", "..."}:
            pairs = [match for line in lines[1:end] if (match := _FRONT.match(line))]
            found = [(canonical(match[1]) or match[1].strip(), match[2].strip().strip("\"'")) for match in pairs]
            return [Metadatum(name, value) for name, value in found if value], end + 1
    return [], 0
