"""Clauses that only take a stand: praise, resolve, a matter named and nothing done with it."""

from __future__ import annotations

import re

from checker.language import AIMS, Frame, Scan, concrete

# "信访工作切实加强，……": praise of a matter, nothing done with it.
_PRAISED = re.compile(
    r"[^，。；：]{2,20}?(?:不断|切实|持续|进一步|有效|明显|显著|稳步|得到|日益|逐步)+"
    r"(?:加强|提升|提高|优化|加大|增强|改善|好转|深化|深入|巩固|强化|受到看重|受到重视|凸显|显现)[，。；]?$"
    r"|[^，。；：]{2,14}?(?:历来|一直|一贯|始终|向来)(?:都|是)?(?:很|十分|非常|高度)?重视[，。；]?$"
    r"|[^，。；：将把]{2,14}?(?:常抓不懈|从不放松|毫不放松|(?:摆在|放在)[^，。；]{0,6}(?:位置|首位|心上)|记在心上|扛在肩上)[，。；]?$"
    r"|[^，。；：]{2,10}?始终(?:秉持|坚持|树立|牢记|当好“?店小二)"
    r"|(?:努力|力求|始终|着力)?让[^，。；：\d]{2,20}(?:力度|温度|满意|放心|安心|舒心|暖心)[，。；]?$"
    r"|(?:全力|着力|努力|大力|积极)*营造[^，。；：\d]{2,20}(?:氛围|环境|生态)[，。；]?$"
    r"|(?:严格|认真|切实|全面|坚决)?(?:落实|执行|遵守|贯彻)[^，。；：\d]{2,14}要求[，。；]?$"
)
# "案卷评查意义重大", "把案卷评查作为重中之重", "案卷评查永远在路上": what is thought of it, not what is done with it
_ESTEEMED = re.compile(
    r"[将把][^，。；：]{2,20}?(?:作为|当作|视为|摆在|放在|置于)(?![^，。；]{0,12}(?:考核|考评|绩效|述职))[^，。；]{0,8}(?:重中之重|头等大事|首要|重要|重点|中心|基础|关键|生命线|突出|优先|先导)[^，。；]{0,6}[，。；]?$"
    r"|(?:深刻|充分|清醒|高度|准确)*(?:认识|理解|领会)(?:到)?[^，。；]{0,16}(?:重要性|意义|必要性|紧迫性|作用|内涵)[，。；]?$"
    r"|[^，。；：]{2,16}?(?:意义重大|意义深远|至关重要|十分重要|尤为重要|不言而喻|刻不容缓|势在必行|责任重大|迫在眉睫|不可或缺|不容忽视"
    r"|深入人心|蔚然成风|日益浓厚|得到普及|家喻户晓|蒸蒸日上|方兴未艾|如火如荼|有声有色|风生水起|亮点纷呈|迈上(?:了)?新台阶|上(?:了)?新(?:台阶|水平|高度)"
    r"|有口皆碑|交口称赞|赞不绝口|好评如潮|可圈可点|硕果累累|成果丰硕|成绩斐然|有目共睹|令人瞩目|深得民心|深入民心|人气旺"
    r"|(?:有(?:情怀|担当|温度|力度|作为|深度|厚度|高度|态度|速度)、?){1,3}|(?:赢得|收获|博得|受到|广受)[^，。；]{0,10}(?:点赞|好评|口碑|赞誉|掌声|称赞|欢迎)"
    r"|开创新局面|展现新作为|呈现新气象|一以贯之|久久为功|永远在路上|没有休止符|没有完成时|驰而不息|持之以恒|锲而不舍|坚持不懈)[，。；]?$"
    r"|(?:增强|强化|树牢|提升|提高|筑牢|厚植)[^，。；]{2,14}(?:自觉|意识|观念|理念|思维|认识|责任感|使命感|紧迫感)[，。；]?$"
    r"|[^，。；：\d]{2,24}?(?:氛围|意识|观念|理念|共识|风气|习惯|思维)(?:逐步|初步|基本|正在|日益|更加|已经?|愈[发加])*(?:形成|养成|树立|浓厚|增强|深厚)[，。；]?$"
    r"|[^，。；：]{2,20}?(?:秩序|形势|态势|局面|大局)(?:总体|持续|保持|整体|更加|进一步)*(?:平稳|稳定|良好|向好|可控|和谐)[，。；]?$"
    r"|[^，。；：\d]{2,24}?保持(?:了)?(?:良好|平稳|稳定|向好)[^，。；]{0,4}[，。；]?$"
    r"|[^，。；：\d]{2,20}?(?:已|已经|渐|逐渐|日益)?(?:成|成为|蔚为)了?(?:新)?(?:常态|风尚|风气|共识|习惯|自觉)[，。；]?$"
    r"|[^，。；：\d]{2,20}?(?:挥|亮)(?:出|起)?(?:利剑|剑)[，。；]?$|[^，。；：\d]{2,24}?(?:竞相开花|遍地开花|生根发芽|开花结果|落地生根|枝繁叶茂|绽放[^，。；]{0,4})[，。；]?$"
    r"|(?:助力|紧扣|旨在|意在|致力于|服务于|着眼于?|志在)[^，。；：\d]{2,20}[，。；]?$"
)
# "深入开展法治宣传教育，大力弘扬法治精神，努力营造……氛围": how hard one tries, and what for; no deed has a name
_TRYING = (
    "深入|大力|努力|积极|扎实|切实|认真|全面|持续|不断|进一步|着力|严格|自觉|主动|坚决|充分|有效|稳步|有力|加快|始终|牢固"
    "|广泛|全力|继续|纵深"
)
_AIMING = "弘扬|营造|接受|保障|增强|提升|提高|树立|维护|促进|确保|打造|让|夯实|筑牢"
_TRIES = re.compile(
    rf"[ 　]*(?:[省市州县区旗镇乡]政府|我[省市州县区旗镇乡街局厅]|全[省市州县区旗镇乡街局厅](?:上下)?|街道)?"
    rf"(?:(?:{_TRYING})+(?:开展|推进|推动|做好|抓好|加强|强化|落实|贯彻|执行|深化|规范|实施|坚持|履行|优化|{_AIMING})|健全|完善|坚持|{_AIMING})"
    r"[^，。；：\d《》“”（）]{2,20}[，。；]?$"
)
_AIMS_AT = re.compile(rf"[ 　]*(?:{_TRYING})*(?:{_AIMING})")
_NAMED_DEED = re.compile(
    "活动|(?<!社)会(?!主义|各)|宣讲|讲座|培训|检查|行动|[周月日]|试点|平台|窗口|清单|办法|方案|机制|中心|[站网队员班]|进[村社企校机单]|评[判议价测]|测评|打分|约谈|督查|督察|考核|评查"
)
# "县政府自觉接受……监督", "我们始终把……", "全县上下牢固树立……": the reporter itself
_OURSELVES = re.compile(
    r"(?:我们|[我本全][省市州县区旗镇乡街局厅委](?:上下|各级|各部门|干部职工)?|[省市州县区旗镇乡]政府|街道(?:办事处)?|管委会|局党组|[镇乡]党委)(?:还|也|都)?"
)
# "努力做到小事不出村": what is striven for
_NO_DEED = ("做到",)
# "整改将作为下一年督查重点"
_TO_COME = re.compile(
    r"[^，。；了已]{0,16}(?:将(?=[^，。；了已]{0,12}(?:下一年|明年|来年|今后|重点))|下一年度?将|明年将|拟(?=[于在])|计划(?=[于在]))"
)
_HABIT = re.compile("每[年季月周日半]|定期|逐[件案份个]|一律|常态")


