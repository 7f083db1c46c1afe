"""A comparison of two drafts as terminal text, a page, or JSON."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from checker.errors import UsageError
from checker.model import Assessment, Finding
from checker.rendering import RenderOptions
from checker.rendering.diff import STATES, Compared, Comparison
from checker.rendering.diff_sentences import Change, Sentence
from checker.rendering.terminal import COLORS, MINIMUM_WIDTH, SIGNS, Screen
from checker.rendering.width import pad, safe, shorten
from checker.rendering.words import Words, number, words
from checker.version import __version__

_STATE_COLORS = {"new_finding": "31", "regressed": "31", "improved": "36", "fixed": "32"}
_SENTENCE_LENGTH = 160
_MOST_SENTENCES = 40
_MOST_MARKED = 600
# A number is one token: 103.3 that became 93.9 is not "10" gone and "9" come.
_TOKEN = re.compile(r"\d[\d,.]*%?|[A-Za-z]+|.", re.DOTALL)


def render_comparison(comparison: Comparison, format: str, options: RenderOptions | None = None) -> bytes:
    """``terminal``, ``html`` or ``json``, as UTF-8. Raises :class:`UsageError` for another format."""
    chosen = options or RenderOptions()
    if format == "terminal":
        return _terminal(comparison, chosen)
    if format == "html":
        return _html(comparison, chosen)
    if format == "json":
        return _json(comparison)
    raise UsageError(f"两稿比较没有“{format}”格式，可用的有：terminal、html、json。")


def _name(comparison: Comparison, item: Compared, say: Words) -> str:
    if item.new is not None:
        return say.name(comparison.new, item.new)
    return say.name(comparison.old, item.old) if item.old is not None else item.criterion


def _change_of_score(comparison: Comparison) -> str:
    change = comparison.new.score.value - comparison.old.score.value
    return f"{change:+.1f}"


# --------------------------------------------------------------------------- terminal


def _terminal(comparison: Comparison, options: RenderOptions) -> bytes:
    screen = Screen(max(options.width, MINIMUM_WIDTH), options.color, options.verbose, words(options.lang))
    return ("\n".join(_lines(comparison, screen, options)) + "\n").encode("utf-8", "replace")


def _lines(comparison: Comparison, screen: Screen, options: RenderOptions) -> Iterator[str]:
    say = screen.words
    yield screen.paint(say("diff.title"), "1")
    yield from _draft(say("diff.old"), comparison.old, "", screen)
    yield from _draft(say("diff.new"), comparison.new, _change_of_score(comparison), screen)
    if not comparison.same_rubric:
        old, new = comparison.old.rubric, comparison.new.rubric
        line = say("diff.rubrics", old=f"{old.id} {old.version}", new=f"{new.id} {new.version}")
        yield from screen.wrap(line, code="33")
    tally = [(state, len(comparison.of(state))) for state in STATES]
    yield from screen.wrap("  ".join(f"{say(f'diff.{state}')} {count}" for state, count in tally if count))
    changed = [state for state, count in tally if count and state != "unchanged"]
    if not changed:
        yield ""
        yield say("diff.same")
    for state in changed:
        items = comparison.of(state)
        yield ""
        heading = say(f"diff.{state}") + say("in-brackets", text=len(items))
        yield screen.paint(f"── {heading} ──", f"1;{_STATE_COLORS.get(state, '35')}")
        for item in items:
            yield from _item(comparison, item, screen, options)
    if comparison.changes and not options.summary:
        yield ""
        heading = say("diff.sentences") + say("in-brackets", text=len(comparison.changes))
        yield screen.paint(f"── {heading} ──", "1")
        most = len(comparison.changes) if options.verbose else _MOST_SENTENCES
        for change in comparison.changes[:most]:
            yield from _edit(change, screen, indent="")
        if len(comparison.changes) > most:
            yield screen.paint(say("more", n=len(comparison.changes) - most), "2")


def _draft(label: str, assessment: Assessment, change: str, screen: Screen) -> Iterator[str]:
    say = screen.words
    verdict = assessment.verdict
    points = say("points", score=number(assessment.score.value))
    if change:
        points += say("in-brackets", text=change)
    source = assessment.report.clean.document.source
    text = f"{SIGNS[verdict]} {say(f'verdict.{verdict}')}  {points}  {source}"
    yield from screen.labelled(label, text, indent=0, code=COLORS[verdict])


def _item(comparison: Comparison, item: Compared, screen: Screen, options: RenderOptions) -> Iterator[str]:
    say = screen.words
    name = _name(comparison, item, say)
    yield from screen.wrap(f"{name}  {_status(item.old, say)} → {_status(item.new, say)}  {item.criterion}", code="1")
    if options.summary:
        return
    if item.new is not None and item.new.message:
        yield from screen.wrap(item.new.message, first="  ", rest="  ")
    for index in item.causes:
        yield from _edit(comparison.changes[index], screen, indent="  ")
    if not item.causes and item.state != "incomparable":
        yield from screen.wrap(say("diff.no-cause"), first="  ", rest="  ", code="2")


def _status(finding: Finding | None, say: Words) -> str:
    return say(f"status.{finding.status}") if finding is not None else "–"


def _edit(change: Change, screen: Screen, indent: str) -> Iterator[str]:
    say = screen.words
    label = pad(f"[{say(f'diff.{change.kind}')}]", 7)
    place = change.new or change.old
    yield screen.paint(f"{indent}{label} {safe(' › '.join(place.section)) if place else ''}".rstrip(), "2")
    if change.kind == "moved" and change.old and change.new:
        yield from _signed("  ", change.new, screen, indent, "36")
        origin = " › ".join(change.old.section)
        if origin and change.old.section != change.new.section:
            yield from screen.wrap(say("diff.from", section=origin), first=f"{indent}  ", rest=f"{indent}  ", code="2")
        return
    if change.old:
        yield from _signed("- ", change.old, screen, indent, "31")
    if change.new:
        yield from _signed("+ ", change.new, screen, indent, "32")


def _signed(sign: str, sentence: Sentence, screen: Screen, indent: str, code: str) -> list[str]:
    text = sentence.text if screen.verbose else shorten(sentence.text, _SENTENCE_LENGTH)
    return screen.wrap(text, first=f"{indent}{sign}", rest=f"{indent}  ", code=code)


# --------------------------------------------------------------------------- html


@dataclass(frozen=True, slots=True)
class EditView:
    """An edit as (text, tag) runs: tag is ``del``, ``ins`` or empty."""

    kind: str
    label: str
    section: str
    origin: str
    runs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ItemView:
    id: str
    name: str
    old: str
    new: str
    message: str
    edits: tuple[EditView, ...]


def _html(comparison: Comparison, options: RenderOptions) -> bytes:
    from checker.rendering.html import fill

    say = words(options.lang)
    return fill("diff.html.j2", say, (), **page_values(comparison, say))


def page_values(comparison: Comparison, say: Words) -> dict[str, Any]:
    """What the template ``diff.html.j2`` shows."""
    from checker.rendering.html.passages import clean

    old, new = comparison.old, comparison.new
    drafts = [
        {
            "label": say(f"diff.{label}"),
            "title": clean(say.title(one)),
            "source": clean(one.report.clean.document.source),
            "verdict": one.verdict,
            "score": number(one.score.value),
            "change": _change_of_score(comparison) if label == "new" else "",
        }
        for label, one in (("old", old), ("new", new))
    ]
    states = [
        (state, say(f"diff.{state}"), [_item_view(comparison, item, say) for item in comparison.of(state)])
        for state in STATES
        if state != "unchanged"
    ]
    note = ""
    if not comparison.same_rubric:
        note = say(
            "diff.rubrics",
            old=f"{old.rubric.id} {old.rubric.version}",
            new=f"{new.rubric.id} {new.rubric.version}",
        )
    return {
        "drafts": drafts,
        "states": [row for row in states if row[2]],
        "tally": [(state, say(f"diff.{state}"), len(comparison.of(state))) for state in STATES],
        "edits": [edit_view(change, say) for change in comparison.changes],
        "note": clean(note),
    }


def _item_view(comparison: Comparison, item: Compared, say: Words) -> ItemView:
    from checker.rendering.html.passages import clean

    return ItemView(
        id=clean(item.criterion),
        name=clean(_name(comparison, item, say)),
        old=item.old.status if item.old else "",
        new=item.new.status if item.new else "",
        message=clean(item.new.message) if item.new else "",
        edits=tuple(edit_view(comparison.changes[index], say) for index in item.causes),
    )


def edit_view(change: Change, say: Words) -> EditView:
    """What was taken out and put in, word by word where a sentence was rewritten."""
    from checker.rendering.html.passages import clean

    place = change.new or change.old
    old, new = (clean(one.text) if one else "" for one in (change.old, change.new))
    if change.kind == "moved":
        runs: list[tuple[str, str]] = [(new, "")]
    elif change.kind == "changed" and len(old) + len(new) <= _MOST_MARKED:
        runs = _runs(old, new)
    else:
        runs = [(old, "del"), (new, "ins")]
    origin = " › ".join(change.old.section) if change.kind == "moved" and change.old else ""
    section = " › ".join(place.section) if place else ""
    return EditView(
        change.kind,
        say(f"diff.{change.kind}"),
        clean(section),
        clean(say("diff.from", section=origin)) if origin and origin != section else "",
        tuple(run for run in runs if run[0]),
    )


def _runs(old: str, new: str) -> list[tuple[str, str]]:
    runs: list[tuple[str, str]] = []
    a, b = _TOKEN.findall(old), _TOKEN.findall(new)
    for tag, i, j, k, m in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if tag == "equal":
            runs.append(("".join(a[i:j]), ""))
        else:
            runs += [("".join(a[i:j]), "del"), ("".join(b[k:m]), "ins")]
    return runs


# --------------------------------------------------------------------------- json


def _json(comparison: Comparison) -> bytes:
    from checker.rendering.json_format import dump

    made: dict[str, Any] = {
        "schema_version": "1.0",
        "checker_version": __version__,
        "old": _head(comparison.old),
        "new": _head(comparison.new),
        "same_rubric": comparison.same_rubric,
        "counts": {state: len(comparison.of(state)) for state in STATES},
        "criteria": [
            {
                "criterion": item.criterion,
                "state": item.state,
                "old": item.old.status if item.old else None,
                "new": item.new.status if item.new else None,
                "causes": list(item.causes),
            }
            for item in comparison.items
        ],
        "changes": [
            {"kind": change.kind, "old": _sentence(change.old), "new": _sentence(change.new)}
            for change in comparison.changes
        ],
    }
    return dump(made, indent=2) + b"\n"


def _head(assessment: Assessment) -> dict[str, Any]:
    document = assessment.report.clean.document
    return {
        "source": document.source,
        "sha256": document.sha256,
        "verdict": assessment.verdict,
        "score": round(assessment.score.value, 2),
    }


def _sentence(sentence: Sentence | None) -> dict[str, Any] | None:
    if sentence is None:
        return None
    return {
        "text": sentence.text,
        "start": sentence.start,
        "end": sentence.end,
        "section": list(sentence.section),
    }
