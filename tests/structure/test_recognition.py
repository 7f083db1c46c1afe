"""Which kind of report a text is: title first, fixed contents second; what only mentions a kind is not of it."""

from __future__ import annotations

import pytest

from checker.model import NotAReport, Report
from checker.rubric import choose_rubric
from checker.structure import IdentityOptions, build, type_of
from tests.structure.making import clean, one

OPEN = (
    "一、总体情况\n2023年，主动公开政府信息3200条。\n二、主动公开政府信息情况\n制发规范性文件12件。\n"
    "三、收到和处理政府信息公开申请情况\n新收86件。\n四、政府信息公开行政复议、行政诉讼情况\n复议3件。\n"
    "五、存在的主要问题及改进情况\n公开不够全面。下一步，将完善机制。\n六、其他需要报告的事项\n无。"
)
LEADER = (
    "2023年，本人认真履行推进法治建设第一责任人职责，现述法如下。\n一、履职情况\n带头学法12次。\n"
    "二、存在的问题\n投入不够。\n三、下一步打算\n增加投入。以上述法，请予评议。"
)
LAW = "一、主要举措和成效\n审核规范性文件12件。\n二、存在的不足\n力量不足。\n三、下一年度安排\n推进依法行政。"


@pytest.mark.parametrize(
    ("title", "body", "rubric", "reason"),
    [
        ("云岭县2023年政府信息公开工作年度报告", OPEN, "open-government", "标题含“政府信息公开工作年度报告”"),
        ("云岭县教育局\n2023年政府信息公开工作年度报告", OPEN, "open-government", "标题含“政府信息公开工作年度报告”"),
        ("2023年度云岭县教育局政府信息公开年报", OPEN, "open-government", "标题含“政府信息公开年报”"),
        ("县教育局局长2023年度述法报告", LEADER, "leader-duty", "标题含“述法报告”"),
        ("2023年度述职述法报告\n云岭县白石镇党委书记", LEADER, "leader-duty", "标题含“述法报告”"),
        (
            "关于2023年度履行推进法治建设第一责任人职责情况的报告",
            LEADER,
            "leader-duty",
            "标题含“履行推进法治建设第一责任人职责情况”",
        ),
        ("云岭县2023年度法治政府建设情况报告", LAW, "law-government-2021", "标题含“法治政府建设情况”"),
        # the title decides, whatever the text speaks of
        ("云岭县2023年度法治政府建设情况报告", OPEN, "law-government-2021", "标题含“法治政府建设情况”"),
        ("云岭县2023年度法治政府建设情况报告", LEADER, "law-government-2021", "标题含“法治政府建设情况”"),
        (
            "云岭县2023年度法治政府建设暨党政主要负责人履行第一责任人职责情况报告",
            LAW,
            "law-government-2021",
            "标题含“法治政府建设暨党政主要负责人履行第一责任人职责情况”",
        ),
    ],
)
def test_the_title_tells(title: str, body: str, rubric: str, reason: str) -> None:
    report = one(f"{title}\n{body}")
    assert (choose_rubric(report.identity), report.identity.type_source) == (rubric, "title")
    assert report.identity.type_reason == reason
    assert report.identity.year == 2023


def test_without_a_title_the_fixed_contents_tell() -> None:
    report = one(OPEN)
    assert (report.identity.report_type, report.identity.type_source) == ("open-government", "structure")
    assert report.identity.type_reason.startswith("没有标题，正文有“主动公开政府信息情况”")
    assert one(LEADER).identity.report_type == "leader-duty"


def test_a_report_without_title_and_without_fixed_contents_is_of_the_main_kind() -> None:
    text = "2023年，我县推进法治政府建设，规范行政执法，主动公开政府信息1200条，现将情况报告如下。\n" + LAW
    assert (one(text).identity.report_type, one(text).identity.type_source) == ("law-government", "default")


def test_a_notice_that_carries_the_format_is_not_the_report() -> None:
    head = "关于报送2023年政府信息公开工作年度报告的通知\n各单位：\n现将有关事项通知如下，请按要求报送。"
    found = build(clean(f"{head}\n{OPEN}"))
    assert [part.looks_like for part in found if isinstance(part, NotAReport)] == ["通知、公告"]


def test_a_heading_on_open_information_does_not_make_the_report_one() -> None:
    text = (
        "云岭县司法局2023年度法治政府建设年度报告\n一、推进政务公开\n编制政府信息公开工作年度报告，"
        "主动公开政府信息情况良好，依申请公开6件。\n二、规范执法\n办理复议41件。"
    )
    assert one(text).identity.report_type == "law-government"


def test_a_rubric_that_is_named_overrules_what_the_text_looks_like() -> None:
    found = build(clean(f"云岭县2023年政府信息公开工作年度报告\n{OPEN}"), None, type_of("law-government"))
    assert isinstance(found[0], Report)
    identity = found[0].identity
    assert (identity.report_type, identity.type_source) == ("law-government", "option")
    assert identity.type_reason == (
        "按指定的细则；文件看起来是政府信息公开工作年度报告（标题含“政府信息公开工作年度报告”）"
    )


def test_only_one_kind_can_be_asked_for() -> None:
    text = f"云岭县2023年政府信息公开工作年度报告\n{OPEN}"
    found = build(clean(text), None, only=True)
    assert [part.looks_like for part in found if isinstance(part, NotAReport)] == ["政府信息公开工作年度报告"]
    kept = build(clean(text), IdentityOptions(), type_of("open-government"), only=True)
    assert isinstance(kept[0], Report)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("云岭县人民政府县长2023年度述法报告", "county"),
        ("云岭县教育局局长2023年度述法报告", "department"),
        ("白石镇党委书记2023年度述法报告", "township"),
        ("中共云岭县委书记2023年度述法报告", "county"),
    ],
)
def test_an_officer_reports_for_the_body_he_heads(name: str, kind: str) -> None:
    assert one(f"{name}\n{LEADER}").identity.kind == kind


def test_a_row_of_a_table_is_no_heading() -> None:
    table = "\n".join(f"| {label} | {number} |" for label, number in (("一、本年新收", 3), ("二、上年结转", 0)))
    head = "云岭县2023年政府信息公开工作年度报告\n一、总体情况\n公开126条。\n二、申请情况"
    text = f"{head}\n| 项目 | 总计 |\n|---|---|\n{table}"
    headings = [report_heading(one(text, name="a.md"), index) for index in range(2)]
    assert headings == ["一、总体情况", "二、申请情况"]
    lines = one(text.replace("| ", "").replace(" |", " ").replace("|---|---|\n", ""))
    assert [lines.text[s.heading_start : s.heading_end] for s in lines.sections] == ["一、总体情况", "二、申请情况"]


def report_heading(report: Report, index: int) -> str:
    section = report.sections[index]
    return report.text[section.heading_start : section.heading_end]


def test_the_title_of_the_page_tells_where_the_text_has_none() -> None:
    body = "".join(f"<p>{line}</p>" for line in OPEN.split("\n"))
    page = f"<html><head><title>云岭县2023年政府信息公开工作年度报告</title></head><body>{body}</body></html>"
    report = one(page, name="a.html")
    assert (report.identity.report_type, report.identity.type_source) == ("open-government", "title")
    assert report.identity.type_reason == "页面标题含“政府信息公开工作年度报告”"
