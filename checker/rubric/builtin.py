"""Which built-in rubric fits a report."""

from __future__ import annotations

from checker.model import Identity

DEFAULT = "law-government-2021"


def builtin_names() -> tuple[str, ...]:
    """The built-in rubrics that can be named, without the abstract ones."""
    from checker.rubric.compilation import builtin_folder

    return tuple(sorted(p.stem for p in builtin_folder().glob("*.yaml") if not p.stem.endswith("-base")))


def choose_rubric(identity: Identity) -> str:
    """The built-in rubric for the kind of report and its year, by ``rubrics/lexicon/types.yaml``."""
    # reading a report has loaded that room; loading rubrics alone need not
    from checker.structure.types import type_of

    kind = type_of(identity.report_type)
    return (kind.rubric_for(identity.year) if kind else "") or DEFAULT
