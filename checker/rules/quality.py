"""Quality of the contents: shortcomings that are specific, plans that answer them, years that agree."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from checker.model import Coverage, Criterion, Evidence, Judgement, Report
from checker.rules.context import Context
from checker.rules.quality_match import Answer, answers
from checker.rules.quality_year import judge_years
from checker.rules.scattered import scattered
from checker.rules.section_items import Item, first_clause, items, ranges, structure_words, unmarked
from checker.structure.lexicon import any_of

_FIGURE = re.compile(
    r"\d+(?:\.\d+)?[余多]?(?:%|％|个百分点|[件起个名人次份家户处卷台条宗项岁天倍元所支篇期场]|万元|小时|公里|年)"
    r"|[一二三四五六七八九两]成|超过?半数|过半|[两三四五六七八九十]+[余多]?(?:[件起名份家卷宗岁]|个月)"
)
# A body named in full, not “个别部门”: 县城管局, 市卫生健康委.
_UNIT = re.compile(r"(?<![各])[省市县区州旗][\u4e00-\u9fff]{2,8}?(?:局|委|厅|中心)(?!机关|领导|属|里)")
# places by their names, side by side: 东关区与潭头县
_PLACES = re.compile(r"[一-龥]{2,3}(?:[区县镇乡]|街道)(?:和|与|、|及)[一-龥]{2,3}(?:[区县镇乡]|街道)")
_YEAR_ONLY = re.compile(r"20\d\d年|\d+年")
_QUOTED = re.compile(r"“[^”\n]{2,12}”")
_VAGUE = re.compile(r"部分|个别|少数|有的|一些")
# “一年的工作也暴露出一些短板。” says that there are shortcomings, not which.
_INTRODUCES = re.compile(
    r"[^。；;\n]{0,60}(?:有|存在|暴露|看到|面临|发现)[^。，,；;\n]{0,20}(?:不足|短板|差距|问题|困难|弱项|欠账|薄弱环节)[^。，,；;\n]{0,8}[。:：]?\s*"
)
_FURTHER = re.compile(r"此外|另外|除此之外|与此同时|同时")
_ENOUGH = 2
# Every shortcoming is held against every plan item; no report lists more than this.
_MOST_ITEMS = 120


def problem_items(report: Report) -> list[Item]:
    """What the shortcomings part lists, introductory sentences left out."""
    found: list[Item] = []
    for start, end in ranges(report, "problems"):
        found += items(report, _past_heading(report, start), end)
    if not found:
        found = [Item(start, end, end) for start, end in scattered(report, "problems")]
    found = [item for item in found if len(unmarked(report.text[item.start : item.end])) > 2]
    telling = [item for item in found if not _INTRODUCES.fullmatch(report.folded, item.start, item.end)]
    return telling or found


def _past_heading(report: Report, start: int) -> int:
    """The end of the heading that announces the part at ``start``; an item's own number and name stay with it."""
    ends = [
        s.heading_end
        for s in report.sections
        if s.start == start and not s.by_lead_in and (s.parent < 0 or report.sections[s.parent].role != s.role)
    ]
    return max(ends, default=start)


def judge_specific(criterion: Criterion, context: Context) -> Judgement:
    """Full where shortcomings point to a field, unit, link or figure; partial where all are stock phrases."""
    report = context.report
    listed = problem_items(report)
    if not listed:
        return Judgement("not_applicable", message="未见不足的内容，无从判断是否具体。")
    words = structure_words(context)["specific"]
    ranked: list[tuple[int, Evidence]] = []
    vague: list[Evidence] = []
    for item in listed:
        place = _most_specific(report, item, words)
        if place:
            ranked.append((place[0], Evidence(*place[1], "lacking")))
        else:
            vague.append(
                Evidence(
                    *first_clause(report, item.start, item.end), "lacking", note="没有落到具体领域、单位、环节或数据"
                )
            )
    specific = [evidence for _, evidence in sorted(ranked, key=lambda pair: (-pair[0], pair[1].start))]
    if specific and len(specific) * 3 >= len(listed):
        return Judgement("full", tuple(specific[:3]))
    shown = (*specific, *vague)[:3]
    return Judgement(
        "partial",
        shown,
        near=tuple(vague[:3]),
        message="不足多为概括的表述，未指向具体领域、单位、环节或数据，请核对。",
    )


