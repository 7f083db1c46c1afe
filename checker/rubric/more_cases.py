"""The cases that stand in files of their own, for those who test a rubric; checking a report never reads them.

A rubric names the files, or folders of them, under ``cases``; each maps criterion ids to cases in the
form of the criteria files. They are no part of the compiled rubric, its digest or its cache: a case changes no finding.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from checker.model import Rubric
from checker.paths import is_dir
from checker.rubric.compilation import Compilation, builtin_folder
from checker.rubric.load import compile_file, finished, plain_case
from checker.rubric.mistakes import did_you_mean
from checker.rubric.open import resolve, to_rubric


def load_with_cases(name_or_path: str | os.PathLike[str]) -> Rubric:
    """A rubric with all its cases, those in files of their own behind those beside the criterion.

    Compiled afresh. Raises ``RubricError`` with every mistake, those in the files of cases included.
    """
    path = resolve(name_or_path, builtin_folder())
    work = compile_file(path)
    add_cases(work)
    return to_rubric(finished(work, os.fspath(name_or_path)))


def add_cases(work: Compilation) -> None:
    """Read the files of cases that a compilation names; every mistake is noted with file and line."""
    for path, wanted_by in work.case_files.items():
        for file in sorted(path.glob("*.yaml")) if is_dir(path) else [path]:
            _add_file(work, file, wanted_by)


def _add_file(work: Compilation, path: Path, wanted_by: str) -> None:
    from checker.rubric.schema import CasesFile

    source = work.read(path, wanted_by, aside=True)
    form: Any = work.validate(source, CasesFile) if source else None
    if source is None or form is None:
        return
    for name, cases in form.root.items():
        criterion = work.criteria.get(name)
        if criterion is None:
            work.complain(source, (name,), f"没有编号为“{name}”的条目" + did_you_mean(name, work.criteria))
            continue
        further = [
            {**plain_case(case), "origin": str(work.origin(source, (name, index)))} for index, case in enumerate(cases)
        ]
        criterion["cases"] = [*criterion["cases"], *further]
