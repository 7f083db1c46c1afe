"""Fixed strings of several parts: the attributes of a law-based government, the four personal duties,
尊法学法守法用法 and the like. The parts and their order come from rubrics/lexicon/fixed_terms.yaml.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from checker.model import Defect
from checker.rules.context import Context
from checker.rules.defects.quoting import sentence, shown
from checker.rules.defects.wording import Hit, inside_body, wording

_GAP = 2
_MOST_LINKS = 12
_JOINTS = "、，,·— “”"
_HAN = re.compile(r"[\u4e00-\u9fff]+")
_LAW_VERBS = re.compile(r"(?:[尊学守用遵]法[、，]?){3,5}")
_ENFORCE = re.compile(r"(?:(?:严格|规范|公正|公平|文明)[、]?){4,5}执法")
_PERSONALLY = re.compile(r"(?P<what>[\u4e00-\u9fff]{4})?亲自(?P<verb>[\u4e00-\u9fff]{2})")
_DUTIES = ("重要工作亲自部署", "重大问题亲自过问", "重点环节亲自协调", "重要任务亲自督办")
_DUTY_OF_VERB = {duty[-2:]: duty for duty in _DUTIES}
_DUTY_OF_WHAT = {duty[:4]: duty for duty in _DUTIES}
# The wording of the Party-discipline version of the four duties ends in 重要案件亲自督办.
_FOUR_LAWS = "尊法学法守法用法"
_ENFORCED = "严格规范公正文明执法"
_DISCIPLINE = ("党风廉政", "从严治党", "反腐", "廉政建设", "主体责任")


def _chains(hits: list[Hit], text: str) -> Iterator[list[Hit]]:
    """Runs of hits of one list that follow each other with nothing but a joint between them."""
    chain: list[Hit] = []
    for hit in hits:
        if (
            chain
            and hit[0] >= chain[-1][1]
            and not text[chain[-1][1] : hit[0]].strip(_JOINTS)
            and hit[0] - chain[-1][1] <= _GAP
        ):
            chain.append(hit)
        else:
            if chain:
                yield chain
            chain = [hit]
    if chain:
        yield chain


def _of_table(context: Context, kind: str) -> Iterator[tuple[Mapping[str, Any], list[Hit]]]:
    tables = (context.tables.get("fixed_terms") or {}).get(kind) or ()
    grouped: dict[int, list[Hit]] = {}
    for hit in wording(context).get(kind, []):
        if inside_body(context, hit[0], hit[1]):
            grouped.setdefault(int(hit[2].data["index"]), []).append(hit)
    for index in sorted(grouped):
        yield tables[index], grouped[index]


def _run_of_four(text: str, start: int, end: int) -> tuple[int, int]:
    """Widen a range by adjoining items of four characters joined by 、 (what a rewritten item looks like)."""
    while text[start - 1 : start] in ("、", "，") and start >= 5:
        before = text[start - 5 : start - 1]
        if not _HAN.fullmatch(before) or (start > 5 and "\u4e00" <= text[start - 6] <= "\u9fff"):
            break
        start -= 5
    while text[end : end + 1] == "、":
        after = _HAN.match(text, end + 1)
        if after is None or after.end() - end - 1 < 4:
            break
        joint = text[after.end() : after.end() + 1]
        if after.end() - end - 1 == 4 and joint in ("、", "，", "。", "”", "；"):
            end = after.end()
            continue
        # The last item runs into 的法治政府 or 为标志.
        if text.startswith(("的", "为"), end + 5):
            end += 5
        break
    return start, end


def fixed_lists(context: Context) -> Iterator[Defect]:
    """Lists of four-character items that must stand complete and in order, in one of their versions."""
    report = context.report
    text, year = report.folded, report.identity.year
    for table, hits in _of_table(context, "lists"):
        versions: list[Mapping[str, Any]] = table["versions"]
        need = int(table.get("need", 3))
        at = -1
        for hit in hits:
            if hit[0] < at:
                continue
            start, end = _run_of_four(text, hit[0], hit[1])
            at = end
            items = [item for item in re.split("[、，]", text[start:end]) if item]
            members = sum(item in table["items"] for item in items)
            if members < need:
                continue
            yield from _judge_list(context, table, versions, items, (start, end), year)


def _judge_list(
    context: Context,
    table: Mapping[str, Any],
    versions: list[Mapping[str, Any]],
    items: list[str],
    place: tuple[int, int],
    year: int | None,
) -> Iterator[Defect]:
    report = context.report
    name = str(table["name"])
    for version in versions:
        if items == list(version["items"]):
            since, until = version.get("since"), version.get("until")
            if year is not None and ((since and year < since) or (until and year > until)):
                due = next(v for v in versions if v is not version)
                yield Defect(
                    *place,
                    f"{name}{shown(report, *place)}是其他时期的表述，请核对本报告年度应用的表述。",
                    suggestion="、".join(due["items"]),
                )
            return
    fitting = [
        v for v in versions if year is None or ((v.get("since") or 0) <= year <= (v.get("until") or 9999))
    ] or versions
    best = max(fitting, key=lambda v: (len(set(v["items"]) & set(items)), -abs(len(v["items"]) - len(items))))
    right: list[str] = list(best["items"])
    extra = [item for item in items if item not in right]
    lost = [item for item in right if item not in items]
    said = []
    if lost:
        said.append("缺“" + "、".join(lost) + "”")
    if extra:
        said.append("多“" + "、".join(extra) + "”")
    if not said:
        said.append("次序不同")
    yield Defect(
        *place, f"{name}{shown(report, *place)}与规定表述相比{'，'.join(said)}，请核对。", suggestion="、".join(right)
    )


def ordered_phrases(context: Context) -> Iterator[Defect]:
    """Short sequences whose parts are all there, adjoining, in another order than the fixed one."""
    report = context.report
    text = report.folded
    for table, hits in _of_table(context, "sequences"):
        items = [str(item) for item in table["items"]]
        for chain in _chains(hits, text):
            places = [int(hit[2].data["place"]) for hit in chain]
            if len(chain) != len(items) or sorted(places) != list(range(len(items))) or places == sorted(places):
                continue
            start, end = chain[0][0], chain[-1][1]
            after = table.get("after")
            if after and not any(word in text[end : end + 8] for word in after):
                continue
            right = str(table.get("right") or "、".join(items))
            yield Defect(
                start, end, f"{shown(report, start, end)}的次序与固定表述“{right}”不同，请核对。", suggestion=right
            )
    yield from _law_verbs(context)
    yield from _enforcement(context)


def _law_verbs(context: Context) -> Iterator[Defect]:
    report = context.report
    text, low, high = report.folded, report.body_start, report.body_end
    hits = wording(context).get("law-verb", [])
    done = -1
    for at, _, _ in hits:
        if at < done:
            continue
        match = next((m for m in _LAW_VERBS.finditer(text, max(low, at - 9), min(high, at + 15)) if m.end() > at), None)
        if match is None:
            continue
        done = match.end()
        verbs = re.findall(r"[尊学守用遵]", match.group())
        places = ["尊学守用".find("尊" if verb == "遵" else verb) for verb in verbs]
        # 学法用法守法 without 尊法 is a phrase of its own; only the fixed one has an order.
        if 0 not in places or 1 not in places or len(set(places)) != len(places):
            continue
        start, end = match.start(), match.end() - (match.group()[-1] in "、，")
        if places != sorted(places) or "遵" in verbs:
            said = f"{shown(report, start, end)}与固定表述“{_FOUR_LAWS}”不同，请核对。"
            yield Defect(start, end, said, suggestion=_FOUR_LAWS)


def _enforcement(context: Context) -> Iterator[Defect]:
    report = context.report
    for at, end, _ in wording(context).get("enforcement", []):
        match = _ENFORCE.search(report.folded, max(report.body_start, at - 12), min(end, report.body_end))
        if match is None or match.end() != end:
            continue
        words = re.findall("严格|规范|公正|公平|文明", match.group())
        if len(set(words)) == len(words) == 4 and words != ["严格", "规范", "公正", "文明"]:
            said = f"{shown(report, *match.span())}与固定表述“{_ENFORCED}”不同，请核对。"
            yield Defect(*match.span(), said, suggestion=_ENFORCED)


def four_personally(context: Context) -> Iterator[Defect]:
    """重要工作亲自部署、重大问题亲自过问、重点环节亲自协调、重要任务亲自督办: complete, in order, as written."""
    report = context.report
    text = report.folded
    hits = [hit for hit in wording(context).get("personally", []) if inside_body(context, hit[0], hit[1])]
    at = -1
    for index, hit in enumerate(hits):
        if hit[0] < at:
            continue
        links: list[re.Match[str]] = []
        for other in hits[index : index + _MOST_LINKS]:
            match = _PERSONALLY.match(text, other[0]) or None
            if match is None:
                break
            if links and not _joined(text, links[-1].end(), other[0]):
                break
            links.append(match)
        if not links:
            continue
        at = links[-1].end()
        yield from _judge_duties(context, links)


def _joined(text: str, end: int, at: int) -> bool:
    """Whether the next link follows the last one with only a joint (and perhaps 4 to 6 characters) between."""
    between = text[end:at]
    return (
        len(between) <= 8 and between[:1] in ("、", "，", "；") and not any(mark in between[1:] for mark in "、，；。")
    )


def _judge_duties(context: Context, links: list[re.Match[str]]) -> Iterator[Defect]:
    report = context.report
    text = report.folded
    first, last = links[0], links[-1]
    parts: list[tuple[int, int, str]] = []
    for index, match in enumerate(links):
        begin = match.start()
        low = links[index - 1].end() + 1 if index else max(0, begin - 4)
        what = text[low:begin]
        if index == 0:
            # Before the first link stands the rest of the sentence: four characters are its own.
            what = what if what in _DUTY_OF_WHAT or what[:2] in ("重要", "重大", "重点", "关键") else ""
        parts.append((begin - len(what), match.end(), text[begin - len(what) : match.end()]))
    exact = [part for part in parts if part[2] in _DUTIES]
    if not exact or len(parts) < 2:
        return
    begin, stop = sentence(text, first.start(), last.end())
    discipline = any(word in text[begin:stop] for word in _DISCIPLINE)
    if discipline and "法治" not in text[begin:stop]:
        return
    wrong = 0
    for start, end, said in parts:
        if said in _DUTIES:
            continue
        right = _DUTY_OF_WHAT.get(said[:4]) or _DUTY_OF_VERB.get(said[-2:], "")
        wrong += 1
        hint = f"，固定表述为“{right}”" if right else ""
        yield Defect(
            start, end, f"“四个亲自”中的{shown(report, start, end)}与规定的表述不同{hint}，请核对。", suggestion=right
        )
    said_all = [part[2] for part in parts]
    if not wrong and len(parts) < len(_DUTIES):
        lost = [duty for duty in _DUTIES if duty not in said_all]
        yield Defect(
            parts[0][0],
            parts[-1][1],
            f"“四个亲自”只写了{len(parts)}项，缺“{'、'.join(lost)}”，请核对。",
            suggestion="、".join(_DUTIES),
        )
    elif not wrong and said_all != list(_DUTIES):
        yield Defect(
            parts[0][0], parts[-1][1], "“四个亲自”的次序与规定的表述不同，请核对。", suggestion="、".join(_DUTIES)
        )
