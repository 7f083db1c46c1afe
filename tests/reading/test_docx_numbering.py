"""Automatic numbering: the labels that Word shows, restored before the paragraph's own characters."""

from __future__ import annotations

import pytest
from cn2an import an2cn

from checker.reading.docx import read_docx
from checker.reading.docx_numerals import number
from checker.reading.limits import Limits
from tests.reading.builders.word import abstract, docx, lvl, num, p, style

CHINESE = abstract(
    0,
    lvl(0, "chineseCountingThousand", "%1、"),
    lvl(1, "chineseCountingThousand", "（%2）"),
    lvl(2, "decimal", "%3."),
    lvl(3, "decimal", "（%4）"),
)


def labels(body: str, numbering: str, styles: str = "") -> list[str]:
    document = read_docx(docx(body, numbering=numbering, styles=styles), "样本.docx", Limits())
    for block in document.blocks:
        assert block.restored <= block.end - block.start
    return [document.raw[block.start : block.start + block.restored] for block in document.blocks]


@pytest.mark.parametrize(
    ("form", "value", "shown"),
    [
        ("chineseCounting", 1, "一"),
        ("chineseCounting", 10, "十"),
        ("chineseCounting", 11, "十一"),
        ("chineseCounting", 20, "二十"),
        ("chineseCounting", 99, "九十九"),
        ("chineseCounting", 101, "一〇一"),
        ("chineseCountingThousand", 12, "十二"),
        ("chineseCountingThousand", 100, "一百"),
        ("chineseCountingThousand", 105, "一百零五"),
        ("chineseCountingThousand", 110, "一百一十"),
        ("chineseCountingThousand", 1010, "一千零一十"),
        ("chineseCountingThousand", 12003, "一万二千零三"),
        ("japaneseCounting", 110, "百十"),
        ("japaneseCounting", 11, "十一"),
        ("ideographDigital", 10, "一〇"),
        ("ideographDigital", 25, "二五"),
        ("japaneseDigitalTenThousand", 12, "一二"),
        ("chineseLegalSimplified", 13, "壹拾叁"),
        ("ideographTraditional", 3, "丙"),
        ("ideographTraditional", 11, "甲"),
        ("ideographZodiac", 12, "亥"),
        ("ideographEnclosedCircle", 2, "㊁"),
        ("decimal", 12, "12"),
        ("decimalZero", 7, "07"),
        ("decimalFullWidth", 12, "１２"),
        ("decimalEnclosedCircle", 1, "①"),
        ("decimalEnclosedCircle", 21, "㉑"),
        ("decimalEnclosedCircleChinese", 50, "㊿"),
        ("decimalEnclosedCircleChinese", 51, "51"),
        ("decimalEnclosedParen", 3, "⑶"),
        ("decimalEnclosedParen", 21, "21"),
        ("decimalEnclosedFullstop", 4, "⒋"),
        ("numberInDash", 5, "- 5 -"),
        ("lowerLetter", 1, "a"),
        ("lowerLetter", 27, "aa"),
        ("upperLetter", 26, "Z"),
        ("lowerRoman", 4, "iv"),
        ("upperRoman", 1994, "MCMXCIV"),
        ("upperRoman", 0, "0"),
        ("none", 3, ""),
        ("a format of next year", 8, "8"),
    ],
)
def test_number_formats(form: str, value: int, shown: str) -> None:
    assert number(value, form) == shown


def test_spoken_numerals_agree_with_an_independent_oracle() -> None:
    for value in (*range(1, 1200), 9999, 10000, 10001, 10010, 20300, 99999):
        spoken = an2cn(value)
        expected = spoken[1:] if spoken.startswith("一十") else spoken
        assert number(value, "chineseCountingThousand") == expected


def test_levels_count_and_deeper_levels_restart() -> None:
    body = (
        p("甲", num=(1, 0)) + p("乙", num=(1, 1)) + p("丙", num=(1, 1)) + p("丁", num=(1, 2)) + p("戊", num=(1, 3))
        + p("己", num=(1, 0)) + p("庚", num=(1, 1)) + p("辛", num=(1, 2))
    )  # fmt: skip
    assert labels(body, CHINESE + num(1, 0)) == ["一、", "（一）", "（二）", "1.", "（1）", "二、", "（一）", "1."]


def test_restored_characters_are_in_raw_and_counted() -> None:
    document = read_docx(docx(p("总体情况", num=(1, 0)), numbering=CHINESE + num(1, 0)), "样本.docx", Limits())
    assert document.raw == "一、总体情况"
    assert [(block.start, block.end, block.restored) for block in document.blocks] == [(0, 6, 2)]


