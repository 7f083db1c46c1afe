"""The way back from a block to the runs of the file: every character is where the map says."""

from __future__ import annotations

import io
import zipfile

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from checker.reading.docx import read_docx
from checker.reading.docx_map import RunRange, run_ranges
from checker.reading.limits import Limits
from tests.reading.builders.word import W, abstract, docx, field, lvl, num, p, r, tbl, tc, text_box

_W = f"{{{W}}}"
NUMBERING = abstract(0, lvl(0, "chineseCounting", "%1、")) + num(1, 0)
FOOTNOTES = '<w:footnote w:id="2">' + p("注文") + "</w:footnote>"
CHARACTERS = {"tab": "\t", "noBreakHyphen": "-"}


def cut(roots: dict[str, etree._Element], place: RunRange) -> str:
    """The characters at ``place``, looked up in the file as the docstring of RunRange says."""
    paragraph = list(roots[place.part].iter(_W + "p"))[place.paragraph]
    child = list(paragraph.iter(_W + "r"))[place.run][place.child]
    name = etree.QName(child).localname
    text = (child.text or "") if name == "t" else CHARACTERS[name]
    return text[place.offset : place.offset + place.end - place.start]


def roots_of(data: bytes) -> dict[str, etree._Element]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = [name for name in archive.namelist() if name.startswith("word/") and name.endswith(".xml")]
        return {name: etree.fromstring(archive.read(name)) for name in names}


CHANGED = f"<w:ins>{r('新')}</w:ins><w:del><w:r><w:delText>旧</w:delText></w:r></w:del>"
SEVERAL = "<w:r><w:rPr/><w:tab/><w:t>12</w:t><w:noBreakHyphen/></w:r>"
SAMPLE = docx(
    p("总体情况", num=(1, 0))
    + p(inner=r("办理") + r("复议", "<w:b/>") + SEVERAL + r("件。"))
    + tbl(tc(p("格一")) + tc(p(inner=CHANGED + r("格"))))
    + p(inner=r("锚") + text_box(p("框中字")) + field("REF", r("所示")) + "<w:r><w:br/></w:r>" + r("下一行"))
    + p("前半", properties="<w:rPr><w:del/></w:rPr>")
    + p(inner=r("后半") + '<w:r><w:footnoteReference w:id="2"/></w:r>'),
    numbering=NUMBERING,
    footnotes=FOOTNOTES,
)


def test_every_character_is_where_the_map_says() -> None:
    document = read_docx(SAMPLE, "样本.docx", Limits())
    mapped = run_ranges(SAMPLE)
    roots = roots_of(SAMPLE)
    assert len(mapped.blocks) == len(document.blocks)
    for block, ranges in zip(document.blocks, mapped.blocks, strict=True):
        text = document.raw[block.start : block.end]
        assert "".join(cut(roots, each) for each in ranges) == text[block.restored :]
        position = block.restored
        for each in ranges:
            assert each.start == position
            assert cut(roots, each) == text[each.start : each.end]
            position = each.end
        assert position == len(text)


@given(st.data())
@settings(max_examples=60)
def test_random_ranges(data: st.DataObject) -> None:
    document = read_docx(SAMPLE, "样本.docx", Limits())
    mapped = run_ranges(SAMPLE)
    roots = roots_of(SAMPLE)
    index = data.draw(st.integers(0, len(document.blocks) - 1))
    block = document.blocks[index]
    text = document.raw[block.start : block.end]
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    found = mapped.between(index, start, end)
    assert "".join(cut(roots, each) for each in found) == text[max(start, block.restored) : end]
    first = mapped.at(index, start)
    if start < block.restored:
        assert first is None
    else:
        assert first is not None
        assert cut(roots, first)[0] == text[start]


def test_restored_numbers_are_in_no_range() -> None:
    mapped = run_ranges(SAMPLE)
    assert mapped.at(0, 0) is None
    assert mapped.at(0, 1) is None
    assert mapped.at(0, 2) == RunRange(2, 6, "word/document.xml", 0, 0, 0, 0)
    assert mapped.between(0, 0, 2) == ()
    assert mapped.at(0, 6) is None


def test_a_range_over_several_runs() -> None:
    assert run_ranges(SAMPLE).between(1, 1, 6) == (
        RunRange(1, 2, "word/document.xml", 1, 0, 0, 1),
        RunRange(2, 4, "word/document.xml", 1, 1, 1, 0),
        RunRange(4, 5, "word/document.xml", 1, 2, 1, 0),
        RunRange(5, 6, "word/document.xml", 1, 2, 2, 0),
    )
