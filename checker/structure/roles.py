"""Which of the contents each part is: by its heading, its text, its place and the order of the parts."""

from __future__ import annotations

import re
from collections.abc import Sequence

from checker.model import Role
from checker.structure.leadins import Part, find_causes, find_leader_duty, find_plans, find_problems, lack_density
from checker.structure.lexicon import words
from checker.structure.lists import listed_plans, listed_problems
from checker.structure.numerals import YEAR, year
from checker.structure.outline import Node, close

_ROLES: tuple[Role, ...] = ("measures", "problems", "causes", "leader-duty", "plan", "other")
_COUNTED = 1600
_AHEAD = re.compile(r"下一|下步|下年|明年|今后|来年|新的一年|努力方向|打算|展望")
_PLAN_WORD = re.compile(r"安排|打算|计划|思路|重点|任务|设想|谋划|部署|展望|举措|措施|目标|工作$")
# From plan or shortcomings back to measures is rare; the leaders' part may stand anywhere.
_BACK = {("plan", "measures"): -1.2, ("problems", "measures"): -0.6, ("plan", "problems"): -0.3}


def assign(
    folded: str, nodes: list[Node], start: int, end: int, report_year: int | None
) -> tuple[list[Node], list[tuple[int, int, Role]]]:
    """Give every node its role, add the parts without heading, and cover ``[0, len(folded))`` with roles."""
    tops = [node for node in nodes if node.parent == -1]
    for node in nodes:
        node.cues = _with_year(folded[node.heading_start : node.heading_end], node.cues, report_year)
    for node, role in zip(tops, _order(folded, tops, start, end), strict=True):
        node.role = role
    paint: list[tuple[int, int, Role]] = [(0, len(folded), "other"), (start, end, "lead" if tops else "measures")]
    if tops and not any(node.role == "measures" for node in tops):
        # Nothing is headed as measures: what follows the opening paragraph is what was done.
        opening = folded.find("\n", start, tops[0].start)
        if opening >= 0:
            paint.append((opening + 1, tops[0].start, "measures"))
    for node in nodes:
        if node.parent == -1:
            paint.append((node.start, node.end, _role(node.role)))
        else:
            own = _own_role(folded, node, nodes, report_year)
            if own:
                node.role = own
                paint.append((node.start, node.end, _role(own)))
            else:
                node.role = nodes[node.parent].role
    parts = _parts_without_heading(folded, nodes, tops, start, end, report_year)
    for part in parts:
        paint.append((part.start, part.end, _role(part.role)))
    flat = flatten(paint, len(folded))
    return _grow(nodes, parts, flat, end), flat


def heading_cues(heading: str) -> tuple[str, ...]:
    """The roles a heading speaks of."""
    lexicon = words()
    return tuple(
        role for role in _ROLES if lexicon.headings[role].search(heading) and not lexicon.rejects[role].search(heading)
    )


def _with_year(heading: str, cues: tuple[str, ...], report_year: int | None) -> tuple[str, ...]:
    """The cues, with ``plan`` where the heading names a year after the reported one."""
    if "plan" in cues or report_year is None or "年" not in heading or words().rejects["plan"].search(heading):
        return cues
    years = [year(match[1]) for match in YEAR.finditer(heading)]
    return (*cues, "plan") if years and max(years) > report_year and _PLAN_WORD.search(heading) else cues


def _role(name: str) -> Role:
    for role in _ROLES:
        if role == name:
            return role
    return "lead" if name == "lead" else "measures"


def _order(folded: str, tops: Sequence[Node], start: int, end: int) -> list[Role]:
    """The likeliest sequence of roles for the top-level parts (Viterbi over six roles)."""
    if not tops:
        return []
    length = max(1, end - start)
    best: dict[Role, tuple[float, object]] = {}
    for index, node in enumerate(tops):
        scores = _emission(folded, node, (node.start - start) / length)
        if index == 0:
            best = {role: (scores[role], (None, role)) for role in _ROLES}
            continue
        following: dict[Role, tuple[float, object]] = {}
        for role in _ROLES:
            cost, trail = max(
                ((best[before][0] + _BACK.get((before, role), 0.0), best[before][1]) for before in _ROLES),
                key=lambda item: item[0],
            )
            following[role] = (cost + scores[role], (trail, role))
        best = following
    trail = max(best.values(), key=lambda item: item[0])[1]
    result: list[Role] = []
    while isinstance(trail, tuple):
        trail, role = trail
        result.append(role)
    return result[::-1]


