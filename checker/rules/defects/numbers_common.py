"""What the detectors of figures share: tables, bounds, the test of a rate, and how a recomputation reads."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Any

from checker.facts import Claim, Item
from checker.rules.context import Context

_ABOUT = re.compile(r"(?:超过?|逾|接?近|高于|突破)$")
_OWED = re.compile(r"(?:(?<![适响反供对相])应(?![诉急用对援])当?|该由|本该|理应)[^，。；]{0,10}$")
EPSILON = 1e-9
GENERIC = re.compile(
    r"行政机关|主要负责人|负责人|案件|应诉|行政|复议|诉讼|全[省市县区镇乡州盟旗]|本[省市县区级局]|一审|矛盾|纠纷|人民|各类|各级|机关|事项|"
    r"问题|工作|人员|群众|单位|部门|率|的|和|及|与|并|其中|实现|确保"
)
_OWN_NAME = 4
_HOW = re.compile(
    r"按期|按时|及时|依法|直接|综合|一次性?|成功|期内|法定|期限|到期|当期|平均|实际|有效|首次|全年|年度|\d"
)
TARGET = re.compile(r"力争|确保|目标|争取|力求|计划|预期|不低于|不少于|要求|应当达到|须达|控制在|保持在")


@dataclass(frozen=True)
class Partition:
    """Classes that together are all there is; with ``at_most`` a list of them need not be complete.

    With ``families`` it is complete where each has a class in it, and nearly makes the total.
    """

    members: tuple[str, ...]
    closing: frozenset[str]
    at_most: bool
    middle: frozenset[str] = frozenset()
    families: tuple[frozenset[str], ...] = ()


@dataclass(frozen=True)
class Measures:
    """The lexicon's table ``measures``, ready for use; empty where the rubric has none."""

    outcomes: Mapping[str, tuple[str, ...]]
    made_of: Mapping[str, tuple[str, ...]]
    """The classes whose counts together make a rate: 撤销, 变更, 确认违法 and 责令 make 纠错率."""
    people: frozenset[str]
    qualifiers: tuple[str, ...]
    may_exceed: tuple[str, ...]
    capped: tuple[str, ...]
    partitions: tuple[Partition, ...]
    flows: Mapping[str, tuple[str, ...]]
    closing: re.Pattern[str]
    """Any class that closes a partition: without one among the parts there is no partition to look for."""
    carried_in: re.Pattern[str]
    """Any word for what was carried over from the year before."""

    def outcome(self, name: str) -> str:
        """The word of a rate's name that says what was counted: the last known one, the longest at a tie."""
        found = [(name.rfind(word) + len(word), len(word), word) for word in self.outcomes if word in name]
        return max(found)[2] if found else ""


def measures(context: Context) -> Measures:
    """The measures of the rubric under use."""
    table = context.tables.get("measures") or {}
    return _measures(id(table), _Held(table))


class _Held:
    """Keeps an unhashable table alive for the cache; all are equal, the key is the table's identity."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        self.table = table

    def __hash__(self) -> int:
        return 0

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Held)


@lru_cache(maxsize=8)
def _measures(_: int, held: _Held) -> Measures:
    table = held.table
    rates = table.get("rates") or {}
    flows = {str(key): tuple(words) for key, words in sorted((table.get("flows") or {}).items())}
    return Measures(
        outcomes={str(key): tuple(forms) for key, forms in sorted((rates.get("outcomes") or {}).items())},
        made_of={str(key): tuple(words) for key, words in sorted((rates.get("made_of") or {}).items())},
        people=frozenset(rates.get("people") or ()),
        qualifiers=_longest_first(rates.get("qualifiers") or ()),
        may_exceed=_longest_first(rates.get("may_exceed") or ()),
        capped=_longest_first(rates.get("capped") or ()),
        partitions=tuple(
            Partition(
                _longest_first(entry["members"]),
                frozenset(entry["closing"]),
                bool(entry.get("at_most")),
                frozenset(entry.get("middle") or ()),
                tuple(frozenset(family) for family in entry.get("families") or ()),
            )
            for entry in table.get("partitions") or ()
        ),
        flows=flows,
        closing=_any_of(word for entry in table.get("partitions") or () for word in entry["closing"]),
        carried_in=_any_of(flows.get("carried_in", ())),
    )


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    """A pattern for any of the words; none where there are no words."""
    return re.compile("|".join(map(re.escape, _longest_first(words))) or r"(?!)")


def _longest_first(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(words, key=lambda word: (-len(word), word)))


def bounds(claim: Claim) -> tuple[float, float] | None:
    """The claim's bounds as numbers; ``None`` where one is open or it is only roughly told."""
    if claim.low is None or claim.high is None:
        return None
    return float(claim.low), float(claim.high)


