"""``--format markdown``: the verdict, what needs attention with its passages, the rest as a table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from checker.model import Assessment, Finding, Quote
from checker.rendering import RenderOptions, outcomes
from checker.rendering.width import safe, shorten
from checker.rendering.words import OPEN, Words, number, words

_SPECIAL = re.compile(r"([\\`*_{}\[\]#|~$])")
_LEADING = re.compile(r"^(\s*(?:[-+]|\d+[.)]))(?=\s|$)")
_QUOTE_LENGTH = 400


def render(assessments: Sequence[Assessment], options: RenderOptions) -> bytes:
    say = words(options.lang)
    lines: list[str] = []
    for assessment in assessments:
        if lines:
            lines += ["", "---", ""]
        lines += _one(assessment, options, say)
    return ("\n".join(lines) + "\n").encode("utf-8", "replace")


def escape(text: str) -> str:
    """``text`` as literal Markdown on one line: no markup, no HTML, no table cell, no list."""
    line = _SPECIAL.sub(r"\\\1", safe(text).strip())
    line = line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _LEADING.sub(lambda match: match.group()[:-1] + "\\" + match.group()[-1], line)


def _one(assessment: Assessment, options: RenderOptions, say: Words) -> Iterator[str]:
    yield f"# {escape(say.title(assessment))}"
    yield ""
    points = say("points", score=number(assessment.score.value))
    if outcomes.is_map(assessment):
        yield f"**{outcomes.verdict(assessment, say)}** · **{outcomes.points(assessment, say)}**"
    else:
        yield f"**{say('verdict')}{say('colon')}{outcomes.verdict(assessment, say)}** · **{points}**"
    yield ""
    tally = outcomes.count(assessment)
    shown = [each for each in outcomes.outcomes(assessment, say) if tally.get(each.key)]
    if shown:
        yield "| " + " | ".join(each.name for each in shown) + " |"
        yield "|" + " ---: |" * len(shown)
        yield "| " + " | ".join(str(tally[each.key]) for each in shown) + " |"
        yield ""
    for reason in assessment.gate_reasons:
        yield f"- {escape(reason)}"
    yield from _identity(assessment, say)
    if outcomes.is_map(assessment):
        yield from _map(assessment, options, say)
        return
    for status in OPEN:
        chosen = [f for f in assessment.findings if f.status == status]
        if not chosen:
            continue
        yield ""
        yield f"## {say(f'status.{status}')}{say('in-brackets', text=len(chosen))}"
        if options.summary:
            yield ""
            yield from (f"- {escape(say.name(assessment, f))} (`{f.criterion}`)" for f in chosen)
            continue
        for finding in chosen:
            yield ""
            yield from _finding(assessment, finding, say)
    if not options.summary:
        yield from _rest(assessment, say)


def _map(assessment: Assessment, options: RenderOptions, say: Words) -> Iterator[str]:
    """A table of the groups; then group by group every item with the passage it rests on."""
    keys = ("applicable", *outcomes.MAP_KEYS[:-1])
    yield ""
    yield f"## {say('map.groups')}"
    yield ""
    yield "| " + " | ".join([say("group"), *(say(f"map.{key}") for key in keys)]) + " |"
    yield "| --- |" + " ---: |" * len(keys)
    for row in outcomes.groups(assessment, say):
        yield "| " + " | ".join([escape(row.name), *(str(row.counts.get(key, 0)) for key in keys)]) + " |"
    if options.summary:
        return
    for group, name in say.groups(assessment).items():
        own = [f for f in assessment.findings if f.group == group and f.coverage != "not_applicable"]
        if not own:
            continue
        yield ""
        yield f"## {escape(name)}"
        for finding in own:
            shown = outcomes.outcome(assessment, finding, say).name
            yield ""
            yield f"### {escape(say.name(assessment, finding))}{say('in-brackets', text=shown)}"
            yield from _quotes(finding.evidence[:1], "", say)


def _identity(assessment: Assessment, say: Words) -> Iterator[str]:
    report = assessment.report
    yield f"- {escape(' · '.join(say.who(assessment)))}"
    part = f" · {say('part', part=report.part, parts=report.parts)}" if report.parts > 1 else ""
    yield f"- {say('source')}{say('colon')}{escape(report.clean.document.source)}{part}"
    rubric = assessment.rubric
    yield f"- {say('rubric')}{say('colon')}{escape(rubric.id)} {escape(rubric.version)}"
    read = say.reading(assessment)
    if read:
        yield f"- {say('reading')}{say('colon')}{escape(say('list').join(read))}"
    for conflict in report.identity.conflicts:
        yield f"- {say('conflicts')}{say('colon')}{escape(conflict)}"


def _finding(assessment: Assessment, finding: Finding, say: Words) -> Iterator[str]:
    level = say("in-brackets", text=say(f"level.{finding.level}"))
    yield f"### {escape(say.name(assessment, finding))}{level}"
    yield ""
    yield f"`{finding.criterion}` · {escape(finding.message)}"
    for label, listed in zip(("met", "unmet"), say.elements(finding), strict=True):
        if listed:
            yield ""
            yield f"{say(label)}{say('colon')}{escape(listed)}"
    yield from _quotes(finding.evidence, finding.message, say)
    if finding.near:
        yield ""
        yield f"{say('near')}{say('colon')}"
        yield from _quotes(finding.near, finding.message, say)
    for label, text in (
        ("advice", say.advice(finding)),
        ("basis", say("sep").join(say.basis(basis) for basis in finding.basis)),
        ("waiver", say.waiver(finding)),
    ):
        if text:
            yield ""
            yield f"**{say(label)}**{say('colon')}{escape(text)}"


def _quotes(quotes: Sequence[Quote], said: str, say: Words) -> Iterator[str]:
    for quote in quotes:
        yield ""
        yield f"> {escape(shorten(quote.text, _QUOTE_LENGTH))}"
        kind, note = say.assertion(quote), say.note(quote, said)
        known = (kind and f"*{kind}*", escape(say.place(quote)), note and escape(say("not-counted", note=note)))
        line = " · ".join(filter(None, known))
        if line:
            yield ">"
            yield f"> — {line}"


def _rest(assessment: Assessment, say: Words) -> Iterator[str]:
    closed = [f for f in assessment.findings if f.status not in OPEN]
    if not closed:
        return
    yield ""
    yield f"## {say('folded')}"
    yield ""
    yield f"| {say('group')} | {say('status.pass')} | {say('status.not_applicable')} |"
    yield "| --- | ---: | ---: |"
    for group, name in say.groups(assessment).items():
        own = [f.status for f in closed if f.group == group]
        if own:
            yield f"| {escape(name)} | {own.count('pass')} | {own.count('not_applicable')} |"
