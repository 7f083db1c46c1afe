"""Who is assessed does not assess: a superior's assessment of the reporter is the superior's act."""

from __future__ import annotations

import pytest

from tests.judging import coverage


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        ("county", "市里对开发区的年度考评中，法治占5分。", "partial"),
        ("township", "县里下达的乡镇年度考核办法把依法行政单列4分。", "partial"),
        ("county", "县里对乡镇的年度考核中，法治占5分。", "full"),
        ("county", "县政府对乡镇的年度考核中，法治占5分。", "full"),
        ("township", "镇里把依法行政纳入年度考核，占5分。", "full"),
    ],
)
def test_whose_assessment_it_is(kind: str, text: str, expected: str) -> None:
    assert coverage("duty.assessment", text, kind) == expected


def test_nobody_who_went_to_court_is_a_statement() -> None:
    assert coverage("disputes.litigation", "全年没有村民或企业对镇政府提起行政诉讼。", "township") == "full"
    assert coverage("disputes.litigation", "全年没有对行政诉讼案件作过分析。", "township") != "full"
