"""Does the passage only demand, guide or define?"""

from __future__ import annotations

import re

from checker.language.duties import MODAL, REQUIRE, SPEECH
from checker.language.frame import SUPERIORS, Frame, concrete
from checker.language.packed import Cue

# "每年不得少于1次", "每半年至少应听取一次": the figure is the demand's own.
_NORM = re.compile(
    r"不得?(?:少于|低于|多于|高于|超过)[^，。；]{0,10}?[\d一二两三四五六七八九十]|至少[^，。；\d]{0,10}[一二两三四五六\d]"
    r"|要(?:达到|保持在?|控制在)[^，。；\d]{0,4}\d"
)
# "要求各单位评查案卷120卷", "各镇要组织2次"; not "各单位应评查的120卷均已评查".
_ASKED = re.compile(
    r"要求(?<![的关相作部署体件法定照级文项务]要求)(?!的)|(?:希望|倡导|号召|呼吁|建议|鼓励)(?:各|有条件)"
    r"|各[^，。；的]{1,10}?(?:要(?![求点素件])|应当?|必?须|务必)|(?:单位|部门|机关|人员|干部|队员)(?:须(?!经)|应当?)(?!出庭|公开|备案|移送|受理)"
    r"|(?<![，。；\n])(?:会议|同志)(?:强调|要求|指出)|(?:强调|指出|提出)要|必须|务必|责成|倡议|呼吁|号召|规定(?=各|所有|全体)|[都均也]应|应(?=于|在[^，。；]{1,6}前)"
    r"|(?:干部|领导|人员|同志|单位|部门|机关|级|都|\A|(?<=[，。；\n]))要(?![求点素件])"
)
# "评查2次是硬性要求", "把……作为必答题"
_IS_ASKED = re.compile(
    r"(?:是|作为)(?:一项|每个[^，。；的]{1,8}的|各[^，。；的]{1,8}的)?(?:硬性要求|规定动作|硬任务|硬指标|必答题|底线要求|刚性要求)(?=[，。；\n]|\Z)"
)
# "考核办法规定，各单位……", "省里要求……", "上级要求，每年……": who says it, and what is said.
_ORDERED = re.compile(
    r"(?<![向对给到由按照据])(?:会议|通知|文件|方案|意见|办法|条例|规定|要点|决定|纲要|上级|中央|国家|国务院|司法部|[省市县区州旗]里|[省市县区州旗](?:委|政府|人大|司法[厅局]|依法治[省市县区]办)"
    r"|[总副]?书记|[省市县区镇乡局厅]长|领导)(?:会议|同志)?(?:还|并|也|进一步|统一|都|均|下文|发文|行文|来文)?"
    r"(?:要求|规定|明确|提出|强调|指出)(?:(?!的)|(?=的是))(?:我[省市县区镇乡局厅街])?[，：]?"
)
# "群众希望开展评查", "代表建议加强培训": who wishes, and what is wished
_WISHED = re.compile(
    r"(?:群众|企业|商户|居民|村民|专家|学者|代表|委员|律师|网民|社会各界|当事人)[^，。；\d]{0,6}?(?:(?:反映|提出|来信|来电|留言|座谈时说)，?[^，。；\d]{0,4}?)?(?:希望|盼望|期盼|呼吁|期待|建议(?!的|和|、|提案|办|答|回|案|件|\d|[，。；]))"
)
_TOLD_BEFORE = 12
"""How far before the clause "群众反映，" may begin."""
_MET = re.compile(r"[了已均]|实际|全部|累计|先后|的(?!要求)")
_ABOUT = re.compile(r"[ 　]*(?:面?对(?!照|接|标)于?|针对|就)[^，。；]{2,40}，")
_NAMES_ONLY = re.compile(r"[ 　]*[^，。；：了已把将对由在《》“”\d]{4,24}，")
_OWN_PAPER = re.compile("[按依遵对]照|根据|落实|贯彻|印发|制定|出台|下发|召开|通过|审议|修订")
_FOLLOWING = re.compile("[按依遵对]照|根据|按(?=[^，。；照]{1,8}要求)")
_OWN = ("我", "本")
_ISSUED = re.compile("印发|下发|发文|行文|去函|通知|文件|会议|通报|办法|方案|意见")
_BORE_FRUIT = re.compile(
    r"(?:全年|今年|年内|本年度?|截至[^，。；]{1,8}|比上年|较上年)[^，。；要应将]{0,16}"
    r"(?:\d|[一二三四五六七八九]成|减少|下降|增加|上升|压减|办结|办理|完成)"
)
_SINCE_THEN = re.compile(
    r"[了已]|全年|今年|年内|累计|截至|会后|随后|据此|为此|目前|[我本](?=[省市县区州镇乡局厅街旗])|(?<!要)经(?=[^，。；]{2,16}[，])"
)
_DONE_TO = re.compile(r"(?:纳入|列入|写入|印发|制定|出台|召开|开展|建立|成立|举办|组织|完成)了")
_GOES_ON_ASKING = re.compile(r"[要应须]|必须|务必|各|确保|强调|明确|切实|进一步|全[省市县区镇局]")
_KEPT = ("坚持", "实行", "推行", "严格执行", "严格落实")
_GUIDE = re.compile(
    r"(?:为|为了)?(?:深入|全面|认真|切实|严格|进一步)*"
    r"(?:贯彻落实|贯彻执行|贯彻|根据|按照|依照|依据|遵照|对照|为落实|为推进)(?!落实到|执行到)"
)
# "围绕规范权力运行、转变政府职能、优化营商环境的目标，": several things that are only aimed at
_AIMS = re.compile(
    r"[ 　]*(?:紧紧)?(?:围绕|聚焦|紧扣|锚定|瞄准|对标)[^，。；\d]{2,14}(?:、[^，。；、\d]{2,14})+的?"
    r"(?:总?目标|要求|任务|主题)，"
)
_GUIDE_ENDS = ("要求", "部署", "精神", "规定", "任务", "安排", "意见", "方案")
_ON = re.compile(r"把|将|让|使|推动|确保|切实|努力|真正|做到(?!了)")
_DEFINITION = re.compile(
    r"[是作以](?:(?:(?<=是)|(?<=作)为)[^，。；]{0,24}(?:手段|抓手|窗口|组成部分|途径|必然要求|内在要求|前提|应有之义|大势所趋|关键所在|基石|法宝|底线"
    r"|生命线|必由之路|渠道|最后一道防线|第一道防线|集中体现|重要标志|重要保障)[，。；]?$"
    r"|(?<=以)[^，。；]{2,40}为(?:抓手|契机|目标|重点|着力点|主线|引领|牵引|统领|突破口|切入点|载体|导向)[，。；]?$)"
)


