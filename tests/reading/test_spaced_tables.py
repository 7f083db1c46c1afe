"""Tables copied into text with nothing but spaces between their cells, and lines that only look like them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.reading.plain_tables import rows_of
from tests.reading.test_plain_tables import cells


def test_rows_of_names_and_figures_under_a_head_are_a_table() -> None:
    value = "表1 立案情况\n项目 2023年 2022年 同比\n立案（件） 387 352 +9.9%\n其中:农药 96 84 +14.3%\n全年立案387件。\n"
    assert [text for place, text in cells(value) if place[1] == 1] == ["项目", "2023年", "2022年", "同比"]
    assert [text for place, text in cells(value) if place[1] == 2] == ["立案（件）", "387", "352", "+9.9%"]
    assert len(cells(value)) == 12


def test_rows_without_a_head_begin_with_the_second() -> None:
    value = "蔬菜 1180 1162 98.5%\n水果 560 552 98.6%\n"
    assert [place for place, _ in cells(value)] == [(1, row, column) for row in (2, 3) for column in (1, 2, 3, 4)]


def test_a_name_and_one_figure_are_a_table_only_under_a_head() -> None:
    lines = ["受理申请 1742", "办结 1742", "网上办理 1533"]
    assert rows_of(lines) == {}
    assert rows_of(["项目 数量", *lines[:2]]) == {}
    assert sorted(rows_of(["项目 数量", *lines])) == [0, 1, 2, 3]


@pytest.mark.parametrize(
    "lines",
    [
        ["● 受理审批 18642件 12", "● 当场办结 15287件 13"],
        ["一、主要做法 3 5", "全年立案387件，办结361件。 4 6"],
        ["立案 387 352"],
        ["立案 387 352", "种子 41"],
        ["行政处罚 87 件 上年 76 件，增长", "行政检查 12 次 上年 11 次，增长"],
        ["2023 年 12 月 31 日", "2024 年 01 月 02 日"],
        ["电话 010-8888 传真 010-9999", "邮编 100000 网址 www"],
    ],
)
def test_what_is_no_table(lines: list[str]) -> None:
    assert rows_of(lines) == {}


@given(st.lists(st.text(alphabet=" \u3000立案件1230.%+，。", max_size=20), max_size=6))
def test_cells_lie_in_their_lines_in_order_and_hold_something(lines: list[str]) -> None:
    for index, (_, _, parts) in rows_of(lines).items():
        line = lines[index]
        edges = [edge for part in parts for edge in part]
        assert edges == sorted(edges)
        assert all(line[low:high].strip() for low, high in parts)
