"""Coverage -> status -> score -> verdict."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.model import COVERAGES, Coverage, Finding, Gate, Level, Status
from checker.scoring import count, decide, score, share_earned, status_of

LEVELS: tuple[Level, ...] = ("required", "expected", "encouraged")


def finding(level: Level = "required", coverage: Coverage = "full", weight: float = 1.0, name: str = "甲") -> Finding:
    return Finding(
        criterion=f"test.{name}",
        name=name,
        group="test",
        level=level,
        weight=weight,
        status=status_of(level, coverage),
        coverage=coverage,
        message="",
        advice="",
        basis=(),
    )


@pytest.mark.parametrize(
    ("level", "full", "partial", "none"),
    [
        ("required", "pass", "warn", "fail"),
        ("expected", "pass", "warn", "warn"),
        ("encouraged", "pass", "pass", "not_applicable"),
    ],
)
def test_status_follows_from_level_and_coverage(level: Level, full: Status, partial: Status, none: Status) -> None:
    assert status_of(level, "full") == full
    assert status_of(level, "partial") == partial
    assert status_of(level, "none") == none
    assert status_of(level, "not_applicable") == "not_applicable"


def test_the_score_is_earned_over_possible_weight() -> None:
    findings = [
        finding("required", "full", 3),
        finding("expected", "partial", 2),
        finding("required", "none", 3),
        finding("required", "not_applicable", 3),
        finding("encouraged", "none", 1),
    ]
    result = score(findings, ["test"])
    assert (result.earned, result.possible) == (4.0, 8.0)
    assert result.value == 50.0
    assert result.groups == (("test", 4.0, 8.0),)


def test_nothing_applicable_scores_zero_and_fails() -> None:
    findings = [finding("required", "not_applicable")]
    assert score(findings, ["test"]).value == 0.0
    assert decide(findings, 0.0, Gate())[0] == "fail"


@given(
    st.lists(st.tuples(st.sampled_from(LEVELS), st.sampled_from(COVERAGES[:3]), st.integers(0, 5)), min_size=1),
    st.data(),
)
def test_more_evidence_never_lowers_the_score(rows: list[tuple[Level, Coverage, int]], data: st.DataObject) -> None:
    findings = [finding(level, coverage, float(weight)) for level, coverage, weight in rows]
    index = data.draw(st.integers(0, len(findings) - 1))
    better: dict[Coverage, Coverage] = {"none": "partial", "partial": "full", "full": "full"}
    coverage = better[findings[index].coverage]
    risen = replace(findings[index], coverage=coverage, status=status_of(findings[index].level, coverage))
    improved = [*findings[:index], risen, *findings[index + 1 :]]
    assert score(improved, ["test"]).value >= score(findings, ["test"]).value


@given(st.lists(st.tuples(st.sampled_from(LEVELS), st.sampled_from(COVERAGES)), min_size=1))
def test_the_counts_add_up_and_the_score_stays_in_bounds(rows: list[tuple[Level, Coverage]]) -> None:
    findings = [finding(level, coverage) for level, coverage in rows]
    assert sum(count(findings).values()) == len(findings)
    assert 0.0 <= score(findings, ["test"]).value <= 100.0
    assert all(0.0 <= share_earned(item) <= 1.0 for item in findings)


def test_an_error_fails_the_gate_and_earns_nothing() -> None:
    crashed = replace(finding(), status="error", coverage="none")
    assert share_earned(crashed) == 0.0
    verdict, reasons = decide([finding(), crashed], 50.0, Gate(fail_on=("fail", "error")))
    assert verdict == "fail"
    assert reasons == ("有 1 个条目未能判定：甲",)


def test_warns_alone_make_a_warn() -> None:
    assert decide([finding("expected", "none")], 0.0, Gate())[0] == "warn"
    assert decide([finding("expected", "none")], 0.0, Gate(max_warn=0))[0] == "fail"
    assert decide([finding()], 100.0, Gate())[0] == "pass"
    assert decide([finding()], 79.9, Gate(min_score=80))[0] == "fail"
    assert decide([finding("expected", "none")], 50.0, Gate(must_pass=("test.甲",)))[0] == "fail"


def test_what_could_not_be_judged_is_said_and_never_a_pass() -> None:
    findings = [finding(), replace(finding(coverage="none", name="乙"), status="error")]
    assert decide(findings, 50.0, Gate()) == ("warn", ("没有不符合的条目；有 1 个条目未能判定",))
    findings.append(finding("expected", "partial", name="丙"))
    assert decide(findings, 50.0, Gate()) == (
        "warn",
        ("没有不符合的条目；有 1 个条目需核对，有 1 个条目未能判定",),
    )
    assert decide([finding()], 100.0, Gate())[0] == "pass"