def demand(frame: Frame, start: int, end: int) -> str | None:
    """A demand on others or a norm: 要求各镇……, 应当……, or a modal 要 that governs the passage."""
    span = frame.span
    if not span.demanding or (frame.has_figure and not _demands_figure(frame, end)):
        return None
    # In its own clause a demand governs; from an earlier clause only where nothing concrete follows.
    # The matter's own words are no act beside it ("要落实述法制度，把履职情况作为述职的重要内容").
    beside = [cue for cue in frame.here if cue[0] < start or cue[1] > end]
    speech = _speech(frame)
    if speech is not None:
        return speech
    carries = concrete(frame.view, beside, ("event",)) is None or _goes_on(frame)
    for cue in span.cues:
        if cue[2] != "demand" or cue[0] >= frame.clause_end or not (carries or cue[0] >= frame.clause_start):
            continue
        if frame.view.startswith("任务必", cue[0] - 1):
            continue
        # "对年度工作提出明确要求，及时向市政府报送……", "要求各部门抓好落实，将……纳入了考核": what follows is a deed
        if cue[0] < frame.clause_start and _goes_back(frame, cue):
            continue
        # "未经法制审核一律不得下达", "坚持……必须审核后才能上会": rules in force at the reporter's, no demand on others
        if frame.text(cue) == "不得" and "未经" in frame.view[span.start : cue[0]]:
            continue
        if frame.text(cue) == "必须" and frame.view.startswith(_KEPT, span.start):
            continue
        return frame.text(cue)
    # a passage that reaches over a comma may hold the demand itself ("审计查出的问题，要求被审计单位……")
    asked = end if "，" in frame.view[start:end] else start
    modal = MODAL.search(frame.view, span.start, frame.clause_end)
    if modal is None:
        modal = REQUIRE.search(frame.view, span.start, frame.clause_end)
        behind = modal is not None and modal.start() >= asked
        if modal is not None and behind and not _is_topic_of(frame, end, modal.start()):
            modal = None
        if modal is not None and _FOLLOWING.search(frame.view, frame.clause_start, modal.end()):
            modal = None  # "按照市里要求培训执法人员": what is followed
    if modal is None or "了" in frame.view[modal.end() : frame.clause_end]:
        return None
    # "检查要先备案，全年检查次数减少三成": a rule in force, with what came of it
    if _BORE_FRUIT.search(frame.view, frame.clause_end, span.end):
        return None
    return modal.group()[:2].strip() if modal.start() >= frame.clause_start or carries else None


