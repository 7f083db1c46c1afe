"""Does the passage tell a plan?"""

from __future__ import annotations

import re

from checker.language.frame import Frame, concrete, futures, governing
from checker.language.pending import pending
from checker.language.scan import Scan

# "拟罚款5万元以上的案子，先由法制机构审核" tells which cases, no plan
_INTENDED = re.compile(
    r"[\s　]*(?:[一二三四五六七八九十]是|\d{1,2}[.．、]|[（(][一二三四五六七八九十]{1,2}[）)])?"
    r"拟(?!订|定|稿)(?![^，。；于]{1,24}的(?:[一-龥\d]|，))[一-龥]"
)
# "县政府拟办理……", "按要求计划向……": the same behind who means to, or by what; not "审查各单位拟上会议题", "年度计划"
_WHO = "局县市区镇乡省州旗盟厅委办府门院所站队处科室组会位家我们求规究前还也"
_WITH = (
    "向|对|把|将|从|由|与|为|在|于|用|组织|开展|公布|出台|制定|印发|举办|召开|建立|成立|聘请|修订|推出|推行|实施|启动|建设|新建|完成|安排|报告|全面|进一步"
    "|分批|逐步|办理|清理|评查|配备|选派|选聘|调整|编制|梳理|推广|引入|设立|申报|争取|继续|抓紧|尽快|加快"
)
_MEANT = re.compile(
    rf"拟(?<=[{_WHO}定年月季]拟)(?!订|定|稿|出(?!台)|好|成|就|写|具|人选|任|提拔|录用|聘用|处罚|作出|签(?!订|约)|发展对象|上会|态|合)(?![^，。；于]{{1,24}}的(?:[一-龥\d]|，))[一-龥]"
    rf"|计划(?<=[{_WHO}]计划)(?={_WITH})|准备(?<=[{_WHO}]准备)(?={_WITH})"
    rf"|计划(?<![^，；。\n]计划)(?=[向对把将从由与为在于])|准备(?<![^，；。\n]准备)(?=[向对把将从由与为在于])"
)
_HANDLED = re.compile(r"(?:审查|审核|把关|审理|公示|评估|论证|听取|受理|收到|审议|对|就|将|把|为)[^，。；]{0,12}\Z")
_CARRIED_OUT = re.compile(r"[了已]|均|全部|一律|必?须|应[当在]|实际|超额|如期|按期|完成[率了]")
# "今年的目标任务是评查案卷120卷", "准备组织评查2次": what is aimed at, whatever its figures.
_AIMED = re.compile(
    r"(?:目标(?:任务|值)?|任务目标|年度任务|计划数|指标)(?:是|为|定为|：)(?![^。；]{0,40}(?:实际|完成|超额|[了已]))"
)
# "案卷评查全年目标120卷", "以评查120卷为目标", "责任书载明评查120卷", "计划评查120卷": a figure that is aimed at
_TARGET_BEHIND = re.compile(
    r"的?(?:全年|年度|年初|预期|考核|既定)?(?:目标(?:任务|值|数)?|任务(?:数|量)|指标(?:数|值)|计划数)(?:是|为|定为|：|设为)?[^，。；\d完]{0,4}\d|的?(?:全年|年度|考核)?指标(?:是|为|定为|：|设为)[^，。；\d完]{0,4}\d|的?(?:全年|年度)指标\d"
    r"|[^，。；\d]{0,8}(?:力争|争取|力求|应|要|须|拟)(?:达到?|完成|实现|不少于|不低于)[^，。；]{0,3}\d"
)
_AS_TARGET = re.compile(r"以[^，。；]{0,24}\d[^，。；]{0,6}为(?:目标|指标|任务)")
_LAID_DOWN = re.compile(
    r"(?:责任书|任务书|目标责任制|考核(?:办法|细则|标准|指标)?|制度|细则|合同|协议)(?:中|里|上)?(?:规定|载明|列明|写明|约定|要求|明确|定下)(?!的|了)"
    r"|(?:\A|(?<=[，。；\n]))规定(?=每|各|全年)|按[^，。；]{0,10}(?:标准|要求|规定|办法)，?应(?!诉|急|对|[^，。；]{0,12}的)"
    r"|确保(?:在|于)?(?:年内|年底前?|\d{1,2}月底?前)|(?:\A|(?<=[，。；\n]))(?:全年|年内|本年|今年)?计划(?=[^，。；\d]{0,12}\d)"
)
_OWN_PAPER = re.compile(r"印发|制定|出台|建立|修订|签订|签下|推行|实行|落实|执行|按照|对照|根据")
_SET_TASK = re.compile(
    r"(?:定下|定了|下达|分解|布置|领受|设定|提出|确定)[^，。；]{0,20}\d[^，。；\d]{0,6}的(?:任务|目标|指标)(?=[，。；\n]|\Z)"
)
_REACHED = re.compile(r"完成|实际|超额|超过|达成|达标|落实|兑现|实现了|已|了|均|全部|累计")
# "……压减至8%以下，是既定目标", "创建示范县，仍是我县努力的方向": what a clause is, the next one says
_IS_AIM = re.compile(
    r"(?:这|那)?(?:也|都|均|仍|还|正|就)*是(?![^，。；]{0,14}(?:赶上|看齐))[^，。；]{0,12}(?:目标|方向|愿景|期望|期盼|任务|奔头)(?:之一|所在)?(?=[，。；\n]|\Z)"
)
_TO_DO = re.compile(
    r"(?:预备(?!党|役|费|案|会|队|级)|设想(?:是|为|在|由)?|构想(?:是|为)?|力求|日后|往后|未来|准备(?!了|金|工作|会|阶段|充分|就绪)|酝酿|谋划|筹划|考虑|预期|有意|想办法|着手|(?:(?<=[，。；\n内县市区镇乡局厅])|\A)计划)"
)
# "待机构到位后启动案卷评查", "条件允许时组织评查": what is waited for stands before the deed
_WAITING = re.compile(
    r"待(?<![接对招看亟期善虐优款交等以留]待)(?![遇办岗业命人客查定续])[^，。；\d了已]{1,20}[后时][，]?(?:再|方|才|即|另行|相应|立即|逐步)?(?=[一-龥])"
    r"|(?:时机|条件|机会)(?:成熟|允许|许可|具备|合适)(?:的?时候?|后|以后|之后|，)|如有(?:需要|必要|条件)|视情(?:况)?(?=开展|组织|启动|安排|实施)|(?:获批|获准|批复|批准|审定)(?:以|之)?后(?:即|立即|随即|再|方可|即可|便可|就)|后续(?<![好了的及和与强抓]后续)(?:将|再|拟)?(?=开展|组织|启动|安排|实施)|择[期日机](?=开展|进行|举行|启动|实施|组织|推开|召开|印发|公布|出台)"
)
_MEANING = ("拟", "计划", "准备")
_IN_PREPARATION = re.compile(r"(?:着手|开始|抓紧|积极|加紧|正在?)(?:筹备|酝酿|谋划|筹划)(?!了)")
# "镇上谋划把老供销社腾出来，办成……", "县里酝酿列一张清单": what is meant to be done, with what it is to be done to
_MEANS_TO = re.compile(
    r"(?:谋划|酝酿|盘算|琢磨|设想|打算(?<![民众人户主方家员]打算)|有意|构想|合计|思谋|预想|想(?<![设思理感构联猜梦着料意预试休回幻狂所之不]想)(?!办法|法|方|[^，。；]{1,10}(?:所想|的事|的人|的证)|[^，。；]{1,20}[成到好]了))(?:着(?!手)|将|把|从|由|让|向|在|列|办|建|设|用|请|申|聘|以|为|给|选|找|搞|做|推)"
)
_HOW_OFTEN = re.compile(
    r"(?:在|于)?(?:明年|下半年|年内|年底前?|[一二三四]季度|\d{1,2}月(?:份|底前?)?)|每年|每季度?|每半年|定期|逐步|适时|尽快|再|将"
)
_TOWARDS = re.compile(r"对[^，。；]{1,12}?(?=开展|进行|组织|实施)")
# As in frame, what is searched for begins with plain characters.
_WHEN = "(?:从|于|在|到)?(?:明年|下年|来年|下半年|年底|今后|[一二三四]季度)"
_DEBATED = "在(?:酝酿|谋划|论证|准备|筹备|筹划)(?:之中|中|论证)?[，。；]?$"
_UNDER_WAY = (
    "正在?(?:抓紧|加紧|着手|积极|按程序)?"
    "(?:起草|草拟|拟订|拟定|筹备|筹建|筹划|酝酿|谋划|报批|走程序|申报|招标|编制|征求意见|研究|装修|施工|调试)"
)
_PLANNED = re.compile(
    rf"(?:未来|今后|日后|往后)(?:将|会|要|拟|计划)|计划{_WHEN}|拟{_WHEN}|争取{_WHEN}|力争{_WHEN}|有望{_WHEN}|预计{_WHEN}|准备{_WHEN}|打算{_WHEN}"
    r"|待[^，。；]{1,12}[后时]再?(?:印发|出台|列入|实施|推开|启动)"
    r"|待[^，。；]{1,20}后(?:再|方|才|另行|相应)[^，。；]"
    rf"|尚{_DEBATED}|正{_DEBATED}|{_DEBATED}"
    r"|拟(?<![草模虚比对]拟)[把将与同和由按从再以列纳][^，。；的]+(?=[，。；\n]|\Z)"
    r"|将于|尚在(?:抓紧)?(?:拟订|拟定|起草|制定|编制|研究|筹备|筹建|招标|征求意见|报批)"
    rf"|{_UNDER_WAY}"
)
_NOT_BEGUN = ("筹备", "筹划", "酝酿", "谋划")
# "正在筹建行政执法监督机构", "述法报告正在起草": begun, but not there.
_BEGUN = re.compile(_UNDER_WAY)
_INTENDS = re.compile(r"(?:计划|拟|争取|力争|有望|预计|准备|打算)(?:从|于|在|到)?$")
# "将整改情况向社会公开", "将承接的事项列成清单": what looks like a verb belongs to the thing that is disposed of.
_DISPOSED = re.compile(r"将[一-龥]{1,4}(?:情况|结果|进展|过程|的)")
_FINISHED = re.compile(r"(?<![为除罢])了(?![解如])")
_FROM_THEN = re.compile(r"20\d\d年(?:\d{1,2}月(?:份|[初底])?)?起")
_EARLY = re.compile(r"[1-3]月")
_YEAR = len("2025年")
_SETTLED = ("了", "已", "均", "全部")


