"""What the audit letter says, as plain values: the Word and the PDF form are set from the same content."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import PureWindowsPath

from checker.model import STATUSES, Assessment, Basis, Finding, Quote
from checker.rendering.charts import tallies
from checker.rendering.letter_word import plain
from checker.rendering.width import shorten
from checker.rendering.words import OPEN, Words, number

_TIERS = ("法律", "行政法规", "党内法规", "国务院文件", "中央文件", "部门文件", "国家标准")
_MOST_BASES = 15
_MOST_ITEMS = 300
_MOST_ROWS = 1000
_MOST_QUOTES = 3
_MOST_NEAR = 2
_MOST_UNITS = 24
_QUOTED = 240
_SAID = 1000
_NAMED = 120


@dataclass(frozen=True, slots=True)
class Bar:
    """A group's row: ``shares`` are (status, units of the bar), of at most ``Letter.units`` in all."""

    name: str
    shares: tuple[tuple[str, int, str], ...]
    counts: str
    score: str


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table of criteria; a row with nothing but a name is a group's heading."""

    number: str
    name: str
    level: str = ""
    coverage: str = ""
    status: str = ""
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    text: str
    place: str


@dataclass(frozen=True, slots=True)
class Item:
    """A finding that needs attention. ``lines`` are (label, text) pairs, in the order they are set."""

    heading: str
    message: str
    evidence: tuple[Passage, ...]
    near: tuple[Passage, ...]
    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Letter:
    """Every text is on one line and free of control characters. ``unit`` is the criteria to a cell of a bar."""

    lang: str
    title: str
    number: tuple[str, str]
    to: str
    opening: str
    headings: tuple[str, ...]
    identity: tuple[tuple[str, str], ...]
    bases: tuple[str, ...]
    verdict: tuple[str, ...]
    arithmetic: str
    chart_title: str
    chart_heads: tuple[str, str, str, str]
    legend_label: str
    legend: tuple[tuple[str, str], ...]
    unit: int
    units: int
    bars: tuple[Bar, ...]
    table_title: str
    table_heads: tuple[str, str, str, str, str]
    rows: tuple[Row, ...]
    table_more: str
    intro: str
    labels: tuple[str, str]
    items: tuple[Item, ...]
    items_more: str
    closing: tuple[str, ...]
    signatures: tuple[str, str, str, str, str]


def content(assessment: Assessment, say: Words) -> Letter:
    """The letter on one assessment, in the language of ``say``."""
    opened = [finding for status in OPEN for finding in assessment.findings if finding.status == status]
    report, rubric = assessment.report, assessment.rubric
    issuer = report.identity.issuer
    unit, units, bars = _bars(assessment, say)
    rows, left = _rows(assessment, say)
    read = say("list").join(say.reading(assessment))
    more = len(opened) - _MOST_ITEMS
    keys = ("identity", "basis", "verdict", "criteria", "open", "reading")
    return Letter(
        lang=say.lang,
        title=say("letter.title"),
        number=(say("letter.number"), say("letter.number.blank")),
        to=_one(say("letter.to", issuer=issuer.value) if issuer else say("letter.to.unknown"), _NAMED),
        opening=_one(
            say(
                "letter.opening",
                rubric=shorten(rubric.title or rubric.id, _NAMED),
                version=rubric.version,
                title=shorten(say.title(assessment), _NAMED),
            )
        ),
        headings=tuple(say(f"letter.{key}") for key in keys),
        identity=tuple((label, _one(value, _QUOTED)) for label, value in _identity(assessment, say)),
        bases=tuple(_bases(assessment, say)),
        verdict=tuple(_verdict(assessment, say)),
        arithmetic=_arithmetic(assessment, say),
        chart_title=say("letter.chart"),
        chart_heads=(
            say("group"),
            say("letter.chart.bar", n=unit) if unit > 1 else say("letter.chart.bar.one"),
            say("letter.chart.counts"),
            say("letter.chart.score"),
        ),
        legend_label=say("letter.legend"),
        legend=tuple((status, say(f"status.{status}")) for status in STATUSES if assessment.counts.get(status)),
        unit=unit,
        units=units,
        bars=bars,
        table_title=say("letter.table"),
        table_heads=(say("letter.no"), say("criterion"), say("level"), say("coverage"), say("status")),
        rows=rows,
        table_more=say("more", n=left) if left else "",
        intro=say("letter.open.intro", n=len(opened)) if opened else say("letter.nothing"),
        labels=(say("evidence"), say("near")),
        items=tuple(_item(assessment, finding, index, say) for index, finding in enumerate(opened[:_MOST_ITEMS], 1)),
        items_more=say("more", n=more) if more > 0 else "",
        closing=tuple(
            _one(text) for text in (say("letter.read", read=read) if read else "", say("letter.notes")) if text
        ),
        signatures=(
            say("letter.reviewer"),
            say("letter.checker"),
            say("letter.head"),
            say("letter.organ"),
            say("letter.sign.date"),
        ),
    )