def _emission(folded: str, node: Node, place: float) -> dict[Role, float]:
    cues = node.cues
    scores: dict[Role, float] = dict.fromkeys(_ROLES, 0.0)
    for role in cues:
        scores[_role(role)] += 3.0
    heading = folded[node.heading_start : node.heading_end]
    if "leader-duty" in cues:
        scores["leader-duty"] += 1.5
    if "problems" in cues:
        scores["problems"] += 0.8
    if "plan" in cues and _AHEAD.search(heading) and "problems" not in cues:
        scores["plan"] += 1.0
    if "measures" in cues and cues[-1] != "measures" and "problems" in cues and _first(heading, "measures", "problems"):
        scores["measures"] += 1.2
    if not cues:
        scores["measures"] += 1.6
    body = max(1, min(_COUNTED, node.end - node.heading_end)) / 100
    counts = {role: min(4.0, _count(folded, node, role) / body) for role in ("problems", "plan", "measures")}
    scores["problems"] += 0.55 * counts["problems"] if counts["problems"] > 0.6 else 0.0
    scores["plan"] += 0.3 * (counts["plan"] - counts["measures"]) if counts["plan"] > 1.5 else 0.0
    scores["measures"] += 0.2 * counts["measures"]
    scores["plan"] -= 1.0 if place < 0.4 else 0.0
    scores["problems"] -= 0.8 if place < 0.25 else 0.0
    scores["causes"] -= 0.5
    scores["other"] -= 0.5
    return scores


def _first(heading: str, one: str, other: str) -> bool:
    first, second = words().headings[one].search(heading), words().headings[other].search(heading)
    return bool(first and second and first.start() < second.start())


def _count(folded: str, node: Node, role: str) -> int:
    stop = min(node.end, node.heading_end + _COUNTED)
    return sum(1 for _ in words().density[role].finditer(folded, node.heading_end, stop))


def _own_role(folded: str, node: Node, nodes: Sequence[Node], report_year: int | None) -> str:
    """The role of a lower section that its heading alone makes certain; empty where it follows its parent."""
    parent = nodes[node.parent]
    heading = folded[node.heading_start : node.heading_end]
    if len(heading) < 5:
        return ""
    lexicon = words()
    for role, pattern in lexicon.subheadings.items():
        if role == parent.role or not pattern.search(heading) or lexicon.rejects[role].search(heading):
            continue
        if parent.role in ("plan", "leader-duty") and "problems" not in parent.cues:
            continue
        if parent.role == "problems" and role == "leader-duty":
            continue
        if parent.role == "problems" and role == "problems":
            continue
        if role == "plan" and parent.role == "problems" and lack_density(folded, node.heading_start, node.heading_end):
            continue
        return role
    if "plan" in node.cues and "plan" in parent.cues and parent.role != "plan":
        return "plan"
    return ""


