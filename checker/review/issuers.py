"""Whether a report is another body's than the unit it was uploaded for; told only where there is no doubt.

Pure. A stop cannot be waived here, so every doubt is silence: names without a place, short forms, former names
(某县, 某市), zones, a department of the same place (which may draw up the report for its government).
"""

from __future__ import annotations

import re

from checker.audit.units import place_of
from checker.model import Identity
from checker.structure.names import body_of

_UNIT = r"自治区|自治州|自治县|自治旗|地区|省|市|州|盟|县|区|旗|街道|民族乡|镇|乡|苏木"
# 柳州市 and 新乡市 are one name each, not 柳州 and 市
_PLACE = re.compile(rf"([\u4e00-\u9fff]{{1,10}}?)(?:{_UNIT})(?![省市州县区旗])")
_NO_STEM = re.compile(r"^[省市州盟县区旗镇乡]|委|住房|办公|和城$|^[城社地]$|^[这本该我全各]$")
_ZONE = re.compile(r"开发区|新区|高新|经开|园区|工业区|示范区|试验区|保税|度假区|景区|自贸|合作区|功能区|管理区|港区")
_BLANKED = re.compile(r"[某×xX*＊○]{2}")
_SURE = ("title", "signature")


def other_issuer(unit: str, identity: Identity) -> str:
    """The report's issuer, as the report writes it, where it surely is another body than ``unit``; else ""."""
    issuer = identity.issuer
    if issuer is None or issuer.source not in _SURE:
        return ""
    names = [issuer.value, *([identity.signature.value] if identity.signature else [])]
    return issuer.value if all(_differ(unit, name) for name in names) else ""


def _differ(one: str, two: str) -> bool:
    """Whether the unit ``one`` and the report's ``two`` surely are two places."""
    if _ZONE.search(one + two) or _BLANKED.search(two):
        return False
    first, second = _stems(one), _stems(two)
    if not first or not second:
        return False
    if _is_government(one) and _is_government(two):
        # of 某市某县人民政府 the last place reports: neither the city nor another county of it
        first, second = first[-1:], second[-1:]
    return not any(_alike(a, b) for a in first for b in second)


def _stems(name: str) -> list[str]:
    """The places a name holds, from the largest, without 省, 市, 县, …: [临江, 青屏] of 临江市青屏县人民政府."""
    plain = re.sub(r"[（）()]", "", place_of(name))
    return [stem for stem in _PLACE.findall(plain) if not _NO_STEM.search(stem)]


def _is_government(name: str) -> bool:
    body = body_of(name)
    return body.city or body.kind not in (None, "department")


def _alike(one: str, two: str) -> bool:
    """Whether one may be a short form of the other: all its characters stand in the other in their order."""
    short, long = sorted((one, two), key=len)
    rest = iter(long)
    return all(char in rest for char in short)
