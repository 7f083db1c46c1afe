"""What the walk over a .docx yields: lines made of pieces, each piece a stretch of one child of one run."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from checker.model import BlockKind, Location
from checker.reading.docx_package import Element


class Piece(NamedTuple):
    """``text`` stands in ``child`` (a ``w:t``, ``w:tab``, …) of ``run``, from character ``offset`` of it.

    ``run`` is ``None`` for characters that are not in the file: a restored list number.
    """

    text: str
    run: Element | None
    child: Element | None
    offset: int


@dataclass(slots=True)
class Line:
    """One paragraph of the source, or one line of it where soft breaks cut it. Becomes one block."""

    paragraph: Element
    part: str
    pieces: list[Piece] = field(default_factory=list)
    kind: BlockKind = "paragraph"
    level: int | None = None
    location: Location = field(default_factory=Location)
    restored: int = 0

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)


@dataclass(slots=True)
class Counts:
    """What the walk met and did not turn into lines."""

    tables: int = 0
    images: int = 0
    hidden: int = 0
    merged_away: int = 0
    toc_lines: int = 0
    summaries: int = 0
    embedded: int = 0
    changes: int = 0
    notes: list[tuple[str, str, Location]] = field(default_factory=list)
    """References to notes in text order: ("footnote" | "endnote", id, where)."""