def _parts_without_heading(
    folded: str, nodes: Sequence[Node], tops: Sequence[Node], start: int, end: int, report_year: int | None
) -> list[Part]:
    parts: list[Part] = []
    roles = {node.role for node in nodes}
    length = end - start
    problems_from: int | None = None
    problems_until = end
    if "problems" not in roles:
        for low, high in _regions(tops, start, end, ("measures", "other", "leader-duty", "causes")):
            found = find_problems(folded, max(low, start + length // 3), high)
            if found is not None:
                problems_from, problems_until = found, high
                break
        if problems_from is None:
            for low, high in _regions(tops, start, end, ("measures", "leader-duty", "plan")):
                listed = listed_problems(folded, max(low, start + length // 3), high)
                if listed:
                    problems_from, problems_until = listed
                    break
        if problems_from is not None:
            parts.append(Part(problems_from, problems_until, "problems"))
    if "plan" not in roles:
        parts += _plans(folded, nodes, tops, (start, end), problems_from, report_year)
        if parts and parts[0].role == "problems":
            first_plan = [p.start for p in parts[1:] if p.end >= problems_until]
            if first_plan:
                parts[0] = Part(parts[0].start, first_plan[0], "problems")
    if "leader-duty" not in roles:
        for low, high in _regions(tops, start, end, ("measures", "lead", "other")):
            part = find_leader_duty(folded, low, min(high, problems_from or high))
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


def _regions(tops: Sequence[Node], start: int, end: int, wanted: tuple[str, ...]) -> list[tuple[int, int]]:
    if not tops:
        return [(start, end)]
    regions = [(start, tops[0].start)] if "lead" in wanted else []
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
    last = tops[-1] if tops else None
    low = max(floor, last.heading_end) if last else floor
    found = find_plans(folded, low, end, report_year, False)[:1]
    for part in found:
        following = next((node for node in nodes if node.start > part.start), None)
        if following is not None and following.number != 1:
            # The numbers go on: what follows is the next of the measures, not of the plan.
            return [Part(part.start, following.start, "plan")]
    return found


def flatten(paint: Sequence[tuple[int, int, Role]], length: int) -> list[tuple[int, int, Role]]:
    """Adjoining triples that cover ``[0, length)``: later coats of paint cover earlier ones."""
    cuts = sorted({0, length, *(min(max(p, 0), length) for coat in paint for p in coat[:2])})
    index = {place: number for number, place in enumerate(cuts)}
    cells: list[Role] = ["other"] * max(0, len(cuts) - 1)
    for low, high, role in paint:
        first, last = index[min(max(low, 0), length)], index[min(max(high, 0), length)]
        if last > first:
            cells[first:last] = [role] * (last - first)
    result: list[tuple[int, int, Role]] = []
    for number, role in enumerate(cells):
        if result and result[-1][2] == role:
            result[-1] = (result[-1][0], cuts[number + 1], role)
        else:
            result.append((cuts[number], cuts[number + 1], role))
    return result or [(0, length, "other")]


def _grow(nodes: list[Node], parts: Sequence[Part], roles: Sequence[tuple[int, int, Role]], end: int) -> list[Node]:
    """The tree with the parts without heading in it; a split heading keeps its second half below it."""
    if not parts:
        return nodes
    added: list[tuple[Node, Node | None]] = []
    begins = {part.start for part in parts}
    for part in parts:
        host = next((n for n in nodes if n.parent == -1 and n.start < part.start < n.end), None)
        keeps = host is not None and part.role in host.cues
        ends_early = host is not None and part.end < host.end and part.end not in begins
        inside = part.role in ("leader-duty", "causes") or ends_early
        level = 1 if not inside or host is None else 9
        node = Node(part.start, part.end, part.start, part.start, level, None, by_lead_in=True, role=part.role)
        added.append((node, host if keeps else None))
    inner = [node for node, _ in added if node.level == 9]
    merged = sorted([*nodes, *(node for node, _ in added if node.level == 1)], key=lambda n: (n.start, n.level))
    # The host's own level decides what a lead-in closes: it must end sections as high as its host.
    lowest = min((n.level for n in nodes), default=1)
    for node, _ in added:
        if node.level == 1:
            node.level = lowest
    close(merged, end)
    for node, host in added:
        if host is not None and node.level != 9:
            node.parent = merged.index(host)
            host.end = max(host.end, node.end)
    for node in inner:
        holders = [i for i, n in enumerate(merged) if n.start <= node.start and node.end <= n.end]
        above = merged[holders[-1]] if holders else None
        node.level = above.level + 1 if above else 1
    merged = _with_inner(merged, inner)
    for node in merged:
        if not node.by_lead_in and node.parent != -1:
            node.role = next(role for low, high, role in roles if low <= node.start < high)
    return merged


def _with_inner(nodes: list[Node], inner: list[Node]) -> list[Node]:
    """Put closed parts into the tree without moving anything else; parents are renumbered."""
    for node in inner:
        place = sum(1 for other in nodes if other.start <= node.start)
        holder = max(
            (i for i, other in enumerate(nodes) if other.start <= node.start and node.end <= other.end), default=-1
        )
        for other in nodes:
            if other.parent >= place:
                other.parent += 1
        node.parent = holder
        nodes.insert(place, node)
    return nodes
