"""The forms of the lexicon files. Files that are mappings of word lists are checked as such."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, RootModel, StringConstraints

Word = Annotated[str, StringConstraints(min_length=1)]
Words = list[Word] | Word
DateText = Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{2}-\d{2}$")]


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid")


class WordListsFile(RootModel[dict[str, list[Word]]]):
    """cues.yaml and groups.yaml: a name, and the words that stand for it."""


class RepairRow(_Row):
    """A wrong wording and the right one, with what may not stand beside it."""

    wrong: Words
    right: str
    not_before: Words | None = None
    not_after: Words | None = None
    before: Words | None = None
    after: Words | None = None
    since: int | None = None
    until: int | None = None
    unless_title: bool | None = None
    why: str | None = None


class DistortionsFile(RootModel[list[RepairRow]]):
    """distortions.yaml: garbled fixed terms."""


class TyposFile(_Row):
    """typos.yaml: slips of the pen, words of one's own, words easily confused."""

    own_words: list[Word] = []
    confusions: list[RepairRow] = []
    confusable: list[Any] = []
    repeats: dict[str, Any] = {}


class OfficeRow(_Row):
    """A renamed office: ``until`` is the last report year in which ``old`` may still be used."""

    old: Words
    until: int
    now: Word
    owner: Words | None = None
    not_before: Words | None = None
    not_after: Words | None = None


class OfficesFile(_Row):
    """offices.yaml: offices that were renamed or merged."""

    offices: list[OfficeRow] = []


class InstrumentRow(_Row):
    name: Word
    numbers: Words | None = None
    issued: DateText | None = None
    ended: DateText | None = None
    stale_from: int | None = None
    replaced_by: str | None = None


class InstrumentsFile(_Row):
    """instruments.yaml: names, numbers and dates of the instruments that reports cite."""

    instruments: list[InstrumentRow] = []
    names: list[Word] = []
    neighbours: list[Word] = []
    title_errors: list[dict[str, Any]] = []


class PlacesFile(BaseModel):
    """places.yaml: names of places, separated by blanks."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)
    provinces: str = ""
    prefectures: str = ""
    county_cities: str = Field(default="", alias="county-cities")


class UnitsFile(_Row):
    """units.yaml: measure words of one's own."""

    more: list[Word] = []


class TypeRubricRow(_Row):
    id: Word
    until: int | None = None


class TypeRow(_Row):
    """A kind of report: what its title and its text tell it by, and which rubric it is judged with."""

    id: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*$")]
    name: Word
    name_en: str = ""
    subject: list[Word] = []
    genre: list[Word] = []
    unless: list[Word] = []
    signs: list[Word] = []
    least: int = Field(default=3, ge=1)
    rubrics: list[TypeRubricRow] = []
    unknown: str = ""
    headings: dict[str, list[Word]] = {}
    subheadings: dict[str, list[Word]] = {}
    heading_rejects: dict[str, list[Word]] = Field(default={}, alias="heading-rejects")
    specific: dict[Literal["matters", "scopes"], list[Word]] = {}
    guarded_as: str = Field(default="", alias="guarded-as")
    table_rows: list[Word] = Field(default=[], alias="table-rows")


class TypesFile(_Row):
    """types.yaml: the kinds of reports that can be checked."""

    types: list[TypeRow] = Field(min_length=1)


class EnglishFile(_Row):
    """english.yaml: what instruments are called in English."""

    instruments: dict[Word, Word] = {}


class LooseFile(RootModel[dict[str, Any]]):
    """fixed_terms.yaml, measures.yaml, structure.yaml: mappings whose parts the rooms read themselves."""


FORMS: dict[str, type[BaseModel]] = {
    "cues": WordListsFile,
    "groups": WordListsFile,
    "distortions": DistortionsFile,
    "typos": TyposFile,
    "offices": OfficesFile,
    "instruments": InstrumentsFile,
    "places": PlacesFile,
    "units": UnitsFile,
    "fixed_terms": LooseFile,
    "measures": LooseFile,
    "structure": LooseFile,
    "types": TypesFile,
    "english": EnglishFile,
}
