"""A table for people, and the words for kinds and levels that all tables use."""

from __future__ import annotations

from dataclasses import dataclass

Cell = str | int | float | None
KINDS = {
    "province": "省级政府",
    "city": "市级政府",
    "county": "县级政府",
    "township": "乡镇、街道",
    "department": "政府部门",
}
LEVELS = {"required": "必备", "expected": "应有", "encouraged": "鼓励"}


@dataclass(frozen=True, slots=True)
class Table:
    """A table for people: ``rows`` in order, shares in per cent, ``note`` says how to read it."""

    name: str
    title: str
    columns: tuple[str, ...]
    rows: list[tuple[Cell, ...]]
    note: str = ""
