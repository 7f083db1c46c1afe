"""Columns of a terminal: how wide a text is, how to fold it, and how to keep it from doing harm."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

# What may not begin a line, and what may not end one, in Chinese typesetting.
_NO_START = frozenset("，。；：！？、）》〉”’』」】〕〗…—%％·,.;:!?)]}")
_NO_END = frozenset("（《〈“‘『「【〔〖([{")
_MOST_CARRIED = 5
_TOKEN = re.compile(
    r"第[一二三四五六七八九十百千零〇0-9]+[条款项]|[A-Za-z0-9](?:[A-Za-z0-9.,%/_:+\-]*[A-Za-z0-9%])?|.", re.DOTALL
)
# C0, C1 and DEL drive terminals; the bidi controls and zero-width marks hide or reorder text.
_UNSAFE = re.compile(
    "[\\x00-\\x1f\\x7f-\\x9f\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u2069\\ufeff\\ufff9-\\ufffb\\ud800-\\udfff]"
)


@lru_cache(maxsize=8192)
def _columns(char: str) -> int:
    if unicodedata.combining(char) or unicodedata.category(char) in ("Cf", "Me", "Cc"):
        return 0
    # Ambiguous marks (“ ” … ·) are two columns in most Chinese terminals: count the wider, never overflow.
    return 2 if unicodedata.east_asian_width(char) in "WFA" else 1


def columns(text: str) -> int:
    """The terminal columns ``text`` takes, at most."""
    if text.isascii():
        return len(text)
    if len(text) == 1:
        return _columns(text)
    return sum(map(_columns, text))


def safe(text: str) -> str:
    """``text`` on one line and without characters that a terminal would obey: they become ``·`` or a space."""
    return _UNSAFE.sub(lambda match: " " if match.group() in "\t\n\r\u2028\u2029" else "·", text)


def fold(text: str, width: int, *, first: str = "", rest: str = "") -> list[str]:
    """``text`` in lines of at most ``width`` columns, the first led by ``first``, the others by ``rest``.

    Closing marks do not begin a line, opening marks do not end one, numbers and words stay whole,
    wherever the line is wide enough for that.
    """
    if columns(text) <= width - columns(first):
        return [(first + text).rstrip()]
    rooms = (max(width - columns(first), 8), max(width - columns(rest), 8))
    lines: list[str] = []
    line: list[str] = []
    used = 0
    for token, size in _tokens(text, min(rooms)):
        if line and used + size > rooms[bool(lines)]:
            kept, line = _break(line, token)
            lines.append("".join(kept))
            used = sum(map(columns, line))
        if line or token != " ":
            line.append(token)
            used += size
    if line or not lines:
        lines.append("".join(line))
    return [((rest if index else first) + one).rstrip() for index, one in enumerate(lines)]


def _tokens(text: str, room: int) -> Iterator[tuple[str, int]]:
    """What is not torn apart, with its columns."""
    for token in _TOKEN.findall(text):
        size = columns(token)
        if size > room:
            yield from ((char, columns(char)) for char in token)
        else:
            yield token, size


def _break(line: list[str], following: str) -> tuple[list[str], list[str]]:
    """Where a full line is cut: what stays, and what moves on to stand before ``following``."""
    for cut in range(len(line), max(len(line) - _MOST_CARRIED, 0), -1):
        begins = line[cut] if cut < len(line) else following
        if begins not in _NO_START and line[cut - 1] not in _NO_END:
            return line[:cut], line[cut:]
    return line, []


def shorten(text: str, limit: int) -> str:
    """At most ``limit`` characters, the middle of a longer text replaced by ``……``."""
    if len(text) <= limit:
        return text
    head = (limit - 2) * 2 // 3
    tail = limit - 2 - head
    return f"{text[:head]}……{text[len(text) - tail :]}"


def pad(text: str, width: int) -> str:
    """``text`` filled with spaces to ``width`` columns."""
    return text + " " * max(width - columns(text), 0)
