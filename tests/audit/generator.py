"""Makes any number of varied reports whose truth is known: what they cover, slip, copy, promise and deliver.

``python -m tests.audit.generator 1000 DIR [--seed 7] [--length 11]`` writes a corpus.
The wording is our own. Chance comes from ``random.Random(seed)`` alone. Names of places, programmes and
documents are coined, so that two reports made apart share little more than the language of the trade.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from . import phrases as w

KINDS = ("city", "county", "township", "department")
COPIES = ("relabelled", "figures", "shortened", "reordered", "synonyms")


@dataclass
class Made:
    """A generated report and its truth.

    ``missing`` are ids of the five contents left out; ``slips`` are defects written in. ``copied`` is
    (name of the report copied from, manner, part copied). ``promised`` are the plan's items,
    ``outcomes`` what became of the year before's: delivered, partly, not-mentioned, in its order.
    ``repeated`` are the numbers (from 0) of last year's shortcomings said again.
    """

    name: str
    place: str
    region: str
    kind: str
    year: int
    published: str
    parts: dict[str, list[str]]
    missing: list[str] = field(default_factory=list)
    slips: list[str] = field(default_factory=list)
    measures: dict[str, float] = field(default_factory=dict)
    copied: tuple[str, str, str] | None = None
    promised: list[w.Promise] = field(default_factory=list)
    outcomes: list[str] = field(default_factory=list)
    lacking: list[str] = field(default_factory=list)
    repeated: list[int] = field(default_factory=list)

    @property
    def text(self) -> str:
        return _written(self)


def generate(
    count: int, seed: int = 7, *, copies: float = 0.05, two_years: float = 0.3, length: int = 3
) -> Iterator[Made]:
    """``count`` reports; a share is copied from an earlier one, a share has the year before's report too.

    ``length`` is the number of detail sentences per matter: 3 gives some 4,000 characters, 11 some 8,100.
    """
    rng = random.Random(seed)
    regions = [w.coin_place(rng) + "市" for _ in range(max(2, count // 60))]
    originals: list[Made] = []
    made = 0
    while made < count:
        place, kind, region = _who(rng, regions)
        year = 2023
        if made + 2 <= count and rng.random() < two_years:
            last = _fresh(rng, made, place, kind, region, year - 1, length)
            yield last
            made += 1
            this = _next_year(rng, made, last, length)
        else:
            this = _fresh(rng, made, place, kind, region, year, length)
        if originals and rng.random() < copies:
            this = _copied(rng, this, rng.choice(originals))
        elif len(originals) < 400:
            originals.append(this)
        yield this
        made += 1


def write(reports: Iterator[Made], folder: Path) -> dict[str, Made]:
    """Write each report as ``folder/region/name.txt``; the reports by name."""
    kept: dict[str, Made] = {}
    for one in reports:
        target = folder / one.region
        target.mkdir(parents=True, exist_ok=True)
        (target / f"{one.name}.txt").write_text(one.text, encoding="utf-8")
        kept[one.name] = one
    return kept


def _who(rng: random.Random, regions: list[str]) -> tuple[str, str, str]:
    kind = rng.choices(KINDS, (1, 5, 3, 3))[0]
    region = rng.choice(regions)
    stem = w.coin_place(rng)
    if kind == "city":
        return stem + "市", kind, region
    if kind == "county":
        return stem + rng.choice(("县", "区")), kind, region
    if kind == "township":
        return stem + rng.choice(("镇", "乡")), kind, region
    return stem + "县" + rng.choice(w.OFFICES), kind, region


def _fresh(rng: random.Random, index: int, place: str, kind: str, region: str, year: int, length: int) -> Made:
    coin = w.Coiner(rng, place, kind, year)
    parts: dict[str, list[str]] = {}
    missing = [part for part in ("leader-duty", "plan", "causes", "problems") if rng.random() < 0.08]
    measures: dict[str, float] = {}
    parts["measures"] = [coin.matter(matter, length, measures) for matter in w.MATTERS if rng.random() < 0.85]
    parts["leader-duty"] = [] if "leader-duty" in missing else [coin.duty(length)]
    lacking = [coin.shortcoming(number) for number in rng.sample(range(len(w.SHORTCOMINGS)), 3)]
    promised = [coin.promise() for _ in range(rng.randint(3, 5))]
    slips: list[str] = []
    if rng.random() < 0.1:
        slips.append("text.placeholders")
        parts["measures"].append(w.PLACEHOLDER)
    if rng.random() < 0.1:
        slips.append("numbers.plausible")
        parts["measures"].append(w.IMPLAUSIBLE)
    late = rng.random() < 0.2
    day = f"{year + 1}-{rng.choice((4, 5)) if late else rng.choice((1, 2, 3)):02d}-{rng.randint(2, 28):02d}"
    if late:
        slips.append("timing.published")
    return Made(
        name=f"r{index:06d}",
        place=place,
        region=region,
        kind=kind,
        year=year,
        published=day,
        parts=parts,
        missing=missing,
        slips=slips,
        measures=measures,
        promised=promised if "plan" not in missing else [],
        lacking=lacking if "problems" not in missing else [],
    )


def _next_year(rng: random.Random, index: int, last: Made, length: int) -> Made:
    """The following year's report: some promises kept, some in part, some passed over; shortcomings repeated."""
    this = _fresh(rng, index, last.place, last.kind, last.region, last.year + 1, length)
    coin = w.Coiner(rng, last.place, last.kind, last.year + 1)
    for promise in last.promised:
        outcome = rng.choice(("delivered", "partly", "not-mentioned"))
        this.outcomes.append(outcome)
        if outcome != "not-mentioned":
            said = coin.kept(promise, outcome)
            place = rng.randrange(len(this.parts["measures"]))
            this.parts["measures"][place] += said
    if this.lacking and last.lacking:
        for number, text in enumerate(last.lacking):
            if rng.random() < 0.4:
                this.repeated.append(number)
                this.lacking[number] = text
    return this


