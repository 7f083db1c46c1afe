"""Real clusters on this machine: the same tables as one process makes, and a dying worker loses nothing."""

from __future__ import annotations

import os
import shutil
import signal
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from checker.audit.clusters import Dask, Spark
from checker.audit.engines import engine_of
from checker.audit.run import STORE, Options, audit
from checker.audit.store import Store
from checker.audit.work import Judged, Task, judge_all
from checker.errors import UsageError

from .conftest import dump, fatal
from .generator import generate, write

_PLAIN = Options(pages="")
pytestmark = pytest.mark.filterwarnings("ignore")


@pytest.fixture(scope="module")
def dask() -> Iterator[Any]:
    distributed: Any = pytest.importorskip("dask.distributed", reason="dask[distributed] is not installed")
    cluster = distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None)
    with cluster, distributed.Client(cluster) as client:
        yield client


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    """Two executors, each a process of its own, as on two machines."""
    sql: Any = pytest.importorskip("pyspark.sql", reason="pyspark is not installed: pip install pyspark")
    if shutil.which("java") is None and "JAVA_HOME" not in os.environ:
        pytest.skip("no Java, which Spark needs")
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = sql.SparkSession.builder.master("local-cluster[2,1,1024]").appName("checker audit test")
    settings = {
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.executor.memory": "512m",
        # the workers import this program and these tests as this process does
        "spark.executorEnv.PYTHONPATH": os.pathsep.join([str(Path(__file__).parents[2]), *filter(None, sys.path)]),
    }
    for name, value in settings.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("OFF")
    yield session
    session.stop()


@dataclass(frozen=True)
class _DiesOnce:
    """The judge, but the first worker that asks dies, and with it (``above``) the executor it belongs to."""

    mark: str
    above: int = 0

    def __call__(self, task: Task) -> list[Judged]:
        try:
            os.close(os.open(self.mark, os.O_CREAT | os.O_EXCL))
        except FileExistsError:
            return judge_all(task)
        os.kill(_ancestor(self.above), signal.SIGKILL)
        raise AssertionError("killed")


def _ancestor(above: int) -> int:
    found = os.getpid()
    for _ in range(above):
        # the fourth field of stat is the parent; the second may hold blanks but ends with the last bracket
        found = int(Path(f"/proc/{found}/stat").read_text().rsplit(")", 1)[1].split()[1])
    return found


def _with_killer(folder: Path) -> Path:
    write(generate(3, seed=5, copies=0, two_years=0, length=1), folder)
    (folder / "killer.txt").write_text("某县", encoding="utf-8")
    return folder


def _problem(folder: Path) -> tuple[str, str]:
    with closing(Store(folder / STORE)) as store:
        ((source, reason),) = store.fetch("SELECT source, reason FROM problems")
    return Path(source).name, reason


def test_dask_cluster_gives_what_this_machine_gives(
    dask: Any, small: Path, tmp_path: Path, small_rows: dict[str, list[str]]
) -> None:
    audit([small], tmp_path, _PLAIN, Dask(client=dask))
    assert dump(tmp_path) == small_rows


def test_file_that_kills_dask_workers_loses_no_other(tmp_path: Path) -> None:
    pytest.importorskip("dask.distributed", reason="dask[distributed] is not installed")
    outcome = audit([_with_killer(tmp_path / "in")], tmp_path / "out", _PLAIN, Dask(jobs=2, work=fatal))
    assert (outcome.reports, outcome.problems) == (3, 1)
    name, reason = _problem(tmp_path / "out")
    assert name == "killer.txt"
    assert "意外终止" in reason


def test_spark_cluster_gives_what_this_machine_gives(
    spark: Any, small: Path, tmp_path: Path, small_rows: dict[str, list[str]]
) -> None:
    audit([small], tmp_path, _PLAIN, Spark(session=spark))
    assert dump(tmp_path) == small_rows


@pytest.mark.skipif(sys.platform != "linux", reason="who started a worker is read from /proc")
def test_spark_executor_killed_on_the_way_loses_nothing(
    spark: Any, small: Path, tmp_path: Path, small_rows: dict[str, list[str]]
) -> None:
    mark = tmp_path / "died"
    # a worker is forked by its daemon, which the executor's Java process started
    audit([small], tmp_path / "out", _PLAIN, Spark(session=spark, work=_DiesOnce(str(mark), above=2)))
    assert mark.exists()
    assert dump(tmp_path / "out") == small_rows


def test_dask_worker_killed_on_the_way_loses_nothing(
    dask: Any, small: Path, tmp_path: Path, small_rows: dict[str, list[str]]
) -> None:
    mark = tmp_path / "died"
    audit([small], tmp_path / "out", _PLAIN, Dask(client=dask, work=_DiesOnce(str(mark))))
    assert mark.exists()
    assert dump(tmp_path / "out") == small_rows


def test_file_that_kills_spark_workers_loses_no_other(spark: Any, tmp_path: Path) -> None:
    outcome = audit([_with_killer(tmp_path / "in")], tmp_path / "out", _PLAIN, Spark(session=spark, work=fatal))
    assert (outcome.reports, outcome.problems) == (3, 1)
    name, reason = _problem(tmp_path / "out")
    assert name == "killer.txt"
    assert "意外终止" in reason


@pytest.mark.parametrize(
    ("name", "said"), [("ray", "没有 Ray 引擎.*--engine spark"), ("flink", "local、dask、spark，现在是“flink”")]
)
def test_engine_that_is_not_there_is_refused(name: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        engine_of(name)


@pytest.mark.parametrize(
    ("name", "module", "said"), [("dask", "dask", "没有安装 Dask"), ("spark", "pyspark", "没有安装 PySpark")]
)
def test_engine_that_is_not_installed_says_so(
    name: str, module: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(UsageError, match=said):
        list(engine_of(name).run([]))
