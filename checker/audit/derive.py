"""What follows from the cohort as a whole: copies, last year's plans, the roster; made again when it changed."""

from __future__ import annotations

import hashlib
import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence

from checker.audit import copies, follow
from checker.audit.candidates import Samples, candidates
from checker.audit.copies import Texts
from checker.audit.forms import read_lines
from checker.audit.pairwise import Answer, Asked, Given, Row, Workers
from checker.audit.store import Store
from checker.audit.units import UNKNOWN_REGION, names_no_place, place_of, units

_FORMAT = "6"
_SAMPLE = "SELECT sample FROM texts WHERE report = ?"
_Here = tuple[int, int | None, str]
"""Position, year and region of a file."""
Told = Callable[[str, int, int], None]


def derive(store: Store, roster: str, jobs: int = 1, tell: Told = lambda step, done, total: None) -> None:
    """Fill ``copies``, ``runs``, ``stale``, ``followed`` and ``roster`` for the cohort; nothing where it is unchanged.

    ``jobs`` processes share the work; 0 means as many as there are processors.
    """
    _roster(store, roster)
    state = _state(store)
    if store.recall("derived") == state:
        return
    rows = store.fetch("SELECT report, place, year, region FROM cohort ORDER BY position")
    places = {report: place for report, place, _, _ in rows}
    of = units((report, place, region) for report, place, _, region in rows)
    before = _before((report, of[report], year) for report, _, year, _ in rows if year is not None)
    reports = sorted(places)
    tell("copies", 0, 0)
    sample = copies.reference(reports) if before else []
    rarity = follow.Rarity(Texts(store, places).plain(report)[0] for report in sample)
    workers = Workers(store, Given(places, copies.boilerplate(store, reports), rarity), jobs)
    pairs = list(_pairs(store, reports, of, before))
    with store.transaction() as db:
        for table in ("copies", "runs", "stale", "followed"):
            db.execute(f"DELETE FROM {table}")
        for done, (_, found) in enumerate(workers.each(pairs), start=1):
            _insert(db, "copies", found.copies)
            _insert(db, "runs", found.runs)
            tell("copies", done, len(pairs))
        _follow(db, workers, before, {report: year for report, _, year, _ in rows}, tell)
        store.remember("derived", state)


def _insert(db: sqlite3.Connection, table: str, rows: Sequence[Row]) -> None:
    if rows:
        db.executemany(f"INSERT OR IGNORE INTO {table} VALUES ({','.join('?' * len(rows[0]))})", rows)


