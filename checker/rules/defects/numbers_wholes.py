"""Which count a part belongs to: the whole that a rate was made of."""

from __future__ import annotations

import re
from collections.abc import Sequence

from checker.facts import Item, Sentence
from checker.rules.defects.numbers_common import Measures, firm, label

_SETTLED = frozenset(("办结", "结案", "审结", "化解", "成功", "答复", "办复", "整改", "反馈", "回复", "调处", "销号"))
_INTAKE = re.compile(r"立案|受理|收到|接到|接收|收件|登记|新收|排查|交办|承办|收案")
_WHOLE_WORDS = re.compile(r"总数|总量|总|全部|全年|全市|全县|全区|全省|数量?$|案件|当年|本年度?|受理|所有|同期|的")
# "占同期案件总数的8.1%": another whole than any told here
_ANOTHER_WHOLE = re.compile(r"同期|历年|以来")
# how far before the part what came in may stand
_SENTENCE_REACH = 250
_CASE_UNITS = frozenset("件条份卷本项宗人张")


def countable(table: Measures, whole: Item, word: str) -> bool:
    """Whether a rate of ``word`` counts cases or people of this whole, one by one."""
    if not whole.claim.exact or whole.claim.value < 1:
        return False
    return word in table.people if whole.unit == "人" else whole.unit in _CASE_UNITS


def whole_for(part: Item, wholes: list[Item], forms: tuple[str, ...]) -> Item | None:
    """The nearest count before that the part can be a part of."""
    for whole in reversed(wholes):
        if whole.unit != part.unit or whole.claim.value < part.claim.value:
            continue
        if any(form in label(whole) for form in forms) and whole.part != part.part:
            continue
        return whole
    return None


def taken_in(folded: str, sentence: Sentence, part: Item, word: str, near: list[Item]) -> Item | None:
    """The only count of the sentence right before that says what came in: 立案126件。到年底办结118件."""
    if word not in _SETTLED or any(sentence.start <= o.claim.start < part.claim.start for o in near):
        return None
    if folded[sentence.start - 1 : sentence.start] != "。":
        return None
    floor = max(folded.rfind(mark, 0, sentence.start - 1) for mark in "。！？\n") + 1
    floor = max(floor, sentence.start - _SENTENCE_REACH)
    before = [
        other
        for other in near
        if floor <= other.claim.start < sentence.start and other.unit == part.unit and firm(other.claim)
    ]
    intake = [other for other in before if _INTAKE.search(label(other)) and other.claim.value >= part.claim.value]
    return intake[0] if len(intake) == 1 else None


def listed_with(part: Item, items: Sequence[Item]) -> list[Item]:
    """The counts before a part in one list with it: 刑事25件 in 刑事25件（占29.4%）、行政10件. Nearest first."""
    listed: list[Item] = []
    for item in reversed(items[: items.index(part)]):
        if item.claim.kind == "percent":
            continue
        if not part.lead.startswith(("、", "）、")) or item.unit != part.unit or item.part != part.part:
            break
        listed.append(item)
        part = item
    return listed


def wholes_of_share(part: Item, base: str, sentence: Sentence, before: list[Item], near: list[Item]) -> list[Item]:
    """The counts, in text order, that a share of ``base`` can be of; a count in one list with the part is none."""
    core = _WHOLE_WORDS.sub("", base)
    if core:
        earlier = [other for other in near if sentence.start - 200 < other.claim.start < part.claim.start]
        wholes = [other for other in earlier if core in label(other) or core in other.after[:12]]
        wholes = wholes or [one for one in before[:-1] if one.unit == part.unit and core[-2:] in label(one)]
    else:
        wholes = before[:-1]
    listed = listed_with(part, sentence.items)
    wholes = [
        one for one in wholes if one not in listed and one.unit == part.unit and one.claim.value > part.claim.value
    ]
    if not core and part.claim.start - (wholes[-1].claim.end if wholes else 0) > 60:
        return []
    return [] if _ANOTHER_WHOLE.search(base) else wholes
