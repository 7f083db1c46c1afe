"""A YAML file held against its form: every mistake at once, each with file, line and a suggestion."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, get_args

from checker.errors import one_line, why_not
from checker.rubric.mistakes import say, unknown_field
from checker.rubric.yaml_source import Path_, YamlFormError, YamlSource

if TYPE_CHECKING:
    from pydantic import BaseModel

    Form = TypeVar("Form", bound=BaseModel)

MOST_BYTES = 5_000_000


class FormError(Exception):
    """What is wrong with a file, each problem ``file:line：clause``."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = [one_line(problem) for problem in problems]
        super().__init__("；".join(self.problems))


def read_source(path: Path) -> tuple[YamlSource, bytes]:
    """The parsed file and its bytes. Raises :class:`FormError` where it cannot be read as YAML."""
    try:
        if path.is_dir():
            raise FormError([f"“{path}”是一个文件夹，请指定其中的文件"])
        data = path.read_bytes()
    except FileNotFoundError:
        raise FormError([f"找不到文件“{path}”，请检查路径"]) from None
    except (OSError, ValueError) as error:
        raise FormError([f"“{path}”读不出来（{why_not(error)}），请检查文件权限"]) from None
    return parsed(data, path), data


def parsed(data: bytes, path: Path) -> YamlSource:
    """``data`` as the YAML file at ``path``. Raises :class:`FormError`."""
    name = path.name
    if len(data) > MOST_BYTES:
        raise FormError([f"{name}：文件超过 {MOST_BYTES // 1_000_000} MB，请确认指定的是正确的文件"])
    try:
        return YamlSource(path, data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise FormError([f"{name}:1：文件不是 UTF-8 编码，请在记事本里“另存为”，编码选 UTF-8"]) from None
    except YamlFormError as problem:
        raise FormError([f"{name}:{problem.line}：{problem.text}"]) from None


def validated(source: YamlSource, value: Any, form: type[Form], at: Path_ = (), *, excerpt: bool = True) -> Form:
    """``value``, which stands at ``at`` in the file, in its form. Raises :class:`FormError` with every mistake."""
    from pydantic import ValidationError

    try:
        return form.model_validate(value)
    except ValidationError as error:
        found = sorted((source.line_of((*at, *item["loc"])), index, item) for index, item in enumerate(error.errors()))
        raise FormError([_placed(source, line, _clause(item, form), excerpt) for line, _, item in found]) from None


def _placed(source: YamlSource, line: int, clause: str, excerpt: bool) -> str:
    """``file:line：clause　→ the line itself``."""
    shown = source.line_text(line) if excerpt else ""
    return f"{source.path.name}:{line}：{clause}" + (f"　→ {shown}" if shown else "")


def _clause(item: Mapping[str, Any], form: type[BaseModel]) -> str:
    names = [step for step in item["loc"] if isinstance(step, str)]
    at = names[-1] if names else ""
    if item["type"] == "extra_forbidden":
        return unknown_field(at, sorted(set(_names(form))), item["input"])
    if item["type"] in ("model_type", "model_attributes_type") and not at:
        return "内容应为字段组，每行写作“字段: 值”"
    # of an entry of a list, the list is named: “required”的值…
    return say({**item, "loc": names})


def _names(form: Any) -> Iterator[str]:
    """Every field of the form and of the forms inside it."""
    fields = getattr(form, "model_fields", None)
    if fields is None:
        for inner in get_args(form):
            yield from _names(inner)
        return
    for name, field in fields.items():
        yield name
        yield from _names(field.annotation)
