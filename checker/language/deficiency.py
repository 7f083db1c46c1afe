"""Does the passage say that something is lacking?"""

from __future__ import annotations

import re

from checker.language.frame import Frame, concrete
from checker.language.negators import ANSWERED, GONE, NOT_ONE, advised_on
from checker.language.packed import Cue

# "虽然发了文，但录像忘开的情况时有发生": the turn takes back what stands before it.
# 虽已全面完成……但 leaves the deed standing; 虽已全面部署 was none.
_THOUGH = re.compile(r"虽(?:然|说)?(?!已经?(?:全部|全面|基本)(?!部署|启动|推开|铺开|展开|动员|安排))|尽管")
# "出庭情况有明显好转，但离要求仍有差距": praise that is taken back, with no deed in its clause.
_BETTER = re.compile(
    r"(?:好转|改善|改观|进步|起色|提高|提升|增强|加强|进展|好一些|好些|好多了|强一些)，(?=但|可|却|然而|不过)"
)
# "持有行政执法证的仅5人": what is told with 仅 of those who should be there is too few
_ONLY = re.compile(
    r"(?:证|格|职|律师|法制员|队员|人员|力量|人手|编制|工作|岗位)的?(?:仅|只)[有占]?[\d一二两三四五六七八九十]+[人名位个]"
    r"|率(?<!败诉率|纠错率|投诉率|差评率|发案率|逾期率|超期率|差错率|信访率|空置率|举报率|犯罪率|重复率|流失率|失误率|返工率|违约率|事故率|死亡率|退回率|撤销率)(?:仅|只有|不到|不足|才)[\d一二三四五]"
)
# "去年有两个季度贴出去迟了一个多月": what was made public late, by how much
_LATE = re.compile(
    r"(?:贴|挂|发布|公开|公布|更新|公示|报备|备案|报送|上报|送达|答复|回复)(?:出[去来]?|上[去网墙]?)?[^，。；\d已]{0,4}?(?<!推)[迟晚]了"
    r"(?:近|将近|大约)?[\d一二两三四五六七八九十半几好]+[^，。；]{0,3}?[天日周月年季]"
)
# "鼓励乡镇聘请法律顾问，截至年底仅4个乡镇签订了合同"
_ONLY_SOME = re.compile(
    r"(?:截至[^，。；]{1,8}|目前|年底|至今|但|实际)?(?:只有|仅有?|才)[\d一二两三四五六七八九十]+[个家名](?:乡镇|镇街|街道|部门|单位|县区|县|区|市|村|社区)[^，。；\d]{0,12}(?=[，。；\n]|\Z)"
)
# "上半年出庭率只有88%，……，全年升至94.6%"
_RISEN = re.compile(r"(?:升|提高|提升|上升|增|增加|回升)[至到了](?:了)?\d")
# "普法宣传多以发放传单、悬挂横幅为主": softly told that it is little
_MOSTLY = re.compile(r"(?:大?多|仍|还|依旧|主要还是)以[^，。；\d]{2,20}为主")
# "原定下半年集中评查，……改由各单位自行抽评": what was meant and came otherwise
_MEANT = re.compile(r"[^，。；]{0,12}?(?:原定|原计划|原拟|原本打算|本应|本该)")
_CHANGED = re.compile(r"改[由为在到]|没有?|未|取消|推迟|延[后期]|落空|搁[置浅]|作罢|只[去开办做]|实际[^，。；]{0,6}\d")
# "没有搞成，8月补上，11个乡镇330人到场", "推迟到5月，集体研讨1次", "只办成一期，43人参训": it was done in the end
_CAUGHT_UP = re.compile(
    r"补[上办做开课考训齐听评查学审]|(?:推迟|延后|延期|顺延|改)[到至在为](?:了)?(?:\d{1,2}月|线上|视频|室内)"
    r"|\d{1,2}月(?:[底初中]|[上中下]旬)?[^，。；]{0,4}(?:上线|启用|开通|投用|运行|开班|补齐|办成)|只?[办开做][成了][\d一二两三四五六七八九十]+[期次场]|[减调并压][缩整]?[为到至成][\d一二两三四五六七八九十]+[期次场]"
)
_SOON = 160
"""How far behind what mended it may stand: a bound, so that no text makes it a search to the end each time."""
# "法律顾问队伍目前缺少专业律师": what stands before the word is what lacks something
_LACKS = re.compile(r"[^，。；\d了已、]{0,6}")
_LACKS_WHAT = frozenset(("缺少", "缺乏"))
# "要点沿用县里的文本，局里没有另行制定"
_NONE_OF_OUR_OWN = re.compile(
    r"[^，。；\d]{0,6}?(?:没有|没|未)(?:再|曾)?(?:另行|另外|单独|专门|自行)(?:制定|印发|出台|编制|拟[定订]|下发|研究)"
)
# "查出管理不规范资金1.7亿元": what was found, counted
_FOUND_THINGS = re.compile(r"(?:的)?(?:资金|金额|款项|账户|票据|合同|案卷|卷宗|文书)")
_BUT = re.compile(r"(?<=[，；])(?:但|可|却|然而|不过)是?")
_POORLY = re.compile(
    r"(?:但|却|可|然而|不过|只是)?是?(?:总体|整体|实际|工作|目前)?(?:效果|成效|质量|进展|推进|进度|力度)?"
    r"(?:还|仍|也|都|较|比较|十分|很|有些|大多|多数|基本|普遍|往往)*"
    r"(?P<how>(?:没有?|未)(?:真正)?(?:做到位|落到实处|落到位|见成效|见效|收到实效)|不到位|(?<=[效果质量展])不[好佳高]|(?<=展)缓慢|(?<=[效果])不(?:明显|理想)"
    r"|只[开起]了个?[头步]|收效(?:甚微|不大)|流于表面|至今没有(?:结果|下文)|(?:应付了事|走了?过场|流于形式|虎头蛇尾))(?=[，。；\n]|\Z)"
)
_REMEDIED = re.compile(
    r"清理|清出|清退|辞退|调离|取缔|纠正|改掉|改正|整改|查处|解决|消除|取消|废止|发现|排查|改变|防止|剔除|处理|责令|督促|避免|克服|补齐|杜绝|防范|填补|弥补|警惕(?<!值得警惕)"
    r"|破除|破解|打破|打通|扭转|革除|治理|整治|根治|告别|摒弃|力戒|谨防|严防|严禁|遏制|减少|告诫|通报|约谈|退回|问责|曝光|整顿|摆脱|根除|规避|预防|制止"
    r"|不(?:搞|让|能|得|许|准|允许|是|再|\Z)|没有?\Z|未\Z|[绝决]不|反对|拒绝"
)

