"""``circular.docx``: the draft of a 年度报告审查情况通报, facts in numbers and tables, to edit and sign.

The draft names counts, shares and places; it weighs nothing and asks nobody to be held to account.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from checker.audit.tables import Cell, Table

_MOST_ROWS = 30
_SHOWN: Mapping[str, tuple[str, ...]] = {
    "on-time": ("类别", "年度", "报告", "按时公开", "晚于期限", "公开日期不明", "按时公开率（%）"),
    "contents": ("类别", "年度", "内容", "报告", "完整", "部分", "未见", "完整率（%）"),
    "criteria-kind": ("类别", "条目", "符合", "需核对", "不符合", "符合率（%）"),
    "measures": ("指标", "类别", "年度", "写明的报告", "最低", "中位数", "最高"),
    "copies": ("单位", "年度", "对照单位", "对照年度", "提示", "最相近部分的重合（%）", "最相近部分"),
    "follow-through": ("单位", "年度", "情况", "上年原文"),
}
_CREATED = datetime(2000, 1, 1)
_UNSAFE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def render(tables: Sequence[Table]) -> bytes:
    """The draft as a .docx; the same tables give the same bytes."""
    from docx import Document

    document = Document()
    properties = document.core_properties
    properties.title, properties.author = "年度报告审查情况通报", "checker"
    properties.created = properties.modified = _CREATED
    _style(document)
    held = {table.name: table for table in tables}
    _write(document, held)
    buffer = io.BytesIO()
    document.save(buffer)
    return _undated(buffer.getvalue())


def _write(document: Any, held: Mapping[str, Table]) -> None:
    numbers = {str(name): count for name, count in held["overview"].rows}
    document.add_heading("法治政府建设年度报告审查情况通报", level=0)
    document.add_paragraph("（初稿，由程序按审查结果生成，请核对、修改后签发）")
    reports, files = numbers.get("报告", 0), numbers.get("文件", 0)
    document.add_paragraph(
        f"本次共收到文件{files}个，审查报告{reports}份，另有{numbers.get('未能审查的文件', 0)}个文件未能审查。"
        f"审查结论为通过的{numbers.get('通过', 0)}份，有需核对事项的{numbers.get('有需核对事项', 0)}份，"
        f"未通过的{numbers.get('未通过', 0)}份，得分中位数为{numbers.get('得分中位数') or '—'}。"
    )
    sections = (
        ("一、报送和公开情况", ("on-time", "missing")),
        ("二、五项内容情况", ("contents",)),
        ("三、各条目情况", ("criteria-kind",)),
        ("四、主要数据", ("measures", "outliers")),
        ("五、文字相近需要核对的情况", ("copies",)),
        ("六、上年安排的跟进情况", ("follow-through",)),
        ("七、未能审查的文件", ("problems",)),
    )
    for heading, names in sections:
        document.add_heading(heading, level=1)
        for name in names:
            table = held[name]
            if name == "criteria-kind":
                table = _lowest(table)
            if name == "follow-through" and table.rows:
                counts = Counter(str(row[3]) for row in table.rows)
                document.add_paragraph(
                    "；".join(f"{outcome}{count}项" for outcome, count in sorted(counts.items())) + "。"
                )
            _add(document, _narrow(table))
    document.add_paragraph("")
    for line in ("（署名）", "（日期）"):
        document.add_paragraph(line).alignment = 2


def _narrow(table: Table) -> Table:
    """The columns that a page has room for; the workbook has them all."""
    wanted = _SHOWN.get(table.name, table.columns)
    places = [table.columns.index(name) for name in wanted]
    rows = [tuple(row[place] for place in places) for row in table.rows]
    return Table(table.name, table.title, wanted, rows, table.note)


def _lowest(table: Table) -> Table:
    """The criteria that most reports of a kind do not meet, the worst first."""
    kept = [row for row in table.rows if isinstance(row[4], int) and row[4] > 0]
    kept.sort(key=lambda row: (-int(row[4] or 0), str(row[0]), str(row[1])))
    return Table(table.name, "不符合较多的条目", table.columns, kept, table.note)


def _add(document: Any, table: Table) -> None:
    if not table.rows:
        document.add_paragraph(f"{table.title}：没有这样的情况。")
        return
    shown = table.rows[:_MOST_ROWS]
    more = f"，以下列出前{len(shown)}条，其余见工作簿" if len(table.rows) > len(shown) else ""
    document.add_paragraph(f"{table.title}：共{len(table.rows)}条{more}。{table.note}")
    grid = document.add_table(rows=1, cols=len(table.columns), style="Table Grid")
    for cell, name in zip(grid.rows[0].cells, table.columns, strict=True):
        cell.text = name
    for row in shown:
        for cell, value in zip(grid.add_row().cells, row, strict=True):
            cell.text = _text(value)
    document.add_paragraph("")


def _text(value: Cell) -> str:
    shown = "" if value is None else f"{value:g}" if isinstance(value, float) else str(value)
    shown = _UNSAFE.sub("\ufffd", shown.replace("\n", " "))
    return shown if len(shown) <= 160 else shown[:159] + "…"


def _style(document: Any) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt

    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "仿宋", Pt(12)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), "仿宋")


def _undated(data: bytes) -> bytes:
    """The package with its members' times set to one day, so that only the content tells two apart."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as held, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        for info in held.infolist():
            member = zipfile.ZipInfo(info.filename, (2000, 1, 1, 0, 0, 0))
            member.compress_type = zipfile.ZIP_DEFLATED
            made.writestr(member, held.read(info))
    return buffer.getvalue()
