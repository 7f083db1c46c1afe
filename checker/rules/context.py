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
    from checker.language.sounding import Spans
    from checker.structure.types import ReportType

_LEAST_ROWS = 3


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

    @cached_property
    def spans(self) -> Spans:
        """The spans of the body by their pairs of characters."""
        from checker.language.sounding import Spans

        return Spans(self.scan.view, self.scan.segments, self.report.body_start, self.report.body_end)

    @cached_property
    def kind(self) -> ReportType | None:
        """The kind of report it was read as; ``None`` where no lexicon knows it."""
        from checker.structure.types import type_of

        return type_of(self.report.identity.report_type, (self.tables.get("types") or {}).get("types", ()))

    @cached_property
    def lost_tables(self) -> tuple[tuple[int, int], ...]:
        """Where the cells of the format's tables stand as lines: ranges of the text that are no sentences.

        Empty where the file has its tables, and for kinds of reports whose format has none.
        """
        report = self.report
        kind = self.kind
        rows = kind.words.table_rows if kind and kind.words else None
        if rows is None:
            return ()
        tops = [section for section in report.sections if section.parent < 0 and section.heading_end > section.start]
        ends = [*(section.start for section in tops[1:]), report.body_end]
        found: list[tuple[int, int]] = []
        for section, end in zip(tops, ends, strict=False):
            lines = [
                paragraph
                for paragraph in report.paragraphs
                if section.heading_end <= paragraph.start < end and paragraph.kind != "cell"
            ]
            if sum(bool(rows.match(report.folded, line.start, line.end)) for line in lines) >= _LEAST_ROWS:
                found.append((section.heading_end, end))
        return tuple(found)
