"""What a passage does with its matter: done, ongoing, planned, lacking, demanded, elsewhere, mentioned.

The first decisive rule wins. Cues are data (``rubrics/lexicon/cues.yaml``); the questions are in rooms of
their own (deficiency, future, norm, subject); this file holds their order. Every decision carries the
name of the rule and the cue that made it, so that it can be explained.
"""

from __future__ import annotations

from dataclasses import dataclass

from checker.language.deficiency import deficiency
from checker.language.frame import Frame, concrete, first, frame, zero_statement
from checker.language.future import future
from checker.language.norm import definition, demand, guide
from checker.language.scan import Scan
from checker.language.subject import superior
from checker.model import Assertion, Role

_SLOGAN_QUOTE = 12


@dataclass(frozen=True, slots=True)
class Reading:
    """The assertion of one passage, the rule that decided, and the cue it rests on."""

    assertion: Assertion
    rule: str
    cue: str = ""
    has_figure: bool = False


def read_assertion(scan: Scan, start: int, end: int) -> Reading:
    """Judge the passage ``[start, end)`` of the report by its clause, sentence and section.

    The order: title or slogan, part of the report with deficiency and future, guide and definition, zero
    outcome, demand, another body's act, completion, else ongoing.
    """
    known: Reading | None = scan.readings.get((start, end))
    if known is not None:
        return known
    if scan.reader is not None:
        reading: Reading = scan.reader(scan, start, end)
    else:
        here = frame(scan, start, end)
        assertion, rule, cue = _decide(here, scan.report.role_at(start))
        reading = Reading(assertion, rule, cue, here.has_figure)
    scan.readings[start, end] = reading
    return reading


def _decide(here: Frame, role: Role) -> tuple[Assertion, str, str]:
    titled = _in_title(here)
    if titled is not None:
        return "mentioned", "title", titled
    slogan = _in_slogan(here)
    if slogan is not None:
        return "mentioned", "slogan", slogan
    lacking = deficiency(here)
    if role in ("problems", "causes"):
        if lacking is None and future(here) is not None:
            return "planned", "future", ""
        return "lacking", "section", lacking or ""
    if role == "plan":
        return "planned", "section", ""
    if lacking is not None:
        return "lacking", "cue", lacking
    planned = future(here)
    if planned is not None:
        return "planned", "future", planned
    guiding = guide(here)
    if guiding is not None and first(here.here, "done") is None:
        return "mentioned", "guide", guiding
    defining = definition(here)
    if defining is not None:
        return "mentioned", "definition", defining
    nothing = zero_statement(here)
    if nothing is not None:
        return "done", "outcome", nothing
    demanded = demand(here)
    if demanded is not None:
        return "demanded", "demand", demanded
    other = superior(here)
    if other is not None:
        return "elsewhere", "superior", other
    finished = concrete(here.view, here.here, ("done", "event"))
    if here.has_figure or finished is not None:
        return "done", "completed", finished or "数字"
    if any(category == "done" and here.clause_end <= at < here.next_clause_end for at, _, category in here.cues):
        return "done", "completed-next", ""
    return "ongoing", "plain", ""


def _in_title(here: Frame) -> str | None:
    """The 《…》 around the passage, unless the clause tells that it was made here.

    "市里印发的《……》" only says whose it is.
    """
    title = here.scan.segments.title_at(here.start, here.end)
    if title is None:
        return None
    for start, end, category in here.here:
        outside = end <= title[0] or start >= title[1]
        if category == "making" and outside and not here.view.startswith("的", end):
            return None
    return here.view[title[0] : title[1]]


def _in_slogan(here: Frame) -> str | None:
    """The long “…” around the passage, unless the clause tells an act or a figure."""
    quote = here.scan.segments.quote_at(here.start, here.end)
    if quote is None or here.has_figure or quote[1] - quote[0] <= max(_SLOGAN_QUOTE, here.end - here.start + 6):
        return None
    if first(here.here, "making", quote) is not None or first(here.here, "act", quote) is not None:
        return None
    return here.view[quote[0] : quote[1]]
