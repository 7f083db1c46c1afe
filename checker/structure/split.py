"""One file may hold several reports: 【篇一】【篇二】, 篇一：, or a second full title after the first one's end."""

from __future__ import annotations

import re
from collections.abc import Sequence

from checker.model import Paragraph
from checker.structure.blanks import unspaced
from checker.structure.frame import find_title, is_title
from checker.structure.numerals import NUMERAL, ordinal

_N = rf"[{NUMERAL}]{{1,3}}|\d{{1,2}}"
_MARKER = re.compile(
    rf"【\s*(?:第\s*)?(?:篇|范文|报告|文)?\s*(?P<a>{_N})\s*篇?\s*】|"
    rf"^[ \t　]*(?:[^\n。；]{{0,40}}?(?:报告|总结|汇报)\s*)?[（(]?"
    rf"(?:篇\s*(?P<b>{_N})|第\s*(?P<c>{_N})\s*篇|范文\s*(?P<d>{_N}))[）)]?"
    rf"(?=[ \t　]*(?:[：:、\n]|$)|[ \t　]+\S)|"
    rf"(?<=[ 　])(?:篇(?P<e>{_N})|第(?P<f>{_N})篇)\s*[：:]",
    re.MULTILINE,
)
_HINT = re.compile(rf"【|篇\s*(?:{_N})|第\s*(?:{_N})\s*篇|范文\s*(?:{_N})")  # one of these is in every marker
# "【01】 进一扇门，办一摞事": a number that an editor sets before the heading of a part, not before a report
_HEADS_PART = re.compile(
    rf"【\s*(?:{_N}|0\d)\s*】[ \t　]*(?![^\n]*(?:报告|总结|汇报))[^\s][^\n]{{1,40}}$", re.MULTILINE
)
_LEAST = 200
_LEAST_TITLED = 500
_FIRST = re.compile(r"(?:^|[\n。；;！ 　])[ \t　]*(?:[一1][、.．]|[（(]一[）)])|[一首]是|第一[，,]", re.MULTILINE)


def parts(text: str, folded: str, paragraphs: Sequence[Paragraph]) -> list[tuple[int, int]]:
    """Ranges of the reports in the clean text, in order; the whole text where there is one."""
    return _by_markers(folded) or _by_titles(text, folded, paragraphs) or [(0, len(text))]


def _by_markers(folded: str) -> list[tuple[int, int]]:
    if not _HINT.search(folded):
        return []  # most files: the long pattern would try each line
    chain: list[re.Match[str]] = []
    for match in _MARKER.finditer(folded):
        if _HEADS_PART.match(folded, match.start()):
            continue
        number = ordinal(match[match.lastgroup or "a"])
        if number == 1 and (not chain or match.start() - chain[-1].end() < _LEAST):
            chain = [match]
        elif chain and number == len(chain) + 1 and match.start() - chain[-1].end() >= _LEAST:
            chain.append(match)
    if len(chain) < 2 or len(folded) - chain[-1].end() < _LEAST:
        return []
    ends = [match.start() for match in chain[1:]] + [len(folded)]
    return [_stripped(folded, match.end(), end) for match, end in zip(chain, ends, strict=True)]


def _stripped(folded: str, start: int, end: int) -> tuple[int, int]:
    while start < end and folded[start] in " \t　\n：:、\xa0":
        start += 1
    while end > start and folded[end - 1] in " \t　\n\xa0":
        end -= 1
    return start, end


def _by_titles(text: str, folded: str, paragraphs: Sequence[Paragraph]) -> list[tuple[int, int]]:
    """Cut before each further full title that stands after one body and before another."""
    starts: list[int] = []
    previous_end = 0
    for index, paragraph in enumerate(paragraphs):
        if not 4 <= paragraph.end - paragraph.start <= 80:
            continue
        line = unspaced(folded[paragraph.start : paragraph.end])
        if "报告" not in line[-12:] and "总结" not in line[-12:] and "汇报" not in line[-12:]:
            continue
        first = index
        if not is_title(line):
            if index == 0:
                continue
            above = paragraphs[index - 1]
            joined = unspaced(folded[above.start : above.end]) + line
            if above.end - above.start > 50 or not is_title(joined):
                continue
            first = index - 1
        found = find_title(text, folded, paragraphs[max(0, first - 2) : index + 1], paragraphs[max(0, first - 2)].start)
        start = found.start if found and found.end >= paragraph.end - 2 else paragraphs[first].start
        if starts and not _is_body(folded, previous_end, start):
            if paragraph.start - previous_end < _LEAST:
                previous_end = paragraph.end
            continue
        if not starts or _is_body(folded, paragraph.end, len(folded)):
            starts.append(start)
            previous_end = paragraph.end
    if len(starts) < 2:
        return []
    ends = [*starts[1:], len(folded)]
    ranges = [_stripped(folded, start, end) for start, end in zip(starts, ends, strict=True)]
    return [(0, ranges[0][1]), *ranges[1:]]


def _is_body(folded: str, start: int, end: int) -> bool:
    return end - start >= _LEAST_TITLED and bool(_FIRST.search(folded, start, min(end, start + 4000)))
