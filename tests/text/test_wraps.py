"""Wrapped lines become paragraphs again, at any width; headings, titles and signatures stay alone."""

from __future__ import annotations

import pytest

from checker.text import reasons, residue
from checker.text.lines import width

from .helpers import BODY, aside, cleaned, paragraphs

# sentences long enough to be cut, headings short and long, items with run-in headings
_ITEM = "（{0}）{1}。全年围绕{1}组织专题培训{2}次，参训{3}人次，覆盖县直部门和全部乡镇，形成问题清单并逐项销号办结。"
_TOPICS = ["规范性文件管理", "重大决策程序", "行政执法监督", "矛盾纠纷化解", "政务公开", "应急处置"]
LONG = [
    "云岭县人民政府关于2024年度法治政府建设情况的报告",
    "云州市人民政府：",
    "2024年，云岭县围绕企业和群众的期盼推进依法行政，把任务分解到单位、时限落实到月份，年内各项工作按序时完成。现报告如下。",
    "一、主要举措和成效",
    *[_ITEM.format("一二三四五六"[i], topic, i + 3, 117 * (i + 2)) for i, topic in enumerate(_TOPICS)],
    "二、存在的不足",
    "对照群众期盼，仍有差距：少数单位学法走过场，案例讲解不够；乡镇执法人员偏少，专业能力还跟不上放权的步子。",
    "三、下步安排",
    "继续压实责任，把法治督察结果用于年度考核，推动各项制度落到基层、见到实效，不断提高群众满意度。",
    "云岭县人民政府",
    "2025年2月18日",
]


def _slice(paragraph: str, size: int) -> list[str]:
    return [paragraph[at : at + size] for at in range(0, len(paragraph), size)]


def _typeset(paragraph: str, columns: int) -> list[str]:
    """Lines of ``columns`` on paper; closing marks hang, digits stay together."""
    lines, line = [], ""
    for char in paragraph:
        fits = width(line + char) <= columns or char in "，。、；：！？）”》"
        if not fits and not (line and line[-1].isdigit() and char.isdigit()):
            lines.append(line)
            line = ""
        line += char
    return [*lines, line]


@pytest.mark.parametrize("size", [16, 20, 24, 28, 32, 36, 40, 50, 70])
def test_lines_cut_at_a_count_of_characters(size: int) -> None:
    assert paragraphs("\n".join(line for p in LONG for line in _slice(p, size))) == LONG


@pytest.mark.parametrize("columns", [44, 56, 64, 76])
def test_lines_set_on_paper_with_indents(columns: int) -> None:
    text = "\n".join(line for p in LONG for line in _typeset("　　" + p, columns))
    assert paragraphs(text) == LONG


@pytest.mark.parametrize("size", [28, 36])
def test_doubled_line_breaks(size: int) -> None:
    assert paragraphs("\n\n".join(line for p in LONG for line in _slice(p, size))) == LONG


def test_blank_lines_between_wrapped_paragraphs() -> None:
    assert paragraphs("\n\n".join("\n".join(_slice(p, 30)) for p in LONG)) == LONG


def test_carriage_returns() -> None:
    assert paragraphs("\r\n".join(line for p in LONG for line in _slice(p, 30))) == LONG


def test_text_that_was_not_wrapped_is_left_alone() -> None:
    assert paragraphs("\n".join(LONG)) == LONG
    assert paragraphs("\n\n".join(LONG)) == LONG


def test_line_breaks_that_became_spaces() -> None:
    # a space before a digit may be typography, so only the words are compared there
    text = " ".join(line for p in LONG for line in _typeset(p, 60))
    got = paragraphs(text * 2)
    assert "".join(got).replace(" ", "") == "".join(LONG * 2)
    for heading in ("一、主要举措和成效", "二、存在的不足", "三、下步安排"):
        assert heading in got


