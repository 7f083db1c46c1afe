"""Who does the work: processes of this machine, or a cluster. Results are the same, in any order.

An engine takes tasks lazily, keeps only a few of them under way, and gives each result as it is ready. A
worker that dies loses nothing: its tasks are given out again, alone, and a file that kills every worker it
meets is given back with that as its problem.
"""

from __future__ import annotations

import multiprocessing
import os
import pickle
import subprocess
import sys
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from itertools import islice
from typing import Protocol

from checker.audit.reasons import reason_of
from checker.audit.work import Judged, Task, judge_all
from checker.errors import UnreadableError, UsageError

Work = Callable[[Task], list[Judged]]
UNDER_WAY = 3
"""Tasks under way for each worker: enough that none waits, few enough to bound memory."""


class Engine(Protocol):
    """Runs tasks; yields (task, results) in the order they are done."""

    def run(self, tasks: Iterable[Task]) -> Iterator[tuple[Task, list[Judged]]]: ...


class Local:
    """A process pool of this machine. ``jobs`` 1 works in this process itself."""

    def __init__(self, jobs: int = 0, work: Work = judge_all) -> None:
        self.jobs = jobs or os.cpu_count() or 1
        self._work = work

    def run(self, tasks: Iterable[Task]) -> Iterator[tuple[Task, list[Judged]]]:
        if self.jobs == 1:
            for task in tasks:
                yield task, self._work(task)
            return
        waiting = iter(tasks)
        while True:
            lost: list[Task] = []
            yield from self._until_broken(waiting, lost)
            if not lost:
                return
            # Somebody's file killed a worker, and with it the pool: whose it was shows when one runs at a time.
            alone = iter([one for task in lost for one in singly(task)])
            while fatal := (yield from self._alone(alone)):
                yield fatal, [killed(fatal)]

    def _alone(self, tasks: Iterator[Task]) -> Generator[tuple[Task, list[Judged]], None, Task | None]:
        """Run one task at a time; the one that breaks the pool, ``None`` at the end of the tasks."""
        lost: list[Task] = []
        yield from self._until_broken(tasks, lost, workers=1, under_way_at_most=1)
        return lost[0] if lost else None

    def _until_broken(
        self, tasks: Iterator[Task], lost: list[Task], workers: int = 0, under_way_at_most: int = 0
    ) -> Iterator[tuple[Task, list[Judged]]]:
        """Run until the tasks end or the pool breaks; ``lost`` then holds what was under way."""
        workers = workers or self.jobs
        width = under_way_at_most or workers * UNDER_WAY
        # spawned, not forked: the same on every system, and no lock of a thread is copied half held
        context = multiprocessing.get_context("spawn")
        with ProcessPoolExecutor(workers, mp_context=context) as pool:
            under_way: dict[Future[list[Judged]], Task] = {}
            started: list[Task] = []  # taken from the tasks, not yet under way
            try:
                while True:
                    for task in islice(tasks, width - len(under_way)):
                        started.append(task)
                        under_way[pool.submit(self._work, task)] = task
                        started.clear()
                    if not under_way:
                        return
                    done, _ = wait(under_way, return_when=FIRST_COMPLETED)
                    for future in done:
                        result = future.result()
                        yield under_way.pop(future), result
            except BrokenProcessPool:
                lost += [*under_way.values(), *started]
            finally:
                for future in under_way:
                    future.cancel()


def apart(work: Work, task: Task) -> list[Judged]:
    """``work(task)`` of one file in a process of its own: if that dies, the file is told to have killed it."""
    paths = os.pathsep.join(filter(None, sys.path))
    done = subprocess.run(
        [sys.executable, "-c", _APART],
        input=pickle.dumps((work, task)),
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": paths},
        check=False,
    )
    found: list[Judged] = pickle.loads(done.stdout) if done.returncode == 0 else [killed(task)]
    return found


_APART = """
import pickle, sys
work, task = pickle.load(sys.stdin.buffer)
sys.stdout.buffer.write(pickle.dumps(work(task)))
"""


def singly(task: Task) -> list[Task]:
    """A task for each of its files."""
    return [replace(task, entries=(one,)) for one in task.entries]


def killed(task: Task) -> Judged:
    """What is said of a file whose workers died; the next run tries it again."""
    entry, key = task.entries[0]
    what = "检查时工作进程意外终止（可能是内存不足）"
    return Judged(key, entry.source, reason_of(UnreadableError(entry.source, what, "请单独检查这个文件")), passing=True)


def engine_of(name: str, jobs: int = 0, address: str = "") -> Engine:
    """The engine by name: ``local``, ``dask`` or ``spark``; ``address`` is the cluster's."""
    from checker.audit.clusters import Dask, Spark

    if name == "local":
        return Local(jobs)
    if name == "dask":
        return Dask(address, jobs)
    if name == "spark":
        return Spark(address, jobs)
    if name == "ray":
        raise UsageError("没有 Ray 引擎：各地数据平台多用 Spark，Dask 最易部署，请用 --engine spark 或 --engine dask。")
    raise UsageError(f"--engine 只能是 local、dask、spark，现在是“{name}”。")
