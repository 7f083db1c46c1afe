"""The audit's results in one SQLite file: a chunk is there whole or not at all."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import Any

from checker.audit.sources import Entry
from checker.audit.work import Judged
from checker.errors import UnreadableError, UnwritableError
from checker.model import Rubric
from checker.version import __version__

SCHEMA = "2"
TABLES = ("findings", "evidence", "facts", "measures", "items")
_CACHE_KIB = 65_536
_PAGE = 16_384


class Store:
    """The store of one audit folder. One process writes; any number may read."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self.db = sqlite3.connect(path, isolation_level=None, timeout=30)
            try:
                self._lay_out()
            except BaseException:
                self.db.close()  # nobody holds a store that was refused: it must not keep the file open
                raise
        except sqlite3.OperationalError as error:
            raise UnwritableError(
                str(path), f"结果库打不开（{error}）", "请检查权限、磁盘空间，或换一个输出文件夹"
            ) from error
        except sqlite3.DatabaseError as error:
            raise UnreadableError(str(path), "这不是本程序的结果库", "请换一个输出文件夹") from error

    @classmethod
    def reading(cls, path: Path) -> Store:
        """The store of ``path`` while another process writes to it: as it was last committed, to read only."""
        made = cls.__new__(cls)
        made.path = path
        made.db = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, isolation_level=None, timeout=30)
        return made

    def _lay_out(self) -> None:
        self.db.execute(f"PRAGMA page_size={_PAGE}")
        self.db.execute("PRAGMA journal_mode=WAL")
        self.db.execute("PRAGMA synchronous=NORMAL")
        self.db.execute(f"PRAGMA cache_size=-{_CACHE_KIB}")
        held = self.db.execute("SELECT name FROM sqlite_master WHERE name = 'meta'").fetchone()
        if held is None:
            script = (files("checker.audit") / "schema.sql").read_text(encoding="utf-8")
            self.db.executescript(f"BEGIN;{script}COMMIT;")
            self.remember("schema", SCHEMA)
        elif self.recall("schema") != SCHEMA:
            raise UnreadableError(str(self.path), "结果库是另一版本的", "请换一个输出文件夹重新审查")

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """All of it or none of it, also where the process is killed."""
        self.db.execute("BEGIN IMMEDIATE")
        try:
            yield self.db
        except BaseException:
            self.db.execute("ROLLBACK")
            raise
        self.db.execute("COMMIT")

    def recall(self, name: str) -> str:
        row = self.db.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
        return str(row[0]) if row else ""

    def remember(self, name: str, value: str) -> None:
        self.db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, value))

    def list_files(self, listed: Iterable[tuple[Entry, str, str, str]]) -> int:
        """Put the files of this run in place of the last run's: (entry, sha256, key, problem). Their number."""
        count = 0
        with self.transaction() as db:
            db.execute("DELETE FROM files")
            for position, (entry, sha256, key, problem) in enumerate(listed):
                db.execute(
                    "INSERT INTO files VALUES (?,?,?,?,?,?,?,?,?,?)",
                    (
                        position,
                        _plain(entry.source),
                        sha256,
                        key,
                        entry.place,
                        entry.region,
                        entry.due,
                        entry.published,
                        entry.url,
                        problem,
                    ),
                )
                count += 1
        return count

    def name_criteria(self, rubrics: Iterable[Rubric]) -> None:
        """Keep the names of the rubrics' criteria; of two names for one id the later rubric's."""
        rows: dict[str, tuple[str, int, str, str]] = {}
        for rubric in rubrics:
            groups = {group.id: group.name for group in rubric.groups}
            for criterion in rubric.criteria:
                name = groups.get(criterion.group, criterion.group)
                rows[criterion.id] = (criterion.id, rows.get(criterion.id, ("", len(rows)))[1], criterion.name, name)
        with self.transaction() as db:
            db.execute("DELETE FROM criteria")
            db.executemany("INSERT INTO criteria VALUES (?,?,?,?)", list(rows.values()))

    def known_keys(self) -> set[str]:
        """The keys of all contents judged so far."""
        return {key for (key,) in self.db.execute("SELECT key FROM contents")}

    def add(self, judged: Sequence[Judged]) -> None:
        """Keep results, all of them or none; a content that is already there is left as it is."""
        insert = "INSERT OR IGNORE INTO contents VALUES (?,?,?)"
        with self.transaction() as db:
            new = [one for one in judged if db.execute(insert, (one.key, one.problem, len(one.reports))).rowcount]
            # neighbours in a table are written together: far fewer pages are touched twice
            reports = sorted((report for one in new for report in one.reports), key=lambda report: int(report.row[0]))
            _insert(db, "reports", [report.row for report in reports])
            _insert(db, "texts", [report.text for report in reports])
            for name in TABLES:
                _insert(db, name, [row for report in reports for row in report.rows[name]])

    def state(self) -> str:
        """A digest of the files, what is told of them and the roster: all that the outputs are made from."""
        digest = hashlib.sha256(__version__.encode())
        for statement in ("SELECT * FROM files ORDER BY position", "SELECT * FROM roster ORDER BY position"):
            for row in self.db.execute(statement):
                digest.update(repr(row).encode("utf-8", "surrogatepass"))
        return digest.hexdigest()

    def fetch(self, statement: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        return self.db.execute(statement, values).fetchall()

    def close(self) -> None:
        self.db.close()


def _insert(db: sqlite3.Connection, table: str, rows: Sequence[Sequence[Any]]) -> None:
    if rows:
        marks = ",".join("?" * len(rows[0]))
        db.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)


def _plain(text: str) -> str:
    """A file name may hold bytes that are no text; the store takes text only."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")
