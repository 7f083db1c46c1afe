"""The exception tree. The command line catches :class:`CheckerError` and nothing else.

CheckerError
├── UnreadableError        a file, folder or stream could not be read as a document
│   ├── MissingToolError   it could, with an optional tool that is not installed
│   └── LimitError         a size, count or time limit stopped it
├── NotAReportError        it was read, but is not a report of the kind asked for
├── UnwritableError        an output could not be written
├── RubricError            a rubric, lexicon or tailoring file is wrong
├── PolicyError            a gate policy is wrong, or does not fit the rubric
├── WaiverFileError        a waiver file is wrong as a whole (one wrong entry is reported, not raised)
├── UsageError             arguments that do not fit together
└── ServiceError           the service refuses; its kinds are in checker/review/problems.py

Each carries one plain Chinese sentence: what, where, what to do.
"""

from __future__ import annotations

import errno
import re
from collections.abc import Iterable

_BREAKS = re.compile(r"\s*[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+\s*")


def one_line(text: str) -> str:
    """The text on one line: names of files and values of a user's may hold breaks and control characters."""
    return _BREAKS.sub(" ", text)


_SYSTEM = {
    errno.ENOSPC: "磁盘已满",
    errno.EDQUOT: "超出磁盘配额",
    errno.EROFS: "磁盘或文件夹是只读的",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EIO: "磁盘读写出错",
    errno.ENAMETOOLONG: "文件名过长",
    errno.EBUSY: "文件正被占用",
    errno.ETXTBSY: "文件正被占用",
    errno.EMFILE: "打开的文件过多",
    errno.ENFILE: "打开的文件过多",
    errno.ENOENT: "文件或文件夹不存在",
    errno.ENOTDIR: "路径中有一段不是文件夹",
    errno.EISDIR: "这是一个文件夹",
    errno.EEXIST: "同名的文件已经存在",
    errno.ENOTEMPTY: "文件夹不是空的",
    errno.ELOOP: "符号链接循环",
    errno.EFBIG: "文件过大",
    errno.ENOMEM: "内存不足",
    errno.ETIMEDOUT: "等待超时",
    errno.ESTALE: "网络文件夹已断开",
}


def why_not(error: BaseException) -> str:
    """What the system said of a failed reading or writing, in Chinese; in its own words where none are known."""
    if isinstance(error, OSError) and error.errno in _SYSTEM:
        return _SYSTEM[error.errno]
    return getattr(error, "strerror", None) or str(error) or "系统没有说明原因"


class CheckerError(Exception):
    """Base of all errors meant for the user; ``str(error)`` is the sentence to show, each of ``listed`` below it."""

    def __init__(self, sentence: str = "", listed: Iterable[str] = ()) -> None:
        super().__init__("\n  ".join(map(one_line, (sentence, *listed))))

    def __reduce__(self) -> tuple[object, ...]:
        # A worker process hands its error on whole; the subclasses take other arguments than ``args`` holds.
        return _again, (type(self), self.args, self.__dict__)


def _again(kind: type[CheckerError], args: tuple[object, ...], attributes: dict[str, object]) -> CheckerError:
    error = kind.__new__(kind, *args)
    error.args = args
    error.__dict__.update(attributes)
    return error


class UnreadableError(CheckerError):
    def __init__(self, source: str, what: str, remedy: str) -> None:
        super().__init__(f"无法读取“{source}”：{what}。{remedy}。")
        self.source = source
        self.what = what
        self.remedy = remedy


class MissingToolError(UnreadableError):
    """The format needs an optional tool or extra."""


class LimitError(UnreadableError):
    """A limit on size, count, depth or time was reached."""


class NotAReportError(CheckerError):
    """``asked``: the kind asked for, where it is a report of another kind that can be checked.

    ``plain`` is the sentence for places where there are no options to add.
    """

    def __init__(self, source: str, looks_like: str, reason: str, *, asked: str = "") -> None:
        none = f"不是要检查的{asked}" if asked else "不是法治政府建设年度情况报告，也不是其他能检查的报告"
        said = f"“{source}”看起来是{looks_like}，{none}：{reason}。"
        self.plain = one_line(f"{said}请核对文件。")
        super().__init__(self.plain if asked else f"{said}如确需检查，请加 --force，或用 --rubric 指定细则。")
        self.source = source
        self.looks_like = looks_like
        self.reason = reason


class UnwritableError(CheckerError):
    def __init__(self, target: str, what: str, remedy: str) -> None:
        super().__init__(f"无法写入“{target}”：{what}。{remedy}。")
        self.target = target
        self.what = what
        self.remedy = remedy


class RubricError(CheckerError):
    """``problems`` are all mistakes found, each ``file:line: sentence``."""

    def __init__(self, source: str, problems: list[str]) -> None:
        self.source = source
        self.problems = [one_line(problem) for problem in problems]
        if len(problems) == 1:
            super().__init__(f"评价细则“{source}”有误：{_ended(problems[0])}")
        else:
            super().__init__(f"评价细则“{source}”有 {len(problems)} 处错误，请改正后重试：", problems)


class PolicyError(CheckerError):
    """``problems`` are all mistakes found, each ``file:line: sentence``."""

    def __init__(self, source: str, problems: list[str]) -> None:
        super().__init__(*_listed("门槛规定", source, problems))
        self.source = source
        self.problems = [one_line(problem) for problem in problems]


class WaiverFileError(CheckerError):
    """``problems`` are all mistakes found, each ``file:line: sentence``."""

    def __init__(self, source: str, problems: list[str]) -> None:
        super().__init__(*_listed("豁免文件", source, problems))
        self.source = source
        self.problems = [one_line(problem) for problem in problems]


def _ended(problem: str) -> str:
    """The problem with its full stop; behind a line of the user's file there is none, for it would seem part of it."""
    return problem if problem.endswith("？") or "　→ " in problem else f"{problem}。"


def _listed(what: str, source: str, problems: list[str]) -> tuple[str, list[str]]:
    if len(problems) == 1:
        return f"{what}“{source}”有误：{_ended(problems[0])}", []
    return f"{what}“{source}”有 {len(problems)} 处错误，请改正后重试：", problems


class UsageError(CheckerError):
    """Arguments that do not fit together."""


class ServiceError(CheckerError):
    """Base of what the service refuses; ``checker.review.problems`` has the kinds."""
