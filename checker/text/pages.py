"""Marks that pages leave inside a text: page numbers, running heads, inserted part numbers."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from checker.model import Setaside
from checker.text import openers, reasons
from checker.text.lines import Line

_PAGE = re.compile(
    r"(?:[-—–－―_~·•－]+\s*\d{1,4}\s*[-—–－―_~·•－]+"
    r"|[-—–－―\s]*第\s*(?:\d{1,4}|[一二三四五六七八九十百]{1,4})\s*页\s*[,，/／]?\s*(?:[（(]?\s*[共总]\s*\d{1,4}\s*页\s*[）)]?)?[-—–－―\s]*"
    r"|[Pp](?:age|AGE)\s*\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?"
    r"|共\s*\d{1,4}\s*页\s*[,，]?\s*第\s*\d{1,4}\s*页)"
)
_BARE = re.compile(r"[-—–]?\s*(\d{1,4})\s*(?:[/／]\s*\d{1,4})?\s*[-—–]?")
_NUMBERED = re.compile(r"(\d{1,3})\s*(?:[、．]|\.(?!\d))\s*")
_FOLIO = re.compile(r"^[-—\s]*\d{1,4}[-—\s]+|[-—\s]+\d{1,4}[-—\s]*$")
_CLAUSE = re.compile("[，。；,;]")
_HEAD_LENGTH = 40
_REPEATS = 3
_HEADING = 20


def take_page_marks(lines: list[Line]) -> tuple[list[Line], list[Setaside]]:
    """Take page marks out of ``lines``; the lines around a mark may then be joined across it."""
    taken = _Taken(lines)
    for index in _inserted_numbers(lines):
        taken.front(index)
    for index in _page_numbers(lines):
        taken.whole(index, reasons.PAGE_NUMBER)
    for index in _running_heads(lines, taken.gone):
        taken.whole(index, reasons.RUNNING_HEAD)
    return taken.rest(), taken.asides


class _Taken:
    def __init__(self, lines: list[Line]) -> None:
        self.lines = lines
        self.gone: set[int] = set()
        self.mended: set[int] = set()
        self.asides: list[Setaside] = []

    def front(self, index: int) -> None:
        line = self.lines[index]
        match = _NUMBERED.match(line.text)
        if match is None:
            return
        self.asides.append(Setaside(line.start, line.start + len(match.group().rstrip()), reasons.INSERTED_NUMBER))
        line.cut_front(match.end())
        self.mended.add(index if line.text else index + 1)
        if not line.text:
            self.gone.add(index)

    def whole(self, index: int, reason: str) -> None:
        line = self.lines[index]
        if index not in self.gone:
            self.gone.add(index)
            self.mended.add(index + 1)
            self.asides.append(Setaside(line.start, line.end, reason))

    def rest(self) -> list[Line]:
        kept: list[Line] = []
        carried = False
        for index, line in enumerate(self.lines):
            carried = carried or index in self.mended
            if index in self.gone:
                continue
            line.mended = carried
            carried = False
            kept.append(line)
        return kept


def _is_cut(line: Line) -> bool:
    """True where a line ends in the middle of a sentence although it is long enough to hold one."""
    return len(line.text) >= 25 and not openers.ends_clause(line.text) and not openers.is_title_like(line.text)


def _inserted_numbers(lines: Sequence[Line]) -> list[int]:
    """Document libraries number the screens of a preview: 1、 2、 3、 at line starts, cutting sentences.

    A list of the author's own ends its items with a mark; inserted numbers follow lines that do not end.
    """
    numbered = {
        index: int(match[1])
        for index, line in enumerate(lines)
        if line.kind == "paragraph" and (match := _NUMBERED.match(line.text))
    }
    cutting = [index for index in numbered if index and _is_cut(_before(lines, index))]
    chain: list[int] = []
    for index in cutting:
        if not chain or numbered[chain[-1]] < numbered[index] <= numbered[chain[-1]] + 4:
            chain.append(index)
    if len(chain) < _REPEATS or len(chain) < 0.4 * (numbered[chain[-1]] - numbered[chain[0]] + 1):
        return []
    return sorted({*chain, *_between(numbered, chain)})


def _before(lines: Sequence[Line], index: int) -> Line:
    """The hard line's last stretch above ``index``; soft pieces count with the line they were cut from."""
    return lines[index - 1]