def future(frame: Frame, start: int, end: int) -> str | None:
    """A future cue before or in the passage ``[start, end)``, a 将 that is not 把, or the year after the report's."""
    span = frame.span
    if not span.ahead:
        return None
    view, scan = frame.view, frame.scan
    for cue in futures(span.cues):
        if cue[0] < end:
            return frame.text(cue)
    described = any(cue[2] == "pseudo-future" for cue in span.cues)
    if _planned_beside(frame, end) and not described:
        return view[frame.clause_start : frame.clause_end].rstrip("，。；")
    if not described and _intended(frame, end):
        return "拟"
    aimed = _aimed(frame, start, end)
    if aimed is not None:
        return aimed
    waiting = None if described else pending(frame, start, end)
    if waiting is not None:
        return waiting
    if scan.next_year and _next_year_behind(frame, end):
        return scan.next_year
    opening = governing(scan, span.start)
    if opening is not None and view.find("已", span.start, start) < 0:
        return opening
    at = view.find("将", span.start, end)
    while at >= 0:
        if is_future_jiang(scan, at):
            return "将"
        at = view.find("将", at + 1, end)
    at = scan.later_year(span.start, start)
    if at >= 0:
        mark = view[at : at + _YEAR]
        # The last year of a range ("2021—2025年") or of a title is no plan.
        ranged = at > 0 and view[at - 1] in "—-至到–~～"
        titled = scan.segments.title_at(at, at + len(mark)) is not None
        settled = any(view.find(word, at, end + 12) >= 0 for word in _SETTLED)
        settled = settled or view.endswith(("已于", "已在", "已经于", "已经在"), 0, at)
        # "2024年1月，召开……": reports are written in the months after their year.
        settled = settled or (
            not _FROM_THEN.match(view, at)
            and _EARLY.match(view, at + len(mark)) is not None
            and bool(concrete(view, frame.here, ("event",)))
        )
        if not (ranged or titled or settled):
            return mark
    return None


