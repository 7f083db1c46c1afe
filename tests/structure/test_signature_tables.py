"""Offices and days that stand in tables, or alone in the middle, sign nothing."""

from __future__ import annotations

import pytest

from checker import check, load_rubric
from checker.model import Report

HEAD = "<h1>青屏县人民政府2023年法治政府建设年度情况报告</h1><p>青屏市人民政府：</p><p>一、主要举措和成效</p>"
TABLE = """<table><tr><td>序号</td><td>任务</td><td>完成时限</td><td>牵头单位</td></tr>
<tr><td>1</td><td>清理行政规范性文件</td><td>2023年12月31日</td><td>县司法局</td></tr>
<tr><td>2</td><td>评查行政处罚案卷</td><td>2023年10月15日</td><td>县市场监督管理局</td></tr></table>"""
REST = "<p>二、存在的不足</p><p>一是行政复议人员力量不足。</p><p>二是执法培训不够。</p>"
SIGNED = "<p>青屏县人民政府</p><p>2024年1月18日</p>"


def report(body: str) -> Report:
    page = f"<html><body>{HEAD}{body}</body></html>".encode()
    return check(page, rubric=load_rubric("law-government-2021"), name="报告.html")[0].report


def signed(of: Report) -> str | None:
    return of.identity.signature.value if of.identity.signature else None


@pytest.mark.parametrize("body", [TABLE + REST, REST + TABLE, TABLE])
def test_a_cell_signs_nothing(body: str) -> None:
    found = report(body)
    assert signed(found) is None
    assert found.identity.issued_on is None
    assert [section.role for section in found.sections if section.level == 1][-1] == (
        "problems" if REST in body else "measures"
    )
    assert "县市场监督管理局" in found.text[found.body_start : found.body_end]


@pytest.mark.parametrize("body", [TABLE + REST + SIGNED, REST + SIGNED + "<p>附件：任务清单</p>" + TABLE])
def test_a_signature_beside_a_table_is_found(body: str) -> None:
    found = report(body)
    assert signed(found) == "青屏县人民政府"
    assert str(found.identity.issued_on) == "2024-01-18"


def test_a_signature_in_a_table_of_its_own_is_found() -> None:
    found = report(
        REST + "<table><tr><td></td><td>青屏县人民政府</td></tr><tr><td></td><td>2024年1月18日</td></tr></table>"
    )
    assert (signed(found), str(found.identity.issued_on)) == ("青屏县人民政府", "2024-01-18")


def test_a_name_between_two_parts_signs_nothing() -> None:
    lines = "<p>开展执法检查的单位：</p><p>县司法局</p><p>县市场监督管理局</p>" * 2
    found = report(lines + REST)
    assert signed(found) is None
    assert "行政复议人员力量不足" in found.text[found.body_start : found.body_end]


def test_a_page_laid_out_in_cells_is_signed_in_one() -> None:
    cells = (HEAD + REST + SIGNED).replace("<p>", "<tr><td>").replace("</p>", "</td></tr>")
    page = f"<html><body><table>{cells}</table></body></html>".encode()
    found = check(page, rubric=load_rubric("law-government-2021"), name="报告.html")[0].report
    assert signed(found) == "青屏县人民政府"


def test_a_page_laid_out_in_one_column_is_signed_below_its_title() -> None:
    rows = (REST + SIGNED + "<p>联系电话：01012345678</p>").replace("<p>", "<tr><td>").replace("</p>", "</td></tr>")
    found = report(f"<table>{rows}</table><p>打印本页</p>")
    assert (signed(found), str(found.identity.issued_on)) == ("青屏县人民政府", "2024-01-18")
