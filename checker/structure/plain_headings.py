"""Headings without a number: styled as headings, naming one of the contents, or standing like headings."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from checker.model import Paragraph
from checker.structure.enumerators import Enumerator
from checker.structure.lexicon import words
from checker.text.items import bullet, is_framed, is_lone_number

_SPACE = " \t　\xa0"
_END_MARKS = frozenset("。！；;，,：:、…")
_TEXT_ENDS = frozenset("。！？!?；;：:”）)")
# “存在的主要问题：……”: a label that opens a paragraph.
_LABEL = re.compile(r"([^，,。；;：:、\d]{4,18})[：:](?=\S)")
# “2024年工作计划：” on a line of its own.
_LABEL_LINE = re.compile(r"([^，,。；;：:、]{3,20})[：:]\s*$")
# “【存在问题】……”, “◆执法监督：……”: headed by marks, where several lines are.
_MARKED = re.compile(
    r"【\d{1,2}】 ?[^。；;\n]{2,24}(?=\n|$)|【([^】\n]{2,20})】"
    r"|[◆◇▲△■□●○★☆※▶►➤▪◎]\s*[^。：:，,；;\n]{2,20}(?=[：:\n]|$)"
)
# “还差什么：” on a line of its own, with nothing said in it
_COLON_LINE = re.compile(r"[^，,。；;：:、\d]{3,14}(?<!如下)(?<!包括)(?<![是为有])：")
_NOT_HEADING = re.compile(r"[一二三四五六七八九十]{1,2}是|[（(【《]|附件|表\d|图\d|\d{4}年\d|单位[：:]|https?|%|％")
_NAMED = ("problems", "plan", "leader-duty")
_SHORT = 4
_AGAIN = 2
_LONGEST = 42
_LONGEST_LOOSE = 30
_TEXT = 24


@dataclass(frozen=True, slots=True)
class PlainHeading:
    """``text[start:end]`` is a heading of ``level``, 1 or 2."""

    start: int
    end: int
    level: int


def plain_headings(
    folded: str, paragraphs: Sequence[Paragraph], start: int, end: int, marks: Sequence[Enumerator]
) -> list[PlainHeading]:
    """The unnumbered headings of the body, in text order."""
    taken = [mark.start for mark in marks]
    tops = sum(mark.level == 1 for mark in marks)
    styled = [p.level for p in paragraphs if p.level and start <= p.start < end]
    top = min(styled) if styled else 1
    result: list[PlainHeading] = []
    loose: list[PlainHeading] = []
    inside = [p for p in paragraphs if start <= p.start < end and not _is_empty(folded[p.start : p.end], p.kind)]
    labelled = {
        begin: label
        for p in inside
        if p.end - p.start > 12 and (label := _LABEL.match(folded, begin := _begin(folded, p), p.end))
    }
    labels = Counter(label[1] for label in labelled.values())
    first_level = [mark for mark in marks if mark.level == 1]
    marked = {p.start: found for p in inside if (found := _MARKED.match(folded, _begin(folded, p), p.end))}
    if len(marked) < 2:
        marked = {}
    signs = _signs_of_lists(folded, inside)
    # “成绩单”, “找差距”: very short lines are headings where there are several.
    short = sum(1 < len(folded[p.start : p.end].strip()) < _SHORT for p in inside)
    for index, paragraph in enumerate(inside):
        length = paragraph.end - paragraph.start
        if (length < _SHORT and short < _SHORT) or paragraph.kind in ("cell", "footnote"):
            continue
        begin = _begin(folded, paragraph)
        # A number inside the line makes its own heading.
        after = bisect_left(taken, begin)
        if after < len(taken) and taken[after] < paragraph.end:
            continue
        if folded[begin] in signs and not _names(folded[begin : paragraph.end], _NAMED):
            continue
        if paragraph.start in marked:
            level = 2 if tops > 1 else 1
            result += [PlainHeading(m.start(), m.end(), level) for m in _MARKED.finditer(folded, begin, paragraph.end)]
            continue
        label = labelled.get(begin) if length > 12 else None
        if label and labels[label[1]] > 1:
            continue  # 整改措施： after every shortcoming announces no part
        if label and _names(label[1], ("problems", "plan")):
            result.append(PlainHeading(begin, label.end(1), 2 if _same_part(folded, begin, first_level) else 1))
            continue
        alone = _LABEL_LINE.match(folded, begin, paragraph.end)
        if alone and _names(alone[1], _NAMED):
            result.append(PlainHeading(begin, alone.end(1), 2 if _same_part(folded, begin, first_level) else 1))
            continue
        if length > _LONGEST:
            continue
        line = folded[begin : paragraph.end].rstrip()
        if _COLON_LINE.fullmatch(line) and (_heads_list(folded, inside, index, line, signs) or tops < 2):
            line = line[:-1]
        if not line or line[-1] in _END_MARKS or "。" in line or line[0] in "（(":
            continue
        named = _names(line, _NAMED) or (
            tops < 2 and bool(words().headings["measures"].search(line)) and length <= _LONGEST_LOOSE
        )
        stop = begin + len(line)
        if paragraph.kind == "heading" or paragraph.level:
            level = 1 if named or (tops == 0 and (paragraph.level or 1) <= top) else 2
            result.append(PlainHeading(begin, stop, level))
        elif named and length <= 36 and "，" not in line[:-12]:
            result.append(
                PlainHeading(begin, stop, 2 if _within_shortcomings(folded, begin, line, first_level, end) else 1)
            )
        elif _heads_list(folded, inside, index, line, signs):
            result.append(PlainHeading(begin, stop, 2 if tops > 1 else 1))
        elif _stands_alone(folded, inside, index, line):
            loose.append(PlainHeading(begin, stop, 1))
    return sorted([*result, *_kept(folded, loose, result, tops)], key=lambda found: found.start)


def _is_empty(text: str, kind: str) -> bool:
    """Whether a paragraph says nothing of itself: blank, a number above its heading, 答： above the answer."""
    bare = text.strip()
    return not bare or (kind == "paragraph" and (is_lone_number(bare) or bare in ("答：", "答")))


def _signs_of_lists(folded: str, inside: Sequence[Paragraph]) -> frozenset[str]:
    """The signs that mark items and head nothing: again and again a paragraph with such a sign follows another."""
    signs: Counter[str] = Counter()
    before = ""
    for paragraph in inside:
        line = folded[_begin(folded, paragraph) : paragraph.end]
        sign = line[0] if bullet(line) and not is_framed(line) else ""
        signs[sign] += sign == before
        before = sign
    return frozenset(sign for sign, count in signs.items() if sign and count >= _AGAIN)


def _heads_list(folded: str, inside: Sequence[Paragraph], index: int, line: str, signs: frozenset[str]) -> bool:
    """Whether a short line without the sign of items stands above one with it."""
    if not signs or len(line) > _LONGEST_LOOSE or line[0] in signs or is_lone_number(line):
        return False
    below = inside[index + 1] if index + 1 < len(inside) else None
    return below is not None and folded[_begin(folded, below)] in signs


def _begin(folded: str, paragraph: Paragraph) -> int:
    begin = paragraph.start
    while begin < paragraph.end and folded[begin] in _SPACE:
        begin += 1
    return begin


def _names(line: str, roles: Sequence[str]) -> bool:
    known = words()
    return known.any_heading.search(line) is not None and any(
        known.headings[role].search(line) and not known.rejects[role].search(line) for role in roles
    )


def _same_part(folded: str, begin: int, tops: Sequence[Enumerator]) -> bool:
    """Whether a label (主要问题：) stands right under the numbered heading of the part that it names again."""
    after = bisect_left(tops, begin, key=lambda mark: mark.start)
    if not after:
        return False
    heading = folded[tops[after - 1].end : begin].rstrip()
    return len(heading) <= _LONGEST and "\n" not in heading and _names(heading, ("problems",))


def _within_shortcomings(folded: str, begin: int, line: str, tops: Sequence[Enumerator], end: int) -> bool:
    """Whether a line on the leaders' duty stands inside the numbered part on shortcomings, and no number is lost."""
    if not _names(line, ("leader-duty",)):
        return False
    after = bisect_left(tops, begin, key=lambda mark: mark.start)
    if not after:
        return False
    above = tops[after - 1]
    stop = folded.find("\n", above.end, end)
    if not _names(folded[above.end : stop if stop >= 0 else end][:_LONGEST], ("problems",)):
        return False
    following = tops[after] if after < len(tops) else None
    if following is None or following.number is None or above.number is None:
        return True
    return following.number - above.number < 2


def _stands_alone(folded: str, inside: Sequence[Paragraph], index: int, line: str) -> bool:
    """Whether a short line stands as a heading does: after a full paragraph, before a paragraph of text."""
    if not 2 <= len(line) <= _LONGEST_LOOSE or _NOT_HEADING.search(line):
        return False
    above = folded[inside[index - 1].start : inside[index - 1].end].rstrip() if index else "。"
    if above[-1:] not in _TEXT_ENDS or index + 1 >= len(inside):
        return False
    below = folded[inside[index + 1].start : inside[index + 1].end].rstrip()
    return len(below) >= _TEXT and below[-1:] in _TEXT_ENDS


def _kept(
    folded: str, loose: Sequence[PlainHeading], known: Sequence[PlainHeading], tops: int
) -> Sequence[PlainHeading]:
    """Lines that only stand like headings count where the text is headed so throughout, or where they hint."""
    if tops < 2 and (len(loose) > 1 or (loose and known)):
        return loose
    weak = words().weak
    return [
        found
        for found in loose
        if any(pattern.search(folded, found.start, found.end) for pattern in weak.values()) and tops < 2
    ]
