"""Does the sentence say that the work on the matter has not come to its end?

A deed that is told by its stages ("初稿已送审", "只完成了招标"), that waits for somebody ("尚待批复", "要等编制下达后再
定"), that is put off ("放到2024年办") or listed for later ("已列入明年预算") is not done, whatever its figures. What is
said of the rest of a counted whole ("其余3件仍在审理") says nothing of the whole.
"""

from __future__ import annotations

import re

from checker.language.frame import Frame
from checker.language.subject import others_at

_END = r"(?=[，。；\n]|\Z)"
_YEAR = r"(?P<year>明年|来年|下年|次年|翌年|下一年度?|20\d\d年|(?:元旦|春节|换届|年)(?:结束)?(?:以|之)?后)"
_WORK = (
    r"(?:起草|草拟|拟订|拟定|论证|比对|洽谈|磋商|商谈|协商|商量|商榷|沟通|对接|衔接|研究|酝酿|筹备|筹建|筹划|谋划|报批|审批|送审|走程序|走流程|征求意见"
    r"|讨论|调试|测试|联调|装修|施工|建设|招标|采购|询价|选址|修改|打磨|完善|摸底|摸索|探索|推敲|会签|会商|审核|审查|梳理|编制|推进|进行|调研|申报|排队|协调|等待|观望|考察|遴选|筛选|甄选|传阅|物色|测算|绘制|比选|商签|筹措|招募|调配|酝酿|商议|盘算|合计)"
)
_ANEW = rf"(?:重[做建新][^，。；的]{{0,8}}|改|走[^，。；]{{0,12}}程序|谈|比选){_END}"
_AT_STAGE = rf"[^，。；]{{0,12}}(?:阶段|环节|层面|状态|之中|纸面|纸上|文件上|口头上?|会上|嘴上|步|上){_END}"
_HELD_UP = rf"在[^，。；]{{0,12}}(?:阶段|环节|案头|手[里上中]|半路|半道){_END}"
_FIRST_STEPS = (
    r"(?:是|完成|形成|拿出|列出|写出|起草|草拟|提出|走到|做到|开了?个?头|停留|迈出|做了|开展了?|进行了?|签了?)[^，。；]{0,10}"
    r"(?:设想|构想|想法|初稿|草稿|草案|框架|意向|意见稿|提纲|雏形|思路|招标|立项|选址|可研|摸底|试点方案|步|头|清样|前期工作|(?:初步|前期|意向性)[一-龥]{0,6})"
    r"|拟出|草拟|拟订|动笔|起步|动工|破题|启动(?!了)"
)
_CONCLUDED = (
    r"(?:最后|最终|正式|真正|完全|实质)?"
    r"(?:定[稿论案音下局]?|眉目|着落|下文|结[论果]|说法|时间表|谈妥|谈拢|敲定|议定|商定|确定|明确|签下|批下来?|批复|获批|核准|落定|成[文形型]|动[工笔]|开工|起步"
    r"|下来|办成|开成|做成|兑现|成行|采纳|开始|启动|建立|建成|组建|成立|到位|走完|报批|报送|提请|提交|上会|过会|审议|印发|出台|公布|上线|启用|投用|运行|验收|交付|移交|通车|挂牌|装修完|完工|竣工|通过|签订|签约|接通|打通|开通)"
)
# What is searched for begins with plain characters; what must stand before it is asked behind it.
# "96项事项还在省里论证", "条目还在与省局比对": what goes on at the end of its clause, with nothing come of it yet.
_GOES_ON = (
    rf"在(?<=[还仍尚正只]在)[^，。；的]{{0,12}}?{_WORK}(?:之中|当中|中|阶段|环节|过程中|状态)?{_END}"
    rf"|在(?<=也在)[^，。；的]{{0,12}}?{_WORK}(?:之中|当中|中){_END}"
    rf"|处(?<=[还仍尚正只]处)[在于][^，。；的]{{0,12}}?{_WORK}(?:之中|当中|中|阶段|环节|过程中|状态)?{_END}"
    rf"|正在[^，。；的]{{0,8}}?{_WORK}(?:之中|当中|中|阶段)?{_END}|正在?{_ANEW}|前在{_ANEW}|下在{_ANEW}"
    rf"|正(?=[按由经走][^，。；]{{2,14}}(?:办理|推进|进行|审批|报批|流程|程序|梳理|研究|起草|编制|整理|准备|筹备|修改|完善|调整){_END})[^，。；]{{3,18}}{_END}"
    rf"|压{_HELD_UP}|搁{_HELD_UP}|堵{_HELD_UP}|拖{_HELD_UP}|滞留{_HELD_UP}"
    rf"|处[在于]{_AT_STAGE}|停留?在{_AT_STAGE}|卡在{_AT_STAGE}|止步于{_AT_STAGE}"
)
# "仅形成草稿", "刚走到事项梳理一步", "只拟出6个方面", "写到第3稿": how far it has come.
_SO_FAR = (
    "|".join(f"{barely}刚?(?:{_FIRST_STEPS})" for barely in "仅只刚才")
    + r"|一半(?<=[行做成走画干办][了到]一半)(?!以上|多)"
    r"|到第(?<=[写改订]到第)[\d一二三四五六七八九十]+稿(?!时|后|即|就|，?(?:经|已|通过))"
    r"|只是(?:个|一个|初步|一种)?(?:设想|构想|想法|打算|意向|方案|计划|草案)"
)
# "尚无眉目", "何时施行还说不准", "仍无定稿", "尚未谈妥": that there is no end to it yet.
_OPEN = (
    rf"没(?<=[还尚仍今前暂迟直终都均也]没)有?{_CONCLUDED}|无(?<=[还尚仍今前暂迟直终都均也]无){_CONCLUDED}"
    rf"|未(?<=[还尚仍今前暂迟直终都均也]未)[能有]?{_CONCLUDED}"
    r"|走完(?<=[没有未能]走完)[^，。；]{0,10}(?:程序|手续|流程|审批)|履行完(?<=[没有未能]履行完)[^，。；]{0,10}(?:程序|手续|流程|审批)"
    r"|手续未了|程序未了|还不能(?:施行|实施|使用|启用|运行|用)|送审[^，。；]{0,6}被退回|报送[^，。；]{0,6}被退回|上报[^，。；]{0,6}被退回"
    r"|尚需等待|还需等待|一推再推|往后放|只[得好能](?:留待|顺延|作罢|改期)|一再(?:顺延|推迟|延[后期]|搁置)|说不准|定不下来|无一到位|不了了之|没有下文"
    r"|前(?<=[复准达位牌台确交之以]前)[^，。；]{0,12}(?:仍|暂|还是)|明年[^，。；已]{0,8}才|来年[^，。；已]{0,8}才|下一?年[^，。；已]{0,8}才"
    r"|无定[稿论]|未[定妥]|各执一词|悬而未决|暂[不缓](?:申报|开展|实施|推行|启动|承接|设立|组建|出台|制定|公布|具备|考虑)"
    r"|未获[^，。；]{0,4}(?:采纳|批准|通过|同意|批复)"
)
# "尚待签批", "要等编制下达后再定", "须等编办批复后才能公布"; not 接待, 待遇, 待办的事项, "待整改问题3个", 同等, 等级.
_WAITS = (
    rf"待(?<![接对招看亟期善虐优款交等以留]待)(?![遇办岗业命人客查定续])(?:[^，。；的了\d]{{1,24}}|与[^，。；了]{{2,24}}){_END}"
    r"|待(?<![接对招看亟期善虐优款交等以留]待)[^，。；]{1,24}[后时](?:再|方|才|即|另行|相应|跟进|推开|启动|印发|出台|列入|实施|施行|组织|开展|签订|上线|投用|公布)"
    r"|等(?<![平同相初高中上下均对级优一二三四五六七八九十]等)(?![级同次额价于候])[^，。；的]{2,16}(?:落地|到位|下来|出来|完|好|后)(?:再|才|便可|即可|方可|就)"
    rf"|等(?<=[尚仍还正]等)[待候]?[^，。；的]{{1,20}}{_END}|等(?<=[尚仍还正]在等)[待候]?[^，。；的]{{1,20}}{_END}"
    r"|等(?<=[要须需得能有好]等)(?![于级同效次额价])[^，。；]{2,30}?(?:后|时|了|来|完|过)?，?(?:再|才|方)"
    rf"|等(?<=[坐静单专]等)(?!于)[^，。；的]{{2,20}}{_END}"
    r"|视[^，。；]{2,16}(?:而定|再定)|后(?<=[准复定意]后)(?:方可|方能|才能)(?:试行|施行|实施|印发|启用)"
    r"|再(?<=[后步时来日]再)[定说议行]"
)
# "放到2024年办", "已列入明年的政府投资计划", "改到次年1月下旬", "推迟到元旦以后", "来年先在3个县试点", "打算明年推出"
_PUT_OFF = re.compile(
    r"(?:(?<![有没未不])留待|(?:放|挪|移|推迟|推后|延后|延期|顺延|延|留|排|安排|列|列明|纳|写|编|改|排期|计划)(?:到|至|在|入|进|为|期到)了?)"
    + _YEAR
)
_SINCE = r"(?:[从自])?(?P<since>20\d\d年)(?:\d{1,2}月(?:份|[初底])?)?起"
_TIMED = re.compile(
    rf"(?:争取|力争|预计|有望|打算|计划|拟|准备|定于|等到?|要到|须到|需到)(?:从|自|于|在|到)?{_YEAR}"
    rf"|{_SINCE}"
    r"|(?:从|自|于|到)?(?P<later>明年|来年|次年|翌年|下一年度?)(?:年?[初中底]|[上下]半年|[一二三四]季度|[1-9]月(?:份|[初底])?)?(?:起|再|才|先|后再)"
)
# "到2027年实现全覆盖", "用三年时间建成": what is to be reached by then
_BY_THEN = re.compile(
    r"到(?P<year>20\d\d年)(?:[底末初])?(?:[，前]|之前|以前)?[^，。；了已]{0,8}?(?:实现|建成|建立|完成|形成|达到|覆盖|基本|全面|初步|力争|争取)"
    r"(?![^，。；]{0,20}的(?:目标|要求|规划|部署|任务|远景))"
    r"|(?:计划|拟|力争|争取|打算|准备)(?:利?用)[\d一二两三四五]{1,2}(?:年|个月)"
)
# how a clause ends that says the matter is still ahead
_AHEAD_YET = re.compile(
    r"(?:呼之欲出|指日可待|箭在弦上|蓄势待发|整装待发|万事俱备|为期不远|近在眼前"
    r"|(?:各项)?(?:准备|筹备)(?:工作)?(?:已|均已|基本|全部)*(?:就绪|到位|停当|启动|展开)|(?:进入|转入)(?:筹备|准备|论证|酝酿|谋划|审批|报批|招标|采购|立项)(?:阶段|程序|环节|流程)"
    r"|(?:计划|规划|酝酿|筹备|谋划|筹划|准备|设想)之?中|(?:仍|还|正|尚)在(?:规划|计划|设想|组建|构想)|正在(?:抓紧|积极|加紧)?(?:准备|组建)"
    r"|等[待候](?:上级)?(?:批复|批准|审批|审定|答复)|已?(?:送审|报批|立项)|另行(?:安排|通知|部署|研究|组织)|视情(?:况)?(?:而定|再定|安排|开展)?"
    r"|择[期日机](?:再)?(?:开展|进行|举行|启动|实施|组织|推开|召开|印发|公布|出台)|(?:顺延|改期|延期|缓行|缓办)"
    r"|(?:形成|拿出|完成|拟出|草拟出)(?:初稿|草稿|草案|征求意见稿|送审稿|讨论稿|审议稿|修订稿)"
    r"|(?:初稿|思路|框架|雏形)(?:已经?|也已|基本|初步)*(?:形成|有了|拿出|完成|成[形型])"
    r"|(?:预定(?!时间|目标|计划|任务|要求|方案|节点)|预备|拟(?<![草模虚比对]拟)|打算|考虑|有望|设想|预计)(?:在|于|由)?[^，。；的了]{0,14})(?=[，。；\n]|\Z)"
)
_EXPECTED = re.compile(r"(?:预计|有望|争取|力争|计划)(?:于|在|到)?(?:明年|来年|次年|下年)")
_FOR_LATER = re.compile(r"(?:为|给|对|向|编制|制定|研究|谋划|部署|安排|明确|确定|拟定|提出|延续)(?:了|好)?\Z")
_UNENDED = re.compile("|".join((_GOES_ON, _SO_FAR, _OPEN, _WAITS)))
# "……已完成部门会审，调整结果拟于明年公布", "方案已经起草，待批复后实施": work told by its stages, its end ahead.
_STAGE = re.compile(
    r"细则|自查|会审|初审|初步|比对|意见|方案|起草|草拟|初稿|草案|送审|摸底|稿|文本|人选|请示|申请|申报|报告|材料|设想|拟[列设定订成建聘]|联调|磋商|洽谈|协商|招标|选址|立项|前期|筹"
    r"|共识|意向|封顶|奠基|接口|已报|上报|呈报|报请|提出|商定|标准|清单|目录|基准|建议(?!书)|(?:修订|编制|调整|清理|梳理|制定)工作"
)
_NOT_YET = re.compile(
    r"(?:拟|将|待[^，。；]{1,20}[后时]再?)(?:于|在)?[^，。；将]{0,16}"
    r"(?:公布|印发|出台|发布|颁布|施行|实施|推开|推进|启动|开展|挂牌|完成|审议)(?=[，。；\n]|\Z)"
    r"|仍在(?:进行|推进|修订|修改|调整|开展|编制|研究|征求|走)|正在征求意见|征求意见中"
    r"|(?:还|仍|正)在?(?:同|与|和)[^，。；]{1,16}(?:衔接|商量|协商|对接|协调|会商|沟通)|等[候待](?:上级|统一)?(?:通知|安排)"
    r"|未能如期|(?:顺延|推迟|延后|延期)[至到](?![^，。；]{0,8}才)"
)
# "评查2次提上了日程", "……的可行性": not yet begun
_SCHEDULED = re.compile(r"(?:已|正)?(?:提上|列入)了?(?:议事)?(?:日程|议程)(?=[，。；\n]|\Z)|的可行性")
# at the head of the next clause: "……，方案待批", "……，争取三季度完成"
_AWAITS = re.compile(
    r"(?:方案|文件|资金|经费|目前)?(?:正待|待|尚待)(?:批|研究|审|定|[^，。；]{1,8}(?:落实|到位|批复|明确|拨付))"
    r"|(?:目前|现|眼下)?(?:正|尚|还|仍|要|须|需)?待[^，。；]{2,24}[后时](?:再|方|才|即|便|另行|择[期机日]|相应)"
    r"|(?:目前|现|眼下)?(?:正|尚|还|仍|要|须|需)?等[^，。；]{2,16}(?:完|好|后|了)(?:便可|即可|就可|方可|方能|才能|才可|再)"
    r"|(?:争取|力争|确保|力求)(?:在|于)?(?:明年|来年|[一二三四]季度|[上下]半年|年底前?|\d{1,2}月底?前?)[^，。；]{0,6}(?:完成|见效|建成|到位)"
)
# "起草了……方案，已列入下次常务会议题", "活动方案已报局领导，拟走进六家企业……"
_NEXT_MEETING = re.compile(r"(?:列入|排入|纳入|提交|安排)(?:下次|下一次|下月|近期|下期)[^，。；]{0,14}")
_THEN_INTENDS = re.compile(r"(?:目前|现|下一步)?(?:拟(?![定订稿])|计划(?!的|书|安排)|打算|准备)[一-龥]")
# "……，预计2024年完成"
_DUE = re.compile(
    r"(?:(?:预计|计划|争取|力争|有望|拟|将)(?:于|在|到)?(?=(?:明年|来年|下年|20\d\d年)[^，。；]{0,10}"
    r"(?:完成|实施|启动|开展|到位|建成|公布|出台|印发|投用|上线))|定于|要等到)(?P<year>明年|来年|下年|20\d\d年)"
)
# "县里承诺派律师来镇坐诊，从2024年3月起每月一次", at the head of the next clause
_FROM_THEN = re.compile(_SINCE)
# "培训的方案和名单都已备妥，明年开春即可开班", "计划已经排定，届时安排6个专题"
_PAPERS = re.compile(
    r"(?:方案|计划|安排表?|名单|课表|课题|材料|清单|教案|日程|场地|议程)[^，。；]{0,6}(?:已|均|都|也|全部)"
)
_THEN = re.compile(
    r"(?:明年|来年|次年|翌年|下年|届时|开春|节后)[^，。；已了]{0,10}"
    r"(?:即可|便可|就可|可|将|再|才|开|安排|实施|组织|启动|施行|举办)"
)
# "“智慧城管”走完了招标程序，尚没有上线": what the matter itself is not yet, at the head of the next clause
_NOT_THERE = re.compile(
    r"(?:但|却)?(?:[^，。；\d的]{1,6}?都)?(?:(?:目前|至今|现在|眼下)?(?:尚|还|仍)(?:未|没有?)|(?:年内|年底前?|到年底|截至年底|最终)(?:尚|还|仍)?(?:未能?|没能?|没有))(?:正式|全面|如期|按期)?"
    r"(?:办成|上线|启用|投用|投入使用|挂牌|运行|建成|完工|验收|到位|开通|接通|打通|印发|出台|公布|签订|签约|签字|签署)"
)
_REST = re.compile(
    r"其余|其他|其中|另(?![有行外])|剩[余下]|余下|结转|还有|尚有|个别|部分|少数|[\d一二两三四五六七八九十]+[件宗起个项名人份处家条支台套所场期次辆户笔](?:仍|还|尚|正|待|因|未|没|卡)"
)
# "审查合同58份，提出否定意见的3份合同未签订"
_SOME_OF_IT = re.compile(r"的[\d一二两三四五六七八九十]+[件宗起个项名人份处家条][^，。；\d的]{0,4}\Z")
_GONE_THROUGH = re.compile("先后|经过|历经|均经|已")
_DONE = re.compile(r"[了已均]|全部|累计|先后|共")
# "农业综合执法大队已挂牌，城管执法改革方案报县委待批": what has come to its end is not told by the stages of the next.
_ENDED = re.compile(
    r"(?:已|正式|全部|均)(?:经|全部|正式)*(?:挂牌|印发|出台|公布|建成|成立|组建|上线|投用|投入|启用|运行|到位|完成)[^，。；的]{0,8}\Z|挂牌成立\Z"
)


