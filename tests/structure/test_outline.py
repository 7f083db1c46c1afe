"""Where headings end, also where they run into the text."""

from __future__ import annotations

from dataclasses import replace

import pytest

from checker.model import Report
from checker.structure import build
from tests.structure.making import bare, one

BODY = "全年审核规范性文件12件，办理行政复议案件41件，评查执法案卷120卷，开展普法宣讲30场。"
HEAD = "云岭县人民政府关于2023年度法治政府建设情况的报告\n"


def headings(text: str) -> list[str]:
    report = one(text)
    return [report.text[s.heading_start : s.heading_end] for s in report.sections if not s.by_lead_in]


def test_headings_on_lines_of_their_own() -> None:
    text = f"{HEAD}一、主要做法\n（一）规范文件\n{BODY}\n（二）规范执法。{BODY}\n二、存在的问题\n一是人员不足。"
    assert headings(text) == ["一、主要做法", "（一）规范文件", "（二）规范执法", "二、存在的问题"]


def test_heading_that_runs_into_its_text() -> None:
    text = f"{HEAD}一、主要举措和成效我县{BODY}二、存在的不足一是人员不足。三、2024年工作安排我县将补充人员。"
    assert headings(text) == ["一、主要举措和成效", "二、存在的不足", "三、2024年工作安排"]


def test_statement_under_a_number_is_no_heading() -> None:
    text = f"{HEAD}一、主要做法\n{BODY}\n二、下一步打算\n（一）开展案卷评查，统一文书格式。\n（二）组织2期培训。"
    assert headings(text)[-2:] == ["（一）", "（二）"]


def test_motto_above_its_text_is_a_heading_with_or_without_a_full_stop() -> None:
    text = f"{HEAD}一、主要做法\n（一）加强领导，落实责任。\n{BODY}\n（二）依法履职，优化环境。\n{BODY}"
    assert headings(text)[1:] == ["（一）加强领导，落实责任", "（二）依法履职，优化环境"]


def test_sentence_with_a_figure_above_text_is_no_heading() -> None:
    text = f"{HEAD}一、主要做法\n（一）评查案卷120卷，发现问题36个。\n{BODY}\n（二）组织培训2期，参训90人。\n{BODY}"
    assert headings(text)[1:] == ["（一）", "（二）"]


def test_headings_without_numbers() -> None:
    text = f"{HEAD}主要举措和成效\n\n{BODY}\n\n存在的不足和原因\n\n一是人员不足。\n\n下一步工作打算\n\n补充人员。"
    assert headings(text) == ["主要举措和成效", "存在的不足和原因", "下一步工作打算"]


def test_a_label_opens_a_part() -> None:
    text = f"{HEAD}{BODY}\n{BODY}\n存在的主要问题：人员不足，案卷不规范。\n下一步工作打算：补充人员，开展评查。"
    assert headings(text) == ["存在的主要问题", "下一步工作打算"]


def test_parts_written_out() -> None:
    text = (
        f"{HEAD}第一部分 主要工作\n{BODY}\n第二部分 存在的困难\n人员不足，案卷不规范。\n第三部分 下一步打算\n补充人员。"
    )
    report = one(text)
    assert [section.role for section in report.sections] == ["measures", "problems", "plan"]


def test_path_and_nesting() -> None:
    text = f"{HEAD}一、主要做法\n（一）规范文件\n1.审核。{BODY}\n二、存在的问题\n一是人员不足。"
    report = one(text)
    place = report.text.index("全年审核")
    assert report.path_at(place) == ("一、主要做法", "（一）规范文件", "1.审核")


@pytest.mark.parametrize("tail", ["", "\n云岭县人民政府\n2024年2月1日"])
def test_sections_end_with_the_body(tail: str) -> None:
    report = one(f"{HEAD}一、主要做法\n{BODY}\n二、存在的问题\n一是人员不足。{tail}")
    assert report.sections[-1].end == report.body_end
    assert report.text[report.body_end :].strip() == tail.strip()


def test_table_of_contents_is_no_tree() -> None:
    contents = "一、主要做法……1\n二、存在的问题……5\n三、下一步打算……8\n"
    text = f"{HEAD}{contents}一、主要做法\n{BODY}\n二、存在的问题\n一是人员不足。\n三、下一步打算\n补充人员。"
    assert headings(text) == ["一、主要做法", "二、存在的问题", "三、下一步打算"]


def test_styled_headings_without_numbers() -> None:
    lines = [(None, HEAD.strip()), (1, "总体情况"), (2, "规范文件管理"), (None, BODY), (2, "规范执法"), (None, BODY),
             (1, "存在的不足"), (None, "审核力量不足。"), (1, "下一年度安排"), (None, "充实审核力量。")]  # fmt: skip
    plain = bare("\n".join(text for _, text in lines))
    styled = tuple(
        replace(paragraph, kind="heading" if level else "paragraph", level=level)
        for paragraph, (level, _) in zip(plain.paragraphs, lines, strict=True)
    )
    (report,) = build(replace(plain, paragraphs=styled))
    assert isinstance(report, Report)
    assert [(s.level, s.role, s.parent) for s in report.sections] == [
        (1, "measures", -1), (2, "measures", 0), (2, "measures", 0), (1, "problems", -1), (1, "plan", -1),
    ]  # fmt: skip


def test_a_part_whose_name_stands_on_the_next_line_is_one_section() -> None:
    text = f"{HEAD}第一部分\n主要举措和成效\n{BODY}\n第二部分\n党政主要负责人履行第一责任人职责情况\n县长主持会议4次。"
    report = one(text)
    assert headings(text) == ["第一部分\n主要举措和成效", "第二部分\n党政主要负责人履行第一责任人职责情况"]
    assert all(section.heading_end <= section.end for section in report.sections)
