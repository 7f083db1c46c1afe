"""``text.numbering``: ordinals of headings and of 一是…二是… runs that skip, repeat or start late.

Headings are judged among their siblings. Third-level numbers may run on across （一）（二）, and a level
may be left out (一、→1.): both are common practice. A number that was lost counts as the one expected.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from checker.model import Defect, Detection, Section
from checker.rules.context import Context
from checker.rules.defects.quoting import shown
from checker.rules.defects.wording import inside_body, wording

_NAMES = {1: "一级", 2: "二级", 3: "三级", 4: "四级"}
_DIGITS = "零一二三四五六七八九"
_OPENERS = frozenset("。；：，、！？\n 　”）")
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩"
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
    """1–99 in Chinese numerals."""
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


def _siblings(sections: tuple[Section, ...]) -> Iterator[list[Section]]:
    groups: dict[tuple[int, int], list[Section]] = {}
    for section in sections:
        if section.level >= 1 and not section.by_lead_in:
            groups.setdefault((section.parent, section.level), []).append(section)
    yield from groups.values()


def _headings(context: Context) -> Iterator[Defect]:
    report = context.report
    last: dict[int, int] = {}
    for group in _siblings(report.sections):
        level = group[0].level
        expected = 1
        carried = last.get(level, 0)
        for position, section in enumerate(group):
            number = section.number
            if number is None:
                expected += 1
                continue
            running_on = level >= 3 and position == 0 and number == carried + 1
            lost_start = position > 0 and all(other.number is None for other in group[:position])
            if number == expected or running_on or lost_start or (number == 1 and level >= 2 and position):
                expected = number + 1
                continue
            yield _heading_defect(context, section, number, expected, position)
            expected = max(number, expected - 1) + 1 if number < expected else number + 1
        last[level] = expected - 1


def _heading_defect(context: Context, section: Section, number: int, expected: int, position: int) -> Defect:
    start, end = section.heading_start, section.heading_end
    quote = shown(context.report, start, end)
    name = _NAMES.get(section.level, f"第{section.level}级")
    found, due = written(number, section.level), written(expected, section.level)
    if number > expected:
        missing = "、".join(written(n, section.level).strip("、.") for n in range(expected, min(number, expected + 3)))
        before = "前面没有" if position == 0 else "与前一个序号之间缺"
        message = f"{name}标题{quote}的序号为“{found}”，{before}{missing}，请核对序号是否连续。"
    elif position and number == expected - 1:
        message = f"{name}标题{quote}的序号“{found}”与前一个重复，请核对。"
    else:
        message = f"{name}标题{quote}的序号“{found}”与前面重复或倒退，请核对。"
    return Defect(
        start, end, message, grave=section.level == 1 and number > expected, suggestion=f"序号似应为“{due}”。"
    )


def _boundaries(context: Context) -> list[int]:
    return sorted(
        {s.heading_start for s in context.report.sections if s.heading_end > s.heading_start and s.level <= 3}
    )


def _run(context: Context, hits: list[tuple[int, int, int]], name: Callable[[int], str]) -> Iterator[Defect]:
    """Judge ordinals in text order; runs may nest, and end at the next heading of the first three levels."""
    report = context.report
    bounds = _boundaries(context)
    at = 0
    stack: list[int] = []
    origin = report.body_start
    for start, end, number in hits:
        while at < len(bounds) and bounds[at] <= start:
            origin = bounds[at]
            at += 1
            stack = []
        if number == 1:
            stack.append(1)
            continue
        depth = next((d for d in range(len(stack) - 1, -1, -1) if stack[d] == number - 1), -1)
        if depth >= 0:
            stack = [*stack[:depth], number]
            continue
        if not stack:
            stack = [number]
            if not any(first in report.folded[origin:start] for first in _FIRSTS):
                yield Defect(start, end, f"“{name(number)}”之前未见“{name(1)}”，请核对分点序号是否完整。")
            continue
        previous = stack[-1]
        if number == previous:
            message = f"分点序号“{name(number)}”重复出现，请核对。"
        elif number > previous:
            message = f"分点序号由“{name(previous)}”跳到“{name(number)}”，中间缺“{name(previous + 1)}”，请核对。"
        else:
            message = f"分点序号“{name(number)}”出现在“{name(previous)}”之后，次序请核对。"
        yield Defect(start, end, message, suggestion=f"似应为“{name(previous + 1)}”。")
        stack[-1] = number


def _inline(context: Context) -> Iterator[Defect]:
    folded = context.report.folded
    for verb in "是要":
        hits: list[tuple[int, int, int]] = []
        for start, end, line in wording(context).get("run", []):
            if line.wrong[-1] != verb or not inside_body(context, start, end):
                continue
            if start and folded[start - 1] not in _OPENERS:
                continue
            hits.append((start, end, int(line.data["number"])))
        # A lone ordinal of the 要 kind is a verb phrase more often than a run ("十要十不要").
        if len(hits) > 1:
            yield from _run(context, hits, lambda number, verb=verb: chinese(number) + verb)  # type: ignore[misc]


def _circled(context: Context) -> Iterator[Defect]:
    folded = context.report.folded
    if "②" not in folded and "①" not in folded:
        return
    hits = [
        (at, at + 1, _CIRCLED.index(mark) + 1)
        for at, mark in enumerate(folded)
        if mark in _CIRCLED and inside_body(context, at, at + 1)
    ]
    yield from _run(context, hits, lambda number: _CIRCLED[number - 1])


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
    defects = [*_headings(context), *_inline(context), *_circled(context), *_comma_after_bracket(context)]
    examined = sum(section.number is not None for section in context.report.sections)
    examined += len(wording(context).get("run", []))
    return Detection(tuple(sorted(defects, key=lambda d: (d.start, d.end))), examined)


DETECTORS = {"text.numbering": detect}
