"""Cases in files of their own: read by those who test a rubric, never by a check."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.errors import RubricError
from checker.measuring.cases import run_cases
from checker.rubric import load_rubric
from checker.rubric.more_cases import load_with_cases

BODY = """\
id: local
version: 1.0.0
title: 甲
cases: [more]
criteria:
  - id: local.hotline
    name: 热线
    level: expected
    asks: 热线
    rule: {kind: matter, find: [热线]}
    cases:
      - {is: full, text: 全年通过热线办理诉求12件。}
"""


def write(folder: Path, cases: str, body: str = BODY) -> Path:
    (folder / "more").mkdir(exist_ok=True)
    (folder / "more" / "hotline.yaml").write_text(cases, "utf-8")
    path = folder / "local.yaml"
    path.write_text(body, "utf-8")
    return path


def test_they_stand_behind_the_criterions_own_cases(tmp_path: Path) -> None:
    path = write(tmp_path, "local.hotline:\n  - {is: none, text: 全年办理诉求12件。}\n")
    cases = load_with_cases(path).by_id["local.hotline"].cases
    assert [(case.coverage, case.origin) for case in cases] == [("full", ""), ("none", "more/hotline.yaml:2")]
    assert [result.passed for result in run_cases(load_with_cases(path))] == [True, True]


def test_a_check_does_not_read_them(tmp_path: Path) -> None:
    path = write(tmp_path, "local.hotline:\n  - {is: none, text: 全年办理诉求12件。}\n")
    plain, full = load_rubric(path, cache=False), load_with_cases(path)
    assert len(plain.by_id["local.hotline"].cases) == 1
    assert plain.sha256 == full.sha256
    (tmp_path / "more" / "hotline.yaml").write_text("[", "utf-8")
    assert load_rubric(path, cache=False) == plain


def test_mistakes_are_told_with_file_and_line(tmp_path: Path) -> None:
    path = write(
        tmp_path, "local.hotlines:\n  - {is: full, text: 热线。}\nlocal.hotline:\n  - {is: ful, text: 热线。}\n"
    )
    with pytest.raises(RubricError) as caught:
        load_with_cases(path)
    assert [problem.split("（")[0] for problem in caught.value.problems] == [
        "more/hotline.yaml:4：“is”的值“ful”不在可选范围",
    ]
    path = write(tmp_path, "local.hotlines:\n  - {is: full, text: 热线。}\n")
    with pytest.raises(RubricError) as caught:
        load_with_cases(path)
    assert caught.value.problems == [
        "more/hotline.yaml:2：没有编号为“local.hotlines”的条目，您是不是想写“local.hotline”？"
        "　→ - {is: full, text: 热线。}"
    ]


def test_a_file_that_is_not_there_is_told_with_the_line_that_names_it(tmp_path: Path) -> None:
    path = write(tmp_path, "", BODY.replace("[more]", "[more/hotlin.yaml]"))
    with pytest.raises(RubricError) as caught:
        load_with_cases(path)
    assert caught.value.problems == ["local.yaml:4：找不到文件“hotlin.yaml”，请检查路径　→ cases: [more/hotlin.yaml]"]


def test_assertion_note_and_quotes_are_asked_where_they_are_given(tmp_path: Path) -> None:
    head, told = "local.hotline:\n", "- {is: full, text: 通过热线办理12件，已答复。,"
    rows = [
        "assertion: done, quote: [通过热线办理12件，已答复]}",
        "assertion: planned}",
        "says: 尚未}",
        "quote: 热线}",
    ]
    path = write(tmp_path, head + "".join(f"  {told} {row}\n" for row in rows))
    results = run_cases(load_with_cases(path))[1:]
    assert [(result.passed, result.unlike) for result in results[:3]] == [
        (True, ""),
        (False, "陈述性质应为 planned，得到 done"),
        (False, "说明里应有“尚未”，得到“”"),
    ]
    assert results[3].unlike == "应引“热线”，得到“通过热线办理12件，已答复”"
    assert results[3].place == "第5例（more/hotline.yaml:5）"
