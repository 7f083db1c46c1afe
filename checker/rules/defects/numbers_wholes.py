"""Which count a part belongs to: the whole that a rate was made of."""

from __future__ import annotations

import re

from checker.facts import Item, Sentence
from checker.rules.defects.numbers_common import firm, label

_SETTLED = frozenset(("办结", "结案", "审结", "化解", "成功", "答复", "办复", "整改", "反馈", "回复", "调处", "销号"))
_INTAKE = re.compile(r"立案|受理|收到|接到|接收|收件|登记|新收|排查|交办|承办|收案")
# how far before the part what came in may stand
_SENTENCE_REACH = 250


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
