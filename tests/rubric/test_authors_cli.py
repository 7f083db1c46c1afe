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


@pytest.mark.parametrize("command", [("lint", "binhe.yaml", "--only"), ("test", "binhe.yaml")])
def test_a_criterion_that_is_not_there_is_refused(command: tuple[str, ...], tmp_path: Path) -> None:
    run("new", "binhe", "--folder", str(tmp_path))
    first, _, *rest = command
    assert run(first, str(tmp_path / "binhe.yaml"), *rest, "local.hotlin").exit_code == 0  # a beginning of an id is one
    none = run(first, str(tmp_path / "binhe.yaml"), *rest, "local.hotlime")
    assert str(none.exception) == "没有编号以“local.hotlime”开头的条目，您是不是想看“local.hotline”？"
    named = run(first, str(tmp_path / "binhe.yaml"), *rest, "政务热线")
    assert str(named.exception) == "没有编号以“政务热线”开头的条目，您是不是想看“local.hotline”（政务热线）？"


REPORT = """\
滨河市人民政府关于2023年度法治政府建设情况的报告
滨河省人民政府：
2023年，我市扎实推进法治政府建设，现将有关情况报告如下。
一、主要举措和成效
（一）办好热线。12345热线受理诉求1286件，办结1279件。
滨河市人民政府
2024年1月26日
"""


def labelled(folder: Path, labels: str) -> tuple[str, ...]:
    run("new", "binhe", "--folder", str(folder))
    (folder / "甲.txt").write_text(REPORT, "utf-8")
    (folder / "标注").mkdir()
    (folder / "标注" / "甲.yaml").write_text("file: 甲.txt\n" + labels, "utf-8")
    return ("evaluate", "--gold", str(folder / "标注"), "--reports", str(folder), "-r", str(folder / "binhe.yaml"))


def test_evaluate_tells_labels_that_no_criterion_has(tmp_path: Path) -> None:
    told = run(*labelled(tmp_path, "labels: {local.hotline: {coverage: full}, local.hotlin: {coverage: none}}\n"))
    assert told.exit_code == 0
    assert "标注 1，一致 1" in told.output
    assert "有 1 个标注的条目细则里没有，没有计入：甲：local.hotlin" in told.output
    assert "身份不一致" not in told.output  # what the labels do not say is not compared


def test_evaluate_compares_the_identity_that_is_said(tmp_path: Path) -> None:
    told = run(
        *labelled(tmp_path, "kind: county\nyear:\nenforcing: false\nlabels: {local.hotline: {coverage: none}}\n"), "-d"
    )
    assert "  甲 kind：标注 county，得到 city\n  甲 year：标注 无，得到 2023\n" in told.output
    assert "enforcing" not in told.output
    assert "    得到依据：[已做] " in told.output


def test_evaluate_only_takes_the_criteria_into_every_figure(tmp_path: Path) -> None:
    asked = labelled(tmp_path, "labels: {local.hotline: {coverage: full}}\n")
    assert "标注 1，一致 1" in run(*asked, "--only", "local").output
    assert str(run(*asked, "--only", "locl").exception) == ("标注里没有编号以“locl”开头的条目，请核对编号。")
    assert run(*asked, "--at-least", "95").exit_code == 2
    assert run(*asked, "--at-least", "0.95").exit_code == 0


def test_a_tailoring_of_a_tailoring_lints_from_its_own_folder(tmp_path: Path) -> None:
    run("new", "binhe", "--tailors", "law-government-2021", "--folder", str(tmp_path))
    base = tmp_path / "binhe.yaml"
    assert run("new", "qingxi", "--tailors", str(base), "--folder", str(tmp_path / "区")).exit_code == 0
    own = tmp_path / "区" / "qingxi.yaml"
    assert "\ntailors: ../binhe.yaml " in own.read_text("utf-8")
    assert run("lint", str(own), "--strict", "--only", "unit").exit_code == 0
    none = run("new", "other", "--tailors", str(tmp_path / "none.yaml"), "--folder", str(tmp_path))
    assert "找不到文件" in str(none.exception)
    assert not (tmp_path / "other.yaml").exists()


def test_a_file_that_is_not_there_is_looked_for_under_the_names_editors_give(tmp_path: Path) -> None:
    run("new", "binhe", "--folder", str(tmp_path))
    (tmp_path / "binhe.yaml").rename(tmp_path / "binhe.yaml.txt")
    told = str(run("lint", str(tmp_path / "binhe.yaml")).exception)
    assert told.endswith("，文件夹里有“binhe.yaml.txt”，请改文件名，或者照它的全名写。")
    assert run("lint", str(tmp_path / "binhe.yaml.txt")).exit_code == 0
    assert "这是一个文件夹" in str(run("lint", str(tmp_path)).exception)
    assert str(run("lint", str(tmp_path / "none.yaml")).exception).endswith("，请检查路径。")
