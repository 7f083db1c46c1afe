"""The few figures a cohort table needs: shares with intervals, medians with outliers, ranks with ties."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import sqrt

_Z = 1.96


def wilson(hits: float, of: float) -> tuple[float, float]:
    """The 95 % score interval of a share, both ends 0 to 1; (0, 1) of nothing."""
    if of <= 0:
        return 0.0, 1.0
    share, square = hits / of, _Z * _Z
    middle = share + square / (2 * of)
    half = _Z * sqrt(share * (1 - share) / of + square / (4 * of * of))
    return max(0.0, (middle - half) / (1 + square / of)), min(1.0, (middle + half) / (1 + square / of))


# what stands for 1.96 where the spread itself is estimated from 2, 3, … values; beyond these the difference is small
_STUDENT = (
    12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160, 2.145, 2.131,
    2.120, 2.110, 2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042,
)  # fmt: skip


def mean_interval(values: Sequence[float], low: float, high: float) -> tuple[float, float, float]:
    """(mean, both ends of its 95 % interval within ``low`` and ``high``); of one value the whole range."""
    count = len(values)
    mean = sum(values) / count
    if count == 1:
        return mean, low, high
    spread = sqrt(sum((value - mean) ** 2 for value in values) / (count - 1))
    half = (_STUDENT[count - 2] if count - 2 < len(_STUDENT) else _Z) * spread / sqrt(count)
    return mean, max(low, mean - half), min(high, mean + half)


def quantile(ordered: Sequence[float], share: float) -> float:
    """The quantile of ascending values, between two of them in proportion."""
    at = share * (len(ordered) - 1)
    low = int(at)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (at - low)


def fences(ordered: Sequence[float]) -> tuple[float, float]:
    """Outside these (one and a half times the middle half's width beyond it) a value is an outlier."""
    low, high = quantile(ordered, 0.25), quantile(ordered, 0.75)
    return low - 1.5 * (high - low), high + 1.5 * (high - low)


@dataclass(frozen=True, slots=True)
class Rank:
    """A place in an order from the highest down: equal values share it. ``best``/``worst`` are the ranks that the
    intervals leave open: two whose spans overlap are not told apart."""

    rank: int
    tied: bool
    best: int
    worst: int


class Ranking:
    """Values with their intervals (in the same order), to ask for the rank of any of them."""

    def __init__(self, values: Iterable[float], intervals: Iterable[tuple[float, float]]) -> None:
        lows, highs = array("d"), array("d")
        for low, high in intervals:
            lows.append(low)
            highs.append(high)
        self._values, self._lows, self._highs = (array("d", sorted(one)) for one in (values, lows, highs))

    def rank(self, value: float, interval: tuple[float, float]) -> Rank:
        """The rank of one of the values."""
        low, high = interval
        count = len(self._values)
        above = count - bisect_right(self._values, value)
        same = bisect_right(self._values, value) - bisect_left(self._values, value)
        best = 1 + count - bisect_right(self._lows, high)
        worst = count - bisect_left(self._highs, low)
        return Rank(above + 1, same > 1, best, max(worst, above + 1))


def ranks(values: Sequence[float], intervals: Sequence[tuple[float, float]]) -> list[Rank]:
    """The rank of every value; ``intervals`` are theirs, in the same order."""
    ranking = Ranking(values, intervals)
    return [ranking.rank(value, interval) for value, interval in zip(values, intervals, strict=True)]
