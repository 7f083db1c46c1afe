"""text.residue: page numbers, furniture of web pages and template remarks inside the body."""

from __future__ import annotations

import pytest

from tests.rules.clean_texts import COUNTY_2023, TEXTS
from tests.rules.text_support import bare, check_ranges, detect, quotes, whole

R = "text.residue"


@pytest.mark.parametrize(
    "body",
    [
        "开展培训3期。扫一扫在手机打开当前页",
        "开展培训3期。\n【字体：大 中 小】\n检查36次。",
        "上一篇：通知公告\n开展培训3期。",
        "开展培训3期，\n— 3 —\n覆盖全员。",
        "开展培训3期。第3页 共9页检查36次。",
        "开展培训3期。\n上一页  1  2  3  下一页\n检查36次。",
        "更多范文请访问www.fanwen.example。",
        "开展培训3期&nbsp;检查36次。",
        "（此处简要概括工作成效）开展培训3期。",
        "本报告由会员分享，珍藏版。",
        "参见错误!未找到引用源。",
        "批注[ZL1]：此处数据待核。",
        "以下是根据您的要求修改后的内容：",
    ],
)
def test_residue_is_found(body: str) -> None:
    assert quotes(R, body)


@pytest.mark.parametrize(
    "body",
    [
        "政府网站访问量120万次，浏览页面3.2万页。",
        "群众扫描二维码即可评价窗口服务。",
        "在www.qinghe.gov.cn公开执法结果。",
        "建成规范性文件库，收录文件320件。",
        "推进适老化改造，提供智能问答服务。",
        "编印普法读本第3辑共9册。",
        "《打印机管理办法》印发实施，统一打印文书。",
        "开展经验分享：邀请3家单位介绍做法。",
        "改正错误12件，批注意见30条，作为人工智能试点单位。",
        "您的意见我们在听，以下是办理情况。",
        "严禁擅自关闭窗口，群众可在窗口关闭前取号。",
    ],
)
def test_ordinary_text_is_left_alone(body: str) -> None:
    assert quotes(R, body) == []


def test_page_numbers_are_layout_in_a_paged_file() -> None:
    body = "开展培训3期，\n— 3 —\n覆盖全员。"
    assert quotes(R, body, fmt="txt") == ["— 3 —"]
    assert quotes(R, body, fmt="pdf") == []


def test_what_cleaning_took_out_of_a_sentence_is_shown_at_its_place() -> None:
    """Markers of a document library, which cut sentences, are set aside; the file still needs a look."""
    cut = COUNTY_2023.replace("开展“综合查一次”", "开\n2、展“综合查一次”").replace(
        "抽查案卷120卷", "抽查案\n3、卷120卷"
    )
    cut = cut.replace("按期办结。", "按期\n4、办结。").replace("主要原因是", "主要\n5、原因是")
    report = whole(f"1、 {cut}")
    detection = detect(R, report)
    check_ranges(report, detection.defects)
    for defect in detection.defects:
        assert "原文夹有“" in defect.message
    shown = [report.text[d.start : d.end] for d in detection.defects]
    assert all("、" not in quote[:2] for quote in shown)


@pytest.mark.parametrize("text", TEXTS)
def test_clean_reports_have_none(text: str) -> None:
    assert detect(R, whole(text)).defects == ()


def test_furniture_before_the_title_is_not_the_bodys() -> None:
    page = f"当前位置：首页 > 政务公开\n【字体：大 中 小】\n\n{COUNTY_2023}"
    assert detect(R, whole(page)).defects == ()
    assert detect(R, bare("")).defects == ()


@pytest.mark.parametrize(
    "body",
    [
        "检查36次。\n关注“公文库”微信公众号，免费领取更多范文\n开展培训3期。",
        "检查36次。\n——海量优质模板尽在某某文库，点击下载——\n开展培训3期。",
        "开展培训3期。感谢您的下载！\n检查36次。",
        "开展培训3期。\n如有侵权请联系删除\n检查36次。",
        "检查36次。本文由网友整理上传。开展培训3期。",
    ],
)
def test_an_advert_in_the_body_is_grave(body: str) -> None:
    assert any(defect.grave for defect in detect(R, bare(body)).defects)


@pytest.mark.parametrize(
    "body",
    [
        "通过司法局微信公众号推送普法信息460条，关注人数2.1万。",
        "编制合同示范文本，供企业免费下载使用。",
        "群众关注的公众号留言全部回复，免费提供法律咨询320人次。",
        "依法查处侵权案件12件，版权登记86件。",
        "向企业发放政策汇编，感谢信和锦旗共收到8件。",
    ],
)
def test_work_with_such_words_is_no_advert(body: str) -> None:
    assert not detect(R, bare(body)).defects


HEAD = "云岭县人民政府关于2023年度法治政府建设情况的报告\n市人民政府：\n2023年，我县推进法治政府建设，现报告如下。\n"
WORK = (
    "一、主要工作\n全年审核规范性文件12件，办理行政复议案件41件，评查执法案卷120卷。\n"
    "二、存在的不足\n一是审核力量不足。\n三、下一步安排\n2024年，充实审核人员。\n"
)
SIGNED = "云岭县人民政府\n2024年2月18日\n"
LINKS = "上一篇：关于春季植树的通知\u3000下一篇：关于道路施工的公告\n"


def test_links_before_the_signature_are_inside_and_after_it_are_not() -> None:
    assert len(detect(R, whole(HEAD + WORK + LINKS + SIGNED)).defects) == 1
    assert not detect(R, whole(HEAD + WORK + SIGNED + LINKS)).defects


def test_a_line_of_page_facts_between_two_paragraphs_is_residue() -> None:
    source = (
        "白石镇2023年度法治政府建设情况报告\n一、主要工作\n组建综合行政执法队，落实编制12名。\n"
        "责任编辑：管理员    浏览次数：218次\n（二）化解纠纷\n排查矛盾纠纷142件，化解139件。\n二、存在的不足\n"
        "执法人员偏少。\n白石镇人民政府\n2024年1月20日\n"
    )
    (defect,) = detect(R, whole(source)).defects
    assert "责任编辑：管理员" in defect.message
    below = source.replace("责任编辑：管理员    浏览次数：218次\n", "") + "责任编辑：管理员    浏览次数：218次\n"
    assert detect(R, whole(below)).defects == ()
