"""What stands around a report is set aside with its reason; what belongs to the report stays."""

from __future__ import annotations

import pytest

from checker.text import reasons, residue

from .helpers import BODY, REPORT, aside, cleaned, facts, paragraphs


def test_a_bare_report_loses_nothing() -> None:
    result = cleaned(REPORT)
    assert result.text.split("\n") == BODY
    assert result.ledger.set_aside == ()


@pytest.mark.parametrize(
    "line",
    [
        "当前位置：首页 > 政务公开 > 法治政府建设",
        "您现在的位置:网站首页>信息公开>年度报告",
        "首页 ｜ 县政府 ｜ 政务公开 ｜ 政务服务 ｜ 互动交流",
        "今天是2025年3月1日 星期六  无障碍浏览  English",
        "【字体：大 中 小】 【打印】 【关闭】",
        "分享到：微信 微博 QQ空间",
        "《云岭县法治政府建设报告.doc》由会员分享，可在线阅读，更多相关文档请在某某网上搜索。",
        "上传人：山间小路",
        "云岭县人民政府 2025年3月1日星期六",
        "下面是小编为大家整理的2023年云岭县法治政府建设情况报告,供大家参考。",
        "您的浏览器版本太旧,页面可能显示不正常,有安全风险。建议换用新的浏览器。",
        "仅展示710字,全文共3150字",
        "- 2025-03-01 发布 |",
        "- 41.5 KB |",
    ],
)
def test_furniture_above_the_title(line: str) -> None:
    result = cleaned(f"{line}\n\n{REPORT}")
    assert result.text.split("\n") == BODY
    assert [text for text, _ in aside(result)] == [line]


@pytest.mark.parametrize(
    "line",
    [
        "扫一扫在手机打开当前页面",
        "【打印本页】 【关闭窗口】",
        "上一篇：云岭县人民政府2023年度法治政府建设情况报告",
        "版权所有：云岭县人民政府　网站标识码：1234560001",
        "相关附件：无",
        "主办：云岭县人民政府办公室 承办：县政务信息中心",
        "查看更多",
    ],
)
def test_furniture_below_the_end(line: str) -> None:
    result = cleaned(f"{REPORT}\n{line}\n")
    assert result.text.split("\n") == BODY
    assert aside(result)[0][0] == line


def test_all_below_the_first_tail_line_is_furniture() -> None:
    result = cleaned(f"{REPORT}\n分享到：\n相关报道\n云岭县召开法治工作会\n版权所有 云岭县\n")
    assert result.text.split("\n") == BODY


def test_a_button_glued_to_the_end() -> None:
    result = cleaned(REPORT.strip() + "查看更多")
    assert result.text.endswith("（此件公开发布）")
    assert aside(result) == [("查看更多", reasons.AFTER)]


def test_facts_one_a_line() -> None:
    result = cleaned(
        f"索 引 号：YL001-2025-0007\n发布机构：云岭县司法局\n有效性：有效\n成文日期：2025-02-18\n\n{REPORT}"
    )
    assert result.text.split("\n") == BODY
    assert facts(result) == {
        "索引号": "YL001-2025-0007",
        "发布机构": "云岭县司法局",
        "有效性": "有效",
        "成文日期": "2025-02-18",
    }


def test_facts_several_a_line_and_empty_ones() -> None:
    result = cleaned(f"索引号: YL-7 文件编号:\n生成日期: 公开日期: 2025-03-01\n时效:\n{REPORT}")
    assert result.text.split("\n") == BODY
    assert facts(result) == {"索引号": "YL-7", "发布日期": "2025-03-01"}


def test_facts_in_brackets() -> None:
    result = cleaned(f"[ 索引号 ] YL-7\t[ 发文字号 ] \n[ 成文日期 ] 2025-02-18\t[ 发布日期 ] 2025-03-01\n\n{REPORT}")
    assert result.text.split("\n") == BODY
    assert facts(result) == {"索引号": "YL-7", "成文日期": "2025-02-18", "发布日期": "2025-03-01"}


def test_facts_with_name_and_value_on_alternate_lines() -> None:
    result = cleaned(f"索引号\n\nYL-7\n\n发布机构\n\n云岭县司法局\n\n名称\n\n{BODY[0]}\n\n\n{REPORT}")
    assert result.text.split("\n") == BODY
    assert facts(result) == {"索引号": "YL-7", "发布机构": "云岭县司法局", "名称": BODY[0]}


def test_every_fact_is_cut_from_its_place() -> None:
    result = cleaned(f"发布时间：2025-03-01 16:40　来源：县司法局　阅读：387　字号：[大] [中] [小]\n{REPORT}")
    assert facts(result) == {"发布日期": "2025-03-01 16:40", "来源": "县司法局"}
    assert all(result.document.raw[fact.start : fact.end] == fact.value for fact in result.metadata)


def test_the_page_title_and_the_report_title_both_stay() -> None:
    lines = paragraphs(f"云岭县2024年度法治政府建设情况报告\n时间：2025-03-01 09:00\n\n{REPORT}")
    assert lines[:2] == ["云岭县2024年度法治政府建设情况报告", BODY[0]]


