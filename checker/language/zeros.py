"""Statements that nothing of the kind happened: 全年未发生行政诉讼案件, or topic first, 行政诉讼案件，全年未发生."""

from __future__ import annotations

import re

from checker.language.packed import Match

_DENIED = re.compile(
    r"[没未无](?:(?<=没)有|(?<=未)有?|(?<=无))(?:再|曾|因[一-龥]{0,8}?)?"
    r"(?:承办|收到|接到|接办|受理|发生|出现|产生|造成|引发|当事人申请|行政诉讼|行政复议|行政应诉|复议诉讼|诉讼案件|代表建议|提案|打过|被诉|被复议|投诉|信访积案|人到|人申请|人起诉|人[去来上]?(?:法院|县里|市里|镇里)?[^，。；]{0,4}告[我镇乡县市区局街政]"
    # 没有行政相对人起诉我局, 没有一家企业提出复议, 没有建议提案交我局承办
    r"|(?:人|行政相对人|相对人|当事人|群众|企业|商户|居民|村民|一[人家户名件起宗])(?:因[一-龥]{1,8}?)?(?:[一-龥]{0,2}(?:被|提出|提起|申请|起诉|上访|投诉|举报|败诉|被诉)|(?:[到去上把][一-龥]{0,5})?告(?!知|诉|示|别|诫))"
    r"|[一-龥、]{1,10}?(?:对|向|就|因)[一-龥]{1,10}?(?:提起|提出|申请)[了过]?(?:行政)?(?:诉讼|复议)"
    r"|[一-龥]{2,8}?(?:交[我由][一-龥]{0,6}(?:承办|办理)|需要?(?:报备|备案|报送备案|清理|公示)))"
)

# With the topic first. Only what befalls an office and is no deed of its own: of 听证，全年没有 a deed was not done.
_BEFALLS = r"(?:案件|诉讼|复议|官司|申请|国家赔偿|纠纷|投诉|事件|情形)(?:的?情况)?"
_ISSUED = r"(?:规范性文件|规章|重大行政决策(?:事项)?|决策事项)(?:的?情况)?"
_WHEN = (
    r"，?(?:全年|本年度?|今年|当年|年内|至今|迄今|一年来|报告期内|截至[^，。；]{1,8}|目前|20\d\d年度?"
    r"|[我本全][省市州县区旗镇乡局厅委]|街道|镇里|县里)*"
)
_NONE = r"(?:均|都|也)?(?:一[件起宗个次例项](?:也|都)?)?(?:未曾?|没有?|从未)"
_TOPIC_FIRST = re.compile(
    rf"{_BEFALLS}{_WHEN}(?:{_NONE}(?:发生|出现|收到|接到|受理|产生|涉及|遇到|有)过?(?:一[件起宗个例])?"
    r"|(?:均|都|也)?(?:一[件起宗个次例](?:也|都)?)?(?:没有(?:一[件起宗个例])?|没|为[零0][件起宗]?|是零|[零0][件起宗])"
    r")(?=[，。；\n]|\Z)"
    r"|(?:诉讼|复议|败诉)(?:均|都)?[零0](?=[，。；\n]|\Z)"
    r"|没有(?:以|因|针对|作为|当|担任|涉及?|需要?)[^，。；]{1,10}(?:诉讼|复议)(?:案件|申请)?(?=[，。；\n]|\Z)"
    r"|没有需要?[^，。；]{1,16}的[^，。；]{0,6}(?:案件|线索|申请|事项)(?=[，。；\n]|\Z)"
    rf"|{_ISSUED}{_WHEN}(?:{_NONE}(?:发生|出台|制发|制定|印发|发布|发|作出|涉及|有)过?|(?:均|都)?为[零0][件个]?)(?=[，。；\n]|\Z)"
)


def zeros(view: str) -> list[Match]:
    """Where the statements stand, (start, end) in text order.

    One of :data:`_DENIED` never reaches over the end of a clause; one with its topic first begins in the topic's
    clause and may end in the next.
    """
    found = [match.span() for match in _DENIED.finditer(view)]
    topical = [match.span() for match in _TOPIC_FIRST.finditer(view)]
    return sorted(found + topical) if topical else found
