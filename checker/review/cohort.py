"""What supervisors look at: who has reported, who is late, how the reports stand, whom to remind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from checker.review import people
from checker.review.access import Actor
from checker.review.clock import day_of
from checker.review.problems import InvalidError
from checker.review.service import Service, record
from checker.review.store.tables import Result, Round, Submission, Unit, Version

_ROLES = ("reviewer", "supervisor")
HEADS = {
    "unit": ("单位", "Unit"),
    "parent": ("上级单位", "Parent unit"),
    "kind": ("类别", "Kind"),
    "state": ("状态", "State"),
    "late_days": ("逾期天数", "Days late"),
    "versions": ("稿数", "Versions"),
    "verdict": ("检查结论", "Verdict"),
    "score": ("得分", "Score"),
    "fails": ("不符合", "Fails"),
    "warns": ("需核对", "Warnings"),
    "submitted_on": ("首次报送", "First submitted"),
    "approved_on": ("通过", "Approved"),
    "published_on": ("公开", "Published"),
    "url": ("网址", "URL"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One unit that must report. ``state`` is ``missing`` where nothing was begun; ``late_days`` 0 where in time."""

    unit_id: int
    unit: str
    parent: str
    kind: str
    submission: int | None
    state: str
    late_days: int
    versions: int
    verdict: str
    score: float | None
    fails: int
    warns: int
    submitted_on: str
    approved_on: str
    published_on: str
    url: str


@dataclass(frozen=True, slots=True)
class Reminder:
    """Whom to remind of what: ``submit`` or ``publish``, and by when; ``days`` left, negative where overdue."""

    unit_id: int
    unit: str
    what: str
    state: str
    due: str
    days: int


def round_of(session: Session, year: int) -> Round:
    """The days of a year; where nobody set them, 31 March of the next, the last day to publish in time."""
    known = session.get(Round, year)
    last = date(year + 1, 3, 31)
    return known or Round(year=year, due=last, publish_by=last, note="")


def set_round(
    service: Service, session: Session, actor: Actor, year: int, due: date, publish_by: date, note: str
) -> Round:
    """Sets by when drafts are due and reports public. Raises ``InvalidError`` where the days make no sense."""
    if not date(year, 1, 1) <= due <= publish_by <= date(year + 2, 12, 31):
        raise InvalidError("报送期限应不晚于公开期限，两者都应在报告年度之后，请核对。", "due")
    made = session.merge(Round(year=year, due=due, publish_by=publish_by, note=note))
    top = session.scalars(select(Unit).where(Unit.parent_id.is_(None))).first()
    detail = {"year": year, "due": due.isoformat(), "publish_by": publish_by.isoformat()}
    record(session, service.clock(), actor, "round.set", unit=top, detail=detail)
    return made


def years(service: Service, session: Session) -> list[int]:
    """The years there is anything about, the newest first; always last year and this one."""
    today = service.today()
    known = {today.year - 1, *session.scalars(select(Round.year)), *session.scalars(select(Submission.year).distinct())}
    return sorted(known, reverse=True)


def rows(service: Service, session: Session, actor: Actor, year: int, within: str = "/") -> list[Row]:
    """A row for every reporting unit below ``within`` that the actor reviews or supervises."""
    units = [unit for unit in people.visible_units(session, actor, _ROLES) if unit.path.startswith(within)]
    names = people.unit_names(session)
    wanted = [unit for unit in units if unit.active and unit.reports]
    ids = [unit.id for unit in wanted]
    found = select(Submission).where(Submission.year == year, Submission.state != "withdrawn")
    by_unit = {one.unit_id: one for one in session.scalars(found) if one.unit_id in set(ids)}
    latest = _latest(session, [one.id for one in by_unit.values()])
    due = round_of(session, year).due
    return [
        _row(unit, names.get(unit.parent_id or 0, ""), by_unit.get(unit.id), latest, due, service.today())
        for unit in wanted
    ]


def _latest(session: Session, submissions: Sequence[int]) -> dict[int, tuple[int, Result | None]]:
    newest = (
        select(Version.submission_id, func.max(Version.number).label("number"))
        .where(Version.submission_id.in_(submissions))
        .group_by(Version.submission_id)
        .subquery()
    )
    query = (
        select(Version.submission_id, Version.number, Result)
        .join(newest, (newest.c.submission_id == Version.submission_id) & (newest.c.number == Version.number))
        .outerjoin(Result, Result.version_id == Version.id)
    )
    return {one: (number, result) for one, number, result in session.execute(query)}


def _row(
    unit: Unit,
    parent: str,
    one: Submission | None,
    latest: dict[int, tuple[int, Result | None]],
    due: date,
    today: date,
) -> Row:
    number, result = latest.get(one.id, (0, None)) if one is not None else (0, None)
    first = day_of(one.first_submitted_at) if one is not None and one.first_submitted_at else None
    return Row(
        unit_id=unit.id,
        unit=unit.name,
        parent=parent,
        kind=unit.kind,
        submission=one.id if one is not None else None,
        state=one.state if one is not None else "missing",
        late_days=max(((first or today) - due).days, 0),
        versions=number,
        verdict=result.verdict if result is not None else "",
        score=result.score if result is not None else None,
        fails=int(result.counts.get("fail", 0)) if result is not None else 0,
        warns=int(result.counts.get("warn", 0)) if result is not None else 0,
        submitted_on=first.isoformat() if first else "",
        approved_on=day_of(one.approved_at).isoformat() if one is not None and one.approved_at else "",
        published_on=one.published_on.isoformat() if one is not None and one.published_on else "",
        url=one.published_url if one is not None else "",
    )


def reminders(service: Service, session: Session, table: Sequence[Row], year: int) -> list[Reminder]:
    """Who has something to do before a day, the most overdue first."""
    today, days = service.today(), round_of(session, year)
    made: list[Reminder] = []
    for row in table:
        if row.state in ("missing", "draft", "returned"):
            made.append(_reminder(row, "submit", days.due, today))
        elif row.state == "approved":
            made.append(_reminder(row, "publish", days.publish_by, today))
    return sorted(made, key=lambda one: one.days)


def _reminder(row: Row, what: str, due: date, today: date) -> Reminder:
    return Reminder(row.unit_id, row.unit, what, row.state, due.isoformat(), (due - today).days)


def summary(table: Sequence[Row]) -> dict[str, int]:
    """How many units there are, how many have reported, are late, have passed, are public."""
    reported = [row for row in table if row.submitted_on]
    return {
        "units": len(table),
        "reported": len(reported),
        "late": sum(row.late_days > 0 for row in table),
        "missing": sum(not row.submitted_on for row in table),
        "approved": sum(row.state in ("approved", "published") for row in table),
        "published": sum(row.state == "published" for row in table),
    }


def plain(row: Row | Reminder) -> dict[str, Any]:
    return asdict(row)
