"""``text.fixed-terms``: statutory names and fixed phrases that were rewritten, clipped or reordered.

Word lists: rubrics/lexicon/distortions.yaml (garbled → right) and fixed_terms.yaml (lists, sequences,
events). What stands under ``rewritten`` there is ordinary Chinese, and counts only in a text that many
certain distortions show to be rewritten by a machine.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from checker.model import Defect, Detection
from checker.rules.context import Context
from checker.rules.defects.quoting import in_quotes, in_title, shown
from checker.rules.defects.terms_lists import fixed_lists, four_personally, ordered_phrases
from checker.rules.defects.wording import inside_body, outermost, wording

_REWRITTEN_FROM = 6
_CONGRESS_LOOK_BACK = 60
_MONTHS_TO_PUBLISH = (6, 30)
_SECRETARY_SINCE = 2013
# What stands before 总书记 where the name is missing; after a surname or a body it is someone's full title.
_PHRASE_STARTS = tuple("，、。；：和与及彻照实习行会记对按据遵\n")


def _swaps(context: Context) -> Iterator[Defect]:
    found = wording(context)
    hits = [hit for hit in found.get("swap", []) if inside_body(context, hit[0], hit[1])]
    if len({hit[2].wrong for hit in hits}) >= _REWRITTEN_FROM:
        hits += [hit for hit in found.get("weak", []) if inside_body(context, hit[0], hit[1])]
        hits.sort(key=lambda hit: (hit[0], -hit[1]))
    for start, end, line in outermost(hits):
        if line.data.get("unless_title") and in_title(context.report.folded, start):
            continue
        message = f"{shown(context.report, start, end)}与通行的固定表述不同，似应为“{line.right}”，请核对。"
        yield Defect(start, end, message, suggestion=f"似应为“{line.right}”。")


def _published_by(context: Context) -> date | None:
    """The last day on which the report can have been written, or ``None`` where no year is known."""
    identity = context.report.identity
    known = [day for day in (identity.issued_on, identity.published_on) if day is not None]
    if identity.year is None:
        return None
    usual = date(identity.year + 1, *_MONTHS_TO_PUBLISH)
    return max([usual, *known])


def _congresses(context: Context) -> Iterator[Defect]:
    """A congress or plenum named without 党的, or before it was held."""
    report = context.report
    folded = report.folded
    last_day = _published_by(context)
    for start, end, line in wording(context).get("event", []):
        if not inside_body(context, start, end):
            continue
        held = line.data.get("from")
        held_on = date.fromisoformat(str(held)) if held else None
        if held_on and last_day and held_on > last_day:
            yield Defect(start, end, f"{shown(report, start, end)}晚于本报告年度，请核对报告年度与所引会议。")
            continue
        if not line.data.get("party") or in_quotes(folded, start) or in_title(folded, start):
            continue
        low = max(folded.rfind(mark, 0, start) for mark in "。；\n") + 1
        before = folded[max(low, start - _CONGRESS_LOOK_BACK) : start]
        if "党" in before or "中共" in before or "中国共产党" in before or "全会" in before or before.endswith("第"):
            continue
        yield Defect(start, end, f"{shown(report, start, end)}前宜写明“党的”，请核对。", suggestion=f"党的{line.wrong}")


def _secretary(context: Context) -> Iterator[Defect]:
    """总书记 at the start of a phrase without the name, in a sentence that has not named him."""
    report = context.report
    folded, year = report.folded, report.identity.year
    if year is None or year < _SECRETARY_SINCE:
        return
    for start, end, _ in wording(context).get("总书记", []):
        if not inside_body(context, start, end) or in_quotes(folded, start) or in_title(folded, start):
            continue
        before = folded[start - 1 : start]
        if before == "习":
            yield Defect(
                start - 1, end, "“习总书记”的称谓不规范，似应为“习近平总书记”，请核对。", suggestion="习近平总书记"
            )
            continue
        low = max(folded.rfind(mark, 0, start) for mark in "。\n") + 1
        if before in _PHRASE_STARTS and "习近平总书记" not in folded[low:start]:
            yield Defect(
                start, end, "“总书记”前未见“习近平”，似应为“习近平总书记”，请核对。", suggestion="习近平总书记"
            )


def _old_thought(context: Context) -> Iterator[Defect]:
    """The name of the thought by period: from November 2020 it is 习近平法治思想."""
    report = context.report
    year = report.identity.year
    if year is None:
        return
    folded, low, high = report.folded, report.body_start, report.body_end
    new = folded.find("习近平法治思想", low, high)
    if year <= 2019 and new >= 0:
        yield Defect(new, new + 7, "“习近平法治思想”于2020年11月提出，晚于本报告年度，请核对报告年度与表述。")
    old = folded.find("全面依法治国新理念新思想新战略", low, high)
    if year >= 2021 and old >= 0 and new < 0:
        yield Defect(
            old,
            old + 15,
            "“全面依法治国新理念新思想新战略”为2020年11月以前的提法，请核对是否应为“习近平法治思想”。",
            suggestion="习近平法治思想",
        )


def _lost_titles(context: Context) -> Iterator[Defect]:
    """A notice that forwards a document whose own name was lost: 《…关于印发的通知》."""
    report = context.report
    folded = report.folded
    for phrase in (
        "关于印发的通知",
        "关于转发的通知",
        "关于印发的函",
        "关于转发的函",
        "关于修改的决定",
        "关于贯彻落实的通知",
        "关于贯彻落实的意见",
    ):
        at = folded.find(phrase, report.body_start, report.body_end)
        while at >= 0:
            end = at + len(phrase)
            yield Defect(
                at,
                end,
                f"{shown(report, at, end)}中被印发、转发文件的名称缺失，请核对（也可能是转载时丢失）。",
                suggestion="补上文件名称。",
            )
            at = folded.find(phrase, end, report.body_end)


def detect(context: Context) -> Detection:
    """Fixed terms of the body; overlapping findings are reported once, the earliest and longest first."""
    sources: list[Defect] = []
    for part in (
        _swaps,
        fixed_lists,
        ordered_phrases,
        four_personally,
        _congresses,
        _secretary,
        _old_thought,
        _lost_titles,
    ):
        sources.extend(part(context))
    sources.sort(key=lambda d: (d.start, -d.end))
    defects: list[Defect] = []
    for defect in sources:
        if not defects or defect.start >= defects[-1].end:
            defects.append(defect)
    return Detection(tuple(defects), 1)


DETECTORS = {"text.fixed-terms": detect}
