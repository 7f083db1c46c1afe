"""How a figure is worded: 减少1.5倍, 12.6万万元, 同比增长12%，比上年减少8件, shares that do not make 100%."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker.facts import Item
from checker.model import Defect
from checker.rules.context import Context
from checker.rules.defects.numbers_common import plain
from checker.rules.defects.numbers_parts import sum_of

_BY_TIMES = re.compile(
    r"(?:减少|下降|降低|缩短|压减|缩减|精简|缩小)了?(?:近|约|超过?|达)?(?P<times>[0-9]+(?:\.[0-9]+)?倍)(?!以[上下]的?)"
)
_SCALE_TWICE = re.compile(r"万万(?<=[0-9]万万)|亿亿(?<=[0-9]亿亿)")
_UP, _DOWN = "增长|增加|上升|提高|提升", "减少|下降|降低|回落"
_SINCE = r"(?:同比|较上年|比上年|较去年|比去年|环比)"
_LAST = (
    r"(?:较|比)(?:上年|去年|上一年|前一年)(?:同期)?(?:的?[0-9.]+[万亿]?[^，。；0-9]{1,3})?"
    r"(?:有所|略有|明显|净|又|反而)?"
)
_MADE = r"了?[0-9.]+[万亿]?(?:%|个百分点|[^，。；0-9]{1,3})"
_BOTH_WAYS = re.compile(rf"{_SINCE}(?:(?:{_UP}){_MADE}，{_LAST}(?:{_DOWN})|(?:{_DOWN}){_MADE}，{_LAST}(?:{_UP}))")
_CLOSES = re.compile(r"^[、，和及]?(?:其余|其他|剩余|余下|不合格|不满意|不达标|未完成)[^，。；、]{0,6}(?:占|为)?$")
_NEXT = re.compile(r"^[、，和及][^，。；、]{0,10}$")
_LEAST_SHARES, _ROUNDING = 3, 1


def worded(context: Context) -> Iterator[Defect]:
    """Figures whose words cannot be right, in no order."""
    folded, text = context.report.folded, context.report.text
    for match in _BY_TIMES.finditer(folded):
        quote = text[match.start() : match.end()]
        yield Defect(match.start(), match.end(), f"“{quote}”：减少、下降不用倍数表示，请核对数值或改用百分数。")
    for match in _SCALE_TWICE.finditer(folded):
        yield Defect(match.start(), match.end(), f"“{text[match.start() : match.end()]}”单位重复，请核对。")
    for match in _BOTH_WAYS.finditer(folded):
        yield Defect(match.start(), match.end(), "前后所写的升降方向不一致，请核对。")


def shares(items: tuple[Item, ...]) -> Iterator[Defect]:
    """优秀52%、合格46%、不合格12%: shares told as all there is that do not make the whole, rounding apart."""
    run: list[Item] = []
    for item in items:
        if item.claim.kind != "percent" or not item.claim.exact:
            run = []
            continue
        closes = run and _CLOSES.match(item.lead)
        run = [*run, item] if run and _NEXT.match(item.lead) else [item]
        if closes and len(run) >= _LEAST_SHARES:
            together = sum_of(run)
            if abs(together - 100) > _ROUNDING:
                terms = "＋".join(f"{plain(one.claim.value)}%" for one in run)
                said = f"{terms}＝{plain(together)}%，不等于100%，请核对。"
                yield Defect(run[0].claim.start, item.claim.end, said)
            run = []
