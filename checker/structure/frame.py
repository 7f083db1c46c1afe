"""The frame around a report's body: title above, addressee, signature and date below."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from checker.model import Paragraph
from checker.structure.blanks import unspaced
from checker.structure.lexicon import words
from checker.structure.names import OFFICER, ORGANISATION_END
from checker.structure.numerals import NUMERAL, dates

_HEAD_PARAGRAPHS = 60
_HEAD_CHARACTERS = 4000
_TITLE_END = re.compile(
    r"(?:报告[书表]?|年报|总结|汇报|情况|综述|自查)(?:(?:以?及|和|与|暨)[^。；，\n]{2,16}(?:计划|打算|安排|要点|思路))?(?:[（(][^）)\n]{0,24}[）)])?[\s;；。]*$"
)
_NOT_TITLE = re.compile(
    r"会议?(?:听取|审议|研究|讨论|通过)|议题解读|上一篇|下一篇|相关|附件|推荐|现将|如下|首页|>|＞|由会员|下载|珍藏版|当前位置|名称[：:]|索引号|向社会公开|(?:公开|正式)发布|http|www",
)
_RED_HEAD = re.compile(r"〔20\d\d〕\s*\d{1,4}\s*号")
_RUN_IN = re.compile(r"一、|(?:报告|总结|汇报)(?:20\d\d年|[xX×]{2}年|第一[部章篇]|[^。；]{2,36}[：:])")
_INLINE_TITLE = re.compile(
    r"[\s　]*(?:\d{1,2}、\s*)?([^。；;！？\n]{4,60}?(?:报告|总结|汇报))"
    r"(?=[\s;；。　]|[一1]、|第一[部章篇]|（一）|\(一\)|20\d\d年|[xX×]{2}年|$|"
    r"[\u4e00-\u9fff、，,]{0,30}?(?:政府|[省市县区旗州盟]委|国务院|厅|局|办公室)[：:])"
)
_ADDRESSEE = re.compile(
    r"^[\s　]*((?:[^。；;！？\n：:]{0,60}?)(?:政府|[省市县区旗州盟]委|国务院|党中央|委员会|"
    r"厅|局|办公室|办|人大常委会|党工委|党委|党组|委|部|署|中心))"
    r"[\s]*[：:]"
)
_NOT_ADDRESSEE = re.compile(r"如下|附件|来源|发布|机构|作者|责任|单位[：:]|标题|名称|一是|[一二三]、|20\d\d年度?$")
_TITLE_GOES_ON = re.compile(r"[省市县区旗州盟镇乡道局厅委办会队](?:关于)?20\d\d年度?$")
_CLOSING = re.compile(r"特此报告|专此报告|以上报告|特此汇报|妥否|请审阅|请指正")
_TAIL_NOTE = re.compile(r"^[\s　]*(?:[（(]此件|附件|相关附件|附[：:]|抄送|抄报|主送|印发|校对|联系人|[（(]联系人)")
DATE_LINE = re.compile(
    rf"^\s*((?:20\d\d|二[〇○零Oo0]..)\s{{0,4}}[年.\-/—]?[\d{NUMERAL}xX×\s]{{0,9}}[月.\-/—]?"
    rf"[\d{NUMERAL}xX×\s]{{0,9}}[日号]?)\s*$"
)
_SIGNED_INLINE = re.compile(
    rf"([\u4e00-\u9fff]{{3,40}}?(?:政府|委员会|[省市县区旗]委|办事处|管委会|局|厅|办公室|中心|支队|大队|院))[\s　]*"
    rf"((?:20\d\d|二[〇○零Oo0]..)(?:年[\d{NUMERAL}]{{1,3}}月(?:[\d{NUMERAL}]{{1,3}}日)?|\d{{2,4}}))"
    rf"[\s　]*(?:[（(][^）)\n]{{0,20}}[）)])?[\s　]*$"
)
_NUMBERED = re.compile(r"[一二三四五六七八九十\d]{1,3}[、.．]|[（(][一二三四五六七八九十\d]|第[一二三四五六七八九十]")
_CELLS_OF_SIGNATURE = 6  # signature and date set in a table of their own: two or three rows of two cells
_ATTACHED = re.compile(r"[\s　]*[（(【]?附[件表录：:1-9一二三]")
_NEXT_PART = re.compile(r"[\s　]*(?:[一二三四五六七八九十]{1,2}、|第[一二三四五六七八九十][部章])")
_NARROW = str.maketrans("０１２３４５６７８９", "0123456789")
_SEAL = re.compile(
    r"(?:报告|报送|填报|发文|制文)?(?:单位|机关|部门)(?:名称)?(?:[（(](?:盖章|公章|章|签章)[）)])?[：:]|[（(](?:盖章|公章|章|签章|印章|印|代章)[）)]|"
    r"^[\s　]*[（(](?=[^（()）\n]{3,30}[）)][\s　]*$)|(?<=[府局委会厅处])[）)](?=[\s　]*$)",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Span:
    """``text[start:end]``; ``value`` is it without spaces and line breaks."""

    start: int
    end: int
    value: str


@dataclass(frozen=True, slots=True)
class Frame:
    """Where the parts around the body stand; ``date_value`` is ``None`` if the date is no complete real day."""

    title: Span | None
    addressee: Span | None
    signature: Span | None
    dated: Span | None
    date_value: date | None
    body_start: int
    body_end: int


def frame(text: str, folded: str, paragraphs: Sequence[Paragraph], tabled: Collection[int] = frozenset()) -> Frame:
    """Find title, addressee, signature and date; what is not there stays ``None``.

    ``tabled`` are the starts of the paragraphs that stand in tables of several columns.
    """
    title = find_title(text, folded, paragraphs)
    after = _below_titles(folded, paragraphs, title.end) if title else 0
    byline = _byline(text, folded, paragraphs, title, after) if title else None
    after = byline.end if byline else after
    addressee = _addressee(text, folded, paragraphs, after, bool(title))
    body_start = addressee.end + 1 if addressee else after
    while body_start < len(text) and folded[body_start] in " \t　\xa0\n；;。":
        body_start += 1
    signature, dated, value, body_end = _signature(text, folded, paragraphs, body_start, tabled)
    if dated is None and title:
        dated, value = _date_under_title(text, folded, title.end, body_start if addressee else title.end + 40)
        if dated and body_start < dated.end:
            body_start = dated.end
    signature = signature or byline
    return Frame(title, addressee, signature, dated, value, body_start, max(body_start, body_end))


def span(text: str, start: int, end: int) -> Span:
    """``text[start:end]`` without the white space at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end, unspaced(text[start:end]))


