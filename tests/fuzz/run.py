"""The fuzz runner: ``python -m tests.fuzz.run TARGET[,TARGET…] [SECONDS] [SEED]``; ``all`` is all; nothing lists them.

Each target has ``SECONDS`` of its own. A parent starts the loop in a child with bounded memory, so that a crash of
the interpreter is seen too; the loop then goes on with another seed until the time is used up. An alarm finds hangs.
Prints one line of figures for each target; inputs that crash, hang or break what must hold are kept in
``fuzz-found/`` for a test to be made of them, and ``run TARGET FILE`` puts one in again. Not part of the test suite,
but ``tests/fuzz/test_targets.py`` tries some inputs of each.
"""

from __future__ import annotations

import json
import mmap
import os
import random
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

from tests.fuzz.target import Target
from tests.fuzz.targets import TARGETS

FOUND = Path("fuzz-found")
HANG, WAIT = 20, 120
"""Seconds of processor time, and seconds on the clock, after which an input counts as a hang."""

SLOW = 2.0
MEMORY = 3 * 1024**3
_TOLD_EVERY = 2.0
_MOST_KEPT = 20


class _LateError(BaseException):
    """The alarm; no ``except Exception`` of the product may swallow it."""


def loop(name: str, target: Target, seconds: float, seed: int) -> None:
    """Fuzz in this process; now and then a line of JSON with the counts so far on standard output."""
    draw = random.Random(seed)
    counts: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    slowest = 0.0
    noted = _Noted(_current(name))
    begin = told = time.monotonic()
    while time.monotonic() < begin + seconds:
        data = target.make(draw)
        noted.note(data)
        start = time.monotonic()
        _alarm(HANG, WAIT)
        try:
            counts[target.attempt(data)] += 1
        except BaseException as error:  # every kind of escape is a find
            _alarm(0, 0)
            if isinstance(error, KeyboardInterrupt):
                raise
            kind = "hang" if isinstance(error, _LateError) else "crash"
            counts[kind] += 1
            _keep(name, kind, error, data, kinds)
        _alarm(0, 0)
        took = time.monotonic() - start
        if took > max(slowest, SLOW):
            (FOUND / f"{name}-slow-{took:.1f}s").write_bytes(data)
        slowest = max(slowest, took)
        if time.monotonic() > told + _TOLD_EVERY:
            told = time.monotonic()
            _tell(counts, slowest, begin)
    _tell(counts, slowest, begin)


def _keep(name: str, kind: str, error: BaseException, data: bytes, kinds: Counter[str]) -> None:
    """A find is kept by where it came from; a place that is found often is kept a few times."""
    trace, place = error.__traceback__, ""
    while trace is not None:
        file = Path(trace.tb_frame.f_code.co_filename)
        if "checker" in file.parts or "fuzz" in file.parts or not place:
            place = f"{file.stem}.{trace.tb_frame.f_code.co_name}:{trace.tb_lineno}"
        trace = trace.tb_next
    which = f"{kind} {type(error).__name__} at {place}"
    kinds[which] += 1
    if kinds[which] == 1:
        print(f"{which}: {str(error)[:300]!r}", file=sys.stderr, flush=True)
    if kinds[which] <= 3 and len(kinds) <= _MOST_KEPT:
        safe = which.replace(" ", "-").replace(":", "-").replace("<", "").replace(">", "")
        (FOUND / f"{name}-{safe}-{kinds[which]}").write_bytes(data)


def _tell(counts: Counter[str], slowest: float, begin: float) -> None:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    took = round(time.monotonic() - begin, 1)
    print(json.dumps({"counts": counts, "seconds": took, "slowest_s": round(slowest, 2), "peak_mb": peak}), flush=True)


def _alarm(work: float, wait: float) -> None:
    signal.setitimer(signal.ITIMER_PROF, work)
    signal.setitimer(signal.ITIMER_REAL, wait)


def _late(*_: object) -> None:
    raise _LateError


def _current(name: str) -> Path:
    return FOUND / f"{name}-current"


