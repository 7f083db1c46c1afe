"""Planted slips are found: recall per class on clean reports, by a fixed seed."""

from __future__ import annotations

import pytest

from tests.rules.mutations_text import MUTATORS, false_alarms, is_found, mutations


@pytest.mark.parametrize("criterion", sorted(MUTATORS))
def test_recall_and_false_alarms(criterion: str) -> None:
    made = list(mutations(criterion, 40))
    missed = [mutation.what for mutation in made if not is_found(mutation)]
    assert len(made) == 40
    assert len(missed) <= len(made) * 0.05, missed
    assert false_alarms(criterion) == 0
