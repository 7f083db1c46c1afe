"""Fifty users hand in reports at once; on demand the server is killed meanwhile, ten times.

    python -m tests.load.service --seconds 120
    python -m tests.load.service --kills 10
    python -m tests.load.service --seconds 60 --postgres

Each user has units of his or her own: begins a submission, uploads a report (each another text), asks until it is
checked, reads the assessment and the page, hands it in, lists. Every request that changes something carries an
idempotency key and is repeated with the same key when the connection breaks. At the end the store is compared
with what was acknowledged. Latencies are those the users saw, retries of broken connections left out.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import random
import tempfile
import threading
import time
import uuid
from collections import Counter
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from sqlalchemy import func, select

from checker.review import people, trail
from checker.review.service import open_service
from checker.review.settings import Settings
from checker.review.store.tables import Event, Submission, Version
from checker.review.store.upgrade import upgrade
from tests.review.made import GOOD
from tests.review.running import Running, postgres

UNITS_EACH = 60


class Ledger:
    """What was acknowledged, and how long it took."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.times: dict[str, list[float]] = {}
        self.answers: Counter[tuple[str, int]] = Counter()
        self.broken = 0
        self.submissions: set[int] = set()
        self.uploaded: set[tuple[int, int]] = set()
        self.handed_in: set[int] = set()
        self.checked = 0


class User(threading.Thread):
    def __init__(self, server: Running, token: str, units: list[int], ledger: Ledger, stop: threading.Event) -> None:
        super().__init__(daemon=True)
        self.server, self.token, self.units, self.ledger, self.stop = server, token, units, ledger, stop
        self.connection: http.client.HTTPConnection | None = None

    def ask(self, what: str, method: str, path: str, body: bytes | None = None, kind: str = "") -> tuple[int, Any]:
        """One answered request, however often the connection broke before."""
        headers = {"Authorization": f"Bearer {self.token}"}
        if body is not None:
            headers["Content-Type"] = kind or "application/json"
        if method != "GET":
            headers["Idempotency-Key"] = uuid.uuid4().hex
        while True:
            began = time.perf_counter()
            try:
                if self.connection is None:
                    self.connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=60)
                self.connection.request(method, path, body, headers)
                answer = self.connection.getresponse()
                data = answer.read()
            except (OSError, http.client.HTTPException):
                with self.ledger.lock:
                    self.ledger.broken += 1
                if self.connection is not None:
                    self.connection.close()
                self.connection = None
                time.sleep(0.2 + random.random() * 0.3)
                continue
            took = time.perf_counter() - began
            with self.ledger.lock:
                self.ledger.times.setdefault(what, []).append(took)
                self.ledger.answers[what, answer.status] += 1
            return answer.status, json.loads(data) if data[:1] == b"{" else None

    def run(self) -> None:
        for unit in self.units:
            if self.stop.is_set():
                return
            self.one(unit)
        raise RuntimeError("the user ran out of units")

    def one(self, unit: int) -> None:
        ledger = self.ledger
        status, made = self.ask("begin", "POST", f"/api/v1/units/{unit}/submissions", b'{"year": 2023}')
        if status != 201:
            return
        number = made["id"]
        with ledger.lock:
            ledger.submissions.add(number)
        text = GOOD + f"\n（第 {number} 份）\n".encode()
        mark = uuid.uuid4().hex
        body = (
            f'--{mark}\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n'.encode()
            + text + f"\r\n--{mark}--\r\n".encode()
        )  # fmt: skip
        place = f"/api/v1/submissions/{number}"
        status, made = self.ask("upload", "POST", f"{place}/versions", body, f"multipart/form-data; boundary={mark}")
        if status != 201:
            return
        with ledger.lock:
            ledger.uploaded.add((number, made["number"]))
        while not self.stop.is_set():
            status, made = self.ask("ask", "GET", f"{place}/versions/1")
            if status == 200 and made["state"] != "waiting":
                break
            time.sleep(1.0)
        else:
            return
        with ledger.lock:
            ledger.checked += made["state"] == "done"
        self.ask("assessment", "GET", f"{place}/versions/1/assessment")
        status, _ = self.ask("submit", "POST", f"{place}/submit", b'{"version": 1}')
        if status == 200:
            with ledger.lock:
                ledger.handed_in.add(number)
        self.ask("list", "GET", "/api/v1/submissions?limit=20")


