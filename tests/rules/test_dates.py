"""text.dates: impossible, incomplete and backward dates, and what is none of these."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.facts.helpers import defects, detect, quotes

NAME = "text.dates"


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("自2023年13月起施行。", "2023年13月"),
        ("于2023年2月29日印发。", "2023年2月29日"),
        ("于2024年2月30日印发。", "2024年2月30日"),
        ("4月31日召开会议。", "4月31日"),
        ("成文日期2024-13-05。", "2024-13-05"),
        ("二〇二四年十三月三日", "二〇二四年十三月三日"),
        ("二〇二四年二月三十日", "二〇二四年二月三十日"),
        ("第五季度完成。", "第五季度"),
        ("2022 年 12 月 32 日", "2022 年 12 月 32 日"),
    ],
)
def test_dates_no_calendar_has(text: str, quote: str) -> None:
    (defect,) = defects(NAME, text)
    assert text[defect.start : defect.end] == quote
    assert defect.grave


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("《纲要（20212025年）》", "20212025年"),
        ("改革后，20179月底挂牌。", "20179月底"),
        ("改革中，2020429日，出台清单。", "2020429日"),
        ("某某人民政府\n202117", "202117"),
        ("某某人民政府\n2024年 月 日", "2024年 月 日"),
        ("某某人民政府\n2024年1月15", "2024年1月15"),
        ("某某人民政府\n年 月 日", "年 月 日"),
        ("2024年15日召开会议。", "2024年15日"),
        ("20244年度工作。", "20244年"),
        ("202年度工作。", "202年"),
        ("于26年1月15日印发。", "26年1月15日"),
        ("须在 xx 年 12 月 31 日前完成。", "xx 年 12 月 31 日"),
        ("自××年×月×日起执行。", "××年×月×日"),
        ("2015年1月1日至xx年12月31日", "2015年1月1日至xx年12月31日"),
        ("2024年xx月1日", "2024年xx月1日"),
        ("三年行动（2024年6月至2022年5月）", "2024年6月至2022年5月"),
        ("规划（2025—2021年）", "2025—2021年"),
        ("公示期为2024年6月20日至6月10日。", "2024年6月20日至6月10日"),
        ("数据截至2024年10月。", "数据截至2024年10月"),
        ("2024年12月4日（星期五），开展宣传。", "2024年12月4日（星期五）"),
        ("2024年4月15，开展宣传。", "2024年4月15"),
        ("2O24年9月，开展宣传。", "2O24年"),
        ("202O年，开展宣传。", "202O年"),
    ],
)
def test_dates_that_are_incomplete_or_run_backwards(text: str, quote: str) -> None:
    (defect,) = defects(NAME, text)
    assert text[defect.start : defect.end] == quote
    assert not defect.grave
    assert "请" in defect.message


@pytest.mark.parametrize(
    "text",
    [
        "2024年2月29日，召开会议。",
        "2月29日，召开会议。",
        "2024年12月4日（星期三），开展宣传。",
        "2024年12月8日（周日），开展宣传。",
        "2024年4月15、16日，开展宣传。",
        "打造O2O平台，2024年上线。",
        "2021—2025年、2021-2025年、2021至2025年",
        "2024年3月12日至4月11日公开征求意见。",
        "2023年11月至2024年2月开展整治。",
        "建党100年，拥有3000年历史，2500年文化。",
        "到2035年基本建成。",
        "xx年，我局处理案卷1212件。",
        "国发〔2010〕10号",
        "4·15国家安全教育日、12·4国家宪法日",
        "每年12月20日前报告，于次年1月15日前公开。",
        "自2024年10月1日起施行，有效期5年。",
        "填写出生年月日。",
        "二〇二四年一月五日",
        "近20年来，用20年时间。",
        "截至2024年10月，挂牌5家。",
        "工作日内办结，24小时值守。",
        "2024年度、2023年底、2022年初",
        "数据截至2024年12月31日。",
        "统计周期为2024年1月1日至12月31日。",
        "共办理20245件，涉及202117人。",
        "第一季度至第四季度",
    ],
)
def test_what_is_no_slip(text: str) -> None:
    assert quotes(NAME, text) == []


def test_lost_marks_may_come_from_copying() -> None:
    (defect,) = defects(NAME, "《纲要（20212025年）》")
    assert "复制" in defect.message


def test_examined_is_zero_without_dates() -> None:
    assert detect(NAME, "依照〔2010〕10号文件处理，xx年完成。").examined == 0
    assert detect(NAME, "2024年，推进各项工作。").examined == 1


@given(st.integers(2000, 2039), st.integers(1, 12), st.integers(1, 28), st.sampled_from(["", " "]))
def test_real_dates_are_quiet(year: int, month: int, day: int, gap: str) -> None:
    text = f"会议于{year}{gap}年{gap}{month}{gap}月{gap}{day}{gap}日召开。"
    found = detect(NAME, text)
    assert found.defects == ()
    assert found.examined == 1


@given(st.text(alphabet="0123456789年月日xX× —至到季度第度，。\n二〇", max_size=40))
def test_ranges_lie_in_the_text(text: str) -> None:
    for defect in detect(NAME, text).defects:
        assert 0 <= defect.start < defect.end <= len(text)
        assert text[defect.start : defect.end].strip() == text[defect.start : defect.end]
