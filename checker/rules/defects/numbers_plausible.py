"""``numbers.plausible``: values that cannot be, whatever the counts: a share over 100%, a fall by 120%.

A percentage over 100 is impossible only for what has a ceiling. Growth, and rates the lexicon lists under
``may_exceed``, have none. An impossible share is grave; a figure that lost a mark is slight.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from checker.facts import Claim, Item
from checker.model import Defect, Detection
from checker.rules.context import Context
from checker.rules.defects.numbers_common import Measures, clause_start, label, measures, plain, said
from checker.rules.defects.numbers_wording import shares, worded
from checker.text.ahead import Ahead

_RATE_NAME = re.compile(
    r"([^，。；：、（）“”]{1,24}率)(?:、|和|及|均|都|皆|分别|实现|全部)*"
    r"(?:达到了?|达|为|是|提高到|提升到|提升至|上升到|约)*：?$"
)
_SHARE_NAME = re.compile(r"(?:占|占比|比重|比例)[^，。；：]{0,12}?(?:的|为|达到?|比重|比例)*$")
# 占年度任务的103.2%: more may be done than was planned
_OF_A_PLAN = re.compile(r"占[^，。；：]{0,8}(?:任务|目标|计划|指标|预算|定额)[^，。；：]{0,4}$")
# "破案1301起（含历年积案），破案率105.2%", "收缴率103%（含追缴往年欠款）": what is counted is not of this year alone
_EARLIER_TOO = re.compile(
    r"（[^（）]{0,6}(?:含|包括)[^（）]{0,10}(?:历年|往年|上年|以前年度|积案|陈案|结转|跨年|欠缴|旧案)[^（）]{0,10}）"
)
_EXPLAINED = 30
_GROWS = re.compile(r"增长|增加|上升|提高|增幅|同比|环比|涨|扩大|翻|超额|完成")
_FALLS = re.compile(r"(?:下降|减少|降低|降幅|减幅|压减|缩减|精简)了?(?:达到?|为)?$")
_RISES_AFTER_ALL = re.compile(r"增[^，。]{0,6}$")
_LAST_WORDS = re.compile(r"[的了]")
# each begins with the mark that is wrong: the scanner leaps from one to the next; one of the texts behind must stand
_MARKS = (
    (
        re.compile(r"\.(?<=[0-9]\.)(?:[0-9]{0,12}\.){1,4}[0-9]{0,12}(?=[%万亿个件元人次])"),
        ".",
        "一个数里有两个小数点，请核对。",
    ),
    (re.compile(r"%(?<=[0-9]%)%+"), "%%", "百分号重复，请核对。"),
    (re.compile(r"\.(?<=[0-9]\.)%"), ".%", "百分数缺少数字，请核对。"),
    (re.compile(r",(?<=[0-9],)%"), ",%", "百分数缺少数字，请核对。"),
    (re.compile(r",(?<=[0-9],)[0-9]{1,2}%"), ",", "小数点写成了逗号，或两个数相连，请核对。"),
)
_DIGITS_BEFORE = re.compile(r"[0-9.]*$")
_MINUS = re.compile(r"—(?<=[理结查处解办设展共为到]—)[0-9]+(?:\.[0-9]+)?(?:件|起|人|名|次|个|项|份|条|场)")
_MINUS_AFTER = re.compile(r"(?:受理|办理|审结|办结|查处|调解|化解|开展|举办|审查|共|为|收到)$")
_PAIRS = (
    (r"参考|参加考试|参加[^，。]{0,6}考试", r"合格|及格|通过"),
    (
        r"开庭|应当?出庭|应由[^，。]{0,10}出庭",
        r"(?:实际|负责人)(?:亲自)?(?:出庭|到庭)(?:应诉)?$|^，?出庭(?:应诉)?$",
    ),
    (r"(?:收到|新收|接收|收)[^，。；]{0,8}(?:申请|复议)(?:案件)?", r"受理(?!率)$"),
    (r"应(?:当)?(?:参)?考", r"实(?:际)?(?:参)?考"),
    (r"(?:收到|征求|征集|收集|提出)[^，。；]{0,10}(?:意见|建议)[^，。；]{0,4}", r"采纳"),
    (r"(?:抽取|抽查|评查)[^，。]{0,8}(?:案卷|卷宗)", r"优秀|合格"),
    (
        r"应(?:当)?(?:报备|备案|述法|公开|答复|办结)",
        r"(?:已|实际)(?:报备|备案|述法|公开|答复|办结)",
    ),
)
_PART_OF = tuple((re.compile(whole), re.compile(part)) for whole, part in _PAIRS)

_ANY_PART = re.compile("|".join(part for _, part in _PAIRS))
# what each of these parts needs; a mark or a blank may stand within, since labels are told without them
_PART_WORDS = [
    "合格",
    "及格",
    "通过",
    "优秀",
    "出庭",
    "到庭",
    "报备",
    "备案",
    "述法",
    "公开",
    "答复",
    "办结",
    "实考",
    "实参考",
    "实际参考",
    "受理",
    "采纳",
]
_HINT = re.compile("|".join("[，；：、 ]*".join(word) for word in _PART_WORDS))


def detect(context: Context) -> Detection:
    """Figures that cannot be right as they stand."""
    table = measures(context)
    found: list[Defect] = []
    parts = Ahead(_HINT, context.report.folded)
    for sentence in context.facts.sentences:
        hinted = len(sentence.items) > 1 and parts.may_stand_in(sentence.start, sentence.end)
        for position, item in enumerate(sentence.items):
            kind = item.claim.kind
            if kind == "percent":
                if item.claim.value > 100:
                    found.extend(_over(context, table, item, _name_before(sentence.items, position)))
            elif hinted and position and kind in ("count", "money"):
                found.extend(_part_over_whole(context, sentence.items[max(position - 8, 0) : position], item))
        if len([item for item in sentence.items if item.claim.kind == "percent"]) > 1:
            found.extend(shares(sentence.items))
    found.extend(_marks(context))
    found.extend(worded(context))
    found.sort(key=lambda defect: (defect.start, defect.end))
    return Detection(tuple(found), max(len(found), _figures(context)))


def _figures(context: Context) -> int:
    """How many figures there are to judge: 一个股室 is none, nor is the 20 of a year's plan."""
    folded, claims = context.report.folded, context.facts.claims
    counts = [start for start, shape in zip(claims.starts, claims.shapes, strict=True) if shape[0] == "count"]
    return len(claims) - sum([not folded[start].isascii() for start in counts])


