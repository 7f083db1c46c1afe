"""text.citations: titles, years and numbers of instruments against the dated table."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.rules.defects.titles_table import near, one_slip, read_title, titles_table
from tests.rules.clean_texts import TEXTS
from tests.rules.text_support import bare, check_ranges, detect, quotes, tables, whole

C = "text.citations"


@pytest.mark.parametrize(
    ("body", "suggestion"),
    [
        ("贯彻《法治政府建设实施纲要（2022—2025年）》。", "法治政府建设实施纲要（2021—2025年）"),
        ("贯彻《法治中国建设规划（2021-2025年）》。", "法治中国建设规划（2020—2025年）"),
        ("贯彻《法治社会建设实施纲要（2021—2025年）》。", "法治社会建设实施纲要（2020—2025年）"),
        ("贯彻《法治政府建设实施纲要（2021—2025）》。", "法治政府建设实施纲要（2021—2025年）"),
        ("贯彻《法治政府建设实施纲要（20212025年）》。", "法治政府建设实施纲要（2021—2025年）"),
        ("贯彻《法制政府建设实施纲要（2021—2025年）》。", "法治政府建设实施纲要"),
        ("落实《法治政府建设与责任落实督查工作规定》。", "督察工作规定"),
        ("落实《重大行政决策暂行条例》。", "重大行政决策程序暂行条例"),
        ("学习《行政处法》。", "行政处罚法"),
        ("学习《行政复仪法》。", "行政复议法"),
        ("学习《中华人民共和国行政许可发》。", "行政许可法"),
        ("学习《习近平法治思想（2025年版）》。", "习近平法治思想学习纲要（2025年版）"),
        ("落实《优化营商环境条列》。", "优化营商环境条例"),
        ("落实《提升行政执法质量三年行动计划（2022—2025年）》。", "提升行政执法质量三年行动计划（2023—2025年）"),
        ("落实《法治政府建设与责任落实督察工作规定》（厅字〔2018〕28号）。", "厅字〔2019〕28号"),
        ("落实《重大行政决策程序暂行条例》（国务院令第731号）。", "国务院令第713号"),
        ("按照《信访条例》办理。", "信访工作条例"),
        ("对照《法治政府建设实施纲要（2015—2020年）》要求。", "法治政府建设实施纲要（2021—2025年）"),
    ],
)
def test_a_wrong_citation_is_found(body: str, suggestion: str) -> None:
    (defect,) = detect(C, bare(body, year=2024)).defects
    assert suggestion in defect.suggestion


@pytest.mark.parametrize(
    "body",
    [
        "贯彻《法治政府建设实施纲要（2021—2025年）》《法治中国建设规划(2020-2025年)》。",
        "贯彻中共中央、国务院《法治政府建设实施纲要（2021—2025年）》。",
        "落实《国务院办公厅关于进一步规范行政裁量权基准制定和管理工作的意见》（国办发〔2022〕27号）。",
        "落实《法治青禾建设规划（2021—2025年）》《青禾县法治政府建设实施方案（2021—2025年）》。",
        "落实《广东省法治政府建设实施纲要（2016—2020年）》。",
        "落实省委、省政府《法治政府建设实施纲要（2016—2020年）》。",
        "执行《湖北省优化营商环境办法》《武汉市行政执法条例》。",
        "落实《优化营商环境条例》（鄂政发〔2020〕6号转发）。",
        "学习《行政处罚法》《行政许可法》《行政强制法》《行政复议法》《行政诉讼法》《国家赔偿法》。",
        "学习《统计法》《审计法》《会计法》《税收征收管理法》。",
        "《人民日报》《法治日报》刊发我县做法，《民主与法制》专题报道。",
        "自《法治政府建设实施纲要（2015—2020年）》实施以来，法治政府建设取得成效。",
        "原《信访条例》已废止。",
        "落实《关于贯彻落实〈关于进一步加强市县法治建设的意见〉的实施方案》。",
    ],
)
def test_right_and_local_titles_are_left_alone(body: str) -> None:
    assert quotes(C, body, year=2024) == []


@pytest.mark.parametrize(
    ("title", "first_year"),
    [("公平竞争审查条例", 2023), ("信访工作条例", 2021), ("行政执法监督条例", 2025), ("民法典", 2019)],
)
def test_an_instrument_cannot_be_cited_before_it_was_issued(title: str, first_year: int) -> None:
    assert len(quotes(C, f"学习《{title}》。", year=first_year - 1)) == 1
    assert quotes(C, f"学习《{title}》。", year=first_year + 1) == []


def test_a_draft_may_be_named_before_its_time() -> None:
    assert quotes(C, "对《公平竞争审查条例》征求意见稿提出建议。", year=2022) == []


def test_without_a_year_nothing_is_examined() -> None:
    assert detect(C, bare("学习《行政处法》。", year=None)).examined == 0


@settings(max_examples=200)
@given(st.text(alphabet="甲乙丙丁", max_size=7), st.text(alphabet="甲乙丙丁", max_size=7))
def test_one_slip_is_symmetric_and_means_one_edit(left: str, right: str) -> None:
    assert one_slip(left, right) == one_slip(right, left)
    edits = {left[:i] + left[i + 1 :] for i in range(len(left))}
    edits |= {left[:i] + c + left[i:] for i in range(len(left) + 1) for c in "甲乙丙丁"}
    edits |= {left[:i] + c + left[i + 1 :] for i in range(len(left)) for c in "甲乙丙丁"}
    edits |= {left[:i] + left[i + 1] + left[i] + left[i + 2 :] for i in range(len(left) - 1)}
    assert one_slip(left, right) == (left != right and right in edits)


def test_no_two_known_titles_are_taken_for_each_other() -> None:
    table = titles_table(tables())
    for name in table.exact:
        assert read_title(name).key == name or name.startswith("关于")
    assert near(table, "行政处罚法条") is not None
    assert near(table, "森林法") is None


@pytest.mark.parametrize("text", TEXTS)
def test_clean_reports_have_no_slip(text: str) -> None:
    report = whole(text)
    detection = detect(C, report)
    check_ranges(report, detection.defects)
    assert detection.defects == ()


def test_since_a_year_is_no_history_of_an_instrument() -> None:
    stale = "2022年以来，我县贯彻《法治政府建设实施纲要（2015—2020年）》。"
    assert quotes(C, stale, year=2022) == ["《法治政府建设实施纲要（2015—2020年）》"]
    assert not quotes(C, "《法治政府建设实施纲要（2015—2020年）》实施以来，成效明显。", year=2022)


def test_a_documents_number_of_a_year_to_come() -> None:
    body = "印发《方案》（清政发〔2042〕10号）、《办法》（清政发〔2024〕11号）。"
    (defect,) = detect(C, bare(body, year=2024)).defects
    assert "〔2042〕10号" in defect.message
