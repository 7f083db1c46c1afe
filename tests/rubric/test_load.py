"""Rubric files: what loads, and the sentence each mistake gets."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.errors import RubricError
from checker.rubric import builtin_names, load_rubric

CRITERION = """\
  - id: local.hotline
    name: 热线办理
    level: expected
    asks: 热线办理情况
    rule: {kind: matter, find: [热线]}
"""


def rubric_file(folder: Path, body: str) -> Path:
    path = folder / "local.yaml"
    path.write_text(body, "utf-8")
    return path


def head(extra: str = "", criteria: str = CRITERION) -> str:
    return f"id: local\nversion: 1.0.0\ntitle: 本地细则\n{extra}criteria:\n{criteria}"


def test_every_builtin_rubric_holds_the_whole_outline() -> None:
    names = builtin_names()
    assert set(names) >= {"law-government-2016", "law-government-2021", "law-government-2026"}
    counts = {len(load_rubric(name).criteria) for name in names if name.startswith("law-government")}
    assert min(counts) >= 76


def test_a_small_rubric_loads(tmp_path: Path) -> None:
    rubric = load_rubric(rubric_file(tmp_path, head()), cache=False)
    assert [criterion.id for criterion in rubric.criteria] == ["local.hotline"]
    assert len(rubric.sha256) == 64


def test_a_local_rubric_extends_a_builtin_one_and_changes_it(tmp_path: Path) -> None:
    extra = "extends: law-government-2021\nchanges:\n  - {id: duty.accounting, level: required, why: 省里要求}\n"
    rubric = load_rubric(rubric_file(tmp_path, head(extra)), cache=False)
    assert rubric.by_id["duty.accounting"].level == "required"
    assert "local.yaml:" in rubric.by_id["duty.accounting"].origin
    assert "local.hotline" in rubric.by_id
    assert len(rubric.criteria) == len(load_rubric("law-government-2021").criteria) + 1


def test_the_cache_is_keyed_by_content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHECKER_CACHE_DIR", str(tmp_path / "cache"))
    path = rubric_file(tmp_path, head())
    first = load_rubric(path)
    path.write_text(head().replace("热线办理情况", "热线办理数量"), "utf-8")
    second = load_rubric(path)
    assert first.by_id["local.hotline"].asks != second.by_id["local.hotline"].asks
    assert first.sha256 != second.sha256


def test_a_broken_cache_file_is_compiled_afresh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from checker.rubric import open as opening

    monkeypatch.setenv("CHECKER_CACHE_DIR", str(tmp_path / "cache"))
    path = rubric_file(tmp_path, head())
    load_rubric(path)
    monkeypatch.setattr(opening, "_opened", {})
    kept = list((tmp_path / "cache").rglob("rubric-*"))
    assert kept
    for file in kept:
        file.write_bytes(file.read_bytes()[:-1] + b"\xff")
    assert load_rubric(path).id == "local"


BROKEN = {
    "empty": ("", "文件是空的"),
    "not yaml": ("id: [", "YAML 写法有误"),
    "colon in a value": (
        "id: a\ntitle: 甲: 乙\n",
        "local.yaml:2：YAML 写法有误（冒号的位置不对；值里有冒号的请加引号）",
    ),
    "tab": ("id: a\nyears:\n\t- 1\n", "缩进请用空格，不用制表符"),
    "open list": ("id: [a\ntitle: b\n", "方括号没有写完，或者缺逗号"),
    "open mapping": ("id: {a: 1\n", "花括号没有写完，或者缺逗号"),
    "open quote": ("id: 'a\n", "引号没有写完"),
    "uneven indent": ("id: a\n  title: b\n", "缩进比上一行多"),
    "unknown alias": ("id: *a\n", "引用了没有定义的锚点"),
    "duplicate key": ("id: a\nid: b\n", "“id”重复出现"),
    "unknown field": (head("titel: 甲\n"), "不认识的字段“titel”，您是不是想写“title”？"),
    "a field that is no word": (head("1: 2\n"), "字段名应为文字"),
    "a field of another place": (head("asks: 甲\n"), "“asks”不能写在这里"),
    "missing version": (head().replace("version: 1.0.0\n", ""), "缺少“version”"),
    "bad version": (head().replace("1.0.0", "一点零"), "“version”应为三段数字，如 1.0.0"),
    "bad id": (head().replace("id: local\n", "id: 本地\n"), "“id”应为编号，由小写字母、数字、连字符和点组成"),
    "unknown parent": (head("extends: law-goverment-2021\n"), "您是不是想写“law-government-2021”？"),
    "missing include": (head("include: [criteria/none.yaml]\n"), "找不到文件“none.yaml”"),
    "missing lexicon": (head("lexicon: words\n"), "词库文件夹不存在或是空的"),
    "unknown level": (head(criteria=CRITERION.replace("expected", "expcted")), "您是不是想写“expected”？"),
    "unknown kind of reporter": (
        head(criteria=CRITERION + "    kinds: [town]\n"),
        "不在可选范围",
    ),
    "unknown rule kind": (head(criteria=CRITERION.replace("matter", "mater")), "不认识的规则类型“mater”"),
    "matter without patterns": (
        head(criteria=CRITERION.replace(", find: [热线]", "")),
        "matter 规则须写 find（短语）或 elements（要素）",
    ),
    "within without a part": (
        head(criteria=CRITERION.replace("find: [热线]", "find: [热线], within: [工单]")),
        "within 只用于 matter 规则，并须写 find（短语）和 role",
    ),
    "within elements": (
        head(
            criteria=CRITERION.replace(
                "find: [热线]",
                "within: [工单], role: measures, elements: [{id: a, name: 甲, find: [乙]}]",
            )
        ),
        "within 只用于 matter 规则，并须写 find（短语）和 role",
    ),
    "find and elements": (
        head(criteria=CRITERION.replace("find: [热线]", "find: [热线], elements: [{id: a, name: 甲, find: [乙]}]")),
        "find 和 elements 只能写一种",
    ),
    "need too many": (
        head(criteria=CRITERION.replace("find: [热线]", "need: 2, elements: [{id: a, name: 甲, find: [乙]}]")),
        "need 大于要素的个数",
    ),
    "element without patterns": (
        head(criteria=CRITERION.replace("find: [热线]", "elements: [{id: a, name: 甲, find: []}]")),
        "“find”不能为空",
    ),
    "mixed pattern": (head(criteria=CRITERION.replace("[热线]", "[热线…办理+答复]")), "混用了“…”和“+”"),
    "open bracket": (head(criteria=CRITERION.replace("[热线]", "['(热线']")), "括号不成对"),
    "unknown group": (head(criteria=CRITERION.replace("[热线]", "['<没有>']")), "不存在的词组“<没有>”"),
    "empty alternative": (head(criteria=CRITERION.replace("[热线]", "['(|)']")), "空的备选"),
    "duplicate criterion": (head(criteria=CRITERION + CRITERION), "编号不能重复"),
    "change of nothing": (
        head("changes:\n  - {id: local.none, level: expected}\n"),
        "要改的条目“local.none”不存在",
    ),
    "gate names nothing": (
        head("gate: {must_pass: [local.hotlin]}\n"),
        "门槛里的条目“local.hotlin”不存在，您是不是想写“local.hotline”？",
    ),
    "bad gate score": (head("gate: {min_score: 120}\n"), "“min_score”的值不合规定"),
    "negative weight": (head(criteria=CRITERION + "    weight: -1\n"), "“weight”的值不合规定"),
    "text for a list": (head(criteria=CRITERION.replace("[热线]", "热线")), "“find”应为列表"),
    "word for a year": (head(criteria=CRITERION + "    since: 去年\n"), "“since”应为整数"),
    "case without text": (head(criteria=CRITERION + "    cases:\n      - {is: full}\n"), "案例须写 text"),
    "case with unknown coverage": (
        head(criteria=CRITERION + "    cases:\n      - {is: fulll, text: 甲}\n"),
        "您是不是想写“full”？",
    ),
    "basis without instrument": (
        head(criteria=CRITERION + "    basis:\n      - {article: 第一条}\n"),
        "缺少“instrument”",
    ),
    "list for a mapping": ("- 甲\n", "应为字段组"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_every_mistake_gets_its_sentence_with_file_and_line(name: str, tmp_path: Path) -> None:
    body, sentence = BROKEN[name]
    with pytest.raises(RubricError) as caught:
        load_rubric(rubric_file(tmp_path, body), cache=False)
    assert any(sentence in problem for problem in caught.value.problems), caught.value.problems


def test_all_mistakes_come_back_at_once(tmp_path: Path) -> None:
    body = head("titel: 甲\n", CRITERION.replace("expected", "must") + "    weigth: 3\n")
    with pytest.raises(RubricError) as caught:
        load_rubric(rubric_file(tmp_path, body), cache=False)
    problems = caught.value.problems
    assert len(problems) == 3
    assert problems[0].startswith("local.yaml:4：不认识的字段“titel”")
    assert any("local.yaml:8：" in problem for problem in problems)


def test_nested_aliases_are_bounded(tmp_path: Path) -> None:
    bomb = "a: &a [x,x,x,x,x,x,x,x,x,x]\n" + "".join(
        f"{chr(98 + i)}: &{chr(98 + i)} [{','.join(['*' + chr(97 + i)] * 10)}]\n" for i in range(7)
    )
    with pytest.raises(RubricError, match="内容过多"):
        load_rubric(rubric_file(tmp_path, bomb), cache=False)


def test_a_wrong_name_suggests_the_right_one() -> None:
    with pytest.raises(RubricError, match="您是不是想用“law-government-20"):
        load_rubric("law-government-2012")


LEXICONS = {
    "concepts are lists by name": ("structure.yaml", "concepts: {甲: [[乙]]}\n", "“甲”应为文字"),
    "headings are by role": ("structure.yaml", "headings: [甲]\n", "“headings”应为字段组"),
    "a list has versions": ("fixed_terms.yaml", "lists: [{name: 甲, items: [乙]}]\n", "缺少“versions”"),
    "an outcome has words": ("measures.yaml", "rates: {outcomes: {办结率: 3}}\n", "“办结率”应为列表"),
    "a class has members": ("measures.yaml", "partitions: [{name: 甲, members: []}]\n", "“members”不能为空"),
    "a class has what closes it": ("measures.yaml", "partitions: [{name: 甲, members: [乙]}]\n", "缺少“closing”"),
    "repeats are words": ("typos.yaml", "repeats: {allowed: [甲甲]}\n", "“allowed”应为文字"),
    "a wrong title says how it is written": ("instruments.yaml", "title_errors: [{right: 甲}]\n", "须写 wrong"),
}


@pytest.mark.parametrize("name", LEXICONS)
def test_a_lexicon_has_the_form_its_readers_trust(name: str, tmp_path: Path) -> None:
    file, text, said = LEXICONS[name]
    (tmp_path / "words").mkdir()
    (tmp_path / "words" / file).write_text(text, "utf-8")
    with pytest.raises(RubricError) as caught:
        load_rubric(rubric_file(tmp_path, head("lexicon: words\n")), cache=False)
    assert said in caught.value.problems[0]


def test_what_a_structure_lexicon_leaves_out_is_the_builtin_one(tmp_path: Path) -> None:
    from checker import check

    (tmp_path / "words").mkdir()
    (tmp_path / "words" / "structure.yaml").write_text("words: [热线]\n", "utf-8")
    criterion = "  - {id: a.b, name: 甲, level: expected, asks: 乙, rule: {kind: plan-answers-problems}}\n"
    rubric = load_rubric(rubric_file(tmp_path, head("lexicon: words\n", criterion)), cache=False)
    parts = "一、工作成效\n办件5件。\n二、存在不足\n一是培训不够。\n三、下步打算\n一是加强培训。\n"
    report = "甲县2023年法治政府建设情况报告\n" + parts
    (assessed,) = check(report.encode(), rubric, name="a.txt")
    assert [finding.status for finding in assessed.findings] != ["error"]


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("《某办法》", "某办法"),
        ("某办法", "某办法"),
        ("《某条例》实施办法", "《某条例》实施办法"),
        ("《甲》《乙》", "《甲》《乙》"),
    ],
)
def test_title_marks_around_an_instrument_are_not_doubled(written: str, kept: str, tmp_path: Path) -> None:
    path = tmp_path / "local.yaml"
    path.write_text(head(criteria=CRITERION + f"    basis:\n      - {{instrument: {written}}}\n"), "utf-8")
    assert load_rubric(path, cache=False).criteria[0].basis[0].instrument == kept
