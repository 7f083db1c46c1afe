"""Doubled words: 对对, 还达不到到, 工作工作, 完成梳理目录梳理工作.

Where a text repeats itself at a fixed distance is found without a walk over its characters: the text and
its shifted self are compared as two long numbers, whose equal places are zero. What may stand twice is
listed in rubrics/lexicon/typos.yaml (``repeats``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from checker.model import Defect
from checker.rules.context import Context
from checker.rules.defects.quoting import shown
from checker.rules.defects.typos_across import parted
from checker.rules.defects.wording import kept
from checker.text.pieces import PIECE

_HAN = re.compile(r"[\u4e00-\u9fff]+")
_AROUND = 16
"""Characters beside a repeated word that are looked at."""
_PREFIXED = frozenset("应能该必可愿宜当即谁边越又既一二两三四五六七八九十百千几多有无不逐每随再或大小早快也所未全")
_INTENDED = frozenset("一二两几多每很最那老极越逐")
_TASK = re.compile(
    r"(?:完成|开展|推进|做好|加强|进行|启动|组织|落实|抓好)"
    r"(?P<what>梳理|清理|审查|审核|培训|检查|评查|整治|宣传|调解|排查|登记|备案|编制|修订|评估|考核|督察|督查|督导|调研|监督|巡查|整改)"
    r"(?P<other>[\u4e00-\u9fff]{2})(?P=what)(?=工作|任务|活动|行动)"
)


@dataclass(frozen=True, slots=True)
class _Allowed:
    characters: Mapping[str, tuple[str, ...]]
    words: frozenset[str]
    longer: Mapping[str, frozenset[str]]


def _allowed(tables: Mapping[str, Any]) -> _Allowed:
    source = (tables.get("typos") or {}).get("repeats") or {}
    return _Allowed(
        {str(character): tuple(str(words).split()) for character, words in (source.get("characters") or {}).items()},
        frozenset(str(source.get("allowed") or "").split()),
        {str(word): frozenset(str(after)) for word, after in (source.get("longer") or {}).items()},
    )


class _Lags:
    """Where a piece of text equals itself some characters later; it is encoded once for all distances.

    Places are told from ``first`` to before ``stop``: what stands around belongs to the neighbouring pieces.
    """

    def __init__(self, text: str, first: int, stop: int) -> None:
        encoded = text.encode("utf-16-le", "surrogatepass")
        # Two bytes a character unless rare characters lie beyond the basic plane.
        self._width = 2
        if len(encoded) != 2 * len(text):
            self._width, encoded = 4, text.encode("utf-32-le", "surrogatepass")
        self._size = len(encoded)
        self._number = int.from_bytes(encoded, "little")
        self._first, self._stop = first, stop

    def equal_at(self, distance: int, length: int) -> Iterator[int]:
        """Offsets ``i`` with ``text[i:i+length] == text[i+distance:i+distance+length]``, ascending."""
        width = self._width
        size = min(self._size - width * distance, width * (self._stop + length - 1))
        if size < width * length:
            return
        mixed = (self._number ^ (self._number >> (8 * width * distance))).to_bytes(self._size, "little")
        needle = bytes(width * length)
        at = mixed.find(needle, width * self._first, size)
        while at >= 0:
            if at % width == 0:
                yield at // width
            at = mixed.find(needle, at + width - at % width, size)


def _singles(context: Context, text: str, low: int, allowed: _Allowed, lags: _Lags) -> Iterator[Defect]:
    report = context.report
    for at in lags.equal_at(1, 1):
        character = text[at]
        chance = allowed.characters.get(character)
        if chance is None or text[at + 2 : at + 3] == character or text[at - 1 : at] == character:
            continue
        around = text[max(0, at - 4) : at + 6]
        if any(word in around for word in chance):
            continue
        start = low + at
        low_shown, high_shown = max(low, start - 4), min(start + 6, low + len(text))
        where = shown(report, low_shown, high_shown)
        yield Defect(start, start + 2, f"{where}处“{character}”字重复，请核对。", suggestion=f"删去一个“{character}”。")


def _words(context: Context, text: str, low: int, allowed: _Allowed, lags: _Lags) -> Iterator[Defect]:
    report = context.report
    for length in (4, 3, 2):
        for at in lags.equal_at(length, length):
            word = text[at : at + length]
            if not _HAN.fullmatch(word) or len(set(word)) == 1 or word in allowed.words or _is_intended(word):
                continue
            if length == 4 and word[:2] == word[2:]:
                continue
            if text[at + 2 * length : at + 2 * length + 1] in allowed.longer.get(word, ()):
                continue
            if length == 2 and parted(text, at, at + 2 * length):
                continue  # 纪委、监委、监督 by chance in a row
            start, end = low + at, low + at + 2 * length
            yield Defect(
                start, end, f"{shown(report, start, end)}处“{word}”重复，请核对。", suggestion=f"似应为一个“{word}”。"
            )


def _is_intended(word: str) -> bool:
    """Whether a word may stand twice by intention: 一个一个, 应审应审, 越来越, 很多很多, 想着想着."""
    if len(word) == 2 and word[0] in _PREFIXED:
        return True
    return word[0] in _INTENDED or word[-1] in "着了" or "越" in word


def repeats(context: Context) -> Iterator[Defect]:
    """Doubled single function words, doubled words, and 梳理目录梳理."""
    report = context.report
    allowed = kept(context.tables, "repeats", _allowed)
    for begin in range(report.body_start, report.body_end, PIECE):
        low = max(begin - _AROUND, report.body_start)
        text = report.folded[low : min(begin + PIECE + _AROUND, report.body_end)]
        yield from _repeats(context, text, low, allowed, _Lags(text, begin - low, begin - low + PIECE))


def _repeats(context: Context, text: str, low: int, allowed: _Allowed, lags: _Lags) -> Iterator[Defect]:
    yield from _singles(context, text, low, allowed, lags)
    yield from _words(context, text, low, allowed, lags)
    # 梳理目录梳理: two characters again after four.
    for at in lags.equal_at(4, 2):
        match = _TASK.search(text, max(0, at - 2), at + 8)
        if match and match.start("what") == at:
            start, end = low + at, low + match.end()
            where = shown(context.report, start, end)
            yield Defect(start, end, f"{where}处“{match['what']}”前后重复，请核对。")