def _most_specific(report: Report, item: Item, words: Mapping[str, Any]) -> tuple[int, tuple[int, int]] | None:
    """How specific the item's best clause is, and its place; ``None`` if none is specific enough."""
    matters, scopes = any_of(words["matters"]), any_of(words["scopes"])
    best: tuple[int, tuple[int, int]] | None = None
    for match in re.compile(r"[^。；;\n]+").finditer(report.folded, item.start, item.end):
        clause = match[0]
        bare = _YEAR_ONLY.sub("", clause)
        score = 3 * bool(_FIGURE.search(bare))
        score += min(2, len({hit[0] for hit in matters.finditer(clause)}))
        score += 2 * bool(_UNIT.search(clause) or _PLACES.search(clause))
        score += bool(scopes.search(clause)) + bool(_QUOTED.search(clause))
        if score >= _ENOUGH and (best is None or score > best[0]):
            start, end = match.span()
            while start < end and report.folded[start].isspace():
                start += 1
            best = (score, (start, end))
    return best


def judge_answers(criterion: Criterion, context: Context) -> Judgement:
    """Every shortcoming is answered by an item of the plan; the finding lists each pair and each gap."""
    report = context.report
    listed = problem_items(report)[:_MOST_ITEMS]
    if not listed:
        return Judgement("not_applicable", message="未见不足的内容，无从判断安排是否回应。")
    plans = _plan_items(report)[:_MOST_ITEMS]
    if not plans:
        gaps = tuple(Evidence(item.start, item.head_end, "lacking", note="未见对应安排") for item in listed[:3])
        return Judgement("none", near=gaps, message="未见下一年度安排，各条不足没有对应措施。")
    pairs = _answered_in_place(report, answers(report, listed, plans, structure_words(context)))
    met = [pair for pair in pairs if pair.plan is not None]
    open_ = [pair for pair in pairs if pair.plan is None]
    coverage: Coverage = "none" if not met else "partial" if open_ else "full"
    answered = [
        Evidence(*_answer_place(report, pair.plan), "planned", note=f"回应“{_short(report, pair.problem)}”")
        for pair in met
        if pair.plan is not None
    ]
    lacking = [Evidence(*_problem_place(report, pair.problem), "lacking", note="未见对应安排") for pair in open_]
    return Judgement(
        coverage,
        tuple(lacking + answered) if met else (),  # the gaps first: an output that shows three passages shows them
        near=tuple(lacking),
        message=_told(report, met, open_),
        met=tuple(_short(report, pair.problem) for pair in met),
        unmet=tuple(_short(report, pair.problem) for pair in open_),
    )


def _answered_in_place(report: Report, pairs: list[Answer]) -> list[Answer]:
    """A shortcoming whose remedy follows at once, again and again: “……不规范。下一步，将……”."""
    remedies = ranges(report, "plan")
    if len(remedies) < 2:
        return pairs
    result = []
    for pair in pairs:
        own = [r for r in remedies if 0 <= r[0] - pair.problem[1] <= 2 and not _FURTHER.match(report.folded, r[0])]
        result.append(Answer(pair.problem, own[0]) if own else pair)
    return result


def _problem_place(report: Report, problem: tuple[int, int]) -> tuple[int, int]:
    return first_clause(report, *problem)


def _answer_place(report: Report, plan: tuple[int, int]) -> tuple[int, int]:
    """The head of the plan item with the sentence after it."""
    start, stop = first_clause(report, *plan)
    if stop - start < 30 and stop + 2 < plan[1]:
        _, further = first_clause(report, stop + 1, plan[1])
        if further - start <= 130:
            stop = further
    return start, stop


def _plan_items(report: Report) -> list[Item]:
    found: list[Item] = []
    for start, end in ranges(report, "plan"):
        found += items(report, _past_heading(report, start), end)
    return found


def _short(report: Report, span: tuple[int, int]) -> str:
    text = unmarked(report.text[span[0] : span[1]].split("\n")[0])
    head = re.split(r"[。；;]", text)[0]
    return head if len(head) <= 32 else head[:31] + "…"


def _told(report: Report, met: list[Answer], gaps: list[Answer]) -> str:
    told = []
    if met:
        listed = "；".join(f"“{_short(report, p.problem)}”对应“{_short(report, p.plan)}”" for p in met if p.plan)
        told.append(f"有对应安排的不足：{listed}。")
    if gaps:
        told.append("未见对应安排的不足：" + "".join(f"“{_short(report, p.problem)}”" for p in gaps) + "，请核对。")
    return "".join(told)


RULES: dict[str, Callable[[Criterion, Context], Judgement]] = {
    "specific-problems": judge_specific,
    "plan-answers-problems": judge_answers,
    "year-consistency": judge_years,
}
