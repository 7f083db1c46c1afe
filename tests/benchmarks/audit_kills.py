"""Kill an audit at random moments and let it go on. Run by hand::

    python -m tests.benchmarks.audit_kills [--rounds 10] [--kills 3] [--reports 300] [--jobs 2]

In each round an audit in a fresh folder is killed (SIGKILL to all its processes) as often as asked, at moments drawn
over the whole of its course, each further than the one before, and then left to end. Every table and view, every page
and every output must be what an audit that nobody killed made.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing, suppress
from pathlib import Path

from tests.audit.generator import generate, write


def main() -> None:
    given = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, default in (("rounds", 10), ("kills", 3), ("reports", 300), ("jobs", 2), ("seed", 1)):
        given.add_argument(f"--{name}", type=int, default=default)
    options = given.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        write(generate(options.reports, seed=7, length=11), folder / "in")
        _run(folder, "whole", options.jobs)
        wanted = _digests(folder / "whole")
        print(f"not killed: {len(wanted)} tables, views and files")
        rng = random.Random(options.seed)
        same = 0
        for number in range(options.rounds):
            name, said = f"round{number}", []
            for moment in sorted(rng.random() for _ in range(options.kills)):
                said.append(_killed(folder, name, options, moment, rng.uniform(0, 2)))
            _run(folder, name, options.jobs)
            found = _digests(folder / name)
            differing = sorted(name for name in wanted.keys() | found.keys() if wanted.get(name) != found.get(name))
            same += not differing
            print(f"round {number + 1}: killed at {'; '.join(said)} -> {differing or 'identical'}", flush=True)
        print(f"{same} of {options.rounds} rounds identical")
        raise SystemExit(same != options.rounds)


def _command(folder: Path, name: str, jobs: int) -> list[str]:
    given = [sys.executable, "-m", "checker", "audit", str(folder / "in"), "-o", str(folder / name)]
    return [*given, "--jobs", str(jobs)]


def _run(folder: Path, name: str, jobs: int) -> None:
    done = subprocess.run(_command(folder, name, jobs), capture_output=True, check=False)
    if done.returncode not in (0, 1):
        raise SystemExit(done.stderr.decode())


def _killed(folder: Path, name: str, options: argparse.Namespace, moment: float, later: float) -> str:
    """Start, and kill everything at a moment from 0 to 1 of its course; how far it had come.

    Up to 0.75 it is the share of reports judged, then comparing and writing; ``later`` seconds are added to either.
    """
    store = folder / name / "audit.sqlite"
    wanted = min(options.reports, int(moment / 0.75 * options.reports))
    process = subprocess.Popen(
        _command(folder, name, options.jobs),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    while process.poll() is None and _judged(store) < wanted:
        time.sleep(0.02)
    with suppress(subprocess.TimeoutExpired):
        process.wait(later if moment < 0.75 else later / 2)
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    return f"{_judged(store)} judged" if process.returncode < 0 else "its end"


def _judged(store: Path) -> int:
    try:
        with closing(sqlite3.connect(f"{store.as_uri()}?mode=ro", uri=True)) as db:
            return int(db.execute("SELECT count(*) FROM contents").fetchone()[0])
    except sqlite3.Error:
        return 0


def _digests(folder: Path) -> dict[str, str]:
    """A digest of every table and view, in one order of rows, and of every file beside the store."""
    found = {}
    with closing(sqlite3.connect(folder / "audit.sqlite")) as db:
        names = "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') AND name <> 'meta'"
        for (name,) in db.execute(names).fetchall():
            digest = hashlib.sha256()
            for row in sorted(map(repr, db.execute(f"SELECT * FROM {name}"))):
                digest.update(row.encode())
            found[name] = digest.hexdigest()
    for file in sorted(folder.rglob("*")):
        if file.is_file() and not file.name.startswith("audit.sqlite"):
            found[str(file.relative_to(folder))] = hashlib.sha256(file.read_bytes()).hexdigest()
    return found


if __name__ == "__main__":
    main()
