"""Opening a rubric: by built-in name or by file, compiled once and kept by the digest of its sources."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from checker import cache as caching
from checker.errors import RubricError
from checker.model import Basis, Case, Criterion, Gate, Group, Rubric
from checker.version import __version__

_FORMAT = "1"
_opened: dict[str, Rubric] = {}


def load_rubric(name_or_path: str | os.PathLike[str], *, cache: bool = True) -> Rubric:
    """Load a rubric by built-in name (``law-government-2021``) or path of a YAML file.

    Raises ``RubricError`` with every mistake found. Compiled rubrics are kept in the user's cache
    folder, keyed by the digest of all files they could rest on; ``cache=False`` compiles afresh.
    """
    from checker.rubric.load import builtin_folder, compile_rubric

    path = _resolve(name_or_path, builtin_folder())
    digest = _digest(path, builtin_folder())
    if cache and digest in _opened:
        return _opened[digest]
    kept = f"{path.stem}-{digest[:32]}"
    plain = caching.read(kept) if cache else None
    if not isinstance(plain, dict):
        plain = compile_rubric(path)
        if cache:
            caching.keep(kept, plain)
    rubric = to_rubric(plain)
    if cache:
        _opened[digest] = rubric
    return rubric


def _resolve(name_or_path: str | os.PathLike[str], builtin: Path) -> Path:
    text = os.fspath(name_or_path)
    if not text.endswith((".yaml", ".yml")) and "/" not in text and "\\" not in text:
        path = builtin / f"{text}.yaml"
        if path.is_file():
            return path
        import difflib

        names = sorted(p.stem for p in builtin.glob("*.yaml") if not p.stem.endswith("-base"))
        close = difflib.get_close_matches(text, names, n=1)
        hint = f"您是不是想用“{close[0]}”" if close else f"可用的有：{'、'.join(names)}"
        raise RubricError(text, [f"没有名为“{text}”的内置细则，{hint}"])
    path = Path(text)
    if not path.is_file():
        raise RubricError(text, [f"找不到文件“{text}”，请检查路径"])
    return path


def _digest(path: Path, builtin: Path) -> str:
    """Digest of every file the rubric could rest on, plus the code's version."""
    digest = hashlib.sha256(f"{__version__}|{_FORMAT}|{path.name}".encode())
    folders = {builtin, path.resolve().parent} if path.resolve().parent != builtin.resolve() else {builtin}
    for folder in sorted(folders):
        pattern = ("*.yaml", "criteria/*.yaml", "lexicon/*.yaml")
        files = sorted(
            {file for glob in pattern for file in folder.glob(glob)} | ({path} if folder != builtin else set())
        )
        for file in files:
            digest.update(file.name.encode())
            try:
                digest.update(file.read_bytes())
            except OSError:
                digest.update(b"?")
    return digest.hexdigest()


def to_rubric(plain: Mapping[str, Any]) -> Rubric:
    """Plain compiled data as the frozen types of the model."""
    return Rubric(
        id=plain["id"],
        version=plain["version"],
        title=plain["title"],
        title_en=plain["title_en"],
        sha256=plain["sha256"],
        report_type=plain["report_type"],
        years=(plain["years"][0], plain["years"][1]),
        groups=tuple(Group(**group) for group in plain["groups"]),
        criteria=tuple(_criterion(item) for item in plain["criteria"]),
        gate=_gate(plain["gate"]),
        tables={**plain["tables"], "__sha256__": plain["sha256"]},
        origin=plain["origin"],
    )


def _gate(item: Mapping[str, Any]) -> Gate:
    return Gate(
        fail_on=tuple(item.get("fail_on", ("fail", "error"))),
        must_pass=tuple(item.get("must_pass", ())),
        min_score=float(item.get("min_score", 0.0)),
        max_warn=item.get("max_warn"),
    )


def _criterion(item: Mapping[str, Any]) -> Criterion:
    fields = dict(item)
    fields["kinds"] = tuple(item["kinds"])
    fields["basis"] = tuple(Basis(**basis) for basis in item["basis"])
    fields["cases"] = tuple(Case(**case) for case in item["cases"])
    fields["before"] = tuple(item["before"]) if item["before"] else None
    return Criterion(**fields)
