"""The rule kind ``report-upward``: was the annual report made to a higher level?

``full``: the report is addressed to a higher level, or says that the annual report was made to one.
``partial``: it only says that the reporting system is observed or required, names no recipient, or
only demands reports from those below. The closing formulas alone are nothing.
"""

from __future__ import annotations

from checker.model import Criterion, Evidence, Judgement
from checker.rules.context import Context
from checker.rules.matter import nearest
from checker.rules.passages import Candidate, gather


def judge_report_upward(criterion: Criterion, context: Context) -> Judgement:
    """See the module's docstring; ``report`` patterns tell reporting, ``recipients`` who receives."""
    addressee = context.report.identity.addressee
    evidence: list[Evidence] = []
    if addressee is not None and addressee.start >= 0:
        evidence.append(Evidence(addressee.start, addressee.end, "done", "主送机关"))
        return Judgement("full", tuple(evidence))
    told = gather(context, criterion.id, "report")
    recipients = context.scan.of(criterion.id, "recipients")
    made = [c for c in told if c.counts and _names_recipient(c, recipients, context)]
    if made:
        return Judgement("full", tuple(c.evidence("") for c in made[:2]))
    raised: list[Candidate] = told + gather(context, criterion.id, "mention", mention_only=True)
    if raised:
        raised.sort(key=lambda c: (not c.counts, c.start))
        return Judgement("partial", tuple(_unnamed(c) for c in raised[:2]))
    return Judgement("none", near=nearest(criterion, context, ["report", "mention"]))


def _names_recipient(candidate: Candidate, recipients: list[tuple[int, int]], context: Context) -> bool:
    low, high = context.scan.segments.span(candidate.start)
    return any(low <= start and end <= high for start, end in recipients)


def _unnamed(candidate: Candidate) -> Evidence:
    return candidate.evidence(candidate.reason or "没有写明向哪个上级机关报告")


RULES = {"report-upward": judge_report_upward}