def _one(text: str, most: int = _SAID) -> str:
    return shorten(plain(text), most)


def _identity(assessment: Assessment, say: Words) -> list[tuple[str, str]]:
    identity = assessment.report.identity
    document = assessment.report.clean.document
    unknown = say("letter.unknown")
    kind = say(f"kind.{identity.kind}")
    if identity.kind == "department" and identity.enforcing:
        kind += say("in-brackets", text=say("enforcing"))
    part = ""
    if assessment.report.parts > 1:
        part = say("in-brackets", text=say("part", part=assessment.report.part, parts=assessment.report.parts))
    return [
        (say("letter.report-title"), say.title(assessment)),
        (say("issuer"), identity.issuer.value if identity.issuer else unknown),
        (say("letter.kind"), kind),
        (say("letter.years"), say.years(identity.years)),
        (say("letter.issued"), _date(identity.issued_on, say) or unknown),
        (say("letter.published"), _date(identity.published_on, say) or unknown),
        # a signed paper names the file; where it lay on somebody's machine is nobody else's business
        (say("letter.file"), PureWindowsPath(document.source).name + part),
        (say("letter.digest"), document.sha256),
        *((say("conflicts"), conflict) for conflict in identity.conflicts[:5]),
    ]


def _date(day: date | None, say: Words) -> str:
    return say("letter.date", year=day.year, month=day.month, day=day.day) if day else ""


def _bases(assessment: Assessment, say: Words) -> list[str]:
    """The instruments the applicable criteria rest on, the highest first, without their articles."""
    found: dict[tuple[str, str], Basis] = {}
    for finding in assessment.findings:
        if finding.status != "not_applicable":
            for basis in finding.basis:
                if basis.tier in _TIERS and basis.standing == "in_force":
                    found.setdefault((basis.instrument, basis.number), basis)
    chosen = sorted(found.values(), key=lambda basis: _TIERS.index(basis.tier))
    named = []
    for basis in chosen[:_MOST_BASES]:
        title = basis.instrument if basis.instrument.startswith("《") else f"《{basis.instrument}》"
        named.append(shorten(title + (say("in-brackets", text=basis.number) if basis.number else ""), _NAMED))
    rubric = assessment.rubric
    made = []
    if named:
        key = "letter.basis.more" if len(chosen) > _MOST_BASES else "letter.basis.all"
        # titles side by side take no mark between them
        listed = say("list").join(named).replace("》、《", "》《")
        made.append(_one(say(key, named=listed, n=len(chosen)), _SAID * 3))
    name = shorten(rubric.title or rubric.id, _NAMED)
    made.append(_one(say("letter.basis.rubric", name=name, version=rubric.version, digest=rubric.sha256[:16])))
    return made


def _verdict(assessment: Assessment, say: Words) -> list[str]:
    counts = say("list").join(
        say("letter.counted.one", status=say(f"status.{status}"), n=assessment.counts[status])
        for status in STATUSES
        if assessment.counts.get(status)
    )
    decided = say(
        "letter.decided", verdict=say(f"verdict.{assessment.verdict}"), score=number(assessment.score.value, 2)
    )
    counted = say("letter.counted", n=len(assessment.findings), counts=counts)
    end = say("letter.sentence.end")
    reasons = [_one(reason).rstrip("。.") + end for reason in assessment.gate_reasons[:20]]
    return [decided, counted, *reasons]


