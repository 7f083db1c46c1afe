"""Whose act does the passage tell: the reporter's own, or a superior's?"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from checker.language.frame import SUPERIORS, Frame
from checker.language.packed import Cue
from checker.language.places import other_places
from checker.language.scan import Scan
from checker.model import Identity

_PARTIES = {"superior-nation": 0, "superior-province": 1, "superior-city": 2, "superior-county": 3}
_OWN_TIER = {"province": 1, "city": 2, "county": 3, "township": 4, "department": 5}
_TIER_MARKS = (("省", 2), ("自治区", 2), ("州", 3), ("盟", 3), ("市", 3), ("县", 4), ("区", 4), ("旗", 4))
_BOUND = "，。；！？\n："
_NOT_ACTING = re.compile(
    r"(?:、?[党省市州县区旗][委府]?[、和]?(?:中央|国务院|政府|人民政府|省政府|市政府|州政府|县政府|区政府|政协|人大)?){0,3}"
    r"(?:坚强|正确|统一|有力|大力|具体|精心|业务)*(?:的|领导|指导|支持|关心|部署(?=[，。；、和与的]|安排|要求|精神|会|之?后|以来|意见|任务|工作)|决策|要求|安排|精神|关于|批准|同意|交办|下达|下放|反馈|授予|命名|通报|表彰|转办|考核|规定|《|有关(?!部门|单位|方面|厅局)|工作|统筹|以来|下发的|确定的)"
    # "国务院办公厅要点要求公开的信息，县里逐条对账": a topic
    r"|[^，。；]{0,14}要求[^，。；的]{1,8}的"
    # "省厅公布的裁量基准植入办案系统", "区级部门下放的93项处罚权由街道……": what came from above is used by the reporter
    # "省级法治政府建设示范县创建顺利通过评估": what it is called, by whom it is given
    r"|[^，。；]{0,14}(?:示范[县区市镇乡]?|试点|先进|品牌|称号)[^，。；]{0,4}(?:创建|申报|评估|验收|认定|复核)"
    r"|(?:有关)?(?:部门|机关|单位)?(?:统一|陆续|先后|相继)?(?:公布|印发|制定|出台|发布|配发|核定|移交|建设|开发|提供|颁布|编制|反馈|下放|下发|交办|转办|赋予|赋权|授权|放权|委托)"
    r"的(?![^，。；]{0,24}(?:共|明确|规定|要求|提出|指出|强调|显示|齐全|完备|详[细尽]|更[加为]?[细清具]))"
    r"(?![^。；]{0,60}(?:由[省市县区旗州盟]|转发))"
)


_ACTING = re.compile(r"揭示|批准|建设|搭建|牵头|统一|下发|派出|安排|推出|启动|部署|组成|发文|行文")
# 市场监管局 and 市容环卫局 are offices of any level: their 市 names no city.
_OFFICES = (
    (
        0,
        re.compile(
            r"(?:国家|最高人民)[一-龥]{1,8}?(?:部门?|局|委|署|法院|检察院)|(?:国家|中央)(?:层面|部委)的?|全国[一-龥]{2,4}办(?![理事公学结证件法])"
        ),
    ),
    (1, re.compile(r"(?:省|自治区)(?:级?层面的?|[一-龥]{2,8}?(?:厅|局|办|总队|热线|中心|委(?![员托派书]|办)))")),
    (
        2,
        re.compile(
            r"[市州](?!场监|政公用|政管理|容)(?:[一-龥]{2,8}?(?:局|办|委员会|[康革资]委)|(?:中级|人民){0,2}(?:检察院|法院|中院))"
        ),
    ),
    (2, re.compile(r"省、?市(?:两级|层面)")),
    # a township's court and procuratorate are no superiors: they act on it (annotation, rule 4)
    (3, re.compile(r"[县区旗](?![域块位舰级])[一-龥]{2,8}?(?:局|办|中心)")),
)
_CITY_BUREAU = re.compile("[市州]局(?!长|面|部)")
_OWN_OFFICES = {tier: pattern for tier, pattern in _OFFICES if tier in (2, 3)} | {
    _OWN_TIER["township"]: re.compile(r"(?:乡|镇|街道)[一-龥]{2,12}?(?:办公室|中心|办|所|队|站)")
}
_OFFICE_HEADS = frozenset("国最中全省自市州县区旗")
"""What the name of an office of ``_OFFICES`` begins with."""
# A time before the subject: "年内省发展改革委……", "9月市司法局……".
_TIME = re.compile(
    r"(?:年内|年初|年底|今年|当年|全年|近期|期间|[上下]半年|\d{1,2}月(?:份|[初底]|[上中下]旬)?(?:\d{1,2}日)?)，?"
)
_TIME_HEADS = frozenset("年今当全近期上下0123456789")
_TIME_LONG = 10

# "全省4.6万人参考": what is counted over a higher level is not the reporter's. 全省率先, 全省前列 tell of the reporter.
_SCOPES = ((0, "全国"), (1, "全省"), (1, "全自治区"))
_YEAR_BEFORE = re.compile("(?:上年|去年|本年|当年|今年)度?(?=全)")
_OF_ONE = re.compile(
    r"(?:[各一]*[^，。；]{0,4})?(?:率先|首|第|前列|先进|试点|示范|排名|推广|唯一|最|领先|交流|现场会|统一的?|通报|表彰|会议|系统|优秀|范围内|性的?|人大|政协|"
    r"法治政府|普法|依法|文明|百强|十|“|《)"
)
# "由省里统一组织": done by the one who is named.
_BY_ABOVE = re.compile(
    r"由(国家|自治区|上级|中央|省|[市州](?!场|民|政|容|县)|县(?!区|乡|直)|区(?!域|块|间|位|县)|[一-龥]{2,3}市(?=统一))"
    r"[一-龥]{0,12}?(?:统一(?!调配|管理|调度|使用)|负责|牵头|组织|制发)"
)
# "“双随机”监管属于部门职责"
_OTHERS_DUTY = re.compile(
    r"属于?(?:上级|省级|市级|县级|区级|部门|县直|区直|市直|职能部门|主管部门)[^，。；]{0,6}(?:职责|职权|事权|权限)"
)
# "市里对开发区的年度考评中，法治占5分", "县里下达的乡镇考核办法把……": who is assessed does not assess
_ASSESSED_ABOVE = re.compile(
    r"(?:[在从]|年[底末初])?(?P<who>[省市县区州旗盟])(?:里|委、?(?:省|市|县|区|州|旗)?政府|政府|委)"
    r"(?:对[^，。；]{1,10}?的?|下达的?[^，。；]{0,8}?|下发的?[^，。；]{0,8}?)(?:年度|年终|绩效|综合|目标)*(?:考评|考核|测评)"
)
_BY_TIER = {"省": 1, "市": 2, "州": 2, "县": 3, "区": 3}
# "毗邻的岚浦市推行……，值得借鉴": another place of the reporter's own rank.
_PEERS = re.compile(
    r"(?:毗邻|相邻|邻近|邻|兄弟|先进|友邻|周边|外|其他|东部|沿海|发达|同[属处在][^，。；的]{1,6}|同[一]?[省市州])的?(?:一些|部分)?(?:地市|地区|城市|省市|省份|市州|县区|县市|区县|市县|乡镇|街道|[一-龥]{0,4}[省市县区州旗])(?:的)?"
    r"|(?:据[^，。；]{2,8}报道，)?(?:外地|多地|不少地方|许多地方|全国各地)"
)
# "学习外地开展评查的经验": what is learnt from others is theirs
_LEARNT = re.compile(
    r"(?:学习|借鉴|考察|观摩|参观|取经)了?(?:外地|外省|外市|外县|先进地区|兄弟[^，。；的]{1,6}|[^，。；的]{2,4}[省市县区])[^，。；]{0,30}(?:经验|做法|模式)"
    r"|(?:考察|观摩|参观)了?(?:外地|外省|外市|外县)[^，。；]{0,20}|赴(?!我|[乡镇村社基一]|各)[^，。；]{2,10}?(?:学习|考察|观摩|取经)[^，。；]{0,30}"
)
_ADMIRED = re.compile(
    r"(?:值得|可资|可供)(?:我们|我[省市县区局]|学习|借鉴|推广|参考)|(?:经验|做法|模式)[一-龥]?可(?:学|鉴|循|用)|(?:我们|我[省市县区局])[一-龥]{0,2}(?:奋起直追|迎头赶上|见贤思齐|对标看齐)"
)

# "市里今年督察了4个县区，我县未被抽中": it was others' turn
_NOT_US = re.compile(
    r"我[省市州县区旗镇乡街局厅](?:本年度|今年|此次|本次|这次|均|都)?(?:未|没有?|不)(?:能|曾)?(?:被)?(?:抽中|抽到|列入|纳入|涉及|在列|在其列|入选|轮到)"
)
# "省委督察组到我市督察", "省督察组抽查了我县12个单位": what is done to the reporter is told of the reporter.
_TO_US = re.compile(
    r"(?:[到对赴来向给为]|在(?=我[^，。；]{0,9}(?:督|检查|调研|巡|考[核评]|评|召开|举[行办]|下沉|蹲点|座谈))|(?:检查|抽查|督[察查导]|巡[视察]|考[核评]|评[估查议]|审[计查]|调研|走访|约谈|通报|表[扬彰])了?|(?:指出|反馈|点出|肯定)了?)我(?P<tier>[省市州盟县区旗]?)"
    r"|来(?P<here>[省市州盟县区旗镇乡局])(?=督|检|抽查|调研|巡|考|评|暗访)"
)
# "市检察院制发检察建议3件，均在两个月内回复": what was asked from above was answered, and by the reporter.
_POINTS_TO_US = re.compile(r"(?:指出|反馈|点出)了?我")
_ANSWERED = re.compile(
    r"(?:检察建议|司法建议|问题|意见|提示函|督办函|建议函|意见书|建议书|通知书|线索|信访件)[^，。；]{0,12}，"
    r"(?:[^，。；]{0,8}，)?(?:均|已|全部|按期|按时|如期|及时|逐[一件项条]|年内|年底前)[^，。；将]{0,10}"
    r"(?:回复|回函|反馈|整改|落实|办结|销号|采纳|答复|完成)"
)
# "省级基准覆盖不到的，由市级自行制定": by the reporter, whoever the sentence began with
_BY_US = re.compile(r"由(?:[我本]|(?P<tier>[市州县区])级)[^，。；]{0,6}?(?:自行|自主|制定|出台|组织|开展|细化|公布)")
# "省厅将……委托设区市实施，大幅压减了审批层级": a clause that only goes on.
_GOES_ON = re.compile(
    r"(?:为[^，。；我]{1,16}(?:提供|创造|奠定|打下|指明)了?|并|且|同时|实现了?|大幅|对[^，。；我]{2,24}?(?:划分|明确|作出|规定|列出|细化|排出)了?|进一步|统一|还|也|共|累计|先后|不断)"
)
_TIER_OF = {"省": 1, "市": 2, "州": 2, "盟": 2, "县": 3, "区": 3, "旗": 3}


def others_scope(scan: Scan, clause: int) -> str | None:
    """The whole of a higher level that the clause beginning at ``clause`` tells of ("全省"), if it does."""
    view = scan.view
    before = _YEAR_BEFORE.match(view, clause)
    clause = clause if before is None else before.end()
    if not view.startswith("全", clause):
        return None
    # a department stands one below its government, and speaks for the government's area: 全省 is a 省厅's own
    reach = _standing(scan).tier - (scan.report.identity.kind == "department")
    for level, word in _SCOPES:
        if level < min(reach, 2) and view.startswith(word, clause) and not _OF_ONE.match(view, clause + len(word)):
            return word
    return None


def another(frame: Frame, start: int) -> str | None:
    """Whose act it is where it is neither the reporter's nor a named superior's: a whole level, a peer, "由省里"."""
    view, scan = frame.view, frame.scan
    scope = others_scope(scan, frame.clause_start)
    if scope is not None:
        return scope
    by = _BY_ABOVE.search(view, frame.clause_start, frame.clause_end)
    if by is not None and _is_by_above(scan, by[1]):
        return by[0]
    for place in {frame.span.start, frame.clause_start}:
        assessed = _ASSESSED_ABOVE.match(view, place)
        if assessed is not None and _is_by_above(scan, assessed["who"]) and not _is_own_turn(frame, assessed.end()):
            return assessed[0]
    duty = _OTHERS_DUTY.search(view, frame.clause_start, frame.clause_end)
    if duty is not None and not frame.has_figure:
        return duty[0]
    peer = _PEERS.match(view, frame.clause_start) or _PEERS.match(view, frame.span.start)
    if peer is not None and not _is_own_turn(frame, peer.end()):
        return peer[0]
    learnt = _LEARNT.search(view, frame.clause_start, frame.clause_end)
    if learnt is not None and learnt.start() <= start < learnt.end():
        return learnt[0]
    admired = _ADMIRED.search(view, frame.clause_start, frame.span.end)
    return None if admired is None or "我" in view[frame.span.start : start] else admired[0]


def spared(frame: Frame) -> str | None:
    """ "市里今年督察了4个县区，我县未被抽中": the words that say that it was the turn of others."""
    found = _NOT_US.search(frame.view, frame.clause_start, frame.span.end)
    return None if found is None or "我" in frame.view[frame.clause_start : found.start()] else found[0]


def _is_own_turn(frame: Frame, since: int) -> bool:
    """Whether a clause between ``since`` and the passage's end, its own among them, is the reporter's again."""
    view = frame.view
    if "我" in view[since : frame.clause_end]:
        return True
    return any(
        cue[2] == "own" and since <= cue[0] < frame.clause_end and view[cue[0] - 1] in _BOUND for cue in frame.span.cues
    )


def _is_by_above(scan: Scan, who: str) -> bool:
    """Whether ``who`` of "由……统一" is above the reporter: a level, or a city of another name than its own."""
    if len(who) > 1 and who.endswith("市"):
        identity = scan.report.identity
        own = identity.issuer.value if identity.issuer else ""
        return identity.kind in ("county", "township") and who not in own
    return _BY_TIER.get(who, 0) < _standing(scan).tier


def others_at(scan: Scan, clause: int) -> bool:
    """Whether the clause that begins at ``clause`` tells of others: a superior, its office, or its whole level."""
    if others_scope(scan, clause) is not None:
        return True
    if _named_above(scan, clause) is not None:
        return True
    return any(cue[2] in _standing(scan).above and cue[0] == clause for cue in scan.cues(clause, clause + 1))


def superior(frame: Frame, start: int) -> str | None:
    """The superior whose act the passage that begins at ``start`` tells, if the last subject before it is one.

    A subject stands at the head of a clause; 按照省政府……, 在市委领导下 and the like are no subjects.
    """
    scan, view, cues = frame.scan, frame.view, frame.span.cues
    standing = _standing(scan)
    above = standing.above
    if frame.span.kinds.isdisjoint(above) and not opens_above(frame) and not goes_on_above(frame):
        return None
    subject: tuple[int, int] | None = None
    for cue in cues:
        if cue[0] > start or (cue[0] == start and not _plainly_above(frame, cue, start)):
            break
        if cue[0] != frame.span.start and view[cue[0] - 1] not in _BOUND and not _after_time(view, cue[0]):
            continue
        if view.startswith("门", cue[1]):
            continue  # 交通运输部门 is no 交通运输部
        named_so = standing.own.endswith(view[cue[0] : cue[1]])  # 文化和旅游部 in its own report
        if cue[2] == "own" or named_so or (cue[2] in SUPERIORS and cue[2] not in above):
            subject = None  # 县里 in a county's report
        elif cue[2] in above and not _of_own_level(scan, cue) and _acts(scan, cues, cue[0], cue[1]):
            limit = scan.segments.clause(cue[0])[1]
            to_us = _to_us(scan, cue[1], limit) or _POINTS_TO_US.match(view, limit)
            subject = None if to_us else (cue[0], cue[1])
    clause = frame.clause_start
    if subject is not None and any(
        cue[2] in SUPERIORS
        and cue[2] not in above
        and subject[1] <= cue[0] < frame.clause_end
        and view[cue[0] - 1] in _BOUND
        for cue in cues
    ):
        subject = None  # the passage reaches from the superior's clause into the reporter's own
    if subject is not None and _own_since(scan, subject[1], clause):
        subject = None
    name_end = _named_above(scan, clause) if opens_above(frame) else None
    if name_end is not None and _to_us(scan, start if name_end > start else clause, frame.span.end):
        name_end = None
    if name_end is not None and _acts(scan, cues, clause, name_end):
        subject = (clause, name_end)
    if subject is None and name_end is None and goes_on_above(frame):
        subject = _opened_above(frame)
    by_us = None if subject is None else _BY_US.search(view, subject[1], frame.span.end)
    if by_us is not None and _TIER_OF.get(by_us["tier"], 9) >= _standing(scan).tier:
        return None
    if subject is None or _ANSWERED.search(view, subject[1], frame.span.end):
        return None
    return view[subject[0] : subject[1]]


def _of_own_level(scan: Scan, cue: Cue) -> bool:
    """ "省级行政权力事项" in the report of a province's department: the level it works on itself."""
    if scan.report.identity.kind != "department" or not scan.view.endswith("级", cue[0], cue[1]):
        return False
    return _PARTIES.get(cue[2], 9) == _standing(scan).tier - 1


