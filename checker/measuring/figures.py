"""Figures of agreement: accuracy, macro-F1, precision and recall, kappa, Wilson intervals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

Pair = tuple[str, str]
"""(gold, got)"""
JUDGED = ("full", "partial", "none")


def wilson(hits: int, total: int, z: float = 1.96) -> tuple[float, float]:
    """The 95 % Wilson interval of a share; (0, 1) where nothing was counted."""
    if total == 0:
        return 0.0, 1.0
    share = hits / total
    centre = share + z * z / (2 * total)
    spread = z * ((share * (1 - share) + z * z / (4 * total)) / total) ** 0.5
    scale = 1 + z * z / total
    return max(0.0, (centre - spread) / scale), min(1.0, (centre + spread) / scale)


def precision_recall(pairs: Sequence[Pair], label: str) -> tuple[float | None, float | None]:
    """Precision and recall of one label; ``None`` where it never occurs on that side."""
    hit = sum(gold == got == label for gold, got in pairs)
    got_count = sum(got == label for _, got in pairs)
    gold_count = sum(gold == label for gold, _ in pairs)
    return (hit / got_count if got_count else None, hit / gold_count if gold_count else None)


def macro_f1(pairs: Sequence[Pair]) -> float | None:
    """The mean F1 over those of full, partial, none that occur on either side."""
    scores: list[float] = []
    for label in JUDGED:
        hit = sum(gold == got == label for gold, got in pairs)
        seen = sum(gold == label for gold, _ in pairs) + sum(got == label for _, got in pairs)
        if seen:
            scores.append(2 * hit / seen)
    return sum(scores) / len(scores) if scores else None


def kappa(pairs: Sequence[Pair]) -> float | None:
    """Cohen's kappa, unweighted; ``None`` without pairs or where chance alone explains all."""
    total = len(pairs)
    if not total:
        return None
    observed = sum(gold == got for gold, got in pairs) / total
    left, right = Counter(gold for gold, _ in pairs), Counter(got for _, got in pairs)
    chance = sum(left[label] * right[label] for label in left) / (total * total)
    return (observed - chance) / (1 - chance) if chance < 1 else None


@dataclass(frozen=True, slots=True)
class Figures:
    """All figures of one set of labels. ``evidence`` is (hits, asked) over labels that are full on both sides."""

    count: int
    agreed: int
    macro_f1: float | None
    none_precision: float | None
    none_recall: float | None
    kappa: float | None
    kappa_judged: float | None
    severe: int
    evidence: tuple[int, int] = (0, 0)
    baseline_agreed: int = 0
    baseline_f1: float | None = None
    baseline_none_precision: float | None = None
    baseline_none_recall: float | None = None
    baseline_kappa: float | None = None

    @property
    def accuracy(self) -> float:
        return self.agreed / self.count if self.count else 0.0


def figures(pairs: Sequence[Pair], baseline: Sequence[Pair] = (), evidence: tuple[int, int] = (0, 0)) -> Figures:
    """Figures over pairs of (gold, got), with those of a baseline on the same labels beside them."""
    precision, recall = precision_recall(pairs, "none")
    base_precision, base_recall = precision_recall(baseline, "none")
    judged = [pair for pair in pairs if pair[0] != "not_applicable"]
    return Figures(
        count=len(pairs),
        agreed=sum(gold == got for gold, got in pairs),
        macro_f1=macro_f1(judged),
        none_precision=precision,
        none_recall=recall,
        kappa=kappa(pairs),
        kappa_judged=kappa(judged),
        severe=sum({gold, got} == {"full", "none"} for gold, got in pairs),
        evidence=evidence,
        baseline_agreed=sum(gold == got for gold, got in baseline),
        baseline_f1=macro_f1([pair for pair in baseline if pair[0] != "not_applicable"]),
        baseline_none_precision=base_precision,
        baseline_none_recall=base_recall,
        baseline_kappa=kappa(baseline),
    )
