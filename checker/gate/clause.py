"""One condition of a gate with its answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from checker.model import Level

Outcome = Literal["held", "broken", "undecided"]
Kind = Literal["judged", "error", "must_pass", "forbid", "max_warn", "min_score", "baseline"]


@dataclass(frozen=True, slots=True)
class Clause:
    """One condition and its answer.

    ``criteria`` and ``names`` are the findings that broke it or left it open; ``value`` is the count
    or score that was seen, ``limit`` the bound; ``statuses`` are what a level, or a comparison, must
    not show; ``asked`` how many criteria must pass. ``where`` is the policy's ``file:line``.
    """

    kind: Kind
    outcome: Outcome
    criteria: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    level: Level | None = None
    statuses: tuple[str, ...] = ()
    asked: int = 0
    value: float = 0.0
    limit: float = 0.0
    where: str = ""
