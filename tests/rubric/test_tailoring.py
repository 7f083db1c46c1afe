"""Tailorings: what they change, who answers for it, and the sentence each mistake gets."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker import check
from checker.errors import RubricError
from checker.rubric import apply_tailoring, load_rubric
from checker.rubric.load import compile_file

BASE = "law-government-2021"
HEAD = """\
tailors: {base}
id: binhe-province
version: 1.2.0
title: 滨河省细则
layer: province
who: 滨河省委依法治省办
when: 2024-01-15
why: 省实施办法
"""
REPORT = """\
滨河县人民政府关于2023年度法治政府建设情况的报告
2023年，我县推进法治政府建设，现将有关情况报告如下。
一、主要举措和成效
（一）规范执法。全年办理行政处罚案件126件，办结率100%。
（二）府院携手。召开府院携手会议4次，化解涉企纠纷18件。
二、存在的不足
个别乡镇执法力量薄弱。
三、下一年度安排
加强乡镇执法培训。
"""


def tailoring(folder: Path, body: str, *, name: str = "prov.yaml", base: str = BASE) -> Path:
    path = folder / name
    path.write_text(HEAD.format(base=base) + body, "utf-8")
    return path


def problems_of(path: Path) -> list[str]:
    with pytest.raises(RubricError) as caught:
        load_rubric(path, cache=False)
    return caught.value.problems


def test_a_tailoring_gives_a_rubric_of_its_own(tmp_path: Path) -> None:
    rubric = load_rubric(tailoring(tmp_path, ""), cache=False)
    assert (rubric.id, rubric.version, rubric.title) == ("binhe-province", "1.2.0", "滨河省细则")
    assert [criterion.id for criterion in rubric.criteria] == [c.id for c in load_rubric(BASE).criteria]
    assert rubric.sha256 != load_rubric(BASE).sha256


def test_level_weight_and_phrases_change_and_the_base_does_not(tmp_path: Path) -> None:
    body = "changes:\n  - {id: duty.accounting, level: required, weight: 3, find: [集中述法会], reject: [口头述法]}\n"
    changed = load_rubric(tailoring(tmp_path, body), cache=False).by_id["duty.accounting"]
    before = load_rubric(BASE).by_id["duty.accounting"]
    assert (changed.level, changed.weight) == ("required", 3.0)
    assert "集中述法会" in changed.params["find"]
    assert "口头述法" in changed.params["reject"]
    assert "集中述法会" not in before.params["find"]


def test_phrases_can_be_taken_away(tmp_path: Path) -> None:
    phrase = load_rubric(BASE).by_id["duty.accounting"].params["find"][0]
    path = tailoring(tmp_path, f"changes:\n  - {{id: duty.accounting, remove: {{find: ['{phrase}']}}}}\n")
    assert phrase not in load_rubric(path, cache=False).by_id["duty.accounting"].params["find"]


def test_elements_take_phrases_by_their_id(tmp_path: Path) -> None:
    body = "changes:\n  - {id: enforcement.three-systems, elements: {disclosure: [阳光执法栏]}, need: 2}\n"
    params = load_rubric(tailoring(tmp_path, body), cache=False).by_id["enforcement.three-systems"].params
    found = {element["id"]: element["find"] for element in params["elements"]}
    assert "阳光执法栏" in found["disclosure"]
    assert all("阳光执法栏" not in phrases for name, phrases in found.items() if name != "disclosure")
    assert params["need"] == 2


def test_a_deselected_criterion_stays_listed_with_its_reason(tmp_path: Path) -> None:
    path = tailoring(tmp_path, "deselect:\n  - {id: digital.government, why: 数字政府另行考核}\n")
    (assessment,) = check(REPORT.encode(), load_rubric(path, cache=False), name="报告.txt")
    finding = next(item for item in assessment.findings if item.criterion == "digital.government")
    assert (finding.status, finding.coverage) == ("not_applicable", "not_applicable")
    assert finding.message == ("“滨河省细则”不要求报告此项：数字政府另行考核（滨河省委依法治省办，2024-01-15）。")
    assert len(assessment.findings) == len(load_rubric(BASE).criteria)


def test_a_deselected_criterion_does_not_count_in_the_score(tmp_path: Path) -> None:
    path = tailoring(tmp_path, "deselect:\n  - {id: duty.statement, why: 另行报告}\n")
    (whole,) = check(REPORT.encode(), BASE, name="报告.txt")
    (less,) = check(REPORT.encode(), load_rubric(path, cache=False), name="报告.txt")
    weight = load_rubric(BASE).by_id["duty.statement"].weight
    assert whole.score.possible - less.score.possible == weight


def test_a_group_can_be_deselected_and_the_layer_below_can_select_again(tmp_path: Path) -> None:
    tailoring(tmp_path, "deselect:\n  - {id: 'enforcement.*', why: 垂直管理}\n")
    city = tmp_path / "city.yaml"
    head = HEAD.format(base="prov.yaml").replace("layer: province", "layer: city").replace("binhe-province", "city")
    city.write_text(head + "select:\n  - {id: enforcement.oversight}\n", "utf-8")
    rubric = load_rubric(city, cache=False)
    enforcing = {c.id: c.rule for c in rubric.criteria if c.group == "enforcement"}
    assert enforcing.pop("enforcement.oversight") == "matter"
    assert set(enforcing.values()) == {"deselected"}
    assert rubric.by_id["enforcement.oversight"].params == load_rubric(BASE).by_id["enforcement.oversight"].params


def test_only_keeps_what_it_names_and_local_criteria(tmp_path: Path) -> None:
    body = (
        "only: {ids: ['form.*', duty.accounting], why: 本局只报告这些}\n"
        "criteria:\n  - {id: local.hotline, name: 热线, level: expected, asks: 热线,"
        " rule: {kind: matter, find: [热线]}}\n"
    )
    rubric = load_rubric(tailoring(tmp_path, body), cache=False)
    kept = {criterion.id for criterion in rubric.criteria if criterion.rule != "deselected"}
    assert kept == {"form.title", "form.addressee", "form.issuer", "form.date", "duty.accounting", "local.hotline"}


def test_a_renamed_mechanism_is_sought_wherever_the_old_name_is(tmp_path: Path) -> None:
    path = tailoring(tmp_path, "renames:\n  - {from: 府院联动, to: 府院携手}\n")
    rubric = load_rubric(path, cache=False)
    old = {p for c in load_rubric(BASE).criteria for p in _texts(c.params) if "府院联动" in p}
    new = {p for c in rubric.criteria for p in _texts(c.params)}
    assert old
    assert {pattern.replace("府院联动", "府院携手") for pattern in old} <= new
    assert old <= new


def _texts(params: object) -> list[str]:
    from checker.rules.slots import pattern_sets

    return [text for patterns in pattern_sets(params).values() for text in patterns]  # type: ignore[arg-type]


def test_a_units_own_terms(tmp_path: Path) -> None:
    (tmp_path / "terms.yaml").write_text(
        "names: [滨河新区管理委员会]\nabbreviations: [新区]\nleaders: [管委会党组书记]\nplaces: [大冶市]\n", "utf-8"
    )
    tables = load_rubric(tailoring(tmp_path, "terms: terms.yaml\n"), cache=False).tables
    assert {"滨河新区管理委员会", "新区"} <= set(tables["cues"]["own"])
    assert "管委会党组书记" in tables["groups"]["主要领导"]
    assert "大冶市" in load_rubric(BASE).tables["places"]["county-cities"].split()
    assert "大冶市" not in tables["places"]["county-cities"].split()
    assert {"大冶市", "新区"} <= set(tables["own_words"])


def test_the_gate_of_a_tailoring_goes_before_the_one_below(tmp_path: Path) -> None:
    body = "gate: {fail_on: [fail, error], must_pass: [form.title], min_score: 60}\n"
    gate = load_rubric(tailoring(tmp_path, body), cache=False).gate
    assert (gate.must_pass, gate.min_score) == (("form.title",), 60.0)


def test_applying_to_a_chosen_rubric_is_the_same_as_loading(tmp_path: Path) -> None:
    body = "changes:\n  - {id: duty.accounting, level: required}\ndeselect:\n  - {id: digital.government, why: 甲}\n"
    path = tailoring(tmp_path, body)
    loaded, applied = load_rubric(path, cache=False), apply_tailoring(load_rubric(BASE), path)
    assert loaded == applied


def test_a_tailoring_made_for_another_rubric_is_refused_unless_it_fits(tmp_path: Path) -> None:
    other = load_rubric("law-government-2016")
    with pytest.raises(RubricError, match="不能用于 law-government-2016"):
        apply_tailoring(other, tailoring(tmp_path, ""))
    fitting = tailoring(tmp_path, "fits: [law-government-2016]\n")
    assert apply_tailoring(other, fitting).id == "binhe-province"


def test_every_value_knows_where_it_was_written_and_by_whom(tmp_path: Path) -> None:
    body = "changes:\n  - {id: duty.accounting, level: required, find: [集中述法会], who: 省司法厅, why: 第九条}\n"
    work = compile_file(tailoring(tmp_path, body))
    origins = work.origins["duty.accounting"]
    assert str(origins["level",]) == "prov.yaml:10（省司法厅，2024-01-15，第九条）"
    assert str(origins["find", "集中述法会"]) == "prov.yaml:10（省司法厅，2024-01-15，第九条）"
    assert origins["asks",].file == "criteria/duty.yaml"


def test_a_changed_terms_file_is_seen_by_the_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHECKER_CACHE_DIR", str(tmp_path / "cache"))
    terms = tmp_path / "terms.yaml"
    terms.write_text("names: [甲新区]\n", "utf-8")
    path = tailoring(tmp_path, "terms: terms.yaml\n")
    first = load_rubric(path)
    terms.write_text("names: [乙新区管理委员会]\n", "utf-8")
    second = load_rubric(path)
    assert "乙新区管理委员会" in second.tables["cues"]["own"]
    assert first.sha256 != second.sha256


BROKEN = {
    "unknown base": ("", "找不到被本地化的细则“law-goverment-2021”，您是不是想写“law-government-2021”？"),
    "unknown field": ("chnages: []\n", "不认识的字段“chnages”，您是不是想写“changes”？"),
    "deselect without reason": ("deselect:\n  - {id: digital.government}\n", "缺少“why”"),
    "deselect of nothing": (
        "deselect:\n  - {id: digital.goverment, why: 甲}\n",
        "条目“digital.goverment”不存在，您是不是想写“digital.government”？",
    ),
    "unknown group": ("deselect:\n  - {id: 'digitl.*', why: 甲}\n", "没有条目组“digitl”，您是不是想写“digital”？"),
    "select of what is there": ("select:\n  - {id: form.title}\n", "条目“form.title”本来就在，不必再选"),
    "only and deselect": (
        "only: {ids: ['form.*'], why: 甲}\ndeselect:\n  - {id: form.title, why: 乙}\n",
        "only 和 deselect 只能写一种",
    ),
    "change of a deselected criterion": (
        "deselect:\n  - {id: form.title, why: 甲}\nchanges:\n  - {id: form.title, weight: 1}\n",
        "条目“form.title”已经不选，要改它请先在 select 里重新选上",
    ),
    "gate asks for a deselected criterion": (
        "deselect:\n  - {id: form.title, why: 甲}\ngate: {must_pass: [form.title]}\n",
        "门槛要求必须通过的条目“form.title”已经不选",
    ),
    "find for a criterion of elements": (
        "changes:\n  - {id: enforcement.three-systems, find: [阳光执法栏]}\n",
        "条目“enforcement.three-systems”分要素判断，请写成 elements",
    ),
    "unknown element": (
        "changes:\n  - {id: enforcement.three-systems, elements: {disclosre: [甲乙]}}\n",
        "没有要素“disclosre”，您是不是想写“disclosure”？",
    ),
    "phrases for a rule without": (
        "changes:\n  - {id: form.title, find: [标题]}\n",
        "条目“form.title”（title 规则）不用短语判断，不能增加短语",
    ),
    "within for a criterion of no part": (
        "changes:\n  - {id: duty.accounting, within: [阳光执法栏]}\n",
        "条目“duty.accounting”没有写明在哪一部分里算，不能增加 within",
    ),
    "within for a criterion of elements": (
        "changes:\n  - {id: enforcement.three-systems, within: [阳光执法栏]}\n",
        "条目“enforcement.three-systems”分要素判断，不能增加 within",
    ),
    "removal of no phrase": (
        "changes:\n  - {id: duty.accounting, remove: {find: [述职述法述廉述效]}}\n",
        "条目“duty.accounting”的 find 里没有短语“述职述法述廉述效”",
    ),
    "removal from no slot": (
        "changes:\n  - {id: duty.accounting, remove: {fnd: [述法]}}\n",
        "条目“duty.accounting”没有短语表“fnd”，您是不是想写“find”？",
    ),
    "need beyond the elements": (
        "changes:\n  - {id: enforcement.three-systems, need: 9}\n",
        "need 不能是 9",
    ),
    "rename of nothing": (
        "renames:\n  - {from: 府院连动, to: 府院携手}\n",
        "没有条目用到“府院连动”，您是不是想写“府院",
    ),
    "phrases for no group": ("groups: {主要领道: [总队长]}\n", "没有词组“主要领道”，您是不是想写“主要领导”？"),
    "new group of an old name": ("new_groups: {主要领导: [总队长]}\n", "词组“主要领导”已经有了"),
    "missing terms": ("terms: none.yaml\n", "找不到文件“none.yaml”"),
    "bad pattern": ("changes:\n  - {id: duty.accounting, find: ['(述法']}\n", "括号不成对"),
    "pattern of an unknown group": (
        "changes:\n  - {id: duty.accounting, find: ['<主要领道>…述法']}\n",
        "不存在的词组“<主要领道>”，您是不是想写“主要领导”？",
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_every_mistake_gets_its_sentence(name: str, tmp_path: Path) -> None:
    body, sentence = BROKEN[name]
    base = "law-goverment-2021" if name == "unknown base" else BASE
    found = problems_of(tailoring(tmp_path, body, base=base))
    assert any(sentence in problem for problem in found), found
    assert all(problem.partition("：")[0].rpartition(":")[2].isdigit() for problem in found), found


def test_a_change_without_a_reason_is_refused(tmp_path: Path) -> None:
    path = tailoring(tmp_path, "changes:\n  - {id: duty.accounting, level: required}\n")
    path.write_text(path.read_text("utf-8").replace("why: 省实施办法\n", ""), "utf-8")
    assert problems_of(path) == [
        "prov.yaml:9：对“duty.accounting”的改动没有写理由，请在此处或文件开头写 why　→ "
        "- {id: duty.accounting, level: required}"
    ]


def test_a_tailoring_without_a_person_or_a_date_is_refused(tmp_path: Path) -> None:
    path = tailoring(tmp_path, "")
    path.write_text(path.read_text("utf-8").replace("who: 滨河省委依法治省办\nwhen: 2024-01-15\n", ""), "utf-8")
    found = problems_of(path)
    assert [problem.split("：")[1].split("　")[0] for problem in found] == ["缺少“who”", "缺少“when”"]


def test_a_date_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    path = tailoring(tmp_path, "")
    path.write_text(path.read_text("utf-8").replace("2024-01-15", "2024-02-30"), "utf-8")
    assert "“when”应为日期，如 2024-01-15" in problems_of(path)[0]


def test_a_circle_is_refused(tmp_path: Path) -> None:
    path = tailoring(tmp_path, "", base="prov.yaml")
    assert "绕成了圈" in problems_of(path)[0]
    with pytest.raises(RubricError, match="绕成了圈"):
        apply_tailoring(load_rubric(BASE), path)


def test_a_province_cannot_stand_on_a_city(tmp_path: Path) -> None:
    city = tailoring(tmp_path, "", name="city.yaml")
    city.write_text(city.read_text("utf-8").replace("layer: province", "layer: city"), "utf-8")
    assert "省一级的本地化不能以市一级的为底" in problems_of(tailoring(tmp_path, "", base="city.yaml"))[0]


def test_no_regular_expression_in_a_lexicon_of_ones_own(tmp_path: Path) -> None:
    (tmp_path / "words").mkdir()
    (tmp_path / "words" / "instruments.yaml").write_text(
        "title_errors:\n  - {right: 甲, wrong_re: '(a+)+b'}\n", "utf-8"
    )
    path = tmp_path / "own.yaml"
    path.write_text("id: own\nversion: 1.0.0\ntitle: 甲\nextends: law-government-2021\nlexicon: words\n", "utf-8")
    assert "自己的词库里不能写正则表达式" in problems_of(path)[0]


def test_a_lexicon_row_without_its_right_wording_is_a_mistake_of_its_line(tmp_path: Path) -> None:
    (tmp_path / "words").mkdir()
    (tmp_path / "words" / "distortions.yaml").write_text(
        "- {wrong: 甲, right: 乙}\n- {wrong: 丙, rigth: 丁}\n", "utf-8"
    )
    path = tmp_path / "own.yaml"
    path.write_text("id: own\nversion: 1.0.0\ntitle: 甲\nextends: law-government-2021\nlexicon: words\n", "utf-8")
    found = problems_of(path)
    assert found[0].startswith("words/distortions.yaml:2：")
    assert any("不认识的字段“rigth”，您是不是想写“right”？" in problem for problem in found)
