"""Backup and restore: every table as JSON lines in one zip, the same for SQLite and PostgreSQL.

A backup from one kind of database restores into the other: that is also how an office moves from one to the
other. Taken in one transaction while the service runs.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Table, func, insert, select, text
from sqlalchemy.orm import Session

from checker.errors import UnreadableError, UsageError
from checker.rendering import unwritable
from checker.review import trail
from checker.review.clock import iso
from checker.review.service import Service
from checker.review.settings import Settings
from checker.review.store import Store
from checker.review.store.tables import Base, Head, Moment
from checker.review.store.upgrade import require_current, revisions
from checker.version import __version__

_FORM = 1
_MANIFEST = "manifest.json"
# Whoever was signed in signs in again; the work that waited goes on.
_LEFT_OUT = ("visits",)
_BATCH = 200


@dataclass(frozen=True, slots=True)
class Copied:
    """What a backup or restore held: rows of all tables, lines of the trail, the trail's last digest."""

    rows: int
    lines: int
    digest: str


def backup(service: Service, target: Path) -> Copied:
    """Writes the whole store to ``target`` or leaves what was there. Raises ``UnwritableError``."""
    part = target.with_name(f".{target.name}.part")
    counts: dict[str, int] = {}
    sums: dict[str, str] = {}
    try:
        # digests of passwords are in it: nobody but its owner reads it
        own = os.fdopen(os.open(part, os.O_RDWR | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), 0o600), "w+b")
        with own, service.store.read() as session, zipfile.ZipFile(own, "w", zipfile.ZIP_DEFLATED) as archive:
            if not service.store.sqlite:
                session.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY"))
            for table in _tables():
                digest = hashlib.sha256()
                with archive.open(f"{table.name}.jsonl", "w", force_zip64=True) as stream:
                    for line in _lines(session, table):
                        stream.write(line)
                        digest.update(line)
                        counts[table.name] = counts.get(table.name, 0) + 1
                sums[table.name] = digest.hexdigest()
            head = session.get(Head, 1)
            last = head.digest if head else trail.FIRST
            manifest = {
                "form": _FORM,
                "revision": revisions(service.store)[1],
                "checker_version": __version__,
                "made_at": iso(service.clock()),
                "rows": counts,
                "sha256": sums,
                "trail": {"lines": head.seq if head else 0, "digest": last},
            }
            archive.writestr(_MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=2))
        part.replace(target)
    except OSError as error:
        raise unwritable(target, error) from None
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
    return Copied(sum(counts.values()), head.seq if head else 0, last)


def restore(settings: Settings, source: Path) -> Copied:
    """Fills an empty database from a backup in one transaction, and verifies the trail before it counts.

    Raises ``UsageError`` where the database is not empty, ``UnreadableError`` where the backup is damaged.
    """
    store = Store(settings.database)
    new = _is_new(store)
    done = False
    try:
        with zipfile.ZipFile(source) as archive:
            manifest = json.loads(archive.read(_MANIFEST))
            require_current(store)
            if manifest["form"] != _FORM or manifest["revision"] != revisions(store)[1]:
                raise UsageError(
                    f"备份来自另一版本的程序（{manifest['checker_version']}），"
                    "请用那个版本恢复，再执行 checker upgrade。"
                )
            with store.write() as session:
                if any(session.scalar(select(func.count()).select_from(table)) for table in _tables()):
                    raise UsageError("数据库里已有数据，备份只能恢复到空的数据库。请另写一个数据库地址。")
                rows = sum(_fill(session, table, archive, manifest["sha256"][table.name]) for table in _tables())
                _count_on(session)
                found = trail.verify(session, manifest["trail"]["digest"] if manifest["trail"]["lines"] else "")
                if not found.holds or found.lines != manifest["trail"]["lines"]:
                    what = f"操作记录核验不符（{next(iter(found.problems), '条数不同')}）"
                    raise UnreadableError(str(source), what, "请换一份备份")
            done = True
    except FileNotFoundError:
        raise UnreadableError(str(source), "文件不存在", "请核对文件名和路径") from None
    except (OSError, zipfile.BadZipFile, KeyError, ValueError, TypeError) as error:
        raise UnreadableError(
            str(source), f"不是完好的备份文件（{type(error).__name__}）", "请核对文件，或换一份备份"
        ) from None
    finally:
        store.close()
        if new is not None and not done:
            # a wrong backup leaves no empty database behind
            for part in ("", "-wal", "-shm"):
                new.with_name(new.name + part).unlink(missing_ok=True)
    return Copied(rows, found.lines, found.digest)


def _is_new(store: Store) -> Path | None:
    """The file of an SQLite database that is not there yet."""
    path = store.engine.url.database
    return Path(path) if store.sqlite and path and path != ":memory:" and not Path(path).exists() else None


def _tables() -> list[Table]:
    return [table for table in Base.metadata.sorted_tables if table.name not in _LEFT_OUT]


def _lines(session: Session, table: Table) -> Iterator[bytes]:
    query = select(table).order_by(*table.primary_key.columns).execution_options(yield_per=_BATCH)
    for row in session.execute(query):
        plain = {column.name: _plain(value) for column, value in zip(table.columns, row, strict=True)}
        yield json.dumps(plain, ensure_ascii=False, sort_keys=True).encode("utf-8", "surrogatepass") + b"\n"


def _plain(value: Any) -> Any:
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    if isinstance(value, datetime):
        return iso(value)
    return value.isoformat() if isinstance(value, date) else value


def _fill(session: Session, table: Table, archive: zipfile.ZipFile, sha256: str) -> int:
    digest, batch, count = hashlib.sha256(), [], 0
    with archive.open(f"{table.name}.jsonl") as stream:
        for line in stream:
            digest.update(line)
            given = json.loads(line)
            batch.append({column.name: _fitted(column.type, given[column.name]) for column in table.columns})
            count += 1
            if len(batch) == _BATCH:
                session.execute(insert(table), batch)
                batch = []
    if batch:
        session.execute(insert(table), batch)
    if digest.hexdigest() != sha256:
        raise ValueError(table.name)
    return count


def _fitted(kind: Any, value: Any) -> Any:
    if value is None:
        return None
    name = type(kind).__name__
    if isinstance(kind, Moment):
        return datetime.fromisoformat(value)
    if name == "Date":
        return date.fromisoformat(value)
    return base64.b64decode(value) if name == "LargeBinary" else value


def _count_on(session: Session) -> None:
    """PostgreSQL's counters know nothing of rows that came with their ids."""
    if session.get_bind().dialect.name != "postgresql":
        return
    for table in _tables():
        for column in table.primary_key.columns:
            if column.name == "id" and column.autoincrement is True:
                session.execute(
                    text(
                        f"SELECT setval(pg_get_serial_sequence('{table.name}', 'id'), "
                        f"(SELECT coalesce(max(id), 0) + 1 FROM {table.name}), false)"
                    )
                )
