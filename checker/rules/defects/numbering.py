"""``text.numbering``: ordinals of headings and of 一是…二是… runs that skip, repeat or start late.

Headings are judged among their siblings. Lower numbers may run on across 一、二、 and （一）（二）, and a level
may be left out (一、→1.): both are common practice. A number that was lost counts as the one expected.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from checker.model import Defect, Detection, Report, Section
from checker.rules.context import Context
from checker.rules.defects.quoting import shown
from checker.rules.defects.wording import inside_body, wording
from checker.structure.outline import PART

_NAMES = {1: "一级", 2: "二级", 3: "三级", 4: "四级"}
_DIGITS = "零一二三四五六七八九"
_OPENERS = frozenset("。；：，、！？\n 　”）")
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩"
_SAYING = re.compile(r"(.)是\1(?=[，、。；！”]|就是|[一二])")
_COMMA_AFTER_BRACKET = re.compile(r"（[一二三四五六七八九十]{1,3}）、")
_FIRSTS = (
    "首先",
    "其一",
    "第一",
    "一方面",
    "一要",
    "一是",
    "一、",
    "（一）",
    "1.",
    "1、",
    "（1）",
    "①",
    "一 是",
    "一个是",
)


def chinese(number: int) -> str:
    """1–99 in Chinese numerals; larger numbers in digits."""
    if number > 99:
        return str(number)
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else ("十" if tens == 1 else _DIGITS[tens] + "十")
    return head + (_DIGITS[ones] if ones or not tens else "")


def written(number: int, level: int) -> str:
    """An ordinal as a heading of this level usually writes it."""
    if level == 1:
        return f"{chinese(number)}、"
    if level == 2:
        return f"（{chinese(number)}）"
    return f"{number}." if level == 3 else f"（{number}）"


@dataclass(frozen=True, slots=True)
class _Item:
    """A numbered heading or item: its range, level (1 for 一、 to 4 for （1）) and ordinal."""

    start: int
    end: int
    level: int
    number: int | None


_AT_LINE = re.compile(
    r"[ 　]*(?:(?P<l1>[一二三四五六七八九十]{1,3})、(?![一二三四五六七八九十是级批期类线审])"
    r"|（(?P<l2>[一二三四五六七八九十]{1,3})）|(?P<l3>\d{1,2})[.．](?![\d.])|（(?P<l4>\d{1,2})）)"
)
_VALUES = {character: value for value, character in enumerate(_DIGITS)}
_HEADING_LENGTH = 30
# Cells, footnotes and captions number themselves apart from the text.
_KINDS = ("paragraph", "heading", "list-item")
_LOOK_BACK = 4000
_LOOK_AHEAD = 200


def value(numeral: str) -> int:
    """A Chinese or Arabic numeral of 1–99 as a number; 0 where it is none."""
    if numeral.isdecimal():
        return int(numeral)
    tens, ten, ones = numeral.rpartition("十")
    if not ten:
        return _VALUES.get(numeral, 0) if len(numeral) == 1 else 0
    return 10 * (_VALUES.get(tens, 0) if tens else 1) + (_VALUES.get(ones, 0) if ones else 0)


def _items(report: Report, lost: Sequence[tuple[int, int]]) -> list[_Item]:
    """All numbered headings: those of the section tree, and numbers at line starts that it left out as odd.

    ``lost`` are ranges where a table's cells stand as lines: the numbers of its rows are their own.
    """
    found: dict[int, _Item] = {}
    for section in report.sections:
        if section.level >= 1 and not section.by_lead_in and section.heading_end > section.heading_start:
            start = section.heading_start
            level = _style(report, section)
            found[start] = _Item(start, section.heading_end, level, section.number or _read(report, section))
    for paragraph in report.paragraphs:
        if paragraph.kind not in _KINDS or not report.body_start <= paragraph.start < report.body_end:
            continue
        if any(low <= paragraph.start < high for low, high in lost):
            continue
        match = _AT_LINE.match(report.folded, paragraph.start, paragraph.end)
        if match is None or paragraph.start in found or match.start(match.lastgroup or 0) - 1 in found:
            continue
        end = report.folded.find("。", match.end(), min(paragraph.end, match.end() + _HEADING_LENGTH))
        end = min(paragraph.end, match.end() + _HEADING_LENGTH) if end < 0 else end
        name = match.lastgroup or ""
        if not any(offset in found for offset in range(paragraph.start, match.end())):
            found[paragraph.start] = _Item(paragraph.start, end, int(name[1:]), value(match[name]))
    return [found[start] for start in sorted(found)]


def _style(report: Report, section: Section) -> int:
    """The level of the section, 0 for 第一部分: within such parts, 一、 is written as ever and begins anew."""
    if PART.match(report.folded, section.heading_start):
        return 0
    match = _AT_LINE.match(report.folded, section.heading_start, section.heading_end)
    return int(match.lastgroup[1:]) if match and match.lastgroup and section.level > 1 else section.level


def _read(report: Report, section: Section) -> int | None:
    """The ordinal that a heading carries although the section tree could make no sense of it."""
    match = _AT_LINE.match(report.folded, section.heading_start, section.heading_end)
    return value(match[match.lastgroup]) if match and match.lastgroup == f"l{section.level}" else None


def _next_number(items: list[_Item], index: int) -> int | None:
    """The number of the next sibling, ``None`` where there is none (or its number was lost)."""
    level = items[index].level
    for item in items[index + 1 : index + 1 + _LOOK_AHEAD]:
        if item.level < level:
            return None
        if item.level == level:
            return item.number
    return None


def _may_run_on(level: int, number: int) -> bool:
    """Whether a number may go on where the heading above it changed: （一） to （十八） through all of 一、 to 六、.

    A part that begins with （二） behind one that has but a （一） has more likely lost its first.
    """
    return level >= 3 or (level == 2 and number > 2)


def _headings(context: Context, items: list[_Item]) -> Iterator[Defect]:
    last: dict[int, int] = {}
    carried: dict[int, int] = {}
    for index, item in enumerate(items):
        level, number = item.level, item.number
        for deeper in [deep for deep in last if deep > level]:
            carried[deeper] = last.pop(deeper)
        previous = last.get(level, 0)
        expected = previous + 1
        following = _next_number(items, index)
        if number is None and following == 1:
            continue  # "主要存在以下问题：" before （一）: a line that leads in, and no number of the row
        if (
            number is None
            or number == expected
            or (not previous and number == carried.get(level, 0) + 1 and _may_run_on(level, number))
        ):
            last[level] = expected if number is None else number
            continue
        # A new enumeration within the same part: 1. 2. 3. and again 1. 2.
        if number == 1 and level >= 2 and previous >= 2 and following in (None, 2):
            last[level] = 1
            continue
        yield _heading_defect(context, item, number, expected, previous)
        # Where the next sibling goes on as if nothing were wrong, only this number is a slip; where it goes on from
        # this number (三、三、四), the slip is told here and no more.
        goes_on = number > expected or following == number + 1
        last[level] = expected if following == expected + 1 or not goes_on else number


def _heading_defect(context: Context, item: _Item, number: int, expected: int, previous: int) -> Defect:
    level = item.level
    quote = shown(context.report, item.start, item.end)
    name = _NAMES.get(level, f"第{level}级")
    found, due = written(number, level), written(expected, level)
    if number > expected:
        missing = "、".join(written(n, level).strip("、.") for n in range(expected, min(number, expected + 3)))
        before = "与前一个序号之间缺" if previous else "前面没有"
        message = f"{name}标题{quote}的序号为“{found}”，{before}{missing}，请核对序号是否连续。"
    elif number == previous:
        message = f"{name}标题{quote}的序号“{found}”与前一个重复，请核对。"
    else:
        message = f"{name}标题{quote}的序号“{found}”与前面重复或倒退，请核对。"
    grave = level == 1 and number > expected
    return Defect(item.start, item.end, message, grave=grave, suggestion=f"序号似应为“{due}”。")


def _run(
    context: Context, bounds: list[int], hits: list[tuple[int, int, int]], name: Callable[[int], str]
) -> Iterator[Defect]:
    """Judge ordinals in text order; runs may nest, and end at the next heading of the first three levels."""
    report = context.report
    at = 0
    stack: list[tuple[int, int, int]] = []
    origin = report.body_start
    for start, end, number in hits:
        while at < len(bounds) and bounds[at] <= start:
            yield from _left_alone(report, stack, name)
            origin, stack = bounds[at], []
            at += 1
        if number == 1:
            stack.append((1, start, end))
            continue
        depth = next((d for d in range(len(stack) - 1, -1, -1) if stack[d][0] == number - 1), -1)
        if 0 <= depth < len(stack) - 1 and _of_another(report, stack[depth][2], stack[-1][2], start):
            depth = -1
        if depth >= 0:
            stack = [*stack[:depth], (number, start, end)]
            continue
        if number == 3 and [entry[0] for entry in stack[-2:]] == [1, 1]:
            # 一是…一是…三是: the second one should have been 二是.
            _, second, stop = stack[-1]
            yield Defect(second, stop, f"分点序号“{name(1)}”重复出现，请核对。", suggestion=f"似应为“{name(2)}”。")
            stack = [*stack[:-2], (number, start, end)]
            continue
        if not stack:
            stack = [(number, start, end)]
            lead = report.folded[max(origin, start - _LOOK_BACK) : start]
            if not any(first in lead for first in _FIRSTS):
                yield Defect(start, end, f"“{name(number)}”之前未见“{name(1)}”，请核对分点序号是否完整。")
            continue
        previous = stack[-1][0]
        if number == previous:
            message = f"分点序号“{name(number)}”重复出现，请核对。"
        elif number > previous:
            message = f"分点序号由“{name(previous)}”跳到“{name(number)}”，中间缺“{name(previous + 1)}”，请核对。"
        else:
            message = f"分点序号“{name(number)}”出现在“{name(previous)}”之后，次序请核对。"
        yield Defect(start, end, message, suggestion=f"似应为“{name(previous + 1)}”。")
        stack[-1] = (number, start, end)
    yield from _left_alone(report, stack, name)


def _of_another(report: Report, outer: int, inner: int, start: int) -> bool:
    """Whether an ordinal inside a paragraph goes on a run of this paragraph, not one told in paragraphs before it."""
    folded = report.folded
    return "\n" in folded[outer:start] and "\n" not in folded[inner:start] and folded[start - 1] != "\n"


def _left_alone(report: Report, stack: list[tuple[int, int, int]], name: Callable[[int], str]) -> Iterator[Defect]:
    """A first ordinal that was begun anew in the same paragraph before it went on: 一是…；一是…；三是."""
    for (number, start, _), (again, second, end) in pairwise(stack):
        if number == 1 and "\n" not in report.folded[start:second]:
            said = f"分点序号“{name(1)}”重复出现，请核对。"
            yield Defect(second if again == 1 else start, end if again == 1 else start + 2, said)


def _inline(context: Context, bounds: list[int], verb: str) -> Iterator[Defect]:
    """The runs 一是、二是 or 一要、二要 by their ``verb``."""
    folded = context.report.folded
    hits: list[tuple[int, int, int]] = []
    for start, end, line in wording(context).get("run", []):
        if line.wrong[-1] != verb or not inside_body(context, start, end):
            continue
        # 一是一、二是二 is a saying, 十二是 another word.
        if (start and folded[start - 1] not in _OPENERS) or _SAYING.match(folded, end - 2):
            continue
        hits.append((start, end, int(line.data["number"])))
    # A lone ordinal of the 要 kind is a verb phrase more often than a run ("十要十不要").
    if len(hits) > 1:
        yield from _run(context, bounds, hits, lambda number: chinese(number) + verb)


def _circled(context: Context, bounds: list[int]) -> Iterator[Defect]:
    folded = context.report.folded
    if "②" not in folded and "①" not in folded:
        return
    hits = [
        (at, at + 1, _CIRCLED.index(mark) + 1)
        for at, mark in enumerate(folded)
        if mark in _CIRCLED and inside_body(context, at, at + 1)
    ]
    yield from _run(context, bounds, hits, lambda number: _CIRCLED[number - 1])


def _comma_after_bracket(context: Context) -> Iterator[Defect]:
    report = context.report
    if "）、" not in report.folded:
        return
    match = next(
        (
            m
            for m in _COMMA_AFTER_BRACKET.finditer(report.folded, report.body_start, report.body_end)
            if m.start() == 0 or report.folded[m.start() - 1] == "\n"
        ),
        None,
    )
    if match:
        yield Defect(
            *match.span(),
            f"序号{shown(report, *match.span())}的括号后一般不再加顿号，请核对。",
            suggestion="删去括号后的顿号。",
        )


def detect(context: Context) -> Detection:
    """Ordinals of headings and inline runs; ``examined`` counts headings and inline ordinals."""
    items = _items(context.report, context.lost_tables)
    bounds = [item.start for item in items if item.level <= 3]
    defects = [
        *_headings(context, items),
        *_inline(context, bounds, "是"),
        *_inline(context, bounds, "要"),
        *_circled(context, bounds),
        *_comma_after_bracket(context),
    ]
    examined = sum(item.number is not None for item in items) + len(wording(context).get("run", []))
    return Detection(tuple(sorted(defects, key=lambda d: (d.start, d.end))), examined)


DETECTORS = {"text.numbering": detect}
