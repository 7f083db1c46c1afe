"""A Document as plain JSON data and back: what a child process may say to its parent.

JSON and not pickle: a parser that was taken over may write what it likes, and it stays data.
``Document.data`` does not travel; the parent has the bytes.
"""

from __future__ import annotations

from typing import Any

from checker.model import Block, Document, Ledger, Location, Metadatum, Setaside


def document_to(document: Document) -> dict[str, Any]:
    """``document`` without its bytes, as JSON data."""
    ledger = document.ledger
    return {
        "source": document.source,
        "sha256": document.sha256,
        "format": document.format,
        "raw": document.raw,
        "wrapped": document.wrapped,
        "encoding": document.encoding,
        "metadata": [[each.name, each.value, each.start, each.end] for each in document.metadata],
        "blocks": [
            [
                block.start,
                block.end,
                block.kind,
                block.level,
                block.restored,
                block.location.line,
                block.location.page,
                block.location.paragraph,
                block.location.cell,
                block.location.boxes,
                block.line_starts,
            ]
            for block in document.blocks
        ],
        "ledger": {
            "characters": ledger.characters,
            "characters_kept": ledger.characters_kept,
            "pages": ledger.pages,
            "pages_without_text": ledger.pages_without_text,
            "tables": ledger.tables,
            "images": ledger.images,
            "tracked_changes": ledger.tracked_changes,
            "comments": ledger.comments,
            "set_aside": [[each.start, each.end, each.reason] for each in ledger.set_aside],
            "repairs": [[each.start, each.end, each.reason] for each in ledger.repairs],
            "doubtful": ledger.doubtful,
            "notes": ledger.notes,
        },
    }


def document_from(data: dict[str, Any]) -> Document:
    """The Document that :func:`document_to` described, with empty ``data``."""
    ledger = dict(data["ledger"])
    for name in ("set_aside", "repairs"):
        ledger[name] = tuple(Setaside(*each) for each in ledger[name])
    for name in ("pages_without_text", "notes"):
        ledger[name] = tuple(ledger[name])
    ledger["doubtful"] = tuple(tuple(each) for each in ledger["doubtful"])
    return Document(
        source=data["source"],
        sha256=data["sha256"],
        format=data["format"],
        raw=data["raw"],
        wrapped=data["wrapped"],
        encoding=data["encoding"],
        metadata=tuple(Metadatum(*each) for each in data["metadata"]),
        blocks=tuple(_block(each) for each in data["blocks"]),
        ledger=Ledger(**ledger),
    )


def _block(fields: list[Any]) -> Block:
    start, end, kind, level, restored, line, page, paragraph, cell, boxes, starts = fields
    location = Location(
        line=line,
        page=page,
        paragraph=paragraph,
        cell=tuple(cell) if cell else None,
        boxes=tuple(tuple(box) for box in boxes),
    )
    return Block(start, end, kind, level, location, restored, tuple(starts))
