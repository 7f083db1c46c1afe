"""What follows from the cohort as a whole: copies, last year's plans, the roster; made again when it changed."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable

from checker.audit import copies, follow
from checker.audit.candidates import Samples, candidates
from checker.audit.copies import Pair, Text, Texts
from checker.audit.forms import read_lines
from checker.audit.store import Store
from checker.audit.work import place_of

_FORMAT = "4"
_FEWEST_STALE = 3
_SAMPLE = "SELECT sample FROM texts WHERE report = ?"
Told = Callable[[str, int, int], None]


def derive(store: Store, roster: str, tell: Told = lambda step, done, total: None) -> None:
    """Fill ``copies``, ``runs``, ``followed`` and ``roster`` for the cohort; nothing where it is unchanged."""
    _roster(store, roster)
    state = _state(store)
    if store.recall("derived") == state:
        return
    held = store.fetch("SELECT report, place, year FROM cohort WHERE year IS NOT NULL ORDER BY place, year, report")
    places = {
        report: place for report, place, _ in store.fetch("SELECT report, place, year FROM cohort ORDER BY position")
    }
    before = _before(held)
    texts = Texts(store, places)
    reports = sorted(places)
    tell("copies", 0, 0)
    texts.boilerplate = copies.boilerplate(store, reports)
    found = list(_pairs(store, texts, reports, places, before, tell))
    with store.transaction() as db:
        for table in ("copies", "runs", "stale", "followed"):
            db.execute(f"DELETE FROM {table}")
        for pair in found:
            _keep(store, pair, texts)
        _follow_all(store, texts, reports, before, tell)
        store.remember("derived", state)


def _state(store: Store) -> str:
    digest = hashlib.sha256(_FORMAT.encode())
    for row in store.db.execute("SELECT report, place, year FROM cohort ORDER BY position, report"):
        digest.update(repr(row).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def _before(held: Iterable[tuple[int, str, int]]) -> dict[int, int]:
    """For each report the same place's report of the year before; two of one year are no sure ground."""
    by_place: dict[tuple[str, int], list[int]] = {}
    for report, place, year in held:
        by_place.setdefault((place, year), []).append(report)
    return {
        reports[0]: by_place[place, year - 1][0]
        for (place, year), reports in by_place.items()
        if len(reports) == 1 and len(by_place.get((place, year - 1), ())) == 1
    }


def _pairs(
    store: Store, texts: Texts, reports: list[int], places: dict[int, str], before: dict[int, int], tell: Told
) -> Iterable[Pair]:
    own = set(before.items())
    samples = Samples(lambda report: bytes(store.fetch(_SAMPLE, (report,))[0][0]), reports)
    for position, other in candidates(samples, copies.PARTLY):
        one, two = reports[position], reports[other]
        tell("copies", position + 1, len(reports))
        if places[one] != places[two] and (one, two) not in own and (two, one) not in own:
            pair = copies.compare(texts[one], texts[two])
            if pair is not None:
                yield pair
    at = {report: position for position, report in enumerate(reports)}
    for this, last in sorted(before.items()):
        if samples.are_likely(at[this], at[last], copies.OWN):
            pair = copies.compare(texts[this], texts[last], own=True)
            if pair is not None:
                yield pair


def _keep(store: Store, pair: Pair, texts: Texts) -> None:
    one, other = texts[pair.one], texts[pair.other]
    store.db.execute(
        "INSERT OR IGNORE INTO copies VALUES (?,?,?,?,?,?,?,?,?)",
        (
            pair.one,
            pair.other,
            int(pair.own),
            round(pair.containment, 4),
            pair.block,
            pair.blocks,
            pair.characters,
            pair.level,
            "、".join(pair.foreign),
        ),
    )
    store.db.executemany(
        "INSERT OR IGNORE INTO runs VALUES (?,?,?,?,?,?,?,?,?,?,?)",
        [_run_row(pair, number, one, other) for number in range(len(pair.runs))],
    )


def _run_row(pair: Pair, number: int, one: Text, other: Text) -> tuple[object, ...]:
    run = pair.runs[number]
    return (
        pair.one,
        pair.other,
        number + 1,
        run.start,
        run.end,
        run.other_start,
        run.other_end,
        one.section(run.start),
        other.section(run.other_start),
        one.text[run.start : run.end],
        other.text[run.other_start : run.other_end],
    )


# --------------------------------------------------------------------------- against the year before


