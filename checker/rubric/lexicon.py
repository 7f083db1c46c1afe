"""A rubric's phrases and cues as one compiled lexicon, kept by the rubric's digest."""

from __future__ import annotations

from typing import Any

from checker.language import Lexicon, build_lexicon
from checker.language.lexicon import Key
from checker.model import Rubric
from checker.rules.slots import pattern_sets

_kept: dict[str, Lexicon] = {}


def lexicon_of(rubric: Rubric) -> Lexicon:
    """The compiled lexicon of a rubric; built by the first report checked with it."""
    lexicon = _kept.get(rubric.sha256)
    if lexicon is None:
        lexicon = _kept[rubric.sha256] = compile_lexicon(rubric)
    return lexicon


def compile_lexicon(rubric: Rubric) -> Lexicon:
    """Build the lexicon afresh (instruments that change a rubric use this)."""
    sets: dict[Key, Any] = {
        (criterion.id, slot): patterns
        for criterion in rubric.criteria
        for slot, patterns in pattern_sets(criterion.params).items()
    }
    distortions = rubric.tables.get("distortions") or ()
    rows = distortions.get("terms", ()) if isinstance(distortions, dict) else distortions
    repairs = tuple((row["wrong"], row["right"]) for row in rows)
    return build_lexicon(sets, rubric.tables.get("groups") or {}, rubric.tables.get("cues") or {}, repairs)
