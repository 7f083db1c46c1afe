"""text.placeholders: what a template left to be filled in."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.rules.clean_texts import COUNTY_2023
from tests.rules.text_support import bare, check_ranges, detect, quotes, whole

P = "text.placeholders"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("全年召开会议××次。", "××"),
        ("全年召开会议X次。", "X"),
        ("信访投诉办结（件） XX", "XX"),  # the text ends behind it
        ("办结（件）：XX", "XX"),
        ("印发《xx县工作要点》。", "xx"),
        ("印发《x x县工作要点》。", "x x"),
        ("依据县府发〔20xx〕7号文件。", "20xx"),
        ("依据县府发〔xx〕7号文件。", "xx"),
        ("202X年，我县推进执法规范化。", "202X"),
        ("共培训____人次。", "____"),
        ("共检查***户次。", "***"),
        ("****年，全市推进改革。", "****"),
        ("县长***作出批示。", None),
        ("典型案例（待补充）。", "待补充"),
        ("具体情况（略）。", "（略）"),
        ("【】认真履行职责。", "【】"),
        ("印发《》，开展培训。", "《》"),
        ("开展（ ）活动。", "（ ）"),
        ("某某县人民政府认真推进。", "某某"),
        ("某县人民政府认真推进。", "某"),
        ("某县 2025 年度法治政府建设情况报告", "某"),
        ("○○市推进法治建设。", "○○"),
        ("2023年月日，召开会议。", "2023年月日"),
        ("共收到意见？？条。", None),
        ("【请填写单位名称】2023年报告。", "【请填写单位名称】"),
        ("数据待更新。", "数据待更新"),
        ("满意率达XX%。", "XX"),
        ("培训执法人员  人次，考试合格。", "人次"),
        ("提出意见？份。", "？份"),
        ("二〇XX年，我县推进改革。", "XX"),
    ],
)
def test_unfilled_places_are_found(body: str, expected: str | None) -> None:
    if expected is None:
        assert len(quotes(P, body)) <= 1
        return
    assert any(expected in quote or quote in expected for quote in quotes(P, body))
    assert len(quotes(P, body)) == 1


@pytest.mark.parametrize(
    "body",
    [
        "提供7×24小时服务，占地30×40米。",
        "推行“1+X”协作、“N+1”机制和“X+1”模式。",
        "购置X光机2台，改造X射线设备。",
        "网址为xx.gov.cn，邮箱为xx@qinghe.gov.cn。",
        "打造O2O普法模式，使用XBRL报送。",
        "某县2023年发生的案例被选编。",
        "谁执法谁普法？件件有回音。",
        "单位  件数\n县司法局  12件",
        "办理张某诉某县政府信息公开案，李某与某镇政府行政协议案。",
        "某些部门重视不够，某种程度上存在短板，某一环节有遗漏。",
        "当事人张某、李某某被依法处罚，某公司被责令改正。",
        "身份证号3701**********1234已脱敏。",
        "产品型号XJ-2000X已检测。",
        "二○二三年十二月，二〇二三年一月。",
        "制度有待补充完善，题型含填空题。",
        "近20年来，2023年1月2日，每年3月5日。",
        "出生年月、年月报表按规定报送。",
        "《行政处罚法》（2021年修订）【案例】“三项制度”。",
    ],
)
def test_ordinary_text_is_left_alone(body: str) -> None:
    assert quotes(P, body) == []


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("全县召开会议××次。", "“全县召开会议××次”中的“××”像是尚未填写的内容，请核对并填实。"),
        ("研究法治工作X次。县政府带头学法。", "“研究法治工作X次”中的“X”像是尚未填写的内容，请核对并填实。"),
        # what stands alone, or is long, is said once
        ("2023年月日", "“2023年月日”像是尚未填写的内容，请核对并填实。"),
        ("数据如下（待补充：由执法股提供数据）。", "“（待补充：由执法股提供数据）”像是尚未填写的内容，请核对并填实。"),
    ],
)
def test_every_placeholder_is_grave_and_shown_in_its_sentence(body: str, message: str) -> None:
    (defect,) = detect(P, bare(body)).defects
    assert defect.grave
    assert defect.message == message


def test_title_and_signature_are_looked_at() -> None:
    report = whole(COUNTY_2023.replace("青禾县人民政府\n2024年1月18日", "xx县人民政府\n20xx年1月18日"))
    assert [report.text[d.start : d.end] for d in detect(P, report).defects] == ["xx", "20xx"]


@settings(max_examples=150)
@given(st.text(alphabet="xX×*_某○【】（）《》年月日2023县次 \n。+", max_size=60))
def test_any_text_gives_proper_ranges(body: str) -> None:
    report = bare(body)
    check_ranges(report, detect(P, report).defects)


def test_a_rate_with_every_digit_missing() -> None:
    assert quotes(P, "满意率达XX.X%。") == ["XX"]