def _name_before(items: tuple[Item, ...], position: int) -> str:
    """The lead of a percentage; for the second of 分别为95%、150% that of the first."""
    while position and items[position].lead in ("、", "和") and items[position - 1].claim.kind == "percent":
        position -= 1
    return items[position].lead


def _over(context: Context, table: Measures, item: Item, lead: str) -> Iterator[Defect]:
    claim = item.claim
    folded = context.report.folded
    if _EARLIER_TOO.search(folded, max(clause_start(claim) - _EXPLAINED, 0), claim.end + _EXPLAINED):
        return
    if _FALLS.search(lead) and not _RISES_AFTER_ALL.search(lead):
        yield _grave(context, claim, "降幅不会超过100%")
        return
    rate = _RATE_NAME.search(lead)
    if rate:
        name = rate[1]
        if any(word in name for word in table.may_exceed) or _GROWS.search(lead):
            return
        shown = _LAST_WORDS.split(name)[-1] or name
        yield _grave(context, claim, f"{shown}一般不会超过100%")
        return
    capped = _SHARE_NAME.search(lead) or any(word in lead[-12:] for word in table.capped)
    if not capped or _GROWS.search(lead) or _OF_A_PLAN.search(lead):
        return
    if not any(word in lead for word in table.may_exceed):
        yield _grave(context, claim, "所占比例不会超过100%")


def _grave(context: Context, claim: Claim, why: str) -> Defect:
    printed = context.report.text[claim.start : claim.end].strip()
    digits = plain(claim.value)
    hint = ""
    if "." not in digits and len(digits) == 3 and claim.value >= 200:
        hint = f"（是否为{digits[:2]}.{digits[2]}%）"
    start = clause_start(claim)
    return Defect(start, claim.end, f"{why}，文中为{printed}，请核对{hint}。", grave=True)


def _part_over_whole(context: Context, before: tuple[Item, ...], item: Item) -> Iterator[Defect]:
    """参考67人，合格70人: the second is always among the first."""
    told = label(item)
    if not _ANY_PART.search(told):
        return
    for whole_words, part_words in _PART_OF:
        if not part_words.search(told) or "率" in told or "不" in told:
            continue
        whole = next((one for one in reversed(before) if one.part == item.part and one.unit == item.unit), None)
        if whole is None or not whole_words.search(label(whole)) or not (whole.claim.exact and item.claim.exact):
            continue
        if item.claim.value > whole.claim.value and "结转" not in whole.after + item.lead:
            message = f"{said(context, item)}大于{said(context, whole)}，部分不会多于全部，请核对。"
            yield Defect(clause_start(whole.claim), item.claim.end, message, grave=True)
            return


def _marks(context: Context) -> Iterator[Defect]:
    """Figures that lost a mark, or have one too many."""
    folded, text = context.report.folded, context.report.text
    claims = context.facts.claims
    touching = [n for n, (end, start) in enumerate(zip(claims.ends, claims.starts[1:], strict=False)) if end == start]
    for before, claim in (claims[number : number + 2] for number in touching):
        if before.kind == claim.kind == "percent":
            quote = text[before.start : claim.end]
            message = f"“{quote}”两个百分数相连，中间可能缺顿号或连接号，请核对。"
            yield Defect(before.start, claim.end, message)
    for pattern, needed, why in _MARKS:
        if needed not in folded:
            continue
        for match in pattern.finditer(folded):
            digits = _DIGITS_BEFORE.search(folded, max(match.start() - 12, 0), match.start())
            start = digits.start() if digits else match.start()
            if match.group()[0] == "," and match.start() - start > 2:
                continue
            yield Defect(start, match.end(), f"“{text[start : match.end()]}”{why}")
    for match in _MINUS.finditer(folded):
        if _MINUS_AFTER.search(folded, max(match.start() - 4, 0), match.start()):
            yield Defect(match.start(), match.end(), "件数写成负数，请核对数值或标点。", grave=True)


DETECTORS: dict[str, Callable[[Context], Detection]] = {"numbers.plausible": detect}
