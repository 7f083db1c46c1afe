"""Reading order of one page: columns found by their gutter, fragments gathered into lines."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby, pairwise
from statistics import median

from checker.reading.pdf_lines import SEEN, Fragment, Line, Look, Page

_WIDE_GAP = 1.5
_WIDE_GAP_SEEN = 1.0  # recognised boxes reach beyond their characters
_LEAST_ROWS = 6
_LEAST_CHARACTERS = 8
_SPANNING_AT_MOST = 0.25
_FILLED = 0.55
_BIN = 2.0
Gutter = tuple[float, float]


@dataclass(slots=True)
class _Item:
    """A fragment of running text, or a whole ruled table (with its lines)."""

    x0: float
    y0: float
    x1: float
    y1: float
    fragment: Fragment | None = None
    lines: tuple[Line, ...] = ()


def lines_of(pages: list[Page]) -> list[list[Line]]:
    """The lines of each page in reading order; the lines of a ruled table stand together, cell by cell.

    A page whose second column has only a few lines takes the gutter of a page before or after it.
    """
    items = [
        [_Item(each.x0, each.y0, each.x1, each.y1, each) for each in page.fragments if each.cell is None]
        for page in pages
    ]
    gutters = [gutter for each in items if (gutter := _gutter(each)) is not None]
    usual = gutters[len(gutters) // 2] if gutters else None
    return [_page_lines(page, each, usual) for page, each in zip(pages, items, strict=True)]


def _page_lines(page: Page, items: list[_Item], usual: Gutter | None) -> list[Line]:
    found: list[Line] = []
    for column, group in enumerate(_flow([*items, *_tables(page)], 0, usual)):
        for line in _gathered(page, group):
            line.column = column
            found.append(line)
    return found


def _tables(page: Page) -> list[_Item]:
    inside = [fragment for fragment in page.fragments if fragment.cell is not None]
    items = []
    inside.sort(key=lambda fragment: fragment.cell or (0, 0, 0))
    for _, table in groupby(inside, key=lambda fragment: (fragment.cell or (0, 0, 0))[0]):
        lines: list[Line] = []
        for cell, members in groupby(table, key=lambda fragment: fragment.cell):
            own = [_Item(each.x0, each.y0, each.x1, each.y1, each) for each in members]
            for line in _gathered(page, own):
                line.cell, line.row = cell, False
                lines.append(line)
        items.append(
            _Item(
                min(line.x0 for line in lines),
                min(line.y0 for line in lines),
                max(line.x1 for line in lines),
                max(line.y1 for line in lines),
                None,
                tuple(lines),
            )
        )
    return items


# ---------------------------------------------------------------------- columns


def _flow(items: list[_Item], depth: int, usual: Gutter | None = None) -> list[list[_Item]]:
    """Groups of items in reading order: bands of columns, left before right, between spanning items."""
    gutter = _gutter(items) if depth < 3 else None
    if gutter is None and usual is not None and _is_free(items, usual):
        gutter = usual
    if gutter is None:
        return [items] if items else []
    left_edge, right_edge = gutter
    spanning = [item for item in items if item.x0 < left_edge and item.x1 > right_edge]
    spanning.sort(key=lambda item: -item.y1)
    rest = [item for item in items if not (item.x0 < left_edge and item.x1 > right_edge)]
    groups: list[list[_Item]] = []
    together: list[_Item] = []
    for index, item in enumerate([*spanning, None]):
        limit = float("-inf") if item is None else (item.y0 + item.y1) / 2
        band = [each for each in rest if (each.y0 + each.y1) / 2 >= limit]
        rest = [each for each in rest if (each.y0 + each.y1) / 2 < limit]
        if band:
            if together:
                groups.append(together)
                together = []
            centre = (left_edge + right_edge) / 2
            groups.extend(_flow([each for each in band if (each.x0 + each.x1) / 2 < centre], depth + 1))
            groups.extend(_flow([each for each in band if (each.x0 + each.x1) / 2 >= centre], depth + 1))
        if item is not None:
            together.append(spanning[index])
    return [*groups, together] if together else groups


def _is_free(items: list[_Item], gutter: Gutter) -> bool:
    """Whether ``gutter`` parts these items too: some on either side, few across."""
    crossing = sum(1 for item in items if item.x0 < gutter[0] and item.x1 > gutter[1])
    left = sum(1 for item in items if item.x1 <= gutter[0] + _BIN)
    right = sum(1 for item in items if item.x0 >= gutter[1] - _BIN)
    return (
        left > 0 and right > 0 and crossing + left + right == len(items) and crossing <= _SPANNING_AT_MOST * len(items)
    )


def _gutter(items: list[_Item]) -> Gutter | None:
    """The empty strip between two columns of running text, as (left edge, right edge)."""
    texts = [item for item in items if item.fragment is not None]
    if len(texts) < 2 * _LEAST_ROWS:
        return None
    low, high = min(item.x0 for item in texts), max(item.x1 for item in texts)
    width = high - low
    count = int(width / _BIN) + 1
    if not 50 < width < 20_000:
        return None
    changes = [0] * (count + 2)
    for item in texts:
        changes[int((item.x0 - low) / _BIN)] += 1
        changes[int((item.x1 - low) / _BIN) + 1] -= 1
    cover, running = [], 0
    for change in changes[:count]:
        running += change
        cover.append(running)
    inner = range(int(count * 0.2), int(count * 0.8))
    least = min((cover[index] for index in inner), default=len(texts))
    if least > _SPANNING_AT_MOST * len(texts):
        return None
    best: tuple[int, int] | None = None
    for empty, run in groupby(inner, key=lambda index: cover[index] == least):
        members = list(run)
        if empty and (best is None or len(members) > best[1] - best[0] + 1):
            best = (members[0], members[-1])
    if best is None:
        return None
    left_edge, right_edge = low + best[0] * _BIN, low + (best[1] + 1) * _BIN
    size = median(item.y1 - item.y0 for item in texts)
    if right_edge - left_edge < 0.8 * size:
        return None
    left = [item for item in texts if item.x1 <= left_edge + _BIN]
    right = [item for item in texts if item.x0 >= right_edge - _BIN]
    return (left_edge, right_edge) if _is_column(left) and _is_column(right) and _beside(left, right) else None


def _is_column(items: list[_Item]) -> bool:
    """Whether these look like running text: enough rows, long enough, most of them filling the width."""
    if len(items) < _LEAST_ROWS:
        return False
    lengths = [len(item.fragment.text) for item in items if item.fragment is not None]
    width = max(item.x1 for item in items) - min(item.x0 for item in items)
    return median(lengths) >= _LEAST_CHARACTERS and median(item.x1 - item.x0 for item in items) >= _FILLED * width


def _beside(left: list[_Item], right: list[_Item]) -> bool:
    top = min(max(item.y1 for item in left), max(item.y1 for item in right))
    bottom = max(min(item.y0 for item in left), min(item.y0 for item in right))
    shorter = min(max(item.y1 for item in side) - min(item.y0 for item in side) for side in (left, right))
    return top - bottom >= 0.5 * shorter


# ---------------------------------------------------------------------- lines


def _gathered(page: Page, items: list[_Item]) -> list[Line]:
    """Fragments that stand level become one line; tables stay whole at their height."""
    rows: list[list[_Item]] = []
    for item in sorted(items, key=lambda each: (-(each.y0 + each.y1), each.x0)):
        if rows and item.fragment is not None and _level(rows[-1], item):
            rows[-1].append(item)
        else:
            rows.append([item])
    found: list[Line] = []
    for row in rows:
        if row[0].fragment is None:
            found.extend(row[0].lines)
        else:
            found.append(_line(page, sorted(row, key=lambda each: each.x0)))
    return found


def _level(row: list[_Item], item: _Item) -> bool:
    tallest = max(row, key=lambda each: each.y1 - each.y0)
    if tallest.fragment is None:
        return False
    common = min(tallest.y1, item.y1) - max(tallest.y0, item.y0)
    return common > 0.5 * min(tallest.y1 - tallest.y0, item.y1 - item.y0)


def _wide_gap(row: list[_Item]) -> float:
    """The gap, in characters, that parts a row of a table. Recognised boxes reach beyond their
    characters, and running text is seldom recognised in three pieces."""
    if not row or row[0].fragment is None or row[0].fragment.look.font != SEEN:
        return _WIDE_GAP
    gaps = [(after.x0 - before.x1) / max(row[0].fragment.look.size, 1.0) for before, after in pairwise(row)]
    return 0.3 if len(gaps) > 1 and max(gaps) > _WIDE_GAP else _WIDE_GAP_SEEN


def weight(text: str) -> int:
    """How much a text says about the look of its line: digits and Latin are often in another font."""
    return len(text) + 1000 * sum(1 for character in text if not character.isascii())


def _line(page: Page, row: list[_Item]) -> Line:
    text, parted = "", False
    weak: list[tuple[int, float]] = []
    looks: dict[Look, int] = {}
    right = row[0].x0
    pieces = [item for item in row if item.fragment is not None]
    wide_gap = _wide_gap(pieces)
    for item in pieces:
        fragment = item.fragment
        if fragment is None:
            continue
        size = max(fragment.look.size, 1.0)
        gap = item.x0 - right
        if text and gap > wide_gap * size:
            text, parted = text + "\t", True
        elif text and gap > 0.2 * size and text[-1].isascii() and fragment.text[0].isascii():
            text += " "
        weak.extend((offset + len(text), confidence) for offset, confidence in fragment.weak)
        text += fragment.text
        looks[fragment.look] = looks.get(fragment.look, 0) + weight(fragment.text)
        right = item.x1
    x0, y0 = min(item.x0 for item in row), min(item.y0 for item in row)
    x1, y1 = max(item.x1 for item in row), max(item.y1 for item in row)
    look = max(sorted(looks), key=lambda each: looks[each])
    return Line(
        page.number, text.replace("\n", " "), x0, y0, x1, y1, look, page.box(x0, y0, x1, y1), parted, weak=tuple(weak)
    )
