"""The tables. The same on SQLite and PostgreSQL; moments are UTC, days are days in Asia/Shanghai.

A change here needs a migration in ``migrations/versions``; a test compares the two.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any, ClassVar

from sqlalchemy import (
    JSON,
    BigInteger,
    Date,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator

# SQLite counts rows up by itself only in a column that is exactly INTEGER.
Id = BigInteger().with_variant(Integer, "sqlite")


class Moment(TypeDecorator[datetime]):
    """An aware datetime; kept in UTC, and in UTC on the way back."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without a time zone")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        datetime: Moment,
        date: Date,
        dict[str, Any]: JSON,
        bytes: LargeBinary,
    }


def _key() -> Mapped[int]:
    return mapped_column(Id, primary_key=True, autoincrement=True)


class Unit(Base):
    """A place in the tree. ``path`` is ``/1/4/``: the ids from the top down to its own."""

    __tablename__ = "units"
    id: Mapped[int] = _key()
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("units.id"))
    path: Mapped[str] = mapped_column(String(400), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    kind: Mapped[str] = mapped_column(String(20))
    reports: Mapped[bool] = mapped_column(default=True)
    active: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[datetime]


class Person(Base):
    __tablename__ = "people"
    id: Mapped[int] = _key()
    login: Mapped[str] = mapped_column(String(100), unique=True)
    name: Mapped[str] = mapped_column(String(100))
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"), index=True)
    password_hash: Mapped[str] = mapped_column(String(300), default="")
    active: Mapped[bool] = mapped_column(default=True)
    must_change: Mapped[bool] = mapped_column(default=False)
    failures: Mapped[int] = mapped_column(default=0)
    locked_until: Mapped[datetime | None]
    lang: Mapped[str] = mapped_column(String(5), default="zh")
    created_at: Mapped[datetime]


class Membership(Base):
    """A person's role at a unit; for all roles but the drafter's it reaches everything below."""

    __tablename__ = "memberships"
    __table_args__ = (UniqueConstraint("person_id", "unit_id", "role"),)
    id: Mapped[int] = _key()
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"), index=True)
    role: Mapped[str] = mapped_column(String(20))
    granted_at: Mapped[datetime]


class Visit(Base):
    """A signed-in session. Only the digest of the cookie's value is kept."""

    __tablename__ = "visits"
    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    csrf: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    expires_at: Mapped[datetime]


class Token(Base):
    """An API token. Only its digest is kept; ``scopes`` are separated by spaces."""

    __tablename__ = "tokens"
    id: Mapped[int] = _key()
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    name: Mapped[str] = mapped_column(String(100))
    scopes: Mapped[str] = mapped_column(String(200))
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]


class Round(Base):
    """A reporting year: by when drafts are due, and by when reports are to be public."""

    __tablename__ = "rounds"
    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    due: Mapped[date]
    publish_by: Mapped[date]
    note: Mapped[str] = mapped_column(String(500), default="")


class Submission(Base):
    """One unit's report of one year on its way. ``revision`` counts changes, for those who come too late."""

    __tablename__ = "submissions"
    __table_args__ = (
        Index(
            "ix_submissions_one_open",
            "unit_id",
            "year",
            unique=True,
            sqlite_where=text("state <> 'withdrawn'"),
            postgresql_where=text("state <> 'withdrawn'"),
        ),
    )
    id: Mapped[int] = _key()
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"), index=True)
    year: Mapped[int] = mapped_column(index=True)
    title: Mapped[str] = mapped_column(String(300))
    state: Mapped[str] = mapped_column(String(20), index=True)
    revision: Mapped[int] = mapped_column(default=1)
    created_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    submitted_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    submitted_at: Mapped[datetime | None]
    first_submitted_at: Mapped[datetime | None]
    approved_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    approved_at: Mapped[datetime | None]
    published_on: Mapped[date | None]
    published_url: Mapped[str] = mapped_column(String(1000), default="")


class Stored(Base):
    """The bytes of an uploaded file, once for each content."""

    __tablename__ = "files"
    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    size: Mapped[int]
    data: Mapped[bytes] = mapped_column(deferred=True)
    created_at: Mapped[datetime]


class Version(Base):
    """A draft as uploaded. ``number`` counts from 1 in its submission; ``state`` is that of its assessment."""

    __tablename__ = "versions"
    __table_args__ = (UniqueConstraint("submission_id", "number"),)
    id: Mapped[int] = _key()
    submission_id: Mapped[int] = mapped_column(ForeignKey("submissions.id"), index=True)
    number: Mapped[int]
    sha256: Mapped[str] = mapped_column(ForeignKey("files.sha256"))
    filename: Mapped[str] = mapped_column(String(255))
    note: Mapped[str] = mapped_column(String(2000), default="")
    state: Mapped[str] = mapped_column(String(20), default="waiting")
    problem: Mapped[str] = mapped_column(String(2000), default="")
    uploaded_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    uploaded_at: Mapped[datetime]


class Result(Base):
    """What the checker said of a version: ``document`` and ``object`` are zlib-packed JSON."""

    __tablename__ = "results"
    version_id: Mapped[int] = mapped_column(ForeignKey("versions.id"), primary_key=True)
    document: Mapped[bytes] = mapped_column(deferred=True)
    object: Mapped[bytes] = mapped_column(deferred=True)
    rubric_id: Mapped[str] = mapped_column(String(100))
    rubric_version: Mapped[str] = mapped_column(String(50))
    rubric_sha256: Mapped[str] = mapped_column(String(64))
    checker_version: Mapped[str] = mapped_column(String(50))
    verdict: Mapped[str] = mapped_column(String(10))
    score: Mapped[float]
    counts: Mapped[dict[str, Any]]
    gate: Mapped[str] = mapped_column(String(20))
    title: Mapped[str] = mapped_column(String(300), default="")
    created_at: Mapped[datetime]


