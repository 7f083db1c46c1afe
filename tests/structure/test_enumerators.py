"""The numbers of a running text are read as a whole: lost ones inferred, false ones left."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.structure.enumerators import enumerators
from checker.structure.numerals import ordinal


def found(text: str) -> list[tuple[str, int, int | None]]:
    return [(text[mark.start : mark.end], mark.level, mark.number) for mark in enumerators(text)]


def test_levels_of_a_clean_text() -> None:
    text = "一、甲事\n（一）乙事\n1.丙事。做了。\n（1）丁事。做了。\n（2）戊事。\n2.己事。\n（二）庚事\n二、辛事"
    assert [(level, number) for _, level, number in found(text)] == [
        (1, 1), (2, 1), (3, 1), (4, 1), (4, 2), (3, 2), (2, 2), (1, 2),
    ]  # fmt: skip


def test_numbers_that_do_not_stand_at_line_starts() -> None:
    text = "一、甲事工作。做了很多。（一）乙事。做了。（二）丙事。做了。二、丁事。做完了。"
    assert [number for _, level, number in found(text) if level == 1] == [1, 2]
    assert [number for _, level, number in found(text) if level == 2] == [1, 2]


def test_level_three_may_run_on_across_level_two() -> None:
    text = "一、甲\n（一）乙\n1.丙\n2.丁\n（二）戊\n3.己\n4.庚\n二、辛"
    assert [number for _, level, number in found(text) if level == 3] == [1, 2, 3, 4]


def test_lost_digit_is_known_to_be_lost() -> None:
    text = "一、加强学习\n学了。\n、规范执法\n办了。\n三、化解纠纷\n调了。"
    assert found(text) == [("一、", 1, 1), ("、", 1, None), ("三、", 1, 3)]


def test_lost_bracket_and_half_width_brackets() -> None:
    text = "一、甲\n(一)乙\n二）丙\n(三)丁\n二、戊"
    assert [(level, number) for _, level, number in found(text)] == [(1, 1), (2, 1), (2, 2), (2, 3), (1, 2)]


def test_lost_left_bracket_of_the_fourth_level() -> None:
    text = "1.甲事。1)乙做了。(2)丙做了。(3)丁做了。\n2.戊事。"
    assert [(level, number) for _, level, number in found(text)] == [(3, 1), (4, 1), (4, 2), (4, 3), (3, 2)]


def test_a_month_after_the_number_is_no_decimal() -> None:
    text = "四、安排\n1.6月底前完成轮训。\n2.开展评查。\n3.公布结果。"
    assert found(text) == [("四、", 1, 4), ("1.", 3, 1), ("2.", 3, 2), ("3.", 3, 3)]


@pytest.mark.parametrize(
    "text",
    [
        "受理一、二审行政案件31件。",
        "投诉下降1.5万件，其中2.3万件办结。",
        "印发《关于法治建设的意见（一）》。",
        "开展3.15和12.4宣传活动。",
        "第一、第二批清单已经公布。",
        "清查十一、十二月台账。",
    ],
)
def test_what_only_looks_like_a_number(text: str) -> None:
    assert found(text) == []


def test_a_skipped_number_is_kept_as_written() -> None:
    text = "一、甲事\n做了。\n二、乙事\n做了。\n五、丙事\n做了。"
    assert [number for _, _, number in found(text)] == [1, 2, 5]


_CN = "一二三四五六七八九十"


@given(st.lists(st.integers(0, 4), min_size=2, max_size=8), st.sampled_from(["\n", "。\n"]))
@settings(max_examples=60)
def test_a_regular_tree_is_read_back(children: list[int], stop: str) -> None:
    lines, expected = [], []
    for top, count in enumerate(children):
        lines.append(f"{_CN[top]}、甲乙丙丁")
        expected.append((1, top + 1))
        for inner in range(count):
            lines.append(f"（{_CN[inner]}）戊己庚辛")
            expected.append((2, inner + 1))
    text = stop.join(lines) + stop
    assert [(mark.level, mark.number) for mark in enumerators(text)] == expected


@given(st.text(alphabet="一二三（）()、.1234567890。；\n 的是第", max_size=80))
@settings(max_examples=150)
def test_marks_are_sorted_and_inside_the_text(text: str) -> None:
    last = 0
    for mark in enumerators(text):
        assert last <= mark.start < mark.end <= len(text)
        last = mark.end
        assert 1 <= mark.level <= 4


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("一", 1),
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("三十五", 35),
        ("①", 1),
        ("7", 7),
        ("甲", None),
        ("十十", None),
    ],
)
def test_ordinals(text: str, number: int | None) -> None:
    assert ordinal(text) == number


def test_a_number_is_read_back_from_its_mark() -> None:
    # at most two digits belong to it, whatever stands before them
    assert found("9.甲事。\n10、乙事。\n11.丙事。\n2024.丁事。") == [("9.", 3, 9), ("10、", 3, 10), ("11.", 3, 11)]
    assert found("1）甲事。\n2）乙事。") == [("1）", 4, 1), ("2）", 4, 2)]
