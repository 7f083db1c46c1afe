"""Lists that show by themselves what they are: items that all want something, or all intend something."""

from __future__ import annotations

import re
from itertools import pairwise

from checker.structure.leadins import lack_density
from checker.structure.tone import HANDLED, LACK

_FAMILIES = (
    (re.compile(r"(?:(?<=[。；;：:\n 　])|^)[一二三四五六七八九十]{1,2}是(?!否)", re.MULTILINE), "一是"),
    (re.compile(r"(?:(?<=[。\n 　])|^)[（(][一二三四五六七八九十]{1,2}[）)]", re.MULTILINE), "一"),
    (re.compile(r"(?:(?<=[。；;：:\n 　])|^)第[一二三四五六七八九十][，,]", re.MULTILINE), "第一"),
    (re.compile(r"(?:(?<=[。\n 　])|^)\d{1,2}[.．、](?=\D|\d+月)", re.MULTILINE), "1"),
)
_INTENT = re.compile(
    r"\s*(?:要|将|继续|进一步|持续|着力|不断|切实|聚焦|围绕|加强|推进|推动|完善|强化|提升|提高|深化|加大|加快|健全|开展|落实|抓好|抓|优化|"
    r"规范|建立|坚持|深入|全面|严格|创新|打造|补齐|夯实|压实|拓展|组织|做好|接续|实质|扎实|大力|把|以|对|在|月底前|年内|年底前|[上下]半年|[一二三四]季度|依法|纵深|会同|培养|制定|推行|研究)"
)
_DONE = re.compile(r"[了已]|累计|今年|本年度|同比|被评为|获得|共\d")
_WHY = re.compile(r"根子|根源|原因(?!分析)|症结|受制于|受限于|(?:这|主要)?是因为|源于|缘于|归根|说到底|说白了")
# "回头看，我们的工作还有不少不足。", "……虽有长进，仍有几处没有做好。"
_ADMITS = re.compile(
    r"[^。；\n]*?(?:[还仍尚也]|依然|目前)(?:存在|有|面临)[^。；\n]{0,16}(?:不足|差距|短板|问题|困难|欠缺|弱项|薄弱|不尽|不[够强足深实细]|没有?(?:做[好到]|到位)|做得不|欠账|缺憾)"
)
_HEAD, _ITEM, _LEAD_IN = 60, 200, 50


def runs(folded: str, start: int, end: int) -> list[tuple[int, list[int]]]:
    """Lists in the range: (family, starts of the items), each beginning with a first item, two or more long."""
    found: list[tuple[int, list[int]]] = []
    for number, (pattern, first) in enumerate(_FAMILIES):
        places: list[int] = []
        for match in pattern.finditer(folded, start, end):
            if match[0].strip("（(").startswith(first) and not match[0].startswith(("一十", "1" + "0")):
                if len(places) > 1:
                    found.append((number, places))
                places = [match.start()]
            elif places:
                places.append(match.start())
        if len(places) > 1:
            found.append((number, places))
    return sorted(found, key=lambda item: item[1][0])


def listed_problems(folded: str, start: int, end: int) -> tuple[int, int] | None:
    """The first list in the range of which nearly every item says what is wanting, or why."""
    found = runs(folded, start, end)
    for index, (_, places) in enumerate(found):
        following = next((other[0] for _, other in found[index + 1 :] if other[0] > places[-1]), end)
        wanting = sum(_wants(folded, low, high) for low, high in pairwise([*places, following]))
        if wanting * 3 >= len(places) * 2:
            return _with_lead_in(folded, start, places[0]), following
    return None


def _wants(folded: str, start: int, end: int) -> bool:
    """Whether the item says what is wanting, in an official's words or plain ones ("只有6个", "对不齐"), or why."""
    head = min(end, start + _HEAD)
    return (
        lack_density(folded, start, head) > 0
        or _WHY.search(folded, start, min(end, start + _ITEM)) is not None
        or (LACK.search(folded, start, head) is not None and HANDLED.search(folded, start, head) is None)
    )


def _with_lead_in(folded: str, start: int, first: int) -> int:
    """Where the sentence begins that opens the list, with a colon or by saying that something is still wanting; the
    first item itself where none does."""
    if folded[first - 1 : first] == "。":
        begin = max(folded.rfind(mark, max(start, first - _LEAD_IN - 1), first - 1) for mark in "。；\n") + 1
        return begin if begin > start and _ADMITS.match(folded, begin, first) else first
    if folded[first - 1 : first] not in ("：", ":"):
        return first
    begin = max(folded.rfind(mark, max(start, first - _LEAD_IN), first) for mark in "。；\n") + 1
    return begin if begin > start else first


def listed_plans(folded: str, start: int, end: int) -> int | None:
    """Where the last list of the range begins, if most of its items state an intent and none a thing done."""
    for _, places in reversed(runs(folded, start, end)):
        stops = [*places[1:], min(end, places[-1] + 200)]
        heads = [folded[low : min(high, low + _HEAD)] for low, high in zip(places, stops, strict=True)]
        bare = [
            re.sub(r"^[^\u4e00-\u9fff]*(?:[一二三四五六七八九十]{1,2}[是）)]|第[一二三四五六七八九十][，,])?", "", head)
            for head in heads
        ]
        if sum(bool(_INTENT.match(head)) for head in bare) * 5 >= len(bare) * 3 and not any(
            _DONE.search(head) for head in heads
        ):
            return places[0]
        return None
    return None
