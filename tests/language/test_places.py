"""Provinces and cities of the country that a report names as acting are others, whether above it or elsewhere."""

from __future__ import annotations

import pytest

from checker import check
from tests.judging import coverage


@pytest.mark.parametrize(
    ("criterion", "text", "expected"),
    [
        ("norms.review", "武汉市印发了规范性文件合法性审核办法。", "partial"),
        ("norms.review", "县政府印发了规范性文件合法性审核办法。", "full"),
        ("function.business-environment", "湖北省开展了营商环境评价，排名向社会公布。", "partial"),
        ("enforcement.case-review", "在武汉市组织的案卷评查中，我县3卷被评为优秀。", "full"),
        ("disputes.mediation", "浙江省诸暨市来我县交流人民调解工作，我县调解纠纷320件。", "full"),
        ("disputes.mediation", "与浙江省缙云县建立跨省联合调解机制，调解纠纷32件。", "full"),
        ("oversight.audit", "湖北省审计厅对我县开展审计，我县整改问题24个。", "full"),
    ],
)
def test_named_places_act_for_themselves(criterion: str, text: str, expected: str) -> None:
    assert coverage(criterion, text) == expected


@pytest.mark.parametrize(
    ("issuer", "expected"),
    [("武汉市江夏区", "partial"), ("武汉市", "full"), ("江夏区", "partial"), ("湖北省", "full")],
)
def test_the_city_in_a_districts_name_is_above_it(issuer: str, expected: str) -> None:
    text = (
        f"{issuer}2023年法治政府建设年度报告\n一、主要做法\n武汉市印发了规范性文件合法性审核办法。\n"
        f"二、存在问题\n力量不足。\n{issuer}人民政府\n2024年1月20日\n"
    )
    (result,) = check(text.encode(), name="报告.txt")
    assert {finding.criterion: finding.coverage for finding in result.findings}["norms.review"] == expected
