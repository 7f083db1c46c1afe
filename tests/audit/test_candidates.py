"""Which pairs are worth comparing: in files cut small the same as in memory, and as by holding all against all."""

from __future__ import annotations

import random
from array import array
from itertools import combinations

import pytest

from checker.audit import candidates
from checker.audit.candidates import Samples


def _packed(blocks: list[list[int]]) -> bytes:
    head = array("I", [len(blocks), *map(len, blocks)])
    return head.tobytes() + array("I", [number for block in blocks for number in sorted(block)]).tobytes()


def _cohort(seed: int, count: int = 60) -> dict[int, list[list[int]]]:
    """Reports of four blocks; every fifth takes a block from one before it, all share what is boilerplate."""
    rng = random.Random(seed)
    common = [rng.randrange(1 << 32) for _ in range(6)]
    made: dict[int, list[list[int]]] = {}
    for report in range(count):
        blocks = [[rng.randrange(1 << 32) for _ in range(12)] + rng.sample(common, 4) for _ in range(4)]
        if report and report % 5 == 0:
            blocks[rng.randrange(4)] = list(made[rng.randrange(report)][rng.randrange(4)])
        made[report] = blocks
    return made


def _found(cohort: dict[int, list[list[int]]]) -> list[tuple[int, int]]:
    samples = Samples(lambda report: _packed(cohort[report]), sorted(cohort))
    return list(candidates.candidates(samples, 0.3))


@pytest.mark.parametrize("seed", [1, 2])
def test_candidates_are_the_pairs_with_a_block_in_common(seed: int) -> None:
    cohort = _cohort(seed)
    counts: dict[int, int] = {}
    for blocks in cohort.values():
        for number in {number for block in blocks for number in block}:
            counts[number] = counts.get(number, 0) + 1
    rare = {number for number, held in counts.items() if 2 <= held <= 12}
    whole = {report: {number for block in blocks for number in block} & rare for report, blocks in cohort.items()}
    wanted = [pair for pair in combinations(sorted(cohort), 2) if len(whole[pair[0]] & whole[pair[1]]) >= 4]
    assert sorted(_found(cohort)) == wanted
    assert len(wanted) >= 8


def test_small_files_give_what_memory_gives(monkeypatch: pytest.MonkeyPatch) -> None:
    cohort = _cohort(3)
    whole = _found(cohort)
    monkeypatch.setattr(candidates, "_IN_MEMORY", 100)
    assert sorted(_found(cohort)) == sorted(whole)
    # A part that holds more than is sorted at a time is cut again, down to one report or gram.
    for at_once in (400, 60, 1):
        monkeypatch.setattr(candidates, "_AT_ONCE", at_once)
        assert sorted(_found(cohort)) == sorted(whole)


def test_boilerplate_is_what_a_fifth_of_the_cohort_has() -> None:
    cohort = {report: [[7, 100 + report], [9] if report < 3 else [200 + report]] for report in range(10)}
    samples = Samples(lambda report: _packed(cohort[report]), sorted(cohort))
    list(candidates.candidates(samples, 0.3))
    assert samples.common == {7, 9}
    assert samples[0] == ((frozenset({100}), frozenset()), frozenset({100}))


def test_nine_reports_have_no_boilerplate() -> None:
    cohort = {report: [[7, 100 + report]] for report in range(9)}
    samples = Samples(lambda report: _packed(cohort[report]), sorted(cohort))
    list(candidates.candidates(samples, 0.3))
    assert samples.common == frozenset()


def test_block_too_short_in_the_sample_is_no_candidate() -> None:
    three, four = [1, 2, 3], [1, 2, 3, 4]
    for shared, likely in ((three, False), (four, True)):
        cohort = {0: [[*shared, 50]], 1: [[*shared, 60]]}
        samples = Samples(lambda report: _packed(cohort[report]), [0, 1])  # noqa: B023 — used within the turn
        assert samples.are_likely(0, 1, 0.3) == likely
