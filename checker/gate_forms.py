"""The forms of policy and waiver files. Imported only to load one: pydantic is slow to start."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, model_validator

Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Identifier = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*(\.[a-z][a-z0-9-]*)*$")]
LevelName = Literal["required", "expected", "encouraged"]
Count = Annotated[int, Field(strict=True, ge=0)]
Points = Annotated[float, Field(strict=True, ge=0, le=100)]
Switch = Annotated[bool, Field(strict=True)]


def _day(value: Any) -> date:
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value.strip()):
        try:
            return date.fromisoformat(value.strip())
        except ValueError:
            raise ValueError(f"没有“{value.strip()}”这一天，请核对日期") from None
    if value is None or value == "":
        raise ValueError("日期没有填写，应写作 2024-12-31")
    raise ValueError(f"“{value}”不是日期，应写作 2024-12-31")


Day = Annotated[date, BeforeValidator(_day)]


class _Form(BaseModel):
    model_config = ConfigDict(extra="forbid")


class ForbidForm(_Form):
    """Statuses that no finding of a level may have."""

    required: list[Literal["fail", "warn", "not_applicable"]] = []
    expected: list[Literal["warn", "not_applicable"]] = []
    encouraged: list[Literal["not_applicable"]] = []


class CountForm(_Form):
    """How a finding that could not be judged, or does not apply, counts."""

    error: Literal["fail", "warn", "undecided"] = "fail"
    not_applicable: Literal["ignore", "fail"] = "ignore"


class WaiverRulesForm(_Form):
    """What may be waived, for how long, and who must sign."""

    allowed: Switch = True
    levels: list[LevelName] = ["required", "expected", "encouraged"]
    statuses: list[Literal["fail", "warn", "error"]] = ["fail", "warn"]
    criteria: list[Identifier] = []
    never: list[Identifier] = []
    max_days: Annotated[int, Field(strict=True, ge=1)] | None = None
    second_approver: list[LevelName] = []
    approvers: list[Text] = []


class BaselineForm(_Form):
    """What a comparison with an earlier draft or year must not show."""

    forbid: list[Literal["new", "regressed", "incomparable"]] = []
    demanded: Switch = False


class PolicyForm(_Form):
    id: Identifier
    version: Annotated[str, StringConstraints(pattern=r"^\d+\.\d+\.\d+$")] = "1.0.0"
    title: Text
    title_en: str = ""
    advise: Switch = False
    must_pass: list[Identifier] = []
    forbid: ForbidForm = ForbidForm()
    max_warn: Count | None = None
    min_score: Points = 0.0
    score: Literal["with_waivers", "without_waivers"] = "with_waivers"
    count: CountForm = CountForm()
    rubric_gate: Switch = False
    waivers: WaiverRulesForm = WaiverRulesForm()
    baseline: BaselineForm = BaselineForm()

    @model_validator(mode="after")
    def _demands_something(self) -> PolicyForm:
        forbids = any((self.forbid.required, self.forbid.expected, self.forbid.encouraged, self.baseline.forbid))
        asks = forbids or self.must_pass or self.max_warn is not None or self.min_score or self.rubric_gate
        if not asks and not self.advise:
            raise ValueError(
                "没有写任何要求（must_pass、forbid、max_warn、min_score、rubric_gate、baseline 至少写一项）"
            )
        return self


class ReportForm(_Form):
    """Which report: its file, its bytes, or its title with issuer and year. All that is written must fit."""

    source: Text | None = None
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")] | None = None
    title: Text | None = None
    issuer: Text | None = None
    year: Annotated[int, Field(strict=True, ge=1990, le=2100)] | None = None
    part: Annotated[int, Field(strict=True, ge=1)] | None = None

    @model_validator(mode="after")
    def _names_one(self) -> ReportForm:
        if not (self.source or self.sha256 or (self.title and self.issuer and self.year)):
            raise ValueError("report 须写 source（文件名）、sha256，或者同时写 title、issuer、year")
        return self


def one_person(name: str) -> str:
    """A name as it tells people apart: "王　强" and "王强" are one, full or half width."""
    return "".join(unicodedata.normalize("NFKC", name).split()).casefold()


class WaiverForm(_Form):
    criterion: Identifier
    report: ReportForm
    evidence: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{32}$")]
    reason: Text
    requested_by: Text
    approved_by: Text
    second_approved_by: Annotated[Text | None, BeforeValidator(lambda value: None if value == "" else value)] = None
    approved_on: Day
    expires: Day
    ticket: str = ""

    @model_validator(mode="after")
    def _signed_and_dated(self) -> WaiverForm:
        asked, approved = one_person(self.requested_by), one_person(self.approved_by)
        if approved == asked:
            raise ValueError("批准人与申请人是同一人，请由另一人批准")
        if self.second_approved_by is not None and one_person(self.second_approved_by) in (approved, asked):
            raise ValueError("第二批准人与申请人或批准人是同一人，请由另一人批准")
        if self.expires < self.approved_on:
            raise ValueError("到期日早于批准日，请核对日期")
        return self


class WaiverFileForm(_Form):
    """The file as a whole; its entries are held against :class:`WaiverForm` one by one."""

    version: Literal[1] = 1
    waivers: list[Any]
