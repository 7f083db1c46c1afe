"""Measure words: lost where the same report has them (11单位 beside 11个单位), of the wrong kind (40家项目), or
written as a score (审查合同76分);
的 for 得 before a complement (做的不够到位)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker.model import Defect
from checker.rules.context import Context
from checker.rules.defects.quoting import shown
from checker.rules.defects.wording import wording

_BEFORE_NUMBER = frozenset(".+＋“第—～/·号年月日0123456789")
_ADJECTIVES = (
    r"(?:省|市|县|区|镇|级|重点|重大|在建|新建|续建|签约|招商引资|产业|民生|实事"
    r"|建设|工程|投资|改革|信访|行政|处罚|复议|诉讼|违法){0,4}"
)
_THINGS = {
    "家": (r"(?:项目|案件|问题)", "个"),
    "名": (r"(?:案件|企业|单位|项目|文件|问题)", "件、个或家"),
    "件": (r"(?:企业|单位|干部|律师|执法人员|工作人员)", "个、家或名"),
    "份": (r"(?:企业|单位|干部|律师|执法人员|项目)", "个、家或名"),
    "人次": (r"(?:案件|文件|企业|项目)", "件或个"),
}
_RIGHT = {measure: right for measure, (_, right) in _THINGS.items()}
# one pattern for all: nearly every count of a report has one of these measures, and hardly any a wrong thing behind
_COUNTED = re.compile(
    r"[0-9](?:(?P<noun>单位|企业)|(?P<score>分)(?=[，。；、])|(?:"
    + "|".join(f"{measure}{_ADJECTIVES}{things}" for measure, (things, _) in _THINGS.items())
    + r")(?=[，。；、和及在]))"
)
_PAPERS = re.compile(r"(?:合同|协议|决定书|意见书|建议书|告知书)(?:共|计|共计|约)?$")
_SCORED = re.compile(r"得分|扣|满分|评分|计分|加分|分值|分制|考核|考评|测评|权重")
_COMPLEMENT = re.compile(
    r"(?:做|干|抓|学|管|用|办|领会|落实|贯彻|开展|推进|执行|掌握|理解|研究|发挥|结合|宣传|运用|把握|解决|认识|履行|衔接|配合|坚持|学习|准备|考虑|处理)的"
    r"(?:还不够|还不|不够|还不太|不太|不是很|还不是很|不很)"
    r"(?:到位|深入|系统|扎实|好|细致|细|全面|精准|透彻|透|多|及时|有力|彻底|充分|明显|紧密|具体|规范|严格|理想|完善|高|严|实|深)?(?<![太是很还])(?<!还不)(?=[，。；、])"
)
_GOOD_OR_NOT = re.compile(r"(?:干|做|抓|办|管|学)的好不好")


def measures(context: Context) -> Iterator[Defect]:
    """Lost and wrong measure words, and 的 where a complement follows."""
    report = context.report
    text, low, high = report.folded, report.body_start, report.body_end
    counted: dict[str, bool] = {}
    for match in _COUNTED.finditer(text, low, high):
        noun = match["noun"]
        if noun:
            if noun not in counted:
                counted[noun] = re.search(rf"\d(?:余|多)?[个家]{noun}", text[low:high]) is not None
            if counted[noun]:
                yield from _lost(context, match.start(), match.end(), noun)
            continue
        if match["score"]:
            yield from _sheets(context, match.start(), match.end())
            continue
        measure = "人次" if text.startswith("人次", match.start() + 1) else text[match.start() + 1]
        start, end = _number_start(text, low, match.start()), match.end()
        said = f"{shown(report, start, end)}的量词“{measure}”与所计事物不合，请核对。"
        yield Defect(start, end, said, suggestion=f"量词似应为“{_RIGHT[measure]}”。")
    for at, _, _ in wording(context).get("complement", []):
        for pattern in (_COMPLEMENT, _GOOD_OR_NOT):
            found = pattern.search(text, max(low, at - 2), min(high, at + 12))
            if found and found.start() <= at < found.end():
                place = found.span()
                said = f"{shown(report, *place)}中的“的”疑为“得”，请核对。"
                yield Defect(*place, said, suggestion=text[place[0] : place[1]].replace("的", "得", 1))
                break


def _number_start(text: str, low: int, digit: int) -> int:
    """Where the number that ends with ``digit`` begins."""
    while digit > low and (text[digit - 1].isdecimal() or (text[digit - 1] == "," and text[digit - 2].isdecimal())):
        digit -= 1
    return digit


def _lost(context: Context, digit: int, end: int, noun: str) -> Iterator[Defect]:
    """A number directly before a noun that the same report elsewhere counts with 个 or 家."""
    report = context.report
    text, low = report.folded, report.body_start
    start = _number_start(text, low, digit)
    if (start > low and text[start - 1] in _BEFORE_NUMBER) or end - start > 6 or text.startswith(("标准", "名单"), end):
        return
    said = f"{shown(report, start, end)}的数字与“{noun}”之间似缺量词，请核对。"
    yield Defect(start, end, said, suggestion=f"{text[start : digit + 1]}个{noun}")


def _sheets(context: Context, digit: int, end: int) -> Iterator[Defect]:
    """76分 right behind a paper that is counted in 份; not where the sentence speaks of scores."""
    report = context.report
    text, low = report.folded, report.body_start
    start = _number_start(text, low, digit)
    first = max(low, *(text.rfind(mark, low, start) + 1 for mark in "。；\n"))
    stop = min((at for mark in "。；\n" if (at := text.find(mark, end)) >= 0), default=report.body_end)
    if not _PAPERS.search(text, first, start) or _SCORED.search(text, first, stop):
        return
    said = f"{shown(report, start, end)}中的“分”疑为“份”，请核对。"
    yield Defect(start, end, said, suggestion=f"{text[start : digit + 1]}份")
