"""Slips of the hand that the YAML library cannot name: it reports where it stumbled, not what was typed before.

Looked for only after the library has refused a file, and only in the lines it was reading.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

_FIELD = r"^\s*(?:-\s+)*[A-Za-z_][\w.-]*"
_WIDE_INDENT = re.compile(r"^[ \t]*[\u3000\u00a0\u2000-\u200b]")
_WIDE_COLON = re.compile(_FIELD + "：|[{,]\\s*[A-Za-z_][\\w-]*：")
_TIGHT_COLON = re.compile(_FIELD + r":[^\s:/]")
_WIDE_OPEN = re.compile(_FIELD + r":\s*[［【｛]|^\s*(?:-\s+)+[［【｛]")
_WIDE_CLOSE = re.compile(r"\[[^\]]*[］】]|\{[^}]*｝")
_WIDE_COMMA = re.compile(r"[{\[].*，\s*[A-Za-z_][\w-]*\s*[:：]")
_COMMENT = re.compile(r"[{\[][^}\]]*\s#")
_AFTER_QUOTE = re.compile(_FIELD + r""":\s*(["'])(?:(?!\1).)*\1\s*[^\s#,}\]]""")
_WIDE_DASH = re.compile(r"^\s*[－—–•·●]\s*[A-Za-z_][\w.-]*\s*[:：]")
_TIGHT_DASH = re.compile(r"^\s*-[A-Za-z_][\w.-]*:(?:\s|$)")
_VALUE = re.compile(_FIELD + r":\s+[^\s#&|>]")
_NOTHING = re.compile(_FIELD + r":\s*\[\]\s*(?:#.*)?$")
_KEY = re.compile(_FIELD + r":(?:\s|$)")

_SLIPS: Sequence[tuple[Callable[[str], object], str]] = (
    (_WIDE_INDENT.search, "缩进里有全角空格或不间断空格，请改用半角空格"),
    (_WIDE_COLON.search, "字段名后面是全角冒号“：”，请改用半角冒号加一个空格"),
    (_WIDE_DASH.search, "列表的每一项以半角的“- ”开头"),
    (_TIGHT_DASH.search, "“-”后面要空一格"),
    (_TIGHT_COLON.search, "字段名的冒号后面要空一格"),
    (_WIDE_OPEN.search, "用了全角括号，请改用半角的 [ ] 或 { }"),
    (_WIDE_CLOSE.search, "右括号是全角的，请改用半角的 ] 或 }"),
    (_WIDE_COMMA.search, "各项之间是全角逗号“，”，请改用半角逗号加一个空格"),
    (_AFTER_QUOTE.search, "引号后面还有字；值里有引号的，整个值请用单引号括起来"),
    (_COMMENT.search, "“ #”以后的都当作注释，括号因此没有写完；值里有 # 的请加引号"),
)


def slip(lines: Sequence[str], first: int, last: int) -> tuple[int, str] | None:
    """The line (from 1) and the Chinese clause of the first slip in the lines ``first`` to ``last``, both counted."""
    for number in range(max(first, 1), min(last, len(lines)) + 1):
        line = lines[number - 1]
        if line.lstrip().startswith("#"):
            continue
        if _NOTHING.match(line) and _goes_on(lines, number):
            return number, "[] 表示没有，下面还写着内容；请删去 []"
        for found, clause in _SLIPS:
            if found(line):
                return number, clause
    return None


def _goes_on(lines: Sequence[str], number: int) -> bool:
    """Whether the next line with content is an item, or stands further in than the line ``number``."""
    below = next((line for line in lines[number:] if line.strip() and not line.lstrip().startswith("#")), "")
    return below.lstrip().startswith("- ") or len(below) - len(below.lstrip()) > _column(lines[number - 1])


def too_deep(lines: Sequence[str], number: int) -> bool:
    """Whether the line is a field that stands further in than the field with a value above it."""
    above = next((line for line in reversed(lines[: number - 1]) if line.strip()), "")
    line = lines[number - 1] if 0 < number <= len(lines) else ""
    return bool(_VALUE.match(above) and _KEY.match(line)) and _column(line) > _column(above)


def _column(line: str) -> int:
    """Where the field's name begins: “- ” before it counts as indentation."""
    return len(line) - len(line.lstrip(" -"))
