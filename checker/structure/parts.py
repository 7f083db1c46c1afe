"""Parts that no heading announces, found in what the headings left over."""

from __future__ import annotations

from collections.abc import Sequence, Set

from checker.model import Role
from checker.structure.announced import find_announced, find_leader_paragraph
from checker.structure.leadins import (
    Part,
    find_causes,
    find_labelled,
    find_leader_duty,
    find_plans,
    find_problems,
    find_wanting,
    opens_plan,
    sentences,
)
from checker.structure.lists import listed_plans, listed_problems
from checker.structure.outline import Node
from checker.structure.tone import DONE
from checker.structure.woven import find_woven


def parts_without_heading(
    folded: str,
    nodes: Sequence[Node],
    tops: Sequence[Node],
    start: int,
    end: int,
    report_year: int | None,
    told: Set[Role],
) -> list[Part]:
    """The parts that no heading names, in the order of the text; ``told`` are the roles that columns of tables have."""
    headed = {node.role for node in nodes} | told
    parts = [part for part in find_announced(folded, start, end) if part.role not in headed]
    woven: list[Part] = []
    if "problems" not in headed and not any(part.role == "problems" for part in parts):
        labelled = find_labelled(folded, start, end)
        if not any(part.role == "problems" for part in labelled):
            woven = find_woven(folded, start, end, report_year)
        parts += labelled + woven
    roles = headed | {part.role for part in parts}
    block = _problems(folded, tops, start, end) if "problems" not in roles else None
    announced = next((part.start for part in parts if part.role == "problems" and not woven), None)
    problems_from = announced if block is None else block.start
    if "plan" not in roles:  # woven shortcomings bring theirs
        plans = _plans(folded, nodes, tops, (start, end), problems_from, report_year)
        parts += plans
        if block is not None:
            first_plan = next((plan.start for plan in plans if plan.end >= block.end), block.end)
            block = Part(block.start, first_plan, "problems")
    if block is not None:
        parts.insert(0, block)
    if "leader-duty" not in roles:
        for low, high in _regions(tops, start, end, ("measures", "lead", "other")):
            until = min(high, problems_from or high)
            part = find_leader_duty(folded, low, until) or find_leader_paragraph(folded, low, until)
            if part:
                parts.append(part)
                break
    if "causes" not in roles:
        blocks = [(n.heading_end, n.end) for n in tops if n.role == "problems"]
        blocks += [(p.start, p.end) for p in parts if p.role == "problems"]
        for low, high in blocks:
            cause = find_causes(folded, low, high)
            if cause is not None and cause > low + 20:
                plan = next((p.start for p in parts if p.role == "plan" and p.start > cause), high)
                inside = [n.start for n in nodes if n.parent >= 0 and cause < n.start < high and n.level <= 2]
                parts.append(Part(cause, min([high, plan, *inside]), "causes"))
    return sorted(parts, key=lambda part: (part.start, -part.end))


def _problems(folded: str, tops: Sequence[Node], start: int, end: int) -> Part | None:
    """The shortcomings where no heading and no paragraph announces them: behind a lead-in, as a list, in prose."""
    length = end - start
    for low, high in _regions(tops, start, end, ("measures", "other", "leader-duty", "causes")):
        found = find_problems(folded, max(low, start + length // 3), high)
        if found is not None:
            return Part(found, high, "problems")
    for low, high in _regions(tops, start, end, ("measures", "leader-duty", "plan")):
        listed = listed_problems(folded, max(low, start + length // 3), high)
        if listed:
            return Part(*listed, "problems")
    for low, high in _regions(tops, start, end, ("measures", "other", "leader-duty")):
        found = find_wanting(folded, _line_after(folded, max(low, start + length * 2 // 5), low), high)
        if found is not None:
            return Part(found, high, "problems")
    return None


def _line_after(folded: str, place: int, low: int) -> int:
    """The first start of a line at or after ``place``; ``low`` itself where nothing was skipped."""
    return place if place == low else folded.find("\n", place) + 1 or len(folded)


def _regions(tops: Sequence[Node], start: int, end: int, wanted: tuple[str, ...]) -> list[tuple[int, int]]:
    if not tops:
        return [(start, end)]
    # Where nothing is headed as measures they stand before the first heading.
    before = "lead" in wanted or ("measures" in wanted and not any(node.role == "measures" for node in tops))
    regions = [(start, tops[0].start)] if before else []
    return regions + [(node.heading_end, node.end) for node in tops if node.role in wanted]


def _plans(
    folded: str,
    nodes: Sequence[Node],
    tops: Sequence[Node],
    body: tuple[int, int],
    problems_from: int | None,
    report_year: int | None,
) -> list[Part]:
    """Plan parts of a report without a plan heading: after the shortcomings, or at the very end."""
    start, end = body
    if problems_from is not None:
        found = find_plans(folded, problems_from + 1, end, report_year, True)
        listed = None if found else listed_plans(folded, problems_from + 1, end)
        return found if listed is None else [Part(listed, end, "plan")]
    for node in tops:
        if node.role == "problems":
            found = find_plans(folded, node.heading_end, node.end, report_year, True)
            if found:
                return found
    floor = start + (end - start) * 2 // 3
    for node in tops[-2:]:
        if node.role in ("problems", "leader-duty") and node.end > floor:
            listed = listed_plans(folded, max(node.heading_end + 60, start + (end - start) // 2), node.end)
            if listed is not None:
                return [Part(listed, node.end, "plan")]
    closings = _closings(folded, tops, report_year)
    if closings:
        return closings
    under = tops[-1].heading_end if tops else start
    closing = _last_paragraph(folded, under, end)
    behind = bool(folded[under : closing[0]].strip())
    if behind and opens_plan(folded, *closing, report_year)[0] and not DONE.search(folded, *closing):
        return [Part(closing[0], end, "plan")]
    last = tops[-1] if tops else None
    low = max(floor, last.heading_end) if last else floor
    found = find_plans(folded, low, end, report_year, False)[:1]
    for part in found:
        following = next((node for node in nodes if node.start > part.start), None)
        if following is not None and following.number != 1:
            # The numbers go on: what follows is the next of the measures, not of the plan.
            return [Part(part.start, following.start, "plan")]
    return found


def _closings(folded: str, tops: Sequence[Node], report_year: int | None) -> list[Part]:
    """The last paragraphs of parts that tell what comes next, each to the end of its part."""
    sure: list[Part] = []
    likely: list[Part] = []
    for node in tops:
        if node.role not in ("measures", "leader-duty"):
            continue
        low, high = _last_paragraph(folded, node.heading_end, node.end)
        only = not folded[node.heading_end : low].strip()
        for begin, _ in sentences(folded, low, high):
            looks_ahead, intends = opens_plan(folded, begin, high, report_year)
            first = not folded[low:begin].strip()
            # Inside a paragraph only what surely is a plan ends it; a whole part is none of these.
            if (looks_ahead if first else intends) and not (first and only):
                likely.append(Part(begin, node.end, "plan"))
                sure += likely[-1:] if intends else []
                break
    # Where two parts surely end so, the others that look ahead do too.
    return likely if len(sure) > 1 else []


def _last_paragraph(folded: str, start: int, end: int) -> tuple[int, int]:
    """The last line with text of ``folded[start:end]``."""
    end = start + len(folded[start:end].rstrip())
    return max(start, folded.rfind("\n", start, end) + 1), end
