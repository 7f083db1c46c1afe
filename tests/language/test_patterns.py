"""The pattern grammar and the one-pass scan."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.language import PatternError, build_lexicon, scan
from checker.language.packed import Match
from checker.language.patterns import GAP, Pattern, parse
from checker.model import Identity
from checker.structure.bare import bare_report

GROUPS = {"执法": ["行政执法", "执法"], "公示": ["公示", "公开"]}


def found(text: str, *patterns: str) -> list[Match]:
    lexicon = build_lexicon({("c", "find"): patterns}, GROUPS, {})
    return scan(bare_report(text, Identity()), lexicon).of("c", "find")


def quotes(text: str, *patterns: str) -> list[str]:
    return [text[start:end] for start, end in found(text, *patterns)]


def test_a_phrase_is_found_everywhere() -> None:
    assert found("法律顾问与法律顾问", "法律顾问") == [(0, 4), (5, 9)]


def test_ordered_parts_may_have_a_gap_but_not_cross_a_sentence() -> None:
    assert quotes("合法性和合理性审查", "合法性…审查") == ["合法性和合理性审查"]
    assert quotes("合法性。审查", "合法性…审查") == []
    assert quotes("审查合法性", "合法性…审查") == []
    assert quotes("合法性" + "一" * GAP + "审查", "合法性…审查") != []
    assert quotes("合法性" + "一" * (GAP + 1) + "审查", "合法性…审查") == []


def test_parts_in_any_order() -> None:
    assert quotes("公示执法结果", "<执法>+<公示>") == ["公示执法"]
    assert quotes("执法结果予以公开", "<执法>+<公示>") == ["执法结果予以公开"]
    assert quotes("执法。公开", "<执法>+<公示>") == []


def test_alternatives_multiply() -> None:
    assert parse("(市|县)政府(文件|会议)", {}).parts == (("市政府文件", "市政府会议", "县政府文件", "县政府会议"),)


def test_the_longer_of_nested_hits_is_kept() -> None:
    assert quotes("行政执法公示制度", "执法公示", "行政执法公示制度") == ["行政执法公示制度"]


@pytest.mark.parametrize("bad", ["", " 甲", "甲…乙+丙", "甲…", "(甲|乙", "甲)", "<没有>", "(甲(乙))", "甲||乙"])
def test_bad_patterns_say_so(bad: str) -> None:
    with pytest.raises(PatternError):
        parse(bad, GROUPS)


def test_garbled_terms_are_read_as_what_they_stand_for_at_the_same_place() -> None:
    lexicon = build_lexicon({("c", "find"): ["法治政府建设"]}, {}, {}, [("法治政府建立", "法治政府建设")])
    text = "推进法治政府建立工作"
    result = scan(bare_report(text, Identity()), lexicon)
    assert [text[s:e] for s, e in result.of("c", "find")] == ["法治政府建立"]
    assert len(result.view) == len(text)


@given(st.text(alphabet="执法公示开行政。，；\n甲乙“”《》", max_size=80))
def test_matches_lie_in_the_text_and_in_one_sentence(text: str) -> None:
    for start, end in found(text, "<执法>+<公示>", "行政…公开", "公示"):
        assert 0 <= start < end <= len(text)
        inside = text[start:end]
        assert "\n" not in inside


@given(st.text(alphabet="执法公示开行政。，；\n", max_size=80), st.text(alphabet="甲乙丙丁。", max_size=20))
def test_text_put_in_front_only_shifts_matches(text: str, before: str) -> None:
    shift = len(before) + 1
    patterns = ("<执法>+<公示>", "行政…公开", "公示")
    shifted = [(start - shift, end - shift) for start, end in found(before + "\n" + text, *patterns)]
    assert shifted == found(text, *patterns)


def test_an_empty_group_is_no_pattern_that_never_matches() -> None:
    with pytest.raises(PatternError, match="词组“<空>”是空的"):
        parse("甲<空>", {"空": []})


def test_parts_along_a_sentence_may_stand_anywhere_in_it() -> None:
    pattern = "年度报告……网站公布"
    assert parse(pattern, {}) == Pattern("along", (("年度报告",), ("网站公布",)))
    near = "上年度报告于二月专题报送市政府，同时报告县委和县人大常委会，三月在县政府门户网站公布。"
    assert found(near, pattern) == [(1, len(near) - 1)]
    assert found(near, "年度报告…网站公布") == []
    assert found("上年度报告报送市政府。三月在县政府门户网站公布。", pattern) == []
    assert found("在网站公布，年度报告报送市政府。", pattern) == []
    with pytest.raises(PatternError, match="混用"):
        parse("甲……乙…丙", {})
