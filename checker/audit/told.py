"""How this year's report tells of a matter: as done, as begun, or not as its own act of this year at all."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from checker.model import Identity

if TYPE_CHECKING:
    from checker.language import Lexicon, Reading, Scan

Told = Literal["done", "begun", "not"]
_SENTENCE_ENDS = "。！？\n"
_AHEAD = re.compile(r"下一?步|下一?阶段|接下来|今后|明年|来年|下一?年度")
# A thing that is on its way: what is planned or lacking is then not the thing as a whole.
_ON_THE_WAY = re.compile(
    r"正在?(?!式|常|确|当|规|面|本|好|义|气|风|因|是|如)|已经?(?!久)|初稿|草案|征求意见|论证|试行|起草|部分|虽然?(?!然)"
    r"|只(?:有|配|完成|办|到|在)|阶段性|(?<![为除罢])了(?![解如])"
)
_OPEN = re.compile(
    # what is left over
    r"其余[^，。；]{0,10}?[尚未正仍延推待属因涉]|剩余|剩下|余下"
    r"|(?:另|还)有[\d一二两三四五六七八九十]+[项个件名家处][^，。；]{0,8}[未尚正没待]"
    # what goes on or is put off
    r"|正在|尚未|尚在|还在|仍在|未能|未完|推迟|延期|延后|顺延|暂缓|搁置|抓紧|有序推进|稳步推进中|(?<!现)在建(?![设立成议])"
    r"|施工|筹备(?:中|之中|阶段)|(?<![接招优等期])待[^，。；]{1,8}后"
    # what is but a part or a draft
    r"|部分完成|第一[期批]|阶段性|初稿|征求意见(?:阶段|中|之中|稿)|[仅只](?:在|有|完成|配|覆盖)"
)
# What only names a part of the report tells nothing.
_HEADING = re.compile(
    r"[\s　]*(?:第?[一二三四五六七八九十\d]+[章节、.．]|[（(][一二三四五六七八九十\d]{1,3}[）)]|任务 ?\d+)"
    r"[^，,：:]{2,40}\s*"
)
_LIMITED = re.compile(
    r"[只仅才](?:[一-龥]{0,2}(?:到(?!位)|[在有])|[一-龥]{1,2}了|[一-龥]{0,4}\d)|部分(?:完成|建成|配齐|到位|实现|落实)|虽然?已"
)
_AFTER = re.compile(r"(?:以|之|[^前今最落背其])后，\Z")
_THAT_YEAR = re.compile(r"去年|今年|当年|全年|年内|一年来")


class Telling:
    """Reads how passages of one report are told. ``identity`` says who reports, and for which year."""

    def __init__(self, text: str, identity: Identity) -> None:
        self._text = text
        self._identity = identity
        self._next_year = "" if identity.year is None else f"{identity.year + 1}年"
        self._scans: dict[int, tuple[int, Scan]] = {}

    def told(self, start: int, end: int) -> Told:
        """How ``text[start:end]`` is told; the passage is a matter, its sentence says what is done with it."""
        first, scan, low, reading = self._read(start, end)
        # "国务院印发……的意见以后，我省的措施正在起草": what is told stands behind
        behind = scan.segments.clause(low)[1]
        if reading.assertion in ("elsewhere", "mentioned") and _AFTER.search(scan.view, 0, behind):
            reading = self._read(first + behind, first + behind + 1)[3]
        if reading.assertion == "ongoing" and _HEADING.fullmatch(scan.view, *scan.segments.span(low)):
            return "not"
        if reading.assertion in ("done", "ongoing"):
            low, high = scan.segments.clause(low)[0], scan.segments.span(low)[1]
            return "begun" if _OPEN.search(scan.view, low, high) else "done"
        if reading.assertion in ("planned", "lacking"):
            low, high = scan.segments.span(low)
            return "begun" if _ON_THE_WAY.search(scan.view, low, high) else "not"
        # "是去年查得最紧的四块": a remark, but on what was done that year
        low, high = scan.segments.clause(low)
        if reading.rule == "definition" and _THAT_YEAR.search(scan.view, low, high):
            return "done"
        return "not"

    def lacks(self, start: int, end: int) -> bool:
        """Whether ``text[start:end]`` is told as lacking, outside the part of the report on shortcomings."""
        return self._read(start, end)[3].assertion == "lacking"

    def is_limited(self, start: int, end: int) -> bool:
        """Whether the clause of ``text[start:end]`` says that it goes so far and no further."""
        first, scan = self._scan(start, end)
        return _LIMITED.search(scan.view, *scan.segments.clause(start - first)) is not None

    def _read(self, start: int, end: int) -> tuple[int, Scan, int, Reading]:
        """(where the sentence begins, its scan, where the passage begins in it, the passage's reading)."""
        from checker.language import read_assertion

        first, scan = self._scan(start, end)
        low, high = start - first, end - first
        # what is done with a document or a programme is told outside its name
        marked = scan.segments.title_at(low, high) or scan.segments.quote_at(low, high)
        if marked is not None:
            low, high = marked[0], min(marked[1] + 1, len(scan.view))
        return first, scan, low, read_assertion(scan, low, high)

    def _scan(self, start: int, end: int) -> tuple[int, Scan]:
        from checker.language import scan
        from checker.structure.bare import bare_report

        low, high = self._sentence(start, end)
        line = self._text.rfind("\n", 0, low) + 1
        # what opens a paragraph as a plan governs the sentences behind it
        next_year = bool(self._next_year) and self._text.find(self._next_year, line, low) >= 0
        if line < low and (next_year or _AHEAD.search(self._text, line, low)):
            low = line
        held = self._scans.get(low)
        if held is None or low + len(held[1].view) < high:
            made = scan(bare_report(self._text[low:high], self._identity), _lexicon())
            held = self._scans[low] = (low, made)
        return held

    def _sentence(self, start: int, end: int) -> tuple[int, int]:
        text = self._text
        low = max(text.rfind(mark, 0, start) for mark in _SENTENCE_ENDS) + 1
        stops = [at for at in (text.find(mark, end - 1) for mark in _SENTENCE_ENDS) if at >= 0]
        return low, min(stops, default=len(text) - 1) + 1


@lru_cache(maxsize=1)
def _lexicon() -> Lexicon:
    """The cues of assertion alone: they are the same for every rubric."""
    from checker.language import build_lexicon
    from checker.structure.lexicon import table

    return build_lexicon({}, {}, table("cues"))


def without_lack(text: str) -> str:
    """``text`` without the words that say that something is lacking: what is left is what it is lacking of."""
    return _lack().sub("，", text)


@lru_cache(maxsize=1)
def _lack() -> re.Pattern[str]:
    from checker.structure.lexicon import any_of, table

    cues = table("cues")
    said = any_of([*cues["lacking-left"], *cues["lacking-right"]]).pattern
    return re.compile(rf"(?:仍然?|还|依然|尚|比较|较为|有些)?(?:{said})(?:加强|增强|提高|提升|完善|改进|创新|规范)?")
