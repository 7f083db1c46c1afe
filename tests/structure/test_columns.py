"""Columns of tables and labelled lines: what was set is not what was done, a shortcoming in a cell is one."""

from __future__ import annotations

import pytest

from checker import check
from checker.model import Finding
from checker.structure.columns import find_tasks, is_met

HEAD = "# 河源县人民政府2024年度法治政府建设情况报告\n\n市人民政府：\n\n## 一、主要举措和成效\n\n"
TAIL = "\n\n河源县人民政府\n2025年1月29日\n"


def table(*rows: str) -> str:
    lines = [f"| {row} |" for row in rows]
    ruled = "| " + " | ".join("---" for _ in rows[0].split("|")) + " |"
    return "\n".join([lines[0], ruled, *lines[1:]])


def finding(body: str, criterion: str) -> Finding:
    (assessment,) = check((HEAD + body + TAIL).encode(), name="a.md")
    return next(one for one in assessment.findings if one.criterion == criterion)


def told(body: str, criterion: str) -> tuple[str, list[tuple[str, str]]]:
    found = finding(body, criterion)
    return found.coverage, [(quote.text, quote.assertion) for quote in found.evidence]


def test_a_task_in_a_table_is_not_done_where_its_outcome_says_otherwise() -> None:
    undone = table("序号 | 年初任务 | 完成情况", "1 | 举办依法行政培训班2期 | 因疫情取消")
    assert told(undone, "capacity.training") == ("partial", [("举办依法行政培训班2期", "planned")])
    assert "这是定下的任务" in finding(undone, "capacity.training").message
    done = table("序号 | 年初任务 | 完成情况", "1 | 举办依法行政培训班2期 | 已按期完成")
    assert told(done, "capacity.training") == ("full", [("举办依法行政培训班2期\n已按期完成", "done")])


def test_shortcomings_and_plans_in_columns_are_the_parts() -> None:
    body = table(
        "工作事项 | 完成情况 | 存在问题 | 下一步打算",
        "文件清理 | 清理行政规范性文件32件，废止4件 | 个别文件没有按时备案 | 2025年评查案卷40卷",
        "案卷管理 | 归档案卷210卷 | 说理不够充分 | 2025年培训执法人员2期",
    )
    assert told(body, "section.problems")[0] == "full"
    assert told(body, "section.problems")[1][0] == ("个别文件没有按时备案", "lacking")
    assert told(body, "section.plan") == ("full", [("2025年评查案卷40卷", "planned")])
    assert told(body, "norms.cleanup")[0] == "full"
    assert told(body, "enforcement.case-review") == ("partial", [("2025年评查案卷40卷", "planned")])


def test_a_table_torn_by_a_page_keeps_its_heads() -> None:
    first = table("工作事项 | 完成情况 | 存在问题 | 下一步打算", "归档 | 归档案卷210卷 | 说理不够充分 | 培训2期")
    body = f"{first}\n\n— 3 —\n\n| 案宗 | 部分完成 | 说理不足 | 评查案卷40卷 |"
    assert told(body, "enforcement.case-review") == ("partial", [("评查案卷40卷", "planned")])
    apart = body.replace(
        "— 3 —", "此外，全年还印发了规范案卷的通知，并逐项明确了各单位的责任人和完成时限，按月通报进展。"
    )
    assert told(apart, "enforcement.case-review")[0] == "full"


def test_a_column_of_directions_is_a_plan() -> None:
    body = table("重点任务 | 落实情况 | 存在问题 | 改进方向", "柔性执法 | 待补充 | 清单宽严不一 | 评查案卷40卷")
    assert told(body, "enforcement.case-review") == ("partial", [("评查案卷40卷", "planned")])


def test_a_remedy_beside_its_outcome_is_no_plan() -> None:
    body = table("反馈问题 | 整改措施 | 整改结果", "案卷说理不足 | 评查案卷40卷 | 已整改到位")
    assert told(body, "enforcement.case-review") == ("full", [("评查案卷40卷", "done")])
    assert told(body, "section.plan")[0] == "none"


def test_a_row_of_other_columns_is_one_sentence() -> None:
    body = table("事项 | 数量 | 责任单位", "评查案卷 | 40卷 | 司法局")
    assert told(body, "enforcement.case-review") == ("full", [("评查案卷\n40卷", "done")])


@pytest.mark.parametrize(
    ("text", "tasks"),
    [
        ("年初任务：评查案卷40卷。\n完成情况：未完成，转入下一年。", ["评查案卷40卷。\n"]),
        ("1.年初任务：评查案卷40卷。完成情况：三分之一完成。", ["评查案卷40卷。"]),
        ("【工作目标】：评查案卷40卷；\n【落实情况】：部分完成。", ["评查案卷40卷；\n"]),
        ("年初任务：评查案卷40卷。\n完成情况：完成。评查案卷42卷。", []),
        ("年初任务：评查案卷40卷。\n工作亮点：评查案卷42卷。", []),
        ("完成情况：未完成。\n年初任务：评查案卷40卷。", []),
        ("围绕年初任务：评查案卷40卷。完成情况：未完成。", []),
    ],
)
def test_tasks_set_by_labels(text: str, tasks: list[str]) -> None:
    assert [text[part.start : part.end] for part in find_tasks(text, 0, len(text))] == tasks


@pytest.mark.parametrize(
    ("outcome", "met"),
    [
        ("已按期完成。", True),
        ("承接市级下放18项，取消11项，12月底重新公布", True),
        ("印发实施方案", True),
        ("因疫情取消2期", False),
        ("待补充", False),
        ("正在起草第3份", False),
        ("√", True),
        ("全部落实到位", True),
        ("完成80%", False),
        ("基本完成", False),
        ("完成一半", False),
        ("未完成", False),
        ("正在推进", False),
        ("", False),
    ],
)
def test_what_an_outcome_says(outcome: str, met: bool) -> None:
    assert is_met(outcome) is met
