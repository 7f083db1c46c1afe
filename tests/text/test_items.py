"""Lists in short lines: which lines are one item, where a break is a comma, and what is none of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.text.helpers import aside, cleaned, facts, paragraphs

HEAD = "云岭经济开发区管理委员会2023年度法治政府建设报告\n\n"
FOOT = "\n\n云岭经济开发区管理委员会\n2024年2月1日"
POST = f"""{HEAD}【把好法律关】
★ 凡合同必审
退回修改31份
★ 避免损失约400万元
【执法看得见】
★ 录下来
记录仪24台,进门开机、出门关机
★ 扬尘夜查28次
立案17件
【数读】
● 审查各类文本 206份
○ 合同 141份
○ 文件 65份
● 化解率 97.5%
● 普法走进企业11家
讲了32堂{FOOT}"""


def body(text: str) -> list[str]:
    return paragraphs(text)[1:-2]


def test_lines_below_an_item_s_mark_are_its_clauses_and_figures_in_a_row_are_one_list() -> None:
    assert body(POST) == [
        "【把好法律关】",
        "★凡合同必审 退回修改31份",
        "★避免损失约400万元",
        "【执法看得见】",
        "★录下来 记录仪24台,进门开机、出门关机",
        "★扬尘夜查28次 立案17件",
        "【数读】",
        "●审查各类文本206份 ○合同141份 ○文件65份 ●化解率97.5% ●普法走进企业11家 讲了32堂",
    ]


def test_the_break_is_a_comma_to_whoever_matches_and_a_space_to_whoever_reads() -> None:
    result = cleaned(POST)
    start = result.text.index("★扬尘")
    assert result.text[start : start + 14] == "★扬尘夜查28次 立案17件"
    assert result.folded[start : start + 14] == "★扬尘夜查28次，立案17件"
    list_start = result.text.index("●审查")
    assert result.folded[list_start : list_start + 26] == "●审查各类文本206份， 合同141份， 文件65份"
    assert len(result.folded) == len(result.text)


def test_the_break_is_mapped_to_the_line_break_of_the_source() -> None:
    result = cleaned(POST)
    place = result.text.index(" 立案17件")
    assert result.document.raw[result.origin.back(place)] == "\n"
    assert result.document.raw[result.origin.back(place + 1)] == "立"


@pytest.mark.parametrize("mark", ["★", "✅", "📌", "➤", "1️⃣", "▪"])
def test_any_sign_may_mark_an_item(mark: str) -> None:
    text = POST.replace("★", mark)
    assert f"{mark}扬尘夜查28次 立案17件" in body(text)


def test_a_mark_behind_a_comma_needs_no_other() -> None:
    result = cleaned(POST.replace("扬尘夜查28次", "扬尘夜查28次，"))
    start = result.text.index("★扬尘")
    assert result.folded[start : start + 14] == "★扬尘夜查28次，立案17件"


def test_what_states_no_single_figure_is_an_item_of_its_own() -> None:
    text = POST.replace("● 化解率 97.5%\n● 普法走进企业11家", "● 化工片区13条隐患\n● 学法律的只有3人")
    assert body(text)[-2:] == ["●化工片区13条隐患", "●学法律的只有3人 讲了32堂"]


def test_a_blank_line_ends_the_item_and_so_do_a_stop_and_a_heading() -> None:
    text = POST.replace("★ 扬尘夜查28次\n", "★ 扬尘夜查28次\n\n").replace("凡合同必审\n", "凡合同必审。\n")
    assert {"★扬尘夜查28次", "立案17件", "★凡合同必审。", "退回修改31份"} <= set(body(text))


def test_signature_and_date_belong_to_no_item() -> None:
    assert paragraphs(POST.replace(FOOT, FOOT[1:]))[-2:] == ["云岭经济开发区管理委员会", "2024年2月1日"]


@pytest.mark.parametrize(
    "text",
    [
        # paragraphs of sentences below marked headings
        "◆执法监督\n全年评查案卷120卷。\n发出监督意见4份。\n◆行政复议\n受理41件。\n审结39件。\n◆普法\n讲课12场。",
        # short lines without a mark: cells of a table, names, a wrapped text
        "指标\n2022年\n2023年\n立案\n41件\n52件\n办结\n39件\n50件",
        # too few marks to be a list
        "★重点\n全年立案41件\n办结39件\n评查120卷\n发意见4份\n普法12场\n讲课3次\n培训5期",
    ],
)
def test_other_short_lines_stay_as_they_are(text: str) -> None:
    assert body(HEAD + text + FOOT) == text.split("\n")


@given(
    st.lists(
        st.sampled_from(["★ 甲乙丙3件", "● 丁戊 12次", "己庚辛", "【壬癸】", "", "一、子丑", "寅卯。"]), max_size=30
    )
)
def test_nothing_is_lost_and_every_character_knows_its_place(lines: list[str]) -> None:
    text = HEAD + "\n".join(["【总述】", *lines]) + FOOT
    result = cleaned(text)
    assert len(result.folded) == len(result.text)
    assert "".join(result.text.split()) == "".join(result.document.raw.split())
    for place, char in enumerate(result.text):
        if not char.isspace():
            assert result.document.raw[result.origin.back(place)] == char


@pytest.mark.parametrize(
    "notice",
    ["▼点击图片可放大▼", "长按识别二维码", "👇左右滑动查看更多", "戳这里看全文", "点击上方蓝字，关注“云岭发布”"],
)
def test_what_an_account_asks_of_its_reader_is_residue_within_the_text(notice: str) -> None:
    text = POST.replace("【执法看得见】", f"{notice}\n【执法看得见】")
    assert body(text) == body(POST)
    assert aside(cleaned(text)) == [(notice, "正文中的网页按钮、下载提示或广告")]


@pytest.mark.parametrize("sentence", ["关注民生，全年听证4场", "转发督办单给各镇12份", "点击率一年涨了两成"])
def test_a_sentence_of_the_report_is_none(sentence: str) -> None:
    assert not aside(cleaned(POST.replace("退回修改31份", sentence)))


@pytest.mark.parametrize("line", ["云岭发布 2024-04-12 18:06", "云岭发布 2024-04-12 18:06:30"])
def test_the_moment_of_a_post_above_its_title_is_the_day_of_publication(line: str) -> None:
    assert facts(cleaned(f"{line}\n{POST}"))["发布日期"].startswith("2024-04-12")


def test_a_day_without_the_hour_above_the_title_is_not() -> None:
    assert "发布日期" not in facts(cleaned(f"云岭 2024-04-12\n{POST}"))


@pytest.mark.parametrize(
    "line", ["━━━━━━━━━━", "====================", "◆◆◆◆◆◆◆◆", "- - - - - - - -", "～～～～～～～～"]
)
def test_a_line_of_nothing_but_strokes_is_set_aside(line: str) -> None:
    text = f"{HEAD}一、主要工作\n全年评查案卷120卷。\n{line}\n二、存在的不足\n执法人员不足。{FOOT}"
    assert line not in cleaned(text).text
    assert "全年评查案卷120卷。\n二、存在的不足" in cleaned(text).text


@pytest.mark.parametrize("line", ["——", "…………", "××××××××"])
def test_what_may_be_text_stays(line: str) -> None:
    text = f"{HEAD}一、主要工作\n全年评查案卷120卷。\n{line}\n二、存在的不足\n执法人员不足。{FOOT}"
    assert line[:2] in cleaned(text).text
