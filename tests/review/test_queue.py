"""Jobs: leased, given back when a worker dies, given up when a file kills every worker."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from checker.review import jobs, queue
from checker.review.store.tables import Job
from checker.review.worker import Worker

from .made import GOOD, Desk

LEASE = 60.0


def take(desk: Desk, worker: str) -> queue.Leased | None:
    return queue.take(desk.service.store, desk.time(), worker, LEASE)


def uploaded(desk: Desk) -> int:
    number = desk.begin()
    desk.ok("drafter", "POST", f"/submissions/{number}/versions", files={"file": ("a.txt", GOOD)})
    return number


def state(desk: Desk, number: int) -> Any:
    return desk.ok("drafter", "GET", f"/submissions/{number}/versions/1")


def test_a_job_is_one_worker_s(desk: Desk) -> None:
    uploaded(desk)
    assert take(desk, "a") is not None
    assert take(desk, "b") is None


def test_a_dead_worker_s_job_comes_back_and_its_late_result_is_not_written(desk: Desk) -> None:
    number = uploaded(desk)
    first = take(desk, "a")
    assert first is not None
    desk.time.forward(seconds=LEASE + 1)
    second = take(desk, "b")
    assert second is not None
    assert (second.id, second.attempt) == (first.id, 2)
    assert not queue.renew(desk.service.store, first, "a", desk.time() + timedelta(seconds=LEASE))
    jobs.assess(desk.service, first, "a")
    assert state(desk, number)["state"] == "waiting"
    jobs.assess(desk.service, second, "b")
    assert state(desk, number)["state"] == "done"
    assert (
        len(
            [
                1
                for one in desk.ok("drafter", "GET", f"/submissions/{number}/trail")["items"]
                if one["action"] == "version.assessed"
            ]
        )
        == 1
    )


def test_a_file_that_kills_every_worker_is_given_up(desk: Desk) -> None:
    number = uploaded(desk)
    for worker in ("a", "b", "c"):
        assert take(desk, worker) is not None
        desk.time.forward(seconds=LEASE + 1)
    assert desk.work() == 1
    failed = state(desk, number)
    assert (failed["state"], failed["problem"][:9]) == ("failed", "处理这项工作时程序")


def test_our_own_mistake_is_tried_again_and_then_said(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    number = uploaded(desk)

    def broken(*_: Any) -> Any:
        raise KeyError("a sentence of the report")

    monkeypatch.setattr(type(desk.service.bench), "check", broken)
    told: list[dict[str, Any]] = []
    worker = Worker(desk.service, "w", lambda event, **facts: told.append(facts))
    for _ in range(3):
        assert worker.once()
        assert not worker.once()
        desk.time.forward(seconds=30)
    failed = state(desk, number)
    assert (failed["state"], failed["problem"]) == (
        "failed", "处理时程序出错（KeyError），请把文件名和时间告诉管理员。",
    )  # fmt: skip
    assert "sentence" not in str(told)
    # mended, it can be checked again
    monkeypatch.undo()
    desk.ok("drafter", "POST", f"/submissions/{number}/versions/1/reassess")
    desk.work()
    assert state(desk, number)["state"] == "done"


def test_progress_is_told(desk: Desk) -> None:
    number = uploaded(desk)
    job = take(desk, "a")
    assert job is not None
    queue.tell(desk.service.store, job, "a", 40, "reading")
    assert state(desk, number)["progress"] == {"percent": 40, "step": "reading", "state": "running"}


def test_uploads_are_turned_away_when_too_much_waits(desk: Desk) -> None:
    with desk.service.store.write() as session:
        for _ in range(desk.service.settings.max_waiting):
            session.add(Job(kind="deliver", subject=0, created_at=desk.time(), run_after=desk.time()))
    number = desk.begin()
    refused = desk.call("drafter", "POST", f"/submissions/{number}/versions", files={"file": ("a.txt", GOOD)})
    assert (refused.status_code, refused.json()["error"]["code"]) == (429, "queue_full")


def test_an_outdated_check_is_not_decided_on(desk: Desk) -> None:
    from sqlalchemy import update

    from checker.review.store.tables import Result

    number = desk.begin()
    desk.upload("drafter", number, GOOD)
    with desk.service.store.write() as session:
        session.execute(update(Result).values(checker_version="0.0.1"))
    refused = desk.call("drafter", "POST", f"/submissions/{number}/submit", json={})
    assert (refused.status_code, refused.json()["error"]["code"]) == (409, "stale")
    desk.ok("drafter", "POST", f"/submissions/{number}/versions/1/reassess")
    desk.work()
    desk.ok("drafter", "POST", f"/submissions/{number}/submit", json={})


def test_deliveries_leave_the_other_workers_to_the_checks(desk: Desk) -> None:
    with desk.service.store.write() as session:
        sent = [queue.put(session, desk.time(), "deliver", number).id for number in (1, 2)]
    first = take(desk, "a")
    assert first is not None
    assert first.id == sent[0]
    assert take(desk, "b") is None  # the second waits for the first
    uploaded(desk)
    checked = take(desk, "b")
    assert checked is not None
    assert checked.kind == "assess"
    with desk.service.store.write() as session:
        queue.finish(session, first, "a", desk.time())
    second = take(desk, "a")
    assert second is not None
    assert second.id == sent[1]


def test_a_check_goes_before_a_delivery_that_waited_longer(desk: Desk) -> None:
    with desk.service.store.write() as session:
        queue.put(session, desk.time(), "deliver", 1)
    uploaded(desk)
    taken = take(desk, "a")
    assert taken is not None
    assert taken.kind == "assess"
