"""Migrations make the tables; a backup of one database fills another, of the same kind or not."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import text

from checker.errors import UnreadableError, UnwritableError, UsageError
from checker.review import serve, trail
from checker.review.backup import backup, restore
from checker.review.settings import Settings
from checker.review.store import Store
from checker.review.store.tables import Base
from checker.review.store.upgrade import require_current, revisions, upgrade

from .made import GOOD, Desk, open_desk, settings
from .running import postgres, postgres_programs


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """An empty PostgreSQL database."""
    if postgres_programs() is None:
        pytest.skip("no PostgreSQL: apt-get install postgresql")
    with postgres() as url:
        yield url


def differences(store: Store) -> list[object]:
    with store.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return list(compare_metadata(context, Base.metadata))


def test_migrations_make_the_tables_of_the_program(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path}/a.db")
    assert upgrade(store)
    assert differences(store) == []
    assert not upgrade(store)
    store.close()


def test_a_database_of_another_version_is_refused(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path}/a.db")
    require_current(store)
    assert revisions(store)[0] == revisions(store)[1]
    with store.write() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '0000'"))
    with pytest.raises(UsageError, match="checker upgrade"):
        require_current(store)
    with store.write() as session:
        session.execute(text("DROP TABLE alembic_version"))
    with pytest.raises(UsageError, match="不能确定"):
        require_current(store)
    store.close()


@pytest.mark.parametrize("url", ["mysql://a/b", "nonsense", ""])
def test_other_databases_are_refused(url: str) -> None:
    with pytest.raises(UsageError):
        Store(url)


def _story(desk: Desk) -> int:
    number = desk.begin()
    desk.upload("drafter", number, GOOD)
    desk.ok("drafter", "POST", f"/submissions/{number}/submit", json={})
    desk.ok("admin", "PUT", "/rounds/2023", json={"due": "2024-02-01", "publish_by": "2024-03-31"})
    return number


def test_a_backup_comes_back_whole(desk: Desk, tmp_path: Path) -> None:
    number = _story(desk)
    made = backup(desk.service, tmp_path / "a.zip")
    with desk.service.store.read() as session:
        before = trail.verify(session)
    assert (made.lines, made.digest) == (before.lines, before.digest)
    target = f"sqlite:///{tmp_path}/b.db"
    assert restore(settings(target), tmp_path / "a.zip") == made
    with pytest.raises(UsageError, match="空的数据库"):
        restore(settings(target), tmp_path / "a.zip")
    with open_desk(target, people_too=False) as other:
        other.tokens, other.people, other.units = desk.tokens, desk.people, desk.units
        assert other.call("drafter", "GET", f"/submissions/{number}/versions/1/file").content == GOOD
        shown = other.call("drafter", "GET", f"/submissions/{number}/versions/1/assessment").content
        assert shown == desk.call("drafter", "GET", f"/submissions/{number}/versions/1/assessment").content
        # it goes on where it was
        other.ok("reviewer", "POST", f"/submissions/{number}/approve", json={})
        assert other.ok("supervisor", "GET", "/trail/verify")["holds"]


def test_nobody_else_reads_a_backup_and_a_place_that_is_none_gets_a_sentence(desk: Desk, tmp_path: Path) -> None:
    backup(desk.service, tmp_path / "a.zip")
    assert (tmp_path / "a.zip").stat().st_mode & 0o077 == 0
    (tmp_path / "file").write_text("一个文件", "utf-8")
    with pytest.raises(UnwritableError):
        backup(desk.service, tmp_path / "file" / "a.zip")


def test_a_worker_has_the_server_s_settings_and_no_others(monkeypatch: pytest.MonkeyPatch) -> None:
    given: dict[str, str] = {}
    monkeypatch.setenv("CHECKER_DATABASE", "sqlite:///other.db")
    monkeypatch.setattr(serve.subprocess, "Popen", lambda command, stdin, env: given.update(env))
    serve._start(Settings())
    assert given.get("CHECKER_DATABASE", Settings().database) == Settings().database
    serve._start(replace(Settings(), database="sqlite:///third.db"))
    assert given["CHECKER_DATABASE"] == "sqlite:///third.db"


def test_a_damaged_backup_restores_nothing(desk: Desk, tmp_path: Path) -> None:
    _story(desk)
    good, bad = tmp_path / "a.zip", tmp_path / "b.zip"
    backup(desk.service, good)
    with zipfile.ZipFile(good) as source, zipfile.ZipFile(bad, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            target.writestr(name, data.replace("青屏".encode(), "青山".encode()) if name == "units.jsonl" else data)
    database = f"sqlite:///{tmp_path}/c.db"
    with pytest.raises(UnreadableError):
        restore(settings(database), bad)
    assert not list(tmp_path.glob("c.db*"))
    (tmp_path / "d.zip").write_bytes(b"not a zip")
    with pytest.raises(UnreadableError):
        restore(settings(database), tmp_path / "d.zip")
    assert restore(settings(database), good).rows > 0
    # what was there stays, whatever is restored into it
    with pytest.raises(UsageError, match="已有数据"):
        restore(settings(database), bad)
    assert (tmp_path / "c.db").is_file()


def test_a_worker_beside_no_database_says_so_and_makes_none(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="没有找到数据库"):
        serve.work(settings(f"sqlite:///{tmp_path}/none.db"))
    assert not list(tmp_path.iterdir())


def test_from_sqlite_to_postgresql_and_on(desk: Desk, tmp_path: Path, server: str) -> None:
    number = _story(desk)
    made = backup(desk.service, tmp_path / "a.zip")
    assert restore(settings(server), tmp_path / "a.zip") == made
    with open_desk(server, people_too=False) as other:
        assert differences(other.service.store) == []
        other.tokens, other.people, other.units = desk.tokens, desk.people, desk.units
        other.ok("reviewer", "POST", f"/submissions/{number}/approve", json={})
        # the counters go on after the rows that came with their numbers
        assert other.begin("other_drafter", "other") == number + 1
        other.upload("other_drafter", number + 1, GOOD)
        assert other.ok("supervisor", "GET", "/trail/verify")["holds"]
        twice = other.call("drafter", "POST", f"/units/{other.units['county']}/submissions", json={"year": 2023})
        assert twice.status_code == 409
        assert other.call("drafter", "GET", "/submissions?limit=1").status_code == 200
        with pytest.raises(Exception, match="append-only"), other.service.store.write() as session:
            session.execute(text("DELETE FROM events"))


def test_a_cold_check_imports_nothing_of_the_service() -> None:
    probe = (
        "import sys; sys.argv = ['checker', 'check']; import checker.cli; "
        "print([name for name in sys.modules if name.startswith(('checker.review', 'fastapi', 'sqlalchemy'))])"
    )
    shown = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "[]"


def _run(folder: Path, *arguments: str) -> tuple[int, str]:
    from tests.review.running import Running

    made = Running(folder, "sqlite:///none.db").command(*arguments)
    return made.returncode, made.stderr


def test_where_there_is_no_database_nothing_is_found_whole_and_none_is_made(tmp_path: Path) -> None:
    told = "错误：没有找到数据库“none.db”，请到服务的文件夹里执行，或者用 --database、--config 指明。\n"
    assert _run(tmp_path, "trail", "verify") == (2, told)
    assert _run(tmp_path, "backup", "a.zip") == (2, told)
    assert _run(tmp_path, "upgrade") == (2, told)
    told = "错误：无法读取“a.zip”：文件不存在。请核对文件名和路径。\n"
    assert _run(tmp_path, "restore", "a.zip") == (2, told)
    (tmp_path / "b.zip").write_bytes(b"PK")
    assert _run(tmp_path, "restore", "b.zip")[0] == 2
    assert [path.name for path in tmp_path.iterdir()] == ["b.zip"]
    (tmp_path / "none.db").write_bytes(b"")
    code, told = _run(tmp_path, "trail", "verify")
    assert (code, "这个数据库是空的" in told) == (2, True)


def test_a_backup_says_in_chinese_why_it_was_not_written(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(UnwritableError, match="所在目录不存在"):
        backup(desk.service, tmp_path / "none" / "a.zip")
