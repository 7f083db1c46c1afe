"""Word files: what becomes a block, what is kept apart, and what is said about the rest."""

from __future__ import annotations

from checker.model import Document, Location
from checker.reading.docx import read_docx
from checker.reading.limits import Limits
from tests.reading.builders.word import core, docx, field, p, r, style, tbl, tc, text_box

DEL_MARK = "<w:rPr><w:del/></w:rPr>"


def read(body: str, **parts: str) -> Document:
    document = read_docx(docx(body, **parts), "样本.docx", Limits())
    for block, following in zip(document.blocks, document.blocks[1:], strict=False):
        assert block.end < following.start
        assert document.raw[block.end] == "\n"
    return document


def texts(document: Document) -> list[str]:
    return [document.raw[block.start : block.end] for block in document.blocks]


def test_paragraphs_are_counted_as_a_reader_counts_them() -> None:
    document = read(p("甲") + p() + p("　") + tbl(tc("格")) + p("乙"))
    assert texts(document) == ["甲", "格", "乙"]
    assert [block.location.paragraph for block in document.blocks] == [1, None, 2]
    assert document.format == "docx"
    assert not document.wrapped
    assert document.ledger.characters == 3


def test_headings_by_level_by_name_and_by_inheritance() -> None:
    styles = (
        style("a1", "heading 1")
        + style("a2", "标题 2")
        + style("a3", "某镇小标题", based_on="a2")
        + style("a4", "大纲三级", '<w:outlineLvl w:val="2"/>')
        + style("a5", "退回正文", '<w:outlineLvl w:val="9"/>', based_on="a1")
        + style("a6", "Title")
    )
    body = "".join(p("字", style=f"a{number}") for number in range(1, 7)) + p(
        "字", properties='<w:outlineLvl w:val="3"/>'
    )
    document = read(body, styles=styles)
    assert [(block.kind, block.level) for block in document.blocks] == [
        ("heading", 1),
        ("heading", 2),
        ("heading", 2),
        ("heading", 3),
        ("paragraph", None),
        ("heading", None),
        ("heading", 4),
    ]


def test_a_long_paragraph_in_a_heading_style_is_body_text() -> None:
    styles = style("a1", "heading 1")
    document = read(p("长" * 100, style="a1") + p("长" * 101, style="a1"), styles=styles)
    assert [block.kind for block in document.blocks] == ["heading", "paragraph"]


def test_style_chain_that_bites_its_tail() -> None:
    styles = style("a", "甲", based_on="b") + style("b", "乙", based_on="a")
    assert texts(read(p("字", style="a"), styles=styles)) == ["字"]


def test_tables_give_cells_with_their_places() -> None:
    wide = tc("合计", '<w:gridSpan w:val="2"/>')
    document = read(tbl(tc("甲") + tc("乙") + tc("丙"), wide + tc("丁")) + tbl(tc("戊") + tc("己")))
    assert texts(document) == ["甲", "乙", "丙", "合计", "丁", "戊", "己"]
    assert [block.location.cell for block in document.blocks] == [
        (1, 1, 1),
        (1, 1, 2),
        (1, 1, 3),
        (1, 2, 1),
        (1, 2, 3),
        (2, 1, 1),
        (2, 1, 2),
    ]
    assert {block.kind for block in document.blocks} == {"cell"}
    assert document.ledger.tables == 2


def test_merged_cells_are_read_once() -> None:
    top = tc("类别", '<w:vMerge w:val="restart"/>') + tc("一")
    below = tc("", "<w:vMerge/>") + tc("二")
    document = read(tbl(top, below))
    assert [(block.location.cell, document.raw[block.start : block.end]) for block in document.blocks] == [
        ((1, 1, 1), "类别"),
        ((1, 1, 2), "一"),
        ((1, 2, 2), "二"),
    ]
    assert document.ledger.notes == ()
    hidden = read(tbl(top, tc("盖住的字", "<w:vMerge/>") + tc("二")))
    assert hidden.ledger.notes == ("1 个被合并单元格中的文字未计入正文",)


def test_nested_tables_have_their_own_number_and_a_frame_is_no_table() -> None:
    inner = tbl(tc("内一") + tc("内二"))
    document = read(tbl(tc(p("外") + inner + p("后")) + tc("右")) + tbl(tc(p("框中正文") + p("再一段"))))
    assert [(block.kind, block.location.cell) for block in document.blocks] == [
        ("cell", (1, 1, 1)),
        ("cell", (2, 1, 1)),
        ("cell", (2, 1, 2)),
        ("cell", (1, 1, 1)),
        ("cell", (1, 1, 2)),
        ("paragraph", (3, 1, 1)),
        ("paragraph", (3, 1, 1)),
    ]


