"""Lists in short lines, as news accounts post them: which lines are one item, where a break is a comma.

“★ 扬尘夜查28次 / 立案17件” is one statement in two lines, “● 排查纠纷473起 / ● 化解461起” are figures that belong
together: the breaks of such lists stand for commas, not for the end of a sentence and not for the edge of a page.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from checker.text import openers
from checker.text.lines import Line
from checker.text.wraps import FREE_KINDS

_SHORT = 32
_FEWEST = 6
_FEWEST_MARKS = 3
_LONGEST = 160
_STOPS = "。！？!?；;"
_SIGN = "◆◇▲△▼▽■□●○★☆※▶►➤▷▪▫◎◉⊙•·✔✅✓☑√✖✗✘❖♦✦✧➢➣➔→☞✍⭐♥❤\U0001f300-\U0001faff\u2600-\u27bf\u2b00-\u2bff"
_BULLET = re.compile(f"[{_SIGN}]\ufe0f?[ \t\u3000]*|[0-9]\ufe0f?\u20e3[ \t\u3000]*")
_NUMERAL = "[一二三四五六七八九十]{1,3}"
# “【把好法律关】”, “—— 把好法律关 ——”, “# 把好法律关 #”: a line set off on both sides
_FRAMED = re.compile(
    r"[【〖『「［\[〔][^】〗』」］\]〕\n]{1,24}[】〗』」］\]〕]\s*$"
    rf"|(?P<left>[—－\-~～=|｜#＃*{_SIGN}])[^。；\n]{{1,26}}(?P=left)\s*$"
)
# “01 把好法律关”, “PART.02”, “壹 · 把好法律关”, “第一幕 把好法律关”, “关键词一：把好法律关”
_COUNTED = re.compile(
    r"(?:PART|Part|NO|No|TOP|Top|Q)\s*[.·．]?\s*\d{1,2}(?!\d)|0\d(?![\d.%％])|[▎▍┃▏]"
    rf"|[壹贰叁肆伍陆柒捌玖拾](?=[、·．.\s|｜/])|之{_NUMERAL}(?=[：:\s])|[IVX]{{1,4}}\s*[.、．]|[1-9]\.0(?=\s)"
    rf"|{_NUMERAL}[ \u3000]+(?=[一-龥])|第{_NUMERAL}[章节篇幕回讲集辑站步](?=[：:、\s])|[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ]"
    r"|[①-⑳](?=\s)|[甲乙丙丁戊己庚辛]篇"
    rf"|(?:关键词|关键字|镜头|画面|片段|亮点|故事|名片|答卷|场景|问题|看点){_NUMERAL}(?=[：:、\s])"
)
_LONE = re.compile(r"(?:(?:PART|Part|NO|No|TOP|Top)\s*[.·．]?\s*)?\d{1,2}[.、]?$|[壹贰叁肆伍陆柒捌玖拾]$")
# “● 当场办结 15287件”: a name and one number
_FIGURE = re.compile(
    r"[^\d，。,；：:]{2,24}[:：]?\s*[约近超逾达]{0,2}\d[\d,.]*\s*(?:%|％|个?百分点|[万亿]?[一-龥]{0,2})(?:[（(][^（）()]{1,12}[）)])?$"
)


def bullet(text: str) -> int:
    """How many characters of a line are the mark of an item; 0 where it has none."""
    found = _BULLET.match(text)
    return found.end() if found else 0


def is_framed(text: str) -> bool:
    """True for a heading that signs or brackets set off on both sides."""
    return _FRAMED.match(text) is not None


def is_counted(text: str) -> bool:
    """True for a heading numbered as posts and stories do it (01, PART 2, 第一幕, 镜头三), or the number alone."""
    return len(text) <= _SHORT and (_COUNTED.match(text) is not None or is_lone_number(text))


def is_lone_number(text: str) -> bool:
    """True for a number alone on its line (01, PART.02): the heading is the next line."""
    return len(text) <= _SHORT and _LONE.match(text) is not None


def is_marked(text: str) -> bool:
    """True for a line that begins with the mark of an item or is a heading in a frame."""
    return bullet(text) > 0 or is_framed(text)


def items(lines: Sequence[Line], blank_lines: int) -> list[bool | None]:
    """For each line of a list in short lines: whether it goes on with the item above; ``None`` in no such list."""
    goes_on: list[bool | None] = [None] * len(lines)
    for start, end in _runs(lines):
        heads = _heads(lines, start, end, blank_lines)
        size = 0
        for index in range(start, end):
            below = lines[index]
            dated = index + 1 < len(lines) and openers.is_date(lines[index + 1].text)
            apart = dated or index == start or index in heads or index - 1 in heads or size >= _LONGEST
            on = not apart and _goes_on(lines[index - 1], below, blank_lines)
            goes_on[index] = on
            size = size + len(below.text) if on else len(below.text)
    return goes_on


def _runs(lines: Sequence[Line]) -> list[tuple[int, int]]:
    """The stretches of short lines, from the first with a mark on, that marks of items and headings divide."""
    found: list[tuple[int, int]] = []
    start = 0
    for index in range(len(lines) + 1):
        if index < len(lines) and _is_short(lines[index]):
            if not (start == index and not _may_begin(lines[index].text)):
                continue
        elif index - start >= _FEWEST and _is_list([line.text for line in lines[start:index]]):
            found.append((start, index))
        start = index + 1
    return found


def _may_begin(text: str) -> bool:
    return is_marked(text) or is_counted(text) or openers.opens_strongly(text)


def _is_short(line: Line) -> bool:
    text = line.text
    if len(text) > _SHORT or line.kind not in FREE_KINDS or line.level is not None or line.soft or line.mended:
        return False
    return "。" not in text[:-1]


def _is_list(texts: Sequence[str]) -> bool:
    marks = sum(bullet(text) > 0 and not is_framed(text) for text in texts)
    heads = sum(is_framed(text) or is_counted(text) or openers.opens_strongly(text) for text in texts)
    stopped = sum(text[-1] in _STOPS for text in texts)
    return marks >= _FEWEST_MARKS and 6 * (marks + heads) >= len(texts) and 4 * stopped <= len(texts)


def _heads(lines: Sequence[Line], start: int, end: int, blank_lines: int) -> frozenset[int]:
    """The lines of a list that head the items below them."""
    heads = _by_their_sign([line.text for line in lines[start:end]], start)
    bare: list[int] = []
    for index in range(start, end):
        text = lines[index].text
        numbered = is_counted(text) or (openers.opens_strongly(text) and not bullet(text))
        if is_framed(text) or numbered or (index - 1 in heads and is_lone_number(lines[index - 1].text)):
            heads.add(index)
        elif not bullet(text) and index + 1 < end and bullet(lines[index + 1].text):
            if lines[index].gap > blank_lines or text[-1] in "？?：:":
                heads.add(index)
            else:
                bare.append(index)
    return frozenset(heads | _bare_heads(lines, start, end, bare))


def _by_their_sign(texts: Sequence[str], start: int) -> set[int]:
    """The lines of a sign that another sign's line always follows: “📌把好法律关” above “★ 退回修改31份”."""
    signs = [text[0] if bullet(text) else "" for text in texts]
    followers: dict[str, set[str]] = {}
    for sign, following in zip(signs, [*signs[1:], ""], strict=True):
        followers.setdefault(sign, set()).add(following)
    above = {sign for sign, below in followers.items() if sign and not below & {sign, ""} and signs.count(sign) > 1}
    places = [index for index, sign in enumerate(signs) if sign in above]
    counts = any(char.isdigit() for index in places for char in texts[index])
    return set() if counts else {start + index for index in places}


def _bare_heads(lines: Sequence[Line], start: int, end: int, bare: Sequence[int]) -> set[int]:
    """Lines without a mark before those with one head them where items are of one line, several under each head."""
    marked = [index for index in range(start, end) if bullet(lines[index].text)]
    unmarked = marked[-1] + 1 - start - len(marked)  # what stands below the last item ends the text
    if len(bare) < unmarked or 2 * len(bare) > len(marked):
        return set()
    return set() if any(char.isdigit() for index in bare for char in lines[index].text) else set(bare)


def _goes_on(above: Line, below: Line, blank_lines: int) -> bool:
    if below.gap > blank_lines or openers.ends_sentence(above.text) or openers.opens_weakly(below.text):
        return False
    if openers.is_date(below.text) or openers.is_date(above.text) or openers.CLOSING_LINE.match(below.text):
        return False
    mark = bullet(below.text)
    if mark:
        own = bullet(above.text)
        return own > 0 and all(_FIGURE.match(line.text, at) for line, at in ((above, own), (below, mark)))
    return below.kind != "list-item"
