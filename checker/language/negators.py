"""Where a text says that something was not done: negations of an act, with how far each reaches.

A negation here is a negator (没有, 未, 无人 …) with an act a report would tell of ("没有开展", "未按规定逐件评查"),
one whose topic stands before it ("……一次也没有搞"), one that denies that a thing is there ("没有公职律师"), or a
predicate that says the same ("……被搁置", "……落了空"). Left out is what only looks like one: a bad thing that did not
happen, a rule ("未经审查不得上会"), whoever is told apart by it ("未报送的3个单位"), a double negation, what used to
be so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

_STOPPED = (
    *(
        "取消",
        "叫停",
        "推迟",
        "延期",
        "暂停",
        "暂缓",
        "停办",
        "停开",
        "放弃",
        "挤掉",
        "压下",
        "搁下",
        "搁着",
        "耽搁",
        "拖延",
        "砍掉",
    ),
    "关停",
)
_CAME_TO_NOTHING = (
    *(
        "搁置",
        "搁浅",
        "停摆",
        "停滞",
        "中断",
        "断档",
        "落空",
        "落了空",
        "泡汤",
        "作罢",
        "流产",
        "夭折",
        "荒废",
        "悬置",
        "虚置",
        "空着",
    ),
    *(
        "无从谈起",
        "不了了之",
        "半途而废",
        "石沉大海",
        "颗粒无收",
        "无果而终",
        "付之阙如",
        "名存实亡",
        "漏掉",
        "漏了",
        "查无记录",
        "停了",
    ),
    *("停止受理", "停止服务", "停止运行", "停止更新", "停止接待", "停止开放", "停止办理"),
)
_PUT_OFF = ("推迟", "顺延", "延后", "延期", "拖", "调整")
_AT_END = r"(?=(?:了|下来|至今|已久|多时|状态|一年|半年|多年|[一在]边|在那里)*(?:[，。；！\n]|\Z))"
# Every branch begins with plain characters: the scanner leaps from one to the next.
_NEGATOR = re.compile(
    r"没(?<![有淹埋沉出泯辱吞]没)(?!(?<=罚没)[^有能])(?!收(?!到)|落|入|错|事|关系|准|省|漏)(?:有|能够?|去|曾|怎么)?"
    r"|未(?<!从未)(?!成年|来|雨|必|经|检|诉|批|免|央|知|婚|遂|予|满)(?:能够?|曾|予以?)?"
    r"|从未|从没有?"
    r"|无(?=人(?!机|值守|驾驶|零售|超市|售货)[一-龥]|一[一-龥]|任何|从[谈开])"
    r"|毫无"
    # without another negation beside it, 不公开, 不受理 and the like are decisions
    r"|不(?=履行|公示|公开|记录|录像|录音|审核|审查|受理|告知|答复|整改|回复|执行|落实|组织|开展|培训|备案|报告|报送|征求|听证|评估|论证|移送|出庭|到庭|通报|反馈|更新)"
    r"|为[零0](?=[，。；！\n]|\Z)|是[零0](?=[，。；！\n]|\Z)|"
    + "|".join(f"{word}[到至]了?(?:[下明次来翌]一?年|20\\d\\d年)" for word in _PUT_OFF)
    + "|"
    + "|".join(word + _AT_END for word in (*_CAME_TO_NOTHING, *_STOPPED))
)
# What an office does for a matter: it may have its object behind it.
_STRONG = (
    r"申报|成行|开展|组织|启动|实施|落实到位|落实|落地见效|落地生根|落地|落到实处|落到位|落到|执行到位|落细|执行|建立|形成|坚持|推开|推行|推进|推动|铺开|展开|安排|部署"
    r"|完成|实现|覆盖|达到|达标|做到|跟上|到位|发挥|召开|召集|举办|举行|进行|制定|出台|印发|制发|公布|公示|公开|配备|配置|设立|设置|成立|聘请|聘用|聘任"
    r"|组建|搭建|建成|建起|明确|纳入|列入|听取|研究|审议|审查|审核|备案|评估|评查|检查|抽查|考核|述法|培训|学习|宣传|宣讲|报告|报送|上报|汇报|运行|运转|使用"
    r"|启用|上线|开通|兑现|见效|起步|动手|采取|履行|调整|参加|征求|听证|论证|调解|调处|清理|梳理|更新|发布|旁听|拿出|编出|排出|建出|理出|交出|开出|晒出|行动|过问|批示|督办|修订|编制|签订|出庭|反馈|继续|延续|保持"
    r"|答复|移送|约谈|走访|起草|登录|下沉|到场|到庭|露面|进场|开工|拨付|换发|选聘|续聘|轮训|动员|研判|总结|归档|上传|采集|联网|贯通|共享|采购|招录|配齐|接入|打通|接通|连通|演练|签字|签署|开设|设有|建有|配有|列出|作出|做出|提出|出具|承接|提上|摆上|整改|回复|办理|受理|登记|录入|记录"
    r"|对照|遵守|遵循|适用|参照|贯彻|[开办搞做用查评审讲学上听去动编建设接拿]过"
)
_WEAK = r"[做搞办开建设抓管用动查评审讲学上报听编发定成弄落见来换配]"
# Behind a verb whose topic stands before it: what completes it and nothing more.
_COMPLETES = (
    r"(?:过|成|好|完|实|到底|到位|起来|下去|下来|出来|开来|开|上|了|到|成功|成形|几次|几回|多少|一[次回件场卷])"
)
# Between negator and verb: anything short that does not open a new thought, with a phrase or two in it. Bounded, so
# that no text makes the search try every way of cutting it up.
_FREE = r"[^，。；：、“”《》\n就却但则便才而因的]"
_PHRASE = (
    r"(?:“[^”\n]{1,20}”|(?:[按依随]照?|照|根据)[^，。；：]{1,24}?(?:要求|规定|程序|标准|步骤|时限|计划|安排|进度|(?=更新|调整|修订|公布|公示))"
    r"|对[^，。；：]{1,24}?(?=进行|开展|作出|实施|组织))"
)
_GAP = rf"(?:{_FREE}{{0,16}}?|{_FREE}{{0,4}}?{_PHRASE}{_FREE}{{0,8}}?(?:{_PHRASE}{_FREE}{{0,6}}?)?)"
# 新修订的《行政处罚法》 tells which law, no act.
_ACT = re.compile(
    rf"{_GAP}(?:(?P<strong>{_STRONG})(?!后?的[《“])|(?P<weak>{_WEAK})(?={_COMPLETES}?(?:[，。；！、\n]|\Z)))"
)
# What stands before a thing that is said not to be there ("没有一名公职律师").
_EXISTS = re.compile(
    r"(?:过|再|任何|一[个名件家次项条支部份]|哪[个家]|专职|专门|专业|固定|相应|明确|统一|具体|自己|真正|像样|独立|正式|完整|成文|什么|的){0,3}"
)
# Behind a topic the negator may have any short predicate ("……没露面", "……没有谁登录过") but that of a bad thing.
_LONGEST = 8
_BAD = re.compile(
    r"发生|出现|发现|收到|接到|产生|造成|引[发起]|[被违超逾漏错败伤死因受]|问题|撤销|纠[正错]|投诉|上访|信访|事故|争议|纠纷|异议|瑕疵|差[错评]|顺延|推迟|延[后期]|[搁闲]置|荒废|敷衍|一[一-龥]了[之事]|罢手|止于|[缺漏迟脱偏失冤误拒怨骂吵]|扯皮|落榜|不及格|滞留|放松|松懈|停|止|断|减|降"
    r"|少|落下|掉队|拖|推[诿卸给]|空白|死角|盲区|例外|一刀切|过场|走样|简单|影响|耽误|浪费|增加|人命|出事|复议|诉讼|反弹|反复|积压|遗漏|延误|重复|隐患|风险|矛盾|冲突"
    r"|不同意见|插手|干[预扰涉]|收取|收费|举报|线索|变化|区别|先例|终点|捷径|完成时|休止|旁观|退缩|含糊|手软|回避|爽约|食言|落空|打折|缩水|马虎|懈怠|松劲|再犯|绕[开过行]|漏[审报检办登]|跳过|官司|结[案清]?\Z|\d"
)
_TOWARDS = re.compile(r"对[\d一二两三四五六七八九十]+[个家名件项][一-龥]{1,6}")
_BAD_THING = re.compile(r"问题|异议|不同意见|瑕疵|差错|逾期|超期|投诉|败诉")
_BEFALLS = re.compile(r"收取|收费|发生|产生|出现|[被因受]")
_EMPTY = re.compile(r"(?:[一半][一-龥]{1,2}(?:也|都)?|也|都|从来|始终|一直|根本|压根|至今|全年)(?:就|还)?\Z")

# Before the negator, in its clause: what is negated is denied in turn or supposed ...
_TURNED = re.compile(
    r"不是|并非|绝非|决非|岂|不能|不可|不容|不允许|不许|杜绝|防止|避免|严禁|禁止|凡(?=是|未|没|无)|凡\Z|如果|若(?!干)|倘|只要|即使|哪怕|是否"
    r"|从没有到|从无到"
)
# ... or told of as past, at the head of the clause or right before ...
_FORMERLY = "以往|过去|以前|此前|从前|原来|原先|曾经|一度|往年|之前|当时|起初|最初|开始时|开头|[去上]年(?!度)"
_FORMERLY += "|前年|前几年|前些年|早年"
_ONCE = re.compile(rf".{{0,4}}(?:{_FORMERLY})|.*(?:{_FORMERLY})[一-龥]{{0,2}}\Z")
# ... or what is told behind it is how it is now ("多年来没有案卷评查，今年首次……").
_NOW = re.compile(r"(?:今年|本年度?|当年|如今|现在|目前|现已|首次|终于|20\d\d年)(?![^，。；]{0,8}[没未无])")
# ... or, where it has an object, it is itself what is found, put right or complained of.
_FOUND_OUT = re.compile(
    r"清退|辞退|辞掉|调离|换下|取缔|解决|消除|改变|扭转|纠正|整改|整治|清理|清除|针对|查处|打击|发现|排查|查找|通报|问责|追责|约谈|责令|责成|督促|提醒|投诉|反映|举报|质疑|询问"
)
# Behind its clause: what is to follow where something is not done.
_RULE = re.compile(
    r"(?:的)?(?:单位|部门|企业|人员|事项)?(?:[，、])?(?:一律|坚决|绝|决|概|则|就|均|都|也|便|即|必须|应当)?"
    r"(?:不得?(?:上会|提交|提请|印发|出台|审议|讨论|作出|下达|下发|发布|办理|受理|安排|签|批|收|准|许|予|能|可|让|算|走|放|进|结|上|发|审|报|拨|付|验|给)"
    r"|[一-龥]{0,8}?(?:一律|坚决|概)(?:不|予以|退|暂缓|拒)|不得)"
)
# "没有全程音像记录的案子，法规科不收卷": what is not taken without it, as a rule
_NOT_TAKEN = re.compile(
    r"[一-龥]{0,8}?不(?:予?(?:收|付|批|签|盖|排|放行|拨|办|受理|接|登记|入库|用印|上会|安排|审议|研究|结案|报销|验收)|予)"
)
_WITHOUT_IT = re.compile(r"[^，。；]的[一-龥]{1,8}[，、]?\Z")
_AGAIN = re.compile(
    r"[未没]|不(?!断|仅|但|少|平等|合理|定期|折不扣|同|动产|良|正当|法|利|力|足|到位|够|上(?!会|报|交|网|路|桌)|了了之|起来|下去|到|成|得力|平衡|健全|完善|规范|高|强|深|实|予(?![受办安提上批通审拨]))"
    r"|无(?!人|从|线)"
)
# "因台账不实被扣了分": what is lacking had its consequence, so the matter is at work.
ANSWERED = re.compile(
    r"[^，。；]{0,6}(?:被|受到|予以|给予|进行)了?(?:扣|通报|约谈|问责|处分|退回|追责|批评|整改|纠正|责令|取消)"
)
# "“同案不同罚”的投诉今年归零"
GONE = re.compile(
    r"[”’]?的?[^，。；]{0,4}(?:投诉|现象|问题|情况|情形|做法|短板|缺口|状况|局面|矛盾)[^，。；需须应要待亟正将尚]{0,8}?"
    r"(?:归零|清零|减少|下降|绝迹|消失|为零|不再|(?:得到|予以|已|全部|均已?|年内|逐步|基本)[^，。；没未不]{0,4}(?:遏制|扭转|改善|解决|纠正|弥补|补齐|缓解))"
)
"""What is said of a lack that is no more."""
GONE_BEHIND = re.compile(r"[^，。；]{0,16}?" + GONE.pattern)
"""The same behind what was lacking: "没有专职审核员的短板年内得到补齐"."""
# "就平台未公示许可信息发来检察建议1件": what is lacking is what the advice is about
_ON_WHICH = re.compile(r"(?:就|针对|围绕)[^，。；]{0,20}\Z")
_ADVISED_ON = re.compile(
    r"[^，。；\d没未]{0,14}(?:发来|发出|制发|提出|送达|收到)[^，。；]{0,6}(?:建议|提示|意见|督促函)"
)


def advised_on(view: str, floor: int, start: int, end: int) -> bool:
    """Whether the want ``[start, end)`` of the clause from ``floor`` on is only what a piece of advice is about."""
    return _ADVISED_ON.match(view, end) is not None and _ON_WHICH.search(view, floor, start) is not None


# A thing whose absence is a plain fact of the year, with verbs that tell of its happening.
_HAPPENING = re.compile(r"制定|出台|制发|印发|作出|做出|受理|办理|处理|实施|承办|审理|立案|发布|提起|提出|参加|出庭")
_CASELOAD = re.compile(
    r"(?:规范性文件|文件|规章|决策(?:事项)?|案件|案|申请|诉讼|复议|应诉|强制(?:执行|拆除|措施)?|强拆|处罚|听证|信访(?:件|事项)?|建议|提案|事件|纠纷|政策(?:措施|文件)"
    r"|证明事项)(?:的?(?:情况|情形|现象|问题|需要|任务))?[，。；！\n]?\Z"
)
_ATTRIBUTIVE = re.compile(
    r"(?<!形式|像样|有效|必要|相应|应有|规模|意义|实质|系统|全面)的(?=[，；、\d]|均|都|一律|一直|全部|共|要|应|须|可|将|由|予|责|不|退|当|逐|约谈|通报|限期|挂牌|督促|上门|及时|立即"
    r"|(?:[各该这那几]|上述|相关|有关|其他|下属|[一二三四五六七八九十]+)*[个家名件起项]?[一-龥]{0,3}?"
    r"(?:单位|部门|机关|机构|企业|公司|商户|店|人|干部|队员|领导|乡|镇|街道|村|社区|县|区|地方|地区|案件|案卷|事项|项目|问题|情况|情形|现象|行为"
    r"|当事人|小区|网站|文件|决定|证|车))"
    r"|(?:问题|现象|情形|短板)(?=[，。；]|\Z)"
)
_STATISTIC = re.compile(
    r"(?!一[^一二三四五六七八九十百])[\d一二三四五六七八九十]+(?:[件个项起宗家人名条处户卷份次笔批%])(?=[，。；、！\n]|\Z)"
)
_COMPLETED = re.compile(rf"{_COMPLETES}{{0,2}}\Z")
_TOTAL = re.compile(r"[一半](?:[一-龥]{1,2}|[一-龥]?项目)(?:也|都)?\Z")
_ALL_ALONG = re.compile(r"(?:一直|始终|至今|从来|全年|迟迟|根本|压根|[也都均])\Z")
_TOTAL_BEHIND = re.compile(r"(?:任何)?一[一-龥]{1,2}")
_BY_FORCE = re.compile(
    r"(?:因[^，。；]{2,16}而|[被遭][^，。；]{0,12}|临时|一再|最终|最后|后来|终告|宣告|只好|只得|不得不)\Z"
)
_OF_ACTS = re.compile(r"(?:次数|场次|人次|件次|录入|执行|开展)[^，。；]{0,3}\Z")
NOT_ONE = re.compile(r"(?:没有|无|未有)一[件起宗个例户人家处次名项条]|无一\Z")
"""What makes a lack or a drop its opposite: "没有一起久拖不决", "7个问题没有一个被搁置"."""
_DENIED = ("不", "未", "没", "没有", "不间", "不会")
_PENDING = ("结", "审结", "办结", "宣判", "到期")
_CONTRAST = re.compile(r"而是|反而|反倒")
_BOUND = "，。；：！？\n"
_HEAD = re.compile(
    r"(?:但|却|可|然而|不过|而)?(?:是|又|因|实际上?|事实上|最终|最后|结果|后来|由于|因[^，。；]{1,12}?|受[^，。；]{1,12}?影响)?"
    r"(?:今年|全年|本年度?|当年|年内|至今|迄今|截至[^，。；]{1,4}|到[^，。；]{1,4}|年底前?|目前|现在|一直|始终|迟迟|此后|其后|之后|仍然?|还|都|也|均|又|再|根本|实际|基本|全部"
    r"|整体|各[^，。；]{1,6}|多数[^，。；]{0,4}|大部分[^，。；]{0,4}|所有[^，。；]{0,4}|全[县市镇区局乡省街道]+|我[县市镇区局乡省]|[一半][一-龥]{1,3}(?:也|都)?|[是里也]){0,4}\Z"
)
_TAKES_BACK = re.compile(r"但|却|可(?!以|见|靠)|然而|不过|实际上?|结果|最终|最后|唯独")


@dataclass(frozen=True, slots=True)
class Negation:
    """A negation, half-open code points: negator and verb ``[start, end)`` in the clause ``[low, high)``.

    ``verb`` is where the verb begins, ``end`` where a thing is said not to be there. ``bare`` is true where no object
    follows: what is negated stands before it, in its clause or, where it stands at its clause's ``head``, in an
    earlier one. ``quantity`` is where "一件也" before it begins, else ``start``; ``total`` is true of such a one, and
    of "没有一项……". ``takes_back`` is true of a clause that opens with 但 or 却, ``refuses`` of 不, which denies an act
    only beside another negation. ``known`` is false where the verb is none of those an office does for a matter.
    """

    start: int
    end: int
    verb: int
    low: int
    high: int
    quantity: int
    bare: bool
    total: bool
    head: bool
    takes_back: bool
    refuses: bool
    known: bool = True


_REACH = 200


def negators(view: str, start: int, end: int) -> list[re.Match[str]]:
    """The negators that begin in ``[start, end)``."""
    return list(_NEGATOR.finditer(view, start, end))


def is_predicate(match: re.Match[str]) -> bool:
    """Whether the match says by itself that nothing came of it ("被搁置"), rather than negating a verb."""
    return match[0] != "不" and match[0][0] not in "没未从无毫"


def negation_at(view: str, match: re.Match[str], low: int, high: int) -> Negation | None:
    """The negation that begins with the negator ``match`` in the clause ``[low, high)``, if it negates an act."""
    start, after = match.span()
    # no clause is so long but in a text without stops, where each negator would look through all of it
    low, high = max(low, start - _REACH), min(high, after + _REACH)
    before = view[low:start]
    if _TURNED.search(before) or _ONCE.match(before):
        return None
    if any(behind.match(view, high) for behind in (_NOW, _CONTRAST, _RULE)):
        return None
    if _NOT_TAKEN.match(view, high) and _WITHOUT_IT.search(view, after, high):
        return None
    stop = high
    while stop > after and view[stop - 1] in _BOUND:
        stop -= 1
    if (match[0] == "没" and view[start - 1 : start] == view[after : after + 1]) or view.startswith(_PENDING, after):
        return None  # 有没有, 做没做; 未审结333件
    mark = view.find("、", after, stop)
    listed = stop if mark < 0 else mark
    if is_predicate(match):
        if NOT_ONE.search(before):
            return None
        if before.endswith(_DENIED) or not _holds(match[0], before):
            return None
        return _made(view, start, after, start, low, high, bare=True)
    if after == stop:
        return _made(view, start, after, start, low, high, bare=True) if _EMPTY.search(before) else None
    act = _ACT.match(view, after, high)
    if act is not None:
        verb, end = act.span("strong" if act["strong"] is not None else "weak")
        aside = _TOWARDS.match(view, after, verb)  # 未对12个单位开展: how many it concerns is no bad thing
        bad = (
            _BAD.search(view, after if aside is None else aside.end(), verb)
            or _AGAIN.search(view, after, verb)
            or _BAD_THING.search(view, end, listed)
        )
        if not bad and not _spoilt(view, end, stop, listed) and not _zero(view, after, verb, end, stop):
            bare = _COMPLETED.match(view, end, listed) is not None
            if bare or not _FOUND_OUT.search(before):
                return _made(view, start, end, verb, low, high, bare=bare)
        return None
    whole = (
        _TOTAL.search(before)
        or _TOTAL_BEHIND.match(view, after)
        or _ALL_ALONG.search(before)
        or match[0] == "毫无"
        or view[after] == "从"
    )
    if (
        whole
        and listed - after <= _LONGEST
        and not _BAD.search(view, after, listed)
        and not _spoilt(view, after, stop, listed)
        and not _CASELOAD.search(view, after, stop)
    ):
        made = _made(view, start, listed, after, low, high, bare=True)
        # "……，没有一项先斩后奏": what an unknown verb says of an earlier clause is not known
        return replace(made, known=_TOTAL_BEHIND.match(view, after) is None)
    if match[0].endswith("有"):
        exists = _EXISTS.match(view, after, stop)
        end = after if exists is None else exists.end()
        spoilt = (
            _BEFALLS.match(view, end)
            or _BAD.match(view, after, listed)
            or _spoilt(view, end, stop, listed)
            or _CASELOAD.search(view, end, stop)
            or _FOUND_OUT.search(before)
        )
        return None if spoilt else _made(view, start, end, end, low, high, bare=False)
    return None


def _holds(word: str, before: str) -> bool:
    """Whether what stands before lets the predicate be one: "被叫停", not "当场叫停"; "场次为零", not "败诉为零"."""
    if word[0] in "为是":
        return _OF_ACTS.search(before) is not None
    return word not in _STOPPED or _BY_FORCE.search(before) is not None


def _made(view: str, start: int, end: int, verb: int, low: int, high: int, *, bare: bool) -> Negation:
    total = _TOTAL.search(view, low, start)
    return Negation(
        start,
        end,
        verb,
        low,
        high,
        start if total is None else total.start(),
        bare,
        total is not None
        or (view[start] in "没无" and _TOTAL_BEHIND.match(view, start + 1, end) is not None)
        or _TOTAL_BEHIND.match(view, start + 2, end) is not None,
        _HEAD.match(view[low:start]) is not None,
        _TAKES_BACK.match(view, low, start) is not None,
        view[start] == "不" and verb == start + 1,
    )


def _spoilt(view: str, end: int, stop: int, listed: int) -> bool:
    """Whether what follows makes it something else: another negation, those it tells apart, a share that is counted."""
    return (
        _AGAIN.search(view, end, listed) is not None
        or ANSWERED.match(view, end) is not None
        or _ATTRIBUTIVE.search(view, end, stop) is not None
        or _STATISTIC.match(view, end, stop) is not None
    )


def _zero(view: str, after: int, verb: int, end: int, stop: int) -> bool:
    """Whether it only tells that the year had no such thing: "未制定规范性文件", "没有规范性文件出台"."""
    if view.startswith("需", after) and _CASELOAD.search(view, end, stop) is not None:
        return True  # "没有需要向司法机关移送的案件"
    return _HAPPENING.match(view, verb) is not None and (
        _CASELOAD.search(view, end, stop) is not None or _CASELOAD.search(view, after, verb) is not None
    )
