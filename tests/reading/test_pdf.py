"""PDF: reading order, paragraphs, furniture, headings, tables, and the boxes of every block."""

from __future__ import annotations

import pytest

from checker.errors import LimitError, UnreadableError
from checker.model import Document
from checker.reading.limits import Limits
from checker.reading.pdf import parse_pdf, read_pdf
from tests.reading.builders.paper import HEI, NAMELESS, SONG, Sheet, pdf

FULL = "一二三四五六七八九十一二三四五六七八九十一二三四五六"  # 26 characters: 80 + 26 * 16 = 496


def read(*sheets: Sheet) -> Document:
    document = parse_pdf(pdf(*sheets), "样本.pdf", Limits())
    position = 0
    for block in document.blocks:
        assert block.start >= position
        assert document.raw[block.end : block.end + 1] in {"\n", ""}
        assert block.location.page == block.location.boxes[0][0]
        position = block.end + 1
    for each in document.ledger.set_aside:
        assert all(each.end < block.start or block.end < each.start for block in document.blocks)
    return document


def texts(document: Document) -> list[str]:
    return [document.raw[block.start : block.end] for block in document.blocks]


def aside(document: Document) -> list[tuple[str, str]]:
    return [(document.raw[each.start : each.end], each.reason) for each in document.ledger.set_aside]


def test_wrapped_lines_become_paragraphs_by_their_indent() -> None:
    document = read(Sheet().lines(80, 700, ["　　" + FULL[:24], FULL, "末行。", "　　" + FULL[:24], "完。"]))
    assert texts(document) == [FULL[:24] + FULL + "末行。", FULL[:24] + "完。"]
    assert not document.wrapped
    assert document.blocks[0].location.boxes == (
        (1, 112.0, 698.1, 496.0, 714.1),
        (1, 80.0, 670.1, 496.0, 686.1),
        (1, 80.0, 642.1, 128.0, 658.1),
    )


def test_without_indents_a_line_that_ends_early_ends_its_paragraph() -> None:
    document = read(Sheet().lines(80, 700, [FULL, "短。", FULL, FULL, "又短。", "第三段。"]))
    assert texts(document) == [FULL + "短。", FULL + FULL + "又短。", "第三段。"]


def test_a_full_last_line_before_an_indent_ends_a_paragraph() -> None:
    document = read(Sheet().lines(80, 700, ["　　" + FULL[:24], FULL, "　　" + FULL[:24], FULL]))
    assert texts(document) == [FULL[:24] + FULL] * 2


def test_a_paragraph_runs_on_over_the_page_and_its_number() -> None:
    one = Sheet().lines(80, 700, ["　　" + FULL[:24], FULL]).text(280, 40, "— 1 —", size=14)
    two = Sheet().lines(80, 700, [FULL, "末行。", "　　新段。"]).text(280, 40, "— 2 —", size=14)
    document = read(one, two)
    assert texts(document) == [FULL[:24] + FULL * 2 + "末行。", "新段。"]
    assert aside(document) == [("— 1 —", "页码"), ("— 2 —", "页码")]
    assert [box[0] for box in document.blocks[0].location.boxes] == [1, 1, 2, 2]
    assert document.ledger.pages == 2
    assert document.raw.index("— 1 —") > document.blocks[0].end


@pytest.mark.parametrize("number", ["3", "- 3 -", "—3—", "第3页", "第 3 页 共 12 页", "3/12", "·3·", "iv"])
def test_page_numbers_in_the_margin(number: str) -> None:
    document = read(Sheet().lines(80, 700, [FULL, FULL]).text(280, 40, number, size=10))
    assert aside(document) == [(number, "页码")]


@pytest.mark.parametrize("line", ["2023年", "3件", "特此报告"])
def test_other_lines_in_the_margin_stay(line: str) -> None:
    assert line in texts(read(Sheet().lines(80, 700, [FULL, FULL]).text(80, 80, line)))


def test_a_number_in_the_middle_of_a_page_stays() -> None:
    assert "3" in texts(read(Sheet().lines(80, 700, [FULL, FULL]).text(80, 400, "3")))


