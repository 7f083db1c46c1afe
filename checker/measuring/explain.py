"""Why a criterion came out as it did: what was sought, every candidate, which rule decided."""

from __future__ import annotations

from dataclasses import dataclass, replace

from checker.findings import find
from checker.language import scan
from checker.model import Criterion, Finding, Location, Report, Rubric
from checker.rubric.lexicon import lexicon_of
from checker.rules.alike import alike
from checker.rules.context import Context
from checker.rules.passages import Candidate, gather
from checker.rules.slots import pattern_sets

_ALL = 10**6
ASSERTION_WORDS = {
    "done": "已做",
    "ongoing": "进行中",
    "planned": "计划",
    "lacking": "不足",
    "demanded": "要求",
    "elsewhere": "他方",
    "mentioned": "提及",
}
_RULES = {
    "title": "在书名号里",
    "studied": "只是学习、培训的内容",
    "topic": "只是学习、培训的内容",
    "slogan": "在引号内的提法里",
    "definition": "只说明该事项是什么",
    "past": "说的是报告年度以前",
    "guide": "只作为依据提到",
    "listed": "只是会议研究、考核或部署的事项之一",
    "section": "由所在部分决定",
    "cue": "有表示欠缺的词",
    "future": "有表示将来的词",
    "outcome": "写明未发生",
    "demand": "是对他人的要求",
    "superior": "主语是上级",
    "completed": "有完成的词或数字",
    "completed-next": "紧接的分句写明完成",
    "plain": "平叙",
}


_STATUSES = {
    "pass": "符合",
    "warn": "需核对",
    "fail": "不符合",
    "not_applicable": "不适用",
    "error": "未能判定",
}
_COVERAGES = {"full": "完整", "partial": "部分", "none": "未见", "not_applicable": "不适用"}
_SLOTS = {
    "find": "写到这些算写到",
    "within": "写在该部分里才算写到",
    "whole": "写到其一即算写全",
    "mention": "写到这些只算提及",
    "reject": "写到这些不算",
    "formula": "固定表述",
    "report": "写到这些算报告",
    "recipients": "这些算上级",
}

_MOST_QUOTED = 8


@dataclass(frozen=True, slots=True)
class Explanation:
    """The finding, the slots of patterns with their phrases, and all candidates in text order."""

    criterion: Criterion
    finding: Finding
    sought: dict[str, tuple[str, ...]]
    candidates: tuple[Candidate, ...]


def explain(report: Report, rubric: Rubric, criterion_id: str) -> Explanation:
    """Judge one criterion and keep everything that was looked at. Raises ``KeyError`` on an unknown id."""
    criterion = rubric.by_id[criterion_id]
    context = Context(report, rubric.tables, scan(report, lexicon_of(rubric)))
    sought = {slot: tuple(patterns) for slot, patterns in pattern_sets(criterion.params).items()}
    names = {f"find:{element['id']}": element["name"] for element in criterion.params.get("elements") or ()}
    units = tuple(criterion.params.get("units") or ())
    candidates = [
        candidate
        for slot in sought
        if slot not in ("reject", "recipients")
        for candidate in gather(
            context,
            criterion.id,
            slot,
            element=names.get(slot, ""),
            support=criterion.support,
            units=units,
            own_figure=criterion.params.get("figure") == "own",
            mention_only=slot == "mention",
            enough=_ALL,
        )
    ]
    if criterion.rule == "matter":
        own_figure = criterion.params.get("figure") == "own"
        like = alike(criterion, context, candidates, raised=False, units=units, own_figure=own_figure, most=_ALL)
        candidates += [replace(candidate, element="与例句相近") for candidate in like]
    candidates.sort(key=lambda candidate: (candidate.start, candidate.end))
    return Explanation(criterion, find(criterion, context, rubric.purpose), sought, tuple(candidates))


def as_text(explanation: Explanation, report: Report) -> str:
    """The explanation in Chinese, for the terminal: the answer and its passages first, the phrases last."""
    criterion, finding = explanation.criterion, explanation.finding
    lines = [
        f"{criterion.id}　{criterion.name}",
        f"要求：{criterion.asks}",
        f"结论：{_STATUSES[finding.status]}（覆盖程度：{_COVERAGES[finding.coverage]}）　{finding.message}",
    ]
    if criterion.support:
        lines.append(
            "还须写明：" + ("数量或比率" if criterion.support == "figure" else "具体举措、文件、会议、机制或数字")
        )
    if explanation.candidates:
        lines.append(f"相关的原文 {len(explanation.candidates)} 处（✓ 算，✗ 不算）：")
    for candidate in explanation.candidates:
        reading = candidate.reading
        quote = report.text[candidate.quote_start : candidate.quote_end].replace("\n", "")
        mark = "✓" if candidate.counts else "✗"
        where = " > ".join(report.path_at(candidate.start)) or "（无标题）"
        element = f"〔{candidate.element}〕" if candidate.element else ""
        cue = f"“{reading.cue}”" if reading.cue and reading.rule in ("cue", "future", "demand", "superior") else ""
        lines.append(f"  {mark} {element}{quote}")
        lines.append(
            f"      {ASSERTION_WORDS[reading.assertion]}（{_RULES.get(reading.rule, reading.rule)}{cue}）　"
            f"所在：{_place(report.locate(candidate.start, candidate.end), where)}"
        )
        if candidate.reason:
            lines.append(f"      不算的原因：{candidate.reason}")
    if not explanation.candidates:
        lines += _quoted(finding)
    if finding.status in ("fail", "warn"):
        wanted = f"；尚缺：{'、'.join(finding.unmet)}" if finding.unmet else ""
        lines.append(f"怎样才算符合：{criterion.asks}{wanted}。{finding.advice}")
    if explanation.sought:
        lines.append("细则按这些短语查找：")
    for slot, patterns in explanation.sought.items():
        shown = "、".join(patterns[:12]) + (f" 等 {len(patterns)} 个" if len(patterns) > 12 else "")
        lines.append(f"  {_slot(criterion, slot)}：{shown}")
    return "\n".join(lines)


def _slot(criterion: Criterion, slot: str) -> str:
    """What a list of phrases is for, with the name that the rubric's file gives it."""
    kind, _, element = slot.partition(":")
    names = {one["id"]: one["name"] for one in criterion.params.get("elements") or ()}
    of = f"“{names[element]}”：" if element in names else ""
    return f"{of}{_SLOTS.get(kind, '查找')}（{slot}）"


def _place(place: Location, where: str) -> str:
    """The section and the place in the file, as far as the format has places."""
    told = "第 {} 页" if place.page is not None else "第 {} 行" if place.line is not None else "第 {} 段"
    number = place.page or place.line or place.paragraph
    return f"{where} · {told.format(number)}" if number is not None else where


def _quoted(finding: Finding) -> list[str]:
    """The passages of a rule that looks for no phrases: what it rests on, and what comes nearest."""
    lines: list[str] = []
    for label, quotes in (("依据", finding.evidence), ("最接近的原文", finding.near)):
        if quotes:
            lines.append(f"{label} {len(quotes)} 处：")
        for quote in quotes[:_MOST_QUOTED]:
            lines.append("  · " + quote.text.replace("\n", ""))
            where = " > ".join(quote.section) or "（无标题）"
            note = f"　说明：{quote.note}" if quote.note else ""
            lines.append(f"      所在：{_place(quote.location, where)}{note}")
        if len(quotes) > _MOST_QUOTED:
            lines.append(f"      另有 {len(quotes) - _MOST_QUOTED} 处")
    return lines or ["没有找到相关的原文。"]