def firm(claim: Claim) -> bool:
    """Whether the figure is exact, or only rounded in its 万 or 亿: something one may calculate with."""
    if claim.exact:
        return True
    if claim.low is None or claim.high is None or claim.value <= 0:
        return False
    return claim.low < claim.value < claim.high and (claim.high - claim.low) <= claim.value / 10


def rate_fits(part: tuple[float, float], whole: tuple[float, float], rate: Decimal, places: int) -> bool:
    """Whether some part of some whole is ``rate`` percent, rounded or cut off at its ``places`` decimals."""
    if whole[1] <= 0:
        return False
    step = 10.0**-places
    least = 100 * part[0] / whole[1]
    most = 100 * part[1] / whole[0] if whole[0] > 0 else math.inf
    return most >= float(rate) - step / 2 - EPSILON and least < float(rate) + step - EPSILON


def claim_fits(part: tuple[float, float], whole: tuple[float, float], rate: Claim) -> bool:
    """:func:`rate_fits` for a percentage as it is told: 98%以上 holds for all from 98, 近98% for those about it."""
    if rate.exact:
        return rate_fits(part, whole, rate.value, rate.places)
    if whole[1] <= 0:
        return False
    step = 10.0**-rate.places
    least = 100 * part[0] / whole[1]
    most = 100 * part[1] / whole[0] if whole[0] > 0 else math.inf
    reaches = rate.low is None or most >= float(rate.low) - step / 2 - EPSILON
    return reaches and (rate.high is None or least < float(rate.high) + step - EPSILON)


def some_part_fits(whole: tuple[float, float], rate: Decimal, places: int) -> bool:
    """Whether any whole number of cases out of ``whole`` gives ``rate`` percent."""
    if whole[0] != whole[1]:
        return True
    step = 10.0**-places
    first = math.ceil((float(rate) - step / 2) * whole[0] / 100 - EPSILON)
    return rate_fits((first, first), whole, rate, places)


def shown(value: float | Decimal, places: int) -> str:
    """A percentage as it would be printed: at least one decimal, two at most."""
    quantum = Decimal(1).scaleb(-max(1, min(places, 2)))
    return f"{Decimal(repr(float(value))).quantize(quantum, ROUND_HALF_UP)}%"


def plain(value: Decimal | float) -> str:
    """A number without needless zeros: 1250, 5.36, 12.65万."""
    number = Decimal(repr(float(value)))
    if number >= 100_000 and number % 100 == 0:
        return f"{(number / 10_000).normalize():f}万"
    return f"{number.normalize():f}"


def said(context: Context, item: Item) -> str:
    """The claim as it stands in the text."""
    return context.report.text[item.claim.start : item.claim.end].strip()


def printed(context: Context, claim: Claim) -> str:
    """The claim as it stands in the text, with the 超过 or 近 right before it."""
    text = context.report.text
    opens = _ABOUT.search(text, max(claim.start - 4, 0), claim.start)
    return text[opens.start() if opens else claim.start : claim.end].strip()


def clause_start(claim: Claim) -> int:
    """Where the clause of a claim begins."""
    return claim.around.clause_start(claim.start)


_CLAUSES = re.compile(r"[，；：、]")


def label(item: Item) -> str:
    """The words that name a count: its last clause before, without marks."""
    return _last_clause(item.lead)


@lru_cache(maxsize=2048)
def _last_clause(lead: str) -> str:
    """Kept for a while: each of the detectors asks for the same leads, some several times."""
    pieces = _CLAUSES.split(lead)
    return pieces[-1] if len(pieces[-1]) > 1 or len(pieces) == 1 else pieces[-2] + pieces[-1]


def of_another(told: str, before: Sequence[Item]) -> bool:
    """Whether ``told``, a rate's name without its outcome, names another thing than the count right before it.

    So in 答复公开申请7件，12345工单办结率99.6%.
    """
    thing = GENERIC.sub("", _HOW.sub("", told))
    if not before or len(thing) < 2:
        return False
    nearest = before[-1].lead + _CLAUSES.split(before[-1].after)[0]
    return not any(pair in nearest for pair in pairs_of(thing))


def counts_another(part: Item, whole: Item, forms: tuple[str, ...]) -> bool:
    """ "许可决定203件，重大处罚案件法制审核41件，审核率100%": all of a kind the whole does not name."""
    told = label(part)
    for form in forms:
        told = told.replace(form, "")
    return len(told) >= _OWN_NAME and not any(pair in label(whole) for pair in pairs_of(told))


def is_owed(part: Item) -> bool:
    """ "该由负责人出庭的455件": what should be, not what was."""
    return _OWED.search(part.lead) is not None


def not_owed(parts: Sequence[Item]) -> Sequence[Item]:
    """ "应出庭68件，实际出庭66件": what should be is the whole, though the rate's name fits it as well."""
    return [part for part in parts if not is_owed(part)] or parts


def pairs_of(text: str) -> list[str]:
    """The pairs of neighbouring characters; the text itself where it has no two."""
    return [text[index : index + 2] for index in range(len(text) - 1)] or [text]