def _opened_above(frame: Frame) -> tuple[int, int] | None:
    """The higher level's office that opens the span and acts, where every clause since goes on with what it did."""
    scan, span = frame.scan, frame.span
    ends = _named_above(scan, span.start)
    if ends is None or _NOT_ACTING.match(scan.view, ends):
        return None
    if not _acts(scan, span.cues, span.start, ends) and not scan.counts(ends, scan.segments.clause(span.start)[1]):
        return None
    view = scan.view
    if any(cue[2] == "own" and ends <= cue[0] < frame.clause_end and view[cue[0] - 1] in _BOUND for cue in span.cues):
        return None
    return None if _to_us(scan, span.start, frame.clause_end) else (span.start, ends)


def goes_on_above(frame: Frame) -> bool:
    """Whether the clause only goes on with what a higher level's office does that opens the sentence."""
    scan, start = frame.scan, frame.span.start
    return (
        frame.clause_start > start
        and _GOES_ON.match(scan.view, frame.clause_start) is not None
        and _named_above(scan, start) is not None
    )


def _own_since(scan: Scan, since: int, clause: int) -> bool:
    """Whether a clause behind ``since``, up to the one that begins at ``clause``, opens with an office of our own."""
    at = scan.segments.clause(since)[1]
    while at <= clause:
        if _names_own(scan, at):
            return True
        at = max(scan.segments.clause(at)[1], at + 1)
    return False


