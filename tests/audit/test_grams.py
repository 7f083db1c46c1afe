"""The masked view, its sample and the figures evaluators compare."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.audit import grams
from checker.audit.measures import measured, named
from checker.audit.statistics import Rank, quantile, ranks, wilson
from checker.facts import extract, extract_text
from checker.pipeline import check
from checker.structure import IdentityOptions

_TEXT = st.text(st.sampled_from("我县全市本局一二三百办理复议案件12345,.，。 \n依法行政ab（）#@"), max_size=60)


@given(_TEXT)
def test_aligned_view_is_the_masked_view_with_its_way_back(text: str) -> None:
    view, origins = grams.aligned(text)
    assert view == grams.masked(text)
    assert len(view) == len(origins)
    assert list(origins) == sorted(set(origins))
    for mark, origin in zip(view, origins, strict=True):
        assert mark in ("#", "@", text[origin])


def test_copy_with_other_figures_and_rank_looks_the_same() -> None:
    one = "我县全年办理案件1,234件，比上年多十五件。"
    other = "本市全年办理案件88件， 比上年多三百件。"
    assert grams.masked(one) == grams.masked(other) == "@全年办理案件#件比上年多#件"


@given(st.lists(_TEXT.map(lambda text: text * 3), max_size=4))
def test_sample_of_a_block_depends_on_that_block_alone(texts: list[str]) -> None:
    packed = grams.unpacked(grams.sample(texts))
    assert [list(one) for one in packed] == [list(grams.unpacked(grams.sample([text]))[0]) for text in texts]
    for text, one in zip(texts, packed, strict=True):
        assert list(one) == sorted(set(one))
        assert len(one) <= len(grams.grams(grams.masked(text)))


_HEAD = "云岭县人民政府关于2023年度法治政府建设情况的报告\n一、主要举措和成效\n"
_TAIL = (
    "\n二、存在的不足\n一是行政复议案件多，全年受理行政复议案件999件。\n三、2024年主要安排\n力争出庭应诉率达到99%。\n"
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("全年共受理行政复议案件73件，审结70件。", {"review.accepted": 73, "review.closed": 70}),
        ("新收行政复议申请120件，受理112件，纠错率12.5%。", {"review.accepted": 112, "review.corrected": 12.5}),
        ("办理行政应诉案件45件，行政机关负责人出庭应诉率达100%。", {"suit.cases": 45, "suit.appeared": 100}),
        ("负责人出庭应诉率为百分之九十八。", {"suit.appeared": 98}),
        ("行政诉讼案件败诉率3.2%，同比下降1个百分点。", {"suit.lost": 3.2}),
        ("行政诉讼一审新收67件。", {"suit.cases": 67}),
        ("审结行政复议案件70件。", {"review.closed": 70}),
        ("受理信访事项73件。", {}),
        ("主要负责人出庭应诉1件。", {}),
        ("五年来受理行政复议案件182件。", {}),
        ("行政复议不予受理5件。", {}),
        ("执法案卷合格率98%。", {}),
    ],
)
def test_measures_by_their_words(text: str, found: dict[str, float]) -> None:
    (assessment,) = check((_HEAD + text + _TAIL).encode(), name="a.txt", identity=IdentityOptions(force=True))
    report = assessment.report
    assert {name: value for name, value, _, _ in measured(report, extract(report))} == found


def test_measures_of_all_claims_at_once_are_those_of_each() -> None:
    long = "办理" + "各类" * 120 + "案件12件"
    text = f"其中办理案件5件，（网上7件）“一网通办”9件；收案\n8件。3件纠正，共计{long}，同比增长5.2%，6人。" * 3
    facts = extract_text(text)
    assert len(facts.claims) > 20
    assert list(named(facts)) == [claim.measure for claim in facts.claims]


def test_wilson_interval() -> None:
    low, high = wilson(8, 10)
    assert (round(low, 3), round(high, 3)) == (0.490, 0.943)
    assert wilson(0, 0) == (0.0, 1.0)
    assert wilson(10, 10)[1] == 1.0


def test_quantiles_lie_between_the_values() -> None:
    assert [quantile([1.0, 2.0, 4.0, 8.0], share) for share in (0, 0.5, 1)] == [1.0, 3.0, 8.0]


def test_equal_scores_share_a_rank_and_overlapping_spans_are_open() -> None:
    found = ranks([90.0, 80.0, 80.0, 10.0], [(85, 95), (75, 88), (75, 84), (5, 15)])
    assert found == [Rank(1, False, 1, 2), Rank(2, True, 1, 3), Rank(2, True, 2, 3), Rank(4, False, 4, 4)]
