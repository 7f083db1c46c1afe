"""What walks through the house: one frozen type per thing, defined in the order of the walk.

Every offset in this package is a *code point* index and every range is *half-open*
(``start`` is in, ``end`` is out). Three texts exist, and a range always says which one it means:

``raw``
    the decoded source, as the reader gave it (:class:`Document`);
``clean``
    the raw text without furniture, hard wraps and stray spaces (:class:`CleanText`), with a map back;
``report.text``
    one report's slice of the clean text (:class:`Report`). All findings speak of this one.

``report.folded`` has exactly the same length as ``report.text``: it is the matching view, in which
widths, quotes and dashes were folded one character for one character. Search in ``folded``,
quote from ``text``.

One file on purpose, though a long one: it is the vocabulary of the house, read from top to bottom as a report walks,
and every room needs neighbours of its own words.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from operator import attrgetter
from typing import Any, Literal

Kind = Literal["province", "city", "county", "township", "department"]
Level = Literal["required", "expected", "encouraged"]
Coverage = Literal["full", "partial", "none", "not_applicable"]
Status = Literal["pass", "warn", "fail", "not_applicable", "error"]
Verdict = Literal["pass", "warn", "fail"]
Assertion = Literal["done", "ongoing", "planned", "lacking", "demanded", "elsewhere", "mentioned"]
Role = Literal["lead", "measures", "problems", "causes", "leader-duty", "plan", "task", "other"]
"""``task`` is what was set to be done, where its outcome is told beside it."""
Support = Literal["act", "figure"]
Purpose = Literal["check", "map"]
BlockKind = Literal["paragraph", "heading", "list-item", "cell", "footnote", "textbox", "caption"]

KINDS: tuple[Kind, ...] = ("province", "city", "county", "township", "department")
COVERAGES: tuple[Coverage, ...] = ("full", "partial", "none", "not_applicable")
STATUSES: tuple[Status, ...] = ("fail", "warn", "pass", "not_applicable", "error")
ASSERTIONS: tuple[Assertion, ...] = (
    "done",
    "ongoing",
    "planned",
    "lacking",
    "demanded",
    "elsewhere",
    "mentioned",
)


# --------------------------------------------------------------------------- reading


@dataclass(frozen=True, slots=True)
class Location:
    """Where a passage stands in the source file; what a format has no notion of is ``None``.

    ``line`` (txt, html, md), ``page`` and ``paragraph`` count from 1. ``cell`` is (table, row, column)
    from 1. ``boxes`` are (page, left, bottom, right, top) in PDF points from the lower left corner.
    """

    line: int | None = None
    page: int | None = None
    paragraph: int | None = None
    cell: tuple[int, int, int] | None = None
    boxes: tuple[tuple[int, float, float, float, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, heading or cell of the source: ``raw[start:end]``, without its line break.

    ``level`` is the outline level (1 = top) where the source's own style makes it a heading.
    ``restored`` counts the leading characters that the reader restored from automatic numbering
    (they are in ``raw`` but not in the file's text runs). ``line_starts`` are the offsets in ``raw`` at
    which the visual lines begin whose boxes ``location`` lists, in the same order (pdf, scans).
    """

    start: int
    end: int
    kind: BlockKind = "paragraph"
    level: int | None = None
    location: Location = Location()
    restored: int = 0
    line_starts: tuple[int, ...] = ()

    def locate(self, start: int, end: int) -> Location:
        """Where ``raw[start:end]`` stands: the block's location, its boxes and page those of the lines met."""
        if not self.line_starts or len(self.line_starts) != len(self.location.boxes):
            return self.location
        first = max(bisect_right(self.line_starts, start) - 1, 0)
        last = max(bisect_left(self.line_starts, end), first + 1)
        boxes = self.location.boxes[first:last]
        return replace(self.location, page=boxes[0][0], boxes=boxes)


