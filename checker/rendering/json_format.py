"""``--format json``: one object, stable byte for byte, described by ``schemas/assessment-1.0.json``."""

from __future__ import annotations

import json
from collections.abc import Sequence
from importlib.resources import files
from typing import Any

from checker.model import Assessment
from checker.rendering import RenderOptions
from checker.rendering.objects import SCHEMA_VERSION, result


def render(assessments: Sequence[Assessment], options: RenderOptions) -> bytes:
    made = result(assessments, with_text=options.with_text)
    return dump(made, indent=2) + b"\n"


def dump(value: Any, *, indent: int | None = None) -> bytes:
    """UTF-8 JSON. A lone surrogate, which UTF-8 cannot hold, becomes ``?`` so that lengths stay."""
    separators = None if indent else (",", ":")
    text = json.dumps(value, ensure_ascii=False, indent=indent, separators=separators)
    return text.encode("utf-8", "replace")


def schema() -> dict[str, Any]:
    """The published JSON Schema (draft 2020-12) of what :func:`render` writes."""
    path = files("checker.rendering") / "schemas" / f"assessment-{SCHEMA_VERSION}.json"
    loaded: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return loaded
