"""Opening a rubric: by built-in name or by file, compiled once and kept as long as its files are unchanged."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from checker import cache as caching
from checker.errors import RubricError
from checker.model import Basis, Case, Criterion, Gate, Group, Rubric
from checker.paths import is_dir, is_file, is_there
from checker.version import __version__

_FORMAT = "6"
_Stamp = tuple[tuple[str, int, int], ...]
_opened: dict[Path, tuple[_Stamp, Mapping[str, Any], Rubric]] = {}


def load_rubric(name_or_path: str | os.PathLike[str], *, cache: bool = True, strict: bool = False) -> Rubric:
    """Load a rubric by built-in name (``law-government-2021``) or path of a rubric or tailoring file.

    Raises ``RubricError`` with every mistake found; with ``strict`` also where a criterion lacks cases,
    basis or advice. Compiled rubrics are kept in the user's cache folder with the digests of all files
    they rest on; ``cache=False`` compiles afresh.
    """
    from checker.rubric.compilation import builtin_folder

    path = resolve(name_or_path, builtin_folder())
    rubric = _kept(path.resolve()) if cache else None
    if rubric is None:
        rubric = _compiled(path, cache)
    if strict:
        from checker.rubric.strict import strict_problems

        problems = strict_problems(rubric)
        if problems:
            raise RubricError(os.fspath(name_or_path), problems)
    return rubric


def apply_tailoring(rubric: Rubric, path: str | os.PathLike[str]) -> Rubric:
    """The rubric as a tailoring file changes it; see :func:`checker.rubric.tailoring.apply_tailoring`."""
    from checker.rubric.tailoring import apply_tailoring as apply

    return apply(rubric, path)


def resolve(name_or_path: str | os.PathLike[str], builtin: Path) -> Path:
    """The file of a rubric; raises ``RubricError`` with a suggestion where there is none."""
    text = os.fspath(name_or_path)
    if is_dir(Path(text)) and text:
        raise RubricError(text, ["这是一个文件夹，请写明其中的细则文件"])
    if not text.endswith((".yaml", ".yml")) and "/" not in text and "\\" not in text:
        path = builtin / f"{text}.yaml"
        if is_file(path):
            return path
        if is_file(Path(f"{text}.yaml")):
            raise RubricError(text, [f"没有名为“{text}”的内置细则，您是不是想用当前文件夹里的“{text}.yaml”？"])
        import difflib

        names = sorted(p.stem for p in builtin.glob("*.yaml") if not p.stem.endswith("-base"))
        close = difflib.get_close_matches(text, names, n=1)
        hint = f"您是不是想用“{close[0]}”？" if close else f"可用的有：{'、'.join(names)}"
        raise RubricError(text, [f"没有名为“{text}”的内置细则，{hint}"])
    path = Path(text)
    if not is_file(path):
        raise RubricError(text, [f"找不到文件“{text}”，{where_it_may_be(path)}"])
    return path


def where_it_may_be(path: Path) -> str:
    """What to do about a file that is not there; Notepad hides the .txt that it adds to a name."""
    for other in (path.with_name(f"{path.name}.txt"), path.with_suffix(".yml"), path.with_suffix(".yaml")):
        if path.name and other != path and is_file(other):
            return f"文件夹里有“{other.name}”，请改文件名，或者照它的全名写"
    return "请检查路径"


def _kept(path: Path) -> Rubric | None:
    """The rubric as compiled before, in this process or an earlier one, if all it rests on is unchanged."""
    known = _opened.get(path)
    if known is not None and known[0] == _stamp(known[1]):
        return known[2]
    stored = caching.read(_name(path))
    if not isinstance(stored, dict) or not isinstance(stored.get("rests_on"), dict):
        return None
    rests_on = stored["rests_on"]
    stamp = _stamp(rests_on)
    if not _unchanged(rests_on):
        return None
    rubric = to_rubric(stored["rubric"])
    _opened[path] = (stamp, rests_on, rubric)
    return rubric


def _compiled(path: Path, cache: bool) -> Rubric:
    from checker.rubric.load import compile_file, finished

    work = compile_file(path)
    plain = finished(work, str(path))
    rubric = to_rubric(plain)
    if cache:
        rests_on = work.rests_on()
        caching.keep(_name(path.resolve()), {"rests_on": rests_on, "rubric": plain})
        if _unchanged(rests_on):
            _opened[path.resolve()] = (_stamp(rests_on), rests_on, rubric)
    return rubric


def _name(path: Path) -> str:
    digest = hashlib.sha256(f"{__version__}|{_FORMAT}|{path}".encode()).hexdigest()
    return f"rubric-{path.stem}-{digest[:32]}"


def _stamp(rests_on: Mapping[str, Any]) -> _Stamp:
    """Time and size of every file and folder: enough within one process."""
    return tuple(_stat(name) for part in ("files", "absent", "folders") for name in rests_on[part])


def _stat(name: str) -> tuple[str, int, int]:
    try:
        found = os.stat(name)  # noqa: PTH116 - forty of these stand before every report
    except OSError:
        return (name, -1, -1)
    return (name, found.st_mtime_ns, found.st_size)


def _unchanged(rests_on: Mapping[str, Any]) -> bool:
    """Whether every file has the content, and every folder the files, that were compiled."""
    if any(is_there(Path(name)) for name in rests_on["absent"]):
        return False
    for folder, names in rests_on["folders"].items():
        if sorted(file.name for file in Path(folder).glob("*.yaml")) != names:
            return False
    for name, digest in rests_on["files"].items():
        try:
            if hashlib.sha256(Path(name).read_bytes()).hexdigest() != digest:
                return False
        except OSError:
            return False
    return True


def to_rubric(plain: Mapping[str, Any]) -> Rubric:
    """Plain compiled data as the frozen types of the model."""
    return Rubric(
        id=plain["id"],
        version=plain["version"],
        title=plain["title"],
        sha256=plain["sha256"],
        report_type=plain["report_type"],
        years=(plain["years"][0], plain["years"][1]),
        groups=tuple(Group(**group) for group in plain["groups"]),
        criteria=tuple(_criterion(item) for item in plain["criteria"]),
        gate=_gate(plain["gate"]),
        tables={**plain["tables"], "__sha256__": plain["sha256"]},
        title_en=plain["title_en"],
        origin=plain["origin"],
        purpose=plain["purpose"],
    )


def _gate(item: Mapping[str, Any]) -> Gate:
    return Gate(
        fail_on=tuple(item.get("fail_on", ("fail", "error"))),
        must_pass=tuple(item.get("must_pass", ())),
        min_score=float(item.get("min_score", 0.0)),
        max_warn=item.get("max_warn"),
    )


def _case(item: Mapping[str, Any]) -> Case:
    quotes = item.get("quotes")
    return Case(**item) if quotes is None else Case(**{**item, "quotes": tuple(quotes)})


def _criterion(item: Mapping[str, Any]) -> Criterion:
    fields = dict(item)
    fields["kinds"] = tuple(item["kinds"])
    fields["basis"] = tuple(Basis(**basis) for basis in item["basis"])
    fields["cases"] = tuple(_case(case) for case in item["cases"])
    fields["before"] = tuple(item["before"]) if item["before"] else None
    return Criterion(**fields)
