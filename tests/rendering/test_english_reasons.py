"""The sentences that decided a verdict, for readers of English."""

from __future__ import annotations

from dataclasses import replace

import pytest

from checker.rendering.english_reasons import reason_en
from tests.rendering import samples


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("所有适用条目均符合", "All applicable criteria pass"),
        ("没有不符合的条目；有 2 个条目需核对", "No criterion is Fail; 2 criteria are To check"),
        (
            "没有不符合的条目；有 1 个条目需核对，有 3 个条目未能判定",
            "No criterion is Fail; 1 criterion is To check, 3 criteria are Not judged",
        ),
        ("得分 46.2 低于门槛 60", "The score of 46.2 is below 60"),
        ("需核对的条目有 7 个，多于门槛 5 个", "7 criteria are To check, more than the 5 allowed"),
        ("没有一个条目可以判断", "No criterion could be judged"),
        ("别的说法", "别的说法"),
    ],
)
def test_each_sentence_has_its_english(sentence: str, said: str) -> None:
    assert reason_en(sentence, samples.realistic()) == said


def test_criteria_are_named_in_english_even_where_a_name_holds_a_comma() -> None:
    sample = samples.realistic()
    first, second, *rest = sample.rubric.criteria
    criteria = (replace(first, name="甲、乙", name_en="A and B"), replace(second, name="丙", name_en=""), *rest)
    named = replace(sample, rubric=replace(sample.rubric, criteria=criteria))
    assert reason_en("有 2 个条目不符合：甲、乙、丙", named) == "2 criteria are Fail: A and B, 丙"
    assert reason_en("必须通过的条目未通过：甲、乙", named) == "Criteria that must pass do not: A and B"
