"""What is no such report is told apart by several signs; a real report without title is let through."""

from __future__ import annotations

import pytest

from checker.model import NotAReport, Report
from checker.structure import IdentityOptions, build
from tests.structure.making import bare, clean

OTHERS = {
    "政府工作报告": (
        "政府工作报告\n各位代表：\n现在，我代表县人民政府作工作报告，请予审议。\n一、2023年工作回顾\n地区生产总值210亿元，一般公共预算收入14亿元。"
        "法治政府建设取得成效，办理行政复议案件41件。\n二、2024年工作安排\n推进依法行政，规范行政执法。"
    ),
    "工作要点、计划或方案": (
        "云岭县2024年法治政府建设工作要点\n一、总体要求\n坚持以习近平法治思想为指导。\n二、主要任务\n（一）规范行政决策。责任单位：县司法局。\n"
        "（二）规范行政执法。责任单位：各执法部门。\n三、保障措施\n各部门要加强组织领导。"
    ),
    "新闻稿": (
        "云岭县召开法治政府建设工作推进会\n本报讯 3月12日，云岭县召开法治政府建设工作推进会。县长出席会议并讲话。\n"
        "会议强调，要规范行政执法，推进依法行政。\n会议要求，各乡镇要抓好落实。（记者 某某）"
    ),
    "政策解读": (
        "《云岭县2023年度法治政府建设情况报告》文字解读\n一、起草背景\n根据规定，县司法局起草了报告。\n二、起草过程\n征求了意见。\n"
        "三、主要内容\n包括主要举措和成效、存在的不足、下一步安排。\n解读机关：云岭县司法局"
    ),
    "通知、公告": (
        "关于报送2023年度法治政府建设情况报告的通知\n各乡镇人民政府：\n现将有关事项通知如下：\n一、报送内容\n主要举措和成效、存在的不足和原因。\n"
        "二、报送时间\n请于1月15日前报送县司法局。"
    ),
    "普法工作总结": (
        "云岭县2023年普法工作总结\n落实“八五”普法规划。\n一、主要做法\n落实普法责任清单，开展法律进乡村活动。\n二、存在的问题\n普法骨干不足。\n"
        "三、下一步打算\n继续开展法治宣传教育。"
    ),
    "评估或督察报告": (
        "云岭县法治政府建设第三方评估报告\n评估组受委托开展评估。\n"
        "一、评估对象\n县政府24个部门。\n二、评估方法\n查阅台账。\n三、评估结果\n得分率86%。"
    ),
    "其他文档": "春天的故事\n那年春天，小河边的柳树绿了。\n他背着书包走在路上，想着心事。",
}


@pytest.mark.parametrize(("looks_like", "text"), OTHERS.items())
def test_other_documents(looks_like: str, text: str) -> None:
    found = build(clean(text))
    assert [type(part) for part in found] == [NotAReport]
    assert isinstance(found[0], NotAReport)
    assert found[0].looks_like == looks_like
    assert found[0].reason
    assert not found[0].reason.endswith("。")


@pytest.mark.parametrize(
    "text",
    [
        # no title; the body speaks of plans, meetings and schemes that it made
        "市政府：\n2023年，我镇推进法治政府建设，印发年度工作要点和实施方案，召开推进会3次，现将情况报告如下。\n一、主要举措和成效\n调解纠纷120件，规范行政执法。\n"
        "二、存在不足\n一是力量不足。\n三、下一步工作安排\n推进三项制度。",
        # a summary whose content is mostly publicity
        "白石镇2023年度法治政府建设工作总结\n一、主要工作\n落实八五普法规划和普法责任清单，开展法律进乡村，法治宣传教育22场。\n二、存在问题\n普法骨干不足。\n三、下一步打算\n继续普法。",
        # inspections are told of, the paper is no inspection report
        "云岭县关于法治政府建设工作情况的汇报\n市委依法治市办：\n一、工作开展情况\n督察组反馈问题12个，整改11个，评估组给予肯定。\n二、存在的问题\n一是力量不足。",
        # the title names the plan too
        "云岭县2023年法治政府建设工作情况及2024年工作计划\n一、主要工作\n办理复议41件，评查案卷120卷。\n二、存在的问题\n人少。\n三、2024年工作计划\n增人。",
        # a notice in front of the paper itself
        "关于印发《白石镇2023年度法治政府建设情况报告》的通知\n各村（社区）：\n现印发给你们。\n白石镇2023年度法治政府建设情况报告\n一、主要工作\n"
        "调解纠纷120件，开展依法行政培训2期。\n二、存在的问题\n人少。",
        # open information is one of the topics
        "云岭县司法局2023年度法治政府建设年度报告\n一、推进政务公开\n编制政府信息公开工作年度报告，主动公开政府信息情况良好，依申请公开6件。\n二、规范执法\n办理复议41件。",
    ],
)
def test_real_reports_pass(text: str) -> None:
    assert isinstance(build(clean(text))[0], Report)


def test_force_reads_anything_as_a_report() -> None:
    found = build(clean(OTHERS["普法工作总结"]), IdentityOptions(force=True))
    assert isinstance(found[0], Report)


@pytest.mark.parametrize("text", ["", " \n\n　\n"])
def test_nothing_to_read(text: str) -> None:
    found = build(bare(text))
    assert [part.looks_like for part in found if isinstance(part, NotAReport)] == ["空白文档"]
