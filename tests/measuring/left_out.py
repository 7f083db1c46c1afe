"""What sample sentences are worth on reports that none of them comes from.

``python -m tests.measuring.left_out [GOLD REPORTS]`` judges each labelled report (the project's own, by default) twice:
without samples, and with all samples but those that stand in the report itself. Prints what changed, and the sums.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any
from unittest.mock import patch

from checker.language.lexicon import Lexicon
from checker.language.likeness import weigh
from checker.measuring.evaluate import evaluate
from checker.model import Rubric
from checker.rubric import lexicon as compiled
from checker.rubric import load_rubric
from checker.rubric.lexicon import samples_of

FIXTURES = Path(__file__).parents[2] / "fixtures"
RUBRIC = "law-government-2021"


@contextmanager
def sounding(likeness: dict[str, Any]) -> Iterator[None]:
    """All judging with this likeness instead of the rubric's own."""
    kept: dict[str, Lexicon] = {}
    lexicon_of = compiled.lexicon_of

    def of(rubric: Rubric) -> Lexicon:
        if rubric.sha256 not in kept:
            kept[rubric.sha256] = replace(lexicon_of(rubric), likeness=likeness)
        return kept[rubric.sha256]

    with patch("checker.measuring.evaluate.lexicon_of", of):
        yield


def rows(gold: Path, reports: Path, likeness: dict[str, Any]) -> dict[str, Any]:
    """The labels of one gold file beside what was found, by criterion."""
    with tempfile.TemporaryDirectory() as folder, sounding(likeness):
        shutil.copy(gold, folder)
        return {row.criterion: row for row in evaluate(Path(folder), None, reports).rows}


def main(gold: Path = FIXTURES / "gold", reports: Path = FIXTURES / "reports") -> None:
    samples = samples_of(load_rubric(RUBRIC).tables)
    sums: Counter[str] = Counter()
    for labels in sorted(gold.glob("*.yaml")):
        text = "".join((reports / f"{labels.stem}.txt").read_text("utf-8").split())
        others = {
            name: replace(sample, told=[s for s in sample.told if s not in text]) for name, sample in samples.items()
        }
        without, sounding_so = rows(labels, reports, {}), rows(labels, reports, weigh(others))
        for name, row in sounding_so.items():
            before = without[name]
            sums["labels"] += 1
            sums["right without"] += before.agrees
            sums["right with"] += row.agrees
            if row.finding.coverage != before.finding.coverage:
                sums[f"label {row.gold.coverage}: {before.finding.coverage} -> {row.finding.coverage}"] += 1
                quote = row.finding.evidence[0].text.replace("\n", "")[:60]
                print(labels.stem, name, row.gold.coverage, before.finding.coverage, row.finding.coverage, quote)
    for name, count in sums.items():
        print(name, count)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:3]))
