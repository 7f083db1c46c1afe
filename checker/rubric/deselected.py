"""The rule kind ``deselected``: a tailoring put the criterion out; it stays listed, with the reason."""

from __future__ import annotations

from checker.model import Criterion, Judgement
from checker.rules.context import Context
from checker.rules.registry import MODULES

KIND = "deselected"


def judge_deselected(criterion: Criterion, context: Context) -> Judgement:
    """Always ``not_applicable``, with the reason that the tailoring gives."""
    return Judgement("not_applicable", message=str(criterion.params["reason"]))


RULES = {KIND: judge_deselected}
# Only a tailoring makes criteria of this kind, so it is this room that brings the kind along.
MODULES.setdefault(KIND, __name__)