def _intended(frame: Frame, end: int) -> bool:
    """拟 opens the clause, or an earlier one of the span whose plan the clause goes on with ("拟聘请律师，发挥……")."""
    view, scan = frame.view, frame.scan
    if _INTENDED.match(view, frame.clause_start, end) or _meant(frame, frame.clause_start, end):
        return True
    at = frame.span.start
    if frame.clause_start == at or not any(view.find(word, at, frame.clause_start) >= 0 for word in _MEANING):
        return False
    if frame.has_figure or any(word in view[frame.clause_start : frame.clause_end] for word in _SETTLED):
        return False
    if any(cue[2] == "own" and cue[0] == frame.clause_start for cue in frame.here):
        return False
    while at < frame.clause_start:
        after = scan.segments.clause(at)[1]
        if _INTENDED.match(view, at) or _meant(frame, at, after):
            return True
        at = after
    return False


def _meant(frame: Frame, low: int, high: int) -> bool:
    """Whether ``[low, high)`` of a clause says who means to do something, and nothing behind it that it was done."""
    view = frame.view
    found = _MEANT.search(view, low, high)
    return (
        found is not None
        and _HANDLED.search(view, low, found.start()) is None
        and _CARRIED_OUT.search(view, found.end(), frame.span.end) is None
    )


