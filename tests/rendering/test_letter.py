"""The audit letter: complete, in order, its numbers right, safe whatever the report holds."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import docx
import pytest
from lxml import etree

from checker.model import Basis
from checker.rendering import RenderOptions, render
from checker.rendering.letter_content import content
from checker.rendering.letter_words import office_words

from . import samples
from .office import members, problems

ZH = office_words("zh")


def letter() -> bytes:
    return render([samples.realistic()], "letter")


def test_the_parts_come_in_their_order() -> None:
    texts = [p.text for p in docx.Document(io.BytesIO(letter())).paragraphs if p.text]
    assert texts[:3] == ["法治政府建设年度报告审查意见书", "编号：〔　　　　〕　　　　号", "青屏县人民政府："]
    heads = [text for text in texts if re.match("[一二三四五六]、", text)]
    assert heads == [
        "一、报告基本情况", "二、审查依据", "三、审查结论", "四、各项条目审查情况", "五、需要处理的事项",
        "六、读取情况和说明",
    ]  # fmt: skip
    assert texts[-4:] == [
        "审查人：　　　　　　　　复核人：",
        "负责人：",
        "审查机关（印章）：",
        "　　　　年　　月　　日",
    ]


def test_the_verdict_and_its_arithmetic() -> None:
    made = content(samples.realistic(), ZH)
    assert made.verdict == (
        "审查结论为“未通过”，得分 62.86 分（满分 100 分）。",
        "本次共审查 16 个条目：不符合 2 个、需核对 4 个、符合 8 个、不适用 1 个、未能判定 1 个。",
        "有 2 个条目不符合（行政执法“三项制度”、残留内容），门槛不允许。",
    )
    assert "22 ÷ 35 × 100 = 62.86" in made.arithmetic
    assert sum(float(bar.score.split("／")[0]) for bar in made.bars) == 22
    assert sum(float(bar.score.split("／")[1]) for bar in made.bars) == 35


@pytest.mark.parametrize("path", ["/home/zhang/送审/青屏县.docx", "D:\\送审\\青屏县.docx", "青屏县.docx"])
def test_a_signed_paper_names_the_file_and_not_where_it_lay(path: str) -> None:
    sample = samples.realistic()
    clean = sample.report.clean
    moved = replace(clean, document=replace(clean.document, source=path))
    made = content(replace(sample, report=replace(sample.report, clean=moved)), ZH)
    assert dict(made.identity)["送审文件"] == "青屏县.docx"


def test_every_criterion_stands_in_the_table_under_its_group() -> None:
    sample = samples.realistic()
    rows = content(sample, ZH).rows
    assert [row.number for row in rows if row.number] == [str(number) for number in range(1, 17)]
    assert [row.name for row in rows if not row.number][:2] == ["形式要件", "必备内容"]
    assert ("信访法治化", "需核对（豁免）") in [(row.name, row.status) for row in rows]
    table = docx.Document(io.BytesIO(letter())).tables[2]
    assert len(table.rows) == 1 + len(rows)


def test_the_bars_have_a_cell_for_each_criterion() -> None:
    made = content(samples.realistic(), ZH)
    assert (made.unit, made.units) == (1, 3)
    shares = {bar.name: bar.shares for bar in made.bars}
    assert shares["行政执法工作体系"] == (("fail", 1, "1"), ("pass", 1, "1"), ("not_applicable", 1, "1"))
    many = content(samples.big(1000), ZH)
    assert (many.unit, many.units) == (6, 21)
    assert all(sum(cells for _, cells, _ in bar.shares) <= many.units for bar in many.bars)
    chart = docx.Document(io.BytesIO(letter())).tables[1]
    assert [cell.text for cell in chart.rows[5].cells] == [
        "行政执法工作体系",
        "1",
        "1",
        "1",
        "不符合 1　符合 1　不适用 1",
        "2／5",
    ]


def test_each_open_finding_is_quoted_with_advice_and_grounds() -> None:
    made = content(samples.realistic(), ZH)
    assert [item.heading for item in made.items] == [
        "1．行政执法“三项制度”（必备，不符合）",
        "2．残留内容（必备，不符合）",
        "3．数值合理（必备，未能判定）",
        "4．不足的原因（必备，需核对）",
        "5．领导干部学法（应有，需核对）",
        "6．信访法治化（应有，需核对）",
        "7．率与件数相符（必备，需核对）",
    ]
    first = made.items[0]
    assert [passage.text for passage in first.near] == [
        "“一是行政执法“三项制度”落实不够到位。”",
        "“将推进行政执法“三项制度”全覆盖。”",
    ]
    assert first.near[0].place.endswith("说明：仅见于存在不足部分")
    assert [label for label, _ in first.lines] == ["未写明", "建议", "规定依据"]
    assert made.items[1].evidence[0].text == "“<script>alert('1')</script>”"


def test_instruments_stand_once_the_highest_first() -> None:
    sample = samples.realistic()
    law = Basis("行政处罚法", "第四条", "", "法律", verified=True)
    findings = (*sample.findings, replace(sample.findings[0], basis=(law, replace(law, article="第五条"))))
    assert content(replace(sample, findings=findings), ZH).bases == (
        "《行政处罚法》《法治政府建设与责任落实督察工作规定》（厅字〔2019〕28号），共 2 项。",
        f"评价细则：法治政府建设年度情况报告评价细则（2021–2025年度） 1.2.0 版（校验值 {'ab' * 8}）。",
    )


def test_margins_page_and_page_numbers() -> None:
    document = docx.Document(io.BytesIO(letter()))
    section = document.sections[0]
    sizes = (section.page_width, section.page_height, section.top_margin, section.bottom_margin)
    assert [round(size.mm) for size in (*sizes, section.left_margin, section.right_margin) if size] == [
        210, 297, 37, 35, 28, 26,
    ]  # fmt: skip
    for footer in (section.footer, section.even_page_footer):
        assert " PAGE " in etree.tostring(footer._element, encoding="unicode")
    assert document.settings.odd_and_even_pages_header_footer


def test_fonts_of_the_standard_with_what_may_stand_in() -> None:
    table = members(letter())["word/fontTable.xml"].decode()
    for name, other in (
        ("方正小标宋简体", "宋体"),
        ("仿宋_GB2312", "仿宋"),
        ("黑体", "SimHei"),
        ("楷体_GB2312", "楷体"),
    ):
        assert re.search(f'w:name="{name}"><w:altName w:val="[^"]*{other}', table)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_sound_package_and_the_same_bytes(lang: str) -> None:
    options = RenderOptions(lang=lang)  # type: ignore[arg-type]
    for sample in (samples.realistic(), samples.passing(), samples.hostile(), samples.big()):
        data = render([sample], "letter", options)
        assert problems(data) == []
        assert data == render([sample], "letter", options)


def test_nothing_open_is_said() -> None:
    texts = [p.text for p in docx.Document(io.BytesIO(render([samples.passing()], "letter"))).paragraphs]
    assert "没有需要处理的事项。" in texts


def test_ten_thousand_hostile_findings_come_out_short_and_clean() -> None:
    data = render([samples.hostile(10_000)], "letter")
    assert problems(data) == []
    assert len(data) < 1_000_000
    made = content(samples.hostile(10_000), ZH)
    assert (len(made.items), made.items_more) == (300, "另有 9700 项未列出，完整结果见 JSON 或网页格式")
    assert made.table_more == "另有 9000 项未列出，完整结果见 JSON 或网页格式"
    for xml in members(data).values():
        assert not re.search(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]", xml)
        assert b"<script" not in xml
