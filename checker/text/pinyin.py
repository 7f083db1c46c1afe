"""Readings a converted page has set behind its characters: “建設(shè)”. They are no part of the text."""

from __future__ import annotations

import re

_LETTERS = "a-zāáǎàōóǒòēéěèīíǐìūúǔùǖǘǚǜüńňǹɡ"
_READING = rf"(?<=[\u3400-\u9fff])\([{_LETTERS}]{{1,6}}\)"
_TONED = re.compile(rf"(?<=[\u3400-\u9fff])\([{_LETTERS}]{{0,5}}[āáǎàōóǒòēéěèīíǐìūúǔùǖǘǚǜńňǹ][{_LETTERS}]{{0,5}}\)")
_SEARCHED = 20_000
_FEWEST = 3


def reading_pattern(raw: str) -> str | None:
    """The pattern of a reading where ``raw`` has several with tone marks, else ``None``; a single one may be meant."""
    if "(" not in raw[:_SEARCHED]:
        return None
    return _READING if len(_TONED.findall(raw, 0, _SEARCHED)) >= _FEWEST else None
