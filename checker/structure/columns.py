"""Contents told by a column's head (存在问题 | 下一步打算) or a line's label (年初任务：…… 完成情况：……)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from checker.model import Role
from checker.structure.leadins import Part

_TASK = (
    r"(?:年初|年度|全年|本年|重点|主要|工作|目标|计划|既定|下达|承诺|部署)*(?:任务|目标|计划|承诺)"
    r"(?:内容|事项|要求|安排|目标|指标|清单|项目|值)?"
)
_OUTCOME = (
    r"(?:年末|年底|全年|截至[^：:，。\n]{1,10}|任务|工作|目标|实际|整改)*"
    r"(?:(?:完成|落实|推进|进展|执行|兑现|办理|整改)(?:情况|进度|结果|成效|程度|值)?|进展|结果|成效)"
)
_TASK_HEAD, _OUTCOME_HEAD = re.compile(_TASK), re.compile(_OUTCOME)
_LABELLED = re.compile(
    r"[\s　]*(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．])?[【\[]?"
    rf"(?:(?P<task>{_TASK})|(?P<outcome>{_OUTCOME}))[】\]]?[：:]"
)
_SAID = re.compile(
    r"(?:^|(?<=\n))[ 　]*((?:(?P<lack>(?:主要|存在的?)?(?:不足|短板|问题|差距|欠缺)(?:之处)?)"
    r"|(?:下一?步)?(?:打算|安排|计划)|(?:下一?步|改进|努力)方向|改进措施)：)"
)
# A colon with what stands before it in its sentence, as far as a label reaches.
_COLON = re.compile(r"[：:]")
_LABEL_MAX = 20
# "完成情况：已按期完成。": what was set is then what was done.
_MET = re.compile(
    r"[\s　]*(?:√|✓|100%|已?(?:办结|销号)"
    r"|(?:已|均|全部|全面|全|按期|按时|如期|超额|顺利|圆满|基本)*(?:完成|落实|实现|达标|达到))"
    r"(?![^。；\n]{0,6}(?:\d|[一二三四五六七八九]成|部分|过半|一半))"
)
# What an outcome that leaves the task open begins with; what one that tells of deeds holds.
_OPEN = re.compile(
    r"[\s　]*(?:未|没有?|尚|暂|部分|基本|正在?|在[建办推]|待|无|取消|推迟|延期|转入|结转|完成"
    r"|[一二三四五六七八九半]成|[一-龥]{1,2}分之|\d"
    r"|[因受][^，。；]{0,16}(?:取消|推迟|延期|未|停))"
)
_PENDING = re.compile(r"仍在|尚[未在]|未[能印建启完]|暂未|正在|征求意见|会签|没有")
_FACT = re.compile(r"\d[\d,.]*[余多万]*[件个次份名人项家期场条宗起处卷户]|印发|出台|建成|上线|挂牌")
_SHORT_OF = re.compile(r"未|部分|基本|没有|取消|推迟|延期|转入|结转")
_BARE: dict[str, Role] = {
    "问题": "problems",
    "不足": "problems",
    "短板": "problems",
    "差距": "problems",
    "打算": "plan",
}
_AHEAD_HEAD = re.compile(r"(?:改进|努力|整改|完善|提升|工作)方向")
_REMEDY = re.compile(r"[一-龥]{0,4}(?:整改|改进|对策|解决)(?!方向)[一-龥]{0,4}")
_HEAD_MAX, _HEAD_ROWS = 14, 3
_TORN = 40
_LABEL_REACH, _OUTCOME_READ = 800, 40

Cues = Callable[[str], tuple[Role, ...]]


@dataclass(frozen=True, slots=True)
class TableCell:
    """``text[start:end]`` is the cell in ``row`` and ``column`` (from 1) of table number ``table``."""

    start: int
    end: int
    table: int
    row: int
    column: int


def find_columns(folded: str, cells: Sequence[TableCell], cues: Cues) -> list[Part]:
    """The cells under heads that tell of tasks, shortcomings, causes or plans; ``cues`` tells what a head names."""
    found: list[Part] = []
    above: tuple[int, int, dict[int, Role]] = (0, 0, {})
    for grid in _grids(cells):
        heads, roles = _heads(folded, grid, cues)
        width = max(cell.column for cell in grid)
        if not roles and above[0] == width and grid[0].start - above[1] <= _TORN:
            roles = above[2]  # a table that the end of a page has torn: its heads stand above
        above = (width, grid[-1].end, roles)
        if not roles:
            continue
        outcome = next((column for column, role in roles.items() if role == "measures"), None)
        outcomes = {cell.row: folded[cell.start : cell.end] for cell in grid if cell.column == outcome}
        for cell in grid:
            role = roles.get(cell.column)
            if cell.row <= heads or role is None or role == "measures" or not folded[cell.start : cell.end].strip():
                continue
            if role == "task" and is_met(outcomes.get(cell.row, "")):
                continue
            found.append(Part(cell.start, cell.end, role))
    return found


def find_tasks(folded: str, start: int, end: int) -> list[Part]:
    """What lines labelled 年初任务 set, where a line labelled 完成情况 behind them tells what came of it."""
    found: list[Part] = []
    set_from: int | None = None
    for colon in _COLON.finditer(folded, start, end):
        low = max(folded.rfind(mark, max(start, colon.start() - _LABEL_MAX), colon.start()) for mark in "。；\n") + 1
        label = _LABELLED.fullmatch(folded, low or max(start, colon.start() - _LABEL_MAX), colon.end())
        if label is None:
            continue
        if label["task"]:
            set_from = colon.end()
            continue
        near = set_from is not None and low - set_from <= _LABEL_REACH
        if set_from is not None and near and not is_met(folded[colon.end() : colon.end() + _OUTCOME_READ]):
            found.append(Part(set_from, low, "task"))
        set_from = None
    return found


def find_said(folded: str, start: int, end: int) -> list[Part]:
    """Lines that open with the label of a shortcoming or a plan (差距：……, 打算：……), each to its end."""
    found: list[Part] = []
    for label in _SAID.finditer(folded, start, end):
        line = folded.find("\n", label.end(), end)
        found.append(Part(label.start(1), end if line < 0 else line + 1, "problems" if label["lack"] else "plan"))
    return found


def is_met(outcome: str) -> bool:
    """Whether an outcome says that the task as it was set is done, or tells what was done about it."""
    told = _MET.match(outcome)
    if told is not None:
        return _SHORT_OF.search(outcome, 0, told.end() + 4) is None
    first = re.split("[。；\n]", outcome, maxsplit=1)[0]
    return _OPEN.match(first) is None and _PENDING.search(first) is None and _FACT.search(first) is not None


def _grids(cells: Sequence[TableCell]) -> Iterator[list[TableCell]]:
    grid: list[TableCell] = []
    for cell in cells:
        if grid and cell.table != grid[-1].table:
            yield grid
            grid = []
        grid.append(cell)
    if grid:
        yield grid


def _heads(folded: str, grid: Sequence[TableCell], cues: Cues) -> tuple[int, dict[int, Role]]:
    """The row of the heads and what each column tells; nothing where no two heads name contents."""
    rows: dict[int, list[TableCell]] = {}
    for cell in grid:
        if cell.row > _HEAD_ROWS:
            break
        rows.setdefault(cell.row, []).append(cell)
    for row, heads in rows.items():
        texts = {cell.column: folded[cell.start : cell.end].strip() for cell in heads}
        roles = {column: role for column, text in texts.items() if (role := _told(text, cues)) is not None}
        remedied = any(role == "measures" for role in roles.values())
        # beside a column of outcomes a remedy is what was done, not what is planned
        kept = {
            column: role
            for column, role in roles.items()
            if not (role == "plan" and remedied and _REMEDY.fullmatch(texts[column]))
        }
        if len(set(kept.values())) > 1:
            return row, kept
    return 0, {}


def _told(head: str, cues: Cues) -> Role | None:
    if not 1 < len(head) <= _HEAD_MAX:
        return None
    if head in _BARE:
        return _BARE[head]
    if _OUTCOME_HEAD.fullmatch(head):
        return "measures"
    if _TASK_HEAD.fullmatch(head):
        return "task"
    if _AHEAD_HEAD.search(head):
        return "plan"
    named = cues(head)
    return named[0] if named else None
