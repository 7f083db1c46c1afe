"""Headings and the section tree: where a heading ends, how far its part goes, what stands above it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from checker.model import Paragraph, Role
from checker.structure.enumerators import Enumerator, enumerators
from checker.structure.lexicon import words
from checker.structure.numerals import ordinal
from checker.structure.plain_headings import PlainHeading, plain_headings

_LONGEST = 60
_MOST_TABLE = 0.8
_C = "一二三四五六七八九十"
PART = re.compile(rf"(?P<head>第(?P<number>[{_C}]{{1,2}})(?P<name>部分|章|篇|板块|项(?=[\s：:、])))[\s：:、]*(?=\S)")
"""第一部分, 第二部分 … where a heading begins."""
_PART = re.compile(rf"^[ \t　]*{PART.pattern}", re.MULTILINE)
_FEWEST_PARTS = 2
_TASK = re.compile(
    rf"^[ \t　]*(?P<head>(?P<name>任务|清单|事项|项目|做法|举措|亮点)[ 　]?(?P<number>[{_C}]{{1,3}}|\d{{1,2}}))"
    r"(?![\d年月日个项件条])[\s：:、.．]*(?=\S)",
    re.MULTILINE,
)
_FEWEST_TASKS = 3
_SPACE = " \t　\xa0"
# Where newlines were lost a heading runs into its text: “…情况深入贯彻…”.
_TAIL = re.compile(
    r"(?:情况|成效|举措|职责|不足|问题|原因|安排|打算|计划|措施|建议|事项|体系|机制|能力|水平|化|建设|作用|保障|发展)"
    r"(?=深入|坚持|认真|今年|20\d\d年|去年|我[省市县区旗镇乡局委厅办]|全[省市县区旗镇乡局面]|严格|积极|按照|根据|[一二三四五六]是|"
    r"围绕|改进|成立|召开|组织|制定|印发|落实|贯彻|把|虽然|尽管|对照|下一步|持续|[xX×]{2})"
)
# A heading that names one of the contents ends with such a noun: “三、存在的不足及原因|一年来……”.
_NOUN = re.compile(
    r"(?:情况|职责|责任|不足|问题|短板|差距|困难|原因|打算|安排|思路|计划|设想|重点|成效|举措|做法|措施|建议|事项|方向)"
    r"(?![的和及与、，,；情是在有]|以及|分析)"
)
_FIRST_ITEM = re.compile(r"[一1]是|首先")
_ANY_MARK = re.compile("[，,；;：:]")
_SPACES = re.compile(f"[{_SPACE}]+")
_STATEMENT = re.compile(r"[，,；;]|\d")
_FIGURE = re.compile(r"\d")
# “（一）加强领导，落实责任。” above its text; what is longer, or counts something, states a fact
_LONGEST_MOTTO = 30
_END_MARKS = frozenset("。！？；;，,：:、…")


@dataclass(slots=True)
class Node:
    """A section in the making; offsets as in :class:`checker.model.Section`, ``role`` as long as none is assigned."""

    start: int
    end: int
    heading_start: int
    heading_end: int
    level: int
    number: int | None
    parent: int = -1
    by_lead_in: bool = False
    role: Role = "measures"
    cues: tuple[Role, ...] = field(default=())


def outline(folded: str, paragraphs: Sequence[Paragraph], start: int, end: int) -> list[Node]:
    """The section tree of ``folded[start:end]`` as a list in text order; roles are not assigned yet."""
    marks = enumerators(_without_tables(folded, paragraphs, start, end), start, end)
    nodes = [_node(folded, mark, following, end) for mark, following in _pairs(marks, end)]
    rows = words().table_rows
    lines = paragraphs if rows is None else [p for p in paragraphs if not rows.match(folded, p.start, p.end)]
    # 第二部分 on a line of its own takes the next line as its name; that line is no heading besides
    named = [(node.heading_start, node.heading_end) for node in nodes]
    nodes += [
        _plain(found, end)
        for found in plain_headings(folded, lines, start, end, marks)
        if not any(low < found.start < high for low, high in named)
    ]
    parts = _parts(folded, marks, start, end)
    if parts:
        # 第一部分 … holds 一、 二、 … : what the inner numbers head is one level down
        heads = {node.start for node in parts}
        nodes = [node for node in nodes if node.start not in heads]
        for node in nodes:
            node.level += 1
        nodes += parts
    nodes += _tasks(folded, nodes, start, end)
    # a line that reaches over the body's end (a signature run into it) is no heading of the body
    nodes = sorted((node for node in nodes if node.heading_end <= end), key=lambda node: (node.start, node.level))
    nodes = _without_contents(nodes)
    close(nodes, end)
    return nodes


def _parts(folded: str, marks: Sequence[Enumerator], start: int, end: int) -> list[Node]:
    """The headings 第一部分, 第二部分 … of a text that has 一、 二、 … within them; else the marks have them."""
    if not any(mark.level == 1 and folded[mark.start] != "第" for mark in marks):
        return []
    return _listed(folded, start, end, _PART, _FEWEST_PARTS, 1)


def _tasks(folded: str, nodes: Sequence[Node], start: int, end: int) -> list[Node]:
    """The headings 任务1, 任务2 …: of the second level, or of the third where （一）、（二） stand among them."""
    listed = _listed(folded, start, end, _TASK, _FEWEST_TASKS, 2)
    if not listed:
        return []
    if any(node.level == 2 and listed[0].start < node.start < listed[-1].start for node in nodes):
        for node in listed:
            node.level = 3
    heads = {node.start for node in nodes}
    return [node for node in listed if node.start not in heads]


def _listed(folded: str, start: int, end: int, pattern: re.Pattern[str], fewest: int, level: int) -> list[Node]:
    """The headings that ``pattern`` finds with its ``name`` and ``number``: one name, numbered from one on, no gap."""
    found = list(pattern.finditer(folded, start, end))
    if len(found) < fewest or len({match["name"] for match in found}) > 1:
        return []
    if not all(_begins(match["number"], expected) for expected, match in enumerate(found, 1)):
        return []
    nodes: list[Node] = []
    for match in found:
        line_end = folded.find("\n", match.end(), end)
        stop = min(end if line_end < 0 else line_end, match.end() + _LONGEST)
        sentence = folded.find("。", match.end(), stop)
        heading_end = _trim(folded, match.end(), stop if sentence < 0 else sentence)
        nodes.append(Node(match.start("head"), end, match.start("head"), heading_end, level, None))
    return nodes


def _begins(numeral: str, expected: int) -> bool:
    """Whether the numeral is the one expected, or runs into a name that begins with one ("做法三一支队伍")."""
    return any(ordinal(numeral[:length]) == expected for length in range(1, len(numeral) + 1))


def _without_tables(folded: str, paragraphs: Sequence[Paragraph], start: int, end: int) -> str:
    """The text with the cells of tables blanked, place for place: 一、本年新收 in a table's row is no heading.

    A text that stands in a table as a whole keeps it. Rows that are left as lines are known by the kind of report.
    """
    cells = [paragraph for paragraph in paragraphs if paragraph.kind == "cell" and start <= paragraph.start < end]
    if sum(cell.end - cell.start for cell in cells) > _MOST_TABLE * (end - start):
        cells = []
    blanks = [(cell.start, cell.end) for cell in cells]
    rows = words().table_rows
    if rows is not None:
        # a line may have been joined to the one before, so a row's ordinal need not begin it
        blanks += [row.span() for row in rows.finditer(folded, start, end) if row["ordinal"]]
    if not blanks:
        return folded
    pieces: list[str] = []
    done = 0
    for low, high in sorted(blanks):
        if low >= done:
            pieces += (folded[done:low], "□" * (high - low))
            done = high
    return "".join([*pieces, folded[done:]])


def _plain(found: PlainHeading, end: int) -> Node:
    return Node(found.start, end, found.start, found.end, found.level, None)


def _without_contents(nodes: list[Node]) -> list[Node]:
    """Drop a table of contents: headings without text before the numbers begin anew."""
    for index, node in enumerate(nodes):
        if index and node.level == 1 and node.number == 1:
            return nodes[index:]
        following = nodes[index + 1].start if index + 1 < len(nodes) else node.end
        if following - node.heading_end > 12:
            return nodes
    return nodes


def close(nodes: list[Node], end: int) -> None:
    """Set ends and parents from order and level; a heading that another one cuts into ends there."""
    open_nodes: list[int] = []
    for index, node in enumerate(nodes):
        while open_nodes and nodes[open_nodes[-1]].level >= node.level:
            nodes[open_nodes.pop()].end = node.start
        node.parent = open_nodes[-1] if open_nodes else -1
        open_nodes.append(index)
    for index in open_nodes:
        nodes[index].end = end
    for node in nodes:
        node.heading_end = min(node.heading_end, node.end)


def _pairs(marks: list[Enumerator], end: int) -> list[tuple[Enumerator, int]]:
    starts = [*(mark.start for mark in marks[1:]), end]
    return list(zip(marks, starts, strict=False))


def _node(folded: str, mark: Enumerator, following: int, end: int) -> Node:
    line_end = folded.find("\n", mark.end, end)
    line_end = end if line_end < 0 else line_end
    limit = min(line_end, following)
    above = bool(folded[line_end:following].strip())
    heading_end = _heading_end(folded, mark, limit, limit == line_end or following < end, above)
    return Node(mark.start, end, mark.start, heading_end, mark.level, mark.number)


def _heading_end(folded: str, mark: Enumerator, limit: int, whole: bool, above: bool) -> int:
    """Where the heading that begins with ``mark`` ends, at most at ``limit`` (line or next number).

    ``above``: lines of text without a number follow its line before the next number does.
    """
    start = mark.end
    near = min(limit, start + _LONGEST)
    stop = folded.find("。", start, near + 1)
    if stop >= 0:
        alone = not folded[stop + 1 : limit].strip()
        if alone and (mark.level > 2 or _STATEMENT.search(folded, start, stop)):
            named = _spaced_end(folded, start, stop) or _named_end(folded, start, stop) if mark.level == 1 else None
            motto = mark.level <= 2 and above and stop - start <= _LONGEST_MOTTO
            if not named and motto and not _FIGURE.search(folded, start, stop):
                return stop
            return named or mark.end
        if mark.level > 2 and stop - start > 45:
            return mark.end
        return _inline_end(folded, mark, start, stop)
    if limit - start <= _LONGEST and whole:
        text_end = len(folded[start:limit].rstrip()) + start
        if text_end > start and folded[text_end - 1] in "；;" and mark.level > 2:
            return mark.end
        if limit >= len(folded) or folded[limit] == "\n":
            return _trim(folded, start, text_end)
        return _inline_end(folded, mark, start, text_end)
    return _inline_end(folded, mark, start, near) if mark.level < 3 else _spaced_end(folded, start, near) or mark.end


def _inline_end(folded: str, mark: Enumerator, start: int, stop: int) -> int:
    """Inside ``start:stop`` the heading may end earlier: at a space, an item, or where its tail meets a sentence."""
    item = _FIRST_ITEM.search(folded, start + 4, stop)
    if item:
        stop = item.start()
    spaced = _spaced_end(folded, start, stop)
    if spaced:
        return spaced
    named = _named_end(folded, start, stop) if stop - start > 8 and mark.level < 3 else None
    if named:
        return named
    if stop - start > 12 and mark.level < 3:
        tail = _TAIL.search(folded, start + 3, min(stop + 6, len(folded)))
        if tail and tail.end() < stop:
            return tail.end()
    if stop - start >= _LONGEST:
        comma = _ANY_MARK.search(folded, start + 6, min(start + 30, stop))
        return comma.start() if comma and mark.level == 1 else mark.end
    return _trim(folded, start, stop)


def _named_end(folded: str, start: int, stop: int) -> int | None:
    """The end of a heading that names one of the contents and runs into its text; ``None`` if it names none."""
    lexicon = words()
    near = min(stop, start + 40)
    if not lexicon.any_heading.search(folded, start, near):
        return None
    for role, pattern in lexicon.headings.items():
        cue = pattern.search(folded, start, near)
        if cue and not lexicon.rejects[role].search(folded, start, cue.end()):
            noun = _NOUN.search(folded, max(start, cue.end() - 2), min(stop, cue.end() + 24))
            if noun and noun.end() < stop - 1:
                return noun.end()
    return None


def _spaced_end(folded: str, start: int, stop: int) -> int | None:
    """The end before a space that parts heading and text; ``None`` if there is none."""
    for match in _SPACES.finditer(folded, start + 4, stop):
        if folded[match.start() - 1] not in _END_MARKS and match.end() < stop:
            return match.start()
    return None


def _trim(folded: str, start: int, stop: int) -> int:
    while stop > start and folded[stop - 1] in "。；;：:，,、 \t　\xa0":
        stop -= 1
    return stop
