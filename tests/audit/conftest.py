"""One audited cohort for all tests of this room."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from checker.audit.engines import Local
from checker.audit.run import STORE, Options, Outcome, audit
from checker.audit.store import Store
from checker.audit.work import Judged, Task, judge_all

from .generator import Made, generate, write


@dataclass
class Audited:
    """The input folder with its truth by name, the audit's folder, what the audit said, its store."""

    source: Path
    truth: dict[str, Made]
    folder: Path
    outcome: Outcome
    store: Store
    reports: dict[str, int]


def dump(folder: Path) -> dict[str, list[str]]:
    """Every row of every table and view, in one order."""
    with closing(Store(folder / STORE)) as store:
        names = store.fetch(
            "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') AND name <> 'meta' ORDER BY 1"
        )
        return {name: sorted(map(repr, store.fetch(f"SELECT * FROM {name}"))) for (name,) in names}


def fatal(task: Task) -> list[Judged]:
    """The judge, but the file ``killer.txt`` kills the process that meets it."""
    if any(entry.source.endswith("killer.txt") for entry, _ in task.entries):
        os._exit(9)
    return judge_all(task)


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of thirty reports and an empty file."""
    folder = tmp_path_factory.mktemp("reports")
    write(generate(30, seed=3, copies=0.2, two_years=0.4, length=1), folder)
    (folder / "empty.txt").write_bytes(b"")
    return folder


@pytest.fixture(scope="session")
def small_rows(small: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """What this process makes of ``small``, without pages."""
    folder = tmp_path_factory.mktemp("whole")
    audit([small], folder, Options(pages=""), Local(1))
    return dump(folder)


@pytest.fixture(scope="session")
def audited(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Audited]:
    source, folder = tmp_path_factory.mktemp("cohort"), tmp_path_factory.mktemp("audit")
    truth = write(generate(60, seed=11, copies=0.3, two_years=0.5, length=3), source)
    (source / "坏文件.docx").write_bytes(b"PK\x03\x04 no archive")
    roster = folder / "roster.csv"
    some = next(iter(truth.values()))
    roster.write_text(f"单位,类别,年度,上级\n{some.place},,{some.year},\n虚构县,县,2023,某市\n", encoding="utf-8")
    outcome = audit([source], folder, Options(roster=str(roster), pages=""), Local(1))
    store = Store(folder / STORE)
    reports = {Path(name).stem: number for name, number in store.fetch("SELECT source, report FROM cohort")}
    yield Audited(source, truth, folder, outcome, store, reports)
    store.close()
