"""Every figure is a claim, is told apart, or is counted as untyped."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.facts import Claim, Facts, claims, extract, extract_text
from checker.text.fold import fold
from tests.facts import helpers


def only(text: str) -> Claim:
    (claim,) = helpers.claims(text)
    return claim


@pytest.mark.parametrize(
    ("text", "kind", "value", "unit"),
    [
        ("受理案件1,234件", "count", "1234", "件"),
        ("办件1.2万件", "count", "12000", "件"),
        ("投入５３０万元", "money", "5300000", "元"),
        ("清偿账款2.76亿元", "money", "276000000", "元"),
        ("出庭率66.5%", "percent", "66.5", "%"),
        ("占比达百分之九十八点三", "percent", "98.3", "%"),
        ("提高2.04个百分点", "points", "2.04", "个百分点"),
        ("是上年的1.8倍", "times", "1.8", "倍"),
        ("投诉下降四成", "ratio", "4", "成"),
        ("压缩三分之二以上时间", "ratio", "0.6666666666666666666666666667", "分之"),
        ("压减至22个工作日", "time", "22", "个工作日"),
        ("举办培训班十二期", "count", "12", "期"),
        ("组织召开两次会议", "count", "2", "次"),
        ("拆除违建21.6万平方米", "count", "216000", "平方米"),
        ("集中整治36个点位", "count", "36", "个"),
        ("在11单位推开", "count", "11", "单位"),
    ],
)
def test_kind_value_and_unit(text: str, kind: str, value: str, unit: str) -> None:
    claim = only(text)
    assert (claim.kind, claim.value, claim.unit) == (kind, Decimal(value), unit)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("案卷500件", 500, 500),
        ("参训140余人", 140, 150),
        ("参训三百余人", 300, 400),
        ("归集数据1万余条", 10_000, 20_000),
        ("归集数据2.4万余条", 24_000, 25_000),
        ("点击1,760余万次", 17_600_000, 17_700_000),
        ("评查近500本", None, 500),
        ("超5.9亿元", 590_000_000, None),
        ("满意率98%以上", 98, None),
        ("新增10件左右", 9, 11),
        ("每部门推荐1-2名", 1, 2),
        ("分值5%至8%", 5, 8),
        ("走访数十次", 20, 90),
        ("合作十几家", 11, 19),
        ("受理1.52万件", 15_150, 15_250),
        ("不少于4次", 4, None),
        ("不到三成", None, 3),
    ],
)
def test_bounds(text: str, low: int | None, high: int | None) -> None:
    claim = only(text)
    assert (claim.low, claim.high) == (low, high)
    assert claim.exact == (low == high)


@pytest.mark.parametrize(
    "text",
    [
        "公布第三批清单",
        "党的二十大精神",
        "一是强化领导",
        "“八五”普法",
        "“3550”改革",
        "《纲要（2021—2025年）》",
        "12345热线",
        "国办发〔2015〕86号",
        "4·15国家安全教育日",
        "“一件事一次办”",
        "2024年3月12日",
        "二〇二四年一月五日",
        "第15条",
        "一案一评、一企一策",
        "四个亲自",
        "党的二十届三中全会",
        "（二）健全制度",
        "1.深化改革",
        "110接警",
        "3号令",
        "“1+N”工作体系",
        "进一步统一标准",
        "2016年、2019年",
        "“一站式”服务",
        "3月至12月",
    ],
)
def test_what_is_no_quantity(text: str) -> None:
    facts = extract_text(fold(text))
    assert not facts.claims
    assert facts.untyped == ()


def test_untyped_numbers_are_counted_with_their_place() -> None:
    facts = extract_text(fold("见附表88321栏"))
    assert facts.untyped == ((3, 8),)
    assert facts.counts == {"untyped": 1}
    assert facts.share_typed == 0.0


def test_measure_scope_and_period() -> None:
    text = "2024年，全市行政执法主体办结处罚案件418件，其中简易程序96件，同比增长12.5%。"
    total, part, rate = helpers.claims(text)
    assert total.measure == "全市行政执法主体办结处罚案件"
    assert part.measure == "简易程序"
    assert part.scope == ("其中",)
    assert rate.scope == ("同比",)
    assert helpers.claims("全年受理投诉27起")[0].period == "全年"
    assert helpers.claims("完成5件规章立法工作")[0].measure == "完成"


def test_offsets_are_of_the_report_text() -> None:
    text = "受理\u3000１２ 件,办结率９８．５％。"
    facts = extract(helpers.report(text))
    assert [text[claim.start : claim.end] for claim in facts.claims] == ["１２ 件", "９８．５％"]


def test_sentences_hold_their_claims() -> None:
    facts = extract_text(fold("受理5件；办结3件。无数字。\n培训2期。"))
    first, second = facts.sentences
    assert [item.claim.value for item in first.items] == [5, 3]
    assert [item.part for item in first.items] == [0, 1]
    assert first.items[1].lead == "；办结"
    assert (first.paragraph, second.paragraph) == (0, 1)


def test_the_sentences_of_a_long_text_are_made_as_they_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "受理5件；办结3件。无数字。\n培训2期，约1.2万人次。共80余场。末句"
    kept = extract_text(text).sentences
    monkeypatch.setattr(claims, "_MANY", 0)
    assert isinstance(kept, tuple)
    assert tuple(extract_text(text).sentences) == kept


def test_claims_are_a_sequence_in_text_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(claims, "_RUN", 2)
    found = extract_text("受理5件，办结3件，培训约20期，共80余场，占60%。").claims
    assert [claim.value for claim in found] == [5, 3, 20, 80, 60]
    assert (len(found), found[-1], found[1:3]) == (5, list(found)[4], list(found)[1:3])
    assert [(claim.low, claim.high, claim.exact) for claim in found[1:4]] == [
        (3, 3, True),
        (18, 22, False),
        (80, 90, False),
    ]
    with pytest.raises(IndexError):
        found[5]


def test_an_offices_own_units() -> None:
    assert extract_text("新设12块牌").untyped == ()
    assert extract_text("新设12标段").untyped == ((2, 4),)
    assert extract_text("新设12标段", ["标段"]).claims[0].unit == "标段"


_PIECES = (
    "受理 12 1,234 件 ， 。 率 86.8% 第 三 十 万 余 年 2024 至 — （ ） 百分之 点 成 个 其中 数 几 〔 〕 号 日 月 近"
)
PIECES = st.sampled_from([*_PIECES.split(), "\n", " "])


@given(st.lists(PIECES, max_size=40).map("".join))
def test_ranges_are_in_order_and_inside(text: str) -> None:
    facts: Facts = extract_text(fold(text))
    ranges = sorted([*((one.start, one.end) for one in facts.claims), *facts.untyped])
    assert all(0 <= start < end <= len(text) for start, end in ranges)
    assert all(first[1] <= second[0] for first, second in pairwise(ranges))
    assert sum(facts.counts.values()) >= len(ranges)
    for claim in facts.claims:
        assert claim.low is None or claim.high is None or claim.low <= claim.high or "—" in text or "至" in text


def test_the_share_typed_of_ordinary_text() -> None:
    text = (
        "2024年，全县18个乡镇建立“1+3”调解网络，受理纠纷2,306件，调解成功2,251件，成功率97.6%，同比提高1.2个百分点；"
        "第二批事项36项下放到位，12345热线按期办结率99.1%，平均用时由6.5天减至4.2天，投入资金1.2亿元，满意率超九成。"
    )
    facts = extract_text(fold(text))
    assert facts.share_typed == 1.0
    assert len(facts.claims) == 11


def test_a_number_longer_than_any_count_is_no_claim() -> None:
    found = extract_text("1" * 21 + "余件")
    assert (len(found.claims), len(found.untyped)) == (0, 1)
    assert extract_text("一" * 60 + "余件").claims[:] == []
    assert len(extract_text("二" * 60 + "余件").untyped) == 1
    assert only("1" * 20 + "件").value == Decimal("1" * 20)


@pytest.mark.parametrize("text", ["开展检查8-2次", "开展检查2-8次"])
def test_a_range_reaches_from_the_lesser_to_the_greater(text: str) -> None:
    claim = only(text)
    assert (claim.low, claim.high, claim.exact) == (Decimal(2), Decimal(8), False)
