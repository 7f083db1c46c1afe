"""The parts of a report as rules see them: ranges by role, and the items a part lists."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from checker.model import Report, Role, Section
from checker.rules.context import Context
from checker.structure.leadins import ITEM, lack_density, sentences
from checker.structure.lexicon import table

_FAMILIES = (
    re.compile(r"(?:(?<=[。；;：:，,\n 　])|^)[一二三四五六七八九十]{1,2}是(?!否)", re.MULTILINE),
    re.compile(r"(?:(?<=[。；;：:\n 　])|^)第[一二三四五六七八九十][，,、]", re.MULTILINE),
    re.compile(r"(?:(?<=[。；;：:\n 　])|^)(?:首先|其次|再次|最后|再者|此外)[，,]", re.MULTILINE),
    re.compile(r"(?:(?<=[。；;：:\n 　])|^)其[一二三四五六七八九][，,、：]", re.MULTILINE),
    re.compile(r"(?:(?<=[。；;：:\n 　])|^)[（(][一二三四五六七八九十]{1,2}[）)]", re.MULTILINE),
    re.compile(r"(?:(?<=[。；;：:\n 　])|^)\d{1,2}[.．、](?=\D|\d+月)", re.MULTILINE),
    re.compile(r"[①②③④⑤⑥⑦⑧⑨]"),
)
_MARK = re.compile(
    r"^[\s　]*(?:[一二三四五六七八九十]{1,2}(?:是|、)|[（(][一二三四五六七八九十\d]{1,2}[）)]、?|\d{1,2}[.．、]|"
    r"第[一二三四五六七八九十][，,、]|(?:首先|其次|再次|最后|再者|此外)[，,]|其[一二三四五六七八九][，,、：]"
    r"|[①②③④⑤⑥⑦⑧⑨])[\s　]*"
)


@dataclass(frozen=True, slots=True)
class Item:
    """One thing a part lists: ``report.text[start:end]``; it says its matter in ``[start, head_end)``."""

    start: int
    end: int
    head_end: int


_merged: dict[tuple[int, int], tuple[object, object, Mapping[str, Any]]] = {}
"""One merged lexicon for each rubric and kind: what reads it is made once for each, and kept by what it was made of."""
_MOST_MERGED = 16


def structure_words(context: Context) -> Mapping[str, Any]:
    """The structure lexicon the rubric brought, the built-in one for what it leaves out.

    What is specific goes by the kind of report.
    """
    own = context.tables.get("structure")
    specific = context.kind.words if context.kind else None
    if not own and specific is None:
        return table("structure")
    held = _merged.get((id(own), id(specific)))
    if held is None or held[0] is not own or held[1] is not specific:
        words = {**table("structure"), **(own or {})}
        if specific is not None:
            words["specific"] = specific.specific
        if len(_merged) >= _MOST_MERGED:
            _merged.clear()
        held = _merged[id(own), id(specific)] = (own, specific, words)
    return held[2]


def ranges(report: Report, *roles: Role) -> list[tuple[int, int]]:
    """The ranges of the body that have one of the roles; adjoining ones are one."""
    result: list[tuple[int, int]] = []
    for start, end, role in report.roles:
        if role not in roles or end <= report.body_start or start >= report.body_end:
            continue
        if result and result[-1][1] == start:
            result[-1] = (result[-1][0], end)
        else:
            result.append((start, end))
    return result


def sections_of(report: Report, role: Role) -> list[Section]:
    """The uppermost sections with the role, in text order."""
    return [
        section
        for section in report.sections
        if section.role == role and (section.parent < 0 or report.sections[section.parent].role != role)
    ]


def items(report: Report, start: int, end: int) -> list[Item]:
    """What the range lists: by its sections, else by 一是 and the like, else by paragraph."""
    found = _by_sections(report, start, end) or _by_marks(report.folded, start, end)
    if not found:
        found = _by_paragraphs(report, start, end)
    return [_item(report.folded, low, high) for low, high in found if report.text[low:high].strip()]


def _by_sections(report: Report, start: int, end: int) -> list[tuple[int, int]]:
    inner = [
        (index, s)
        for index, s in enumerate(report.sections)
        if start <= s.start < end and s.end <= end and not s.by_lead_in
    ]
    inner = [(index, s) for index, s in inner if s.start > start or s.level > 1]
    if not inner:
        return []
    level = min(s.level for _, s in inner)
    found = [(s.start, min(s.end, end)) for _, s in inner if s.level == level]
    return found if len(found) >= 2 else []


def _by_marks(folded: str, start: int, end: int) -> list[tuple[int, int]]:
    best: list[int] = []
    for family in _FAMILIES:
        places = [match.start() for match in family.finditer(folded, start, end)]
        earlier = len(places) >= 2 and (not best or places[0] < best[0])
        alone = len(places) == 1 and not folded[start : places[0]].strip() and not best
        if earlier or alone or (len(places) == 1 and not best and lack_density(folded, places[0], end)):
            best = places
    return list(zip(best, [*best[1:], end], strict=True)) if best else []


def _by_paragraphs(report: Report, start: int, end: int) -> list[tuple[int, int]]:
    heading_end = max((s.heading_end for s in report.sections if s.start == start), default=start)
    # a table has thousands of ranges: only the paragraphs that meet this one are looked at
    first = bisect_right(report.paragraphs, heading_end, key=lambda one: one.end)
    last = bisect_left(report.paragraphs, end, key=lambda one: one.start)
    pieces = [(max(p.start, heading_end), min(p.end, end)) for p in report.paragraphs[first:last]]
    # where nothing longer stands, a plan of six characters is one ("充实执法力量。")
    pieces = [one for one in pieces if len(report.text[slice(*one)].strip()) > 8] or pieces
    if len(pieces) > 1:
        return [(low, high) for low, high in pieces if report.folded[high - 1] not in "：:"]
    told = [cut for low, high in pieces for cut in sentences(report.folded, low, high)]
    cuts = [cut for cut in told if cut[1] - cut[0] > 6] or told
    return [part for cut in cuts for part in _by_semicolons(report.folded, *cut)]


def _by_semicolons(folded: str, start: int, end: int) -> list[tuple[int, int]]:
    """A sentence that lists three things or more without numbers, cut at its semicolons."""
    stops = [match.end() for match in re.compile("[；;]").finditer(folded, start, end - 1)]
    if len(stops) < 2:
        return [(start, end)]
    bounds = [start, *stops, end]
    return [(low, high) for low, high in pairwise(bounds) if high - low > 4]


def _item(folded: str, start: int, end: int) -> Item:
    while start < end and folded[start].isspace():
        start += 1
    while end > start and folded[end - 1].isspace():
        end -= 1
    stop = folded.find("。", start, end)
    line = folded.find("\n", start, end)
    head = min(place for place in (stop, line, end) if place >= 0)
    if head - start > 48:
        comma = re.compile("[，,；;]").search(folded, start + 10, min(head, start + 48))
        head = comma.start() if comma else head
    return Item(start, end, head)


def unmarked(text: str) -> str:
    """An item's words without its number."""
    return _MARK.sub("", text, count=1).strip()


def first_clause(report: Report, start: int, end: int, longest: int = 90) -> tuple[int, int]:
    """The first sentence of the range, or whole clauses of it up to ``longest`` characters."""
    folded = report.folded
    while start < end and folded[start].isspace():
        start += 1
    stops = [place for place in (folded.find("。", start, end), folded.find("\n", start, end)) if place >= 0]
    stop = min(stops) if stops else end
    if stop - start > longest:
        for match in re.compile("[，,；;]").finditer(folded, start + 12, start + longest):
            stop = match.start()
    return start, stop


def has_items(report: Report, start: int, end: int) -> bool:
    """Whether the range lists anything after its first sentence."""
    return bool(ITEM.search(report.folded, start, end)) or bool(_by_sections(report, start, end))


def body_length(report: Report, sections: Sequence[Section]) -> int:
    """How many characters stand under the headings of these sections."""
    return sum(len(report.text[s.heading_end : s.end].strip("。；;：: \n\t　")) for s in sections)
