"""Marks of the pattern grammar typed by a Chinese input method: full-width, they are no marks and match nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from checker.language.patterns import Pattern, PatternError, parse

_NEVER = (
    (re.compile("｜"), "“｜”是全角的，任选其一请写半角“|”"),
    (re.compile("[＜＞]"), "词组的括号请写半角“<名称>”"),
    (re.compile(r"\.\.|。。|⋯|・・|··"), "间隔请写“…”"),
)
_SELDOM = (
    (re.compile("[，；]"), "里有全角标点；如果是几个短语，请用半角逗号隔开"),
    (re.compile("^[^()|]{2,}、[^()|]{2,}$"), "里有顿号；如果是几个短语，请用半角逗号隔开"),
    (re.compile("＋"), "里的“＋”是全角的，按原样查找；要次序不拘请写半角“+”"),
    (re.compile(r"[^\x00-\x7f] +[^\x00-\x7f]"), "里有空格，报告里的汉字之间没有空格，不会命中"),
)


def parse_typed(pattern: str, groups: Mapping[str, Sequence[str]]) -> Pattern:
    """Read a pattern as it was typed. Raises :class:`PatternError`, also for a mark that can only be a slip.

    Full-width brackets alone are none: 村（社区） is how reports write it.
    """
    for found, clause in _NEVER:
        if found.search(pattern):
            raise PatternError(f"“{pattern}”的{clause}")
    try:
        return parse(pattern, groups)
    except PatternError as error:
        if "不成对" in str(error) and re.search("[（）]", pattern):
            raise PatternError(f"“{pattern}”的括号是全角的，任选其一请写半角“(甲|乙)”") from None
        raise


def doubtful_marks(pattern: str) -> Iterator[str]:
    """What is allowed, for a report may hold it, but is mostly a slip: clauses that follow the quoted pattern."""
    for found, clause in _SELDOM:
        if found.search(pattern):
            yield clause
