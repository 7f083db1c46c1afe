"""YAML -> :class:`Rubric`: reading, layering, checking; every mistake is collected, with file and line."""

from __future__ import annotations

import difflib
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from checker.errors import RubricError
from checker.language.lexicon import Key
from checker.language.patterns import PatternError, parse
from checker.rubric.yaml_source import YamlFormError, YamlSource
from checker.rules.registry import MODULES
from checker.rules.slots import pattern_sets

Plain = dict[str, Any]


@dataclass
class Compilation:
    """A rubric being put together: plain data, the files it rests on, and all problems found."""

    problems: list[str] = field(default_factory=list)
    files: dict[Path, bytes] = field(default_factory=dict)
    groups: dict[str, Plain] = field(default_factory=dict)
    criteria: dict[str, Plain] = field(default_factory=dict)
    lexicon: dict[str, Any] = field(default_factory=dict)
    head: Plain = field(default_factory=dict)

    def complain(self, source: YamlSource | Path, path: Sequence[str | int] | int, text: str) -> None:
        if isinstance(source, YamlSource):
            line = source.line_of(tuple(path)) if not isinstance(path, int) else path
            excerpt = source.line_text(line)
            self.problems.append(f"{source.path.name}:{line}：{text}" + (f"　→ {excerpt}" if excerpt else ""))
        else:
            self.problems.append(f"{source.name}:{path if isinstance(path, int) else 1}：{text}")


def compile_rubric(path: Path) -> Plain:
    """Compile a rubric file and all it rests on into plain data. Raises ``RubricError`` with every mistake."""
    work = Compilation()
    _add_rubric(work, path, ())
    if not work.problems:
        _check_patterns(work, path)
    if work.problems:
        raise RubricError(str(path), work.problems)
    digest = hashlib.sha256()
    for name, data in sorted((file.name, data) for file, data in work.files.items()):
        digest.update(name.encode() + b"\0" + data + b"\0")
    return {
        **work.head,
        "sha256": digest.hexdigest(),
        "groups": list(work.groups.values()),
        "criteria": list(work.criteria.values()),
        "tables": work.lexicon,
    }