def test_running_heads_and_feet() -> None:
    sheets = [
        Sheet()
        .text(200, 800, "某县年度报告", size=10)
        .lines(80, 700, [FULL, f"第{name}页正文。"])
        .text(80, 50, f"打印编号 {name_number}-77", size=9)
        for name, name_number in (("甲", 1), ("乙", 2), ("丙", 3))
    ]
    document = read(*sheets)
    assert texts(document) == [FULL + "第甲页正文。", FULL + "第乙页正文。", FULL + "第丙页正文。"]
    assert aside(document) == [
        ("某县年度报告", "页眉"),
        ("打印编号 1-77", "页脚"),
        ("某县年度报告", "页眉"),
        ("打印编号 2-77", "页脚"),
        ("某县年度报告", "页眉"),
        ("打印编号 3-77", "页脚"),
    ]


def test_a_head_of_one_page_only_stays() -> None:
    sheets = [Sheet().text(200, 800, name * 4, size=16).lines(80, 700, [FULL]) for name in "甲乙丙"]
    assert aside(read(*sheets)) == []


def test_body_text_that_happens_to_stand_at_the_same_place_stays() -> None:
    sheets = [Sheet().lines(80, 116, [name, FULL, "两页都有的一句正文。"]) for name in ("甲页。", "乙页。")]
    assert aside(read(*sheets)) == []


def test_a_head_in_the_size_of_the_body_stands_apart() -> None:
    sheets = [Sheet().text(200, 790, "某县年度报告").lines(80, 740, [name]) for name in ("甲页。", "乙页。")]
    assert aside(read(*sheets)) == [("某县年度报告", "页眉")] * 2


def test_a_second_column_with_few_lines_on_the_last_page() -> None:
    column = ["左栏的文字一行十二个字满", "右栏的文字一行十二个字满"]
    first = Sheet().lines(60, 700, [column[0]] * 8).lines(310, 700, [column[1]] * 8)
    last = Sheet().lines(60, 700, [column[0]] * 8).lines(310, 700, ["最后两行里的头一行有十二", "末行。"])
    text = "".join(texts(read(first, last)))
    assert text == column[0] * 8 + column[1] * 8 + column[0] * 8 + "最后两行里的头一行有十二末行。"


def test_a_signature_at_the_right_does_not_run_on_at_the_left() -> None:
    sheet = (
        Sheet()
        .lines(80, 700, ["　　" + FULL[:24], "完。"])
        .text(384, 640, "某县人民政府")
        .text(80, 612, "抄送各乡镇：")
    )
    assert texts(read(sheet))[1:] == ["某县人民政府", "抄送各乡镇："]


def test_numbered_headings_begin_a_paragraph_where_nothing_is_indented() -> None:
    lines = [FULL, FULL[:25] + "。", "（一）小标题", FULL, FULL[:25] + "。", "二、大标题", FULL]
    document = read(Sheet().lines(80, 700, lines))
    assert texts(document)[1::2] == ["（一）小标题", "二、大标题"]


def test_watermarks_slanted_and_repeated() -> None:
    sheets = [
        Sheet()
        .text(150, 300, "内部资料", size=60, angle=45)
        .text(300, 420, "草稿", size=40)
        .lines(80, 700, [FULL, word])
        for word in ("甲页。", "乙页。", "丙页。")
    ]
    document = read(*sheets)
    assert texts(document) == [FULL + "甲页。", FULL + "乙页。", FULL + "丙页。"]
    assert sorted(set(aside(document))) == [("内部资料", "水印或旋转的文字"), ("草稿", "水印")]


def test_two_columns_under_a_title() -> None:
    left = [f"左栏第{n}行文字文字文字文" for n in "一二三四五六七八"]
    right = [f"右栏第{n}行文字文字文字文" for n in "一二三四五六七八"]
    sheet = Sheet().text(120, 760, "横跨两栏的大标题横跨两栏", size=28)
    sheet.lines(60, 700, left, pitch=24).lines(310, 700, right, pitch=24)
    document = read(sheet.lines(60, 400, ["横跨两栏的结尾横跨两栏的结尾横跨两栏的结尾一二三四五六"]))
    assert "".join(texts(document)[1:-1]) == "".join(left) + "".join(right)
    assert texts(document)[-1].startswith("横跨两栏的结尾")


