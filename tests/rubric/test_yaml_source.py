"""YAML as we accept it: what would end the interpreter, force a type or hide a key is refused with its line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from checker.rubric.yaml_source import YamlFormError, YamlSource


def data(text: str) -> Any:
    return YamlSource(Path("a.yaml"), text).data


@pytest.mark.parametrize("text", ["[" * 100_000, "{a: " * 50_000, "- " * 50_000, "a:\n  b: &x [*x]\n"])
def test_nesting_is_refused_before_anything_is_built(text: str) -> None:
    # the library builds nested values by calling itself in C: 100,000 brackets ended the interpreter
    with pytest.raises(YamlFormError, match="嵌套层数过多"):
        data(text)


def test_nesting_of_forty_is_read() -> None:
    assert data("[" * 40 + "]" * 40)
    with pytest.raises(YamlFormError):
        data("[" * 41 + "]" * 41)


@pytest.mark.parametrize(
    "value", ["!!int abc", "!!float abc", "!!bool x", "!!timestamp x", "!!set {a}", "!x a", "!!binary 5Q=="]
)
def test_a_type_is_not_forced(value: str) -> None:
    with pytest.raises(YamlFormError, match="不能写类型标记") as caught:
        data(f"a: 1\nb: {value}\n")
    assert caught.value.line == 2


@pytest.mark.parametrize("value", ["0x_", "0b_", "9" * 5000])
def test_what_only_looks_like_a_number_is_text(value: str) -> None:
    assert data(f"a: {value}\n") == {"a": value}


def test_a_number_is_a_number() -> None:
    assert data("[0x1f, 1_000, 1.5, -2]") == [31, 1000, 1.5, -2]


@pytest.mark.parametrize("text", ["? [a]\n: b\n", "? {a: b}\n: c\n"])
def test_a_key_is_a_word(text: str) -> None:
    with pytest.raises(YamlFormError, match="字段名应为文字"):
        data(text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<<: 3\n", "“<<”后面只能引用字段组"),
        ('a: "\\ud800"\n', "反斜线有误"),
        ("a: =\n", "单独一个“=”请加引号"),
        ("a: - b\n", "“- ”的位置不对"),
        ("a: | b\n", "后面应换行再写内容"),
        ("a: & b\n", "应是锚点的名称"),
        ("a:\n  b: 1\n\tc: 2\n", "不用制表符"),
    ],
)
def test_what_the_library_says_is_said_in_chinese(text: str, said: str) -> None:
    with pytest.raises(YamlFormError, match=said):
        data(text)
