"""How much two passages speak of the same thing when the matter has no name: runs of words they share.

A pair of characters weighs by how rare it is in the report: 电梯 or 征收 tells, 执法 or 工作 does not.
"""

from __future__ import annotations

import re

from checker.model import Report

# Characters of grammar, number and time; a pair with one of them names nothing.
_EMPTY = frozenset(
    "的了和与及在是有不对为等个一二三四五六七八九十两以将要中上下年月日并也都还从由其此该于被把给之而但或者所这那就才又再很更最"
    "进步加强推完善提升高持续继深化开展落实到位做好各多少每全本我省市县区镇乡们去来没未无很太较能可会须被使让令"
)
_STOCK = frozenset(
    pair
    for row in (
        "工作建设行政执法法治政府依法问题情况部门单位人员制度机制方面服务管理规范能力水平意识力度干部",
        "领导组织程序监督责任事项基层群众社会质量效果方式工程法律法规办理案件主要重点重要目前原因缺乏",
        "存在仍然部分个别比较相关有关负责主体内容标准要求体系措施任务计划年度",
    )
    for pair in map("".join, zip(row[::2], row[1::2], strict=True))
)
_FORMULAS = re.compile(
    r"全面依法治[国省市县区州]|依法治[国省市县区州]|习近平法治思想|法治政府建设|行政决策|行政执法|法治建设|依法行政"
)
# How rare a pair is shows in a report's length of text; longer texts are not counted to their end.
_READ = 200_000
_HAN = re.compile(r"[\u4e00-\u9fff]+")


def pairs(text: str) -> frozenset[str]:
    """The pairs of neighbouring characters of ``text`` that may name something."""
    found: set[str] = set()
    for run in _HAN.findall(_FORMULAS.sub("，", text)):
        for place in range(len(run) - 1):
            if run[place] not in _EMPTY and run[place + 1] not in _EMPTY:
                found.add(run[place : place + 2])
    return frozenset(found - _STOCK)


class Overlap:
    """Weights of pairs in one report; asked only for pairs that two passages share, so few are counted."""

    def __init__(self, report: Report) -> None:
        self._text = report.folded[:_READ]
        self._weights: dict[str, float] = {}

    def weight(self, pair: str) -> float:
        """1 for a pair that stands in this report a few times, falling to a fifth for one it repeats all over."""
        known = self._weights.get(pair)
        if known is None:
            known = self._weights[pair] = 1.0 / (1.0 + max(0, self._text.count(pair) - 2) / 5.0)
        return known

    def shared(self, one: frozenset[str], other: frozenset[str]) -> float:
        """The sum of the weights of what both have."""
        return sum(self.weight(pair) for pair in sorted(one & other))
