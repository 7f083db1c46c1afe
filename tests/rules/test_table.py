"""Tables a rubric describes: found in cells or in lines, and never accused of what could not be read."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.measuring.cases import whole_report
from checker.model import Case
from checker.rules.grids import Cell, rows_of_tables
from checker.rules.table_found import Found, Named, Shape, find

SHAPE = Shape(
    "件数表",
    (Named("a", "甲类", ("甲类",)), Named("b", "乙类", ("乙类",)), Named("t", "总计", ("总计",))),
    (Named("new", "新收", ("本年新收",)), Named("rest", "其他", ("其他",)), Named("sum", "总计", ("总计",))),
)
TITLE = "青槐县教育局2023年政府信息公开工作年度报告\n一、总体情况\n公开126条。\n二、申请情况\n"
HEAD = "| 项目 | 甲类 | 乙类 | 总计 |\n|---|---|---|---|\n"


def found(text: str) -> Found | None:
    return find(whole_report(Case("full", TITLE + text, whole=True)), SHAPE)


def values(text: str) -> dict[str, list[str | None] | None]:
    table = found(text)
    assert table is not None
    return {
        name: None if line.cells is None else [cell and cell.text for cell in line.cells]
        for name, line in table.lines.items()
    }


def test_cells_are_told_to_rows_and_columns_by_their_heads() -> None:
    rows = "| 一、本年新收 | 3 | 1 | 4 |\n| 3.其他 | 0 | 0 | 0 |\n| （七）总计 | 3 | 1 | 4 |"
    assert values(HEAD + rows) == {"new": ["3", "1", "4"], "rest": ["0", "0", "0"], "sum": ["3", "1", "4"]}


def test_a_blank_is_a_blank_where_the_columns_tell_which() -> None:
    assert values(HEAD + "| 本年新收 | 3 |  | 3 |")["new"] == ["3", None, "3"]
    assert values(HEAD + "| 本年新收 |  |  |  |")["new"] == [None, None, None]


def test_a_head_row_is_no_row_though_it_names_one() -> None:
    assert list(values(HEAD + "| 其他 | 0 | 0 | 0 |")) == ["rest"]


def test_lines_are_read_where_every_label_has_its_numbers() -> None:
    text = "甲类\n乙类\n总计\n本年新收\n3\n1\n4\n其他\n0\n0\n0\n总计\n3\n1\n4\n"
    table = found(text)
    assert table is not None
    assert table.by_text
    assert values(text) == {"new": ["3", "1", "4"], "rest": ["0", "0", "0"], "sum": ["3", "1", "4"]}


def test_lines_with_too_few_or_too_many_numbers_stay_unread() -> None:
    assert values("甲类 乙类 总计\n本年新收 3 4\n其他 0 0 0\n总计 3 1 4 8\n") == {
        "new": None,
        "rest": ["0", "0", "0"],
        "sum": None,
    }


def test_a_text_that_only_speaks_of_the_matter_has_no_table() -> None:
    assert found("全年新收申请4件，其他无。总计4件。\n") is None


def test_the_place_of_a_cell_is_its_text() -> None:
    report = whole_report(Case("full", TITLE + HEAD + "| 本年新收 | 13 | 1 | 14 |", whole=True))
    cells = [cell for table in rows_of_tables(report) for row in table for cell in row]
    assert [report.text[cell.start : cell.end] for cell in cells if cell.is_number] == ["13", "1", "14"]


@pytest.mark.parametrize(
    ("text", "number", "mark", "label"),
    [
        ("1,234", True, False, "1,234"),
        ("12.5", True, False, "12.5"),
        ("—", False, True, "—"),
        ("/", False, True, "/"),
        ("无", False, True, "无"),
        ("1.属于国家秘密", False, False, "属于国家秘密"),
        ("（七）总计", False, False, "总计"),
        ("三、本年度办理结果", False, False, "本年度办理结果"),
    ],
)
def test_what_a_cell_is(text: str, number: bool, mark: bool, label: str) -> None:
    cell = Cell(text, 0, 1)
    assert (cell.is_number, cell.is_mark, cell.label) == (number, mark, label)


BROKEN = """\
id: local
version: 1.0.0
title: 甲
criteria:
  - id: local.a
    name: 甲
    level: expected
    asks: 甲
    rule:
      kind: table
"""


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        ("", "table 规则须写 table（表格的栏目和行）"),
        (
            "      check: sums\n      table: {name: 表, columns: [{id: a, name: 甲}], rows: [{id: b, name: 乙}]}\n",
            "核对合计（check: sums）须写 sums（哪些相加等于哪些）",
        ),
        (
            "      check: sums\n      table: {name: 表, columns: [{id: total, name: 甲}], rows: [{id: b, name: 乙}]}\n"
            "      sums: [{columns: [totl], equal: [total]}]\n",
            "表格里没有“totl”，您是不是想写“total”？",
        ),
        (
            "      check: sums\n      table: {name: 表, columns: [{id: a, name: 甲}], rows: [{id: b, name: 乙}]}\n"
            "      sums: [{equal: [a]}]\n",
            "sums 的每一项须写 columns（各栏之和）或 rows（各行之和），且只写一种",
        ),
    ],
)
def test_mistakes_in_a_table_rule_get_their_sentence(rule: str, sentence: str, tmp_path: Path) -> None:
    from checker.errors import RubricError
    from checker.rubric import load_rubric

    path = tmp_path / "local.yaml"
    path.write_text(BROKEN + rule, "utf-8")
    with pytest.raises(RubricError) as caught:
        load_rubric(path, cache=False)
    assert any(sentence in problem for problem in caught.value.problems), caught.value.problems
