"""The forms of the lexicon files. Files that are mappings of word lists are checked as such."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, RootModel, StringConstraints, model_validator

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


class RepeatsRow(_Row):
    """Doubled words that are right: by character, as they stand, and by what follows; words separated by blanks."""

    characters: dict[Word, str] = {}
    allowed: str = ""
    longer: dict[Word, str] = {}


class SoundsRow(_Row):
    """Characters replaced by one of the same sound: what is right all the same, and words of one's own to look for."""

    variants: list[Annotated[str, StringConstraints(min_length=2)]] = []
    coined: str = ""
    exempt: list[Annotated[str, StringConstraints(min_length=2)]] = []
    watch: list[Annotated[str, StringConstraints(min_length=3)]] = []


class TyposFile(_Row):
    """typos.yaml: slips of the pen, words of one's own, words easily confused."""

    own_words: list[Word] = []
    confusions: list[RepairRow] = []
    confusable: list[Word] = []
    repeats: RepeatsRow = RepeatsRow()
    sounds: SoundsRow = SoundsRow()


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


class TitleErrorRow(_Row):
    """A wrong title: as it is written (``wrong``), or what stands near it with an expression (built-in only)."""

    wrong: Words | None = None
    near: Words | None = None
    wrong_re: Word | None = None
    right: Word

    @model_validator(mode="after")
    def _names_one(self) -> TitleErrorRow:
        if self.wrong is None and self.near is None and self.wrong_re is None:
            raise ValueError("title_errors 的每一项须写 wrong（误写的原样）")
        return self


class InstrumentsFile(_Row):
    """instruments.yaml: names, numbers and dates of the instruments that reports cite."""

    instruments: list[InstrumentRow] = []
    names: list[Word] = []
    neighbours: list[Word] = []
    title_errors: list[TitleErrorRow] = []


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


class SamplesRow(_Row):
    """Sentences that tell of a criterion's matter (``told``) and such as look like it (``near``), one a line.

    Whatever tells of the matter has one of the words that ``must`` be there.
    """

    told: Word
    near: str = ""
    must: list[Word] = []


class SamplesFile(RootModel[dict[Word, SamplesRow]]):
    """samples.yaml: how the matter of each criterion is told."""


class EnglishFile(_Row):
    """english.yaml: what instruments are called in English."""

    instruments: dict[Word, Word] = {}


class ListVersion(_Row):
    items: list[Word] = Field(min_length=1)
    since: int | None = None
    until: int | None = None


class ListRow(_Row):
    """A list of fixed items: at least ``need`` of them make it this list; it stands in one of its versions."""

    name: Word
    need: int = Field(default=3, ge=1)
    items: list[Word] = Field(min_length=1)
    versions: list[ListVersion] = Field(min_length=1)


class SequenceRow(_Row):
    items: list[Word] = Field(min_length=1)
    after: list[Word] = []


class EventRow(_Row):
    """A meeting or event: who held it (``party``), or the day from which it can be spoken of (``from``)."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)
    phrase: Words
    party: bool | None = None
    from_: DateText | None = Field(default=None, alias="from")


class FixedTermsFile(_Row):
    """fixed_terms.yaml: lists and sequences with a fixed wording, events, rewritten terms."""

    lists: list[ListRow] = []
    sequences: list[SequenceRow] = []
    events: list[EventRow] = []
    fazhi_whitelist: list[Word] = []
    rewritten: list[RepairRow] = []


class RatesRow(_Row):
    outcomes: dict[Word, list[Word]] = {}
    made_of: dict[Word, list[Word]] = {}
    people: list[Word] = []
    qualifiers: list[Word] = []
    may_exceed: list[Word] = []
    capped: list[Word] = []


class PartitionRow(_Row):
    """Classes that together are all there is."""

    name: Word
    members: list[Word] = Field(min_length=1)
    closing: list[Word] = Field(min_length=1)
    middle: list[Word] = []
    at_most: bool = False
    families: list[list[Word]] = []


class MeasuresFile(_Row):
    """measures.yaml: what figures measure: rates, classes of a whole, flows."""

    rates: RatesRow = RatesRow()
    partitions: list[PartitionRow] = []
    flows: dict[Word, list[Word]] = {}


class OtherRow(BaseModel):
    """structure.yaml holds rows of several kinds; each is words by name."""

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, Words]


_ByName = dict[Word, list[Word]]


class StructureFile(_Row):
    """structure.yaml: the words that headings, lead-ins and parts are told by."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)
    headings: _ByName = {}
    heading_rejects: _ByName = Field(default={}, alias="heading-rejects")
    subheadings: _ByName = {}
    weak_headings: _ByName = Field(default={}, alias="weak-headings")
    leader_headings: _ByName = Field(default={}, alias="leader-headings")
    lead_ins: _ByName = Field(default={}, alias="lead-ins")
    density: _ByName = {}
    causes: list[Word] = []
    others: list[OtherRow] = []
    own: _ByName = {}
    enforcing: _ByName = {}
    specific: _ByName = {}
    concepts: _ByName = {}
    words: list[Word] = []
    page: _ByName = {}
    broad_concepts: list[Word] = Field(default=[], alias="broad-concepts")
    stop_words: list[Word] = Field(default=[], alias="stop-words")


FORMS: dict[str, type[BaseModel]] = {
    "cues": WordListsFile,
    "groups": WordListsFile,
    "distortions": DistortionsFile,
    "typos": TyposFile,
    "offices": OfficesFile,
    "instruments": InstrumentsFile,
    "places": PlacesFile,
    "units": UnitsFile,
    "fixed_terms": FixedTermsFile,
    "measures": MeasuresFile,
    "structure": StructureFile,
    "types": TypesFile,
    "english": EnglishFile,
    "samples": SamplesFile,
}
