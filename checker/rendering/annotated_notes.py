"""Which comments a report gets: on every passage that needs attention, and where something is missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from checker.model import Assessment, Finding, Quote, Status
from checker.rendering import RenderOptions
from checker.rendering.annotated_homes import Home, Homes
from checker.rendering.letter_word import literal, plain, run
from checker.rendering.width import shorten
from checker.rendering.words import OPEN, Words

MOST_NOTES = 1000
_MOST_PLACES = 3
_MOST_DEFECTS = 100
_MOST_NEAR = 2
_QUOTED = 120
_SAID = 1000

Labelled = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Note:
    """A comment on ``report.text[start:end]``.

    ``exact`` is false where the range only marks the place where something is missing. ``lines`` are
    (label, text) pairs, the first one is the heading.
    """

    start: int
    end: int
    criterion: str
    status: Status
    exact: bool
    lines: tuple[Labelled, ...]


def notes(assessment: Assessment, options: RenderOptions, say: Words) -> list[Note]:
    """The comments, the gravest first, at most :data:`MOST_NOTES`, and one on the title that says how many more.

    Open findings only; ``options.verbose`` adds the passages of what passed and the nearest misses.
    """
    order = {status: rank for rank, status in enumerate((*OPEN, "pass"))}
    shown = [f for f in assessment.findings if f.status in OPEN or (options.verbose and f.status == "pass")]
    shown.sort(key=lambda finding: order[finding.status])
    maker = _Maker(assessment, options, say)
    made: list[Note] = []
    left_out = 0
    for finding in shown:
        if len(made) < MOST_NOTES:
            made.extend(maker.of(finding))
        else:
            left_out += 1
    left_out += max(len(made) - MOST_NOTES, 0)
    del made[MOST_NOTES:]
    if left_out:
        home = Homes(assessment).title()
        text = say("note.more", shown=MOST_NOTES, n=left_out)
        made.append(Note(home.start, home.end, "", "warn", False, (("", text),)))
    return made


def comment(number: int, note: Note, say: Words, look: str = "") -> str:
    """A ``w:comment`` element; ``look`` is the paragraphs' properties as XML.

    It has no date: the same report gives the same bytes on any day.
    """
    paragraphs = []
    for index, (label, text) in enumerate(note.lines):
        mark = "<w:r><w:annotationRef/></w:r>" if index == 0 else ""
        bold = run(label + (say("colon") if label and index else ""), bold=True, points=10.5)
        said = run(text, points=10.5, bold=index == 0)
        paragraphs.append(f"<w:p>{look}{mark}{bold}{said}</w:p>")
    return (
        f'<w:comment w:id="{number}" w:author="{literal(say("author"))}" w:initials="{literal(say("initials"))}">'
        f"{''.join(paragraphs)}</w:comment>"
    )


class _Maker:
    def __init__(self, assessment: Assessment, options: RenderOptions, say: Words) -> None:
        self._assessment = assessment
        self._verbose = options.verbose
        self._say = say
        self._homes = Homes(assessment)

    def of(self, finding: Finding) -> Iterator[Note]:
        quotes = [quote for quote in finding.evidence if quote.end > quote.start]
        criterion = self._assessment.rubric.by_id.get(finding.criterion)
        defects = criterion is not None and criterion.rule == "defects"
        if not quotes:
            home = self._homes.of(finding)
            yield self._note(home.start, home.end, finding, self._whole(finding, home=home), exact=False)
        most = _MOST_DEFECTS if defects or self._verbose else _MOST_PLACES
        places = quotes[:most]
        for index, quote in enumerate(places):
            lines = self._whole(finding, quote, defects, len(quotes) - most) if index == 0 else []
            yield self._note(quote.start, quote.end, finding, lines or self._again(finding, quote, index, len(quotes)))
        if self._verbose:
            for quote in finding.near:
                if quote.end > quote.start:
                    yield self._note(quote.start, quote.end, finding, self._near_here(finding, quote))

    def _note(self, start: int, end: int, finding: Finding, lines: Sequence[Labelled], *, exact: bool = True) -> Note:
        cut = tuple((label, shorten(plain(text), _SAID)) for label, text in lines if text)
        return Note(start, end, finding.criterion, finding.status, exact, cut)

    def _heading(self, finding: Finding, said: str = "") -> Labelled:
        level = self._say("in-brackets", text=self._say(f"level.{finding.level}"))
        name = self._say.name(self._assessment, finding)
        return self._say("bracket", text=said or self._say(f"status.{finding.status}")), f"{name}{level}"

    def _whole(
        self,
        finding: Finding,
        quote: Quote | None = None,
        defects: bool = False,
        more: int = 0,
        home: Home | None = None,
    ) -> list[Labelled]:
        """Everything about a finding: its message, what is missing, the nearest miss, advice, grounds."""
        say = self._say
        own = quote.note if quote is not None and defects else ""
        lines = [self._heading(finding), ("", own or finding.message)]
        if quote is not None and not defects:
            lines.append((say("sheet.note"), say.note(quote, finding.message)))
        lines.append((say("unmet"), say.elements(finding)[1]))
        if home is not None:
            lines += [("", self._where(home))]
            lines += [(say("near"), self._near(finding, miss)) for miss in finding.near[:_MOST_NEAR]]
        lines.append((say("advice"), say.advice(finding)))
        lines.append((say("basis"), say("sep").join(say.basis(basis) for basis in finding.basis)))
        lines.append((say("waiver"), say.waiver(finding)))
        if more > 0:
            lines.append(("", say("note.more-places", n=more)))
        return lines

    def _again(self, finding: Finding, quote: Quote, index: int, count: int) -> list[Labelled]:
        # what a finding has, though it is open for what it lacks; only plans answer without naming an element
        holds = quote.element in finding.met if quote.element else bool(finding.met) and quote.assertion == "planned"
        said = self._say("note.holds") if holds else ""
        lines = [self._heading(finding, said), ("", quote.note or (quote.element if holds else ""))]
        return [*lines, ("", self._say("note.again", k=index + 1, n=count))]

    def _near_here(self, finding: Finding, quote: Quote) -> list[Labelled]:
        say = self._say
        # no word of the message stands in this comment, so the whole note does
        reason = say("not-counted", note=quote.note) if quote.note else say.assertion(quote)
        return [self._heading(finding), (say("near"), reason) if reason else ("", say("near"))]

    def _near(self, finding: Finding, quote: Quote) -> str:
        say = self._say
        quoted = say("quote", text=shorten(plain(quote.text), _QUOTED))
        note = say.note(quote, finding.message)
        return quoted + (say("in-brackets", text=say("not-counted", note=note)) if note else "")

    def _where(self, home: Home) -> str:
        say = self._say
        if home.heading:
            return say("note.home", heading=home.heading)
        if home.before and home.after:
            return say("note.gap", before=home.before, after=home.after)
        if home.before:
            return say("note.after", before=home.before)
        return say("note.before", after=home.after) if home.after else ""
