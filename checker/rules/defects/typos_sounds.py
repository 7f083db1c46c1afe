"""A character replaced by one of the same sound, or by one that looks alike: 法定职则, 法定职贵 for 法定职责.

What sounds alike and which words there are is known to ``checker.rules.sounds``; here are the conditions of a report
and the office's own list (``sounds`` in rubrics/lexicon/typos.yaml).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from checker.model import Defect
from checker.rules.context import Context
from checker.rules.defects.quoting import in_quotes, shown
from checker.rules.defects.wording import Hit, inside_body, kept, overlaps, wording
from checker.rules.sounds.seen import LONG, seen
from checker.rules.sounds.slips import Slip, find
from checker.rules.sounds.tables import same
from checker.text.pieces import pieces

_STOPS = "\n。；，"
_OTHERS = ("swap", "weak", "typo", "title")
"""Lists whose finding at a place is the better one."""


class _Own(NamedTuple):
    """The office's list, ready for use."""

    variants: frozenset[str]
    coined: str
    exempt: tuple[str, ...]
    watch: tuple[str, ...]


def _own(lexicon: Mapping[str, Any]) -> _Own:
    table = (lexicon.get("typos") or {}).get("sounds") or {}
    both = {a + b for group in table.get("variants") or () for a in group for b in group if a != b}
    return _Own(
        frozenset(both),
        str(table.get("coined") or ""),
        tuple(map(str, table.get("exempt") or ())),
        tuple(map(str, table.get("watch") or ())),
    )


def same_sound(context: Context) -> Iterator[Defect]:
    """Words of the body in which one character is replaced by another that sounds or looks alike."""
    report = context.report
    own = kept(context.tables, "sounds", _own)
    folded = report.folded
    hits = wording(context)
    others: list[Hit] = sorted((hit for kind in _OTHERS for hit in hits.get(kind, ())), key=lambda hit: hit[0])
    for low, high in pieces(folded, _STOPS):
        piece = folded[low:high]
        for slip in sorted({*find(piece, own.variants), *_own_words(piece, own)}):
            start, end, at = low + slip.start, low + slip.end, low + slip.at
            if (
                folded[at] in own.coined
                or not inside_body(context, start, end)
                or overlaps(others, start, end)
                or any(word in folded[max(0, at - len(word) + 1) : at + len(word)] for word in own.exempt)
                or (in_quotes(folded, at) and not _known_name(folded, at, slip.right[slip.at - slip.start]))
            ):
                continue
            said = f"{shown(report, start, end)}疑为“{slip.right}”，请核对。"
            yield Defect(start, end, said, suggestion=f"“{slip.right}”")


def _own_words(text: str, own: _Own) -> Iterator[Slip]:
    """Where one of the office's own words stands with one character of the same sound in the place of another."""
    for word in own.watch:
        for place, right in enumerate(word):
            head, tail = word[:place], word[place + 1 :]
            anchor, before = (head, 0) if len(head) >= len(tail) else (tail, place + 1)
            at = text.find(anchor)
            while at >= 0:
                start = at - before
                wrong = text[start + place : start + place + 1] if start >= 0 else ""
                if wrong and text[start : start + len(word)] == head + wrong + tail and same(wrong, right):
                    yield Slip(start, start + len(word), start + place, word)
                at = text.find(anchor, at + 1)


def _known_name(text: str, at: int, right: str) -> bool:
    """Whether what stands between quotation marks around ``at`` has been seen with ``right`` there.

    Names of campaigns and programs play with sounds: “码上办” is no slip of 马上办.
    """
    low = text.rfind("“", 0, at) + 1
    high = text.find("”", at)
    name = text[low:at] + right + text[at + 1 : high]
    return len(name) >= LONG and all(seen(name[here : here + LONG]) for here in range(len(name) - LONG + 1))
