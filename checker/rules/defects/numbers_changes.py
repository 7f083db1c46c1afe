"""Changes told with both figures: 由171项减至132项，减少39项、精简22.8%; 387件，上年324件，增长19.4%."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from checker.facts import Claim, Item, Sentence
from checker.rules.context import Context
from checker.rules.defects.numbers_common import (
    bounds,
    clause_start,
    firm,
    plain,
    rate_fits,
    said,
    shown,
)

_UP = "增长|增加|增至|上升|提高|提升|升高|上涨|扩大|扩充|净增|增幅|多"
_DOWN = "下降|减少|降低|压减|压缩|缩短|精简|缩减|缩小|减幅|降幅|少"
_RISES = re.compile(rf"(?:{_UP}|增|升)")
_CHANGE = re.compile(
    rf"(?:^|[，、（]|期|年|比|较|同比|分别|了)(?:同期)?(?:相比)?[，]?(?:同比|环比)?(?P<word>{_UP}|{_DOWN})了?(?:达到?|为|率为)?$"
)
_TO = re.compile(
    r"(?P<word>减少?|降低?|下降|增加?|上升|升|提高|提升|压减|压缩|缩短|缩减|精简|优化|扩大|扩充|扩展|拓展)[^，。；、减降增升]{0,2}"
    r"(?P<to>至|到|为)[^，。；、]{0,10}$"
)
_FROM = re.compile(r"(?:由|从)(?P<when>[^，。；]*)$")
_LAST_YEAR = re.compile(r"(?:上年|去年|上一年|前一年|同期|(?P<year>20\d\d)年)[^，。；]{0,14}$")
_COMPARED = re.compile(r"(?:比|较|与|低于|高于)[^，。；]{0,14}$")
_THIS_YEAR = re.compile(r"(?:今年|本年|当年|全年|(?P<year>20\d\d)年)")
_MADE = re.compile(rf"(?P<word>{_UP}|{_DOWN})了?$")
_PLAIN_CHANGE = re.compile(r"[，、]?(?:增加|减少|上升|下降|多|少)了?")
# "简易程序11324件，总量比2022年的20215件减少": the second belongs to another whole
_OTHER_WHOLE = re.compile("其中|总[量数]|合计|总计|总的")
_TIMES_OF = re.compile(r"(?:是|为|达到?|相当于)(?:上年|去年|同期|上一年)[^，。；]{0,8}的$")
# without a percentage, a change is told with one of these (a blank within counts for nothing)
COMPARED = re.compile("[由从年]|同 *期")
# what a change is told with that names nothing it is the change of
_NO_SUBJECT = re.compile(
    r"同比|环比|同期|相比|[上去]一?年度?|年均|平均|分别|同口径|[增降]幅|幅度|总[量数体]|数量|比例|净|[与较比和了也均又再同相应，、]"
)
_A_SUBJECT = 4
_COUNTS = ("count", "money", "time", "percent")
_POSITIVE = "增"


@dataclass(frozen=True)
class Change:
    """A change that could be recomputed; ``message`` is empty where it holds."""

    start: int
    end: int
    message: str = ""


@dataclass(frozen=True)
class _Pair:
    """Two values of one measure: ``old`` came first in time."""

    old: Item
    new: Item
    last: int
    certain: bool = True


def judge_changes(context: Context, sentence: Sentence) -> Iterator[Change]:
    """Every change of the sentence, which must not be aimed at, that is told with both figures."""
    items = sentence.items
    if len(items) < 2:
        return
    pairs = list(_pairs(items))
    if not pairs and "percent" not in [item.claim.kind for item in items]:
        return  # nothing to recompute, wherever it stands
    if context.report.role_at(items[0].claim.start) == "plan":
        return
    for pair in pairs:
        if not (firm(pair.old.claim) and firm(pair.new.claim)) or pair.old.claim.value <= 0:
            continue
        yield from _direction(context, pair)
        yield from _stated(context, items, pair)
    yield from _by_difference(context, items)


def _pairs(items: tuple[Item, ...]) -> Iterator[_Pair]:
    for index in range(len(items) - 1):
        first, second = items[index], items[index + 1]
        if first.claim.kind not in _COUNTS or first.claim.kind != second.claim.kind or first.unit != second.unit:
            continue
        if (
            ("由" in first.lead or "从" in first.lead)
            and "，" not in second.lead[:-1]
            and _FROM.search(first.lead)
            and _TO.search(second.lead)
        ):
            yield _Pair(first, second, index + 1)
        elif first.claim.kind == "percent":
            continue
        else:
            pair = _by_year(first, second, index)
            if pair:
                yield pair


def _by_year(first: Item, second: Item, index: int) -> _Pair | None:
    """387件，上年324件 / 2022年30件，2023年45件: which is the older."""
    earlier, later = _last_year(first.lead), _last_year(second.lead)
    if earlier is None and later is None:
        return None
    if second.lead.count("，") > 1 or _OTHER_WHOLE.search(second.lead) or _MADE.search(second.lead):
        return None
    if later and (not later["year"]) and not (earlier and not earlier["year"]):
        return _Pair(second, first, index + 1)
    if earlier and not earlier["year"] and _THIS_YEAR.search(second.lead):
        return _Pair(first, second, index + 1)
    if later and later["year"]:
        year = _THIS_YEAR.search(first.lead)
        if earlier and earlier["year"]:
            if earlier["year"] == later["year"]:
                return None
            older_first = earlier["year"] < later["year"]
            return _Pair(first, second, index + 1) if older_first else _Pair(second, first, index + 1)
        if _COMPARED.search(second.lead) or (year and not year["year"]):
            return _Pair(second, first, index + 1)
    return None


def _last_year(lead: str) -> re.Match[str] | None:
    return _LAST_YEAR.search(lead) if "年" in lead or "同期" in lead else None


def _direction(context: Context, pair: _Pair) -> Iterator[Change]:
    """由5件减至8件."""
    told = _TO.search(pair.new.lead)
    if told is None or pair.new.claim.start < pair.old.claim.start:
        return
    word = told["word"]
    if word in ("优化", "扩展", "拓展"):
        return
    old, new = pair.old.claim.value, pair.new.claim.value
    if old == new:
        return
    if bool(_RISES.match(word)) != (new > old) and word not in ("提升",):
        message = (
            f"文中写“{word}{told['to']}”，但由{said(context, pair.old)}到{said(context, pair.new)}是"
            f"{'增加' if new > old else '减少'}，请核对数值或用词。"
        )
        yield Change(clause_start(pair.old.claim), pair.new.claim.end, message)


def _stated(context: Context, items: tuple[Item, ...], pair: _Pair) -> Iterator[Change]:
    """The difference, the percentage and the multiple that are told after both figures."""
    start = min(clause_start(pair.old.claim), clause_start(pair.new.claim))
    for item in items[pair.last + 1 : pair.last + 4]:
        claim = item.claim
        if item.lead.count("，") > 1 or "其中" in item.lead or not claim.exact:
            return
        told = _CHANGE.search(item.lead)
        if claim.kind == "times" and _TIMES_OF.search(item.lead):
            yield _multiple(context, pair, item, start)
            continue
        if told is None or _of_another(item.lead[: told.start("word")], pair):
            return
        rises = bool(_RISES.match(told["word"]))
        if claim.kind == "percent" and pair.old.claim.kind != "percent":
            yield _percentage(context, pair, item, start, rises)
        elif claim.kind == "times":
            continue
        elif _is_gap(item, pair):
            yield _difference(context, pair, item, start)
        else:
            return


def _of_another(lead: str, pair: _Pair) -> bool:
    """Whether the words before a change name what the pair does not ("由43处增至71处，办结的案件增长137.6%")."""
    own = _NO_SUBJECT.sub("", lead[lead.rfind("，", 0, -1) + 1 :])
    known = pair.old.lead + pair.new.lead + pair.old.unit
    return len(own) >= _A_SUBJECT and not any(own[place : place + 2] in known for place in range(len(own) - 1))


def _is_gap(item: Item, pair: _Pair) -> bool:
    """Whether a figure tells the plain difference of the two."""
    if pair.old.claim.kind == "percent":
        return item.claim.kind in ("points", "percent")
    if item.unit != pair.old.unit:
        return False
    # 由160项减至120项，减少45项; 347项，较上年的358项减少12项
    compared = pair.old.claim.start > pair.new.claim.start and _COMPARED.search(pair.old.lead) is not None
    return _TO.search(pair.new.lead) is not None or (compared and _PLAIN_CHANGE.fullmatch(item.lead) is not None)


def _percentage(context: Context, pair: _Pair, item: Item, start: int, rises: bool) -> Change:
    old, new, claim = pair.old.claim, pair.new.claim, item.claim
    low, high = bounds(new), bounds(old)
    if low is None or high is None:
        return Change(start, claim.end)
    least, most = (low[0] - high[1], low[1] - high[0]) if rises else (high[0] - low[1], high[1] - low[0])
    if most >= 0 and rate_fits((max(least, 0.0), most), high, claim.value, claim.places):
        return Change(start, claim.end)
    value = 100 * abs(float(new.value) - float(old.value)) / float(old.value)
    way = "增长" if new.value >= old.value else "下降"
    found = f"由{plain(old.value)}到{plain(new.value)}，{way}{shown(value, claim.places)}"
    if (new.value >= old.value) == rises:
        message = f"{found}，文中为{said(context, item)}，两者不一致，请核对。"
    else:
        message = f"{found}，与文中所写的升降方向不一致，请核对。"
    return Change(start, claim.end, message)


def _difference(context: Context, pair: _Pair, item: Item, start: int) -> Change:
    old, new, claim = pair.old.claim, pair.new.claim, item.claim
    gap = abs(new.value - old.value)
    slack = 0.0 if new.exact and old.exact and claim.places >= max(new.places, old.places) else 0.11
    if claim.kind == "percent" and rate_fits((float(gap),) * 2, (float(old.value),) * 2, claim.value, claim.places):
        return Change(start, claim.end)
    if abs(float(gap - claim.value)) <= slack + 1e-9:
        if claim.kind != "percent":
            return Change(start, claim.end)
        points = f"{plain(gap)}个百分点"
        message = (
            f"由{said(context, pair.old)}到{said(context, pair.new)}是相差{points}，文中为{said(context, item)}，"
            "请核对是否漏写“个百分点”。"
        )
        return Change(start, claim.end, message)
    unit = claim.unit
    message = (
        f"由{said(context, pair.old)}到{said(context, pair.new)}，相差{plain(gap)}{unit}，"
        f"文中为{said(context, item)}，两者不一致，请核对。"
    )
    return Change(start, claim.end, message)


def _multiple(context: Context, pair: _Pair, item: Item, start: int) -> Change:
    claim = item.claim
    old, new = bounds(pair.old.claim), bounds(pair.new.claim)
    hundred = claim.value * 100
    if old is None or new is None or rate_fits(new, old, hundred, claim.places - 2):
        return Change(start, claim.end)
    value = float(pair.new.claim.value) / float(pair.old.claim.value)
    message = (
        f"{plain(pair.new.claim.value)}÷{plain(pair.old.claim.value)}＝{value:.{max(claim.places, 1)}f}倍，"
        f"文中为{said(context, item)}，两者不一致，请核对。"
    )
    return Change(start, claim.end, message)


def _by_difference(context: Context, items: tuple[Item, ...]) -> Iterator[Change]:
    """418件，比上年增加118件，增长39.3%: the year before is what the difference leaves."""
    for index in range(len(items) - 2):
        rate = items[index + 2]
        if rate.claim.kind != "percent":
            continue
        total, gap = items[index], items[index + 1]
        if gap.unit != total.unit or total.claim.kind not in ("count", "money"):
            continue
        made, told = _MADE.search(gap.lead), _CHANGE.search(rate.lead)
        if not made or not told or not re.fullmatch(r"[，、（]?(?:同比|环比)?\w{1,3}了?", rate.lead):
            continue
        rises = bool(_RISES.match(made["word"]))
        if not re.search(r"比|较|同期|上年|去年", gap.lead) or not all(
            _sound(claim) for claim in (total.claim, gap.claim, rate.claim)
        ):
            continue
        old = total.claim.value - gap.claim.value if rises else total.claim.value + gap.claim.value
        if old <= 0:
            continue
        start = clause_start(total.claim)
        if rate_fits((float(gap.claim.value),) * 2, (float(old),) * 2, rate.claim.value, rate.claim.places):
            yield Change(start, rate.claim.end)
            continue
        value = 100 * float(gap.claim.value) / float(old)
        message = (
            f"上年数按{plain(old)}{gap.claim.unit}计算，{made['word']}{said(context, gap)}"
            f"即{shown(value, rate.claim.places)}，"
            f"文中为{said(context, rate)}，两者不一致，请核对。"
        )
        yield Change(start, rate.claim.end, message)


def _sound(claim: Claim) -> bool:
    return claim.exact and claim.value > 0
