"""``text.paired-marks``: quotation marks, 书名号 and brackets without their partner.

Pairs may cross a paragraph end where the sentence does; half and full width may be mixed in a pair.
Enumerators such as "1)" need no partner, unless a neighbour in the same run has one: "1)…（2）".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker.model import Defect, Detection, Report
from checker.rules.context import Context
from checker.rules.defects.quoting import shown

_PAIRS = {
    "“": "”",
    "‘": "’",
    "《": "》",
    "〈": "〉",
    "（": "）",
    "【": "】",
    "〔": "〕",
    "「": "」",
    "『": "』",
    "[": "]",
}
_LEFT_OF = {right: left for left, right in _PAIRS.items()}
_LEFT_OF.update({")": "（"})
_MARKS = re.compile(r"[“”‘’《》〈〉（）()【】〔〕「」『』\[\]\"]")
_MARKS_AND_ENDS = re.compile(r"[“”‘’《》〈〉（）()【】〔〕「」『』\[\]\"\n]")
_ADJOINING = re.compile("“”|‘’|《》|〈〉|（）|【】|〔〕|「」|『』")
_DEEPEST = 5
_ENUMERATOR = re.compile(r"(?P<left>[（(]?)(?P<number>\d{1,2}|[一二三四五六七八九十]{1,3})$")
_NAMES = {
    "“": "双引号",
    "‘": "单引号",
    "《": "书名号",
    "〈": "单书名号",
    "（": "括号",
    "【": "方括号",
    "〔": "六角括号",
    "「": "引号",
    "『": "引号",
    "[": "方括号",
    '"': "双引号",
}
_ITEM = re.compile(r"（(\d{1,2}|[一二三四五六七八九十]{1,3})）")
_ITEM_OPENERS = "。；：，、！？\n 　"
_NUMERALS = {c: i for i, c in enumerate("一二三四五六七八九", start=1)} | {"十": 10}
_NEAR = 12
_PARAGRAPHS_APART = 3
_TURNED_WITHIN = 30


def _lines(report: Report) -> Iterator[tuple[int, int]]:
    """All lines of the body, also those without text."""
    folded, end = report.folded, report.body_end
    start = report.body_start
    while start < end:
        stop = folded.find("\n", start, end)
        if stop < 0:
            stop = end
        yield start, stop
        start = stop + 1


def _value(number: str) -> int:
    if number.isdecimal():
        return int(number)
    if number.startswith("十") and len(number) == 2:
        return 10 + _NUMERALS.get(number[1], 0)
    return _NUMERALS.get(number, 0)


class _Walk:
    """The state of one pass: what stands open, what was left over, and the enumerators met."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.loose: list[tuple[int, str, int]] = []
        self.enumerators: list[tuple[int, int, int, bool]] = []
        self.pairs = 0

    def line(self, start: int, stop: int, index: int) -> None:
        folded = self.report.folded
        stack: list[tuple[int, str]] = []
        straight: list[int] = []
        for match in _MARKS.finditer(folded, start, stop):
            mark, at = match.group(), match.start()
            if mark == "(":
                mark = "（"
            if mark == "’" and _is_apostrophe(folded, at):
                continue
            if mark == '"':
                straight.append(at)
            elif mark in _PAIRS:
                stack.append((at, mark))
            else:
                self._close(stack, at, _LEFT_OF[mark], start, index)
        self.loose.extend((at, mark, index) for at, mark in stack)
        self.pairs += len(straight) // 2
        if len(straight) % 2:
            self.loose.append((straight[-1], '"', index))

    def _close(self, stack: list[tuple[int, str]], at: int, left: str, start: int, index: int) -> None:
        has_left = False
        for depth in range(len(stack) - 1, -1, -1):
            if stack[depth][1] == left:
                # What stands open inside a pair that closes has lost its own right mark.
                self.loose.extend((lost, mark, index) for lost, mark in stack[depth + 1 :])
                opened = stack[depth][0]
                del stack[depth:]
                self.pairs += 1
                has_left = True
                if left == "（":
                    self._enumerator(opened, at, start, True)
                break
        if not has_left and not (left == "（" and self._enumerator(start, at, start, False)):
            self.loose.append((at, _PAIRS[left], index))

    def _enumerator(self, low: int, at: int, line: int, has_left: bool) -> bool:
        """Whether the right bracket at ``at`` ends an item's number; such numbers are remembered."""
        folded = self.report.folded
        match = _ENUMERATOR.search(folded, max(low, at - 4), at)
        if match is None or (has_left and match.start() != low):
            return False
        begin = match.start()
        if begin > line and folded[begin - 1] not in _ITEM_OPENERS:
            return False
        self.enumerators.append((begin, at + 1, _value(match["number"]), has_left))
        return True


def _is_apostrophe(text: str, at: int) -> bool:
    """Whether a right single mark is an apostrophe: ’98, it’s."""
    after = text[at + 1 : at + 2]
    return bool(after) and after.isascii() and after.isalnum()


def _quote_of_paragraphs(report: Report, at: int, mark: str) -> bool:
    """Whether a left quote opens a paragraph of a longer quotation: the next one opens with it again."""
    folded = report.folded
    if mark != "“" or (at and folded[at - 1] != "\n"):
        return False
    stop = folded.find("\n", at)
    return stop >= 0 and folded.startswith("“", stop + 1)


