"""Lines become paragraphs: by indent, by how far the line before reached, by distance and by look.

Chinese body text is justified and begins its paragraphs two characters in. So where the document
indents, an indent decides; where it does not, a line that ends early does.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from checker.model import BlockKind
from checker.reading.pdf_furniture import body_look
from checker.reading.pdf_lines import Line, Look

_INDENT = 1.2
_PUSHED = 3.3
_HEADING_AT_MOST = 50
_ENDS = frozenset("。！？：；")
_NUMBERED = re.compile(
    r"第?[一二三四五六七八九十]{1,3}[、章节]|[（(][一二三四五六七八九十]{1,3}[）)]|\d{1,2}[.．、](?!\d)|[特专]此报告"
)
_NOTE_MARKS = frozenset("①②③④⑤⑥⑦⑧⑨⑩*＊※[［1234567890")


@dataclass(slots=True)
class Part:
    """A paragraph, heading, cell or note, with its lines in order."""

    lines: list[Line]
    kind: BlockKind = "paragraph"
    level: int | None = None
    weak: list[tuple[int, float]] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The lines joined: without a space between Chinese, with one between Latin words.

        Sets ``weak`` and ``starts`` (where each line begins) to places in this text.
        """
        text = ""
        self.weak.clear()
        self.starts.clear()
        for line in self.lines:
            own = line.text.rstrip() if line is not self.lines[-1] else line.text
            own = own.lstrip(" ") if text else own
            cut = len(line.text) - len(line.text.lstrip(" ")) if text else 0
            if text and text[-1].isascii() and own[:1].isascii() and text[-1].isalnum() and own[:1].isalpha():
                text += " "
            self.starts.append(len(text))
            self.weak.extend((len(text) + offset - cut, confidence) for offset, confidence in line.weak)
            text += own
        return text


@dataclass(frozen=True, slots=True)
class _Margins:
    left: float
    right: float


def paragraphs(lines: list[Line]) -> list[Part]:
    """Parts in reading order. ``lines`` are those of all pages without furniture."""
    body = body_look(lines)
    margins = _margins(lines, body)
    indented = _is_indented(lines, margins, body)
    pitch = _pitch(lines, body)
    parts: list[Part] = []
    notes: list[Part] = []
    cells: dict[tuple[int, int, int], Part] = {}
    before: Line | None = None
    for line in lines:
        if before is not None and line.page != before.page:
            _put_notes(parts, notes)
        if line.cell is not None:
            if line.cell in cells:  # also the rest of a row that the page's end cut
                cells[line.cell].lines.append(line)
            else:
                parts.append(Part([line], "cell"))
                cells[line.cell] = parts[-1]
        elif _is_note(line, before, notes, body):
            if notes and line.text[0] not in _NOTE_MARKS:
                notes[-1].lines.append(line)
            else:
                notes.append(Part([line], "footnote"))
            continue
        elif before is None or _begins(line, before, len(parts[-1].lines) == 1, margins, body, indented, pitch):
            parts.append(Part([line]))
        else:
            parts[-1].lines.append(line)
        before = line
    parts.extend(notes)
    _headings(parts, body)
    return parts


def _put_notes(parts: list[Part], notes: list[Part]) -> None:
    """At the end of a page its notes go before the paragraph that may run on over the page's end."""
    if notes and parts:
        parts[-1:] = [*notes, parts[-1]]
        notes.clear()


def _is_note(line: Line, before: Line | None, notes: list[Part], body: Look) -> bool:
    if line.look.size > 0.85 * body.size or line.row or before is None or before.page != line.page:
        return False
    if notes and notes[-1].lines[-1].page == line.page:
        return True
    return line.text[:1] in _NOTE_MARKS and before.look.size >= 0.9 * body.size and line.y1 < before.y0


