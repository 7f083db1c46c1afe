"""``text.dates``: dates that cannot exist, that are incomplete, and periods that run backwards.

Grave are dates no calendar has. Everything else is slight: it can be read, but not as a date should be.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from calendar import monthrange, weekday
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from checker.facts.numerals import chinese_integer
from checker.model import Defect, Detection
from checker.rules.context import Context
from checker.rules.month import month_only

_COPY = "可能是转换格式或复制时丢字，请核对原件。"
_Y = r"(?:19|20)[0-9]{2}"
_S = r"[ ]*"
_CN_DIGIT = "〇零○一二三四五六七八九"
_TO = "[—～至到]"
_BLANK = r"(?:[xX×Ｘ＊*_]{1,4}|20[xX×*_]{1,2}|[○〇]{2,4})"

# of three characters at least: most numbers of a report are shorter, and none of them is a date
_RUN = re.compile(r"[0-9xX×＊*_○〇年月日][0-9xX×＊*_○〇年月日号 —～至到./]{2,}")
_SOUND = re.compile(r"20[0-3][0-9]年|(?:1[0-2]|[1-9])月")
# what makes a report have dates at all: a year with its 年, or a month with a day
_ANY = re.compile(rf"{_Y}{_S}年|二[〇零○][{_CN_DIGIT}]{{2}}年|(?<![0-9])[0-9]{{1,2}}{_S}月{_S}[0-9]{{1,2}}{_S}日")

_FULL = re.compile(
    rf"(?:(?<![0-9])({_Y}){_S}年{_S})?(?<![0-9.])([0-9]{{1,2}}){_S}月(?:{_S}([0-9]{{1,2}}){_S}[日号](?!码))?"
)
_NUMERIC = re.compile(rf"(?<![0-9.—/])({_Y})([—./])([0-9]{{1,2}})\2([0-9]{{1,2}})(?![0-9.—/])")
_CHINESE = re.compile(
    rf"([二一][〇零○九][{_CN_DIGIT}]{{2}})年(?:([一二三四五六七八九十]{{1,3}})月(?:([一二三四五六七八九十]{{1,3}})日)?)?"
)
_PERIOD = re.compile(
    rf"(?<![0-9])({_Y})(?:{_S}年(?:{_S}([0-9]{{1,2}}){_S}月(?:{_S}([0-9]{{1,2}}){_S}日)?)?)?{_S}{_TO}{_S}"
    rf"({_Y}){_S}年(?:{_S}([0-9]{{1,2}}){_S}月(?:{_S}([0-9]{{1,2}}){_S}日)?)?"
)
_WITHIN_YEAR = re.compile(
    rf"(?<![0-9])({_Y}){_S}年{_S}([0-9]{{1,2}}){_S}月(?:{_S}([0-9]{{1,2}}){_S}日)?{_S}{_TO}{_S}(?:([0-9]{{1,2}}){_S}月)?"
    rf"(?:{_S}([0-9]{{1,2}}){_S}日)?(?![0-9])"
)
_QUARTER = re.compile(r"季度(?<=[五六七八九5-9]季度)")

_N2 = "[0-9]{1,2}"
_D4 = "(?<![0-9])20[0-4][0-9]"
_EOL = r"(?=[ ]*(?:\n|$))"
_FOLLOWED = rf"(?=度|{_N2}月|以来|全年|法治)"
_ALONE = "单独成行的日期缺“年”“月”“日”，"

# (pattern, what is wrong); blanks between the parts may be there or not
_SLIPS: tuple[tuple[str, str], ...] = (
    (r"(?<![0-9])20[0-9]{2}20[0-9]{2}~年", "两个年份之间缺少连接号，" + _COPY),
    (rf"(?<![0-9])20[0-9]{{2}}~年(?={_Y}~年)", "两个年份相连，缺少连接号或顿号，" + _COPY),
    (rf"{_D4}(?:1[0-2]|[1-9])月(?:{_N2}日|[底初末中上下])?", "年份后缺“年”字，" + _COPY),
    (rf"{_D4}[0-9]{{2,4}}日", "缺“年”“月”，" + _COPY),
    (rf"{_D4}~年~[0-9]{{3,4}}日", "月、日之间缺“月”字，" + _COPY),
    (rf"{_D4}~年~(?:月~日|{_N2}~月~日)", "日期未填写完整，请补全。"),
    (rf"{_D4}~年~{_N2}~月~{_N2}{_EOL}", "日期缺“日”字，请核对。"),
    (rf"{_D4}~年~{_N2}~月~{_N2}(?=[，；])", "日期缺“日”字，请核对。"),
    (rf"{_D4}~年~{_N2}{_EOL}", "日期不完整，请核对。"),
    (rf"{_D4}~年~{_N2}~日(?![内前间游后])", "年份后直接写“日”，缺月份，请核对。"),
    (rf"{_D4}[0-9]年(?=度|{_N2}月|以来|底|初|，)", "年份多一位数字，请核对。"),
    (rf"(?<![0-9])(?:20[0-9]|2[0-9]0)年(?=度|{_N2}月|以来|[，法全我])", "年份少一位数字，请核对。"),
    (rf"(?<![0-9])2[1-9][0-9]{{2}}年{_FOLLOWED}", "年份有误，请核对。"),
    (rf"(?<=[，。\n（于在自至])2[0-9]年(?:度|{_N2}月(?:{_N2}日)?)", "年份应写全四位，请核对。"),
    (r"^~20[0-9]{3,6}~$", _ALONE + _COPY),
    (rf"^~(?:年~月~日|{_N2}~月~日|年~{_N2}~月~{_N2}~日)~$", "落款日期未填写完整，请补全。"),
    (rf"二[〇零○][{_CN_DIGIT}]{{2}}年~(?:月~日|[一二三四五六七八九十]{{1,2}}月~日)", "日期未填写完整，请补全。"),
)
_MALFORMED = tuple((re.compile(pattern.replace("~", _S), re.M), message) for pattern, message in _SLIPS)
# 2O24年: a letter for a digit
_LETTER = re.compile(r"年(?<=2[Oo〇○][0-9]{2}年)|年(?<=20[0-9][OolI]年)|年(?<=2[Oo][0-9][Oo]年)")
_WEEKDAY = re.compile(r"日（(?<=[0-9]日（)(?:星期|周|礼拜)([一二三四五六日天])）")
_BEFORE_WEEKDAY = re.compile(rf"({_Y}){_S}年{_S}([0-9]{{1,2}}){_S}月{_S}([0-9]{{1,2}}){_S}\Z")
_DAYS = "一二三四五六日"
_DATE_END = rf"(?:{_Y}|{_BLANK}){_S}年{_S}[0-9xX×]{{1,2}}{_S}月(?:{_S}[0-9xX×]{{1,2}}{_S}日)?"
_PLACEHOLDER = re.compile(
    rf"(?:(?:{_Y}){_S}年{_S}[0-9]{{1,2}}{_S}月(?:{_S}[0-9]{{1,2}}{_S}日)?{_S}{_TO}{_S})?"
    rf"(?<![A-Za-z]){_BLANK}{_S}年{_S}(?:[0-9]{{1,2}}|{_BLANK}){_S}月(?:{_S}(?:[0-9]{{1,2}}|{_BLANK}){_S}日)?(?:{_S}{_TO}{_S}{_DATE_END})?"
    rf"|(?<![0-9])20[0-4][0-9]{_S}年{_S}(?:{_BLANK}{_S}月(?:{_S}(?:[0-9]{{1,2}}|{_BLANK}){_S}日)?|[0-9]{{1,2}}{_S}月{_S}{_BLANK}{_S}日)"
)
_DATA_UNTIL = re.compile(
    rf"(?:数据(?:统计)?(?:均|为)?(?:截至|截止到?)|"
    rf"(?:统计(?:时间|期间|口径|区间|周期)|报告期)[^。；\n]{{0,16}}?(?:至|到|为)){_S}"
    rf"(?:({_Y}){_S}年{_S})?([0-9]{{1,2}}){_S}月(?:{_S}[0-9]{{1,2}}{_S}日)?(?!{_S}[0-9—～至到])"
)


_UNTIL_WORDS = ("截至", "截止", "统计时间", "统计期间", "统计口径", "统计区间", "统计周期", "报告期")


def detect(context: Context) -> Detection:
    """Dates and periods of the report that are impossible, incomplete or run backwards."""
    digest = _digest(context.report.folded)
    found: list[Defect] = []
    for defect in _all(context, digest):
        # kept in text order and apart from each other: only the neighbours can overlap
        place = bisect_left(found, defect.start, key=lambda other: other.start)
        before, after = found[max(place - 1, 0) : place], found[place : place + 1]
        if all(other.end <= defect.start for other in before) and all(defect.end <= other.start for other in after):
            found.insert(place, defect)
    return Detection(tuple(found), digest.sound + len(found))


@dataclass(frozen=True)
class _Digest:
    """The few places of a text where dates stand, cut out with some text around them.

    Twenty patterns over a whole report cost more than all other work on its figures; over its dates, nothing.
    ``starts[i]`` is where the i-th piece begins in ``text``, ``spans[i]`` the run it was cut out for and
    ``origins[i]`` its first character, both in the folded text. ``sound`` counts what needs no second look.
    """

    text: str
    starts: list[int]
    origins: list[int]
    spans: list[tuple[int, int]]
    sound: int

    def find(self, pattern: re.Pattern[str]) -> Iterator[tuple[re.Match[str], int, int]]:
        """Matches of ``pattern`` with their range in the folded text, without blanks at the ends."""
        for match in pattern.finditer(self.text):
            text = match.group()
            start = match.start() + len(text) - len(text.lstrip())
            piece = bisect_right(self.starts, start) - 1
            shift = self.origins[piece] - self.starts[piece]
            first, last = self.spans[piece]
            if first <= start + shift < last:
                yield match, start + shift, match.end() - len(text) + len(text.rstrip()) + shift


def _digest(folded: str) -> _Digest:
    pieces = ["\0"]
    starts, origins, spans = [0], [0], [(0, 0)]
    length = 1
    sound = 0
    for match in _RUN.finditer(folded):
        run = match.group()
        if not ("年" in run or "月" in run or "日" in run):
            if not (run.startswith("20") and len(run) > 4):
                continue
        elif _SOUND.fullmatch(run):
            sound += 1
            continue
        elif _ANY.search(run):
            sound += 1
        start, end = match.span()
        first, last = max(start - 2, 0), min(end + 8, len(folded))
        opening = "" if start else "\n"
        piece = f"{opening}{folded[first:last]}{'' if last < len(folded) else chr(10)}\0"
        starts.append(length + len(opening))
        origins.append(first)
        spans.append((start, end))
        pieces.append(piece)
        length += len(piece)
    return _Digest("".join(pieces), starts, origins, spans, sound)


def _all(context: Context, digest: _Digest) -> Iterator[Defect]:
    """Defects in order of precedence: where two overlap, the first one stands."""
    folded, text = context.report.folded, context.report.text
    for _, start, end in digest.find(_PLACEHOLDER):
        yield Defect(start, end, "日期中的年、月、日未填写，请补全。")
    for pattern, message in _MALFORMED:
        for _, start, end in digest.find(pattern):
            if message.startswith(_ALONE) and not _closes(folded, end):
                continue
            yield Defect(start, end, f"“{text[start:end]}”{message}")
    yield from _impossible(context, digest)
    yield from _backwards(context, digest)
    yield from _in_characters(context, folded)
    yield from _short(context, folded)
    for match in _LETTER.finditer(folded):
        start = match.end() - 5
        quote = text[start : match.end()]
        yield Defect(start, match.end(), f"“{quote}”中有字母或符号代替了数字，请核对。")
    yield from _weekdays(context, folded)
    known = context.report.identity.issued_known
    if known is not None and month_only(context.report.identity):
        yield Defect(known.start, known.end, f"成文日期“{known.value.strip()}”只写到月，未写日，请补全。")


def _closes(folded: str, end: int) -> bool:
    """Whether a line stands where a signature does: hardly anything follows it."""
    return len(folded[end : end + 200].strip()) <= 40


def _impossible(context: Context, digest: _Digest) -> Iterator[Defect]:
    for match, start, end in digest.find(_FULL):
        year, month, day = match.groups()
        yield from _judge(context, (start, end), int(year) if year else None, int(month), int(day) if day else None)
    for match, start, end in digest.find(_NUMERIC):
        yield from _judge(context, (start, end), int(match[1]), int(match[3]), int(match[4]))


def _in_characters(context: Context, folded: str) -> Iterator[Defect]:
    if "二〇" in folded or "二零" in folded or "二○" in folded:
        for match in _CHINESE.finditer(folded):
            if match[2]:
                month, day = chinese_integer(match[2]), chinese_integer(match[3] or "")
                yield from _judge(context, match.span(), chinese_integer(match[1]), month or 0, day)
        for pattern, message in _MALFORMED[-1:]:
            for match in pattern.finditer(folded):
                yield Defect(
                    match.start(), match.end(), f"“{context.report.text[match.start() : match.end()]}”{message}"
                )
    if "季度" in folded:
        for match in _QUARTER.finditer(folded):
            start = match.start() - 1
            start -= folded.startswith("第", start - 1) if start else 0
            yield Defect(start, match.end(), "一年没有这个季度，请核对。", grave=True)


def _weekdays(context: Context, folded: str) -> Iterator[Defect]:
    """2024年12月4日（星期五）: the day of the week that the calendar does not have there."""
    for match in _WEEKDAY.finditer(folded):
        told = _BEFORE_WEEKDAY.search(folded, max(match.start() - 20, 0), match.start())
        if told is None:
            continue
        year, month, day = (int(part) for part in told.groups())
        if not (1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]):
            continue  # told above as a date no calendar has
        true = _DAYS[weekday(year, month, day)]
        if match[1].replace("天", "日") != true:
            quote = context.report.text[told.start() : match.end()]
            yield Defect(told.start(), match.end(), f"“{quote}”与日历不符，该日是星期{true}，请核对。")


def _judge(context: Context, span: tuple[int, int], year: int | None, month: int, day: int | None) -> Iterator[Defect]:
    start, end = span
    quote = context.report.text[start:end]
    if not 1 <= month <= 12:
        yield Defect(start, end, f"“{quote}”月份不存在，请核对。", grave=True)
    elif day is not None:
        # without a year 29 February may be right
        last = monthrange(year if year else 2024, month)[1]
        if not 1 <= day <= last:
            when = f"{year}年{month}月" if year and month == 2 else f"{month}月"
            yield Defect(start, end, f"“{quote}”不存在，{when}只有{last}天，请核对。", grave=True)


def _backwards(context: Context, digest: _Digest) -> Iterator[Defect]:
    for match, start, end in digest.find(_PERIOD):
        first, second = _triple(match, 1), _triple(match, 4)
        depth = min(len(first), len(second))
        if first[:depth] > second[:depth]:
            yield _reversed(context, start, end)
    for match, start, end in digest.find(_WITHIN_YEAR):
        month, day = int(match[2]), match[3]
        until_month, until_day = match[4], match[5]
        if until_month is None or int(until_month) == month:
            if day and until_day and int(until_day) < int(day):
                yield _reversed(context, start, end)
        elif int(until_month) < month:
            yield _reversed(context, start, end, "，如跨年请写明年份")


def _triple(match: re.Match[str], first: int) -> tuple[int, ...]:
    values = []
    for group in range(first, first + 3):
        if match[group] is None:
            break
        values.append(int(match[group]))
    return tuple(values)


def _reversed(context: Context, start: int, end: int, more: str = "") -> Defect:
    return Defect(start, end, f"“{context.report.text[start:end]}”止期早于起期{more}，请核对。")


def _short(context: Context, folded: str) -> Iterator[Defect]:
    """The report says its own figures end before its year does."""
    year = context.report.identity.year
    if year is None or not any(word in folded for word in _UNTIL_WORDS):
        return
    for match in _DATA_UNTIL.finditer(folded):
        told = int(match[1]) if match[1] else year
        if told == year and 1 <= int(match[2]) < 12:
            message = f"数据只到{told}年{int(match[2])}月，早于报告年度结束，请核对是否已更新为全年数据。"
            yield Defect(match.start(), match.end(), message)


DETECTORS: dict[str, Callable[[Context], Detection]] = {"text.dates": detect}
