"""Which of the contents each part is: by its heading, its text, its place and the order of the parts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import inf
from operator import itemgetter

from checker.model import Role
from checker.structure.columns import TableCell, find_columns, find_said, find_tasks
from checker.structure.leadins import Part, find_problems, lack_density, leader_heading
from checker.structure.lexicon import words
from checker.structure.numerals import YEAR, year
from checker.structure.outline import Node
from checker.structure.parts import parts_without_heading
from checker.structure.tone import READ, Tone
from checker.structure.tree import flatten, grow

_ROLES: tuple[Role, ...] = ("measures", "problems", "causes", "leader-duty", "plan", "other")
_COUNTED = 1600
_AHEAD = re.compile(r"下一|下步|下年|明年|今后|来年|新的一年|努力方向|打算|展望")
_PLAN_WORD = re.compile(r"安排|打算|计划|思路|重点|任务|设想|谋划|部署|展望|举措|措施|目标|工作$")
# “工作中的不足和2022年打算”: two contents in one part.
_WITH_LACK = re.compile(
    r"(?<!针对)(?<!以上)(?<!上述)(?:不足|问题|短板|差距|欠缺|困难)[^，。]{0,4}(?:和|与|及|、|暨|，)"
)
# “短板与原因”: what is lacking and why, whatever the first is called.
_LACK_AND_CAUSE = re.compile(
    r"(?:不足|问题|短板|差距|困难|弱项|欠缺|欠账|[痛堵难卡]点|毛病|软肋|短处|弱处|缺口|未[一-龥]{1,6})"
    r"(?:之处|清单|情况)?(?:以及|及其|[和与及、])其?(?:主要|产生)?的?(?:原因|成因|根源|症结|病[根因灶]|根子|由来|来由|缘由|起因)"
    r"|(?:没有?|未|不)(?:能|曾)?[一-龥]{0,3}(?:好|到位|完|成|够)[^，。]{0,10}(?:为什么|为何|为啥|何以|原因)"
)
_OF_LACK = re.compile(r"(?:不足|问题|短板|差距)[产发]?[生]?的(?:主要|深层次?|具体)?(?:原因|成因|根源)")
# Shares of clauses: with a heading that hints at the part, without one; of the leaders' acts likewise.
_SUPPORTED, _ALONE = 0.4, 0.6
_LED, _LED_ALONE = 0.2, 0.7
_HALF = 0.5
_LACKING, _LITTLE = 0.2, 0.1
_FEW = 3
_CELLS = 20
_DEEDS = ("measures", "leader-duty", "lead", "other")
"""Parts in which a line 差距：…… tells something else than the part does."""
_ARRANGED = re.compile(r"(?:工作|主要|重点)(?:安排|打算|计划|思路|设想|谋划)\s*$")
_SHORT = 8
_EARLY, _LATE = 0.35, 0.6
# From plan or shortcomings back to measures is rare; the leaders' part may stand anywhere.
_BACK = {("plan", "measures"): -1.2, ("problems", "measures"): -0.6, ("plan", "problems"): -0.3}
_COSTLY = frozenset(role for _, role in _BACK)
_cost = itemgetter(0)


def assign(
    folded: str, nodes: list[Node], start: int, end: int, report_year: int | None, cells: Sequence[TableCell] = ()
) -> tuple[list[Node], list[tuple[int, int, Role]]]:
    """Give every node its role, add the parts without heading, and cover ``[0, len(folded))`` with roles.

    ``cells`` are the cells of the report's tables, in order.
    """
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
            paint.append((node.start, node.end, node.role))
        else:
            own = _own_role(folded, node, nodes)
            if own:
                node.role = own
                paint.append((node.start, node.end, own))
            else:
                node.role = nodes[node.parent].role
    columns = find_columns(folded, cells, lambda head: _with_year(head, heading_cues(head), report_year))
    parts = parts_without_heading(folded, nodes, tops, start, end, report_year, {part.role for part in columns})
    for part in (*parts, *columns, *find_tasks(folded, start, end)):
        paint.append((part.start, part.end, part.role))
    flat = flatten(paint, len(folded))
    said = [part for part in find_said(folded, start, end) if _told_in(flat, part.start) in _DEEDS]
    if said:
        flat = flatten([*paint, *((part.start, part.end, part.role) for part in said)], len(folded))
    return grow(nodes, [*parts, *_told_first(columns)], flat, end), flat


def _told_in(flat: Sequence[tuple[int, int, Role]], place: int) -> Role:
    """The role of the range that holds ``place``."""
    return next(role for low, high, role in flat if low <= place < high)


def _told_first(columns: Sequence[Part]) -> list[Part]:
    """The first cells of a table's columns as parts of the tree; what was set as a task is none."""
    found: list[Part] = []
    for role in _ROLES:
        found += [part for part in columns if part.role == role][:_CELLS]
    return sorted(found, key=lambda part: part.start)


