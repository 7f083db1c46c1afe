"""A slip of the hand is named where it was made; lines without one are left to the library's own word."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.rubric.yaml_slips import slip, too_deep
from checker.rubric.yaml_source import YamlFormError, YamlSource


@pytest.mark.parametrize(
    "line",
    [
        "why: 《工作要点》第三条：“述法”",
        "text: '述法：12人'",
        "url: http://example.cn",
        "- http://example.cn",
        "find: [村（社区）…法律顾问, 甲]  # 本区叫法",
        'title: "甲" # 乙',
        "- {is: full, text: 热线12件，办结率99%。, why: 有数量}",
        "“甲”：乙",
        "  # name：甲",
        "changes: []",
        "a-b: 1",
        "weight: -1",
    ],
)
def test_a_line_without_a_slip_is_left_alone(line: str) -> None:
    assert slip([line], 1, 1) is None


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("name：甲", "全角冒号"),
        ("  - name：甲", "全角冒号"),
        ("- {id: a, why：甲}", "全角冒号"),
        ("name:甲", "空一格"),
        ("　　name: 甲", "全角空格"),
        ("\u00a0name: 甲", "不间断空格"),
        ("  － id: a", "列表的每一项以半角的"),
        ("  -id: a", "“-”后面要空一格"),
        ("find: 【甲】", "全角括号"),
        ("find: [甲, 乙】", "右括号是全角的"),
        ("- {id: a， why: 甲}", "全角逗号"),
        ("why: '甲'乙", "引号后面还有字"),
        ("- {id: a, why: 见 #3}", "当作注释"),
    ],
)
def test_a_slip_is_named(line: str, said: str) -> None:
    found = slip(["id: a", line, "x: y"], 1, 3)
    assert found is not None
    assert found[0] == 2
    assert said in found[1]


def test_only_the_lines_that_were_read_are_looked_at() -> None:
    assert slip(["name：甲", "id: a"], 2, 2) is None


def test_too_deep_is_a_field_further_in_than_a_field_with_a_value() -> None:
    assert too_deep(["a: 1", "  b: 2"], 2)
    assert too_deep(["- a: 1", "", "    b: 2"], 3)
    assert not too_deep(["a:", "  b: 2"], 2)
    assert not too_deep(["- a: 1", "  b: 2"], 2)


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ('a: "甲\nb: 乙\nc: 丙\n', 1, "到第 3 行还没有结束"),
        ("a: [甲,\n  乙\nb: 丙\n", 1, "到第 3 行还没有结束"),
        ("a: [甲\n", 1, "方括号没有写完"),
        ("a: 1\nb: 甲\x00乙\n", 2, "看不见的控制字符"),
    ],
)
def test_what_never_ends_is_told_where_it_begins(text: str, line: int, said: str) -> None:
    with pytest.raises(YamlFormError, match=said) as caught:
        YamlSource(Path("a.yaml"), text)
    assert caught.value.line == line


def test_brackets_that_hold_nothing_before_items() -> None:
    assert slip(["changes: []", "  # - id: a", "  - id: a"], 1, 3) == (1, "[] 表示没有，下面还写着内容；请删去 []")
    assert slip(["changes: []", "  # - id: a", "deselect: []"], 1, 3) is None
