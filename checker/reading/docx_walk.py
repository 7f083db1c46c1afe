"""One walk over a story of a .docx (body, footnote, header) in reading order.

Own walk, because a library's ``paragraph.text`` loses tracked insertions, content controls and
text boxes, and gives no way back to the run a character stands in. Recursion is bounded by the
depth libxml2 accepts (256).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker.model import BlockKind, Location
from checker.reading.docx_lines import Counts, Line, Piece
from checker.reading.docx_numbering import Numbering
from checker.reading.docx_package import Element
from checker.reading.docx_styles import Style, Styles, W, attribute, integer, on
from checker.reading.own_summary import summary_blocks

_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_V = "{urn:schemas-microsoft-com:vml}"
_SPACES = str.maketrans("\n\r\t", "   ")
_HEADING_AT_MOST = 100
_SYMBOLS = {"F0FE": "☑", "F052": "☑", "F0FD": "☒", "F0A8": "□", "F06F": "□", "F0A3": "□", "F0FC": "√", "F0B7": "·"}
_TOC_WORD = re.compile(r"\s*目\s*[录錄]\s*")
_CONTAINERS = frozenset(
    W + tag for tag in ("ins", "moveTo", "hyperlink", "smartTag", "customXml", "sdtContent", "bdo", "dir", "rubyBase")
)
_NEWLINE = Piece("\n", None, None, 0)


class Walk:
    """Walks stories one after another; list counters, table numbers and :class:`Counts` run on."""

    def __init__(self, styles: Styles, numbering: Numbering) -> None:
        self.styles = styles
        self.numbering = numbering
        self.counts = Counts()
        self._paragraphs = 0
        self._part = ""
        self._fields: list[list[str]] = []  # open fields: [code, "code" | "result"]
        self._use_fields = True
        self._pending: list[Piece] = []
        self._boxes: list[Element] = []
        self._hidden_style = False
        self._summary: frozenset[Element] = frozenset()
        self._here = Location()

    def story(
        self, root: Element, part: str, kind: BlockKind = "paragraph", where: Location | None = None
    ) -> list[Line]:
        """The lines of one story. ``where`` fixes the place of all of them (notes, headers)."""
        self._part, self._fields, self._pending = part, [], []
        self._use_fields = _fields_are_closed(root)
        self._summary = frozenset(summary_blocks(root))
        self.counts.summaries += bool(self._summary)
        lines = list(self._closed(root, kind, where))
        return _without_toc_word(lines) if self.counts.toc_lines else lines

    # ------------------------------------------------------------------ blocks

    def _closed(self, parent: Element, kind: BlockKind, where: Location | None) -> Iterator[Line]:
        """The blocks of a story, cell or box: text whose paragraph mark was deleted ends here at last."""
        yield from self._blocks(parent, kind, where)
        pieces, self._pending = self._pending, []
        if _has_text(pieces):
            self._paragraphs += where is None
            place = where or Location(paragraph=self._paragraphs)
            yield from self._lines(parent, pieces, kind, None, place)

    def _blocks(self, parent: Element, kind: BlockKind, where: Location | None) -> Iterator[Line]:
        for child in parent:
            tag = child.tag
            if child in self._summary:
                continue
            if tag == W + "p":
                yield from self._paragraph(child, kind, where)
            elif tag == W + "tbl":
                yield from self._table(child, kind, where)
            elif tag == W + "sdt":
                if _is_toc_control(child):
                    self.counts.toc_lines += sum(1 for _ in child.iter(W + "p"))
                    continue
                yield from self._blocks(child, kind, where)
            elif tag == _MC + "AlternateContent":
                chosen = _choice(child)
                if chosen is not None:
                    yield from self._blocks(chosen, kind, where)
            elif tag in {W + "altChunk", W + "subDoc"}:
                self.counts.embedded += 1
            elif tag in _CONTAINERS:
                yield from self._blocks(child, kind, where)

    def _table(self, table: Element, kind: BlockKind, where: Location | None) -> Iterator[Line]:
        self.counts.tables += 1
        index = self.counts.tables
        rows = list(_rows(table, W + "tr"))
        framed = len(rows) == 1 and len(list(_rows(rows[0], W + "tc"))) == 1
        for row_number, row in enumerate(rows, 1):
            if row.find(f"{W}trPr/{W}del") is not None:
                continue
            column = 1 + (integer(attribute(row.find(W + "trPr"), "gridBefore")) or 0)
            for cell in _rows(row, W + "tc"):
                properties = cell.find(W + "tcPr")
                place = Location(paragraph=where.paragraph if where else None, cell=(index, row_number, column))
                column += max(integer(attribute(properties, "gridSpan")) or 1, 1)
                if _is_continued(properties):
                    self.counts.merged_away += 1 if any(text.text for text in cell.iter(W + "t")) else 0
                    continue
                # a table of one cell is a frame around running text, not a table
                yield from self._closed(cell, kind if framed or kind != "paragraph" else "cell", place)

    def _paragraph(self, paragraph: Element, kind: BlockKind, where: Location | None) -> Iterator[Line]:
        properties = paragraph.find(W + "pPr")
        mark = None if properties is None else properties.find(W + "rPr")
        style = self.styles.paragraph(attribute(properties, "pStyle"))
        outer, self._boxes = self._boxes, []
        hidden_outer, self._hidden_style = self._hidden_style, style.hidden
        toc_before = self._in_toc()
        self._here = where or Location(paragraph=self._paragraphs + 1)
        pieces = self._pending + list(self._inline(paragraph))
        self._pending = []
        self._hidden_style = hidden_outer
        boxes, self._boxes = self._boxes, outer
        if mark is not None and mark.find(W + "del") is not None:
            self._pending = [*pieces]  # the paragraph mark was deleted: its text runs on into the next one
        elif style.is_toc or (toc_before and not _has_text(pieces)):
            self.counts.toc_lines += 1
        elif not (on(mark, "vanish") and not _has_text(pieces)):
            label = self.numbering.label(properties, style)
            if _has_text(pieces):
                if where is None:
                    self._paragraphs += 1
                place = where or Location(paragraph=self._paragraphs)
                bullet = label is not None and label.bullet
                prefix = label.text.translate(_SPACES) if label is not None else ""
                level = self._level(properties, style, pieces)
                if kind == "paragraph":
                    own = _kind(style, level, bullet)
                else:
                    own, level = kind, None
                yield from self._lines(paragraph, pieces, own, level, place, prefix=prefix)
        here = where or Location(paragraph=max(self._paragraphs, 1))
        for box in boxes:
            saved, self._pending = self._pending, []
            yield from self._closed(box, "textbox" if kind in {"paragraph", "textbox"} else kind, here)
            self._pending = saved

    def _level(self, properties: Element | None, style: Style, pieces: list[Piece]) -> int | None:
        """The outline level from 1; long paragraphs in a heading style are body text by mistake."""
        if sum(len(piece.text) for piece in pieces) > _HEADING_AT_MOST:
            return None
        own = integer(attribute(properties, "outlineLvl"))
        if own is not None:
            return own + 1 if 0 <= own < 9 else None
        return style.outline

    def _lines(
        self,
        paragraph: Element,
        pieces: list[Piece],
        kind: BlockKind,
        level: int | None,
        where: Location,
        *,
        prefix: str = "",
    ) -> Iterator[Line]:
        line = Line(paragraph, self._part, kind=kind, level=level, location=where, restored=len(prefix))
        if prefix:
            line.pieces.append(Piece(prefix, None, None, 0))
        for piece in pieces:
            if piece.text != "\n":
                line.pieces.append(piece)
            elif _has_text(line.pieces[bool(line.restored) :]):
                yield line
                line = Line(paragraph, self._part, kind=kind, level=level, location=where)
        if _has_text(line.pieces[bool(line.restored) :]):
            yield line

    # ------------------------------------------------------------------ characters

    def _inline(self, parent: Element) -> Iterator[Piece]:
        for child in parent:
            tag = child.tag
            if tag == W + "r":
                yield from self._run(child)
            elif tag in _CONTAINERS:
                yield from self._inline(child)
            elif tag == W + "sdt":
                if not _is_toc_control(child) and child.find(f"{W}sdtPr/{W}showingPlcHdr") is None:
                    yield from self._inline(child)
            elif tag == W + "fldSimple":
                if not _is_toc_code(child.get(W + "instr") or ""):
                    yield from self._inline(child)
            elif tag == _MC + "AlternateContent":
                chosen = _choice(child)
                if chosen is not None:
                    yield from self._inline(chosen)
            elif isinstance(tag, str) and tag.startswith(_M):
                for text in child.iter(_M + "t"):
                    yield Piece((text.text or "").translate(_SPACES), text.getparent(), text, 0)

    def _run(self, run: Element) -> Iterator[Piece]:
        properties = run.find(W + "rPr")
        own = on(properties, "vanish")
        if own is None:
            named = attribute(properties, "rStyle")
            own = (self.styles.get(named).hidden if named else False) or self._hidden_style
        for child in run:
            for piece in self._run_child(run, child):
                if own and piece.text.strip():
                    self.counts.hidden += len(piece.text)
                elif not own and not self._silent():
                    yield piece

    def _run_child(self, run: Element, child: Element) -> Iterator[Piece]:
        tag = child.tag
        if tag == W + "t":
            text = child.text or ""
            if text:
                yield Piece(text.translate(_SPACES), run, child, 0)
        elif tag in {W + "tab", W + "ptab"}:
            yield Piece("\t", run, child, 0)
        elif tag in {W + "br", W + "cr"}:
            yield _NEWLINE
        elif tag == W + "noBreakHyphen":
            yield Piece("-", run, child, 0)
        elif tag == W + "sym":
            sign = _symbol(child)
            if sign:
                yield Piece(sign, run, child, 0)
        elif tag == W + "fldChar":
            self._field(child.get(W + "fldCharType"))
        elif tag == W + "instrText":
            if self._fields:
                self._fields[-1][0] += child.text or ""
        elif tag in {W + "footnoteReference", W + "endnoteReference"}:
            kind = "footnote" if tag == W + "footnoteReference" else "endnote"
            self.counts.notes.append((kind, child.get(W + "id") or "", self._here))
        elif tag == _MC + "AlternateContent":
            chosen = _choice(child)
            for inner in [] if chosen is None else chosen:
                yield from self._run_child(run, inner)
        elif tag in {W + "drawing", W + "pict", W + "object"}:
            self._drawing(child)
        elif tag in _CONTAINERS or tag == W + "ruby":
            yield from self._inline(child)

    def _drawing(self, drawing: Element) -> None:
        boxes = [box for box in drawing.iter(W + "txbxContent") if _nearest(box, drawing)]
        self._boxes.extend(boxes)
        if not boxes:
            pictures = sum(1 for _ in drawing.iter(_A + "blip")) or sum(1 for _ in drawing.iter(_V + "imagedata"))
            self.counts.images += pictures

    def _field(self, kind: str | None) -> None:
        if not self._use_fields:
            return
        if kind == "begin":
            self._fields.append(["", "code"])
        elif kind == "separate" and self._fields:
            self._fields[-1][1] = "result"
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _silent(self) -> bool:
        return any(state == "code" or _is_toc_code(code) for code, state in self._fields)

    def _in_toc(self) -> bool:
        return any(_is_toc_code(code) for code, _ in self._fields)


def _kind(style: Style, level: int | None, bullet: bool) -> BlockKind:
    if level is not None or style.is_title:
        return "heading"
    if style.is_caption:
        return "caption"
    # a number is text of its paragraph; only a bullet makes an item of an unnumbered list
    return "list-item" if bullet else "paragraph"


def _has_text(pieces: list[Piece]) -> bool:
    return any(piece.text and not piece.text.isspace() for piece in pieces)


def _rows(parent: Element, tag: str) -> Iterator[Element]:
    """Rows of a table or cells of a row, also those wrapped in content controls or insertions."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag == W + "sdt" or child.tag in _CONTAINERS:
            yield from _rows(child, tag)