def test_lines_beside_each_other_in_a_list_of_figures_are_no_columns() -> None:
    sheet = Sheet()
    for row in range(8):
        sheet.text(80, 700 - 24 * row, f"指标{'一二三四五六七八'[row]}").text(400, 700 - 24 * row, str(row * 11))
    document = read(sheet)
    assert texts(document)[:2] == ["指标一\t0", "指标二\t11"]


def test_ruled_tables_become_cells() -> None:
    xs, ys = [80.0, 240.0, 400.0], [600.0, 560.0, 520.0]
    sheet = Sheet().lines(80, 700, ["表前文字。"]).grid(xs, ys).lines(80, 440, ["表后文字。"])
    sheet.text(90, 572, "指标", size=12).text(250, 572, "2023年", size=12)
    sheet.text(90, 542, "行政复议", size=12).text(90, 526, "受理件数", size=12).text(250, 534, "69", size=12)
    document = read(sheet)
    found = [(block.kind, block.location.cell) for block in document.blocks]
    assert [(*each, text) for each, text in zip(found, texts(document), strict=True)] == [
        ("paragraph", None, "表前文字。"),
        ("cell", (1, 1, 1), "指标"),
        ("cell", (1, 1, 2), "2023年"),
        ("cell", (1, 2, 1), "行政复议受理件数"),
        ("cell", (1, 2, 2), "69"),
        ("paragraph", None, "表后文字。"),
    ]  # fmt: skip
    assert document.ledger.tables == 1


def test_merged_cells_and_a_frame_around_a_page() -> None:
    sheet = Sheet().grid([40.0, 560.0], [820.0, 30.0])
    for y in (600, 560, 520):
        sheet.rule(80, y, 400, y)
    sheet.rule(80, 600, 80, 520).rule(400, 600, 400, 520).rule(240, 560, 240, 520)
    sheet.text(200, 572, "合并的表头", size=12).text(90, 534, "左", size=12).text(250, 534, "右", size=12)
    document = read(sheet)
    assert [block.location.cell for block in document.blocks] == [(1, 1, 1), (1, 2, 1), (1, 2, 2)]


def test_a_table_over_two_pages_is_one_and_its_cut_row_whole() -> None:
    xs = [80.0, 240.0, 400.0]
    one = Sheet().lines(80, 700, ["表前文字。"]).grid(xs, [160.0, 120.0, 80.0])
    one.text(90, 132, "指标", size=12).text(250, 132, "年度", size=12)
    one.text(90, 92, "行政复议", size=12).text(250, 92, "六九", size=12).text(280, 40, "1", size=10)
    two = Sheet().grid(xs, [780.0, 740.0, 700.0]).lines(80, 640, ["表后文字。"])
    two.text(90, 752, "受理件数", size=12).text(90, 712, "应诉", size=12).text(250, 712, "三二", size=12)
    document = read(one, two)
    assert [(block.location.cell, text) for block, text in zip(document.blocks, texts(document), strict=True)] == [
        (None, "表前文字。"),
        ((1, 1, 1), "指标"),
        ((1, 1, 2), "年度"),
        ((1, 2, 1), "行政复议受理件数"),
        ((1, 2, 2), "六九"),
        ((1, 3, 1), "应诉"),
        ((1, 3, 2), "三二"),
        (None, "表后文字。"),
    ]
    assert document.ledger.tables == 1


