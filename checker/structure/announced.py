"""Paragraphs whose first sentence says what they are: “再次报告问题和不足。”, “主要负责同志抓法治，专门报告一下。”."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker.structure.leadins import Part, leader_heading
from checker.structure.lexicon import words
from checker.structure.tone import Tone

_HEADLIKE = 48
"""Characters within which such a sentence ends."""
_LEAST = 40
_LED = 0.4
_SENTENCE = re.compile("[。：:]")
_TELLS = re.compile(r"[\d了]")
# What opens such a paragraph: an ordinal, a verb of reporting.
_ANNOUNCING = re.compile(
    r"(?:[一二三四五六七八九十]是|第[一二三四五六]，|首先|其次|再次|最后|接着|然后|下面|再)?，?(?:再|就|来)?"
    r"(?:报告|汇报|说说|谈谈|讲讲|看看|说一说|谈一谈|讲一讲)"
)
# A topic ("……的情况", "……方面"), which the leaders' part may be announced by as well.
_TOPIC = re.compile(r"情况|方面|来说|来讲|怎么|怎样|如何|先看|履职|职责|责任|作用")
_NEVER = re.compile(r"(?!)")


def find_announced(folded: str, start: int, end: int) -> list[Part]:
    """The paragraphs that announce shortcomings, plans or the leaders' part, each with its role."""
    lexicon = words()
    found: list[Part] = []
    for low, high, head in _openings(folded, start, end):
        if not _ANNOUNCING.match(head):
            continue
        for role in ("problems", "plan", "leader-duty"):
            named = lexicon.headings[role].search(head) or lexicon.weak.get(role, _NEVER).search(head)
            if named and not lexicon.rejects[role].search(head):
                found.append(Part(low, high, role))
                break
    return found


def find_leader_paragraph(folded: str, start: int, end: int) -> Part | None:
    """The paragraph that says that it tells of the leaders, and that then shows them at work."""
    for low, high, head in _openings(folded, start, end):
        if _TOPIC.search(head) and leader_heading(head) and Tone(folded, low + len(head), high).led >= _LED:
            return Part(low, high, "leader-duty")
    return None


def _openings(folded: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """(start, end, first sentence) of the paragraphs whose short first sentence tells neither act nor figure."""
    low = start
    while low < end:
        line_end = folded.find("\n", low, end)
        high = end if line_end < 0 else line_end
        begin = low + len(folded[low:high]) - len(folded[low:high].lstrip())
        stop = _SENTENCE.search(folded, begin, min(high, begin + _HEADLIKE))
        if stop is not None and high - stop.start() > _LEAST and not _TELLS.search(folded, begin, stop.start()):
            yield begin, high, folded[begin : stop.start()]
        low = high + 1