def is_title(line: str) -> bool:
    """Whether a line of folded text, without spaces, names a report of this kind."""
    if not 6 <= len(line) <= 80 or line[-1] in "。；" or _NOT_TITLE.search(line):
        return False
    if re.search(r"(?:报告|总结|汇报).*情况$", line):
        return False
    return bool(_TITLE_END.search(line)) and bool(words().own_title.search(line))


def find_title(text: str, folded: str, paragraphs: Sequence[Paragraph], start: int = 0) -> Span | None:
    """The title at the head of ``text[start:]``: one line, two or three, or run into the first paragraph."""
    head = [p for p in paragraphs if start <= p.start][:_HEAD_PARAGRAPHS]
    best: Span | None = None
    for index, paragraph in enumerate(head):
        if paragraph.start > start + _HEAD_CHARACTERS or (best and paragraph.start > best.end + 400):
            break
        line = unspaced(folded[paragraph.start : paragraph.end])
        if re.match(r"[一二三]、|[（(][一二三][）)]", line) or (len(line) > 90 and "。" in line[:200]):
            if index == 0 or best is None:
                best = best or _inline_title(text, folded, paragraph)
            break
        found = _title_of(text, folded, head, index, line)
        if found is None and _RUN_IN.search(line):
            found = _inline_title(text, folded, paragraph)
        if found and (best is None or len(found.value) >= len(best.value)):
            best = found
    return best


def _title_of(text: str, folded: str, head: Sequence[Paragraph], index: int, line: str) -> Span | None:
    """The title whose last line is ``head[index]``, with the lines above that belong to it."""
    first = index
    joined = line
    if not is_title(joined):
        for back in (1, 2):
            if index - back < 0:
                return None
            above = unspaced(folded[head[index - back].start : head[index - back].end])
            if not above or len(above) > 40 or above[-1] in "。；：，！？":
                return None
            joined = above + joined
            first = index - back
            if is_title(joined):
                break
        else:
            return None
    elif index and _begins_late(joined):
        above = unspaced(folded[head[index - 1].start : head[index - 1].end])
        named = ORGANISATION_END.search(above) or _TITLE_GOES_ON.search(above)
        if 3 <= len(above) <= 40 and named and not _NOT_TITLE.search(above):
            first = index - 1
            if index > 1:
                party = unspaced(folded[head[index - 2].start : head[index - 2].end])
                if party.startswith("中共") and ORGANISATION_END.search(party):
                    first = index - 2
    if len(joined) > 90:
        return None
    return span(text, head[first].start, head[index].end)


