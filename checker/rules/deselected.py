"""The rule kind ``deselected``: a tailoring put the criterion out; it stays listed, with the reason.

Only a tailoring makes criteria of this kind; a rubric that names it is refused.
"""

from __future__ import annotations

from checker.model import Criterion, Judgement
from checker.rules.context import Context

KIND = "deselected"


def judge_deselected(criterion: Criterion, context: Context) -> Judgement:
    """Always ``not_applicable``, with the reason that the tailoring gives."""
    return Judgement("not_applicable", message=str(criterion.params["reason"]))


RULES = {KIND: judge_deselected}