def test_footnotes_and_endnotes_follow_the_body_in_the_order_of_their_marks() -> None:
    notes = (
        '<w:footnote w:type="separator" w:id="-1">' + p("分隔") + "</w:footnote>"
        '<w:footnote w:id="1">' + p("先定义后引用") + "</w:footnote>"
        '<w:footnote w:id="2">' + p("先引用") + "</w:footnote>"
        '<w:footnote w:id="3">' + p("无人引用") + "</w:footnote>"
    )
    ends = '<w:endnote w:id="7">' + p("尾注") + "</w:endnote>"
    body = (
        p(inner=r("甲") + '<w:r><w:footnoteReference w:id="2"/></w:r>' + r("丙"))
        + tbl(tc(p(inner=r("格") + '<w:r><w:footnoteReference w:id="1"/></w:r>')) + tc("x"))
        + p(inner=r("乙") + '<w:r><w:endnoteReference w:id="7"/></w:r>')
    )
    document = read(body, footnotes=notes, endnotes=ends)
    assert texts(document) == ["甲丙", "格", "x", "乙", "先引用", "先定义后引用", "尾注"]
    assert [(block.kind, block.location) for block in document.blocks[4:]] == [
        ("footnote", Location(paragraph=1)),
        ("footnote", Location(cell=(1, 1, 1))),
        ("footnote", Location(paragraph=2)),
    ]


def test_text_boxes_are_read_once_after_their_paragraph() -> None:
    document = read(p(inner=r("锚") + text_box(p("框一") + p("框二")) + r("段")) + p("后"))
    assert texts(document) == ["锚段", "框一", "框二", "后"]
    assert [block.kind for block in document.blocks] == ["paragraph", "textbox", "textbox", "paragraph"]
    assert [block.location.paragraph for block in document.blocks] == [1, 1, 1, 2]


def test_headers_and_footers_are_kept_apart() -> None:
    document = read(
        p("正文"),
        header=p("某县人民政府文件") + '<w:p><w:r><w:pict><v:textpath string="内部资料"/></w:pict></w:r></w:p>',
        footer=p(inner=r("— ") + field("PAGE", r("3")) + r(" —")),
    )
    assert document.raw == "正文"
    assert [(each.name, each.value) for each in document.metadata] == [
        ("页眉", "某县人民政府文件"),
        ("水印", "内部资料"),
    ]
    assert document.ledger.notes == ("页眉“某县人民政府文件”未计入正文", "水印“内部资料”未计入正文")


def test_tracked_changes_are_read_as_accepted() -> None:
    body = p(
        inner=r("办理")
        + "<w:del><w:r><w:delText>十一</w:delText></w:r></w:del>"
        + f"<w:ins>{r('12')}</w:ins>"
        + f"<w:moveFrom>{r('移走')}</w:moveFrom>"
        + r("件")
        + f"<w:moveTo>{r('移来')}</w:moveTo>"
    )
    document = read(body)
    assert document.raw == "办理12件移来"
    assert document.ledger.tracked_changes == 4
    assert document.ledger.notes == ("文件含 4 处修订痕迹，按接受修订后的文字检查",)


def test_a_deleted_paragraph_mark_joins_two_paragraphs() -> None:
    document = read(p("前半", properties=DEL_MARK) + p("后半") + tbl(tc(p("格尾", properties=DEL_MARK)) + tc("右")))
    assert texts(document) == ["前半后半", "格尾", "右"]
    assert [block.location.paragraph for block in document.blocks] == [1, None, None]
    assert texts(read(p("文末", properties=DEL_MARK))) == ["文末"]


def test_a_deleted_row_is_gone() -> None:
    row = "<w:trPr><w:del/></w:trPr>" + tc("删") + tc("除")
    assert texts(read(tbl(row, tc("留") + tc("下")))) == ["留", "下"]


def test_comments_are_counted_and_not_read() -> None:
    comments = '<w:comment w:id="0">' + p("请核") + "</w:comment>"
    body = p(inner='<w:commentRangeStart w:id="0"/>' + r("字") + '<w:commentRangeEnd w:id="0"/>')
    document = read(body, comments=comments)
    assert document.raw == "字"
    assert document.ledger.comments == 1


