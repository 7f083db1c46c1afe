"""YAML -> :class:`Rubric`: reading, layering, checking; every mistake is collected, with file and line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from checker.errors import RubricError
from checker.language.patterns import PatternError
from checker.rubric.changes import apply_change
from checker.rubric.compilation import Compilation, Plain, builtin_folder
from checker.rubric.marks import parse_typed
from checker.rubric.mistakes import did_you_mean
from checker.rubric.yaml_source import YamlSource
from checker.rules.deselected import KIND as DESELECTED
from checker.rules.registry import MODULES
from checker.rules.slots import pattern_sets

__all__ = ["builtin_folder", "compile_file", "compile_rubric"]


def compile_rubric(path: Path) -> Plain:
    """Compile a rubric or tailoring file and all it rests on into plain data.

    Raises ``RubricError`` with every mistake.
    """
    work = compile_file(path)
    return finished(work, str(path))


def compile_file(path: Path) -> Compilation:
    """The compilation of a file, with the origin of every value, whatever mistakes it has."""
    work = Compilation(path)
    add_layer(work, path, ())
    if not work.problems:
        check_patterns(work)
    return work


def finished(work: Compilation, source: str) -> Plain:
    """The compiled rubric as plain data; raises ``RubricError`` where mistakes were found."""
    check_map(work)
    if work.problems:
        raise RubricError(source, work.problems)
    return {
        **work.head,
        "sha256": work.digest(),
        "groups": list(work.groups.values()),
        "criteria": list(work.criteria.values()),
        "tables": work.lexicon,
    }


def add_layer(work: Compilation, path: Path, below: tuple[Path, ...], wanted_by: str = "") -> None:
    """Add a rubric, or a tailoring with all that it tailors."""
    if path.resolve() in below:
        file = work.shown(below[-1])
        lines = enumerate(work.texts.get(file, ()), start=1)
        line = next((number for number, text in lines if text.startswith(("extends:", "tailors:"))), 1)
        work.complain_at(file, line, "extends 或 tailors 绕成了圈")
        return
    chain = (*below, path.resolve())
    source = work.read(path, wanted_by or str(path))
    if source is None:
        return
    if isinstance(source.data, dict) and is_tailoring(source.data):
        from checker.rubric.tailoring import add_tailoring

        work.tailored[path.resolve()] = work.files.pop(path.resolve())
        add_tailoring(work, source, chain)
    else:
        _add_rubric(work, source, chain)


def is_tailoring(data: Plain) -> bool:
    """Whether a file says what it tailors, or forgot to: who decided and when stands in no rubric."""
    return "tailors" in data or ("extends" not in data and "who" in data and "when" in data)


def named_layer(work: Compilation, source: YamlSource, key: str, name: str) -> Path | None:
    """The file that ``extends`` or ``tailors`` names: a file beside it, or a built-in rubric."""
    folder = source.path.parent
    if name.endswith((".yaml", ".yml")):
        if work.exists(folder / name):
            return folder / name
        work.complain(source, (key,), f"找不到文件“{name}”，请检查路径（相对于本文件所在的文件夹）")
        return None
    for parent in (folder / f"{name}.yaml", builtin_folder() / f"{name}.yaml"):
        if work.exists(parent):
            return parent
    choices = sorted(p.stem for p in builtin_folder().glob("*.yaml"))
    what = "被继承的细则" if key == "extends" else "被本地化的细则"
    work.complain(source, (key,), f"找不到{what}“{name}”" + _named_alike(name, choices))
    return None


def _named_alike(name: str, choices: list[str]) -> str:
    """The name meant; one that ends in a year is meant for the rubric of the period that holds the year."""
    stem, _, year = name.rpartition("-")
    periods = [choice for choice in choices if choice.rpartition("-")[0] == stem and choice <= name]
    if year.isdigit() and periods:
        return f"，您是不是想写“{max(periods)}”？"
    return did_you_mean(name, choices)


def _add_rubric(work: Compilation, source: YamlSource, chain: tuple[Path, ...]) -> None:
    from checker.rubric.schema import RubricFile

    form = work.validate(source, RubricFile)
    if form is None:
        return
    folder = source.path.parent
    if form.extends:
        parent = named_layer(work, source, "extends", form.extends)
        if parent is not None:
            add_layer(work, parent, chain, work.shown(source.path))
    if form.lexicon:
        _add_lexicon(work, source, folder / form.lexicon)
    for index, name in enumerate(form.include):
        _add_criteria_file(work, folder / name, f"{work.shown(source.path)}:{source.line_of(('include', index))}")
    if form.criteria:
        add_local_criteria(work, source, form)
    for index, name in enumerate(form.cases):
        work.case_files[folder / name] = f"{work.shown(source.path)}:{source.line_of(('cases', index))}"
    for index, change in enumerate(form.changes):
        apply_change(work, source, ("changes", index), change, work.origin(source, ("changes", index)))
    set_gate(work, source, form.gate)
    work.head = {
        "id": form.id,
        "version": form.version,
        "title": form.title,
        "title_en": form.title_en,
        "report_type": form.report_type,
        "purpose": form.purpose or work.head.get("purpose", "check"),
        "years": list(form.years),
        "gate": work.head["gate"],
        "origin": work.shown(source.path),
        "abstract": form.abstract,
    }


def set_gate(work: Compilation, source: YamlSource, gate: Any) -> None:
    """Take over the gate of a layer; without one the gate of the layer below stays."""
    plain = gate.model_dump(exclude={"who", "when", "why"}) if gate else work.head.get("gate")
    work.head["gate"] = plain or {"fail_on": ["fail", "error"]}
    for index, wanted in enumerate(work.head["gate"].get("must_pass", ())):
        at = ("gate", "must_pass", index)
        if wanted not in work.criteria:
            work.complain(source, at, f"门槛里的条目“{wanted}”不存在" + did_you_mean(wanted, work.criteria))
        elif work.criteria[wanted]["rule"] == DESELECTED:
            work.complain(source, at, f"门槛要求必须通过的条目“{wanted}”已经不选，请从门槛中去掉或者重新选上")


def add_local_criteria(work: Compilation, source: YamlSource, form: Any) -> None:
    """The criteria that stand in the rubric or tailoring file itself."""
    group = form.group.model_dump() if form.group else {"id": "local", "name": "本地要求", "name_en": "Local"}
    work.groups.setdefault(group["id"], group)
    for index, criterion in enumerate(form.criteria):
        _add_criterion(work, source, ("criteria", index), criterion, group["id"])


def _add_lexicon(work: Compilation, wanted_by: YamlSource, folder: Path) -> None:
    from checker.rubric.lexicon_forms import FORMS

    files = work.listing(folder)
    if not files:
        work.complain(wanted_by, ("lexicon",), f"词库文件夹不存在或是空的：{folder.name}")
    for file in files:
        source = work.read(file, folder.name)
        if source is None:
            continue
        if file.stem not in FORMS:
            hint = did_you_mean(file.stem, FORMS)
            work.complain(source, 1, f"不认识的词库文件“{file.name}”{hint}（可用的有：{'、'.join(sorted(FORMS))}）")
            continue
        if source.data is None or work.validate(source, FORMS[file.stem]) is None:
            continue
        if file.stem == "instruments" and file.parent.resolve() != builtin_folder() / "lexicon":
            _refuse_expressions(work, source)
        previous = work.lexicon.get(file.stem)
        if isinstance(previous, dict) and isinstance(source.data, dict):
            work.lexicon[file.stem] = {**previous, **source.data}
        else:
            work.lexicon[file.stem] = source.data


def _refuse_expressions(work: Compilation, source: YamlSource) -> None:
    """Regular expressions are for the built-in lexicon alone: one badly written never comes to an end."""
    for index, row in enumerate(source.data.get("title_errors") or ()):
        if "wrong_re" in row:
            at = ("title_errors", index, "wrong_re")
            work.complain(source, at, "自己的词库里不能写正则表达式（wrong_re），请改用 wrong 写出误写的原样")


def _add_criteria_file(work: Compilation, path: Path, wanted_by: str) -> None:
    from checker.rubric.schema import CriteriaFile

    source = work.read(path, wanted_by)
    form = work.validate(source, CriteriaFile) if source else None
    if source is None or form is None:
        return
    work.groups.setdefault(form.group.id, form.group.model_dump())
    for index, criterion in enumerate(form.criteria):
        _add_criterion(work, source, ("criteria", index), criterion, form.group.id)


def _add_criterion(work: Compilation, source: YamlSource, at: tuple[str | int, ...], form: Any, group: str) -> None:
    if form.id in work.criteria:
        where = work.criteria[form.id]["origin"]
        work.complain(source, (*at, "id"), f"条目“{form.id}”已经有了（{where}），编号不能重复")
        return
    if form.rule.kind not in MODULES or form.rule.kind == DESELECTED:
        kinds = [kind for kind in MODULES if kind != DESELECTED]
        hint = did_you_mean(form.rule.kind, kinds)
        work.complain(source, (*at, "rule", "kind"), f"不认识的规则类型“{form.rule.kind}”{hint}")
        return
    if form.rule.kind == "defects" and not _known_detector(work, source, at, form):
        return
    plain = form.model_dump(exclude={"rule", "cases", "message", "message_en", "basis", "before"})
    plain["group"] = group
    plain["rule"] = form.rule.kind
    plain["params"] = {k: v for k, v in form.rule.model_dump(exclude_none=True).items() if k != "kind"}
    plain["message"] = form.message.model_dump(exclude_none=True)
    plain["message_en"] = form.message_en.model_dump(exclude_none=True)
    plain["basis"] = [basis.model_dump() for basis in form.basis]
    plain["before"] = [form.before.year, form.before.level] if form.before else None
    plain["cases"] = [plain_case(case) for case in form.cases]
    plain["origin"] = str(work.origin(source, at))
    work.criteria[form.id] = plain
    for path, value_path in _values(form, at):
        work.origins.setdefault(form.id, {})[value_path] = work.origin(source, path)


def _known_detector(work: Compilation, source: YamlSource, at: tuple[str | int, ...], form: Any) -> bool:
    from checker.rules.defects import names

    wanted = form.rule.detector or form.id
    if wanted in names():
        return True
    where = (*at, "rule", "detector") if form.rule.detector else (*at, "rule")
    text = f"没有叫“{wanted}”的检测器" + did_you_mean(wanted, names()) + f"（可用的有：{'、'.join(names())}）"
    work.complain(source, where, text if form.rule.detector else f"{text}，请用 detector 写明")
    return False


def plain_case(case: Any) -> Plain:
    """A case's form as the fields of the model; what few cases have is left out where it is not said."""
    further: Plain = {"assertion": case.assertion, "says": case.says}
    if case.quote is not None:
        further["quotes"] = [case.quote] if isinstance(case.quote, str) else case.quote
    return {
        "coverage": case.expected,
        "text": case.report if case.text is None else case.text,
        "why": case.why,
        "role": case.role,
        "kind": case.kind,
        "year": case.year,
        "whole": case.text is None,
        **{name: value for name, value in further.items() if value is not None},
    }


