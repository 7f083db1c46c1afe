"""Tables of any length: rows wait in a file, outputs take them one after the other, counts come from letters."""

from __future__ import annotations

import io
import tempfile
import tracemalloc
from collections.abc import Collection, Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import IO, Any

import pytest

from checker.audit import dashboard, workbook
from checker.audit.circular_tables import annex
from checker.audit.cohort import tables
from checker.audit.marks import STATUSES, Marks
from checker.audit.rows import Kept, kept
from checker.audit.run import STORE
from checker.audit.store import Store
from checker.audit.tables import Row, Table
from checker.errors import UnwritableError
from checker.rendering.workbook_sheets import Column, Formats, Sheet

from .conftest import Audited


def _rows(count: int) -> Iterator[Row]:
    return ((number, f"单位{number}", number / 3, None) for number in range(count))


def test_few_rows_are_a_list_and_many_wait_in_a_file() -> None:
    assert kept(_rows(2_000)) == list(_rows(2_000))
    many = kept(_rows(5_001))
    assert isinstance(many, Kept)
    assert (len(many), list(many), list(many)) == (5_001, list(_rows(5_001)), list(_rows(5_001)))
    assert (4, "单位4", 4 / 3, None) in many
    assert () not in many


def test_two_may_go_through_rows_at_a_time() -> None:
    many = kept(_rows(4_000))
    one, other = iter(many), iter(many)
    assert list(islice(one, 3_000)) == list(_rows(3_000))
    assert list(other) == list(_rows(4_000))
    assert next(one)[0] == 3_000


def test_text_that_is_no_unicode_comes_back_as_it_was() -> None:
    assert list(kept([("\udcff",)] * 2_001))[-1] == ("\udcff",)


def test_no_room_for_rows_is_said_in_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: Any, **__: Any) -> IO[bytes]:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(tempfile, "TemporaryFile", full)
    assert len(kept(_rows(2_000))) == 2_000
    with pytest.raises(UnwritableError, match=r"临时文件夹.*磁盘已满"):
        kept(_rows(2_001))


class _Counted(tuple[Any, ...]):
    """A row that tells how many of its kind there are."""

    alive = most = 0

    def __new__(cls, values: Row) -> _Counted:
        cls.alive += 1
        cls.most = max(cls.most, cls.alive)
        return super().__new__(cls, values)

    def __del__(self) -> None:
        type(self).alive -= 1


class _Passing(Collection[Row]):
    """Rows made as they are gone through."""

    def __len__(self) -> int:
        return 21_000

    def __iter__(self) -> Iterator[Row]:
        return map(_Counted, _rows(21_000))

    def __contains__(self, wanted: object) -> bool:
        return False


def test_outputs_let_go_of_a_row_before_they_take_many_more() -> None:
    table = Table("t", "长表", ("序号", "单位", "数值", "空"), _Passing())
    _Counted.most = 0
    stream = io.BytesIO()
    workbook.write([table], stream)
    assert "".join(annex(1, table)).count("共21000条，列出前50条") == 1
    page = b"".join(dashboard.pieces({"tables": iter([dashboard.shown(table)])}))
    assert page.count("单位1999".encode()) == 1
    assert (_Counted.alive, _Counted.most < 10) == (0, True)
    openpyxl: Any = pytest.importorskip("openpyxl")
    sheet = openpyxl.load_workbook(stream, read_only=True).active
    assert next(sheet.iter_rows(min_row=21_001, max_row=21_001, max_col=2, values_only=True)) == (20_999, "单位20999")


def test_heights_of_rows_that_are_written_are_let_go() -> None:
    from xlsxwriter import Workbook

    stream = io.BytesIO()
    book = Workbook(stream, {"constant_memory": True})
    sheet = Sheet(book, Formats(book), "表", [Column("列", 10)], "满")
    for number in range(100):
        sheet.add([f"{number}\n二"])
    assert max(map(len, sheet._heights)) == 1
    sheet.close()
    book.close()
    openpyxl: Any = pytest.importorskip("openpyxl")
    rows = openpyxl.load_workbook(stream).active.row_dimensions
    assert {rows[number].height for number in range(2, 102)} == {30.0}


