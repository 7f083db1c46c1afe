"""Which built-in rubric fits a report."""

from __future__ import annotations

from checker.model import Identity

DEFAULT = "law-government-2021"
_BY_YEAR = ((2020, "law-government-2016"), (2025, "law-government-2021"), (9999, "law-government-2026"))


def builtin_names() -> tuple[str, ...]:
    """The built-in rubrics that can be named, without the abstract ones."""
    from checker.rubric.load import builtin_folder

    return tuple(sorted(p.stem for p in builtin_folder().glob("*.yaml") if not p.stem.endswith("-base")))


def choose_rubric(identity: Identity) -> str:
    """The built-in rubric for the report's year; an unknown year takes the outline in force last."""
    year = identity.year
    if year is None:
        return DEFAULT
    return next(name for last, name in _BY_YEAR if year <= last)
