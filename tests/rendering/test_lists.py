"""JUnit, CSV, GitHub annotations and Markdown: valid, complete, and safe whatever the text holds."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from markdown_it import MarkdownIt

from checker.model import Assessment
from checker.rendering import RenderOptions, Unread, render
from checker.rendering.csv_table import cell
from checker.rendering.markdown import escape

from . import samples

SAMPLES: dict[str, list[Assessment]] = {
    "none": [],
    "realistic": [samples.realistic()],
    "two parts": samples.two_parts(),
    "hostile": [samples.hostile()],
    "big": [samples.big()],
}
XSD = Path(__file__).parent / "schemas" / "junit.xsd"


def junit(sample: list[Assessment]) -> etree._Element:
    return etree.fromstring(render(sample, "junit"))


@pytest.mark.parametrize("name", SAMPLES)
def test_junit_fits_its_schema(name: str) -> None:
    etree.XMLSchema(etree.parse(XSD)).assertValid(junit(SAMPLES[name]))


def test_junit_outcomes() -> None:
    suite = junit([samples.realistic()]).find("testsuite")
    assert suite is not None
    assert {key: suite.get(key) for key in ("tests", "failures", "errors", "skipped")} == {
        "tests": "16",
        "failures": "2",
        "errors": "1",
        "skipped": "1",
    }
    cases = {case.get("classname"): case for case in suite.iter("testcase")}
    assert len(cases) == 16
    failure = cases["enforcement.three-systems"].find("failure")
    assert failure is not None
    assert "[不足] 一是行政执法“三项制度”落实不够到位。 (三、存在的不足和原因 · 第 14 行)" in (failure.text or "")
    warned = cases["section.causes"].findtext("system-out")
    assert warned is not None
    assert warned.startswith("需核对：标题提到原因")
    assert len(cases["form.title"]) == 0


def _under_a_gate(outcome: str, exit_: int) -> Assessment:
    kept = {"kind": "judged", "outcome": "held", "asks": "作出判断", "found": "", "criteria": [], "where": ""}
    asked = {"kind": "must_pass", "outcome": outcome, "asks": "条目必须符合", "found": "必须符合的条目未通过：甲"}
    clauses = [kept, asked | {"criteria": ["duty.a"], "where": "p.yaml:3"}]
    return replace(samples.realistic(), gate={"exit": exit_, "clauses": clauses})


@pytest.mark.parametrize(
    ("outcome", "exit_", "shown"),
    [("broken", 1, "failure"), ("broken", 0, "system-out"), ("undecided", 2, "error"), ("held", 0, None)],
)
def test_junit_shows_each_condition_of_the_gate(outcome: str, exit_: int, shown: str | None) -> None:
    plain, gated = junit([samples.realistic()]), junit([_under_a_gate(outcome, exit_)])
    etree.XMLSchema(etree.parse(XSD)).assertValid(gated)
    cases = {case.get("classname"): case for case in gated.iter("testcase")}
    assert [child.tag for child in cases["gate.must_pass"]] == ([shown] if shown else [])
    assert len(cases["gate.judged"]) == 0
    assert int(gated.get("tests")) == int(plain.get("tests")) + 2
    kept = 0 if exit_ == 0 else int(plain.get("failures"))
    assert int(gated.get("failures")) == kept + (shown == "failure")
    assert int(gated.get("errors")) == int(plain.get("errors")) + (shown == "error")
    assert not [case for case in plain.iter("testcase") if case.get("classname").startswith("gate.")]
    if shown:
        assert "必须符合的条目未通过：甲\nduty.a\np.yaml:3" in (cases["gate.must_pass"][0].text or "")


def test_junit_has_no_failure_where_the_gate_lets_pass() -> None:
    plain, gated = junit([samples.realistic()]), junit([_under_a_gate("held", 0)])
    failed = [case.get("classname") for case in plain.iter("testcase") if case.find("failure") is not None]
    told = {case.get("classname"): case.findtext("system-out") or "" for case in gated.iter("testcase")}
    assert failed
    assert [criterion for criterion in failed if not told[criterion].startswith("不符合：")] == []
    assert not list(gated.iter("failure"))


def test_junit_has_a_file_that_could_not_be_checked() -> None:
    missed = RenderOptions(unread=(Unread("乙.docx", "无法读取“乙.docx”：文件不存在。"),))
    made = etree.fromstring(render([samples.realistic()], "junit", missed))
    etree.XMLSchema(etree.parse(XSD)).assertValid(made)
    suite = made.findall("testsuite")[-1]
    assert (suite.get("name"), suite.get("tests"), suite.get("errors")) == ("乙.docx", "1", "1")
    assert suite.find("testcase/error").get("message") == "无法读取“乙.docx”：文件不存在。"
    assert int(made.get("errors")) == int(junit([samples.realistic()]).get("errors")) + 1


def test_junit_keeps_markup_as_text() -> None:
    case = next(junit([samples.realistic()]).iter("testcase"))
    assert case.get("name") == "标题"
    failures = [element.text or "" for element in junit([samples.hostile()]).iter("failure")]
    assert "<script>alert(1)</script>\ufffd[31m\ufffd" in failures[0]


def table(sample: list[Assessment], lang: str = "zh") -> list[list[str]]:
    data = render(sample, "csv", RenderOptions(lang=lang))  # type: ignore[arg-type]
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_csv_has_a_row_per_finding_and_reads_back() -> None:
    head, *rows = table([samples.realistic()])
    assert len(rows) == 16
    three = dict(zip(head, next(row for row in rows if "enforcement.three-systems" in row), strict=True))
    assert (three["类别"], three["状态"], three["覆盖程度"], three["要求程度"]) == (
        "行政执法工作体系",
        "不符合",
        "未见",
        "必备",
    )
    assert three["最接近的原文"].split("\n") == [
        "[不足] 一是行政执法“三项制度”落实不够到位。（说明：仅见于存在不足部分）",
        "[计划] 将推进行政执法“三项制度”全覆盖。（说明：仅为下一年度安排）",
    ]


def test_csv_cells_never_begin_like_a_formula() -> None:
    for row in table([samples.hostile()]) + table([samples.hostile()], "en"):
        for value in row:
            assert not value.startswith(("=", "+", "-", "@", "\t", "\r"))
            assert not re.search(r"[\x00-\x08\x1b\u202e]", value)


@pytest.mark.parametrize("first", list("=+-@\t\r\n＝＋－＠"))
def test_a_formula_gets_an_apostrophe(first: str) -> None:
    assert cell(f"{first}SUM(A1)") == f"'{first}SUM(A1)"
    assert cell(f"\x00{first}SUM(A1)") == f"'{first}SUM(A1)"
    assert cell(f"合计{first}") == f"合计{first}"


def test_github_commands() -> None:
    lines = render([samples.realistic()], "github").decode().splitlines()
    assert len(lines) == 8
    assert lines[0].startswith("::error file=青屏县2023.txt,line=14,title=不符合：行政执法“三项制度”::未见本年度")
    assert [line.split(" ")[0] for line in lines] == [
        "::error",
        "::error",
        "::error",
        "::warning",
        "::warning",
        "::notice",
        "::warning",
        "::error",
    ]
    advised = render([replace(samples.realistic(), gate={"exit": 0})], "github").decode().splitlines()
    assert advised == [*lines[:-1], lines[-1].replace("::error", "::notice")]


def test_github_text_cannot_begin_a_command() -> None:
    lines = render([samples.hostile()], "github").decode().split("\n")
    assert len(lines) == 4
    assert all(re.match(r"::(error|warning|notice) file=", line) for line in lines[:-1])
    assert lines[0].count(",line=1,title=") == 1
    assert lines[0].split("::")[1].count(",") == 2


@given(st.text(max_size=200))
def test_markdown_text_stays_text(text: str) -> None:
    shown = escape(text)
    tokens = MarkdownIt("js-default").parse(f"x {shown}")
    inline = [child for token in tokens for child in token.children or []]
    assert {child.type for child in inline} <= {"text", "text_special"}
    assert len([token for token in tokens if token.type == "paragraph_open"]) == 1


def test_markdown_renders_without_html_and_with_its_tables() -> None:
    for sample in ([samples.realistic()], [samples.hostile()]):
        source = render(sample, "markdown").decode()
        html = MarkdownIt("commonmark", {"html": True}).enable("table").render(source)
        assert "<script" not in html
        assert "<table>" in html
    assert "<h3>行政执法“三项制度”（必备）</h3>" in MarkdownIt().render(
        render([samples.realistic()], "markdown").decode()
    )


def test_markdown_summary_only_names() -> None:
    text = render([samples.realistic()], "markdown", RenderOptions(summary=True)).decode()
    assert "- 行政执法“三项制度” (`enforcement.three-systems`)" in text
    assert "> " not in text
