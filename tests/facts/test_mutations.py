"""Planted slips are found, and clean texts stay quiet. Run as a script to print the table."""

from __future__ import annotations

import pytest

from tests.facts import helpers
from tests.facts.mutations import BUILDERS, clean_text, planted

SEEDS = 140
CLEAN = 100


def recall(criterion: str) -> tuple[int, int, list[str]]:
    """(found, planted, the texts of the missed ones)."""
    missed = []
    for seed in range(SEEDS):
        slip = planted(criterion, seed)
        found = helpers.detect(criterion, slip.text).defects
        if not any(defect.start < slip.end and slip.start < defect.end for defect in found):
            missed.append(slip.text[slip.start : slip.end])
    return SEEDS - len(missed), SEEDS, missed


def alarms(criterion: str) -> tuple[int, int, list[str]]:
    """(alarms, characters, their texts) on clean texts."""
    characters = 0
    shown = []
    for seed in range(CLEAN):
        text = clean_text(seed)
        characters += len(text)
        for defect in helpers.detect(criterion, text).defects:
            shown.append(text[defect.start : defect.end] + " | " + defect.message)
    return len(shown), characters, shown


@pytest.mark.parametrize("criterion", sorted(BUILDERS))
def test_planted_slips_are_found(criterion: str) -> None:
    found, total, missed = recall(criterion)
    assert found / total >= 0.95, missed[:10]


@pytest.mark.parametrize("criterion", sorted(BUILDERS))
def test_clean_texts_stay_quiet(criterion: str) -> None:
    count, characters, shown = alarms(criterion)
    assert count <= characters / 20_000, shown[:10]


def table() -> str:
    rows = []
    for criterion in BUILDERS:
        found, total, _ = recall(criterion)
        count, characters, _ = alarms(criterion)
        rows.append(f"{criterion:20} {found}/{total} {found / total:.3f}  {count} in {characters}")
    return "\n".join(rows)


if __name__ == "__main__":
    import sys

    sys.stdout.write(table() + "\n")
