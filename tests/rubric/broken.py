"""Broken rubric and tailoring files and exactly what each is told; ``docs/rubrics/错误信息.md`` is drawn from them.

``python -m tests.rubric.broken`` writes the page, with ``--accept`` also the sentences that come out now into the data.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

import yaml

from checker.errors import RubricError
from checker.rubric import load_rubric

DATA = Path(__file__).with_name("broken.yaml")
PAGE = Path(__file__).resolve().parents[2] / "docs" / "rubrics" / "错误信息.md"
_BANNER = "<!-- 本页由 python -m tests.rubric.broken 从 tests/rubric/broken.yaml 生成，请勿手工修改。 -->"
_HEAD = """\
# 错误信息

细则、本地化、词库文件写错时，所有错误一次报完。每条写明文件和行号、哪里错、那一行的原文；像是写错的名称会问
“您是不是想写……”。下面每一条都是真的写错一份文件得到的，测试逐字核对。"""


def entries() -> list[dict[str, Any]]:
    """The broken files: group, title, the files by name (the first is loaded), and the sentences."""
    data: list[dict[str, Any]] = yaml.safe_load(DATA.read_text("utf-8"))
    return data


def problems_of(entry: dict[str, Any], folder: Path) -> list[str]:
    """What loading the entry's file says; empty where it loads."""
    for name, text in entry["files"].items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8", newline="\n")
    try:
        load_rubric(folder / next(iter(entry["files"])), cache=False)
    except RubricError as error:
        return error.problems
    return []


def page() -> str:
    """The page for people; the same data give the same bytes."""
    lines = [_BANNER, "", _HEAD]
    group = ""
    for entry in entries():
        if entry["group"] != group:
            group = entry["group"]
            lines += ["", f"## {group}", "", "| 写错了什么 | 得到的话 |", "| --- | --- |"]
        told = "<br>".join(_cell(problem) for problem in entry["problems"])
        lines.append(f"| {entry['title']} | {told} |")
    return "\n".join(lines) + "\n"


def _cell(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("|", "\\|").replace("*", "\\*").replace("_", "\\_")


class _Dumper(yaml.SafeDumper):
    """Texts of several lines as blocks, as one would write them."""


def _text(dumper: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
    style = "|" if "\n" in value and "\t" not in value else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style)


_Dumper.add_representer(str, _text)


def main() -> None:
    if "--accept" in sys.argv[1:]:
        data = entries()
        for entry in data:
            with tempfile.TemporaryDirectory() as folder:
                entry["problems"] = problems_of(entry, Path(folder))
        DATA.write_text(yaml.dump(data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=1000), "utf-8")
    PAGE.write_text(page(), "utf-8", newline="\n")


if __name__ == "__main__":
    main()
