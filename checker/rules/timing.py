"""Reported and published in time: 1 March (provinces 1 April, before 2018 the first quarter), 1 April."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from checker.model import Coverage, Criterion, Evidence, Identity, Judgement, Known
from checker.rules.context import Context
from checker.rules.month import month_only

_FIRST_YEAR_OF_RULE = 2018
"""The first report year due under 厅字〔2019〕28号; the outline of 2015 asked for the first quarter."""


def deadline(identity: Identity, year: int) -> date:
    """The last day on which the report of ``year`` is still in time."""
    if year < _FIRST_YEAR_OF_RULE:
        return date(year + 1, 3, 31)
    return date(year + 1, 4, 1) if identity.kind == "province" else date(year + 1, 3, 1)


def judge_reported(criterion: Criterion, context: Context) -> Judgement:
    """The date of the paper is not after the deadline; a page published by then was written by then."""
    identity = context.report.identity
    year = identity.year
    if year is None:
        return Judgement("not_applicable", message="报告年度不明，无法判断报送时限。")
    last = deadline(identity, year)
    if identity.issued_on:
        shown = _shown(identity.issued_known)
        if identity.issued_on <= last:
            return Judgement("full", shown)
        return Judgement(
            "none",
            shown,
            message=f"成文日期为{_chinese(identity.issued_on)}，晚于{_chinese(last)}，请核对是否按时报送。",
        )
    if identity.published_on and identity.published_on <= last:
        return Judgement(
            "full",
            _shown(identity.published_known),
            message=f"未见完整的成文日期；公开日期为{_chinese(identity.published_on)}，未超过{_chinese(last)}。",
        )
    month = month_only(identity)
    if month is None:
        return Judgement("not_applicable", message="未见可用的成文日期，无法判断报送时限。")
    shown = _shown(identity.issued_known)
    if month[1] <= last:
        return Judgement("full", shown, message=f"成文日期只写到月，整月都不晚于{_chinese(last)}。")
    if month[0] > last:
        return Judgement("none", shown, message=f"成文日期只写到月，晚于{_chinese(last)}，请核对是否按时报送。")
    return Judgement("not_applicable", message="成文日期只写到月，无法判断报送时限，请补全日期。")


def judge_published(criterion: Criterion, context: Context) -> Judgement:
    """The page's date is before 1 April of the following year, or not after the day that ``days`` names."""
    named = criterion.params.get("days")
    if named:
        return _published_until(criterion, context, named)
    identity = context.report.identity
    year, day = identity.year, identity.published_on
    if year is None or day is None:
        return Judgement("not_applicable", message="未见公开日期或报告年度不明，无法判断公开时限。")
    last = date(year + 1, 4, 1)
    shown = _shown(identity.published_known)
    before = _before_its_day(identity)
    if day < last:
        told = "" if shown else f"页面信息载明的公开日期为{_chinese(day)}。"
        return Judgement("full", shown, message=before or told)
    return Judgement("none", shown, message=f"公开日期为{_chinese(day)}，不早于{_chinese(last)}，请核对。{before}")


def _before_its_day(identity: Identity) -> str:
    """A sentence where the page is older than the report says it is itself: told, and nothing made of it."""
    published, issued = identity.published_on, identity.issued_on
    if published is None or issued is None or published >= issued:
        return ""
    return f"公开日期（{_chinese(published)}）早于成文日期（{_chinese(issued)}），两个日期请核对。"


def _published_until(criterion: Criterion, context: Context, days: Mapping[str, str]) -> Judgement:
    """``days``: month and day for each kind of reporter; the paper's own date does where no other is known."""
    identity = context.report.identity
    year, told = identity.year, days.get(identity.kind)
    day, known, what = identity.published_on, identity.published_known, "公开日期"
    if day is None:
        day, known, what = identity.issued_on, identity.issued_known, "成文日期"
    if year is None or day is None or told is None:
        return Judgement("not_applicable", message="未见公开日期或报告年度不明，无法判断公开时限。")
    last = date(year + 1, int(told[:2]), int(told[3:]))
    shown = _shown(known)
    before = _before_its_day(identity)
    if day <= last:
        return Judgement("full", shown, message=f"{what}为{_chinese(day)}，未超过{_chinese(last)}。{before}")
    coverage: Coverage = "none" if what == "公开日期" else "partial"
    return Judgement(coverage, shown, message=f"{what}为{_chinese(day)}，晚于{_chinese(last)}，请核对。{before}")


def _shown(known: Known | None) -> tuple[Evidence, ...]:
    return (Evidence(known.start, known.end, "mentioned"),) if known and known.start >= 0 else ()


def _chinese(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


RULES: dict[str, Callable[[Criterion, Context], Judgement]] = {
    "reported-by": judge_reported,
    "published-by": judge_published,
}
