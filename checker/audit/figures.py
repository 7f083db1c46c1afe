"""The tables of the named figures: quartiles by kind and year, and what stands far off or cannot be."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterator

from checker.audit.copies import unpack
from checker.audit.measures import BY_ID, MEASURES
from checker.audit.rows import kept
from checker.audit.statistics import fences, quantile
from checker.audit.store import Store
from checker.audit.tables import FEWEST, KINDS, Row, Table

Measured = dict[tuple[str, str, int], "array[float]"]
"""The ascending values of each (measure, kind, year), in the order in which they are shown; none above 100 %."""

BEYOND = "数值超过100%，请核对"
FAR = "与同类相差较大"
_MEASURED = """SELECT m.measure, c.kind, c.year, m.value, c.place, c.report, m.start, m.end
               FROM measures m JOIN cohort c USING (report) WHERE c.year IS NOT NULL"""
_ENDS = "。；;！？!?\n"
_LONGEST = 60
"""How much of a sentence is quoted on either side of the figure, in characters."""


def measured(store: Store) -> Measured:
    """What can be counted: a share above 100 % is a slip of pen or reading and tells nothing of its like."""
    held: dict[tuple[str, str, int], array[float]] = defaultdict(lambda: array("d"))
    for measure, kind, year, value, *_ in store.db.execute(_MEASURED):
        if not _is_beyond(measure, value):
            held[measure, kind, year].append(value)
    return {key: array("d", sorted(held[key])) for key in sorted(held, key=_place)}


def measures(measured: Measured) -> Table:
    """Quartiles of each measure by kind and year."""
    rows: list[Row] = []
    for (measure, kind, year), values in measured.items():
        low, high = fences(values)
        outside = sum(not low <= value <= high for value in values) if len(values) >= FEWEST else None
        shown = (round(quantile(values, share), 2) for share in (0.25, 0.5, 0.75))
        rows.append((BY_ID[measure].name, KINDS[kind], year, len(values), values[0], *shown, values[-1], outside))
    heads = ("指标", "类别", "年度", "写明的报告", "最低", "下四分位", "中位数", "上四分位", "最高", "相差较大")
    note = (
        "只统计写明该数据的报告；不足8份的，不判断哪些与同类相差较大。"
        "比率超过100%的不列入统计，列在“与同类相差较大的数据”中。"
    )
    return Table("measures", "主要指标", heads, rows, note)


def outliers(store: Store, measured: Measured) -> Table:
    """Figures far from their like, and shares above 100 %, each with the words that state it."""
    rows = kept(_outside(store, measured))
    heads = ("指标", "类别", "年度", "单位", "数值", "同类中位数", "说明", "原文")
    note = "请核对是否属实；相差大不等于有误。比率超过100%的，未列入中位数等统计。"
    return Table("outliers", "与同类相差较大的数据", heads, rows, note)


def _outside(store: Store, measured: Measured) -> Iterator[Row]:
    bounds = {key: fences(values) for key, values in measured.items() if len(values) >= FEWEST}
    outside: dict[tuple[str, str, int], list[tuple[str, float, str, int, int, int]]] = defaultdict(list)
    for measure, kind, year, value, place, *at in store.db.execute(f"{_MEASURED} ORDER BY c.position"):
        key = (measure, kind, year)
        if _is_beyond(measure, value):
            outside[key].append((place, value, BEYOND, *at))
        elif key in bounds and not bounds[key][0] <= value <= bounds[key][1]:
            outside[key].append((place, value, FAR, *at))
    for key in sorted(outside, key=_place):
        measure, kind, year = key
        middle = round(quantile(measured[key], 0.5), 2) if len(measured.get(key, ())) >= FEWEST else None
        for place, value, why, report, start, end in outside[key]:
            quote = _quote(store, report, start, end)
            yield BY_ID[measure].name, KINDS[kind], year, place, value, middle, why, quote


def _is_beyond(measure: str, value: float) -> bool:
    return BY_ID[measure].unit == "%" and value > 100


def _place(key: tuple[str, str, int]) -> tuple[int, int, int]:
    measure, kind, year = key
    return [one.id for one in MEASURES].index(measure), list(KINDS).index(kind), year


def _quote(store: Store, report: int, start: int, end: int) -> str:
    """The clauses around ``text[start:end]``, as the report has them."""
    ((packed,),) = store.fetch("SELECT text FROM texts WHERE report = ?", (report,))
    text = unpack(packed)
    low = max(max(text.rfind(mark, 0, start) for mark in _ENDS) + 1, start - _LONGEST)
    after = [at for mark in _ENDS if (at := text.find(mark, end)) >= 0]
    return text[low : min([*after, end + _LONGEST, len(text)])].strip()