def _speech(frame: Frame) -> str | None:
    """What opens the speech that the clause stands in, with nothing told between that came of it."""
    view, span = frame.view, frame.span
    said = SPEECH.search(view, span.start, frame.clause_start)
    if said is None or _SINCE_THEN.search(view, said.end(), frame.clause_end) is not None:
        return None
    opening = frame.scan.segments.clause(said.start())[0]
    return None if _OWN_PAPER.search(view, opening, said.start()) else said[0].rstrip("，：")


def _goes_back(frame: Frame, cue: Cue) -> bool:
    """Whether the passage's clause tells again what the reporter did, though a demand stands in a clause before it."""
    view = frame.view
    if _DONE_TO.search(view, frame.clause_start, frame.clause_end):
        return True
    over = view.startswith(("，", "；"), cue[1]) and view.startswith("对", frame.scan.segments.clause(cue[0])[0])
    return over and frame.text(cue).endswith("要求") and not _GOES_ON_ASKING.match(view, cue[1] + 1, frame.span.end)


def _is_topic_of(frame: Frame, end: int, asks: int) -> bool:
    """ "三项制度要求市县两级执法单位落实到位": what the demand behind it is about, with no deed between."""
    return asks < frame.clause_end and not any(end <= cue[0] < asks and cue[2] in ("done", "act") for cue in frame.here)


def _demands_figure(frame: Frame, end: int) -> bool:
    """Whether the figure of the clause is the demand's own: a least number, or what others are told to reach."""
    view, low, high = frame.view, frame.clause_start, frame.clause_end
    if _NORM.search(view, low, high) is not None:
        return True
    asked = _ASKED.search(view, low, high)
    if asked is None or asked.start() >= end or _FOLLOWING.search(view, low, asked.start()):
        return False
    return _MET.search(view, asked.end(), high) is None


def ordered(frame: Frame, start: int) -> str | None:
    """What somebody else said is to be done: "省里要求……", "考核办法规定，各单位……", "印发通知，要求……".

    Not what the reporter's own paper says ("印发方案明确……"), nor what is only followed ("按照省里要求……").
    """
    view, segments = frame.view, frame.scan.segments
    low = segments.clause(frame.clause_start - 1)[0] if frame.clause_start > frame.span.start else frame.clause_start
    asked = _IS_ASKED.search(view, start, frame.clause_end)
    if asked is not None:
        return asked[0]
    wished = _WISHED.search(view, max(frame.span.start, frame.clause_start - _TOLD_BEFORE), start)
    if wished is not None and not frame.has_figure and _MET.search(view, wished.end(), frame.clause_end) is None:
        return wished[0]
    for said in _ORDERED.finditer(view, low, start):
        if said.start() < frame.clause_start and said.end() != frame.clause_start:
            continue
        opening = segments.clause(said.start())[0]
        if _OWN_PAPER.search(view, opening, said.start()) or view.startswith(_OWN, said.end()):
            continue
        if _MET.search(view, said.end(), frame.clause_end) is None:
            return said[0].rstrip("，：")
    if view.startswith("要求", frame.clause_start) and frame.clause_start + 2 <= start and low < frame.clause_start:
        issued = _ISSUED.search(view, low, frame.clause_start) is not None
        if issued and _MET.search(view, frame.clause_start, frame.clause_end) is None:
            return "要求"
    return None


def only_names(frame: Frame) -> bool:
    """Whether the clause only names what the next one is about ("对审计查出的问题，要求……", "职权下放，要……")."""
    if _ABOUT.fullmatch(frame.view, frame.clause_start, frame.clause_end) is not None:
        return True
    deeds = [cue for cue in frame.here if cue[2] in ("done", "event", "making")]
    named = _NAMES_ONLY.fullmatch(frame.view, frame.clause_start, frame.clause_end) is not None
    return named and bool(deeds) and all(frame.view.startswith(("、", "，"), cue[1]) for cue in deeds)


def demand_behind(frame: Frame) -> str | None:
    """A demand in the next clause that says what the clause's stand comes to ("严格落实述法要求，各部门……要把……")."""
    view = frame.view
    found = MODAL.search(view, frame.clause_end, frame.next_clause_end) or REQUIRE.search(
        view, frame.clause_end, frame.next_clause_end
    )
    if found is None:
        return _demanded_of_others(frame)
    if "了" in view[frame.clause_end : frame.next_clause_end]:
        return None
    return None if _BORE_FRUIT.search(view, found.end(), frame.span.end) else found[0]


_FORBIDS = re.compile(
    r"决不能|绝不能|决不允许|绝不允许|决不许|绝不许|务必|(?:各部门|各镇|各乡镇|各单位|各科室|各级)要(?![求点素件])"
)


