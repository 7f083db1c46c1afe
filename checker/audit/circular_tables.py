"""The tables of the circular: small, with a head on every page, and only the columns a page has room for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from checker.audit.tables import Cell, Table
from checker.rendering.letter_word import cell, paragraph, row, run, table
from checker.rendering.width import columns as width_of

_TYPE_AREA = 8844
"""Twips between the margins."""
_NARROWEST = 700
_MARGINS = 2
"""Of a cell, both sides, in half-width characters."""
_MOST_ROWS = 50
_LONGEST = 90
_SHORT = 12
_ANNEXED: Mapping[str, tuple[str, ...]] = {
    "several": ("单位", "年度", "报告", "内容", "文件"),
    "outliers": ("指标", "年度", "单位", "数值", "说明", "原文"),
    "copies": ("单位", "年度", "对照单位", "对照年度", "提示", "最相近部分", "文中的对方地名"),
    "follow-through": ("单位", "年度", "情况", "上年原文", "本年原文"),
    "stale": ("单位", "年度", "内容", "数值", "计量单位"),
}


@dataclass(frozen=True, slots=True)
class Numbers:
    """A table of few rows, to count in by the names of its columns."""

    table: Table

    def column(self, name: str) -> list[Cell]:
        at = self.table.columns.index(name)
        return [row[at] for row in self.table.rows]

    def only(self, names: Sequence[str]) -> list[tuple[Cell, ...]]:
        """The rows with these columns alone, in this order."""
        places = [self.table.columns.index(name) for name in names]
        return [tuple(row[place] for place in places) for row in self.table.rows]

    def sums(self, by: str, name: str) -> dict[Cell, int]:
        """The sum of a column for each value of another, in the order in which they first stand."""
        found: dict[Cell, int] = {}
        for key, value in self.only((by, name)):
            found[key] = found.get(key, 0) + (int(value) if isinstance(value, int | float) else 0)
        return found


def total(part: int, whole: int, unit: str = "份") -> str:
    """``12份，占40%`` in the form that a sentence goes on after."""
    return f"{part}{unit}（占{100 * part / whole:.1f}%）" if whole else f"{part}{unit}"


def grid(columns: Sequence[str], rows: Sequence[Sequence[Cell]]) -> str:
    """A bordered table over the type area; columns as wide as what stands in them asks."""
    shown = [[_text(value, name) for value, name in zip(line, columns, strict=True)] for line in rows]
    asked = [
        max([min(width_of(name), 10), *(min(width_of(line[at]), 34) for line in shown)]) + _MARGINS
        for at, name in enumerate(columns)
    ]
    whole = sum(asked) or 1
    wide = [max(_NARROWEST, _TYPE_AREA * one // whole) for one in asked]
    widths = [one * _TYPE_AREA // sum(wide) for one in wide]
    head = row(
        (
            cell(_small(name, "center", bold=True), width, fill="E8EDF1")
            for name, width in zip(columns, widths, strict=True)
        ),
        head=True,
    )
    # names stand flush, short words and numbers in the middle, a whole column alike
    aligned = [
        "left" if at == 0 or any(width_of(line[at]) > _SHORT for line in shown) else "center"
        for at in range(len(columns))
    ]
    body = [
        row(cell(_small(text, align), width) for text, align, width in zip(texts, aligned, widths, strict=True))
        for texts in shown
    ]
    return table([head, *body], widths)


def annex(number: int, whole: Table) -> list[str]:
    """The list behind a number of the text, on a page of its own."""
    # a column in which nothing stands takes room from those that tell
    places = [whole.columns.index(name) for name in _ANNEXED.get(whole.name, whole.columns)]
    places = [place for place in places if any(row[place] for row in whole.rows)]
    names = [whole.columns[place] for place in places]
    shown = [tuple(row[place] for place in places) for row in islice(whole.rows, _MOST_ROWS)]
    if whole.name == "problems":
        # where the files lie on this machine is nobody's business
        shown = [("/".join(str(row[0]).replace("\\", "/").split("/")[-2:]), *row[1:]) for row in shown]
    many = len(whole.rows)
    said = f"共{many}条" + (f"，列出前{len(shown)}条，其余见工作簿。" if many > len(shown) else "。")
    return [
        paragraph(run(f"附件{number}", font="黑体"), style="Flush", page_break=True),
        paragraph(run(whole.title, font="方正小标宋简体", points=18), style="Flush", align="center", keep=True),
        paragraph(run(said + whole.note), style="Small", after=80, keep=True),
        grid(names, shown),
    ]


def _small(text: str, align: str, *, bold: bool = False) -> str:
    return paragraph(run(text, bold=bold, points=9), style="Small", align=align)


def _text(value: Cell, column: str) -> str:
    if value is None:
        return "—"
    if isinstance(value, int | float) and ("率（%）" in column or "得分" in column):
        return f"{value:.1f}"
    shown = f"{value:g}" if isinstance(value, float) else str(value)
    return shown if len(shown) <= _LONGEST else f"{shown[: _LONGEST - 1]}…"