def test_start_override_begins_anew_and_two_lists_share_one_count() -> None:
    restarted = num(2, 0, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>')
    body = p("甲", num=(1, 0)) + p("乙", num=(1, 0)) + p("丙", num=(2, 0)) + p("丁", num=(2, 0)) + p("戊", num=(3, 0))
    assert labels(body, CHINESE + num(1, 0) + restarted + num(3, 0)) == ["一、", "二、", "一、", "二、", "三、"]


def test_a_whole_level_may_be_overridden() -> None:
    override = f'<w:lvlOverride w:ilvl="0">{lvl(0, "decimal", "第%1条", start=5)}</w:lvlOverride>'
    assert labels(p("甲", num=(1, 0)), CHINESE + num(1, 0, override)) == ["第5条 "]


def test_level_restart_never_and_after_a_given_level() -> None:
    never = abstract(
        0,
        lvl(0, "decimal", "%1."),
        lvl(1, "decimal", "（%2）", '<w:lvlRestart w:val="0"/>'),
        lvl(2, "lowerLetter", "%3)", '<w:lvlRestart w:val="1"/>'),
    )
    body = (
        p("甲", num=(1, 0)) + p("乙", num=(1, 1)) + p("丙", num=(1, 2))
        + p("丁", num=(1, 1)) + p("戊", num=(1, 2))
        + p("己", num=(1, 0)) + p("庚", num=(1, 1)) + p("辛", num=(1, 2))
    )  # fmt: skip
    assert labels(body, never + num(1, 0)) == ["1.", "（1）", "a)", "（2）", "b)", "2.", "（3）", "a)"]


def test_compound_labels_and_legal_numbering() -> None:
    levels = abstract(
        0,
        lvl(0, "chineseCounting", "第%1章"),
        lvl(1, "decimal", "%1.%2", "<w:isLgl/>"),
        lvl(2, "decimal", "%1-%2-%3"),
    )
    body = p("甲", num=(1, 0)) + p("乙", num=(1, 1)) + p("丙", num=(1, 2))
    assert labels(body, levels + num(1, 0)) == ["第一章 ", "1.1 ", "一-1-1 "]


def test_what_follows_the_label() -> None:
    levels = abstract(
        0,
        lvl(0, "decimal", "%1", '<w:suff w:val="nothing"/>'),
        lvl(1, "decimal", "%2", '<w:suff w:val="space"/>'),
        lvl(2, "decimal", "%3、", '<w:suff w:val="tab"/>'),
    )
    body = p("甲", num=(1, 0)) + p("乙", num=(1, 1)) + p("丙", num=(1, 2))
    assert labels(body, levels + num(1, 0)) == ["1", "1 ", "1、"]


def test_a_level_used_without_its_parents_counts_them_from_their_start() -> None:
    levels = abstract(0, lvl(0, "decimal", "%1."), lvl(1, "decimal", "%1.%2"))
    body = p("甲", num=(1, 1)) + p("乙", num=(1, 0)) + p("丙", num=(1, 1))
    assert labels(body, levels + num(1, 0)) == ["1.1 ", "2.", "2.1 "]


def test_style_linked_list_and_inheritance() -> None:
    levels = abstract(
        0,
        lvl(0, "chineseCounting", "%1、", '<w:pStyle w:val="H1"/>'),
        lvl(1, "chineseCounting", "（%2）", '<w:pStyle w:val="H2"/>'),
    )
    styles = (
        style("H1", "heading 1", '<w:numPr><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="0"/>')
        + style("H2", "heading 2", '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>')
        + style("Own", "本局标题", based_on="H1")
    )
    body = p("甲", style="H1") + p("乙", style="H2") + p("丙", style="Own") + p("丁", style="H2")
    assert labels(body, levels + num(1, 0), styles) == ["一、", "（一）", "二、", "（一）"]


def test_numbering_taken_off_by_the_paragraph() -> None:
    styles = style("H1", "heading 1", '<w:numPr><w:numId w:val="1"/></w:numPr>')
    off = '<w:numPr><w:numId w:val="0"/></w:numPr>'
    body = p("甲", style="H1") + p("乙", style="H1", properties=off) + p("丙", style="H1")
    assert labels(body, CHINESE + num(1, 0), styles) == ["一、", "", "二、"]


def test_list_borrowed_from_a_list_style() -> None:
    borrowing = abstract(5, inner='<w:numStyleLink w:val="Borrowed"/>')
    styles = style("Borrowed", "公文编号", '<w:numPr><w:numId w:val="1"/></w:numPr>', kind="numbering")
    assert labels(p("甲", num=(2, 1)), CHINESE + borrowing + num(1, 0) + num(2, 5), styles) == ["（一）"]


def test_bullets_give_list_items_without_characters() -> None:
    document = read_docx(
        docx(p("甲", num=(1, 0)), numbering=abstract(0, lvl(0, "bullet", "\uf0b7")) + num(1, 0)), "样本.docx", Limits()
    )
    assert document.raw == "甲"
    assert document.blocks[0].kind == "list-item"


def test_empty_paragraphs_count_in_a_list_and_unknown_lists_are_told() -> None:
    body = p("甲", num=(1, 0)) + p("", num=(1, 0)) + p("乙", num=(1, 0)) + p("丙", num=(9, 0))
    document = read_docx(docx(body, numbering=CHINESE + num(1, 0)), "样本.docx", Limits())
    assert document.raw == "一、甲\n三、乙\n丙"
    assert document.ledger.notes == ("部分段落的自动编号没有定义，未能还原",)


def test_custom_format_in_a_choice() -> None:
    chosen = (
        '<w:lvl w:ilvl="0"><w:start w:val="3"/><mc:AlternateContent><mc:Choice Requires="w14">'
        '<w:numFmt w:val="custom" w:format="01, 02, 03, ..."/></mc:Choice><mc:Fallback><w:numFmt w:val="decimal"/>'
        '</mc:Fallback></mc:AlternateContent><w:lvlText w:val="%1."/></w:lvl>'
    )
    assert labels(p("甲", num=(1, 0)), abstract(0, chosen) + num(1, 0)) == ["03."]


def test_nonsense_in_the_list_part_is_survived() -> None:
    odd = (
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="x"/><w:lvl w:ilvl="77"/>'
        '<w:lvl w:ilvl="0"><w:start w:val="9999999999999"/><w:numFmt/><w:lvlText w:val="%1.%9"/></w:lvl>'
        "</w:abstractNum>" + num(1, 0) + num(2, 44)
    )
    assert labels(p("甲", num=(1, 0)) + p("乙", num=(2, 0)), odd) == ["1.1 ", ""]
