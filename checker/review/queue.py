"""Long work in a table, so that it survives a restart. A worker leases a job and keeps the lease alive.

A job whose lease ran out is given out again, up to ``MOST_ATTEMPTS`` times; then it is failed for good and
its kind's handler told. Work is done at least once, so handlers must be safe to run twice.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import and_, case, exists, func, or_, select, update
from sqlalchemy.orm import Session, aliased

from checker.review.store import Store
from checker.review.store.tables import Job

_SENT = "deliver"
MOST_ATTEMPTS = {"assess": 3, "audit": 2}
_STOPPED = "处理这项工作时程序多次中止，请核对文件能否正常打开，或者换一种格式再上传。"


@dataclass(frozen=True, slots=True)
class Leased:
    """A job in this worker's hands. ``attempt`` counts from 1."""

    id: int
    kind: str
    subject: int
    attempt: int


def put(session: Session, now: datetime, kind: str, subject: int, after: float = 0.0) -> Job:
    """Adds a job in the caller's transaction; it may begin ``after`` seconds from now."""
    job = Job(kind=kind, subject=subject, created_at=now, run_after=now + timedelta(seconds=after))
    session.add(job)
    session.flush()
    return job


def take(store: Store, now: datetime, worker: str, lease: float, kinds: tuple[str, ...] = ()) -> Leased | None:
    """The next job that is due, leased for ``lease`` seconds; ``None`` where there is nothing to do."""
    due = or_(
        and_(Job.state == "queued", Job.run_after <= now),
        and_(Job.state == "running", Job.lease_until < now),
    )
    # a delivery waits for somebody else's machine: one at a time, so that the other workers go on checking
    sending = aliased(Job)
    under_way = exists().where(sending.kind == _SENT, sending.state == "running", sending.lease_until >= now)
    due = and_(due, or_(Job.kind != _SENT, ~under_way))
    choice = (
        select(Job.id)
        .where(due, *([Job.kind.in_(kinds)] if kinds else []))
        .order_by(case((Job.kind == _SENT, 1), else_=0), Job.id)
        .limit(1)
    )
    # on SQLite looking needs no lock, and an idle worker must not hold up the writers
    if store.sqlite:
        with store.read() as session:
            if session.scalar(choice) is None:
                return None
    with store.write() as session:
        row = session.execute(
            update(Job)
            .where(Job.id == choice.with_for_update(skip_locked=True).scalar_subquery())
            .values(
                state="running",
                worker=worker,
                lease_until=now + timedelta(seconds=lease),
                attempts=Job.attempts + 1,
            )
            .returning(Job.id, Job.kind, Job.subject, Job.attempts)
            .execution_options(synchronize_session=False)
        ).one_or_none()
    return None if row is None else Leased(row[0], row[1], row[2], row[3])


def exhausted(job: Leased, most: int | None = None) -> str:
    """Why a job must not be tried again; empty while it may. A try counts when it begins, so deaths count."""
    return _STOPPED if job.attempt > (most or MOST_ATTEMPTS.get(job.kind, 3)) else ""


def renew(store: Store, job: Leased, worker: str, until: datetime) -> bool:
    """Keeps the lease; False where another worker has it by now."""
    return _mine(store, job, worker, lease_until=until)


def tell(store: Store, job: Leased, worker: str, progress: int, step: str) -> bool:
    """How far it is: ``progress`` in percent, ``step`` a key of the catalogue."""
    return _mine(store, job, worker, progress=progress, step=step)


def _mine(store: Store, job: Leased, worker: str, **values: object) -> bool:
    with store.write() as session:
        return _held(session, job, worker, values)


def _held(session: Session, job: Leased, worker: str, values: dict[str, object]) -> bool:
    changed = session.execute(
        update(Job)
        .where(Job.id == job.id, Job.worker == worker, Job.state == "running")
        .values(**values)
        .execution_options(synchronize_session=False)
    )
    return bool(getattr(changed, "rowcount", 0))


def finish(session: Session, job: Leased, worker: str, now: datetime, problem: str = "") -> bool:
    """Ends the job in the transaction that writes what it made; False (write nothing!) where the lease was lost."""
    state = "failed" if problem else "done"
    values = {"state": state, "problem": problem[:2000], "progress": 100, "finished_at": now, "lease_until": None}
    return _held(session, job, worker, dict(values))


def postpone(session: Session, job: Leased, worker: str, until: datetime) -> bool:
    """Gives the job back, to be tried again at ``until``."""
    return _held(session, job, worker, {"state": "queued", "run_after": until, "lease_until": None})


def waiting(session: Session) -> dict[str, int]:
    """How many jobs there are in each state."""
    rows = session.execute(select(Job.state, func.count()).group_by(Job.state))
    return {state: int(count) for state, count in rows}


def latest(session: Session, kind: str, subject: int) -> Job | None:
    """The newest job for a thing."""
    found = select(Job).where(Job.kind == kind, Job.subject == subject).order_by(Job.id.desc()).limit(1)
    return session.scalars(found).one_or_none()
