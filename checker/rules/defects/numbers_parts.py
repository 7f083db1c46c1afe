"""Parts of a total: which counts stand in one list, which of them make the total, which may be counted twice."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import combinations

from checker.facts import Item
from checker.rules.defects.numbers_common import label

_OVERLAPPING = re.compile(
    r"女|党员|少数民族|岁|本科|研究生|学历|以上|以下|重点|涉企|首次|骨干|新增|专职|兼职|持证|占$|较"
)
_LIST_GAP = re.compile(r"[、，]")
_BARE_NAME = re.compile(r"[，、](?!全部|均|都|已|共|并|经|办|结|审|完成|其|另|占|比|较)[^，。；、\d了已]{2,10}")
_OF_EACH = re.compile(r"[，、]?[^，。；]{0,8}(?:均|都|皆)")
_NEXT_OF_LIST = re.compile(r"[^，。；]{0,6}(?:、|和|及|）)")


def sum_of(parts: Sequence[Item]) -> Decimal:
    return sum((part.claim.value for part in parts), Decimal(0))


def may_overlap(parts: Sequence[Item]) -> bool:
    """Whether the parts may be counted twice: women, party members, those over an age."""
    return any(_OVERLAPPING.search(label(part)) for part in parts)


def last_that_make(run: list[Item], total: Decimal) -> list[Item]:
    """The shortest run of at least two counts right before the total that makes it."""
    together = Decimal(0)
    for index in range(len(run) - 1, -1, -1):
        together += run[index].claim.value
        if together == total and index < len(run) - 1:
            return run[index:]
        if together > total:
            break
    if len(run) <= 8:
        for size in range(2, len(run)):
            for chosen in combinations(run, size):
                if sum_of(chosen) == total:
                    return list(chosen)
    return []


def first_that_make(parts: list[Item], total: Decimal) -> list[Item]:
    """The leading parts, at least two, that make the total."""
    together = Decimal(0)
    for index, part in enumerate(parts):
        together += part.claim.value
        if index and together == total:
            return parts[: index + 1]
        if together > total:
            return []
    return []


def in_one_list(parts: list[Item]) -> list[Item]:
    """The leading parts that stand in one list: joined by 、 or 和, or in brackets."""
    run = parts[:1]
    for part in parts[1:]:
        if "，" in part.lead or not _NEXT_OF_LIST.match(part.lead):
            break
        run.append(part)
    return run


def of_bare_names(parts: list[Item]) -> list[Item]:
    """The leading parts that stand in a list by commas, each a name and its count: 企业30户，个体工商户17户."""
    run = parts[:1]
    for part in parts[1:]:
        if not _BARE_NAME.fullmatch(part.lead) or part.part != parts[0].part:
            break
        run.append(part)
    return run


def told_with(before: Sequence[Item], total: Item) -> Decimal:
    """The total with the counts listed with it: what a list behind it may be of ("建议86件、提案132件，办复率均为100%，
    其中已解决145件")."""
    listed, together = [total], _OF_EACH.match(total.after) is not None
    for one in reversed(before):
        if one.unit != total.unit or not one.claim.exact:
            break
        if not (together and one.part == total.part) and not listed[0].lead.startswith(("、", "和", "及", "与")):
            break
        listed.insert(0, one)
    return sum_of(listed)


def side_by_side(run: list[Item]) -> bool:
    """Whether each count but the first follows its neighbour as the next of a list."""
    return all(len(_LIST_GAP.findall(part.lead)) <= 1 and len(part.lead) <= 24 for part in run[1:])


def adjoin(parts: list[Item]) -> bool:
    return all(part.lead.count("，") <= 1 and len(part.lead) <= 24 for part in parts)
