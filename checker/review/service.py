"""What every operation needs at hand, and how an act is put on record."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from checker.review import oidc, queue, trail
from checker.review.access import Actor
from checker.review.auth import Doorkeeper
from checker.review.bench import Bench
from checker.review.clock import Chance, Clock, day_of, system_chance, system_clock
from checker.review.settings import Settings
from checker.review.store import Store
from checker.review.store.tables import Delivery, Event, Hook, Submission, Unit


@dataclass(frozen=True)
class Service:
    """The service without any face: settings, store, clock, chance, and the rooms built on them."""

    settings: Settings
    store: Store
    clock: Clock
    chance: Chance
    door: Doorkeeper
    bench: Bench

    def today(self) -> date:
        """The day in Asia/Shanghai."""
        return day_of(self.clock())


def open_service(
    settings: Settings, clock: Clock = system_clock, chance: Chance = system_chance, store: Store | None = None
) -> Service:
    """The service on its database, which must be migrated. Raises ``CheckerError`` for wrong policies or rubrics."""
    oidc.check_settings(settings)
    kept = store or Store(settings.database)
    return Service(settings, kept, clock, chance, Doorkeeper(settings, clock, chance), Bench(settings))


def record(
    session: Session,
    now: datetime,
    actor: Actor | None,
    action: str,
    *,
    unit: Unit | None = None,
    submission: Submission | None = None,
    version: int | None = None,
    file_sha256: str = "",
    rubric_sha256: str = "",
    reason: str = "",
    detail: Mapping[str, Any] | None = None,
) -> Event:
    """A line of the trail, and a delivery for every webhook that wants it, in the caller's transaction."""
    place = unit or (session.get(Unit, submission.unit_id) if submission is not None else None)
    told = dict(detail or {})
    if submission is not None:
        told["state"] = submission.state
    event = trail.append(
        session,
        now,
        trail.SYSTEM if actor is None else trail.Who(actor.id, actor.name),
        action,
        unit_id=place.id if place is not None else None,
        submission_id=submission.id if submission is not None else None,
        version=version,
        file_sha256=file_sha256,
        rubric_sha256=rubric_sha256,
        reason=reason,
        detail=told,
    )
    if place is not None:
        _announce(session, now, event, place.path)
    return event


def _announce(session: Session, now: datetime, event: Event, path: str) -> None:
    above = [int(part) for part in path.strip("/").split("/")]
    for hook in session.scalars(select(Hook).where(Hook.active, Hook.unit_id.in_(above)).order_by(Hook.id)):
        if hook.actions and event.action not in hook.actions.split():
            continue
        body = json.dumps({"event": trail.as_object(event)}, ensure_ascii=False, sort_keys=True)
        delivery = Delivery(hook_id=hook.id, seq=event.seq, body=body, created_at=now)
        session.add(delivery)
        session.flush()
        queue.put(session, now, "deliver", delivery.id)