def _aimed(frame: Frame, start: int, end: int) -> str | None:
    """A target or an intention right before the deed ("目标是……", "准备组织……"), or a later year's plan it is in."""
    view = frame.view
    aim = _IS_AIM.match(view, frame.clause_end, frame.span.end)
    if aim is not None:
        return aim[0]
    laid = _figure_set(frame, start, end)
    if laid is not None:
        return laid
    target = _AIMED.search(view, frame.clause_start, frame.span.end)
    if target is not None and target.start() <= start:
        return target[0]
    means = (
        None
        if frame.scan.counts(frame.clause_start, end)
        else _MEANS_TO.search(view, frame.span.start, frame.next_clause_end)
    )
    if means is not None and not any(word in view[means.end() : frame.next_clause_end] for word in ("了", "已")):
        return means[0]
    begun = _IN_PREPARATION.search(view, frame.clause_start, end)
    if begun is not None and not frame.scan.counts(frame.clause_start, frame.span.end):
        return begun[0]
    waiting = None if frame.has_figure else _WAITING.search(view, frame.clause_start, frame.clause_end)
    if waiting is not None and not any(word in view[waiting.end() : frame.clause_end] for word in ("了", "已")):
        return waiting[0]
    for found in _TO_DO.finditer(view, frame.clause_start, end):
        often = _HOW_OFTEN.match(view, found.end())
        towards = _TOWARDS.match(view, often.end() if often else found.end())
        place = towards.end() if towards else often.end() if often else found.end()
        if any(cue[0] == place and cue[2] in ("done", "act", "event", "making") for cue in frame.here):
            return found[0]
    return None


def _figure_set(frame: Frame, start: int, end: int) -> str | None:
    """The words that make the clause's figure a target that is set, where nothing says that it was reached."""
    view, low, high = frame.view, frame.clause_start, frame.clause_end
    if not frame.has_figure or _REACHED.search(view, low, frame.span.end) is not None:
        return None
    found = (
        _TARGET_BEHIND.match(view, end, high)
        or _AS_TARGET.search(view, low, high)
        or _laid_down(frame, start)
        or _SET_TASK.search(view, low, high)
    )
    return None if found is None else found[0]


def _laid_down(frame: Frame, start: int) -> re.Match[str] | None:
    """What a paper lays down that the reporter did not issue, sign or carry out itself."""
    view, low = frame.view, frame.clause_start
    found = _LAID_DOWN.search(view, low, max(start, low))
    return None if found is None or _OWN_PAPER.search(view, frame.span.start, found.end()) else found


def _planned_beside(frame: Frame, end: int) -> bool:
    """ "监督员队伍计划明年上半年组建": a plan told behind the matter, nothing done between; or "正在" before it."""
    found = _PLANNED.search(frame.view, end, frame.clause_end)
    at = _jiang_behind(frame, end) if found is None else found.start()
    if at < 0:
        begun = _BEGUN.search(frame.view, frame.clause_start, end)
        return begun is not None and (not frame.has_figure or begun[0].endswith(_NOT_BEGUN))
    if "了" in frame.view[frame.clause_start : frame.clause_end]:
        return False
    # 培训考试将…… tells no 考试: it is what is planned
    between = [cue for cue in frame.here if end <= cue[0] and cue[1] < at]
    return concrete(frame.view, between, ("done", "event")) is None


def _jiang_behind(frame: Frame, end: int) -> int:
    """Where a future 将 stands in the clause behind the matter ("培训考试将在省里部署后组织"); -1 if nowhere."""
    at = frame.view.find("将", end, frame.clause_end)
    while at >= 0 and not is_future_jiang(frame.scan, at):
        at = frame.view.find("将", at + 1, frame.clause_end)
    return at


def _next_year_behind(frame: Frame, end: int) -> bool:
    """ "述法的事，准备从2024年起与述职放在一块做": a plan for the year after the report's, told behind the matter."""
    view = frame.view
    at = view.find(frame.scan.next_year, end, frame.span.end)
    return (
        at >= 0
        and _INTENDS.search(view, max(end, at - 8), at) is not None
        and "了" not in view[frame.clause_start : at]
        and "已" not in view[frame.clause_start : end]
        and not frame.scan.counts(frame.clause_start, at)
    )


def is_future_jiang(scan: Scan, at: int) -> bool:
    """Future 将 is followed by a verb or an adverb at once; 将 = 把 by the thing that is disposed of."""
    view = scan.view
    before, after = view[at - 1 : at], view[at + 1 : at + 2]
    if (before == "即" and view[at - 2 : at - 1] not in ("随", "立", "当")) or view.endswith("计划", at - 2, at):
        return True
    if before in ("必", "终", "现") or after in ("军", "领", "近", "来"):
        return False
    surely, usually, disposal = scan.lexicon.behind_jiang
    if view.startswith(surely, at + 1):
        return True
    if not view.startswith(usually, at + 1):
        return False
    clause = view[at : scan.segments.clause(at)[1]]
    if _DISPOSED.match(clause):
        return False
    # "将依法行政情况与履行党建责任情况一并进行了报告": 把
    return not any(word in clause for word in disposal) and not _FINISHED.search(clause)
