"""What the tables say of a cohort that is not tidy: sent twice, without a year, two in one file, many years."""

from __future__ import annotations

import io
import re
import shutil
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from checker.audit import charts, circular, workbook
from checker.audit.charts import Chart
from checker.audit.cohort import tables
from checker.audit.engines import Local
from checker.audit.queries import QUESTIONS, ask
from checker.audit.run import STORE, Options, audit
from checker.audit.statistics import mean_interval
from checker.audit.store import Store
from checker.audit.tables import Table

from .generator import Made, generate, write


@pytest.fixture(scope="module")
def untidy(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Made]]:
    """The audit's folder of five places' reports; the first's was sent twice, a sixth names no year."""
    source, folder = tmp_path_factory.mktemp("untidy"), tmp_path_factory.mktemp("audit")
    made = list(write(generate(5, seed=5, copies=0, two_years=0, length=1), source).values())
    (source / made[0].region / "副本.txt").write_text(made[0].text, encoding="utf-8")
    (source / made[1].region / "不明.txt").write_text(re.sub(r"20\d\d年?", "", made[1].text), encoding="utf-8")
    audit([source], folder, Options(pages=""), Local(1))
    return folder, made


@pytest.fixture
def held(untidy: tuple[Path, list[Made]]) -> Iterator[dict[str, Table]]:
    with closing(Store(untidy[0] / STORE)) as store:
        yield {table.name: table for table in tables(store)}


def _said(made: dict[str, Table]) -> str:
    document = Document(io.BytesIO(circular.render(list(made.values()))))
    return "\n".join(paragraph.text for paragraph in document.paragraphs)


def test_a_place_that_sent_two_reports_of_a_year_is_told(
    held: dict[str, Table], untidy: tuple[Path, list[Made]]
) -> None:
    folder, made = untidy
    first = made[0]
    ((place, _, year, count, contents, files),) = held["several"].rows
    assert (place, year, count, contents) == (first.place, first.year, 2, "完全相同")
    assert sorted(str(files).split("、")) == sorted([f"{first.region}/{first.name}.txt", f"{first.region}/副本.txt"])
    assert dict(held["overview"].rows)["同一年度有几份报告的单位"] == 1
    assert "同一年度收到几份报告的单位有1个（名单见附件" in _said(held)
    assert ask(folder / STORE, "several")[1][0][:4] == (first.place, first.year, 2, 1)


def test_a_report_without_a_year_is_counted_and_said(held: dict[str, Table]) -> None:
    assert dict(held["overview"].rows)["年度不明的报告"] == 1
    counted = [(row[1], row[2]) for row in held["verdicts"].rows]
    assert sum(int(count or 0) for _, count in counted) == 7
    assert [count for year, count in counted if year == "不明"] == [1]
    text = _said(held)
    kinds = re.search(r"审查报告7份（([^）]*)）", text)
    assert kinds
    assert sum(map(int, re.findall(r"(\d+)份", kinds[1]))) == 7
    assert "有1份报告年度不明，未计入" in text


def test_regions_are_compared_within_a_year(held: dict[str, Table]) -> None:
    table = held["regions"]
    assert table.columns[:4] == ("年度", "名次", "地区", "报告")
    assert sum(int(row[3] or 0) for row in table.rows) == 6
    assert {row[0] for row in table.rows} == {2023}


def test_without_a_roster_nobody_is_said_to_be_complete(held: dict[str, Table]) -> None:
    assert held["missing"].note == "没有给出名册，谁没有报送未作比对。"
    assert "对照名册" not in _said(held)


def test_the_last_day_of_the_roster_goes_for_the_reports_it_names(tmp_path: Path) -> None:
    source = tmp_path / "in"
    one, other = write(generate(2, seed=5, copies=0, two_years=0, length=1), source).values()
    day = date.fromisoformat(one.published) - timedelta(days=1)
    roster = tmp_path / "roster.csv"
    roster.write_text(
        f"单位,年度,应公开日期\n{one.place},{one.year},{day}\n{other.place},1999,{day}\n", encoding="utf-8"
    )
    audit([source], tmp_path / "out", Options(roster=str(roster), pages=""), Local(1))
    _, rows = ask(tmp_path / "out" / STORE, "SELECT place, due FROM cohort ORDER BY due")
    assert rows == [(other.place, ""), (one.place, day.isoformat())]
    _, late = ask(tmp_path / "out" / STORE, "late")
    assert (one.place, one.region, one.year, one.published, day.isoformat()) in late
    assert ask(tmp_path / "out" / STORE, "SELECT place FROM roster WHERE NOT found")[1] == [(other.place,)]


