"""Remarks on passages, and answers to them."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from checker.review import workflow
from checker.review.access import Actor
from checker.review.problems import ConflictError, InvalidError, NotFoundError
from checker.review.service import Service, record
from checker.review.store.tables import Remark, Submission, Version

_LONGEST_QUOTE = 400


def add(
    service: Service, session: Session, actor: Actor, submission: Submission, version: Version, body: str,
    *, criterion: str = "", start: int | None = None, end: int | None = None, quote: str = "",
    answers: int | None = None,
) -> Remark:  # fmt: skip
    """A remark on the whole version, on ``text[start:end]`` of its report, or where ``quote`` stands in it.

    Raises ``InvalidError`` where the passage is not in the report, or the quote stands there more than once.
    """
    if submission.state in ("published", "withdrawn"):
        raise ConflictError(f"这份报告{workflow.name_of(submission.state)}，不能再提意见。")
    if not body.strip():
        raise InvalidError("意见不能是空的。", "body")
    if answers is not None:
        asked = session.get(Remark, answers)
        if asked is None or asked.submission_id != submission.id:
            raise NotFoundError
        # an answer belongs to the remark at the head of the thread
        answers = asked.answers or asked.id
        start = end = None
        quote = ""
    if start is not None or quote.strip():
        start, end, quote = _passage(service.bench.assessment(session, version).report.text, start, end, quote)
    now = service.clock()
    made = Remark(
        submission_id=submission.id,
        version_id=version.id,
        answers=answers,
        author_id=actor.id,
        body=body.strip(),
        criterion=criterion,
        start=start,
        end=end,
        quote=quote,
        created_at=now,
    )
    session.add(made)
    session.flush()
    # the words of remark and passage stay out of the trail; the trail says that there is one
    detail = {"remark": made.id, "answers": answers, "start": start, "end": end, "criterion": criterion}
    action = "remark.added" if answers is None else "remark.answered"
    record(session, now, actor, action, submission=submission, version=version.number, detail=detail)
    return made


def _passage(text: str, start: int | None, end: int | None, quote: str) -> tuple[int, int, str]:
    if start is not None:
        if end is None or not 0 <= start < end <= len(text):
            raise InvalidError("意见所指的位置不在报告里，请重新选择。", "passage")
        return start, end, text[start:end][:_LONGEST_QUOTE]
    wanted = quote.strip()
    first = text.find(wanted)
    if first < 0:
        raise InvalidError("报告里没有找到这段原文，请照原样摘录。", "passage")
    if text.find(wanted, first + 1) >= 0:
        raise InvalidError("这段原文在报告里不止一处，请多摘录几个字。", "passage")
    return first, first + len(wanted), wanted[:_LONGEST_QUOTE]


def resolve(service: Service, session: Session, actor: Actor, submission: Submission, remark_id: int) -> Remark:
    """Marks a remark as dealt with. Raises ``NotFoundError``."""
    made = session.get(Remark, remark_id)
    if made is None or made.submission_id != submission.id or made.answers is not None:
        raise NotFoundError
    if made.resolved_at is None:
        made.resolved_at, made.resolved_by = service.clock(), actor.id
        detail = {"remark": made.id}
        record(session, made.resolved_at, actor, "remark.resolved", submission=submission, detail=detail)
    return made


def of(session: Session, submission: Submission) -> list[Remark]:
    """All remarks of a submission in the order they were made."""
    return list(session.scalars(select(Remark).where(Remark.submission_id == submission.id).order_by(Remark.id)))
