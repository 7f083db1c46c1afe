"""Whether two names of bodies speak of different places: 云溪县人民政府 and 云山县人民政府.

Told only where both say a place of the same rank in full; a short name, one with its city before it or one left blank
(××县) disagrees with nothing.
"""

from __future__ import annotations

import re

_PLACE = re.compile(
    r"(?:中共)?([\u4e00-\u9fff]{2,8}?)(自治区|自治州|自治县|自治旗|省|市|州|盟|地区|县|区|旗|镇|(?<!城)乡|街道)"
)
# 高新区 and 经济开发区 go by many names
_ZONE = re.compile(r"(?:开发|技术|产业|园|高新|保税|示范|合作|风景|度假|工业|试验|实验|港|新)$")
_NO_NAME = re.compile(r"[我本全各该]$")
_RANKS = {"自治区": "省", "自治州": "州", "自治县": "县", "自治旗": "旗"}


def disagree(one: str, other: str) -> bool:
    """Whether both names hold a place of one rank and no place of it in common."""
    first, second = _places(one), _places(other)
    return any(
        not any(here in there or there in here for here in first[rank] for there in second[rank])
        for rank in first.keys() & second.keys()
    )


def _places(name: str) -> dict[str, list[str]]:
    """The places at the head of the name, one after the other, by rank."""
    plain = re.sub(r"[\s　·]+", "", name)
    found: dict[str, list[str]] = {}
    at = 0
    while (match := _PLACE.match(plain, at)) is not None:
        if not (_NO_NAME.search(match[1]) or (match[2] == "区" and _ZONE.search(match[1]))):
            found.setdefault(_RANKS.get(match[2], match[2]), []).append(match[1])
        at = match.end()
    return found
