"""Draft against draft: what changed, which edit did it, in three formats."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.errors import UsageError
from checker.model import Assessment, Coverage, Status
from checker.rendering import RenderOptions
from checker.rendering.diff import STATES, Comparison, compare
from checker.rendering.diff_output import render_comparison
from checker.rendering.diff_sentences import changes, sentences

from . import samples

EDITED = (
    samples.TEXT.replace("开展案卷评查2次，评查案卷96卷。", "")
    .replace("二是基层法制审核力量薄弱。", "二是基层法制审核力量薄弱。开展案卷评查2次，评查案卷96卷。")
    .replace("出庭率达到103.3%", "出庭率达到93.9%")
    .replace("县长主持召开", "全年组织会前学法6次。县长主持召开")
)


def with_status(assessment: Assessment, criterion: str, status: Status, coverage: Coverage) -> Assessment:
    findings = tuple(
        replace(f, status=status, coverage=coverage) if f.criterion == criterion else f for f in assessment.findings
    )
    return replace(assessment, findings=findings)


def drafts() -> tuple[Assessment, Assessment]:
    """The new draft adds law study, corrects a rate, moves a sentence into the shortcomings, drops a mention."""
    rows = []
    for row in samples.ROWS:
        if row.id == "duty.law-lectures":
            quotes = (("全年组织会前学法6次。", "done", ""),)
            rows.append(replace(row, status="pass", coverage="full", message="写明了次数。", quotes=quotes))
        elif row.id == "numbers.rates":
            rows.append(replace(row, status="pass", coverage="full", quotes=(("出庭率达到93.9%", "done", ""),)))
        elif row.id == "enforcement.case-review":
            quotes = (("开展案卷评查2次，评查案卷96卷。", "lacking", ""),)
            rows.append(replace(row, status="warn", coverage="partial", message="仅见于不足部分。", quotes=quotes))
        else:
            rows.append(row)
    return samples.realistic(), samples.realistic(rows, text=EDITED)


@pytest.fixture(scope="module")
def comparison() -> Comparison:
    return compare(*drafts())


def states(comparison: Comparison) -> dict[str, str]:
    return {item.criterion: item.state for item in comparison.items if item.state != "unchanged"}


def test_what_changed(comparison: Comparison) -> None:
    assert states(comparison) == {
        "enforcement.case-review": "new_finding",
        "duty.law-lectures": "fixed",
        "numbers.rates": "fixed",
        "numbers.plausible": "incomparable",
    }


def test_every_criterion_has_exactly_one_state(comparison: Comparison) -> None:
    assert sum(len(comparison.of(state)) for state in STATES) == len(samples.ROWS)


def test_edits_are_told_apart(comparison: Comparison) -> None:
    told = [(c.kind, c.old.text if c.old else "", c.new.text if c.new else "") for c in comparison.changes]
    assert told == [
        (
            "changed",
            "行政诉讼案件一审33件，负责人出庭应诉31件，出庭率达到103.3%。",
            "行政诉讼案件一审33件，负责人出庭应诉31件，出庭率达到93.9%。",
        ),
        ("added", "", "全年组织会前学法6次。"),
        ("moved", "开展案卷评查2次，评查案卷96卷。", "开展案卷评查2次，评查案卷96卷。"),
    ]


def test_the_edit_that_did_it(comparison: Comparison) -> None:
    causes = {item.criterion: [comparison.changes[i].kind for i in item.causes] for item in comparison.items}
    assert causes["enforcement.case-review"] == ["moved"]
    assert causes["duty.law-lectures"] == ["added"]
    assert causes["numbers.rates"] == ["changed"]


def test_edits_cut_their_sentences(comparison: Comparison) -> None:
    for change in comparison.changes:
        for sentence, draft in ((change.old, comparison.old), (change.new, comparison.new)):
            if sentence is not None:
                assert draft.report.text[sentence.start : sentence.end] == sentence.text


@pytest.mark.parametrize(
    ("before", "after", "state"),
    [
        (("warn", "partial"), ("fail", "none"), "regressed"),
        (("fail", "none"), ("warn", "partial"), "improved"),
        (("warn", "none"), ("warn", "partial"), "improved"),
        (("warn", "partial"), ("warn", "none"), "regressed"),
        (("pass", "full"), ("not_applicable", "not_applicable"), "unchanged"),
        (("pass", "full"), ("error", "not_applicable"), "incomparable"),
        (("fail", "none"), ("fail", "none"), "unchanged"),
    ],
)
def test_states(before: tuple[Status, Coverage], after: tuple[Status, Coverage], state: str) -> None:
    base = samples.realistic()
    old, new = (with_status(base, "form.title", *pair) for pair in (before, after))
    assert next(item.state for item in compare(old, new).items if item.criterion == "form.title") == state


def test_a_deleted_heading_is_a_cause_for_what_stood_under_it() -> None:
    old = samples.realistic()
    new = samples.realistic(
        [row for row in samples.ROWS if row.id != "section.causes"],
        text=samples.TEXT.replace("三、存在的不足和原因\n", ""),
    )
    new = with_status(new, "enforcement.three-systems", "warn", "partial")
    made = compare(old, new)
    item = next(item for item in made.items if item.criterion == "enforcement.three-systems")
    texts = [(made.changes[i].old or made.changes[i].new).text for i in item.causes]  # type: ignore[union-attr]
    assert texts == ["三、存在的不足和原因"]
    assert states(made)["section.causes"] == "incomparable"


def test_terminal(comparison: Comparison) -> None:
    text = render_comparison(comparison, "terminal").decode()
    assert text.startswith("两稿比较\n旧稿      ✗ 未通过  62.9 分  青屏县2023.txt\n新稿      ✗ 未通过  70 分（+7.1）")
    assert "── 新出现（1） ──\n案卷评查  符合 → 需核对  enforcement.case-review\n" in text
    assert "  - 行政诉讼案件一审33件" in text
    assert "原在：一、2023年主要举措和成效 › （二）规范行政执法" in text


def test_terminal_says_when_nothing_changed() -> None:
    same = samples.passing()
    text = render_comparison(compare(same, same), "terminal").decode()
    assert "两稿的检查结论相同。" in text
    assert "改动的句子" not in text


def test_page_marks_the_characters_and_runs_nothing(comparison: Comparison) -> None:
    text = render_comparison(comparison, "html").decode()
    assert "<del>103.3%</del>" in text
    assert "<ins>93.9%</ins>" in text
    assert "<script" not in text
    assert re.search(r"content=\"default-src &#39;none&#39;[^\"]*\"", text)
    hostile = samples.hostile()
    shown = render_comparison(compare(samples.realistic(), hostile), "html").decode()
    assert "<script" not in shown
    assert "&lt;script&gt;" in shown


def test_json_and_english(comparison: Comparison) -> None:
    made = json.loads(render_comparison(comparison, "json"))
    assert made["counts"] == {
        "new_finding": 1,
        "regressed": 0,
        "improved": 0,
        "fixed": 2,
        "incomparable": 1,
        "unchanged": 12,
    }
    assert "── Fixed (2) ──" in render_comparison(comparison, "terminal", RenderOptions(lang="en")).decode()


def test_other_formats_are_refused(comparison: Comparison) -> None:
    with pytest.raises(UsageError, match="两稿比较没有“pdf”格式"):
        render_comparison(comparison, "pdf")


def test_another_rubric_is_said() -> None:
    old, new = drafts()
    other = replace(new, rubric=replace(new.rubric, sha256="cd" * 32, version="2.0.0"))
    assert "两稿所用评价细则不同" in render_comparison(compare(old, other), "terminal").decode()


TEXTS = st.lists(st.sampled_from(["甲一二三。", "乙四五六。", "丙七八九！", "丁。\n"]), max_size=12).map("".join)


@given(TEXTS, TEXTS)
def test_edits_account_for_every_sentence(old: str, new: str) -> None:
    before = samples.build_report(old, samples.identity(), source="旧")
    after = samples.build_report(new, samples.identity(), source="新")
    made = changes(before, after)
    gone = [c.old.text for c in made if c.old]
    come = [c.new.text for c in made if c.new]
    kept = sorted(s.text for s in sentences(before))
    for text in gone:
        kept.remove(text)
    assert sorted(kept + come) == sorted(s.text for s in sentences(after))
    assert not changes(before, before)
