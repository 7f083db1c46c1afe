"""Files made to harm: each ends in one sentence, within its bounds; found cases stay here."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from checker.errors import CheckerError, LimitError, UnreadableError
from checker.model import Document
from checker.reading.docx import parse_docx, read_docx
from checker.reading.docx_map import run_ranges
from checker.reading.docx_package import parse_xml
from checker.reading.limits import Limits
from checker.reading.pdf import parse_pdf, read_pdf
from tests.reading.builders.paper import Sheet, pdf
from tests.reading.builders.word import W, abstract, docx, field, lvl, num, p, pack, r, style, tbl, tc, text_box

PLAIN = Limits()
MEGABYTE = 1024 * 1024
HEAD = f'<w:document xmlns:w="{W}"><w:body>'
TAIL = "</w:body></w:document>"


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def with_document(xml: str | bytes) -> bytes:
    """A .docx whose main part is exactly ``xml``."""
    return pack({**members(docx(p("字"))), "word/document.xml": xml.encode() if isinstance(xml, str) else xml})


# ---------------------------------------------------------------------- zip


def test_zip_bomb_by_ratio() -> None:
    data = pack({**members(docx(p("字"))), "word/media/a.bin": b"\0" * (40 * MEGABYTE)})
    with pytest.raises(LimitError, match="压缩比超过上限 200"):
        read_docx(data, "样本.docx", PLAIN)
    assert read_docx(data, "样本.docx", Limits(max_ratio=100_000)).raw == "字"


def test_zip_bomb_by_unpacked_size() -> None:
    data = pack({**members(docx(p("字"))), "word/media/a.bin": b"\0" * (3 * MEGABYTE)})
    with pytest.raises(LimitError, match=r"解压后有 3\.0 MB，超过上限 2\.0 MB"):
        read_docx(data, "样本.docx", Limits(max_expanded_bytes=2 * MEGABYTE))


def test_too_many_members() -> None:
    data = pack({**members(docx(p("字"))), **{f"word/media/{n}": b"" for n in range(2000)}})
    with pytest.raises(LimitError, match="超过上限 2000"):
        read_docx(data, "样本.docx", PLAIN)


def _lie(data: bytes, part: str, size: int) -> bytes:
    """``data`` with the unpacked size of ``part`` stated as ``size``, in both of the zip's tables."""
    out = bytearray(data)
    name = part.encode()
    for signature, at_size, at_length, at_name in ((b"PK\x03\x04", 22, 26, 30), (b"PK\x01\x02", 24, 28, 46)):
        place = out.find(signature)
        while place >= 0:
            length = struct.unpack_from("<H", out, place + at_length)[0]
            if out[place + at_name : place + at_name + length] == name:
                struct.pack_into("<I", out, place + at_size, size)
            place = out.find(signature, place + 4)
    return bytes(out)


@pytest.mark.parametrize("size", [0, 1, 50, 3_000_000_000])
def test_lying_sizes(size: int) -> None:
    with pytest.raises(UnreadableError):
        read_docx(_lie(docx(p("字" * 100)), "word/document.xml", size), "样本.docx", PLAIN)


def test_a_size_stated_too_large_is_not_believed() -> None:
    assert read_docx(_lie(docx(p("字")), "word/document.xml", 5000), "样本.docx", PLAIN).raw == "字"


def test_member_names_that_point_outside_are_only_names() -> None:
    evil = {"../../../etc/passwd": b"x", "/etc/shadow": b"x", "word/../../x.xml": b"x", "C:\\x": b"x"}
    assert read_docx(pack({**members(docx(p("字"))), **evil}), "样本.docx", PLAIN).raw == "字"


def test_relations_that_point_outside_find_nothing() -> None:
    relations = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        b'<Relationship Id="a" Type="x/styles" Target="../../../../etc/passwd"/>'
        b'<Relationship Id="b" Type="x/numbering" Target="file:///etc/passwd" TargetMode="External"/>'
        b'<Relationship Id="c" Type="x/header" Target="http://localhost:9/x" TargetMode="External"/>'
        b'<Relationship Id="d" Type="x/footer"/>'
        b'<Relationship Id="e" Type="x/footnotes" Target="document.xml"/></Relationships>'
    )
    data = pack({**members(docx(p("字"))), "word/_rels/document.xml.rels": relations})
    assert read_docx(data, "样本.docx", PLAIN).raw == "字"


