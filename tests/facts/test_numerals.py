"""Numerals against a second reader, and the forms it cannot read."""

from __future__ import annotations

from decimal import Decimal

import cn2an
import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.facts import extract_text
from checker.facts.numerals import arabic, chinese, chinese_integer


@given(st.integers(min_value=0, max_value=99_999_999))
def test_whole_numbers_read_back(number: int) -> None:
    assert chinese_integer(cn2an.an2cn(number)) == number


@given(st.integers(min_value=0, max_value=10**12))
def test_thousands_separators_change_nothing(number: int) -> None:
    assert arabic(f"{number:,}") == number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("两万三", 23_000), ("三百二", 320), ("一百零五", 105), ("十二", 12), ("二十", 20), ("〇", 0),
        ("二〇二四", 2024), ("三千五百", 3500), ("一亿二千万", 120_000_000), ("十万", 100_000), ("百", 100),
    ],
)  # fmt: skip
def test_forms_of_speech(text: str, value: int) -> None:
    assert chinese_integer(text) == value


@pytest.mark.parametrize("text", ["", "万", "三五百", "件", "一点"])
def test_what_is_no_numeral(text: str) -> None:
    assert chinese(text) is None


def test_decimals_in_characters() -> None:
    assert chinese("九十八点三") == Decimal("98.3")


def test_any_run_of_scale_marks_has_a_product() -> None:
    found = [claim.value for claim in extract_text("3万万件、5万亿元、2.5百万元、1亿万户").claims]
    assert found == [300_000_000, 5 * 10**12, Decimal("2500000"), 10**12]
