"""What the last step of an audit costs: tables, dashboard, workbook, circular. Run by hand::

    python -m tests.benchmarks.audit_scale 1000 --pages none --folder DIR
    python -m tests.benchmarks.audit_outputs DIR/out BIG [--times 100] [--all]

The reports of a small audit are put into a store of their own in ``BIG`` many times over, each time under other names,
regions, sources and numbers and with slightly other scores; then their outputs are written by a fresh process. So many
regions, places, years, criteria and rows are in it as in an audit of that many reports, and no report is judged again.
A store that is in ``BIG`` already is taken as it is. ``--all`` also takes over what only comparing and Parquet read.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import resource
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import closing
from pathlib import Path

from tests.benchmarks.audit_scale import _pss

_STORE = "audit.sqlite"
_BY_REPORT = ("findings", "measures")
_BY_PAIR = {"copies": ("one", "other"), "runs": ("one", "other"), "stale": ("report", "before")}
_BY_PAIR |= {"followed": ("report", "before")}
_REST = ("facts", "evidence", "items", "texts")


def main() -> None:
    given = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    given.add_argument("small", type=Path, help="the folder of an audit")
    given.add_argument("big", type=Path, help="where the multiplied store and its outputs go")
    given.add_argument("--times", type=int, default=100)
    given.add_argument("--all", action="store_true")
    given.add_argument("--inner", action="store_true", help=argparse.SUPPRESS)
    options = given.parse_args()
    if options.inner:
        _inner(options.big)
        return
    options.big.mkdir(parents=True, exist_ok=True)
    if not (options.big / _STORE).exists():
        multiply(options.small / _STORE, options.big / _STORE, options.times, everything=options.all)
    _measure(options)


def multiply(small: Path, big: Path, times: int, *, everything: bool = False) -> None:
    """Put the cohort of a store into a new one ``times`` times, each report under a number of its own."""
    part = big.with_suffix(".part")
    part.unlink(missing_ok=True)
    with closing(sqlite3.connect(small)) as source:
        source.execute("VACUUM INTO ?", (str(part),))
    with closing(sqlite3.connect(part, isolation_level=None)) as db:
        db.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-262144")
        db.create_function("renumbered", 2, _renumbered, deterministic=True)
        db.execute("CREATE TEMP TABLE made (time INTEGER, old INTEGER, new INTEGER)")
        for time_ in range(1, times):
            db.execute("INSERT INTO made SELECT ?, report, renumbered(?, report) FROM cohort", (time_, time_))
        db.execute("CREATE INDEX temp.made_old ON made (time, old)")
        count = db.execute("SELECT count(*) FROM files").fetchone()[0]
        _add(db, "files", {"position": f"position + time * {count}", **_renamed("source", "key", "region")}, "TRUE")
        _add(db, "contents", _renamed("key"), "TRUE")
        changed = {**_renamed("key", "place"), "report": "new", "score": "max(0, score - (time * 37 % 100) / 50.0)"}
        _add(db, "reports", changed, "report = old")
        for name in _BY_REPORT + (_REST if everything else ()):
            _add(db, name, {"report": "new"}, "report = old")
        for name, (one, other) in _BY_PAIR.items():
            _add(db, name, {one: "new", other: f"renumbered(time, {other})"}, f"{one} = old")
        if not everything:
            for name in _REST:
                db.execute(f"DELETE FROM {name}")
        db.execute("PRAGMA journal_mode=WAL")
    part.replace(big)


def _add(db: sqlite3.Connection, name: str, changed: dict[str, str], which: str) -> None:
    columns = [column for (column,) in db.execute("SELECT name FROM pragma_table_info(?)", (name,))]
    taken = ", ".join(changed.get(column, column) for column in columns)
    again = "(SELECT DISTINCT time FROM made)" if which == "TRUE" else "made"
    # old rows are a table of their own: what is read must not grow while it is written
    db.execute(f"CREATE TEMP TABLE held AS SELECT * FROM {name}")
    if which != "TRUE":
        db.execute(f"CREATE INDEX temp.held_report ON held ({which.partition(' ')[0]})")
    db.execute(f"INSERT INTO {name} SELECT {taken} FROM {again} CROSS JOIN held WHERE {which} ORDER BY 1, 2")
    db.execute("DROP TABLE held")


def _renamed(*names: str) -> dict[str, str]:
    return {name: f"CASE WHEN {name} = '' THEN '' ELSE char(0x4e00 + time) || {name} END" for name in names}


def _renumbered(time_: int, report: int) -> int:
    return int.from_bytes(hashlib.sha256(f"{time_}/{report}".encode()).digest()[:8], "big") >> 1


def _measure(options: argparse.Namespace) -> None:
    given = [sys.executable, "-m", "tests.benchmarks.audit_outputs", str(options.small), str(options.big), "--inner"]
    load = os.getloadavg()[0]
    peak = 0
    over = threading.Event()
    process = subprocess.Popen(given)

    def watch() -> None:
        nonlocal peak
        while not over.wait(0.1):
            peak = max(peak, _pss(process.pid))

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    failed = process.wait()
    over.set()
    watcher.join()
    if failed:
        raise SystemExit(f"writing failed with {failed}")
    print(f"peak PSS {peak / 2**20:.0f} MB; load before, after {load:.1f}, {os.getloadavg()[0]:.1f}")


def _inner(folder: Path) -> None:
    from checker.audit.outputs import write_outputs
    from checker.audit.store import Store

    begun = time.monotonic()
    with closing(Store(folder / _STORE)) as store:
        reports = store.fetch("SELECT count(*) FROM cohort")[0][0]
        write_outputs(store, folder)
    used = resource.getrusage(resource.RUSAGE_SELF)
    spent = f"{time.monotonic() - begun:.1f} s, {used.ru_utime + used.ru_stime:.1f} s of a processor"
    print(f"{reports:,} reports: {spent}", flush=True)


if __name__ == "__main__":
    main()
