"""Whether a rate can be of these counts: one by one, of what is left, or of several together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from checker.facts import Claim, Item
from checker.rules.defects.numbers_common import bounds, claim_fits, label, plain, rate_fits


class Together(NamedTuple):
    """Counts of which a rate is made together: 撤销5件、确认违法3件 make 纠错率. At least one."""

    parts: tuple[Item, ...]

    def fits(self, rate: Claim, wholes: Iterable[Item]) -> bool:
        """Whether all of them together are the rate of any of the wholes."""
        spans = [bounds(part.claim) for part in self.parts]
        above = (sum(span[0] for span in spans if span), sum(span[1] for span in spans if span))
        return None not in spans and any(
            claim_fits(above, below, rate)
            for whole in wholes
            if whole not in self.parts and whole.unit == self.parts[0].unit and (below := bounds(whole.claim))
        )

    def reckoned(self, whole: Item) -> tuple[str, float]:
        """The reckoning as it is shown (5＋3＝8，8÷45), and its result in percent."""
        total = sum(part.claim.value for part in self.parts)
        sums = "＋".join(plain(part.claim.value) for part in self.parts) + f"＝{plain(total)}，"
        shown = f"{sums if len(self.parts) > 1 else ''}{plain(total)}÷{plain(whole.claim.value)}"
        return shown, 100 * float(total) / float(whole.claim.value)


def together(word: str, members: Sequence[str], before: Sequence[Item]) -> Together | None:
    """The counts named by the members, where none is named by the rate's own ``word`` (纠错9件)."""
    told = [(item, label(item)) for item in before]
    if any(word in name for _, name in told):
        return None
    parts = [item for item, name in told if any(member in name for member in members) and "率" not in name]
    if not parts or len({part.unit for part in parts}) > 1:
        return None
    return Together(tuple(parts))


def fits(rate: Claim, part: Item, whole: Item) -> bool:
    """Whether the part of the whole is the rate, rounded or cut off."""
    above, below = bounds(part.claim), bounds(whole.claim)
    if above is None or below is None or below[1] <= 0:
        return False
    if part.unit == whole.unit or (part.claim.kind == whole.claim.kind == "count"):
        return claim_fits(above, below, rate)
    return False


def fits_rest(rate: Claim, part: Item, whole: Item, others: list[Item]) -> bool:
    """Whether the rate is of those that are left without a third count: 38件中35件办结、3件未到期."""
    above, below = bounds(part.claim), bounds(whole.claim)
    for other in others:
        less = bounds(other.claim)
        if above is None or below is None or less is None or other in (part, whole) or other.unit != part.unit:
            continue
        if less[1] < below[0] and claim_fits(above, (below[0] - less[1], below[1] - less[0]), rate):
            return True
    return False


def sums_fit(rate: Claim, part: Item, candidates: list[Item]) -> bool:
    """Whether two figures that stand side by side make the whole together, or the part with its neighbour."""
    own = bounds(part.claim)
    if own is None:
        return False
    for first, second in pairwise(candidates):
        one, two = bounds(first.claim), bounds(second.claim)
        if first.unit != second.unit or one is None or two is None:
            continue
        if rate_fits(own, (one[0] + two[0], one[1] + two[1]), rate.value, rate.places):
            return True
    return False
