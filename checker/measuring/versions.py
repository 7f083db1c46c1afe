"""Two versions of a rubric: what changed, in words, and which findings change with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from checker import pipeline, reading
from checker.errors import CheckerError, NotAReportError
from checker.model import Criterion, Finding, Rubric
from checker.rules.deselected import KIND as DESELECTED
from checker.rules.slots import pattern_sets

_LEVELS = {"required": "必备", "expected": "应有", "encouraged": "鼓励"}
_STATUS = {"pass": "符合", "warn": "需核对", "fail": "不符合", "not_applicable": "不适用", "error": "未能判定"}
_MOST_SHOWN = 6


@dataclass(frozen=True, slots=True)
class FindingChange:
    """One finding of one report that is not the same under the new version; ``None``: no such criterion."""

    report: str
    criterion: str
    old: Finding | None
    new: Finding | None

    def sentence(self) -> str:
        old = _STATUS[self.old.status] if self.old else "没有这一条"
        new = _STATUS[self.new.status] if self.new else "没有这一条"
        covered = ""
        if self.old and self.new and self.old.status == self.new.status:
            covered = f"（覆盖程度 {self.old.coverage} → {self.new.coverage}）"
        return f"{self.report}　{self.criterion}：{old} → {new}{covered}"


def describe(old: Rubric, new: Rubric) -> list[str]:
    """What changed between two versions, one Chinese line per change; empty where nothing did."""
    lines: list[str] = []
    if (old.id, old.version) != (new.id, new.version):
        lines.append(f"细则：{old.id} {old.version} → {new.id} {new.version}")
    if old.title != new.title:
        lines.append(f"名称：{old.title} → {new.title}")
    if old.years != new.years:
        lines.append(f"适用年度：{_years(old)} → {_years(new)}")
    lines += _gate(old, new)
    for criterion in new.criteria:
        if criterion.id not in old.by_id:
            lines.append(
                f"增加条目 {criterion.id}　{criterion.name}（{_LEVELS[criterion.level]}，权重 {criterion.weight:g}）"
            )
    for criterion in old.criteria:
        if criterion.id not in new.by_id:
            lines.append(f"删去条目 {criterion.id}　{criterion.name}")
    for criterion in new.criteria:
        before = old.by_id.get(criterion.id)
        if before is not None:
            lines += [f"{criterion.id}　{criterion.name}：{change}" for change in _criterion(before, criterion)]
    lines += _tables(old.tables, new.tables)
    return lines


def _years(rubric: Rubric) -> str:
    first, last = rubric.years
    return f"{first or '不限'}—{last or '不限'}"


def _gate(old: Rubric, new: Rubric) -> list[str]:
    a, b = old.gate, new.gate
    told = (
        ("不通过的条件", "、".join(_STATUS[s] for s in a.fail_on), "、".join(_STATUS[s] for s in b.fail_on)),
        ("必须通过的条目", "、".join(a.must_pass) or "无", "、".join(b.must_pass) or "无"),
        ("最低得分", f"{a.min_score:g}", f"{b.min_score:g}"),
        ("需核对的条目至多", _most(a.max_warn), _most(b.max_warn)),
    )
    return [f"门槛：{name} {before} → {after}" for name, before, after in told if before != after]


def _most(value: int | None) -> str:
    return "不限" if value is None else str(value)


def _criterion(old: Criterion, new: Criterion) -> list[str]:
    if new.rule == DESELECTED and old.rule != DESELECTED:
        return [f"不再选用。{new.params['reason']}"]
    if old.rule == DESELECTED and new.rule != DESELECTED:
        return ["重新选用"]
    lines: list[str] = []
    for name, told in (
        ("name", "名称"),
        ("asks", "要求"),
        ("weight", "权重"),
        ("advice", "建议"),
        ("rule", "规则类型"),
    ):
        before, after = getattr(old, name), getattr(new, name)
        if before != after:
            lines.append(f"{told} {_short(before)} → {_short(after)}")
    if old.level != new.level:
        lines.append(f"级别 {_LEVELS[old.level]} → {_LEVELS[new.level]}")
    if old.kinds != new.kinds:
        lines.append(f"适用主体 {'、'.join(old.kinds) or '全部'} → {'、'.join(new.kinds) or '全部'}")
    for name, told in (("since", "起始年度"), ("until", "截止年度"), ("support", "佐证要求")):
        before, after = getattr(old, name), getattr(new, name)
        if before != after:
            lines.append(f"{told} {before or '无'} → {after or '无'}")
    if old.basis != new.basis:
        lines.append("依据有改动")
    if dict(old.message) != dict(new.message):
        lines.append("结论的说法有改动")
    lines += _patterns(old.params, new.params)
    if len(old.cases) != len(new.cases) or old.cases != new.cases:
        lines.append(f"案例 {len(old.cases)} 个 → {len(new.cases)} 个")
    return lines


def _patterns(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[str]:
    lines: list[str] = []
    before, after = pattern_sets(old), pattern_sets(new)
    for slot in dict.fromkeys([*before, *after]):
        was, now = before.get(slot, ()), after.get(slot, ())
        lines += _words(f"{slot} ", was, now)
    skipped = {"find", "within", "elements", "whole", "mention", "reject", "formula", "report", "recipients"}
    for name in sorted({*old, *new} - skipped):
        if old.get(name) != new.get(name):
            lines.append(f"参数 {name} {_short(old.get(name))} → {_short(new.get(name))}")
    return lines


def _words(told: str, was: Sequence[str], now: Sequence[str]) -> list[str]:
    more = [text for text in dict.fromkeys(now) if text not in set(was)]
    less = [text for text in dict.fromkeys(was) if text not in set(now)]
    lines = []
    if more:
        lines.append(f"{told}增加 {len(more)} 个短语：{_list(more)}")
    if less:
        lines.append(f"{told}去掉 {len(less)} 个短语：{_list(less)}")
    return lines


def _tables(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[str]:
    lines: list[str] = []
    for table, told in (("groups", "词组"), ("cues", "线索词")):
        before, after = old.get(table) or {}, new.get(table) or {}
        for name in dict.fromkeys([*before, *after]):
            lines += _words(f"{told}“{name}”", before.get(name, ()), after.get(name, ()))
    for table in sorted({*old, *new} - {"groups", "cues", "__sha256__"}):
        if old.get(table) != new.get(table):
            lines.append(f"词库 {table} 有改动")
    return lines


def _short(value: object) -> str:
    if isinstance(value, float):
        return f"{value:g}"
    text = "无" if value in (None, "") else str(value)
    return f"“{text[:40]}{'……' if len(text) > 40 else ''}”" if isinstance(value, str) else text


def _list(words: Sequence[str]) -> str:
    return "、".join(words[:_MOST_SHOWN]) + (" 等" if len(words) > _MOST_SHOWN else "")


def changed_findings(old: Rubric, new: Rubric, reports: Iterable[str]) -> tuple[list[FindingChange], list[str]]:
    """Which findings of the reports differ in status or coverage, and the errors of files that were skipped."""
    changes: list[FindingChange] = []
    errors: list[str] = []
    for name, document in reading.read_many(list(reports)):
        if isinstance(document, CheckerError):
            errors.append(str(document))
            continue
        try:
            before = pipeline.check_document(document, old)
            after = pipeline.check_document(document, new)
        except NotAReportError as error:
            errors.append(str(error))
            continue
        for first, second in zip(before, after, strict=True):
            shown = name if first.report.parts == 1 else f"{name} 第 {first.report.part} 份"
            was = {finding.criterion: finding for finding in first.findings}
            now = {finding.criterion: finding for finding in second.findings}
            for criterion in dict.fromkeys([*was, *now]):
                a, b = was.get(criterion), now.get(criterion)
                if a is None or b is None or (a.status, a.coverage) != (b.status, b.coverage):
                    changes.append(FindingChange(shown, criterion, a, b))
    return changes, errors
