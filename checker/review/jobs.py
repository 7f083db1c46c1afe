"""What the kinds of jobs do. Each is safe to run twice: what it makes is written with the job's end, or not at all."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from checker.errors import CheckerError, NotAReportError
from checker.review import bundle, queue, webhooks
from checker.review.bench import Made
from checker.review.service import Service, record
from checker.review.store.tables import Result, Stored, Submission, Unit, Version
from checker.review.trail_records import result_digest
from checker.version import __version__

_LARGE = 100_000
Handler = Callable[[Service, queue.Leased, str], None]


def assess(service: Service, job: queue.Leased, worker: str) -> None:
    """Reads and judges a version; a file that cannot be judged is an answer, not an error."""
    with service.store.read() as session:
        version = session.get(Version, job.subject)
        if version is None or version.state != "waiting":
            version = None
        else:
            data = session.execute(select(Stored.data).where(Stored.sha256 == version.sha256)).scalar_one()
            submission = session.get(Submission, version.submission_id)
            unit = session.get(Unit, submission.unit_id) if submission is not None else None
            kind = unit.kind if unit is not None else ""
    if version is None:
        with service.store.write() as session:
            queue.finish(session, job, worker, service.clock())
        return
    problem = queue.exhausted(job)
    made: Made | None = None
    if not problem:
        try:
            # a small file is done before anybody could look
            if len(data) > _LARGE:
                queue.tell(service.store, job, worker, 10, "reading")
            document = service.bench.read(data, version.filename)
            if len(data) > _LARGE:
                queue.tell(service.store, job, worker, 70, "judging")
            made = service.bench.check(document, kind, service.today())
        except NotAReportError as error:
            problem = error.plain
        except CheckerError as error:
            problem = str(error)
    with service.store.write() as session:
        if queue.finish(session, job, worker, service.clock(), problem):
            settle(service, session, version.id, made, problem)


def settle(service: Service, session: Session, version_id: int, made: Made | None, problem: str) -> None:
    """Writes what became of a version's check, and the line of the trail."""
    version = session.scalars(select(Version).where(Version.id == version_id).with_for_update()).one()
    submission = session.get(Submission, version.submission_id)
    now = service.clock()
    if made is None:
        version.state, version.problem = "failed", problem[:2000]
        record(
            session, now, None, "version.failed", submission=submission, version=version.number,
            file_sha256=version.sha256,
        )  # fmt: skip
        return
    found = made.assessment
    known = session.get(Result, version.id)
    if known is not None:
        session.delete(known)
        session.flush()
    title = found.report.identity.title
    session.add(
        Result(
            version_id=version.id,
            document=made.document,
            object=made.object,
            rubric_id=found.rubric.id,
            rubric_version=found.rubric.version,
            rubric_sha256=found.rubric.sha256,
            checker_version=__version__,
            verdict=found.verdict,
            score=round(found.score.value, 2),
            counts={key: int(value) for key, value in found.counts.items()},
            gate=made.gate,
            title=title.value[:300] if title else "",
            created_at=now,
        )
    )
    version.state, version.problem = "done", ""
    record(
        session, now, None, "version.assessed", submission=submission, version=version.number,
        file_sha256=version.sha256, rubric_sha256=found.rubric.sha256,
        detail={
            "verdict": found.verdict, "score": round(found.score.value, 2), "gate": made.gate,
            "result": result_digest(made.document, made.object), "checker": __version__,
            "rubric": f"{found.rubric.id} {found.rubric.version}",
        },
    )  # fmt: skip


def give_up(service: Service, job: queue.Leased, worker: str, problem: str) -> None:
    """Ends a job that cannot be done, and says so where people look."""
    with service.store.write() as session:
        if not queue.finish(session, job, worker, service.clock(), problem):
            return
        if job.kind == "assess" and session.get(Version, job.subject) is not None:
            settle(service, session, job.subject, None, problem)
        elif job.kind == "deliver":
            webhooks.give_up(service, session, job.subject, problem)


HANDLERS: Mapping[str, Handler] = {"assess": assess, "deliver": webhooks.deliver, "audit": bundle.make}
