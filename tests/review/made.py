"""A service in a folder, with a clock that stands still, cheap passwords, people of every role, and reports."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any, cast

from fastapi import FastAPI
from fastapi.testclient import TestClient

from checker.review import people
from checker.review.app import create_app
from checker.review.service import Service, open_service
from checker.review.settings import Settings
from checker.review.store.tables import Person, Unit
from checker.review.store.upgrade import upgrade
from checker.review.worker import Worker

from .described import problems

FIXTURES = Path(__file__).parents[2] / "fixtures" / "reports"


def _ours(name: str, place: str) -> bytes:
    """A report as the unit of the tests would hand it in: the gate compares who reports (青屏市 may be 青屏县)."""
    return (FIXTURES / name).read_text("utf-8").replace(place, "青屏").encode()


# f08 (2023) passes both gates; f03 (2023) may be handed in but not approved (numbers.sums); f02 (2019) not even
# handed in (section.causes).
GOOD = _ours("f08.txt", "霁阳")
NEARLY = _ours("f03.txt", "禾源")
FAILS = _ours("f02.txt", "澜川")
PASSWORD = "hexie-2024-春天"


@dataclass
class Time:
    """A clock that moves when told."""

    now: datetime = datetime(2024, 3, 1, 1, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **span: float) -> None:
        self.now += timedelta(**span)


@dataclass
class Counter:
    """Chance that is none: every secret is another, none is random."""

    count: int = 0

    def __call__(self, size: int) -> str:
        self.count += 1
        return f"secret-{self.count:06d}-".ljust(size, "x")


def settings(database: str, **changes: Any) -> Settings:
    return Settings(database=database, argon2_time=1, argon2_memory=64, **changes)


@dataclass
class Desk:
    """The service with its clock, its client, and what was made in it."""

    service: Service
    time: Time
    client: TestClient
    log: list[dict[str, Any]]
    units: dict[str, int] = field(default_factory=dict)
    people: dict[str, int] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)

    def call(self, who: str, method: str, path: str, **more: Any) -> Any:
        """A request of the API by somebody's token."""
        headers = {"Authorization": f"Bearer {self.tokens[who]}", **more.pop("headers", {})}
        return self.client.request(method, f"/api/v1{path}", headers=headers, **more)

    def ok(self, who: str, method: str, path: str, **more: Any) -> Any:
        """The answer's JSON, which is as the OpenAPI description says."""
        answer = self.call(who, method, path, **more)
        assert answer.status_code < 300, (answer.status_code, answer.text[:500], self.log[-1])
        if not answer.headers.get("content-type", "").startswith("application/json"):
            return None if not answer.content else answer.json()
        body = answer.json()
        said = problems(cast(FastAPI, self.client.app), method, f"/api/v1{path}", answer.status_code, body)
        assert said == [], (method, path, said)
        return body

    def work(self) -> int:
        """Runs every job that is due; how many there were."""
        worker, count = Worker(self.service, "test"), 0
        while worker.once(("assess", "audit")):
            count += 1
        return count

    def upload(self, who: str, number: int, data: bytes, name: str = "报告.txt") -> Any:
        made = self.ok(who, "POST", f"/submissions/{number}/versions", files={"file": (name, data)})
        self.work()
        return self.ok(who, "GET", f"/submissions/{number}/versions/{made['number']}")

    def begin(self, who: str = "drafter", unit: str = "county", year: int = 2023) -> int:
        made = self.ok(who, "POST", f"/units/{self.units[unit]}/submissions", json={"year": year})
        return int(made["id"])


TREE = {"city": None, "county": "city", "town": "county", "other": "city"}
KINDS = {"city": "city", "county": "county", "town": "township", "other": "county"}
NAMES = {"city": "临江市人民政府", "county": "青屏县人民政府", "town": "柳河镇人民政府", "other": "望湖县人民政府"}
# who, at which unit, with which role
STAFF = (
    ("admin", "city", "administrator"),
    ("drafter", "county", "drafter"),
    ("drafter2", "county", "drafter"),
    ("reviewer", "city", "reviewer"),
    ("reviewer2", "city", "reviewer"),
    ("supervisor", "city", "supervisor"),
    ("county_admin", "county", "administrator"),
    ("county_reviewer", "county", "reviewer"),
    ("other_drafter", "other", "drafter"),
    ("other_reviewer", "other", "reviewer"),
    ("other_supervisor", "other", "supervisor"),
    ("other_admin", "other", "administrator"),
    ("nobody", "town", ""),
)
SCOPES = ["read", "draft", "review", "supervise", "admin"]


def staff(desk: Desk) -> None:
    """The tree and one person for each role and place, each with a token of all scopes."""
    service = desk.service
    with service.store.write() as session:
        made: dict[str, Unit] = {}
        for key, parent in TREE.items():
            above = made[parent] if parent else None
            made[key] = people.add_unit(service, session, None, above, NAMES[key], KINDS[key])
            desk.units[key] = made[key].id
        for login, unit, role in STAFF:
            person, _ = people.add_person(service, session, None, made[unit], login, login, PASSWORD, must_change=False)
            desk.people[login] = person.id
            if role:
                people.grant(service, session, None, person, made[unit], role)
            _, desk.tokens[login] = service.door.make_token(session, person.id, "test", SCOPES, 366)


def person(desk: Desk, login: str) -> Person:
    with desk.service.store.read() as session:
        found = session.get(Person, desk.people[login])
        assert found is not None
        return found


@cache
def _template() -> tuple[Path, dict[str, int], dict[str, int], dict[str, str], int]:
    """A database with tables and people, made once and copied: most tests begin with it."""
    folder = Path(tempfile.mkdtemp(prefix="checker-template-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    path = folder / "template.db"
    chance = Counter()
    service = open_service(settings(f"sqlite:///{path}"), Time(), chance)
    upgrade(service.store)
    desk = Desk(service, Time(), None, [])  # type: ignore[arg-type]
    staff(desk)
    with service.store.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    service.store.close()
    return path, desk.units, desk.people, desk.tokens, chance.count


@contextmanager
def open_desk(database: str, *, pages: bool = False, people_too: bool = True, **changes: Any) -> Iterator[Desk]:
    """A desk on an empty database of its own."""
    time, chance = Time(), Counter()
    known: tuple[dict[str, int], dict[str, int], dict[str, str]] | None = None
    if people_too and database.startswith("sqlite:///"):
        template, units, persons, tokens, chance.count = _template()
        shutil.copyfile(template, database.removeprefix("sqlite:///"))
        known = dict(units), dict(persons), dict(tokens)
    service = open_service(settings(database, **changes), time, chance)
    upgrade(service.store)
    add = None
    if pages:
        from checker.review.web import add_pages as add
    lines: list[dict[str, Any]] = []

    def log(event: str, /, **facts: Any) -> None:
        lines.append({"event": event, **facts})

    client = TestClient(create_app(service, log, add), raise_server_exceptions=False, follow_redirects=False)
    desk = Desk(service, time, client, lines, *(known or ()))
    if people_too and known is None:
        staff(desk)
    try:
        yield desk
    finally:
        client.close()
        service.store.close()
