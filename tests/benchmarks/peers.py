"""Beside other checkers of text, on the same files in the same run. By hand only:

    python -m tests.benchmarks.peers --node FOLDER --python PYTHON

``FOLDER`` is where ``npm install textlint textlint-rule-prh zhlint`` was run, ``PYTHON`` an interpreter with
autocorrect-py and proselint. A tool that is not there is left out, and said to be. Each command is run once to warm
the disk, then ``--rounds`` times, all tools in turn, so that a busy moment of the machine hits all of them; the
figure is the median. What the tools do is not the same; the table of ``docs/performance.md`` says what each does.
"""

from __future__ import annotations

import argparse
import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[2]
LENGTH = 8000
PYTHON_AUTOCORRECT = (
    "import sys, autocorrect_py as a\nfor p in sys.argv[1:]: a.lint_for(open(p, encoding='utf-8').read(), p)"
)


def texts(folder: Path, count: int) -> list[Path]:
    """``count`` files of about 8,000 characters, put together from the fixtures, none twice the same."""
    pieces = [path.read_text("utf-8") for path in sorted((ROOT / "fixtures" / "reports").glob("*.txt"))]
    made = []
    for number in range(count):
        text = ""
        for step in range(len(pieces)):
            text += pieces[(number + step) % len(pieces)] + "\n"
            if len(text) >= LENGTH:
                break
        path = folder / f"t{number:02}.md"
        path.write_text(text[:LENGTH], "utf-8")
        made.append(path)
    return made


def term_list(folder: Path) -> Path:
    """Our own distortions as a term list for textlint, so that both look for the same fixed terms."""
    rows = yaml.safe_load((ROOT / "rubrics" / "lexicon" / "distortions.yaml").read_text("utf-8"))
    rules = [{"expected": row["right"], "pattern": row["wrong"]} for row in rows if isinstance(row["wrong"], str)]
    path = folder / "prh.yml"
    path.write_text(yaml.safe_dump({"version": 1, "rules": rules}, allow_unicode=True), "utf-8")
    (folder / ".textlintrc.json").write_text(json.dumps({"rules": {"prh": {"rulePaths": [str(path)]}}}))
    return folder / ".textlintrc.json"


def commands(folder: Path, node: Path | None, python: Path | None) -> dict[str, list[str]]:
    """What is installed, as commands that take files; ours first."""
    found = {"checker check": [sys.executable, "-m", "checker", "check", "--force", "-f", "jsonl"]}
    if node is not None:
        bins = node / "node_modules" / ".bin"
        known = {
            "textlint + 词表": [str(bins / "textlint"), "-c", str(term_list(folder))],
            "zhlint": [str(bins / "zhlint")],
        }
        found |= {name: command for name, command in known.items() if shutil.which(command[0])}
    if python is not None:
        found["AutoCorrect"] = [str(python), "-c", PYTHON_AUTOCORRECT]
        found["proselint"] = [str(python), "-m", "proselint", "check"]
    return found


def seconds(name: str, command: Sequence[str], files: Sequence[Path]) -> float:
    """Wall time of one command over ``files``; zhlint takes one pattern, below the folder it runs in."""
    named = [path.name for path in files] if name == "zhlint" else [str(path) for path in files]
    if name == "zhlint" and len(files) > 1:
        named = ["*.md"]
    begun = time.perf_counter()
    where = files[0].parent if name == "zhlint" else ROOT
    subprocess.run([*command, *named], cwd=where, capture_output=True, check=False)
    return time.perf_counter() - begun


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--node", type=Path)
    parser.add_argument("--python", type=Path)
    parser.add_argument("--files", type=int, default=40)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        files = texts(folder, options.files)
        tools = commands(folder, options.node, options.python)
        one: dict[str, list[float]] = {name: [] for name in tools}
        many: dict[str, list[float]] = {name: [] for name in tools}
        for turn in range(options.rounds + 1):
            for name, command in tools.items():
                alone, together = seconds(name, command, files[:1]), seconds(name, command, files)
                if turn:
                    one[name].append(alone)
                    many[name].append(together)
    print("| 工具 | 一个文件，冷启动（秒） | 与本工具之比 | 每多一个文件（毫秒） | 与本工具之比 |")
    print("| --- | ---: | ---: | ---: | ---: |")
    cold = {name: statistics.median(times) for name, times in one.items()}
    more = {name: (statistics.median(many[name]) - cold[name]) / (options.files - 1) * 1000 for name in tools}
    for name in tools:
        ratios = cold[name] / cold["checker check"], more[name] / more["checker check"]
        print(f"| {name} | {cold[name]:.2f} | {ratios[0]:.2f} | {more[name]:.1f} | {ratios[1]:.2f} |")
    wanted = {"textlint + 词表", "zhlint", "AutoCorrect", "proselint"}
    for name in sorted(wanted - set(tools)):
        print(f"没有安装，未测：{name}")


if __name__ == "__main__":
    main()