# "就井盖缺失发来检察建议1份": what is lacking is what the advice is about
_ADVISED = re.compile(
    r"(?:等)?(?:的?(?:问题|情况))?，?(?:发来|发出|制发|提出|送达|收到)[^，。；]{0,6}(?:建议|提示|意见)"
)
# "对过于宽泛的档次作了细化": what was lacking is what was worked on
_ON_WHAT = re.compile(r"(?:对|将|把)[^，。；]{0,24}\Z")
_WORKED_ON = re.compile(
    r"[^，。；\d没未]{0,4}的[^，。；没未]{0,8}(?:[作做]了|进行了|予以了?|加以|进行)(?:全面|集中|逐[一条项]|系统|重新|及时)?"
    r"(?:细化|修订|修改|调整|完善|规范|清理|补充|明确|压缩|优化|更新|整合|合并|归并)"
)
# "对法治工作，特别是存在问题和薄弱环节进行研究分析": what is lacking is what was looked into
_LOOKED_INTO = re.compile(
    r"[^，。；\d没未不]{0,10}(?:进行|[作做]了?|开展|加以|逐[一条项])(?:了)?(?:认真|专题|集中|深入|系统|全面|逐[一条项])?(?:的)?"
    r"(?:研究|分析|梳理|剖析|讨论|会商|督办|研判|会诊)"
)
_ON_WHAT_CLAUSES = re.compile(r"(?:对|就|针对|围绕)[^。；]{0,24}\Z")
# "落实不到位的问题应尽快整改"
_YET_TO_BE = re.compile(
    r"的?等?(?:的)?(?:问题|情况|状况|现象)[^，。；]{0,4}(?:应当?|需要?|必须|亟[需待]|有待|尚待|要(?!求))"
)
# "补上了执法装备短缺和人手不足两个缺口"
_MADE_UP = re.compile(
    r"(?:补上了?|补齐了?|填补了?|弥补了?|破解了?|攻克了?|堵上了?|解决了|化解了|扭转了|消除了)[^，。；]{0,12}\Z"
)
# "标的额不足十万元的减半收费": less than a sum, nothing lacking
_LESS_THAN = re.compile(r"[\d一二三四五六七八九十百千]+(?:余|多)?(?:万|亿|元|岁|周岁|年|个月|小时|亩|公里|平方)")
# "2件因证据不足退回重查": why something was decided
_FOR_WHICH = re.compile(
    r"(?:而|被|予以|当[场即])?(?:退回|退件|驳回|不予|未予|未通过|没有?通过|未过|暂缓|缓[议办]|叫停|否决|撤[销回]|中止|终止|补正|重[查审]|补充)"
)
# "反馈的问题既有程序不规范，也有力量不足，现已全部按期整改": what was found was put right.
_FOUND = re.compile(r"反馈|指出|发现|查出|查摆|排查|交办|提出|点出|暴露")
_PUT_RIGHT = re.compile(
    r"(?:现已|均已|都已|已经?|全部|逐[项一个])[^，。；没未尚]{0,8}(?:整改|纠正|补[齐上正]|销号|解决|化解|改正|改到位|清零)(?!不)"
)
# "记录执法不规范问题117条", "点出程序不完整之处12处": what others lack, counted
_COUNTED_UP = re.compile(r"(?:、[^，。；、]{2,12}){0,4}(?:的|等)?(?:问题|情形|情况|行为|做法|现象|之处)?(?:共|计)?\d")
_COUNTING = re.compile(r"(?:记录|指出|查出|查摆|发现|梳理|点出|挑出|通报|抄告)了?[^，。；]{0,14}\Z")
# "从一评了之变为逐案点评", "变一罚了之为教育在先"; "针对标准不一，印发……"
_TURNED = re.compile(r"(?:从|由|变|改|把)(?<!主要从)[^，。；]{0,8}\Z")
_INTO = re.compile(r"[^，。；]{0,6}?(?:，?(?:到|为|向|走向|变为|变成|转为|转向|改为))")
_AIMED_AT = re.compile(
    r"(?:针对|聚焦|瞄准|直面|对准|着眼于?|直指|回应|为(?:了|着力)?(?:改变|扭转|破解|解决|克服|消除|纠正|根治|防止|避免|杜绝|补上|补齐))[^，。；]{0,24}\Z"
)
# "有6个乡镇屡审屡犯、整改拖延", "有4份本应送审的绕开了审核"
_SOME = re.compile(r"[ 　]*(?:仍|还)?有[\d一二两三四五六七八九十]+[个家名份件](?!人大|案件)[^，。；\d]{1,3}")
# "个别县区印发文件后不按期报备", "有的述法材料仅寥寥数语", "有两家单位……仍没有回复": some of those it could be said of
_SOME_WHO = re.compile(
    r"[ 　]*(?:[一二三四五六七八]是|其[一二三四五六])?(?:极个别|个别|少数|部分|有的|有些|一些"
    r"|有[\d一二两三四五六七八九十几]+[个家名])"
    r"[^，。；\d]{0,6}?(?:单位|部门|县区|区县|县市|市县|乡镇|镇街|街道|乡|镇|地方|地区|基层|科室|站所|所队|干部|人员|同志|企业|村|社区|负责人"
    r"|案件|案卷|卷宗|材料|文件)"
)
# "程序空转的问题没有完全消除"
_NOT_SO = re.compile(r"(?:没有?|未|不|难以)[^，。；]{0,4}\Z")
_FAIL = re.compile(r"[未没](?!有异议)|不(?!同|得)|缺|仍|还有|存在|有待|亟|慢|拖|超期|逾期|迟报|漏报|寥寥|简单|敷衍")
_BADLY = re.compile(
    r"屡[审查教]屡犯|边改边犯|拖延|拖沓|久拖|迟报|漏报|瞒报|先签后审|未批先|绕[开过]|走过场|应付|空白|空缺|拒不|不愿|不敢|不会"
)
# "15人书面述法，其中3人材料避重就轻": said of some of those that did
_POINTED_OUT = re.compile("(?:并|共|及时)?(?:指出|反馈|点出|查出|发现)了?")
_AS_PROBLEM = re.compile("等?的?(?:方面)?的?(?:问题|情形|情况|隐患|短板)")
_OF_THEM = re.compile(r"(?:其中|另)?有?[\d一二两三四五六七八九十]+[件份个名人家起宗项]")
_TOPICS = frozenset(("清理", "整改", "查处", "排查", "处理", "治理", "整治", "问责", "通报", "预防"))
# what an office does wrong is put right, not what the putting right lacks
_MISDEED = re.compile(r"同案不同罚|以罚代管|推诿|宽松软|畸轻畸重|不一|照搬|各自为政|随意|[一有].[了不].|.而不.|重.+轻.")
_OF_TOPIC = re.compile(r"(?:工作|落实|推进|力度|的?次数)*(?:还|仍|尚|也|较|比较)*")
_ENDS = re.compile(r"(?:彻底|到位|及时|有力|深入|全面|充分|规范|扎实|理想)?(?:[，。；\n]|\Z)")


