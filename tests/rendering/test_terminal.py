"""The terminal text: order, passages with their assertion in words, folding, widths, safety."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.rendering import RenderOptions, render
from checker.rendering.width import columns, fold, safe, shorten
from checker.rendering.words import words

from . import samples


def shown(*, sample: object = None, **options: object) -> str:
    chosen = sample if sample is not None else samples.realistic()
    several = chosen if isinstance(chosen, list) else [chosen]
    return render(several, "terminal", RenderOptions(**options)).decode()  # type: ignore[arg-type]


def test_verdict_and_score_stand_first() -> None:
    assert shown().splitlines()[0] == "✗ 未通过   62.9 分   不符合 2  需核对 4  符合 8  不适用 1  未能判定 1"


def test_fails_come_before_warns_and_passes_are_folded_by_group() -> None:
    text = shown()
    assert text.index("── 不符合（2） ──") < text.index("── 未能判定（1） ──") < text.index("── 需核对（4） ──")
    assert re.search(r"行政决策制度体系 +✓ 符合 2\n", text)
    assert "decision.counsel" not in text


def test_nearest_miss_is_quoted_with_section_assertion_and_reason() -> None:
    text = shown(width=100)
    assert "    │ 一是行政执法“三项制度”落实不够到位。\n" in text
    assert "      [不足] 三、存在的不足和原因 · 第 14 行 — 说明：仅见于存在不足部分\n" in text


def test_advice_is_not_labelled_twice() -> None:
    assert "建议      分别写明行政执法公示" in shown(width=100)


def test_conflicts_ask_to_be_checked_once() -> None:
    sample = samples.realistic()
    identity = replace(sample.report.identity, conflicts=("标题与署名不一致，请核对。",))
    told = replace(sample, report=replace(sample.report, identity=identity))
    (line,) = [line for line in shown(sample=told).splitlines() if "标题与署名不一致" in line]
    assert line.split() == ["身份信息", "标题与署名不一致，请核对。"]


def test_a_long_label_stands_apart_from_its_text() -> None:
    sample = samples.realistic()
    identity = replace(sample.report.identity, conflicts=("标题与署名不一致，请核对。",))
    text = shown(sample=replace(sample, report=replace(sample.report, identity=identity)), lang="en")
    assert "\nIdentity, please check  标题与署名不一致，请核对。\n" in text


@pytest.mark.parametrize(
    ("notes", "lang", "told"),
    [
        (["文件含 3 处修订痕迹，按接受修订后的文字检查"], "zh", ["3 处修订"]),
        ([], "zh", ["3 处修订"]),
        (["2 个隐藏文字未计入正文"], "zh", ["3 处修订"]),
        (["文件含 3 处修订痕迹，按接受修订后的文字检查"], "en", ["3 tracked changes", "3 处修订"]),
    ],
)
def test_tracked_changes_are_told_once(notes: list[str], lang: str, told: list[str]) -> None:
    sample = samples.realistic()
    changed = replace(sample, reading={"report_characters": 80, "tracked_changes": 3, "notes": notes})
    parts = words(lang).reading(changed)
    assert [one for one in told for part in parts if one in part] == told
    assert sum("修订" in part or "tracked" in part for part in parts) == len(told)


def test_waiver_is_told_with_the_finding() -> None:
    assert "豁免      该县信访工作由市级统一报告（申请：县司法局 甲某；批准：市司法局 乙某" in shown(width=120)


def test_verbose_unfolds_passes_and_prints_the_arithmetic() -> None:
    text = shown(verbose=True)
    assert "得分：22 ÷ 35 × 100 = 62.86" in text
    assert "decision.counsel" in text
    assert "字符 0–24" in text


def test_summary_names_what_needs_attention_and_quotes_nothing() -> None:
    text = shown(summary=True)
    assert "不符合 2  行政执法“三项制度”、残留内容" in text
    assert "│" not in text


def test_english_labels_and_criterion_names() -> None:
    text = shown(lang="en", width=120)
    assert text.startswith("✗ Not passed   62.9 points   Fail 2")
    assert "Three systems of enforcement (required)" in text
    assert "[lacking] 三、存在的不足和原因 · line 14 — note: 仅见于存在不足部分" in text


def test_no_colour_unless_asked() -> None:
    assert "\x1b" not in shown()
    coloured = shown(color=True)
    assert "\x1b[1;31m✗ 未通过\x1b[0m" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == shown()


def test_several_reports_end_in_an_overview() -> None:
    text = shown(sample=samples.two_parts())
    assert "第 1 篇，共 2 篇" in text
    assert "── 共 2 份报告 ──" in text


def test_nothing_to_do_is_said() -> None:
    text = shown(sample=samples.passing())
    assert text.startswith("✓ 通过")
    assert "没有需要处理的事项。" in text


def test_text_cannot_drive_the_terminal() -> None:
    text = shown(sample=samples.hostile(), verbose=True)
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", text)


@pytest.mark.parametrize("width", [40, 66, 80, 120])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_line_is_wider_than_the_terminal(width: int, lang: str) -> None:
    for line in shown(width=width, lang=lang, verbose=True).splitlines():
        assert columns(line) <= width


def test_closing_marks_do_not_begin_and_opening_marks_do_not_end_a_line() -> None:
    lines = fold("他说（甲乙丙丁），戊己“庚辛”。" * 6, 16)
    assert not [line for line in lines if line[0] in "，。）”"]
    assert not [line for line in lines if line[-1] in "（“"]


def test_numbers_and_articles_stay_whole() -> None:
    lines = fold("依据规定第二十五条办理案件1,234.5件" * 3, 20)
    joined = "\n".join(lines)
    assert joined.count("第二十五条") == 3
    assert joined.count("1,234.5") == 3


@given(st.text(max_size=300), st.integers(min_value=12, max_value=60))
def test_folding_loses_only_spaces_and_never_overflows(text: str, width: int) -> None:
    clean = safe(text)
    lines = fold(clean, width)
    assert (
        "".join(lines).replace(" ", "") == clean.replace(" ", "").rstrip()
        or clean.isspace()
        or any(char.isspace() for char in clean)
    )
    assert all(columns(line) <= width for line in lines)


def _bare(text: str) -> str:
    return "".join(text.split())


def test_shortening_keeps_both_ends() -> None:
    assert shorten("一二三四五六七八九十", 8) == "一二三四……九十"
    assert shorten("一二三", 8) == "一二三"


def test_what_was_read_is_told_as_the_engine_writes_it() -> None:
    reading = {
        "characters": 9000,
        "report_characters": 8012,
        "pages": 7,
        "pages_without_text": [3, 5],
        "images": 0,
        "set_aside": {"页脚": {"count": 6, "characters": 30, "samples": []}, "导航": {"count": 1}},
        "untyped_numbers": ["12", "7"],
        "notes": ["第 2 部分看起来是新闻，未检查"],
        "encoding": "gb18030",
    }
    text = shown(sample=replace(samples.realistic(), reading=reading), width=160)
    assert (
        "读取情况：正文 8,012 字、7 页、2 页没有可读文字（3、5）、7 处与报告无关的内容未计入（页脚、导航）、"
        "2 个数字未能辨明含义、第 2 部分看起来是新闻，未检查\n" in text
    )
