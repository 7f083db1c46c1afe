"""The cohort's table as a file: CSV for anything, a workbook for an office, JSON for programs."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Any

from checker.rendering.csv_table import cell
from checker.rendering.json_format import dump
from checker.rendering.words import words
from checker.review import cohort
from checker.review.access import Actor
from checker.review.cohort import HEADS, Reminder, Row, plain
from checker.review.service import Service
from checker.review.workflow import name_of

_KINDS = {"province": "省", "city": "市", "county": "县", "township": "乡镇街道", "department": "部门"}
_REMINDED = ("单位", "事项", "期限", "剩余天数")
_WHAT = {"submit": "报送", "publish": "公开"}


def of_year(service: Service, actor: Actor, year: int, format: str) -> bytes:
    """The table of a year over what the person may see, with its reminders; formats as in :func:`render`."""
    with service.store.read() as session:
        rows = cohort.rows(service, session, actor, year)
        return render(rows, cohort.reminders(service, session, rows, year), format)


def render(rows: Sequence[Row], reminders: Sequence[Reminder], format: str) -> bytes:
    """``csv`` (with a byte-order mark, for Excel), ``xlsx`` or ``json``."""
    if format == "json":
        return dump({"items": [plain(row) for row in rows], "reminders": [plain(one) for one in reminders]}, indent=2)
    if format == "xlsx":
        return _workbook(rows, reminders)
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([zh for zh, _ in HEADS.values()])
    writer.writerows([[cell(value) if isinstance(value, str) else value for value in _cells(row)] for row in rows])
    return text.getvalue().encode("utf-8-sig", "replace")


def _cells(row: Row) -> list[Any]:
    values = plain(row)
    values["state"], values["verdict"] = (
        "未报送" if row.state == "missing" else name_of(row.state),
        words("zh")(f"verdict.{row.verdict}") if row.verdict else "",
    )
    values["kind"] = _KINDS.get(row.kind, row.kind)
    return ["" if values[key] is None else values[key] for key in HEADS]


def _workbook(rows: Sequence[Row], reminders: Sequence[Reminder]) -> bytes:
    import xlsxwriter

    made = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(made, options) as book:
        bold = book.add_format({"bold": True, "bottom": 1})
        late = book.add_format({"font_color": "#9c2b20"})
        sheet = book.add_worksheet("报送情况")
        sheet.write_row(0, 0, [zh for zh, _ in HEADS.values()], bold)
        for index, row in enumerate(rows, start=1):
            sheet.write_row(index, 0, _cells(row), late if row.late_days else None)
        sheet.set_column(0, 1, 26)
        sheet.set_column(2, len(HEADS) - 1, 12)
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, max(len(rows), 1), len(HEADS) - 1)
        second = book.add_worksheet("催办")
        second.write_row(0, 0, _REMINDED, bold)
        for index, one in enumerate(reminders, start=1):
            second.write_row(index, 0, [one.unit, _WHAT[one.what], one.due, one.days], late if one.days < 0 else None)
        second.set_column(0, 0, 26)
    return made.getvalue()
