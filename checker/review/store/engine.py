"""Transactions on SQLite or PostgreSQL, opened for reading or for writing."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.orm import Session

from checker.errors import UsageError

_BUSY_SECONDS = 30
WRITES = "checker_writes"


class Store:
    """One database. ``read`` and ``write`` give a session that ends with the block.

    ``write`` commits at the end of the block and rolls back on any exception; on SQLite it takes the
    write lock at once, so that two writers wait for each other instead of failing half-way.
    """

    def __init__(self, url: str, *, pool: int = 20) -> None:
        try:
            parsed = make_url(url)
        except ArgumentError:
            raise UsageError(
                "数据库地址写法不对，应如 sqlite:///数据.db 或 postgresql://用户:密码@主机/库名。"
            ) from None
        if parsed.drivername in ("postgresql", "postgres"):
            parsed = parsed.set(drivername="postgresql+psycopg")
        if not parsed.drivername.startswith(("sqlite", "postgresql")):
            raise UsageError("数据库只支持 SQLite 和 PostgreSQL，请核对数据库地址。")
        self.sqlite = parsed.drivername.startswith("sqlite")
        # SQLite's own waiting is polling, and unfair; between the threads of one process a lock is neither
        self._turn: AbstractContextManager[Any] = threading.Lock() if self.sqlite else nullcontext()
        options: dict[str, Any] = {"pool_size": pool, "max_overflow": pool, "pool_timeout": _BUSY_SECONDS}
        if self.sqlite:
            options["connect_args"] = {"timeout": _BUSY_SECONDS, "check_same_thread": False}
        else:
            # a connection that the server dropped overnight must not greet the first visitor
            options["pool_pre_ping"] = True
        try:
            self.engine: Engine = create_engine(parsed, **options)
        except ImportError:
            raise UsageError("连接 PostgreSQL 需要 psycopg，请执行 pip install 'fazhi-checker[serve]'。") from None
        if self.sqlite:
            event.listen(self.engine, "connect", _prepare)
            event.listen(self.engine, "begin", _begin)

    @contextmanager
    def read(self) -> Iterator[Session]:
        with Session(self.engine, expire_on_commit=False) as session:
            yield session

    @contextmanager
    def write(self) -> Iterator[Session]:
        with self._turn, self.engine.connect().execution_options(**{WRITES: True}) as connection:
            session = Session(connection, expire_on_commit=False)
            try:
                yield session
                session.commit()
            finally:
                session.close()

    def alive(self) -> bool:
        """Whether the database answers."""
        try:
            with self.engine.connect() as connection:
                return bool(connection.execute(text("SELECT 1")).scalar() == 1)
        except Exception:
            return False

    def close(self) -> None:
        self.engine.dispose()


def _prepare(raw: Any, record: Any) -> None:
    # the driver would begin transactions on its own, and only at the first write
    raw.isolation_level = None
    cursor = raw.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get(WRITES)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