@pytest.mark.parametrize("mark", ["— {0} —", "- {0} -", "第{0}页", "第 {0} 页 共 9 页", "·{0}·"])
def test_page_numbers_between_lines(mark: str) -> None:
    lines = [line for p in LONG for line in _slice(p, 30)]
    pages = [lines[at : at + 9] for at in range(0, len(lines), 9)]
    text = "\n".join("\n".join(page) + "\n\n" + mark.format(n) + "\n" for n, page in enumerate(pages, 1))
    result = cleaned(text)
    assert result.text.split("\n") == LONG
    assert [reason for _, reason in aside(result)] == [reasons.PAGE_NUMBER] * len(pages)


def test_running_heads_go_and_the_title_stays() -> None:
    lines = [line for p in LONG for line in _slice(p, 30)]
    pages = [lines[at : at + 7] for at in range(0, len(lines), 7)]
    text = "\n".join("云岭县法治政府建设年度报告汇编\n" + "\n".join(page) for page in pages)
    result = cleaned(text)
    assert LONG[4] in result.text
    assert {reason for _, reason in aside(result)} == {reasons.RUNNING_HEAD}


def test_inserted_numbers_that_cut_sentences() -> None:
    text = "".join(LONG)
    parts = _slice(text, 130)
    joined = "\n".join(f"{number}、{part}" for number, part in enumerate(parts, 1))
    result = cleaned(joined)
    assert result.text.replace("\n", "") == text
    places = residue(result)
    assert [piece.reason for _, piece in places] == [reasons.INSERTED_NUMBER] * len(parts)
    assert places[0][0] == 0


def test_an_own_list_is_no_series_of_inserted_numbers() -> None:
    items = [f"{n}、{topic}方面已经建立台账，明确牵头单位和完成时限，按月调度。" for n, topic in enumerate(_TOPICS, 1)]
    lines = ["一、主要举措", *items]
    assert paragraphs("\n".join(lines)) == lines


def test_stray_spaces_between_characters_go_and_are_counted() -> None:
    result = cleaned("\n".join(BODY).replace("依法行政", "依法 行 政").replace("180份", "180 份"))
    assert result.text.split("\n") == BODY
    assert [piece.reason for piece in result.ledger.repairs] == [reasons.STRAY_SPACE] * 3


def test_letter_spacing_goes_and_a_gap_between_words_stays() -> None:
    assert paragraphs("报　　告\n云岭县人民政府　　2025年2月18日") == ["报告", "云岭县人民政府 2025年2月18日"]


def test_latin_words_keep_their_space() -> None:
    assert paragraphs("依托 Smart City 平台办理业务，全年办件12万件，群众评价良好。")[0].startswith(
        "依托Smart City平台"
    )


def test_headings_keep_their_level_from_the_source() -> None:
    result = cleaned("# 云岭县报告\n\n## 一、主要做法\n\n正文第一段，内容完整。\n", name="报告.md")
    assert [(p.kind, p.level) for p in result.paragraphs] == [("heading", 1), ("heading", 2), ("paragraph", None)]


def test_a_heading_with_brackets_of_both_widths_is_closed() -> None:
    lines = ["一、主要做法", "(二）规范性文件管理", "全年审查规范性文件草案12件，提出意见31条，采纳情况逐条反馈。"]
    assert paragraphs("\n".join(lines)) == lines
    assert paragraphs("\n".join(["（二)规范性文件管理", *lines[2:]])) == ["（二)规范性文件管理", lines[2]]


def test_a_bracket_that_is_open_runs_on() -> None:
    assert paragraphs("开展专项检查（含“回头看”\n和随机抽查)3轮，问题全部办结。") == [
        "开展专项检查（含“回头看”和随机抽查)3轮，问题全部办结。"
    ]


@pytest.mark.parametrize("heading", ["加强行政执法监督规范化建设工作", "规范性文件管理情况"])
def test_a_bare_heading_above_one_paragraph_stays_alone(heading: str) -> None:
    lines = [heading, "全年审查文件12件，均已报送备案。"]
    assert paragraphs("\n".join(lines)) == lines


def test_two_lines_of_one_sentence_are_joined() -> None:
    cut = ["全年审查规范性文件草案12件，提出修改意见31条，采", "纳情况已逐条书面反馈给起草单位。"]
    assert paragraphs("\n".join(cut)) == ["".join(cut)]


