"""The form of rubric and criteria files. Published as JSON Schema; imported only to compile."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, RootModel, StringConstraints, model_validator

from checker.rubric.mistakes import did_you_mean

Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Identifier = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*(\.[a-z][a-z0-9-]*)*$")]
KindName = Literal["province", "city", "county", "township", "department", "enforcing"]
LevelName = Literal["required", "expected", "encouraged"]
CoverageName = Literal["full", "partial", "none", "not_applicable"]
AssertionName = Literal["done", "ongoing", "planned", "lacking", "demanded", "elsewhere", "mentioned"]
RoleName = Literal["lead", "measures", "problems", "causes", "leader-duty", "plan", "other"]
DayText = Annotated[str, StringConstraints(pattern=r"^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$")]
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


def _without_title_marks(name: str) -> str:
    """《甲》 is taken as 甲; 《甲》实施办法 and 《甲》《乙》 are names that hold such marks."""
    inner = name[1:-1]
    return inner if name[0] + name[-1] == "《》" and "《" not in inner and "》" not in inner else name


class BasisForm(Form):
    """A ground in law; ``verified`` says whether the text was seen. Outputs set the title marks themselves."""

    instrument: Annotated[Text, AfterValidator(_without_title_marks)]
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


class NamedForm(Form):
    """A row or column of a table; ``words`` are what its head may say (none: the row has no label)."""

    id: Identifier
    name: Text
    words: list[Text] | None = None


class TableForm(Form):
    """A table that a format prescribes: what its columns and rows are called, in their order."""

    name: Text
    columns: list[NamedForm] = Field(min_length=1, max_length=40)
    rows: list[NamedForm] = Field(min_length=1, max_length=200)


class SumForm(Form):
    """``columns`` of each row, or ``rows`` of each column, add up to the ones under ``equal``."""

    columns: list[Identifier] | None = None
    rows: list[Identifier] | None = None
    equal: list[Identifier] = Field(min_length=1)

    @model_validator(mode="after")
    def _one_way(self) -> SumForm:
        if bool(self.columns) == bool(self.rows):
            raise ValueError("sums 的每一项须写 columns（各栏之和）或 rows（各行之和），且只写一种")
        return self


class RuleForm(Form):
    """The machine test. Which parameters a kind uses is said on its page in docs/rubrics/."""

    kind: Text
    find: list[Text] | None = None
    elements: list[ElementForm] | None = None
    need: int | None = Field(default=None, ge=1)
    within: list[Text] | None = None
    whole: list[Text] | None = None
    mention: list[Text] | None = None
    reject: list[Text] | None = None
    units: list[Text] | None = None
    figure: Literal["near", "own"] | None = None
    addressed: list[Text] | None = None
    jointly: list[Identifier] | None = None
    optional_for: list[KindName | Literal["non-enforcing"]] | None = None
    formula: list[Text] | None = None
    report: list[Text] | None = None
    recipients: list[Text] | None = None
    role: RoleName | None = None
    told_by: Identifier | None = None
    detector: Text | None = None
    tolerance: int | None = Field(default=None, ge=0)
    empty: Literal["full", "not_applicable"] | None = None
    options: dict[str, Any] | None = None
    least: int | None = Field(default=None, ge=1)
    days: dict[KindName, DayText] | None = None
    check: Literal["present", "filled", "sums"] | None = None
    table: TableForm | None = None
    sums: list[SumForm] | None = None

    @model_validator(mode="after")
    def _table_knows_its_names(self) -> RuleForm:
        for day in (self.days or {}).values():
            try:
                date(2023, int(day[:2]), int(day[3:]))
            except ValueError:
                raise ValueError(f"没有“{day}”这一天，请写成 01-31 这样的月-日") from None
        if self.kind == "part" and not self.find:
            raise ValueError("part 规则须写 find（该部分标题的写法）")
        if self.kind == "part-order" and not self.elements:
            raise ValueError("part-order 规则须写 elements（各部分，按次序）")
        if self.kind != "table":
            return self
        if self.table is None:
            raise ValueError("table 规则须写 table（表格的栏目和行）")
        if self.check == "sums" and not self.sums:
            raise ValueError("核对合计（check: sums）须写 sums（哪些相加等于哪些）")
        for name, known in ((n, k) for item in self.sums or () for n, k in _sum_names(item, self.table)):
            if name not in known:
                raise ValueError(f"表格里没有“{name}”" + did_you_mean(name, known))
        return self

    @model_validator(mode="after")
    def _matter_needs_patterns(self) -> RuleForm:
        if self.within and (self.kind != "matter" or self.role is None or not self.find):
            raise ValueError("within 只用于 matter 规则，并须写 find（短语）和 role（在哪一部分里算）")
        if self.kind in ("matter", "matter-anywhere") and not (self.find or self.elements):
            raise ValueError(f"{self.kind} 规则须写 find（短语）或 elements（要素）")
        if self.find and self.elements:
            raise ValueError("find 和 elements 只能写一种")
        if self.elements and self.need and self.need > len(self.elements):
            raise ValueError("need 大于要素的个数")
        return self


def _sum_names(item: SumForm, table: TableForm) -> list[tuple[str, list[str]]]:
    """Every name in a sum with the names it may be."""
    known = [named.id for named in (table.columns if item.columns else table.rows)]
    return [(name, known) for name in [*(item.columns or item.rows or ()), *item.equal]]


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
    message_en: MessageForm = MessageForm()
    advice: str = ""
    advice_en: str = ""
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
    within: list[Text] | None = None
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
    purpose: Literal["check", "map"] | None = None
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