def _state(store: Store) -> str:
    digest = hashlib.sha256(_FORMAT.encode())
    for row in store.db.execute("SELECT report, place, year, region FROM cohort ORDER BY position, report"):
        digest.update(repr(row).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def _before(held: Iterable[tuple[int, str, int]]) -> dict[int, int]:
    """For each report the same unit's report of the year before; two of one year are no sure ground."""
    by_place: dict[tuple[str, int], list[int]] = {}
    for report, place, year in sorted(held, key=lambda one: (one[1], one[2], one[0])):
        by_place.setdefault((place, year), []).append(report)
    return {
        reports[0]: by_place[place, year - 1][0]
        for (place, year), reports in by_place.items()
        if len(reports) == 1 and len(by_place.get((place, year - 1), ())) == 1
    }


def _pairs(store: Store, reports: list[int], of: dict[int, str], before: dict[int, int]) -> Iterator[Asked]:
    """The pairs that samples say are worth comparing word for word."""
    own = set(before.items())
    samples = Samples(lambda report: bytes(store.fetch(_SAMPLE, (report,))[0][0]), reports)
    for position, other in candidates(samples, copies.PARTLY):
        one, two = reports[position], reports[other]
        if of[one] != of[two] and (one, two) not in own and (two, one) not in own:
            yield Asked("copy", one, two)
    at = {report: position for position, report in enumerate(reports)}
    for this, last in sorted(before.items()):
        if samples.are_likely(at[this], at[last], copies.OWN):
            yield Asked("own", this, last)


def _follow(
    db: sqlite3.Connection, workers: Workers, before: dict[int, int], years: dict[int, int], tell: Told
) -> None:
    """What became of last year's plans, shortcomings and figures; earlier years first, so that repeats add up."""
    if not before:
        return
    tell("follow", 0, len(before))
    ordered = sorted(before.items(), key=lambda pair: (years[pair[0]], pair))
    said: dict[int, list[tuple[int, int, int]]] = {}
    for done, (asked, found) in enumerate(workers.each(Asked("follow", *pair) for pair in ordered), start=1):
        said[asked.one], rows = _followed(asked, found, said.get(asked.other, []))
        _insert(db, "followed", rows)
        _insert(db, "stale", found.stale)
        tell("follow", done, len(before))


def _followed(
    asked: Asked, found: Answer, said: list[tuple[int, int, int]]
) -> tuple[list[tuple[int, int, int]], list[Row]]:
    """((start, end, years running) of this year's repeated shortcomings, rows); ``said`` is the same of last year's."""
    again: list[tuple[int, int, int]] = []
    rows: list[Row] = []
    for role, one in found.followed:
        at, end = (one.this.start, one.this.end) if one.this else (-1, -1)
        years = 0
        if role == "problems":
            held = (count for start, stop, count in said if start < one.item.end and one.item.start < stop)
            years = max(held, default=1) + 1
            again.append((at, end, years))
        text = one.this.text if one.this else ""
        place = (one.item.start, one.item.end, at, end)
        rows.append(
            (asked.one, asked.other, role, one.number, one.outcome, one.score, *place, one.item.text, text, years)
        )
    return again, rows


def _roster(store: Store, path: str) -> None:
    """Who should have reported, and whether a report of that place (and year, where the roster names one) is here.

    The roster's last day to publish and its region go for the reports found, where the manifest or folders tell none.
    Where the roster has a name under several parents, the report's region must be the parent, as far as it is known.
    """
    with store.transaction() as db:
        db.execute("DELETE FROM roster")
        if not path:
            return
        there: dict[str, set[_Here]] = {}
        for file, told, place, issuer, year, region in store.fetch(
            "SELECT position, f.place, c.place, issuer, year, c.region FROM cohort c JOIN files f USING (position)"
        ):
            # the manifest's word goes: a report that it gives to one unit is not another's as well
            names = {_same(place)} if told else {_same(place), _same(place_of(issuer))}
            for name in names:
                there.setdefault(name, set()).add((file, year, _same(region)))
        lines = [line for line in read_lines(path, "place") if line.place]
        parents: dict[str, set[str]] = {}
        for line in lines:
            parents.setdefault(_same(place_of(line.place)), set()).add(_same(line.parent))
        for position, line in enumerate(lines):
            name = _same(place_of(line.place))
            known = there.get(name, set())
            single = len(parents[name] - {""}) <= 1
            if not single:
                known = {here for here in known if _lies_in(here[2], line.parent)}
            files = [file for file, year, _ in known if line.year in (None, year)]
            if line.due:
                db.executemany(
                    "UPDATE files SET due = ? WHERE position = ? AND due = ''", [(line.due, file) for file in files]
                )
            if line.parent and single and not names_no_place(name):
                db.executemany(
                    "UPDATE files SET region = ? WHERE position = ? AND region = ''",
                    [(line.parent, file) for file, _, _ in known],
                )
            row = (position, line.place, line.kind, line.year, line.parent, int(bool(files)))
            db.execute("INSERT INTO roster VALUES (?,?,?,?,?,?)", row)


def _lies_in(region: str, parent: str) -> bool:
    """Whether a region is the parent that the roster names, or is not known; both may be told short."""
    named = _same(place_of(parent))
    return region == UNKNOWN_REGION or not named or region in named or named in region


def _same(place: str) -> str:
    return re.sub(r"[\s　（）()]+", "", place)
