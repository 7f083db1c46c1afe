"""Inputs and results by URL: in memory, in a folder by URL, and on a real S3 server of this machine."""

from __future__ import annotations

import os
import shutil
import sys
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from checker.audit import remote
from checker.audit.engines import Local
from checker.audit.queries import ask_at
from checker.audit.run import STORE, Options, audit
from checker.audit.sources import content, entries
from checker.audit.store import Store
from checker.errors import UnreadableError, UsageError
from checker.reading.limits import DEFAULT_LIMITS, Limits

from .generator import generate, write

fsspec: Any = pytest.importorskip("fsspec", reason="fsspec is not installed: pip install 'fazhi-checker[audit]'")


@pytest.fixture(autouse=True)
def _cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHECKER_CACHE_DIR", str(tmp_path / "cache"))


@pytest.fixture
def memory() -> Iterator[Any]:
    system = fsspec.filesystem("memory")
    system.store.clear()
    yield system
    system.store.clear()


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("reports")
    write(generate(12, seed=3, copies=0.3, two_years=0.4, length=1), folder)
    (folder / "empty.txt").write_bytes(b"")
    return folder


def _rows(folder: Path) -> dict[str, list[str]]:
    """Every row of what was concluded; where the files lay is left out."""
    with closing(Store(folder / STORE)) as store:
        cohort = "SELECT region, place, year, report, verdict, score, page FROM cohort ORDER BY position"
        names = ("findings", "evidence", "facts", "measures", "items", "copies", "runs", "followed")
        found = {name: sorted(map(repr, store.fetch(f"SELECT * FROM {name}"))) for name in names}
        return {"cohort": list(map(repr, store.fetch(cohort))), **found}


def _upload(system: Any, folder: Path, target: str) -> None:
    for file in sorted(folder.rglob("*")):
        if file.is_file():
            system.pipe_file(f"{target}/{file.relative_to(folder).as_posix()}", file.read_bytes())


def _round(system: Any, source: Path, base: str, path: str, tmp_path: Path) -> None:
    """Audit at URLs, compare with the same audit in folders, and run it again where nothing is kept here."""
    plain = tmp_path / "plain"
    audit([source], plain, Options(), Local(1))
    _upload(system, source, f"{path}/in")
    outcome = audit([f"{base}/in"], f"{base}/out", Options(), Local(1))
    assert (outcome.files, outcome.reports, outcome.problems, outcome.folder) == (13, 12, 1, f"{base}/out")
    there = tmp_path / "there"
    for name in system.find(f"{path}/out"):
        file = there / str(name).split("/out/", 1)[1]
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(system.cat_file(name))
    assert sorted(file.relative_to(there) for file in there.rglob("*") if file.is_file()) == sorted(
        file.relative_to(plain)
        for file in plain.rglob("*")
        if file.is_file() and not file.name.endswith(("-wal", "-shm"))
    )
    assert _rows(there) == _rows(plain)
    pages = [file.relative_to(plain) for file in plain.rglob("pages/*/*.html")]
    assert len(pages) == 12
    assert all((there / page).read_bytes() == (plain / page).read_bytes() for page in pages)
    # another machine: the results at the URL are the cache
    shutil.rmtree(os.environ["CHECKER_CACHE_DIR"])
    assert audit([f"{base}/in"], f"{base}/out", Options(), Local(1)).judged == 0
    _, rows = ask_at(f"{base}/out", "problems")
    assert [reason[:4] for _, reason in rows] == ["无法读取"]


def test_audit_in_memory_is_the_audit_in_folders(memory: Any, source: Path, tmp_path: Path) -> None:
    _round(memory, source, "memory://bureau", "/bureau", tmp_path)