def is_stand(here: Frame, start: int, end: int) -> bool:
    """Whether a clause that was taken for a deed by the matter's own words ("筑牢公平竞争审查防线") only takes a stand.

    A habit ("坚持每年清理") and a mechanism that is made ("健全……机制") are more than that.
    """
    view, low = here.view, here.clause_start
    if here.has_figure or _HABIT.search(view, low, here.clause_end) or view.startswith(("健全", "完善"), low):
        return False
    return is_slogan(here.scan, start, end)


def only_tries(here: Frame) -> bool:
    """Whether every clause of the passage's span says how hard one tries or what for, and none names a deed."""
    scan, span = here.scan, here.span
    if here.has_figure or scan.counts(span.start, span.end):
        return False
    at, aims = span.start, False
    while at < span.end:
        high = scan.segments.clause(at)[1]
        if _TRIES.match(scan.view, at, high) is None or _NAMED_DEED.search(scan.view, at, high) is not None:
            return False
        aims = aims or _AIMS_AT.match(scan.view, at, high) is not None
        at = high
    return aims


def is_slogan(scan: Scan, start: int, end: int) -> bool:
    """A clause that only takes a stand ("坚持……，切实……"), with no act in its whole span."""
    low, high = scan.segments.span(start)
    clause = scan.segments.clause(start)[0]
    heads = scan.lexicon.slogan_heads
    while clause < start and scan.view[clause] in " 　":
        clause += 1
    who = _OURSELVES.match(scan.view, clause, start)
    if who is not None:
        clause = who.end()
    limit = scan.segments.clause(start)[1]
    praised = _PRAISED.match(scan.view, clause, limit) or _ESTEEMED.match(scan.view, clause, limit)
    if not (praised is not None or scan.view.startswith(heads, clause) or scan.view.startswith(heads, low)):
        return False
    # the matter's own words (公平竞争审查) tell no act beside it, but for a paper that is made (制定行动方案);
    # nor do those of another clause that praises
    told = [
        cue
        for cue in scan.cues(low, high)
        if not scan.view.startswith(AIMS, cue[0] - 2)
        and scan.view[cue[0] : cue[1]] not in _NO_DEED
        and not _in_praise(scan, cue[0], start)
    ]
    made = {cue[:2] for cue in told if cue[2] == "making"}
    cues = [cue for cue in told if cue[1] <= start or end <= cue[0] or cue[2] == "hollow" or cue[:2] in made]
    return not scan.counts(low, high) and concrete(scan.view, cues, ("event", "outcome", "done")) is None


def _in_praise(scan: Scan, at: int, start: int) -> bool:
    """Whether ``at`` stands in a clause that only praises, aims or plans, another one than that of ``start``."""
    low, high = scan.segments.clause(at)
    if low <= start < high:
        return False
    return praises(scan, low, high) or _TO_COME.match(scan.view, low, high) is not None


def praises(scan: Scan, low: int, high: int) -> bool:
    """Whether the clause ``[low, high)`` is praise, or says what is thought of a matter."""
    return _PRAISED.match(scan.view, low, high) is not None or _ESTEEMED.match(scan.view, low, high) is not None
