"""Sentences whose content has no part of its own: a shortcoming admitted among the measures, a plan in passing."""

from __future__ import annotations

import re

from checker.model import Report, Role
from checker.rules.context import Context
from checker.structure.leadins import sentences

_MOST = 6
_SENTENCE = 400
_SCATTERED = {
    "problems": re.compile(
        r"(?:还|仍|尚|也|依然|仍然)(?:存在|有)[^。；\n]{0,30}?(?:不足|问题|差距|短板|薄弱|困难)|有待(?:进一步)?(?:加强|提高|完善|提升|改进)"
        r"|(?:还|仍|尚|依然|仍然)(?:比较|较为?|相对|有些|有点|显得?)?(?:薄弱|欠缺|滞后|不足|单一|落后|短缺|紧缺|吃力|不够)"
    ),
    "leader-duty": re.compile(
        r"第一责任人|(?:党政)?主要(?:负责人|负责同志|领导)[^。；\n]{0,40}?(?:履行|亲自|批示|听取|主持|带头|部署|述法|督办|过问)|"
        r"(?:书记|县长|市长|区长|镇长|乡长|局长|省长|旗长|州长|主任)[^。；\n]{0,24}?(?:履行|亲自|批示|听取|主持|带头|督办|述法)[^。；\n]{0,30}?法"
    ),
    "plan": re.compile(
        r"(?:下一步|下步|今后|明年|下一年度?|接下来)[^。\n]{0,40}?(?:将|继续|进一步|加强|推进|做好|着力|努力)"
    ),
}
_NOT_OWN = re.compile(r"企业|学生|群众|市场主体|经营主体|发现|检查中|排查|整改|反馈|督察|针对|解决|消除")


_LACKING = ("lacking-left", "lacking-right")
# only what is said of a want: 由于……影响 may tell of any event
_REASON = re.compile(r"由于|究其原因|原因(?:主要)?(?:是|在于|就在)|归根结底|盖因|根子在|症结在|皆因|只因|缘于|源于")


def scattered(report: Report, role: Role) -> list[tuple[int, int]]:
    """Where sentences (between 。；or line ends) outside a part tell what belongs in it; the first six."""
    pattern = _SCATTERED[role]
    found: list[tuple[int, int]] = []
    for start, end, at in report.roles:
        if start >= report.body_end or end <= report.body_start or at == role:
            continue
        if role == "plan" and at in ("problems", "leader-duty"):
            continue
        if role == "leader-duty" and at in ("plan", "problems"):
            continue
        for match in pattern.finditer(report.folded, max(start, report.body_start), min(end, report.body_end)):
            low = _sentence_before(report.folded, match.start())
            if role == "problems" and (at == "plan" or _NOT_OWN.search(report.folded, low, match.end())):
                continue
            reach = min(end, match.end() + _SENTENCE)
            stops = [p for p in (report.folded.find(mark, match.end(), reach) for mark in "。；\n") if p >= 0]
            high = min(stops, default=reach)
            while report.folded[low].isspace():
                low += 1
            if not found or found[-1][0] != low:
                found.append((low, high))
            if len(found) == _MOST:
                return found
    return found


def wants_with_reason(context: Context) -> list[tuple[int, int]]:
    """Sentences outside every plan that own up to a want and say why; the first six.

    For reports without a part for shortcomings: "由于只有1名专职人员，漏送审查的情况仍偶有发生".
    """
    report, scan = context.report, context.scan
    found: list[tuple[int, int]] = []
    for start, end, at in report.roles:
        if start >= report.body_end or end <= report.body_start or at == "plan":
            continue
        for low, high in sentences(report.folded, max(start, report.body_start), min(end, report.body_end)):
            if (
                _REASON.search(report.folded, low, high)
                and any(cue[2] in _LACKING for cue in scan.cues(low, high))
                and not _NOT_OWN.search(report.folded, low, high)
            ):
                found.append((low, high))
                if len(found) == _MOST:
                    return found
    return found


def _sentence_before(folded: str, place: int) -> int:
    floor = max(0, place - _SENTENCE)
    return max(floor - 1, *(folded.rfind(mark, floor, place) for mark in "。；\n")) + 1
