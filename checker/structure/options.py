"""What the user says about a report beforehand; it goes before everything read from the text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from checker.errors import UsageError
from checker.model import KINDS, Kind


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

    def __post_init__(self) -> None:
        """Raises ``UsageError`` for a kind or a year that is none, which else would show far from here."""
        if self.kind is not None and self.kind not in KINDS:
            raise UsageError(f"类别只能是 {'、'.join(KINDS)}，现在是“{self.kind}”。")
        for year in self.years:
            if not isinstance(year, int) or not 1990 <= year <= 2100:
                raise UsageError(f"报告年度应为四位年份的整数，现在是“{year}”。")
