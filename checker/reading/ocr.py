"""Scans and pictures: offline character recognition with models that ship inside a package (extra ``ocr``).

Recognition runs in a child process. Characters the engine was not sure of are kept in
``ledger.doubtful`` with their confidence, so that no finding rests on them unsaid.
"""

from __future__ import annotations

import math
from functools import lru_cache
from importlib.util import find_spec
from itertools import pairwise
from statistics import median
from typing import Any

from checker.errors import LimitError, MissingToolError, UnreadableError
from checker.model import Document
from checker.reading.detect import detect
from checker.reading.limits import Limits, require, require_size
from checker.reading.pdf_grid import grids
from checker.reading.pdf_lines import SEEN, Fragment, Look, Page, turned
from checker.reading.pdf_scanned_rules import drawn_rules

DPI = 200
"""Resolution at which PDF pages are rendered for recognition."""

DOUBT = 0.9
"""Confidence below which a character counts as doubtful."""

_INSTALL = "请安装文字识别组件（pip install 'fazhi-checker[ocr]'）后重试，或提供有文字的 docx、pdf 版本"
_UNCLEAR = "请提供更清晰的扫描件，或有文字的 docx、pdf 版本"
_THREADS = 2  # fixed, so that sums are made in the same order on every machine
_SAME_SIZE = 0.15
_SAME_GUESS = 0.4
_WIDEST = 1.5
_FULL_LINE = 15
_UPRIGHT = 0.85
_GUESSED = "~"
_FULL_WIDTH = str.maketrans("()", "（）")


def is_available() -> bool:
    """Whether the extra ``ocr`` is installed."""
    return all(find_spec(module) is not None for module in ("rapidocr", "onnxruntime", "PIL", "numpy"))


def require_available(name: str, what: str) -> None:
    """Raise MissingToolError, beginning with ``what``, unless the extra is installed."""
    if not is_available():
        raise MissingToolError(name, what + "，本机没有安装文字识别组件", _INSTALL)


def read_image(data: bytes, name: str, limits: Limits) -> Document:
    """Recognise a png, jpg, bmp or tiff (all its pages) in a child process.

    Raises MissingToolError without the extra ``ocr``, LimitError for pictures beyond
    ``limits.max_pixels`` or ``limits.max_ocr_pages``, UnreadableError where there is no text.
    """
    require_size(len(data), limits.max_bytes, name)
    require_available(name, "读取图片需要文字识别")
    from checker.reading.sandbox import run_guarded

    # the number of pages is not known before decoding: each may take as long as one conversion
    pages = limits.max_ocr_pages if detect(data, name) == "tiff" else 1
    return run_guarded("image", data, name, limits, seconds=limits.max_seconds * pages)


def parse_image(data: bytes, name: str, limits: Limits) -> Document:
    """Recognise a picture in this process."""
    from checker.reading.pdf import document_of

    form = detect(data, name)
    pages = []
    for number, (picture, dpi) in enumerate(_pictures(data, name, limits), 1):
        unit = 72 / dpi
        height, width = picture.shape[0] * unit, picture.shape[1] * unit
        page = Page(number, 0.0, 0.0, width, height, images=1)
        recognise_into(page, picture, unit)
        pages.append(page)
    even_sizes(pages)
    document = document_of(pages, form, data, name, limits)
    if not document.blocks:
        raise UnreadableError(name, "图片里没有能识别的文字", _UNCLEAR)
    return document


def recognise_into(page: Page, picture: Any, unit: float) -> None:
    """Fill ``page`` with the lines recognised on ``picture`` (an array of pixels, ``unit`` points each).

    A page scanned sideways or upside down is turned; a slight slant is taken out of the coordinates.
    """
    width, height = page.x1 - page.x0, page.y1 - page.y0
    found, turns = _recognise(picture)
    page.turn = -turns % 4
    (a, b), (c, d) = turned(0.0, 0.0, page.turn), turned(width, height, page.turn)
    page.x0, page.y0, page.x1, page.y1 = min(a, c), min(b, d), max(a, c), max(b, d)
    page.fragments = _fragments(found, unit, page.x0, page.y1)
    _put_into_cells(page, turned_picture(picture, turns), unit, _slope(found.boxes))
    page.recognised, page.scanned = True, not page.fragments


