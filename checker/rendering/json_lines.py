"""``--format jsonl``: the JSON object once per report, each on its own line with one assessment."""

from __future__ import annotations

from collections.abc import Sequence

from checker.model import Assessment
from checker.rendering import RenderOptions
from checker.rendering.json_format import dump
from checker.rendering.objects import result


def render(assessments: Sequence[Assessment], options: RenderOptions) -> bytes:
    return b"".join(dump(result([one], with_text=options.with_text)) + b"\n" for one in assessments)
