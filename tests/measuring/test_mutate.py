"""Mutation of the data: which entries a case holds, which it does not."""

from __future__ import annotations

from pathlib import Path

from checker.measuring.mutate import all_mutants, mutate, tally
from checker.model import Rubric
from checker.rubric import load_rubric

BODY = """\
id: local
version: 1.0.0
title: 甲
lexicon: words
criteria:
  - id: local.hotline
    name: 热线
    level: expected
    asks: 热线
    rule: {kind: matter, find: [热线, 专线, 信箱…办结, '<平台>受理'], reject: [热线电缆]}
    cases:
      - {is: full, text: 全年通过热线办理诉求12件。}
      - {is: full, text: 全年信箱来信办结12件，热线接听30次。}
      - {is: full, text: 全年阳光平台受理诉求12件。}
      - {is: none, text: 敷设热线电缆12公里。}
      - {is: partial, text: 尚未见到热线。}
"""


def rubric(folder: Path) -> Rubric:
    (folder / "words").mkdir(exist_ok=True)
    (folder / "words" / "groups.yaml").write_text("平台: [阳光平台, 民生平台]\n", "utf-8")
    (folder / "words" / "cues.yaml").write_text("lacking-left: [尚未, 未能]\ndone: [办理]\n", "utf-8")
    path = folder / "local.yaml"
    path.write_text(BODY, "utf-8")
    return load_rubric(path, cache=False)


def test_each_entry_is_a_mutant_once(tmp_path: Path) -> None:
    found = [(mutant.what, mutant.entry) for mutant in all_mutants(rubric(tmp_path))]
    assert found == [
        ("短语", "热线"),
        ("短语", "专线"),
        ("短语", "信箱…办结"),
        ("短语", "<平台>受理"),
        ("短语", "热线电缆"),
        ("词组", "阳光平台"),
        ("词组", "民生平台"),
        ("线索词", "尚未"),
        ("线索词", "未能"),
        ("线索词", "办理"),
    ]


def test_an_entry_is_killed_by_the_case_that_rests_on_it_alone(tmp_path: Path) -> None:
    verdicts = {verdict.mutant.entry: verdict for verdict in mutate(rubric(tmp_path))}
    assert verdicts["热线"].killer == "local.hotline 第 5 例"  # the shortest is asked first
    assert verdicts["<平台>受理"].killer == "local.hotline 第 3 例"
    assert verdicts["阳光平台"].killer == "local.hotline 第 3 例"
    assert verdicts["热线电缆"].killer == "local.hotline 第 4 例"
    assert verdicts["尚未"].killer == "local.hotline 第 5 例"


def test_an_entry_that_another_covers_survives_though_a_case_holds_it(tmp_path: Path) -> None:
    verdicts = {verdict.mutant.entry: verdict for verdict in mutate(rubric(tmp_path))}
    assert (verdicts["信箱…办结"].killed, verdicts["信箱…办结"].held) == (False, 1)


def test_an_entry_that_no_case_holds_survives(tmp_path: Path) -> None:
    verdicts = {verdict.mutant.entry: verdict for verdict in mutate(rubric(tmp_path))}
    for entry in ("专线", "民生平台", "未能"):
        assert (verdicts[entry].killed, verdicts[entry].held) == (False, 0)


def test_a_sample_is_the_same_for_the_same_seed(tmp_path: Path) -> None:
    loaded = rubric(tmp_path)
    first, second = mutate(loaded, sample=4, seed=7), mutate(loaded, sample=4, seed=7)
    assert first == second
    assert len(first) == 4


def test_the_tally_adds_up(tmp_path: Path) -> None:
    counts = tally(mutate(rubric(tmp_path)))
    assert counts["短语"] == (5, 3, 1)
    assert counts["合计"] == tuple(sum(counts[kind][i] for kind in counts if kind != "合计") for i in range(3))
