"""A rubric against labelled reports: figures per criterion and overall, disagreements, ablations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from checker import findings, reading, structure, text
from checker.errors import UsageError
from checker.language import Reading, scan
from checker.measuring.figures import Figures, Pair, figures
from checker.measuring.gold import GoldLabel, GoldReport, read_gold
from checker.model import Finding, Report, Rubric
from checker.rubric import choose_rubric, load_rubric
from checker.rubric.lexicon import lexicon_of
from checker.rubric.mistakes import did_you_mean
from checker.rules.context import Context
from checker.rules.slots import pattern_sets
from checker.text.fold import fold

Ablation = Literal["", "assertion", "roles"]


@dataclass(frozen=True, slots=True)
class Row:
    """One label against one finding. ``hit`` says whether the first evidence overlaps a gold quote."""

    report: str
    criterion: str
    gold: GoldLabel
    finding: Finding
    baseline: str
    hit: bool | None

    @property
    def agrees(self) -> bool:
        return self.gold.coverage == self.finding.coverage


@dataclass(frozen=True, slots=True)
class Evaluation:
    """All rows, with figures over all and per criterion.

    ``missing``: labelled reports not found in their file; ``unknown``: labelled criteria that no rubric used has, each
    as ``report: criterion``.
    """

    rows: tuple[Row, ...]
    overall: Figures
    by_criterion: dict[str, Figures]
    missing: tuple[str, ...]
    identity: tuple[tuple[str, str, object, object], ...]
    unknown: tuple[str, ...] = ()


def evaluate(
    gold_folder: Path,
    rubric: Rubric | str | None = None,
    reports: Path | None = None,
    ablate: Ablation = "",
    only: str | None = None,
) -> Evaluation:
    """Judge every labelled report and compare. ``rubric`` None takes the built-in one that fits each report.

    ``only``: the criteria whose id starts with it, in every figure. Raises ``UsageError`` where no label is of one.
    """
    unknown: list[str] = []
    rows: list[Row] = []
    missing: list[str] = []
    identity: list[tuple[str, str, object, object]] = []
    parsed: dict[Path, list[Report]] = {}
    for gold in read_gold(gold_folder, reports):
        if gold.file not in parsed:
            clean = text.clean(reading.read(gold.file))
            parsed[gold.file] = [part for part in structure.build(clean, None) if isinstance(part, Report)]
        found = parsed[gold.file]
        if gold.order >= len(found):
            missing.append(gold.name)
            continue
        report = found[gold.order]
        identity += _identity_rows(gold, report)
        judged = _rows(gold, report, rubric, ablate)
        known = {row.criterion for row in judged}
        unknown += [f"{gold.name}：{name}" for name in gold.labels if name not in known]
        rows += judged
    if only is not None:
        labelled = dict.fromkeys(row.criterion for row in rows)
        rows = [row for row in rows if row.criterion.startswith(only)]
        if not rows:
            hint = did_you_mean(only, labelled) or "，请核对编号。"
            raise UsageError(f"标注里没有编号以“{only}”开头的条目{hint}")
    by_criterion = {
        criterion: _figures([row for row in rows if row.criterion == criterion])
        for criterion in dict.fromkeys(row.criterion for row in rows)
    }
    return Evaluation(tuple(rows), _figures(rows), by_criterion, tuple(missing), tuple(identity), tuple(unknown))


def _figures(rows: Sequence[Row]) -> Figures:
    pairs: list[Pair] = [(row.gold.coverage, row.finding.coverage) for row in rows]
    baseline: list[Pair] = [(row.gold.coverage, row.baseline) for row in rows]
    hits = [row.hit for row in rows if row.hit is not None]
    return figures(pairs, baseline, (sum(hits), len(hits)))


def _rows(gold: GoldReport, report: Report, rubric: Rubric | str | None, ablate: Ablation) -> list[Row]:
    chosen = rubric if isinstance(rubric, Rubric) else load_rubric(rubric or choose_rubric(report.identity))
    if ablate == "roles":
        report = replace(report, roles=((0, len(report.text), "measures"),))
    found = scan(report, lexicon_of(chosen))
    context = Context(report, chosen.tables, found)
    if ablate == "assertion":
        found.reader = lambda *_: Reading("done", "ablated", "", True)
    results = {finding.criterion: finding for finding in findings.find_all(chosen, context)}
    baseline = {criterion.id: keyword_only(context, chosen, criterion.id) for criterion in chosen.criteria}
    squeezed, origins = _squeeze(report.text)
    rows: list[Row] = []
    for criterion, label in gold.labels.items():
        finding = results.get(criterion)
        if finding is None:
            continue
        hit: bool | None = None
        if label.coverage == "full" and finding.coverage == "full" and label.evidence and finding.evidence:
            first = finding.evidence[0]
            hit = any(_overlaps(quote, first.start, first.end, squeezed, origins) for quote in label.evidence)
        rows.append(Row(gold.name, criterion, label, finding, baseline[criterion], hit))
    return rows


def keyword_only(context: Context, rubric: Rubric, criterion_id: str) -> str:
    """The baseline: any phrase of the criterion anywhere is ``full``, none is ``none``; no context is looked at."""
    criterion = rubric.by_id[criterion_id]
    if findings.inapplicable(criterion, context.report.identity):
        return "not_applicable"
    slots = [slot for slot in pattern_sets(criterion.params) if slot not in ("reject", "recipients")]
    if not slots:
        return "full"
    return "full" if any(context.scan.of(criterion_id, slot) for slot in slots) else "none"


def _squeeze(value: str) -> tuple[str, list[int]]:
    """The folded text without white space, and where each remaining character stood."""
    folded = fold(value)
    kept = [index for index, mark in enumerate(folded) if not mark.isspace()]
    return "".join(folded[index] for index in kept), kept


def _overlaps(quote: str, start: int, end: int, squeezed: str, origins: list[int]) -> bool:
    """Whether any occurrence of the quote overlaps ``[start, end)``."""
    wanted, _ = _squeeze(quote)
    at = squeezed.find(wanted)
    while wanted and at >= 0:
        if origins[at] < end and start <= origins[at + len(wanted) - 1]:
            return True
        at = squeezed.find(wanted, at + 1)
    return False


def _identity_rows(gold: GoldReport, report: Report) -> list[tuple[str, str, object, object]]:
    identity = report.identity
    got = {
        "kind": identity.kind,
        "enforcing": identity.enforcing,
        "year": identity.year,
        "multi_year": identity.multi_year,
    }
    return [
        (gold.name, key, gold.identity.get(key), value)
        for key, value in got.items()
        if key in gold.identity and gold.identity[key] != value
    ]