def heading_cues(heading: str) -> tuple[Role, ...]:
    """The roles a heading speaks of."""
    lexicon = words()
    cues: tuple[Role, ...] = ()
    if lexicon.any_heading.search(heading):
        cues = tuple(
            role
            for role in _ROLES
            if lexicon.headings[role].search(heading) and not lexicon.rejects[role].search(heading)
        )
    if (
        cues in ((), ("causes",))
        and _LACK_AND_CAUSE.search(heading)
        and not lexicon.rejects["problems"].search(heading)
    ):
        return ("problems", "causes")
    return cues


def _with_year(heading: str, cues: tuple[Role, ...], report_year: int | None) -> tuple[Role, ...]:
    """The cues, with ``plan`` where the heading names a year after the reported one."""
    if cues == ("plan",) and _WITH_LACK.search(heading) and not words().rejects["problems"].search(heading):
        return ("problems", "plan")
    if "plan" in cues or report_year is None or "年" not in heading or words().rejects["plan"].search(heading):
        return cues
    years = [year(match[1]) for match in YEAR.finditer(heading)]
    if not years or max(years) <= report_year:
        return cues
    # "2024年怎么干": a looser word will do beside the year.
    told = min(years) > report_year or _PLAN_WORD.search(heading) or words().weak["plan"].search(heading)
    return (*cues, "plan") if told else cues


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
    after_problems = False
    for index, node in enumerate(tops):
        scores = _emission(folded, node, (node.start - start) / length, after_problems, node is tops[-1])
        after_problems = after_problems or "problems" in node.cues
        if index == 0:
            best = {role: (scores[role], (None, role)) for role in _ROLES}
            continue
        following: dict[Role, tuple[float, object]] = {}
        likeliest = max(best.values(), key=_cost)
        for role in _ROLES:
            if role in _COSTLY:
                most, trail = -inf, None
                for before in _ROLES:
                    cost, way = best[before]
                    cost += _BACK.get((before, role), 0.0)
                    if cost > most:
                        most, trail = cost, way
            else:
                most, trail = likeliest  # nothing weighs on the way to this role
            following[role] = (most + scores[role], (trail, role))
        best = following
    trail = max(best.values(), key=_cost)[1]
    result: list[Role] = []
    while isinstance(trail, tuple):
        trail, role = trail
        result.append(role)
    return result[::-1]


def _emission(folded: str, node: Node, place: float, after_problems: bool, last: bool) -> dict[Role, float]:
    heading = folded[node.heading_start : node.heading_end]
    cues = node.cues
    scores: dict[Role, float] = dict.fromkeys(_ROLES, 0.0)
    for role in cues:
        scores[role] += 3.0
    if "leader-duty" in cues:
        scores["leader-duty"] += 1.5
    if "problems" in cues:
        scores["problems"] += 0.8
    if "causes" in cues and _OF_LACK.search(heading):
        scores["causes"] += 2.0
    if "plan" in cues and _AHEAD.search(heading) and "problems" not in cues:
        scores["plan"] += 1.0
    if "measures" in cues and cues[-1] != "measures" and "problems" in cues and _first(heading, "measures", "problems"):
        scores["measures"] += 1.2
    if not cues:
        scores["measures"] += 1.6
        told = Tone(folded, node.heading_end, node.end)
        if _wants(folded, node, heading, told, place):
            scores["problems"] += 1.5 + 2.0 * told.want
            node.cues = ("problems",)
        else:
            _weigh_tone(scores, heading, told, place, after_problems, last)
    body = max(1, min(_COUNTED, node.end - node.heading_end)) / 100
    density, stop = words().density, min(node.end, node.heading_end + _COUNTED)
    counts = {
        role: min(4.0, len(density[role].findall(folded, node.heading_end, stop)) / body)
        for role in ("problems", "plan", "measures")
    }
    scores["problems"] += 0.55 * counts["problems"] if counts["problems"] > 0.6 else 0.0
    scores["plan"] += 0.3 * (counts["plan"] - counts["measures"]) if counts["plan"] > 1.5 else 0.0
    scores["measures"] += 0.2 * counts["measures"]
    scores["plan"] -= 1.0 if place < 0.4 else 0.0
    scores["problems"] -= 0.8 if place < 0.25 else 0.0
    scores["causes"] -= 0.5
    scores["other"] -= 0.5
    return scores


