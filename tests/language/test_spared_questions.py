"""A question of assertion that is spared has no answer: the flags of a span leave out nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker import load_rubric, reading, structure, text
from checker.language import frame, scan
from checker.language.deficiency import deficiency
from checker.language.frame import zero_statement
from checker.language.future import future
from checker.language.norm import demand
from checker.language.remark import remark
from checker.language.subject import another, opens_above, superior
from checker.model import Report
from checker.rubric.lexicon import lexicon_of

FIXTURES = Path(__file__).parents[2] / "fixtures" / "reports"


@pytest.mark.parametrize("number", [2, 5, 9, 13, 17])
def test_what_is_not_asked_has_no_answer(number: int) -> None:
    report = structure.build(text.clean(reading.read(FIXTURES / f"f{number:02}.txt")), None)[0]
    assert isinstance(report, Report)
    found = scan(report, lexicon_of(load_rubric("law-government-2021")))
    places = {place for matches in found.matches.values() for place in matches}
    assert len(places) > 50
    for start, end in sorted(places):
        here = frame(found, start, end)
        span = here.span
        asked = {
            "lacking": (span.lacking, deficiency(here, start, end)),
            "ahead": (span.ahead, future(here, start, end)),
            "nothing": (span.nothing, zero_statement(here)),
            "demanding": (span.demanding, demand(here, start, end)),
            "above": (span.above or opens_above(here), superior(here, start)),
            "others": (span.others, another(here, start)),
            "remarking": (span.remarking or span.demanding, remark(here, start, end)),
        }
        wrong = {question: answer for question, (may, answer) in asked.items() if answer is not None and not may}
        assert not wrong, (wrong, found.view[start:end])
