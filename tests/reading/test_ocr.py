"""Scans and pictures: the sentences without the extra, the geometry with a stand-in, the real engine where it is."""

from __future__ import annotations

import struct
import zlib
from types import SimpleNamespace
from typing import Any

import pytest

from checker.errors import LimitError, MissingToolError, UnreadableError
from checker.reading import ocr
from checker.reading.limits import Limits
from checker.reading.ocr import DOUBT, even_sizes, is_available, read_image, recognise_into
from checker.reading.pdf import document_of, read_pdf
from checker.reading.pdf_lines import Page
from tests.reading.builders.paper import Sheet, pdf

needs_engine = pytest.mark.skipif(not is_available(), reason="the extra ocr is not installed (.ci/run installs it)")
PLAIN = Limits()


def png(width: int, height: int, body: bytes | None = None) -> bytes:
    """A black png; with ``body`` its compressed data is that, whatever the size says."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    data = zlib.compress(b"\0" * (width + 1) * height) if body is None else body
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


# ---------------------------------------------------------------------- without the extra


@pytest.fixture
def without_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "find_spec", lambda _: None)


def test_a_picture_without_the_extra(without_engine: None) -> None:
    with pytest.raises(MissingToolError) as caught:
        read_image(png(10, 10), "扫描.png", PLAIN)
    assert str(caught.value) == (
        "无法读取“扫描.png”：读取图片需要文字识别，本机没有安装文字识别组件。"
        "请安装文字识别组件（pip install 'fazhi-checker[ocr]'）后重试，或提供有文字的 docx、pdf 版本。"
    )


def test_a_scanned_pdf_without_the_extra(without_engine: None) -> None:
    with pytest.raises(MissingToolError, match="这是扫描件或字体缺少编码，没有可提取的文字，本机没有安装文字识别组件"):
        read_pdf(pdf(Sheet().image(0, 0, 595, 842)), "扫描.pdf", PLAIN)


def test_a_pdf_that_is_partly_scanned_is_read_in_part_and_says_so(without_engine: None) -> None:
    sheets = (Sheet().image(0, 0, 595, 842), Sheet().text(80, 700, "有文字的一页。"), Sheet().image(0, 0, 595, 842))
    document = read_pdf(pdf(*sheets), "半扫描.pdf", PLAIN)
    assert document.raw == "有文字的一页。"
    assert document.ledger.pages_without_text == (1, 3)
    assert document.ledger.notes == ("第 1、3 页没有可提取的文字，本机没有安装文字识别组件，这些页的内容没有读取",)


def test_too_many_scanned_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "find_spec", lambda _: object())
    data = pdf(*[Sheet().image(0, 0, 595, 842)] * 3)
    with pytest.raises(LimitError, match="有 3 页需要文字识别，超过上限 2 页"):
        read_pdf(data, "扫描.pdf", Limits(max_ocr_pages=2))


# ---------------------------------------------------------------------- geometry, by a stand-in for the engine


def word(text: str, sure: float, x: float, y: float, size: float) -> tuple[str, float, list[list[float]]]:
    return text, sure, [[x, y], [x + size, y], [x + size, y + size], [x, y + size]]


def answer(*lines: tuple[str, float, float, float], doubts: dict[int, float] | None = None, slope: float = 0.0) -> Any:
    """What the engine would say: lines as (text, x, y, size in pixels); ``doubts`` by character of all lines."""
    texts, boxes, scores, words, count = [], [], [], [], 0
    for text, x, y, size in lines:
        width = size * len(text)
        texts.append(text)
        boxes.append([[x, y], [x + width, y + width * slope], [x + width, y + size + width * slope], [x, y + size]])
        scores.append(0.99)
        each = []
        for index, character in enumerate(text):
            each.append(word(character, (doubts or {}).get(count, 0.999), x + index * size, y, size))
            count += 1
        words.append(tuple(each))
    return SimpleNamespace(txts=tuple(texts), boxes=boxes, scores=tuple(scores), word_results=tuple(words))


def pages_from(monkeypatch: pytest.MonkeyPatch, *answers: Any) -> list[Page]:
    pages = []
    monkeypatch.setattr(ocr, "drawn_rules", lambda *_: [])
    for number, each in enumerate(answers, 1):
        monkeypatch.setattr(ocr, "_engine", lambda each=each: lambda *_, **__: each)
        page = Page(number, 0, 0, 595, 842, recognised=True)
        recognise_into(page, None, 0.5)
        pages.append(page)
    even_sizes(pages)
    return pages


LONG = "一二三四五六七八九十一二三四五六七八九十一二三四五六"


def test_lines_become_paragraphs_with_boxes_and_doubts(monkeypatch: pytest.MonkeyPatch) -> None:
    found = answer(
        (LONG[:24], 224, 200, 32), (LONG, 160, 256, 32), ("末行。", 160, 312, 32.5), ("新段。", 224, 368, 31),
        doubts={25: 0.5, 52: DOUBT - 0.01, 53: DOUBT},
    )  # fmt: skip
    document = document_of(pages_from(monkeypatch, found), "png", b"", "扫描.png", PLAIN)
    assert document.raw == LONG[:24] + LONG + "末行。\n新段。"
    assert document.ledger.doubtful == ((25, 26, 0.5), (52, 53, 0.89))
    assert document.blocks[0].location.boxes[0] == (1, 112.0, 726.0, 496.0, 742.0)
    assert document.ledger.notes == ("第 1 页的文字由图片识别得到，请以原件为准",)


def test_a_slanted_page_is_levelled(monkeypatch: pytest.MonkeyPatch) -> None:
    slope = 0.02
    lines = [(LONG[:24], 224, 200, 32), (LONG, 160, 256, 32), (LONG, 160, 312, 32), ("末行。", 160, 1500, 32)]
    slanted = answer(*[(text, x - y * slope, y + x * slope, size) for text, x, y, size in lines], slope=slope)
    page = pages_from(monkeypatch, slanted)[0]
    lefts = [round(fragment.x0) for fragment in page.fragments]
    assert lefts[1] == lefts[2] == lefts[3]
    assert lefts[0] - lefts[1] == 32


NOTHING = SimpleNamespace(txts=None, boxes=None, scores=None, word_results=None)


@needs_engine
def test_a_page_without_anything(monkeypatch: pytest.MonkeyPatch) -> None:
    import numpy

    page = Page(1, 0, 0, 595, 842)
    monkeypatch.setattr(ocr, "_engine", lambda: lambda *_, **__: NOTHING)
    recognise_into(page, numpy.zeros((4, 4, 3)), 0.5)
    assert page.fragments == []
    assert page.scanned


@needs_engine
@pytest.mark.parametrize("turns", [1, 2, 3])
def test_a_page_scanned_the_wrong_way_round_is_turned(monkeypatch: pytest.MonkeyPatch, turns: int) -> None:
    """The stand-in reads only the upright picture: 2 pixels wide and 3 high, its first pixel 1."""
    import numpy

    good = answer((LONG[:3], 100, 60, 32))
    upright = numpy.zeros((3, 2, 3))
    upright[0, 0] = 1

    def engine(picture: Any, **_: Any) -> Any:
        return good if picture.shape == (3, 2, 3) and picture[0, 0, 0] == 1 else NOTHING

    monkeypatch.setattr(ocr, "_engine", lambda: engine)
    scanned = numpy.rot90(upright, -turns)
    width, height = (842, 595) if turns % 2 else (595, 842)
    page = Page(1, 0, 0, width, height)
    recognise_into(page, scanned, 0.5)
    assert [fragment.text for fragment in page.fragments] == [LONG[:3]]
    document = document_of([page], "png", b"", "扫描.png", PLAIN)
    # upright: 50 to 98 from the left, 30 to 46 from the top, on a page of 595 by 842
    expected = {
        1: (842 - 46, 595 - 98, 842 - 30, 595 - 50),
        2: (595 - 98, 30, 595 - 50, 46),
        3: (30, 50, 46, 98),
    }[turns]
    assert document.blocks[0].location.boxes == ((1, *map(float, expected)),)


def test_confidence_of_the_line_where_characters_do_not_match(monkeypatch: pytest.MonkeyPatch) -> None:
    found = answer(("对不上", 100, 100, 32))
    found.word_results = ((word("别的", 0.2, 0, 0, 9),),)
    found.scores = (0.86,)
    assert pages_from(monkeypatch, found)[0].fragments[0].weak == ((0, 0.86), (1, 0.86), (2, 0.86))


def test_brackets_of_mixed_width(monkeypatch: pytest.MonkeyPatch) -> None:
    found = answer(("(二）健全机制", 100, 100, 32), ("(2023)", 100, 160, 32))
    assert [each.text for each in pages_from(monkeypatch, found)[0].fragments] == ["（二）健全机制", "(2023)"]


def test_a_large_title_keeps_its_size(monkeypatch: pytest.MonkeyPatch) -> None:
    found = answer(("年度法治情况报告", 400, 100, 48), (LONG, 160, 256, 32), (LONG, 160, 312, 33), (LONG, 160, 368, 32))
    sizes = [fragment.look.size for fragment in pages_from(monkeypatch, found)[0].fragments]
    assert sizes == [24.0, 16.0, 16.0, 16.0]


# ---------------------------------------------------------------------- the real engine


@needs_engine
@pytest.mark.parametrize("slope", [0.0, 0.02, -0.02])
def test_ruled_tables_of_a_picture_become_cells(monkeypatch: pytest.MonkeyPatch, slope: float) -> None:
    import cv2
    import numpy

    def place(x: float, y: float) -> tuple[float, float]:
        return x - y * slope, y + x * slope

    picture = numpy.full((1754, 1241, 3), 255, numpy.uint8)
    xs, ys = (200, 500, 800), (300, 360, 420, 480)
    for a, b in [((x, ys[0]), (x, ys[-1])) for x in xs] + [((xs[0], y), (xs[-1], y)) for y in ys]:
        ends = [tuple(round(each) for each in place(*point)) for point in (a, b)]
        cv2.line(picture, *ends, (0, 0, 0), 2)
    words = [("表前一行文字写在这里", 200, 200), ("指标", 220, 316), ("年度", 520, 316), ("受理数", 220, 376),
             ("六九", 520, 376), ("应诉数", 220, 436), ("三二", 520, 436)]  # fmt: skip
    lines = [(text, *place(x, y), 32) for text, x, y in words]
    found = answer(*[(text, x, y, size) for text, x, y, size in lines], slope=slope)
    monkeypatch.setattr(ocr, "_engine", lambda: lambda *_, **__: found)
    page = Page(1, 0, 0, 595, 842)
    recognise_into(page, picture, 0.48)
    even_sizes([page])
    document = document_of([page], "png", b"", "扫描.png", PLAIN)
    cells = [(block.location.cell, document.raw[block.start : block.end]) for block in document.blocks]
    assert cells == [
        (None, "表前一行文字写在这里"),
        ((1, 1, 1), "指标"),
        ((1, 1, 2), "年度"),
        ((1, 2, 1), "受理数"),
        ((1, 2, 2), "六九"),
        ((1, 3, 1), "应诉数"),
        ((1, 3, 2), "三二"),
    ]
    assert document.ledger.tables == 1


@needs_engine
def test_pixel_limit_is_judged_before_decoding() -> None:
    with pytest.raises(LimitError, match="图片有 60000×60000 像素，超过上限"):
        read_image(png(60_000, 60_000, b""), "大图.png", PLAIN)


@needs_engine
@pytest.mark.parametrize(
    "data", [png(300, 300)[:80], b"II*\0" + b"\xff" * 40, b"\xff\xd8\xff\xe0junk", png(9, 9, b"x")]
)
def test_damaged_pictures(data: bytes) -> None:
    with pytest.raises(UnreadableError, match=r"图片不完整或已损坏|没有能识别的文字"):
        read_image(data, "坏图", PLAIN)


@needs_engine
def test_a_picture_without_text() -> None:
    with pytest.raises(UnreadableError, match="图片里没有能识别的文字"):
        read_image(png(200, 200), "黑.png", PLAIN)
