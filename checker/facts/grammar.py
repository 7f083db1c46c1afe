"""The one pattern that finds every figure, compiled once per list of units.

The first character is a class of its own, so that the scanner can skip to the next figure; what stands
before it is looked at afterwards. Groups do not nest: ``lastindex`` tells the branch that matched.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple, cast

from checker.facts.words import after_characters, unit_kinds

if TYPE_CHECKING:
    from checker.facts.claims import ClaimKind

NUMERALS = "〇零○一二两三四五六七八九十百千"
_N = "[0-9]"
_CN = f"[{NUMERALS}万亿]"
# Every run is bounded: what stands behind it is asked once for each of its lengths, at each of its places.
_LONGEST = 64
_NUMBER = rf"{_N}{{0,{_LONGEST}}}(?:,{_N}{{3}}(?!{_N})){{0,8}}(?:\.{_N}{{1,{_LONGEST}}})?"
_NEXT_NUMBER = rf"{_N}{{1,{_LONGEST}}}(?:,{_N}{{3}}(?!{_N})){{0,8}}(?:\.{_N}{{1,{_LONGEST}}})?"
_DAY = rf"(?: ?{_N}{{1,2}} ?日)?"
_MONTH = rf"{_N}{{1,2}} ?月(?:{_DAY}(?:[上中下]旬|底|初|末|份)?)?"


class Grammar(NamedTuple):
    """``kinds`` gives the claim kind of each unit; ``branches`` the meaning of ``lastindex``."""

    pattern: re.Pattern[str]
    kinds: dict[str, ClaimKind]


# group numbers of the pattern, in the order they stand
DATE, CODE, LISTED, NAME = 1, 2, 3, 4
NUMBER, RANGE_UNIT, RANGE, SCALE, MORE, SCALE_AFTER, UNIT, AFTER = 5, 6, 7, 8, 9, 10, 11, 12
ORDINAL = 13
REFERENCE = 14
YEAR_CN = 15
PER_HUNDRED = 16
FRACTION = 17
TENTHS, TENTHS_AFTER = 18, 19
VAGUE, VAGUE_MORE, VAGUE_UNIT = 20, 21, 22
CN_NUMBER, CN_MORE, CN_SCALE, CN_UNIT, CN_AFTER = 23, 24, 25, 26, 27


@cache
def grammar(more: tuple[str, ...] = ()) -> Grammar:
    """The pattern for the known units and ``more`` of the office's own."""
    kinds = unit_kinds(more)
    units = _trie(list(kinds))
    counted = _trie(
        [unit for unit, kind in kinds.items() if kind not in ("percent", "ratio") and after_characters(unit)]
    )
    after = "(以上|及以上|以下|以内|之内|左右|上下|余|多(?![个种元])|不等)?"
    dates = "|".join(
        (
            rf"(?:(?<=1)9|(?<=2)0){_N}{{2}} ?(?:[—～至到] ?{_N}{{2,4}} ?)?年(?:度|底|初|末|代)?(?: ?{_MONTH})?",
            rf"(?:(?<=1)9|(?<=2)0){_N}{{2}}[—./]{_N}{{1,2}}[—./]{_N}{{1,2}}(?!{_N})",
            rf"{_N}? ?月(?: ?{_N}{{1,2}} ?[日号](?:[—～至到、]{_N}{{1,2}} ?日)?)?(?:[上中下]旬|底|初|末|份)?",
            rf"{_N}?:{_N}{{2}}(?:(?=[^0-9])|$)",
            rf"{_N}?·{_N}{{1,2}}(?!{_N})",
            rf"{_N}? ?日(?![内均办])",
        )
    )
    scaled = rf"([百千]?[万亿]{{0,2}}|[百千])( ?[余多来])?([万亿]?) ?({units})?{after}"
    arabic = (
        rf"(?<=[0-9])(?:({dates})"
        rf"|({_N}{{0,{_LONGEST}}}(?:—{_N}{{1,{_LONGEST}}})? ?号)"
        rf"|({_N}?(?:[、）]|\.(?!{_N})|\.(?={_N}{{1,2}}月)))"
        rf"|({_N}{{0,{_LONGEST}}}[+＋][0-9A-Za-z]{{1,{_LONGEST}}})"
        rf"|({_NUMBER})(?:(%|万|个)?[—～至到]({_NEXT_NUMBER}))?{scaled})"
    )
    characters = "|".join(
        (
            rf"(?<=第)( ?(?:[0-9]{{1,{_LONGEST}}}|[{NUMERALS}]{{1,{_LONGEST}}}))",
            r"(?<=〔)((?:19|20|xx)[0-9x]{0,2}〕? ?(?:[0-9]{1,24} ?号)?)",
            r"(?<=[二一])([〇零○九][〇零○一二三四五六七八九]{2}年(?:[一二三四五六七八九十]{1,2}月(?:[一二三四五六七八九十]{1,3}日)?)?)",
            rf"(?<=百)(分之(?:{_NEXT_NUMBER}|{_CN}{{1,{_LONGEST}}}(?:点{_CN}{{1,{_LONGEST}}})?))",
            rf"(?<=[二两三四五六七八九十])(分之[{NUMERALS}]{{1,{_LONGEST}}})",
            r"(?<=[一二两三四五六七八九])((?:点[一二三四五六七八九])?成(?:[一二三四五六七八九半](?![0-9一-龥]))?)"
            r"(?![立功效果绩熟员为长都本人年份就交就型品群套规分体立])(以上|左右|多)?",
            rf"(?<=[数几十])([十百千]{{0,{_LONGEST}}}几?)([余多]?[万亿]?[余多]?)({counted})(?<![0-9])",
            rf"(?<=[{NUMERALS}几])({_CN}{{0,{_LONGEST}}}几?)([余多来]?)([万亿]?)({counted}){after}",
        )
    )
    return Grammar(
        re.compile(rf"[0-9第〔{NUMERALS}数几](?:{arabic}|{characters})"), cast("dict[str, ClaimKind]", kinds)
    )


def _trie(words: list[str]) -> str:
    """An alternation over ``words``, longest first, grouped by first character: one look decides the branch."""
    by_first: dict[str, list[str]] = {}
    for word in sorted(words, key=lambda word: (-len(word), word)):
        by_first.setdefault(word[0], []).append(word[1:])
    single = "".join(sorted(first for first, rests in by_first.items() if rests == [""]))
    branches = [
        re.escape(first) + ("(?:" + "|".join(map(re.escape, rests)) + ")" if rests != [""] else "")
        for first, rests in sorted(by_first.items())
        if rests != [""]
    ]
    return "|".join([f"[{single}]", *branches] if single else branches)
