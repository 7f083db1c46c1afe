"""From pdfium to fragments: characters with their place, size and weight; drawn rules; images."""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from typing import Any

from checker.reading.pdf_grid import Grid, Rule, grids
from checker.reading.pdf_lines import Fragment, Look, Page, turned
from checker.reading.pdf_runs import parted

_GAP = 0.9
_LATIN_SPACE = 0.2
_OBJECTS_AT_MOST = 30_000
_NEARLY_NO_TEXT = 30
_MOSTLY_IMAGE = 0.5
_MANY_DRAWINGS = 200
_NAMELESS_AT_MOST = 0.3
_PATH, _IMAGE, _FORM = 2, 3, 5
_Matrix = tuple[float, float, float, float, float, float]
_UPRIGHT: _Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def page_of(page: Any, number: int, at_most: int) -> Page | None:
    """Everything readable on one pdfium page; ``number`` counts from 1. ``None`` where the page has
    more than ``at_most`` characters."""
    import pypdfium2.raw as pdfium

    text = page.get_textpage()
    try:
        if text.count_chars() > at_most:
            return None
        glyphs, nameless = _glyphs(pdfium, text)
    finally:
        text.close()
    turn = _turn(glyphs)
    left, bottom, right, top = page.get_bbox()
    (a, b), (c, d) = turned(left, bottom, turn), turned(right, top, turn)
    found = Page(number, min(a, c), min(b, d), max(a, c), max(b, d), turn)
    drawn = _Drawn(pdfium)
    drawn.collect(page.raw, False, _UPRIGHT, 0)
    tables = grids([_turned_rule(rule, turn) for rule in drawn.rules])
    found.grids = tables
    found.images = len(drawn.images)
    unreadable = nameless > _NAMELESS_AT_MOST * len(glyphs)
    if not unreadable:
        _fill(found, glyphs, tables)
    area = max((right - left) * (top - bottom), 1.0)
    characters = sum(len(fragment.text) for fragment in found.fragments)
    covered = sum(drawn.images) / area
    pictured = covered > _MOSTLY_IMAGE or (characters == 0 and (bool(drawn.images) or drawn.paths > _MANY_DRAWINGS))
    found.scanned = unreadable or (characters < _NEARLY_NO_TEXT and pictured)
    return found


class _Glyph:
    __slots__ = ("angle", "look", "text", "x0", "x1", "y0", "y1")

    def __init__(self, text: str, box: tuple[float, float, float, float], look: Look, angle: float) -> None:
        self.text, self.look, self.angle = text, look, angle
        self.x0, self.y0, self.x1, self.y1 = box


def _glyphs(pdfium: Any, text: Any) -> tuple[list[_Glyph], int]:
    """The characters in the order drawn, without those that pdfium made up (spaces, line ends); and how
    many of them come from a font that does not say which characters it draws."""
    rectangle = pdfium.FS_RECTF()
    name = ctypes.create_string_buffer(128)
    flags = ctypes.c_int()
    found: list[_Glyph] = []
    looks: dict[tuple[float, bytes, bool], Look] = {}
    high = nameless = 0
    for index in range(text.count_chars()):
        if pdfium.FPDFText_IsGenerated(text, index) == 1:
            continue
        nameless += pdfium.FPDFText_HasUnicodeMapError(text, index) == 1
        point = pdfium.FPDFText_GetUnicode(text, index)
        if 0xD800 <= point < 0xDC00:
            high = point
            continue
        if 0xDC00 <= point < 0xE000:
            point, high = (0x10000 + ((high - 0xD800) << 10) + (point - 0xDC00) if high else 0), 0
        if point < 32 or point in {0xFFFE, 0xFFFF, 0xFEFF, 0xAD} or point > 0x10FFFF:
            continue
        if not pdfium.FPDFText_GetLooseCharBox(text, index, rectangle):
            continue
        size = round(pdfium.FPDFText_GetFontSize(text, index) * 2) / 2
        used = pdfium.FPDFText_GetFontInfo(text, index, name, 128, flags)
        font = name.raw[: max(min(used, 128) - 1, 0)]
        drawn = pdfium.FPDFText_GetTextObject(text, index)
        stroked = bool(drawn) and pdfium.FPDFTextObj_GetTextRenderMode(drawn) == 2
        bold = stroked or pdfium.FPDFText_GetFontWeight(text, index) >= 600 or bool(flags.value & 1 << 18)
        key = (size, font, bold)
        look = looks.get(key)
        if look is None:
            named = font.decode("utf-8", "replace").split("+")[-1]
            look = looks[key] = Look(size, named, bold or "bold" in named.lower())
        box = (rectangle.left, rectangle.bottom, rectangle.right, rectangle.top)
        if not all(math.isfinite(each) and abs(each) < 1e6 for each in box):
            continue
        # pdfium counts angles clockwise
        found.append(_Glyph(chr(point), box, look, -pdfium.FPDFText_GetCharAngle(text, index)))
    return found, nameless


