"""What kind of body reports, told from the names it goes by and from how the text speaks of itself."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from checker.model import KINDS, Kind
from checker.structure.lexicon import words
from checker.structure.names import body_of

_SELF = re.compile(
    r"[我本](省|市|县|区|旗|州|盟|镇|乡|街道|办事处|局|委|厅|办|院|中心|单位|部门|处|支队|大队|地区|系统)(?!长)"
)
_WHOLE = re.compile(
    r"全(省|市|县|区|旗|州|盟|镇|乡|街道|局|系统)(?!第|首|前[列三五十]|率先|领先|排名|最|唯一|推广|先进|典型|平均)"
)
_OFFICES = frozenset(("局", "委", "厅", "办", "院", "中心", "单位", "部门", "处", "支队", "大队", "系统"))
_BELOW_CITY = re.compile(
    r"[各\d]个?(?:区县|县区|县（市|县\(市|市县|旗县|县市)|县（?市?）?、?区|县（市、区）|县\(市、区\)|区（县|区、县|各县区|各区县|设区"
)
_BELOW_COUNTY = re.compile(r"各?乡镇|镇街|镇（街|街镇|乡（镇|各镇|乡镇（街道）|村（社区）|乡、镇|镇乡|各街道")
_ABOVE_CITY = re.compile(r"省委|省政府|省人民政府|自治区党委|自治区人民政府|省级|省厅")
_ABOVE_COUNTY = re.compile(r"市委|市政府|市人民政府|[xX×]{2,}\s*市|州委|州政府|盟委|行署|市级")
_SEARCHED = 30_000
_KIND_OF_PLACE: dict[str, Kind] = {"省": "province", "州": "city", "盟": "city", "地区": "city"}
# 市委、市人大常委会 without a name are the reporter's own; 市政府 alone may be above it.
_CITY_ABOVE = re.compile(r"[一-龥xX×]{2}(?<!中共)市委|市政府|市人民政府|州|盟|行署|地区")
_OWN_OFFICE = re.compile(r"局党组|局党委|厅党组|局机关|局领导|局长|局班子|局务会|委党组|委主任")


def kind_of_names(names: Sequence[tuple[str, str]], folded: str, addressee: str) -> tuple[Kind, str, bool] | None:
    """(kind, source, joint) from (name, source) pairs in order of trust; ``None`` where no name tells."""
    for name, source in names:
        body = body_of(name)
        if source in ("title", "signature", "body") and name.endswith(("政府办公室", "政府办公厅", "府办")):
            return "department", source, False
        if body.kind:
            return body.kind, source, body.joint
        if body.city or name in ("市政府", "市人民政府", "市"):
            return rank_of_city(folded, addressee), source, body.joint
        short = {
            "区政府": "county",
            "县政府": "county",
            "省政府": "province",
            "镇政府": "township",
            "乡政府": "township",
        }
        if name in short:
            return _literal(short[name]), source, body.joint
    return None


def _literal(name: str) -> Kind:
    for kind in KINDS:
        if kind == name:
            return kind
    return "county"


def rank_of_city(folded: str, addressee: str) -> Kind:
    """Whether 某市 is a prefecture-level city or a county-level one."""
    if re.search(r"国务院|党中央", addressee):
        return "province"
    if re.search(r"省|自治区", addressee):
        return "city"
    if _CITY_ABOVE.search(addressee):
        return "county"
    known = words()
    named: Counter[str] = Counter()
    tails = Counter(piece[-5:] + "市" for piece in folded[:_SEARCHED].split("市")[:-1])
    for tail, times in tails.items():
        for length in (3, 4, 5, 6):
            name = tail[-length:]
            if name in known.prefectures or name in known.county_cities:
                named[name] += times
    # One hit may be an accident of the words around it (事项|城市); the body's own name comes again and again.
    if named:
        name, times = max(sorted(named.items()), key=lambda item: item[1])
        if times >= 2:
            return "city" if name in known.prefectures else "county"
    below_city = len(_BELOW_CITY.findall(folded))
    below_county = len(_BELOW_COUNTY.findall(folded))
    above_county = len(re.findall(r"[xX×]{2,}\s*市", folded)) if re.search(r"我市", folded) else 0
    if below_city > max(1, below_county):
        return "city"
    if below_county >= 2 and below_county > 2 * below_city:
        return "county"
    return "county" if above_county > 5 and below_city <= 1 else "city"


def kind_of_self(folded: str, addressee: str) -> tuple[Kind, str] | None:
    """(kind, source) from 我县, 我局, 全镇 in the text; ``None`` where it never speaks of itself."""
    counts: dict[str, int] = {}
    for match in _SELF.finditer(folded):
        counts[match[1]] = counts.get(match[1], 0) + 1
    offices = sum(number for unit, number in counts.items() if unit in _OFFICES)
    offices += len(_OWN_OFFICE.findall(folded)) if offices else 0
    places = {unit: number for unit, number in counts.items() if unit not in _OFFICES}
    if offices >= 2 and offices >= sum(places.values()):
        return "department", "body"
    if not places:
        for match in _WHOLE.finditer(folded):
            if match[1] not in ("局", "系统"):
                places[match[1]] = places.get(match[1], 0) + 1
    if not places:
        return ("department", "body") if offices else None
    unit = max(sorted(places), key=lambda name: places[name])
    if unit in ("镇", "乡", "街道", "办事处"):
        return "township", "body"
    if unit == "市":
        return rank_of_city(folded, addressee), "body"
    return _KIND_OF_PLACE.get(unit, "county"), "body"