def _margins(lines: list[Line], body: Look) -> dict[tuple[int, int], _Margins]:
    """Left and right edge of the running text for each column of each page.

    A page whose few lines are all indented borrows the edges of the document, unless its right edge
    is moved as well: then its margins are mirrored.
    """
    groups: dict[tuple[int, int], list[Line]] = {}
    for line in lines:
        if line.cell is None and not line.row and abs(line.look.size - body.size) <= 0.15 * body.size:
            groups.setdefault((line.page, line.column), []).append(line)
    own: dict[tuple[int, int], _Margins] = {}
    for key, members in groups.items():
        lefts = sorted(line.x0 for line in members)
        rights = sorted(line.x1 for line in members)
        own[key] = _Margins(lefts[len(lefts) // 20], rights[-1 - len(rights) // 20])
    long = {key: edges for key, edges in own.items() if len(groups[key]) >= 4}
    found: dict[tuple[int, int], _Margins] = {}
    for key, measured in own.items():
        edges = measured
        alike = [other for other in long.values() if abs(other.right - edges.right) < 6 * body.size] or [edges]
        left, right = median(each.left for each in alike), median(each.right for each in alike)
        moved = abs((edges.right - right) - (edges.left - left)) < 0.5 * body.size
        if edges.left > left + 0.8 * body.size and not moved:
            edges = _Margins(left, edges.right)
        if edges.right < right - body.size and not moved:
            edges = _Margins(edges.left, right)
        found[key] = edges
    for line in lines:  # a column of other sizes only, such as a title over two columns
        key = (line.page, line.column)
        if key not in found:
            page = [edges for (number, _), edges in own.items() if number == line.page]
            found[key] = _Margins(
                min([line.x0, *(edges.left for edges in page)]), max([line.x1, *(edges.right for edges in page)])
            )
    return found


def _is_indented(lines: list[Line], margins: dict[tuple[int, int], _Margins], body: Look) -> bool:
    """Whether paragraphs of this document begin indented: two in ten lines or more do."""
    offsets = [
        (line.x0 - margins[line.page, line.column].left) / max(body.size, 1.0)
        for line in lines
        if line.look == body and line.cell is None
    ]
    indents = sum(1 for offset in offsets if _INDENT < offset < 4.5)
    return indents >= max(2, 0.1 * len(offsets))


def _pitch(lines: list[Line], body: Look) -> float:
    """The usual distance between two lines of body text, in points."""
    gaps = [
        before.y0 - after.y0
        for before, after in pairwise(lines)
        if before.page == after.page and before.look.size == after.look.size == body.size and before.y0 > after.y0
    ]
    return median(gaps) if gaps else 1.5 * body.size


def _begins(
    line: Line,
    before: Line,
    first: bool,
    margins: dict[tuple[int, int], _Margins],
    body: Look,
    indented: bool,
    pitch: float,
) -> bool:
    """Whether ``line`` begins a paragraph; ``first`` says that ``before`` began one."""
    if before.cell is not None or line.row or before.row:
        return True
    if abs(line.look.size - before.look.size) > 0.1 * max(line.look.size, before.look.size):
        return True
    size = max(line.look.size, 1.0)
    here, there = margins[line.page, line.column], margins[before.page, before.column]
    if line.look.bold != before.look.bold and min(len(line.text), len(before.text)) > 3:
        return True
    if not 0.8 < (here.right - here.left) / max(there.right - there.left, 1.0) < 1.25:
        return True  # from a column into running text across the page, or back
    apart = before.y0 - line.y0
    if _is_title_wrap(line, before, there, body, apart):
        return False
    if before.page == line.page and before.column == line.column and apart > 1.6 * pitch:
        return True
    if (line.x0 - here.left) / size > _INDENT:
        return True
    if first and (before.x0 - there.left) / size > _PUSHED:
        return True  # a centred line or a signature at the right, and then the margin again
    if not indented and before.text[-1] in _ENDS and _NUMBERED.match(line.text):
        return True
    short = there.right - before.x1
    return short > (8.0 if indented else 2.5) * size


def _is_title_wrap(line: Line, before: Line, margins: _Margins, body: Look, apart: float) -> bool:
    """Whether a centred title in large type runs on: its line before was nearly as wide as the column."""
    middle = (margins.left + margins.right) / 2
    centred = all(abs((each.x0 + each.x1) / 2 - middle) < body.size for each in (line, before))
    large = line.look == before.look and line.look.size > 1.15 * body.size
    wide = before.x1 - before.x0 > 0.7 * (margins.right - margins.left)
    return centred and large and wide and line.page == before.page and 0 < apart < 2.2 * line.look.size


def _headings(parts: list[Part], body: Look) -> None:
    """Short paragraphs that look stronger than the body are headings; looks rank by size, then by
    first appearance. The largest look on top of the first page is the title and has no level."""
    ranks: list[Look] = []
    found: list[tuple[Part, Look]] = []
    for part in parts:
        look = _uniform(part)
        if part.kind == "paragraph" and look is not None and _is_stronger(look, body):
            text = part.text.strip()
            if 1 < len(text) <= _HEADING_AT_MOST and text[-1] not in "。；，,;：:" and not part.lines[0].row:
                found.append((part, look))
                if look not in ranks:
                    ranks.append(look)
    title = found[0][1] if found and parts.index(found[0][0]) <= 3 and found[0][0].lines[0].page == 1 else None
    if title is not None and any(look.size >= title.size for look in ranks if look != title):
        title = None
    ranks = sorted((look for look in ranks if look != title), key=lambda look: -look.size)
    for part, look in found:
        part.kind = "heading"
        part.level = ranks.index(look) + 1 if look in ranks else None


def _uniform(part: Part) -> Look | None:
    looks = {line.look for line in part.lines}
    return next(iter(looks)) if len(looks) == 1 else None


def _is_stronger(look: Look, body: Look) -> bool:
    if look.size > 1.08 * body.size:
        return True
    other_font = look.font not in {body.font, ""}
    return look.size >= 0.97 * body.size and ((look.bold and not body.bold) or other_font)
