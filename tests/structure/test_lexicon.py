"""Every phrase of the structure lexicon is needed: without it some example is no longer recognised."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml

from checker.errors import RubricError
from checker.structure import lexicon
from checker.structure.lexicon import any_of, phrase, table, words
from checker.structure.roles import heading_cues

BY_ROLE = ("headings", "subheadings", "heading-rejects")
EXAMPLES: Any = yaml.safe_load(Path(__file__).with_name("examples.yaml").read_text(encoding="utf-8"))


def _lists() -> list[Any]:
    data = table("structure")
    tried = [(group, name) for group in ("concepts", "specific") for name in data[group]]
    pairs = [
        *((data[name][role], EXAMPLES[name][role], f"{name}-{role}") for name in BY_ROLE for role in data[name]),
        *((data[group][name], EXAMPLES[group][name], f"{group}-{name}") for group, name in tried),
        *((other["title"], EXAMPLES["others"][other["name"]], other["name"]) for other in data["others"]),
        (data["causes"], EXAMPLES["causes"], "causes"),
        *((data["enforcing"][n], EXAMPLES["enforcing"][n], f"enforcing-{n}") for n in ("acts", "none", "names")),
        *((data["lead-ins"][name], EXAMPLES["lead-ins"][name], f"lead-ins-{name}") for name in ("plan", "causes")),
    ]  # fmt: skip
    return [pytest.param(phrases, examples, id=name) for phrases, examples, name in pairs]


@pytest.mark.parametrize(("phrases", "examples"), _lists())
def test_every_phrase_is_needed(phrases: Sequence[str], examples: Sequence[str]) -> None:
    assert [text for text in examples if not any_of(phrases).search(text)] == []
    dead = []
    for one in phrases:
        others = any_of([other for other in phrases if other != one])
        if not any(any_of([one]).search(text) and not others.search(text) for text in examples):
            dead.append(one)
    assert dead == []


@pytest.mark.parametrize(
    ("heading", "cues"),
    [
        ("二、存在的不足和原因", ("problems", "causes")),
        ("三、存在问题及下一步打算", ("problems", "plan")),
        ("四、坚持问题导向，整治突出问题", ()),
        ("五、年度工作计划完成情况", ("measures",)),
        ("二、党政主要负责人履行推进法治建设第一责任人职责情况", ("leader-duty",)),
        ("三、压实企业安全生产第一责任人责任", ()),
        ("四、火灾原因调查", ()),
        ("五、其他需要报告的情况", ("other",)),
        ("三、还没有做好的地方和为什么没做好", ("problems", "causes")),
        ("六、痛点和病根", ("problems", "causes")),
        ("六、工作中的卡点及其根源", ("problems", "causes")),
        ("六、打通堵点、根治病灶", ()),
        ("六、破解难点与根源", ()),
        ("三、为什么要抓好法治", ()),
        ("三、分析原因", ("causes",)),
    ],
)
def test_cues_of_headings(heading: str, cues: tuple[str, ...]) -> None:
    assert heading_cues(heading) == cues


def test_ellipsis_stays_within_a_sentence() -> None:
    pattern = any_of(["存在…问题"])
    assert pattern.search("存在的主要问题")
    assert not pattern.search("存在。问题")
    assert not pattern.search("存在" + "甲" * 13 + "问题")
    assert phrase("（一）") == r"（一）"


def test_matters_and_broad_matters_agree() -> None:
    data = table("structure")
    assert set(data["broad-concepts"]) <= set(data["concepts"])


def test_places_do_not_overlap() -> None:
    known = words()
    assert not known.prefectures & known.county_cities
    assert not known.provinces & known.prefectures


def test_broken_lexicon_is_said_in_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "structure.yaml").write_text("a: [1", encoding="utf-8")
    monkeypatch.setattr(lexicon, "folder", lambda: tmp_path)
    table.cache_clear()
    try:
        with pytest.raises(RubricError, match="词表读不出来"):
            table("structure")
    finally:
        table.cache_clear()