class _Noted:
    """The input at work, in a mapped file: there when the interpreter dies, and costs no call per input."""

    _SIZE = 1 << 26

    def __init__(self, path: Path) -> None:
        with path.open("w+b") as file:
            file.truncate(self._SIZE)
            self.map = mmap.mmap(file.fileno(), self._SIZE)

    def note(self, data: bytes) -> None:
        kept = data[: self._SIZE - 8]
        self.map[8 : 8 + len(kept)] = kept
        self.map[:8] = len(kept).to_bytes(8, "little")

    @staticmethod
    def read(path: Path) -> bytes:
        data = path.read_bytes()
        return data[8 : 8 + int.from_bytes(data[:8], "little")]


def _child(name: str, seconds: float, seed: int) -> None:
    with tempfile.TemporaryDirectory(prefix="checker-fuzz-") as folder:
        os.environ["CHECKER_CACHE_DIR"] = str(Path(folder, "cache"))
        inner = Path(folder, "target")
        inner.mkdir()
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        for late in (signal.SIGALRM, signal.SIGPROF):
            signal.signal(late, _late)
        loop(name, TARGETS[name](inner), seconds, seed)


def run(name: str, seconds: float, seed: int) -> dict[str, Any]:
    """Fuzz one target in children until the time is used up; the figures of all of them together."""
    FOUND.mkdir(exist_ok=True)
    counts: Counter[str] = Counter()
    slowest, peak, took, begin, deaths = 0.0, 0, 0.0, time.monotonic(), 0
    while (left := begin + seconds - time.monotonic()) > 0 and deaths < 5:
        line, trouble, status = _one_child(name, left, seed + 1000 * deaths)
        if line:
            made = json.loads(line)
            counts.update(made["counts"])
            slowest, peak = max(slowest, made["slowest_s"]), max(peak, made["peak_mb"])
            took += made["seconds"]
        if trouble:
            print(trouble, file=sys.stderr, flush=True)
        if status:
            deaths += 1
            counts["died"] += 1
            kept = FOUND / f"{name}-died-{abs(status)}-{deaths}"
            if not _current(name).exists():  # it never came to an input
                break
            kept.write_bytes(_Noted.read(_current(name)))
            print(f"the interpreter died with {status}: {kept}", file=sys.stderr, flush=True)
        else:
            break
    _current(name).unlink(missing_ok=True)
    total = sum(counts.values())
    return {
        "target": name, "seed": seed, "inputs": total, "seconds": round(took, 1), "counts": dict(counts),
        "slowest_s": slowest, "peak_mb": peak,
    }  # fmt: skip


def _one_child(name: str, seconds: float, seed: int) -> tuple[str, str, int]:
    """(the last line of figures, what went to standard error, status) of one child."""
    command = [sys.executable, "-m", "tests.fuzz.run", name, str(seconds), str(seed)]
    environment = {**os.environ, "CHECKER_FUZZ_CHILD": "1"}
    try:
        done = subprocess.run(
            command, check=False, env=environment, capture_output=True, text=True, timeout=seconds * 2 + 120
        )
        out, err, status = done.stdout, done.stderr, done.returncode
    except subprocess.TimeoutExpired as late:
        out, err = ((part or b"").decode("utf-8", "replace") for part in (late.stdout, late.stderr))  # type: ignore[union-attr]
        status = 124
    lines = [line for line in out.splitlines() if line.startswith("{") and line.endswith("}")]
    return (lines[-1] if lines else ""), err[-4000:].strip(), status


def again(name: str, file: Path) -> None:
    """Put a kept input in again, in this process."""
    with tempfile.TemporaryDirectory(prefix="checker-fuzz-") as folder:
        print(TARGETS[name](Path(folder)).attempt(file.read_bytes()))


def main() -> None:
    """List, run, or put in again."""
    if len(sys.argv) < 2:
        print(" ".join(TARGETS))
        return
    name = sys.argv[1]
    if len(sys.argv) > 2 and Path(sys.argv[2]).is_file():
        again(name, Path(sys.argv[2]))
        return
    seconds = float(sys.argv[2]) if len(sys.argv) > 2 else 60.0
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else 1
    if os.environ.get("CHECKER_FUZZ_CHILD"):
        _child(name, seconds, seed)
        return
    for each in TARGETS if name == "all" else name.split(","):
        print(json.dumps(run(each, seconds, seed), ensure_ascii=False), flush=True)


if __name__ == "__main__":
    main()
