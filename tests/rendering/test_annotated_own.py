"""Comments in the author's own file: on the very characters, everything else as it was."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import docx
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from checker import reading, structure, text
from checker.errors import UnwritableError
from checker.model import Assessment, Finding, Quote, Report
from checker.rendering import RenderOptions, render
from tests.reading.builders import word
from tests.reading.builders.word import p, r, tbl, tc

from . import samples
from .office import bodies, comments_of, members, problems, ranges_of

TITLE = "青屏县人民政府2023年法治政府建设年度情况报告"
RED = '<w:color w:val="FF0000"/>'


def report_of(data: bytes) -> Report:
    clean = text.clean(reading.read(data, name="青屏县.docx"))
    parts = structure.build(clean, structure.IdentityOptions(force=True))
    return next(part for part in parts if isinstance(part, Report))


def quote(report: Report, words: str, note: str = "", nth: int = 0) -> Quote:
    start = -1
    for _ in range(nth + 1):
        start = report.text.index(words, start + 1)
    return Quote(
        words, start, start + len(words), report.path_at(start), "mentioned", "", report.locate(start, start + 1), note
    )


def assessed(report: Report, quotes: Sequence[Quote], **changes: object) -> Assessment:
    """One failed criterion that rests on ``quotes``, judged by a detector: a comment for each."""
    sample = samples.realistic()
    base = next(f for f in sample.findings if f.criterion == "text.residue")
    finding = replace(base, evidence=tuple(quotes), **changes)  # type: ignore[arg-type]
    criteria = tuple(
        replace(c, rule="defects") if c.id == "text.residue" else c for c in samples.rubric_for(samples.ROWS).criteria
    )
    rubric = replace(samples.rubric_for(samples.ROWS), criteria=criteria)
    return samples.assess(report, [finding], rubric)


def annotated(data: bytes, *words: str, **options: bool) -> bytes:
    report = report_of(data)
    made = assessed(report, [quote(report, one, note=f"请核对{index}。") for index, one in enumerate(words)])
    return render([made], "docx", RenderOptions(**options))


def report_docx(*blocks: str, **parts: str) -> bytes:
    """A report of a title, a first part with ``blocks`` in it, and a last part."""
    body = (
        p(TITLE)
        + p("一、2023年主要举措和成效")
        + "".join(blocks)
        + p("二、存在的不足和原因")
        + p("基层法制审核力量薄弱。")
        + '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'
    )
    return word.docx(body, **parts)


# ---------------------------------------------------------------------- on the very characters


def test_a_range_inside_one_run() -> None:
    data = annotated(report_docx(p("全县办理行政复议案件52件，审结45件。")), "行政复议案件52件")
    assert ranges_of(data) == {0: "行政复议案件52件"}
    assert problems(data) == []


def test_a_range_over_runs_keeps_their_properties() -> None:
    body = p(inner=r("全县办理") + r("行政复议", "<w:b/>") + r("案件52件，", RED) + r("审结45件。"))
    data = annotated(report_docx(body), "理行政复议案件52", "复议案")
    assert ranges_of(data) == {0: "理行政复议案件52", 1: "复议案"}
    runs = [
        (run.text, bool(run.bold), run.font.color.rgb is not None)
        for paragraph in docx.Document(io.BytesIO(data)).paragraphs
        if paragraph.text.startswith("全县")
        for run in paragraph.runs
        if run.text
    ]
    assert runs == [
        ("全县办", False, False),
        ("理", False, False),
        ("行政", True, False),
        ("复议", True, False),
        ("案", False, True),
        ("件52", False, True),
        ("件，", False, True),
        ("审结45件。", False, False),
    ]


def test_ranges_that_overlap_nest_and_touch() -> None:
    words = ("甲乙丙丁", "丙丁戊", "丁", "戊己", "甲乙丙丁戊己庚")
    data = annotated(report_docx(p("办理甲乙丙丁戊己庚事项。")), *words)
    assert ranges_of(data) == dict(enumerate(words))
    assert problems(data) == []


def test_a_range_over_two_paragraphs() -> None:
    data = report_docx(p("全年收到申请52件。"), p("全年受理48件。"))
    report = report_of(data)
    start, end = report.text.index("52件"), report.text.index("受理48") + 4
    both = Quote(report.text[start:end], start, end, (), "mentioned", "", report.locate(start, end))
    out = render([assessed(report, [both])], "docx")
    assert ranges_of(out) == {0: "52件。\n全年受理48"}


def test_tabs_symbols_fields_and_pictures_are_moved_as_they_are() -> None:
    mixed = (
        '<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">全年 </w:t><w:tab/><w:t>52</w:t><w:noBreakHyphen/>'
        "<w:t>45件</w:t></w:r>"
    )
    field = word.field("REF a", r("所示数据"))
    data = annotated(report_docx(p(inner=r("复议：") + mixed + field + r("。"))), "52-4", "示数")
    assert ranges_of(data) == {0: "52-4", 1: "示数"}
    root = etree.fromstring(members(data)["word/document.xml"])
    paragraph = next(e for e in root.iter("{*}p") if "复议" in "".join(e.itertext()))
    assert [etree.QName(e).localname for e in paragraph.iter("{*}tab", "{*}noBreakHyphen", "{*}instrText")] == [
        "tab", "noBreakHyphen", "instrText",
    ]  # fmt: skip
    assert problems(data) == []


def test_tracked_changes_and_links_survive() -> None:
    inner = (
        r("全年")
        + f'<w:ins w:id="7" w:author="甲">{r("新收52件")}</w:ins>'
        + '<w:del w:id="8" w:author="甲"><w:r><w:delText>旧收</w:delText></w:r></w:del>'
        + f'<w:hyperlink w:anchor="a">{r("审结45件")}</w:hyperlink>'
        + r("。")
    )
    before = report_docx(p(inner=inner))
    data = annotated(before, "收52件审结4")
    assert ranges_of(data) == {0: "收52件审结4"}
    for tag in ("ins", "del", "hyperlink"):
        assert bodies(data).count(f"<w:{tag} ") == bodies(before).count(f"<w:{tag} ") == 1
    assert "旧收" in bodies(data)


def test_a_recorded_change_of_properties_gets_an_id_of_its_own() -> None:
    change = '<w:b/><w:rPrChange w:id="3" w:author="甲"><w:rPr/></w:rPrChange>'
    data = annotated(report_docx(p(inner=r("全年收案五十二件。", change))), "收案")
    assert ranges_of(data) == {0: "收案"}
    assert problems(data) == []


def test_a_restored_number_is_not_in_the_file() -> None:
    numbering = word.abstract(0, word.lvl(0, "chineseCounting", "（%1）")) + word.num(1, 0)
    data = report_docx(p("规范行政执法", num=(1, 0)), p("办理案件52件。"), numbering=numbering)
    assert ranges_of(annotated(data, "（一）规范行政", "（一）")) == {0: "规范行政", 1: "规范行政执法"}


def test_table_cells() -> None:
    table = tbl(tc("指标") + tc("件数"), tc("行政复议") + tc("52"))
    data = annotated(report_docx(p("有关数据如下。"), table), "行政复议")
    assert ranges_of(data) == {0: "行政复议"}
    assert problems(data) == []


def test_stray_spaces_inside_a_passage_belong_to_its_range() -> None:
    data = annotated(report_docx(p("办理 行政　复议案件。")), "行政复议案件")
    assert "".join(ranges_of(data)[0].split()) == "行政复议案件"


@settings(max_examples=60)
@given(st.data())
def test_any_range_of_any_cut_of_runs(data: st.DataObject) -> None:
    sentence = "全县共办理行政复议案件五十二件并全部按期审结到位"
    cuts = sorted(data.draw(st.sets(st.integers(1, len(sentence) - 1), max_size=6)))
    runs = [sentence[a:b] for a, b in zip([0, *cuts], [*cuts, len(sentence)], strict=True)]
    source = report_docx(p(inner="".join(r(one, "<w:b/>" if k % 2 else "") for k, one in enumerate(runs))))
    edge = st.integers(0, len(sentence))
    pairs = st.tuples(edge, edge).filter(lambda pair: pair[0] < pair[1])
    ranges = data.draw(st.lists(pairs, min_size=1, max_size=8))
    words = [sentence[a:b] for a, b in ranges]
    out = annotated(source, *words)
    expected = {number: words[number] for number in range(len(words))}
    found = ranges_of(out)
    assert sorted(found.values()) == sorted(expected.values())
    assert problems(out) == []
    assert sentence in "".join(etree.fromstring(members(out)["word/document.xml"]).itertext())


# ---------------------------------------------------------------------- where Word takes no comments


def test_a_footnote_gets_its_comment_at_its_mark() -> None:
    notes = '<w:footnote w:id="2">' + p("按可比口径计算为52件。") + "</w:footnote>"
    body = p(inner=r("办理复议案件") + '<w:r><w:footnoteReference w:id="2"/></w:r>' + r("件。"))
    before = report_docx(body, footnotes=notes)
    report = report_of(before)
    if "可比口径" not in report.text:
        pytest.skip("the notes are not part of the report's text")
    data = render([assessed(report, [quote(report, "可比口径")])], "docx")
    assert members(data)["word/footnotes.xml"] == members(before)["word/footnotes.xml"]
    marked = bodies(data)
    assert marked.index("commentRangeStart") < marked.index("footnoteReference") < marked.index("commentRangeEnd")
    assert "所指原文在脚注中。" in comments_of(data)[0][1]
    assert problems(data) == []


def test_a_text_box_gets_its_comment_around_the_box() -> None:
    data = annotated(report_docx(p(inner=r("见下框") + word.text_box(p("框中写明办理案件52件")))), "办理案件52件")
    root = etree.fromstring(members(data)["word/document.xml"])
    starts = list(root.iter("{*}commentRangeStart"))
    assert [next(start.iterancestors("{*}txbxContent"), None) for start in starts] == [None]
    assert "所指原文在此处的文本框、控件或注音中。" in comments_of(data)[0][1]
    assert problems(data) == []


def test_a_bound_content_control_is_not_opened() -> None:
    control = f"<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent>{r('办理案件52件')}</w:sdtContent></w:sdt>"
    data = annotated(report_docx(p(inner=r("全年") + control + r("。"))), "案件")
    assert ranges_of(data) == {0: "办理案件52件"}


def test_ruby_is_not_opened() -> None:
    ruby = f"<w:r><w:ruby><w:rubyPr/><w:rt>{r('yún')}</w:rt><w:rubyBase>{r('云溪')}</w:rubyBase></w:ruby></w:r>"
    data = annotated(report_docx(p(inner=r("在") + ruby + r("县办理案件。"))), "溪县办理")
    root = etree.fromstring(members(data)["word/document.xml"])
    (start,) = root.iter("{*}commentRangeStart")
    assert [etree.QName(element).localname for element in start.iterancestors()] == ["p", "body", "document"]
    assert problems(data) == []


def test_a_later_report_of_a_file_gets_its_own_comments() -> None:
    whole = report_of(report_docx(p("办理案件52件。"), p("审结案件45件。")))
    at = whole.text.index("审结")
    later = replace(
        whole,
        part=2,
        parts=2,
        document_start=at,
        text=whole.text[at:],
        folded=whole.folded[at:],
        sections=(),
        paragraphs=(),
    )
    data = render([assessed(later, [replace(quote(whole, "案件"), start=2, end=6, text="案件45")])], "docx")
    assert ranges_of(data) == {0: "案件45"}


# ---------------------------------------------------------------------- the package


def test_only_what_must_change_changes() -> None:
    before = report_docx(
        p("办理案件52件。"),
        styles=word.style("Normal", "Normal"),
        header=p("页眉"),
        extra={"word/media/image1.png": b"\x89PNG\r\n\x1a\n\x00\xff", "customXml/item1.xml": b"<a  b = '1'/>"},  # type: ignore[arg-type]
    )
    after = annotated(before, "办理案件")
    old, new = members(before), members(after)
    assert set(new) - set(old) == {"word/comments.xml"}
    assert {name for name in old if old[name] != new[name]} == {
        "[Content_Types].xml", "word/document.xml", "word/_rels/document.xml.rels",
    }  # fmt: skip
    assert problems(after) == problems(before)
    (made,) = docx.Document(io.BytesIO(after)).comments
    assert (made.author, made.initials, made.timestamp) == ("报告检查器", "检", None)


def test_existing_comments_stay_and_ids_go_on() -> None:
    own = '<w:comment w:id="4" w:author="甲"><w:p><w:r><w:t>请补数字</w:t></w:r></w:p></w:comment>'
    inner = (
        '<w:commentRangeStart w:id="4"/>' + r("办理案件") + '<w:commentRangeEnd w:id="4"/>'
        '<w:r><w:commentReference w:id="4"/></w:r>' + r("52件。")
    )
    data = annotated(report_docx(p(inner=inner), comments=own), "案件52")
    assert ranges_of(data) == {4: "办理案件", 5: "案件52"}
    assert [author for author, _ in comments_of(data)] == ["甲", "报告检查器"]
    assert problems(data) == []


def test_comment_styles_of_the_file_are_used() -> None:
    styles = word.style("a5", "annotation text") + word.style("a6", "annotation reference", kind="character")
    data = annotated(report_docx(p("办理案件。"), styles=styles), "案件")
    assert '<w:pStyle w:val="a5"/>' in members(data)["word/comments.xml"].decode()
    assert '<w:rStyle w:val="a6"/>' in bodies(data)


def test_a_summary_goes_behind_the_text_and_before_the_last_section() -> None:
    data = annotated(report_docx(p("办理案件52件。")), "案件", summary=True)
    texts = [paragraph.text for paragraph in docx.Document(io.BytesIO(data)).paragraphs]
    assert texts[0] == TITLE
    body = etree.fromstring(members(data)["word/document.xml"])[0]
    assert etree.QName(body[-1]).localname == "sectPr"
    assert "检查结果摘要" in texts[5:]
    assert problems(data) == []


def test_a_second_run_replaces_what_the_first_one_wrote_and_nothing_else() -> None:
    own = '<w:comment w:id="4" w:author="甲"><w:p><w:r><w:t>请补数字</w:t></w:r></w:p></w:comment>'
    inner = (
        '<w:commentRangeStart w:id="4"/>' + r("办理案件") + '<w:commentRangeEnd w:id="4"/>'
        '<w:r><w:commentReference w:id="4"/></w:r>' + r("52件。")
    )
    source = report_docx(p(inner=inner), comments=own)
    first = annotated(source, "案件52", "法制审核", summary=True)
    assert report_of(first).text == report_of(source).text
    notes = reading.read(first, name="青屏县.docx").ledger.notes
    assert "文末有检查器以前附上的检查结果摘要，未计入正文" in notes
    second = annotated(first, "52件", summary=True)
    assert ranges_of(second) == {4: "办理案件", 7: "52件"}
    assert [author for author, _ in comments_of(second)] == ["甲", "报告检查器"]
    assert bodies(second).count("检查结果摘要</w:t>") == 1
    third = annotated(second, "52件")
    assert "检查结果摘要" not in bodies(third)
    assert report_of(third).text == report_of(source).text
    assert [problems(data) for data in (first, second, third)] == [[], [], []]


def test_what_is_written_behind_a_summary_is_the_reports() -> None:
    source = annotated(report_docx(p("办理案件52件。")), "案件52", summary=True)
    parts = members(source)
    name = "word/document.xml"
    behind = parts[name].replace(b"<w:sectPr", p("三、2024年主要安排").encode() + b"<w:sectPr", 1)
    report = report_of(word.pack({**parts, name: behind}))
    assert report.text.endswith("三、2024年主要安排")
    assert "检查结果摘要" not in report.text
    endless = re.sub(rb"<w:bookmarkEnd[^>]*/>", b"", parts[name])
    assert "检查结果摘要" in report_of(word.pack({**parts, name: endless})).text
    named = report_docx(p("检查结果摘要"), p("办理案件52件。"))
    assert "检查结果摘要" in report_of(named).text


def test_a_former_comment_that_somebody_answered_stays() -> None:
    w14 = "http://schemas.microsoft.com/office/word/2010/wordml"
    w15 = "http://schemas.microsoft.com/office/word/2012/wordml"
    comments = "".join(
        f'<w:comment xmlns:w14="{w14}" w:id="{n}" w:author="{who}"><w:p w14:paraId="0000000{n}">'
        f"<w:r><w:t>{said}</w:t></w:r></w:p></w:comment>"
        for n, who, said in ((1, "报告检查器", "请核对甲"), (2, "王强", "已核"), (3, "报告检查器", "请核对乙"))
    )
    inner = "".join(
        f'<w:commentRangeStart w:id="{n}"/>{r(words)}<w:commentRangeEnd w:id="{n}"/>'
        f'<w:r><w:commentReference w:id="{n}"/></w:r>'
        for n, words in ((1, "办理"), (2, "案件"), (3, "52件。"))
    )
    parts = members(report_docx(p(inner=inner), comments=comments))
    parts["word/commentsExtended.xml"] = (
        f'<w15:commentsEx xmlns:w15="{w15}"><w15:commentEx w15:paraId="00000001" w15:done="0"/>'
        '<w15:commentEx w15:paraId="00000002" w15:paraIdParent="00000001" w15:done="0"/>'
        '<w15:commentEx w15:paraId="00000003" w15:done="0"/></w15:commentsEx>'
    ).encode()
    relation = (
        '<Relationship Id="rIdX" Type="http://schemas.microsoft.com/office/2011/relationships/commentsExtended" '
        'Target="commentsExtended.xml"/></Relationships>'
    )
    name = "word/_rels/document.xml.rels"
    parts[name] = parts[name].replace(b"</Relationships>", relation.encode())
    data = annotated(word.pack(parts), "案件52")
    assert [said for _, said in comments_of(data)][:2] == ["请核对甲", "已核"]
    assert ranges_of(data) == {1: "办理", 2: "案件", 4: "案件52"}
    extended = members(data)["word/commentsExtended.xml"].decode()
    assert "00000001" in extended
    assert "00000003" not in extended


def test_same_bytes_every_time_and_no_date() -> None:
    source = report_docx(p("办理案件52件。"))
    assert annotated(source, "案件") == annotated(source, "案件")
    assert b"w:date" not in members(annotated(source, "案件"))["word/comments.xml"]


def test_strict_documents_keep_their_namespace() -> None:
    usual = report_docx(p("办理案件52件。"))
    strict = {
        name: data.replace(word.W.encode(), b"http://purl.oclc.org/ooxml/wordprocessingml/main").replace(
            b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        )
        for name, data in members(usual).items()
    }
    data = annotated(word.pack(strict), "案件52")
    assert ranges_of(data) == {0: "案件52"}
    for name in ("word/document.xml", "word/comments.xml"):
        assert b"schemas.openxmlformats.org/wordprocessingml" not in members(data)[name]
    assert b"purl.oclc.org/ooxml/officeDocument/relationships/comments" in members(data)["word/_rels/document.xml.rels"]


def test_members_with_one_name_are_written_once() -> None:
    buffer = io.BytesIO(report_docx(p("办理案件52件。")))
    with zipfile.ZipFile(buffer, "a") as archive, pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr("word/document.xml", archive.read("word/document.xml"))
    data = annotated(buffer.getvalue(), "案件")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = archive.namelist()
    assert len(names) == len(set(names))


def test_a_damaged_member_is_said_in_a_sentence() -> None:
    source = report_docx(p("办理案件52件。"))
    cut = {**members(source), "[Content_Types].xml": members(source)["[Content_Types].xml"][:-9]}
    with pytest.raises(UnwritableError, match="“带批注的 Word”：原文件里有不完整的部件。请用"):
        annotated(word.pack(cut), "案件")
    stored = bytearray(word.pack({**members(source), "word/media/a.png": b"picture" * 9}, zipfile.ZIP_STORED))
    at = stored.index(b"picturepicture")
    stored[at : at + 4] = b"PICT"
    with pytest.raises(UnwritableError, match="不完整的部件"):
        annotated(bytes(stored), "案件")


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_and_prints_them(tmp_path: Path) -> None:
    inner = r("全年") + f'<w:ins w:id="7" w:author="甲">{r("新收52件")}</w:ins>' + word.field("REF a", r("所示"))
    source = report_docx(p(inner=inner), tbl(tc("行政复议") + tc("52")))
    (tmp_path / "own.docx").write_bytes(annotated(source, "收52件所", "复议", summary=True))
    (tmp_path / "letter.docx").write_bytes(render([samples.realistic()], "letter"))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    files = [str(tmp_path / name) for name in ("own.docx", "letter.docx")]
    command = ["soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", str(tmp_path), *files]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    for name, words in (("own", "检查结果摘要"), ("letter", "法治政府建设年度报告审查意见书")):
        document = pypdfium2.PdfDocument(tmp_path / f"{name}.pdf")
        assert words in "".join(page.get_textpage().get_text_range() for page in document)
        document.close()


def test_a_finding_of_its_own_keeps_its_words() -> None:
    source = report_docx(p("办理案件52件。"))
    report = report_of(source)
    finding: Finding = assessed(report, [quote(report, "案件52件", "请核对件数。")]).findings[0]
    author, said = comments_of(annotated(source, "案件52件"))[0]
    assert author == "报告检查器"
    assert said.startswith("【不符合】残留内容（必备）\n请核对0。\n建议：")
    assert "《法治政府建设与责任落实督察工作规定》（厅字〔2019〕28号）第二十五条" in said
    assert finding.basis[0].verified
