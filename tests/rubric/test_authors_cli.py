"""``checker rubric new | lint | schema | docs | diff | mutate | show --origin``: output and exit status."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from checker.cli_rubric import app
from checker.errors import CheckerError


def run(*args: str) -> Result:
    return CliRunner().invoke(app, list(args))


def test_new_writes_a_file_that_lints_and_tests(tmp_path: Path) -> None:
    assert run("new", "binhe", "--folder", str(tmp_path)).exit_code == 0
    path = str(tmp_path / "binhe.yaml")
    assert json.loads((tmp_path / "rubric.schema.json").read_text("utf-8"))["title"] == "评价细则"
    linted = run("lint", path, "--strict")
    assert (linted.exit_code, "错误 0 处" in linted.output) == (0, True)
    tested = run("test", path)
    assert (tested.exit_code, tested.output.strip()) == (0, "共 7 例，通过 7 例，不符 0 例。")


def test_new_does_not_write_over_a_file(tmp_path: Path) -> None:
    run("new", "binhe", "--folder", str(tmp_path))
    again = run("new", "binhe", "--folder", str(tmp_path))
    assert isinstance(again.exception, CheckerError)
    assert "文件已经存在" in str(again.exception)


@pytest.mark.parametrize("name", ["滨河", "Binhe", "1a", "a/b"])
def test_new_refuses_names_that_are_no_ids(name: str, tmp_path: Path) -> None:
    assert "只能用小写字母" in str(run("new", name, "--folder", str(tmp_path)).exception)


def test_new_suggests_the_base(tmp_path: Path) -> None:
    found = run("new", "binhe", "--tailors", "law-goverment-2021", "--folder", str(tmp_path))
    assert "您是不是想用“law-government-2021”" in str(found.exception)
    assert list(tmp_path.iterdir()) == []


def test_lint_ends_with_1_where_a_criterion_lacks_cases(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(
        "id: a\nversion: 1.0.0\ntitle: 甲\ncriteria:\n"
        "  - {id: local.a, name: 甲, level: expected, asks: 甲, rule: {kind: matter, find: [热线]}}\n",
        "utf-8",
    )
    assert run("lint", str(path)).exit_code == 0
    strict = run("lint", str(path), "--strict")
    assert strict.exit_code == 1
    assert "错误  a.yaml:5  local.a  没有写依据（basis）  [strict]" in strict.output


def test_schema_prints_the_shipped_schema() -> None:
    assert json.loads(run("schema", "tailoring").output)["title"] == "本地化细则"
    assert "可用的有：rubric、criteria、tailoring" in str(run("schema", "rubrik").exception)


def test_docs_are_written_once_and_checked(tmp_path: Path) -> None:
    folder = str(tmp_path)
    assert run("docs", "law-government-2021", "--folder", folder, "--check").exit_code == 1
    assert "更新 1 页" in run("docs", "law-government-2021", "--folder", folder).output
    assert run("docs", "law-government-2021", "--folder", folder, "--check").exit_code == 0
    assert "更新 0 页" in run("docs", "law-government-2021", "--folder", folder).output


def test_diff_of_a_tailoring_and_its_base(tmp_path: Path) -> None:
    run("new", "binhe", "--tailors", "law-government-2021", "--folder", str(tmp_path))
    told = run("diff", "law-government-2021", str(tmp_path / "binhe.yaml")).output
    assert "增加条目 local.hotline　政务热线（应有，权重 1）" in told
    assert run("diff", "law-government-2021", "law-government-2021").output.strip() == "两部细则内容相同。"


def test_mutate_writes_the_survivors_and_ends_with_1_below_the_share(tmp_path: Path) -> None:
    run("new", "binhe", "--folder", str(tmp_path))
    left = tmp_path / "left.txt"
    done = run("mutate", str(tmp_path / "binhe.yaml"), "--survivors", str(left), "--at-least", "1")
    assert done.exit_code == 1
    assert "短语\tlocal.hotline mention\t便民热线\t没有案例用到" in left.read_text("utf-8").splitlines()


def test_show_origin_tells_each_value(tmp_path: Path) -> None:
    run("new", "binhe", "--tailors", "law-government-2021", "--folder", str(tmp_path))
    path = tmp_path / "binhe.yaml"
    text = path.read_text("utf-8").replace(
        "changes: []", "changes:\n  - {id: duty.accounting, level: required, find: [现场述法]}"
    )
    path.write_text(text, "utf-8")
    shown = run("show", str(path), "duty.accounting", "--origin").output
    line = text.splitlines().index("  - {id: duty.accounting, level: required, find: [现场述法]}") + 1
    told = f"binhe.yaml:{line}（中共某某省委依法治省办，2024-01-15，本省实施办法）"
    assert f"  level　{told}\n" in shown
    assert f"  find　{told}　现场述法\n" in shown
    assert "  asks　criteria/duty.yaml:" in shown
