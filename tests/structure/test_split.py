"""One file may hold several reports, each with its own identity and offsets."""

from __future__ import annotations

import pytest

from checker.model import Report
from checker.structure import build
from tests.structure.making import clean

WORK = (
    "制定年度学法计划，组织集体学法8次，开展专题培训3期。审核规范性文件12件，合同86份，出具意见210条。\n"
    "受理行政复议41件，审结39件，出庭应诉21件。全年查处案件136件，评查案卷120卷，公示处罚决定412件。\n"
) * 5


def reports(text: str) -> list[Report]:
    return [part for part in build(clean(text)) if isinstance(part, Report)]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("【篇一】", "【篇二】"),
        ("篇一：", "篇二："),
        ("第一篇", "第二篇"),
        ("工作总结（篇1）", "工作总结（篇2）"),
        ("【范文1】", "【范文2】"),
    ],
)
def test_marked_parts(first: str, second: str) -> None:
    text = (
        f"2020年依法行政工作总结二篇\n{first}\nxx年，我局推进依法行政。\n一、规范执法\n{WORK}\n{second}\n"
        f"xx年，我县推进依法行政，我县各乡镇落实。\n一、规范文件\n{WORK}"
    )
    found = reports(text)
    assert [(report.part, report.parts) for report in found] == [(1, 2), (2, 2)]
    assert [report.identity.title for report in found] == [None, None]
    assert found[0].text.startswith("xx年，我局")
    assert found[1].text.startswith("xx年，我县")
    assert "篇" not in found[0].text


def test_two_full_titles() -> None:
    text = (
        f"云岭县2022年度法治政府建设情况报告\n市政府：\n2022年，我县推进法治政府建设。\n一、主要工作\n{WORK}云岭县人民政府\n2023年2月3日\n"
        f"云岭县教育局2023年度法治政府建设情况报告\n县政府：\n2023年，我局推进法治政府建设。\n一、主要工作\n{WORK}云岭县教育局\n2024年1月5日"
    )
    first, second = reports(text)
    assert (first.identity.kind, first.identity.years) == ("county", (2022,))
    assert (second.identity.kind, second.identity.years) == ("department", (2023,))
    assert second.identity.signature is not None
    assert second.identity.signature.value == "云岭县教育局"
    whole = clean(text).text
    for report in (first, second):
        assert whole[report.document_start :][: len(report.text)] == report.text


@pytest.mark.parametrize(
    "text",
    [
        # the page repeats the title above the paper
        f"云岭县2022年度法治政府建设情况报告\n\n云岭县2022年度法治政府建设情况报告\n市政府：\n一、主要工作\n{WORK}",
        # a link to last year's report below it
        f"云岭县2022年度法治政府建设情况报告\n市政府：\n一、主要工作\n{WORK}上一篇：云岭县2021年度法治政府建设情况报告",
        # other reports are spoken of
        f"云岭县2022年度法治政府建设情况报告\n市政府：\n一、主要工作\n{WORK}审议通过《云岭县2021年度法治政府建设情况报告》。\n二、存在不足\n一是人少。",
    ],
)
def test_one_report_stays_one(text: str) -> None:
    found = reports(text)
    assert len(found) == 1
    assert found[0].identity.years == (2022,)


def test_numbers_that_an_editor_sets_before_headings_part_no_reports() -> None:
    title = "云岭县人民政府2023年法治政府建设年度报告\n"
    post = (
        f"{title}【01】 进一扇门，办一摞事\n{WORK}【02】 立规矩，先过法律关\n{WORK}"
        "【03】 短板，也摆给您看\n执法人员不足。\n"
    )
    (report,) = reports(post)
    heads = [report.text[s.heading_start : s.heading_end] for s in report.sections]
    assert [head[:4] for head in heads] == ["【01】", "【02】", "【03】"]
    assert heads[2].endswith("短板，也摆给您看")
    other = f"【1】云岭县2023年法治政府建设工作报告\n{WORK}【2】青山县2023年法治政府建设工作报告\n{WORK}"
    assert len(reports(other)) == 2