def _copied(rng: random.Random, this: Made, source: Made) -> Made:
    """``this`` with a part of another's measures in place of its own, relabelled and changed in one manner."""
    manner = rng.choice(COPIES)
    taken = list(source.parts["measures"])
    how_many = max(2, len(taken) * rng.choice((1, 2, 4)) // 4)
    at = rng.randrange(max(1, len(taken) - how_many + 1))
    passages = [w.relabelled(text, source.place, this.place) for text in taken[at : at + how_many]]
    if manner == "figures":
        passages = [w.other_figures(rng, text) for text in passages]
    elif manner == "shortened":
        passages = [w.shortened(rng, text) for text in passages]
    elif manner == "reordered":
        passages = [w.reordered(rng, text) for text in passages]
        rng.shuffle(passages)
    elif manner == "synonyms":
        passages = [w.synonyms(rng, text) for text in passages]
    kept = this.parts["measures"]
    keep = kept[how_many:] if rng.random() < 0.8 else []
    parts = {**this.parts, "measures": passages + keep}
    whole = "whole" if not keep else "part"
    # what the own measures told of last year's promises may be gone with them
    return replace(this, parts=parts, copied=(source.name, manner, whole), measures={}, outcomes=[])


def _written(one: Made) -> str:
    coin = w.Coiner(random.Random(one.name), one.place, one.kind, one.year)
    issuer = coin.issuer
    rows = [f"{issuer}关于{one.year}年度法治政府建设情况的报告", f"发布日期：{one.published}", ""]
    rows.append(coin.opening())
    rows.append(f"一、{one.year}年度推进法治政府建设的主要举措和成效")
    for number, text in enumerate(one.parts["measures"], start=1):
        rows.append(f"（{w.numeral(number)}）{text}")
    at = 2
    if one.parts["leader-duty"]:
        rows.append(f"{w.numeral(at)}、党政主要负责人履行推进法治建设第一责任人职责情况")
        rows += one.parts["leader-duty"]
        at += 1
    if one.lacking:
        heading = "存在的不足" if "causes" in one.missing else "存在的不足和原因"
        rows.append(f"{w.numeral(at)}、{one.year}年度推进法治政府建设{heading}")
        rows.append("对照上级要求和群众期盼，工作中还有以下不足：")
        marks = ("一是", "二是", "三是")
        rows += [mark + text for mark, text in zip(marks, one.lacking, strict=False)]
        if "causes" not in one.missing:
            rows.append("产生上述问题的原因：" + coin.cause())
        at += 1
    if one.promised:
        rows.append(f"{w.numeral(at)}、{one.year + 1}年度推进法治政府建设的主要安排")
        rows += [f"（{w.numeral(n)}）{promise.text}" for n, promise in enumerate(one.promised, start=1)]
    rows += ["", issuer, f"{one.year + 1}年2月{15 + one.year % 10}日"]
    return "\n".join(rows) + "\n"


def main() -> None:
    given = argparse.ArgumentParser(description="Writes a corpus of made reports.")
    given.add_argument("count", type=int)
    given.add_argument("folder", type=Path)
    given.add_argument("--seed", type=int, default=7)
    given.add_argument("--length", type=int, default=11, help="detail sentences per matter: 11 gives 8,100 characters")
    options = given.parse_args()
    made = write(generate(options.count, options.seed, length=options.length), options.folder)
    print(f"{len(made)} reports in {options.folder}")


if __name__ == "__main__":
    main()
