"""The sentences of ``fixtures/negations.yaml`` that were used for development: what is read wrongly is named.

The held part is measured only: ``python -m tests.language.test_negation_bank``.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import yaml

from tests.judging import coverage

BANK = Path(__file__).parents[2] / "fixtures/negations.yaml"
NOT_YET = frozenset(
    [
        "n022",
        "n042",
        "n054",
        "n113",
        "n114",
        "n115",
        "n125",
        "n155",
        "n215",
        "n243",
        "n285",
        "n294",
        "n295",
        "n311",
        "n313",
        "n362",
        "n374",
        "n385",
        "n402",
        "n415",
        "n422",
        "n453",
        "n463",
        "n473",
    ]
)
"""Undone, yet read as done: where only the sense of the whole sentence tells."""
DENIED = frozenset(["n370"])
"""Done, yet not found or read as undone."""


def wrong(part: str) -> tuple[dict[str, set[str]], Counter[str]]:
    """Ids read wrongly and counts, by what the sentence says; sentences of no matter to their kind are left out."""
    found: dict[str, set[str]] = {"not": set(), "done": set()}
    counts: Counter[str] = Counter()
    sentences: list[dict[str, Any]] = yaml.safe_load(BANK.read_text("utf-8"))
    for sentence in sentences:
        if sentence["part"] != part:
            continue
        ours = coverage(sentence["criterion"], sentence["text"], sentence["kind"])
        if ours == "not_applicable":
            continue
        counts[sentence["answer"]] += 1
        if (ours == "full") != (sentence["answer"] == "done"):
            found[sentence["answer"]].add(sentence["id"])
    return found, counts


def test_what_was_not_done_is_no_evidence_and_what_was_done_is() -> None:
    found, counts = wrong("dev")
    assert found == {"not": NOT_YET, "done": DENIED}
    assert counts == {"not": 186, "done": 158}


if __name__ == "__main__":
    for name in ("dev", "held"):
        found, counts = wrong(name)
        print(name, {answer: f"{len(found[answer])}/{counts[answer]} wrong" for answer in counts})
