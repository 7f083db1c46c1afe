"""What decided a verdict, in English: :func:`checker.scoring.decide` says the same in Chinese."""

from __future__ import annotations

from checker.model import Assessment
from checker.rendering.outcomes import is_map, map_reason_en
from checker.scoring import Reason, weigh

_STATUS = {"fail": "Fail", "error": "Not judged", "warn": "To check"}


def reasons_en(assessment: Assessment) -> tuple[str, ...]:
    """One sentence for each reason. What a policy decided stays as the policy's record tells it."""
    if is_map(assessment):
        return (map_reason_en(assessment),)
    if assessment.gate:
        held = assessment.gate["outcome"] == "held"
        return ("All conditions of the policy are met",) if held else assessment.gate_reasons
    _, reasons = weigh(assessment.findings, assessment.score.value, assessment.rubric.gate)
    return tuple(_said(reason, assessment) for reason in reasons)


def _said(reason: Reason, assessment: Assessment) -> str:
    named = {one.id: one.name_en or one.name for one in assessment.rubric.criteria}
    names = ", ".join(named.get(finding.criterion, finding.name) for finding in reason.findings)
    match reason.kind:
        case "fail" | "error" | "warn":
            return f"{_counted(len(reason.findings), reason.kind)}: {names}"
        case "missed":
            return f"Criteria that must pass do not: {names}"
        case "score":
            return f"The score of {reason.value:g} is below {reason.limit:g}"
        case "warns":
            return f"{reason.value:g} criteria are To check, more than the {reason.limit:g} allowed"
        case "unjudged":
            return "No criterion could be judged"
        case "left":
            counts = {"warn": reason.of("warn"), "error": reason.of("error")}
            told = ", ".join(_counted(count, status) for status, count in counts.items() if count)
            return f"No criterion is Fail; {told}"
        case "sound":
            return "All applicable criteria pass"


def _counted(count: int, status: str) -> str:
    return f"{count} {'criterion is' if count == 1 else 'criteria are'} {_STATUS[status]}"