def test_a_workbook_without_room_fails_as_a_file_does(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("xlsxwriter.Workbook._store_workbook", full)
    with pytest.raises(OSError, match="No space left on device"):
        workbook.write([Table("t", "表", ("列",), [("值",)])], io.BytesIO())


def test_page_in_pieces_is_the_page_at_once() -> None:
    data = {"rows": [["<a>", 1]] * 1_201, "none": [], "tables": [{"name": "t"}, {"name": "u"}]}
    streamed = {**data, "rows": iter(data["rows"]), "none": iter(()), "tables": iter(data["tables"])}
    assert b"".join(dashboard.pieces(streamed)) == b"".join(dashboard.pieces(data))


def test_marks_say_what_the_findings_say(audited: Audited) -> None:
    marks = Marks(audited.store)
    found = audited.store.fetch("SELECT report, criterion, status FROM findings")
    assert {marks.status(report, criterion) for report, criterion, _ in found} <= set(STATUSES)
    assert all(marks.status(report, criterion) == status[0] for report, criterion, status in found)
    assert marks.status(found[0][0], "no.such") == "-"
    assert set(marks[-1]) == {"-"}
    assert list(marks.names) == marks.criteria


@pytest.mark.parametrize("by", ["region", "kind", "year", "level"])
def test_counts_are_those_of_the_findings(audited: Audited, by: str) -> None:
    held = {table.name: table for table in tables(audited.store)}[f"criteria-{by}"]
    sums = ", ".join(f"sum(f.status = '{name}')" for name in ("pass", "warn", "fail", "not_applicable", "error"))
    statement = f"""SELECT {sums} FROM cohort c JOIN findings f USING (report) JOIN criteria k USING (criterion)
                    GROUP BY {by}, criterion"""
    wanted = audited.store.fetch(statement)
    assert sorted(row[2:7] for row in held.rows) == sorted(wanted)


def _cohort(path: Path, count: int) -> Store:
    """A store of reports that say little but all are late, ten in a region."""
    files, reports, findings = [], [], []
    for one in range(count):
        place = f"县{one}"
        files.append((one, f"{one}.txt", "", f"k{one}", place, f"区{one // 10}", "", "2024-05-01", "", ""))
        told = (one, f"k{one}", 0, "", "", place, "county", 0, 2023, "2023", "", "", "r", "", "fail")
        reports.append((*told, one % 97, 8, 0, 1, 0, 0, 9, "", ""))
        findings += [(one, f"c{n}", "fail" if n == one % 9 else "pass", "full", "required", "") for n in range(9)]
    store = Store(path)
    with store.transaction() as db:
        db.executemany("INSERT INTO criteria VALUES (?,?,?,?)", [(f"c{n}", n, f"条目{n}", "组") for n in range(9)])
        for name, rows in (("files", files), ("reports", reports), ("findings", findings)):
            db.executemany(f"INSERT INTO {name} VALUES ({','.join('?' * len(rows[0]))})", rows)
    return store


def test_what_outputs_hold_of_a_report_is_little_more_than_its_marks(tmp_path: Path) -> None:
    peaks = []
    for count in (2_500, 7_500):
        with closing(_cohort(tmp_path / f"{count}-{STORE}", count)) as store:
            tracemalloc.start()
            marks = Marks(store)
            made = tables(store, marks)
            size = sum(map(len, dashboard.pieces(dashboard.gather(store, made, marks))))
            peaks.append(tracemalloc.get_traced_memory()[1])
            tracemalloc.stop()
            rows = sum(len(table.rows) for table in made)
        assert (rows > 3 * count, size > 80 * count) == (True, True)
    # some 350 bytes; with all rows and the page in memory it was 2,270
    assert (peaks[1] - peaks[0]) / 5_000 < 1_000