def _names_own(scan: Scan, clause: int) -> bool:
    """Whether the clause opens with an office of the reporter's own level ("……38项，乡综合行政执法办公室7月挂牌")."""
    view = scan.view
    time = _TIME.match(view, clause) if view[clause : clause + 1] in _TIME_HEADS else None
    at = clause if time is None else time.end()
    own = _OWN_OFFICES.get(_standing(scan).tier)
    return own is not None and own.match(view, at) is not None


def _after_time(view: str, at: int) -> bool:
    """Whether nothing but a time stands between the clause's head and ``at`` ("9月市司法局……")."""
    low = max(view.rfind(mark, max(at - _TIME_LONG, 0), at) for mark in _BOUND) + 1
    time = _TIME.match(view, low) if low or at <= _TIME_LONG else None
    return time is not None and time.end() == at


def _plainly_above(frame: Frame, cue: Cue, start: int) -> bool:
    """Whether a passage that begins with a superior's own name tells that superior's act and not one done to us."""
    return _PARTIES.get(cue[2], 9) <= 1 and not _to_us(frame.scan, start, frame.span.end)


def _to_us(scan: Scan, start: int, end: int) -> bool:
    """Whether ``[start, end)`` says that it was done to the reporter; 对我市各区 in a district's report is not."""
    tier = _standing(scan).tier
    return any(
        _TIER_OF.get(found["tier"] or found["here"], 9) >= tier for found in _TO_US.finditer(scan.view, start, end)
    )


