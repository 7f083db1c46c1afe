"""Time and chance as parameters: the service asks these two, tests hand in their own."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from typing import overload

# China has had one zone without summer time since 1991; a fixed offset needs no zone database.
SHANGHAI = timezone(timedelta(hours=8), "Asia/Shanghai")

Clock = Callable[[], datetime]
"""Returns now as an aware datetime in UTC."""

Chance = Callable[[int], str]
"""Returns URL-safe text made of that many random bytes."""


def system_clock() -> datetime:
    return datetime.now(UTC)


def system_chance(size: int) -> str:
    return secrets.token_urlsafe(size)


def day_of(moment: datetime) -> date:
    """The calendar day in Asia/Shanghai, by which deadlines and waivers count."""
    return moment.astimezone(SHANGHAI).date()


def shown(moment: datetime | None) -> str:
    """``2024-03-01 09:05`` in Asia/Shanghai; empty for ``None``."""
    return "" if moment is None else moment.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M")


@overload
def iso(moment: datetime) -> str: ...
@overload
def iso(moment: None) -> None: ...
@overload
def iso(moment: datetime | None) -> str | None: ...
def iso(moment: datetime | None) -> str | None:
    """ISO 8601 in UTC with a ``Z``, to the microsecond: one spelling for JSON and for the trail's hashes."""
    return None if moment is None else moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
