"""Which reports are one reporter's; namesakes in the tables that follow from it."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from checker.audit.cohort import regions
from checker.audit.engines import Local
from checker.audit.queries import ask
from checker.audit.run import STORE, Options, audit
from checker.audit.store import Store
from checker.audit.units import UNKNOWN_REGION, names_no_place, place_of, units

from .generator import generate

REPORT = """\
{name}关于{year}年度法治政府建设情况的报告
一、主要工作
（一）规范决策。全年审查重大行政决策{count}件，征求群众意见312条，吸收采纳87条，集体讨论率达到百分之百。
（二）规范执法。组织案卷评查两次，抽查案卷120卷，逐卷反馈意见，评查结果在全区通报，四家单位重新制作了文书。
二、存在的不足
一是基层执法力量薄弱，持证人员偏少，案卷质量不高。
三、{next}年工作安排
一是组织执法人员培训，年内实现持证上岗。
{name}
{next}年1月20日
"""


@pytest.mark.parametrize("name", ["县司法局", "市公安局", "区城市管理局", "县", "镇"])
def test_names_of_no_place(name: str) -> None:
    assert names_no_place(name)


@pytest.mark.parametrize("name", ["云溪县司法局", "市中区司法局", "镇海区公安局", "鼓楼区", "市北区"])
def test_names_of_a_place(name: str) -> None:
    assert not names_no_place(name)


def test_a_name_without_its_organ() -> None:
    assert [place_of(name) for name in ("安平县人民政府", "中共安平县委 安平县人民政府", "安平县")] == ["安平县"] * 3


def test_a_name_met_in_several_regions_is_told_by_both() -> None:
    made = units(
        [
            (1, "鼓楼区", "甲市"),
            (2, "鼓楼区", "甲市"),
            (3, "鼓楼区", "乙市"),
            (4, "鼓楼区", UNKNOWN_REGION),
            (5, "云溪县", "甲市"),
            (6, "云溪县", UNKNOWN_REGION),
            (7, "县司法局", "甲市"),
            (8, "县司法局", "甲市"),
        ]
    )
    assert made[1] == made[2] != made[3]
    assert made[4] not in (made[1], made[3])
    assert made[5] == made[6]
    assert made[7] != made[8]


def _write(folder: Path, region: str, name: str, year: int, count: int = 9) -> None:
    (folder / region).mkdir(parents=True, exist_ok=True)
    text = REPORT.format(name=name, year=year, next=year + 1, count=count)
    (folder / region / f"{name}{year}.txt").write_text(text, "utf-8")


def test_districts_of_one_name_in_two_cities(tmp_path: Path) -> None:
    _write(tmp_path / "in", "甲市", "鼓楼区人民政府", 2022)
    _write(tmp_path / "in", "乙市", "鼓楼区人民政府", 2023)
    roster = tmp_path / "roster.csv"
    roster.write_text(
        "单位,年度,上级,应公开日期\n鼓楼区,2022,甲市,2023-03-31\n鼓楼区,2023,甲市,2024-03-30\n"
        "鼓楼区,2022,乙市,2023-03-30\n鼓楼区,2023,乙市,2024-03-31\n",
        "utf-8",
    )
    audit(iter([tmp_path / "in"]), tmp_path / "out", Options(roster=str(roster), pages=""), Local(1))
    store = tmp_path / "out" / STORE
    assert ask(store, "SELECT region, year FROM roster WHERE NOT found ORDER BY 1")[1] == [
        ("乙市", 2022),
        ("甲市", 2023),
    ]
    assert ask(store, "SELECT region, due FROM cohort ORDER BY 1")[1] == [
        ("乙市", "2024-03-31"),
        ("甲市", "2023-03-31"),
    ]
    assert ask(store, "SELECT count(*) FROM followed")[1] == [(0,)]


def test_one_district_s_two_years_are_followed(tmp_path: Path) -> None:
    for year in (2022, 2023):
        _write(tmp_path / "in", "甲市", "鼓楼区人民政府", year)
    audit([tmp_path / "in"], tmp_path / "out", Options(pages=""), Local(1))
    assert ask(tmp_path / "out" / STORE, "SELECT count(*) > 0 FROM followed")[1] == [(1,)]


def test_offices_that_name_no_place_are_not_followed(tmp_path: Path) -> None:
    _write(tmp_path / "in", "河源县", "县公安局", 2022)
    _write(tmp_path / "in", "平湖县", "县公安局", 2023)
    audit([tmp_path / "in"], tmp_path / "out", Options(pages=""), Local(1))
    assert ask(tmp_path / "out" / STORE, "SELECT count(*) FROM followed")[1] == [(0,)]


def test_the_roster_tells_regions_and_what_lies_in_none_has_no_rank(tmp_path: Path) -> None:
    made = list(generate(3, seed=5, copies=0, two_years=0, length=1))
    (tmp_path / "in").mkdir()
    for number, one in enumerate(made):
        (tmp_path / "in" / f"{number}.txt").write_text(one.text, encoding="utf-8")
    roster = tmp_path / "roster.csv"
    roster.write_text(f"单位,所属市\n{made[0].place},甲市\n{made[1].place},乙市\n合计,2\n", encoding="utf-8")
    audit([tmp_path / "in"], tmp_path / "out", Options(roster=str(roster), pages=""), Local(1))
    store = tmp_path / "out" / STORE
    held = dict(ask(store, "SELECT place, region FROM cohort")[1])
    assert held == {made[0].place: "甲市", made[1].place: "乙市", made[2].place: UNKNOWN_REGION}
    assert ask(store, "SELECT count(*) FROM roster")[1] == [(2,)]
    with closing(Store(store)) as opened:
        rows = regions(opened).rows
    assert [(row[2], row[1] != "") for row in rows][-1] == (UNKNOWN_REGION, False)
    assert all(row[1] for row in rows[:-1] if row[2] != UNKNOWN_REGION)


def test_a_manifest_that_names_another_unit_than_the_report_is_told(tmp_path: Path) -> None:
    (one,) = generate(1, seed=5, copies=0, two_years=0, length=1)
    (tmp_path / "a.txt").write_text(one.text, encoding="utf-8")
    manifest, roster = tmp_path / "m.csv", tmp_path / "r.csv"
    manifest.write_text("文件,单位\na.txt,云岭县\n", encoding="utf-8")
    roster.write_text(f"单位\n云岭县\n{one.place}\n", encoding="utf-8")
    audit([manifest], tmp_path / "out", Options(roster=str(roster), pages=""), Local(1))
    store = tmp_path / "out" / STORE
    ((_, _, told, _),) = ask(store, "doubts")[1]
    assert "清单写单位为“云岭县”，报告写的是“" in told
    # one report is not two units'
    assert ask(store, "SELECT place FROM roster WHERE NOT found")[1] == [(one.place,)]
