"""Sentences, spans and clauses: where they end, and that none is long enough to make a question of it costly."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from checker.language.segments import cut

MOST = 2_000


def pieces(text: str, starts: Sequence[int]) -> list[str]:
    return [text[low:high] for low, high in pairwise(starts)]


def test_marks_end_what_they_end() -> None:
    text = "开展培训，印发《清单，目录》；组织“评查；互查”。\n召开会议：研究"
    found = cut(text)
    assert pieces(text, found.sentences) == ["开展培训，印发《清单，目录》；组织“评查；互查”。", "\n", "召开会议：研究"]
    assert pieces(text, found.spans)[:2] == ["开展培训，印发《清单，目录》；", "组织“评查；互查”。"]
    assert pieces(text, found.clauses)[:2] == ["开展培训，", "印发《清单，目录》；"]
    assert pieces(text, found.clauses)[-2:] == ["召开会议：", "研究"]


def test_two_thousand_characters_are_one_sentence() -> None:
    text = "开展培训，" * 400
    assert list(cut(text).sentences) == [0, MOST]


def test_a_longer_sentence_is_cut_at_its_last_span() -> None:
    text = "开展培训；" * 399 + "组织检查，召开会议。"
    assert pieces(text, cut(text).sentences) == ["开展培训；" * 399, "组织检查，召开会议。"]


def test_a_longer_span_is_cut_at_its_last_clause() -> None:
    text = "开展培训，" * 399 + "组织了检查。"
    assert pieces(text, cut(text).spans) == ["开展培训，" * 399, "组织了检查。"]
    assert cut(text).sentences == cut(text).spans


def test_a_clause_without_any_mark_is_cut_between_characters() -> None:
    text = "检" * 4_500 + "。查"
    assert [len(piece) for piece in pieces(text, cut(text).clauses)] == [MOST, MOST, 501, 1]


@given(
    st.lists(
        st.sampled_from(["检" * 300, "开展培训，", "；", "。", "\n", "《条例》", "“一网通办”", "查" * 2_100]),
        max_size=60,
    )
)
def test_each_column_covers_the_text_and_none_is_too_long(parts: list[str]) -> None:
    text = "".join(parts)
    found = cut(text)
    for starts in (found.sentences, found.spans, found.clauses):
        assert "".join(pieces(text, starts)) == text
        assert list(starts[:-1]) == sorted(set(starts[:-1]))
        assert max(map(len, pieces(text, starts)), default=0) <= MOST
    assert set(found.sentences) <= set(found.spans) <= set(found.clauses)
