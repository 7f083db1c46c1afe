"""A date below the text that names a month and no day."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from checker.facts.numerals import chinese_integer
from checker.model import Identity

_MONTH = re.compile(r"((?:20\d\d)|二[〇○零][〇○零一二三四五六七八九]{2})年(\d{1,2}|[一二三四五六七八九十]{1,2})月")


def month_only(identity: Identity) -> tuple[date, date] | None:
    """The first and the last day of the month that the signature's date names without a day; else ``None``."""
    known = identity.issued_known
    if known is None or identity.issued_on is not None or known.start < 0:
        return None
    told = _MONTH.fullmatch("".join(known.value.split()))
    if told is None:
        return None
    year, month = (int(part) if part.isdecimal() else chinese_integer(part) for part in told.groups())
    if year is None or month is None or not 1 <= month <= 12:
        return None
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])
