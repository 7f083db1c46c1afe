"""The rule kind ``defects``: a detector looks for slips of one kind, and the number of slips decides.

Parameters of a criterion with this rule:

``detector``
    the detector's name, by convention the criterion's id (``numbers.rates``);
``tolerance``
    up to this many slight defects make ``partial``, more make ``none`` (default 2);
``empty``
    the coverage where the detector had nothing to look at: ``full`` or ``not_applicable`` (default ``full``).

One grave defect makes ``none``. Every defect is evidence of its own, with its message as the note. What stands
where a table lost its cells is no sentence and is left out.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import cast

from checker.model import Coverage, Criterion, Defect, Detection, Evidence, Judgement
from checker.rules.context import Context

Detector = Callable[[Context], Detection]

# Where each detector lives. Modules are imported when first asked for: some load tables of their own.
_HOMES: dict[str, str] = {
    "numbers.plausible": "numbers_plausible",
    "numbers.rates": "numbers_rates",
    "numbers.sums": "numbers_sums",
    "text.dates": "dates",
    "text.numbering": "numbering",
    "text.paired-marks": "marks",
    "text.placeholders": "placeholders",
    "text.residue": "residue",
    "text.fixed-terms": "terms",
    "text.obsolete-names": "offices",
    "text.citations": "citations",
    "text.typos": "typos",
    "text.foreign-places": "places",
}
_SHOWN_WHEN_SOUND = 5


@cache
def detector(name: str) -> Detector:
    """The detector called ``name``; ``KeyError`` where no module offers it."""
    home = _HOMES.get(name)
    candidates = [home] if home else sorted(set(_HOMES.values()))
    for module_name in candidates:
        path = f"{__name__}.{module_name}"
        if find_spec(path) is None:
            continue
        offered = cast("dict[str, Detector]", import_module(path).DETECTORS)
        if name in offered:
            return offered[name]
    raise KeyError(name)


def names() -> tuple[str, ...]:
    """The names a criterion may give as ``detector``, sorted."""
    return tuple(sorted(_HOMES))


def judge_defects(criterion: Criterion, context: Context) -> Judgement:
    """Run the criterion's detector and turn what it found into a coverage with evidence."""
    params = criterion.params
    found = detector(str(params.get("detector", criterion.id)))(context)
    lost = context.lost_tables
    told = [d for d in found.defects if not any(start <= d.start < end for start, end in lost)]
    defects = sorted(told, key=lambda defect: (defect.start, defect.end, defect.message))
    if not defects:
        return _sound(found, cast("Coverage", params.get("empty", "full")))
    coverage: Coverage = "partial"
    if len(defects) > int(params.get("tolerance", 2)) or any(defect.grave for defect in defects):
        coverage = "none"
    evidence = tuple(Evidence(d.start, d.end, "mentioned", note=d.message) for d in defects)
    return Judgement(coverage, evidence, message=_message(defects), advice=_advice(defects))


def _sound(found: Detection, empty: Coverage) -> Judgement:
    if not found.examined:
        return Judgement(empty)
    shown = found.verified[:_SHOWN_WHEN_SOUND]
    return Judgement("full", tuple(Evidence(start, end, "mentioned", note="经核对相符。") for start, end in shown))


def _message(defects: list[Defect]) -> str:
    if len(defects) == 1:
        return defects[0].message
    return f"有{len(defects)}处请核对。第一处：{defects[0].message}"


def _advice(defects: list[Defect]) -> str:
    """The first suggestion; one that is only the right words becomes a sentence."""
    due = next((defect.suggestion for defect in defects if defect.suggestion), "")
    if not due or due.endswith("。"):
        return due
    return f"似应为{due if due[0] in '“《' else f'“{due}”'}。"


RULES = {"defects": judge_defects}