def _wants(folded: str, node: Node, heading: str, told: Tone, place: float) -> bool:
    """Whether nearly every clause states a want, from the start on: shortcomings, whatever the heading says.

    The first paragraph may do so alone, before the plan of one part.
    """
    hinted = bool(words().weak["problems"].search(heading))
    if place <= _EARLY and not hinted:
        return False
    if _wanting(folded, node, told, place, hinted):
        return True
    first = _first_paragraph(folded, node)
    return first is not None and _wanting(folded, node, first, place, hinted)


def _wanting(folded: str, node: Node, told: Tone, place: float, hinted: bool) -> bool:
    """Whether these clauses do. Measures never want in half of theirs; a lead-in further down is its own part."""
    if place <= _EARLY and not (told.lack >= _LACKING and told.want > told.told):
        return False
    if told.wants_less_than(_SUPPORTED if hinted else _ALONE):
        return False
    if not hinted and (told.clauses < _FEW or told.lack < _HALF):
        return False
    lead_in = find_problems(folded, node.heading_end, node.end)
    return lead_in is None or len(folded[node.heading_end : lead_in].strip("。；;：: \n\t　")) < _SHORT


def _first_paragraph(folded: str, node: Node) -> Tone | None:
    """The tone of what stands first under the heading; ``None`` where no more than that was read anyway."""
    first = folded.find("\n", node.heading_end + _SHORT, min(node.end, node.heading_end + READ))
    return None if first < 0 else Tone(folded, node.heading_end, first)


def _weigh_tone(
    scores: dict[Role, float], heading: str, told: Tone, place: float, after_problems: bool, last: bool
) -> None:
    """Evidence for plan and leaders under a heading that names nothing known: the clauses and its looser words.

    Intents fill measures of weak reports too, so a plan must also stand late, tell nothing done, and be
    hinted at by its heading or by shortcomings before it. What stands last behind the shortcomings and tells
    nothing done is one.
    """
    hinted = bool(words().weak["plan"].search(heading))
    late = place > _LATE and (hinted or after_problems) and told.wants_less_than(_ALONE)
    if late and told.ahead >= _SUPPORTED and told.ahead > told.done + 0.2:
        scores["plan"] += 2.6 + told.ahead
    quiet = told.told <= _LITTLE and told.want < _SUPPORTED and (told.counted < _HALF or told.clauses <= _FEW)
    if last and after_problems and place > _LATE and quiet:
        scores["plan"] += 2.6
    if leader_heading(heading) and told.led >= _LED:
        scores["leader-duty"] += 4.5
    elif told.opens_led() and told.led >= (_LED_ALONE if told.clauses >= _FEW else 1.0) and told.clauses > 1:
        scores["leader-duty"] += 3.0


def _first(heading: str, one: str, other: str) -> bool:
    first, second = words().headings[one].search(heading), words().headings[other].search(heading)
    return bool(first and second and first.start() < second.start())


def _follows_wants(node: Node, nodes: Sequence[Node]) -> bool:
    return any(n.parent == node.parent and n.role == "problems" and n.start < node.start for n in nodes)


def _own_role(folded: str, node: Node, nodes: Sequence[Node]) -> Role | None:
    """The role of a lower section that its heading alone makes certain; ``None`` where it follows its parent."""
    parent = nodes[node.parent]
    heading = folded[node.heading_start : node.heading_end]
    if len(heading) < 5:
        return None
    lexicon = words()
    named = lexicon.any_subheading.search(heading) is not None
    for name, pattern in lexicon.subheadings.items() if named else ():
        role = _role(name)
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
    if parent.role in ("measures", "other"):
        # behind the shortcomings of the same 第一部分, whatever year the heading names by a slip
        if _ARRANGED.search(heading) and _follows_wants(node, nodes):
            return "plan"
        body = folded[node.heading_end : min(node.end, node.heading_end + _COUNTED)]
        led = leader_heading(heading)
        # most sections are neither: the tone of those is not taken
        told = Tone(folded, node.heading_end, node.end) if led or node.level == 2 else None
        if told is None:
            return None
        if led and ("第一责任" in body or told.led >= _LED):
            return "leader-duty"
        if lexicon.leader["not"].search(heading):
            return None
        if node.level == 2 and told.clauses > 1 and told.opens_led() and told.led >= _LED_ALONE:
            return "leader-duty"
    return None
