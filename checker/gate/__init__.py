"""The gate: a policy's clauses on findings, score and waivers decide whether a report may go on."""

from checker.gate.decision import Decision, judge

__all__ = ["Decision", "judge"]