def deficiency(frame: Frame, start: int, end: int) -> str | None:
    """The cue that governs the passage ``[start, end)``, if any.

    A left cue ("尚未") reaches right to the end of its clause. A right cue ("不够到位") governs all before it
    in its clause, and the clause before too where that has no predicate of its own.
    """
    if not frame.span.lacking:
        return None
    poorly = _done_poorly(frame, end)
    if poorly is not None:
        return poorly
    mostly = _MOSTLY.search(frame.view, end, frame.clause_end)
    if mostly is not None:
        return mostly[0]
    meant = _MEANT.match(frame.view, frame.clause_start)
    if meant is not None and _CHANGED.search(frame.view, frame.clause_end, frame.span.end) and not caught_up(frame):
        return meant[0]
    if meant is not None and frame.clause_end >= frame.span.end and not frame.has_figure:
        return meant[0]  # "文件清理原定四季度启动。": nothing says that it was
    ours = _NONE_OF_OUR_OWN.match(frame.view, frame.clause_end, frame.span.end)
    if ours is not None and not frame.has_figure:
        return ours[0]
    only = _ONLY.search(frame.view, start, frame.clause_end)
    if only is not None and not _RISEN.search(
        frame.view, frame.clause_end, min(frame.span.end, frame.clause_end + _SOON)
    ):
        return only[0]
    some = _ONLY_SOME.match(frame.view, frame.clause_end, frame.span.end)
    if some is not None and not frame.has_figure:
        return some[0]
    late = _LATE.search(frame.view, frame.clause_start, frame.clause_end)
    if late is not None:
        return late[0]
    settled = False
    for cue in frame.span.cues:
        cue_start, cue_end, category = cue
        if category == "lacking-left" and frame.clause_start <= cue_start and cue_end <= start:
            return frame.text(cue)
        if category == "lacking-left" and end <= cue_start < frame.clause_end and _is_what_lacks(frame, end, cue):
            return frame.text(cue)
        if category == "lacking-right" and not _is_dealt_with(frame, cue):
            if start <= cue_start < frame.clause_end:
                return frame.text(cue)
            part = frame.has_figure and _OF_THEM.match(frame.view, frame.clause_end) is not None
            if frame.clause_end <= cue_start < frame.next_clause_end and not settled and not part:
                return frame.text(cue)
        if category in ("done", "act") and frame.clause_start <= cue_start < frame.clause_end:
            whose = frame.view.startswith("的", cue_end)  # "国务院部署的专项行动，……没了下文"
            settled = settled or not (whose or (start <= cue_start and cue_end <= end))
    return _taken_back(frame, start) or _some_do_not(frame)


