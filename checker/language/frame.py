"""What the questions of assertion look at: one passage with its clause, span, cues and figures."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from checker.language.scan import Scan

_SILENT_IN_TITLES = frozenset(("lacking-left", "lacking-right", "lacking-who", "future", "demand"))

Cue = tuple[int, int, str]
"""(start, end, category)"""

COUNTED = re.compile(
    r"(?<![\d第〔（—-])\d[\d,.]*(?:余|多|万|亿|千|百)* ?(?![年月日号时点届〕）—.-])[%一-龥]"
    r"|[一二两三四五六七八九十百]+(?:余|多)?(?:次|件|场|期|起|批次|人次|轮|份|部|名|家)|[一二三四五六七八九]成|百分之"
)
"""Any counted thing: a number before a Chinese word that is no date, time or ordinal."""

_NOMINAL = ("制度", "机制", "体系", "能力", "水平", "作用", "意识", "力度", "质效", "质量", "格局", "职责", "责任")


@dataclass(slots=True)
class Surroundings:
    """The clauses a passage touches, with their span: shared by all passages in the same clauses.

    ``cues`` are those of the span, deficiency cues that a pseudo-negation covers left out; ``here`` those
    of the clauses. ``act_low``/``act_high`` bound the clauses in which an act speaks for the passage: its
    own, one before, two behind. ``told`` says whether an event, an outcome or a counted thing stands there.
    """

    clause_start: int
    clause_end: int
    span_start: int
    span_end: int
    next_clause_end: int
    cues: list[Cue]
    here: list[Cue]
    has_figure: bool
    act_low: int
    act_high: int
    told: bool
    quote: tuple[int, int] | None = None


@dataclass(slots=True)
class Frame:
    """A passage ``[start, end)`` and what surrounds it; see :class:`Surroundings` for the shared fields."""

    scan: Scan
    start: int
    end: int
    view: str
    clause_start: int
    clause_end: int
    span_start: int
    span_end: int
    next_clause_end: int
    cues: list[Cue]
    here: list[Cue]
    has_figure: bool

    def text(self, cue: Cue) -> str:
        return self.view[cue[0] : cue[1]]


def frame(scan: Scan, start: int, end: int) -> Frame:
    """The frame of one passage."""
    around = surroundings(scan, start, end)
    return Frame(
        scan,
        start,
        end,
        scan.view,
        around.clause_start,
        around.clause_end,
        around.span_start,
        around.span_end,
        around.next_clause_end,
        around.cues,
        around.here,
        around.has_figure,
    )


def surroundings(scan: Scan, start: int, end: int) -> Surroundings:
    """What surrounds a passage; computed once for each pair of first and last clause."""
    segments = scan.segments
    first, last = segments.clause_index(start), segments.clause_index(end - 1 if end > start else start)
    known = scan.around.get((first, last))
    if known is None:
        known = scan.around[first, last] = _surround(scan, start, first, last)
    return known


def _surround(scan: Scan, start: int, first: int, last: int) -> Surroundings:
    segments, view, clauses = scan.segments, scan.view, scan.segments.clauses
    span_start, span_end = segments.span(start)
    final = len(clauses) - 1
    clause_start, clause_end = clauses[first], clauses[min(last + 1, final)]
    span_end = max(span_end, clause_end)
    act_low, act_high = clause_start, clause_end
    if act_low > span_start:
        act_low = clauses[first - 1]
    for ahead in (last + 2, last + 3):
        if act_high < span_end and ahead <= final:
            act_high = clauses[ahead]
    cues = unmasked(scan, span_start, span_end)
    near = [cue for cue in cues if act_low <= cue[0] < act_high]
    told = (
        COUNTED.search(view, act_low, act_high) is not None
        or any(cue[2] == "outcome" for cue in near)
        or concrete(view, near, ("event",)) is not None
    )
    return Surroundings(
        clause_start,
        clause_end,
        span_start,
        span_end,
        clause_end if clause_end >= span_end else clauses[min(last + 2, final)],
        cues,
        [cue for cue in near if clause_start <= cue[0] < clause_end],
        COUNTED.search(view, clause_start, clause_end) is not None,
        act_low,
        act_high,
        told,
    )


def unmasked(scan: Scan, start: int, end: int) -> list[Cue]:
    """Cues of one span, without deficiency cues that a pseudo-negation or an outcome covers."""
    cues = scan.cues(start, end)
    titles = scan.segments.titles
    if titles:
        # A title's words (《……老化更新改造规划》) say nothing about the sentence.
        cues = [cue for cue in cues if cue[2] not in _SILENT_IN_TITLES or not scan.segments.title_at(cue[0], cue[1])]
    masks = [(s, e) for s, e, category in cues if category in ("pseudo", "outcome")]
    if masks:
        cues = [cue for cue in cues if not cue[2].startswith("lacking") or not _is_masked(cue, masks)]
    return cues


def _is_masked(cue: Cue, masks: list[tuple[int, int]]) -> bool:
    start, end, _ = cue
    return any((s <= start and end <= e) or (s < end and start < e and e - s > end - start) for s, e in masks)


def first(cues: Iterable[Cue], category: str, outside: tuple[int, int] | None = None) -> Cue | None:
    """The first cue of a category that does not lie inside ``outside``."""
    for cue in cues:
        if cue[2] == category and (outside is None or cue[1] <= outside[0] or cue[0] >= outside[1]):
            return cue
    return None


_ZERO = re.compile(
    r"(?:没有|未有|未|无)(?:再|曾|因[一-龥]{0,8}?)?"
    r"(?:承办|收到|接到|接办|受理|发生|出现|产生|造成|引发|当事人申请|行政诉讼|行政复议|行政应诉|复议诉讼|诉讼案件|代表建议|提案|打过|被诉|被复议|投诉|信访积案|人到|人申请|人起诉)"
)


def zero_statement(frame: Frame) -> str | None:
    """Words that tell that nothing of the kind happened ("全年未发生行政诉讼案件"): a disclosure, not a lack."""
    cue = first(frame.here, "outcome")
    if cue is not None:
        return frame.text(cue)
    match = _ZERO.search(frame.view, frame.clause_start, frame.clause_end)
    return match.group() if match else None


def concrete(view: str, cues: Iterable[Cue], categories: tuple[str, ...]) -> str | None:
    """The first cue of the categories that tells an act: not in a hollow phrase (会议精神), not a noun (培训机制)."""
    known = list(cues)
    hollow = [(cue[0], cue[1]) for cue in known if cue[2] == "hollow"]
    for start, end, category in known:
        if (
            category in categories
            and not view.startswith(_NOMINAL, end)
            and not any(s <= start and end <= e for s, e in hollow)
        ):
            return view[start:end]
    return None
