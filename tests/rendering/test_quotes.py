"""What stands beside a quoted passage: nothing that tells a reader nothing; tables and data keep everything."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

import openpyxl
import pytest
from selectolax.lexbor import LexborHTMLParser

from checker.model import Assessment
from checker.rendering import RenderOptions, render
from checker.rendering.letter_content import content
from checker.rendering.letter_words import office_words
from checker.rendering.words import words

from . import samples
from .office import comments_of

LACKING = "一是行政执法“三项制度”落实不够到位。"
NOTE = "只有标题写到原因"
"""The note of both passages of :func:`sample`; the message of the first finding says it too."""


def sample() -> Assessment:
    """A passage that only mentions, whose note the message says; a shortcoming whose note it does not say."""
    assessment = samples.realistic()
    causes = next(one for one in assessment.findings if one.criterion == "section.causes")
    three = next(one for one in assessment.findings if one.criterion == "enforcement.three-systems")
    noted = replace(
        causes,
        message=f"{NOTE}，请核对。",
        evidence=tuple(replace(quote, note=NOTE) for quote in causes.evidence),
    )
    other = replace(three, near=tuple(replace(quote, note=NOTE) for quote in three.near[:1]))
    return replace(assessment, findings=(noted, other))


def text(name: str, **options: bool) -> str:
    return render([sample()], name, RenderOptions(width=200, **options)).decode()  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "mentioned", "lacking"),
    [
        (
            "terminal",
            "    │ 三、存在的不足和原因\n      三、存在的不足和原因 · 第 13 行\n",
            f"    │ {LACKING}\n      [不足] 三、存在的不足和原因 · 第 14 行 — 说明：{NOTE}\n",
        ),
        (
            "markdown",
            "> 三、存在的不足和原因\n>\n> — 三、存在的不足和原因 · 第 13 行\n",
            f"> {LACKING}\n>\n> — *不足* · 三、存在的不足和原因 · 第 14 行 · 说明：{NOTE}\n",
        ),
        (
            "github",
            "只有标题写到原因，请核对。%0A“三、存在的不足和原因”%0A",
            f"“{LACKING}” [不足] — 说明：只有标题写到原因%0A",
        ),
        (
            "junit",
            "只有标题写到原因，请核对。\n三、存在的不足和原因 (三、存在的不足和原因 · 第 13 行)\n",
            f"\n[不足] {LACKING} (三、存在的不足和原因 · 第 14 行) — 说明：{NOTE}\n",
        ),
    ],
)
def test_text_says_the_assertion_and_the_note_only_where_they_tell_something(
    name: str, mentioned: str, lacking: str
) -> None:
    made = text(name)
    assert mentioned in made
    assert lacking in made
    assert "提及" not in made


def test_a_passage_of_which_nothing_is_known_stands_alone() -> None:
    assessment = sample()
    finding = assessment.findings[0]
    bare = replace(
        finding.evidence[0], section=(), location=replace(finding.evidence[0].location, line=None, paragraph=None)
    )
    alone = replace(assessment, findings=(replace(finding, evidence=(bare,)),))
    made = {
        name: render([alone], name, RenderOptions(width=200)).decode() for name in ("terminal", "markdown", "junit")
    }
    assert "    │ 三、存在的不足和原因\n    建议" in made["terminal"]
    assert "> 三、存在的不足和原因\n\n" in made["markdown"]
    assert "\n三、存在的不足和原因\n" in made["junit"]


def test_the_page_tags_and_filters_only_what_tells_something() -> None:
    page = LexborHTMLParser(text("html"))
    assert [tag.text() for tag in page.css(".where .tag")] == ["不足"]
    assert [note.text() for note in page.css(".where em")] == ["说明：只有标题写到原因"]
    assert [option.attributes["value"] for option in page.css("[data-by=assertion] option")] == ["", "lacking"]


def test_the_letter_and_the_comments_say_the_same() -> None:
    three, causes = content(sample(), office_words("zh")).items
    assert [one.place for one in causes.evidence] == ["三、存在的不足和原因 · 第 13 行"]
    assert [one.place for one in three.near] == ["三、存在的不足和原因 · 第 14 行；不足；说明：只有标题写到原因"]
    comments = {comment.split("\n")[0]: comment for _, comment in comments_of(render([sample()], "docx"))}
    assert comments["【需核对】不足的原因（必备）"].count(NOTE) == 1
    assert "（说明：只有标题写到原因）" in comments["【不符合】行政执法“三项制度”（必备）"]


def test_tables_and_data_name_every_assertion() -> None:
    rows = list(csv.DictReader(io.StringIO(text("csv").lstrip("\ufeff"))))
    assert [row["陈述性质"] for row in rows] == ["提及", ""]
    made = json.loads(text("json"))["assessments"][0]["findings"]
    assert [(one["assertion"], one["note"]) for one in made[0]["evidence"]] == [("mentioned", NOTE)]
    book = openpyxl.load_workbook(io.BytesIO(render([sample()], "xlsx")))
    assert "提及" in {cell.value for sheet in book for row in sheet.iter_rows() for cell in row}
    sarif = json.loads(text("sarif"))
    assert '"提及：说明：只有标题写到原因"' in json.dumps(sarif, ensure_ascii=False)


@pytest.mark.parametrize(
    ("message", "shown"),
    [
        ("“四个亲自”未写全。已见：亲自部署；未见：亲自过问。", ("", "")),
        ("“四个亲自”未写全，请核对。", ("亲自部署", "亲自过问")),
    ],
)
def test_elements_are_listed_where_the_message_does_not_name_them(message: str, shown: tuple[str, str]) -> None:
    finding = replace(sample().findings[0], message=message, met=("亲自部署",), unmet=("亲自过问",))
    assert words("zh").elements(finding) == shown


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_words_of_a_passage(lang: str) -> None:
    say = words(lang)
    quote = sample().findings[0].evidence[0]
    assert say.assertion(quote) == ""
    assert say.assertion(replace(quote, assertion="planned")) == say("assertion.planned")
    assert say.note(quote, f"甲，{NOTE}。") == ""
    assert say.note(quote, "甲。") == NOTE
    assert say.note(quote, "") == NOTE
    assert say.note(replace(quote, note=""), "") == ""