def _begins_late(line: str) -> bool:
    """Whether the line lacks the issuer: it begins with 关于, a year, or the subject itself."""
    plain = re.match(r"关于|20\d\d|二[〇○零]|法治政府|推进法治|依法行政|年度", line)
    return bool(plain or words().own_subject.match(line))


def _inline_title(text: str, folded: str, paragraph: Paragraph) -> Span | None:
    match = _INLINE_TITLE.match(folded, paragraph.start, min(paragraph.end, paragraph.start + 120))
    if match and is_title(unspaced(match[1])):
        number = _RED_HEAD.search(folded, match.start(1), match.end(1))
        return span(text, number.end() if number else match.start(1), match.end(1))
    return None


def _below_titles(folded: str, paragraphs: Sequence[Paragraph], after: int) -> int:
    """Where the title ends that ends at ``after``, and a page's shorter repetitions of it right below."""
    for paragraph in paragraphs:
        if paragraph.start >= after:
            line = unspaced(folded[paragraph.start : paragraph.end])
            if line and (not is_title(line) or _NUMBERED.match(line)):
                break
            after = paragraph.end if line else after
    return after


def _byline(text: str, folded: str, paragraphs: Sequence[Paragraph], title: Span, after: int) -> Span | None:
    """The reporter's name on a line of its own right under a title, at ``after``, that does not name it."""
    if not _begins_late(title.value):
        return None
    below = next((p for p in paragraphs if p.start >= after and folded[p.start : p.end].strip()), None)
    line = unspaced(folded[below.start : below.end]) if below else ""
    if (
        below
        and 3 <= len(line) <= 30
        and (ORGANISATION_END.search(line) or OFFICER.search(line))
        and not re.search(r"[，。；：:！？（(]|、(?![局厅]长)", line)
    ):
        return span(text, below.start, below.end)
    return None


def _addressee(text: str, folded: str, paragraphs: Sequence[Paragraph], after: int, titled: bool) -> Span | None:
    """The body written to: its own line after the title, or before the first sentence, ending in a colon."""
    seen = 0
    for paragraph in paragraphs:
        if paragraph.end <= after:
            continue
        begin = max(paragraph.start, after)
        while begin < paragraph.end and folded[begin] in " \t　；;。":
            begin += 1
        line = folded[begin : min(paragraph.end, begin + 120)]
        if not line.strip():
            continue
        match = _ADDRESSEE.match(line)
        if match and not _NOT_ADDRESSEE.search(match[0]) and len(match[1].strip()) <= 60:
            return span(text, begin + match.start(1), begin + match.end(1))
        seen += 1
        if seen > (4 if titled else 2) or len(line) > 60:
            return None
    return None


def _signature(
    text: str, folded: str, paragraphs: Sequence[Paragraph], body_start: int, tabled: Collection[int]
) -> tuple[Span | None, Span | None, date | None, int]:
    """Signature, date, its value, and where the body ends."""
    tail = [p for p in paragraphs if p.end > body_start and folded[p.start : p.end].strip()][-60:]
    tail = _without_tables(tail, tabled)
    stop = tail[-1].end if tail and tail[-1].start not in tabled else len(text)
    floor = body_start + (stop - body_start) // 2
    for index in range(len(tail) - 1, -1, -1):
        paragraph = tail[index]
        if paragraph.start < floor and len(tail) > 6:
            break
        line = folded[paragraph.start : paragraph.end]
        match = DATE_LINE.match(line) if len(line) < 60 else None
        if match and _looks_dated(match[1]):
            dated = span(text, paragraph.start + match.start(1), paragraph.start + match.end(1))
            signed = _signers(text, folded, tail, index, body_start)
            return signed, dated, _value(dated.value), signed.start if signed else paragraph.start
        inline = _SIGNED_INLINE.search(folded, max(paragraph.start, paragraph.end - 120), paragraph.end)
        if inline:
            start = _signer_start(folded, inline.start(1), inline.end(1))
            dated = span(text, inline.start(2), inline.end(2))
            return span(text, start, inline.end(1)), dated, _value(dated.value), start
    for index in range(len(tail) - 1, 0, -1):
        signed = _signers(text, folded, tail, index + 1, body_start) if tail[index].start >= floor else None
        if signed and signed.start > body_start and not _goes_on(folded, tail[index + 1 :]):
            return signed, None, None, signed.start
    return None, None, None, _end_without_signature(folded, tail, floor, len(text))


