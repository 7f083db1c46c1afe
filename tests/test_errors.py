"""A sentence for the user is one line, whatever stands in the names and values it repeats."""

from __future__ import annotations

import pickle

import pytest

from checker.errors import (
    CheckerError,
    NotAReportError,
    PolicyError,
    RubricError,
    UnreadableError,
    UsageError,
    WaiverFileError,
    one_line,
    why_not,
)


def test_breaks_and_control_characters_become_a_blank() -> None:
    assert one_line("甲\u2028乙 \r\n 丙\x00丁\x1b[31m　戊") == "甲 乙 丙 丁 [31m　戊"
    assert str(UnreadableError("甲\n乙.txt", "读不出来", "请检查")) == "无法读取“甲 乙.txt”：读不出来。请检查。"
    assert str(UsageError("没有“\x85”。")) == "没有“ ”。"


@pytest.mark.parametrize("kind", [RubricError, PolicyError, WaiverFileError])
def test_several_mistakes_stand_on_a_line_each(kind: type[RubricError | PolicyError | WaiverFileError]) -> None:
    error = kind("a.yaml", ["a.yaml:1：不认识的字段“\u2028”", "a.yaml:2：乙"])
    assert error.problems == ["a.yaml:1：不认识的字段“ ”", "a.yaml:2：乙"]
    assert str(error).splitlines()[1:] == ["  a.yaml:1：不认识的字段“ ”", "  a.yaml:2：乙"]
    assert len(str(kind("a.yaml", ["a.yaml:1：不认识的字段“\u2028”"])).splitlines()) == 1


@pytest.mark.parametrize("kind", [RubricError, PolicyError, WaiverFileError])
def test_a_line_of_the_file_gets_no_full_stop_of_ours(kind: type[RubricError | PolicyError | WaiverFileError]) -> None:
    assert str(kind("a.yaml", ["a.yaml:2：缺少“id”　→ name: 甲"])).endswith("　→ name: 甲")
    assert str(kind("a.yaml", ["a.yaml:1：文件是空的"])).endswith("文件是空的。")


@pytest.mark.parametrize(
    "error",
    [
        UnreadableError("甲.txt", "读不出来", "请检查"),
        RubricError("a.yaml", ["a.yaml:1：甲", "a.yaml:2：乙"]),
        NotAReportError("甲.txt", "会议通知", "没有标题", asked="述法报告"),
        UsageError("没有这个选项。"),
    ],
)
def test_an_error_of_a_worker_process_arrives_as_it_was_raised(error: CheckerError) -> None:
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is type(error)
    assert (str(again), again.args, vars(again)) == (str(error), error.args, vars(error))


def test_what_the_system_says_is_told_in_chinese() -> None:
    assert why_not(OSError(28, "No space left on device")) == "磁盘已满"
    assert why_not(OSError(30, "Read-only file system")) == "磁盘或文件夹是只读的"
    assert why_not(OSError(999, "Strange device")) == "Strange device"
    assert why_not(ValueError("embedded null byte")) == "embedded null byte"
    assert why_not(OSError()) == "系统没有说明原因"
