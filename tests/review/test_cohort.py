"""What supervisors see: who is late by how many days, whom to remind of what, the same as files."""

from __future__ import annotations

import csv
import io
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from checker.audit.queries import ask

from .made import GOOD, Desk


def rows(desk: Desk, who: str = "supervisor", year: int = 2023) -> dict[str, Any]:
    table = desk.ok(who, "GET", f"/cohort?year={year}")["items"]
    return {row["unit"]: row for row in table}


def due(desk: Desk, day: str, publish_by: str = "2024-03-31") -> None:
    desk.ok("supervisor", "PUT", "/rounds/2023", json={"due": day, "publish_by": publish_by})


def submitted(desk: Desk) -> int:
    number = desk.begin()
    desk.upload("drafter", number, GOOD)
    desk.ok("drafter", "POST", f"/submissions/{number}/submit", json={})
    return number


def test_the_last_day_is_in_time_and_the_next_is_not(desk: Desk) -> None:
    # it is 1 March 2024, 09:00 in Beijing
    due(desk, "2024-03-01")
    assert rows(desk)["青屏县人民政府"]["late_days"] == 0
    due(desk, "2024-02-29")
    assert rows(desk)["青屏县人民政府"]["late_days"] == 1


def test_the_day_is_beijing_s(desk: Desk) -> None:
    due(desk, "2024-03-01")
    desk.time.now = datetime(2024, 3, 1, 15, 59, tzinfo=UTC)
    assert rows(desk)["青屏县人民政府"]["late_days"] == 0
    desk.time.now = datetime(2024, 3, 1, 16, 0, tzinfo=UTC)
    assert rows(desk)["青屏县人民政府"]["late_days"] == 1


def test_the_first_submission_counts_also_after_a_return(desk: Desk) -> None:
    due(desk, "2024-03-02")
    number = submitted(desk)
    desk.ok("reviewer", "POST", f"/submissions/{number}/return", json={"reason": "请改"})
    desk.time.forward(days=5)
    row = rows(desk)["青屏县人民政府"]
    assert (row["state"], row["late_days"], row["submitted_on"]) == ("returned", 0, "2024-03-01")
    assert rows(desk)["望湖县人民政府"]["late_days"] == 4


def test_a_row_says_how_the_report_stands(desk: Desk) -> None:
    number = submitted(desk)
    row = rows(desk)["青屏县人民政府"]
    assert (row["submission"], row["parent"], row["versions"], row["verdict"]) == (number, "临江市人民政府", 1, "pass")
    assert (row["fails"], row["warns"], row["score"]) == (0, 0, 100.0)
    assert rows(desk)["柳河镇人民政府"]["state"] == "missing"
    # a withdrawn one is none
    desk.ok("drafter", "POST", f"/submissions/{number}/withdraw", json={"reason": "报错了"})
    assert rows(desk)["青屏县人民政府"]["state"] == "missing"


def test_units_that_need_not_report_are_left_out(desk: Desk) -> None:
    desk.ok("admin", "PATCH", f"/units/{desk.units['town']}", json={"reports": False})
    desk.ok("admin", "PATCH", f"/units/{desk.units['other']}", json={"active": False})
    assert set(rows(desk)) == {"临江市人民政府", "青屏县人民政府"}


def test_reminders_name_what_is_to_be_done_the_most_overdue_first(desk: Desk) -> None:
    due(desk, "2024-03-05", "2024-03-31")
    number = submitted(desk)
    desk.ok("reviewer", "POST", f"/submissions/{number}/approve", json={})
    desk.time.forward(days=10)
    todo = desk.ok("supervisor", "GET", "/reminders?year=2023")["items"]
    assert [(one["unit"], one["what"], one["days"]) for one in todo] == [
        ("临江市人民政府", "submit", -6),
        ("柳河镇人民政府", "submit", -6),
        ("望湖县人民政府", "submit", -6),
        ("青屏县人民政府", "publish", 20),
    ]
    public = {"published_on": "2024-03-11", "url": "https://a.gov.cn/"}
    desk.ok("drafter", "POST", f"/submissions/{number}/publish", json=public)
    assert "青屏县人民政府" not in [
        one["unit"] for one in desk.ok("supervisor", "GET", "/reminders?year=2023")["items"]
    ]


@pytest.mark.parametrize(
    ("day", "publish_by"), [("2024-04-01", "2024-03-31"), ("2022-12-31", "2024-03-31"), ("2024-01-01", "2026-01-01")]
)
def test_deadlines_that_make_no_sense_are_refused(desk: Desk, day: str, publish_by: str) -> None:
    answer = desk.call("supervisor", "PUT", "/rounds/2023", json={"due": day, "publish_by": publish_by})
    assert answer.status_code == 422


def test_the_table_as_files(desk: Desk) -> None:
    evil = desk.ok("admin", "POST", f"/units/{desk.units['city']}/units", json={"name": "=1+1", "kind": "county"})
    submitted(desk)
    text = desk.call("supervisor", "GET", "/cohort/export?year=2023&format=csv").content.decode("utf-8-sig")
    table = list(csv.DictReader(io.StringIO(text)))
    assert {row["单位"]: row["状态"] for row in table}["青屏县人民政府"] == "待审核"
    # a spreadsheet must not take a name for a formula
    assert "'=1+1" in {row["单位"] for row in table}
    book = desk.call("supervisor", "GET", "/cohort/export?year=2023&format=xlsx").content
    openpyxl = pytest.importorskip("openpyxl")
    sheet = openpyxl.load_workbook(io.BytesIO(book))["报送情况"]
    cells = {sheet.cell(row, 1).value: sheet.cell(row, 1).data_type for row in range(2, sheet.max_row + 1)}
    assert cells["=1+1"] == "s"
    assert len(cells) == 5
    assert evil["name"] == "=1+1"
    plain = desk.ok("supervisor", "GET", "/cohort/export?year=2023&format=json")
    assert {row["unit"] for row in plain["items"]} == set(rows(desk))


def test_all_outputs_of_an_audit(desk: Desk, tmp_path: Path) -> None:
    city = desk.units["city"]
    early = desk.call("supervisor", "POST", f"/units/{city}/exports?year=2023")
    assert early.status_code == 409
    submitted(desk)
    due(desk, "2024-02-01", "2024-03-15")
    asked = desk.ok("supervisor", "POST", f"/units/{city}/exports?year=2023")
    assert asked["state"] == "queued"
    assert desk.call("supervisor", "GET", f"/exports/{asked['id']}/file").status_code == 404
    desk.work()
    assert desk.ok("supervisor", "GET", f"/exports/{asked['id']}")["state"] == "done"
    data = desk.call("supervisor", "GET", f"/exports/{asked['id']}/file").content
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = archive.namelist()
        archive.extract("audit.sqlite", tmp_path)
    # late is who published after the round's day, in the circular too
    assert ask(tmp_path / "audit.sqlite", "SELECT DISTINCT due FROM cohort")[1] == [("2024-03-15",)]
    assert {"audit.sqlite", "audit.xlsx", "circular.docx", "dashboard.html"} <= set(names)
    assert [name for name in names if name.startswith("pages/")]
    # of another tree: not there
    assert desk.call("other_supervisor", "GET", f"/exports/{asked['id']}/file").status_code == 404
