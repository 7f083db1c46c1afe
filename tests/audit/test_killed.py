"""A real kill, of every process at once, at a moment nobody chose; the run after it ends as if nothing had been."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, suppress
from pathlib import Path

import pytest

from checker.audit.engines import Local
from checker.audit.run import STORE, Options, audit

from .conftest import dump
from .generator import generate, write

_REPORTS = 90


@pytest.mark.skipif(sys.platform == "win32", reason="process groups are killed here")
def test_audit_killed_while_judging_ends_as_one_that_was_not(tmp_path: Path) -> None:
    write(generate(_REPORTS, seed=4, copies=0.1, two_years=0.3, length=1), tmp_path / "in")
    audit([tmp_path / "in"], tmp_path / "whole", Options(), Local(1))
    folder = tmp_path / "killed"
    command = [sys.executable, "-m", "checker", "audit", str(tmp_path / "in"), "-o", str(folder), "--jobs", "2"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    _wait_for_some(folder / STORE, process)
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    assert process.wait() == -signal.SIGKILL
    kept = _judged(folder / STORE)
    assert 0 < kept < _REPORTS
    assert audit([tmp_path / "in"], folder, Options(), Local(1)).judged == _REPORTS - kept
    assert dump(folder) == dump(tmp_path / "whole")
    for file in (tmp_path / "whole").rglob("*"):
        if file.is_file() and not file.name.startswith(STORE):
            assert (folder / file.relative_to(tmp_path / "whole")).read_bytes() == file.read_bytes(), file.name


def _wait_for_some(store: Path, process: subprocess.Popen[bytes]) -> None:
    """Until the first results are in the store; the process is then in the midst of judging."""
    while not _judged(store):
        assert process.poll() is None, "the audit ended before it could be killed"
        time.sleep(0.02)


def _judged(store: Path) -> int:
    try:
        with closing(sqlite3.connect(f"{store.as_uri()}?mode=ro", uri=True)) as db:
            return int(db.execute("SELECT count(*) FROM contents").fetchone()[0])
    except sqlite3.Error:
        return 0