def prepare(database: str, users: int) -> list[tuple[str, list[int]]]:
    """The tree, the people, their tokens."""
    service = open_service(Settings(database=database, argon2_time=1, argon2_memory=64))
    upgrade(service.store)
    made = []
    with service.store.write() as session:
        top = people.add_unit(service, session, None, None, "某某市人民政府", "city")
        for index in range(users):
            unit = people.add_unit(service, session, None, top, f"第{index}县", "county")
            person, _ = people.add_person(service, session, None, unit, f"user{index}", "甲")
            places = []
            for part in range(UNITS_EACH):
                below = people.add_unit(service, session, None, unit, f"第{index}县{part}镇", "county")
                people.grant(service, session, None, person, below, "drafter")
                places.append(below.id)
            _, token = service.door.make_token(session, person.id, "load", ["read", "draft"], 9)
            made.append((token, places))
    service.store.close()
    return made


def compare(database: str, ledger: Ledger) -> list[str]:
    """Where the store and what was acknowledged differ; nothing is what should be found."""
    service = open_service(Settings(database=database))
    wrong = []
    with service.store.read() as session:
        kept = set(session.scalars(select(Submission.id)))
        if lost := ledger.submissions - kept:
            wrong.append(f"acknowledged and lost: {sorted(lost)[:5]}")
        doubled = session.execute(
            select(Submission.unit_id).group_by(Submission.unit_id).having(func.count() > 1)
        ).all()
        if doubled:
            wrong.append(f"submissions doubled at {len(doubled)} units")
        rows = {(one.submission_id, one.number): one.state for one in session.scalars(select(Version))}
        if lost_versions := ledger.uploaded - rows.keys():
            wrong.append(f"uploads acknowledged and lost: {sorted(lost_versions)[:5]}")
        if len({key[0] for key in rows}) != len(rows):
            wrong.append("an upload was doubled")
        if unfinished := [key for key, state in rows.items() if state != "done"]:
            wrong.append(f"not checked: {sorted(unfinished)[:5]}")
        states = {one.id: one.state for one in session.scalars(select(Submission))}
        if back := [one for one in ledger.handed_in if states.get(one) != "submitted"]:
            wrong.append(f"handed in and not so: {back[:5]}")
        twice = session.execute(
            select(Event.submission_id).where(Event.action == "submission.submitted")
            .group_by(Event.submission_id).having(func.count() > 1)
        ).all()  # fmt: skip
        if twice:
            wrong.append(f"handed in twice: {len(twice)}")
        found = trail.verify(session)
    wrong += found.problems
    print(f"trail: {found.lines} lines, {'holds' if found.holds else 'BROKEN'}")
    service.store.close()
    return wrong


def drain(database: str) -> None:
    """Waits until every job is done."""
    from checker.review import queue

    service = open_service(Settings(database=database))
    for _ in range(600):
        with service.store.read() as session:
            waiting = queue.waiting(session)
        if not waiting.get("queued", 0) + waiting.get("running", 0):
            break
        time.sleep(0.5)
    service.store.close()


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--users", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=120)
    parser.add_argument("--kills", type=int, default=0, help="kill -9 the server so often, every eight seconds")
    parser.add_argument("--postgres", action="store_true")
    chosen = parser.parse_args()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="checker-load-")))
        database = stack.enter_context(postgres()) if chosen.postgres else f"sqlite:///{folder}/checker.db"
        people_of = prepare(database, chosen.users)
        server = Running(folder, database)
        server.start()
        stack.callback(server.stop)
        ledger, stop = Ledger(), threading.Event()
        users = [User(server, token, units, ledger, stop) for token, units in people_of]
        print(f"load average before: {os.getloadavg()[0]:.1f}")
        began = time.perf_counter()
        for user in users:
            user.start()
        if chosen.kills:
            for _ in range(chosen.kills):
                time.sleep(8)
                server.kill()
                server.start()
            time.sleep(8)
        else:
            time.sleep(chosen.seconds)
        stop.set()
        for user in users:
            user.join(timeout=90)
        seconds = time.perf_counter() - began
        drain(database)
        report(ledger, seconds)
        wrong = compare(database, ledger)
        print("\n".join(wrong) if wrong else "nothing lost, nothing doubled")
        return 1 if wrong else 0


def report(ledger: Ledger, seconds: float) -> None:
    requests = sum(ledger.answers.values())
    bad = {f"{what} {status}": n for (what, status), n in ledger.answers.items() if status >= 400}
    print(f"{seconds:.0f} s, {requests} requests ({requests / seconds:.1f}/s), connections broken {ledger.broken}")
    print(
        f"checked {ledger.checked} ({ledger.checked / seconds:.2f}/s), handed in {len(ledger.handed_in)}, errors {bad}"
    )
    for what, times in sorted(ledger.times.items()):
        ordered = sorted(times)

        def at(share: float, ordered: list[float] = ordered) -> float:
            return ordered[min(int(len(ordered) * share), len(ordered) - 1)] * 1000

        print(f"{what:>11} n={len(times):<6} p50 {at(0.5):7.0f}  p95 {at(0.95):7.0f}  p99 {at(0.99):7.0f} ms")


if __name__ == "__main__":
    raise SystemExit(main())
