"""Running the cases that stand beside the criteria."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from checker.errors import CheckerError
from checker.findings import inapplicable
from checker.language import scan
from checker.model import (
    Case,
    Coverage,
    Criterion,
    Identity,
    Judgement,
    Kind,
    Report,
    Rubric,
)
from checker.rubric.lexicon import lexicon_of
from checker.rules.context import Context
from checker.rules.deselected import KIND as DESELECTED
from checker.rules.registry import judge_of
from checker.structure.bare import bare_report


@dataclass(frozen=True, slots=True)
class CaseResult:
    """One case with what came out; ``error`` is set where it could not be run.

    ``unlike`` says what else is not as the case demands (assertion, words of the note, quotes).
    """

    criterion: str
    number: int
    case: Case
    got: Coverage | None
    error: str = ""
    unlike: str = ""

    @property
    def passed(self) -> bool:
        return self.got == self.case.coverage and not self.unlike

    @property
    def place(self) -> str:
        """``第3例``, with file and line where the case stands in a file of its own."""
        return f"第{self.number}例" + (f"（{self.case.origin}）" if self.case.origin else "")

    @property
    def told(self) -> str:
        """What was asked and what came out, as one Chinese clause."""
        if self.unlike:
            return self.unlike
        return f"应为 {self.case.coverage}，得到 {self.error or self.got}"


def run_cases(rubric: Rubric, only: str | None = None) -> list[CaseResult]:
    """Run all cases of a rubric, or those of the criteria whose id starts with ``only``.

    The cases of a deselected criterion are not run: they are about a rule that does not hold here.
    """
    return [
        run_case(rubric, criterion, number, case)
        for criterion in rubric.criteria
        if criterion.rule != DESELECTED and (only is None or criterion.id.startswith(only))
        for number, case in enumerate(criterion.cases, start=1)
    ]


def run_case(rubric: Rubric, criterion: Criterion, number: int, case: Case) -> CaseResult:
    """Judge one case; a crash is shown as the case's error, not raised."""
    try:
        report = whole_report(case) if case.whole else passage_report(criterion, case)
        if inapplicable(criterion, report.identity):
            return CaseResult(criterion.id, number, case, "not_applicable")
        context = Context(report, rubric.tables, scan(report, lexicon_of(rubric)))
        judgement: Judgement = judge_of(criterion.rule)(criterion, context)
    except Exception as error:  # shown to the author beside the case it belongs to
        return CaseResult(criterion.id, number, case, None, f"{type(error).__name__}: {error}")
    wrong = unlike(case, report, judgement) if judgement.coverage == case.coverage else ""
    return CaseResult(criterion.id, number, case, judgement.coverage, unlike=wrong)


def unlike(case: Case, report: Report, judgement: Judgement) -> str:
    """What in the evidence is not as the case demands, as one Chinese clause; empty where all is."""
    first = judgement.evidence[0] if judgement.evidence else None
    if case.assertion and (first is None or first.assertion != case.assertion):
        return f"陈述性质应为 {case.assertion}，得到 {first.assertion if first else '没有依据'}"
    if case.says and (first is None or case.says not in first.note):
        return f"说明里应有“{case.says}”，得到“{first.note if first else '没有依据'}”"
    if case.quotes is not None:
        quotes = tuple(report.text[evidence.start : evidence.end] for evidence in judgement.evidence)
        if quotes != case.quotes:
            return f"应引“{'”“'.join(case.quotes)}”，得到“{'”“'.join(quotes)}”"
    return ""


def report_of(criterion: Criterion, case: Case) -> Report | None:
    """The report that a case makes; ``None`` where its text cannot be read as one."""
    try:
        return whole_report(case) if case.whole else passage_report(criterion, case)
    except (CheckerError, StopIteration):
        return None


def passage_report(criterion: Criterion, case: Case) -> Report:
    """A report that consists of the case's text alone, standing in a part of the case's role."""
    text = case.text.strip()
    wanted = case.kind or (criterion.kinds[0] if criterion.kinds and "county" not in criterion.kinds else "county")
    enforcing = wanted == "enforcing"
    kind = "department" if enforcing else cast("Kind", wanted)  # the schema lets no other word in
    year = case.year or max(criterion.since or 0, 2023)
    identity = Identity(kind=kind, enforcing=enforcing, years=(year,), years_source="option", kind_source="option")
    return bare_report(text, identity, case.role)


def whole_report(case: Case) -> Report:
    """The case's text read and structured like a file of its own; lines that begin with a bar are a table."""
    from checker import reading, structure, text

    name = "案例.md" if case.text.startswith("|") or "\n|" in case.text else "案例.txt"
    document = reading.read(case.text.encode(), name=name)
    options = structure.IdentityOptions(force=True)
    parts = structure.build(text.clean(document), options)
    return next(part for part in parts if isinstance(part, Report))