def _arithmetic(assessment: Assessment, say: Words) -> str:
    score = assessment.score
    return say(
        "letter.arithmetic",
        earned=number(score.earned, 2),
        possible=number(score.possible, 2),
        score=number(score.value, 2),
    )


def _bars(assessment: Assessment, say: Words) -> tuple[int, int, tuple[Bar, ...]]:
    """How many criteria a cell stands for, the cells of the longest bar, and a bar per group."""
    rows = tallies(assessment, say)
    most = max((row.total for row in rows), default=1)
    unit = -(-most // _MOST_UNITS)
    made = []
    for row in rows:
        # cells by the running sum, so that a bar is as long as its group is large
        shares, done, cells = [], 0, 0
        for status, count in row.counts:
            done += count
            upto = -(-done // unit)
            if upto > cells:
                shares.append((str(status), upto - cells, str(count)))
            cells = max(cells, upto)
        counts = "　".join(f"{say(f'status.{status}')} {count}" for status, count in row.counts)
        score = f"{number(row.earned, 2)}／{number(row.possible, 2)}" if row.possible else "—"
        made.append(Bar(_one(row.name, _NAMED), tuple(shares), counts, score))
    return unit, -(-most // unit), tuple(made)


def _rows(assessment: Assessment, say: Words) -> tuple[tuple[Row, ...], int]:
    """The criteria by group in rubric order, and how many were left out."""
    made: list[Row] = []
    by_group: dict[str, list[Finding]] = {}
    for finding in assessment.findings:
        by_group.setdefault(finding.group, []).append(finding)
    done = 0
    for group, name in say.groups(assessment).items():
        own = by_group.get(group, [])
        if not own or done >= _MOST_ROWS:
            continue
        made.append(Row("", _one(name, _NAMED)))
        for finding in own[: _MOST_ROWS - done]:
            done += 1
            made.append(
                Row(
                    str(done),
                    _one(say.name(assessment, finding), _NAMED),
                    say(f"level.{finding.level}"),
                    say(f"coverage.{finding.coverage}"),
                    say(f"status.{finding.status}")
                    + (say("in-brackets", text=say("waiver")) if finding.waiver is not None else ""),
                    finding.status,
                )
            )
    return tuple(made), len(assessment.findings) - done


def _item(assessment: Assessment, finding: Finding, index: int, say: Words) -> Item:
    heading = say(
        "letter.item",
        n=index,
        name=shorten(say.name(assessment, finding), _NAMED),
        level=say(f"level.{finding.level}"),
        status=say(f"status.{finding.status}"),
    )
    _, unmet = say.elements(finding)
    left = max(len(finding.evidence) - _MOST_QUOTES, 0) + max(len(finding.near) - _MOST_NEAR, 0)
    lines = (
        ("", say("letter.more-quotes", n=left) if left else ""),
        (say("unmet"), unmet + say("letter.sentence.end") if unmet else ""),
        (say("advice"), say.advice(finding)),
        (say("basis"), say("sep").join(say.basis(basis) for basis in finding.basis)),
        (say("waiver"), say.waiver(finding)),
    )
    return Item(
        _one(heading, _QUOTED * 2),
        _one(finding.message),
        tuple(_passage(quote, finding, say) for quote in finding.evidence[:_MOST_QUOTES]),
        tuple(_passage(quote, finding, say, counted=False) for quote in finding.near[:_MOST_NEAR]),
        tuple((label, _one(text)) for label, text in lines if text),
    )


def _passage(quote: Quote, finding: Finding, say: Words, *, counted: bool = True) -> Passage:
    """A quoted passage and its place; what the finding's message says already is not said again."""
    note = say.note(quote, finding.message)
    if note and not counted:
        note = say("not-counted", note=note)
    place = say("sep").join(filter(None, (say.place(quote), say.assertion(quote), note)))
    return Passage(say("quote", text=_one(quote.text, _QUOTED)), _one(place, _QUOTED))