def test_a_zip_with_a_password() -> None:
    data = bytearray(docx(p("字")))
    for signature, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.find(signature)
        while place >= 0:
            data[place + at] |= 1
            place = data.find(signature, place + 4)
    with pytest.raises(UnreadableError, match="文件设有密码"):
        read_docx(bytes(data), "样本.docx", PLAIN)


# ---------------------------------------------------------------------- xml

LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
DOCTYPES = {
    "billion laughs": f'<!DOCTYPE w [<!ENTITY l0 "ha">{LAUGHS}]>',
    "quadratic blowup": f'<!DOCTYPE w [<!ENTITY l11 "{"x" * 50_000}">]>',
    "external file": '<!DOCTYPE w [<!ENTITY l11 SYSTEM "file:///etc/passwd">]>',
    "external address": '<!DOCTYPE w [<!ENTITY l11 SYSTEM "http://localhost:9/x">]>',
    "external type": '<!DOCTYPE w SYSTEM "http://localhost:9/x.dtd" [<!ENTITY l11 "x">]>',
    "parameter entity": '<!DOCTYPE w [<!ENTITY % a SYSTEM "file:///etc/passwd">%a;<!ENTITY l11 "x">]>',
}


@pytest.mark.parametrize("doctype", DOCTYPES.values(), ids=list(DOCTYPES))
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused(doctype: str, encoding: str) -> None:
    xml = f'<?xml version="1.0" encoding="{encoding}"?>{doctype}{HEAD}<w:p><w:r><w:t>&l11;</w:t></w:r></w:p>{TAIL}'
    with pytest.raises(UnreadableError, match="不允许的实体声明"):
        read_docx(with_document(xml.encode(encoding)), "样本.docx", PLAIN)


def test_entities_in_every_other_part_are_refused_too() -> None:
    for part in ("word/_rels/document.xml.rels", "_rels/.rels"):
        evil = f"{DOCTYPES['billion laughs']}<Relationships>&l11;</Relationships>".encode()
        with pytest.raises(UnreadableError, match="不允许的实体声明"):
            read_docx(pack({**members(docx(p("字"))), part: evil}), "样本.docx", PLAIN)


def test_a_type_in_an_odd_encoding_is_refused_after_parsing() -> None:
    xml = f'<?xml version="1.0" encoding="UTF-32"?><!DOCTYPE w [<!ENTITY l11 "x">]>{HEAD}{TAIL}'
    with pytest.raises(UnreadableError):
        parse_xml(xml.encode("utf-32"), "样本.docx")


@pytest.mark.parametrize("depth", [300, 5_000, 100_000])
@pytest.mark.parametrize(
    "element",
    [
        ("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"),
        ("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>"),
        ("<w:ins>", "</w:ins>"),
        ("<w:p><w:r><w:pict><w:txbxContent>", "</w:txbxContent></w:pict></w:r></w:p>"),
    ],
)
def test_nesting(depth: int, element: tuple[str, str]) -> None:
    xml = HEAD + element[0] * depth + p("字") + element[1] * depth + TAIL
    with pytest.raises(LimitError, match="文件内部嵌套过深"):
        read_docx(with_document(xml), "样本.docx", PLAIN)


@pytest.mark.parametrize(
    ("element", "depth"),
    [
        (("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"), 80),
        (("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>"), 120),
        (("<w:ins>", "</w:ins>"), 245),
        (("<w:p><w:r><w:pict><w:txbxContent>", "</w:txbxContent></w:pict></w:r></w:p>"), 60),
    ],
)
def test_nesting_that_the_parser_still_accepts_is_read(element: tuple[str, str], depth: int) -> None:
    xml = HEAD + element[0] * depth + p("字") + element[1] * depth + TAIL
    assert read_docx(with_document(xml), "样本.docx", PLAIN).raw == "字"


def test_inline_nesting_that_the_parser_still_accepts_is_read() -> None:
    xml = HEAD + "<w:p>" + "<w:ins>" * 245 + r("字") + "</w:ins>" * 245 + "</w:p>" + TAIL
    assert read_docx(with_document(xml), "样本.docx", PLAIN).raw == "字"


@pytest.mark.parametrize("xml", ["", "<", "<a/>", HEAD, "\0\0\0", f'<w:document xmlns:w="{W}"/>', HEAD + TAIL])
def test_main_parts_that_are_no_document(xml: str) -> None:
    with pytest.raises(UnreadableError):
        read_docx(with_document(xml), "样本.docx", PLAIN)


