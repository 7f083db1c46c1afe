"""The built-in rubric's data are held by its cases: of what is taken away, nearly all is missed."""

from __future__ import annotations

import pytest

from checker.measuring.mutate import KINDS, Verdict, mutate, tally
from checker.rubric.more_cases import load_with_cases

SAMPLE = 1600
LEAST = 0.95


@pytest.fixture(scope="module")
def verdicts() -> list[Verdict]:
    return mutate(load_with_cases("law-government-2021"), sample=SAMPLE, seed=20211)


def test_of_every_kind_nearly_all_that_is_taken_away_is_missed(verdicts: list[Verdict]) -> None:
    counts = tally(verdicts)
    assert set(counts) == {*KINDS, "合计"}
    survivors = [verdict.mutant for verdict in verdicts if not verdict.killed]
    for kind, (count, killed, _) in counts.items():
        assert killed >= LEAST * count, (kind, survivors)
