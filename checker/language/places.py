"""Which places a report names that are not its own: those above it, and those of other parts of the country."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from checker.language.scan import Scan

_PLACE = re.compile(r"(?:中共)?([一-龥]{2,7}?(?:省|市|州|盟|县|区|旗))(?:委|人民政府|人大)")
_CITY = re.compile(
    r"[\s\d，。；：、月日由经受向照据在到与和被报请给]([一-龥]{2,3}[市州盟])(?=委|人民政府|政府|司法局|依法治[市州盟]|中级人民法院)"
)
_SORT_OF_CITY = re.compile(r"设区|地级|县级|省辖|直辖|自治|所在|[我全本各该某外]")
_NAMED_OFTEN = 2
# "宜昌市夷陵区人民政府": the city stands in the name of what it is above
_BELOW = re.compile(r"[一-龥]{1,8}?(?:县|区|市|旗|镇|乡|街道)")


def other_places(scan: Scan, own: str, tier: int) -> Mapping[str, Sequence[str]]:
    """The places named in the text that are not the reporter's own, by their first characters.

    ``own`` is the reporter's name, empty where it is not known; ``tier`` as :func:`checker.language.subject.own_tier`
    counts it.
    """
    identity = scan.report.identity
    addressee = identity.addressee.value if identity.addressee else ""
    below_city = identity.kind in ("county", "township")
    found: dict[str, list[str]] = {}
    for place in dict.fromkeys(
        chain(_PLACE.findall(addressee), _cities_above(scan, own) if below_city else (), _known(scan, own, tier))
    ):
        if len(place) > 2 and not _is_own(place, own, below_city):
            found.setdefault(place[0], []).append(place)
    return found


def _is_own(place: str, own: str, below_city: bool) -> bool:
    """Whether the place is the reporter's own, and not only what its name begins with."""
    at = own.find(place)
    return at >= 0 and not (below_city and _BELOW.match(own, at + len(place)))


def _known(scan: Scan, own: str, tier: int) -> Iterator[str]:
    """Provinces, and for those below a city also cities, that are on the list of places and named in the text.

    A city may be under the province that reports, and "甘南" be what is left of the reporter's own 甘南藏族自治州.
    """
    kind = scan.report.identity.kind
    if tier > 1 and (own or kind != "department"):
        yield from (place for place in scan.lexicon.provinces if place in scan.view)
    if kind in ("county", "township"):
        yield from (
            place for place in scan.lexicon.prefectures if place in scan.view and (place in own or place[:2] not in own)
        )


def _cities_above(scan: Scan, own: str) -> list[str]:
    """The cities whose 市委, 市政府 or 市司法局 the text of a county or township names: it stands under one.

    Not those of its own title. What stands before 市委 is a name and no word (配合市委, 恳请市政府) where the text
    has it more than once and never without its 市.
    """
    view = scan.view
    title = view[: scan.report.body_start]
    return [
        name
        for name in dict.fromkeys(_CITY.findall(view))
        if name not in own and name not in title and not _SORT_OF_CITY.match(name)
        if view.count(name[:-1]) == view.count(name) >= _NAMED_OFTEN
    ]
