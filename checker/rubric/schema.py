"""The form of rubric and criteria files. Published as JSON Schema; imported only to compile."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, RootModel, StringConstraints, model_validator

Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Identifier = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*(\.[a-z][a-z0-9-]*)*$")]
KindName = Literal["province", "city", "county", "township", "department", "enforcing"]
LevelName = Literal["required", "expected", "encouraged"]
CoverageName = Literal["full", "partial", "none", "not_applicable"]
AssertionName = Literal["done", "ongoing", "planned", "lacking", "demanded", "elsewhere", "mentioned"]
RoleName = Literal["lead", "measures", "problems", "causes", "leader-duty", "plan", "other"]
Tier = Literal[
    "法律",
    "行政法规",
    "司法解释",
    "党内法规",
    "中央文件",
    "国务院文件",
    "部门文件",
    "国家标准",
    "地方性法规",
    "地方政府规章",
    "地方文件",
    "通行做法",
]


class Form(BaseModel):
    """A part of a file: unknown fields are mistakes."""

    model_config = ConfigDict(extra="forbid")


class BasisForm(Form):
    """A ground in law; ``verified`` says whether the text was seen."""

    instrument: Text
    article: str = ""
    number: str = ""
    tier: Tier = "通行做法"
    effective: str = ""
    until: str = ""
    verified: bool = False


class ElementForm(Form):
    id: Identifier
    name: Text
    find: list[Text] = Field(min_length=1)


class RuleForm(Form):
    """The machine test. Which parameters a kind uses is said on its page in docs/rubrics/."""

    kind: Text
    find: list[Text] | None = None
    elements: list[ElementForm] | None = None
    need: int | None = Field(default=None, ge=1)
    whole: list[Text] | None = None
    mention: list[Text] | None = None
    reject: list[Text] | None = None
    units: list[Text] | None = None
    figure: Literal["near", "own"] | None = None
    optional_for: list[KindName | Literal["non-enforcing"]] | None = None
    formula: list[Text] | None = None
    report: list[Text] | None = None
    recipients: list[Text] | None = None
    role: RoleName | None = None
    detector: Text | None = None
    tolerance: int | None = Field(default=None, ge=0)
    empty: Literal["full", "not_applicable"] | None = None
    options: dict[str, Any] | None = None

    @model_validator(mode="after")
    def _matter_needs_patterns(self) -> RuleForm:
        if self.kind == "matter" and not (self.find or self.elements):
            raise ValueError("matter 规则须写 find（短语）或 elements（要素）")
        if self.find and self.elements:
            raise ValueError("find 和 elements 只能写一种")
        if self.elements and self.need and self.need > len(self.elements):
            raise ValueError("need 大于要素的个数")
        return self


class MessageForm(Form):
    full: str | None = None
    partial: str | None = None
    none: str | None = None
    not_applicable: str | None = None


class CaseForm(Form):
    """``is`` must come out for ``text`` (set in a part of ``role``) or for the whole ``report``.

    ``assertion`` and ``says`` are about the first evidence, ``quote`` about all of it.
    """

    model_config = ConfigDict(extra="forbid", populate_by_name=True)
    expected: CoverageName = Field(alias="is")
    text: str | None = None
    report: str | None = None
    why: str = ""
    role: RoleName = "measures"
    kind: KindName | None = None
    year: int | None = None
    assertion: AssertionName | None = None
    says: Text | None = None
    quote: Text | list[Text] | None = None

    @model_validator(mode="after")
    def _one_body(self) -> CaseForm:
        if (self.text is None) == (self.report is None):
            raise ValueError("案例须写 text（一段话）或 report（整篇），且只写一种")
        return self


class CasesFile(RootModel[dict[Identifier, list[CaseForm]]]):
    """A file under cases/: further cases by criterion, read by those who test a rubric alone."""


class BeforeForm(Form):
    """For report years before ``year`` the level is ``level``."""

    year: int
    level: LevelName


class CriterionForm(Form):
    id: Identifier
    name: Text
    name_en: str = ""
    level: LevelName
    weight: float = Field(default=1.0, ge=0, le=100)
    asks: Text
    kinds: list[KindName] = []
    since: int | None = Field(default=None, ge=1990, le=2100)
    until: int | None = Field(default=None, ge=1990, le=2100)
    before: BeforeForm | None = None
    support: Literal["act", "figure"] | None = None
    basis: list[BasisForm] = []
    rule: RuleForm
    message: MessageForm = MessageForm()
    advice: str = ""
    cases: list[CaseForm] = []


class GroupForm(Form):
    id: Identifier
    name: Text
    name_en: str = ""


class CriteriaFile(Form):
    """A file under criteria/: one group and its criteria."""

    group: GroupForm
    criteria: list[CriterionForm] = Field(min_length=1)


class ChangeForm(Form):
    """A change to a criterion of the rubric this one extends; only what is written is changed.

    Phrases under a slot are added to it, those under ``elements`` to the element of that id; those
    under ``remove`` (by slot, an element's slot is ``find:id``) are taken away.
    """

    id: Identifier
    why: str = ""
    name: str | None = None
    level: LevelName | None = None
    weight: float | None = Field(default=None, ge=0, le=100)
    kinds: list[KindName] | None = None
    since: int | None = None
    until: int | None = None
    basis: list[BasisForm] | None = None
    asks: str | None = None
    advice: str | None = None
    find: list[Text] | None = None
    whole: list[Text] | None = None
    mention: list[Text] | None = None
    reject: list[Text] | None = None
    formula: list[Text] | None = None
    report: list[Text] | None = None
    recipients: list[Text] | None = None
    elements: dict[str, list[Text]] = {}
    remove: dict[str, list[Text]] = {}


class GateForm(Form):
    fail_on: list[Literal["fail", "warn", "error"]] = ["fail", "error"]
    must_pass: list[Identifier] = []
    min_score: float = Field(default=0.0, ge=0, le=100)
    max_warn: int | None = Field(default=None, ge=0)


class RubricFile(Form):
    """A rubric: what it extends, the criteria files it includes, what it changes, its gate."""

    id: Identifier
    version: Annotated[str, StringConstraints(pattern=r"^\d+\.\d+\.\d+$")]
    title: Text
    title_en: str = ""
    report_type: Identifier = "law-government"
    years: tuple[int | None, int | None] = (None, None)
    extends: str | None = None
    include: list[Text] = []
    cases: list[Text] = []
    lexicon: str | None = None
    changes: list[ChangeForm] = []
    criteria: list[CriterionForm] = []
    group: GroupForm | None = None
    gate: GateForm | None = None
    abstract: bool = False
