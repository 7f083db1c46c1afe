"""An evaluation as text for people and as JSON for programs."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict

from checker.measuring.evaluate import Evaluation, Row
from checker.measuring.explain import ASSERTION_WORDS
from checker.measuring.figures import Figures, wilson


def as_text(result: Evaluation, extra: Mapping[str, Evaluation], *, disagreements: bool = False) -> str:
    """Per-criterion table, overall figures beside the keyword baseline, confusion table, disagreements on demand."""
    lines = ["条目                               标注  一致率  宏F1   无:精/召      依据  |关键词 一致率"]
    for criterion, found in result.by_criterion.items():
        lines.append(_row(criterion, found))
    lines += ["", "总计", *_overall(result.overall)]
    for name, other in extra.items():
        found = other.overall
        lines.append(
            f"{name}：一致率 {_percent(found.accuracy)}，κ {_number(found.kappa)}，"
            f"无 精 {_number(found.none_precision)} 召 {_number(found.none_recall)}，全无颠倒 {found.severe}"
        )
    lines += ["", *_confusion(result)]
    if result.identity:
        lines += ["", "身份不一致："]
        lines += [
            f"  {report} {key}：标注 {_said(gold)}，得到 {_said(got)}" for report, key, gold, got in result.identity
        ]
    if disagreements:
        lines += ["", "不一致："]
        for row in result.rows:
            if not row.agrees:
                lines += _disagreement(row)
    return "\n".join(lines)


def _row(criterion: str, found: Figures) -> str:
    precision, recall = _number(found.none_precision), _number(found.none_recall)
    hits, asked = found.evidence
    baseline = _percent(found.baseline_agreed / found.count if found.count else 0.0)
    return (
        f"{criterion:<34} {found.count:>3}  {_percent(found.accuracy):>6}  {_number(found.macro_f1):>5}"
        f"  {precision:>5}/{recall:<5}  {hits:>3}/{asked:<3} |{baseline:>6}"
    )


def _overall(found: Figures) -> list[str]:
    low, high = wilson(found.agreed, found.count)
    hits, asked = found.evidence
    baseline = found.baseline_agreed / found.count if found.count else 0.0
    share = hits / asked if asked else 0.0
    severe = found.severe / found.count if found.count else 0.0
    interval = f"{_percent(low)}–{_percent(high)}"
    precision, recall = _number(found.none_precision), _number(found.none_recall)
    base_precision = _number(found.baseline_none_precision)
    base_recall = _number(found.baseline_none_recall)
    return [
        f"  标注 {found.count}，一致 {found.agreed}，一致率 {_percent(found.accuracy)}（95% 区间 {interval}）；"
        f"关键词 {_percent(baseline)}",
        f"  宏F1 {_number(found.macro_f1)}；关键词 {_number(found.baseline_f1)}",
        f"  κ {_number(found.kappa)}（不含不适用 {_number(found.kappa_judged)}）；"
        f"关键词 {_number(found.baseline_kappa)}",
        f"  “无”：精确率 {precision}，召回率 {recall}；关键词 {base_precision} / {base_recall}",
        f"  首条依据与标注重合 {hits}/{asked}（{_percent(share)}）；全无颠倒 {found.severe}（{_percent(severe)}）",
    ]


def _confusion(result: Evaluation) -> list[str]:
    counts = Counter[tuple[str, str]]((row.gold.coverage, row.finding.coverage) for row in result.rows)
    names = ("full", "partial", "none", "not_applicable")
    lines = ["标注＼得到 " + "".join(f"{name:>15}" for name in names)]
    for gold in names:
        lines.append(f"{gold:<11}" + "".join(f"{counts[gold, got]:>15}" for got in names))
    return lines


def _disagreement(row: Row) -> list[str]:
    lines = [
        f"■ {row.report} {row.criterion}：标注 {row.gold.coverage}，得到 {row.finding.coverage}　{row.finding.message}"
    ]
    lines += [f"    标注依据：{quote}" for quote in row.gold.evidence[:3]]
    if row.gold.note:
        lines.append(f"    标注说明：{row.gold.note}")
    for quote in (row.finding.evidence or row.finding.near)[:3]:
        lines.append(f"    得到依据：[{ASSERTION_WORDS[quote.assertion]}] {quote.text}　{quote.note}")
    return lines


def _said(value: object) -> str:
    """A value of the identity as it is written in a label file."""
    return "无" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def _percent(value: float) -> str:
    return f"{100 * value:.1f}%"


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def to_json(result: Evaluation, extra: Mapping[str, Evaluation]) -> str:
    """All figures and disagreements as one JSON object."""
    return json.dumps(
        {
            "overall": asdict(result.overall),
            "criteria": {name: asdict(found) for name, found in result.by_criterion.items()},
            "ablations": {name: asdict(other.overall) for name, other in extra.items()},
            "disagreements": [
                {
                    "report": row.report,
                    "criterion": row.criterion,
                    "gold": row.gold.coverage,
                    "got": row.finding.coverage,
                    "gold_evidence": list(row.gold.evidence),
                    "evidence": [quote.text for quote in row.finding.evidence],
                }
                for row in result.rows
                if not row.agrees
            ],
        },
        ensure_ascii=False,
        indent=2,
    )
