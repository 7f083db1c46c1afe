"""One pass over the folded text: every figure becomes a claim, is told apart, or is counted as untyped."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from decimal import Decimal
from operator import itemgetter
from typing import cast

from checker.facts import grammar as g
from checker.facts.claims import ClaimKind, Claims, Facts, Surroundings
from checker.facts.numerals import MYRIADS, SCALES, arabic, chinese, chinese_integer
from checker.facts.numerals import scale as scale_of
from checker.facts.words import AFTER, AFTER_NAMES, APPROXIMATING, BEFORE, NAMES, SET_PHRASES, STRICT
from checker.model import Report
from checker.structure.table_rows import units_of_cells, with_rows

_OTHERS = {
    g.DATE: "date",
    g.CODE: "code",
    g.LISTED: "listed",
    g.NAME: "name",
    g.ORDINAL: "ordinal",
    g.REFERENCE: "reference",
    g.YEAR_CN: "date",
}
_PARTS = (g.UNIT, g.SCALE, g.SCALE_AFTER, g.RANGE, g.MORE, g.AFTER)
_CN_PARTS = (g.CN_NUMBER, g.CN_SCALE, g.CN_UNIT, g.CN_MORE, g.CN_AFTER)
_ZERO, _ONE, _TEN = Decimal(0), Decimal(1), Decimal(10)
_MOST_DIGITS = 20
"""No office counts so far; sums of longer ones would be rounded."""

_NEAR_LOW, _NEAR_HIGH = Decimal("0.9"), Decimal("1.1")
_YEARS_BARE = re.compile(r"(?:19|20)\d\d")
_YEAR_LIST = re.compile(r"(?:[、和及—～至]? ?(?:19|20)\d\d){0,20} ?年|）")
_NAMED = re.compile(rf"{AFTER_NAMES.pattern}|[0-9A-Za-z+＋·.]{0, 40}”")
_LATIN_BEFORE = re.compile(r"[A-Za-z_.@/:]")

_KIND_OF = itemgetter(0)

Bounds = tuple[Decimal | None, Decimal | None, bool]


def extract(report: Report, more_units: Iterable[str] = ()) -> Facts:
    """Every figure of ``report.text``; ``more_units`` are measure words beyond the language's own.

    A row of a table is read as a sentence, and a bare number in it has the unit of its row or column.
    """
    return extract_text(with_rows(report.folded, report), more_units, units_of_cells(report))


def extract_text(folded: str, more_units: Iterable[str] = (), units: Mapping[int, str] | None = None) -> Facts:
    """Every figure of a folded text; offsets are into that text. ``units`` gives those told elsewhere, by start."""
    found = g.grammar(tuple(more_units))
    pass_ = _Pass(folded, found, units or {})
    for match in found.pattern.finditer(folded):
        last = match.lastindex or 0  # every branch of the grammar is a group
        if g.NUMBER <= last <= g.AFTER:
            pass_.arabic(match)
        elif last in _OTHERS:
            pass_.others[_OTHERS[last]] += 1
        elif last >= g.CN_NUMBER:
            pass_.counted(match)
        else:
            pass_.characters(match, last)
    counts = pass_.others
    counts.update(map(_KIND_OF, pass_.claims.shapes))
    if pass_.untyped:
        counts["untyped"] = len(pass_.untyped)
    ordered = dict(sorted(counts.items()))
    return Facts(pass_.claims, tuple(pass_.untyped), ordered, pass_.around)


def _unit(told: str, grammar: g.Grammar) -> tuple[str | None, str] | None:
    """(scale, unit) of a unit that stands apart from its figure: 万元 is 万 and 元."""
    match = grammar.pattern.fullmatch("1" + told)
    unit = match[g.UNIT] if match and match.lastindex and g.NUMBER <= match.lastindex <= g.AFTER else None
    return (match[g.SCALE], unit) if match and unit else None


class _Pass:
    """What one pass collects."""

    def __init__(self, folded: str, grammar: g.Grammar, units: Mapping[int, str]) -> None:
        self.folded = folded
        self.kinds = grammar.kinds
        self.units = {start: told for start, unit in units.items() if (told := _unit(unit, grammar))}
        self.around = Surroundings(folded)
        self.claims = Claims(self.around)
        self.values: dict[str, Decimal] = {}  # most numbers come again
        self.others: Counter[str] = Counter()
        self.untyped: list[tuple[int, int]] = []

    def arabic(self, match: re.Match[str]) -> None:
        start, end = match.span()
        unit, scale, scale_after, second, more, after = match.group(*_PARTS)
        number = self.folded[start : match.end(g.NUMBER)]
        if self.units and not unit and not scale:
            scale, unit = self.units.get(start, (scale, unit))
        if not unit and not scale and (second or not self._bare(start, end, number)):
            if second:
                named = start and _LATIN_BEFORE.match(self.folded, start - 1)
                self.others["name" if named else "code"] += 1
            return
        if max(len(number), len(second or "")) > _MOST_DIGITS:
            self.untyped.append((start, end))
            return
        value = self.values.get(number)
        if value is None:
            value = self.values[number] = arabic(number) if "," in number else Decimal(number)
        point = number.find(".")
        places = len(number) - point - 1 if point >= 0 else 0
        if scale or scale_after:
            factor = scale_of(scale) * (MYRIADS[scale_after] if scale_after else 1)
            ulp = factor * _ONE.scaleb(-places)
            value = value * factor
        else:
            ulp = _ZERO
        kind: ClaimKind = self.kinds[unit] if unit else "plain"
        low: Decimal | None
        high: Decimal | None
        if second:
            other = arabic(second)
            if scale:
                other *= scale_of(scale)
            low, high = sorted((value, other))  # “8-2次” reaches from 2 to 8 as well
            exact = low == high
        elif more or after or ulp or (start and self.folded[start - 1] in APPROXIMATING):
            low, high, exact = self._bounds(start, value, ulp, (more or after or "").strip(), point < 0)
        else:
            # nothing around it: most figures say just what they are
            low, high, exact = value, value, True
        self.claims.add(start, end, value, low, high, (kind, exact, unit or "", places))

    def _bare(self, start: int, end: int, number: str) -> bool:
        """Whether a number without unit is a claim; else it is told apart or counted as untyped."""
        folded = self.folded
        before = folded[start - 1] if start else "\n"
        if number in NAMES and (AFTER_NAMES.match(folded, end) or before == "“"):
            self.others["name"] += 1
        elif (_YEARS_BARE.fullmatch(number) and _YEAR_LIST.match(folded, end)) or (
            before == "（" and _YEARS_BARE.fullmatch(number)
        ):
            self.others["date"] += 1
        elif before in "“+＋·" or number in NAMES or _NAMED.match(folded, end) or _LATIN_BEFORE.match(before):
            self.others["name"] += 1
        elif before in "为是达" and end < len(folded) and folded[end] in "。，；、\n":
            return True
        else:
            self.untyped.append((start, end))
        return False

    def characters(self, match: re.Match[str], last: int) -> None:
        start, end = match.span()
        value: Decimal | None
        if end - start > 2 * _MOST_DIGITS:  # no numeral in words is as long
            self.untyped.append((start, end))
        elif last == g.PER_HUNDRED:
            text = match[g.PER_HUNDRED][2:]
            value = arabic(text) if text[0].isdigit() else chinese(text)
            if value is None:
                self.untyped.append((start, end))
                return
            low, high, exact = self._bounds(start, value, _ZERO, "", True)
            places = -cast("int", value.as_tuple().exponent)
            self.claims.add(start, end, value, low, high, ("percent", exact, "%", places))
        elif last == g.FRACTION:
            below = chinese_integer(self.folded[start])
            above = chinese_integer(match[g.FRACTION][2:])
            if below and above is not None:
                value = Decimal(above) / below
                low, high, exact = self._bounds(start, value, _ZERO, "", True)
                self.claims.add(start, end, value, low, high, ("ratio", exact, "分之", 0))
        elif last in (g.TENTHS, g.TENTHS_AFTER):
            value = cast("Decimal", chinese(self.folded[start] + match[g.TENTHS].partition("成")[0]))
            low, high, _ = self._bounds(start, value, _ONE, match[g.TENTHS_AFTER] or "", True)
            self.claims.add(start, end, value, low, high, ("ratio", False, "成", 0))
        else:
            self._vague(match)

    def _vague(self, match: re.Match[str]) -> None:
        """数十次, 几百人, 十几家: an interval of the power of ten named."""
        start, end = match.span()
        digits = match[g.VAGUE]
        first = self.folded[start]
        unit = match[g.VAGUE_UNIT]
        scale = 1
        for char in digits + match[g.VAGUE_MORE]:
            scale *= SCALES.get(char, 1)
        if first == "十":
            if not digits.endswith("几"):
                self._numeral(match.span(), first + digits, unit, match[g.VAGUE_MORE])
                return
            low, high = Decimal(11 * scale), Decimal(19 * scale)
        elif scale == 1 and first == "数":
            return
        else:
            low, high = Decimal(2 * scale), Decimal(9 * scale)
        self.claims.add(start, end, low, low, high, (self.kinds[unit], False, unit, 0))

    def counted(self, match: re.Match[str]) -> None:
        if match.end() - match.start() > 2 * _MOST_DIGITS:
            self.untyped.append(match.span())
            return
        number, scale, unit, more, after = match.group(*_CN_PARTS)
        self._numeral(match.span(), self.folded[match.start()] + number + scale, unit, more or after or "")

    def _numeral(self, span: tuple[int, int], numeral: str, unit: str, after: str) -> None:
        start, end = span
        if len(numeral) > 2 * _MOST_DIGITS:  # no numeral in words is as long
            self.untyped.append(span)
            return
        if (numeral in ("一", "二") and unit not in STRICT) or (start and self.folded[start - 1] in "“每第"):
            self.others["phrase"] += 1
            return
        value = chinese(numeral)
        if value is None or SET_PHRASES.match(self.folded, start):
            self.others["phrase"] += 1
            return
        low, high, exact = self._bounds(start, value, _ZERO, after, True)
        self.claims.add(start, end, value, low, high, (self.kinds[unit], exact, unit, 0))

    def _bounds(self, start: int, value: Decimal, ulp: Decimal, after: str, whole: bool) -> Bounds:
        """What a number leaves open: the words around it, and the rounding of 1.2万 (``ulp`` 1000)."""
        how = AFTER.get(after, "more" if after == "来" else "") if after else ""
        if start and self.folded[start - 1] in APPROXIMATING:
            for length in (4, 3, 2, 1):
                word = BEFORE.get(self.folded[max(start - length, 0) : start])
                if word:
                    how = how or word
                    break
        if not how or how == "exact":
            if ulp > 1:
                half = ulp / 2
                return value - half, value + half, False
            return value, value, True
        if how == "more":
            return value, value + (ulp if ulp and not whole else _step(value)), False
        if how == "over":
            return value, None, False
        if how == "under":
            return None, value, False
        return value * _NEAR_LOW, value * _NEAR_HIGH, False


def _step(value: Decimal) -> Decimal:
    """How much 余 may add: less than one of the last digit that is not zero (1500余 is below 1600)."""
    digits = str(int(value))
    return _TEN ** (len(digits) - len(digits.rstrip("0"))) if value else _ONE
