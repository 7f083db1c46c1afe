"""A rubric being put together: plain data, where each value came from, and every mistake found so far."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from checker.paths import is_file
from checker.rubric.mistakes import did_you_mean, say
from checker.rubric.open import where_it_may_be
from checker.rubric.yaml_source import YamlFormError, YamlSource

Plain = dict[str, Any]
ValuePath = tuple[str, ...]
"""A value of a criterion: ``("level",)``, or a phrase: ``("find", "法律顾问")``."""

_LONGEST_EXCERPT = 80

LAYERS = ("national", "province", "city", "unit")


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a value was written, and for a tailored one who changed it, when and why."""

    file: str
    line: int
    who: str = ""
    when: str = ""
    why: str = ""

    def __str__(self) -> str:
        told = "，".join(part for part in (self.who, self.when, self.why) if part)
        return f"{self.file}:{self.line}" + (f"（{told}）" if told else "")


@dataclass
class Compilation:
    """The state of one compilation.

    ``files`` and ``tailored`` hold what was read (the second in the order applied), ``absent`` the paths
    that were tried in vain, ``folders`` the listings that were taken: a compiled rubric stays good as long
    as all four are unchanged. ``origins`` says for each criterion where each value came from.
    ``case_files`` are named, not read: see :mod:`checker.rubric.more_cases`.
    """

    top: Path
    problems: list[str] = field(default_factory=list)
    files: dict[Path, bytes] = field(default_factory=dict)
    tailored: dict[Path, bytes] = field(default_factory=dict)
    absent: set[Path] = field(default_factory=set)
    folders: dict[Path, list[str]] = field(default_factory=dict)
    groups: dict[str, Plain] = field(default_factory=dict)
    criteria: dict[str, Plain] = field(default_factory=dict)
    lexicon: dict[str, Any] = field(default_factory=dict)
    head: Plain = field(default_factory=dict)
    origins: dict[str, dict[ValuePath, Origin]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    case_files: dict[Path, str] = field(default_factory=dict)
    layer: str = ""
    base_digest: str = ""
    texts: dict[str, list[str]] = field(default_factory=dict)
    names: dict[Path, str] = field(default_factory=dict)

    def shown(self, path: Path) -> str:
        """How a file is named to the user: from the folder of the built-in rubrics or of the file asked for."""
        if path not in self.names:
            self.names[path] = self._shown(path)
        return self.names[path]

    def _shown(self, path: Path) -> str:
        full = path.resolve()
        if builtin_folder() in full.parents:
            return full.relative_to(builtin_folder()).as_posix()
        try:
            return Path(os.path.relpath(full, self.top.parent.resolve())).as_posix()
        except ValueError:  # another drive
            return path.name

    def complain(self, source: YamlSource, path: Sequence[str | int] | int, text: str) -> None:
        """Note a mistake at a value of a file (its path of keys) or at a line."""
        line = path if isinstance(path, int) else source.line_of(tuple(path))
        self.complain_at(self.shown(source.path), line, text)

    def complain_at(self, file: str, line: int, text: str) -> None:
        """Note a mistake at a line (from 1) of a file that was read, named as it is shown; the line itself follows."""
        lines = self.texts.get(file, [])
        excerpt = lines[line - 1].strip() if 0 < line <= len(lines) else ""
        shown = excerpt if len(excerpt) <= _LONGEST_EXCERPT else excerpt[:_LONGEST_EXCERPT] + "……"
        self.problems.append(f"{file}:{line}：{text}" + (f"　→ {shown}" if shown else ""))

    def read(self, path: Path, wanted_by: str, *, tailoring: bool = False, aside: bool = False) -> YamlSource | None:
        """The parsed file, or ``None`` with the mistake noted. The bytes are kept for the digest, unless ``aside``."""
        try:
            data = path.read_bytes()
        except OSError:
            self.absent.add(path)
            where, _, line = wanted_by.rpartition(":")
            if where and line.isdigit():
                self.complain_at(where, int(line), f"找不到文件“{path.name}”，{where_it_may_be(path)}")
            else:
                self.problems.append(f"{wanted_by}：找不到文件“{path.name}”，{where_it_may_be(path)}")
            return None
        if not aside:
            (self.tailored if tailoring else self.files)[path.resolve()] = data
        try:
            text = data.decode("utf-8-sig")
            self.texts[self.shown(path)] = text.splitlines()
            return YamlSource(path, text)
        except UnicodeDecodeError:
            self.problems.append(f"{self.shown(path)}:1：文件不是 UTF-8 编码，请在记事本里“另存为”，编码选 UTF-8")
        except YamlFormError as problem:
            self.complain_at(self.shown(path), problem.line, problem.text)
        return None

    def validate(self, source: YamlSource, form: Any) -> Any:
        """The validated form of a file, or ``None`` with every mistake noted."""
        from pydantic import ValidationError

        try:
            return form.model_validate(source.data)
        except ValidationError as error:
            for item in sorted(error.errors(), key=lambda item: source.line_of(item["loc"])):
                told = say(item)
                if item["type"] == "extra_forbidden" and len(item["loc"]) == 1 and told.endswith("不能写在这里"):
                    told += did_you_mean(str(item["loc"][0]), form.model_fields)
                self.complain(source, item["loc"], told)
        return None

    def exists(self, path: Path) -> bool:
        """Whether a file is there; a vain try is remembered, for the file may come one day."""
        if is_file(path):
            return True
        self.absent.add(path)
        return False

    def listing(self, folder: Path) -> list[Path]:
        """The YAML files of a folder, sorted by name."""
        found = sorted(folder.glob("*.yaml"))
        self.folders[folder] = [file.name for file in found]
        return found

    def origin(self, source: YamlSource, path: Sequence[str | int]) -> Origin:
        return Origin(self.shown(source.path), source.line_of(tuple(path)))

    def digest(self) -> str:
        """SHA-256 over all files, each with its name; tailorings are chained on in their order."""
        value = self.base_digest
        if not value:
            running = hashlib.sha256()
            for name, data in sorted((file.name, data) for file, data in self.files.items()):
                running.update(name.encode() + b"\0" + data + b"\0")
            value = running.hexdigest()
        for file, data in self.tailored.items():
            value = hashlib.sha256(f"{value}\0{file.name}\0".encode() + data).hexdigest()
        return value

    def rests_on(self) -> dict[str, Any]:
        """What must be unchanged for the compiled rubric to be good, as plain data."""
        read = {**self.files, **self.tailored}
        return {
            "files": {str(path): hashlib.sha256(data).hexdigest() for path, data in read.items()},
            "absent": sorted(str(path) for path in self.absent),
            "folders": {str(folder): names for folder, names in self.folders.items()},
        }


def builtin_folder() -> Path:
    """Where the built-in rubrics are: inside the installed package, or beside it in a checkout."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "_rubrics"
    return inside if inside.is_dir() else package.parent / "rubrics"
