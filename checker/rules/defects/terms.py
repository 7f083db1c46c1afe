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
from checker.rules.defects.quoting import in_quotes, in_title, sentence, shown
from checker.rules.defects.terms_lists import fixed_lists, four_personally, ordered_phrases
from checker.rules.defects.wording import inside_body, outermost, wording

_REWRITTEN_FROM = 6
_CONGRESS_LOOK_BACK = 60
_MONTHS_TO_PUBLISH = (6, 30)
_SECRETARY_SINCE = 2013
_NEW_THOUGHT = "习近平法治思想"
# What stands before 总书记 where the name is missing; after a surname or a body it is someone's full title.
_LEARNING = ("学习", "研习", "复习", "温习", "练习")
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
        near = max(0, start - _CONGRESS_LOOK_BACK)
        before = folded[max(near, max(folded.rfind(mark, near, start) for mark in "。；\n") + 1) : start]
        if "党" in before or "中共" in before or "中国共产党" in before or "全会" in before or before.endswith("第"):
            continue
        yield Defect(start, end, f"{shown(report, start, end)}前宜写明“党的”，请核对。", suggestion=f"党的{line.wrong}")


def _secretary(context: Context) -> Iterator[Defect]:
    """总书记 at the start of a phrase without the name, in a sentence that has not named him."""
    report = context.report
    folded, year = report.folded, report.identity.year
    if year is None or year < _SECRETARY_SINCE:
        return
    for start, end, _ in wording(context).get("secretary", []):
        if not inside_body(context, start, end) or in_quotes(folded, start) or in_title(folded, start):
            continue
        before = folded[start - 1 : start]
        # "学习总书记……" leaves the name out, it does not write 习总书记
        if before == "习" and folded[start - 2 : start] not in _LEARNING:
            yield Defect(
                start - 1, end, "“习总书记”的称谓不规范，似应为“习近平总书记”，请核对。", suggestion="习近平总书记"
            )
            continue
        low, _ = sentence(folded, start, end)
        if before in _PHRASE_STARTS and "习近平总书记" not in folded[low:start]:
            yield Defect(
                start, end, "“总书记”前未见“习近平”，似应为“习近平总书记”，请核对。", suggestion="习近平总书记"
            )


def _old_thought(context: Context) -> Iterator[Defect]:
    """The name of the thought by period: from November 2020 it is 习近平法治思想."""
    year = context.report.identity.year
    if year is None:
        return
    hits = [hit for hit in wording(context).get("term", []) if inside_body(context, hit[0], hit[1])]
    new = [hit for hit in hits if hit[2].wrong == _NEW_THOUGHT]
    old = [hit for hit in hits if hit[2].wrong != _NEW_THOUGHT]
    if year <= 2019 and new:
        said = f"“{_NEW_THOUGHT}”于2020年11月提出，晚于本报告年度，请核对报告年度与表述。"
        yield Defect(new[0][0], new[0][1], said)
    if year >= 2021 and old and not new:
        start, end, line = old[0]
        said = f"“{line.wrong}”为2020年11月以前的提法，请核对是否应为“{_NEW_THOUGHT}”。"
        yield Defect(start, end, said, suggestion=_NEW_THOUGHT)


def _lost_titles(context: Context) -> Iterator[Defect]:
    """A notice that forwards a document whose own name was lost: 《…关于印发的通知》."""
    for start, end, _ in wording(context).get("lost-title", []):
        if inside_body(context, start, end):
            said = f"{shown(context.report, start, end)}中被印发、转发文件的名称缺失，请核对（也可能是转载时丢失）。"
            yield Defect(start, end, said, suggestion="补上文件名称。")


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