def demanded_later(frame: Frame) -> str | None:
    """What later clauses demand where the span tells no deed ("初信初访，谁首接谁兜底，决不能……")."""
    view, span = frame.view, frame.span
    found = _FORBIDS.search(view, frame.clause_end, span.end)
    if found is None or "了" in view[span.start : span.end] or frame.scan.counts(span.start, span.end):
        return None
    return found[0] if concrete(view, span.cues, ("done", "event", "making", "outcome")) is None else None


def _demanded_of_others(frame: Frame) -> str | None:
    """ "对审计查出的问题，各责任单位必须照单全收": a demand cue in the next clause, and who it is put to."""
    behind = frame.view[frame.clause_end : frame.next_clause_end]
    if "了" in behind or "未经" in behind:
        return None
    for cue in frame.span.cues:
        if cue[2] == "demand" and frame.clause_end <= cue[0] < frame.next_clause_end:
            return frame.text(cue)
    return None


def _goes_on(frame: Frame) -> bool:
    """Whether the clause goes on with the verb of the one before, with nothing done ("要……，把……作为……")."""
    return (
        _ON.match(frame.view, frame.clause_start) is not None
        and "了" not in frame.view[frame.clause_start : frame.clause_end]
    )


def guide(frame: Frame) -> str | None:
    """A clause that only names what is followed ("按照……要求，"), with the act itself behind it."""
    view, clause_end = frame.view, frame.clause_end
    if frame.has_figure or clause_end >= frame.span.end or view[clause_end - 1] != "，":
        return None
    aims = _AIMS.fullmatch(view, frame.clause_start, clause_end)
    if aims is not None:
        return aims[0].rstrip("，")
    if not _GUIDE.match(view, frame.clause_start):
        return None
    # 贯彻……制度 and 按照要求落实…… are claims of their own; 按照……要求 and 为贯彻…… are not.
    clause = view[frame.clause_start : clause_end].rstrip("，")
    return clause if clause.endswith(_GUIDE_ENDS) or clause.startswith("为") else None


_FOLLOWED = re.compile(
    r"(?:按照?|依照|依据|根据|对照|遵照|贯彻落实|贯彻执行|贯彻|落实|以(?=[^，。；]{2,44}为(?:遵循|依据|准绳|遵照|统领|指引|蓝本)))"
    r"[^，。；]{0,24}?(?:印发|下发|制定|制发|下达|出台|发布|部署)的[^，。；]{0,60}"
)


def followed(frame: Frame, start: int, end: int) -> str | None:
    """What a superior issued and the reporter only follows ("按照省里下发的工作要点抓好分工"), in one clause."""
    if not frame.span.above or frame.has_figure:
        return None
    for match in _FOLLOWED.finditer(frame.view, frame.clause_start, frame.clause_end):
        named = any(cue[2] in SUPERIORS and match.start() <= cue[0] < match.end() for cue in frame.here)
        if named and match.start() <= start and end <= match.end():
            return match[0]
    return None


# "为下一步清理做准备", "为方便日后组织培训，", "以期为复议提供更好保障": what something else is done for
_SERVES = re.compile(
    r"为(?<![作成认称视列定分变改是]为)了?(?P<end>[^，。；]{2,30}?)(?:做(?:好|足|了)?(?:充分)?准备|打(?:好|下|牢)?了?(?:坚实)?基础|铺路|创造了?(?:良好|有利)?条件"
    r"|积累了?(?:经验|素材)|提供了?[^，。；]{0,6}(?:保障|支撑|便利|参考|依据|遵循)|指明了?(?:前进)?方向)"
    r"|为了?(?:方便|便于)(?:日后|今后|以后|将来|下一步)?(?P<later>[^，。；]{2,30})，"
)


def served(frame: Frame, start: int, end: int) -> str | None:
    """The words that make the passage what another act is only to serve."""
    for found in _SERVES.finditer(frame.view, frame.clause_start, frame.clause_end):
        low, high = found.span("end" if found["end"] else "later")
        if low <= start and end <= high:
            return found[0].rstrip("，")
    return None


def definition(frame: Frame) -> str | None:
    """A clause that says what the matter is ("述法是压实责任的有效手段"), not what was done."""
    if frame.has_figure:
        return None
    clause = frame.view[frame.clause_start : frame.clause_end]
    if not _DEFINITION.search(clause):
        return None
    # "把……作为抓手，已通过验收": what follows tells what was done.
    behind = [cue for cue in frame.span.cues if frame.clause_end <= cue[0] < frame.next_clause_end]
    return clause if concrete(frame.view, behind, ("done", "event")) is None else None