def _between(numbered: dict[int, int], chain: list[int]) -> Iterator[int]:
    """Numbers of the same series where the cut happened to fall between two sentences."""
    for number in range(numbered[chain[0]] - 1, 0, -1):
        above = [index for index, value in numbered.items() if value == number and index < chain[0]]
        if not above:
            break
        yield above[0] if number == 1 else above[-1]
    for low, high in pairwise(chain):
        for number in range(numbered[low] + 1, numbered[high]):
            yield from [i for i, value in numbered.items() if value == number and low < i < high][:1]
    number, at = numbered[chain[-1]] + 1, chain[-1]
    while following := [index for index, value in numbered.items() if value == number and index > at][:1]:
        yield following[0]
        number, at = number + 1, following[0]


def _page_numbers(lines: Sequence[Line]) -> list[int]:
    """Lines that are page numbers: marked ones always, bare ones only as a rising series that cuts."""
    marked = [i for i, line in enumerate(lines) if line.kind != "cell" and len(line.text) < 30 and _is_page(line.text)]
    bare = [
        (i, int(match[1]))
        for i, line in enumerate(lines)
        if i
        and line.kind == "paragraph"
        and len(line.text) < 12
        and (match := _BARE.fullmatch(line.text))
        and not _numbers_heading(lines, i)
    ]
    series: list[tuple[int, int]] = []
    for index, number in bare:
        if number < 500 and (not series or series[-1][1] < number <= series[-1][1] + 2):
            series.append((index, number))
    cuts = sum(not openers.ends_clause(lines[index - 1].text) for index, _ in series)
    if len(series) >= _REPEATS and cuts * 3 >= len(series):
        marked += [index for index, _ in series]
    return sorted(set(marked))


def _numbers_heading(lines: Sequence[Line], index: int) -> bool:
    """True for a two-digit number (01, 02) above a short line that is no end of a sentence: posts number parts so."""
    if not lines[index].text.startswith("0") or index + 1 >= len(lines):
        return False
    below = lines[index + 1].text
    return len(below) <= _HEADING and not openers.ends_clause(below)


def _is_page(text: str) -> bool:
    return _PAGE.fullmatch(text) is not None


def _running_heads(lines: Sequence[Line], gone: set[int]) -> list[int]:
    """Short lines that come back on page after page, beside page numbers or in the middle of sentences."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for index, line in enumerate(lines):
        if line.kind == "paragraph" and 3 < len(line.text) <= _HEAD_LENGTH and index not in gone and not line.soft:
            places[_FOLIO.sub("", line.text)].append(index)
    found: list[int] = []
    for text, indexes in places.items():
        if len(indexes) < _REPEATS or openers.is_opener(text) or _CLAUSE.search(text):
            continue
        if openers.is_addressee_like(text):
            continue  # several reports in one file may be written to the same body
        beside = sum(bool({i - 1, i + 1, i - 2, i + 2} & gone) for i in indexes)
        cutting = sum(i > 0 and not openers.ends_clause(lines[i - 1].text) and _is_long(lines[i - 1]) for i in indexes)
        if max(beside, cutting) * 2 > len(indexes) - 1:
            # the first one may be the title itself
            found += indexes[1:] if openers.is_title_like(text) and indexes[0] < 12 else indexes
    return found


def _is_long(line: Line) -> bool:
    return len(line.text) >= 12 and not openers.is_heading_like(line.text) and not openers.is_title_like(line.text)
