"""Roles as ranges, and the parts without heading put into the section tree."""

from __future__ import annotations

from collections.abc import Sequence

from checker.model import Role
from checker.structure.leadins import Part
from checker.structure.outline import Node, close


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


def grow(nodes: list[Node], parts: Sequence[Part], roles: Sequence[tuple[int, int, Role]], end: int) -> list[Node]:
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