def test_below_an_indented_full_line_one_at_the_margin_runs_on() -> None:
    # the first line is as long as the wrap, ends with a colon and looks like an addressee
    first = "经过梳理，县政府机关对照年度任务，主要存在三个问题："
    body = [
        first + "一是少数单位学法走过场，案例讲解不够；二是乡镇执法人员偏少，专业能力还跟不上放权的步子。",
        *LONG[4:9],
    ]
    text = "\n".join(line for p in body for line in _slice("　　" + p, len(first) + 2))
    assert paragraphs(text) == body


def test_an_item_whose_first_line_counts_things_is_no_heading() -> None:
    plan = "（三）实施乡镇执法能力提升行动，面向社会公开定向招录40名执法人员，安排业务骨干到乡镇蹲点带案。"
    headings = [f"（{n}）{topic}" for n, topic in zip("一二三四", _TOPICS, strict=False)]
    body = [part for heading in headings for part in (heading, LONG[5])] + [plan]
    text = "\n".join(line for p in body for line in _slice(p, plan.index("0名")))
    assert plan in paragraphs(text)


def test_a_full_last_line_does_not_take_the_heading_or_signature_below() -> None:
    size = 30
    last = "全年累计办结涉企案件六十件，群众满意率稳步提升，没有新增积案。"
    body = LONG[4] + "其中" + "各单位按月报送进展" * 3 + "，"
    body += "深" * (-(len(body) + len(last)) % size) + last
    text = [*LONG[:4], body, "没办好的和原因", *LONG[4:8], body, "云岭县人民政府"]
    got = paragraphs("\n".join(line for p in text for line in _slice(p, size)))
    assert len(body) % size == 0
    assert [p for p in got if "没办好" in p] == ["没办好的和原因"]
    assert got[-1] == "云岭县人民政府"


def test_a_short_heading_with_a_comma_is_no_cut_sentence() -> None:
    text = [*LONG[:8], "没办好的，为啥没办好", *LONG[8:]]
    assert paragraphs("\n".join(line for p in text for line in _slice(p, 35))) == text


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
@pytest.mark.parametrize("at", [46, 50, 54])
def test_a_line_broken_by_accident_is_one_paragraph_again(gap: str, at: int) -> None:
    """Copied pages and Word files break a sentence here and there; the other paragraphs end with marks."""
    lines = list(LONG)
    lines[5] = lines[5][:at] + gap + lines[5][at:]
    assert paragraphs("\n".join(lines)) == LONG


def test_a_sentence_broken_after_a_whole_one_is_one_paragraph_again() -> None:
    short = "成立专班。由县司法局牵头"  # a short line, but no heading has a full stop in it
    rest = "，对12个乡镇逐一督导，形成问题清单并逐项销号办结。"
    assert paragraphs("\n".join([*LONG[:5], short + "开展法治\n督察" + rest, *LONG[5:]])) == [
        *LONG[:5],
        short + "开展法治督察" + rest,
        *LONG[5:],
    ]


def test_a_line_without_end_mark_before_an_item_or_a_heading_stays_alone() -> None:
    lines = list(LONG)
    lines[5] = lines[5].rstrip("。")  # a full stop left out
    heading = "加强组织领导，压实法治责任"  # a heading without a number, above its paragraph
    lines.insert(9, heading)
    assert paragraphs("\n".join(lines)) == lines


def test_where_paragraphs_end_without_marks_lines_stay_as_they_are() -> None:
    """A list of deeds without stops: each line is an item of its own."""
    items = [
        "围绕规范性文件管理组织专题培训3次，参训234人次，覆盖县直部门和全部乡镇，形成问题清单",
        "办理群众来信来访，做到件件有回音、事事有着落，群众满意，全年接待来访群众412批次，比上年少了一成多，积案化解九成以上",
        "抽调骨干42人，分片包干",
        "对乡镇新招录的执法人员开展为期两周的岗前培训，考试合格以后才发给证件，不合格的补训补考，全年共有36人经补考合格",
    ]
    lines = [*LONG[:8], *items, *LONG[8:]]
    assert paragraphs("\n".join(lines)) == lines
