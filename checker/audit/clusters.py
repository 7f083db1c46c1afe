"""The engines that are clusters, each as its own users run it. The program must be installed on every worker, and paths
must mean the same there; better, inputs are URLs.

What a dying worker held is given out again. What the cluster gives up after that is run file by file, each in a
process of its own beside the worker: only the file that kills that process is told to have done it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from functools import partial
from itertools import islice
from typing import Any

from checker.audit.engines import UNDER_WAY, Work, apart, killed, singly
from checker.audit.work import Judged, Task, judge_all
from checker.errors import UsageError


class Dask:
    """A Dask cluster: an address, or a client the caller made. Paths must mean the same on every worker."""

    def __init__(self, address: str = "", jobs: int = 0, client: Any = None, work: Work = judge_all) -> None:
        self._address = address
        self._jobs = jobs
        self._client = client
        self._work = work

    def run(self, tasks: Iterable[Task]) -> Iterator[tuple[Task, list[Judged]]]:
        try:
            from dask import config, distributed
        except ImportError:
            raise UsageError("没有安装 Dask，请先安装 dask[distributed]，或使用 --engine local。") from None
        dask: Any = distributed
        own: list[Any] = []
        client = self._client
        if client is None:
            try:
                if not self._address:
                    # a nanny gives up whose workers die again while they start: one more try is enough
                    with config.set({"distributed.scheduler.allowed-failures": 1}):
                        jobs = self._jobs or os.cpu_count() or 1
                        own.append(dask.LocalCluster(n_workers=jobs, threads_per_worker=1, dashboard_address=None))
                client = dask.Client(self._address or own[0])
            except (OSError, ValueError) as error:
                raise UsageError(f"连不上 Dask 集群“{self._address}”（{error}），请核对地址。") from error
            own.insert(0, client)
        try:
            waiting = iter(tasks)
            width = max(sum(client.nthreads().values()), 1) * UNDER_WAY
            held: dict[Any, Task] = {}
            suspect: set[Any] = set()

            def submit(one: Task, *, alone: bool = False) -> Any:
                given = (apart, self._work, one) if alone else (self._work, one)
                future = client.submit(*given, pure=False)
                held[future] = one
                if alone:
                    suspect.add(future)
                return future

            finished = dask.as_completed([submit(task) for task in islice(waiting, width)], loop=client.loop)
            for future in finished:
                task = held.pop(future)
                if future.status == "finished":
                    yield task, future.result()
                elif future in suspect:
                    yield task, [killed(task)]
                else:
                    for one in singly(task):
                        finished.add(submit(one, alone=True))
                suspect.discard(future)
                future.release()
                for one in islice(waiting, 1):
                    finished.add(submit(one))
        finally:
            for opened in own:
                opened.close()


class Spark:
    """Apache Spark: a master's address, a session the caller made, or what ``spark-submit`` says.

    Tasks go out in waves, two of them at a time, so that no worker waits for the slowest of a wave and no more than
    two waves of results are held.
    """

    def __init__(self, address: str = "", jobs: int = 0, session: Any = None, work: Work = judge_all) -> None:
        self._address = address
        self._jobs = jobs
        self._session = session
        self._work = work

    def run(self, tasks: Iterable[Task]) -> Iterator[tuple[Task, list[Judged]]]:
        session = self._session or self._started()
        context = session.sparkContext
        try:
            lost: list[Task] = []
            yield from self._waves(context, iter(tasks), lost)
            for task in lost:
                for one in singly(task):
                    results = self._collected(context, [one], partial(apart, self._work))
                    yield one, results[0] if results else [killed(one)]
        finally:
            if self._session is None:
                session.stop()

    def _waves(self, context: Any, tasks: Iterator[Task], lost: list[Task]) -> Iterator[tuple[Task, list[Judged]]]:
        def width() -> int:
            # executors join after the start: what there is now
            return max(int(context.defaultParallelism), 1) * UNDER_WAY

        with ThreadPoolExecutor(2) as threads:
            under_way: dict[Future[list[list[Judged]] | None], list[Task]] = {}
            while True:
                while len(under_way) < 2 and (wave := list(islice(tasks, width()))):
                    under_way[threads.submit(self._collected, context, wave, self._work)] = wave
                if not under_way:
                    return
                done, _ = wait(under_way, return_when=FIRST_COMPLETED)
                for future in done:
                    wave, results = under_way.pop(future), future.result()
                    if results is None:
                        lost += wave
                    else:
                        yield from zip(wave, results, strict=True)

    @staticmethod
    def _collected(context: Any, wave: list[Task], work: Work) -> list[list[Judged]] | None:
        """The results of a wave; ``None`` where Spark gave it up, having tried every task several times."""
        from py4j.protocol import Py4JJavaError

        try:
            found: list[list[Judged]] = context.parallelize(wave, len(wave)).map(work).collect()
        except Py4JJavaError as error:
            if context._jsc.sc().isStopped():
                raise UsageError("Spark 集群已停止，请检查集群后再运行一次，已完成的不会重做。") from error
            return None
        return found

    def _started(self) -> Any:
        try:
            from pyspark import SparkConf
            from pyspark.sql import SparkSession
        except ImportError:
            raise UsageError("没有安装 PySpark，请先安装 pyspark 和 Java，或使用 --engine local。") from None
        # the same Python on both sides, where the cluster's own settings do not say otherwise
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
        try:
            conf = SparkConf()
            if self._address:
                conf.setMaster(self._address)
            elif not conf.contains("spark.master"):
                conf.setMaster(f"local[{self._jobs or os.cpu_count() or 1}]")
            conf.setAppName("checker audit").setIfMissing("spark.ui.showConsoleProgress", "false")
            session = SparkSession.builder.config(conf=conf).getOrCreate()
            session.sparkContext.setLogLevel("ERROR")
        except Exception as error:  # py4j, Java and Spark each raise their own
            what = " ".join(str(error).split())[:200]
            raise UsageError(f"Spark 没有启动（{what}），请核对 --scheduler 地址和 Java。") from error
        return session
