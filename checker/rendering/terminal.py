"""Text for a person at a terminal: the verdict first, what needs attention with its passages, passes folded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from checker.model import STATUSES, Assessment, Finding, Quote
from checker.rendering import RenderOptions, outcomes, terminal_map
from checker.rendering.width import columns, fold, pad, safe, shorten
from checker.rendering.words import OPEN, Words, number, words

SIGNS = {"pass": "✓", "warn": "!", "fail": "✗", "not_applicable": "–", "error": "?"}
COLORS = {"pass": "32", "warn": "33", "fail": "31", "not_applicable": "2", "error": "35"}
_MOST_QUOTES = 3
_QUOTE_LENGTH = 160
MINIMUM_WIDTH = 40


def render(assessments: Sequence[Assessment], options: RenderOptions) -> bytes:
    screen = Screen(max(options.width, MINIMUM_WIDTH), options.color, options.verbose, words(options.lang))
    lines: list[str] = []
    for index, assessment in enumerate(assessments):
        if index:
            lines += ["", screen.paint("═" * (screen.width // 2), "2"), ""]
        lines += _summary(assessment, screen) if options.summary else _whole(assessment, screen)
    if len(assessments) > 1:
        lines += ["", *_overview(assessments, screen)]
    return ("\n".join(lines) + "\n").encode("utf-8", "replace")


@dataclass(frozen=True, slots=True)
class Screen:
    """The terminal as the reader has it."""

    width: int
    color: bool
    verbose: bool
    words: Words

    def paint(self, text: str, code: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self.color and text else text

    def wrap(self, text: str, *, first: str = "", rest: str = "", code: str = "") -> list[str]:
        """Folded lines; the colour is put on after folding so that it takes no width."""
        lines = fold(safe(text), self.width, first=first, rest=rest)
        return [self.paint(line, code) for line in lines] if code else lines

    def labelled(self, label: str, text: str, *, indent: int = 3, code: str = "") -> list[str]:
        """``label  text`` with the text's further lines under its first."""
        size = max(10 if self.words.lang == "zh" else 16, columns(label) + 2)
        head = " " * indent + pad(label, size)
        lines = fold(safe(text), self.width, first=head, rest=" " * columns(head))
        return [self.paint(line, code) for line in lines] if code else lines

    def row(self, name: str, wide: int, cells: str) -> list[str]:
        """``name`` in a column of ``wide`` and the cells beside it, or below it where the terminal is narrow."""
        line = f"{pad(safe(name), wide)}  {cells}"
        return [line] if columns(line) <= self.width else [safe(name), *self.wrap(cells.strip(), first="  ", rest="  ")]


def _whole(assessment: Assessment, screen: Screen) -> Iterator[str]:
    yield from _head(assessment, screen)
    if outcomes.is_map(assessment):
        yield from _map(assessment, screen)
        return
    for status in OPEN:
        chosen = [f for f in assessment.findings if f.status == status]
        if not chosen:
            continue
        yield ""
        yield _heading(screen.words(f"status.{status}") + screen.words("in-brackets", text=len(chosen)), status, screen)
        for index, finding in enumerate(chosen, start=1):
            yield ""
            yield from _finding(assessment, finding, index, screen)
    if not any(f.status in OPEN for f in assessment.findings):
        yield ""
        yield from screen.wrap(screen.words("none-open"))
    yield ""
    yield from _rest(assessment, screen)


def _map(assessment: Assessment, screen: Screen) -> Iterator[str]:
    yield ""
    yield from terminal_map.table(assessment, screen)
    yield from terminal_map.lists(assessment, screen)
    if screen.verbose:
        for group, name in screen.words.groups(assessment).items():
            own = [f for f in assessment.findings if f.group == group and f.coverage in ("full", "partial")]
            if own:
                yield ""
                yield screen.paint(f"── {name} ──", "1")
                yield from _unfolded(assessment, own, screen)


def _heading(text: str, status: str, screen: Screen) -> str:
    return screen.paint(f"── {text} ──", f"1;{COLORS[status]}")