def _turn(glyphs: list[_Glyph]) -> int:
    """Quarter turns, counter-clockwise, of most of the text."""
    counted = Counter(round(glyph.angle / (math.pi / 2)) % 4 for glyph in glyphs if _is_quarter(glyph.angle))
    return max(sorted(counted), key=lambda turn: counted[turn]) if counted else 0


def _is_quarter(angle: float) -> bool:
    return abs(angle / (math.pi / 2) - round(angle / (math.pi / 2))) < 0.05


def _fill(page: Page, glyphs: list[_Glyph], tables: list[Grid]) -> None:
    """Cut the glyphs into fragments of ``page``; characters set at another angle become ``stray``."""
    stray: list[str] = []
    runs: list[list[_Glyph]] = []
    cells: list[tuple[int, int, int] | None] = []
    last_angle = None
    for glyph in glyphs:
        if not _is_quarter(glyph.angle) or round(glyph.angle / (math.pi / 2)) % 4 != page.turn:
            if stray and last_angle == round(glyph.angle, 1):
                stray[-1] += glyph.text
            else:
                stray.append(glyph.text)
            last_angle = round(glyph.angle, 1)
            continue
        last_angle = None
        if page.turn:
            (a, b), (c, d) = turned(glyph.x0, glyph.y0, page.turn), turned(glyph.x1, glyph.y1, page.turn)
            glyph.x0, glyph.y0, glyph.x1, glyph.y1 = min(a, c), min(b, d), max(a, c), max(b, d)
        cell = _cell(glyph, tables)
        if not runs or cell != cells[-1] or not _continues(runs[-1][-1], glyph):
            runs.append([])
            cells.append(cell)
        runs[-1].append(glyph)
    for index, piece in parted(runs):
        _close(page, piece, cells[index])
    page.stray = [text for each in stray if (text := each.strip())]


def _cell(glyph: _Glyph, tables: list[Grid]) -> tuple[int, int, int] | None:
    for index, grid in enumerate(tables):
        cell = grid.cell((glyph.x0 + glyph.x1) / 2, (glyph.y0 + glyph.y1) / 2)
        if cell is not None:
            return (index, *cell)
    return None


def _continues(before: _Glyph, after: _Glyph) -> bool:
    size = max(before.look.size, after.look.size, 1.0)
    level = abs((before.y0 + before.y1) - (after.y0 + after.y1)) / 2 < 0.35 * size
    return level and -0.6 * size < after.x0 - before.x1 < _GAP * size


def _close(page: Page, run: list[_Glyph], cell: tuple[int, int, int] | None) -> None:
    text = ""
    kept: list[_Glyph] = []
    for glyph in run:
        if kept:
            before = kept[-1]
            size = max(glyph.look.size, 1.0)
            if glyph.text == before.text and abs(glyph.x0 - before.x0) < 0.2 * size:
                continue  # drawn twice to look bold
            if glyph.x0 - before.x1 > _LATIN_SPACE * size and _parted(before.text, glyph.text):
                text += " "
        text += glyph.text
        kept.append(glyph)
    if text.strip():
        edges = [glyph for glyph in kept if not glyph.text.isspace()]
        # digits and Latin are often set in another font than the Chinese around them
        telling = [glyph for glyph in edges if not glyph.text.isascii()] or edges
        look = Counter(glyph.look for glyph in telling).most_common(1)[0][0]
        page.fragments.append(
            Fragment(
                text.strip(),
                min(glyph.x0 for glyph in edges),
                min(glyph.y0 for glyph in edges),
                max(glyph.x1 for glyph in edges),
                max(glyph.y1 for glyph in edges),
                look,
                cell,
            )
        )


