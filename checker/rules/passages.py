"""Candidate passages of a matter: where it was found, how it reads, whether it has the support asked."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from checker.language import COUNTED, Reading, Scan, Surroundings, concrete, read_assertion, surroundings
from checker.model import Evidence, Role, Support
from checker.rules.context import Context

_ENOUGH = 8
_QUOTE_MIN = 26
_QUOTE_MAX = 96
_TRIM = " ，。；：、！？\n"
_NUMERAL = r"(?:\d[\d,.]*|[一二两三四五六七八九十百千]+)"


@dataclass(frozen=True, slots=True)
class Candidate:
    """One place where a matter was found. ``counts`` is true when it makes its element met.

    ``start``/``end`` are the match, ``quote_start``/``quote_end`` the whole clauses around it.
    """

    start: int
    end: int
    quote_start: int
    quote_end: int
    element: str
    reading: Reading
    role: Role
    supported: bool
    counts: bool
    reason: str

    def evidence(self, note: str | None = None) -> Evidence:
        text = self.reason if note is None else note
        return Evidence(self.quote_start, self.quote_end, self.reading.assertion, self.element, text)


def gather(
    context: Context,
    criterion: str,
    slot: str,
    *,
    element: str = "",
    support: Support | None = None,
    units: Sequence[str] = (),
    own_figure: bool = False,
    mention_only: bool = False,
    enough: int = _ENOUGH,
) -> list[Candidate]:
    """Candidates of one pattern set in text order, without the rejected ones, until ``enough`` of them count."""
    scan = context.scan
    rejects = scan.of(criterion, "reject")
    candidates: list[Candidate] = []
    counting = 0
    body_start, body_end = scan.report.body_start, scan.report.body_end
    for start, end in scan.of(criterion, slot):
        # A title says what the report is, not what was done; only a mention may stand outside the body.
        if not mention_only and not body_start <= start < body_end:
            continue
        if rejects and _is_rejected(scan, start, end, rejects):
            continue
        # A matter told many times over needs no further witness.
        if counting >= enough:
            break
        supported = is_supported(scan, start, end, support, tuple(units), own_figure)
        candidates.append(_candidate(scan, start, end, element, support, supported, mention_only))
        counting += candidates[-1].counts
    return candidates


def rejected(context: Context, criterion: str, slots: Sequence[str]) -> list[tuple[int, int]]:
    """Matches that a reject pattern ruled out: near misses worth showing."""
    scan = context.scan
    rejects = scan.of(criterion, "reject")
    return [hit for slot in slots for hit in scan.of(criterion, slot) if rejects and _is_rejected(scan, *hit, rejects)]


def _is_rejected(scan: Scan, start: int, end: int, rejects: Sequence[tuple[int, int]]) -> bool:
    low, high = scan.segments.clause(start)
    return any((r_start < end and start < r_end) or (low <= r_start and r_end <= high) for r_start, r_end in rejects)


def is_supported(
    scan: Scan, start: int, end: int, support: Support | None, units: tuple[str, ...], own_figure: bool
) -> bool:
    """Whether the passage carries the support asked; with none asked, whether it is more than a slogan."""
    if support is not None and read_assertion(scan, start, end).rule == "outcome":
        return True
    if support == "figure":
        return has_figure(scan, start, end, units, look_back=not own_figure)
    if support == "act":
        return has_act(scan, start, end)
    return read_assertion(scan, start, end).assertion != "ongoing" or not is_slogan(scan, start, end)


def _candidate(
    scan: Scan,
    start: int,
    end: int,
    element: str,
    support: Support | None,
    supported: bool,
    mention_only: bool,
) -> Candidate:
    reading = read_assertion(scan, start, end)
    role = scan.report.role_at(start)
    heading = _in_heading(scan, start)
    reason = _reason(scan, reading, role, heading, mention_only, support, supported)
    quote_start, quote_end = quote_range(scan, start, end)
    return Candidate(start, end, quote_start, quote_end, element, reading, role, supported, not reason, reason)


def _reason(
    scan: Scan,
    reading: Reading,
    role: Role,
    heading: bool,
    mention_only: bool,
    support: Support | None,
    supported: bool,
) -> str:
    """Why the passage does not count; empty when it does. One plain clause for the reader."""
    assertion = reading.assertion
    if assertion == "lacking":
        return "仅见于存在不足部分" if reading.rule == "section" else f"这句说的是欠缺（“{reading.cue}”）"
    if assertion == "planned":
        return "仅见于下一年度安排部分" if reading.rule == "section" else "这句说的是打算，还不是已做的事"
    if assertion == "demanded":
        return "这句是要求，没有写明本单位已经做了什么"
    if assertion == "elsewhere":
        return f"这句写的是上级（{reading.cue}）的工作"
    if assertion == "mentioned":
        where = {"title": "只在文件名称中出现", "guide": "只作为依据或要求提到", "definition": "只说明该事项的意义"}
        return where.get(reading.rule, "只在引号内的提法中出现")
    if mention_only:
        return "只是提到相关内容，没有直接写明该事项"
    if heading:
        return "只见于标题，标题下没有写明做了什么"
    if role == "lead" and assertion == "ongoing":
        return "只在开头的总体表述中提到"
    if not supported:
        return "没有写明数量或比率" if support == "figure" else "只有表态，没有写明具体举措、文件、会议或数字"
    return ""


def _in_heading(scan: Scan, offset: int) -> bool:
    headings = scan.notes.get("headings")
    if not isinstance(headings, list):
        headings = [(s.heading_start, s.heading_end) for s in scan.report.sections if s.heading_end > s.heading_start]
        headings.sort()
        scan.notes["headings"] = headings
    index = bisect_right(headings, (offset, len(scan.view) + 1)) - 1
    return index >= 0 and bool(headings[index][0] <= offset < headings[index][1])


# ------------------------------------------------------------------------------- support


@lru_cache(maxsize=256)
def _figure_pattern(units: tuple[str, ...]) -> re.Pattern[str]:
    if not units:
        return COUNTED
    words = sorted((unit for unit in units if unit != "%"), key=len, reverse=True)
    alternatives = "|".join(map(re.escape, words))
    numbered = rf"{_NUMERAL}(?:余|多|万|亿|千|百)* ?(?:{alternatives})" if alternatives else r"(?!)"
    percent = r"|\d[\d.]*%|百分之" if "%" in units else ""
    return re.compile(numbered + percent)


def has_figure(scan: Scan, start: int, end: int, units: tuple[str, ...], look_back: bool = True) -> bool:
    """A number of one of the units in the clause, up to two before or three behind it; or a zero statement."""
    segments, view = scan.segments, scan.view
    low, high = segments.clause(start)
    span_end = segments.span(start)[1]
    high = max(high, segments.clause(max(end - 1, start))[1])
    for _ in range(3):
        if high < span_end:
            high = segments.clause(high)[1]
    span_start = segments.span(start)[0]
    for _ in range(2 if look_back else 0):
        if low > span_start:
            low = segments.clause(low - 1)[0]
    if _figure_pattern(units).search(view, low, high):
        return True
    clause_low, clause_high = segments.clause(start)
    return any(category == "outcome" for _, _, category in scan.cues(clause_low, clause_high))


def has_act(scan: Scan, start: int, end: int) -> bool:
    """A concrete act beside the matter itself: an act cue or a counted thing in its clause or the ones beside it."""
    around = surroundings(scan, start, end)
    if around.told:
        return True
    # An ordinary act cue inside the match only names the matter (考核 in 纳入考核); it must stand beside it.
    cues = scan.cues(around.act_low, around.act_high)
    return concrete(scan.view, [c for c in cues if c[2] != "act" or c[0] < start or c[1] > end], ("act",)) is not None


def is_slogan(scan: Scan, start: int, end: int) -> bool:
    """A clause that only takes a stand ("坚持……，切实……"), with no act in its whole span."""
    low, high = scan.segments.span(start)
    clause = scan.segments.clause(start)[0]
    heads = scan.lexicon.slogan_heads
    while clause < start and scan.view[clause] in " 　":
        clause += 1
    if not (scan.view.startswith(heads, clause) or scan.view.startswith(heads, low)):
        return False
    cues = scan.cues(low, high)
    return not COUNTED.search(scan.view, low, high) and concrete(scan.view, cues, ("event", "outcome", "done")) is None


# ------------------------------------------------------------------------------- quotes


def quote_range(scan: Scan, start: int, end: int) -> tuple[int, int]:
    """Whole clauses around a match: at least its own, a little more where that is short, never over the span."""
    around = surroundings(scan, start, end)
    if around.quote is None:
        around.quote = _quote(scan, around)
    return around.quote


def _quote(scan: Scan, around: Surroundings) -> tuple[int, int]:
    segments = scan.segments
    low, high, span_low, span_high = around.clause_start, around.clause_end, around.span_start, around.span_end
    if span_high - span_low <= _QUOTE_MAX:
        return trim(scan.report.text, span_low, span_high)
    while high < span_high and high - low < _QUOTE_MIN * 2:
        following = segments.clause(high)[1]
        if following - low > _QUOTE_MAX:
            break
        high = following
    while low > span_low and high - low < _QUOTE_MIN:
        before = segments.clause(low - 1)[0]
        if high - before > _QUOTE_MAX:
            break
        low = before
    return trim(scan.report.text, low, high)


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The range without punctuation and space at its ends."""
    while start < end and text[start] in _TRIM + ",;:":
        start += 1
    while end > start and text[end - 1] in _TRIM + ",;:":
        end -= 1
    return start, end
