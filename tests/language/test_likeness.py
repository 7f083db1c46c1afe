"""What a matter sounds like, from its sample sentences; which spans of a text sound like it."""

from __future__ import annotations

from math import log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.cache import sealed, unsealed
from checker.language.likeness import FEWEST, Likeness, Samples, from_plain, lines, pairs_of, weigh
from checker.language.segments import cut
from checker.language.sounding import Spans

_BENCH = ["河边晒网三次"] * FEWEST
_OTHER = ["山上种树三次"] * FEWEST


def weights(told: list[str], near: list[str] | None = None, **others: list[str]) -> dict[str, int]:
    samples = {"a": Samples(told, near or []), **{name: Samples(said) for name, said in others.items()}}
    return dict(from_plain(weigh(samples)["a"]).weights)


def test_a_pair_weighs_the_log_of_how_much_oftener_it_stands_in_the_matter() -> None:
    found = weights(_BENCH, other=_OTHER)
    assert found["晒网"] == round(10 * log((20.1 / 20.2) / (0.1 / 20.2)))
    # what both have in common tells nothing
    assert "三次" not in found


def test_a_matter_with_few_samples_sounds_like_nothing() -> None:
    assert weigh({"a": Samples(_BENCH[1:])}) == {}
    assert list(weigh({"a": Samples(_BENCH)})) == ["a"]


def test_a_pair_of_several_near_misses_weighs_by_how_seldom_it_is_among_them() -> None:
    far = ["山上种树"] * 4
    assert weights(_BENCH, far, other=_OTHER)["晒网"] == round(10 * log((20.1 / 20.2) / (0.1 / 24.2)))
    # one is chance, and counts as any other sentence does
    assert weights(_BENCH, ["山上晒网", *far[1:]], other=_OTHER)["晒网"] == round(
        10 * log((20.1 / 20.2) / (1.1 / 24.2))
    )
    assert "晒网" not in weights(_BENCH, ["山上晒网"] * 2 + far[2:], other=_OTHER)  # in half of them
    assert weights(_BENCH, ["山上晒网"] * 2 + far * 3, other=_OTHER)["晒网"] == round(
        10 * log((20.1 / 20.2) / (2.1 / 14.2))
    )


def test_titles_and_figures_are_in_no_pair() -> None:
    assert list(pairs_of("印发3件，《办法》")) == ["印发", "办法"]
    assert "办法" not in weights(["印发《管理办法》晒网"] * FEWEST, other=_OTHER)


def test_plain_data_holds_all_and_can_be_kept() -> None:
    plain = weigh({"a": Samples(_BENCH, must=["网"]), "b": Samples(_OTHER)})
    assert from_plain(unsealed(sealed(plain))["a"]) == from_plain(plain["a"])
    assert from_plain(plain["a"]).must == ("网",)


@given(st.permutations(_BENCH[:3] + ["河边补网两次", "岸上晒网", "晒网"] * 6))
def test_the_order_of_samples_is_nothing(told: list[str]) -> None:
    assert weights(told, other=_OTHER) == weights(sorted(told), other=_OTHER)


def test_lines_of_a_block() -> None:
    assert lines("\n  甲。\n# 说明\n\n乙\n") == ["甲。", "乙"]


# ------------------------------------------------------------------------------- spans

_WHOLE = Likeness({"晒网": 60, "网补": 40, "河边": 20}, ())


def spans_of(text: str) -> Spans:
    return Spans(text, cut(text), 0, len(text))


def test_the_span_most_alike_comes_first_with_its_place() -> None:
    text = "山上种树。河边种树；河边晒网补船，山上种树。"
    found = spans_of(text).alike(_WHOLE, 1.0, 9)
    assert [text[start:end] for _, start, end in found] == ["河边晒网补船，山上种树。", "河边种树；"]
    # 6 + 4 + 2 over the root of nine: five pairs before the comma, three behind it, and one
    assert found[0][0] == pytest.approx(12 / 3)


def test_the_heart_is_what_weighs_in_the_clause_that_weighs_most() -> None:
    text = "河边种树，到东岸晒网补船。"
    start, end = spans_of(text).heart(_WHOLE, 0, len(text))
    assert text[start:end] == "晒网补"


def test_what_stands_in_a_title_is_not_heard() -> None:
    assert spans_of("学习《河边晒网补船办法》。").alike(_WHOLE, 0.1, 9) == []


def test_one_of_the_words_that_must_be_there_is() -> None:
    text = "河边晒网。河边晒网补船。"
    found = spans_of(text).alike(Likeness(_WHOLE.weights, ("船",)), 0.1, 9)
    assert [text[start:end] for _, start, end in found] == ["河边晒网补船。"]


@given(st.text(alphabet="河边晒网补船山上种树，。；《》3\n", max_size=60))
def test_hearts_lie_in_their_spans(text: str) -> None:
    spans = spans_of(text)
    for much, start, end in spans.alike(_WHOLE, 0.1, 99):
        low, high = spans.heart(_WHOLE, start, end)
        assert start <= low < high <= end
        assert much > 0
        assert spans.is_foremost(_WHOLE, low, [Likeness({"种树": 1}, ())])