def test_audit_by_file_url_is_the_audit_in_folders(source: Path, tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    shared.mkdir()
    _round(fsspec.filesystem("file", auto_mkdir=True), source, shared.as_uri(), str(shared), tmp_path)
    assert not list((shared / "out").rglob("*.part"))


def test_run_that_was_killed_goes_on_in_its_own_folder(memory: Any, source: Path) -> None:
    _upload(memory, source, "/in")
    results = remote.Results("memory://out", STORE)
    audit(["memory://in"], results.fetch(), Options(pages=""), Local(1))
    # killed before it was put there: nothing at the URL, everything in the folder
    assert not memory.exists("/out/audit.sqlite")
    assert audit(["memory://in"], "memory://out", Options(pages=""), Local(1)).judged == 0
    assert memory.exists("/out/audit.sqlite")


_EARLIER = ("结果/audit.sqlite", "结果/dashboard.html", "结果/pages/0a/x.html", "结果/y.txt")


def test_folder_by_url_is_listed_as_a_folder_is(memory: Any, tmp_path: Path) -> None:
    for name in ("乙市/b.txt", "甲市/深/a.txt", "c.txt", ".hidden.txt", "甲市/note.exe", "甲市/z.txt", *_EARLIER):
        (tmp_path / "in" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "in" / name).write_text("某县报告", encoding="utf-8")
    with zipfile.ZipFile(tmp_path / "in" / "乙市" / "all.zip", "w") as archive:
        archive.writestr("深/某县.txt", "内容")
    _upload(memory, tmp_path / "in", "/in")
    here = [(Path(one.source).relative_to(tmp_path).as_posix(), one.region) for one in entries([tmp_path / "in"])]
    there = list(entries(["memory://in"]))
    assert [(one.source.removeprefix("memory://"), one.region) for one in there] == here
    (member,) = (one for one in there if one.member)
    assert content(member, DEFAULT_LIMITS) == "内容".encode()
    (large, *_) = there
    with pytest.raises(UnreadableError, match="超过上限"):
        content(large, Limits(max_bytes=3))


def test_manifest_and_roster_by_url(memory: Any, source: Path, tmp_path: Path) -> None:
    _upload(memory, source, "/in")
    name = next(str(file) for file in memory.find("/in") if str(file).endswith("r000000.txt"))
    manifest = f"path,due\n{name.removeprefix('/in/')},2024-03-01\nmemory:/{name},2024-03-02\nnone.txt,\n"
    memory.pipe_file("/in/m.csv", manifest.encode())
    memory.pipe_file("/roster.csv", "单位\n虚构县\n".encode())
    listed = [(one.path, one.due) for one in entries(["memory://in/m.csv"])]
    first = f"memory:/{name}"
    assert listed == [(first, "2024-03-01"), ("memory://in/none.txt", "")]
    audit(["memory://in/m.csv"], tmp_path / "out", Options(roster="memory://roster.csv", pages=""), Local(1))
    with closing(Store(tmp_path / "out" / STORE)) as store:
        assert store.fetch("SELECT place FROM roster WHERE NOT found") == [("虚构县",)]
        ((reason,),) = store.fetch("SELECT reason FROM problems")
    assert reason == "无法读取：该地址不存在。请核对地址。"


@pytest.mark.parametrize(
    ("text", "is_url"),
    [
        ("s3://bucket/reports", True),
        ("hdfs://host:8020/reports", True),
        ("simplecache::s3://bucket/a.zip", True),
        ("reports/2024", False),
        ("/data/reports", False),
        ("C:\\reports", False),
        ("C:/reports", False),
    ],
)
def test_urls_are_told_from_paths(text: str, is_url: bool) -> None:
    assert remote.is_url(text) == is_url


def test_unknown_storage_is_one_sentence() -> None:
    with pytest.raises(UsageError, match="不认识“nowhere://a”这样的地址"):
        remote.exists("nowhere://a")


def test_without_fsspec_the_sentence_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fsspec.core", None)
    with pytest.raises(UsageError, match="需要 fsspec，请先安装"):
        remote.exists("memory://a")


@pytest.mark.filterwarnings("ignore")
def test_audit_on_an_s3_server(source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    server: Any = pytest.importorskip("moto.server", reason="no S3 server: pip install 'moto[server]'")
    pytest.importorskip("s3fs", reason="s3fs is not installed")
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "test")
    running = server.ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    running.start()
    try:
        host, port = running.get_host_and_port()
        monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://{host}:{port}")
        system = fsspec.filesystem("s3")
        system.mkdir("bureau")
        _round(system, source, "s3://bureau/2024", "bureau/2024", tmp_path)
    finally:
        running.stop()
        fsspec.filesystem("s3").clear_instance_cache()
