"""How often each item that a rubric only lists (an encouraged criterion, all of a map's) was disclosed."""

from __future__ import annotations

from checker.audit.store import Store
from checker.audit.tables import Cell, Table

_HEADS = ("组", "事项", "适用的报告", "已披露", "有提及", "未见披露", "披露率（%）")
_NOTE = "只列“鼓励”的条目和披露地图的事项，未披露的不作评价。披露率 = 已披露 ÷ 适用的报告。"

_COUNTS = """
    SELECT k.group_name, k.name, count(*), total(f.coverage = 'full'), total(f.coverage = 'partial'),
           total(f.coverage = 'none')
    FROM cohort c JOIN findings f USING (report) JOIN criteria k USING (criterion)
    WHERE f.level = 'encouraged' AND f.coverage <> 'not_applicable' AND f.status <> 'error'
    GROUP BY f.criterion ORDER BY k.position
"""


def table(store: Store) -> Table:
    """A row for each item that concerns at least one report, in rubric order."""
    rows: list[tuple[Cell, ...]] = [
        (group, name, int(of), int(full), int(partial), int(none), round(100 * full / of, 1))
        for group, name, of, full, partial, none in store.fetch(_COUNTS)
    ]
    return Table("disclosure", "事项披露情况", _HEADS, rows, _NOTE)
