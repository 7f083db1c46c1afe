"""One change to one criterion: the same for ``changes`` of a rubric and of a tailoring."""

from __future__ import annotations

import dataclasses
from typing import Any

from checker.rubric.compilation import Compilation, Origin, Plain
from checker.rubric.mistakes import did_you_mean
from checker.rubric.yaml_source import YamlSource
from checker.rules.deselected import KIND as DESELECTED
from checker.rules.slots import PLAIN_SLOTS, pattern_sets

At = tuple[str | int, ...]
_VALUES = ("name", "level", "weight", "kinds", "since", "until", "asks", "advice", "support")


def apply_change(work: Compilation, source: YamlSource, at: At, change: Any, origin: Origin) -> None:
    """Apply a change in place; what does not fit the criterion is noted as a mistake."""
    target = work.criteria.get(change.id)
    if target is None:
        hint = did_you_mean(change.id, work.criteria)
        work.complain(source, (*at, "id"), f"要改的条目“{change.id}”不存在{hint}")
        return
    if target["rule"] == DESELECTED:
        work.complain(source, (*at, "id"), f"条目“{change.id}”已经不选，要改它请先在 select 里重新选上")
        return
    target = {**target, "params": dict(target["params"])}
    origins = work.origins.setdefault(change.id, {})
    for name in _VALUES:
        value = getattr(change, name, None)
        if value is not None:
            target[name] = value
            origins[(name,)] = dataclasses.replace(origin, line=source.line_of((*at, name)))
    if change.basis is not None:
        target["basis"] = [basis.model_dump() for basis in change.basis]
        origins[("basis",)] = dataclasses.replace(origin, line=source.line_of((*at, "basis")))
    if getattr(change, "message", None) is not None:
        target["message"] = {**target["message"], **change.message.model_dump(exclude_none=True)}
        origins[("message",)] = dataclasses.replace(origin, line=source.line_of((*at, "message")))
    _phrases(work, source, at, change, target, origin)
    _need(work, source, at, change, target)
    if getattr(change, "cases", None):
        from checker.rubric.load import plain_case

        target["cases"] = [*target["cases"], *(plain_case(case) for case in change.cases)]
        origins[("cases",)] = dataclasses.replace(origin, line=source.line_of((*at, "cases")))
    target["origin"] = f"{target['origin']}, {origin.file}:{origin.line}"
    work.criteria[change.id] = target


def _phrases(work: Compilation, source: YamlSource, at: At, change: Any, target: Plain, origin: Origin) -> None:
    """Take away first, then add: a phrase can so be put in another's place."""
    known = pattern_sets(target["params"])
    for slot, gone in change.remove.items():
        if slot not in known:
            hint = did_you_mean(slot, known) or f"（此条目有：{'、'.join(known) or '无短语'}）"
            work.complain(source, (*at, "remove", slot), f"条目“{change.id}”没有短语表“{slot}”{hint}")
            continue
        for index, phrase in enumerate(gone):
            if phrase not in known[slot]:
                hint = did_you_mean(phrase, known[slot])
                place = (*at, "remove", slot, index)
                work.complain(source, place, f"条目“{change.id}”的 {slot} 里没有短语“{phrase}”{hint}")
        kept = [phrase for phrase in known[slot] if phrase not in gone]
        if not kept and slot.startswith("find") and not change.find and slot[5:] not in change.elements:
            work.complain(
                source, (*at, "remove", slot), f"条目“{change.id}”的 {slot} 去掉后一个短语也不剩，请留下至少一个"
            )
            continue
        set_slot(target["params"], slot, kept)
    element_ids = [element["id"] for element in target["params"].get("elements") or ()]
    added = {slot: list(getattr(change, slot) or ()) for slot in PLAIN_SLOTS}
    for slot, phrases in added.items():
        if not phrases:
            continue
        if slot == "within" and ("role" not in target["params"] or element_ids):
            why = "分要素判断" if element_ids else "没有写明在哪一部分里算"
            text = f"条目“{change.id}”{why}，不能增加 within"
            work.complain(source, (*at, slot), text)
        elif slot == "find" and element_ids:
            shown = "、".join(element_ids)
            text = f"条目“{change.id}”分要素判断，请写成 elements: {{要素编号: [短语]}}（要素有：{shown}）"
            work.complain(source, (*at, slot), text)
        elif not known:
            work.complain(source, (*at, slot), f"条目“{change.id}”（{target['rule']} 规则）不用短语判断，不能增加短语")
        else:
            add_phrases(work, source, (*at, slot), target, slot, phrases, origin)
    for element, phrases in change.elements.items():
        place = (*at, "elements", element)
        if element not in element_ids:
            hint = did_you_mean(element, element_ids)
            work.complain(source, place, f"条目“{change.id}”没有要素“{element}”{hint}")
        else:
            add_phrases(work, source, place, target, f"find:{element}", phrases, origin)


def add_phrases(
    work: Compilation, source: YamlSource, at: At, target: Plain, slot: str, phrases: list[str], origin: Origin
) -> None:
    """Add phrases to a slot of a criterion; those it has already are left as they are."""
    known = list(pattern_sets(target["params"]).get(slot, ()))
    fresh = [phrase for phrase in dict.fromkeys(phrases) if phrase not in known]
    set_slot(target["params"], slot, [*known, *fresh])
    for index, phrase in enumerate(phrases):
        if phrase in fresh:
            placed = dataclasses.replace(origin, line=source.line_of((*at, index)))
            work.origins.setdefault(target["id"], {})[slot, phrase] = placed


def set_slot(params: Plain, slot: str, phrases: list[str]) -> None:
    """Put a pattern list into the parameters; the lists of the layer below are not touched."""
    if slot.startswith("find:"):
        params["elements"] = [
            {**element, "find": phrases} if element["id"] == slot[5:] else element for element in params["elements"]
        ]
    elif phrases:
        params[slot] = phrases
    else:
        params.pop(slot, None)


def _need(work: Compilation, source: YamlSource, at: At, change: Any, target: Plain) -> None:
    need = getattr(change, "need", None)
    if need is None:
        return
    elements = target["params"].get("elements") or ()
    if need > len(elements):
        text = f"条目“{change.id}”有 {len(elements)} 个要素，need 不能是 {need}"
        work.complain(source, (*at, "need"), text)
        return
    target["params"]["need"] = need
