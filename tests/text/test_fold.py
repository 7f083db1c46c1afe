"""The folded view: one character for one, whatever stands in the text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.text import fold, pieces


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("全角１２３ＡＢｃ", "全角123ABc"),
        ("一,二;三:四(五)六?七!", "一，二；三：四（五）六？七！"),
        ("罚没1,234元", "罚没1,234元"),
        ("时间16:40发布", "时间16:40发布"),
        ("第3,第4", "第3，第4"),
        ("99.5％", "99.5%"),
        ("云府[2024]3号", "云府〔2024〕3号"),
        ("云府［2024］3号", "云府〔2024〕3号"),
        ("「甲」『乙』", "“甲”‘乙’"),
        ('推行"一网通办"和"掌上办"', "推行“一网通办”和“掌上办”"),
        ("2021-2025年", "2021—2025年"),
        ("2021–2025年", "2021—2025年"),
        ("—— − － ‐", "—— — — —"),
        ("3~5件〜", "3～5件～"),
        ("甲\u3000乙\xa0丙\t丁", "甲 乙 丙 丁"),
        ("二○二四年", "二〇二四年"),
        ("二O二四年", "二〇二四年"),
        ("OK工程", "OK工程"),
        ("⼀、⼯作", "一、工作"),
        ("審計監督與行政複議", "审计监督与行政复议"),
        ("著作权", "著作权"),
    ],
)
def test_what_is_folded(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_straight_quotes_without_a_partner_keep_no_direction() -> None:
    assert fold('推行"一网通办\n"掌上办"') == '推行"一网通办\n“掌上办”'


@given(st.text(max_size=200))
def test_folding_keeps_the_length(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(st.text(alphabet=st.characters(categories=["Lo", "Po", "Nd"], min_codepoint=0x3000, max_codepoint=0x9FFF)))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet='1９,:○二年"“-\n 審', max_size=60))
def test_a_long_text_folded_by_the_piece_gives_the_same(text: str) -> None:
    at_once = fold(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pieces, "PIECE", 7)
        assert fold(text) == at_once
        assert "".join(text[start:end] for start, end in pieces.pieces(text, "\n")) == text
