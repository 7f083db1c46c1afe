"""One audited cohort for all tests of this room."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from checker.audit.engines import Local
from checker.audit.run import STORE, Options, Outcome, audit
from checker.audit.store import Store

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
