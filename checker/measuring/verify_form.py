"""What ``checker verify`` needs of a written result; all else in it is left aside. Imported only to verify."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from checker.model import Assertion, Coverage, Kind, Level, Status, Verdict

Digest = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
Year = Annotated[int, Field(ge=1990, le=2100)]


class _Form(BaseModel):
    model_config = ConfigDict(strict=True)


class QuoteForm(_Form):
    start: int
    end: int
    text: str
    assertion: Assertion
    element: str


class FindingForm(_Form):
    criterion: str
    level: Level
    weight: float | None = None
    status: Status
    coverage: Coverage
    message: str
    advice: str
    evidence: list[QuoteForm]


class ReportForm(_Form):
    source: str
    sha256: Digest
    part: int
    kind: Kind
    kind_source: str = ""
    enforcing: bool
    years: list[Year]
    years_source: str = ""


class RubricForm(_Form):
    id: str
    version: str
    sha256: Digest


class AssessmentForm(_Form):
    report: ReportForm
    rubric: RubricForm
    verdict: Verdict
    score: float
    findings: list[FindingForm]
    gate: Mapping[str, object] | None = None


class ResultForm(_Form):
    checker_version: str | None = None
    assessments: list[AssessmentForm]
