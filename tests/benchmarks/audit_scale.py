"""What an audit of many reports costs. Run by hand; it prints rows for docs/audit.md::

    python -m tests.benchmarks.audit_scale 20000 [--jobs 2] [--engine local] [--folder DIR] [--full-pages]

It generates the reports (seed 7, some 8,100 characters each), audits them in a fresh process, audits them again, and
holds copies and follow-through against the generator's truth. Memory is the sum of PSS of all processes of the
audit, looked at four times a second.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from contextlib import closing
from itertools import pairwise
from pathlib import Path
from typing import Any

from tests.audit.generator import generate

_STEPS = {"list": "listing", "judge": "judging and storing", "copies": "copies", "follow": "follow-through"}


def main() -> None:
    given = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    given.add_argument("count", type=int)
    given.add_argument("--seed", type=int, default=7)
    given.add_argument("--length", type=int, default=11, help="1 for reports of a few lines: a dashboard soon")
    given.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    given.add_argument("--engine", default="local")
    given.add_argument("--scheduler", default="")
    given.add_argument("--pages", choices=("short", "full", "none"), default="short")
    given.add_argument("--folder", type=Path, help="where reports and results are kept; else a temporary folder")
    given.add_argument("--inner", action="store_true", help=argparse.SUPPRESS)
    options = given.parse_args()
    if options.inner:
        _inner(options)
        return
    with tempfile.TemporaryDirectory() as scratch:
        _measure(options, options.folder or Path(scratch))


def _measure(options: argparse.Namespace, folder: Path) -> None:
    truth, characters = _generated(options, folder / "in")
    load = os.getloadavg()[0]
    cold, whole, peak = _audited(options, folder)
    busy = os.getloadavg()[0]
    _, again, peak_again = _audited(options, folder)
    sizes = {
        "store": sum(file.stat().st_size for file in (folder / "out").glob("audit.sqlite*")),
        "pages": sum(file.stat().st_size for file in (folder / "out").rglob("pages/*/*.html")),
        "dashboard": (folder / "out" / "dashboard.html").stat().st_size,
    }
    count = options.count
    print(
        f"\n{platform.processor() or platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}\n"
    )
    print("| reports | characters | all | reports a second | peak PSS | again, nothing changed | load before, after |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    print(
        f"| {count:,} | {characters / count:,.0f} | {whole:.1f} s | {count / whole:.0f} | {peak / 2**20:.0f} MB | "
        f"{again:.1f} s, {peak_again / 2**20:.0f} MB | {load:.1f}, {busy:.1f} |"
    )
    print("\n| step | seconds | of processors | of processors, ms for each report |\n| --- | --- | --- | --- |")
    for name, spent, used in _spent(cold):
        print(f"| {name} | {spent:.1f} | {used:.1f} | {1000 * used / count:.2f} |")
    print("\n| size | MB |\n| --- | --- |")
    for name, size in sizes.items():
        print(f"| {name} | {size / 2**20:.1f} |")
    print("\n| against the truth | |\n| --- | --- |")
    for name, said in _held_against(truth, folder / "out" / "audit.sqlite"):
        print(f"| {name} | {said} |")


def _generated(options: argparse.Namespace, folder: Path) -> tuple[dict[str, Any], int]:
    """Write the reports (again only where they are not there); (what is true of each by name, characters of all)."""
    kept = folder.parent / f"truth-{options.count}-{options.seed}.json"
    if kept.exists():
        held = json.loads(kept.read_bytes())
        return held["truth"], held["characters"]
    truth: dict[str, Any] = {}
    characters = 0
    for made in generate(options.count, seed=options.seed, length=options.length):
        target = folder / made.region
        target.mkdir(parents=True, exist_ok=True)
        text = made.text
        characters += len(text)
        (target / f"{made.name}.txt").write_text(text, encoding="utf-8")
        whole = made.copied is None
        truth[made.name] = [made.copied, made.outcomes, made.repeated if whole and made.outcomes else None]
    kept.write_text(json.dumps({"truth": truth, "characters": characters}), encoding="utf-8")
    return truth, characters


def _audited(options: argparse.Namespace, folder: Path) -> tuple[dict[str, list[float]], float, int]:
    """Audit in a process of its own.

    (seconds and processor seconds since its start at which each step began, seconds in all, peak PSS in bytes)
    """
    given = [sys.executable, "-m", "tests.benchmarks.audit_scale", str(options.count), "--inner"]
    given += ["--folder", str(folder), "--jobs", str(options.jobs), "--pages", options.pages]
    given += ["--engine", options.engine, "--scheduler", options.scheduler]
    peak = 0
    over = threading.Event()
    begun = time.monotonic()
    process = subprocess.Popen(given, stdout=subprocess.PIPE, text=True)

    def watch() -> None:
        nonlocal peak
        while not over.wait(0.25):
            peak = max(peak, _pss(process.pid))

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    said, _ = process.communicate()
    whole = time.monotonic() - begun
    over.set()
    watcher.join()
    if process.returncode:
        raise SystemExit(f"the audit failed with {process.returncode}")
    return json.loads(said.splitlines()[-1]), whole, peak


def _inner(options: argparse.Namespace) -> None:
    """The audit itself, telling when each step began."""
    begun = time.monotonic()
    from checker.audit.engines import engine_of
    from checker.audit.run import Options, audit

    marks: dict[str, list[float]] = {}
    last = [0.0]

    def tell(step: str, done: int, total: int) -> None:
        now = time.monotonic() - begun
        if step not in marks:
            marks[step] = [now, _cpu(os.getpid())]
        if now - last[0] > 10:
            last[0] = now
            print(f"{step} {done}/{total or '?'} after {now:.0f} s", file=sys.stderr)

    pages = "" if options.pages == "none" else options.pages
    engine = engine_of(options.engine, options.jobs, options.scheduler)
    audit([options.folder / "in"], options.folder / "out", Options(pages=pages), engine, tell)
    marks["done"] = [time.monotonic() - begun, _cpu(os.getpid())]
    print(json.dumps(marks))


def _spent(marks: dict[str, list[float]]) -> list[tuple[str, float, float]]:
    """(step, seconds, seconds of processors)."""
    order = sorted(marks.items(), key=lambda mark: mark[1])
    named = [("start", *order[0][1])]
    for (step, (at, used)), (_, (after, used_after)) in pairwise(order):
        named.append((_STEPS.get(step, "tables, dashboard, workbook, circular"), after - at, used_after - used))
    return named


def _cpu(process: int) -> float:
    """Seconds that a process, its descendants and those of them that ended have used (Linux)."""
    ticks = 0
    for one in _family(process):
        try:
            fields = Path(f"/proc/{one}/stat").read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        ticks += sum(map(int, fields[11:15]))
    return ticks / os.sysconf("SC_CLK_TCK")


def _pss(process: int) -> int:
    """The PSS of a process and all that descend from it, in bytes (Linux)."""
    total = 0
    for one in _family(process):
        try:
            rollup = Path(f"/proc/{one}/smaps_rollup").read_text()
        except OSError:
            continue
        total += sum(int(line.split()[1]) * 1024 for line in rollup.splitlines() if line.startswith("Pss:"))
    return total


def _family(process: int) -> list[int]:
    """A process and all that descend from it."""
    children: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(stat.read_text().rsplit(")", 1)[1].split()[1])
        except (OSError, IndexError):
            continue
        children.setdefault(parent, []).append(int(stat.parent.name))
    found = [process]
    for one in found:
        found += children.get(one, [])
    return found


def _held_against(truth: dict[str, Any], store: Path) -> list[tuple[str, str]]:
    with closing(sqlite3.connect(store)) as db:
        names = {report: Path(source).stem for source, report in db.execute("SELECT source, report FROM cohort")}
        pairs = {
            frozenset((names[one], names[other]))
            for one, other in db.execute("SELECT one, other FROM copies WHERE NOT own")
        }
        followed: dict[str, list[str]] = {}
        repeated: dict[str, list[int]] = {}
        for report, role, number, outcome in db.execute(
            "SELECT report, role, number, outcome FROM followed ORDER BY report, role, number"
        ):
            if role == "plan":
                followed.setdefault(names[report], []).append(outcome)
            else:
                repeated.setdefault(names[report], []).append(number - 1)
    made = {frozenset((name, copied[0])): copied[1] for name, (copied, _, _) in truth.items() if copied}
    source = {name: copied[0] for name, (copied, _, _) in truth.items() if copied}
    # two copies of one report are alike too
    false = sum(len({source.get(name, name) for name in pair}) != 1 for pair in pairs)
    rows = [("copies found", f"{len(made.keys() & pairs)} of {len(made)}")]
    for manner in sorted(set(made.values())):
        of = [pair for pair, how in made.items() if how == manner]
        rows.append((f"copies found, {manner}", f"{sum(pair in pairs for pair in of)} of {len(of)}"))
    rows.append(("other pairs reported", f"{false} of {len(truth) * (len(truth) - 1) // 2:,}"))
    counts: Counter[tuple[str, bool]] = Counter()
    for name, (_, outcomes, _) in truth.items():
        for wanted, found in zip(outcomes, followed.get(name, []), strict=False):
            counts["not mentioned" if wanted == "not-mentioned" else "mentioned", wanted == found] += 1
    for kind, said in (("mentioned", "delivered or begun, told right"), ("not mentioned", "not mentioned, told right")):
        rows.append((said, f"{counts[kind, True]} of {counts[kind, True] + counts[kind, False]}"))
    right = wrong = of = 0
    for name, (_, _, wanted) in truth.items():
        if wanted is not None:
            found = set(repeated.get(name, []))
            right, wrong, of = right + len(found & set(wanted)), wrong + len(found - set(wanted)), of + len(wanted)
    rows.append(("shortcomings said again: found, wrongly", f"{right} of {of}, {wrong}"))
    return rows


if __name__ == "__main__":
    main()