def _put_into_cells(page: Page, upright: Any, unit: float, slope: float) -> None:
    """Give the fragments inside ruled tables their cells."""
    if len(page.fragments) < 2:
        return
    shortest = 2.5 * median(fragment.look.size for fragment in page.fragments) / unit
    rules = [
        (page.x0 + x0 * unit, page.y1 - y1 * unit, page.x0 + x1 * unit, page.y1 - y0 * unit)
        for x0, y0, x1, y1 in drawn_rules(upright, shortest, slope)
    ]
    tables = grids(rules)
    page.grids = tables
    for fragment in page.fragments:
        for index, grid in enumerate(tables):
            cell = grid.cell((fragment.x0 + fragment.x1) / 2, (fragment.y0 + fragment.y1) / 2)
            if cell is not None:
                fragment.cell = (index, *cell)


def _fragments(found: Any, unit: float, left: float, top: float) -> list[Fragment]:
    if found.txts is None or not len(found.txts):
        return []
    slope = _slope(found.boxes)
    fragments = []
    for text, box, score, words in zip(found.txts, found.boxes, found.scores, found.word_results, strict=True):
        if not text.strip():
            continue
        points = [_level(float(x), float(y), slope) for x, y in box]
        x0, x1 = left + min(x for x, _ in points) * unit, left + max(x for x, _ in points) * unit
        y0, y1 = top - max(y for _, y in points) * unit, top - min(y for _, y in points) * unit
        characters = _characters(text, float(score), words)
        weak = tuple((index, round(sure, 3)) for index, sure in enumerate(characters) if sure < DOUBT)
        pitch = _pitch(words) * unit
        look = Look(round(pitch * 2) / 2, SEEN, False) if pitch else Look((x1 - x0) / _ems(text), _GUESSED, False)
        fragments.append(Fragment(_brackets(text), x0, y0, x1, y1, look, None, weak))
    return fragments


def even_sizes(pages: list[Page]) -> None:
    """Give recognised text of about the usual size exactly that size: measured sizes vary line by line.

    Of a few characters only the width of their box is known: they take the nearest size that was
    measured on other lines.
    """
    lines = [fragment for page in pages for fragment in page.fragments if fragment.look.font in {SEEN, _GUESSED}]
    measured = [fragment for fragment in lines if fragment.look.font == SEEN] or lines
    if not lines:
        return
    usual = median(fragment.look.size for fragment in measured for _ in range(min(len(fragment.text), 60)))
    alike = [each for each in measured if abs(each.look.size - usual) <= _SAME_SIZE * usual] or measured
    tall = median(map(_height, alike))
    for fragment in measured:
        size = fragment.look.size
        # a justified line may be set wide: it is no taller for that
        wide = usual < size <= _WIDEST * usual and _height(fragment) <= (1 + _SAME_SIZE) * tall
        near = abs(size - usual) <= _SAME_SIZE * usual or (wide and len(fragment.text) >= _FULL_LINE)
        fragment.look = Look(usual if near else float(round(size)), SEEN, False)
    known = sorted({fragment.look.size for fragment in measured})
    for fragment in lines:
        if fragment.look.font == _GUESSED:
            size = fragment.look.size
            is_usual = abs(size - usual) <= 2 * _SAME_SIZE * usual
            nearest = usual if is_usual else min(known, key=lambda each: abs(each - size))
            near = abs(nearest - size) <= _SAME_GUESS * nearest
            fragment.look = Look(nearest if near else float(round(size)), SEEN, False)


def _height(fragment: Fragment) -> float:
    return fragment.y1 - fragment.y0


def _pictures(data: bytes, name: str, limits: Limits) -> list[tuple[Any, float]]:
    import io

    import numpy
    from PIL import Image, ImageOps, UnidentifiedImageError

    Image.MAX_IMAGE_PIXELS = None  # bounded below, by the caller's own limit
    try:
        with Image.open(io.BytesIO(data), formats=("PNG", "JPEG", "TIFF", "BMP")) as image:
            frames = getattr(image, "n_frames", 1)
            require(
                frames <= limits.max_ocr_pages,
                name,
                f"共 {frames} 页，超过文字识别的上限 {limits.max_ocr_pages} 页",
                "请拆分后再检查",
            )
            found = []
            for frame in range(frames):
                image.seek(frame)
                require(
                    image.width * image.height <= limits.max_pixels,
                    name,
                    f"图片有 {image.width}×{image.height} 像素，超过上限",
                    "请降低分辨率（300 dpi 以内）后再检查",
                )
                dpi = float(image.info.get("dpi", (0, 0))[0] or 0)
                upright = ImageOps.exif_transpose(image).convert("RGB")
                # without a stated resolution the width is taken for that of an A4 sheet
                found.append((numpy.asarray(upright)[:, :, ::-1], dpi if 50 <= dpi <= 1200 else upright.width / 8.27))
            return found
    except (LimitError, MemoryError):
        raise
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, KeyError, EOFError, TypeError) as error:
        raise UnreadableError(name, "图片不完整或已损坏", "请重新扫描或导出后再检查") from error