def test_character_limit() -> None:
    assert len(read_docx(docx(p("字" * 50)), "样本.docx", Limits(max_characters=50)).raw) == 50
    with pytest.raises(LimitError):
        read_docx(docx(p("字" * 51)), "样本.docx", Limits(max_characters=50))


def test_absurd_numbers_in_a_document() -> None:
    odd = tc("甲", '<w:gridSpan w:val="99999999999"/>') + tc("乙", '<w:gridSpan w:val="-5"/>')
    numbering = abstract(0, lvl(0, "lowerLetter", "%1" * 3000, start=780)) + num(1, 0)
    body = tbl(f'<w:trPr><w:gridBefore w:val="x"/></w:trPr>{odd}') + p("丙", num=(1, 999))
    assert read_docx(docx(body, numbering=numbering), "样本.docx", PLAIN).raw.startswith("甲\n乙\n")


# ---------------------------------------------------------------------- pdf


def test_truncated_files() -> None:
    word, paper = docx(p("字" * 500) + tbl(tc("格"))), pdf(Sheet().lines(80, 700, ["正文一句。"]))
    for share in (0.1, 0.5, 0.9, 0.99):
        with pytest.raises(UnreadableError):
            read_docx(word[: int(len(word) * share)], "样本.docx", PLAIN)
        try:
            parse_pdf(paper[: int(len(paper) * share)], "样本.pdf", PLAIN)
        except CheckerError:
            continue


def test_page_trees_that_bite_their_tail() -> None:
    looped = pdf(Sheet().lines(80, 700, ["字"])).replace(b"/Kids [", b"/Kids [2 0 R 2 0 R ")
    try:
        read_pdf(looped, "样本.pdf", Limits(max_seconds=10))
    except CheckerError:
        return


def test_a_page_count_that_lies() -> None:
    lying = pdf(Sheet().lines(80, 700, ["字"])).replace(b"/Count 1", b"/Count 9")
    try:
        document = read_pdf(lying, "样本.pdf", Limits(max_seconds=10))
    except CheckerError:
        return
    assert document.raw == "字"


def test_a_page_as_wide_as_a_town() -> None:
    document = read_pdf(pdf(Sheet(width=1e7, height=1e7).text(80, 700, "字在远处")), "样本.pdf", PLAIN)
    assert document.raw == "字在远处"


def test_a_stream_that_unpacks_to_much() -> None:
    content = b"BT /F1 1 Tf " + b"<0041> Tj " * 300_000 + b"ET"
    packed = zlib.compress(content, 9)
    sheet = pdf(Sheet().text(0, 0, "占位"))
    start = sheet.index(b"BT /F1")
    head = sheet.rindex(b"<<", 0, start)
    end = sheet.index(b"endstream", start)
    stream = b"<< /Filter /FlateDecode /Length %d >>\nstream\n" % len(packed) + packed + b"\n"
    data = sheet[:head] + stream + sheet[end:]
    with pytest.raises(LimitError):
        read_pdf(data, "样本.pdf", Limits(max_characters=10_000, max_seconds=5))


def test_a_title_of_half_a_character() -> None:
    data = pdf(Sheet().lines(80, 700, ["字"]), title="题").replace(b"<feff9898>", b"<feffd800>")
    assert b"d800" in data
    assert parse_pdf(data, "样本.pdf", PLAIN).metadata == ()


def test_many_rules_do_not_hang() -> None:
    sheet = Sheet().lines(80, 700, ["正文一句。"])
    for n in range(1200):
        sheet.rule(0, n / 2, 595, n / 2)
    sheet.rule(0, 0, 0, 600)
    assert parse_pdf(pdf(sheet), "样本.pdf", PLAIN).blocks


# ---------------------------------------------------------------------- fuzz

RICH = docx(
    p("总体情况", num=(1, 0), style="a1")
    + p(inner=r("甲") + field("TOC", r("目录项")) + text_box(p("框")) + "<w:ins><w:r><w:br/></w:r></w:ins>" + r("乙"))
    + tbl(tc("格", '<w:gridSpan w:val="2"/>') + tc("格", "<w:vMerge/>"))
    + p(inner=r("丙") + '<w:r><w:footnoteReference w:id="2"/></w:r>', properties="<w:rPr><w:del/></w:rPr>"),
    numbering=abstract(0, lvl(0, "chineseCounting", "%1、")) + num(1, 0),
    styles=style("a1", "heading 1"),
    footnotes=f'<w:footnote w:id="2">{p("注")}</w:footnote>',
    header=p("页眉"),
)
PAPER = pdf(
    Sheet().lines(80, 700, ["　　正文一句。", "第二句。"]).grid([80, 200, 300], [300, 260]).text(90, 270, "格"),
    Sheet().image(0, 0, 595, 842).text(90, 270, "斜", angle=45),
)
XML = members(RICH)["word/document.xml"]


