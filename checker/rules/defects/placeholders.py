"""``text.placeholders``: what a template left to be filled in.

What each category begins with is found in the one pass of wording.py; a text without it costs nothing more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker.model import Defect, Detection
from checker.rules.context import Context
from checker.rules.defects.quoting import shown
from checker.rules.defects.wording import wording

_CROSS = re.compile(r"[xX×ＸｘХх✕✖](?:[ 　]?[xX×ＸｘХх✕✖]){0,11}")
_STAR = re.compile(r"[*＊★]{1,20}")
# A run is tried from where it begins alone, else one of ten thousand marks would be tried ten thousand times.
_LINE = re.compile(r"[_＿]{2,}|﹍{2,}|[-—](?<![-—]{2})[-—]{5,}+(?=[省市县区镇乡年月日个次件项])")
_ROUND = re.compile(r"([○〇◯△□■▲●◎])\1+")
_EMPTY = re.compile(r"[【〔（《“\[][ 　]*[】〕）》”\]]")
_YEAR_GAP = re.compile(
    r"(?<![\d])(?:19|20)\d{0,2}[xX×*＊_＿?？○〇]{1,4}|(?<!\d)20\d{2}年[ 　]*月(?:[ 　]*\d{0,2}[ 　]*日)?"
    r"|(?<!\d)20\d{2}年\d{1,2}月[ 　]*日|(?<![\d一二三四五六七八九十数半多几周每当本次同两])年[ 　]*月[ 　]*日"
)
_ASKING = re.compile(
    r"[【〔（\[＜<{][^】〕）\]＞>}\n]{0,12}(?:请?填写|请?填入|请?输入|请?插入|请?补充|待补|待填|待定|选填|必填|此处|单位名称|单位全称|地名|示例|模板)"
    r"[^】〕）\]＞>}\n]{0,12}[】〕）\]＞>}]"
)
_SOME_PLACE = re.compile(
    r"某(?<![诉告与和]某)某?(?=(?:省|市|县|区|州|镇|乡|街道)(?:人民政府|委|政府|法治政府|依法治|司法局|党委|全面依法|认真|坚持|深入|严格|高度重视|\s?20\d\d\s?年度?法治))"
    r"|某某(?=(?:省|市|县|区|镇|乡|街道|局|委|办|单位|年|月|日|同志|书记|局长|县长|市长|区长|镇长))"
)
_UNKNOWN = re.compile(
    r"[?？](?<![?？]{2})[?？]++(?=[省市县区镇乡年月日个次件项名人])|#(?<!##)#++(?=[省市县区镇乡年月日个次件项名人])|…{1,2}(?=[个次件份场项名](?:[，。；、]))"
)
# "培训执法人员  人次，", "提出意见？份。": a unit whose figure was left out
_NO_FIGURE = re.compile(
    r"[ 　]{2,}(?<=[一-龥][ 　]{2})(?:人次|件次|万元|人|件|条|份|次|起|场|户|家|期)(?=[，。；])"
    r"|[?？](?<=[一-龥][?？])(?:人次|件次|万元|件|条|份|起|场|户|家|期)(?=[，。；])"
)
_SURNAMES = frozenset(
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
)
_MEASURES = (
    "省市县区州旗镇乡街村社局委办厅院站所年月日次件个名人份场期家项条起户宗批轮册幅万亿元余多%％号届部处支辆台公平米吨"
)


_STOPS = "。！；\n"
# sets, not strings: at either end of the text there is no character, and an empty string is in every string
_CODED_BEFORE, _CODED_AFTER, _CODED_ON = frozenset("+＋-/."), frozenset("+＋/@"), frozenset("-.")
_PHYSICAL, _OPENED, _CLOSED = frozenset("光射线波轴"), frozenset("“（"), frozenset("”）")
_BLANK_AFTER, _BLANK_BEFORE = frozenset("〔《“（）：\n"), frozenset("〕》”）\n") | {""}
# a blank this long says itself where it stands
_LONG = 12
_PATTERNS = {"line": _LINE, "unknown": _UNKNOWN, "empty": _EMPTY, "year": _YEAR_GAP, "asking": _ASKING}


def _alphanumeric(text: str, at: int) -> bool:
    return 0 <= at < len(text) and text[at].isascii() and text[at].isalnum()


def _han(text: str, at: int) -> bool:
    return 0 <= at < len(text) and "\u4e00" <= text[at] <= "\u9fff"


def _bare(text: str, at: int, step: int) -> int:
    """The next offset from ``at`` in direction ``step`` that is not a space."""
    while 0 <= at < len(text) and text[at] in " 　":
        at += step
    return at


def _crosses(text: str, low: int, high: int) -> Iterator[tuple[int, int]]:
    for match in _CROSS.finditer(text, low, high):
        start, end = match.span()
        if _alphanumeric(text, start - 1) or _alphanumeric(text, end):
            # "20xx", "202X" have their own pattern; the rest are codes and names ("APPX", "5x8").
            continue
        left, right = _bare(text, start - 1, -1), _bare(text, end, 1)
        if match.group() == "✖" and (left < 0 or text[left] == "\n"):
            continue  # the sign of a list's item
        before = text[left] if left >= 0 else ""
        after = text[right] if right < len(text) else ""
        if "×" in match.group() and (before.isdecimal() or after.isdecimal()) and end - start == 1:
            if before.isdecimal() and (after.isdecimal() or not _han(text, right)):
                continue
            if after.isdecimal() and not _han(text, left):
                continue
        if (
            before in _CODED_BEFORE
            or after in _CODED_AFTER
            or (
                after in _CODED_ON
                and right + 1 < len(text)
                and _alphanumeric(text, right + 1)
                and text[right + 1] not in "xX"
            )
        ):
            continue
        if end - start == 1 and match.group() in "xX" and after in _PHYSICAL:
            continue
        if end - start == 1 and before in _OPENED and after in _CLOSED:
            continue
        if _han(text, left) or _han(text, right) or before in _BLANK_AFTER or after in _BLANK_BEFORE:
            yield start, end


def _stars(text: str, low: int, high: int) -> Iterator[tuple[int, int]]:
    for match in _STAR.finditer(text, low, high):
        start, end = match.span()
        if _alphanumeric(text, start - 1) and _alphanumeric(text, end):
            continue
        before, after = text[start - 1 : start], text[end : end + 1]
        masked_year = text.startswith(("年", "〕"), end) or before == "〔"
        if masked_year or (
            after and after in _MEASURES and (before != "\n" or end - start > 1 or after in "省市县区镇乡")
        ):
            yield start, end


def _rounds(text: str, low: int, high: int) -> Iterator[tuple[int, int]]:
    numerals = "一二三四五六七八九十百千"
    for match in _ROUND.finditer(text, low, high):
        start, end = match.span()
        if text[start - 1 : start] in tuple(numerals) or text[end : end + 1] in tuple(numerals):
            continue
        if _han(text, end) or _han(text, start - 1):
            yield start, end


def _persons(text: str, start: int) -> bool:
    """Whether 某某 is a person's masked name ("张某某")."""
    return start > 0 and text[start - 1] in _SURNAMES


