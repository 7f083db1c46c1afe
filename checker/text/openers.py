"""What a line's beginning and end say about paragraphs: enumerators, sentence ends, dates, organs."""

from __future__ import annotations

import re

_HAN_NUMBER = "[一二三四五六七八九十百零〇]{1,4}"
STRONG = re.compile(
    rf"第{_HAN_NUMBER}[章节编]|第{_HAN_NUMBER}部分|{_HAN_NUMBER}[、．]|[一二三四五六七八九十]{{1,3}}\.(?!\d)"
    rf"|[（(]{_HAN_NUMBER}[）)]|{_HAN_NUMBER}[）)]|[㈠-㈩]|【[^】\n]{{1,14}}】|[●■◆★▲◇○]\s?"
)
"""Enumerators that always open a paragraph: 一、 （一） 第一部分 【篇一】."""

WEAK = re.compile(
    rf"\d{{1,2}}[.．、](?![\d%％])|[（(]\d{{1,2}}[）)]|\d{{1,2}}[）)]|[①-⑳]|[⑴-⒇]|[⒈-⒛]"
    rf"|(?:{_HAN_NUMBER}是|其[一二三四五六七八九十])(?=[^的由以])"
)
"""Enumerators that may also stand within a sentence: 1. （1） 一是."""

_NUMERALS = re.compile("[一二三四五六七八九十百零〇]+|[0-9]+")
SENTENCE_END = "。！？!?"
CLAUSE_END = "。！？!?；;：:…"
CLOSERS = "”’」』》）)】〕〉\"'"
_CLOSING = CLOSERS + " "
CANNOT_START = "，。、；：！？）》”’」』】〕〉,;:!?)%％"

DATE_LINE = re.compile(
    r"[（(]?\s*(?:\d{4}|[二〇○零一九OＯo]{4})\s*年\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*月"
    r"(?:\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*日)?\s*[）)]?"
    r"|20\d\d[-./]\d{1,2}[-./]\d{1,2}"
)
ORGAN_END = re.compile(
    r"(?:人民政府|政府|委员会|办公室|办公厅|办事处|[^共全]局|厅|[^是]部|支队|总队|中心|街道|[镇乡]|县委|市委|区委|省委|党组|党委|委|办|院)"
    r"(?:[（(]\S{2,12}[）)])?$"
)
TITLE_END = re.compile(
    r"(?:报告[书表]?|总结|情况|汇报|说明|通报|年报|要点|方案|意见|通知|工作打算|述职|述法)(?:[（(][^（）()]{1,20}[）)])?$"
)
CLOSING_LINE = re.compile(
    r"(?:特此报告|以上报告|专此报告|[（(]此件(?:公开|主动公开|依申请公开|不予公开)[^）)]{0,6}[）)]|附件)"
)


def opens_strongly(text: str) -> bool:
    return STRONG.match(text) is not None


def opens_weakly(text: str) -> bool:
    return WEAK.match(text) is not None


def is_opener(text: str) -> bool:
    """True where a line begins with an enumerator of any kind."""
    return opens_strongly(text) or opens_weakly(text)


def opener_kind(text: str) -> str:
    """The kind of enumerator a line begins with (``一、``, ``（一）``, ``1.``, …), digits made alike; or ``""``."""
    match = STRONG.match(text) or WEAK.match(text)
    return _NUMERALS.sub("一", match.group()).replace("(", "（").replace(")", "）") if match else ""


def ends_sentence(text: str) -> bool:
    """True where the last mark, closing quotes and brackets aside, ends a sentence."""
    bare = text.rstrip(_CLOSING)
    return bool(bare) and bare[-1] in SENTENCE_END


def ends_clause(text: str) -> bool:
    """True where the last mark, closing quotes and brackets aside, ends a clause that can end a paragraph."""
    bare = text.rstrip(_CLOSING)
    return bool(bare) and bare[-1] in CLAUSE_END


def is_heading_like(text: str) -> bool:
    """True for an enumerated line without a sentence in it."""
    return len(text) <= 80 and is_opener(text) and not ("。" in text or "；" in text or ";" in text)


def is_title_like(text: str) -> bool:
    """True for a line that could be a title: ``…情况的报告``, no sentence marks."""
    return 6 <= len(text) <= 90 and TITLE_END.search(text) is not None and not any(mark in text for mark in "。；;:：")


def is_addressee_like(text: str) -> bool:
    """True for ``市人民政府：`` and the like: short, ends with a colon, no sentence in it."""
    return 2 < len(text) <= 60 and text[-1] in ":：" and not any(mark in text for mark in "。；;“如下")


def is_date(text: str) -> bool:
    """True for a line that is only a date."""
    return len(text) <= 24 and DATE_LINE.fullmatch(text) is not None


def is_signature_like(text: str) -> bool:
    """True for a line that is only an organ's name or only a date."""
    if len(text) > 45 or any(mark in text for mark in "，。；：,;:"):
        return False
    return is_date(text) or ORGAN_END.search(text) is not None
