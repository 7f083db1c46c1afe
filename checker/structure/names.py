"""What kind of body a name belongs to: 某市人民政府, 某镇, 某局, 中共某县委."""

from __future__ import annotations

import re
from dataclasses import dataclass

from checker.model import Kind
from checker.structure.lexicon import words

_DEPARTMENT = re.compile(
    r"(?:局|厅|办公室|委员会|委|署|处|中心|大队|支队|总队|分局|法院|检察院|[\u4e00-\u9fff]部|院|社|学校|医院|海关|所|站|协会|联合会|"
    r"指挥部|集团|公司|工会|妇联|团委|银行)(?:机关|党组|党委|党工委)?$"
)
_TOWNSHIP = re.compile(
    r"(?:街道办事处|街道|街办|街|[镇乡]|苏木|民族乡|管理委员会|管委会|社区办事处|开发区|高新区|经开区|园区|度假区|景区)(?:党工委|党委)?$"
)
_MANAGING = re.compile(r"(?:城市|监督|交通|应急|公积金|无线电|公路|物业)管理委员会$")
_GOVERNMENT = re.compile(r"(?:人民)?政府(?:办公室|办公厅|办)?$|行政?公?署$|委办公室$|府办$")
_ORGAN = re.compile(r"(?:人民政府|政府)(办公室|办公厅|办)?$")
_PARTY = re.compile(r"(?:[省市县区旗州盟]|地)委(?:员会)?$|中共[^局厅院]{2,16}委员会$")
_ZONE = re.compile(
    r"(?:开发区|新区|高新区|高新技术|经开区|园区|工业区|示范区|试验区|保税区|度假区|景区|自贸区|合作区|功能区|管理区|港区|新城|农场|林场)"
)
_UNIT = re.compile(r"(自治区|自治州|自治县|自治旗|地区|省|市|州|盟|县|区|旗|街道|镇|乡|苏木)")
_SUFFIX = re.compile(r"(?:中国?共产?党?|中共)")
_JOINT = re.compile(
    r"(?:中共)?[^，。]{0,16}?(?:委员会|[省市县区旗州盟镇乡]委|工委|党委)[、\s和及与]*[^，。局厅]{0,16}?(?:人民政府|政府|办事处|管委会)"
)
_DISTRICT_OF = re.compile(r"^(?:北京|天津|上海|重庆)市?[\u4e00-\u9fff]{1,8}[区县]")
# districts with a government of their own; any other 新区 is run by a committee, unless a government is named
_REAL_NEW_AREAS = ("浦东新区", "滨海新区")
_MUNICIPALITIES = ("北京市", "天津市", "上海市", "重庆市")

ORGANISATION_END = re.compile(
    r"(?:政府|委员会|[省市县区旗州盟]委|办事处|管委会|街道|局|厅|办公室|[镇乡]|署|中心|院|支队|大队|总队|党工委|党委|委|苏木|处|部|所|站)$"
)
"""How the name of a body that signs may end."""


OFFICER = re.compile(
    r"(?<=[政府委组局厅会处省市县区旗州盟镇乡道])(?:党组|党工委|党委)?"
    r"(?:(?:副?书记|[省市州盟县区旗镇乡局厅]长|主任|党政主要负责人|主要负责人|主要负责同志)、?)+$"
)
"""The office at the end of a name: 某县人民政府|县长, 某局|党组书记、局长."""


@dataclass(frozen=True, slots=True)
class Body:
    """What a name says by itself. ``kind`` is ``None`` where it does not tell; ``city`` marks 某市 of unknown rank."""

    kind: Kind | None
    city: bool = False
    joint: bool = False


def without_office(name: str) -> str:
    """The body that an officer named by his office heads; any other name as it is."""
    plain = re.sub(r"[\s　·]+", "", name)
    return OFFICER.sub("", plain) if OFFICER.search(plain) else name


def body_of(name: str) -> Body:
    """Read a name such as 中共某县委 某县人民政府 or 市政府; spaces and dashes do not matter."""
    plain = re.sub(r"[\s　·]+", "", name)
    joint = bool(_JOINT.search(plain)) and not _office_of_department(plain)
    plain = _SUFFIX.sub("", plain)
    if not plain:
        return Body(None)
    if _MANAGING.search(plain):
        return Body("department")
    if _TOWNSHIP.search(plain) and not plain.endswith(("城乡", "城镇")):
        return Body("township", joint=joint)
    if plain.endswith(("委员会", "委")) and _ZONE.search(plain) and "管理" in plain:
        return Body("township", joint=joint)
    if _GOVERNMENT.search(plain) or _PARTY.search(plain) or joint:
        return _government(plain, joint)
    if _DEPARTMENT.search(plain):
        return Body("department")
    if plain[-1:] in "省市县区旗州盟" or plain.endswith("地区"):
        return _government(plain, joint)
    return Body(None)


def _office_of_department(plain: str) -> bool:
    return plain.endswith(("局", "厅", "中心"))


def _government(plain: str, joint: bool) -> Body:
    """The rank of the last place named: 重庆市某区 is a county-level district, 某市某镇 a township."""
    known = words()
    stem = _ORGAN.sub("", plain)
    # 中共某县委某县人民政府: the government's own name tells the rank.
    stem = re.sub(r"^.*(?:委员会|[省市县区旗州盟镇乡]委(?!员会)|工委|党委)(?=.)", "", stem)
    if stem.endswith(("公署", "行署", "行政署")) or plain.endswith(("行署", "公署")):
        return Body("city", joint=joint)
    units = list(_UNIT.finditer(stem))
    if not units:
        if _ZONE.search(stem):
            return Body("township", joint=joint)
        return Body(None, joint=joint)
    unit = units[-1][1]
    if unit in ("街道", "镇", "乡", "苏木"):
        return Body("township", joint=joint)
    if unit in ("省", "自治区") or stem in _MUNICIPALITIES or stem + "市" in _MUNICIPALITIES:
        return Body("province", joint=joint)
    if unit in ("自治州", "州", "盟", "地区"):
        return Body("city", joint=joint)
    if unit in ("县", "自治县", "自治旗", "旗"):
        return Body("county", joint=joint)
    if unit == "区":
        zone = (stem.endswith("新区") and stem == plain and not stem.endswith(_REAL_NEW_AREAS)) or stem.endswith(
            ("开发区", "高新区", "经开区", "园区", "示范区", "度假区", "保税区", "工业区")
        )
        return Body("township" if zone else "county", joint=joint)
    place = _last_city(stem)
    if place in known.prefectures:
        return Body("city", joint=joint)
    if place in known.provinces:
        return Body("province", joint=joint)
    # 红河州蒙自市 lies in a prefecture; 杭州市 and 盟城市 only have such a character in their name.
    parents = [
        u for u in units[:-1] if u[1] in ("市", "州", "自治州", "盟") and u.start() and units[-1].start() - u.end() >= 2
    ]
    if place in known.county_cities or parents:
        return Body("county", joint=joint)
    return Body(None, city=True, joint=joint)


def _last_city(stem: str) -> str:
    """The name of the last 某市 in a chain such as 某省某市."""
    tail = re.split(
        r"(?<=[省盟])|自治区|自治州|(?<=州)(?=[\u4e00-\u9fff]{2,}市)|(?<=市)(?=[\u4e00-\u9fff]{2,}市)", stem
    )
    return re.sub(r"委员会$|委$|党委$", "", tail[-1] if tail[-1] else stem)
