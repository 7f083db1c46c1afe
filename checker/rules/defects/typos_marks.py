"""Punctuation that is doubled, or lost where two sentences run together."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker.model import Defect
from checker.rules.context import Context
from checker.rules.defects.quoting import shown
from checker.rules.defects.wording import inside_body, wording

_STARTS = """
巩固 认真 加强 加大 强化 推进 推动 开展 组织 落实 建立 健全 完善 严格 深入 持续 积极
全面推 全面落 全面提 进一步 充分 不断 扎实 深化 优化 坚持 制定 出台 印发 全年 全市 全县
全区 全省 同时 此外 五年来 今年
"""
_AFTER_PERCENT = tuple(_STARTS.split())
_RATE = re.compile(r"(?:达到|达|为|率|均|超过|超)\d+(?:\.\d+)?%$")
_YEAR = re.compile(r"20\d\d年(?:以来|全年|，|全[省市县区镇乡]|共|累计)")
_CLOSINGS = """
纠纷 工作 问题 建设 机制 水平 能力 矛盾 效能 成效 秩序 环境 作用 保障 监督 管理 服务 基础
格局 氛围 案件 活动
"""
_CLAUSE_ENDS = tuple(_CLOSINGS.split())
_AS_FOLLOWS = ("报告", "汇报", "说明", "总结", "通报")
_ENDS = frozenset("。！？；：…”’》〉）】〕、，,.:;!?—")
_LONG_ENOUGH = 40
_FEW = 3
_MANY_SOUND = 4


def _doubled(context: Context) -> Iterator[Defect]:
    report = context.report
    last = -1
    for start, end, _ in wording(context).get("doubled", []):
        if start < last or not inside_body(context, start, end):
            continue
        last = end
        low, high = max(report.body_start, start - 4), min(report.body_end, end + 4)
        yield Defect(start, end, f"{shown(report, low, high)}处标点重复，请核对。", suggestion="保留一个标点。")


def _percents(context: Context) -> Iterator[Defect]:
    """Two rates, or a rate and the next sentence, with no mark between."""
    report = context.report
    text, low, high = report.folded, report.body_start, report.body_end
    at = text.find("%", low, high)
    while at >= 0:
        following = text[at + 1 : at + 5]
        if following[:1].isdecimal():
            start, end = _number_start(text, at), _number_end(text, at + 1, high)
            if text[end : end + 1] == "%":
                said = f"{shown(report, start, end + 1)}处两个百分数相连，中间似缺标点，请核对。"
                yield Defect(start, end + 1, said, suggestion="在两个百分数之间补“、”或“和”。")
        elif following.startswith(_AFTER_PERCENT):
            match = _RATE.search(text, max(low, at - 10), at + 1)
            if match:
                stop = min(at + 7, high)
                said = f"{shown(report, match.start(), stop)}处两句相连，“%”后似缺标点，请核对。"
                yield Defect(match.start(), stop, said, suggestion="在“%”后补标点。")
        at = text.find("%", at + 1, high)


def _number_start(text: str, at: int) -> int:
    while at and (text[at - 1].isdecimal() or text[at - 1] == "."):
        at -= 1
    return at


def _number_end(text: str, at: int, high: int) -> int:
    while at < high and (text[at].isdecimal() or text[at] == "."):
        at += 1
    return at


def _run_on(context: Context) -> Iterator[Defect]:
    report = context.report
    text, low, high = report.folded, report.body_start, report.body_end
    for match in _YEAR.finditer(text, low, high):
        before = match.start() - 2 * text.endswith("截至", 0, match.start())
        if not text.endswith(_CLAUSE_ENDS, 0, before):
            continue
        start, stop = before - 2, min(before + 5, high)
        if not _is_attributive(text[max(low, before - 14) : before]) and _whole_clause(text, low, before):
            said = f"{shown(report, start, stop)}处两句相连，年份前似缺标点，请核对。"
            yield Defect(start, stop, said, suggestion="在年份前补句号。")
    for start, end, _ in wording(context).get("as-follows", []):
        if inside_body(context, start, end - 1) and text.endswith(_AS_FOLLOWS, 0, start):
            place = (start - 2, end - 1)
            yield Defect(*place, f"{shown(report, *place)}后似缺冒号，请核对。", suggestion="在“如下”后补“：”。")


def _is_attributive(before: str) -> bool:
    """Whether the words before a year may well belong to it: 总结…工作2023年, 题目, 名称."""
    return any(
        word in before for word in ("关于", "总结", "对照", "根据", "按照", "围绕", "落实", "《", "“", "印发", "制定")
    )


def _whole_clause(text: str, low: int, end: int) -> bool:
    """Whether what stands since the last stop is long enough to be a clause of its own."""
    begin = max(text.rfind(mark, low, end) for mark in "，。；：\n") + 1
    return end - max(begin, low) >= 8


def _last_clause(text: str) -> int:
    """Where the last clause of a paragraph begins, with the quotation it ends, if any."""
    begin = max(text.rfind(mark) for mark in "，。；：") + 1
    opening = text.rfind("“", 0, begin)
    return opening if opening > text.rfind("”", 0, begin) and text.find("”", begin) >= 0 else begin


def _paragraph_ends(context: Context) -> Iterator[Defect]:
    """Body paragraphs without a mark at their end; many of them mean that line breaks were lost or added."""
    report = context.report
    headings = {section.heading_end for section in report.sections}
    found: list[Defect] = []
    examined = 0
    for paragraph in report.paragraphs:
        start, end = paragraph.start, paragraph.end
        if (
            paragraph.kind != "paragraph"
            or start < report.body_start
            or end > report.body_end
            or end - start < _LONG_ENOUGH
        ):
            continue
        text = report.folded[start:end].rstrip()
        if "，" not in text or end in headings or not text:
            continue
        examined += 1
        if text[-1] in _ENDS or "。" not in text:
            continue
        stop = start + len(text)
        low = start + _last_clause(text)
        found.append(
            Defect(low, stop, f"段末{shown(report, low, stop)}后似缺句号，请核对。", suggestion="在段末补句号。")
        )
    if len(found) <= _FEW and examined >= _MANY_SOUND * len(found):
        yield from found


def marks(context: Context) -> Iterator[Defect]:
    """Doubled marks, run-on sentences, a lost colon, a lost full stop at a paragraph's end."""
    yield from _doubled(context)
    yield from _percents(context)
    yield from _run_on(context)
    yield from _paragraph_ends(context)
