"""A rubric's phrases and cues as one compiled lexicon, kept by the rubric's digest."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from checker import cache
from checker.language import Lexicon
from checker.language.lexicon import Key, from_plain, to_plain
from checker.language.likeness import Samples, lines
from checker.model import Rubric
from checker.rules.slots import pattern_sets
from checker.version import __version__

_FORMAT = 10
_kept: dict[str, Lexicon] = {}


def lexicon_of(rubric: Rubric) -> Lexicon:
    """The compiled lexicon of a rubric; built by the first report checked with it."""
    lexicon = _kept.get(rubric.sha256)
    if lexicon is None:
        name = f"lexicon-{__version__}-{_FORMAT}-{rubric.sha256[:32]}"
        plain = cache.read(name)
        if not isinstance(plain, dict):
            plain = number_phrases(rubric)
            cache.keep(name, plain)
        lexicon = _kept[rubric.sha256] = from_plain(plain)
    return lexicon


def number_phrases(rubric: Rubric) -> dict[str, Any]:
    """The lexicon of a rubric as plain data."""
    sets: dict[Key, Any] = {
        (criterion.id, slot): patterns
        for criterion in rubric.criteria
        for slot, patterns in pattern_sets(criterion.params).items()
    }
    tables = rubric.tables
    groups, cues = tables.get("groups") or {}, tables.get("cues") or {}
    return to_plain(sets, groups, cues, repairs_of(tables), samples_of(tables), tables.get("places"))


def samples_of(tables: Mapping[str, Any]) -> dict[str, Samples]:
    """The sample sentences of each criterion."""
    return {
        criterion: Samples(lines(row["told"]), lines(row.get("near") or ""), row.get("must") or ())
        for criterion, row in (tables.get("samples") or {}).items()
    }


def repairs_of(tables: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """The garbled fixed terms of a lexicon and what each stands for."""
    found: list[tuple[str, str]] = []
    for row in tables.get("distortions") or ():
        wrong = row["wrong"]
        found += [(text, row["right"]) for text in ([wrong] if isinstance(wrong, str) else wrong)]
    return tuple(found)