def caught_up(frame: Frame, after: int | None = None) -> bool:
    """Whether what did not come as meant was done in the end, as a clause behind ``after`` tells with its figure."""
    low = frame.clause_start if after is None else after
    reach = min(frame.span.end, low + _SOON)
    found = _CAUGHT_UP.search(frame.view, low, reach)
    return found is not None and frame.scan.counts(found.start(), reach)


def _is_what_lacks(frame: Frame, end: int, cue: Cue) -> bool:
    """Whether the passage that ends at ``end`` is the subject of 缺少, 缺乏."""
    return frame.text(cue) in _LACKS_WHAT and _LACKS.fullmatch(frame.view, end, cue[0]) is not None


def _done_poorly(frame: Frame, end: int) -> str | None:
    """What the next clause, which names nothing of its own, says of the deed: "……，但进展缓慢", "……，没有做到位"."""
    poorly = _POORLY.match(frame.view, frame.clause_end, frame.span.end)
    if poorly is None or end > frame.clause_end:
        return None
    return poorly["how"]


def _is_dealt_with(frame: Frame, cue: Cue) -> bool:
    """ "清理不一致36项", "对人手不足的问题作了研究": what is named lacking is being put right.

    In "清理流于形式。" and "整改不到位，" the putting right is itself what is lacking.
    """
    if _MADE_UP.search(frame.view, max(cue[0] - 14, 0), cue[0]) or _put_right(frame, cue):
        return True
    if _FOR_WHICH.match(frame.view, cue[1]) and "因" in frame.view[max(cue[0] - 12, frame.span.start) : cue[0]]:
        return True
    if frame.text(cue) == "不足" and _LESS_THAN.match(frame.view, cue[1]):
        return True
    if _INTO.match(frame.view, cue[1]) and _TURNED.search(frame.view, max(cue[0] - 12, frame.span.start), cue[0]):
        return True
    clause_start, _ = frame.scan.segments.clause(cue[0])
    if _AIMED_AT.search(frame.view, clause_start, cue[0]):
        return True
    if NOT_ONE.search(frame.view, clause_start, cue[0]):
        return True
    if _POINTED_OUT.match(frame.view, clause_start) and _AS_PROBLEM.match(frame.view, cue[1]):
        return True  # "开展了督察，指出了力量不足等问题"
    if _FOUND_THINGS.match(frame.view, cue[1]) and _FOUND.search(frame.view, clause_start, cue[0]):
        return True
    if _COUNTED_UP.match(frame.view, cue[1]) and _COUNTING.search(frame.view, max(cue[0] - 18, 0), cue[0]):
        return True
    remedy = _REMEDIED.search(frame.view, max(cue[0] - 6, 0), cue[0])
    if remedy is not None:
        between = frame.view[remedy.end() : cue[0]]
        said_of_it = (
            (remedy[0] in _TOPICS or between.startswith("工作"))
            and _OF_TOPIC.fullmatch(between)
            and _ENDS.match(frame.view, cue[1])
            and not _MISDEED.match(frame.text(cue))
        )
        if not said_of_it:
            return True
    if GONE.match(frame.view, cue[1]) or ANSWERED.match(frame.view, cue[1]) or _ADVISED.match(frame.view, cue[1]):
        return True
    if _LOOKED_INTO.match(frame.view, cue[1]) and _ON_WHAT_CLAUSES.search(frame.view, frame.span.start, cue[0]):
        return True
    if advised_on(frame.view, clause_start, cue[0], cue[1]):
        return True
    if _WORKED_ON.match(frame.view, cue[1]) and _ON_WHAT.search(frame.view, clause_start, cue[0]):
        return True
    if not frame.view.startswith(("的", "问题", "等问题"), cue[1]):
        return False
    limit = frame.scan.segments.clause(cue[0])[1]
    if _YET_TO_BE.match(frame.view, cue[1]):
        return False
    return (
        concrete(frame.view, [other for other in frame.span.cues if cue[1] < other[0] < limit], ("done", "event"))
        is not None
    )


