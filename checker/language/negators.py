"""Where a text says that something was not done: negations of an act, with how far each reaches.

A negation here is a negator (没有, 未, 无人 …) whose verb is an act a report would tell of ("没有开展", "未按规定逐件
评查"), that has no object because its topic stands before it ("……一次也没有"), or that denies that a thing is there
("没有公职律师"). Left out is what only looks like one: a bad thing that did not happen, a rule ("未经审查不得上会"),
whoever is told apart by it ("未报送的3个单位"), a double negation, what used to be so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_NEGATOR = re.compile(
    r"没(?<![有淹埋沉出泯辱吞]没)(?!收(?!到)|落|入|错|事|关系|准)(?:有|能够?|去|曾|怎么)?"
    r"|未(?<!从未)(?!成年|来|雨|必|经|检|诉|批|免|央|知|婚|遂|予|满|及时足额|有效期)(?:能够?|曾|予以?)?"
    r"|从未|从没有?"
    r"|无(?=人[一-龥]|一[一-龥]|任何|从谈)"
    r"|毫无|(?:搁置|搁浅|停摆|停滞|中断|断档|落空|泡汤|作罢|流产|夭折|荒废|悬置|虚置|空着|不了了之)(?=(?:了|下来|至今|已久|多时|状态|一边|在一边|在那里)*(?:[，。；！\n]|\Z))"
    r"|(?:(?:被|遭|被迫|临时|一再|最终|最后|后来|只好|只得|不得不)(?:取消|叫停|推迟|延期|暂停|暂缓|停办|停开|放弃|挤掉|压下|搁下|耽搁|拖延|砍掉))(?=(?:了|下来|至今)*(?:[，。；！\n]|\Z))"
)
# What an office does for a matter. The first group tells of it with or without an object behind; of the second,
# each character is a verb only where nothing follows but what completes it (没有做, 没搞成).
_STRONG = (
    r"开展|组织|启动|实施|落实到位|落实|落地见效|落地生根|落地|落到实处|落到位|落到|执行到位|落细|执行|建立|形成|坚持|推开|推行|推进|推动|铺开|展开|安排|部署|完成|实现|覆盖"
    r"|达到|达标|做到|跟上|到位|发挥|召开|召集|举办|举行|进行|制定|出台|印发|制发|公布|公示|公开|配备|配置|设立|设置|成立"
    r"|聘请|聘用|聘任|组建|搭建|建成|建起|明确|纳入|列入|听取|研究|审议|审查|审核|备案|评估|评查|检查|抽查|考核|述法|培训"
    r"|学习|宣传|宣讲|报告|报送|上报|汇报|运行|运转|使用|启用|上线|开通|兑现|见效|起步|动手|采取|履行|参加|征求|听证|论证"
    r"|调解|清理|梳理|更新|发布|旁听|拿出|行动|过问|批示|督办|修订|编制|签订|出庭|反馈|答复|移送|约谈|走访|接入|打通|开设"
    r"|设有|建有|配有|列出|作出|做出|提出|出具|开过|办过|搞过|做过|用过|查过|评过|审过|讲过|学过|上过|听过|去过|动过|提上|摆上"
    r"|抓起|抓实|抓好|做实|做好|做成|搞成|办成|用上|派上|顾上|顾得上|来得及|轮到|碰过|推下去|坚持下来|动起来|转起来|立起来|建起来"
)
_WEAK = r"[做搞办开建设抓管用动查评审讲学上报听编发定成弄落见来]"
_COMPLETES = (
    r"(?:过|成|好|完|实|到底|到位|起来|下去|下来|出来|开来|开|上|了|到|成功|成形|几次|几回|多少|一[次回件场卷])"
)
_BARE_NOUN = (
    r"动静|下文|结果|进展|起色|着落|行动|动作|举措|实招|声音|踪影|影子|音信|回音|后文|安排|人[管抓做问]|专人负责"
)
# Between negator and verb: anything short that does not open a new thought.
_GAP = r"(?:“[^”\n]{1,20}”|按[^，。；：]{1,10}|依[^，。；：]{1,10}|[^，。；：、“”《》\n就却但则便才而因的]){0,16}?"
_ACT = re.compile(rf"{_GAP}(?:(?P<strong>{_STRONG})|(?P<weak>{_WEAK})(?={_COMPLETES}?(?:[，。；！\n]|\Z)))")
_NOUN = re.compile(rf"(?:过|什么|任何|多少|见到?|看到|听到)?(?:{_BARE_NOUN})")
_NOBODY = re.compile(r"人(?:负责|过问|问津|管理?|抓|做|办|理会|响应|参加|牵头|组织|开展|落实|去)")
# What stands before a thing that is said not to be there ("没有一名公职律师").
_EXISTS = re.compile(
    r"(?:过|再|任何|一[个名件家次项条支部份]|哪[个家]|专职|专门|专业|固定|相应|明确|统一|具体|自己|真正|像样|独立|正式|完整|成文|什么|的){0,3}"
)
_EMPTY = re.compile(r"(?:一|半)[一-龥]{1,2}(?:也|都)?\Z|(?:也|都|从来|始终|一直|根本|压根|至今|全年)(?:就|还)?\Z")

# Before the negator, in its clause: what is negated is denied in turn, supposed, or told of as past ...
_TURNED = re.compile(
    r"不是|并非|绝非|决非|岂|不能|不可|不容|不允许|不许|杜绝|防止|避免|严禁|禁止|凡|如果|若|倘|只要|即使|哪怕|是否|以往|过去|以前|此前|从前|原来|原先|曾经"
    r"|一度|往年|之前|当时|起初|最初|开始时|开头|去年|上年|前年|前几年|前些年|早年|多年来|历史上|从没有到|从无到|由于|因为?(?=没|未|无)|鉴于|考虑到"
)
# ... or, where it has an object, it is itself what is found, put right or complained of.
_FOUND_OUT = re.compile(
    r"解决|消除|改变|扭转|纠正|整改|整治|清理|清除|针对|查处|打击|发现|排查|查找|通报|问责|追责|约谈|责令|责成|督促|提醒|投诉|反映|举报|质疑|询问"
)
_RULE = re.compile(
    r"(?:的)?(?:单位|部门|企业|人员|事项)?(?:[，、])?(?:一律|坚决|绝|决|概|则|就|均|都|也|便|即|必须|应当)?"
    r"(?:不得?(?:上会|提交|提请|印发|出台|审议|讨论|作出|下达|下发|发布|办理|受理|安排|签|批|收|准|许|予|能|可|让|算|走|放|进|结|上|发|审|报|拨|付|验|给)"
    r"|不得|予以|责令|由(?![于此])|退回|退还|暂停|扣|约谈|通报|问责|补|追|限期|挂牌|要求|督促|照样|同样|也(?:能|可|要)|即可|就(?:能|可))"
)
_AGAIN = re.compile(
    r"[未没]|不(?!断|仅|但|少|定期|折不扣|同|动产|良|正当|法|利|力|足|到位|够|上|了了之|起来|下去|到|成|得力|平衡|健全|完善|规范|高|强|深|实|予(?![受办安提上批通审拨]))|无(?!人|从|线)"
)
# A thing whose absence is a plain fact of the year, with verbs that tell of its happening.
_HAPPENING = re.compile(r"制定|出台|制发|印发|作出|做出|受理|办理|处理|实施|承办|审理|立案|发布|提起|参加|出庭")
_CASELOAD = re.compile(
    r"(?:规范性文件|文件|规章|决策(?:事项)?|案件|案|申请|诉讼|复议|应诉|强制(?:执行|拆除|措施)?|强拆|处罚|听证|信访(?:件|事项)?|建议|提案|事件|纠纷"
    r"|证明事项)(?:的?(?:情况|情形|现象|问题|需要|任务))?[，。；！\n]?\Z"
)
_ATTRIBUTIVE = re.compile(r"的(?![是了地得]|[，。；！\n]?\Z)|的(?=[，；])|(?:问题|现象|情形|短板)(?=[，。；]|\Z)")
_STATISTIC = re.compile(r"[\d一二三四五六七八九十]+(?:件|个|项|起|宗|家|人|名|条|处|户|卷|份|次|笔|批|%)")
_CONTRAST = re.compile(r"而是|反而|反倒")
_COMPLETED = re.compile(rf"{_COMPLETES}{{0,2}}\Z")
_BOUND = "，。；：！？\n"


@dataclass(frozen=True, slots=True)
class Negation:
    """A negation, half-open code points: negator and verb ``[start, end)`` in the clause ``[low, high)``.

    ``verb`` is where the verb begins, ``end`` where a thing is said not to be there. ``bare`` is true where no object
    follows: what is negated stands before it, in its clause or, where it stands at its clause's ``head``, in an
    earlier one.
    ``takes_back`` is true of a clause that opens with 但 or 却.
    """

    start: int
    end: int
    verb: int
    low: int
    high: int
    strong: bool
    bare: bool
    head: bool
    takes_back: bool


_HEAD = re.compile(
    r"(?:但|却|可|然而|不过|而)?(?:是|又|因|实际上?|事实上|最终|最后|结果|后来|由于|因[^，。；]{1,12}?|受[^，。；]{1,12}?影响)?"
    r"(?:今年|全年|本年度?|当年|年内|至今|迄今|截至目前|到年底|年底前?|到现在|目前|现在|一直|始终|迟迟|仍然?|还|都|也|均|根本|实际|基本|全部|整体|各[^，。；]{1,6}|多数[^，。；]{0,4}"
    r"|大部分[^，。；]{0,4}|所有[^，。；]{0,4}|全[县市镇区局乡省街道]+|我[县市镇区局乡省]|[一半][一-龥]{1,2}(?:也|都)?){0,4}\Z"
)
_TAKES_BACK = re.compile(r"但|却|可是?(?!以|见|靠)|然而|不过|实际上?|结果|最终|最后")


def negation_at(view: str, match: re.Match[str], low: int, high: int) -> Negation | None:
    """The negation that begins with the negator ``match`` in the clause ``[low, high)``, if it negates an act."""
    start, after = match.span()
    before = view[low:start]
    if _TURNED.search(before) or _CONTRAST.match(view, high) or _RULE.match(view, high):
        return None
    stop = high
    while stop > after and view[stop - 1] in _BOUND:
        stop -= 1
    word = match[0]
    if word[0] not in "没未从无毫":
        return _made(view, start, after, start, low, high, strong=True, bare=True)
    if word == "无":
        found = _NOBODY.match(view, after, stop) or (_ACT.match(view, after, high) if view[after] != "从" else None)
        if view.startswith("从谈", after):
            return _made(view, start, min(after + 3, stop), start, low, high, strong=True, bare=True)
        if found is None:
            return None
        end = found.end()
        verb = found.start("strong") if found.re is _ACT and found["strong"] else after
        return (
            None
            if _spoilt(view, start, end, stop)
            else _made(view, start, end, verb, low, high, strong=True, bare=_nothing_follows(view, end, stop))
        )
    if after == stop:
        if not _EMPTY.search(before):
            return None
        return _made(view, start, after, start, low, high, strong=True, bare=True)
    noun = _NOUN.match(view, after, stop)
    if noun is not None and noun.end() == stop:
        return _made(view, start, stop, noun.start(), low, high, strong=True, bare=True)
    act = _ACT.match(view, after, high)
    if act is not None:
        strong = act["strong"] is not None
        verb, end = act.span("strong" if strong else "weak")
        bare = _nothing_follows(view, end, stop)
        if _spoilt(view, start, end, stop) or _zero(view, verb, end, stop) or (not bare and _FOUND_OUT.search(before)):
            return None
        return _made(view, start, end, verb, low, high, strong=strong, bare=bare)
    if word.endswith("有"):
        exists = _EXISTS.match(view, after, stop)
        end = after if exists is None else exists.end()
        if _spoilt(view, start, end, stop) or _CASELOAD.search(view, end, stop) or _FOUND_OUT.search(before):
            return None
        return _made(view, start, end, end, low, high, strong=False, bare=False)
    return None


def negators(view: str, start: int, end: int) -> list[re.Match[str]]:
    """The negators that begin in ``[start, end)``."""
    return list(_NEGATOR.finditer(view, start, end))


def _made(view: str, start: int, end: int, verb: int, low: int, high: int, *, strong: bool, bare: bool) -> Negation:
    return Negation(
        start,
        end,
        verb,
        low,
        high,
        strong,
        bare,
        _HEAD.match(view[low:start]) is not None,
        _TAKES_BACK.match(view, low, start) is not None,
    )


def _nothing_follows(view: str, end: int, stop: int) -> bool:
    return _COMPLETED.match(view, end, stop) is not None


def _spoilt(view: str, start: int, end: int, stop: int) -> bool:
    """Whether what follows makes it something else: another negation, those it tells apart, a share that is counted."""
    return (
        _AGAIN.search(view, end, stop) is not None
        or _ATTRIBUTIVE.search(view, end, stop) is not None
        or _STATISTIC.match(view, end, stop) is not None
    )


def _zero(view: str, verb: int, end: int, stop: int) -> bool:
    return _HAPPENING.match(view, verb) is not None and _CASELOAD.search(view, end, stop) is not None
