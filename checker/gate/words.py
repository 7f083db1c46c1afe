"""The gate's sentences in Chinese and English: what a clause asks, and what it found."""

from __future__ import annotations

from checker.gate.catalogue import say
from checker.gate.clause import Clause
from checker.rendering.words import number, words

_MOST_NAMED = 12


def asks(clause: Clause, lang: str) -> str:
    """The condition, as a short sentence without a full stop."""
    key = f"asks.{clause.kind}"
    if clause.kind == "error":
        key += f".{clause.statuses[0]}"
    if clause.kind == "baseline" and not clause.statuses:
        key += ".any"
    return say(lang, key, **_values(clause, lang) | {"n": clause.asked})


def found(clause: Clause, lang: str) -> str:
    """What was found: of a clause that holds in a few words, of another the sentence that decides."""
    if clause.kind == "baseline" and clause.value < 0:
        return say(lang, "no-baseline" if clause.outcome == "undecided" else "no-baseline.skipped")
    held = clause.outcome == "held" and not clause.names
    return say(lang, f"{'held' if held else 'not'}.{clause.kind}", **_values(clause, lang))


def _values(clause: Clause, lang: str) -> dict[str, object]:
    catalogue = words(lang)
    names = catalogue("list").join(clause.names[:_MOST_NAMED])
    kind = "state" if clause.kind == "baseline" else "status"
    statuses = () if clause.kind == "error" else clause.statuses
    told = [say(lang, f"state.{s}") if kind == "state" else catalogue(f"status.{s}") for s in statuses]
    return {
        "n": len(clause.names) or clause.asked,
        "value": number(clause.value),
        "limit": number(clause.limit),
        "names": names + (say(lang, "more") if len(clause.names) > _MOST_NAMED else ""),
        "level": catalogue(f"level.{clause.level}") if clause.level else "",
        "statuses": say(lang, "or").join(say(lang, "quoted", text=status) for status in told),
    }
