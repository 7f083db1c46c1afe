"""The rule kinds ``part`` and ``part-order``: parts that a format prescribes, known by their headings."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from itertools import pairwise

from checker.model import Criterion, Evidence, Judgement, Section
from checker.rules.context import Context
from checker.rules.matter import elements_of


def judge_part(criterion: Criterion, context: Context) -> Judgement:
    """``find`` are wordings of the part's heading; below it stand ``least`` characters or more.

    ``full``: a heading of the upper level and content. ``partial``: a heading without content, or the words in a
    lower heading or in running text (``mention``) only.
    """
    every = _headed(criterion, context, "find")
    headed = [section for section in every if section.parent < 0]
    least = int(criterion.params.get("least") or 1)
    for section in headed:
        if _content(context, section) >= least:
            return Judgement("full", (_heading(section),))
    if headed:
        message = criterion.message.get("partial") or f"有“{criterion.name}”的标题，标题下未见内容，请核对。"
        return Judgement("partial", (_heading(headed[0]),), message=message)
    report = context.report
    loose = [(section.heading_start, section.heading_end) for section in every]
    loose += [hit for hit in context.scan.of(criterion.id, "mention") if report.body_start <= hit[0] < report.body_end]
    if loose:
        shown = tuple(Evidence(start, end, "mentioned") for start, end in loose[:2])
        return Judgement("partial", shown, message=f"正文写到有关情况，未按格式单列“{criterion.name}”，请核对。")
    return Judgement("none")


def judge_part_order(criterion: Criterion, context: Context) -> Judgement:
    """The parts that are there stand in the order of the elements; parts that are missing are not held against it."""
    found: list[tuple[int, Section, str]] = []
    for number, (slot, _, name) in enumerate(elements_of(criterion)):
        headed = [section for section in _headed(criterion, context, slot) if section.parent < 0]
        if headed:
            found.append((number, headed[0], name))
    if len(found) < 2:
        return Judgement("not_applicable", message="能辨认的部分不到两个，无法判断次序。")
    met = tuple(name for _, _, name in found)
    standing = sorted(found, key=lambda item: item[1].start)
    late = [(before, after) for before, after in pairwise(standing) if before[0] > after[0]]
    if not late:
        return Judgement("full", tuple(_heading(section) for _, section, _ in standing[:3]), met=met)
    before, after = late[0]
    message = f"“{after[2]}”应在“{before[2]}”之前，请对照规定的次序核对。"
    return Judgement("partial", (_heading(before[1]), _heading(after[1])), message=message)


def _headed(criterion: Criterion, context: Context, slot: str) -> list[Section]:
    """The sections whose heading has one of the wordings, the uppermost first."""
    starts = [hit[0] for hit in context.scan.of(criterion.id, slot)]
    rejects = context.scan.of(criterion.id, "reject")
    found = [
        section
        for section in context.report.sections
        if _within(starts, section.heading_start, section.heading_end)
        and not any(section.heading_start <= start < section.heading_end for start, _ in rejects)
    ]
    return sorted(found, key=lambda section: (section.level, section.start))


def _within(starts: Sequence[int], low: int, high: int) -> bool:
    at = bisect_right(starts, low - 1)
    return at < len(starts) and starts[at] < high


def _content(context: Context, section: Section) -> int:
    """How many characters stand below the heading, up to the next heading of the upper level."""
    report = context.report
    ends = [s.start for s in report.sections if s.parent < 0 and s.start > section.start and s.heading_end > s.start]
    end = min((s for s in ends if s > section.heading_end), default=report.body_end)
    return len("".join(report.text[section.heading_end : end].split()).strip("。；：:;"))


def _heading(section: Section) -> Evidence:
    return Evidence(section.heading_start, section.heading_end, "mentioned")


RULES: dict[str, Callable[[Criterion, Context], Judgement]] = {"part": judge_part, "part-order": judge_part_order}
