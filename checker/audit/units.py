"""Which reports are one reporter's: districts of one name lie in several cities, and a 县司法局 names no county."""

from __future__ import annotations

import re
from collections.abc import Iterable

UNKNOWN_REGION = "未分地区"
_PARTY = re.compile(r"^中共.{1,16}?(?:委员会|[省市县区旗州盟镇乡]委|工委|党委)[、和及与]*")
_ORGAN = re.compile(r"(?:人民)?政府(?:办公室|办公厅|办)?$|办事处$|管理委员会$|管委会$")

_INNER = re.compile(r"人民政府(?=.+(?:街道|乡|镇)$)")
# 县司法局, 市公安局: whose it is, the name does not tell; 市中区司法局 and 镇海区公安局 name a place
_NAMELESS = re.compile(
    r"(?:[省市县区旗州盟镇乡]|街道)(?:人民)?"
    r"(?:[^省市县区旗州盟镇乡]{0,20}(?:局|厅|委|办|办公室|委员会|中心|院|处|队|所))?"
)
_TRADES = re.compile(r"城市管理|城乡|市场监督|市场监管|区域|社区|村镇|乡村|州县")


def place_of(issuer: str) -> str:
    """The issuer's name as places are told apart: without the party committee, 人民政府, 办事处."""
    plain = re.sub(r"[\s　·]+", "", issuer)
    rest = _PARTY.sub("", plain)
    plain = rest or plain.removeprefix("中共")
    plain = _INNER.sub("", _ORGAN.sub("", plain))
    # 市政府 alone names no place
    return plain if len(plain) > 1 else ""


def names_no_place(name: str) -> bool:
    """Whether the name could be that of any place's office."""
    return _NAMELESS.fullmatch(_TRADES.sub("", name)) is not None


def units(held: Iterable[tuple[int, str, str]]) -> dict[int, str]:
    """For each (report, place, region) a key that only reports of one reporter share.

    A place's name is enough while all of its reports that lie in a known region lie in the same. Where a name is met
    in several regions, region and name together tell; there a report of no known region, like one whose name names
    no place, is a reporter of its own.
    """
    rows = list(held)
    regions: dict[str, set[str]] = {}
    for _, place, region in rows:
        if region != UNKNOWN_REGION:
            regions.setdefault(place, set()).add(region)
    made: dict[int, str] = {}
    for report, place, region in rows:
        several = len(regions.get(place, ())) > 1
        if names_no_place(place) or (several and region == UNKNOWN_REGION):
            made[report] = f"{place}#{report}"
        else:
            made[report] = f"{region} {place}" if several else place
    return made
