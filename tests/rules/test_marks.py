"""text.paired-marks: quotation marks, 书名号 and brackets without their partner."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.rules.text_support import bare, check_ranges, detect, found, quotes

M = "text.paired-marks"


@pytest.mark.parametrize(
    "body",
    [
        "学习《行政处罚法》，落实“三项制度”（公示、记录、审核）。",
        "落实公示(含事前、事中、事后）要求。",
        "印发《关于印发〈执法规范〉的通知》。",
        "印发《关于印发《执法规范》的通知》。",
        "深化“以‘放管服’为重点”的改革。",
        "重点工作：1)清理文件；2)评查案卷；3)培训人员。",
        "（1）清理文件。（2）评查案卷。",
        "一）清理文件。\n二）评查案卷。",
        "“第一段的话没有说完，\n第二段才说完。”",
        "“这段引文较长。\n“第二段再开一次引号。”",
        "（国办发〔2018〕118号）",
        '推行"双公示"，落实"首违不罚"。',
        "没有标点可配的一句话。",
    ],
)
def test_pairs_that_hold(body: str) -> None:
    assert found(M, body) == []


@pytest.mark.parametrize(
    ("body", "quote", "lost"),
    [
        ("申报法治文化示范点”2个。", "申报法治文化示范点”", "“"),
        ("围绕“法与生活三大主题开展宣传。", "“法与生活三大主题开展宣传", "”"),
        ("印发《关于规范涉企检查的通知，明确频次。", "《关于规范涉企检查的通知，", "》"),
        ("落实关于规范检查的通知》要求。", "落实关于规范检查的通知》", "《"),
        ("开展检查（含抽查36次。", "（含抽查36次。", "）"),
        ("开展检查含抽查）36次。", "开展检查含抽查）", "（"),
        ("按照县府发〔2023 12号文件。", "〔2023 12号文件。", "〕"),
        ("学习《行政处罚法（2021年修订》。", "（2021年修订》。", "）"),
    ],
)
def test_a_lost_half_is_found_where_it_was_lost(body: str, quote: str, lost: str) -> None:
    ((shown, message),) = found(M, body)
    assert shown == quote[:12] or shown == quote
    assert (f"双引号（{lost}）" if lost in "“”" else f"“{lost}”") in message


def test_a_quotation_mark_is_called_by_its_name() -> None:
    (defect,) = detect(M, bare("申报法治文化示范点”2个。")).defects
    assert defect.message == "“申报法治文化示范点””处有右双引号，未见与之成对的左双引号（“），请核对。"
    assert defect.suggestion == "补上左双引号（“），或删去多余的右双引号（”）。"


def test_a_bracket_lost_from_one_enumerator_of_a_run() -> None:
    body = "主要做法。1)清理文件。（2）评查案卷。（3）培训人员。"
    report = bare(body)
    (defect,) = detect(M, report).defects
    assert report.text[defect.start : defect.end] == "1)"
    assert defect.suggestion == "改为“（1）”。"


def test_two_left_quotes_are_one_slip() -> None:
    ((_, message),) = found(M, "评为“法治楼栋“的有12个。")
    assert "方向" in message


def test_an_apostrophe_is_no_quotation_mark() -> None:
    assert quotes(M, "参加’98法治论坛。") == []


def test_an_odd_number_of_straight_quotes() -> None:
    ((_, message),) = found(M, '推行"双公示"，落实"首违不罚。')
    assert "双引号不成对" in message


@settings(max_examples=150)
@given(st.text(alphabet='“”‘’《》（）()【】〔〕"法1。，\n一', max_size=60))
def test_any_text_gives_proper_ranges(body: str) -> None:
    report = bare(body)
    check_ranges(report, detect(M, report).defects)


@settings(max_examples=80)
@given(
    st.recursive(
        st.sampled_from(["法治", "检查3次，", "规范执法。"]),
        lambda inner: st.tuples(st.sampled_from(["《》", "（）", "〔〕", "【】"]), inner, inner).map(
            lambda part: part[0][0] + part[1] + part[0][1] + part[2]
        ),
        max_leaves=12,
    )
)
def test_well_formed_nesting_is_never_reported(body: str) -> None:
    assert quotes(M, body) == []
