"""The gate: a policy held against one assessment, clause by clause.

Nothing here reads the clock: ``today`` is an argument. A report passes where every clause holds, fails
where one is broken, and stays undecided where one could not be judged and none is broken. A report of
which nothing could be judged never passes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from checker import waivers as waiving
from checker.gate.baseline import Against
from checker.gate.clause import Clause, Outcome
from checker.gate.policy import Policy, fit, record
from checker.gate.words import asks, found
from checker.model import Assessment, Finding, Verdict
from checker.waivers import Use, Waiver

EXIT: dict[Outcome, int] = {"held": 0, "broken": 1, "undecided": 2}


@dataclass(frozen=True, slots=True)
class Decision:
    """What the gate says of one report. ``assessment`` carries the waivers, the verdict and the record."""

    assessment: Assessment
    policy: Policy
    clauses: tuple[Clause, ...]
    outcome: Outcome
    uses: tuple[Use, ...] = ()
    against: Against | None = None

    @property
    def exit(self) -> int:
        """0 the gate holds (or the policy only advises), 1 it does not, 2 it could not be judged."""
        return 0 if self.outcome == "broken" and self.policy.advise else EXIT[self.outcome]


def judge(
    assessment: Assessment,
    policy: Policy,
    today: date,
    waivers: Sequence[Waiver] | None = None,
    against: Against | None = None,
) -> Decision:
    """Hold one report against a policy; ``waivers=None`` means that none are used at all.

    Raises ``PolicyError`` where the policy names a criterion that the report's rubric does not have.
    """
    policy = fit(policy, assessment.rubric)
    uses: tuple[Use, ...] = ()
    if waivers is not None:
        assessment, uses = waiving.apply(assessment, waivers, today, policy.waivers)
    clauses = tuple(_clauses(assessment, policy, against))
    outcomes = {clause.outcome for clause in clauses}
    outcome: Outcome = "broken" if "broken" in outcomes else "undecided" if "undecided" in outcomes else "held"
    # Where nothing was judged no other clause means anything.
    if clauses[0].outcome == "undecided":
        outcome = "undecided"
    decided = Decision(assessment, policy, clauses, outcome, uses, against)
    verdict: Verdict = "fail"
    if outcome == "held":
        verdict = "warn" if any(f.status == "warn" and f.waiver is None for f in assessment.findings) else "pass"
    reasons = tuple(found(clause, "zh") for clause in clauses if clause.outcome != "held")
    stamped = replace(
        assessment,
        verdict=verdict,
        gate_reasons=reasons or ("门槛的各项条件都满足",),
        gate=_record(decided, today),
    )
    return replace(decided, assessment=stamped)


def _clauses(assessment: Assessment, policy: Policy, against: Against | None) -> Iterable[Clause]:
    findings = assessment.findings
    active = [finding for finding in findings if finding.waiver is None]
    judged = sum(finding.status in ("pass", "warn", "fail") for finding in findings)
    yield Clause("judged", "held" if judged else "undecided", value=judged, asked=len(findings))
    yield _errors(active, policy)
    if policy.must_pass:
        yield _must_pass(findings, policy)
    for level, statuses in policy.forbid:
        hit = [f for f in active if f.level == level and f.status in statuses]
        yield _with(
            Clause("forbid", "held", level=level, statuses=statuses, where=policy.where(f"forbid.{level}")), hit
        )
    if policy.max_warn is not None:
        counted = [f for f in active if f.status == "warn" or (f.status == "error" and policy.error == "warn")]
        clause = Clause("max_warn", "held", value=len(counted), limit=policy.max_warn, where=policy.where("max_warn"))
        yield _with(clause, counted) if len(counted) > policy.max_warn else clause
    if policy.min_score:
        score = assessment.score
        if policy.score == "with_waivers" and assessment.score_waived is not None:
            score = assessment.score_waived
        yield Clause(
            "min_score",
            "held" if score.value >= policy.min_score else "broken",
            value=score.value,
            limit=policy.min_score,
            where=policy.where("min_score"),
        )
    if policy.baseline_forbid or policy.baseline_demanded:
        yield _baseline(findings, policy, against)


def _with(clause: Clause, hit: Sequence[Finding], outcome: Outcome = "broken") -> Clause:
    """The clause as ``hit`` leaves it: untouched where nothing was hit."""
    if not hit:
        return clause
    return replace(clause, outcome=outcome, criteria=tuple(f.criterion for f in hit), names=tuple(f.name for f in hit))


def _errors(active: Sequence[Finding], policy: Policy) -> Clause:
    outcomes: dict[str, Outcome] = {"fail": "broken", "warn": "held", "undecided": "undecided"}
    clause = Clause("error", "held", statuses=(policy.error,), where=policy.where("count"))
    return _with(clause, [f for f in active if f.status == "error"], outcomes[policy.error])


def _must_pass(findings: Sequence[Finding], policy: Policy) -> Clause:
    """A waived criterion has passed; one that could not be judged has not, whatever else errors count as."""
    wanted = set(policy.must_pass)
    well = {"pass", "not_applicable"} if policy.not_applicable == "ignore" else {"pass"}
    missed = [f for f in findings if f.criterion in wanted and f.waiver is None and f.status not in well]
    only_errors = all(f.status == "error" for f in missed) and policy.error == "undecided"
    clause = Clause("must_pass", "held", asked=len(wanted), where=policy.where("must_pass"))
    return _with(clause, missed, "undecided" if only_errors else "broken")


def _baseline(findings: Sequence[Finding], policy: Policy, against: Against | None) -> Clause:
    where = policy.where("baseline")
    clause = Clause("baseline", "held", statuses=policy.baseline_forbid, where=where)
    if against is None:
        return replace(clause, outcome="undecided" if policy.baseline_demanded else "held", value=-1)
    waived = {finding.criterion for finding in findings if finding.waiver is not None}
    named = {finding.criterion: finding for finding in findings}
    hit = [
        named[item.criterion]
        for item in against.items
        if item.state in policy.baseline_forbid and item.criterion in named and item.criterion not in waived
    ]
    return _with(clause, hit)


def _record(decision: Decision, today: date) -> dict[str, Any]:
    """The decision as plain data: what JSON shows under ``gate``."""
    against = decision.against
    return {
        "policy": record(decision.policy),
        "today": today.isoformat(),
        "outcome": decision.outcome,
        "exit": decision.exit,
        "clauses": [
            {
                "kind": clause.kind,
                "outcome": clause.outcome,
                "asks": asks(clause, "zh"),
                "found": found(clause, "zh"),
                "criteria": list(clause.criteria),
                "where": clause.where,
            }
            for clause in decision.clauses
        ],
        "waivers": [
            {"where": use.waiver.where, "criterion": use.waiver.criterion, "state": use.state, "note": use.note}
            for use in decision.uses
        ],
        "baseline": None if against is None else against.record(),
    }
