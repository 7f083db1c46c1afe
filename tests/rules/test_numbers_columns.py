"""numbers.rates in tables: rates beside or below what they are made of, both sides of each reading."""

from __future__ import annotations

import pytest

from checker import check
from checker.model import Finding

HEAD = "<h1>白沙县人民政府关于2024年度法治政府建设情况的报告</h1><p>一、主要举措和成效</p><p>全县执法情况见下表。</p>"


def finding(*rows: str, criterion: str = "numbers.rates") -> Finding:
    """The finding of a report whose one table has these rows, cells parted by a bar."""
    cells = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row.split('|'))}</tr>" for row in rows)
    (assessment,) = check(f"{HEAD}<table>{cells}</table><p>二、存在的不足</p>".encode(), name="a.html")
    return next(one for one in assessment.findings if one.criterion == criterion)


YEARS = "项目|2024年|2023年|同比"
SHARES = "类别|批次|合格|合格率"
COUNTED = "结果|数量|占比"


@pytest.mark.parametrize(
    ("rows", "told", "said"),
    [
        (
            (YEARS, "立案|387|352|+9.9%", "检查|8934|8120|+12.0%", "罚没款|312.6|268.4|+16.5%"),
            "+12.0%",
            "（8934－8120）÷8120＝10.0%，表中写的是+12.0%，两者不一致，请核对。",
        ),
        (
            (YEARS, "立案|320|400|-20.0%", "检查|900|1000|-15.0%", "移送|9|10|-10%"),
            "-15.0%",
            "（1000－900）÷1000＝10.0%，表中写的是-15.0%，两者不一致，请核对。",
        ),
        (
            (SHARES, "蔬菜|1180|1162|98.5%", "水果|560|552|98.6%", "畜禽|430|420|99.1%"),
            "99.1%",
            "420÷430＝97.7%，表中写的是99.1%，两者不一致，请核对。",
        ),
        (
            (COUNTED, "评查案卷|120|100%", "优秀|78|65.0%", "合格|39|33.5%", "不合格|3|2.5%"),
            "33.5%",
            "39÷120＝32.5%，表中写的是33.5%，两者不一致，请核对。",
        ),
        (
            ("指标|数值", "信访事项受理（件）|292", "信访事项按期办结（件）|286", "信访事项按期办结率|98.9%"),
            "98.9%",
            "286÷292＝97.9%，表中写的是98.9%，两者不一致，请核对。",
        ),
    ],
)
def test_a_rate_that_its_row_or_rows_contradict(rows: tuple[str, ...], told: str, said: str) -> None:
    found = finding(*rows)
    assert (found.coverage, found.message) == ("partial", said)
    assert [quote.text for quote in found.evidence] == [told]


@pytest.mark.parametrize(
    "rows",
    [
        (YEARS, "立案|387|352|+9.9%", "检查|8934|8120|+10.0%"),
        (YEARS, "立案|21460|19880|+7.9%", "检查|320|400|-20%"),  # 7.95 cut off
        (SHARES, "蔬菜|1180|1162|98.5%", "水果|560|552|98.6%"),
        (COUNTED, "优秀|78|65.0%", "合格|42|35.0%", "合计|120|100%"),
        ("指标|数值", "受理|292", "按期办结|286", "按期办结率|97.9%"),
    ],
)
def test_rates_that_hold_are_verified(rows: tuple[str, ...]) -> None:
    assert finding(*rows).coverage == "full"


@pytest.mark.parametrize(
    "rows",
    [
        # no reading explains two rows: what the rate is made of is not in the table
        (SHARES, "蔬菜|1180|1162|91.0%", "水果|560|552|88.0%"),
        # the year before is not there
        ("项目|2024年|同比", "立案|387|+9.9%", "检查|8934|+12.0%"),
        ("项目|2024年|2022年|同比", "立案|387|352|+5.0%", "检查|8934|8120|+6.0%"),
        # another rate than that of the rows above
        ("指标|数值", "受理（件）|292", "按期办结（件）|286", "群众满意率|91.0%"),
        ("指标|数值", "受理（件）|292", "参与（人）|286", "参与率|91.0%"),
    ],
)
def test_what_nothing_explains_is_left_alone(rows: tuple[str, ...]) -> None:
    assert finding(*rows).coverage in ("full", "not_applicable")


def test_a_rate_above_all_in_a_row_of_its_own() -> None:
    found = finding("指标|数值", "网上可办率|104.2%", criterion="numbers.plausible")
    assert (found.coverage, [quote.text for quote in found.evidence]) == ("none", ["104.2%"])
    assert finding("指标|数值", "网上可办率|94.2%", criterion="numbers.plausible").coverage == "full"


@pytest.mark.parametrize(
    ("rows", "coverage"),
    [
        (("指标|数值", "行政诉讼应诉（件）|2"), "full"),
        (("指标|数量（件）", "行政诉讼应诉|2"), "full"),
        (("指标|单位|数值", "行政诉讼应诉|件|2"), "full"),
        (("指标|数值", "行政诉讼应诉（见附件）|2"), "partial"),
    ],
)
def test_a_bare_number_counts_in_the_unit_of_its_row_or_column(rows: tuple[str, ...], coverage: str) -> None:
    assert finding(*rows, criterion="disputes.litigation").coverage == coverage
