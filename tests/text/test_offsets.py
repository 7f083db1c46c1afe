"""Every character of the clean text maps to its own in the source."""

from __future__ import annotations

import re
from itertools import pairwise

from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from checker.model import CleanText
from checker.text import clean_offset

from .helpers import REPORT, cleaned

_BLANK = re.compile("[\\s\u200b-\u200f\u2060\ufeff\xad\x00-\x1f]+")
_WORDS = st.sampled_from([
    *"，。、；：“”和的𠮷", "依法行政", "规范执法", "一是", "（一）", "一、", "二、", "1.", "2、", "3、", "（2）",
    "2024年", "12件", "99.5%", "— 3 —", "第2页", "特此报告。", "现报告如下：", "云岭县人民政府", "报告", "情况",
    "当前位置：首页>公开", "索引号：A-7", "发布日期：2025-01-02", "打印", "关闭", "查看更多", "Smart City",
])  # fmt: skip
_GAPS = st.sampled_from(["", "", "", "", " ", "　", "\n", "\n\n", "\n　　", "\t", "\u200b", "\xa0", "\r\n"])
_TEXTS = st.lists(st.tuples(_WORDS, _GAPS), min_size=1, max_size=120).map(
    lambda pairs: "".join(a + b for a, b in pairs)
)


def _assert_mapped(result: CleanText, first: int, last: int) -> None:
    raw, text = result.document.raw, result.text
    start, end = result.origin.back_range(first, last)
    covered = {i for piece in result.ledger.set_aside for i in range(piece.start, piece.end)}
    source = "".join(raw[i] for i in range(start, end) if i not in covered)
    assert _BLANK.sub("", source) == _BLANK.sub("", text[first:last])


@settings(max_examples=150)
@given(_TEXTS, st.data())
@example(REPORT, None)
def test_a_clean_range_is_what_the_source_has_there(text: str, data: st.DataObject | None) -> None:
    result = cleaned(text + "法治政府建设")
    size = len(result.text)
    assume(size > 0)
    first, last = 0, size
    if data is not None:
        first = data.draw(st.integers(0, size - 1))
        last = data.draw(st.integers(first + 1, size))
    _assert_mapped(result, first, last)


@settings(max_examples=100)
@given(_TEXTS)
def test_every_character_stands_in_the_source_in_the_same_order(text: str) -> None:
    result = cleaned(text + "法治政府建设")
    origins = [result.origin.back(i) for i in range(len(result.text))]
    assert all(a < b for a, b in pairwise(origins))
    for char, origin in zip(result.text, origins, strict=True):
        assert char == result.document.raw[origin] or (char.isspace() and _BLANK.match(result.document.raw[origin]))


@settings(max_examples=60)
@given(_TEXTS)
def test_paragraphs_cover_the_text_and_the_fold_has_its_length(text: str) -> None:
    result = cleaned(text + "法治政府建设")
    assert "\n".join(result.text[p.start : p.end] for p in result.paragraphs) == result.text
    assert len(result.folded) == len(result.text)
    assert result.ledger.characters_kept == len(result.text)


def test_the_way_forward_undoes_the_way_back() -> None:
    result = cleaned("当前位置：首页>公开\n" + REPORT.replace("依法行政", "依法 行政"))
    for offset in range(len(result.text)):
        assert clean_offset(result, result.origin.back(offset)) == offset
