"""What decided a verdict is said in both languages, from the same findings."""

from __future__ import annotations

from dataclasses import replace

import pytest

from checker.model import Assessment, Coverage, Finding, Gate, Status
from checker.rendering.english_reasons import reasons_en
from checker.scoring import decide
from tests.rendering import samples


def made(statuses: dict[Status, int], gate: Gate) -> Assessment:
    """An assessment with so many findings of each status and a score of 46.2."""
    sample = samples.realistic()
    of_status: dict[Status, Coverage] = {"pass": "full", "not_applicable": "not_applicable"}
    first = replace(sample.rubric.criteria[0], name="甲、乙", name_en="A and B", before=None)
    findings: list[Finding] = []
    for status, count in statuses.items():
        one = replace(sample.findings[0], criterion=first.id, name=first.name, status=status, waiver=None)
        findings += [replace(one, coverage=of_status.get(status, "none"))] * count
    rubric = replace(sample.rubric, criteria=(first,), gate=gate, purpose="check")
    score = replace(sample.score, value=46.2)
    _, said = decide(findings, score.value, gate)
    return replace(sample, rubric=rubric, findings=tuple(findings), score=score, gate={}, gate_reasons=said)


LAX = Gate(fail_on=(), min_score=0)


@pytest.mark.parametrize(
    ("statuses", "gate", "chinese", "english"),
    [
        ({"pass": 2}, LAX, "所有适用条目均符合", "All applicable criteria pass"),
        (
            {"pass": 1, "warn": 2},
            LAX,
            "没有不符合的条目；有 2 个条目需核对",
            "No criterion is Fail; 2 criteria are To check",
        ),
        (
            {"warn": 1, "error": 3},
            LAX,
            "没有不符合的条目；有 1 个条目需核对，有 3 个条目未能判定",
            "No criterion is Fail; 1 criterion is To check, 3 criteria are Not judged",
        ),
        (
            {"fail": 2},
            Gate(fail_on=("fail",), min_score=0),
            "有 2 个条目不符合：甲、乙、甲、乙",
            "2 criteria are Fail: A and B, A and B",
        ),
        ({"pass": 1}, Gate(fail_on=(), min_score=60), "得分 46.2 低于门槛 60", "The score of 46.2 is below 60"),
        (
            {"warn": 7},
            Gate(fail_on=(), min_score=0, max_warn=5),
            "需核对的条目有 7 个，多于门槛 5 个",
            "7 criteria are To check, more than the 5 allowed",
        ),
        ({"not_applicable": 2}, LAX, "没有一个条目可以判断", "No criterion could be judged"),
    ],
)
def test_each_reason_is_said_in_both(statuses: dict[Status, int], gate: Gate, chinese: str, english: str) -> None:
    sample = made(statuses, gate)
    assert (sample.gate_reasons, reasons_en(sample)) == ((chinese,), (english,))


def test_what_must_pass_is_named_in_english() -> None:
    must = samples.realistic().rubric.criteria[0].id
    sample = made({"warn": 1}, Gate(fail_on=(), min_score=0, must_pass=(must,)))
    assert sample.gate_reasons == ("必须通过的条目未通过：甲、乙",)
    assert reasons_en(sample) == ("Criteria that must pass do not: A and B",)


def test_a_policy_is_told_as_its_record_tells_it() -> None:
    broken = replace(made({"pass": 1}, LAX), gate={"outcome": "broken"}, gate_reasons=("得分 46.2 低于 60",))
    assert reasons_en(broken) == ("得分 46.2 低于 60",)
    held = replace(broken, gate={"outcome": "held"}, gate_reasons=("门槛的各项条件都满足",))
    assert reasons_en(held) == ("All conditions of the policy are met",)
