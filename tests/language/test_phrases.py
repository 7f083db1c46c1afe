"""Phrases are found the same in the first text, which gets an automaton of its own, and in those after it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from checker.language import phrases
from checker.language.phrases import PhraseFinder

_words = st.text("甲乙丙。", min_size=1, max_size=5)


def test_every_place_is_found_in_the_order_of_the_ends_the_longer_first() -> None:
    finder = PhraseFinder(["法治", "法治政府", "政府", "府", "督察"])
    text = "法治政府𠮷督察"
    expected = [(0, 0, 2), (1, 0, 4), (2, 2, 4), (3, 3, 4), (4, 5, 7)]
    assert finder.within(text)(text) == expected
    assert finder.within(text)(text) == expected


@given(st.lists(_words, unique=True, max_size=8), st.text("甲乙丙。𠮷\n", max_size=40), st.integers(0, 40))
def test_the_first_text_and_its_pieces_are_read_as_any_other(words: list[str], text: str, cut: int) -> None:
    finder = PhraseFinder(words)
    first, later = finder.within(text), finder.within(text)
    plain = {
        (number, at, at + len(word))
        for number, word in enumerate(words)
        for at in range(len(text))
        if text.startswith(word, at)
    }
    assert set(later(text)) == plain
    for piece in (text, text[:cut], text[cut:]):
        assert first(piece) == later(piece)


def test_a_long_first_text_gets_no_automaton_of_its_own() -> None:
    text = "甲乙" * (phrases._SHORT // 2 + 1)
    finder = PhraseFinder(["乙甲", "丙"])
    assert len(finder.within(text)(text)) == phrases._SHORT // 2
    assert "automaton" in vars(finder)


def test_of_no_phrases_none_is_found() -> None:
    finder = PhraseFinder([])
    assert [finder.within("甲乙")("甲乙") for _ in range(2)] == [[], []]
