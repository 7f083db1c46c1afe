"""The fixed words of help pages in Chinese; the library of the command line has them in English only."""

from __future__ import annotations

import re
from typing import Any

_WORDS = (
    (re.compile(r"^Usage: ", re.M), "用法："),
    (re.compile(r"^Arguments:$", re.M), "参数："),
    (re.compile(r"^Options:$", re.M), "选项："),
    (re.compile(r"^Commands:$", re.M), "命令："),
    (re.compile(r"\[OPTIONS\]"), "[选项]"),
    (re.compile(r"COMMAND \[ARGS\]\.\.\."), "命令 ..."),
    (re.compile(r"\[required\]"), "[必写]"),
    (re.compile(r"\[default: "), "[默认 "),
    (re.compile(r"Show this message and exit\."), "显示这份帮助。"),
)
_KINDS = {"TEXT": "文字", "PATH": "路径", "INTEGER": "整数", "FLOAT": "小数"}
_KIND = re.compile(r"(?<=[\w-]) (TEXT|PATH|INTEGER|FLOAT)(?: RANGE)?(?=\s)")
"""What an option takes, behind its name."""


def in_chinese(page: str) -> str:
    """A help page with its fixed words put into Chinese, the columns as they were."""
    for pattern, word in _WORDS:
        page = pattern.sub(word, page)
    return _KIND.sub(_of_kind, page)


def _of_kind(found: re.Match[str]) -> str:
    word = _KINDS[found[1]]
    # a Chinese character takes two columns
    return " " + word + " " * max(len(found[0]) - 1 - 2 * len(word), 0)


def speak_chinese() -> None:
    """From now on, help pages of this process are in Chinese."""
    from typer.core import TyperCommand, TyperGroup

    for kind in (TyperCommand, TyperGroup):
        _replace(kind)


def _replace(kind: Any) -> None:
    plain = kind.context_class

    def get_help(self: Any) -> str:
        return in_chinese(plain.get_help(self))

    kind.context_class = type(plain.__name__, (plain,), {"get_help": get_help})
