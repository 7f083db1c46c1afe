"""SARIF: the published schema, exact regions, fingerprints that hold, suppressions, kinds."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft4Validator

from checker.model import Assessment
from checker.rendering import RenderOptions, Unread, render

from . import samples

SCHEMA = json.loads((Path(__file__).parent / "schemas" / "sarif-2.1.0-rtm.5.json").read_text(encoding="utf-8"))


def run_of(assessment: Assessment, **options: Any) -> Any:
    return json.loads(render([assessment], "sarif", RenderOptions(**options)))["runs"][0]


def results_of(assessment: Assessment) -> dict[str, Any]:
    return {result["ruleId"]: result for result in run_of(assessment)["results"]}


@pytest.mark.parametrize(
    "sample",
    [[], [samples.realistic()], samples.two_parts(), [samples.hostile()], [samples.passing()], [samples.big()]],
    ids=["none", "realistic", "two parts", "hostile", "passing", "big"],
)
def test_fits_the_published_schema(sample: list[Assessment]) -> None:
    Draft4Validator(SCHEMA).validate(json.loads(render(sample, "sarif")))


def test_every_region_cuts_its_passage_by_offset_and_by_line() -> None:
    run = run_of(samples.realistic())
    assert run["columnKind"] == "unicodeCodePoints"
    text = run["artifacts"][1]["contents"]["text"]
    lines = text.split("\n")
    places = [
        place["physicalLocation"]
        for result in run["results"]
        for place in result["locations"] + result.get("relatedLocations", [])
        if "region" in place["physicalLocation"]
    ]
    assert len(places) == 13
    for place in places:
        assert place["artifactLocation"]["index"] == 1
        region = place["region"]
        start = region["charOffset"]
        assert text[start : start + region["charLength"]] == region["snippet"]["text"]
        assert region["startLine"] == region["endLine"]
        line = lines[region["startLine"] - 1]
        assert line[region["startColumn"] - 1 : region["endColumn"] - 1] == region["snippet"]["text"]


def test_columns_count_code_points_beyond_the_basic_plane() -> None:
    text = samples.TEXT.replace("县长主持", "𠮷𠮷县长主持")
    rows = [row for row in samples.ROWS if row.id == "duty.agenda"]
    region = results_of(samples.realistic(rows, text=text))["duty.agenda"]["locations"][0]["physicalLocation"]["region"]
    assert (region["startLine"], region["startColumn"]) == (12, 3)


def test_kinds_and_levels() -> None:
    results = results_of(samples.realistic())
    assert {key: (result["kind"], result["level"]) for key, result in results.items() if key in _KINDS} == _KINDS


_KINDS = {
    "enforcement.three-systems": ("fail", "error"),
    "section.causes": ("fail", "warning"),
    "form.title": ("pass", "none"),
    "enforcement.leniency": ("notApplicable", "none"),
    "numbers.plausible": ("review", "none"),
}


def test_waiver_is_an_accepted_suppression_and_the_others_have_none() -> None:
    results = results_of(samples.realistic())
    (suppression,) = results["disputes.petitions"]["suppressions"]
    assert (suppression["kind"], suppression["status"]) == ("external", "accepted")
    assert suppression["justification"].startswith("该县信访工作由市级统一报告")
    assert [result["suppressions"] for key, result in results.items() if key != "disputes.petitions"] == [[]] * 15


def test_fingerprints_stay_when_the_text_changes_elsewhere() -> None:
    before = results_of(samples.realistic())
    edited = samples.TEXT.replace("现将有关情况报告如下。", "现将全年工作有关情况报告如下，请审阅。\n")
    after = results_of(samples.realistic(text=edited))
    moved = "disputes.reconsideration"
    assert before[moved]["locations"] != after[moved]["locations"]
    assert {k: r["partialFingerprints"] for k, r in before.items()} == {
        k: r["partialFingerprints"] for k, r in after.items()
    }
    assert len({r["partialFingerprints"]["criterion/v1"] for r in before.values()}) == len(before)


def test_rules_carry_help_and_results_point_at_them() -> None:
    run = run_of(samples.realistic(), lang="en")
    rules = run["tool"]["driver"]["rules"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
    three = next(rule for rule in rules if rule["id"] == "enforcement.three-systems")
    assert three["shortDescription"]["text"] == "Three systems of enforcement"
    assert three["help"]["text"].splitlines() == [
        "行政执法“三项制度”的内容",
        "建议分别写明行政执法公示、执法全过程记录、重大执法决定法制审核的做法和数量。",
        "Basis: 《法治政府建设与责任落实督察工作规定》（厅字〔2019〕28号）第二十五条",
    ]


def test_a_missing_matter_points_at_the_text_as_a_whole() -> None:
    (place,) = results_of(samples.realistic())["duty.law-lectures"]["locations"]
    assert "region" not in place["physicalLocation"]


def test_an_error_is_told_to_the_invocation() -> None:
    (invocation,) = run_of(samples.realistic())["invocations"]
    assert invocation["executionSuccessful"] is False
    assert invocation["toolExecutionNotifications"][0]["associatedRule"] == {"id": "numbers.plausible"}


def test_files_that_could_not_be_read_are_told_once_and_every_run_is_unsuccessful() -> None:
    unread = (Unread("a b.txt", "无法读取“a b.txt”：文件是空的。"), Unread("", "说不出名称的原因。"))
    log = json.loads(render(samples.two_parts(), "sarif", RenderOptions(unread=unread)))
    Draft4Validator(SCHEMA).validate(log)
    first, second = (run["invocations"][0] for run in log["runs"])
    assert (first["executionSuccessful"], second["executionSuccessful"]) == (False, False)
    assert first["toolExecutionNotifications"][-2:] == [
        {
            "level": "error",
            "message": {"text": "无法读取“a b.txt”：文件是空的。"},
            "locations": [{"physicalLocation": {"artifactLocation": {"uri": "a%20b.txt"}}}],
        },
        {"level": "error", "message": {"text": "说不出名称的原因。"}},
    ]
    assert second["toolExecutionNotifications"][-1]["message"]["text"] == (
        "同一次检查中另有 2 个文件未能检查，名称和原因见第一个 run。"
    )


def test_where_all_was_read_the_invocation_is_successful() -> None:
    assert run_of(samples.passing())["invocations"] == [{"executionSuccessful": True}]
