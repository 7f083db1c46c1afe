"""Headings as posts, stories and speeches set them: however a heading is numbered or framed, its part is found."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from checker.model import Report
from tests.structure.making import one

WORK = "全年审核文件12件，提出意见46条，全部按期报备。评查案卷120卷，公示处罚决定412件。受理复议案件41件，审结39件。"
LEADERS = "县委书记3次主持会议研究法治工作，批示信访案件9件。县长带队到现场协调拆迁纠纷2次，带头讲法治课1次。"
WANTS = "持证的执法人员只有3个，夜里出警凑不够两个人。村里的承包合同大多没有律师看过。普法还是老一套，年轻人不爱看。"
PLANS = "给6个乡镇各配1名审核员，上半年到位。把村级合同纳入审查，二季度拿出办法。普法改用短视频，每月两期。"
HEADINGS = ("办成了哪些事", "书记县长怎么抓", "还差什么", "接下来做什么")
HAN, FORMAL, ROMAN = "一二三四", "壹贰叁肆", "ⅠⅡⅢⅣ"

Style = Callable[[int, str], str]
STYLES: dict[str, Style] = {
    "01 ": lambda number, heading: f"0{number + 1} {heading}",
    "01": lambda number, heading: f"0{number + 1}{heading}",
    "01 above": lambda number, heading: f"0{number + 1}\n{heading}",
    "PART": lambda number, heading: f"PART {number + 1} {heading}",
    "PART.0 above": lambda number, heading: f"PART.0{number + 1}\n{heading}",
    "NO.": lambda number, heading: f"NO.{number + 1} {heading}",
    "壹、": lambda number, heading: f"{FORMAL[number]}、{heading}",
    "壹 ·": lambda number, heading: f"{FORMAL[number]} · {heading}",
    "之一": lambda number, heading: f"之{HAN[number]}：{heading}",
    "▎": lambda _, heading: f"▎{heading}",
    "| |": lambda _, heading: f"| {heading} |",
    "—— ——": lambda _, heading: f"——{heading}——",
    "# #": lambda _, heading: f"#{heading}#",
    "『』": lambda _, heading: f"『{heading}』",
    "〖〗": lambda _, heading: f"〖{heading}〗",
    "【】": lambda _, heading: f"【{heading}】",
    "keycap": lambda number, heading: f"{number + 1}\ufe0f\u20e3 {heading}",
    "①": lambda number, heading: f"{'①②③④'[number]} {heading}",
    "一 ": lambda number, heading: f"{HAN[number]} {heading}",
    "甲篇": lambda number, heading: f"{'甲乙丙丁'[number]}篇 {heading}",
    "📌": lambda _, heading: f"📌{heading}",
    "✦ ✦": lambda _, heading: f"✦ {heading} ✦",
    "？": lambda _, heading: f"{heading}？",
    "问：": lambda _, heading: f"问：{heading}？",
    "Q1": lambda number, heading: f"Q{number + 1}：{heading}？",
    "1.": lambda number, heading: f"{number + 1}.{heading}",
    "1、": lambda number, heading: f"{number + 1}、{heading}",
    "I.": lambda number, heading: f"{('I', 'II', 'III', 'IV')[number]}. {heading}",
    "Ⅰ、": lambda number, heading: f"{ROMAN[number]}、{heading}",
    "1.0": lambda number, heading: f"{number + 1}.0 {heading}",
    "（一）": lambda number, heading: f"（{HAN[number]}）{heading}",
    "关键词一：": lambda number, heading: f"关键词{HAN[number]}：{heading}",
    "镜头一：": lambda number, heading: f"镜头{HAN[number]}：{heading}",
    "第一幕": lambda number, heading: f"第{HAN[number]}幕 {heading}",
    "第一章": lambda number, heading: f"第{HAN[number]}章 {heading}",
    "：": lambda _, heading: f"{heading}：",
}


def written(style: Style, body: Callable[[str], str]) -> Report:
    parts = zip(HEADINGS, (WORK, LEADERS, WANTS, PLANS), strict=True)
    text = "\n".join(f"{style(number, heading)}\n{body(text)}" for number, (heading, text) in enumerate(parts))
    return one(
        f"青岭县人民政府2023年度法治政府建设情况的报告\n\n2023年，青岭县推进法治政府建设，情况如下。\n{text}\n\n"
        "青岭县人民政府\n2024年2月1日"
    )


def roles(report: Report) -> list[str]:
    return [report.role_at(report.text.index(word)) for word in ("审核文件12", "3次主持", "持证的", "给6个")]


def in_short_lines(text: str) -> str:
    return "★ " + text.rstrip("。").replace("，", "\n").replace("。", "\n★ ")


@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES.keys())
@pytest.mark.parametrize("body", [str, in_short_lines], ids=["paragraphs", "short lines"])
def test_the_parts_are_found_under_headings_of_every_style(style: Style, body: Callable[[str], str]) -> None:
    assert roles(written(style, body)) == ["measures", "leader-duty", "problems", "plan"]


def test_lines_without_any_sign_head_a_list_whose_items_are_lines() -> None:
    report = written(
        lambda _, heading: heading, lambda text: "★ " + text.rstrip("。").replace("。", "\n★ ").replace("，", "、")
    )
    assert roles(report) == ["measures", "leader-duty", "problems", "plan"]


def test_an_item_of_a_list_heads_nothing() -> None:
    report = written(STYLES["【】"], in_short_lines)
    headings = [report.text[section.heading_start : section.heading_end] for section in report.sections]
    assert headings == [f"【{heading}】" for heading in HEADINGS]


def test_a_sign_above_paragraphs_of_text_still_heads_them() -> None:
    report = written(lambda _, heading: f"◆{heading}", str)
    assert roles(report) == ["measures", "leader-duty", "problems", "plan"]


ADVICE = (
    "第一条，关于罚款。两个街道罚得不一样，建议把尺度定细。第二条，关于案卷。18本缺送达回证，建议每年集中评一次。"
    "第三条，关于出庭。开口说话的不到六成，建议“出庭”还要“出声”。"
)
SETTLED = "督察组提了3条建议，县里列成台账，3月全部办结。办结的3条都已回访，代表和委员都说满意，案卷也已归档。"


@pytest.mark.parametrize(("text", "role"), [(ADVICE, "problems"), (SETTLED, "measures")])
def test_what_others_advised_is_what_is_wanting_unless_it_was_dealt_with(text: str, role: str) -> None:
    report = one(
        "青岭县人民政府2023年度法治政府建设情况的报告\n\n"
        f"一、办成的事\n{WORK}\n二、管好文件\n{WORK}\n三、督察组留下的建议\n{text}\n四、2024年的打算\n{PLANS}\n\n"
        "青岭县人民政府\n2024年2月1日"
    )
    assert report.role_at(report.text.index(text)) == role