def _is_above(category: str, tier: int) -> bool:
    return category == "superior-any" or _PARTIES[category] < tier


def opens_above(frame: Frame) -> bool:
    """Whether the clause opens with the name of a higher level's office or place; looked at once for a frame."""
    if frame.opens_above is None:
        frame.opens_above = _named_above(frame.scan, frame.clause_start) is not None
    return frame.opens_above


def _named_above(scan: Scan, clause: int) -> int | None:
    """Where a higher level's office or the superior place's name that opens the clause ends."""
    view, standing = scan.view, _standing(scan)
    if view[clause : clause + 1] in _TIME_HEADS and (time := _TIME.match(view, clause)):
        clause = time.end()
    if view[clause : clause + 1] not in standing.heads:
        return None
    for pattern in standing.offices:
        name = pattern.match(view, clause)
        if name is not None:
            return name.end()
    for place in standing.places.get(view[clause : clause + 1], ()):
        if view.startswith(place, clause):
            return clause + len(place)
    return None


@dataclass(frozen=True, slots=True)
class _Standing:
    """Where the reporter stands: its ``tier``, and what names those above it.

    ``above`` are the cue categories of its superiors, ``offices`` the names of higher levels' offices, ``places``
    the places above it or elsewhere, by their first characters, ``heads`` what all these begin with. ``own`` is the
    reporter's name, empty where it is not known.
    """

    tier: int
    own: str
    above: frozenset[str]
    offices: tuple[re.Pattern[str], ...]
    places: Mapping[str, Sequence[str]]
    heads: frozenset[str]


