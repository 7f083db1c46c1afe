"""The dated table of instruments, compiled: titles by name, and those one slip away."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from checker.rules.defects.wording import kept, texts

_YEARS = re.compile(
    r"[（(]?(?P<from>(?:19|20)\d{2})年?\s*(?P<dash>[-—–～~－一至]{0,3})\s*(?P<to>(?:19|20)\d{2})\s*(?P<word>年?)[）)]?"
)
_ISSUERS = re.compile(
    r"^(?:中华人民共和国|中国共产党|中共中央办公厅|国务院办公厅|中共中央|国务院|全国人民代表大会常务委员会|全国人大常委会|中央全面依法治国委员会|中央依法治国办|司法部|中办|国办|最高人民法院|最高人民检察院|[、和])+"
)
_TAILS = re.compile(r"(?:（(?:试行|暂行|修订|修正|修订版|草案|全文|20\d\d年?(?:修订|修正|版)?)）)+$")
_SHORTEST_NEAR = 5
_DROPPED = {ord(c): None for c in " 　“”‘’\n、，"}


@dataclass(frozen=True, slots=True)
class Instrument:
    """One instrument: its plain name, the years in its title, its numbers and its dates (``None``: unknown)."""

    name: str
    key: str
    years: tuple[str, str] | None
    numbers: tuple[str, ...]
    issued: date | None
    ended: date | None
    stale_from: int | None
    replaced_by: str


@dataclass(frozen=True, slots=True)
class TitlesTable:
    """``exact`` maps a key (title without issuer, marks, years) to instruments; the rest finds near ones."""

    exact: Mapping[str, tuple[Instrument, ...]]
    heads: Mapping[str, tuple[str, ...]]
    tails: Mapping[str, tuple[str, ...]]
    neighbours: frozenset[str]


@dataclass(frozen=True, slots=True)
class Title:
    """A title as cited: its key, and the span of years in it (dash and 年 as written)."""

    key: str
    years: tuple[str, str] | None
    dash: str
    closing: str
    about: bool


def read_title(title: str) -> Title:
    """Take a cited title apart. ``title`` is folded and without its 书名号."""
    years: tuple[str, str] | None = None
    dash = closing = ""
    found = _YEARS.search(title) if "20" in title else None
    if found:
        years, dash, closing = (found["from"], found["to"]), found["dash"], found["word"]
        title = title[: found.start()] + title[found.end() :]
    plain = title.translate(_DROPPED)
    if plain.endswith("）"):
        plain = _TAILS.sub("", plain)
    plain = _ISSUERS.sub("", plain)
    about = plain.startswith("关于")
    return Title(plain[2:] if about else plain, years, dash, closing, about)


def _date(value: object) -> date | None:
    return None if value in (None, "") else date.fromisoformat(str(value))


def _instrument(data: Mapping[str, Any]) -> Instrument:
    title = read_title(str(data["name"]))
    return Instrument(
        str(data["name"]),
        title.key,
        title.years,
        texts(data.get("numbers")),
        _date(data.get("issued")),
        _date(data.get("ended")),
        data.get("stale_from"),
        str(data.get("replaced_by") or ""),
    )


def titles_table(tables: Mapping[str, Any]) -> TitlesTable:
    """The compiled table; compiled once while the rubric is in use."""
    return kept(tables, "titles", _compile)


def _compile(tables: Mapping[str, Any]) -> TitlesTable:
    exact: dict[str, list[Instrument]] = {}
    source = tables.get("instruments") or {}
    for data in source.get("instruments") or ():
        made = _instrument(data)
        exact.setdefault(made.key, []).append(made)
    for name in source.get("names") or ():
        exact.setdefault(read_title(str(name)).key, [])
    heads: dict[str, list[str]] = {}
    tails: dict[str, list[str]] = {}
    for name in exact:
        if len(name) >= _SHORTEST_NEAR:
            heads.setdefault(name[: _head(name)], []).append(name)
            tails.setdefault(name[-_head(name) :], []).append(name)
    return TitlesTable(
        {name: tuple(found) for name, found in exact.items()},
        {name: tuple(found) for name, found in heads.items()},
        {name: tuple(found) for name, found in tails.items()},
        frozenset(read_title(str(name)).key for name in source.get("neighbours") or ()),
    )


def _head(name: str) -> int:
    return 2 if len(name) < 7 else 3


def one_slip(left: str, right: str) -> bool:
    """Whether two different strings become equal by one substitution, insertion, deletion or swap of neighbours."""
    if left == right or abs(len(left) - len(right)) > 1:
        return False
    if len(left) > len(right):
        left, right = right, left
    at = 0
    while at < len(left) and left[at] == right[at]:
        at += 1
    if len(left) == len(right):
        return left[at + 1 :] == right[at + 1 :] or (
            left[at : at + 2] == right[at : at + 2][::-1] and left[at + 2 :] == right[at + 2 :]
        )
    return left[at:] == right[at + 1 :]


def near(table: TitlesTable, key: str) -> str | None:
    """The known title that ``key`` misses by one slip, or ``None``."""
    if len(key) < _SHORTEST_NEAR - 1 or key in table.neighbours:
        return None
    candidates: list[str] = []
    for size in (2, 3):
        candidates.extend(table.heads.get(key[:size], ()))
        candidates.extend(table.tails.get(key[-size:], ()))
    for name in candidates:
        if one_slip(key, name):
            return name
    return None
