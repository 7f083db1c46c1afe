"""Every broken file gets exactly its sentences, and the page of them is what comes out."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from tests.rubric.broken import PAGE, entries, page, problems_of

ENTRIES = entries()


def test_there_are_enough_of_them_and_no_two_alike() -> None:
    assert len(ENTRIES) >= 60
    assert len({entry["title"] for entry in ENTRIES}) == len(ENTRIES)


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: str(entry["title"]))
def test_a_broken_file_gets_exactly_its_sentences(entry: dict[str, Any], tmp_path: Path) -> None:
    assert problems_of(entry, tmp_path) == entry["problems"]


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: str(entry["title"]))
def test_every_sentence_has_its_file_line_and_the_line_itself(entry: dict[str, Any]) -> None:
    assert entry["problems"]
    for problem in entry["problems"]:
        where = re.match(r"([\w/.-]+):(\d+)：", problem)
        assert where, problem
        lines = entry["files"][where[1]].splitlines()
        line = lines[int(where[2]) - 1].strip() if lines else ""
        assert problem.endswith(f"　→ {line}") or not line, problem


def test_the_page_is_fresh() -> None:
    assert PAGE.read_text("utf-8") == page(), "请运行 python -m tests.rubric.broken"
