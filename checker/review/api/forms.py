"""What the API takes: every text bounded, without characters that a database or a page cannot hold."""

from __future__ import annotations

import unicodedata
from datetime import date
from typing import Annotated

from fastapi import Path, Query
from pydantic import AfterValidator, BaseModel, ConfigDict, Field

_LARGEST = 2**31 - 1
_LINES = "\n\r\t"


def _printable(text: str) -> str:
    if any(unicodedata.category(char) in ("Cc", "Cs", "Cn") and char not in _LINES for char in text):
        raise ValueError("含有不能显示的字符")
    return text


Line = Annotated[str, Field(min_length=1, max_length=200), AfterValidator(_printable)]
Words = Annotated[str, Field(max_length=4000), AfterValidator(_printable)]
Number = Annotated[int, Field(ge=1, le=_LARGEST)]
Id = Annotated[int, Path(ge=1, le=_LARGEST)]
Year = Annotated[int, Field(ge=2000, le=2100)]
YearQuery = Annotated[int | None, Query(ge=2000, le=2100)]
Day = Annotated[date, Field(ge=date(2000, 1, 1), le=date(2200, 12, 31))]
After = Annotated[int, Query(ge=0, le=_LARGEST, description="the id after which to go on")]
Most = Annotated[int, Query(ge=1, le=200)]
Name = Annotated[str, Query(max_length=100), AfterValidator(_printable)]


class Form(BaseModel):
    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)


class UnitForm(Form):
    name: Line
    kind: Line
    reports: bool = True


class UnitChange(Form):
    name: Line | None = None
    kind: Line | None = None
    reports: bool | None = None
    active: bool | None = None


class PersonForm(Form):
    login: Line
    name: Line


class PersonChange(Form):
    active: bool


class RoleForm(Form):
    unit: Number
    role: Line


class TokenForm(Form):
    name: Line
    scopes: Annotated[list[Line], Field(min_length=1, max_length=10)]
    days: Annotated[int, Field(ge=1, le=366)] = 90


class RoundForm(Form):
    due: Day
    publish_by: Day
    note: Annotated[str, Field(max_length=500), AfterValidator(_printable)] = ""


class SubmissionForm(Form):
    year: Year
    title: Annotated[str, Field(max_length=300), AfterValidator(_printable)] = ""


class StepForm(Form):
    """``version``: the number of the version looked at; if a newer one came in, nothing happens."""

    version: Number | None = None
    reason: Words = ""


class PublishForm(Form):
    published_on: Day
    url: Annotated[str, Field(min_length=1, max_length=1000), AfterValidator(_printable)]
    version: Number | None = None


class RemarkForm(Form):
    """On ``text[start:end]`` of the version's report, or where ``quote`` stands; on the whole without either."""

    version: Number
    body: Annotated[str, Field(min_length=1, max_length=4000), AfterValidator(_printable)]
    criterion: Annotated[str, Field(max_length=100), AfterValidator(_printable)] = ""
    start: Annotated[int, Field(ge=0, le=_LARGEST)] | None = None
    end: Annotated[int, Field(ge=0, le=_LARGEST)] | None = None
    quote: Words = ""
    answers: Number | None = None


class WaiverForm(Form):
    version: Number
    criterion: Annotated[str, Field(min_length=1, max_length=100), AfterValidator(_printable)]
    reason: Words
    expires: Day


class ReasonForm(Form):
    reason: Words


class HookForm(Form):
    """``actions``: names of events, as the trail has them; none means all."""

    url: Annotated[str, Field(min_length=1, max_length=1000), AfterValidator(_printable)]
    actions: Annotated[list[Annotated[str, Field(pattern=r"^[a-z.]{1,50}$")]], Field(max_length=30)] = []
