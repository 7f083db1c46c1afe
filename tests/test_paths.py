"""Nothing stands at a path that no file can have; asking is no error."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.errors import CheckerError, RubricError
from checker.measuring.verify import verify
from checker.paths import is_dir, is_file, is_there
from checker.reading import read_many
from checker.rubric import load_rubric

LONG = "长" * 300


def test_what_is_there_is_there(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("甲", "utf-8")
    assert (is_file(file), is_dir(file), is_there(file)) == (True, False, True)
    assert (is_file(tmp_path), is_dir(tmp_path), is_there(tmp_path)) == (False, True, True)


@pytest.mark.parametrize("name", [LONG, "a\x00b", "没有"])
def test_what_cannot_be_there_is_not(name: str) -> None:
    assert [is_file(Path(name)), is_dir(Path(name)), is_there(Path(name))] == [False] * 3


@pytest.mark.parametrize("name", [f"{LONG}.txt", "a\x00b.txt"])
def test_such_a_name_is_a_file_not_found(name: str) -> None:
    ((_, result),) = read_many([name])
    assert isinstance(result, CheckerError)
    with pytest.raises(RubricError, match="找不到文件"):
        load_rubric(f"{name}.yaml")
    with pytest.raises(CheckerError):
        verify(Path(f"{name}.json"))


def test_a_tailoring_that_names_a_sentence_as_its_base(tmp_path: Path) -> None:
    path = tmp_path / "prov.yaml"
    path.write_text(f"tailors: {LONG}\nid: a\nversion: 1.0.0\ntitle: 甲\nwho: 乙\nwhen: 2024-01-05\nwhy: 丙\n", "utf-8")
    with pytest.raises(RubricError, match="找不到被本地化的细则"):
        load_rubric(path, cache=False)
