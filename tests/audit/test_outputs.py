"""What supervisors get: one page that runs only its own script, a workbook, a draft; questions that only read."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import re
import zipfile
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from lxml import etree
from typer.testing import CliRunner

from checker.audit import circular, dashboard, workbook
from checker.audit.cohort import tables
from checker.audit.queries import QUESTIONS, ask
from checker.audit.run import STORE
from checker.audit.store import Store
from checker.audit.tables import Table
from checker.cli import app
from checker.errors import UnreadableError, UsageError

from .conftest import Audited
from .generator import generate, write

_HOSTILE = "</script><script>alert(1)</script><!-- \u2028 &amp; =1+1"


def test_page_admits_only_its_own_script_and_style(audited: Audited) -> None:
    page = (audited.folder / "dashboard.html").read_text(encoding="utf-8")
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)
    assert policy is not None
    scripts = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    styles = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    assert (len(scripts), len(styles)) == (1, 1)
    for text in (*scripts, *styles):
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"sha256-{digest}" in policy[1]
    assert "default-src &#x27;none&#x27;" in policy[1]
    assert not re.search(r"\b(?:innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval)\b", scripts[0])


def test_page_holds_every_report_with_a_status_for_every_criterion(audited: Audited) -> None:
    data = _embedded((audited.folder / "dashboard.html").read_text(encoding="utf-8"))
    assert len(data["rows"]) == 60
    assert {len(row[6]) for row in data["rows"]} == {len(data["criteria"])}
    assert (
        sum(row[6].count("f") for row in data["rows"])
        == audited.store.fetch("SELECT count(*) FROM findings WHERE status = 'fail'")[0][0]
    )


def test_hostile_text_stays_data(audited: Audited) -> None:
    table = Table("t", _HOSTILE, ("列",), [(_HOSTILE,)])
    page = dashboard.render(audited.store, [table]).decode()
    assert page.count("</script>") == 2
    assert "<!--" not in page
    assert _embedded(page)["tables"][0]["rows"] == [[_HOSTILE]]


def test_link_of_a_manifest_is_only_taken_where_it_is_a_web_address(audited: Audited) -> None:
    audited.store.db.execute("SAVEPOINT links")
    audited.store.db.execute("UPDATE files SET url = 'javascript:alert(1)' WHERE position = 1")
    audited.store.db.execute("UPDATE files SET url = 'https://example.cn/a' WHERE position = 2")
    links = [row[7] for row in _embedded(dashboard.render(audited.store, []).decode())["rows"]]
    audited.store.db.execute("ROLLBACK TO links")
    audited.store.db.execute("RELEASE links")
    assert links[:2] == ["", "https://example.cn/a"]


def _embedded(page: str) -> Any:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)
    assert found is not None
    return json.loads(found[1])


def test_outputs_are_the_same_twice(audited: Audited) -> None:
    made = tables(audited.store)
    for name, render in (("audit.xlsx", workbook.render), ("circular.docx", circular.render)):
        assert render(made) == (audited.folder / name).read_bytes(), name
    assert dashboard.render(audited.store, made) == (audited.folder / "dashboard.html").read_bytes()


def test_workbook_has_a_sheet_for_each_table_and_no_formula(audited: Audited) -> None:
    openpyxl: Any = pytest.importorskip("openpyxl")
    made = tables(audited.store)
    book = openpyxl.load_workbook(
        io.BytesIO(workbook.render([*made, Table("t", "怪值", ("列",), [(_HOSTILE,), ("=1+1",)])]))
    )
    assert book.sheetnames == [*(table.title for table in made), "怪值"]
    assert [cell.data_type for (cell,) in book["怪值"].iter_rows(min_row=2)] == ["s", "s"]


def test_circular_says_the_numbers(audited: Audited) -> None:
    from docx import Document

    document = Document(str(audited.folder / "circular.docx"))
    text = "\n".join(p.text for p in document.paragraphs)
    counts = dict(audited.store.fetch("SELECT verdict, count(*) FROM cohort GROUP BY 1"))
    assert text.count("关于2022—2023年度") == 1
    assert "共收到文件61个，审查报告60份（" in text
    assert "另有1个文件未能审查（名单见附件1）" in text
    failing = counts["fail"]
    assert f"未通过的{failing}份（占{100 * failing / 60:.1f}%）" in text
    late = sum("timing.published" in made.slips for made in audited.truth.values())
    assert f"晚于期限公开的报告共{late}份（名单见附件" in text
    assert "请核对" in text
    assert "抄袭" not in text
    titles = [p.text for p in document.paragraphs if p.style.style_id == "Heading1"]
    assert [title[:2] for title in titles] == [f"{mark}、" for mark in "一二三四五六七八"]
    # each annex that the text sends to is there, on a page of its own
    told = sorted({int(number) for number in re.findall(r"见附件(\d+)", text)})
    assert told == list(range(1, len(told) + 1))
    assert [f"附件{number}" in text.split("（成文日期）")[1].splitlines() for number in told] == [True] * len(told)


def test_charts_of_the_circular_hold_their_figures_in_a_sheet(audited: Audited) -> None:
    openpyxl: Any = pytest.importorskip("openpyxl")
    held = {table.name: table for table in tables(audited.store)}
    with zipfile.ZipFile(audited.folder / "circular.docx") as package:
        names = package.namelist()
        charts = [name for name in names if re.fullmatch(r"word/charts/chart\d+\.xml", name)]
        drawn = package.read("word/document.xml").decode()
        sheet = openpyxl.load_workbook(io.BytesIO(package.read("word/embeddings/chart1.xlsx"))).active
        links = package.read("word/charts/_rels/chart1.xml.rels").decode()
        chart = etree.fromstring(package.read("word/charts/chart1.xml"))
    assert len(charts) == 5
    assert [f'r:id="rIdChart{number}"' in drawn for number in range(1, 6)] == [True] * 5
    assert 'Target="../embeddings/chart1.xlsx"' in links
    rows = [tuple(row) for row in sheet.iter_rows(values_only=True)]
    assert rows[0] == (None, "通过", "有需核对事项", "未通过")
    wanted: dict[object, list[int]] = {}
    for kind, _, _, *counts in (row[:6] for row in held["verdicts"].rows):
        wanted[kind] = [one + int(count or 0) for one, count in zip(wanted.get(kind, [0, 0, 0]), counts, strict=True)]
    assert {kind: list(values) for kind, *values in rows[1:]} == wanted
    space = {"c": "http://schemas.openxmlformats.org/drawingml/2006/chart"}
    cached = [float(value.text) for value in chart.iterfind(".//c:val//c:v", space)]
    assert sorted(cached) == sorted(float(count) for counts in wanted.values() for count in counts)


def test_circular_without_reports_is_still_a_paper() -> None:
    from docx import Document

    with TemporaryDirectory() as folder, closing(Store(Path(folder) / STORE)) as store:
        text = "\n".join(p.text for p in Document(io.BytesIO(circular.render(tables(store)))).paragraphs)
    assert "审查报告0份" in text
    assert "没有可供统计的报告。" in text


def test_tables_add_up(audited: Audited) -> None:
    held = {table.name: table for table in tables(audited.store)}
    assert sum(int(row[2] or 0) for row in held["on-time"].rows) == 60
    assert len(held["ranking"].rows) == 60
    for table in held.values():
        assert {len(row) for row in table.rows} <= {len(table.columns)}, table.name
    for row in held["on-time"].rows:
        assert row[2] == int(row[3] or 0) + int(row[4] or 0) + int(row[5] or 0)
    late = sum("timing.published" in made.slips for made in audited.truth.values())
    assert sum(int(row[4] or 0) for row in held["on-time"].rows) == late


@pytest.mark.parametrize("name", sorted(QUESTIONS))
def test_ready_questions_answer(audited: Audited, name: str) -> None:
    heads, rows = ask(audited.folder / STORE, name)
    assert heads
    assert {len(row) for row in rows} <= {len(heads)}


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("lat", "您是不是想问“late”"),
        ("DELETE FROM files", "没有名为"),
        ("SELECT nothing", "查询语句有误"),
        ("WITH a AS (SELECT 1) DELETE FROM files", "查询语句有误"),
        ("SELECT 1; DROP TABLE files", "查询语句有误"),
    ],
)
def test_a_question_that_is_none_or_writes_is_refused(audited: Audited, question: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        ask(audited.folder / STORE, question)


def test_question_without_a_store(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="没有审查结果"):
        ask(tmp_path / STORE, "late")


@pytest.mark.filterwarnings("ignore")
def test_parquet_holds_the_same_rows(audited: Audited, tmp_path: Path) -> None:
    parquet: Any = pytest.importorskip("pyarrow.parquet")
    from checker.audit.outputs import export

    export(audited.store, tmp_path / "parquet")
    for name in ("findings", "facts", "evidence"):
        rows = parquet.read_table(tmp_path / "parquet" / f"{name}.parquet").num_rows
        assert rows == audited.store.fetch(f"SELECT count(*) FROM {name}")[0][0]


# --------------------------------------------------------------------------- command


def test_command_tells_the_gate_and_the_problems_in_its_status(tmp_path: Path) -> None:
    reports = tmp_path / "in"
    write(generate(2, seed=5, copies=0, two_years=0, length=1), reports)
    given = ["audit", str(reports), "-o", str(tmp_path / "out"), "--no-pages", "--jobs", "1"]
    done = CliRunner().invoke(app, given)
    assert done.exit_code == 1
    assert "2 份报告" in done.output
    assert "正在审查 2/2，每秒" in done.stderr
    (reports / "empty.txt").write_bytes(b"")
    assert CliRunner().invoke(app, given).exit_code == 2
    asked = CliRunner().invoke(app, ["audit", "query", "problems", "-o", str(tmp_path / "out"), "-f", "csv"])
    assert asked.output.splitlines()[0] == "文件,原因"
    assert "empty.txt" in asked.output


def test_command_refuses_a_path_that_is_not_there(tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["audit", str(tmp_path / "none"), "-o", str(tmp_path / "out")])
    assert isinstance(done.exception, UsageError)
    assert not (tmp_path / "out").exists()
