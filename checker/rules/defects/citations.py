"""``text.citations``: titles, year spans and numbers of cited instruments against a dated table.

Only what rubrics/lexicon/instruments.yaml knows is judged; local documents of a similar name carry a
place in their title and differ by more than one slip. Dates need the report's year.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from datetime import date

from checker.model import Defect, Detection
from checker.rules.context import Context
from checker.rules.defects.quoting import sentence, shown
from checker.rules.defects.titles_table import Instrument, Title, TitlesTable, near, read_title, titles_table
from checker.rules.defects.wording import inside_body, wording

_TITLE = re.compile(r"《([^《》\n]{2,90}(?:[《〈][^《》〈〉\n]{2,60}[》〉][^《》\n]{0,30})?)》")
_NUMBER = re.compile(
    r"[（(]?\s*((?P<issuer>[\u4e00-\u9fff]{1,8})〔\s*(?P<year>\d{4})\s*〕\s*(?P<number>\d{1,4})\s*号|国务院令第\s*\d{1,4}\s*号|法释〔\d{4}〕\d{1,3}号)"
)
_DOCUMENT_YEAR = re.compile(r"〔\s?(\d{4})\s?〕\s?\d{1,4}\s?号")
_HISTORY = (
    "原",
    "废止",
    "修订",
    "修改",
    "修正",
    "旧",
    "失效",
    "期满",
    "收官",
    "终期",
    "期末",
    "总结评估",
    "实施以来",
    "印发以来",
    "出台以来",
    "颁布以来",
    "施行以来",
    "发布以来",
    "五年",
    "评估",
    "上一轮",
    "完成了",
    "届满",
    "承上启下",
    "衔接",
    "接续",
)
_PLANNED = ("将出台", "即将", "待出台", "征求意见", "草案", "修订草案", "拟出台", "论证", "起草", "推动制定", "立法")
_CENTRAL = ("国办发", "国发", "中发", "中办发", "厅字", "国办函", "国函", "法释", "国令", "国务院令")
_LAST_MONTH_DAY = (6, 30)
_LONGEST_PLACE = 6
_PLACE = re.compile(r"[省市县区州盟旗](?:委|(?:人民)?政府|(?:委|(?:人民)?政府)《)?\Z")


def _titled(name: str) -> str:
    return name if name.startswith("《") else f"《{name}》"


def _due(name: str) -> str:
    return f"似应为{_titled(name)}。"


def _nested(title: str) -> str:
    """The inner title of 关于印发〈…〉的通知, else the title itself."""
    for left, right in (("《", "》"), ("〈", "〉")):
        low, high = title.find(left), title.rfind(right)
        if 0 <= low < high:
            return title[low + 1 : high]
    return title


def _cited(context: Context) -> Iterator[tuple[int, int, str]]:
    """(start, end, title) of every 《…》 of the body; the innermost title where one is nested."""
    report = context.report
    text = report.folded
    if "<" in text or "＜" in text:
        text = text.replace("<", "〈").replace(">", "〉").replace("＜", "〈").replace("＞", "〉")
    for match in _TITLE.finditer(text, report.body_start, report.body_end):
        yield match.start(), match.end(), _nested(match.group(1))


def _title_errors(context: Context) -> Iterator[Defect]:
    """Known wrong titles, with or without 书名号."""
    report = context.report
    for start, end, line in wording(context).get("title", []):
        if not inside_body(context, start, end):
            continue
        pattern = line.data.get("wrong_re")
        low, high = start, end
        if pattern:
            match = _compiled_pattern(str(pattern)).search(
                report.folded, max(report.body_start, start - 40), min(end + 40, report.body_end)
            )
            if match is None or not (match.start() <= start and end <= match.end()):
                continue
            low, high = match.span()
            if _is_local(report.folded, low):
                continue  # 《广东省法治政府建设实施纲要（2016—2020年）》 has years of its own
        yield Defect(
            low, high, f"{shown(report, low, high)}的名称请核对，似应为“{line.right}”。", suggestion=line.right
        )


def _is_local(text: str, start: int) -> bool:
    """Whether a place stands before the title at ``start``, in its 书名号 or without any."""
    return _PLACE.search(text, max(start - _LONGEST_PLACE, 0), start) is not None


_patterns: dict[str, re.Pattern[str]] = {}


def _compiled_pattern(source: str) -> re.Pattern[str]:
    if source not in _patterns:
        _patterns[source] = re.compile(source)
    return _patterns[source]


def _last_day(context: Context) -> date | None:
    identity = context.report.identity
    if identity.year is None:
        return None
    known = [day for day in (identity.issued_on, identity.published_on) if day is not None]
    return max([date(identity.year + 1, *_LAST_MONTH_DAY), *known])


def _years(title: Title, found: tuple[Instrument, ...], quote: str, place: tuple[int, int]) -> Iterator[Defect]:
    known = [item for item in found if item.years]
    if title.years is None or not known:
        return
    match = next((item for item in known if item.years == title.years), None)
    if match is None:
        right = max(
            known, key=lambda item: (len(set(item.years or ()) & set(title.years or ())), item.years or ("", ""))
        )
        yield Defect(
            *place, f"{quote}的起止年份与原文件不同，似应为{_titled(right.name)}，请核对。", suggestion=_due(right.name)
        )
    elif not title.dash:
        yield Defect(
            *place,
            f"{quote}的起止年份之间缺连接号（也可能是转载时丢失），似应为{_titled(match.name)}，请核对。",
            suggestion=_due(match.name),
        )
    elif not title.closing:
        yield Defect(
            *place, f"{quote}的终止年份后缺“年”字，似应为{_titled(match.name)}，请核对。", suggestion=_due(match.name)
        )


def _time(context: Context, found: tuple[Instrument, ...], place: tuple[int, int], quote: str) -> Iterator[Defect]:
    """Instruments cited before they were issued or after they were replaced."""
    report = context.report
    identity = report.identity
    last = _last_day(context)
    if last is None or not identity.years:
        return
    low, high = sentence(report.folded, *place)
    said = report.folded[low:high]
    if all(item.issued is not None and item.issued > last for item in found) and not any(w in said for w in _PLANNED):
        issued = min(item.issued for item in found if item.issued)
        yield Defect(
            *place, f"{quote}公布于{issued.year}年{issued.month}月，晚于本报告年度，请核对报告年度与所引文件。"
        )
        return
    first = min(identity.years)
    if report.role_at(place[0]) == "plan":
        return
    ended = all(
        (item.stale_from is not None and first >= item.stale_from)
        or (item.ended is not None and item.ended < date(first, 1, 1))
        for item in found
    )
    if ended and not any(word in said for word in _HISTORY):
        item = found[-1]
        now = _titled(item.replaced_by) if item.replaced_by else ""
        hint, due = (f"，现行的是{now}", f"请核对是否应写现行的{now}。") if now else ("", "")
        yield Defect(*place, f"{quote}在本报告年度已废止或期满{hint}，请核对。", suggestion=due)


def _number(context: Context, found: tuple[Instrument, ...], end: int) -> Iterator[Defect]:
    report = context.report
    match = _NUMBER.match(report.folded, end)
    if match is None:
        return
    known = [number for item in found for number in item.numbers]
    cited = "".join(match.group(1).split())
    if not known or cited in known:
        return
    issuer = match["issuer"] or cited[:4]
    # A local number is that of the local circular that passed the instrument on.
    if not issuer.startswith(_CENTRAL):
        return
    start, stop = match.span(1)
    yield Defect(
        start, stop, f"{shown(report, start, stop)}与该文件的文号“{known[0]}”不同，请核对。", suggestion=known[0]
    )


def _judge(context: Context, table: TitlesTable, start: int, end: int, cited: str) -> Iterator[Defect]:
    title = read_title(cited)
    quote = shown(context.report, start, end)
    found = table.exact.get(title.key)
    if found is None:
        known = near(table, title.key)
        if known is None:
            return
        items = table.exact[known]
        right = next((item.name for item in items if item.years == title.years), items[-1].name if items else known)
        yield Defect(start, end, f"{quote}与已知文件名称{_titled(right)}只差一处，请核对名称。", suggestion=_due(right))
        return
    if not found:
        return
    if title.years and all(item.years != title.years for item in found) and _is_local(context.report.folded, start):
        return  # 省委、省政府《法治政府建设实施纲要（2016—2020年）》: a local paper of the same name
    yield from _years(title, found, quote, (start, end))
    if title.years is not None:
        found = tuple(item for item in found if item.years == title.years) or found
    yield from _time(context, found, (start, end), quote)
    yield from _number(context, found, end)


def _later_numbers(context: Context) -> Iterator[Defect]:
    """〔2042〕10号 in a report of 2024: a document's number of a year that was still to come."""
    report, last = context.report, _last_day(context)
    if last is None or "〔" not in report.folded:
        return
    for match in _DOCUMENT_YEAR.finditer(report.folded, report.body_start, report.body_end):
        if int(match[1]) > last.year:
            yield Defect(*match.span(), f"文号{shown(report, *match.span())}的年份晚于本报告年度，请核对。")


def detect(context: Context) -> Detection:
    """Cited instruments; ``examined`` is 0 where the report's year is unknown (annotation.md)."""
    if context.report.identity.year is None:
        return Detection()
    table = titles_table(context.tables)
    errors = sorted(_title_errors(context), key=lambda d: (d.start, d.end))
    starts = [defect.start for defect in errors]
    found: list[Defect] = list(errors)
    examined = len(found)
    for start, end, cited in _cited(context):
        examined += 1
        nearest = bisect_left(starts, end) - 1
        if nearest < 0 or errors[nearest].end <= start:
            found.extend(_judge(context, table, start, end, cited))
    found.extend(_later_numbers(context))
    defects = tuple(sorted(found, key=lambda d: (d.start, d.end)))
    return Detection(defects, max(examined, 1))


DETECTORS = {"text.citations": detect}
