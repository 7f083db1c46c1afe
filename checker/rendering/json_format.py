"""``--format json``: one object, stable byte for byte, described by ``schemas/assessment-1.0.json``."""

from __future__ import annotations

import json
from collections.abc import Sequence
from importlib.resources import files
from io import BytesIO
from itertools import chain, islice
from typing import Any

from checker.model import Assessment
from checker.rendering import RenderOptions
from checker.rendering.objects import SCHEMA_VERSION, plain, result

_TOKENS = 10_000


def render(assessments: Sequence[Assessment], options: RenderOptions) -> bytes:
    made = result(assessments, with_text=options.with_text)
    if options.unread:
        made["unread"] = plain(options.unread)
    return dump(made, indent=2, end="\n")


def dump(value: Any, *, indent: int | None = None, end: str = "") -> bytes:
    """UTF-8 JSON, ``end`` behind it. A lone surrogate, which UTF-8 cannot hold, becomes ``?`` so that lengths stay."""
    if indent is None:
        return (json.dumps(value, ensure_ascii=False, separators=(",", ":")) + end).encode("utf-8", "replace")
    # written by the piece: as strings all tokens of a long result take five times its bytes
    tokens = chain(json.JSONEncoder(ensure_ascii=False, indent=indent).iterencode(value), (end,))
    written = BytesIO()
    while piece := "".join(islice(tokens, _TOKENS)):
        written.write(piece.encode("utf-8", "replace"))
    return written.getvalue()


def schema() -> dict[str, Any]:
    """The published JSON Schema (draft 2020-12) of what :func:`render` writes."""
    path = files("checker.rendering") / "schemas" / f"assessment-{SCHEMA_VERSION}.json"
    loaded: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return loaded