def _values(form: Any, at: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], tuple[str, ...]]]:
    """(place in the file, value path) of everything a criterion says, its phrases one by one."""
    for name in sorted(form.model_fields_set - {"rule"}):
        yield (*at, name), (name,)
    rule = form.rule
    yield (*at, "rule"), ("rule",)
    for name in sorted(rule.model_fields_set - {"kind", "elements"}):
        value = getattr(rule, name)
        if isinstance(value, list):
            for index, phrase in enumerate(value):
                yield (*at, "rule", name, index), (name, str(phrase))
        else:
            yield (*at, "rule", name), (name,)
    for number, element in enumerate(rule.elements or ()):
        for index, phrase in enumerate(element.find):
            yield (*at, "rule", "elements", number, "find", index), (f"find:{element.id}", phrase)


def check_patterns(work: Compilation) -> None:
    """Every pattern of every criterion is read once; what cannot be read is a mistake of its line."""
    groups = work.lexicon.get("groups") or {}
    for criterion in work.criteria.values():
        for slot, patterns in pattern_sets(criterion["params"]).items():
            for pattern in patterns:
                try:
                    parse_typed(pattern, groups)
                except PatternError as error:
                    origin = work.origins.get(criterion["id"], {}).get((slot, pattern))
                    text = f"条目“{criterion['id']}”的 {slot}：{error}{_group_hint(str(error), groups)}"
                    if origin:
                        work.complain_at(origin.file, origin.line, text)
                    else:
                        work.problems.append(f"{criterion['origin']}：{text}")


def check_map(work: Compilation) -> None:
    """A map never holds anything against a report: all its items are encouraged, and its gate asks nothing."""
    if work.head.get("purpose") != "map":
        return
    gate = work.head["gate"]
    if any(gate.get(key) for key in ("fail_on", "must_pass", "min_score")) or gate.get("max_warn") is not None:
        work.problems.append(f"{work.head['origin']}：purpose: map 的细则不作合格判断，门槛只能写 fail_on: []")
    for criterion in work.criteria.values():
        if criterion["rule"] != DESELECTED and (criterion["level"] != "encouraged" or criterion["before"]):
            where = criterion["origin"]
            name = criterion["id"]
            work.problems.append(f"{where}：purpose: map 的细则里，条目“{name}”的级别只能是 encouraged，且不写 before")


def _group_hint(message: str, groups: Plain) -> str:
    """A suggestion where a pattern names a group that does not exist."""
    if "不存在的词组" not in message:
        return ""
    name = message.rpartition("<")[2].partition(">")[0]
    return did_you_mean(name, groups)
