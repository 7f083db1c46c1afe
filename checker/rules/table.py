"""The rule kind ``table``: is a table there with its rows and columns, is it filled in, do its sums hold?

The table is data of the rubric (named columns and rows, sums over them); see :mod:`checker.rules.table_found`.
What cannot be read is said to be unread, never to be wrong. Blanks count as nothing in a sum.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from checker.model import Criterion, Evidence, Judgement
from checker.rules.context import Context
from checker.rules.grids import Cell
from checker.rules.table_found import Found, Named, Shape, find, shape_of

_MOST_TOLD = 5
_SLACK = 1e-6


def judge_table(criterion: Criterion, context: Context) -> Judgement:
    """``check`` says what is asked: ``present``, ``filled`` or ``sums``."""
    shape = shape_of(criterion.params["table"])
    key = (shape.name, len(shape.rows), len(shape.columns))
    notes = context.scan.notes
    if ("table", key) not in notes:
        notes["table", key] = find(context.report, shape)
    found = notes["table", key]
    asked = criterion.params.get("check") or "present"
    if not isinstance(found, Found):
        return _absent(shape, asked, context)
    if not found.readable():
        return _unread(found, asked)
    if asked == "filled":
        return _filled(found)
    if asked == "sums":
        return _sums(found, criterion.params.get("sums") or ())
    return _present(found)


def _absent(shape: Shape, asked: str, context: Context) -> Judgement:
    if asked != "present":
        return Judgement("not_applicable", message=f"未见{shape.name}，无法核对。")
    if context.report.clean.ledger.images:
        return Judgement("partial", message=f"未读出{shape.name}，文件里有图片，表格可能在图片中，请核对原件。")
    return Judgement("none", message=f"未见{shape.name}，请核对。")


def _unread(found: Found, asked: str) -> Judgement:
    """The heads are there and no row can be told to its columns: said as it is, held against nobody."""
    shown = tuple(_evidence(line.label) for line in found.lines.values() if line.label)[:2]
    shown = tuple(item for item in shown if item.start >= 0)
    message = f"未能读出{found.shape.name}：看到表头或行名，数字对不上各栏，请核对原件（最好用 Word 或网页原件检查）。"
    return Judgement("not_applicable" if asked == "filled" else "partial", shown, message=message)


def _present(found: Found) -> Judgement:
    """All rows and columns that the format has; a row that is there and cannot be read is there."""
    shape = found.shape
    lost = [named.name for named in shape.rows if named.id not in found.lines]
    heads = [named.name for named in shape.columns if named.id not in found.heads]
    shown = _shown([line.label for line in found.lines.values() if line.label] or _cells(found))[:2]
    if not lost and not heads:
        return Judgement("full", shown, message=f"{shape.name}各行各栏齐全。")
    parts = []
    if lost:
        parts.append(f"未见{_list(lost)}{'' if len(lost) == 1 else f'等 {len(lost)} 行'}")
    if heads:
        parts.append(f"未见栏目{_list(heads)}")
    message = f"{shape.name}{'，'.join(parts)}，请对照规定的格式核对。"
    return Judgement("partial", shown, message=message, unmet=tuple(lost + heads))


def _filled(found: Found) -> Judgement:
    """Every place holds a number: nought is written 0."""
    blank: list[str] = []
    places: list[Cell | None] = []
    for row, line in _lines(found):
        for column, cell in zip(found.shape.columns, line, strict=True):
            if cell is None or cell.is_mark:
                blank.append(_spot(row, column))
                places.append(cell or found.lines[row.id].label)
    if not blank:
        return Judgement("full", message=f"{found.shape.name}各栏都填了数字。")
    every = len(blank) == sum(len(line) for _, line in _lines(found))
    message = f"{found.shape.name}有 {len(blank)} 处没有填数字：{_list(blank)}，没有的请填 0。"
    return Judgement("none" if every else "partial", _shown(places)[:_MOST_TOLD], message=message)


def _sums(found: Found, sums: Sequence[Mapping[str, Any]]) -> Judgement:
    """Every sum that can be made of what was read; what does not hold is told with both numbers."""
    wrong: list[str] = []
    places: list[Cell | None] = []
    checked = 0
    for told, holds, cells in _relations(found, sums):
        checked += 1
        if not holds:
            wrong.append(told)
            places += cells
    unread = len(found.lines) - len(found.readable())
    rest = f"另有 {unread} 行未能读出，请核对。" if unread else ""
    if not checked:
        message = f"{found.shape.name}没有可以核对的合计。{rest}"
        return Judgement("partial" if unread else "not_applicable", message=message)
    if not wrong:
        held = f"{found.shape.name}核对了 {checked} 处合计，都相符。{rest}"
        return Judgement("partial" if unread else "full", _shown(_cells(found))[:2], message=held)
    more = f"；共 {len(wrong)} 处" if len(wrong) > _MOST_TOLD else ""
    message = f"{found.shape.name}的数字对不上，请核对：{'；'.join(wrong[:_MOST_TOLD])}{more}。{rest}"
    # where the table was lost on the way a number may stand in another place than its author's
    return Judgement("partial" if found.by_text else "none", _shown(places)[: 2 * _MOST_TOLD], message=message)


_Relation = tuple[str, bool, list[Cell | None]]


def _relations(found: Found, sums: Sequence[Mapping[str, Any]]) -> Iterator[_Relation]:
    lines = {row.id: (row, line) for row, line in _lines(found)}
    columns = {column.id: (index, column) for index, column in enumerate(found.shape.columns)}
    for rule in sums:
        if rule.get("columns"):
            for row, line in lines.values():
                parts = [(columns[name][1], line[columns[name][0]]) for name in rule["columns"]]
                totals = [(columns[name][1], line[columns[name][0]]) for name in rule["equal"]]
                yield from _relation(f"“{row.name}”一行", parts, totals, found.lines[row.id].label)
        else:
            wanted = [*rule["rows"], *rule["equal"]]
            if any(name not in lines for name in wanted):
                continue
            for index, column in columns.values():
                parts = [(lines[name][0], lines[name][1][index]) for name in rule["rows"]]
                totals = [(lines[name][0], lines[name][1][index]) for name in rule["equal"]]
                where = f"“{column.name}”一栏" if len(columns) > 1 else ""
                yield from _relation(where, parts, totals, None)


def _relation(
    where: str,
    parts: Sequence[tuple[Named, Cell | None]],
    totals: Sequence[tuple[Named, Cell | None]],
    label: Cell | None,
) -> Iterator[_Relation]:
    cells = [cell for _, cell in [*parts, *totals]]
    if all(cell is None or cell.is_mark for cell in cells):
        return
    one, other = _total(parts), _total(totals)
    blanks = sum(cell is None or cell.is_mark for cell in cells)
    left = f"{_names(parts)}之和为 {_number(one)}"
    right = f"{_names(totals)}{'之和' if len(totals) > 1 else ''}为 {_number(other)}"
    note = f"（{blanks} 处空白按 0 计）" if blanks else ""
    held = abs(one - other) < _SLACK
    yield f"{where}{left}，{right}{note}", held, [label, *(cell for _, cell in totals)]


def _total(items: Sequence[tuple[Named, Cell | None]]) -> float:
    return sum(cell.value for _, cell in items if cell is not None and cell.is_number)


def _names(items: Sequence[tuple[Named, Cell | None]]) -> str:
    names = [named.name for named, _ in items]
    return f"“{names[0]}”至“{names[-1]}”各项" if len(names) > 3 else "".join(f"“{name}”" for name in names)


def _number(value: float) -> str:
    return f"{value:.6f}".rstrip("0").rstrip(".")


def _lines(found: Found) -> Iterator[tuple[Named, list[Cell | None]]]:
    for named in found.shape.rows:
        line = found.lines.get(named.id)
        if line is not None and line.cells is not None:
            yield named, line.cells


def _cells(found: Found) -> list[Cell | None]:
    return [cell for _, line in _lines(found) for cell in line]


def _spot(row: Named, column: Named) -> str:
    return f"“{row.name}”的“{column.name}”"


def _list(names: Sequence[str]) -> str:
    shown = "、".join(name if name.startswith("“") else f"“{name}”" for name in names[:_MOST_TOLD])
    return shown + ("等" if len(names) > _MOST_TOLD else "")


def _shown(cells: Sequence[Cell | None]) -> tuple[Evidence, ...]:
    """The cells as evidence, each place once."""
    places = dict.fromkeys((cell.start, cell.end) for cell in cells if cell is not None and cell.start >= 0)
    return tuple(Evidence(start, end, "mentioned") for start, end in places)


def _evidence(cell: Cell) -> Evidence:
    return Evidence(cell.start, cell.end, "mentioned")


RULES = {"table": judge_table}
