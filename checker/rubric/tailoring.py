"""Tailorings: what a province, a city or a unit changes in a rubric, each change with who, when and why."""

from __future__ import annotations

import dataclasses
import os
from pathlib import Path
from typing import Any

from checker.errors import RubricError
from checker.model import Rubric
from checker.paths import is_dir, is_file
from checker.rubric.changes import apply_change
from checker.rubric.compilation import LAYERS, Compilation, Origin
from checker.rubric.load import add_layer, add_local_criteria, check_patterns, finished, named_layer, set_gate
from checker.rubric.mistakes import did_you_mean
from checker.rubric.terms import add_terms, extend_groups, rename
from checker.rubric.yaml_source import YamlSource
from checker.rules.deselected import KIND as DESELECTED

At = tuple[str | int, ...]


def add_tailoring(work: Compilation, source: YamlSource, chain: tuple[Path, ...]) -> None:
    """Add what a tailoring tailors, then the tailoring itself."""
    from checker.rubric.tailoring_forms import TailoringFile

    form = work.validate(source, TailoringFile)
    if form is None:
        return
    below = named_layer(work, source, "tailors", form.tailors)
    if below is None:
        return
    # The order of the digest is the order of application: what lies below goes before this file.
    own = work.tailored.pop(source.path.resolve())
    add_layer(work, below, chain, work.shown(source.path))
    work.tailored[source.path.resolve()] = own
    if work.head:
        _apply(work, source, form)


def apply_tailoring(rubric: Rubric, path: str | os.PathLike[str]) -> Rubric:
    """The rubric as a tailoring file changes it, with all tailorings that this one rests on.

    The same as loading the tailoring by its path, but for a rubric chosen elsewhere (by the report's
    year): the file must name it under ``tailors`` or ``fits``. Raises ``RubricError`` with every mistake.
    """
    from checker.rubric.open import to_rubric

    top = Path(path)
    _require_file(os.fspath(path), top)
    work = Compilation(top)
    work.base_digest = rubric.sha256
    _take_over(work, rubric)
    for source, form in _chain(work, top, rubric):
        work.tailored[source.path.resolve()] = source.path.read_bytes()
        _apply(work, source, form)
    if not work.problems:
        check_patterns(work)
    return to_rubric(finished(work, str(path)))


def _require_file(written: str, path: Path) -> None:
    """Raises ``RubricError`` where no file is named at all, or a rubric instead of one."""
    from checker.rubric.compilation import builtin_folder
    from checker.rubric.open import where_it_may_be

    if not written:
        raise RubricError(written, ["没有写本地化文件的文件名"])
    if not is_file(path) and is_file(builtin_folder() / f"{written}.yaml"):
        raise RubricError(written, [f"“{written}”是细则的名称；--tailoring 后面写本地化文件，细则请用 --rubric"])
    if is_dir(path):
        raise RubricError(written, ["这是一个文件夹，请写明其中的本地化文件"])
    if not is_file(path):
        raise RubricError(written, [f"找不到文件“{written}”，{where_it_may_be(path)}"])


def _take_over(work: Compilation, rubric: Rubric) -> None:
    """The compilation as it stood when this rubric was made, without the origins of single values."""
    for group in rubric.groups:
        work.groups[group.id] = dataclasses.asdict(group)
    for criterion in rubric.criteria:
        plain = dataclasses.asdict(criterion)
        plain["before"] = list(criterion.before) if criterion.before else None
        work.criteria[criterion.id] = plain
    work.lexicon = {name: table for name, table in rubric.tables.items() if name != "__sha256__"}
    work.head = {
        "id": rubric.id,
        "version": rubric.version,
        "title": rubric.title,
        "title_en": rubric.title_en,
        "report_type": rubric.report_type,
        "purpose": rubric.purpose,
        "years": list(rubric.years),
        "gate": dataclasses.asdict(rubric.gate),
        "origin": rubric.origin,
    }


def _chain(work: Compilation, top: Path, rubric: Rubric) -> list[tuple[YamlSource, Any]]:
    """The tailorings from the lowest to ``top``; a mistake where they are not made for the rubric."""
    from checker.rubric.tailoring_forms import TailoringFile

    found: list[tuple[YamlSource, Any]] = []
    fits: set[str] = set()
    path = top
    while True:
        source = work.read(path, str(top))
        if source is None:
            return []
        if not isinstance(source.data, dict) or "tailors" not in source.data:
            if source.path == top:
                work.complain(source, 1, "不是本地化文件：本地化文件开头须写 tailors（以哪部细则为底）")
                return []
            fits.add(str(source.data.get("id")) if isinstance(source.data, dict) else "")
            break
        form = work.validate(source, TailoringFile)
        if form is None:
            return []
        fits.update(form.fits)
        if any(source.path.resolve() == other.path.resolve() for other, _ in found):
            work.complain(source, ("tailors",), "tailors 绕成了圈")
            return []
        found.insert(0, (source, form))
        below = named_layer(work, source, "tailors", form.tailors)
        if below is None:
            return []
        path = below
    if rubric.id not in fits:
        at, _ = found[-1]
        allowed = "、".join(sorted(fits))
        work.complain(
            at, ("tailors",), f"本地化文件是为 {allowed} 写的，不能用于 {rubric.id}；如确实适用，请在 fits 里写上它"
        )
        return []
    return found