def test_the_document_number_stays_and_is_a_fact() -> None:
    result = cleaned(f"云岭县人民政府文件\n\n云政〔2025〕3号\n\n{REPORT}")
    assert result.text.split("\n") == ["云岭县人民政府文件", "云政〔2025〕3号", *BODY]
    assert facts(result) == {"文号": "云政〔2025〕3号"}


@pytest.mark.parametrize(
    "sentence",
    [
        "责任单位：县司法局；完成时限：2025年底前。",
        "来源于群众的线索占三成，发布时间均在三日之内。",
        "推行掌上下载打印证明，打印服务向乡镇延伸。",
        "通过政府网站首页公开信息400条，分享到微信公众号120条。",
    ],
)
def test_sentences_of_the_report_are_no_furniture(sentence: str) -> None:
    result = cleaned(REPORT.replace("继续压实责任", sentence + "\n\n继续压实责任"))
    assert sentence in result.text
    assert result.ledger.set_aside == ()


def test_an_advertisement_within_the_body_is_residue() -> None:
    broken = REPORT.replace("抽查卷宗180份", "抽查卷宗（更多精彩请到某某范文网免费下载）180份")
    result = cleaned(broken)
    assert result.text.split("\n") == BODY
    [(offset, piece)] = residue(result)
    assert piece.reason == reasons.NOTICE
    assert result.text[offset : offset + 4] == "180份"


def test_damage_of_copying_is_named_and_not_changed() -> None:
    result = cleaned(REPORT.replace("三、2025年安排", "三、20212025年规划安排"))
    assert "三、20212025年规划安排" in result.text
    [repair] = result.ledger.repairs
    assert (result.document.raw[repair.start : repair.end], repair.reason) == ("20212025", reasons.DAMAGE)
    assert "请核对原文" in result.ledger.notes[0]


def test_the_same_addressee_of_several_reports_is_no_running_head() -> None:
    reports = [REPORT.replace("2024", str(year)).replace("\n\n", "\n") for year in (2019, 2020, 2021, 2022)]
    text = cleaned("\n".join(reports)).text
    assert text.split("\n").count("云州市人民政府：") == 4


def test_facts_behind_a_spaced_label_and_without_a_colon() -> None:
    head = "名       称: 云岭县2023年度法治政府建设情况报告 发布日期: 2024年1月21日\n"
    assert facts(cleaned(head + REPORT))["发布日期"] == "2024年1月21日"
    bare = "来源:云岭县司法局 作者: 发布时间 2024年01月21日 点击数:\n"
    assert facts(cleaned(bare + REPORT))["发布日期"] == "2024年01月21日"
    other = "来源:云岭县司法局 作者: 王某 2024年01月21日\n"
    assert "发布日期" not in facts(cleaned(other + REPORT))


@pytest.mark.parametrize(
    ("behind", "value"),
    [(" (2025-03-01)", "2025-03-01"), ("【2025/3/1 09:30】", "2025/3/1 09:30"), ("　2025-03-01", "2025-03-01")],
)
def test_the_day_behind_the_title_is_a_fact(behind: str, value: str) -> None:
    title, rest = REPORT.split("\n", 1)
    result = cleaned(f"{title}{behind}\n{rest}")
    assert result.text.split("\n") == BODY
    assert facts(result)["发布日期"] == value


def test_a_year_in_brackets_stays_in_the_title() -> None:
    title = "云岭县人民政府2024年度法治政府建设情况报告（2024）"
    assert cleaned(f"{title}\n{REPORT.split(chr(10), 1)[1]}").text.startswith(title)


def test_a_moment_below_its_label_is_that_label_s() -> None:
    head = "• 发文日期:\n\n    2025年02月18日 10:15\n• 有效性:\n\n    有效\n• 发布日期:\n\n    2025年02月27日 08:52\n\n"
    assert facts(cleaned(head + REPORT)) == {
        "成文日期": "2025年02月18日 10:15",
        "有效性": "有效",
        "发布日期": "2025年02月27日 08:52",
    }


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("2025-03-01", "2025-03-01"),
        ("云岭发布 · 2025-03-01 09:20", "2025-03-01 09:20"),
        ("云岭网  发布时间：2025-03-01", "2025-03-01"),
        ("2025-03-01 11:48 政策库 阅读 617", "2025-03-01 11:48"),
    ],
)
def test_the_day_below_the_title_is_a_fact(line: str, value: str) -> None:
    title, rest = REPORT.split("\n", 1)
    result = cleaned(f"{title}\n{line}\n{rest}")
    assert result.text.split("\n") == BODY
    assert facts(result)["发布日期"] == value


def test_a_file_s_suffix_is_no_part_of_the_title() -> None:
    title, rest = REPORT.split("\n", 1)
    assert cleaned(f"{title}.doc\n{rest}").text.split("\n") == BODY


def test_readings_behind_characters_are_dropped_and_told() -> None:
    result = cleaned(REPORT.replace("建设", "建設(shè)").replace("执法", "執(zhí)法"))
    assert result.text.split("\n") == [line.replace("建设", "建設").replace("执法", "執法") for line in BODY]
    assert {piece.reason for piece in result.ledger.repairs} == {reasons.READING}
    assert len(result.ledger.repairs) == result.document.raw.count("(")


def test_a_single_reading_may_be_meant() -> None:
    text = REPORT.replace("规范文件管理", "垚(yáo)山文件管理")
    assert "垚(yáo)山" in cleaned(text).text