def _read(work: Compilation, path: Path, wanted_by: str) -> YamlSource | None:
    try:
        data = path.read_bytes()
    except OSError:
        work.problems.append(f"{wanted_by}：找不到文件“{path.name}”，请检查路径")
        return None
    work.files[path.resolve()] = data
    try:
        return YamlSource(path, data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        work.problems.append(f"{path.name}:1：文件不是 UTF-8 编码，请另存为 UTF-8")
    except YamlFormError as problem:
        work.problems.append(f"{path.name}:{problem.line}：{problem.text}")
    return None


def _validate(work: Compilation, source: YamlSource, form: Any) -> Any:
    """The validated form, or ``None`` with every mistake noted."""
    from pydantic import ValidationError

    try:
        return form.model_validate(source.data)
    except ValidationError as error:
        for item in sorted(error.errors(), key=lambda item: source.line_of(item["loc"])):
            work.complain(source, item["loc"], _say(item, form))
    return None


def _say(item: Any, form: Any) -> str:
    """A pydantic error as one Chinese clause, with a suggestion for misspelt keys and values."""
    kind, at = item["type"], str(item["loc"][-1]) if item["loc"] else ""
    if kind == "extra_forbidden":
        names = sorted({name for model in _forms(form) for name in model.model_fields} | {"is"})
        return f"不认识的字段“{at}”" + _did_you_mean(at, names)
    if kind == "missing":
        return f"缺少“{at}”"
    if kind == "literal_error":
        expected = [word.strip("' ") for word in item["ctx"]["expected"].replace(" or ", ", ").split(", ")]
        return f"“{at}”的值“{item['input']}”不在可选范围（{'、'.join(expected)}）" + _did_you_mean(
            str(item["input"]), expected
        )
    if kind == "value_error":
        return str(item["ctx"]["error"])
    names_of = {
        "string_type": "应为文字",
        "list_type": "应为列表",
        "int_type": "应为整数",
        "int_parsing": "应为整数",
        "float_type": "应为数字",
        "float_parsing": "应为数字",
        "dict_type": "应为字段组",
        "model_type": "应为字段组",
        "string_too_short": "不能为空",
        "too_short": "不能为空",
        "string_pattern_mismatch": "写法不合规定",
    }
    return f"“{at}”{names_of.get(kind, '的值不合规定（' + str(item['msg']) + '）')}"


def _forms(form: Any) -> list[Any]:
    from pydantic import BaseModel

    from checker.rubric import schema

    return [value for value in vars(schema).values() if isinstance(value, type) and issubclass(value, BaseModel)]


def _did_you_mean(word: str, names: Sequence[str]) -> str:
    close = difflib.get_close_matches(word, names, n=1, cutoff=0.6)
    return f"，您是不是想写“{close[0]}”？" if close else ""


def _add_rubric(work: Compilation, path: Path, below: tuple[Path, ...]) -> None:
    from checker.rubric.schema import RubricFile

    if path.resolve() in below:
        work.problems.append(f"{path.name}:1：extends 绕成了圈")
        return
    source = _read(work, path, str(path))
    form = _validate(work, source, RubricFile) if source else None
    if source is None or form is None:
        return
    folder = path.parent
    if form.extends:
        parent = folder / f"{form.extends}.yaml"
        if not parent.exists():
            parent = builtin_folder() / f"{form.extends}.yaml"
        if not parent.exists():
            choices = sorted(p.stem for p in builtin_folder().glob("*.yaml"))
            work.complain(
                source, ("extends",), f"找不到被继承的细则“{form.extends}”" + _did_you_mean(form.extends, choices)
            )
        else:
            _add_rubric(work, parent, (*below, path.resolve()))
    if form.lexicon:
        _add_lexicon(work, folder / form.lexicon)
    for name in form.include:
        _add_criteria_file(work, folder / name)
    if form.criteria:
        group = form.group.model_dump() if form.group else {"id": "local", "name": "本地要求", "name_en": "Local"}
        work.groups.setdefault(group["id"], group)
        for index, criterion in enumerate(form.criteria):
            _add_criterion(work, source, ("criteria", index), criterion, group["id"])
    for index, change in enumerate(form.changes):
        _apply_change(work, source, index, change, form.id)
    gate = form.gate.model_dump() if form.gate else work.head.get("gate") or {"fail_on": ["fail", "error"]}
    for index, wanted in enumerate(gate.get("must_pass", ())):
        if wanted not in work.criteria:
            work.complain(
                source,
                ("gate", "must_pass", index),
                f"门槛里的条目“{wanted}”不存在" + _did_you_mean(wanted, sorted(work.criteria)),
            )
    work.head = {
        "id": form.id,
        "version": form.version,
        "title": form.title,
        "title_en": form.title_en,
        "report_type": form.report_type,
        "years": list(form.years),
        "gate": gate,
        "origin": path.name,
        "abstract": form.abstract,
    }


def _add_lexicon(work: Compilation, folder: Path) -> None:
    files = sorted(folder.glob("*.yaml"))
    if not files:
        work.problems.append(f"{folder.name}：词库文件夹不存在或是空的")
    for file in files:
        source = _read(work, file, folder.name)
        if source is not None:
            previous = work.lexicon.get(file.stem)
            if isinstance(previous, dict) and isinstance(source.data, dict):
                work.lexicon[file.stem] = {**previous, **source.data}
            else:
                work.lexicon[file.stem] = source.data


def _add_criteria_file(work: Compilation, path: Path) -> None:
    from checker.rubric.schema import CriteriaFile

    source = _read(work, path, "include")
    form = _validate(work, source, CriteriaFile) if source else None
    if source is None or form is None:
        return
    work.groups.setdefault(form.group.id, form.group.model_dump())
    for index, criterion in enumerate(form.criteria):
        _add_criterion(work, source, ("criteria", index), criterion, form.group.id)


def _add_criterion(work: Compilation, source: YamlSource, at: tuple[str | int, ...], form: Any, group: str) -> None:
    if form.id in work.criteria:
        work.complain(source, (*at, "id"), f"条目“{form.id}”已经有了，编号不能重复")
        return
    if form.rule.kind not in MODULES:
        work.complain(
            source,
            (*at, "rule", "kind"),
            f"不认识的规则类型“{form.rule.kind}”" + _did_you_mean(form.rule.kind, sorted(MODULES)),
        )
        return
    plain = form.model_dump(exclude={"rule", "cases", "message", "basis", "before"})
    plain["group"] = group
    plain["rule"] = form.rule.kind
    plain["params"] = {k: v for k, v in form.rule.model_dump(exclude_none=True).items() if k != "kind"}
    plain["message"] = form.message.model_dump(exclude_none=True)
    plain["basis"] = [basis.model_dump() for basis in form.basis]
    plain["before"] = [form.before.year, form.before.level] if form.before else None
    plain["cases"] = [
        {
            "coverage": case.expected,
            "text": case.report if case.text is None else case.text,
            "why": case.why,
            "role": case.role,
            "kind": case.kind,
            "year": case.year,
            "whole": case.text is None,
        }
        for case in form.cases
    ]
    plain["origin"] = f"{source.path.name}:{source.line_of(at)}"
    work.criteria[form.id] = plain


def _apply_change(work: Compilation, source: YamlSource, index: int, change: Any, rubric_id: str) -> None:
    target = work.criteria.get(change.id)
    if target is None:
        work.complain(
            source,
            ("changes", index, "id"),
            f"要改的条目“{change.id}”不存在" + _did_you_mean(change.id, sorted(work.criteria)),
        )
        return
    target = dict(target)
    for name, value in change.model_dump(exclude_none=True, exclude={"id", "why", "find", "reject"}).items():
        target[name] = value
    for slot in ("find", "reject"):
        extra = getattr(change, slot)
        if extra:
            params = dict(target["params"])
            params[slot] = [*params.get(slot, ()), *extra]
            target["params"] = params
    target["origin"] = f"{target['origin']}, {source.path.name}:{source.line_of(('changes', index))}"
    work.criteria[change.id] = target


def _check_patterns(work: Compilation, path: Path) -> None:
    groups = work.lexicon.get("groups") or {}
    for criterion in work.criteria.values():
        for slot, patterns in pattern_sets(criterion["params"]).items():
            for pattern in patterns:
                try:
                    parse(pattern, groups)
                except PatternError as error:
                    work.problems.append(f"{criterion['origin']}：条目“{criterion['id']}”的 {slot}：{error}")


def builtin_folder() -> Path:
    """Where the built-in rubrics are: inside the installed package, or beside it in a checkout."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "_rubrics"
    return inside if inside.is_dir() else package.parent / "rubrics"


def key_sets(criteria: Sequence[Mapping[str, Any]]) -> dict[Key, Sequence[str]]:
    """All pattern sets of plain criteria, keyed by (criterion, slot)."""
    return {(c["id"], slot): patterns for c in criteria for slot, patterns in pattern_sets(c["params"]).items()}
