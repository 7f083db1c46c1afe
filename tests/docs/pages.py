"""A documentation page as something that can be run, and written anew where its outputs have changed.

A fenced block runs by its language, in a folder of the page's own that holds some sample files:

``sh``, ``console``
    commands; in ``console`` they begin with ``$`` and what follows is their output, compared line by line, a line
    ``……`` standing for any number of lines. Without output, the command must end with 0 or 1 and say no error.
``python``
    runs.
``yaml NAME``, ``text NAME``
    becomes the file NAME; without a name YAML must at least be YAML.

Attributes stand behind the language: ``status=2`` is the exit status wanted of the block's last command,
``run=never reason="…"`` keeps a block from running and says why. ``<!-- run: COMMAND -->`` runs unseen.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[2]
PAGES = sorted(path for path in [*(ROOT / "docs").rglob("*.md"), *ROOT.glob("*.md")] if path.name != "CHANGELOG.md")
_BLOCK = re.compile(
    r"^(?P<indent> *)```(?P<language>\w+)(?P<rest>[^\n]*)\n(?P<body>.*?)^(?P=indent)```$"
    r"|^<!-- run: (?P<hidden>.*?) -->$",
    re.M | re.S,
)
_DOCX = ROOT / "fixtures" / "formats" / "heyuan-county-2023.docx"
_WEAK, _GOOD = ROOT / "fixtures" / "reports" / "f13.txt", ROOT / "fixtures" / "reports" / "f03.txt"
SAMPLES = {
    "我的报告.docx": _DOCX, "第二稿.docx": _DOCX, "report.docx": _DOCX, "报告.docx": _DOCX,
    "draft1.docx": _DOCX, "draft2.docx": _DOCX, "一稿.docx": _DOCX, "二稿.docx": _DOCX,
    "草稿.txt": _WEAK, "上一稿.txt": _WEAK, "好稿.txt": _GOOD,
    "reports/2023/河源县.txt": _GOOD, "reports/2023/f13.txt": _WEAK,
    "报告文件夹/河源县.txt": _GOOD,
}  # fmt: skip

_TAILORING = """\
tailors: law-government-2021
id: binhe
version: 1.0.0
title: 滨河省细则
who: 滨河省司法厅
when: 2024-01-05
why: 本省条例
"""


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block, or a hidden command. ``line`` counts from 1; ``start``/``end`` are its body's place."""

    line: int
    language: str
    name: str
    attributes: dict[str, str]
    body: str
    start: int
    end: int


@dataclass(slots=True)
class Outcome:
    """What running a page showed: what went wrong, how many commands ran, and the page with its real outputs."""

    problems: list[str] = field(default_factory=list)
    commands: int = 0
    text: str = ""


def blocks(text: str) -> Iterator[Block]:
    for found in _BLOCK.finditer(text):
        line = text.count("\n", 0, found.start()) + 1
        if found["hidden"] is not None:
            yield Block(line, "hidden", "", {}, found["hidden"], *found.span("hidden"))
            continue
        words = shlex.split(found["rest"])
        attributes = dict(word.split("=", 1) for word in words if "=" in word)
        name = next((word for word in words if "=" not in word), "")
        yield Block(line, found["language"], name, attributes, found["body"], *found.span("body"))


def stage(place: Path) -> None:
    """The sample files, and ``checker`` as a command."""
    for name, source in SAMPLES.items():
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(source, place / name)
    (place / "roster.csv").write_text("place,kind,year,due\n禾源县,county,2023,2024-03-31\n", "utf-8")
    (place / "province.yaml").write_text(_TAILORING, "utf-8")
    for tools in (place / "bin", place / ".venv" / "bin"):
        tools.mkdir(parents=True)
        command = tools / "checker"
        command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m checker "$@"\n', "utf-8")
        command.chmod(0o755)


def run_page(path: Path, place: Path) -> Outcome:
    """Run all blocks of a page in ``place``, in order."""
    text = path.read_text("utf-8")
    outcome = Outcome()
    pieces: list[str] = []
    at = 0
    for block in blocks(text):
        body = _run_block(block, place, outcome)
        pieces += [text[at : block.start], body]
        at = block.end
    outcome.text = "".join([*pieces, text[at:]])
    return outcome


def _run_block(block: Block, place: Path, outcome: Outcome) -> str:
    """Run one block; returns its body, with the real output where it was compared."""
    if block.attributes.get("run") == "never":
        if not block.attributes.get("reason"):
            outcome.problems.append(f"line {block.line}: run=never needs a reason")
    elif block.name:
        (place / block.name).write_text(block.body, "utf-8")
    elif block.language == "yaml":
        yaml.safe_load(block.body)
    elif block.language == "python":
        result = _shell(f"{shlex.quote(sys.executable)} - <<'END'\n{block.body}END", place)
        outcome.commands += 1
        if result.returncode != 0:
            outcome.problems.append(f"line {block.line}: {result.stderr.strip().splitlines()[-1:]}")
    elif block.language in ("sh", "console", "hidden"):
        return _run_commands(block, place, outcome)
    return block.body


def _run_commands(block: Block, place: Path, outcome: Outcome) -> str:
    steps = list(_steps(block))
    written = []
    for number, (command, wanted) in enumerate(steps, 1):
        result = _shell(command, place)
        outcome.commands += 1
        said = (result.stdout + result.stderr).rstrip("\n")
        status = block.attributes.get("status") if number == len(steps) else None
        allowed = {int(status)} if status is not None else {0, 1, 2} if "错误：" in (wanted or "") else {0, 1}
        if result.returncode not in allowed or "Traceback" in result.stderr:
            outcome.problems.append(f"line {block.line}: {command!r} ended with {result.returncode}: {said[-400:]}")
        written.append(f"$ {command}\n")
        if wanted is None:
            continue
        if _matches(wanted.rstrip("\n"), said):
            written.append(wanted)
        else:
            outcome.problems.append(f"line {block.line}: {command!r} says\n{said}")
            written.append(wanted if "……" in wanted else f"{said}\n")
    return "".join(written) if block.language == "console" else block.body


def _steps(block: Block) -> Iterator[tuple[str, str | None]]:
    """(command, output shown or ``None``)."""
    if block.language == "hidden":
        yield block.body, None
        return
    if block.language != "console":
        for line in filter(None, (line.split(" #")[0].strip() for line in block.body.splitlines())):
            yield line, None
        return
    for piece in re.split(r"^\$ ", block.body, flags=re.M)[1:]:
        command, _, shown = piece.partition("\n")
        yield command, shown if shown.strip() else None


def _matches(wanted: str, said: str) -> bool:
    """Whether the output is as shown; a line ``……`` stands for any lines, spaces at line ends for nothing."""
    lines = [re.escape(line.rstrip()) if line.strip() != "……" else ".*" for line in wanted.splitlines()]
    real = "\n".join(line.rstrip() for line in said.splitlines())
    return re.fullmatch("\n".join(lines), real, re.S) is not None


def _shell(script: str, place: Path) -> subprocess.CompletedProcess[str]:
    path = f"{place / 'bin'}{os.pathsep}{os.environ['PATH']}"
    env = {**os.environ, "PATH": path, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8", "COLUMNS": "88"}
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
        cwd=place, env=env, capture_output=True, text=True, encoding="utf-8", check=False, stdin=subprocess.DEVNULL,
    )  # fmt: skip
