"""Who does the work: processes of this machine, or a Dask cluster. Results are the same, in any order.

An engine takes tasks lazily, keeps only a few of them under way, and gives each result as it is ready. A
worker that dies loses nothing: its tasks are given out again, alone, and a file that kills every worker it
meets is given back with that as its problem.
"""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from itertools import islice
from typing import Any, Protocol

from checker.audit.work import Judged, Task, judge_all
from checker.errors import UnreadableError, UsageError

Work = Callable[[Task], list[Judged]]
_UNDER_WAY = 3
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
            alone = iter([one for task in lost for one in _singly(task)])
            while fatal := (yield from self._alone(alone)):
                yield fatal, [_killed(fatal)]

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
        width = under_way_at_most or workers * _UNDER_WAY
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


class Dask:
    """A Dask cluster: an address, or a client the caller made. Paths must mean the same on every worker."""

    def __init__(self, address: str = "", jobs: int = 0, client: Any = None, work: Work = judge_all) -> None:
        self._address = address
        self._jobs = jobs
        self._client = client
        self._work = work

    def run(self, tasks: Iterable[Task]) -> Iterator[tuple[Task, list[Judged]]]:
        try:
            from dask import distributed
        except ImportError:
            raise UsageError("没有安装 Dask，请先安装 dask[distributed]，或使用 --engine local。") from None
        dask: Any = distributed
        own: list[Any] = []
        client = self._client
        if client is None:
            try:
                if not self._address:
                    own.append(dask.LocalCluster(n_workers=self._jobs or os.cpu_count() or 1, threads_per_worker=1))
                client = dask.Client(self._address or own[0])
            except (OSError, ValueError) as error:
                raise UsageError(f"连不上 Dask 集群“{self._address}”（{error}），请核对地址。") from error
            own.insert(0, client)
        try:
            waiting = iter(tasks)
            width = max(sum(client.nthreads().values()), 1) * _UNDER_WAY
            held = {}
            doubtful: list[Task] = []
            for task in islice(waiting, width):
                held[client.submit(self._work, task, pure=False)] = task
            finished = dask.as_completed(list(held))
            for future in finished:
                task = held.pop(future)
                failed = future.status != "finished"
                more = list(islice(waiting, 1))
                if not failed:
                    yield task, future.result()
                elif len(task.entries) == 1:
                    doubtful.append(task)
                else:
                    more += _singly(task)
                future.release()
                for one in more:
                    new = client.submit(self._work, one, pure=False)
                    held[new] = one
                    finished.add(new)
            # Dask suspects whatever a dying worker held: only a file that fails alone is told to have killed it.
            for task in doubtful:
                future = client.submit(self._work, task, pure=False)
                dask.wait([future])
                yield task, future.result() if future.status == "finished" else [_killed(task)]
        finally:
            for opened in own:
                opened.close()


def _singly(task: Task) -> list[Task]:
    return [replace(task, entries=(one,)) for one in task.entries]


def _killed(task: Task) -> Judged:
    entry, key = task.entries[0]
    what = "检查时工作进程意外终止（可能是内存不足）"
    return Judged(key, entry.source, str(UnreadableError(entry.source, what, "请单独检查这个文件")), passing=True)


def engine_of(name: str, jobs: int = 0, address: str = "") -> Engine:
    """The engine by name: ``local`` or ``dask``."""
    if name == "local":
        return Local(jobs)
    if name == "dask":
        return Dask(address, jobs)
    raise UsageError(f"--engine 只能是 local 或 dask，现在是“{name}”。")