def _put_right(frame: Frame, cue: Cue) -> bool:
    """Whether what was found lacking was put right, as a later clause of the sentence tells."""
    view, span, clause = frame.view, frame.span, frame.scan.segments.clause
    if _FOUND.search(view, span.start, cue[0]) is None:
        return False
    found = _PUT_RIGHT.search(view, clause(cue[0])[1], span.end)
    if found is None:
        return False
    low, high = clause(found.start())
    return not any(low <= other[0] < high and other[2] == "lacking-right" for other in span.cues)


def _taken_back(frame: Frame, start: int) -> str | None:
    """The lack behind a 但 that takes back what 虽然 opens: the passage's clause, or the one behind it."""
    span, view = frame.span, frame.view
    though = _THOUGH.search(view, span.start, frame.next_clause_end) or _BETTER.search(
        view, start, frame.next_clause_end
    )
    turn = None if though is None else _BUT.search(view, max(though.end(), start), span.end)
    if turn is None:
        return None
    for cue in span.cues:
        if cue[2] in ("lacking-left", "lacking-right") and cue[0] >= turn.start():
            return frame.text(cue)
    return None


def _some_do_not(frame: Frame) -> str | None:
    """ "个别单位……未经……": some of those below do not, told by the clause's subject and any negation.

    "部分单位不断完善……" negates nothing.
    """
    who = _SOME_WHO.match(frame.view, frame.clause_start)
    if who is not None and _FAIL.search(frame.view, who.end(), frame.clause_end) and not _masked(frame, who.end()):
        return who[0].strip()
    some = _SOME.match(frame.view, frame.clause_start)
    if some is not None and _BADLY.search(frame.view, some.end(), frame.clause_end):
        return some[0]
    return None


def _masked(frame: Frame, start: int) -> bool:
    """Whether every sign of failing behind ``start`` in the clause is covered by what only looks like one, or the
    clause's want was answered."""
    masks = [(cue[0], cue[1]) for cue in frame.here if cue[2] in ("pseudo", "outcome")]
    found = [match.span() for match in _FAIL.finditer(frame.view, start, frame.clause_end)]
    if all(any(low <= begins and ends <= high for low, high in masks) for begins, ends in found):
        return True
    if ANSWERED.search(frame.view, start, frame.clause_end) is not None:
        return True
    behind = frame.view[frame.clause_end : frame.span.end]
    remedy = _REMEDIED.search(behind)
    if remedy is not None and _NOT_SO.search(behind, 0, remedy.start()) is None:
        return True
    return ANSWERED.match(behind) is not None
