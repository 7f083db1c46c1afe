"""One pass over a report for all word lists of the ``text.*`` detectors.

The lists (rubrics/lexicon/*.yaml) are compiled once per rubric into one automaton; each report is
then walked once, by the first detector that asks, and every detector picks its own hits.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeVar

from checker.language.phrases import PhraseFinder
from checker.rules.context import Context
from checker.rules.defects import literals
from checker.text.pieces import PIECE

RUNS: dict[str, int] = {
    f"{numeral}{verb}": number
    for number, numeral in enumerate(
        ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二", "十三", "十四", "十五"), start=1
    )
    for verb in "是要"
}
Made = TypeVar("Made")
_NOTE = "wording"
_AROUND = 6
_MOST_KEPT = 32


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a word list: what stands there, what should, and where it does not count.

    ``before``/``after`` are texts one of which must adjoin the hit; ``not_before``/``not_after`` must not.
    None of ``apart`` may stand within six characters around it. ``since``/``until`` bound the report's
    year (inclusive). ``free`` says that there is no condition at all; ``data`` is the line as written.
    """

    wrong: str
    right: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    not_before: tuple[str, ...]
    not_after: tuple[str, ...]
    since: int | None
    until: int | None
    apart: tuple[str, ...]
    free: bool
    data: Mapping[str, Any]

    def holds(self, text: str, start: int, end: int, year: int | None) -> bool:
        """Whether the hit at ``text[start:end]`` counts, by its neighbours and the report's year."""
        if self.free:
            return True
        if self.apart and any(word in text[max(0, start - _AROUND) : end + _AROUND] for word in self.apart):
            return False
        if self.not_before and text.endswith(self.not_before, 0, start):
            return False
        if self.not_after and text.startswith(self.not_after, end):
            return False
        if self.before and not text.endswith(self.before, 0, start):
            return False
        if self.after and not text.startswith(self.after, end):
            return False
        if self.since is not None and (year is None or year < self.since):
            return False
        return self.until is None or (year is not None and year <= self.until)


Hit = tuple[int, int, Entry]


class Line(NamedTuple):
    """One line of a word list as it is written: the arguments of :func:`entry`."""

    data: Mapping[str, Any]
    wrong: str
    dated: bool = True
    apart: tuple[str, ...] = ()


class _Owners(dict[int, tuple[tuple[str, Entry], ...]]):
    """Phrase -> its (kind, entry) pairs; compiled when the phrase is first met, for a report meets few of thousands."""

    def __init__(self, lines: Iterable[Sequence[tuple[str, Line]]]) -> None:
        super().__init__()
        self._lines = tuple(lines)

    def __missing__(self, number: int) -> tuple[tuple[str, Entry], ...]:
        made = self[number] = tuple((kind, entry(line)) for kind, line in self._lines[number])
        return made


@dataclass(frozen=True, slots=True)
class WordLists:
    """The compiled lists: ``owners[n]`` are the (kind, entry) pairs of the finder's phrase n."""

    finder: PhraseFinder
    owners: _Owners
    longest: int
    """Characters of the longest phrase."""


_kept: dict[tuple[str, str], tuple[object, Any]] = {}


def digest(tables: Mapping[str, Any]) -> str:
    """What compiled data are kept under: the tables' own hash, or their identity while they live."""
    return str(tables.get("__sha256__") or f"id:{id(tables)}")


def texts(value: object) -> tuple[str, ...]:
    """A YAML scalar or list as a tuple of strings."""
    if value is None:
        return ()
    return tuple(str(part) for part in value) if isinstance(value, list | tuple) else (str(value),)


def entry(line: Line) -> Entry:
    """The compiled form of one line of a list; without ``dated`` its years are the detector's business."""
    data, wrong, dated, apart = line
    before, after = texts(data.get("before")), texts(data.get("after"))
    not_before, not_after = texts(data.get("not_before")), texts(data.get("not_after"))
    since, until = (data.get("since"), data.get("until")) if dated else (None, None)
    free = not (before or after or not_before or not_after or apart) and since is None and until is None
    right = str(data.get("right") or "")
    return Entry(wrong, right, before, after, not_before, not_after, since, until, apart, free, data)


def _lines(tables: Mapping[str, Any]) -> Iterator[tuple[str, Line]]:
    yield from _office_lists(tables)
    yield from _own_words(tables)
    yield from _literals()


