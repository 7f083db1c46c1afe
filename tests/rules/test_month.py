"""A paper dated by its month: in time where the whole month is, and a slip of its own."""

from __future__ import annotations

from datetime import date

import pytest

from checker import load_rubric
from checker.model import Identity, Known
from checker.pipeline import check
from checker.rules.month import month_only

REPORT = """东山县人民政府2023年度法治政府建设情况报告

市人民政府：

现将东山县2023年度法治政府建设情况报告如下。

一、主要举措和成效
全年评查行政执法案卷120卷。

二、存在的不足
执法人员培训不够。

三、2024年安排
加强培训。

东山县人民政府
{dated}
"""


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2024年2月", (date(2024, 2, 1), date(2024, 2, 29))),
        ("二〇二四年十二月", (date(2024, 12, 1), date(2024, 12, 31))),
        ("2024年13月", None),
        ("2024年2月3日", None),
    ],
)
def test_the_month_that_is_named(value: str, expected: tuple[date, date] | None) -> None:
    identity = Identity(kind="county", issued_known=Known(value, "signature", 10, 10 + len(value)))
    assert month_only(identity) == expected


@pytest.mark.parametrize(
    ("dated", "reported", "dates"),
    [
        ("2024年2月", "full", "partial"),
        ("2024年3月", "not_applicable", "partial"),  # the first of March is in time, the second is not
        ("2024年4月", "none", "partial"),
        ("2024年2月20日", "full", "full"),
    ],
)
def test_what_a_month_tells(dated: str, reported: str, dates: str) -> None:
    (result,) = check(REPORT.format(dated=dated).encode(), load_rubric("law-government-2021"), name="报告.txt")
    found = {finding.criterion: finding for finding in result.findings}
    assert found["timing.reported"].coverage == reported
    assert found["text.dates"].coverage == dates
    if dates == "partial":
        (quote,) = found["text.dates"].evidence
        assert quote.text == dated
