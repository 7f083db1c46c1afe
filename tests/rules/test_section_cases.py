"""Every case of the form, timing, section and quality criteria comes out as its file says."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from checker.language import scan
from checker.model import Criterion, Report
from checker.rubric.lexicon import lexicon_of
from checker.rubric.open import load_rubric
from checker.rules.context import Context
from checker.rules.registry import judge_of
from checker.structure import build
from tests.structure.making import clean

FOLDER = Path(__file__).resolve().parents[2] / "rubrics" / "criteria"
GROUPS = ("form", "timing", "section", "quality")


def _cases() -> list[Any]:
    found = []
    for group in GROUPS:
        data = yaml.safe_load((FOLDER / f"{group}.yaml").read_text(encoding="utf-8"))
        for form in data["criteria"]:
            rule = dict(form["rule"])
            criterion = Criterion(form["id"], form["name"], group, form["level"], form["asks"], rule.pop("kind"), rule)
            for number, case in enumerate(form["cases"]):
                found.append(pytest.param(criterion, case, id=f"{form['id']}-{number + 1}"))
    return found


@pytest.mark.parametrize(("criterion", "case"), _cases())
def test_case_comes_out_as_written(criterion: Criterion, case: dict[str, Any]) -> None:
    report = build(clean(case["report"]))[0]
    assert isinstance(report, Report), report
    rubric = load_rubric("law-government-2021")
    context = Context(report, rubric.tables, scan(report, lexicon_of(rubric)))
    judgement = judge_of(criterion.rule)(criterion, context)
    assert judgement.coverage == case["is"], (case["why"], judgement.message)
    for evidence in (*judgement.evidence, *judgement.near):
        assert 0 <= evidence.start < evidence.end <= len(report.text)
        assert report.text[evidence.start : evidence.end].strip() == report.text[evidence.start : evidence.end]
    if judgement.coverage == "none" and criterion.id.startswith("section"):
        assert judgement.evidence == ()


@pytest.mark.parametrize("group", GROUPS)
def test_every_criterion_has_cases_of_both_sides(group: str) -> None:
    data = yaml.safe_load((FOLDER / f"{group}.yaml").read_text(encoding="utf-8"))
    for form in data["criteria"]:
        assert len(form["cases"]) >= 7
        assert len({case["is"] for case in form["cases"]}) >= 3 or form["id"].startswith("timing")
