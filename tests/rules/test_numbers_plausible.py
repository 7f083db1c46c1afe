"""numbers.plausible: what cannot be, and what only looks as if."""

from __future__ import annotations

import pytest

from tests.facts.helpers import defects, detect, quotes

NAME = "numbers.plausible"


@pytest.mark.parametrize(
    ("text", "quote", "grave"),
    [
        ("查出问题388条，整改到位率952%。", "整改到位率952%", True),
        ("信访事项按期办结率达到百分之一百零三。", "信访事项按期办结率达到百分之一百零三", True),
        ("占全部案件的104%。", "占全部案件的104%", True),
        ("检查次数同比下降120%。", "检查次数同比下降120%", True),
        ("参考80人，合格86人。", "参考80人，合格86人", True),
        ("开庭90件，负责人出庭93件。", "开庭90件，负责人出庭93件", True),
        ("起数和人数分别下降79.1%79.3%。", "79.1%79.3%", False),
        ("满意率为96..5%。", "96..5", False),
        ("满意率为96.5%%。", "96.5%%", False),
        ("办结率98,5%。", "98,5%", False),
    ],
)
def test_what_cannot_be(text: str, quote: str, grave: bool) -> None:
    (defect,) = defects(NAME, text)
    assert text[defect.start : defect.end] == quote
    assert defect.grave is grave
    assert "请核对" in defect.message


@pytest.mark.parametrize(
    "text",
    [
        "收到申请240件，同比增长150%。",
        "投资完成率112%。",
        "年均增长率达到135%。",
        "办结率100%。",
        "满意率由99.1%、98.2%提高到99.3%、99.5%。",
        "增长8.5%，9.2%的事项实现即办。",
        "参考80人，合格76人。",
        "推荐1-2名专家，建立2021-2025年台账。",
        "发放补贴1,234元，涉及12,345户。",
        "出庭率提高12.5个百分点。",
        "罚款额同比增长212%。",
        "版本为3.0.1版。",
    ],
)
def test_what_only_looks_as_if(text: str) -> None:
    assert quotes(NAME, text) == []


def test_a_lost_point_is_suggested() -> None:
    (defect,) = defects(NAME, "整改率952%。")
    assert "95.2%" in defect.message
    (defect,) = defects(NAME, "整改率102%。")
    assert "是否为" not in defect.message


def test_examined_counts_the_figures() -> None:
    assert detect(NAME, "受理3件，办结2件。").examined == 2


def test_more_may_be_done_than_was_planned() -> None:
    assert quotes(NAME, "改造4.23万户（年度计划4.2万户），开工率100.7%。") == []
    assert quotes(NAME, "筹集住房5160套，占目标任务的103.2%。") == []
    assert quotes(NAME, "办结5160件，占受理件数的103.2%。") == ["占受理件数的103.2%"]


def test_what_was_counted_may_be_of_earlier_years_too() -> None:
    assert quotes(NAME, "破案1301起（含历年积案），破案率105.2%。") == []
    assert quotes(NAME, "罚款收缴率103%（含追缴往年欠缴罚款）。") == []
    assert quotes(NAME, "破案1301起（含网络案件），破案率105.2%。") == ["破案率105.2%"]


@pytest.mark.parametrize(
    ("wrong", "quote", "right"),
    [
        ("投诉量同比减少1.5倍。", "减少1.5倍", "投诉量同比减少50%。"),
        ("投入12.6万万元。", "万万", "投入12.6万元。"),
        (
            "受理68件，同比增长12.4%，比上年减少8件。",
            "同比增长12.4%，比上年减少",
            "受理68件，同比增长13.3%，比上年增加8件。",
        ),
        ("村级占45%、镇级占38%、其余27%。", "45%、镇级占38%、其余27%", "村级占45%、镇级占38%、其余17%。"),
        ("优秀52%、合格46%、不合格12%。", "52%、合格46%、不合格12%", "优秀52%、合格46%、不合格2%。"),
        (
            "收到行政复议申请64件，受理70件。",
            "收到行政复议申请64件，受理70件",
            "收到申请64件（上年结转10件），受理70件。",
        ),
        ("应考848人、实考893人。", "应考848人、实考893人", "应考848人、实考843人。"),
        ("征求意见317条，采纳319条。", "征求意见317条，采纳319条", "征求意见317条，采纳215条。"),
    ],
)
def test_figures_whose_words_cannot_be_right(wrong: str, quote: str, right: str) -> None:
    assert quotes(NAME, wrong) == [quote]
    assert quotes(NAME, right) == []


def test_shares_that_are_not_told_to_be_all_need_not_make_the_whole() -> None:
    assert quotes(NAME, "知晓率92%、满意率96%、参与率41%。") == []
    assert quotes(NAME, "村级占33.3%、镇级占33.3%、其余33.3%。") == []
