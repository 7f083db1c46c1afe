"""Rows of tables as sentences: what one cell names the next one tells, and what must not be read together."""

from __future__ import annotations

import pytest

from checker import check, reading, structure, text
from checker.model import Finding, Report
from checker.structure.table_rows import with_rows

HEAD = "# 河源县人民政府2024年度法治政府建设情况报告\n\n市人民政府：\n\n## 一、主要举措和成效\n\n"
TAIL = "\n\n河源县人民政府\n2025年1月29日\n"


def table(*rows: str) -> str:
    ruled = "| " + " | ".join("---" for _ in rows[0].split("|")) + " |"
    lines = [f"| {row} |" for row in rows]
    return "\n".join([lines[0], ruled, *lines[1:]])


def finding(body: str, criterion: str) -> Finding:
    (assessment,) = check((HEAD + body + TAIL).encode(), name="a.md")
    return next(one for one in assessment.findings if one.criterion == criterion)


def test_a_deed_told_beside_its_name_counts_with_it() -> None:
    found = finding(table("序号 | 事项 | 情况", "1 | 述法 | 县委组织12名局长进行，现场评议"), "duty.accounting")
    assert (found.coverage, [quote.text for quote in found.evidence]) == (
        "full",
        ["述法\n县委组织12名局长进行，现场评议"],
    )


@pytest.mark.parametrize("told", ["未开展", "全年没有组织", "推迟到2025年"])
def test_a_name_beside_what_was_not_done_is_no_deed(told: str) -> None:
    body = table("序号 | 事项 | 情况", f"1 | 行政执法案卷评查 | {told}")
    assert finding(body, "enforcement.case-review").coverage != "full"
    assert finding(body.replace(told, "全年开展2次，抽查案卷40卷"), "enforcement.case-review").coverage == "full"


def test_a_word_that_sums_up_goes_with_what_it_sums_up() -> None:
    body = table("序号 | 任务 | 进展", "1 | 重大行政决策事项目录 | 已完成。公布5项，4项履行听证")
    assert view(body).endswith("重大行政决策事项目录：已完成，公布5项，4项履行听证")
    assert finding(body, "decision.catalogue").coverage == "full"
    assert finding(body.replace("已完成。公布5项", "尚未公布"), "decision.catalogue").coverage == "partial"


def test_a_shortcoming_in_its_own_column_says_nothing_of_the_deed() -> None:
    body = table("事项 | 完成情况 | 存在问题", "案卷评查 | 全年评查案卷40卷 | 未开展跨部门评查")
    (quote, *_) = finding(body, "enforcement.case-review").evidence
    assert (quote.text, quote.assertion) == ("案卷评查\n全年评查案卷40卷", "done")


def view(body: str) -> str:
    (report,) = structure.build(text.clean(reading.read((HEAD + body + TAIL).encode(), name="a.md")), None)
    assert isinstance(report, Report)
    start, end = report.text.index("主要举措和成效\n") + 8, report.text.index("\n河源县人民政府\n2025")
    read = with_rows(report.folded, report)
    assert len(read) == len(report.folded)
    return read[start:end]


def test_which_line_ends_are_read_as_marks() -> None:
    rows = "1 | 述法 | 12人 | 县委", "2 | 办件：| 30 | 件", "3 | 共办结两类。 | 30件", "4 | 收到 | — | 3件"
    assert view(table("序号 | 事项 | 人数 | 单位", *rows)) == (
        "序号\n事项\n人数\n单位\n1\n述法：12人\n县委\n2\n办件:，30\n件\n3\n共办结两类。\n30件\n4\n收到\n—\n3件".replace(
            ":", "："
        )
    )


@pytest.mark.parametrize("head", ["反馈问题", "整改措施", "工作要求"])
def test_what_lacks_or_is_asked_names_nothing(head: str) -> None:
    assert view(table(f"{head} | 情况", "评查案卷 | 40卷")) == f"{head}\n情况\n评查案卷\n40卷"
    assert view(table("事项 | 情况", "评查案卷 | 40卷")) == "事项\n情况\n评查案卷：40卷"
