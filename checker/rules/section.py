"""The five contents as blocks: measures, shortcomings, causes, the leaders' part, plans."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from checker.model import Assertion, Criterion, Evidence, Judgement, Report, Role, Section
from checker.rules.context import Context
from checker.rules.passages import gather
from checker.rules.scattered import scattered, wants_with_reason
from checker.rules.section_items import body_length, first_clause, has_items, ranges, sections_of, structure_words
from checker.structure.leadins import ITEM, lack_density, sentences
from checker.structure.lexicon import any_of
from checker.structure.roles import heading_cues
from checker.structure.woven import TURN

_NAMES = {
    "measures": "主要举措和成效",
    "problems": "存在的不足",
    "leader-duty": "第一责任人职责",
    "plan": "下一年度安排",
}
_ASSERTED: dict[str, Assertion] = {"measures": "done", "problems": "lacking", "leader-duty": "done", "plan": "planned"}
_LEAST_HEADED = 40
_LEAST_MEASURES = 100
_LONGEST = 150
_LISTED = re.compile(r"：[^。；\n]+；[^。；\n]+；[^。；\n]")
_TO_COME = re.compile(
    r"[，。；：\n](?:20\d\d年|下一?步|明年|今后|我们将|将)[^。\n]{0,40}?(?:要|将|建|设|开展|完成|健全|加强|推进|落实|补|前|把)"
)
_SENTENCE = 400
_FEWEST_WOVEN, _MOST_WOVEN = 2, 3
_SCATTERED = "“{}”的内容只散见于其他部分，没有单独成块。"
_NO_PROBLEMS = re.compile(
    r"^[^。\n]{0,12}(?:不存在|未发现|没有发现|没有|无)(?:任何|明显|突出|重大)?的?(?:问题|不足)|^(?:无|暂无)[。]?$"
)
_HEADING_CAUSE = re.compile(r"原因|成因|根源|缘由|症结|根子")
_EMPTY_CAUSE = re.compile(r"(?:问题|不足|困难|差距|短板)[^。，,；;]{0,6}(?:主要|突出)")
_DUE_TO = re.compile(
    r"(?<![原起诱病成死])因(?!此|而|素|为|果|公|应|子|[地时人势材类企需户村校岗事情案][制施利而])[^。；，,\n]{2,30}[，,]"
    r"[^。；\n]{2,40}?(?:不|难|缺|慢|弱|少|滞后|未|低)"
)
_MAINLY = re.compile(
    r"(?<!存在的)(?<!表现)[，,。；]\s*主要(?:是|在于)(?![：:一]|以下|表现|体现|指|针对|依靠|依据)[^。；\n]{0,30}?"
    r"(?:缺|不足|不够|不[强高力实细严紧熟清明顺]|不到位|滞后|薄弱|有限|偏少|较少|没有|未|短|难|弱|偏|赶|抢|拖|松|粗|旧|老|惯)"
)


def judge_section(criterion: Criterion, context: Context) -> Judgement:
    """Full where the part named by ``role`` is a block, partial where its content is scattered elsewhere."""
    role: Role = criterion.params["role"]
    report = context.report
    if role == "measures":
        return _measures(report)
    blocks = sections_of(report, role)
    asserted = _ASSERTED[role]
    if _is_woven(report, role, blocks):
        found = tuple(next(_evidence_of(report, block, asserted)) for block in blocks[:_MOST_WOVEN])
        return Judgement("partial", found, near=found, message=_SCATTERED.format(_NAMES[role]))
    for block in blocks:
        reason = _why_not_a_block(report, block, role)
        if not reason:
            return Judgement("full", tuple(_evidence_of(report, block, asserted)))
    if blocks:
        block = blocks[0]
        start, end = first_clause(report, block.start, max(block.heading_end, block.end))
        reason = _why_not_a_block(report, block, role)
        note = Evidence(start, end, asserted, note=reason)
        return Judgement("partial", (note,), near=(note,), message=f"“{_NAMES[role]}”部分{reason}，请核对。")
    shared = _shared(report) if role == "plan" else None
    if shared is not None:
        return Judgement("full", tuple(_evidence_of(report, shared, asserted)))
    return _scattered(criterion, context, role)


def _shared(report: Report) -> Section | None:
    """The part whose heading names shortcomings and plans ("三、欠缺与打算"), where it does tell what is to come."""
    for block in sections_of(report, "problems"):
        heading = report.folded[block.heading_start : block.heading_end]
        if "plan" in heading_cues(heading) and _TO_COME.search(report.folded, block.heading_end, block.end):
            return block
    return None


def _is_woven(report: Report, role: Role, blocks: Sequence[Section]) -> bool:
    """Whether the shortcomings, or the plans that answer them, only stand at the ends of other parts, behind a turn
    (annotation: scattered inside another part). A label (短板：) makes a block of each."""
    if len(blocks) < _FEWEST_WOVEN or not all(block.by_lead_in for block in blocks):
        return False
    wanting = sections_of(report, "problems") if role in ("problems", "plan") else []
    return bool(wanting) and all(TURN.match(report.folded, block.start) for block in wanting)


def _measures(report: Report) -> Judgement:
    blocks = [s for s in sections_of(report, "measures") if s.heading_end > s.heading_start]
    length = sum(end - start for start, end in ranges(report, "measures", "leader-duty"))
    if blocks and body_length(report, blocks) >= _LEAST_HEADED:
        return Judgement("full", tuple(next(_evidence_of(report, block, "done")) for block in blocks[:2]))
    bodies = ranges(report, "measures")
    if bodies and length >= _LEAST_MEASURES:
        start, end = first_clause(report, *bodies[0])
        return Judgement("full", (Evidence(start, end, "done"),))
    if length or blocks:
        # a report may tell of nothing but its leaders: then their part is what there is
        whole = [(block.start, block.end) for block in blocks]
        place = (bodies or whole or ranges(report, "leader-duty"))[0]
        start, end = first_clause(report, *place)
        return Judgement("partial", (Evidence(start, end, "done"),), message="举措和成效的内容过少，请补充。")
    lead = ranges(report, "lead")
    if lead and lead[0][1] - lead[0][0] >= _LEAST_MEASURES:
        start, end = first_clause(report, *lead[0])
        return Judgement("partial", (Evidence(start, end, "done"),), message="举措和成效只见于开头，没有成块的内容。")
    return Judgement("none")


def _why_not_a_block(report: Report, block: Section, role: Role) -> str:
    """Empty if the section is a real block; else why it does not count as one."""
    body = report.folded[block.heading_end : block.end].strip("。；;：: \n\t　")
    if not block.by_lead_in:
        if len(body) < 6 and lack_density(report.folded, block.heading_start, block.heading_end) < 2:
            return "只有标题，没有内容"
        if role == "problems" and (_NO_PROBLEMS.match(body) or not _states_want(report, block)):
            return "没有写出具体的不足"
        return ""
    if role == "leader-duty":
        return ""
    if role == "problems" and ITEM.match(report.folded, block.start):
        return "没有标题，也没有引出不足的话"
    _, stop = first_clause(report, block.start, block.end, 400)
    if has_items(report, stop, block.end) or len(ITEM.findall(report.folded, block.start + 4, block.end)) > 1:
        return ""
    if sum(other.role == role and other.by_lead_in for other in report.sections) > 1:
        return ""  # every shortcoming is followed by its own remedy
    count = sum(1 for _ in sentences(report.folded, block.start, block.end))
    # "2024年要做的有这么几件：……；……；……" is a list too.
    listed = _LISTED.search(report.folded, block.start, block.end) is not None
    return "" if count >= 3 or listed else "只有概括的一两句话，没有分条展开"


def _states_want(report: Report, block: Section) -> bool:
    body = report.folded[block.heading_end : block.end]
    return lack_density(report.folded, block.heading_end, block.end) > 0 or bool(
        re.search(r"不|没有|只有|仅[有剩]|缺|难|少|弱|差|低|未|重[^。]{1,6}轻|问题|仍|偏|薄|窄|慢", body)
    )


def _evidence_of(report: Report, block: Section, asserted: Assertion) -> Iterator[Evidence]:
    """The heading with the first sentence under it, then the next sentence or item."""
    start = block.heading_end
    while start < block.end and report.folded[start] in "。；;：: \n\t　":
        start += 1
    low, high = first_clause(report, start, block.end)
    if high <= low:
        yield Evidence(block.heading_start, block.heading_end, asserted)
        return
    near = low - block.heading_end <= 3 and high - block.start <= _LONGEST
    if near or block.heading_end <= block.heading_start:
        yield Evidence(block.start, high, asserted)
    else:
        yield Evidence(block.heading_start, block.heading_end, asserted)
        yield Evidence(low, high, asserted)
    more = first_clause(report, _past_stop(report.folded, high, block.end), block.end)
    if more[1] > more[0] and report.role_at(more[0]) == block.role:  # woven shortcomings end where a plan begins
        yield Evidence(*more, asserted)


def _past_stop(folded: str, place: int, end: int) -> int:
    while place < end and folded[place] in "。；;，,：: \n\t　":
        place += 1
    return place


def _scattered(criterion: Criterion, context: Context, role: Role) -> Judgement:
    places = scattered(context.report, role) or _told_elsewhere(criterion, context)
    found = tuple(Evidence(low, high, "mentioned", note="只散见于其他部分") for low, high in places[:2])
    if not found:
        return Judgement("none")
    return Judgement("partial", found, near=found, message=_SCATTERED.format(_NAMES[role]))


def _told_elsewhere(criterion: Criterion, context: Context) -> list[tuple[int, int]]:
    """Where the criterion named by ``told_by`` finds its matter done, outside the parts on what is not."""
    told = gather(context, criterion.params.get("told_by") or "", "find", support="act")
    places = [c for c in told if c.counts and c.role not in ("problems", "causes", "plan")]
    return list(dict.fromkeys((c.quote_start, c.quote_end) for c in places))


def judge_causes(criterion: Criterion, context: Context) -> Judgement:
    """Full where a reason is given for at least one shortcoming, partial where only a heading says 原因."""
    report = context.report
    causes = any_of(structure_words(context)["causes"])
    parts = ranges(report, "problems", "causes") or [*scattered(report, "problems"), *wants_with_reason(context)]
    headings = [s for s in report.sections if s.role in ("problems", "causes") and s.heading_end > s.heading_start]
    found: list[Evidence] = []
    for start, end in parts:
        covered = [(s.heading_start, s.heading_end) for s in headings if start <= s.start < end and s.level == 1]
        for place in _cause_places(report.folded, start, end, causes.pattern):
            if any(low <= place < high for low, high in covered):
                continue
            low, high = _clause(report.folded, place, start, end)
            if not found or low >= found[-1].end:
                found.append(Evidence(low, high, "lacking"))
            if len(found) == 3:
                break
    own = [s for s in headings if s.role == "causes" and body_length(report, [s]) >= 12]
    if found:
        return Judgement("full", tuple(found))
    if own:
        return Judgement("full", tuple(_evidence_of(report, own[0], "lacking")))
    named = [s for s in headings if _HEADING_CAUSE.search(report.folded, s.heading_start, s.heading_end)]
    if named:
        only = Evidence(named[0].heading_start, named[0].heading_end, "mentioned", note="只有标题写到原因")
        return Judgement("partial", (only,), near=(only,), message="标题写到原因，但未见对不足产生原因的说明，请补充。")
    return Judgement("none", near=_nearest_reason(report, parts))


def _nearest_reason(report: Report, parts: list[tuple[int, int]]) -> tuple[Evidence, ...]:
    """The sentence behind the first shortcoming in its paragraph: it may give the reason in words not known here."""
    for start, end in parts:
        before = end
        for low, high in sentences(report.folded, start, end):
            behind = (
                ITEM.match(report.folded, low) is None  # which would be the next shortcoming
                and before <= low
                and "\n" not in report.folded[before - 1 : low]
                and report.folded[before - 1] in "。！？"
            )
            if behind and lack_density(report.folded, start, low):
                stop = low + len(report.folded[low:high].rstrip("。！？\n 　"))
                return (Evidence(low, stop, "lacking", note="这一句是否说明了原因，请核对"),)
            before = high
    return ()


def _cause_places(folded: str, start: int, end: int, causes: str) -> list[int]:
    places = [match.start() for match in re.compile(causes).finditer(folded, start, end)]
    for pattern in (_DUE_TO, _MAINLY):
        for match in pattern.finditer(folded, start, end):
            if not _EMPTY_CAUSE.search(folded, max(start, match.start() - 12), match.end()):
                places.append(match.start() + (1 if pattern is _MAINLY else 0))
    return sorted(places)


def _clause(folded: str, place: int, start: int, end: int) -> tuple[int, int]:
    """The sentence part between 。；or line ends that holds ``place``; long ones begin at the last comma."""
    start, end = max(start, place - _SENTENCE), min(end, place + _SENTENCE)
    low = max(start, *(folded.rfind(mark, start, place) + 1 for mark in "。；;\n"))
    stops = [p for p in (folded.find(mark, place, end) for mark in "。；;\n") if p >= 0]
    high = min(stops, default=end)
    if high - low > 110:
        comma = max(folded.rfind(mark, low, place) for mark in "，,")
        low = comma + 1 if comma >= 0 else low
    while low < high and folded[low].isspace():
        low += 1
    return low, high


RULES: dict[str, Callable[[Criterion, Context], Judgement]] = {"section": judge_section, "causes": judge_causes}
