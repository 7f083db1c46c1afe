"""The form of a file of gold labels. Imported only to read one."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from checker.model import Coverage


class LabelForm(BaseModel):
    coverage: Coverage
    evidence: list[str] | None = None
    note: str | None = None


class GoldForm(BaseModel):
    """One report. What a corpus notes beyond this is left aside."""

    model_config = ConfigDict(coerce_numbers_to_str=True)
    file: Annotated[str, Field(min_length=1)]
    report: str | None = None
    range: Annotated[list[int], Field(min_length=1)] | None = None
    labels: dict[str, LabelForm]
    defects: list[dict[str, Any]] | None = None
    verified_numbers: list[dict[str, Any]] | None = None
    kind: str | None = None
    enforcing: bool | None = None
    year: int | None = None
    multi_year: bool | None = None
    title: str | None = None