def _parted(before: str, after: str) -> bool:
    """Whether a gap between the two is a space: between Latin letters and digits only."""
    return before.isascii() and after.isascii() and before.isalnum() and after.isalnum()


def _turned_rule(rule: Rule, turn: int) -> Rule:
    (a, b), (c, d) = turned(rule[0], rule[1], turn), turned(rule[2], rule[3], turn)
    return min(a, c), min(b, d), max(a, c), max(b, d)


class _Drawn:
    """Rules and images among a page's objects, those inside form objects included."""

    def __init__(self, pdfium: Any) -> None:
        self.pdfium = pdfium
        self.rules: list[Rule] = []
        self.images: list[float] = []
        self.paths = 0
        self._left = _OBJECTS_AT_MOST

    def collect(self, holder: Any, is_form: bool, matrix: _Matrix, depth: int) -> None:
        raw = self.pdfium
        count = raw.FPDFFormObj_CountObjects(holder) if is_form else raw.FPDFPage_CountObjects(holder)
        for index in range(min(count, self._left)):
            self._left -= 1
            item = raw.FPDFFormObj_GetObject(holder, index) if is_form else raw.FPDFPage_GetObject(holder, index)
            kind = raw.FPDFPageObj_GetType(item)
            if kind == _PATH:
                self.paths += 1
                self._path(item, _times(self._matrix(item), matrix))
            elif kind == _IMAGE:
                a, b, c, d, _, _ = _times(self._matrix(item), matrix)
                self.images.append(abs(a * d - b * c))
            elif kind == _FORM and depth < 5:
                self.collect(item, True, _times(self._matrix(item), matrix), depth + 1)

    def _matrix(self, item: Any) -> _Matrix:
        found = self.pdfium.FS_MATRIX()
        if not self.pdfium.FPDFPageObj_GetMatrix(item, found):
            return _UPRIGHT
        return found.a, found.b, found.c, found.d, found.e, found.f

    def _path(self, item: Any, matrix: _Matrix) -> None:
        raw = self.pdfium
        x, y = ctypes.c_float(), ctypes.c_float()
        start = before = (0.0, 0.0)
        for index in range(min(raw.FPDFPath_CountSegments(item), 2000)):
            segment = raw.FPDFPath_GetPathSegment(item, index)
            raw.FPDFPathSegment_GetPoint(segment, x, y)
            a, b, c, d, e, f = matrix
            here = (a * x.value + c * y.value + e, b * x.value + d * y.value + f)
            kind = raw.FPDFPathSegment_GetType(segment)
            if kind == raw.FPDF_SEGMENT_MOVETO:
                start = here
            elif kind == raw.FPDF_SEGMENT_LINETO:
                self._rule(before, here)
            if raw.FPDFPathSegment_GetClose(segment):
                self._rule(here, start)
            before = here

    def _rule(self, one: tuple[float, float], two: tuple[float, float]) -> None:
        x0, x1 = sorted((one[0], two[0]))
        y0, y1 = sorted((one[1], two[1]))
        if (x1 - x0 < 1.0) != (y1 - y0 < 1.0) and max(x1 - x0, y1 - y0) > 5.0 and x1 - x0 < 1e5 and y1 - y0 < 1e5:
            self.rules.append((x0, y0, x1, y1))


def _times(one: _Matrix, two: _Matrix) -> _Matrix:
    """First ``one``, then ``two``."""
    a, b, c, d, e, f = one
    g, h, i, j, k, m = two
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m
