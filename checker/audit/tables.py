"""A table for people, and the words for kinds and levels that all tables use."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

Cell = str | int | float | None
Row = tuple[Cell, ...]
KINDS = {
    "province": "省级政府",
    "city": "市级政府",
    "county": "县级政府",
    "township": "乡镇、街道",
    "department": "政府部门",
}
UNKNOWN_YEAR = "不明"
FEWEST = 8
"""Of fewer reports nothing is said of spread, or with a caution."""
LEVELS = {"required": "必备", "expected": "应有", "encouraged": "鼓励"}


@dataclass(frozen=True, slots=True)
class Table:
    """A table for people: ``rows`` in order, shares in per cent, ``note`` says how to read it.

    Rows may be many and wait in a file (:func:`checker.audit.rows.kept`): they are gone through, not taken by number.
    """

    name: str
    title: str
    columns: tuple[str, ...]
    rows: Collection[Row]
    note: str = ""
