"""The trail: who did what, when, to which version, with which rubric. Lines are added, never changed.

Each line holds the digest of the one before it and its own: SHA-256 over canonical JSON (keys sorted,
no spaces, UTF-8). Whoever changes, removes or inserts a line breaks every digest after it. Cutting off the
end is seen against the head row, and against a digest that somebody kept: ``verify(expected=...)``.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from checker.review.clock import iso
from checker.review.store.tables import Event, Head
from checker.review.trail_records import Told

FIRST = "0" * 64
_HASHED = (
    "seq",
    "at",
    "actor_id",
    "actor",
    "action",
    "unit_id",
    "submission_id",
    "version",
    "file_sha256",
    "rubric_sha256",
    "reason",
    "detail",
    "before",
)
_BATCH = 1_000
ACTIONS = (
    "submission.created",
    "submission.submitted",
    "submission.returned",
    "submission.approved",
    "submission.published",
    "submission.withdrawn",
    "submission.reopened",
    "version.uploaded",
    "version.assessed",
    "version.failed",
    "version.reassessed",
    "remark.added",
    "remark.answered",
    "remark.resolved",
    "waiver.requested",
    "waiver.signed",
    "waiver.refused",
    "unit.added",
    "unit.changed",
    "person.added",
    "person.opened",
    "person.closed",
    "role.granted",
    "role.revoked",
    "password.reset",
    "password.changed",
    "token.added",
    "token.revoked",
    "round.set",
    "export.requested",
    "hook.added",
    "hook.removed",
    "person.signed_in",
    "person.locked",
)
"""Every act that a line may tell of."""


@dataclass(frozen=True, slots=True)
class Who:
    """Who acts; ``None`` is the program itself."""

    id: int | None
    name: str


SYSTEM = Who(None, "系统")


def digest_of(line: Mapping[str, Any]) -> str:
    """The digest of a line, from the columns that count."""
    plain = json.dumps({key: line[key] for key in _HASHED}, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(plain.encode("utf-8", "surrogatepass")).hexdigest()


def append(
    session: Session,
    now: datetime,
    who: Who,
    action: str,
    *,
    unit_id: int | None = None,
    submission_id: int | None = None,
    version: int | None = None,
    file_sha256: str = "",
    rubric_sha256: str = "",
    reason: str = "",
    detail: Mapping[str, Any] | None = None,
) -> Event:
    """Adds a line in the caller's transaction. Until that ends, nobody else can add one."""
    head = session.execute(select(Head).where(Head.id == 1).with_for_update()).scalar_one_or_none()
    if head is None:
        head = Head(id=1, seq=0, digest=FIRST)
        session.add(head)
    line: dict[str, Any] = {
        "seq": head.seq + 1,
        "at": iso(now),
        "actor_id": who.id,
        "actor": who.name,
        "action": action,
        "unit_id": unit_id,
        "submission_id": submission_id,
        "version": version,
        "file_sha256": file_sha256,
        "rubric_sha256": rubric_sha256,
        "reason": reason,
        "detail": json.dumps(detail or {}, ensure_ascii=False, sort_keys=True, separators=(",", ":")),
        "before": head.digest,
    }
    added = Event(**line, digest=digest_of(line))
    session.add(added)
    head.seq, head.digest = added.seq, added.digest
    session.flush()
    return added


def as_object(event: Event) -> dict[str, Any]:
    """A line as the API, exports and webhooks show it."""
    return {
        **{key: getattr(event, key) for key in _HASHED if key != "detail"},
        "detail": json.loads(event.detail),
        "digest": event.digest,
    }


@dataclass(frozen=True, slots=True)
class Verified:
    """What a check of the trail found. ``problems`` are Chinese sentences; none means that it holds."""

    lines: int
    digest: str
    problems: tuple[str, ...] = field(default_factory=tuple)

    @property
    def holds(self) -> bool:
        return not self.problems


def verify(session: Session, expected: str = "", *, most: int = 20) -> Verified:
    """Recomputes the chain and holds the records against it; ``expected`` is a digest kept elsewhere.

    Reads every line and every stored file once. Stops after ``most`` problems.
    """
    problems: list[str] = []
    before, count, seen = FIRST, 0, not expected
    told = Told()
    for event in _lines(session):
        count += 1
        line = {key: getattr(event, key) for key in _HASHED}
        if event.seq != count:
            problems.append(f"第 {count} 条应在此处，找到的是第 {event.seq} 条：有记录被删去或插入")
            count = event.seq
        elif event.before != before:
            problems.append(f"第 {event.seq} 条没有接在前一条之后：前一条被改动过")
        if event.digest != digest_of(line):
            problems.append(f"第 {event.seq} 条（{event.action}）的内容与摘要不符：这一条被改动过")
        before = event.digest
        seen = seen or before == expected
        told.follow(event)
        if len(problems) >= most:
            return Verified(count, before, (*problems, "问题较多，后面的没有再查"))
    head = session.get(Head, 1)
    if (head.seq, head.digest) != (count, before) if head else count:
        problems.append(f"记录到第 {count} 条为止，末尾标记是第 {head.seq if head else 0} 条：末尾有记录被删去")
    if not seen:
        problems.append("没有找到您给出的摘要：给出之后，它以前的记录被改动或删去过")
    problems += told.against(session)
    return Verified(count, before, tuple(problems[: most + 1]))


def _lines(session: Session) -> Iterator[Event]:
    after = 0
    while True:
        batch = session.scalars(select(Event).where(Event.seq > after).order_by(Event.seq).limit(_BATCH)).all()
        yield from batch
        if len(batch) < _BATCH:
            return
        after = batch[-1].seq
        session.expunge_all()