def test_tables_of_other_columns_or_with_text_between_are_two() -> None:
    def sheet(xs: list[float], top: float, words: str) -> Sheet:
        drawn = Sheet().grid(xs, [top, top - 40])
        for x, character in zip(xs[:-1], words, strict=True):
            drawn.text(x + 10, top - 28, character, size=12)
        return drawn

    other = read(sheet([80, 240, 400], 120, "甲乙"), sheet([80, 200, 300, 400], 780, "丙丁戊"))
    assert [block.location.cell for block in other.blocks][2:] == [(2, 1, 1), (2, 1, 2), (2, 1, 3)]
    parted = read(sheet([80, 240, 400], 160, "甲乙").lines(80, 100, ["表后文字。"]), sheet([80, 240, 400], 780, "丙丁"))
    assert [block.location.cell for block in parted.blocks][3:] == [(2, 1, 1), (2, 1, 2)]
    goes_on = read(sheet([80, 240, 400], 120, "甲乙"), sheet([80, 240, 400], 780, "丙丁"))
    assert [block.location.cell for block in goes_on.blocks][2:] == [(1, 2, 1), (1, 2, 2)]


def test_headings_by_size_and_by_font_have_levels() -> None:
    sheet = Sheet().text(140, 780, "年度法治情况报告", size=22)
    sheet.text(112, 740, "一、总体情况", font=HEI).lines(80, 712, ["　　" + FULL[:24], FULL, "完。"])
    sheet.text(112, 600, "二、下步打算", font=HEI).lines(80, 572, ["　　" + FULL[:24], FULL, "完。"])
    document = read(sheet)
    assert [(block.kind, block.level) for block in document.blocks] == [
        ("heading", None),
        ("heading", 1),
        ("paragraph", None),
        ("heading", 1),
        ("paragraph", None),
    ]


def test_a_sentence_in_another_font_is_no_heading() -> None:
    sheet = Sheet().text(112, 740, "一是强化学习。", font=HEI).lines(80, 712, ["　　" + FULL[:24], FULL, FULL])
    assert {block.kind for block in read(sheet).blocks} == {"paragraph"}


def test_a_wide_centred_title_runs_on() -> None:
    sheet = Sheet().text(94, 780, "某某县人民政府关于二〇二三年法治政府建", size=21).text(256, 750, "设情况", size=21)
    document = read(sheet.lines(80, 700, ["　　" + FULL[:24], FULL, "完。"]))
    assert texts(document)[0] == "某某县人民政府关于二〇二三年法治政府建设情况"


def test_two_lines_of_a_title_that_stand_apart_stay_apart() -> None:
    sheet = Sheet().text(204, 780, "某某县人民政府", size=24).text(132, 740, "年度法治建设情况报告", size=24)
    document = read(sheet.lines(80, 680, ["　　" + FULL[:24], FULL, "完。"]))
    assert texts(document)[:2] == ["某某县人民政府", "年度法治建设情况报告"]


def test_footnotes_follow_or_precede_but_never_cut_a_paragraph() -> None:
    one = Sheet().lines(80, 700, ["　　" + FULL[:24], FULL]).text(80, 130, "①注文一句。", size=10)
    two = Sheet().lines(80, 700, [FULL, "末行。"])
    document = read(one, two)
    assert [(block.kind, text) for block, text in zip(document.blocks, texts(document), strict=True)] == [
        ("footnote", "①注文一句。"),
        ("paragraph", FULL[:24] + FULL * 2 + "末行。"),
    ]


def test_a_page_turned_sideways_is_read_upright_and_boxed_as_it_lies() -> None:
    sheet = Sheet(width=842, height=595)
    sheet.text(100, 80, FULL, angle=90).text(128, 80, "第二行。", angle=90)
    document = read(sheet)
    assert texts(document) == [FULL + "第二行。"]
    _, left, bottom, right, top = document.blocks[0].location.boxes[0]
    assert top - bottom == pytest.approx(416, abs=1)
    assert right - left == pytest.approx(16, abs=1)
    assert bottom == pytest.approx(80, abs=1)


def test_letters_drawn_twice_to_look_bold_are_read_once() -> None:
    sheet = Sheet().lines(80, 700, [FULL])
    for character, x in (("粗", 80), ("体", 96), ("字", 112)):
        sheet.text(x, 740, character).text(x + 0.4, 740, character)
    assert texts(read(sheet))[0] == "粗体字"


def test_latin_words_keep_their_space_and_figures_in_chinese_get_none() -> None:
    sheet = Sheet().text(80, 700, "共").text(99, 700, "1").text(118, 700, "件").text(160, 660, "A").text(181, 660, "B")
    assert "".join(texts(read(sheet))) == "共1件A B"


