"""Every row of the gate's truth table: each clause held, broken, open; and how clauses add up."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.gate import Decision, judge
from checker.gate.baseline import compare, of_assessment
from checker.gate.policy import Policy, load_policy, policy_names
from checker.model import COVERAGES, Coverage, Gate, Level, Status
from tests.gate.made import TODAY, assessment, row, waiver
from tests.rendering.samples import Row

PASS = row("甲")
ERROR = row("错", "required", "none", "error")
BASE = Policy("mine", "我的")


def decide(rows: list[Row], policy: Policy, gate: Gate | None = None) -> Decision:
    return judge(assessment(rows, gate), policy, TODAY)


# policy, findings beside one pass, exit status
TABLE: list[tuple[str, Policy, list[Row], int]] = [
    ("no clause", BASE, [], 0),
    ("no clause, fail", BASE, [row("乙", "required", "none")], 0),
    # must_pass
    ("must pass: pass", replace(BASE, must_pass=("duty.乙",)), [row("乙")], 0),
    ("must pass: warn", replace(BASE, must_pass=("duty.乙",)), [row("乙", "required", "partial")], 1),
    ("must pass: fail", replace(BASE, must_pass=("duty.乙",)), [row("乙", "required", "none")], 1),
    ("must pass: expected, none", replace(BASE, must_pass=("duty.乙",)), [row("乙", "expected", "none")], 1),
    ("must pass: n/a ignored", replace(BASE, must_pass=("duty.乙",)), [row("乙", coverage="not_applicable")], 0),
    (
        "must pass: n/a fails",
        replace(BASE, must_pass=("duty.乙",), not_applicable="fail"),
        [row("乙", coverage="not_applicable")],
        1,
    ),
    ("must pass: error as fail", replace(BASE, must_pass=("duty.错",)), [ERROR], 1),
    ("must pass: error as warn", replace(BASE, must_pass=("duty.错",), error="warn"), [ERROR], 1),
    ("must pass: error undecided", replace(BASE, must_pass=("duty.错",), error="undecided"), [ERROR], 2),
    # forbid
    ("forbid fail: pass", replace(BASE, forbid=(("required", ("fail",)),)), [], 0),
    ("forbid fail: warn", replace(BASE, forbid=(("required", ("fail",)),)), [row("乙", coverage="partial")], 0),
    ("forbid fail: fail", replace(BASE, forbid=(("required", ("fail",)),)), [row("乙", coverage="none")], 1),
    ("forbid warn: warn", replace(BASE, forbid=(("required", ("fail", "warn")),)), [row("乙", coverage="partial")], 1),
    ("forbid warn of required: expected warns", replace(BASE, forbid=(("required", ("warn",)),)),
     [row("乙", "expected", "none")], 0),
    ("forbid warn of expected", replace(BASE, forbid=(("expected", ("warn",)),)), [row("乙", "expected", "none")], 1),
    ("forbid n/a", replace(BASE, forbid=(("encouraged", ("not_applicable",)),)), [row("乙", "encouraged", "none")], 1),
    # errors
    ("error as fail", BASE, [ERROR], 1),
    ("error as warn", replace(BASE, error="warn"), [ERROR], 0),
    ("error undecided", replace(BASE, error="undecided"), [ERROR], 2),
    ("error as warn, none allowed", replace(BASE, error="warn", max_warn=0), [ERROR], 1),
    ("error undecided beside a fail", replace(BASE, error="undecided", forbid=(("required", ("fail",)),)),
     [ERROR, row("乙", coverage="none")], 1),
    # warns
    ("warns at the limit", replace(BASE, max_warn=1), [row("乙", "expected", "none")], 0),
    ("warns over the limit", replace(BASE, max_warn=1),
     [row("乙", "expected", "none"), row("丙", "expected", "partial")], 1),
    ("no warns allowed", replace(BASE, max_warn=0), [row("乙", coverage="partial")], 1),
    # score: one pass of 3 beside one required fail of 3 is 50
    ("score at the limit", replace(BASE, min_score=50.0), [row("乙", coverage="none")], 0),
    ("score below the limit", replace(BASE, min_score=50.1), [row("乙", coverage="none")], 1),
    # baseline
    ("no baseline, none demanded", replace(BASE, baseline_forbid=("new",)), [], 0),
    ("no baseline, one demanded", replace(BASE, baseline_demanded=True), [], 2),
    # advice
    ("advice: fail", replace(BASE, advise=True, forbid=(("required", ("fail",)),)), [row("乙", coverage="none")], 0),
    ("advice: undecided", replace(BASE, advise=True, error="undecided"), [ERROR], 2),
]  # fmt: skip


@pytest.mark.parametrize(("policy", "rows", "exit_"), [line[1:] for line in TABLE], ids=[line[0] for line in TABLE])
def test_truth_table(policy: Policy, rows: list[Row], exit_: int) -> None:
    assert decide([PASS, *rows], policy).exit == exit_


@pytest.mark.parametrize(
    "rows", [[], [row("乙", coverage="not_applicable")], [ERROR], [row("丙", "encouraged", "none")]]
)
@pytest.mark.parametrize("advise", [False, True])
def test_nothing_judged_is_never_a_pass(rows: list[Row], advise: bool) -> None:
    policy = replace(BASE, advise=advise, error="warn")
    decision = decide(rows, policy)
    assert (decision.outcome, decision.exit) == ("undecided", 2)
    assert decision.assessment.verdict == "fail"
    assert decision.assessment.gate_reasons[0] == "没有一个条目可以判断，不能作出结论"


def test_nothing_judged_stays_undecided_when_the_error_is_waived() -> None:
    made = assessment([ERROR])
    decision = judge(made, replace(BASE, waivers=replace(BASE.waivers)), TODAY, [waiver(made, "duty.错")])
    assert decision.uses[0].state == "applied"
    assert decision.exit == 2


@pytest.mark.parametrize(
    ("gate", "rows", "exit_"),
    [
        (Gate(), [row("乙", coverage="none")], 1),
        (Gate(fail_on=("warn",)), [row("乙", "expected", "none")], 1),
        (Gate(fail_on=()), [row("乙", coverage="none")], 0),
        (Gate(must_pass=("duty.乙",)), [row("乙", coverage="partial")], 1),
        (Gate(min_score=51), [row("乙", coverage="none")], 1),
        (Gate(max_warn=0), [row("乙", "expected", "none")], 1),
        (Gate(max_warn=1), [row("乙", "expected", "none")], 0),
        (Gate(fail_on=("error",)), [ERROR], 1),
    ],
)
def test_the_rubrics_own_gate_joins_in_where_asked(gate: Gate, rows: list[Row], exit_: int) -> None:
    assert decide([PASS, *rows], replace(BASE, rubric_gate=True, error="warn"), gate).exit == exit_
    assert decide([PASS, *rows], replace(BASE, error="warn"), gate).exit == 0


@pytest.mark.parametrize("state", ["new", "regressed"])
@pytest.mark.parametrize(
    ("before", "after"), [("full", "none"), ("partial", "none"), ("none", "none"), ("none", "full")]
)
def test_no_regressions(state: str, before: Coverage, after: Coverage) -> None:
    old, new = assessment([PASS, row("乙", coverage=before)]), assessment([PASS, row("乙", coverage=after)])
    against = compare(of_assessment(old), new)
    broken = {("full", "none"): "new", ("partial", "none"): "regressed"}.get((before, after)) == state
    decision = judge(new, replace(BASE, baseline_forbid=(state,)), TODAY, None, against)
    assert decision.exit == int(broken)
    if broken:
        word = {"new": "新出现", "regressed": "有退步"}[state]
        assert decision.assessment.gate_reasons == (f"与基线相比有 1 个“{word}”的条目：条目乙",)


def test_a_waived_regression_does_not_count() -> None:
    old, new = assessment([PASS, row("乙")]), assessment([PASS, row("乙", coverage="none")])
    policy = replace(BASE, baseline_forbid=("new",))
    decision = judge(new, policy, TODAY, [waiver(new, "duty.乙")], compare(of_assessment(old), new))
    assert decision.exit == 0


def test_the_deciding_sentences() -> None:
    rows = [PASS, row("乙", coverage="none"), row("丙", "expected", "none"), ERROR]
    policy = replace(BASE, must_pass=("duty.丙",), forbid=(("required", ("fail", "warn")),), max_warn=0, min_score=90.0)
    decision = decide(rows, policy)
    assert decision.assessment.gate_reasons == (
        "有 1 个条目未能判定：条目错",
        "必须符合的条目未通过：条目丙",
        "必备条目有 1 个“不符合”或“需核对”：条目乙",
        "需核对的条目有 1 个，多于规定的 0 个：条目丙",
        f"得分 {decision.assessment.score.value:.1f}，低于规定的 90",
    )
    assert decision.assessment.verdict == "fail"


def test_a_gate_that_holds_says_so() -> None:
    assert decide([PASS], BASE).assessment.gate_reasons == ("门槛的各项条件都满足",)
    assert decide([PASS], BASE).assessment.verdict == "pass"
    assert decide([PASS, row("乙", "expected", "none")], BASE).assessment.verdict == "warn"


ROWS = st.lists(
    st.tuples(
        st.sampled_from(["required", "expected", "encouraged"]),
        st.sampled_from(COVERAGES),
        st.sampled_from([None, None, None, "error"]),
    ),
    max_size=6,
)
STATUSES: tuple[Status, ...] = ("fail", "warn", "not_applicable")


def made_rows(drawn: list[tuple[Level, Coverage, Status | None]]) -> list[Row]:
    return [row(f"第{i}", level, coverage, status) for i, (level, coverage, status) in enumerate(drawn)]


@given(ROWS, st.sampled_from(["fail", "warn", "undecided"]), st.booleans(), st.integers(0, 3), st.floats(0, 100))
def test_exit_follows_the_clauses(
    drawn: list[tuple[Level, Coverage, Status | None]], error: str, advise: bool, warns: int, score: float
) -> None:
    policy = replace(
        BASE, error=error, advise=advise, max_warn=warns, min_score=score, forbid=(("required", STATUSES),)
    )  # type: ignore[arg-type]
    decision = decide(made_rows(drawn), policy)
    judged = any(f.status in ("pass", "warn", "fail") for f in decision.assessment.findings)
    broken = any(clause.outcome == "broken" for clause in decision.clauses)
    opened = any(clause.outcome == "undecided" for clause in decision.clauses)
    expected = 2 if not judged else int(not advise) if broken else 2 if opened else 0
    assert decision.exit == expected
    assert (decision.outcome == "held") == (decision.assessment.verdict != "fail")
    # advice never holds back, and never turns what could not be judged into a pass
    if advise:
        assert decision.exit in (0, 2)


@given(ROWS)
def test_a_criterion_in_error_never_passes_a_must(drawn: list[tuple[Level, Coverage, Status | None]]) -> None:
    rows = [PASS, *made_rows(drawn), ERROR]
    for error in ("fail", "warn", "undecided"):
        assert decide(rows, replace(BASE, must_pass=("duty.错",), error=error)).exit != 0  # type: ignore[arg-type]


def test_builtin_policies() -> None:
    assert policy_names() == ("advisory", "publication", "submission")
    assert load_policy("advisory").advise
    assert not load_policy("submission").advise
    for name in policy_names():
        policy = load_policy(name)
        assert policy.id == name
        assert "reporting.upward" in policy.must_pass
        assert {"text.placeholders", "text.residue", "numbers.plausible"} <= set(policy.must_pass)
        assert policy.error == "fail"
    assert load_policy("publication").forbid == (("required", ("fail", "warn")),)
    assert load_policy("submission").waivers.second_approver == ("required",)
