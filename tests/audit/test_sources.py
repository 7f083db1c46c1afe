"""What is listed: folders, archives, manifests, each file once, what cannot be listed with its reason."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest

from checker.audit.form_values import day_of, kind_of, year_of
from checker.audit.forms import Line, read_lines
from checker.audit.sources import content, entries, key_of, passed_over
from checker.errors import UnreadableError
from checker.reading.limits import DEFAULT_LIMITS, Limits


def _touch(path: Path, text: str = "某县报告") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_folder_is_listed_by_name_with_its_first_folder_as_region(tmp_path: Path) -> None:
    for name in ("乙市/b.txt", "甲市/深/a.txt", "c.txt", ".hidden.txt", "甲市/note.exe"):
        _touch(tmp_path / name)
    found = [(Path(entry.path).name, entry.region) for entry in entries([tmp_path])]
    assert found == [("c.txt", ""), ("b.txt", "乙市"), ("a.txt", "甲市")]


def test_an_earlier_audits_results_are_no_reports(tmp_path: Path) -> None:
    """Results are put below the reports, or beside them; the second run must not judge its own pages."""
    for folder in ("结果/", ""):
        for name in ("audit.sqlite", "dashboard.html", "circular.docx", "pages/0a/x.html"):
            _touch(tmp_path / f"{folder}{name}")
    for name in ("a.txt", "结果/b.txt", "甲市/pages/c.html", "甲市/circular.docx"):
        _touch(tmp_path / name)
    found = {Path(entry.path).relative_to(tmp_path).as_posix() for entry in entries([tmp_path])}
    assert found == {"a.txt", "甲市/circular.docx", "甲市/pages/c.html", "结果/b.txt"}


def test_what_no_report_is_called_is_told_and_not_listed(tmp_path: Path) -> None:
    for name in (
        "a.txt",
        "甲市/统计表.xlsx",
        "甲市/报告",
        "Thumbs.db",
        "~$a.docx",
        ".x",
        "结果/audit.sqlite",
        "结果/n.exe",
    ):
        _touch(tmp_path / name)
    assert [entry.path for entry in entries([tmp_path])] == [str(tmp_path / "a.txt")]
    assert passed_over([tmp_path, tmp_path / "a.txt", "s3://bureau"]) == [
        str(tmp_path / name) for name in ("甲市/报告", "甲市/统计表.xlsx", "结果/n.exe")
    ]


def test_a_file_given_twice_is_listed_once(tmp_path: Path) -> None:
    path = _touch(tmp_path / "a.txt")
    assert [entry.source for entry in entries([path, tmp_path, path])] == [str(path)]


def test_archive_members_are_listed_and_read(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        archive.writestr("甲市/某县.txt", "内容")
        archive.writestr("__MACOSX/x.txt", "no")
        archive.writestr("readme.exe", "no")
    (entry,) = entries([tmp_path])
    assert (entry.source, entry.region) == (f"{tmp_path}/all.zip/甲市/某县.txt", "甲市")
    assert content(entry, DEFAULT_LIMITS) == "内容".encode()


def _zip(**members: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return stream.getvalue()


def test_archives_within_an_archive_are_listed_and_read(tmp_path: Path) -> None:
    inner = _zip(**{"某县.txt": b"one", "乡镇/某镇.txt": b"two"})
    (tmp_path / "all.zip").write_bytes(_zip(**{"甲市.zip": inner, "省直/某局.txt": b"three"}))
    found = list(entries([tmp_path]))
    assert [(one.source.removeprefix(f"{tmp_path}/"), one.region) for one in found] == [
        ("all.zip/甲市.zip/乡镇/某镇.txt", "甲市"),
        ("all.zip/甲市.zip/某县.txt", "甲市"),
        ("all.zip/省直/某局.txt", "省直"),
    ]
    assert [content(one, DEFAULT_LIMITS) for one in found] == [b"two", b"one", b"three"]


def test_what_is_wrong_with_an_archive_within_is_one_entry_and_the_rest_is_read(tmp_path: Path) -> None:
    deep = _zip(**{"二.zip": _zip(**{"三.zip": _zip(**{"a.txt": b"a"})})})
    members = {"一.zip": deep, "乙.zip": b"PK broken", "丙.zip": _zip(**{"x.exe": b""}), "丁.txt": b"a"}
    (tmp_path / "all.zip").write_bytes(_zip(**members))
    told = {one.source.removeprefix(f"{tmp_path}/all.zip/"): one.problem for one in entries([tmp_path])}
    assert told == {
        "一.zip/二.zip/三.zip": "无法读取：压缩包嵌套超过 2 层。请解压后再检查。",
        "丁.txt": "",
        "丙.zip": "无法读取：压缩包里没有可检查的文件。请放入 docx、pdf、html、txt 等格式的报告。",
        "乙.zip": "无法读取：压缩文件已损坏，无法打开。请重新压缩后再检查。",
    }


def test_member_that_climbs_out_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        archive.writestr("../a.txt", "内容")
    (entry,) = entries([tmp_path / "all.zip"])
    with pytest.raises(UnreadableError, match="越界"):
        content(entry, DEFAULT_LIMITS)


def test_member_larger_than_the_limit_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        archive.writestr("a.txt", "x" * 1000)
    (entry,) = entries([tmp_path / "all.zip"])
    with pytest.raises(UnreadableError, match="超过上限"):
        content(entry, Limits(max_bytes=999))


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04broken"])
def test_broken_archive_is_one_entry_with_its_reason(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "all.zip").write_bytes(data)
    (entry,) = entries([tmp_path])
    assert "已损坏" in entry.problem


def test_empty_folder_is_one_entry_with_its_reason(tmp_path: Path) -> None:
    (entry,) = entries([tmp_path])
    assert "没有可检查的文件" in entry.problem


def test_manifest_tells_place_kind_year_and_days(tmp_path: Path) -> None:
    _touch(tmp_path / "in" / "a.txt")
    manifest = _touch(
        tmp_path / "m.csv",
        "文件,单位,类别,年度,上级,应公开日期,公开日期,网址\nin/a.txt,云岭县,县,2023年,青川市,2024-3-31,2024年4月2日,https://例.cn/a\n",
    )
    (entry,) = entries([manifest])
    assert entry.source == str(tmp_path / "in" / "a.txt")
    assert (entry.place, entry.region, entry.kind, entry.year) == ("云岭县", "青川市", "county", 2023)
    assert (entry.due, entry.published, entry.url) == ("2024-03-31", "2024-04-02", "https://例.cn/a")
    options = entry.options()
    assert (options.kind, options.years, str(options.published_on)) == ("county", (2023,), "2024-04-02")


def test_json_lines_manifest_and_gbk_csv(tmp_path: Path) -> None:
    lines = _touch(tmp_path / "m.jsonl", '{"path": "a.txt", "place": "云岭县", "year": 2023}\n\n')
    assert list(read_lines(str(lines))) == [Line(path="a.txt", place="云岭县", year=2023)]
    csv = tmp_path / "r.csv"
    csv.write_bytes("单位,类别\n云岭县司法局,部门\n".encode("gb18030"))
    assert list(read_lines(str(csv))) == [Line(place="云岭县司法局", kind="department")]


def test_roster_as_an_office_keeps_it(tmp_path: Path) -> None:
    """Excel's code page, a title above the head, columns and kinds in the office's own words, a line left empty."""
    table = tmp_path / "名册.csv"
    rows = (
        "2023年度应报送单位名册,,,,\r\n序号,单位名称（全称）,单位类别,地区,报告年份\r\n"
        "1,云岭县人民政府,县（市、区）,青川市,2023年度\r\n,,,,\r\n2,云岭县司法局,市直部门,青川市,2023\r\n"
    )
    table.write_bytes(rows.encode("gb18030"))
    assert list(read_lines(str(table), "place")) == [
        Line(place="云岭县人民政府", kind="county", year=2023, parent="青川市"),
        Line(place="云岭县司法局", kind="department", year=2023, parent="青川市"),
    ]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (
            "序号,机构\n1,云岭县\n".encode(),
            "没有找到写单位名称的列，见到的列有：序号、机构。请把列名写成其中一种：单位",
        ),
        (b"", "没有找到写单位名称的列，里面没有内容"),
        (b"PK\x03\x04workbook", "这是 Excel 工作簿，不是 CSV。请在 Excel 里另存为"),
        (
            "单位,类别\n云岭县,企业\n".encode(),
            "第 2 行（云岭县）的类别“企业”不认识，应为省、市、县、乡镇街道或者部门。请核对，没有的可以留空",
        ),
    ],
)
def test_a_roster_that_names_no_unit_is_told_and_not_passed_over(tmp_path: Path, data: bytes, said: str) -> None:
    table = tmp_path / "r.csv"
    table.write_bytes(data)
    with pytest.raises(UnreadableError, match=re.escape(said)):
        list(read_lines(str(table), "place"))


def test_a_manifest_without_file_names_is_one_entry_with_its_reason(tmp_path: Path) -> None:
    (entry,) = entries([_touch(tmp_path / "m.csv", "序号,单位\n1,云岭县\n")])
    assert "没有找到写文件名的列，见到的列有：序号、单位" in entry.problem


def test_all_wrong_values_of_a_manifest_are_told_with_their_lines_and_its_reports_are_read(tmp_path: Path) -> None:
    rows = "2023年度清单,,\npath,published,year\na.txt,2023-02-30,\n,,\nb.txt,,两千\nc.txt,2024-03-01,2023\n"
    found = list(entries([_touch(tmp_path / "m.csv", rows)]))
    assert [(Path(one.source).name, one.published, one.year) for one in found if not one.problem] == [
        ("a.txt", "", None),
        ("b.txt", "", None),
        ("c.txt", "2024-03-01", 2023),
    ]
    (problem,) = [one.problem for one in found if one.problem]
    assert "第 3 行（a.txt）的日期“2023-02-30”不是年月日；第 5 行（b.txt）的年度“两千”不是四位年份" in problem


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("县（市、区）", "county"),
        ("市辖区", "county"),
        ("县级市人民政府", "county"),
        ("市直单位", "department"),
        ("省级机关", "department"),
        ("政府组成部门", "department"),
        ("市政府直属机构", "department"),
        ("县直部门", "department"),
        ("乡（镇）、街道", "township"),
        ("街道办", "township"),
        ("镇街", "township"),
        ("设区的市", "city"),
        ("州（市）", "city"),
        ("自治区", "province"),
        ("开发区", ""),
        ("高新区管委会", ""),
        ("经开区", ""),
        ("—", ""),
        ("企业", None),
        ("学校", None),
        ("甲", None),
    ],
)
def test_kinds_as_offices_write_them(said: str, kind: str | None) -> None:
    assert kind_of(said) == kind


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("2024-03-28", "2024-03-28"),
        ("2024年3月28日前", "2024-03-28"),
        ("２０２４.３.２８", "2024-03-28"),
        ("20240328", "2024-03-28"),
        ("45379", "2024-03-28"),
        ("2024/3/28 17:30", "2024-03-28"),
        ("2024-03-28T00:00:00", "2024-03-28"),
        ("2024年2月底前", "2024-02-29"),
        ("2024年13月底", None),
        ("未公开", ""),
        ("/", ""),
        ("—", ""),
        ("2024-02-30", None),
        ("20241301", None),
        ("三月底", None),
    ],
)
def test_days_as_offices_write_them(said: str, day: str | None) -> None:
    assert day_of(said) == day


@pytest.mark.parametrize(
    ("said", "year"),
    [("２０２３ 年", 2023), ("2023.0", 2023), ("2023年度", 2023), ("无", 0), ("23", None), ("2203", None)],
)
def test_years_as_offices_write_them(said: str, year: int | None) -> None:
    assert year_of(said) == year


def test_sums_and_notes_below_a_roster_are_no_units(tmp_path: Path) -> None:
    table = _touch(
        tmp_path / "r.csv",
        "序号,单位名称,类别\n1,云岭县,县\n2,合川区,区\n合计,187,\n,合 计,\n填表人：王某,,\n,审核人：李某,\n",
    )
    assert [line.place for line in read_lines(str(table), "place") if line.place] == ["云岭县", "合川区"]


def test_a_file_is_listed_once_by_whatever_path_and_with_what_the_manifest_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _touch(tmp_path / "in" / "甲市" / "a.txt")
    manifest = _touch(tmp_path / "m.csv", "文件,单位,年度\nin/甲市/a.txt,云岭县,2023\n")
    monkeypatch.chdir(tmp_path)
    for given in (["in", str(manifest)], [str(manifest), "in"], [str(tmp_path / "in"), "m.csv", "in/甲市/a.txt"]):
        (entry,) = entries(given)
        assert (entry.place, entry.year) == ("云岭县", 2023)


def test_key_changes_with_content_options_name_and_settings(tmp_path: Path) -> None:
    (entry,) = entries([_touch(tmp_path / "a.txt")])
    (named,) = entries([_touch(tmp_path / "b.txt")])
    keys = {
        key_of(b"one", entry, "s")[0],
        key_of(b"two", entry, "s")[0],
        key_of(b"one", entry, "t")[0],
        key_of(b"one", named, "s")[0],
    }
    assert len(keys) == 4
    assert key_of(b"one", entry, "s") == key_of(b"one", entry, "s")


@pytest.mark.parametrize("line", ["[" * 100_000, '{"a":' * 50_000])
def test_a_manifest_of_nothing_but_brackets_is_one_sentence(tmp_path: Path, line: str) -> None:
    (entry,) = entries([_touch(tmp_path / "m.jsonl", line)])
    assert "第 1 行不是 JSON 对象" in entry.problem
