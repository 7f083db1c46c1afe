"""The gate's answer for a person at a terminal: what decided, the waivers with what they cover, the comparison."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from checker.gate import Decision
from checker.gate.baseline import STATES
from checker.gate.catalogue import say
from checker.gate.clause import Clause, Outcome
from checker.gate.words import asks, found
from checker.rendering.terminal import SIGNS, Screen
from checker.rendering.width import columns, fold, pad, safe
from checker.rendering.words import words
from checker.waivers import STALE, Use, combined
from checker.waivers_audit import Audited

_SIGNS: dict[Outcome, str] = {"held": SIGNS["pass"], "broken": SIGNS["fail"], "undecided": SIGNS["error"]}
_COLORS: dict[Outcome, str] = {"held": "32", "broken": "31", "undecided": "35"}
_MOST_NAMED = 8


def screen(lang: str, width: int, color: bool) -> Screen:
    """A terminal as the gate uses it."""
    return Screen(width, color, False, words(lang))


def as_text(decisions: Sequence[Decision], on: Screen, *, explain: bool, unread: int = 0) -> str:
    """All decisions, each with its deciding sentences; ``explain`` adds the table of all clauses."""
    lines: list[str] = []
    for index, decision in enumerate(decisions):
        if index:
            lines.append("")
        lines += _decision(decision, on, explain)
    lines += _elsewhere(decisions, on)
    if len(decisions) + unread > 1:
        tally = {outcome: sum(_shown(d) == outcome for d in decisions) for outcome in _SIGNS}
        total = say(on.words.lang, "totals", n=len(decisions), **tally)
        lines += ["", total + (say(on.words.lang, "unread", n=unread) if unread else "")]
    return "\n".join(lines) + "\n" if lines else ""


def _elsewhere(decisions: Sequence[Decision], on: Screen) -> list[str]:
    """Waivers that were given for none of the reports: perhaps misnamed, perhaps for others."""
    uses = combined([decision.uses for decision in decisions]) if decisions else ()
    idle = [use for use in uses if use.state == "elsewhere"]
    if not idle:
        return []
    lang = on.words.lang
    places = on.words("list").join(f"{use.waiver.where} {use.waiver.criterion}" for use in idle[:_MOST_NAMED])
    more = say(lang, "more") if len(idle) > _MOST_NAMED else ""
    return ["", *on.wrap(say(lang, "elsewhere", n=len(idle), places=places + more), first="! ", rest="  ")]


def _shown(decision: Decision) -> Outcome:
    return "held" if decision.exit == 0 else decision.outcome


def _decision(decision: Decision, on: Screen, explain: bool) -> Iterator[str]:
    lang, assessment, policy = on.words.lang, decision.assessment, decision.policy
    advised = decision.outcome == "broken" and decision.exit == 0
    badge = f"{_SIGNS[decision.outcome]} {say(lang, 'advised' if advised else decision.outcome)}"
    yield from on.wrap(f"{badge}   {on.words.title(assessment)}", code=f"1;{_COLORS[decision.outcome]}")
    document = assessment.report.clean.document
    title = policy.title_en if lang == "en" and policy.title_en else policy.title
    what = [document.source, f"{say(lang, 'policy')} {policy.id} {policy.version} {title}"]
    what.append(f"{on.words('rubric')} {assessment.rubric.id} {assessment.rubric.version}")
    yield from on.wrap(" · ".join(what), first="  ", rest="  ", code="2")
    counts = (
        f"{on.words(f'status.{status}')} {assessment.counts[status]}"
        for status in ("fail", "error", "warn", "pass")
        if assessment.counts.get(status)
    )
    yield from on.wrap("  ".join([on.words.points(assessment), *counts]), first="  ", rest="  ")
    for clause in decision.clauses:
        if clause.outcome != "held":
            line = found(_named(clause, decision, on), lang) + (f"  [{clause.where}]" if clause.where else "")
            yield from on.wrap(line, first=f"  {_SIGNS[clause.outcome]} ", rest="    ", code=_COLORS[clause.outcome])
    if explain:
        yield from _table(decision.clauses, on)
    yield from _waivers(decision, on)
    if decision.against is not None:
        yield from _baseline(decision, on)


def _named(clause: Clause, decision: Decision, on: Screen) -> Clause:
    """The clause with the ids behind the names: a waiver and a policy are written with ids."""
    findings = {finding.criterion: finding for finding in decision.assessment.findings}
    names = (on.words.name(decision.assessment, findings[one]) for one in clause.criteria)
    shown = (name + on.words("in-brackets", text=one) for name, one in zip(names, clause.criteria, strict=True))
    return replace(clause, names=tuple(shown))


def _table(clauses: Sequence[Clause], on: Screen) -> Iterator[str]:
    """Every clause in the order it was asked; the middle columns share what the others leave."""
    lang = on.words.lang
    answers = {"held": "yes", "broken": "no", "undecided": "open"}
    rows = [(say(lang, "result"), say(lang, "asks"), say(lang, "found"), say(lang, "where"))]
    rows += [
        (f"{_SIGNS[c.outcome]} {say(lang, answers[c.outcome])}", asks(c, lang), found(c, lang), c.where)
        for c in clauses
    ]
    first, second, third, last = (max(columns(safe(row[index])) for row in rows) for index in range(4))
    room = max(on.width - first - last - 8, 24)
    if second + third > room:
        second = min(second, max(room // 2, room - third))
        third = room - second
    widths = (first, second, third, last)
    yield ""
    for index, row in enumerate(rows):
        cells = [fold(safe(cell), width) for cell, width in zip(row, widths, strict=True)]
        for line in range(max(map(len, cells))):
            shown = (pad(cell[line] if line < len(cell) else "", w) for cell, w in zip(cells, widths, strict=True))
            yield ("  " + "  ".join(shown)).rstrip()
        if not index:
            yield "  " + "  ".join("─" * width for width in widths).rstrip()


def _waivers(decision: Decision, on: Screen) -> Iterator[str]:
    lang = on.words.lang
    if decision.assessment.score_waived is None:
        return
    waived = [finding for finding in decision.assessment.findings if finding.waiver is not None]
    if waived:
        yield ""
        yield on.paint(f"── {say(lang, 'waivers')}{on.words('in-brackets', text=len(waived))} ──", "1;35")
    for finding in waived:
        status = say(lang, "quoted", text=on.words(f"status.{finding.status}"))
        head = on.words.name(decision.assessment, finding)
        real = on.words("in-brackets", text=say(lang, "real", status=status))
        yield from on.wrap(
            f"{head}{real}{on.words('colon')}{on.words.waiver(finding)}",
            first=f"  {SIGNS[finding.status]} ",
            rest="    ",
        )
    idle = [use for use in decision.uses if use.state in STALE]
    if idle:
        yield ""
        yield on.paint(f"── {say(lang, 'waivers.idle')}{on.words('in-brackets', text=len(idle))} ──", "1;33")
        for use in idle:
            yield from on.wrap(_use(use, on), first="  ! ", rest="    ")


def _use(use: Use, on: Screen) -> str:
    lang = on.words.lang
    note = f"{on.words('colon')}{use.note}" if use.note else ""
    parts = [use.waiver.where, use.waiver.criterion, say(lang, f"state.{use.state}")]
    return " ".join(part for part in parts if part) + note


def _baseline(decision: Decision, on: Screen) -> Iterator[str]:
    assert decision.against is not None
    lang, against = on.words.lang, decision.against
    yield ""
    yield from on.wrap(f"── {say(lang, 'baseline', source=against.earlier.source)} ──", code="1")
    for state in STATES:
        items = against.of(state)
        if not items:
            continue
        label = f"{say(lang, f'state.{state}')} {len(items)}"
        if state == "unchanged":
            yield f"  {label}"
            continue
        names = []
        for item in items:
            finding = item.after or item.before
            names.append(on.words.name(decision.assessment, finding) if finding else item.criterion)
        yield from on.labelled(label, on.words("list").join(names), indent=2)
        for item in items:
            for key, passages in (("came", item.came), ("gone", item.gone)):
                if passages:
                    shown = on.words("list").join(passages[:_MOST_NAMED])
                    line = f"{item.criterion} {say(lang, key)}{on.words('colon')}{shown}"
                    yield from on.wrap(line, first="      ", rest="        ", code="2")


def audit_text(audited: Sequence[Audited], on: Screen, *, days: int, today: str) -> str:
    """One line per waiver that needs attention, then the tally."""
    lang = on.words.lang
    lines: list[str] = []
    for one in audited:
        if one.use.state in STALE:
            lines += on.wrap(_use(one.use, on), first="! ", rest="  ")
        elif one.expiring:
            when = say(lang, "expiring", date=one.use.waiver.expires.isoformat(), n=one.days_left)
            lines += on.wrap(f"{one.use.waiver.where} {one.use.waiver.criterion} {when}", first="! ", rest="  ")
    stale = sum(one.use.state in STALE for one in audited)
    soon = sum(one.expiring and one.use.state not in STALE for one in audited)
    tally = {"n": len(audited), "good": len(audited) - stale, "stale": stale, "soon": soon}
    lines += on.wrap(say(lang, "audit", days=days, today=today, **tally))
    return "\n".join(lines) + "\n"
