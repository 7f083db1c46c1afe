"""Tables left in plain text as lines: cells parted by tabs or strokes stay apart."""

from __future__ import annotations

from checker import load_rubric, reading, text
from checker.model import Document
from checker.pipeline import check
from checker.reading.plain_tables import rows_of


def cells(value: str) -> list[tuple[tuple[int, int, int], str]]:
    document = reading.read(value.encode(), name="表.txt")
    assert isinstance(document, Document)
    return [
        (block.location.cell, document.raw[block.start : block.end])
        for block in document.blocks
        if block.location.cell is not None
    ]


def test_lines_with_the_same_number_of_cells_are_a_table() -> None:
    value = "前文一行。\n序号\t事项\t结果\n1\t案卷评查\t120卷\n2\t\t已办\n后文一行。\n"
    assert cells(value) == [
        ((1, 1, 1), "序号"),
        ((1, 1, 2), "事项"),
        ((1, 1, 3), "结果"),
        ((1, 2, 1), "1"),
        ((1, 2, 2), "案卷评查"),
        ((1, 2, 3), "120卷"),
        ((1, 3, 1), "2"),
        ((1, 3, 2), "已办"),
    ]


def test_upright_strokes_part_cells_too() -> None:
    value = "序号｜措施｜时限\n1｜定向招录法律专业人员｜10月底\n"
    assert [text for _, text in cells(value)] == ["序号", "措施", "时限", "1", "定向招录法律专业人员", "10月底"]


def test_what_is_no_table() -> None:
    assert rows_of(["打印｜关闭", "首页｜公开"]) == {}  # one stroke
    assert rows_of(["来源：司法局\t浏览：20"]) == {}  # one line
    assert rows_of(["\t一、主要做法", "\t全年评查案卷120卷。"]) == {}  # an indent
    assert rows_of(["甲\t乙", "甲\t乙\t丙"]) == {}  # not the same number


def test_cells_do_not_run_into_one_another() -> None:
    value = "送法规科审核\t法规科审核11件\n移送线索\t移送线索3起\n"
    document = reading.read(value.encode(), name="表.txt")
    assert text.clean(document).text.split("\n")[:4] == ["送法规科审核", "法规科审核11件", "移送线索", "移送线索3起"]
    body = f"东山县2023年度法治政府建设情况报告\n\n一、主要做法\n{value}\n"
    (result,) = check(body.encode(), load_rubric("law-government-2021"), name="表.txt")
    typos = next(finding for finding in result.findings if finding.criterion == "text.typos")
    assert typos.coverage == "full"
