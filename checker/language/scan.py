"""One pass over a report: every phrase of the rubric with its place, joined into matches of matters."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import compress
from operator import itemgetter
from typing import Any

from checker.language.lexicon import Key, Lexicon
from checker.language.packed import KIND, SIZE, STARTS, Cue, Match, outermost, pack_cue, unpack, unpack_cues
from checker.language.phrases import Find, Hit
from checker.language.segments import Segments, cut
from checker.language.wanting import standing_out, wanting
from checker.language.zeros import zeros
from checker.model import Report, Role
from checker.structure.table_rows import units_of_cells, with_rows
from checker.text.pieces import pieces

# The first character is a class of its own, so that the scanner leaps to the next; what stands before comes after.
COUNTED = re.compile(
    r"[\d一二两三四五六七八九十百]"
    r"(?:(?<=\d)(?<![\d第〔（—-]\d)(?:[\d,]{0,24}\d)?(?:\.\d{1,24})?(?:余|多|万|亿|千|百){0,4} ?"
    r"(?![年月日号时点届〕）—.-]|小时(?:值|服务|受理|开放|在线|自助|响应))[%一-龥]"
    r"|(?<=[一二两三四五六七八九十百])(?<![每哪某何]一)[一二两三四五六七八九十百]{0,12}(?:余|多)?"
    # 每一次, 任何一件, 一件事, 一次办好, 最多跑一次, 一部分, 平台二期 are names and adverbs
    r"(?:次|件|场|期|起|批次|人次|轮|份|部|名|家)(?!(?<=一件)[事件]|(?<=一次)[办性跑查都也]|(?<=一部)分|(?<=一家)[亲人]|(?<=跑[一两]次)|(?<=[台统目程心网设].期))"
    # 四十六处, 十一个: from ten on a numeral counts with more measures; 第二十条 is an ordinal, 三项制度 a name
    r"|(?<=[一二三四五六七八九十百])(?<![第一二三四五六七八九十百].)"
    r"(?:[十百][一二三四五六七八九十百]{0,12}|(?<=[十百])[一二三四五六七八九]?)(?:余|多)?(?:处|个|条|种|项|人|宗|户|所|支|台|套|卷|本|册|篇|辆|亩|吨)(?!”)"
    r"|(?<=[一二三四五六七八九])成|(?<=[百二三四五六七八九十])分之)"
)
"""Any counted thing: a number before a Chinese word that is no date, time or ordinal. None holds a mark that
ends a clause, so those of a whole text can be found in one pass and asked for by place."""

_NUMBER = itemgetter(0)
_YEAR = re.compile(r"(?<!\d)(20\d\d)年")
_SOON = 30
_DECIMAL = re.compile(r"\n\d{1,2}\.\d{1,2}")
_LIST_NUMBER = re.compile(
    r"^[ \t　]*(\d{1,2}(?:\.\d{1,2}){1,3})[.、]?(?=[ 　]?[一-龥“《])(?![万亿多余个件元倍人次家户米吨亩公平度])",
    re.MULTILINE,
)
_FEWEST_NUMBERS = 3
_WANT = "lacking-right"
_WANT_BEHIND = "lacking-left"
_NEVER_WITHIN = "\n。"
"""No phrase reaches over either."""


@dataclass
class Scan:
    """What was found in one report; :func:`scan` makes it.

    ``found`` holds the matches by pattern set, ``cue_places`` the cues in text order, both packed; ``counted`` where
    counted things begin, ``zeros`` the statements that nothing happened (start, end).
    ``view`` is ``report.folded`` with garbled fixed terms read as what they stand for and the rows of tables as
    sentences; same length. ``next_year`` is the year after the report's ("2025年"), empty where that is unknown.
    ``spans``, ``frames`` and ``notes`` keep what the assertion of passages has learnt. ``cell_units`` is what bare
    numbers of tables count, by their start. ``later`` is where years behind the report's are named ("2025年").
    """

    report: Report
    view: str
    segments: Segments
    found: Mapping[Key, Sequence[int]]
    cue_places: Sequence[int]
    counted: Sequence[int]
    zeros: list[Match]
    role_starts: list[int]
    next_year: str
    lexicon: Lexicon
    later: Sequence[int] = ()
    cell_units: Mapping[int, str] = field(default_factory=dict)
    spans: dict[tuple[int, int], Any] = field(default_factory=dict)
    frames: dict[tuple[int, int], Any] = field(default_factory=dict)
    notes: dict[object, object] = field(default_factory=dict)
    reader: Callable[[Scan, int, int], Any] | None = None
    """Set by instruments that measure what assertion is worth; ``None`` reads assertions as usual."""

    def of(self, criterion: str, slot: str) -> list[Match]:
        """Matches of one pattern set, sorted, without those that lie inside a longer one."""
        return unpack(self.found.get((criterion, slot), ()))

    @property
    def matches(self) -> dict[Key, list[Match]]:
        """All matches, as :meth:`of` tells them."""
        return {key: unpack(places) for key, places in self.found.items()}

    @property
    def cue_hits(self) -> list[Cue]:
        """All cues, in text order."""
        return unpack_cues(self.cue_places, self.lexicon.categories)

    def longest_part(self, criterion: str) -> Match | None:
        """Where in the body the longest part of one of a criterion's joined patterns stands, if it is a telling one."""
        for phrase in self.lexicon.telling_parts_of(criterion):
            start = self.view.find(phrase, self.report.body_start, self.report.body_end)
            if start >= 0:
                return start, start + len(phrase)
        return None

    def role_at(self, offset: int) -> Role:
        """The role of the part that holds ``offset``: ``report.role_at``, asked for every passage."""
        index = bisect_right(self.role_starts, offset)
        return self.report.roles[index - 1][2] if index else "other"

    def counts(self, start: int, end: int) -> bool:
        """Whether a counted thing begins in ``[start, end)``, whole clauses."""
        index = bisect_left(self.counted, start)
        return index < len(self.counted) and self.counted[index] < end

    def tabled(self, start: int, end: int, units: Collection[str]) -> bool:
        """Whether a number stands in ``[start, end)`` whose unit, one of ``units`` if any, its table tells."""
        return any(start <= at < end and (not units or unit in units) for at, unit in self.cell_units.items())

    def zero(self, start: int, end: int) -> Match | None:
        """The first statement in ``[start, end)``, whole clauses, that nothing of the kind happened."""
        index = bisect_left(self.zeros, (start, 0))
        return self.zeros[index] if index < len(self.zeros) and self.zeros[index][0] < end else None

    def tells_zero(self, offset: int) -> bool:
        """Whether what stands at ``offset`` belongs to a statement that nothing of the kind happened."""
        index = bisect_right(self.zeros, (offset, len(self.view))) - 1
        return index >= 0 and offset < self.zeros[index][1]

    def later_year(self, start: int, end: int) -> int:
        """Where in ``[start, end)`` a year behind the report's is first named; -1 where none is."""
        index = bisect_left(self.later, start)
        return self.later[index] if index < len(self.later) and self.later[index] < end else -1

    def cues(self, start: int, end: int) -> list[Cue]:
        """Cues that begin in ``[start, end)``."""
        places = self.cue_places
        low = bisect_left(places, start << STARTS)
        return unpack_cues(places[low : bisect_left(places, end << STARTS, low)], self.lexicon.categories)

    def forget(self) -> None:
        """Let go of what was learnt of passages, which holds the scan in turn: else all waits for the collector."""
        self.spans.clear()
        self.frames.clear()


