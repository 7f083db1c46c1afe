"""Ahead answers as a search in every stretch would, asked in text order."""

from __future__ import annotations

import re

from checker.text.ahead import Ahead

TEXT = "一句。结转三件，办结两件。无事。上年结转五件。"
SENTENCES = [(0, 3), (3, 13), (13, 16), (16, 23)]


def test_says_where_the_pattern_may_stand() -> None:
    ahead = Ahead(re.compile("结转"), TEXT)
    assert [ahead.may_stand_in(start, end) for start, end in SENTENCES] == [False, True, False, True]


def test_overlapping_stretches_are_asked_by_their_starts() -> None:
    ahead = Ahead(re.compile("结转"), TEXT)
    assert [ahead.may_stand_in(0, 13), ahead.may_stand_in(3, 16), ahead.may_stand_in(13, 23)] == [True, True, True]


def test_a_pattern_that_stands_nowhere() -> None:
    ahead = Ahead(re.compile("应诉"), TEXT)
    assert not any(ahead.may_stand_in(start, end) for start, end in SENTENCES)
