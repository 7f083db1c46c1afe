"""What a rule may look at: one report, the rubric's tables, and what was found in one pass."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from checker.model import Report

if TYPE_CHECKING:
    from checker.facts import Facts
    from checker.language.scan import Scan


@dataclass
class Context:
    """Lazily shared work on one report: each part is computed once, by the first rule that asks."""

    report: Report
    tables: Mapping[str, Any]
    scan: Scan

    @cached_property
    def facts(self) -> Facts:
        """Every figure of the report as a typed claim."""
        from checker.facts import extract

        return extract(self.report, (self.tables.get("units") or {}).get("more", ()))
