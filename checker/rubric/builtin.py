"""Which built-in rubric fits a report."""

from __future__ import annotations

from checker.model import Identity

DEFAULT = "law-government-2021"


MAPS = ("annual-report-menu",)
"""The built-in rubrics that are maps: used where they are named, never chosen for a report."""


def builtin_names(*, maps: bool = True) -> tuple[str, ...]:
    """The built-in rubrics that can be named, without the abstract ones; without ``maps`` those that judge."""
    from checker.rubric.compilation import builtin_folder

    names = (p.stem for p in builtin_folder().glob("*.yaml") if not p.stem.endswith("-base"))
    return tuple(sorted(name for name in names if maps or name not in MAPS))


def choose_rubric(identity: Identity) -> str:
    """The built-in rubric for the kind of report and its year, by ``rubrics/lexicon/types.yaml``."""
    # reading a report has loaded that room; loading rubrics alone need not
    from checker.structure.types import type_of

    kind = type_of(identity.report_type)
    return (kind.rubric_for(identity.year) if kind else "") or DEFAULT
