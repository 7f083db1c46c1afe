"""All rule kinds by name. A kind's module is imported by the first criterion that needs it."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from importlib import import_module

from checker.model import Criterion, Judgement
from checker.rules.context import Context

Judge = Callable[[Criterion, Context], Judgement]

MODULES: dict[str, str] = {
    "matter": "checker.rules.matter",
    "four-personally": "checker.rules.leaders",
    "report-upward": "checker.rules.upward",
    "title": "checker.rules.form",
    "addressee": "checker.rules.form",
    "issuer": "checker.rules.form",
    "issue-date": "checker.rules.form",
    "reported-by": "checker.rules.timing",
    "published-by": "checker.rules.timing",
    "section": "checker.rules.section",
    "causes": "checker.rules.section",
    "specific-problems": "checker.rules.quality",
    "plan-answers-problems": "checker.rules.quality",
    "year-consistency": "checker.rules.quality",
    "defects": "checker.rules.defects",
    "matter-anywhere": "checker.rules.anywhere",
    "part": "checker.rules.parts",
    "part-order": "checker.rules.parts",
    "table": "checker.rules.table",
    "deselected": "checker.rules.deselected",
}


@lru_cache(maxsize=64)
def judge_of(kind: str) -> Judge:
    """The judging function of a rule kind. Raises ``KeyError`` on a kind that does not exist."""
    rules: dict[str, Judge] = import_module(MODULES[kind]).RULES
    return rules[kind]
