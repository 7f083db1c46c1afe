"""The built-in menu: what it holds, that it is a map, and what a map may not do."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import jsonschema
import pytest
import yaml

from checker import check
from checker.errors import RubricError, UsageError
from checker.gate.policy import fit as fit_policy
from checker.gate.policy import load_policy
from checker.model import Assessment, Rubric
from checker.rendering import RenderOptions, render
from checker.rendering.objects import result
from checker.rubric import builtin_names, load_rubric
from checker.rubric.builtin import MAPS
from checker.rubric.compilation import builtin_folder

_STATUTE = ("法律", "行政法规", "司法解释", "党内法规")
REPORT = """河源县人民政府关于2023年度法治政府建设情况的报告

市人民政府：
现将2023年度法治政府建设情况报告如下。
一、主要举措和成效
（一）行政复议。县政府收到行政复议申请86件，审结79件。
（二）行政执法。评查行政处罚案卷120件。
二、存在的不足
公职律师数量偏少。
三、下一年度安排
2024年将组织法治督察2次。

河源县人民政府
2024年2月20日
"""


@pytest.fixture(scope="module")
def menu() -> Rubric:
    return load_rubric("annual-report-menu", strict=True)


@pytest.fixture(scope="module")
def found(menu: Rubric) -> Assessment:
    return check(REPORT.encode(), menu, name="河源县.txt")[0]


def coverage(assessment: Assessment) -> dict[str, str]:
    return {finding.criterion.removeprefix("menu."): finding.coverage for finding in assessment.findings}


def test_it_has_more_items_than_the_fullest_official_menu(menu: Rubric) -> None:
    assert len(menu.criteria) == 156
    assert {group.id.removeprefix("menu."): count for group, count in zip(menu.groups, _sizes(menu), strict=True)} == {
        "organization": 20,
        "functions": 21,
        "norms": 14,
        "decision": 12,
        "enforcement": 25,
        "emergency": 8,
        "disputes": 22,
        "oversight": 14,
        "society": 13,
        "digital": 7,
    }


def _sizes(menu: Rubric) -> list[int]:
    counts = Counter(criterion.group for criterion in menu.criteria)
    return [counts[group.id] for group in menu.groups]


def test_every_kind_of_reporter_has_a_menu_of_its_own(menu: Rubric) -> None:
    asked = {
        kind: sum(not c.kinds or kind in c.kinds for c in menu.criteria)
        for kind in ("province", "city", "county", "township", "department", "enforcing")
    }
    assert asked["city"] > asked["county"] > asked["township"] > asked["department"] >= 30
    assert asked["enforcing"] > asked["department"]


def test_every_item_has_cases_of_all_sides_and_both_languages(menu: Rubric) -> None:
    for criterion in menu.criteria:
        sides = Counter(case.coverage for case in criterion.cases)
        assert len(criterion.cases) >= 6, criterion.id
        assert (sides["full"] >= 2, sides["partial"] >= 1, sides["none"] >= 2) == (True, True, True), criterion.id
        assert all(case.why for case in criterion.cases), criterion.id
        assert criterion.name_en, criterion.id
        assert criterion.advice.endswith("。"), criterion.id
        assert criterion.advice_en.endswith("."), criterion.id


def test_only_a_statute_makes_an_ought(menu: Rubric) -> None:
    for criterion in menu.criteria:
        bound = any(basis.tier in _STATUTE for basis in criterion.basis)
        told = "建议" if criterion.advice.startswith("建议") else "应当"
        assert bound or told == "建议", criterion.id
        assert bound or "must" not in criterion.advice_en, criterion.id


def test_a_map_tells_what_is_disclosed_mentioned_and_not_seen(found: Assessment) -> None:
    told = coverage(found)
    assert told["disputes.recon-received"] == "full"
    assert told["disputes.recon-closed"] == "full"
    assert told["enforcement.file-review"] == "full"
    assert told["organization.public-lawyers"] == "partial"
    assert told["organization.inspection"] == "partial"
    assert told["disputes.petitions"] == "none"
    assert told["norms.rules-made"] == "not_applicable"
    by_id = {finding.criterion: finding for finding in found.findings}
    assert by_id["menu.disputes.petitions"].message == "未见披露：信访事项办理。"
    assert by_id["menu.disputes.petitions"].advice.startswith("信访事项应当按规定受理、办结")
    assert by_id["menu.enforcement.file-review"].advice == ""
    quote = by_id["menu.disputes.recon-closed"].evidence[0].text
    assert quote == "县政府收到行政复议申请86件，审结79件"


def test_a_map_never_fails_and_says_so(found: Assessment) -> None:
    counts = Counter(coverage(found).values())
    applicable = sum(counts.values()) - counts["not_applicable"]
    assert found.verdict == "pass"
    assert found.gate_reasons == (
        f"这是披露事项的地图，不作合格判断：适用的 {applicable} 项中，已披露 {counts['full']} 项，"
        f"有提及 {counts['partial']} 项，未见披露 {counts['none']} 项",
    )
    assert found.score.value == round(100 * counts["full"] / applicable, 1)


def test_an_empty_report_does_not_fail_either(menu: Rubric) -> None:
    text = "河源县人民政府关于2023年度法治政府建设情况的报告\n\n一、主要举措和成效\n各项工作有序推进。\n"
    assessment = check(text.encode(), menu, name="空.txt")[0]
    assert (assessment.verdict, assessment.score.value) == ("pass", 0.0)


def test_the_outputs_speak_of_disclosure(found: Assessment) -> None:
    shown = render([found], "terminal").decode()
    assert "◇ 披露情况   已披露 3 项，适用 147 项\n" in shown
    assert "── 未见披露（142） ──" in shown
    assert "不符合" not in shown
    english = render([found], "terminal", RenderOptions(lang="en")).decode()
    assert "◇ What was disclosed   3 of 147 applicable items disclosed\n" in english
    page = render([found], "html").decode()
    assert page.count('data-status="none"') == 142
    assert ">不符合<" not in page
    markdown = render([found], "markdown", RenderOptions(lang="en")).decode()
    assert "| Reconsideration, litigation and disputes | 21 | 2 | 0 | 19 | 1 |" in markdown
    assert "### Review of case files (Disclosed)" in markdown
    assert "未见披露" in render([found], "csv").decode("utf-8-sig")


def test_json_counts_the_map_by_its_schema(found: Assessment) -> None:
    made = result([found])
    schema = Path(render.__code__.co_filename).parent / "schemas" / "assessment-1.0.json"
    jsonschema.validate(made, json.loads(schema.read_text("utf-8")))
    told = made["assessments"][0]["map"]
    assert [told[key] for key in ("applicable", "full", "partial", "none", "not_applicable")] == [147, 3, 2, 142, 9]
    assert sum(group["full"] for group in told["groups"]) == 3


@pytest.mark.parametrize("format", ["letter", "pdf"])
def test_a_map_is_no_opinion(found: Assessment, format: str) -> None:
    with pytest.raises(UsageError, match="披露地图不作判断"):
        render([found], format)


def test_a_map_has_no_gate(menu: Rubric) -> None:
    with pytest.raises(Exception, match="不作合格判断，不能设门槛"):
        fit_policy(load_policy("submission"), menu)


MISTAKES = {
    "level": ("level: expected", "条目“a.b”的级别只能是 encouraged"),
    "gate": ("level: encouraged", "门槛只能写 fail_on: \\[\\]"),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_map_that_would_judge_is_refused(mistake: str, tmp_path: Path) -> None:
    level, told = MISTAKES[mistake]
    gate = "gate: {fail_on: [warn]}" if mistake == "gate" else "gate: {fail_on: []}"
    path = tmp_path / "m.yaml"
    path.write_text(
        f"id: m\nversion: 1.0.0\ntitle: 甲\npurpose: map\n{gate}\ncriteria:\n"
        f"  - {{id: a.b, name: 乙, {level}, asks: 丙, rule: {{kind: matter, find: [丁戊]}}}}\n",
        "utf-8",
    )
    with pytest.raises(RubricError, match=told):
        load_rubric(path)


def test_maps_are_used_only_where_they_are_named() -> None:
    data = {file.stem: yaml.safe_load(file.read_text("utf-8")) for file in builtin_folder().glob("*.yaml")}
    assert tuple(sorted(name for name, rubric in data.items() if rubric.get("purpose") == "map")) == MAPS
    assert set(builtin_names()) - set(builtin_names(maps=False)) == set(MAPS)