class Remark(Base):
    """A word about a version, on a passage where ``start`` is set: half-open code points of ``report.text``."""

    __tablename__ = "remarks"
    id: Mapped[int] = _key()
    submission_id: Mapped[int] = mapped_column(ForeignKey("submissions.id"), index=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("versions.id"))
    answers: Mapped[int | None] = mapped_column(ForeignKey("remarks.id"))
    author_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    body: Mapped[str] = mapped_column(Text)
    criterion: Mapped[str] = mapped_column(String(100), default="")
    start: Mapped[int | None]
    end: Mapped[int | None]
    quote: Mapped[str] = mapped_column(Text, default="")
    created_at: Mapped[datetime]
    resolved_at: Mapped[datetime | None]
    resolved_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))


class Exemption(Base):
    """A waiver on its way: asked for, signed once or twice, or refused. See :mod:`checker.review.signing`."""

    __tablename__ = "exemptions"
    id: Mapped[int] = _key()
    submission_id: Mapped[int] = mapped_column(ForeignKey("submissions.id"), index=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("versions.id"))
    criterion: Mapped[str] = mapped_column(String(100))
    name: Mapped[str] = mapped_column(String(200))
    level: Mapped[str] = mapped_column(String(20))
    evidence: Mapped[str] = mapped_column(String(32))
    reason: Mapped[str] = mapped_column(Text)
    expires: Mapped[date]
    requested_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    requested_at: Mapped[datetime]
    approved_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    approved_at: Mapped[datetime | None]
    second_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    second_at: Mapped[datetime | None]
    refused_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    refused_at: Mapped[datetime | None]
    refusal: Mapped[str] = mapped_column(Text, default="")


class Event(Base):
    """One line of the trail; never changed, never deleted. See :mod:`checker.review.trail`."""

    __tablename__ = "events"
    __table_args__ = (Index("ix_events_submission", "submission_id", "seq"),)
    seq: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    at: Mapped[str] = mapped_column(String(27))
    actor_id: Mapped[int | None] = mapped_column(Id)
    actor: Mapped[str] = mapped_column(String(100))
    action: Mapped[str] = mapped_column(String(50))
    unit_id: Mapped[int | None] = mapped_column(Id, index=True)
    submission_id: Mapped[int | None] = mapped_column(Id)
    version: Mapped[int | None]
    file_sha256: Mapped[str] = mapped_column(String(64), default="")
    rubric_sha256: Mapped[str] = mapped_column(String(64), default="")
    reason: Mapped[str] = mapped_column(Text, default="")
    detail: Mapped[str] = mapped_column(Text, default="{}")
    before: Mapped[str] = mapped_column(String(64))
    digest: Mapped[str] = mapped_column(String(64))


class Head(Base):
    """The end of the trail: one row, locked by whoever appends, so that the chain never forks."""

    __tablename__ = "trail_head"
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    seq: Mapped[int] = mapped_column(Id)
    digest: Mapped[str] = mapped_column(String(64))


class Reply(Base):
    """The answer to a request with an idempotency key, written with what the request did."""

    __tablename__ = "replies"
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    key: Mapped[str] = mapped_column(String(200), primary_key=True)
    request: Mapped[str] = mapped_column(String(64))
    status: Mapped[int]
    body: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime]


class Job(Base):
    """Long work. Leased, not taken: a worker that dies gives it back when the lease runs out."""

    __tablename__ = "jobs"
    __table_args__ = (Index("ix_jobs_next", "state", "run_after"),)
    id: Mapped[int] = _key()
    kind: Mapped[str] = mapped_column(String(20))
    subject: Mapped[int] = mapped_column(Id)
    state: Mapped[str] = mapped_column(String(20), default="queued")
    attempts: Mapped[int] = mapped_column(default=0)
    worker: Mapped[str] = mapped_column(String(100), default="")
    lease_until: Mapped[datetime | None]
    run_after: Mapped[datetime]
    progress: Mapped[int] = mapped_column(default=0)
    step: Mapped[str] = mapped_column(String(50), default="")
    problem: Mapped[str] = mapped_column(String(2000), default="")
    created_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]


class Artifact(Base):
    """What a job made for somebody to fetch: the outputs of an audit over a year and a unit's tree."""

    __tablename__ = "artifacts"
    id: Mapped[int] = _key()
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"), index=True)
    year: Mapped[int]
    name: Mapped[str] = mapped_column(String(200))
    data: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    created_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    created_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]


class Hook(Base):
    """Whom to tell: events of a unit and everything below it, sent to ``url``, signed with ``secret``."""

    __tablename__ = "hooks"
    id: Mapped[int] = _key()
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"), index=True)
    url: Mapped[str] = mapped_column(String(1000))
    secret: Mapped[str] = mapped_column(String(100))
    actions: Mapped[str] = mapped_column(String(1000), default="")
    active: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[datetime]


class Delivery(Base):
    """One event for one hook: what is sent, and how it went. Written with the event itself."""

    __tablename__ = "deliveries"
    id: Mapped[int] = _key()
    hook_id: Mapped[int] = mapped_column(ForeignKey("hooks.id"), index=True)
    seq: Mapped[int] = mapped_column(Id)
    body: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(String(20), default="waiting")
    attempts: Mapped[int] = mapped_column(default=0)
    status: Mapped[int | None]
    problem: Mapped[str] = mapped_column(String(500), default="")
    created_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