def _head(assessment: Assessment, screen: Screen) -> Iterator[str]:
    say = screen.words
    verdict = assessment.verdict
    badge = f"{'◇' if outcomes.is_map(assessment) else SIGNS[verdict]} {outcomes.verdict(assessment, say)}"
    counts = "  ".join(f"{say(f'status.{s}')} {assessment.counts[s]}" for s in STATUSES if assessment.counts.get(s))
    if outcomes.is_map(assessment):
        counts = ""  # its one sentence counts them
    points = outcomes.points(assessment, say)
    line = f"{badge}   {points}   {counts}".rstrip()
    if columns(line) <= screen.width:
        yield f"{screen.paint(badge, f'1;{COLORS[verdict]}')}   {screen.paint(points, '1')}   {counts}".rstrip()
    else:
        yield screen.paint(badge, f"1;{COLORS[verdict]}")
        yield from screen.wrap(f"{points}  {counts}", first="  ", rest="  ")
    for reason in assessment.gate_reasons:
        yield from screen.wrap(reason, first="  ", rest="  ")
    yield ""
    yield from screen.wrap(say.title(assessment), code="1")
    yield from screen.wrap(" · ".join(say.who(assessment)))
    yield from _source(assessment, screen)
    conflicts = assessment.report.identity.conflicts
    if conflicts:
        yield from screen.labelled(say("conflicts"), say("sep").join(conflicts), indent=0, code="33")


def _source(assessment: Assessment, screen: Screen) -> Iterator[str]:
    say = screen.words
    report = assessment.report
    document = report.clean.document
    source = document.source
    if report.parts > 1:
        source += f" · {say('part', part=report.part, parts=report.parts)}"
    rubric = f"{say('rubric')} {assessment.rubric.id} {assessment.rubric.version}"
    why = say.chosen(assessment)
    yield from screen.wrap(f"{source} · {rubric}" + (say("in-brackets", text=why) if why else ""), code="2")
    read = say.reading(assessment)
    if read:
        yield from screen.wrap(f"{say('reading')}{say('colon')}{say('list').join(read)}", code="2")
    if screen.verbose:
        yield from screen.wrap(f"sha256 {document.sha256}", code="2")
        yield from _arithmetic(assessment, screen)


def _arithmetic(assessment: Assessment, screen: Screen) -> Iterator[str]:
    say = screen.words
    score = assessment.score
    sum_ = say(
        "arithmetic", earned=number(score.earned, 2), possible=number(score.possible, 2), score=number(score.value, 2)
    )
    yield ""
    yield f"{say('score')}{say('colon')}{sum_}"
    names = say.groups(assessment)
    wide = max((columns(name) for name in names.values()), default=0)
    for group, earned, possible in score.groups:
        if possible:
            yield from screen.row(names.get(group, group), wide, f"{number(earned, 2):>6} / {number(possible, 2)}")


def _finding(assessment: Assessment, finding: Finding, index: int, screen: Screen) -> Iterator[str]:
    say = screen.words
    sign = SIGNS[finding.status]
    title = say.name(assessment, finding) + say("in-brackets", text=say(f"level.{finding.level}"))
    lead = f"{sign}{index:>2} "
    folded = fold(safe(f"{title}  {finding.criterion}"), screen.width, first=lead, rest="    ")
    folded[0] = folded[0].replace(lead + safe(title), screen.paint(lead + safe(title), f"1;{COLORS[finding.status]}"))
    if folded[-1].endswith(finding.criterion):
        folded[-1] = folded[-1].removesuffix(finding.criterion) + screen.paint(finding.criterion, "2")
    yield from folded
    yield from screen.wrap(finding.message, first="    ", rest="    ")
    for label, listed in zip(("met", "unmet"), say.elements(finding), strict=True):
        if listed:
            yield from screen.labelled(say(label), listed, indent=4)
    yield from _quotes(finding.evidence, finding.message, screen)
    if finding.near:
        yield f"    {screen.paint(say('near'), '2')}"
        yield from _quotes(finding.near, finding.message, screen)
    if finding.advice:
        yield from screen.labelled(say("advice"), say.advice(finding), indent=4, code="36")
    if finding.basis:
        basis = say("sep").join(say.basis(one) for one in finding.basis)
        yield from screen.labelled(say("basis"), basis, indent=4, code="2")
    if finding.waiver is not None:
        yield from screen.labelled(say("waiver"), say.waiver(finding), indent=4, code="35")


