"""The difference of two rubrics in words, pages, and results made again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from checker import check
from checker.errors import UnreadableError, UsageError
from checker.measuring.drawing import BANNER, page, stale
from checker.measuring.verify import verify
from checker.measuring.versions import changed_findings, describe
from checker.model import Rubric
from checker.rendering import RenderOptions
from checker.rendering.json_format import render
from checker.rubric import load_rubric
from checker.structure import IdentityOptions

REPORT = """\
滨河县人民政府关于2023年度法治政府建设情况的报告
2023年，我县推进法治政府建设，现将有关情况报告如下。
一、主要举措和成效
全年通过热线办理诉求126件，专线接听30次。
二、存在的不足
个别乡镇执法力量薄弱。
三、下一年度安排
加强乡镇执法培训。
"""
BODY = """\
id: local
version: {version}
title: 滨河细则
criteria:
  - id: local.hotline
    name: 热线
    level: {level}
    asks: 热线办理情况
    advice: 建议写明件数。
    rule: {{kind: matter, find: {find}}}
    basis: [{{instrument: 某条例, tier: 通行做法}}]
    cases:
      - {{is: full, text: 全年办理热线12件。, why: 写明}}
{more}"""


def rubric_file(
    folder: Path, name: str, *, version: str = "1.0.0", level: str = "expected", find: str = "[热线]", more: str = ""
) -> Path:
    path = folder / f"{name}.yaml"
    path.write_text(BODY.format(version=version, level=level, find=find, more=more), "utf-8")
    return path


def rubric(folder: Path, name: str, **values: str) -> Rubric:
    return load_rubric(rubric_file(folder, name, **values), cache=False)


def test_two_rubrics_that_are_the_same(tmp_path: Path) -> None:
    assert describe(rubric(tmp_path, "a"), rubric(tmp_path, "b")) == []


def test_every_change_has_its_sentence(tmp_path: Path) -> None:
    more = (
        "  - {id: local.box, name: 信箱, level: encouraged, asks: 信箱, rule: {kind: matter, find: [信箱]}}\n"
        "gate: {min_score: 60}\n"
    )
    old = rubric(tmp_path, "old", find="[热线, 电话]")
    new = rubric(tmp_path, "new", version="1.1.0", level="required", find="[热线, 专线]", more=more)
    assert describe(old, new) == [
        "细则：local 1.0.0 → local 1.1.0",
        "门槛：最低得分 0 → 60",
        "增加条目 local.box　信箱（鼓励，权重 1）",
        "local.hotline　热线：级别 应有 → 必备",
        "local.hotline　热线：find 增加 1 个短语：专线",
        "local.hotline　热线：find 去掉 1 个短语：电话",
    ]
    assert "删去条目 local.box　信箱" in describe(new, old)


def test_the_findings_that_change(tmp_path: Path) -> None:
    report = tmp_path / "报告.txt"
    report.write_text(REPORT, "utf-8")
    old, new = rubric(tmp_path, "old"), rubric(tmp_path, "new", level="required", find="[信箱]")
    changes, errors = changed_findings(old, new, [str(report)])
    assert [change.sentence() for change in changes] == [f"{report}　local.hotline：符合 → 不符合"]
    assert errors == []
    assert changed_findings(old, old, [str(report)]) == ([], [])


def test_a_page_says_what_the_yaml_says(tmp_path: Path) -> None:
    drawn = page(rubric(tmp_path, "a"))
    assert drawn.startswith(BANNER + "\n\n# 滨河细则\n")
    assert "### 热线 `local.hotline`\n" in drawn
    assert "- 级别：应有，权重 1\n" in drawn
    assert "- 依据：《某条例》（通行做法，未核对原文）\n" in drawn
    assert "| 全年办理热线12件。 | 符合 | 写明 |\n" in drawn


def test_a_page_is_stale_when_missing_or_changed(tmp_path: Path) -> None:
    first = rubric(tmp_path, "a")
    assert stale(tmp_path, [first]) == [tmp_path / "local.md"]
    (tmp_path / "local.md").write_text(page(first), "utf-8")
    assert stale(tmp_path, [first]) == []
    assert stale(tmp_path, [rubric(tmp_path, "b", level="required")]) == [tmp_path / "local.md"]


def result_file(folder: Path, rubric_path: Path) -> tuple[Path, Path]:
    report = folder / "报告.txt"
    report.write_text(REPORT, "utf-8")
    result = folder / "结果.json"
    result.write_bytes(render(check(report, load_rubric(rubric_path)), RenderOptions()))
    return result, report


def test_a_result_made_again_is_the_same(tmp_path: Path) -> None:
    path = rubric_file(tmp_path, "a")
    result, report = result_file(tmp_path, path)
    (verified,) = verify(result, [report], str(path))
    assert (verified.same, verified.rubric) == (True, "local 1.0.0")


def test_a_result_of_a_builtin_rubric_needs_no_rubric(tmp_path: Path) -> None:
    report = tmp_path / "报告.txt"
    report.write_text(REPORT, "utf-8")
    result = tmp_path / "结果.json"
    result.write_bytes(render(check(report), RenderOptions()))
    (verified,) = verify(result)
    assert (verified.same, verified.rubric.split()[0]) == (True, "law-government-2021")


def test_a_result_that_was_edited_is_found_out(tmp_path: Path) -> None:
    path = rubric_file(tmp_path, "a")
    result, report = result_file(tmp_path, path)
    data = json.loads(result.read_bytes())
    data["assessments"][0]["findings"][0]["status"] = "fail"
    data["assessments"][0]["score"] = 12
    result.write_text(json.dumps(data), "utf-8")
    (verified,) = verify(result, [report], str(path))
    assert verified.differences == ("得分：当时 12，现在 100", "local.hotline：结论当时 fail，现在 pass")


def test_a_rubric_changed_under_the_same_version_is_found_out(tmp_path: Path) -> None:
    path = rubric_file(tmp_path, "a")
    result, report = result_file(tmp_path, path)
    rubric_file(tmp_path, "a", find="[专线]")
    (verified,) = verify(result, [report], str(path))
    assert verified.differences[0].startswith("细则版本号都是 1.0.0，内容却不同")


def test_a_report_that_changed_since_is_not_taken(tmp_path: Path) -> None:
    path = rubric_file(tmp_path, "a")
    result, report = result_file(tmp_path, path)
    report.write_text(REPORT + "补充。\n", "utf-8")
    with pytest.raises(UnreadableError, match="摘要不符"):
        verify(result, [], str(path))


def test_a_rubric_that_is_not_built_in_must_be_named(tmp_path: Path) -> None:
    result, report = result_file(tmp_path, rubric_file(tmp_path, "a"))
    with pytest.raises(UsageError, match="请用 --rubric 指明它的文件"):
        verify(result, [report])


@pytest.mark.parametrize(
    ("at", "value"),
    [
        (("report",), None),
        (("report", "sha256"), None),
        (("report", "kind"), "shire"),
        (("report", "years"), ["2023"]),
        (("report", "years"), [99999]),
        (("rubric", "version"), 1),
        (("verdict",), "甲\u2028乙"),
        (("score",), "full"),
        (("findings", 0), True),
        (("findings", 0, "criterion"), None),
        (("findings", 0, "message"), None),
        (("findings", 0, "evidence"), 3),
        (("findings", 0, "evidence", 0), "甲"),
        (("findings", 0, "evidence", 0, "assertion"), None),
    ],
)
def test_a_result_that_lacks_something_is_said_to(at: tuple[str | int, ...], value: object, tmp_path: Path) -> None:
    result, report = result_file(tmp_path, rubric_file(tmp_path, "a"))
    data = json.loads(result.read_bytes())
    inner = data["assessments"][0]
    for step in at[:-1]:
        inner = inner[step]
    if value is None:
        del inner[at[-1]]
    else:
        inner[at[-1]] = value
    result.write_text(json.dumps(data), "utf-8")
    with pytest.raises(UnreadableError, match="不是完整的检查结果") as caught:
        verify(result, [report])
    assert len(str(caught.value).splitlines()) == 1


@pytest.mark.parametrize(
    ("content", "sentence"), [("{", "不是 JSON 文件"), ("[]", "不是检查结果"), ("[" * 100_000, "不是 JSON 文件")]
)
def test_what_is_no_result_gets_its_sentence(content: str, sentence: str, tmp_path: Path) -> None:
    path = tmp_path / "结果.json"
    path.write_text(content, "utf-8")
    with pytest.raises(UnreadableError, match=sentence):
        verify(path)


def test_a_report_that_is_not_the_one_is_said_to(tmp_path: Path) -> None:
    report = tmp_path / "a.txt"
    report.write_text(REPORT, "utf-8")
    result = tmp_path / "a.json"
    result.write_bytes(render(check(report), RenderOptions()))
    other = tmp_path / "b.txt"
    other.write_text(REPORT.replace("126", "127"), "utf-8")
    with pytest.raises(UsageError, match="给出的文件里没有当时检查的报告"):
        verify(result, [other])


@pytest.mark.parametrize(
    ("old", "new"), [('"score": ', '"score": NaN, "old": '), ('"verdict": ', '"verdict": "pass", "verdict": ')]
)
def test_a_result_that_says_a_thing_twice_or_no_number(tmp_path: Path, old: str, new: str) -> None:
    report = tmp_path / "a.txt"
    report.write_text(REPORT, "utf-8")
    result = tmp_path / "a.json"
    text = render(check(report), RenderOptions()).decode()
    assert old in text
    result.write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(UnreadableError, match="同一个键写了两次，或者有不是数的数"):
        verify(result, [report])


def test_a_department_told_not_to_enforce_is_judged_so_again(tmp_path: Path) -> None:
    report = tmp_path / "a.txt"
    report.write_text(REPORT.replace("滨河县人民政府", "滨河县水利局") + "滨河县水利局\n2024年1月9日\n", "utf-8")
    result = tmp_path / "a.json"
    for enforcing in (True, False):
        result.write_bytes(render(check(report, identity=IdentityOptions(enforcing=enforcing)), RenderOptions()))
        (verified,) = verify(result)
        assert verified.same, verified.differences