def test_pages_without_text_are_listed_and_blank_pages_are_told() -> None:
    sheets = (Sheet().lines(80, 700, [FULL]), Sheet().image(0, 0, 595, 842), Sheet())
    document = read(*sheets)
    assert document.ledger.pages_without_text == (2,)
    assert document.ledger.images == 1
    assert document.ledger.notes == ("第 3 页是空白页",)


def test_a_scanners_mark_does_not_make_a_scan_a_text() -> None:
    document = read(Sheet().image(0, 0, 595, 842).text(400, 20, "某扫描软件创建", size=8))
    assert document.ledger.pages_without_text == (1,)


def test_text_in_a_font_without_codes_is_not_believed() -> None:
    document = read(Sheet().lines(80, 700, [FULL]), Sheet().text(80, 700, FULL, font=NAMELESS))
    assert texts(document) == [FULL]
    assert document.ledger.pages_without_text == (2,)


def test_a_few_characters_without_codes_do_not_spoil_a_page() -> None:
    document = read(Sheet().lines(80, 700, [FULL]).text(80, 600, "签名", font=NAMELESS))
    assert document.ledger.pages_without_text == ()


def test_metadata_of_the_file() -> None:
    document = parse_pdf(pdf(Sheet().lines(80, 700, [FULL]), title="年度报告"), "样本.pdf", Limits())
    assert [(each.name, each.value) for each in document.metadata] == [("文档标题", "年度报告")]


def test_the_child_gives_the_same_document() -> None:
    data = pdf(
        Sheet().lines(80, 700, ["　　" + FULL[:24], "完。"]).grid([80, 200, 300], [300, 260]).text(90, 270, "格")
    )
    assert read_pdf(data, "样本.pdf", Limits()) == parse_pdf(data, "样本.pdf", Limits())


def test_page_and_character_limits() -> None:
    data = pdf(*[Sheet().lines(80, 700, [FULL])] * 3)
    assert read_pdf(data, "样本.pdf", Limits(max_pages=3)).ledger.pages == 3
    with pytest.raises(LimitError, match="共 3 页，超过上限 2 页"):
        read_pdf(data, "样本.pdf", Limits(max_pages=2))
    with pytest.raises(LimitError, match="文字超过上限 50 字"):
        read_pdf(data, "样本.pdf", Limits(max_characters=50))
    with pytest.raises(LimitError, match="超过上限 10 字节"):
        read_pdf(data, "样本.pdf", Limits(max_bytes=10))


def test_blank_and_damaged_files_are_told() -> None:
    with pytest.raises(UnreadableError, match="文件里没有文字"):
        read_pdf(pdf(Sheet()), "样本.pdf", Limits())
    with pytest.raises(UnreadableError, match="文件不完整或已损坏"):
        read_pdf(b"%PDF-1.5\nnothing", "样本.pdf", Limits())


def gapped(x: float, y: float, *pieces: str) -> str:
    """One drawing of several pieces with half a character between them, as a program without the others' font."""
    codes = " -500 ".join(f"<{piece.encode('utf-16-be').hex()}>" for piece in pieces)
    return f"BT /{SONG} 16 Tf 1 0 0 1 {x} {y} Tm [{codes}] TJ ET"


def test_characters_of_another_font_drawn_into_gaps_stand_in_their_gaps() -> None:
    line = Sheet().lines(80, 700, [FULL, FULL])
    line.content.append(gapped(80, 644, "解决问题", "个，推进", "一件事", "。"))
    for x, character in ((144, "5"), (216, "“"), (272, "”")):
        line.text(x, 644, character, size=8, font=HEI)
    assert texts(read(line))[-1].endswith("解决问题5个，推进“一件事”。")


def test_what_is_drawn_over_characters_cuts_nothing() -> None:
    line = Sheet().lines(80, 700, [FULL, FULL])
    line.content.append(gapped(80, 644, "评查案卷", "六十卷。"))
    assert "评查案卷六十卷。" in read(line.text(92, 644, "样本", size=8)).raw
