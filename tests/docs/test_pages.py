"""Every command and snippet of the documentation is run; what its blocks show is what is said."""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path
from urllib.parse import unquote

import pytest

from tests.docs.pages import PAGES, ROOT, blocks, run_page, stage

needs_bash = pytest.mark.skipif(shutil.which("bash") is None or sys.platform == "win32", reason="wants bash")
WITH_BLOCKS = [path for path in PAGES if any(True for _ in blocks(path.read_text("utf-8")))]


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@needs_bash
@pytest.mark.parametrize("path", WITH_BLOCKS, ids=name_of)
def test_the_blocks_of_a_page_run_as_they_say(path: Path, tmp_path: Path) -> None:
    stage(tmp_path)
    assert run_page(path, tmp_path).problems == []


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_the_links_of_a_page_lead_somewhere(path: Path) -> None:
    text = re.sub(r"```.*?```", "", path.read_text("utf-8"), flags=re.S)
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if re.match(r"[a-z]+:", target):
            continue
        file = unquote(target.partition("#")[0])
        assert not file or (path.parent / file).exists(), target


def test_a_shown_output_that_is_not_said_is_a_problem(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("```console\n$ echo 一\n二\n$ echo 三\n……\n```\n\n```sh status=1\nexit 2\n```\n", "utf-8")
    stage(tmp_path)
    outcome = run_page(page, tmp_path)
    assert outcome.commands == 3
    assert outcome.problems == ["line 1: 'echo 一' says\n一", "line 8: 'exit 2' ended with 2: "]
    assert outcome.text.startswith("```console\n$ echo 一\n一\n$ echo 三\n……\n```\n")
