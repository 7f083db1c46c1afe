"""Strict loading, and the published schemas."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
import yaml

from checker.errors import RubricError
from checker.rubric import builtin_names, load_rubric
from checker.rubric.compilation import builtin_folder
from checker.rubric.published import FIELDS, NAMES, make, shipped
from checker.rubric.starter import rubric_text, tailoring_text


@pytest.mark.parametrize("name", builtin_names())
def test_every_builtin_criterion_loads_strictly(name: str) -> None:
    assert load_rubric(name, strict=True).id == name


def test_strict_names_everything_that_is_lacking(tmp_path: Path) -> None:
    path = tmp_path / "local.yaml"
    path.write_text(
        "id: local\nversion: 1.0.0\ntitle: 甲\ncriteria:\n  - id: local.a\n    name: 甲\n    level: expected\n"
        "    asks: 甲\n    rule: {kind: matter, find: [热线]}\n    cases:\n      - {is: full, text: 热线}\n",
        "utf-8",
    )
    assert load_rubric(path).id == "local"
    with pytest.raises(RubricError) as caught:
        load_rubric(path, strict=True)
    assert caught.value.problems == [
        "local.yaml:5：条目“local.a”只有 1 个案例，严格方式下至少要 6 个",
        "local.yaml:5：条目“local.a”没有“不足”或“未见”（is: partial、none）的案例",
        "local.yaml:5：条目“local.a”没有写依据（basis）",
        "local.yaml:5：条目“local.a”没有写建议（advice）",
    ]


@pytest.mark.parametrize("name", NAMES)
def test_the_shipped_schema_is_what_the_forms_say(name: str) -> None:
    assert json.loads(shipped(name)) == json.loads(json.dumps(make(name)))


@pytest.mark.parametrize("name", NAMES)
def test_every_shipped_schema_is_a_schema(name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(json.loads(shipped(name)))


def test_the_builtin_files_satisfy_the_published_schemas() -> None:
    folder = builtin_folder()
    pairs = [("rubric", file) for file in folder.glob("*.yaml")]
    pairs += [("criteria", file) for file in folder.glob("criteria/*.yaml")]
    pairs += [("criteria", file) for file in folder.glob("menu/*.yaml")]
    pairs += [("lexicon-words", folder / "lexicon" / f"{name}.yaml") for name in ("cues", "groups")]
    pairs += [("lexicon-distortions", folder / "lexicon" / "distortions.yaml")]
    for schema, file in pairs:
        jsonschema.validate(_data(file), json.loads(shipped(schema)))


def _data(file: Path) -> object:
    from checker.rubric.yaml_source import YamlSource

    return YamlSource(file, file.read_text("utf-8")).data


def test_the_schema_refuses_a_misspelt_field() -> None:
    data = yaml.safe_load("id: a\nversion: 1.0.0\ntitel: 甲\n")
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(data, json.loads(shipped("rubric")))


@pytest.mark.parametrize("page", ["格式-细则.md", "格式-条目.md", "格式-本地化.md", "格式-词库.md"])
def test_a_page_for_every_format(page: str) -> None:
    schemas = {
        "格式-细则.md": ["rubric"],
        "格式-条目.md": ["criteria"],
        "格式-本地化.md": ["tailoring", "terms"],
        "格式-词库.md": ["lexicon-words", "lexicon-distortions", "lexicon-typos"],
    }
    text = (builtin_folder().parent / "docs" / "rubrics" / page).read_text("utf-8")
    for name in schemas[page]:
        for field in json.loads(shipped(name)).get("properties", {}):
            assert f"`{field}`" in text, f"{page} 没有写 {field}"


def test_every_described_field_is_a_field() -> None:
    told: set[str] = set()

    def collect(node: object) -> None:
        if isinstance(node, dict):
            told.update(node.get("properties", {}))
            for value in node.values():
                collect(value)
        elif isinstance(node, list):
            for value in node:
                collect(value)

    for name in NAMES:
        collect(make(name))
    assert set(FIELDS) - told == set()


@pytest.mark.parametrize(
    "text",
    [
        rubric_text("mine", None),
        rubric_text("mine", "law-government-2021"),
        tailoring_text("mine", "law-government-2021"),
    ],
)
def test_a_new_file_loads_strictly_as_it_stands(text: str, tmp_path: Path) -> None:
    from checker.measuring.cases import run_cases

    path = tmp_path / "mine.yaml"
    path.write_text(text, "utf-8")
    rubric = load_rubric(path, cache=False, strict=True)
    assert [result for result in run_cases(rubric, "local") if not result.passed] == []
