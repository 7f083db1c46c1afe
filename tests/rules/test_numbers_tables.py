"""numbers.sums in tables: which totals are held to their columns, and what is said of one that is not its sum."""

from __future__ import annotations

import pytest

from checker import check
from checker.model import Finding

HEAD = "<h1>白沙县人民政府关于2024年度法治政府建设情况的报告</h1><p>一、主要举措和成效</p><p>全县执法情况见下表。</p>"


def finding(*rows: str) -> Finding:
    """``numbers.sums`` of a report whose one table has these rows, cells parted by a bar."""
    cells = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row.split('|'))}</tr>" for row in rows)
    (assessment,) = check(f"{HEAD}<table>{cells}</table><p>二、存在的不足</p>".encode(), name="a.html")
    return next(one for one in assessment.findings if one.criterion == "numbers.sums")


HEADS = "单位|处罚（件）|检查（次）"
PARTS = ("市场监管局|320|1250", "交通运输局|210|860", "综合执法局|415|—")


def test_a_total_that_is_not_the_sum_of_its_column() -> None:
    found = finding(HEADS, *PARTS, "合 计|955|2,110")
    assert (found.coverage, found.message) == (
        "partial",
        "表中“处罚（件）”一列各行相加为945，合计写的是955，两者不一致，请核对。",
    )
    assert [(quote.text, quote.location.cell) for quote in found.evidence] == [("955", (1, 5, 2))]


def test_a_column_of_one_year_has_a_sum_a_column_of_years_none() -> None:
    rows = ("类型|2024年", "一般程序|1356", "简易程序|3652", "其他|15", "合计|5033")
    assert "“2024年”一列各行相加为5023" in finding(*rows).message
    assert finding("类型|年度", *rows[1:]).coverage == "not_applicable"


def test_a_total_far_off_counts_where_another_column_adds_up() -> None:
    assert finding(HEADS, *PARTS, "合计|95|2110").coverage == "partial"
    assert finding("单位|处罚（件）", "甲局|320", "乙局|210", "合计|95").coverage == "not_applicable"


@pytest.mark.parametrize(
    "rows",
    [
        (HEADS, *PARTS, "合计|945|2110"),
        (HEADS, "总计|945|2110", *PARTS),
        ("单位|罚款（万元）", "甲局|1.26", "乙局|2.26", "丙局|3.26", "合计|6.79"),  # as near as rounding lets it be
    ],
)
def test_a_total_that_holds(rows: tuple[str, ...]) -> None:
    found = finding(*rows)
    assert found.coverage == "full"
    assert {quote.note for quote in found.evidence} == {"经核对相符。"}


@pytest.mark.parametrize(
    "rows",
    [
        ("单位|按期办结率", "甲局|95", "乙局|97", "合计|96"),
        ("单位|案件（件）", "甲局|320", "其中：一般程序|210", "合计|320"),
        ("单位|案件（件）", "甲局|320", "小计|320", "乙局|210", "合计|530"),
        ("事项|件数", "一、处罚|320", "1.一般程序|200", "2.简易程序|120", "合计|320"),
        ("单位|案件（件）", "甲局|320", "乙局|约210", "合计|540"),
        ("单位|案件（件）", "合计|540", "甲局|320", "乙局|210", "总计|550"),
        ("单位|案件（件）", "甲局|320", "乙局|210"),
    ],
)
def test_what_is_no_plain_sum_is_left_alone(rows: tuple[str, ...]) -> None:
    assert finding(*rows).coverage == "not_applicable"
