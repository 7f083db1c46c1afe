"""A few inputs of every fuzz target, always the same ones, so that targets and runner cannot rot.

What takes LibreOffice or character recognition is left to the runner.
"""

from __future__ import annotations

import random
from importlib.util import find_spec
from pathlib import Path

import pytest

from checker import cache
from tests.fuzz import run, trees
from tests.fuzz.target import BrokenError, Target, told
from tests.fuzz.targets import TARGETS

SLOW = frozenset({"pdf-parser", "pdf", "png", "jpeg", "tiff", "doc", "rtf", "odt"})
SERVICE = frozenset({"api", "api-forms"})
FEW = {
    "lexicon": 4,
    "walk": 2,
    "cases": 6,
    "terms": 6,
    "arguments": 8,
    "zip": 5,
    "identity": 3,
    "rubric": 8,
    "api": 10,
}
NEEDED = ("fastapi", "sqlalchemy", "alembic", "pwdlib", "python_multipart", "httpx2")


@pytest.mark.parametrize("name", [name for name in TARGETS if name not in SLOW])
def test_some_inputs_of_a_target(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if name in SERVICE and any(find_spec(module) is None for module in NEEDED):
        pytest.skip("the extra serve is not installed: pip install -e '.[dev,serve]'")
    keep = cache.keep  # what is made of damaged rubrics is not for the user's cache
    monkeypatch.setattr(cache, "keep", lambda name, data: None if name.startswith("lexicon-") else keep(name, data))
    target, draw = TARGETS[name](tmp_path), random.Random(5)
    came = {target.attempt(target.make(draw)) for _ in range(FEW.get(name, 20))}
    assert came
    assert not came & {"crash", "hang"}


def test_an_input_is_told_by_its_seed(tmp_path: Path) -> None:
    target = TARGETS["policy"](tmp_path)
    drawn = [[target.make(draw) for _ in range(20)] for draw in (random.Random(1), random.Random(1), random.Random(2))]
    assert drawn[0] == drawn[1] != drawn[2]


def test_damage_gets_past_the_parser() -> None:
    draw, seeds = random.Random(1), [{"a": [1, 2, {"b": "甲"}], "c": "乙"}]
    made = [trees.damaged(draw, seeds) for _ in range(50)]
    assert seeds == [{"a": [1, 2, {"b": "甲"}], "c": "乙"}]
    assert len({repr(tree) for tree in made}) > 20
    assert len({(trees.as_yaml(draw, seeds), trees.as_json(draw, seeds)) for _ in range(20)}) > 10


def test_a_find_is_kept_and_the_loop_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    run.FOUND.mkdir()
    seen: list[bytes] = []

    def attempt(data: bytes) -> str:
        seen.append(data)
        return {}[data] if len(seen) == 1 else "read"

    run.loop("made", Target(lambda draw: draw.randbytes(4), attempt), 0.05, 1)
    (kept,) = tmp_path.glob("fuzz-found/made-crash-KeyError-*")
    assert kept.read_bytes() == seen[0]
    assert '"crash": 1, "read": ' in capsys.readouterr().out


def test_the_runner_sees_an_interpreter_die(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    children = iter([('{"counts": {"read": 3}, "seconds": 1.0, "slowest_s": 0.1, "peak_mb": 5}', "", -11), ("", "", 0)])

    def child(name: str, seconds: float, seed: int) -> tuple[str, str, int]:
        run._Noted(Path("fuzz-found") / f"{name}-current").note(b"[[[[")
        return next(children)

    monkeypatch.setattr(run, "_one_child", child)
    figures = run.run("made", 5.0, 1)
    assert figures["counts"] == {"read": 3, "died": 1}
    assert (tmp_path / "fuzz-found" / "made-died-11-1").read_bytes() == b"[[[["


def test_a_sentence_is_one_chinese_line() -> None:
    from checker.errors import CheckerError, RubricError

    assert told(RubricError("a", ["甲", "乙"])) == "RubricError"
    broken = RubricError("a", ["甲", "乙"])
    broken.problems = ["甲\n乙", "丙"]
    for error in (broken, CheckerError("no such thing")):
        with pytest.raises(BrokenError):
            told(error)
