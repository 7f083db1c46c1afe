"""The rule kind ``four-personally``: the formula, or its four parts in the office's own words."""

from __future__ import annotations

import re

from checker.model import Criterion, Evidence, Judgement
from checker.rules.context import Context
from checker.rules.matter import elements_of
from checker.rules.passages import Candidate, gather
from checker.rules.quoting import quote_range
from checker.structure.lexicon import words

# The four told in one breath without 亲自 ("县长逐项安排、过问进展、协调会商、跟踪督办"): a formula as well.
_FOUR = (
    re.compile("部署|安排|谋划|布置"),
    re.compile("过问|询问|问计"),
    re.compile("协调|会商|对接"),
    re.compile("督办|跟踪|盯办|督促|督查|验收"),
)
_OWN_HAND = re.compile("亲自|自己|带头|带队|领衔|包案|领办")
_FORMULA_PARTS = ("亲自部署", "亲自过问", "亲自协调", "亲自督办")


def judge_four_personally(criterion: Criterion, context: Context) -> Judgement:
    """``full`` where the formula stands or all four are told in other words, ``partial`` where some are.

    A slip in one of the formula's four parts keeps it full (``text.fixed-terms`` reports the slip); a
    formula of two parts is some of the four.
    """
    view = context.scan.view
    formula = gather(context, criterion.id, "formula", mention_only=False)
    # The formula is a formula: it stands even where it is worded as what leaders must do.
    standing = [c for c in formula if c.reading.assertion not in ("lacking", "planned")]
    for candidate in standing:
        low, high = context.scan.segments.sentence(candidate.start)
        four = all(part.search(view, candidate.start, candidate.end) for part in _FOUR)
        if four or view.count("亲自", low, high) >= 3 or "四个亲自" in view[low:high]:
            return Judgement("full", (_whole(candidate, context),))
    spoken = _spoken_personally(context)
    elements = elements_of(criterion)
    found = {
        identifier: [
            c
            for c in gather(context, criterion.id, slot, element=name)
            if c.reading.assertion in ("done", "ongoing") and _is_of_leaders(c, context)
        ]
        for slot, identifier, name in elements
    }
    met = [identifier for identifier, candidates in found.items() if candidates]
    names = {identifier: name for _, identifier, name in elements}
    told = [candidates[0] for candidates in found.values() if candidates]
    evidence = _distinct(told)
    met_names = tuple(names[i] for i in met)
    unmet_names = tuple(name for i, name in names.items() if i not in met)
    if len(met) == len(elements):
        return Judgement("full", evidence, met=met_names)
    if met or formula or spoken:
        return Judgement("partial", evidence or _distinct(formula) or spoken, met=met_names, unmet=unmet_names)
    return Judgement("none", unmet=unmet_names)


def _is_of_leaders(candidate: Candidate, context: Context) -> bool:
    """Whether the leaders do it: told in their part, or in a sentence that names them or says with whose hand."""
    if candidate.role == "leader-duty":
        return True
    low, high = context.scan.segments.sentence(candidate.start)
    view = context.scan.view
    return _OWN_HAND.search(view, low, high) is not None or words().leader["who"].search(view, low, high) is not None


def _whole(candidate: Candidate, context: Context) -> Evidence:
    """The formula from its first 亲自 clause to its last, not only the clause that was hit."""
    low, high = context.scan.segments.span(candidate.start)
    view = context.scan.view
    first, last = view.find("亲自", low, high), view.rfind("亲自", low, high)
    if first < 0:
        return candidate.evidence()
    start = min(candidate.quote_start, context.scan.segments.clause(first)[0])
    end = max(candidate.quote_end, context.scan.segments.clause(last)[1] - 1)
    if end - start > 120:
        start = context.scan.segments.clause(first)[0]
        end = min(end, start + 120)
    return Evidence(start, end, candidate.reading.assertion)


def _spoken_personally(context: Context) -> tuple[Evidence, ...]:
    """Clauses outside plans and shortcomings that say 亲自 with one of the four verbs."""
    scan = context.scan
    evidence: dict[tuple[int, int], Evidence] = {}
    for part in _FORMULA_PARTS:
        at = scan.view.find(part)
        while at >= 0:
            if context.report.role_at(at) not in ("problems", "causes", "plan"):
                start, end = quote_range(scan, at, at + len(part))
                evidence.setdefault((start, end), Evidence(start, end, "ongoing", "", "只写了四项中的一部分"))
            at = scan.view.find(part, at + 1)
    return tuple(evidence.values())[:4]


def _distinct(candidates: list[Candidate]) -> tuple[Evidence, ...]:
    chosen: dict[tuple[int, int], Candidate] = {}
    for candidate in candidates:
        chosen.setdefault((candidate.quote_start, candidate.quote_end), candidate)
    return tuple(candidate.evidence() for candidate in list(chosen.values())[:4])


RULES = {"four-personally": judge_four_personally}
