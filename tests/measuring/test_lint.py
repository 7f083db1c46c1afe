"""Lint: each remark has its rubric, and the near miss next to it has none."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.errors import RubricError
from checker.measuring.lint import Remark, lint

HEAD = "id: local\nversion: 1.0.0\ntitle: 甲\n"


def criterion(find: str, more: str = "", name: str = "a", cases: str = "") -> str:
    return (
        f"  - id: local.{name}\n    name: 甲\n    level: expected\n    asks: 甲\n"
        f"    rule: {{kind: matter, find: {find}{more}}}\n{cases}"
    )


def remarks(folder: Path, *criteria: str, head: str = HEAD, code: str = "") -> list[Remark]:
    path = folder / "local.yaml"
    path.write_text(head + "criteria:\n" + "".join(criteria), "utf-8")
    return [remark for remark in lint(str(path)) if remark.code == code]


def test_a_case_that_comes_out_otherwise_is_an_error(tmp_path: Path) -> None:
    cases = "    cases:\n      - {is: full, text: 全年办理热线12件。}\n      - {is: none, text: 热线办结12件。}\n"
    (found,) = remarks(tmp_path, criterion("[热线]", cases=cases), code="case")
    assert (found.severity, found.where) == ("错误", "local.yaml:5")
    assert found.text == "第 2 个案例应为 none，得到 full：热线办结12件。"


def test_a_phrase_sought_and_rejected_is_an_error(tmp_path: Path) -> None:
    (found,) = remarks(tmp_path, criterion("[热线, 专线]", ", reject: [专线]"), code="both-ways")
    assert (found.severity, found.text) == ("错误", "“专线”同时写在 find 和 reject 里，永远不会采信")


@pytest.mark.parametrize(
    ("find", "dead"),
    [
        ("[热线, 政务热线]", ["政务热线"]),
        ("[热线, 热线…办结]", ["热线…办结"]),
        ("[热线, '(政务|便民)热线']", ["(政务|便民)热线"]),
        ("['(热线|专线)…办结', 热线…办结]", ["热线…办结"]),
        ("[热线…办结, 热线+办结]", []),
        ("[政务热线, 便民热线]", []),
        ("[热线, '(政务热线|投诉)']", []),
    ],
)
def test_phrases_that_a_shorter_one_covers(find: str, dead: list[str], tmp_path: Path) -> None:
    found = remarks(tmp_path, criterion(find), code="dead")
    assert [remark.text.split("“")[1].split("”")[0] for remark in found] == dead


def test_the_same_phrase_twice(tmp_path: Path) -> None:
    (found,) = remarks(tmp_path, criterion("[热线, 专线, 热线]"), code="doubled")
    assert found.text == "find 里“热线”重复（前一处在 local.yaml:9）"


def test_the_same_phrase_in_two_lists(tmp_path: Path) -> None:
    (found,) = remarks(tmp_path, criterion("[热线]", ", mention: [热线]"), code="doubled")
    assert found.text == "“热线”同时写在 find 和 mention 里"


@pytest.mark.parametrize(("find", "count"), [("[线]", 1), ("[线…办结]", 1), ("[政务热线…线…办结]", 0), ("[热线]", 0)])
def test_parts_of_one_character(find: str, count: int, tmp_path: Path) -> None:
    assert len(remarks(tmp_path, criterion(find), code="one-character")) == count


def test_patterns_that_stand_for_too_many_words(tmp_path: Path) -> None:
    many = "|".join(f"第{chr(0x4E00 + index)}" for index in range(401))
    (found,) = remarks(tmp_path, criterion(f"['({many})热线']"), code="expansions")
    assert "展开后有 401 个词" in found.text
    assert remarks(tmp_path, criterion(f"['({many[:-3]})热线']"), code="expansions") == []


def test_a_criterion_inside_another(tmp_path: Path) -> None:
    pair = (criterion("[热线, 专线]"), criterion("[热线, 专线, 信箱]", name="b"))
    (found,) = remarks(tmp_path, *pair, code="shadowed")
    assert (found.criterion, "条目“local.b”" in found.text) == ("local.a", True)


def test_criteria_that_share_much(tmp_path: Path) -> None:
    first, second = "[甲乙, 丙丁, 戊己, 庚辛, 壬癸]", "[甲乙, 丙丁, 戊己, 庚辛, 子丑]"
    (found,) = remarks(tmp_path, criterion(first), criterion(second, name="b"), code="overlap")
    assert "有 4 个相同的短语" in found.text
    apart = (criterion("[甲乙, 丙丁]"), criterion("[甲乙, 戊己]", name="b"))
    assert remarks(tmp_path, *apart, code="overlap") == []


def test_a_group_that_nothing_uses(tmp_path: Path) -> None:
    (tmp_path / "words").mkdir()
    (tmp_path / "words" / "groups.yaml").write_text("热线: [热线, 专线]\n信箱: [信箱]\n", "utf-8")
    (found,) = remarks(tmp_path, criterion("['<热线>…办结']"), head=HEAD + "lexicon: words\n", code="unused-group")
    assert found.text == "词组“信箱”没有条目用到"


def test_a_phrase_that_no_case_holds(tmp_path: Path) -> None:
    cases = "    cases:\n      - {is: full, text: 全年办理热线12件。}\n"
    (found,) = remarks(tmp_path, criterion("[热线, 专线]", cases=cases), code="never")
    assert found.text == "find 的“专线”在本条目的案例里从未命中"


@pytest.mark.parametrize(
    ("tier", "advice", "count"), [("通行做法", "应当写明", 1), ("通行做法", "建议写明", 0), ("法律", "应当写明", 0)]
)
def test_practice_is_advised_and_not_demanded(tier: str, advice: str, count: int, tmp_path: Path) -> None:
    more = f"    advice: {advice}\n    basis:\n      - {{instrument: 甲, tier: {tier}}}\n"
    assert len(remarks(tmp_path, criterion("[热线]", cases=more), code="tier-wording")) == count


def test_a_rubric_that_does_not_load_is_not_linted(tmp_path: Path) -> None:
    with pytest.raises(RubricError, match="括号不成对"):
        remarks(tmp_path, criterion("['(热线']"))


@pytest.mark.parametrize(
    "name", ["law-government-2016", "law-government-2021", "law-government-2026", "annual-report-menu"]
)
def test_the_builtin_rubrics_have_no_error(name: str) -> None:
    assert [remark for remark in lint(name, strict=True) if remark.severity == "错误" and remark.code != "case"] == []


def test_a_part_and_the_order_of_parts_do_not_shadow_each_other(tmp_path: Path) -> None:
    part = criterion("[总体情况]").replace("matter", "part")
    order = criterion("[总体情况]", name="b").replace(
        "{kind: matter, find: [总体情况]}",
        "{kind: part-order, elements: [{id: one, name: 甲, find: [总体情况]}, {id: two, name: 乙, find: [其他]}]}",
    )
    assert remarks(tmp_path, part, order, code="shadowed") == []


def test_a_rubric_with_an_english_title_is_asked_for_english(tmp_path: Path) -> None:
    basis = "    basis:\n      - {instrument: 某办法}\n    advice: 请写明。\n"
    plain = remarks(tmp_path, criterion("[热线]", cases=basis), code="english")
    assert plain == []
    found = remarks(tmp_path, criterion("[热线]", cases=basis), head=HEAD + "title_en: A\n", code="english")
    assert [remark.text for remark in found] == [
        "1 个条目没有英文建议（advice_en）：local.a；--lang en 时显示中文",
        "词库 english.yaml 里没有 1 个依据文件的英文名称：某办法",
    ]
    english = basis + "    advice_en: Say so.\n"
    again = remarks(tmp_path, criterion("[热线]", cases=english), head=HEAD + "title_en: A\n", code="english")
    assert len(again) == 1


@pytest.mark.parametrize(("named", "count"), [("local.a", 0), ("local.c", 1)])
def test_a_part_told_by_a_criterion_that_is_not_there(named: str, count: int, tmp_path: Path) -> None:
    part = (
        "  - id: local.b\n    name: 乙\n    level: expected\n    asks: 乙\n"
        f"    rule: {{kind: section, role: leader-duty, told_by: {named}}}\n"
    )
    found = remarks(tmp_path, criterion("[热线]"), part, code="told-by")
    assert [remark.text for remark in found] == ["told_by 写的条目“local.c”不在细则里"] * count


def test_a_tailoring_without_an_english_title_is_not_asked_for_english(tmp_path: Path) -> None:
    head = "tailors: base\nid: prov\nversion: 1.0.0\ntitle: 乙\nwho: 丙\nwhen: 2024-01-15\nwhy: 丁\n"
    (tmp_path / "base.yaml").write_text(HEAD + "title_en: A\ncriteria:\n" + criterion("[热线]", name="b"), "utf-8")
    own = criterion("[专线]", cases="    advice: 请写明。\n")
    assert remarks(tmp_path, own, head=head, code="english") == []
    (found,) = remarks(tmp_path, own, head=head + "title_en: B\n", code="english")
    assert found.text == "1 个条目没有英文建议（advice_en）：local.a；--lang en 时显示中文"


@pytest.mark.parametrize(
    ("find", "said"),
    [
        ("[扫码入企，亮码检查]", "find 的“扫码入企，亮码检查”里有全角标点；如果是几个短语，请用半角逗号隔开"),
        ("[扫码入企、亮码检查]", "find 的“扫码入企、亮码检查”里有顿号；如果是几个短语，请用半角逗号隔开"),
        ("[扫码＋入企]", "find 的“扫码＋入企”里的“＋”是全角的，按原样查找；要次序不拘请写半角“+”"),
        ("[扫码 入企]", "find 的“扫码 入企”里有空格，报告里的汉字之间没有空格，不会命中"),
    ],
)
def test_a_phrase_that_never_matches_and_holds_a_doubtful_mark(find: str, said: str, tmp_path: Path) -> None:
    cases = "    cases:\n      - {is: none, text: 全年检查12次。}\n"
    assert [remark.text for remark in remarks(tmp_path, criterion(find, cases=cases), code="marks")] == [said]


def test_a_mark_that_a_case_holds_is_none(tmp_path: Path) -> None:
    cases = "    cases:\n      - {is: full, text: 全年办理党委、政府交办事项12件。}\n"
    assert remarks(tmp_path, criterion("[党委、政府]", cases=cases), code="marks") == []
