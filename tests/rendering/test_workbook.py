"""The workbook: reads back as it was written, nothing in it runs, many reports fit."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.workbook import Workbook as Book

from checker.model import Assessment
from checker.rendering import RenderOptions, render, workbook
from checker.rendering.workbook_sheets import safe_cell

from . import samples


def book(*assessments: Assessment, lang: str = "zh") -> Book:
    data = render(assessments, "xlsx", RenderOptions(lang=lang))  # type: ignore[arg-type]
    return openpyxl.load_workbook(io.BytesIO(data))


def rows(made: Book, name: str) -> list[dict[str, object]]:
    lines = list(made[name].iter_rows(values_only=True))
    return [dict(zip(map(str, lines[0]), line, strict=True)) for line in lines[1:]]


def test_sheets_heads_filters_and_frozen_rows() -> None:
    made = book(samples.realistic())
    assert made.sheetnames == ["结论", "条目", "依据", "数字", "说明"]
    for sheet in made:
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == sheet.dimensions
        assert sheet["A1"].font.b


def test_the_verdict_reads_back() -> None:
    (row,) = rows(book(samples.realistic()), "结论")
    expected = {
        "报告": 1, "文件": "青屏县2023.txt", "报告主体": "青屏县人民政府", "报告年度": "2023", "成文日期": "2024-01-19",
        "结论": "未通过", "得分": 62.86, "已得权重": 22, "应得权重": 35, "不符合": 2, "需核对": 4, "符合": 8,
        "门槛说明": "有 2 个条目不符合（行政执法“三项制度”、残留内容），门槛不允许。",
    }  # fmt: skip
    assert {key: row[key] for key in expected} == expected


def test_every_finding_and_every_passage_read_back() -> None:
    sample = samples.realistic()
    made = book(sample)
    found = rows(made, "条目")
    assert [(row["条目编号"], row["条目"], row["说明"]) for row in found] == [
        (f.criterion, f.name, f.message or None) for f in sample.findings
    ]
    three = next(row for row in found if row["条目编号"] == "enforcement.three-systems")
    assert three["状态"] == "不符合"
    assert three["未写明"] == "行政执法公示、执法全过程记录、重大执法决定法制审核"
    assert three["最接近的原文"] == "一是行政执法“三项制度”落实不够到位。\n将推进行政执法“三项制度”全覆盖。"
    passages = [
        (q, use) for f in sample.findings for qs, use in ((f.evidence, "依据原文"), (f.near, "最接近")) for q in qs
    ]
    for row, (quote, use) in zip(rows(made, "依据"), passages, strict=True):
        assert (row["原文"], row["用途"], row["起（字符）"], row["止（字符）"]) == (
            quote.text,
            use,
            quote.start,
            quote.end,
        )
        assert sample.report.text[quote.start : quote.end] == row["原文"]


def test_figures_with_kind_value_and_place() -> None:
    sample = samples.realistic()
    found = {row["数字"]: row for row in rows(book(sample), "数字")}
    assert {key: found["418件"][key] for key in ("种类", "数值", "量词")} == {"种类": "数量", "数值": 418, "量词": "件"}
    assert (found["8.9%"]["种类"], found["8.9%"]["数值"]) == ("百分比", 8.9)
    assert found["52件"]["所在部分"] == "一、2023年主要举措和成效 › （三）化解矛盾纠纷"
    for row in found.values():
        assert sample.report.text[int(str(row["起（字符）"])) : int(str(row["止（字符）"]))] == row["数字"]


def test_statuses_are_coloured_and_wide_enough() -> None:
    sheet = book(samples.realistic())["条目"]
    heads = [cell.value for cell in sheet[1]]
    column = heads.index("状态") + 1
    fills = {sheet.cell(r, column).value: sheet.cell(r, column).fill.fgColor.rgb for r in range(2, sheet.max_row + 1)}
    assert len(set(fills.values())) == len(fills) == 5
    for index, head in enumerate(heads):
        width = sheet.column_dimensions[openpyxl.utils.get_column_letter(index + 1)].width
        assert width >= 2 * len(str(head))


def test_many_reports_share_a_book() -> None:
    made = book(*samples.two_parts(), samples.passing())
    assert [row["报告"] for row in rows(made, "结论")] == [1, 2, 3]
    assert {row["报告"] for row in rows(made, "条目")} == {1, 2, 3}


def test_nothing_runs_and_nothing_links() -> None:
    evil = [
        "=1+1",
        "@SUM(1)",
        "+1",
        "-1",
        "=cmd|' /C calc'!A0",
        "＝1+1",
        "http://a.example/x",
        "\t=1",
        "{=1}",
        "=HYPERLINK(1)",
    ]
    listed = [samples.Row(f"form.{k}", text, "fail", "none", "required", text, text) for k, text in enumerate(evil)]
    data = render([samples.realistic(listed), samples.hostile()], "xlsx")
    made = openpyxl.load_workbook(io.BytesIO(data))
    for sheet in made:
        for line in sheet.iter_rows():
            for cell in line:
                assert cell.data_type in ("s", "n")
                assert cell.hyperlink is None
    names = {row["条目"] for row in rows(made, "条目")}
    assert "=1+1" in names
    cell = next(c for line in made["条目"].iter_rows() for c in line if c.value == "=1+1")
    assert cell.quotePrefix
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            xml = archive.read(name)
            assert b"<f>" not in xml
            assert not re.search(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]", xml)
        assert not [name for name in archive.namelist() if "externalLink" in name or "vba" in name.lower()]


def test_the_same_bytes_and_cells_in_memory_and_through_files(monkeypatch: pytest.MonkeyPatch) -> None:
    usual = render([samples.realistic()], "xlsx")
    assert usual == render([samples.realistic()], "xlsx")
    cells = [list(sheet.values) for sheet in openpyxl.load_workbook(io.BytesIO(usual))]
    monkeypatch.setattr(workbook, "_MANY_ROWS", 1)
    through = render([samples.realistic()], "xlsx")
    assert through == render([samples.realistic()], "xlsx")
    assert [list(sheet.values) for sheet in openpyxl.load_workbook(io.BytesIO(through))] == cells


def test_ten_thousand_hostile_findings_come_out_whole() -> None:
    data = render([samples.hostile(10_000)], "xlsx")
    assert len(data) < 10_000_000
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        counts = [archive.read(f"xl/worksheets/sheet{number}.xml").count(b"<row ") for number in (2, 3)]
    assert counts == [10_001, 20_001]


def test_english_heads() -> None:
    assert book(samples.realistic(), lang="en").sheetnames == ["Verdicts", "Findings", "Evidence", "Figures", "About"]


def test_no_report_makes_empty_sheets() -> None:
    assert rows(book(), "条目") == []


@given(st.text(max_size=200))
def test_cells_hold_no_control_characters_and_keep_the_rest(text: str) -> None:
    made = safe_cell(text)
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\u202e]", made)
    assert safe_cell(made) == made


@pytest.mark.parametrize("text", ["长" * 100_000, "𠮷" * 100_000, "x" * 100_000])
def test_a_cell_never_passes_the_limit_of_excel(text: str) -> None:
    assert len(safe_cell(text).encode("utf-16-le")) // 2 <= 32_767
    sample = samples.realistic()
    long = replace(sample.findings[0], message=text)
    assert "……" in str(rows(book(replace(sample, findings=(long,))), "条目")[0]["说明"])