def _turned(loose: list[tuple[int, str, int]], report: Report) -> Iterator[tuple[int, str, int]]:
    """Two left quotes close together are one slip: the second should be a right one."""
    skip = -1
    for index, (at, mark, line) in enumerate(loose):
        if at == skip or _quote_of_paragraphs(report, at, mark):
            continue
        following = loose[index + 1] if index + 1 < len(loose) else None
        if mark in "“”‘’" and following and following[1:] == (mark, line) and following[0] - at <= _TURNED_WITHIN:
            skip = following[0]
            yield (following[0] if mark in _PAIRS else at), mark, -1
        else:
            yield at, mark, line


def _across(loose: list[tuple[int, str, int]]) -> list[tuple[int, str, int]]:
    """Leftovers without left marks whose right mark follows within the next paragraphs."""
    kept: list[tuple[int, str, int]] = []
    for at, mark, index in sorted(loose):
        left = _LEFT_OF.get(mark)
        if left and kept and kept[-1][1] == left and 0 < index - kept[-1][2] <= _PARAGRAPHS_APART:
            kept.pop()
        else:
            kept.append((at, mark, index))
    return kept


def _context_of(report: Report, at: int, left: bool) -> tuple[int, int]:
    """The mark with a few characters of what it should enclose, within its line."""
    text = report.text
    if left:
        stop = text.find("\n", at)
        return at, min(at + _NEAR, len(text) if stop < 0 else stop)
    begin = text.rfind("\n", 0, at) + 1
    return max(begin, at + 1 - _NEAR), at + 1


def _named(mark: str) -> str:
    """The mark as it is shown behind its name: a quotation mark within quotation marks could not be read."""
    return f"（{mark}）" if mark in "“”‘’" else f"“{mark}”"


def _mark_defect(report: Report, at: int, mark: str, *, turned: bool) -> Defect:
    if mark == '"':
        start, end = _context_of(report, at, True)
        return Defect(start, end, f"{shown(report, start, end)}所在段落的双引号不成对，请核对。")
    left = mark in _PAIRS
    partner = _PAIRS[mark] if left else _LEFT_OF[mark]
    name = _NAMES[mark if left else partner]
    start, end = _context_of(report, at, left)
    side, lost = ("左", "右") if left else ("右", "左")
    this, other = side + name + _named(report.text[at]), lost + name + _named(partner)
    if turned:
        low, high = max(0, at - _NEAR), min(len(report.text), at + 1 + _NEAR // 3)
        return Defect(
            low,
            high,
            f"{shown(report, low, high)}处的{this}方向似有误，请核对引号是否成对。",
            suggestion=f"改为{other}。",
        )
    message = f"{shown(report, start, end)}处有{side}{name}，未见与之成对的{other}，请核对。"
    return Defect(start, end, message, suggestion=f"补上{other}，或删去多余的{this}。")


def _lost_lefts(walk: _Walk) -> Iterator[Defect]:
    report, items = walk.report, sorted(walk.enumerators)
    for index, (start, end, number, has_left) in enumerate(items):
        if has_left:
            continue
        after = items[index + 1] if index + 1 < len(items) else None
        before = items[index - 1] if index else None
        if (after and after[3] and after[2] == number + 1) or (before and before[3] and before[2] == number - 1):
            quote = report.text[start:end]
            yield Defect(
                start,
                end,
                f"序号“{quote}”缺左括号，而同一组的其他序号带有左括号，请核对。",
                suggestion=f"改为“（{quote[:-1]}）”。",
            )


def _all_paired(marks: str) -> int | None:
    """The number of pairs where every mark is paired within its line; ``None`` where one may not be.

    ``marks`` are the marks and line ends of a text.
    """
    total = len(marks) - marks.count("\n")
    left = marks
    for _ in range(_DEEPEST):
        shorter = _ADJOINING.sub("", left)
        if len(shorter) == len(left):
            break
        left = shorter
    return None if left.strip("\n") else total // 2


def _numbered_items(report: Report) -> Iterator[tuple[int, int, int, bool]]:
    """All items "（2）" of the body as (start, end, number, True)."""
    folded = report.folded
    for match in _ITEM.finditer(folded, report.body_start, report.body_end):
        if match.start() == report.body_start or folded[match.start() - 1] in _ITEM_OPENERS:
            yield match.start(), match.end(), _value(match[1]), True


def detect(context: Context) -> Detection:
    """Unpaired marks; ``examined`` counts the pairs that hold and the marks left over."""
    report = context.report
    marks = "".join(_MARKS_AND_ENDS.findall(report.folded, report.body_start, report.body_end))
    pairs = _all_paired(marks)
    if pairs is not None:
        return Detection((), pairs)
    walk = _Walk(report)
    index = 0
    for (start, stop), own in zip(_lines(report), marks.split("\n"), strict=False):
        if start == stop:
            continue
        sound = _all_paired(own)
        if sound is None:
            walk.line(start, stop, index)
        else:
            walk.pairs += sound
        index += 1
    if walk.enumerators:
        walk.enumerators = [item for item in walk.enumerators if not item[3]]
        walk.enumerators.extend(_numbered_items(report))
    loose = list(_turned(_across(walk.loose), report))
    defects = [_mark_defect(report, at, mark, turned=line < 0) for at, mark, line in loose]
    defects.extend(_lost_lefts(walk))
    defects.sort(key=lambda d: (d.start, d.end))
    return Detection(tuple(defects), walk.pairs + len(loose))


DETECTORS = {"text.paired-marks": detect}
