"""Lines that only state publication facts, and lines that do not."""

from __future__ import annotations

import pytest

from checker.reading.labels import canonical, lone_label, stated_facts


@pytest.mark.parametrize(
    ("line", "facts"),
    [
        ("索引号：QS-1/2025-3", [("索引号", "QS-1/2025-3")]),
        ("索 引 号：QS-1  信息分类：法治", [("索引号", "QS-1"), ("主题分类", "法治")]),
        ("【发布单位】青石县司法局", [("发布机构", "青石县司法局")]),
        (
            "来源：县司法局　发布时间：2025-01-20 09:30　浏览次数：12",
            [("来源", "县司法局"), ("发布日期", "2025-01-20 09:30"), ("浏览次数", "12")],
        ),
        ("2025-01-20 09:30:11 来源：县政府网", [("发布日期", "2025-01-20 09:30:11"), ("来源", "县政府网")]),
        ("发文字号：青政〔2025〕2号", [("文号", "青政〔2025〕2号")]),
        ("公开日期：", []),
    ],
)  # fmt: skip
def test_facts_of_a_line(line: str, facts: list[tuple[str, str]]) -> None:
    found = stated_facts(line)
    assert found is not None
    assert [(fact.name, fact.value) for fact in found] == facts
    assert all(line[fact.start : fact.end] == fact.value for fact in found)


@pytest.mark.parametrize(
    "line",
    [
        "一、总体情况：全年工作平稳",
        "全县法治工作会议召开，发布时间：以公告为准。",
        "市人民政府：",
        "2025年1月20日",
        "时间安排：分三个阶段推进。第一阶段动员部署。",
        "来源广泛，渠道畅通",
    ],
)
def test_other_lines_state_none(line: str) -> None:
    assert stated_facts(line) is None


def test_names() -> None:
    assert canonical("生成日期") == "成文日期"
    assert canonical("索 引 号：") == "索引号"
    assert canonical("县政府") is None
    assert lone_label("发布机构：") == "发布机构"
    assert lone_label("发布机构是县司法局") is None
