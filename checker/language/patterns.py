"""The pattern grammar of the rubrics: a phrase, parts in order, or parts in any order.

``法律顾问``                a literal phrase
``合法性…审查``             parts in this order, at most :data:`GAP` characters between two of them
``年度报告……网站公布``       parts in this order, anywhere in the same sentence
``执法+公示``               parts in any order, all within :data:`SPREAD` characters
``(行政|执法)…(公示|公开)``  alternatives as a part; ``<主体>`` takes them from a named group

Parts never reach over the end of a sentence (。；！？ or a line end).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

GAP = 12
ALONG = 400
"""As far as parts in one sentence can stand from one another."""
SPREAD = 30
LONGEST = 40
"""The longest phrase, in characters; longer ones hardly ever match and are refused."""

Shape = Literal["one", "ordered", "along", "together"]
MARKS: Mapping[Shape, str] = {"ordered": "…", "along": "……", "together": "+"}
"""What stands between the parts of each shape."""
GAPS: Mapping[Shape, int] = {"ordered": GAP, "along": ALONG, "together": 0}
"""How far each part may stand behind the one before; 0 where they have no order."""


class PatternError(ValueError):
    """A pattern that cannot be read; the message is a Chinese clause without a full stop."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """``parts`` are alternatives each; a ``one`` pattern has exactly one part."""

    shape: Shape
    parts: tuple[tuple[str, ...], ...]


def parse(text: str, groups: Mapping[str, Sequence[str]]) -> Pattern:
    """Read one pattern. Raises :class:`PatternError`."""
    if not text or text != text.strip():
        raise PatternError("短语为空或首尾有空格")
    if "…" in text and "+" in text:
        raise PatternError(f"“{text}”混用了“…”和“+”，一个短语只能用一种")
    shape: Shape = "along" if "……" in text else "ordered" if "…" in text else "together" if "+" in text else "one"
    if shape == "along" and "…" in text.replace("……", ""):
        raise PatternError(f"“{text}”混用了“…”和“……”，一个短语只能用一种")
    pieces = [text] if shape == "one" else text.split(MARKS[shape])
    return Pattern(shape, tuple(_alternatives(piece, text, groups) for piece in pieces))


def _alternatives(piece: str, whole: str, groups: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """Expand ``前(甲|乙)后`` and ``<组>`` into plain phrases, in writing order and without repeats."""
    if not piece:
        raise PatternError(f"“{whole}”中有空的部分")
    expanded = [""]
    rest = piece
    while rest:
        head, choices, rest = _next_unit(rest, whole, groups)
        expanded = [left + head + choice for left in expanded for choice in choices]
        if len(expanded) > 2000:
            raise PatternError(f"“{whole}”展开后短语过多，请拆成几条")
    phrases = tuple(dict.fromkeys(expanded))
    for phrase in phrases:
        if not phrase:
            raise PatternError(f"“{whole}”中有空的备选")
        if len(phrase) > LONGEST:
            raise PatternError(f"“{phrase}”超过 {LONGEST} 字，请用“…”拆开")
    return phrases


def _next_unit(rest: str, whole: str, groups: Mapping[str, Sequence[str]]) -> tuple[str, Sequence[str], str]:
    """Literal text up to the next choice, the choice, and what remains."""
    opening = min((at for at in (rest.find("("), rest.find("<")) if at >= 0), default=-1)
    if opening < 0:
        if any(mark in rest for mark in ")>|"):
            raise PatternError(f"“{whole}”的括号不成对")
        return rest, ("",), ""
    closing = rest.find(")" if rest[opening] == "(" else ">", opening)
    if closing < 0:
        raise PatternError(f"“{whole}”的括号不成对")
    head, inside, tail = rest[:opening], rest[opening + 1 : closing], rest[closing + 1 :]
    if rest[opening] == "(":
        if "(" in inside or "<" in inside:
            raise PatternError(f"“{whole}”的括号不能嵌套")
        return head, inside.split("|"), tail
    if inside not in groups:
        raise PatternError(f"“{whole}”引用了不存在的词组“<{inside}>”")
    if not groups[inside]:
        raise PatternError(f"“{whole}”引用的词组“<{inside}>”是空的")
    return head, groups[inside], tail
