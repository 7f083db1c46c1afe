"""A unit's own terms: names, leaders' offices, places, and mechanisms that have a name of their own."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping, Sequence
from typing import Any

from checker.rubric.changes import set_slot
from checker.rubric.compilation import Compilation, Origin
from checker.rubric.mistakes import did_you_mean
from checker.rubric.yaml_source import YamlSource
from checker.rules.slots import pattern_sets

At = tuple[str | int, ...]
LEADERS = "主要领导"
_GROUP = re.compile(r"(<[^>]*>)")
_LITERAL = re.compile(r"[^()<>|…+]+")


def add_terms(work: Compilation, source: YamlSource, signed: Origin) -> None:
    """Take over a terms file.

    Names and abbreviations are subjects of their own in a sentence; leaders join the group
    :data:`LEADERS`; subordinate places are no foreign places; nothing of it is a slip of the pen.
    """
    from checker.rubric.tailoring_forms import TermsFile

    form = work.validate(source, TermsFile)
    if form is None:
        return
    own = [*form.names, *form.abbreviations]
    if own:
        cues = dict(work.lexicon.get("cues") or {})
        cues["own"] = list(dict.fromkeys([*cues.get("own", ()), *own]))
        work.lexicon["cues"] = cues
    words = [*own, *form.places, *form.own_words]
    if words:
        work.lexicon["own_words"] = list(dict.fromkeys([*work.lexicon.get("own_words", ()), *words]))
    if form.places:
        _own_places(work, form.places)
    if form.leaders:
        _extend(work, LEADERS, form.leaders)
    extend_groups(work, source, ("groups",), form.groups)
    for index, item in enumerate(form.renames):
        at: At = ("renames", index)
        origin = dataclasses.replace(
            work.origin(source, at),
            who=item.who or signed.who,
            when=item.when.isoformat() if item.when else signed.when,
            why=item.why or signed.why or "本地名称",
        )
        rename(work, source, at, item, origin)


def extend_groups(work: Compilation, source: YamlSource, at: At, groups: Mapping[str, Sequence[str]]) -> None:
    """Add phrases to groups of the lexicon, so to every criterion that uses them."""
    known = work.lexicon.get("groups") or {}
    for name, phrases in groups.items():
        if name not in known:
            hint = did_you_mean(name, known)
            extra = "" if hint else "；要新建词组请写在 new_groups 里"
            work.complain(source, (*at, name), f"没有词组“{name}”{hint}{extra}")
            continue
        _extend(work, name, phrases)


def rename(work: Compilation, source: YamlSource, at: At, item: Any, origin: Origin) -> None:
    """Wherever the old name is sought, the new one is sought too; the old one stays."""
    if origin.why == "":
        work.complain(source, at, f"改名“{item.from_}”没有写理由，请在此处或文件开头写 why")
    if item.from_ == item.to:
        work.complain(source, (*at, "to"), f"改名前后都是“{item.to}”，to 请写本地的名称")
        return
    count = 0
    for new in [item.to] if isinstance(item.to, str) else item.to:
        count += _rename_in_groups(work, item.from_, new) + _rename_in_criteria(work, item.from_, new, origin)
    if not count:
        hint = did_you_mean(item.from_, _literals(work))
        work.complain(source, (*at, "from"), f"没有条目用到“{item.from_}”{hint or '，请核对原来的名称'}")
    else:
        work.notes.append(f"改名：“{item.from_}”也写作“{item.to}”，增加短语 {count} 个　{origin}")


def _rename_in_groups(work: Compilation, old: str, new: str) -> int:
    count = 0
    for name, phrases in list((work.lexicon.get("groups") or {}).items()):
        fresh = [phrase.replace(old, new) for phrase in phrases if old in phrase]
        count += _extend(work, name, fresh)
    return count


def _rename_in_criteria(work: Compilation, old: str, new: str, origin: Origin) -> int:
    count = 0
    for identifier, plain in list(work.criteria.items()):
        params = dict(plain["params"])
        for slot, patterns in pattern_sets(params).items():
            fresh = [
                made
                for pattern in patterns
                if (made := _replaced(pattern, old, new)) != pattern and made not in patterns
            ]
            if fresh:
                set_slot(params, slot, [*patterns, *dict.fromkeys(fresh)])
                count += len(fresh)
                for phrase in fresh:
                    work.origins.setdefault(identifier, {})[slot, phrase] = origin
        if params != plain["params"]:
            where = f"{plain['origin']}, {origin.file}:{origin.line}"
            work.criteria[identifier] = {**plain, "params": params, "origin": where}
    return count


def _replaced(pattern: str, old: str, new: str) -> str:
    """The pattern with the name replaced in its literal text; names of groups stay."""
    if old not in pattern:
        return pattern
    return "".join(part if part.startswith("<") else part.replace(old, new) for part in _GROUP.split(pattern))


def _literals(work: Compilation) -> set[str]:
    """All literal words of all patterns, for suggestions."""
    words: set[str] = set()
    for plain in work.criteria.values():
        for patterns in pattern_sets(plain["params"]).values():
            for pattern in patterns:
                words.update(_LITERAL.findall(_GROUP.sub("|", pattern)))
    return words


def _extend(work: Compilation, name: str, phrases: Sequence[str]) -> int:
    """How many phrases were new to the group."""
    groups = dict(work.lexicon.get("groups") or {})
    known = list(groups.get(name, ()))
    fresh = [phrase for phrase in dict.fromkeys(phrases) if phrase not in known]
    if fresh:
        groups[name] = [*known, *fresh]
        work.lexicon["groups"] = groups
    return len(fresh)


def _own_places(work: Compilation, places: Sequence[str]) -> None:
    """Subordinate places are taken out of the list that the search for foreign places goes by."""
    table = dict(work.lexicon.get("places") or {})
    gone = set(places)
    for part, names in table.items():
        table[part] = " ".join(name for name in str(names).split() if name not in gone)
    work.lexicon["places"] = table
