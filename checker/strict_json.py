"""JSON as it is read back from others: what says one thing twice, or a number that is none, is refused."""

from __future__ import annotations

import json
from typing import Any, NoReturn


class AmbiguousError(ValueError):
    """A key stands twice in one object, or a number is none."""


def loads(text: str | bytes) -> Any:
    """The value that ``text`` says. ``ValueError`` where it is no JSON; :class:`AmbiguousError` where it
    holds a key twice, NaN or an infinity."""
    return json.loads(text, object_pairs_hook=_once, parse_constant=_refuse)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        raise AmbiguousError("a key stands twice")
    return made


def _refuse(constant: str) -> NoReturn:
    raise AmbiguousError(f"{constant} is no number")
