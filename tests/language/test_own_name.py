"""A ministry is no superior in its own report."""

from __future__ import annotations

import pytest

from checker import check, load_rubric


@pytest.mark.parametrize(
    ("issuer", "expected"), [("商务部", "full"), ("云岭县商务局", "partial"), ("商务部云岭办事处", "partial")]
)
def test_a_ministrys_act_is_its_own(issuer: str, expected: str) -> None:
    text = (
        f"{issuer}2023年法治政府建设年度报告\n2023年，我单位推进法治政府建设。\n一、主要工作\n"
        "商务部开展行政执法培训12期，培训320人次。\n二、存在的不足\n一是人员少。\n"
    )
    (assessment,) = check(text.encode(), load_rubric("law-government-2021"), name="a.txt")
    findings = {finding.criterion: finding for finding in assessment.findings}
    assert findings["capacity.training"].coverage == expected
