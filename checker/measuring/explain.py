"""Why a criterion came out as it did: what was sought, every candidate, which rule decided."""

from __future__ import annotations

from dataclasses import dataclass

from checker.findings import find
from checker.language import scan
from checker.model import Criterion, Finding, Report, Rubric
from checker.rubric.lexicon import lexicon_of
from checker.rules.context import Context
from checker.rules.passages import Candidate, gather
from checker.rules.slots import pattern_sets

_ASSERTIONS = {
    "done": "已做",
    "ongoing": "在做",
    "planned": "计划",
    "lacking": "不足",
    "demanded": "要求",
    "elsewhere": "他方",
    "mentioned": "提及",
}
_RULES = {
    "title": "在书名号里",
    "studied": "只是学习、培训的内容",
    "slogan": "在引号内的提法里",
    "definition": "只说明该事项是什么",
    "past": "说的是报告年度以前",
    "guide": "只作为依据提到",
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
            enough=10**6,
        )
    ]
    candidates.sort(key=lambda candidate: (candidate.start, candidate.end))
    return Explanation(criterion, find(criterion, context, rubric.purpose), sought, tuple(candidates))


def as_text(explanation: Explanation, report: Report) -> str:
    """The explanation in Chinese, for the terminal."""
    criterion, finding = explanation.criterion, explanation.finding
    lines = [
        f"{criterion.id}　{criterion.name}",
        f"要求：{criterion.asks}",
        f"结论：{finding.status}（覆盖程度 {finding.coverage}）　{finding.message}",
    ]
    if criterion.support:
        lines.append(
            "还须写明：" + ("数量或比率" if criterion.support == "figure" else "具体举措、文件、会议、机制或数字")
        )
    for slot, patterns in explanation.sought.items():
        shown = "、".join(patterns[:12]) + (f" 等 {len(patterns)} 个" if len(patterns) > 12 else "")
        lines.append(f"查找（{slot}）：{shown}")
    lines.append(f"候选原文 {len(explanation.candidates)} 处：")
    for candidate in explanation.candidates:
        reading = candidate.reading
        quote = report.text[candidate.quote_start : candidate.quote_end].replace("\n", "")
        mark = "✓" if candidate.counts else "✗"
        where = " > ".join(report.path_at(candidate.start)) or "（无标题）"
        element = f"〔{candidate.element}〕" if candidate.element else ""
        cue = f"“{reading.cue}”" if reading.cue and reading.rule in ("cue", "future", "demand", "superior") else ""
        lines.append(f"  {mark} {candidate.start}–{candidate.end} {element}{quote}")
        lines.append(
            f"      {_ASSERTIONS[reading.assertion]}（{_RULES.get(reading.rule, reading.rule)}{cue}）　所在：{where}"
        )
        if candidate.reason:
            lines.append(f"      未采信：{candidate.reason}")
    if not explanation.candidates:
        for quote_ in (*finding.evidence, *finding.near)[:8]:
            lines.append(f"  · {quote_.start}–{quote_.end} {quote_.text}　{quote_.note}")
    if finding.status in ("fail", "warn"):
        wanted = f"；尚缺：{'、'.join(finding.unmet)}" if finding.unmet else ""
        lines.append(f"怎样才算符合：{criterion.asks}{wanted}。{finding.advice}")
    return "\n".join(lines)
