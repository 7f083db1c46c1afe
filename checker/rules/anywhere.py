"""The rule kind ``matter-anywhere``: a matter, whatever part of the report it stands in.

A format may want shortcomings and their remedies in one part; what was done about them counts there too. How a
passage itself reads (planned, lacking) is not touched.
"""

from __future__ import annotations

from dataclasses import replace

from checker.model import Criterion, Judgement
from checker.rules.context import Context
from checker.rules.matter import judge_matter


def judge_anywhere(criterion: Criterion, context: Context) -> Judgement:
    """As :func:`checker.rules.matter.judge_matter`, on the report with one role throughout."""
    report = context.report
    even = replace(report, roles=((0, len(report.text), "measures"),))
    scan = replace(context.scan, report=even, role_starts=[0], spans={}, frames={}, notes={})
    judgement = judge_matter(criterion, Context(even, context.tables, scan))
    scan.forget()
    return judgement


RULES = {"matter-anywhere": judge_anywhere}
