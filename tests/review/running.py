"""The service as it really runs: its own process, its workers, a port, SQLite or a PostgreSQL of its own."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[2]
_CHEAP = {"CHECKER_ARGON2_TIME": "1", "CHECKER_ARGON2_MEMORY": "64"}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Running:
    """``checker serve`` in a folder of its own."""

    folder: Path
    database: str
    port: int = field(default_factory=free_port)
    extra: dict[str, str] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def environment(self) -> dict[str, str]:
        paths = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH", ""))))
        kept = {key: value for key, value in os.environ.items() if not key.startswith("CHECKER_")}
        return {**kept, **_CHEAP, **self.extra, "PYTHONPATH": paths, "CHECKER_DATABASE": self.database}

    def command(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """A command of the program on the same database."""
        return subprocess.run(
            [sys.executable, "-m", "checker", *arguments],
            cwd=self.folder, env=self.environment, capture_output=True, text=True, timeout=120, check=False,
        )  # fmt: skip

    def start(self) -> None:
        with (self.folder / "serve.log").open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "checker", "serve", "--port", str(self.port), "--workers", "1"],
                cwd=self.folder, env=self.environment, stdout=log, stderr=log,
            )  # fmt: skip
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            try:
                with urllib.request.urlopen(f"{self.url}/healthz", timeout=2) as answer:
                    if answer.status == 200:
                        return
            except (urllib.error.URLError, OSError):
                if self.process.poll() is not None:
                    break
                time.sleep(0.1)
        raise RuntimeError((self.folder / "serve.log").read_text("utf-8", "replace")[-2000:])

    def kill(self) -> None:
        """As a power cut would: no time to tidy up."""
        assert self.process is not None
        self.process.kill()
        self.process.wait()

    def stop(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(timeout=30)
            except subprocess.TimeoutExpired:
                self.kill()


@contextmanager
def running(folder: Path, database: str, **extra: str) -> Iterator[Running]:
    made = Running(folder, database, extra=extra)
    made.start()
    try:
        yield made
    finally:
        made.stop()


def postgres_programs() -> Path | None:
    """Where Debian's PostgreSQL keeps its programs, the newest first; else where ``initdb`` is on the path."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), reverse=True)
    on_path = shutil.which("initdb")
    return found[0].parent if found else Path(on_path).parent if on_path else None


@contextmanager
def postgres() -> Iterator[str]:
    """A PostgreSQL server of its own in a temporary folder; gives the URL of an empty database."""
    programs = postgres_programs()
    assert programs is not None
    folder = Path(tempfile.mkdtemp(prefix="checker-pg-"))
    port = free_port()
    # PostgreSQL refuses to run as root
    before = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    if before:
        shutil.chown(folder, "postgres")

    def run(*command: str) -> None:
        done = subprocess.run([*before, *command], cwd=folder, capture_output=True, text=True, timeout=120, check=False)
        if done.returncode:
            raise RuntimeError(done.stderr[-1000:])

    data = str(folder / "data")
    try:
        run(str(programs / "initdb"), "-D", data, "-U", "checker", "-A", "trust", "-E", "UTF8", "--no-sync")
        options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off"
        run(str(programs / "pg_ctl"), "-D", data, "-o", options, "-l", str(folder / "log"), "-w", "start")
        try:
            run(str(programs / "createdb"), "-h", "127.0.0.1", "-p", str(port), "-U", "checker", "checker")
            yield f"postgresql://checker@127.0.0.1:{port}/checker"
        finally:
            run(str(programs / "pg_ctl"), "-D", data, "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
