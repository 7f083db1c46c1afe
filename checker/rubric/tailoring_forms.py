"""The form of tailoring files and of a unit's own terms file. Imported only to compile."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from checker.rubric.schema import (
    CaseForm,
    ChangeForm,
    CriterionForm,
    Form,
    GateForm,
    GroupForm,
    Identifier,
    MessageForm,
    Text,
)

Selector = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*(\.[a-z][a-z0-9-]*)*(\.\*)?$")]
LayerName = Literal["national", "province", "city", "unit"]


class Signed(Form):
    """Who decided it, when and why; what is not written is taken from the head of the file."""

    who: Text | None = None
    when: date | None = None
    why: Text | None = None


class SelectForm(Signed):
    """A criterion (``duty.accounting``) or a whole group (``duty.*``)."""

    id: Selector


class DeselectForm(SelectForm):
    """``why`` is not optional here: the reason is shown in every result."""

    why: Text


class OnlyForm(Signed):
    """Keep these alone; all others are deselected, with this reason."""

    ids: list[Selector] = Field(min_length=1)
    why: Text


class TailoredChange(ChangeForm):
    """A change to one criterion. Phrases are added by slot, or taken away under ``remove``."""

    who: Text | None = None
    when: date | None = None
    support: Literal["act", "figure"] | None = None
    need: int | None = Field(default=None, ge=1)
    message: MessageForm | None = None
    cases: list[CaseForm] = Field(default=[])


class RenameForm(Signed):
    """A mechanism that has a name of its own here: wherever ``from`` is sought, ``to`` is sought too."""

    from_: Text = Field(alias="from")
    to: Text | list[Text]


class GateChange(GateForm, Signed):
    """The gate, with its reason."""


class TermsFile(Form):
    """A unit's own terms."""

    names: list[Text] = Field(default=[])
    abbreviations: list[Text] = Field(default=[])
    leaders: list[Text] = Field(default=[])
    places: list[Text] = Field(default=[])
    own_words: list[Text] = Field(default=[])
    groups: dict[str, list[Text]] = Field(default={})
    renames: list[RenameForm] = Field(default=[])


class TailoringFile(Form):
    """A tailoring: what it tailors, who answers for it, and the changes."""

    tailors: Text
    fits: list[Identifier] = Field(default=[])
    id: Identifier
    version: Annotated[str, StringConstraints(pattern=r"^\d+\.\d+\.\d+$")]
    title: Text
    title_en: str = ""
    layer: LayerName | None = None
    who: Text
    when: date
    why: Text | None = None
    terms: Text | None = None
    only: OnlyForm | None = None
    select: list[SelectForm] = Field(default=[])
    deselect: list[DeselectForm] = Field(default=[])
    changes: list[TailoredChange] = Field(default=[])
    renames: list[RenameForm] = Field(default=[])
    groups: dict[str, list[Text]] = Field(default={})
    new_groups: dict[str, list[Text]] = Field(default={})
    group: GroupForm | None = None
    criteria: list[CriterionForm] = Field(default=[])
    gate: GateChange | None = None

    @model_validator(mode="after")
    def _only_or_deselect(self) -> TailoringFile:
        if self.only and self.deselect:
            raise ValueError("only 和 deselect 只能写一种")
        return self
