"""Judgements become findings: applicability, status, wording, quotes. A rule that crashes is an ``error``."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import replace

from checker.model import (
    Basis,
    Criterion,
    Evidence,
    Finding,
    Identity,
    Judgement,
    Level,
    Purpose,
    Quote,
    Report,
    Rubric,
    Status,
)
from checker.rules.context import Context
from checker.rules.registry import judge_of
from checker.scoring import status_of

_KIND_NAMES = {
    "province": "省级政府",
    "city": "市级政府",
    "county": "县级政府",
    "township": "乡镇（街道）",
    "department": "部门",
}

DOUBTFUL = "识别结果可能有误，请核对原件"
"""The note of a quote in which character recognition was not sure of a character."""


def find_all(rubric: Rubric, context: Context) -> tuple[Finding, ...]:
    """One finding per criterion of the rubric, in its order."""
    found = tuple(find(criterion, context, rubric.purpose) for criterion in rubric.criteria)
    context.scan.forget()
    return found


def find(criterion: Criterion, context: Context, purpose: Purpose = "check") -> Finding:
    """Judge one criterion; whatever goes wrong inside its rule stays with this finding."""
    identity = context.report.identity
    why_not = inapplicable(criterion, identity)
    level = criterion.level_for(identity.year)
    if why_not:
        return _finding(criterion, context.report, Judgement("not_applicable", message=why_not), level=level)
    try:
        judgement = judge_of(criterion.rule)(criterion, context)
    except Exception as error:  # a crash is an outcome of this criterion and must not hide its neighbours
        message = f"检查此项时程序出错（{type(error).__name__}: {error}），未能判定，请人工核对。"
        return _finding(criterion, context.report, Judgement("none", message=message), level=level, crashed=True)
    return _finding(criterion, context.report, judgement, level=level, purpose=purpose)


def inapplicable(criterion: Criterion, identity: Identity) -> str:
    """Why a criterion does not concern this reporter or year; empty when it does."""
    kinds = criterion.kinds
    if (
        kinds
        and identity.kind not in kinds
        and not ("enforcing" in kinds and identity.kind == "department" and identity.enforcing)
    ):
        who = _KIND_NAMES[identity.kind]
        if identity.kind == "department":
            who = "本部门" if "enforcing" not in kinds else "未见执法职能的部门"
        return f"此项不要求{who}报告。"
    year = identity.year
    if year is None and criterion.since is not None:
        return f"此项自 {criterion.since} 年度起要求，报告年度不明。"
    if year is not None and criterion.since is not None and year < criterion.since:
        return f"此项自 {criterion.since} 年度起要求。"
    if year is not None and criterion.until is not None and year > criterion.until:
        return f"此项只要求到 {criterion.until} 年度。"
    return ""


def bases_for(bases: tuple[Basis, ...], years: tuple[int, ...]) -> tuple[Basis, ...]:
    """The grounds that were in force on some day of ``years``; where none was, all of them, marked so.

    A later statute cannot ground what an earlier year had to report, but a criterion that rests on nothing older
    must still show where its demand comes from. Without a year all grounds stand unmarked.
    """
    if not years:
        return bases
    first, last = f"{years[0]}-01-01", f"{years[-1]}-12-31"
    stood = tuple(
        replace(one, standing="later")
        if one.effective > last
        else replace(one, standing="ended")
        if one.until and one.until < first
        else one
        for one in bases
    )
    return tuple(one for one in stood if one.standing == "in_force") or stood


def _finding(
    criterion: Criterion,
    report: Report,
    judgement: Judgement,
    *,
    level: Level,
    crashed: bool = False,
    purpose: Purpose = "check",
) -> Finding:
    coverage = judgement.coverage
    status: Status = "error" if crashed else status_of(level, coverage)
    asked = status in ("fail", "warn", "error") or (purpose == "map" and coverage in ("partial", "none"))
    message = judgement.message or _message(criterion, judgement, purpose)
    if not crashed and coverage == "none" and not judgement.evidence and asked:
        # what rests on silence cannot be held against pages that nobody has read
        unread = _unread(report)
        message += unread
        status = "error" if unread and status == "fail" else status
    advised = status in ("fail", "warn", "error")
    return Finding(
        criterion=criterion.id,
        name=criterion.name,
        group=criterion.group,
        level=level,
        weight=criterion.weight,
        status=status,
        coverage=coverage,
        message=message,
        advice=(judgement.advice or criterion.advice) if asked else "",
        basis=bases_for(criterion.basis, report.identity.years),
        evidence=quotes(report, judgement.evidence),
        near=quotes(report, _misses(judgement)) if advised else (),
        met=judgement.met,
        unmet=judgement.unmet,
        message_en=_message_en(criterion, judgement, purpose),
        advice_en=criterion.advice_en if asked and not judgement.advice else "",
    )


def _misses(judgement: Judgement) -> tuple[Evidence, ...]:
    """The nearest misses that are not evidence already: a reader need not see a passage twice."""
    shown = {(item.start, item.end) for item in judgement.evidence}
    return tuple(item for item in judgement.near if (item.start, item.end) not in shown)


def _message(criterion: Criterion, judgement: Judgement, purpose: Purpose) -> str:
    coverage = judgement.coverage
    text = criterion.message.get(coverage, "")
    if not text:
        name = criterion.name
        text = {
            "full": f"已披露：{name}。" if purpose == "map" else f"{name}：符合要求。",
            "partial": f"有提及：{name}。" if purpose == "map" else f"提到{name}，但依据不足，请核对。",
            "none": f"未见披露：{name}。" if purpose == "map" else f"未见{name}的内容。",
            "not_applicable": "没有可供判断的内容。",
        }[coverage]
    if coverage == "partial" and judgement.unmet and judgement.met:
        text += f"已见：{'、'.join(judgement.met)}；未见：{'、'.join(judgement.unmet)}。"
    reasons = list(dict.fromkeys(item.note for item in judgement.evidence if item.note))
    if coverage == "partial" and reasons and criterion.rule != "defects":
        text += f"（{'；'.join(reasons[:2])}）"
    return text


_ENGLISH = {
    "full": "{name}: reported.",
    "partial": "{name}: raised, but not enough to rest on; please check.",
    "none": "{name}: not found, or not as asked; please check.",
    "not_applicable": "{name}: not applicable.",
}


_MAPPED = {"full": "Disclosed: {name}.", "partial": "Mentioned: {name}.", "none": "Not seen: {name}."}


def _message_en(criterion: Criterion, judgement: Judgement, purpose: Purpose) -> str:
    """The message in English; what the rule knows better and says in Chinese only is added in brackets."""
    if judgement.message_en:
        return judgement.message_en
    text = criterion.message_en.get(judgement.coverage, "")
    words = {**_ENGLISH, **_MAPPED} if purpose == "map" else _ENGLISH
    text = text or words[judgement.coverage].format(name=criterion.name_en or criterion.id)
    return f"{text} ({judgement.message})" if judgement.message else text


def _unread(report: Report) -> str:
    """The sentence about pages that hold pictures and gave no text; empty where there are none."""
    pages = report.clean.ledger.pages_without_text
    if not pages:
        return ""
    listed = "、".join(map(str, pages[:10])) + (f" 等 {len(pages)}" if len(pages) > 10 else "")
    return f"第 {listed} 页没有读出文字，此项可能写在其中，请核对原件。"


def _note(report: Report, item: Evidence) -> str:
    """The rule's note, and a warning where recognition doubted a character of the passage."""
    doubtful = report.clean.ledger.doubtful
    if not doubtful:
        return item.note
    place = report.document_start
    start, end = report.clean.origin.back_range(place + item.start, place + item.end)
    index = bisect_left(doubtful, start, key=lambda each: each[1] - 1)
    if index == len(doubtful) or doubtful[index][0] >= end:
        return item.note
    return f"{item.note}；{DOUBTFUL}" if item.note else DOUBTFUL


def quotes(report: Report, evidence: Iterable[Evidence]) -> tuple[Quote, ...]:
    """Evidence with its exact text, section path and place in the file."""
    shown: list[Quote] = []
    paths: dict[int, tuple[str, ...]] = {}  # many a slip may stand in one section
    for item in evidence:
        section = report.section_at(item.start)
        if section not in paths:
            paths[section] = report.path_of(section)
        shown.append(
            Quote(
                text=report.text[item.start : item.end],
                start=item.start,
                end=item.end,
                section=paths[section],
                assertion=item.assertion,
                element=item.element,
                location=report.locate(item.start, item.end),
                note=_note(report, item),
            )
        )
    return tuple(shown)
