"""The flow of cases: 上年结转 and 受理 come in, 审结 and 结转下年 go out, and both sides are the same."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from checker.facts import Item, Sentence
from checker.rules.context import Context
from checker.rules.defects.numbers_common import Measures, clause_start, label, plain
from checker.text.ahead import Ahead


@dataclass(frozen=True)
class Flow:
    """A flow told with all its figures; ``message`` is empty where it holds."""

    start: int
    end: int
    message: str = ""


_RATE = re.compile(r"率$|占")
_DONE = re.compile(r"，(?:全年|已|共)?(?:审结|办结|结案)")
_QUALIFIED = re.compile(r"不予|未|不|新增|其中|比|较|上年|去年")
_FROM_BEFORE = re.compile(r"结转|上年|去年|往年|历年|存量|积案|旧存|以前|此前|跨年|遗留")


class Flows:
    """The flows of one report."""

    def __init__(self, context: Context, table: Measures) -> None:
        self.context = context
        self.table = table
        folded = context.report.folded
        self._carried, self._settled = Ahead(table.carried_in, folded), Ahead(_DONE, folded)

    def of(self, first: Sentence, second: Sentence | None) -> Iterable[Flow]:
        """The flows that begin in ``first`` and end there or in the sentence after it; asked in text order."""
        table, folded = self.table, self.context.report.folded
        if not table.flows.get("carried_in"):
            return ()
        window_end = second.end if second else first.end
        if self._carried.may_stand_in(first.start, window_end) and table.carried_in.search(
            folded, first.start, window_end
        ):
            return _through_the_year(table, first, second)
        if self._settled.may_stand_in(first.start, first.end) and _DONE.search(folded, first.start, first.end):
            return _more_done_than_came(self.context, table, first)
        return ()


def _through_the_year(table: Measures, first: Sentence, second: Sentence | None) -> Iterator[Flow]:
    """What was carried in and came in, against what was done and is carried out."""
    own = _roles(table, first.items)
    if "intake" not in own:
        return
    if "carried_out" not in own and second and second.paragraph == first.paragraph:
        own = _roles(table, (*first.items, *second.items))
    if any(role not in own for role in ("carried_in", "done", "carried_out")):
        return
    came = own["carried_in"][0]
    stays = own["carried_out"][-1]
    options = [
        (taken, done)
        for taken in own["intake"]
        for done in own["done"]
        if taken.unit == done.unit == came.unit == stays.unit
    ]
    if not options:
        return
    involved = [came, stays, *(item for pair in options for item in pair)]
    start = clause_start(min(involved, key=lambda item: item.claim.start).claim)
    end = max(item.claim.end for item in involved)
    for taken, done in options:
        if taken.claim.value + came.claim.value == done.claim.value + stays.claim.value:
            yield Flow(start, end)
            return
    # intake counts may already hold what was carried in
    if any(taken.claim.value == done.claim.value + stays.claim.value for taken, done in options):
        yield Flow(start, end)
        return
    taken, done = options[-1] if len(own["intake"]) == 1 else options[0]
    incoming: Decimal = taken.claim.value + came.claim.value
    outgoing: Decimal = done.claim.value + stays.claim.value
    yield Flow(
        start,
        end,
        f"上年结转{plain(came.claim.value)}＋本年{plain(taken.claim.value)}＝{plain(incoming)}，"
        f"办结{plain(done.claim.value)}＋未结{plain(stays.claim.value)}＝{plain(outgoing)}，两者不一致，请核对。",
    )


def _more_done_than_came(context: Context, table: Measures, sentence: Sentence) -> Iterator[Flow]:
    """受理80件，审结95件, and nothing carried over: the cases must have come from somewhere."""
    folded = context.report.folded
    came: list[Item] = []
    for item in sentence.items:
        if item.claim.kind != "count" or not item.claim.exact:
            continue
        told = label(item)
        if any(word in told for word in table.flows["intake"]) and not _QUALIFIED.search(told):
            came.append(item)
        elif came and came[-1].after == item.lead and _DONE.fullmatch(item.lead):
            if item.unit != came[-1].unit or item.part != came[-1].part:
                continue
            if item.claim.value <= max(one.claim.value for one in came):
                continue
            start = folded.rfind("\n", 0, sentence.start) + 1
            end = folded.find("\n", sentence.end)
            if _FROM_BEFORE.search(folded, start, end if end >= 0 else len(folded)):
                continue
            yield Flow(
                clause_start(came[-1].claim),
                item.claim.end,
                f"办结{plain(item.claim.value)}多于受理{plain(came[-1].claim.value)}，如含上年结转请写明，请核对。",
            )


def _roles(table: Measures, items: Sequence[Item]) -> dict[str, list[Item]]:
    """Which counts come in and go out. A count is what the words before it say, or those right behind it."""
    found: dict[str, list[Item]] = {}
    for item in items:
        if item.claim.kind != "count" or not item.claim.exact:
            continue
        before, behind = label(item), re.split(r"[，。；、（）]", item.after)[0]
        if _RATE.search(before):
            continue
        for role in ("carried_in", "carried_out", "done", "intake"):
            words = table.flows.get(role, ())
            if any(word in before for word in words) or (role == "carried_out" and any(w in behind for w in words)):
                found.setdefault(role, []).append(item)
                break
    return found