def _quotes(quotes: Sequence[Quote], said: str, screen: Screen) -> Iterator[str]:
    say = screen.words
    most = len(quotes) if screen.verbose else _MOST_QUOTES
    for quote in quotes[:most]:
        text = quote.text if screen.verbose else shorten(quote.text, _QUOTE_LENGTH)
        yield from screen.wrap(text, first="    │ ", rest="    │ ")
        known = " · ".join(filter(None, (say.assertion(quote), quote.element)))
        offset = say("offset", start=quote.start, end=quote.end) if screen.verbose else ""
        where = " ".join(filter(None, (known and f"[{known}]", say.place(quote), offset)))
        note = say.note(quote, said)
        line = " — ".join(filter(None, (where, note and say("not-counted", note=note))))
        if line:
            yield from screen.wrap(line, first="      ", rest="      ", code="2")
    if len(quotes) > most:
        yield screen.paint(f"      {say('more-evidence', n=len(quotes) - most)}", "2")


def _rest(assessment: Assessment, screen: Screen) -> Iterator[str]:
    """Passes and criteria that do not apply: one line per group, or each with its evidence when verbose."""
    say = screen.words
    closed = [f for f in assessment.findings if f.status not in OPEN]
    if not closed:
        return
    yield screen.paint(f"── {say('folded')} ──", "1;32")
    names = say.groups(assessment)
    wide = max(columns(safe(name)) for name in names.values())
    for group, name in names.items():
        own = [f for f in closed if f.group == group]
        if not own:
            continue
        tally = Counter(f.status for f in own)
        parts = "  ".join(f"{SIGNS[s]} {say(f'status.{s}')} {tally[s]}" for s in STATUSES if tally[s])
        yield from screen.row(name, wide, parts)
        if screen.verbose:
            yield from _unfolded(assessment, own, screen)


def _unfolded(assessment: Assessment, findings: Iterable[Finding], screen: Screen) -> Iterator[str]:
    say = screen.words
    for finding in findings:
        shown = outcomes.outcome(assessment, finding, say)
        head = f"{SIGNS[shown.look]} {say.name(assessment, finding)}  {finding.criterion}"
        yield from screen.wrap(head, first="  ", rest="    ", code=COLORS[shown.look])
        if finding.message:
            yield from screen.wrap(finding.message, first="    ", rest="    ")
        yield from _quotes(finding.evidence, finding.message, screen)


def _summary(assessment: Assessment, screen: Screen) -> Iterator[str]:
    yield from _head(assessment, screen)
    say = screen.words
    if outcomes.is_map(assessment):
        yield ""
        yield from terminal_map.table(assessment, screen)
    for status in OPEN:
        named = [say.name(assessment, f) for f in assessment.findings if f.status == status]
        if named:
            label = f"{say(f'status.{status}')} {len(named)}"
            yield from screen.labelled(label, say("list").join(named), indent=0)


def _overview(assessments: Sequence[Assessment], screen: Screen) -> Iterator[str]:
    say = screen.words
    yield screen.paint(f"── {say('reports', n=len(assessments))} ──", "1")
    for assessment in assessments:
        verdict = assessment.verdict
        points = number(assessment.score.value)
        sign = "◇" if outcomes.is_map(assessment) else SIGNS[verdict]
        line = f"{sign} {pad(outcomes.verdict(assessment, say), 14)} {points:>5}  {say.title(assessment)}"
        yield from screen.wrap(line, rest=" " * 8, code=COLORS[verdict])
