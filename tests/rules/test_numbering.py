"""text.numbering: ordinals of headings and inline runs."""

from __future__ import annotations

from dataclasses import replace

import pytest

from checker.rules.defects.numbering import chinese, value
from tests.rules.clean_texts import COUNTY_2023, TEXTS, TOWNSHIP_2022
from tests.rules.text_support import bare, check_ranges, detect, found, quotes, whole

N = "text.numbering"


@pytest.mark.parametrize("number", range(1, 100))
def test_numerals_go_there_and_back(number: int) -> None:
    assert value(chinese(number)) == number
    assert value(str(number)) == number


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("一是建制度；二是抓培训；四是强监督。", ["四是"]),
        ("一是建制度；二是抓培训；二是强监督。", ["二是"]),
        # what stands in an earlier paragraph is not gone on in the middle of this one
        ("一是建制度；二是抓培训；三是强监督。\n一是看人；二是看案；四是看卷。", ["四是"]),
        ("一是建制度；一是抓培训；三是强监督。", ["一是"]),
        ("一要建制度；二要抓培训；五要强监督。", ["五要"]),
        ("三是强监督，四是抓考核。", ["三是"]),
        ("①建制度；③抓培训。", ["③"]),
        ("一、总体情况\n二、主要问题\n四、工作安排", ["四、工作安排"]),
        ("一、总体情况\n二、主要问题\n二、工作安排", ["二、工作安排"]),
        ("一、总体情况\n（一）执法\n（二）普法\n（四）复议", ["（四）复议"]),
        ("一、总体情况\n1.执法\n3.普法", ["3.普法"]),
        ("一、总体情况\n2.普法\n3.复议", ["2.普法"]),
        ("一、总体情况\n（一）、执法", ["（一）、"]),
        ("一、总体情况\n（一）执法\n二、主要问题\n（二）人手", ["（二）人手"]),
        ("一、总体情况\n（一）执法\n（二）普法\n二、主要问题\n（四）人手", ["（四）人手"]),
    ],
)
def test_a_skipped_repeated_or_late_ordinal_is_found(body: str, expected: list[str]) -> None:
    assert quotes(N, body) == expected


@pytest.mark.parametrize(
    "body",
    [
        "一是建制度；二是抓培训；三是强监督。",
        "一是建制度。\n二是抓培训：一是讲课，二是考试。\n三是强监督。",
        "首先健全机制，二是加强督促，三是严格考核。",
        "办事一是一、二是二，不能含糊。",
        "一是六月定目录；二是二季度讲课；三是三月公布。",
        "一是抓班子：一要学法，二要述法；二是抓队伍。",
        "一、总体情况\n（一）执法\n1.公示\n2.记录\n（二）普法\n3.宣传\n4.培训\n二、主要问题",
        "一、总体情况\n（一）执法\n1.公示\n2.记录\n（二）普法\n1.宣传\n二、主要问题",
        "一、总体情况\n1.公示\n2.记录\n二、主要问题\n1.人手",
        "一、总体情况\n（一）执法\n（二）普法\n二、主要问题\n（三）人手\n（四）装备\n三、打算\n（五）招人",
        "满意率为98.5%，其中3.2万人参评。\n12.3万人参训。",
        "星期二是接访日，十二是吉数。",
        "一、总体情况\n检查全面铺开。\n二、三产业执法检查统筹开展，检查企业86家。\n二、主要问题",
    ],
)
def test_runs_that_hold_are_left_alone(body: str) -> None:
    assert quotes(N, body) == []


def test_a_line_that_leads_in_is_no_item_of_the_row() -> None:
    body = (
        "一、举措\n（一）甲方面。办件2件。\n（二）乙方面。办件3件。\n"
        "二、不足\n主要存在以下问题：\n（一）丙方面。人少。\n（二）丁方面。钱少。"
    )
    assert not detect(N, bare(body)).defects
    assert detect(N, bare(body.replace("（一）丙", "（二）丙"))).defects


def test_a_skipped_first_level_number_is_grave_and_a_second_level_one_is_not() -> None:
    first = detect(N, whole(COUNTY_2023.replace("四、下一年度", "六、下一年度"))).defects
    assert [(d.grave, d.suggestion) for d in first] == [(True, "序号似应为“四、”。")]
    second = detect(N, whole(COUNTY_2023.replace("（四）加强权力", "（五）加强权力"))).defects
    assert [(d.grave, d.suggestion) for d in second] == [(False, "序号似应为“（四）”。")]


def test_one_wrong_number_does_not_make_its_followers_wrong() -> None:
    report = whole(TOWNSHIP_2022.replace("（三）规范基层执法", "（六）规范基层执法"))
    assert [report.text[d.start : d.end][:3] for d in detect(N, report).defects] == ["（六）"]


def test_more_than_a_hundred_items() -> None:
    assert len(quotes(N, "一、总体情况\n三、主要问题\n" * 120)) >= 120


def test_the_message_names_what_is_missing() -> None:
    ((_, message),) = found(N, "一、总体情况\n二、主要问题\n五、工作安排")
    assert message == "一级标题“五、工作安排”的序号为“五、”，与前一个序号之间缺三、四，请核对序号是否连续。"


@pytest.mark.parametrize("text", TEXTS)
def test_clean_reports_have_no_slip(text: str) -> None:
    report = whole(text)
    detection = detect(N, report)
    check_ranges(report, detection.defects)
    assert detection.defects == ()
    assert detection.examined > 5


def test_footnotes_and_cells_number_themselves() -> None:
    report = bare("一、总体情况\n1.执法\n3.数据来自台账")
    assert len(detect(N, report).defects) == 1
    last = replace(report.paragraphs[-1], kind="footnote")
    assert detect(N, replace(report, paragraphs=(*report.paragraphs[:-1], last))).defects == ()