def scan(report: Report, lexicon: Lexicon) -> Scan:
    """Find all phrases of the lexicon in the report, in one pass."""
    view = _without_list_numbers(with_rows(_repaired(report.folded, lexicon), report))
    segments = cut(view)
    # Columns of numbers, for a long text has a million of them.
    found: dict[int, array[int]] = defaultdict(_column)
    cues = _column()
    joiner, meaning, tells = lexicon.joiner, lexicon.meaning, lexicon.tells
    span_ends = segments.spans
    span, left = 1, 0
    hits: list[Hit] = []
    for end, piece in _hits(view, lexicon.finder.within(view)):
        fresh: list[int] = []
        for number, start, stop in compress(piece, map(tells.__getitem__, map(_NUMBER, piece))):
            keys, kinds = meaning[number]
            place = start << SIZE | stop - start
            for key in keys:
                found[key].append(place)
            for kind in kinds:
                fresh.append(place << KIND | kind)
        cues.extend(sorted(fresh))  # what is found in one piece stands before what is in the next
        # A piece may end inside a span (a full stop in a quotation): its hits wait for the next piece.
        hits = hits[left:] + piece
        whole = bisect_right(span_ends, end)
        left = joiner.join(hits, span_ends[span:whole], found)
        span = whole
    year = report.identity.year
    units = units_of_cells(report)
    counted = [match.start() for match in COUNTED.finditer(view)]
    return Scan(
        report=report,
        view=view,
        segments=segments,
        found={lexicon.keys[key]: outermost(places) for key, places in found.items()},
        cue_places=_with_wants(view, cues, lexicon),
        counted=array("I", sorted({*counted, *units}) if units else counted),
        zeros=zeros(view),
        role_starts=[start for start, _, _ in report.roles],
        next_year="" if year is None else f"{year + 1}年",
        lexicon=lexicon,
        cell_units=units,
        later=[] if year is None else [at.start() for at in _YEAR.finditer(view) if year < int(at[1]) <= year + _SOON],
    )