# "两次改期，到年底仍未办成": the count is of the putting off
_TIMES_PUT_OFF = re.compile(
    r"(?:[\d一二两三四五六几多再]+[次度]|一再|屡次)?(?:改期|延期|推迟|推后|顺延|改时间|调整时间)[^，。；\d]{0,2}[，；]\Z"
)
# "省平台6月上线，……，我市争取明年三季度接入": a superior's platform that the reporter is still to join
_TO_JOIN = re.compile(
    r"(?:我[省市州县区旗镇乡街局厅]|本[省市州县区旗镇乡街局厅]|全[市州县区旗]|[市县区镇乡局]里|届时)[^，。；\d已了]{0,4}?"
    r"(?:争取|力争|计划|拟|预计|将|有望|准备|打算)[^，。；已了]{0,12}?(?:接入|并入|对接|接上|上线|部署|启用|跟进|承接|承办)"
)
_ABOVE_HEADS = ("省", "市", "国家", "全国", "自治区", "中央", "州", "部里")


def pending(frame: Frame, start: int, end: int) -> str | None:
    """The words that say the matter ``[start, end)`` is not finished, if the sentence has them."""
    return _in_own_clause(frame, start, end) or _behind(frame, end)


def _in_own_clause(frame: Frame, start: int, end: int) -> str | None:
    view, high = frame.view, frame.clause_end
    scheduled = _SCHEDULED.search(view, end, high)
    if scheduled is not None and "了" not in view[scheduled.end() : frame.span.end]:
        return scheduled[0]
    counted = frame.has_figure or frame.scan.counts(high, frame.span.end)
    yet = None if counted else _AHEAD_YET.search(view, end, high)
    if yet is not None and "了" not in view[frame.clause_start : yet.start()]:
        return yet[0]
    for found in _BY_THEN.finditer(view, frame.clause_start, high):
        if found["year"] is None or _is_later(frame, found["year"]):
            return found[0]
    for found in _UNENDED.finditer(view, start, high):
        if not _of_the_rest(frame, end, found.start()):
            return found[0]
    return _put_off(frame, start, end)


