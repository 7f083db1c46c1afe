"""What the user says about a report beforehand; it goes before everything read from the text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from checker.model import Kind


@dataclass(frozen=True, slots=True)
class IdentityOptions:
    """``None`` (or no years) leaves the question to the text. ``force`` reads anything as a report."""

    kind: Kind | None = None
    enforcing: bool | None = None
    years: tuple[int, ...] = ()
    issuer: str | None = None
    title: str | None = None
    addressee: str | None = None
    issued_on: date | None = None
    published_on: date | None = None
    force: bool = False
