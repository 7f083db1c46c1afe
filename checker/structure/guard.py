"""What only looks like the report: a digest, a plan, the 政府工作报告, the report on open information."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from checker.model import Metadatum, Paragraph
from checker.structure.blanks import unspaced
from checker.structure.frame import Frame
from checker.structure.lexicon import Other, words
from checker.structure.outline import Node

_HEAD = 12
_DEMAND = re.compile(
    r"要(?=[加强推进严格落实做好完善认真]|切实|进一步)|责任单位|牵头单位|完成时限|配合单位|各[乡镇部门单位]{2,4}(?:要|应)"
)
# “2023年法治政府建设情况及2024年工作计划” is the report with its plan.
_TWOFOLD = re.compile(r"(?:情况|总结|报告|汇报)(?:及|和|与|暨|以及)")
_DONE = re.compile(r"[了已]|全年|累计|今年以来|一年来|同比|\d+[件次场人份起个项期]")
# what a report says of itself in its first paragraphs, whatever it then tells of
_ANNOUNCED = re.compile(
    r"[现兹谨](?:将|就)[^。\n]{0,40}?(?:法治|依法行政)[^。\n]{0,30}?(?:报告|汇报|总结)如下|"
    r"法治建设[^。\n]{0,12}[。，]现[将就][^。\n]{0,20}(?:报告|汇报|总结)如下|"
    r"法治政府(?:部门)?建设[^。\n]{0,12}取得[^。\n]{0,8}(?:进展|成效|成绩)"
)
# what other papers say of themselves there
_MADE = re.compile(
    r"特?制[定订]本(?:实施)?(?:方案|措施|办法|意见|清单|计划|要点|细则)|印发给你们|职责清单如下|"
    r"(?:方案|意见|规划|纲要)[^。\n]{0,24}》全文如下"
)
_ARTICLE = re.compile(r"^[\s　]*(?:摘\s*要|关键词)\s*[:：]|^[\s　]*文[/／][一-龥]", re.MULTILINE)
_PUBLICITY = re.compile(r"普法|法[治制]宣传|法律[“”]?[五六七八\d][“”]?进")
_PUBLICITY_TERMS = ("普法", "法治建设")
_MOSTLY = 3
_LEAD = 900
# “4月22日下午，市长某某主持召开常务会议”: the first sentence of news
_DATELINE = re.compile(
    r"[\s　]*(?:20\d\d年)?\d{1,2}月\d{1,2}日(?:上午|下午|晚)?，[^。\n]{0,90}(?:召开|举行|举办|听取|主持|出席|莅临)"
)


@dataclass(frozen=True, slots=True)
class Doubt:
    """What a document looks like instead, and the reason as a clause for the reader."""

    looks_like: str
    reason: str


def doubt(
    folded: str,
    paragraphs: Sequence[Paragraph],
    found: Frame,
    nodes: Sequence[Node],
    metadata: Sequence[Metadatum],
    but: str = "",
) -> Doubt | None:
    """Why this is no report of the kind asked for; ``None`` if it is or may well be one.

    ``but`` is the name under which the kind asked for stands among the other documents itself.

    One sign is never enough: the title's words and the text's own fixed wordings must agree,
    unless the title is unmistakable. A real report without title passes by its contents.
    """
    if not folded.strip():
        return Doubt("空白文档", "没有可供检查的文字")
    known = words()
    head = _headline(folded, paragraphs, found, metadata)
    body = folded[found.body_start : found.body_end] or folded
    subject = sum(term in body for term in known.own_body)
    contents = {cue for node in nodes for cue in node.cues if cue in ("problems", "plan", "leader-duty", "measures")}
    best: tuple[float, Other, list[str], str] | None = None
    for other in known.others:
        if other.name == but:
            continue
        score, signs, word = _score(other, head, body, found.title is not None, len(contents))
        if best is None or score > best[0]:
            best = (score, other, signs, word)
    if best and best[0] >= 3.0:
        return Doubt(best[1].name, _reason(best[3], best[2]))
    if best and best[1].name == "新闻稿" and found.title is None and not nodes and len(best[2]) > 1:
        return Doubt("新闻稿", _reason("", best[2]))
    if (
        found.title is None
        and contents <= {"measures"}
        and any(_DATELINE.match(folded, p.start) for p in paragraphs[:_HEAD])
    ):
        return Doubt("新闻稿", "正文以某月某日开会的消息开头")
    lead = found.body_start + _LEAD
    announced = not (best and best[3]) and _ANNOUNCED.search(folded, found.body_start, lead) is not None
    made = None if announced or found.title else _MADE.search(folded, 0, lead)
    if made:
        return Doubt("工作要点、计划或方案", f"文中写明“{made[0]}”")
    if found.title is None and _ARTICLE.search(folded, 0, lead):
        return Doubt("论文或文章", "文前有摘要、关键词或作者署名")
    if found.title is None and not announced and _is_of_publicity(folded):
        return Doubt("普法工作总结", "全文写的是普法，没有写法治政府建设")
    if found.title is None and subject < 2 and not announced:
        return Doubt(
            "其他文档", "全文未见法治政府建设的内容" if subject == 0 else "全文很少涉及法治政府建设，也没有报告的标题"
        )
    if found.title is None and len(body) < 150 and not contents:
        return Doubt("片段", "文字过少，没有报告的标题和内容")
    if found.title is None and _plan_like(body, nodes):
        return Doubt("工作要点、计划或方案", "全文以要求和安排为主，没有写上一年度做了什么")
    return None


def _is_of_publicity(folded: str) -> bool:
    """Whether a text tells of the publicity of law and of none of the other matters of a report."""
    others = (term for term in words().own_body if term not in _PUBLICITY_TERMS)
    return len(_PUBLICITY.findall(folded)) >= _MOSTLY and not any(term in folded for term in others)


def _headline(folded: str, paragraphs: Sequence[Paragraph], found: Frame, metadata: Sequence[Metadatum]) -> str:
    """The line that serves as title: the report's own, else the first short line, else the page's."""
    if found.title:
        line_start = folded.rfind("\n", 0, found.title.start) + 1
        line_end = folded.find("\n", found.title.end)
        whole = folded[line_start : line_end if line_end >= 0 else len(folded)]
        return unspaced(whole) if len(whole) <= 90 else found.title.value
    lines: list[str] = []
    for paragraph in paragraphs[:_HEAD]:
        line = unspaced(folded[paragraph.start : paragraph.end])
        if len(line) > 80 or "。" in line or re.match(r"[一二三]、|[（(]一", line):
            break
        if len(line) >= 4 and not re.search(r"[：:]$|>|＞", line):
            lines.append(line)
    if lines:
        return "".join(lines[:3])
    named = [item.value for item in metadata if re.sub(r"\s", "", item.name) in ("标题", "名称", "信息名称", "title")]
    return unspaced(named[0]) if named else ""


def _score(other: Other, head: str, body: str, titled: bool, contents: int) -> tuple[float, list[str], str]:
    hits = list(other.title.finditer(head))
    match = hits[-1] if hits else None  # the last word of a title tells the kind of paper
    word = match[0] if match else ""
    if titled and not match:
        return 0.0, [], ""
    signs = [term for term in other.own if term in body]
    own = words().own_title.search(head)
    score = 0.0
    if match:
        at_end = len(head) - match.end() <= 3 or bool(re.match(r"[（(：:]", head[match.end() :]))
        quoted = head.rfind("《", 0, match.start()) > head.rfind("》", 0, match.start())
        score += 0.0 if quoted else 3.0 if at_end else 1.2
        ours_last = own and own.end() >= match.end() and own.end() >= len(head) - 2
        twofold = own and _TWOFOLD.search(head, own.start())
        if twofold or (ours_last and not _outranks(other.name, head)):
            score -= 2.4
    score += min(2.0, 0.5 * len(signs))
    score -= 0.5 * max(0, contents - 1) if not match else 0.25 * max(0, contents - 2)
    if other.name == "新闻稿":
        score += 0.6 if len(body) < 1500 and not contents else -0.8
    return score, signs, word


def _outranks(name: str, head: str) -> bool:
    """Titles that end like ours and are not: 政府工作报告, 政府信息公开…报告, 第三方评估报告."""
    if name == "政府工作报告":
        return not re.search(r"法治|依法行政", head)
    return name in ("政府信息公开工作年度报告", "普法工作总结", "述职述法报告", "评估或督察报告") and (
        "法治政府建设" not in head or name in ("评估或督察报告", "述职述法报告")
    )


def _plan_like(body: str, nodes: Sequence[Node]) -> bool:
    demands, done = len(_DEMAND.findall(body)), len(_DONE.findall(body))
    return demands >= 6 and demands > 2 * done and not any("problems" in node.cues for node in nodes)


def _reason(word: str, signs: Sequence[str]) -> str:
    pieces = []
    if word:
        pieces.append(f"标题含“{word}”")
    if signs:
        pieces.append("文中有" + "".join(f"“{sign}”" for sign in signs[:3]) + "等该类文件的固定内容")
    return "，".join(pieces)