def _without_tables(tail: list[Paragraph], tabled: Collection[int]) -> list[Paragraph]:
    """A table's cells name offices and days of its own. Where the whole page is laid out in cells, and in the few
    cells that hold signature and date at the very end, they are lines like any other."""
    others = [index for index, paragraph in enumerate(tail) if paragraph.start not in tabled]
    if not others:
        return tail
    last = others[-1] + 1 if len(tail) - others[-1] - 1 <= _CELLS_OF_SIGNATURE else len(tail)
    return [paragraph for index, paragraph in enumerate(tail) if paragraph.start not in tabled or index >= last]


def _goes_on(folded: str, rest: Sequence[Paragraph]) -> bool:
    """Whether another part of the report follows: a name that stands alone in between signs nothing."""
    for paragraph in rest:
        if _ATTACHED.match(folded, paragraph.start, paragraph.end):
            return False
        if _NEXT_PART.match(folded, paragraph.start, paragraph.end):
            return True
    return False


def _looks_dated(line: str) -> bool:
    plain = re.sub(r"\s", "", line)
    return len(plain) >= 6 and ("年" in plain or len(re.sub(r"\D", "", plain)) in (6, 7, 8))


def _value(text: str) -> date | None:
    text = text.translate(_NARROW)
    found = dates(text)
    if found:
        return found[0][2]
    digits = re.sub(r"\D", "", text)
    if len(digits) == 8 and digits == text:
        found = dates(f"{digits[:4]}-{digits[4:6]}-{digits[6:]}")
        return found[0][2] if found else None
    return None


def _signers(text: str, folded: str, tail: Sequence[Paragraph], index: int, body_start: int) -> Span | None:
    """The lines above ``tail[index]`` that name bodies and nothing else."""
    first = index
    while first > 0 and index - first < 3:
        paragraph = tail[first - 1]
        line = _SEAL.sub("", unspaced(folded[paragraph.start : paragraph.end]))
        named = (
            3 <= len(line) <= 40
            and ORGANISATION_END.search(line)
            and not re.search(r"[，。；：:！？、（(]|[一二三]是", line)
        )
        if not named or paragraph.start < body_start or words().headings["plan"].search(line):
            break
        first -= 1
    if first < index:
        return _unsealed(text, folded, tail[first].start, tail[index - 1].end)
    if index and index < len(tail):
        # The signature may stand at the end of the last sentence's line.
        paragraph = tail[index - 1]
        found = re.search(r"(?<=[。！])[\s　]*([\u4e00-\u9fff]{4,30})[\s　]*$", folded[paragraph.start : paragraph.end])
        if found and ORGANISATION_END.search(found[1]):
            return span(text, paragraph.start + found.start(1), paragraph.start + found.end(1))
    return None


def _unsealed(text: str, folded: str, start: int, end: int) -> Span:
    """The name alone, without “报告单位：”, “（盖章）” or brackets around it."""
    low, high = start, end
    for mark in _SEAL.finditer(folded, start, end):
        if not folded[low : mark.start()].strip():
            low = mark.end()
        elif not folded[mark.end() : high].strip():
            high = mark.start()
            break
    return span(text, low, high)


def _signer_start(folded: str, start: int, end: int) -> int:
    """A signature run into the text begins after the last sentence or closing formula."""
    ends = [match.end() for match in _CLOSING.finditer(folded, start, end)]
    return ends[-1] if ends else start


def _end_without_signature(folded: str, tail: Sequence[Paragraph], floor: int, length: int) -> int:
    """The body ends where notes, attachments or links to other pages begin."""
    end = length
    for paragraph in reversed(tail):
        if paragraph.start < floor:
            break
        line = folded[paragraph.start : paragraph.end]
        if _TAIL_NOTE.match(line) or re.match(r"\s*(?:上一篇|下一篇|分享到|版权所有|主办|扫一扫|【?打印)", line):
            end = paragraph.start
    return end


def _date_under_title(text: str, folded: str, start: int, stop: int) -> tuple[Span | None, date | None]:
    """Resolutions carry their date in brackets right under the title: （2024年2月1日）."""
    match = re.compile(r"\s*[（(]\s*((?:20\d\d|二[〇○零]..)年[^）)\n]{2,8}日)\s*[）)]").match(folded, start, stop)
    if match:
        found = span(text, match.start(1), match.end(1))
        return found, _value(found.value)
    return None, None