def test_words_of_the_paper_are_the_offices(held: dict[str, Table], untidy: tuple[Path, list[Made]]) -> None:
    text = _said(held) + str([list(table.rows) for table in held.values() if table.name != "problems"])
    assert re.findall(r"--\w+|county|township|city|department", text) == []
    for name in ("published", "causes", "measures"):
        heads, rows = ask(untidy[0] / STORE, name)
        assert rows, name
        assert not re.search("county|township|city|department|suit|review", str([heads, rows])), name
    assert QUESTIONS["weakest"].statement.startswith("SELECT n.name")


def test_filter_holds_the_rows_and_the_note_stands_below(held: dict[str, Table]) -> None:
    openpyxl: Any = pytest.importorskip("openpyxl")
    table = held["on-time"]
    sheet = openpyxl.load_workbook(io.BytesIO(workbook.render([table]))).active
    rows = len(table.rows)
    assert sheet.auto_filter.ref == f"A1:K{rows + 1}"
    assert sheet.cell(rows + 2, 1).value is None
    assert sheet.cell(rows + 3, 1).value == f"注：{table.note}"
    share = sheet.cell(2, table.columns.index("按时公开率（%）") + 1)
    assert share.number_format == "0.0"
    assert sheet.cell(2, 3).number_format == "General"


def test_signature_and_day_are_never_alone_on_a_page(held: dict[str, Table]) -> None:
    with zipfile.ZipFile(io.BytesIO(circular.render(list(held.values())))) as package:
        xml = package.read("word/document.xml").decode()
    paragraphs = re.findall(r"<w:p>.*?</w:p>", xml)
    at = next(place for place, one in enumerate(paragraphs) if "（成文日期）" in one)
    assert ["<w:keepNext/>" in one for one in paragraphs[at - 4 : at + 1]] == [True, True, True, True, False]


def test_a_bar_that_is_not_there_is_no_nought() -> None:
    (made,) = charts.attached([Chart("率", ("甲", "乙"), (("2022年度", (None, 50.0)),), unit="%")])
    xml = made.data.decode()
    assert '<c:dispBlanksAs val="gap"/>' in xml
    assert re.findall(r"<c:val>.*?</c:val>", xml)[0].count("<c:pt ") == 1


def test_a_chart_shows_the_last_years_of_many() -> None:
    heads = ("类别", "年度", "内容", "报告", "完整", "部分", "未见", "完整率（%）", "95%区间（%）")
    rows = [("县级政府", year, "原因", 10, 5, 0, 5, 50.0, "") for year in range(2015, 2025)]
    paper = circular._Paper({"contents": Table("contents", "五项内容", heads, rows)})
    circular._contents(paper)
    titles = [chart.title for chart in paper.charts]
    series = [name for chart in paper.charts for name, _ in chart.series]
    assert titles == ["各项内容的完整率（%）（最近5个年度）"]
    assert series == [f"{year}年度" for year in range(2020, 2025)]


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ([70.0], (70.0, 0.0, 100.0)),
        ([60.0, 80.0], (70.0, 0.0, 100.0)),
        ([69.0, 70.0, 71.0], (70.0, 67.5158, 72.4842)),
        ([70.0] * 40, (70.0, 70.0, 70.0)),
    ],
)
def test_mean_of_few_is_as_open_as_it_is(values: list[float], said: tuple[float, float, float]) -> None:
    assert mean_interval(values, 0.0, 100.0) == pytest.approx(said, abs=1e-3)


def test_a_question_to_an_unfinished_audit_says_so(
    untidy: tuple[Path, list[Made]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from checker.cli import main

    def asked() -> str:
        monkeypatch.setattr("sys.argv", ["checker", "audit", "query", "late", "-o", str(tmp_path)])
        with pytest.raises(SystemExit) as ended:
            main()
        assert ended.value.code == 0
        return capsys.readouterr().err

    shutil.copy(untidy[0] / STORE, tmp_path / STORE)
    assert asked() == ""
    with closing(sqlite3.connect(tmp_path / STORE)) as db, db:
        db.execute("DELETE FROM contents WHERE key = (SELECT min(key) FROM contents)")
    assert asked().startswith("注意：上次审查没有做完，下面只是已审查的部分。")
