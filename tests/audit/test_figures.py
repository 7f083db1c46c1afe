"""The named figures of a cohort: what enters the statistics, and what is listed to be checked."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from checker.audit import circular
from checker.audit.cohort import tables
from checker.audit.engines import Local
from checker.audit.run import Options, audit
from checker.audit.sources import STORE
from checker.audit.store import Store
from checker.audit.tables import Table

_REPORT = """{head}{place}县人民政府关于2023年度法治政府建设情况的报告
一、2023年度法治政府建设的主要举措和成效
（一）加强行政应诉工作。全年办理行政应诉案件{cases}件，{said}，行政机关依法履行生效裁判。
（二）加强行政复议工作。全年受理行政复议申请40件，审结38件，行政复议纠错率为12%。
二、存在的不足和原因
执法力量薄弱，原因是业务培训开展不够。
三、下一年度法治政府建设的主要安排
加强执法培训。
{place}县人民政府
2024年2月18日
"""
_PLACES = ["青屏", "禾源", "望湖", "柳河", "沱阳", "芦塘", "棠溪", "归棠", "濂湖", "澹溪"]


def _write(folder: Path, rates: list[str], heads: dict[str, str] | None = None) -> None:
    for place, rate in zip(_PLACES, rates, strict=False):
        told = f"行政机关负责人出庭应诉率{rate}" if rate else "行政机关负责人依法出庭"
        text = _REPORT.format(head=(heads or {}).get(place, ""), place=place, cases=30, said=told)
        (folder / f"{place}.txt").write_text(text, encoding="utf-8")


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Table]]:
    source, folder = tmp_path_factory.mktemp("figures"), tmp_path_factory.mktemp("audit")
    rates = ["724%", "100%", "96%", "97%", "98%", "95%", "96.5%", "97.5%", "98.5%", "40%"]
    heads = {"青屏": "发布日期：2024-01-09\n", "禾源": "发布日期：2024-02-18\n", "望湖": "发布日期：2024-03-01\n"}
    _write(source, rates, heads)
    audit([source], folder, Options(pages=""), Local(1))
    with closing(Store(folder / STORE)) as store:
        yield {table.name: table for table in tables(store)}


def _said(held: dict[str, Table]) -> str:
    from docx import Document

    return "\n".join(one.text for one in Document(io.BytesIO(circular.render(list(held.values())))).paragraphs)


def test_a_share_above_a_hundred_enters_no_statistic(held: dict[str, Table]) -> None:
    table = held["measures"]
    (row,) = [row for row in table.rows if row[0] == "负责人出庭应诉率（%）"]
    assert dict(zip(table.columns, row, strict=True)) == {
        "指标": "负责人出庭应诉率（%）", "类别": "县级政府", "年度": 2023, "写明的报告": 9, "最低": 40.0,
        "下四分位": 96.0, "中位数": 97.0, "上四分位": 98.0, "最高": 100.0, "相差较大": 1,
    }  # fmt: skip
    assert "比率超过100%的不列入统计" in table.note


def test_it_is_listed_with_place_and_quote_beside_the_outliers(held: dict[str, Table]) -> None:
    def words(place: str, rate: str) -> str:
        return f"全年办理行政应诉案件30件，行政机关负责人出庭应诉率{rate}，行政机关依法履行生效裁判"

    assert {row[3]: row[4:] for row in held["outliers"].rows} == {
        "青屏县": (724.0, 97.0, "数值超过100%，请核对", words("青屏", "724%")),
        "澹溪县": (40.0, 97.0, "与同类相差较大", words("澹溪", "40%")),
    }
    assert "与同类相差较大的数据1处、超过100%的比率1处（名单见附件" in _said(held)


def test_few_reports_still_list_what_cannot_be(tmp_path: Path) -> None:
    source = tmp_path / "in"
    source.mkdir()
    _write(source, ["724%", ""])
    audit([source], tmp_path / "out", Options(pages=""), Local(1))
    with closing(Store(tmp_path / "out" / STORE)) as store:
        held = {table.name: table for table in tables(store)}
    assert [row for row in held["measures"].rows if "出庭" in str(row[0])] == []
    ((measure, _, _, place, value, middle, why, _),) = held["outliers"].rows
    assert (measure, place, value, middle, why) == (
        "负责人出庭应诉率（%）", "青屏县", 724.0, None, "数值超过100%，请核对",
    )  # fmt: skip


def test_numbers_of_cases_above_a_hundred_are_counted(tmp_path: Path) -> None:
    text = _REPORT.format(head="", place="青屏", cases=724, said="负责人出庭应诉率100%")
    (tmp_path / "青屏.txt").write_text(text, encoding="utf-8")
    audit([tmp_path], tmp_path / "out", Options(pages=""), Local(1))
    with closing(Store(tmp_path / "out" / STORE)) as store:
        held = {table.name: table for table in tables(store)}
    assert {row[0]: row[-2] for row in held["measures"].rows} == {
        "行政复议受理（件）": 40.0, "行政复议审结（件）": 38.0, "行政复议纠错率（%）": 12.0, "行政应诉（件）": 724.0,
        "负责人出庭应诉率（%）": 100.0,
    }  # fmt: skip
    assert list(held["outliers"].rows) == []


def test_a_report_public_before_its_own_day_is_listed(held: dict[str, Table]) -> None:
    assert list(held["early"].rows) == [("县级政府", 2023, "青屏县", "未分地区", "2024-01-09", "2024-02-18")]
    assert "公开日期早于成文日期的报告1份（名单见附件" in _said(held)
    assert list(held["late"].rows) == []