def _is_continued(properties: Element | None) -> bool:
    """Whether a cell is covered by the merged cell above or before it."""
    for tag in ("vMerge", "hMerge"):
        merge = None if properties is None else properties.find(W + tag)
        if merge is not None and merge.get(W + "val", "continue") == "continue":
            return True
    return False


def _is_toc_control(control: Element) -> bool:
    gallery = control.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
    return gallery is not None and "Table of Contents" in (gallery.get(W + "val") or "")


def _is_toc_code(code: str) -> bool:
    return code.lstrip().upper().startswith("TOC")


def _fields_are_closed(root: Element) -> bool:
    """Whether every field that begins also ends: one that does not would swallow the rest of the report."""
    depth = 0
    for mark in root.iter(W + "fldChar"):
        if any(parent.tag in {W + "del", W + "moveFrom"} for parent in mark.iterancestors()):
            continue
        depth += {"begin": 1, "end": -1}.get(mark.get(W + "fldCharType") or "", 0)
        if depth < 0:
            return False
    return depth == 0


def _choice(alternatives: Element) -> Element | None:
    """One rendering of the same thing: the first choice, else the fallback."""
    found = alternatives.find(_MC + "Choice")
    return found if found is not None else alternatives.find(_MC + "Fallback")


def _nearest(box: Element, drawing: Element) -> bool:
    """Whether ``box`` belongs to ``drawing`` itself: not in a box of it, not a second rendering."""
    parent = box.getparent()
    while parent is not None and parent is not drawing:
        if parent.tag in {W + "txbxContent", _MC + "Fallback"}:
            return False
        parent = parent.getparent()
    return True


def _symbol(element: Element) -> str:
    code = (element.get(W + "char") or "").upper()
    if code in _SYMBOLS:
        return _SYMBOLS[code]
    try:
        point = int(code, 16)
    except ValueError:
        return ""
    is_text = 0x20 <= point < 0xD800 or 0xF900 <= point < 0xFFFE
    return chr(point) if is_text else ""


def _without_toc_word(lines: list[Line]) -> list[Line]:
    """The word 目录 above a table of contents that was left out goes with it."""
    return [line for line in lines if not _TOC_WORD.fullmatch(line.text)]
