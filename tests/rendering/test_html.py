"""The page: self-contained, its text inert, its passages exact, its size bounded."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from checker.model import Assessment, Known
from checker.rendering import RenderOptions, render
from checker.rendering.html.passages import clean, lines

from . import samples

SAMPLES: dict[str, list[Assessment]] = {
    "none": [],
    "realistic": [samples.realistic()],
    "two parts": samples.two_parts(),
    "hostile": [samples.hostile()],
    "passing": [samples.passing()],
    "big": [samples.big()],
}


def page(sample: list[Assessment], **options: str) -> str:
    return render(sample, "html", RenderOptions(**options)).decode()  # type: ignore[arg-type]


@pytest.mark.parametrize("name", SAMPLES)
def test_nothing_is_loaded_from_anywhere(name: str) -> None:
    tree = LexborHTMLParser(page(SAMPLES[name]))
    assert not tree.css("link, img, iframe, object, embed, [src], [srcset], [style], [onclick]")
    assert all((a.attributes["href"] or "").startswith("#") for a in tree.css("a"))
    assert "url(http" not in page(SAMPLES[name])


@pytest.mark.parametrize("name", SAMPLES)
def test_policy_admits_the_style_and_the_script_and_nothing_else(name: str) -> None:
    tree = LexborHTMLParser(page(SAMPLES[name]))
    policy = tree.css_first("meta[http-equiv]").attributes["content"] or ""
    assert policy.startswith("default-src 'none'; base-uri 'none'; form-action 'none'; ")
    assert "unsafe" not in policy
    (script,) = tree.css("script")
    (style,) = tree.css("style")
    for kind, element in (("script", script), ("style", style)):
        digest = base64.b64encode(hashlib.sha256(element.text(deep=True).encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{digest}'" in policy


def test_hostile_text_is_text() -> None:
    text = page([samples.hostile()])
    tree = LexborHTMLParser(text)
    assert len(tree.css("script")) == 1
    assert "&lt;script&gt;alert(1)" in text
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]", text)


def test_every_link_leads_to_pieces_that_spell_its_passage() -> None:
    tree = LexborHTMLParser(page([samples.realistic()]))
    pieces = tree.css(".paper .m")
    links = tree.css(".quote")
    assert len(links) == 13
    for link in links:
        start, end = int(link.attributes["data-s"] or ""), int(link.attributes["data-e"] or "")
        own = [p for p in pieces if start <= int(p.attributes["data-s"] or "") < end]
        assert "".join(p.text() for p in own) == link.text()
        assert own[0].attributes["id"] == (link.attributes["href"] or "").removeprefix("#")


def test_the_whole_text_is_shown_once() -> None:
    tree = LexborHTMLParser(page([samples.realistic()]))
    assert [p.text() for p in tree.css(".paper p")] == samples.TEXT.rstrip("\n").split("\n")


def test_ids_are_unique_and_links_have_a_goal() -> None:
    tree = LexborHTMLParser(page(samples.two_parts()))
    ids = [element.attributes["id"] for element in tree.css("[id]")]
    assert len(ids) == len(set(ids))
    assert {(a.attributes["href"] or "")[1:] for a in tree.css("a")} <= set(ids)


def test_findings_come_gravest_first_and_passes_are_folded() -> None:
    tree = LexborHTMLParser(page([samples.realistic()]))
    statuses = [item.attributes["data-status"] for item in tree.css(".finding")]
    assert statuses == ["fail"] * 2 + ["error"] + ["warn"] * 4 + ["pass"] * 8 + ["not_applicable"]
    assert len(tree.css("details[open]")) == 7


def test_score_is_shown_with_its_arithmetic() -> None:
    tree = LexborHTMLParser(page([samples.realistic()]))
    assert tree.css_first(".score b").text() == "62.9"
    assert tree.css_first(".result .small").text() == "22 ÷ 35 × 100 = 62.86"


def test_outline_map_counts_passages_of_sections_by_status() -> None:
    tree = LexborHTMLParser(page([samples.realistic()]))
    rows = {row.css_first("th").text(): [cell.text() for cell in row.css(".num")] for row in tree.css(".map tbody tr")}
    assert rows["一、2023年主要举措和成效"] == ["1", "1", "5", "7"]
    assert rows["（二）规范行政执法"] == ["1", "·", "1", "2"]
    assert rows["四、2024年工作安排"] == ["1", "·", "·", "1"]


def test_english_page() -> None:
    text = page([samples.realistic()], lang="en")
    assert '<html lang="en">' in text
    assert "Three systems of enforcement" in text


def test_ten_thousand_findings_on_a_long_text_stay_bounded() -> None:
    data = render([samples.big(10_000)], "html")
    assert len(data) < 30_000_000
    tree = LexborHTMLParser(data.decode())
    assert len(tree.css(".finding")) == 10_000
    assert len(tree.css(".paper .m")) < 2_000


@given(
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 20)), max_size=12),
    st.text(alphabet="甲乙\n丙", min_size=1, max_size=60),
)
def test_pieces_join_to_the_text_and_are_cut_at_every_passage(ranges: list[tuple[int, int]], text: str) -> None:
    base = samples.passing()
    report = samples.build_report(text, samples.identity(), source="x")
    quote = base.findings[0].evidence[0]
    quotes = tuple(
        replace(quote, start=min(start, len(text)), end=min(start + size, len(text))) for start, size in ranges
    )
    finding = replace(base.findings[0], evidence=quotes)
    made = lines(replace(base, report=report, findings=(finding,)))
    pieces = [piece for line in made for piece in line.pieces]
    assert [piece.text for piece in pieces] == [text[piece.start : piece.end] for piece in pieces]
    assert "".join(piece.text for piece in pieces) == text.replace("\n", "")
    marked = {place for piece in pieces if piece.mark for place in range(piece.start, piece.end)}
    asked = {place for quote in quotes for place in range(quote.start, quote.end) if text[place] != "\n"}
    assert marked == asked


def test_cleaning_keeps_every_offset() -> None:
    assert clean("a\x00b\x1b\u202ec\ud800") == "a\ufffdb\ufffd\ufffdc\ufffd"


def test_title_headings_and_signature_are_set_as_in_a_document() -> None:
    base = samples.realistic()
    text = base.report.text
    sign, dated = text.rindex("青屏县人民政府"), text.index("2024年1月19日")
    identity = replace(
        base.report.identity,
        signature=Known("青屏县人民政府", "signature", sign, sign + 7),
        issued_known=Known("2024年1月19日", "signature", dated, dated + 10),
    )
    report = replace(base.report, identity=identity)
    looks = {line.look: [] for line in lines(replace(base, report=report))}  # type: dict[str, list[str]]
    for line in lines(replace(base, report=report)):
        looks[line.look].append("".join(piece.text for piece in line.pieces))
    assert looks["t"] == ["青屏县人民政府2023年法治政府建设年度情况报告"]
    assert looks["h2"] == ["（一）健全行政决策机制", "（二）规范行政执法", "（三）化解矛盾纠纷"]
    assert looks["sign"] == ["青屏县人民政府", "2024年1月19日"]
