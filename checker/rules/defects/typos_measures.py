"""Measure words: lost where the same report has them (11单位 beside 11个单位), or of the wrong kind (40家项目);
的 for 得 before a complement (做的不够到位)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker.model import Defect
from checker.rules.context import Context
from checker.rules.defects.quoting import shown

_BARE = re.compile(
    r"(?<![\d.+＋“第—～/·号年月日])(?P<number>\d{1,4}|[一二三四五六七八九十]{1,3})(?P<noun>单位|企业|部门|社区|行政村|乡镇|街道)(?!标准|名单|数据?占|[强名])"
)
_BARE_NOUNS = ("单位", "企业")
_ADJECTIVES = r"(?:省|市|县|区|镇|级|重点|重大|在建|新建|续建|签约|招商引资|产业|民生|实事|建设|工程|投资|改革|信访|行政|处罚|复议|诉讼|违法)"
_WRONG = (
    (re.compile(rf"\d家(?:{_ADJECTIVES}){{0,4}}(?:项目|案件|问题)(?=[，。；、和及])"), "家", "个"),
    (
        re.compile(rf"\d名(?:{_ADJECTIVES}){{0,3}}(?:案件|企业|单位|项目|文件|问题)(?=[，。；、和及])"),
        "名",
        "件、个或家",
    ),
    (
        re.compile(rf"\d件(?:{_ADJECTIVES}){{0,3}}(?:企业|单位|干部|律师|执法人员|工作人员)(?=[，。；、和及])"),
        "件",
        "个、家或名",
    ),
    (
        re.compile(rf"\d份(?:{_ADJECTIVES}){{0,3}}(?:企业|单位|干部|律师|执法人员|项目)(?=[，。；、和及])"),
        "份",
        "个、家或名",
    ),
    (re.compile(r"\d人次(?:案件|文件|企业|项目)(?=[，。；、和及])"), "人次", "件或个"),
)
_COMPLEMENT = re.compile(
    r"(?:做|干|抓|学|管|用|办|领会|落实|贯彻|开展|推进|执行|掌握|理解|研究|发挥|结合|宣传|运用|把握|解决|认识|履行|衔接|配合|坚持|学习|准备|考虑|处理)的"
    r"(?:还不够|还不|不够|还不太|不太|不是很|还不是很|不很)"
    r"(?:到位|深入|系统|扎实|好|细致|细|全面|精准|透彻|透|多|及时|有力|彻底|充分|明显|紧密|具体|规范|严格|理想|完善|高|严|实|深)(?=[，。；、])"
)
_GOOD_OR_NOT = re.compile(r"(?:干|做|抓|办|管|学)的好不好")


def measures(context: Context) -> Iterator[Defect]:
    """Lost and wrong measure words, and 的 where a complement follows."""
    report = context.report
    text, low, high = report.folded, report.body_start, report.body_end
    for noun in _BARE_NOUNS:
        if noun in text:
            yield from _lost(context, noun)
    for pattern, measure, right in _WRONG:
        if measure in text:
            for match in pattern.finditer(text, low, high):
                start, end = match.span()
                yield Defect(
                    start,
                    end,
                    f"{shown(report, start, end)}的量词“{measure}”与所计事物不合，请核对。",
                    suggestion=f"量词似应为“{right}”。",
                )
    if "的不" in text or "的还不" in text or "的好不好" in text:
        for pattern in (_COMPLEMENT, _GOOD_OR_NOT):
            for match in pattern.finditer(text, low, high):
                start, end = match.span()
                yield Defect(
                    start,
                    end,
                    f"{shown(report, start, end)}中的“的”疑为“得”，请核对。",
                    suggestion=text[start:end].replace("的", "得", 1),
                )


def _lost(context: Context, noun: str) -> Iterator[Defect]:
    """A number directly before a noun that the same report elsewhere counts with 个 or 家."""
    report = context.report
    text, low, high = report.folded, report.body_start, report.body_end
    counted = re.compile(rf"\d(?:余|多)?[个家]{noun}")
    bare = [m for m in _BARE.finditer(text, low, high) if m["noun"] == noun and m["number"].isdecimal()]
    if not bare or not counted.search(text, low, high):
        return
    for match in bare:
        start, end = match.span()
        yield Defect(
            start,
            end,
            f"{shown(report, start, end)}的数字与“{noun}”之间似缺量词，请核对。",
            suggestion=f"{match['number']}个{noun}",
        )
