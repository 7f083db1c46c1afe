"""The same measure told twice with different values."""

from __future__ import annotations

import re
from dataclasses import dataclass

from checker.facts import Claim, Item, Sentence
from checker.rules.context import Context

_NEEDLESS = re.compile(
    r"^(?:其中|[一二三四五六]是|同时|此外|另外|目前|共|累计|全年|本年度?|今年以来|今年|年内|截至目前|截至年底)+|"
    r"(?:共计|合计|共|累计|达到?|了|约)+$"
)
_NOT_A_MEASURE = re.compile(
    r"比|较|上年|去年|由|从|占|率|至|到|其中|平均|每|以上|以下|20\d\d|不|第|上半年|下半年|季度|月"
)
_MARKS = re.compile(r"[，。；：、（）“”]")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_LEAST = 9


@dataclass(frozen=True)
class Repeat:
    """The later of two claims that call the same thing by the same words."""

    start: int
    end: int
    message: str


class Repeats:
    """Counts whose whole clause before the figure is the same, long enough to name one thing only."""

    def __init__(self, context: Context) -> None:
        self.text = context.report.text
        self.seen: dict[tuple[str, str], Claim] = {}

    def of(self, sentence: Sentence) -> Repeat | None:
        """What the sentence tells otherwise than one before; sentences are asked about in text order.

        Only what opens a sentence is compared: further on, the scope may have been set by the words before.
        """
        item = sentence.items[0]
        claim = item.claim
        if claim.kind != "count" or not claim.exact or claim.value < 3:
            return None
        key = _key(item)
        if not key:
            return None
        other = self.seen.setdefault((key, item.unit), claim)
        if other.value == claim.value or other.end + 30 >= claim.start:
            return None
        first, second = (self.text[one.start : one.end].strip() for one in (other, claim))
        message = f"“{key}”前文为{first}，此处为{second}，请核对是否为同一口径。"
        return Repeat(max(claim.start - len(key), 0), claim.end, message)


def _key(item: Item) -> str:
    lead = item.lead.removesuffix("，")
    # what is needless has no marks and shortens the lead: both questions may come first and spare the rest
    if len(lead) < _LEAST or _MARKS.search(lead):
        return ""
    lead = _NEEDLESS.sub("", lead)
    if len(_HAN.findall(lead)) < _LEAST or _NOT_A_MEASURE.search(lead):
        return ""
    return lead