def _without_list_numbers(view: str) -> str:
    """``view`` with blanks for the numbers 1.1 and 1.1.1 that paragraphs begin with: no figures of what they tell."""
    found = list(_LIST_NUMBER.finditer(view)) if _DECIMAL.search(view) else []
    if len(found) < _FEWEST_NUMBERS:
        return view
    parts: list[str] = []
    last = 0
    for match in found:
        parts += (view[last : match.start(1)], " " * (match.end(1) - match.start(1)))
        last = match.end(1)
    return "".join((*parts, view[last:]))


def _with_wants(view: str, cues: array[int], lexicon: Lexicon) -> array[int]:
    """The cues, and among them the words of want that are told by their shape."""
    if _WANT not in lexicon.categories:
        return cues
    kind = lexicon.categories.index(_WANT)
    wants = [pack_cue(start, end, kind) for start, end in wanting(view)]
    if _WANT_BEHIND in lexicon.categories:
        kind = lexicon.categories.index(_WANT_BEHIND)
        wants += [pack_cue(start, end, kind) for start, end in standing_out(view)]
    return array("q", sorted([*cues, *wants])) if wants else cues


def _column() -> array[int]:
    return array("q")


def _hits(view: str, find: Find) -> Iterator[tuple[int, list[Hit]]]:
    """Every hit of a phrase, in the order of their ends, a piece of the text at a time with the piece's end."""
    # an automaton takes twenty times the memory of what it is given: for its hits, and for the place of every byte
    for start, end in pieces(view, _NEVER_WITHIN):
        hits = find(view[start:end])
        yield end, [(number, first + start, last + start) for number, first, last in hits] if start else hits


def _repaired(folded: str, lexicon: Lexicon) -> str:
    """The text with known garblings of fixed terms put right; every replacement keeps its length."""
    if lexicon.repairer is None:
        return folded
    parts: list[str] = []
    last = 0
    for low, high in pieces(folded, _NEVER_WITHIN):
        for number, start, end in lexicon.repairer.find_matches_as_indexes(folded[low:high]):
            parts += (folded[last : low + start], lexicon.repairs[number][1])
            last = low + end
    return "".join((*parts, folded[last:])) if parts else folded
