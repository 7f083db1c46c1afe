"""The rule ``defects``: how many slips make which coverage."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from checker import check
from checker.model import Criterion
from checker.rules.defects import detector, judge_defects, names
from tests.facts.helpers import context

ONE = "参考250人，合格231人，合格率94.2%。"
TWO = ONE + "评查案卷80卷，优秀20卷，优秀率35%。"


def criterion(tolerance: int, empty: str = "not_applicable", name: str = "numbers.rates") -> Criterion:
    params = {"detector": name, "tolerance": tolerance, "empty": empty}
    return Criterion(name, "", "numbers", "required", "", "defects", params)


@pytest.mark.parametrize(
    ("text", "tolerance", "coverage"),
    [(ONE, 1, "partial"), (TWO, 1, "none"), (TWO, 2, "partial"), ("无数字。", 1, "not_applicable")],
)
def test_slight_slips_count(text: str, tolerance: int, coverage: str) -> None:
    assert judge_defects(criterion(tolerance), context(text)).coverage == coverage


def test_one_grave_slip_is_enough() -> None:
    judged = judge_defects(criterion(2, name="numbers.plausible"), context("整改率952%。"))
    assert judged.coverage == "none"


def test_each_slip_is_its_own_evidence() -> None:
    judged = judge_defects(criterion(1), context(TWO))
    assert len(judged.evidence) == 2
    assert all(one.assertion == "mentioned" and "请核对" in one.note for one in judged.evidence)
    assert judged.message.startswith("有2处请核对。")


def test_what_holds_is_shown() -> None:
    judged = judge_defects(criterion(1), context("参考250人，合格231人，合格率92.4%。"))
    assert judged.coverage == "full"
    assert judged.evidence[0].note == "经核对相符。"


def test_nothing_to_judge() -> None:
    assert judge_defects(criterion(1, "full"), context("无数字。")).coverage == "full"


@pytest.mark.parametrize(
    ("name", "text", "advice"),
    [
        ("text.citations", "学习《行政处法》。", "似应为《行政处罚法》。"),
        ("text.citations", "按照《信访条例》办理。", "请核对是否应写现行的《信访工作条例》。"),
        ("text.fixed-terms", "深入学习贯彻习近平法制思想。", "似应为“习近平法治思想”。"),
        ("text.citations", "落实《重大行政决策程序暂行条例》（国务院令第731号）。", "似应为“国务院令第713号”。"),
    ],
)
def test_advice_is_a_sentence(name: str, text: str, advice: str) -> None:
    (assessment,) = check(f"河源县2023年度法治政府建设情况报告\n{text}\n".encode(), name="a.txt")
    assert next(one for one in assessment.findings if one.criterion == name).advice == advice


def test_names() -> None:
    assert "text.dates" in names()
    with pytest.raises(KeyError):
        detector("numbers.unheard")


CASES = yaml.safe_load((Path(__file__).parents[2] / "rubrics/criteria/numbers.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("entry", "case"),
    [(entry, case) for entry in CASES["criteria"] for case in entry["cases"]],
    ids=lambda value: value["text"] if "text" in value else value["id"],
)
def test_the_cases_beside_the_criteria(entry: dict[str, object], case: dict[str, str]) -> None:
    made = Criterion(str(entry["id"]), "", "numbers", "required", "", "defects", entry["rule"])  # type: ignore[arg-type]
    judged = judge_defects(made, context(case["text"], case.get("role", "measures")))  # type: ignore[arg-type]
    assert judged.coverage == case["is"], case["why"]
