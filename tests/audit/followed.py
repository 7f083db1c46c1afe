"""How the follow-through does on labelled items: ``python -m tests.audit.followed BANK REPORTS [--part PART] [-v]``.

BANK lists reports, each with what the year before's plan and shortcomings said and what this year's report makes of
it (``fixtures/followed.yaml``); REPORTS is the folder of their texts (``NAME.txt``), the cohort that rarity is
counted in. Items are judged one by one with the product's own functions.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from checker import reading, structure, text
from checker.audit import follow
from checker.audit.work import blocks_of
from checker.model import Report

PLAN = ("delivered", "partly", "not-mentioned")
PROBLEMS = ("repeated", "reworded", "new")
NONE = "-"


@dataclass(frozen=True, slots=True)
class Judged:
    """A labelled item with what was found: ``said`` is the found passage, ``there`` whether it is the labelled one."""

    report: str
    role: str
    text: str
    wanted: str
    words: str
    passage: str
    outcome: str
    score: float
    said: str
    there: bool


def read(bank: Path) -> list[dict[str, Any]]:
    """The reports of a bank."""
    found: list[dict[str, Any]] = yaml.safe_load(bank.read_text(encoding="utf-8"))
    return found


def judged(bank: Sequence[dict[str, Any]], reports: Path) -> Iterator[Judged]:
    """Every item of the bank, judged."""
    rarity = follow.Rarity(_report(file).text for file in sorted(reports.glob("*.txt")))
    for labelled in bank:
        report = _report(reports / f"{labelled['report']}.txt")
        this = _year(report)
        for role, follows in (("plan", follow.plan), ("problems", follow.problems)):
            for item in labelled[role]:
                last = item["text"]
                found = follows(last, this, [(1, 0, len(last))], rarity)
                one = found[0] if found else None
                said = one.this if one is not None and one.outcome != "not-mentioned" else None
                passage = item.get("passage", "")
                at = report.text.find(passage) if passage else -1
                there = said is not None and at >= 0 and said.start < at + len(passage) and at < said.end
                yield Judged(
                    labelled["report"],
                    role,
                    last,
                    item["outcome"],
                    item.get("words", ""),
                    passage,
                    one.outcome if one is not None else NONE,
                    one.score if one is not None else 0.0,
                    said.text if said is not None else "",
                    there,
                )


def is_right(one: Judged) -> bool:
    """Whether the outcome is the labelled one; a shortcoming in other words is a repeated one."""
    if one.role == "plan":
        return one.outcome == one.wanted
    return one.outcome == {"repeated": "repeated", "reworded": "repeated", "new": NONE}[one.wanted]


def _report(file: Path) -> Report:
    (report,) = (one for one in structure.build(text.clean(reading.read(file))) if isinstance(one, Report))
    return report


def _year(report: Report) -> follow.Year:
    return follow.Year(report.text, blocks_of(report), report.identity)


def main() -> None:
    given = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    given.add_argument("bank", type=Path)
    given.add_argument("reports", type=Path)
    given.add_argument("-v", "--verbose", action="store_true", help="also print the items that are wrong")
    given.add_argument("--part", default="", help="only the reports of this part of the bank: dev, held")
    options = given.parse_args()
    bank = [one for one in read(options.bank) if not options.part or one.get("part") == options.part]
    found = list(judged(bank, options.reports))
    for role, wanted, outcomes in (("plan", PLAN, PLAN), ("problems", PROBLEMS, ("repeated", NONE))):
        _table([one for one in found if one.role == role], role, wanted, outcomes)
    if options.verbose:
        for one in found:
            if not is_right(one) or (one.said and not one.there and one.passage):
                print(f"\n{one.report} {one.role} {one.wanted} ({one.words}) -> {one.outcome} {one.score:.2f}")
                print(f"  last year: {one.text}\n  labelled:  {one.passage}\n  found:     {one.said.strip()}")


def _table(found: Sequence[Judged], role: str, wanted: Sequence[str], outcomes: Sequence[str]) -> None:
    counts = Counter((one.wanted, one.outcome) for one in found)
    print(f"\n{role}: labelled as | found as " + " | ".join(outcomes))
    for label in wanted:
        print(f"  {label:14} " + " ".join(f"{counts[label, outcome]:4}" for outcome in outcomes))
    right = sum(map(is_right, found))
    print(f"  right {right} of {len(found)} ({100 * right / max(1, len(found)):.1f} %)")
    for words in ("same", "other"):
        of = [one for one in found if one.words == words]
        if of:
            seen = [one for one in of if one.said]
            print(
                f"  {words} words: right {sum(map(is_right, of))} of {len(of)}, found at all {len(seen)}, "
                f"of them at the labelled passage {sum(one.there for one in seen)}"
            )
    wrong = [one for one in found if one.said and one.passage and not one.there]
    print(f"  found with a wrong passage {len(wrong)}")


if __name__ == "__main__":
    main()