def test_fields_show_their_result_and_not_their_code() -> None:
    nested = field("IF " + "</w:instrText></w:r>" + field("PAGE", r("1")) + "<w:r><w:instrText>", r("结果"))
    body = p(
        inner=r("见") + field("REF _x", r("附表")) + nested + f'<w:fldSimple w:instr="DATE">{r("今日")}</w:fldSimple>'
    )
    assert read(body).raw == "见附表结果今日"


def test_a_field_that_never_ends_does_not_swallow_the_report() -> None:
    body = p(inner='<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + r("开头")) + p("正文")
    assert texts(read(body)) == ["开头", "正文"]


def test_tables_of_contents_are_left_out_in_each_of_their_forms() -> None:
    control = (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
        f"<w:sdtContent>{p('目录')}{p('一、总体情况 1')}</w:sdtContent></w:sdt>"
    )
    document = read(control + p("正文"))
    assert document.raw == "正文"
    assert document.ledger.notes == ("自动目录 2 行未计入正文",)
    first = p(
        inner='<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> TOC \\o "1-3" </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + r("一、总体情况 1")
    )
    last = p(inner=r("二、打算 2") + '<w:r><w:fldChar w:fldCharType="end"/></w:r>')
    document = read(p("目　录") + first + last + p("正文"))
    assert document.raw == "正文"
    styled = read(p("目录", style="t0") + p("一、总体情况", style="t1") + p("正文"), styles=(
        style("t0", "TOC Heading") + style("t1", "toc 1")
    ))  # fmt: skip
    assert styled.raw == "正文"


def test_the_word_for_contents_stays_where_nothing_was_left_out() -> None:
    assert texts(read(p("目录") + p("正文"))) == ["目录", "正文"]


def test_soft_breaks_cut_a_paragraph_into_blocks_of_one_paragraph() -> None:
    body = p(inner=r("甲") + "<w:r><w:br/></w:r>" + r("乙") + "<w:r><w:cr/><w:br/></w:r>" + r("丙")) + p("丁")
    document = read(body)
    assert document.raw == "甲\n乙\n丙\n丁"
    assert [block.location.paragraph for block in document.blocks] == [1, 1, 1, 2]


def test_inline_things() -> None:
    body = p(
        inner=r("甲")
        + "<w:r><w:tab/></w:r>"
        + '<w:r><w:noBreakHyphen/><w:softHyphen/><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>'
        + f'<w:hyperlink r:id="rId9">{r("链接")}</w:hyperlink>'
        + f"<w:smartTag>{r('标签')}</w:smartTag>"
        + f"<w:sdt><w:sdtContent>{r('控件')}</w:sdtContent></w:sdt>"
        + f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{r('单击此处输入')}</w:sdtContent></w:sdt>"
        + f"<w:r><w:ruby><w:rt>{r('zhu')}</w:rt><w:rubyBase>{r('注')}</w:rubyBase></w:ruby></w:r>"
        + "<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>"
    )
    assert read(body).raw == "甲\t-☑链接标签控件注x=1"


def test_hidden_text_is_left_out_with_a_note() -> None:
    styles = style("h", "藏", run="<w:vanish/>") + style("c", "隐", run="<w:vanish/>", kind="character")
    body = (
        p(inner=r("看得见") + r("看不见", "<w:vanish/>") + r("关了", '<w:vanish w:val="0"/>'))
        + p("整段", style="h")
        + p(inner=r("字", '<w:rStyle w:val="c"/>') + r("符"))
    )
    document = read(body, styles=styles)
    assert texts(document) == ["看得见关了", "符"]
    assert document.ledger.notes == ("6 个隐藏文字未计入正文",)
    assert (document.ledger.characters, document.ledger.characters_kept) == (12, 6)


def test_properties_and_images() -> None:
    body = p("字") + p(inner="<w:r><w:drawing><a:blip/></w:drawing></w:r>")
    document = read(body, core=core("年度报告", "办公室"))
    assert [(each.name, each.value, each.start) for each in document.metadata] == [
        ("文档标题", "年度报告", -1),
        ("文档创建人", "办公室", -1),
    ]
    assert document.ledger.images == 1


def test_strict_documents_are_read_too() -> None:
    import io
    import zipfile

    from tests.reading.builders.word import W, pack

    with zipfile.ZipFile(io.BytesIO(docx(p("严格格式")))) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    strict = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
    members["word/document.xml"] = members["word/document.xml"].replace(W.encode(), strict)
    assert read_docx(pack(members), "样本.docx", Limits()).raw == "严格格式"
