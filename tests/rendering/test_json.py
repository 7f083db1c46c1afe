"""The JSON object: the promised keys, the published schema, exact passages, the same bytes every time."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from checker import __version__
from checker.model import Assessment
from checker.rendering import RenderOptions, render
from checker.rendering.json_format import schema

from . import samples

ALL: dict[str, list[Assessment]] = {
    "realistic": [samples.realistic()],
    "two parts": samples.two_parts(),
    "hostile": [samples.hostile()],
    "passing": [samples.passing()],
    "big": [samples.big()],
    "none": [],
}


def loaded(assessments: list[Assessment], **options: bool) -> Any:
    return json.loads(render(assessments, "json", RenderOptions(**options)))  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize("with_text", [False, True])
def test_object_fits_the_published_schema(name: str, with_text: bool) -> None:
    Draft202012Validator.check_schema(schema())
    Draft202012Validator(schema()).validate(loaded(ALL[name], with_text=with_text))


def test_schema_refuses_what_is_not_promised() -> None:
    made = loaded([samples.realistic()])
    made["assessments"][0]["findings"][0]["status"] = "ok"
    del made["assessments"][0]["report"]["sha256"]
    errors = {error.json_path for error in Draft202012Validator(schema()).iter_errors(made)}
    assert errors == {"$.assessments[0].report", "$.assessments[0].findings[0].status"}


def test_promised_keys() -> None:
    made = loaded([samples.realistic()])
    assert made["schema_version"] == "1.0"
    assert made["checker_version"] == __version__
    one = made["assessments"][0]
    assert one["report"] | {"sha256": ""} == {
        "source": "青屏县2023.txt",
        "sha256": "",
        "format": "txt",
        "part": 1,
        "parts": 1,
        "title": "青屏县人民政府2023年法治政府建设年度情况报告",
        "issuer": "青屏县人民政府",
        "type": "law-government",
        "type_source": "default",
        "kind": "county",
        "kind_source": "title",
        "enforcing": False,
        "years": [2023],
        "years_source": "title",
        "addressee": "青屏市人民政府",
        "issued_on": "2024-01-19",
        "published_on": "2024-01-26",
        "conflicts": [],
    }
    assert (one["verdict"], one["score"]) == ("fail", 62.86)
    assert one["counts"] == {"fail": 2, "warn": 4, "pass": 8, "not_applicable": 1, "error": 1}
    near = next(f for f in one["findings"] if f["criterion"] == "enforcement.three-systems")["near"]
    assert near[0]["section"] == ["三、存在的不足和原因"]
    assert (near[0]["assertion"], near[0]["note"], near[0]["location"]) == (
        "lacking",
        "仅见于存在不足部分",
        {"line": 14, "paragraph": 14},
    )
    waiver = next(f for f in one["findings"] if f["criterion"] == "disputes.petitions")["waiver"]
    assert waiver["expires"] == "2024-12-31"


def test_passages_are_cut_from_the_text() -> None:
    one = loaded([samples.realistic()], with_text=True)["assessments"][0]
    text = one["report"]["text"]
    quotes = [quote for finding in one["findings"] for quote in finding["evidence"] + finding["near"]]
    assert len(quotes) == 13
    for quote in quotes:
        assert text[quote["start"] : quote["end"]] == quote["text"]


def test_text_only_when_asked() -> None:
    assert "text" not in loaded([samples.realistic()])["assessments"][0]["report"]


def test_lines_hold_one_report_each() -> None:
    lines = render(samples.two_parts(), "jsonl").decode().splitlines()
    assert [json.loads(line)["assessments"][0]["report"]["part"] for line in lines] == [1, 2]
    for line in lines:
        Draft202012Validator(schema()).validate(json.loads(line))


def test_ends_with_a_line_end_and_keeps_chinese_readable() -> None:
    data = render([samples.realistic()], "json")
    assert data.endswith(b"}\n")
    assert "行政复议".encode() in data


@pytest.mark.parametrize("format", ["json", "sarif", "html", "junit"])
def test_same_bytes_under_any_hash_seed(format: str) -> None:
    code = (
        "import sys; from tests.rendering import samples; from checker.rendering import render;"
        f"sys.stdout.buffer.write(render([samples.realistic()], {format!r}))"
    )
    root = Path(__file__).parents[2]
    runs = {
        subprocess.run(
            [sys.executable, "-c", code], env={"PYTHONHASHSEED": seed}, cwd=root, capture_output=True, check=True
        ).stdout
        for seed in ("0", "1", "4242")
    }
    assert len(runs) == 1