def _put_off(frame: Frame, start: int, end: int) -> str | None:
    """ "放到2024年办": a year after the report's that the matter is put off to, in its clause."""
    view, low, high = frame.view, start, frame.clause_end
    put_off = _PUT_OFF.search(view, low, high)
    if put_off is not None and _is_later(frame, put_off["year"]) and not _of_the_rest(frame, end, put_off.start()):
        return put_off[0]
    for found in _TIMED.finditer(view, low, high):
        year = found["year"] or found["since"] or found["later"]
        if (
            not _is_later(frame, year)
            or _FOR_LATER.search(view, low, found.start())
            or _of_the_rest(frame, end, found.start())
        ):
            continue
        if _DONE.search(view, max(found.start() - 8, low), high) is None:
            return found[0]
    return None


def _behind(frame: Frame, end: int) -> str | None:
    """What the sentence says behind the matter of its end, where the work on it is told only by its stages."""
    view, span_end = frame.view, frame.span.end
    awaits = _AWAITS.match(view, frame.clause_end, span_end)
    if awaits is not None:
        return awaits[0]
    meeting = _NEXT_MEETING.search(view, end, span_end)
    if meeting is not None and not frame.has_figure:
        return meeting[0]
    intends = _THEN_INTENDS.match(view, frame.clause_end, span_end)
    if intends is not None and not frame.has_figure and _STAGE.search(view, frame.clause_start, frame.clause_end):
        return intends[0]
    listed = _PUT_OFF.search(view, end, span_end)
    if listed is not None and _is_later(frame, listed["year"]) and not _of_the_rest(frame, end, listed.start()):
        return listed[0]
    due = _DUE.search(view, end, span_end)
    if due is not None and _is_later(frame, due["year"]):
        return None if _of_the_rest(frame, end, due.start()) else due[0]
    if _PAPERS.search(view, frame.clause_start, frame.clause_end):
        later = _THEN.match(view, frame.clause_end, span_end)
        if later is not None:
            return later[0]
    then = None if frame.has_figure else _FROM_THEN.match(view, frame.clause_end, span_end)
    if (
        then is not None
        and _is_later(frame, then["since"])
        and not _DONE.search(view, frame.clause_start, frame.clause_end)
    ):
        return then[0]
    join = _TO_JOIN.search(view, frame.clause_end, span_end)
    if join is not None and (
        view.startswith(_ABOVE_HEADS, frame.clause_start) or others_at(frame.scan, frame.clause_end)
    ):
        return join[0]
    at = frame.clause_end
    put_off = _TIMES_PUT_OFF.search(view, end, at) is not None
    while (put_off or not frame.has_figure) and at < span_end:
        if _NOT_THERE.match(view, at, span_end):
            return view[at : frame.scan.segments.clause(at)[1]].rstrip("，。；")
        # only the reasons for it may stand between
        at = frame.scan.segments.clause(at)[1] if view.startswith(("因", "由于", "受"), at) else span_end
    for pattern in (_NOT_YET, _UNENDED, _EXPECTED):
        ahead = pattern.search(view, end, span_end)
        if ahead is not None and _STAGE.search(view, frame.clause_start, ahead.end()) is not None:
            own = view[frame.clause_start : frame.clause_end].rstrip("，。；")
            if ahead[0].startswith("暂") and _GONE_THROUGH.search(own):
                return None  # "方案先后经过听证和论证，……决定暂缓实施": what was decided in the end
            if _ENDED.search(own) and not _STAGE.search(own):
                return None
            return None if _of_the_rest(frame, end, ahead.start()) else ahead[0]
    return None


def _is_later(frame: Frame, year: str) -> bool:
    """Whether a year is told to be behind the report's: by its word or its number."""
    if not year.startswith("20"):
        return True
    return bool(frame.scan.next_year) and year >= frame.scan.next_year


def _of_the_rest(frame: Frame, end: int, at: int) -> bool:
    """Whether what stands at ``at`` is said of what is left of a whole ("其余3件仍在审理"), named behind ``end``."""
    clause_start, clause_end = frame.scan.segments.clause(at)
    if _REST.search(frame.view, min(max(end, frame.clause_end), clause_start), min(at + 4, clause_end)):
        return True
    some = _SOME_OF_IT.search(frame.view, clause_start, at)
    return some is not None and frame.scan.counts(frame.span.start, some.start())