@lru_cache(maxsize=1)
def _engine() -> Any:
    from rapidocr import RapidOCR

    return RapidOCR(
        params={
            "Global.use_cls": False,  # the line-angle classifier turns lines wrongly
            "Global.log_level": "error",
            "Det.limit_side_len": 960,
            "Det.limit_type": "max",
            "EngineConfig.onnxruntime.intra_op_num_threads": _THREADS,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        }
    )


def _recognise(picture: Any) -> tuple[Any, int]:
    """The engine's answer, and by how many quarters, counter-clockwise, the picture was turned for it."""
    found = _engine()(picture, return_word_box=True, return_single_char_box=True)
    if not _is_sideways(found.boxes) and _mean(found) >= _UPRIGHT:
        return found, 0
    answers = [(found, 0)]
    for turns in (1, 2, 3):
        other = _engine()(turned_picture(picture, turns), return_word_box=True, return_single_char_box=True)
        answers.append((other, turns))
    return max(answers, key=lambda each: _sum(each[0]) * (0.5 if _is_sideways(each[0].boxes) else 1.0))


def turned_picture(picture: Any, turns: int) -> Any:
    """``picture`` turned by ``turns`` quarters counter-clockwise."""
    if not turns:
        return picture
    import numpy

    return numpy.rot90(picture, turns).copy()


def _sum(found: Any) -> float:
    return sum(float(score) * len(text) for score, text in zip(found.scores or (), found.txts or (), strict=True))


def _mean(found: Any) -> float:
    return _sum(found) / max(sum(len(text) for text in found.txts or ()), 1)


def _is_sideways(boxes: Any) -> bool:
    if boxes is None or not len(boxes):
        return False
    tall = sum(1 for box in boxes if abs(box[3][1] - box[0][1]) > 2 * abs(box[1][0] - box[0][0]))
    return tall > 0.5 * len(boxes)


def _slope(boxes: Any) -> float:
    """The slant of the page: the median slope of the upper edges of long lines."""
    if boxes is None:
        return 0.0
    slopes = [
        (float(right[1]) - float(left[1])) / (float(right[0]) - float(left[0]))
        for left, right, *_ in boxes
        if float(right[0]) - float(left[0]) > 200
    ]
    slope = median(slopes) if slopes else 0.0
    return slope if abs(slope) < 0.1 else 0.0


def _level(x: float, y: float, slope: float) -> tuple[float, float]:
    length = math.hypot(1.0, slope)
    return (x + y * slope) / length, (y - x * slope) / length


def _characters(text: str, score: float, words: Any) -> list[float]:
    """The confidence of each character of ``text``; that of the line where the engine gives no finer one."""
    sure = [(character, float(word[1])) for word in words or () for character in word[0]]
    if "".join(character for character, _ in sure) == text:
        return [confidence for _, confidence in sure]
    solid = [confidence for character, confidence in sure if not character.isspace()]
    if "".join(character for character, _ in sure if not character.isspace()) == "".join(text.split()):
        rest = iter(solid)
        return [1.0 if character.isspace() else next(rest) for character in text]
    return [score] * len(text)


def _brackets(text: str) -> str:
    """Round brackets beside Chinese as they are printed there: the engine mixes the two widths."""
    return text.translate(_FULL_WIDTH) if any("\u4e00" <= character <= "\u9fff" for character in text) else text


def _ems(text: str) -> float:
    """The width of ``text`` in full-width characters."""
    return sum(0.5 if character.isascii() else 1.0 for character in text) or 1.0


def _pitch(words: Any) -> float:
    """The usual distance, in pixels, between neighbouring Chinese characters; 0 where there are few."""
    centres = [
        (float(word[2][0][0]) + float(word[2][1][0])) / 2 if len(word[0]) == 1 and not word[0].isascii() else None
        for word in words or ()
    ]
    steps = [after - before for before, after in pairwise(centres) if before is not None and after is not None]
    return median(steps) if len(steps) >= 3 else 0.0