def only_checker_errors(read: Callable[[], Document]) -> None:
    """Nothing but a CheckerError may escape."""
    try:
        document = read()
    except CheckerError as error:
        message = str(error)
    else:
        message = ""
        check(document)
    assert "\n" not in message


def check(document: Document) -> None:
    """Hold the contract of a Document: blocks in order, not empty, parted."""
    position = -1
    for block in document.blocks:
        assert position < block.start < block.end <= len(document.raw)
        position = block.end


def mutated(data: bytes) -> st.SearchStrategy[bytes]:
    """``data`` with a few stretches overwritten, cut out, doubled or cut off."""
    change = st.tuples(
        st.sampled_from(("write", "cut", "double", "end")),
        st.integers(0, len(data) - 1),
        st.integers(1, 40),
        st.binary(min_size=1, max_size=8),
    )

    def apply(changes: list[tuple[str, int, int, bytes]]) -> bytes:
        out = data
        for kind, place, length, content in changes:
            if kind == "write":
                out = out[:place] + content + out[place + len(content) :]
            elif kind == "cut":
                out = out[:place] + out[place + length :]
            elif kind == "double":
                out = out[: place + length] + out[place:]
            else:
                out = out[: max(place, 1)]
        return out

    return st.lists(change, min_size=1, max_size=4).map(apply)


FUZZ = settings(max_examples=150, suppress_health_check=list(HealthCheck))


@given(mutated(RICH))
@FUZZ
def test_fuzz_docx_bytes(data: bytes) -> None:
    only_checker_errors(lambda: read_docx(data, "样本.docx", PLAIN))


@given(mutated(XML))
@example(XML.replace(b'w:val="2"', b'w:val="\xc2\xb2"'))
@FUZZ
def test_fuzz_docx_document(xml: bytes) -> None:
    only_checker_errors(lambda: parse_docx(with_document(xml), "样本.docx", PLAIN))


TAGS = ["w:p", "w:r", "w:t", "w:tbl", "w:tr", "w:tc", "w:sdt", "w:sdtContent", "w:ins", "w:del", "w:pPr", "w:numPr",
        "w:hyperlink", "w:fldSimple", "w:txbxContent", "w:pict", "w:ruby", "w:rubyBase", "m:oMath", "m:t", "w:tcPr",
        "mc:AlternateContent", "mc:Choice", "w:br", "w:fldChar", "w:footnoteReference", "w:drawing"]  # fmt: skip
_trees = st.recursive(
    st.sampled_from(["字", "", "<w:br/>", '<w:fldChar w:fldCharType="begin"/>', '<w:fldChar w:fldCharType="end"/>']),
    lambda inner: st.tuples(st.sampled_from(TAGS), st.lists(inner, max_size=4)).map(
        lambda each: f"<{each[0]}>{''.join(each[1])}</{each[0]}>"
    ),
    max_leaves=25,
)


@given(st.lists(_trees, max_size=6).map("".join))
@FUZZ
def test_fuzz_elements_in_any_order(body: str) -> None:
    data = docx(body)
    only_checker_errors(lambda: parse_docx(data, "样本.docx", PLAIN))
    try:
        document = parse_docx(data, "样本.docx", PLAIN)
    except CheckerError:
        return
    mapped = run_ranges(data)
    assert len(mapped.blocks) == len(document.blocks)
    for block, ranges in zip(document.blocks, mapped.blocks, strict=True):
        assert all(0 <= each.start < each.end <= block.end - block.start for each in ranges)


@given(mutated(PAPER))
@FUZZ
def test_fuzz_pdf_bytes(data: bytes) -> None:
    only_checker_errors(lambda: parse_pdf(data, "样本.pdf", Limits(max_pages=20)))


@given(mutated(RICH), mutated(PAPER))
@settings(max_examples=5, suppress_health_check=list(HealthCheck))
def test_fuzz_through_the_child(word: bytes, paper: bytes) -> None:
    from checker.reading.sandbox import run_guarded

    only_checker_errors(lambda: run_guarded("docx", word, "样本.docx", PLAIN))
    only_checker_errors(lambda: run_guarded("pdf", paper, "样本.pdf", PLAIN))