def _office_lists(tables: Mapping[str, Any]) -> Iterator[tuple[str, Line]]:
    """The lists that an office edits; each with the key under which the wrong text stands."""
    fixed = tables.get("fixed_terms") or {}
    sources = (
        ("swap", tables.get("distortions"), "wrong"),
        ("weak", fixed.get("rewritten"), "wrong"),
        ("event", fixed.get("events"), "phrase"),
        ("typo", (tables.get("typos") or {}).get("confusions"), "wrong"),
        ("office", (tables.get("offices") or {}).get("offices"), "old"),
    )
    # A slip that garbles a fixed term stands in both lists; it is one finding, of text.typos.
    slips = {wrong for data in sources[3][1] or () for wrong in texts(data["wrong"])}
    for kind, rows, key in sources:
        for data in rows or ():
            for wrong in texts(data[key]):
                if kind != "swap" or wrong not in slips:
                    yield kind, Line(data, wrong, dated=kind != "office")
    for group in ("sequences", "lists"):
        for index, data in enumerate(fixed.get(group) or ()):
            for place, item in enumerate(data["items"]):
                yield group, Line({"index": index, "place": place}, str(item))
    for data in (tables.get("instruments") or {}).get("title_errors") or ():
        yield "title", Line(data, str(data.get("wrong") or data["near"]))
    gazetteer = tables.get("places") or {}
    for part in ("provinces", "prefectures", "county-cities"):
        for name in str(gazetteer.get(part) or "").split():
            yield "place", Line({"level": part}, name)


def _own_words(tables: Mapping[str, Any]) -> Iterator[tuple[str, Line]]:
    for source in (tables.get("typos") or {}, tables):
        for word in source.get("own_words") or ():
            yield "own", Line({}, str(word))


def _literals() -> Iterator[tuple[str, Line]]:
    for notice, apart in literals.NOTICES.items():
        yield "notice", Line({}, notice, apart=apart)
    for phrase, apart in literals.PHRASES.items():
        yield "phrase", Line({}, phrase, apart=apart)
    for blank, category in literals.BLANKS.items():
        yield "blank", Line({"category": category}, blank)
    for kind, group in literals.PLAIN.items():
        for phrase in group:
            yield kind, Line({}, phrase)
    for phrase, number in RUNS.items():
        yield "run", Line({"number": number}, phrase)


def kept(tables: Mapping[str, Any], what: str, make: Callable[[Mapping[str, Any]], Made]) -> Made:
    """``make(tables)``, made once for these tables and kept for the last few rubrics in use."""
    key = (digest(tables), what)
    known = _kept.get(key)
    if known is None:
        while len(_kept) >= _MOST_KEPT:
            _kept.pop(next(iter(_kept)))
        # The tables are kept with what was made of them: an identity may be reused once they are gone.
        known = _kept[key] = (tables, make(tables))
    made: Made = known[1]
    return made


def _word_lists(tables: Mapping[str, Any]) -> WordLists:
    owners: dict[str, list[tuple[str, Line]]] = {}
    for kind, line in _lines(tables):
        owners.setdefault(line.wrong, []).append((kind, line))
    return WordLists(PhraseFinder(list(owners)), _Owners(owners.values()), max(map(len, owners), default=0))


def wording(context: Context) -> dict[str, list[Hit]]:
    """All hits of one report by kind, in text order; neighbours and year already considered."""
    notes = vars(context)
    known: dict[str, list[Hit]] | None = notes.get(_NOTE)
    if known is not None:
        return known
    lists = kept(context.tables, "words", _word_lists)
    report = context.report
    folded, owners, year = report.folded, lists.owners, report.identity.year
    hits: dict[str, list[Hit]] = {}
    for piece in _by_the_piece(folded, lists):
        for number, start, end in piece:
            for kind, line in owners[number]:
                if line.holds(folded, start, end, year):
                    hits.setdefault(kind, []).append((start, end, line))
    for found in hits.values():
        found.sort(key=lambda hit: (hit[0], -hit[1]))
    own = hits.get("own")
    if own:
        for kind in ("swap", "weak", "typo"):
            if kind in hits:
                hits[kind] = [hit for hit in hits[kind] if not overlaps(own, hit[0], hit[1])]
    notes[_NOTE] = hits
    return hits


def _by_the_piece(folded: str, lists: WordLists) -> Iterator[list[tuple[int, int, int]]]:
    """Every (phrase, start, end) in the text, a piece of it at a time."""
    find = lists.finder.within(folded)
    if len(folded) <= PIECE:
        yield find(folded)
        return
    for low in range(0, len(folded), PIECE):
        # what begins in this piece may end in the next
        found = find(folded[low : low + PIECE + lists.longest])
        yield [(number, low + start, low + end) for number, start, end in found if start < PIECE]


def take(context: Context, hits: dict[str, list[Hit]]) -> None:
    """Let the detectors of this context see these hits: for instruments that try a list without an entry."""
    vars(context)[_NOTE] = hits


def overlaps(hits: list[Hit], start: int, end: int) -> bool:
    """Whether one of the sorted hits shares a character with ``[start, end)``."""
    at = bisect_left(hits, end, key=lambda hit: hit[0])
    return any(hit[1] > start for hit in hits[max(0, at - 4) : at])


def outermost(hits: list[Hit]) -> list[Hit]:
    """Sorted hits without those that lie inside or run into an earlier, longer one."""
    kept: list[Hit] = []
    for hit in hits:
        if not kept or hit[0] >= kept[-1][1]:
            kept.append(hit)
    return kept


def inside_body(context: Context, start: int, end: int) -> bool:
    """Whether a range lies in the report proper: its title, body, signature or date."""
    report = context.report
    title = report.identity.title
    low = report.body_start
    if title is not None and 0 <= title.start < low:
        low = title.start
    return low <= start and end <= len(report.text)