def _found(context: Context, low: int, high: int) -> Iterator[tuple[int, int]]:
    text = context.report.folded
    hits = wording(context)
    yield from ((start, end) for start, end, _ in hits.get("phrase", ()) if low <= start and end <= high)
    if "  " in text or "　　" in text or "？" in text or "?" in text:
        yield from (match.span() for match in _NO_FIGURE.finditer(text, low, high))
    for category in sorted({str(hit[2].data["category"]) for hit in hits.get("blank", ())}):
        if category == "cross":
            yield from _crosses(text, low, high)
        elif category == "star":
            yield from _stars(text, low, high)
        elif category == "round":
            yield from _rounds(text, low, high)
        elif category == "some":
            yield from (m.span() for m in _SOME_PLACE.finditer(text, low, high) if not _persons(text, m.start()))
        else:
            yield from (match.span() for match in _PATTERNS[category].finditer(text, low, high))


def _merged(ranges: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(ranges):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _around(text: str, start: int, end: int) -> tuple[int, int]:
    """The placeholder with up to six characters either side, in its sentence, so that one can find it."""
    low = max(start - 6, 0)
    low = max(low, *(text.rfind(mark, low, start) + 1 for mark in _STOPS))
    ends = [at for mark in _STOPS if (at := text.find(mark, end, end + 6)) >= 0]
    return low, min(ends, default=min(end + 6, len(text)))


def detect(context: Context) -> Detection:
    """Unfilled places of title, body and signature; every one is grave."""
    report = context.report
    title = report.identity.title
    low = min(report.body_start, title.start) if title is not None and title.start >= 0 else report.body_start
    defects = []
    for start, end in _merged(list(_found(context, low, len(report.text)))):
        where, blank = shown(report, *_around(report.text, start, end)), report.text[start:end].strip()
        what = f"“{blank}”" if where == f"“{blank}”" or len(blank) > _LONG else f"{where}中的“{blank}”"
        message = f"{what}像是尚未填写的内容，请核对并填实。"
        if "*" in blank or "＊" in blank:
            message = f"{what}像是未填写或转载时被遮盖的内容，请核对原文。"
        defects.append(Defect(start, end, message, grave=True))
    return Detection(tuple(defects), 1)


DETECTORS = {"text.placeholders": detect}