@dataclass(frozen=True, slots=True)
class Metadatum:
    """A fact about the publication that stands outside the report: 发布日期, 索引号, 发布机构, …

    ``start``/``end`` are the value's place in ``raw``; both -1 where it is not in the text
    (document properties, ``<meta>`` elements, the file's name).
    """

    name: str
    value: str
    start: int = -1
    end: int = -1


@dataclass(frozen=True, slots=True)
class Setaside:
    """Text of the source that is not part of the report: ``raw[start:end]`` and why."""

    start: int
    end: int
    reason: str


@dataclass(frozen=True, slots=True)
class Ledger:
    """The extraction ledger: what was read and what was not. Counts are of the whole file."""

    characters: int = 0
    characters_kept: int = 0
    pages: int | None = None
    pages_without_text: tuple[int, ...] = ()
    tables: int = 0
    images: int = 0
    tracked_changes: int = 0
    comments: int = 0
    set_aside: tuple[Setaside, ...] = ()
    repairs: tuple[Setaside, ...] = ()
    doubtful: tuple[tuple[int, int, float], ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A file as read: ``raw`` holds every character in reading order, ``blocks`` cut it up.

    Blocks are sorted, do not overlap, and are separated by at least one ``\\n`` in ``raw``.
    ``wrapped`` is true where lines are visual lines (txt, pdf, ocr) and may cut sentences.
    ``data`` is the file's bytes, which the writer that annotates the author's own file needs; empty for texts
    and web pages, which have no such writer.
    """

    source: str
    sha256: str
    format: str
    raw: str
    blocks: tuple[Block, ...]
    wrapped: bool = False
    encoding: str | None = None
    metadata: tuple[Metadatum, ...] = ()
    ledger: Ledger = Ledger()
    data: bytes = field(default=b"", repr=False)


# --------------------------------------------------------------------------- text


@dataclass(frozen=True, slots=True)
class OffsetMap:
    """Piecewise map from a changed text back to what it was made of.

    ``starts[i]`` begins the i-th piece in the changed text, ``origins[i]`` its first character in the
    source; within a piece both run in step. Pieces are sorted by ``starts``; ``starts[0] == 0``.
    """

    starts: Sequence[int]
    origins: Sequence[int]

    def back(self, offset: int) -> int:
        """The source offset of the character at ``offset`` of the changed text."""
        piece = bisect_right(self.starts, offset) - 1
        return self.origins[piece] + offset - self.starts[piece]

    def back_range(self, start: int, end: int) -> tuple[int, int]:
        """The smallest source range that holds the changed text's ``[start, end)``."""
        if end <= start:
            origin = self.back(start)
            return origin, origin
        return self.back(start), self.back(end - 1) + 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """``text[start:end]`` of the clean text (or of a report, after the cut), without its line break.

    ``kind`` and ``level`` come from the source block; ``block`` is its index in ``Document.blocks``.
    """

    start: int
    end: int
    kind: BlockKind = "paragraph"
    level: int | None = None
    block: int = 0


@dataclass(frozen=True)
class CleanText:
    """The document without furniture: paragraphs joined by one ``\\n`` each, and the way back.

    ``origin`` maps every character of ``text`` to ``document.raw``; metadata found in furniture
    lines was added to ``metadata``; ``ledger`` now also holds what cleaning set aside or repaired.
    """

    document: Document
    text: str
    folded: str
    origin: OffsetMap
    paragraphs: tuple[Paragraph, ...]
    metadata: tuple[Metadatum, ...]
    ledger: Ledger

    def locate(self, start: int, end: int) -> Location:
        """Where ``text[start:end]`` stands in the file: its place in the block it begins in."""
        raw_start, raw_end = self.origin.back_range(start, end)
        blocks = self.document.blocks
        index = bisect_right(self._block_starts, raw_start) - 1
        return blocks[max(index, 0)].locate(raw_start, raw_end) if blocks else Location()

    @cached_property
    def _block_starts(self) -> list[int]:
        return [block.start for block in self.document.blocks]


# --------------------------------------------------------------------------- structure


@dataclass(frozen=True, slots=True)
class Known:
    """A value of the identity with where it was taken from.

    ``source`` is one of title, body, addressee, signature, metadata, filename, option, default.
    ``start``/``end`` are in ``report.text``; both -1 where the value does not stand there.
    """

    value: str
    source: str
    start: int = -1
    end: int = -1


@dataclass(frozen=True, slots=True)
class Identity:
    """Who reports, for which years, on what paper. ``conflicts`` are sentences for the reader.

    ``report_type`` is the kind of report it was read as; ``type_source`` is title, structure, option or
    default, ``type_reason`` says it as a Chinese clause.
    """

    title: Known | None = None
    issuer: Known | None = None
    kind: Kind = "county"
    kind_source: str = "default"
    enforcing: bool = False
    years: tuple[int, ...] = ()
    years_source: str = "default"
    addressee: Known | None = None
    signature: Known | None = None
    issued_on: date | None = None
    issued_known: Known | None = None
    published_on: date | None = None
    published_known: Known | None = None
    joint_with_party: bool = False
    report_type: str = "law-government"
    type_source: str = "default"
    type_reason: str = ""
    conflicts: tuple[str, ...] = ()

    @property
    def year(self) -> int | None:
        """The reporting year; of a multi-year report the last one; ``None`` where unknown."""
        return self.years[-1] if self.years else None

    @property
    def multi_year(self) -> bool:
        return len(self.years) > 1


@dataclass(frozen=True, slots=True)
class Section:
    """A node of the section tree. ``report.text[start:end]`` is heading and body with all children.

    ``heading_start:heading_end`` is the heading's text with its number (empty range where the part
    was recognised by a lead-in sentence). ``level`` is 1 for 一、 2 for （一） 3 for 1. 4 for （1）
    as used in *this* report; 0 is the report itself. ``number`` is the ordinal, ``None`` if lost.
    ``parent`` is an index into ``report.sections``, -1 at the top.
    """

    start: int
    end: int
    heading_start: int
    heading_end: int
    level: int
    number: int | None
    role: Role
    parent: int = -1
    by_lead_in: bool = False


_start_of = attrgetter("start")


@dataclass(frozen=True, slots=True)
class Report:
    """One report under check: identity, text, section tree. ``document_start`` is its place in clean text.

    ``sections`` are in text order; ``roles`` are sorted, adjoining (start, end, role) triples that
    cover the whole text: the role of the finest block at each place.
    """

    clean: CleanText
    part: int
    parts: int
    document_start: int
    text: str
    folded: str
    identity: Identity
    paragraphs: tuple[Paragraph, ...]
    sections: tuple[Section, ...]
    roles: tuple[tuple[int, int, Role], ...]
    body_start: int
    body_end: int

    def role_at(self, offset: int) -> Role:
        """The role of the part that holds ``offset``."""
        index = bisect_right(self.roles, (offset, len(self.text) + 1)) - 1
        return self.roles[index][2] if 0 <= index < len(self.roles) else "other"

    def path_at(self, offset: int) -> tuple[str, ...]:
        """The headings above ``offset``, from the top."""
        return self.path_of(self.section_at(offset))

    def section_at(self, offset: int) -> int:
        """The index into ``sections`` of the innermost one that holds ``offset``; -1 where none does."""
        best = bisect_right(self.sections, offset, key=_start_of) - 1
        while best >= 0 and offset >= self.sections[best].end:
            best -= 1
        return best

    def path_of(self, index: int) -> tuple[str, ...]:
        """The headings of section number ``index`` and of those it is part of, from the top; none for -1."""
        path: list[str] = []
        while index >= 0:
            section = self.sections[index]
            path.append(self.text[section.heading_start : section.heading_end])
            index = section.parent
        return tuple(heading for heading in reversed(path) if heading)

    def locate(self, start: int, end: int) -> Location:
        """Where ``text[start:end]`` stands in the source file."""
        return self.clean.locate(self.document_start + start, self.document_start + end)


@dataclass(frozen=True, slots=True)
class NotAReport:
    """A document, or a part of one, that is not a report of the kind asked for, and why in Chinese.

    ``asked``: the kind asked for, where it is a report of another kind that can be checked; else empty.
    """

    part: int
    parts: int
    looks_like: str
    reason: str
    asked: str = ""


# --------------------------------------------------------------------------- rules


@dataclass(frozen=True, slots=True)
class Evidence:
    """A passage a judgement rests on: ``report.text[start:end]`` with what it does with the matter."""

    start: int
    end: int
    assertion: Assertion
    element: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Judgement:
    """A rule's answer to one criterion, before level and weight turn it into a finding.

    ``message`` and ``advice`` replace the rubric's wording where the rule knows better; ``near`` are
    the nearest misses, with the reason in ``note``. ``grave`` marks a defect that is never slight.
    """

    coverage: Coverage
    evidence: tuple[Evidence, ...] = ()
    near: tuple[Evidence, ...] = ()
    message: str = ""
    advice: str = ""
    met: tuple[str, ...] = ()
    unmet: tuple[str, ...] = ()
    message_en: str = ""


@dataclass(frozen=True, slots=True)
class Defect:
    """A slip of the text: ``report.text[start:end]``, what is wrong, and what to check instead.

    ``message`` is one neutral Chinese sentence ("请核对…"); ``suggestion`` may be empty.
    """

    start: int
    end: int
    message: str
    grave: bool = False
    suggestion: str = ""


@dataclass(frozen=True, slots=True)
class Detection:
    """What a detector found. ``examined`` counts what it looked at; 0 means nothing of the kind occurs.

    ``verified`` are the ranges that were checked and hold (a rate that matches its counts).
    """

    defects: tuple[Defect, ...] = ()
    examined: int = 0
    verified: tuple[tuple[int, int], ...] = ()


# --------------------------------------------------------------------------- rubric


Standing = Literal["in_force", "later", "ended"]


@dataclass(frozen=True, slots=True)
class Basis:
    """A ground in law: instrument, its number, article, tier of authority, and whether it was seen.

    ``tier`` is one of 法律, 行政法规, 党内法规, 国务院文件, 中央文件, 部门文件, 国家标准, 通行做法. ``effective`` and
    ``until`` are its first and last day as YYYY-MM-DD, empty where unknown. ``standing`` is said in findings: whether
    it was in force on a day of the report's years, came later, or had ended.
    """

    instrument: str
    article: str = ""
    number: str = ""
    tier: str = "通行做法"
    effective: str = ""
    until: str = ""
    verified: bool = False
    standing: Standing = "in_force"


@dataclass(frozen=True, slots=True)
class Case:
    """A passage beside its criterion, with the coverage it must get and the reason.

    ``whole`` means that ``text`` is a whole report, not a passage set into a part of ``role``. Where they
    are given, the first evidence must have ``assertion``, its note must hold ``says``, and the quotes of
    all evidence must be ``quotes``. ``origin`` is ``file:line`` of a case that stands in a file of its own.
    """

    coverage: Coverage
    text: str
    why: str = ""
    role: Role = "measures"
    kind: str | None = None
    year: int | None = None
    whole: bool = False
    assertion: Assertion | None = None
    says: str = ""
    quotes: tuple[str, ...] | None = None
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Criterion:
    """One thing asked. ``rule`` is the rule kind, ``params`` its checked parameters (plain data)."""

    id: str
    name: str
    group: str
    level: Level
    asks: str
    rule: str
    params: Mapping[str, Any]
    weight: float = 1.0
    kinds: tuple[str, ...] = ()
    since: int | None = None
    until: int | None = None
    support: Support | None = None
    basis: tuple[Basis, ...] = ()
    message: Mapping[str, str] = field(default_factory=dict)
    advice: str = ""
    name_en: str = ""
    cases: tuple[Case, ...] = ()
    origin: str = ""
    message_en: Mapping[str, str] = field(default_factory=dict)
    advice_en: str = ""
    before: tuple[int, Level] | None = None
    """For report years before ``before[0]`` the level is ``before[1]``."""

    def level_for(self, year: int | None) -> Level:
        """The level that holds for a report year; an unknown year takes the level as written."""
        if self.before is not None and year is not None and year < self.before[0]:
            return self.before[1]
        return self.level


@dataclass(frozen=True, slots=True)
class Group:
    id: str
    name: str
    name_en: str = ""


@dataclass(frozen=True, slots=True)
class Gate:
    """The condition that decides the verdict: see :mod:`checker.scoring`."""

    fail_on: tuple[str, ...] = ("fail",)
    must_pass: tuple[str, ...] = ()
    min_score: float = 0.0
    max_warn: int | None = None


@dataclass(frozen=True)
class Rubric:
    """A loaded rubric. ``tables`` are the lexicon's data files by name, as plain data.

    ``purpose`` says whether it judges (``check``) or only tells what was disclosed (``map``).
    """

    id: str
    version: str
    title: str
    sha256: str
    report_type: str
    years: tuple[int | None, int | None]
    groups: tuple[Group, ...]
    criteria: tuple[Criterion, ...]
    gate: Gate
    tables: Mapping[str, Any]
    title_en: str = ""
    origin: str = ""
    purpose: Purpose = "check"

    @cached_property
    def by_id(self) -> dict[str, Criterion]:
        return {criterion.id: criterion for criterion in self.criteria}


# --------------------------------------------------------------------------- result


@dataclass(frozen=True, slots=True)
class Quote:
    """Evidence as shown: exact text, its place, section path, location in the source file."""

    text: str
    start: int
    end: int
    section: tuple[str, ...]
    assertion: Assertion
    element: str
    location: Location
    note: str = ""


@dataclass(frozen=True, slots=True)
class Waived:
    """A waiver as applied to a finding; the finding keeps its own status. Dates are ISO days."""

    reason: str
    requested_by: str
    approved_by: str
    approved_on: str
    expires: str
    second_approved_by: str = ""
    ticket: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """One criterion's answer. ``near`` are nearest misses of a warn or fail, with the reason in ``note``.

    ``message_en`` is always there; what a rule only says in Chinese stands in it in brackets. ``advice_en`` is
    empty where the rubric has none.
    """

    criterion: str
    name: str
    group: str
    level: Level
    weight: float
    status: Status
    coverage: Coverage
    message: str
    advice: str
    basis: tuple[Basis, ...]
    evidence: tuple[Quote, ...] = ()
    near: tuple[Quote, ...] = ()
    met: tuple[str, ...] = ()
    unmet: tuple[str, ...] = ()
    waiver: Waived | None = None
    message_en: str = ""
    advice_en: str = ""


@dataclass(frozen=True, slots=True)
class Score:
    """0–100 with its arithmetic: ``value = 100 * earned / possible``, groups in rubric order.

    ``groups`` are (group id, earned, possible). Of a map it is the share of applicable items disclosed.
    """

    value: float
    earned: float
    possible: float
    groups: tuple[tuple[str, float, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Assessment:
    """All findings of one report. ``gate_reasons`` are the sentences that decided the verdict.

    ``score_waived`` is the score in which a waived finding earns its full weight, ``None`` where no
    waivers were asked for. ``gate`` is the record of a policy's decision as plain data, empty where
    the rubric's own gate decided.
    """

    report: Report
    rubric: Rubric
    findings: tuple[Finding, ...]
    score: Score
    verdict: Verdict
    gate_reasons: tuple[str, ...]
    counts: Mapping[str, int]
    reading: Mapping[str, Any]
    score_waived: Score | None = None
    gate: Mapping[str, Any] = field(default_factory=dict)
    chosen: str = ""
    """Why this rubric was used, as a Chinese clause."""