def _follow_all(store: Store, texts: Texts, reports: list[int], before: dict[int, int], tell: Told) -> None:
    """What became of last year's plans, shortcomings and figures; earlier years first, so that repeats add up."""
    if not before:
        return
    tell("follow", 0, len(before))
    rarity = follow.Rarity(texts.plain(report)[0] for report in copies.reference(reports))
    years = dict(store.fetch("SELECT report, year FROM cohort"))
    said: dict[int, list[tuple[int, int, int]]] = {}
    for done, (this, last) in enumerate(sorted(before.items(), key=lambda pair: (years[pair[0]], pair)), start=1):
        said[this] = _follow(store, texts, this, last, rarity, said.get(last, []))
        _stale(store, this, last)
        tell("follow", done, len(before))


def _follow(
    store: Store, texts: Texts, this: int, last: int, rarity: follow.Rarity, said: list[tuple[int, int, int]]
) -> list[tuple[int, int, int]]:
    """Keep what became of last year's items; (start, end, years running) of this year's repeated shortcomings.

    ``said`` is the same of last year's report.
    """
    then, now = texts.plain(last)[0], follow.Year(*texts.plain(this))
    listed = {
        role: store.fetch("SELECT number, start, end FROM items WHERE report = ? AND role = ? ORDER BY 1", (last, role))
        for role in ("plan", "problems")
    }
    found = [("plan", one) for one in follow.plan(then, now, _three(listed["plan"]), rarity)]
    found += [("problems", one) for one in follow.problems(then, now, _three(listed["problems"]), rarity)]
    again: list[tuple[int, int, int]] = []
    rows = []
    for role, one in found:
        at, end = (one.this.start, one.this.end) if one.this else (-1, -1)
        years = 0
        if role == "problems":
            held = (count for start, stop, count in said if start < one.item.end and one.item.start < stop)
            years = max(held, default=1) + 1
            again.append((at, end, years))
        text = one.this.text if one.this else ""
        place = (one.item.start, one.item.end, at, end)
        rows.append((this, last, role, one.number, one.outcome, one.score, *place, one.item.text, text, years))
    store.db.executemany("INSERT INTO followed VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)", rows)
    return again


_TOLD = """SELECT kind, measure, unit, value, start, end FROM facts WHERE report = ? AND exact AND role = 'measures'
           AND measure <> '' AND kind IN ('count', 'money', 'percent') ORDER BY number"""


def _is_telling(value: float) -> bool:
    """Whether a figure has three digits or more that tell; small and round ones are often the same by chance."""
    return len(f"{value:.10g}".replace(".", "").strip("0")) >= 3


def _stale(store: Store, this: int, last: int) -> None:
    """Keep this year's telling exact figures that are last year's to the last digit, where there are three or more."""
    held: dict[tuple[object, ...], tuple[int, int]] = {}
    for *what, start, end in filter(lambda row: _is_telling(row[3]), store.db.execute(_TOLD, (last,))):
        held.setdefault(tuple(what), (start, end))
    found: dict[tuple[object, ...], tuple[int, int]] = {}
    for *what, start, end in store.db.execute(_TOLD, (this,)):
        if tuple(what) in held:
            found.setdefault(tuple(what), (start, end))
    if len(found) >= _FEWEST_STALE:
        store.db.executemany(
            "INSERT INTO stale VALUES (?,?,?,?,?,?,?,?,?,?)",
            [
                (this, last, number, measure, value, unit, *place, *held[kind, measure, unit, value])
                for number, ((kind, measure, unit, value), place) in enumerate(found.items(), start=1)
            ],
        )


def _three(rows: Iterable[tuple[int, ...]]) -> list[tuple[int, int, int]]:
    return [(number, start, end) for number, start, end in rows]


def _roster(store: Store, path: str) -> None:
    """Who should have reported, and whether a report of that place (and year, where the roster names one) is here."""
    with store.transaction() as db:
        db.execute("DELETE FROM roster")
        if not path:
            return
        there: dict[str, set[int | None]] = {}
        for place, issuer, year in store.fetch("SELECT place, issuer, year FROM cohort"):
            for name in {_same(place), _same(place_of(issuer))}:
                there.setdefault(name, set()).add(year)
        for position, line in enumerate(read_lines(path)):
            if not line.place:
                continue
            years = there.get(_same(place_of(line.place)), set())
            found = bool(years) if line.year is None else line.year in years
            row = (position, line.place, line.kind, line.year, line.parent, int(found))
            db.execute("INSERT INTO roster VALUES (?,?,?,?,?,?)", row)


def _same(place: str) -> str:
    return re.sub(r"[\s　（）()]+", "", place)
