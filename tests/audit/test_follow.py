"""Last year's plan against this year's measures, in single sentences."""

from __future__ import annotations

import pytest

from checker.audit.follow import Rarity, Year, plan, problems
from checker.audit.work import place_of

_COMMON = [
    "开展行政执法案卷评查，组织行政执法人员培训，落实行政执法责任。推进政务服务改革，加强普法宣传，建设服务平台。"
] * 20
_RARITY = Rarity(_COMMON)


def _outcome(planned: str, said: str) -> str:
    this = Year(said, [(0, len(said), "measures", "")])
    (found,) = plan(planned, this, [(1, 0, len(planned))], _RARITY)
    if found.this is not None:
        assert said[found.this.start : found.this.end] == found.this.text
    return found.outcome


@pytest.mark.parametrize(
    ("planned", "said", "outcome"),
    [
        ("一是出台《电动车停放管理办法》。", "印发《电动车停放管理办法》，配套细则3件。", "delivered"),
        ("一是出台《电动车停放管理办法》。", "《电动车停放管理办法》正在征求意见，尚未印发。", "partly"),
        ("一是出台《电动车停放管理办法》。", "印发《养犬管理办法》，配套细则3件。", "not-mentioned"),
        ("一是出台《电动车停放管理办法》。", "开展行政执法案卷评查20卷。", "not-mentioned"),
        ("（二）新建驿站24个，方便货车司机歇脚。", "新建货车司机歇脚驿站24个。", "delivered"),
        ("（二）新建驿站24个，方便货车司机歇脚。", "新建货车司机歇脚驿站9个。", "partly"),
    ],
)
def test_outcome_of_a_plan(planned: str, said: str, outcome: str) -> None:
    assert _outcome(planned, said) == outcome


def test_shortcoming_in_the_same_words_is_repeated_and_another_is_not() -> None:
    text = "一是渣土车夜间抛洒查处不力，联合检查次数偏少。"
    same = "主要问题：\n二是渣土车夜间抛洒查处不力，联合检查次数仍偏少。"
    other = "二是老旧小区加装电梯协调缓慢，联合检查次数偏少。"
    for said, count in ((same, 1), (other, 0)):
        this = Year(said, [(0, len(said), "problems", "")])
        assert len(problems(text, this, [(1, 0, len(text))], _RARITY)) == count


@pytest.mark.parametrize(
    ("issuer", "place"),
    [
        ("云岭县人民政府", "云岭县"),
        ("中共云岭县委 云岭县人民政府", "云岭县"),
        ("云岭县人民政府办公室", "云岭县"),
        ("云岭县司法局", "云岭县司法局"),
        ("云岭区人民政府青山街道办事处", "云岭区青山街道"),
        ("中共云岭县委", "云岭县委"),
        ("市政府", ""),
        ("", ""),
    ],
)
def test_places_are_told_by_the_issuer_without_its_office(issuer: str, place: str) -> None:
    assert place_of(issuer) == place