def _standing(scan: Scan) -> _Standing:
    known = scan.notes.get("standing")
    if isinstance(known, _Standing):
        return known
    identity = scan.report.identity
    tier = own_tier(identity, scan.view)
    # A department whose own level is not known may itself be the 市局 or 县局 that is named.
    highest = min(tier, 2 if tier == _OWN_TIER["department"] else tier)
    own = identity.issuer.value if identity.issuer else ""
    places = other_places(scan, own, tier)
    above = frozenset(category for category in SUPERIORS if _is_above(category, tier))
    offices = tuple(pattern for level, pattern in _OFFICES if level < highest)
    if tier > 2 and (identity.kind != "department" or 3 < tier < _OWN_TIER["department"]):
        offices += (_CITY_BUREAU,)  # in a city bureau's own report 市局 is itself
    made = scan.notes["standing"] = _Standing(tier, own, above, offices, places, _OFFICE_HEADS.union(places))
    return made


def _acts(scan: Scan, cues: list[Cue], begins: int, ends: int) -> bool:
    """Whether the name that ends at ``ends`` is followed by an act of its own in its clause."""
    if _NOT_ACTING.match(scan.view, ends):
        return False
    limit = scan.segments.clause(begins)[1]
    if _ACTING.search(scan.view, ends, limit):
        return True
    return any(ends <= cue[0] < limit and cue[2] in ("done", "act", "making") for cue in cues)


def own_tier(identity: Identity, view: str = "") -> int:
    """The reporter's tier: names of a smaller tier are its superiors.

    A county-level city calls itself 市; a department stands one tier below the government of its level.
    """
    tier = _OWN_TIER[identity.kind]
    issuer = identity.issuer.value if identity.issuer else ""
    if identity.kind == "county" and (issuer.endswith("市") or "市人民政府" in issuer or "市政府" in issuer):
        return 2
    if not issuer and identity.kind == "county" and view.count("我市") > view.count("我县") + view.count("我区"):
        return 2
    if identity.kind == "department":
        last = [(issuer.rfind(mark), tier) for mark, tier in _TIER_MARKS if mark in issuer]
        return max(last)[1] if last else 5
    return tier