def _apply(work: Compilation, source: YamlSource, form: Any) -> None:
    """Apply one tailoring to what lies below it."""
    below_title = work.head["title"]
    _check_layer(work, source, form)
    if form.terms:
        wanted_by = f"{work.shown(source.path)}:{source.line_of(('terms',))}"
        terms = work.read(source.path.parent / form.terms, wanted_by, tailoring=True)
        if terms is not None:
            add_terms(work, terms, _signature(work, source, (), form, form))
    extend_groups(work, source, ("groups",), form.groups)
    _new_groups(work, source, form)
    if form.criteria:
        add_local_criteria(work, source, form)
        for criterion in form.criteria:
            origins = work.origins.get(criterion.id, {})
            if ("id",) in origins:
                signed = _signature(work, source, (), form, form)
                origins["id",] = dataclasses.replace(signed, line=origins["id",].line)
    for index, item in enumerate(form.select):
        _select(work, source, ("select", index), item)
    _deselect_all(work, source, form)
    for index, change in enumerate(form.changes):
        at: At = ("changes", index)
        if not (change.why or form.why):
            text = f"对“{change.id}”的改动没有写理由，请在此处或文件开头写 why"
            work.complain(source, at, text)
        apply_change(work, source, at, change, _signature(work, source, at, change, form))
    for index, item in enumerate(form.renames):
        at = ("renames", index)
        rename(work, source, at, item, _signature(work, source, at, item, form))
    if form.gate and not (form.gate.why or form.why):
        work.complain(source, ("gate",), "改动门槛没有写理由，请在此处或文件开头写 why")
    set_gate(work, source, form.gate)
    if form.gate:
        work.notes.append(f"门槛：{_signature(work, source, ('gate',), form.gate, form)}")
    work.layer = form.layer or work.layer
    work.head = {
        **work.head,
        "id": form.id,
        "version": form.version,
        "title": form.title,
        "title_en": form.title_en or work.head["title_en"],
        "origin": f"{work.shown(source.path)}（以“{below_title}”为底）",
        "abstract": False,
    }


def _signature(work: Compilation, source: YamlSource, at: At, item: Any, form: Any) -> Origin:
    """Where a change stands and who answers for it; the head of the file answers for what says nothing."""
    return dataclasses.replace(
        work.origin(source, at),
        who=item.who or form.who,
        when=(item.when or form.when).isoformat(),
        why=item.why or form.why or "",
    )


def _check_layer(work: Compilation, source: YamlSource, form: Any) -> None:
    if not form.layer or not work.layer:
        return
    if LAYERS.index(form.layer) < LAYERS.index(work.layer):
        names = {"national": "全国", "province": "省", "city": "市", "unit": "本单位"}
        text = f"层次不对：{names[form.layer]}一级的本地化不能以{names[work.layer]}一级的为底"
        work.complain(source, ("layer",), text)


def _ids(work: Compilation, source: YamlSource, at: At, selector: str) -> list[str]:
    """The criteria that a selector names: one, or with ``.*`` all of a group."""
    if selector.endswith(".*"):
        prefix = selector[:-1]
        items = work.criteria.items()
        found = [name for name, plain in items if name.startswith(prefix) or plain["group"] == prefix[:-1]]
        if not found:
            hint = did_you_mean(selector[:-2], work.groups)
            work.complain(source, at, f"没有条目组“{selector[:-2]}”{hint}")
        return found
    if selector in work.criteria:
        return [selector]
    if selector in work.groups:
        work.complain(source, at, f"“{selector}”是一组条目，整组请写“{selector}.*”，并加英文引号")
        return []
    work.complain(source, at, f"条目“{selector}”不存在{did_you_mean(selector, work.criteria)}")
    return []


def _select(work: Compilation, source: YamlSource, at: At, item: Any) -> None:
    """Select again what a layer below put out."""
    for name in _ids(work, source, (*at, "id"), item.id):
        plain = work.criteria[name]
        if plain["rule"] != DESELECTED:
            if not item.id.endswith(".*"):
                work.complain(source, at, f"条目“{name}”本来就在，不必再选；要改级别请写在 changes 里")
            continue
        params = plain["params"]
        work.criteria[name] = {**plain, "rule": params["rule"], "params": params["params"]}


def _deselect_all(work: Compilation, source: YamlSource, form: Any) -> None:
    for index, item in enumerate(form.deselect):
        at: At = ("deselect", index)
        origin = _signature(work, source, at, item, form)
        for name in _ids(work, source, (*at, "id"), item.id):
            _deselect(work, name, origin, form.title)
    if form.only:
        kept = {
            name
            for index, selector in enumerate(form.only.ids)
            for name in _ids(work, source, ("only", "ids", index), selector)
        }
        kept.update(criterion.id for criterion in form.criteria)
        origin = _signature(work, source, ("only",), form.only, form)
        for name in [name for name in work.criteria if name not in kept]:
            _deselect(work, name, origin, form.title)


def _deselect(work: Compilation, name: str, origin: Origin, title: str) -> None:
    plain = work.criteria[name]
    if plain["rule"] == DESELECTED:
        return
    reason = f"“{title}”不要求报告此项：{origin.why.rstrip('。')}（{origin.who}，{origin.when}）。"
    work.criteria[name] = {
        **plain,
        "rule": DESELECTED,
        "params": {"reason": reason, "rule": plain["rule"], "params": plain["params"]},
        "origin": f"{plain['origin']}, {origin.file}:{origin.line}",
    }
    work.origins.setdefault(name, {})["rule",] = origin


def _new_groups(work: Compilation, source: YamlSource, form: Any) -> None:
    groups = dict(work.lexicon.get("groups") or {})
    for name, phrases in form.new_groups.items():
        if name in groups:
            work.complain(source, ("new_groups", name), f"词组“{name}”已经有了；要增加短语请写在 groups 里")
            continue
        groups[name] = list(phrases)
    work.lexicon["groups"] = groups
