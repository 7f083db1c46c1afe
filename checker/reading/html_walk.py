"""A parsed page as lines: block elements and ``<br>`` break them, inline elements never do."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from checker.errors import LimitError
from checker.model import BlockKind
from checker.reading.limits import Limits

Node = Any
"""A node of selectolax's tree; the library's stubs do not type traversal."""

DROPPED = frozenset({
    "script", "style", "noscript", "template", "svg", "iframe", "object", "select", "option", "button", "input",
    "textarea", "head", "title", "audio", "video", "canvas", "map",
})  # fmt: skip
_INLINE = frozenset({
    "a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "del", "dfn", "em", "font", "i", "ins", "kbd", "label",
    "mark", "q", "s", "small", "span", "strike", "strong", "sub", "sup", "tt", "u", "var", "wbr", "o:p", "st1:chsdate",
    "img", "ruby", "rb", "rt", "time", "nobr", "acronym", "data",
})  # fmt: skip
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_WHITE = re.compile(r"[ \t\n\r\f]+")
_FURNITURE = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|menu|breadcrumbs?|crumbs?|location|weizhi|position|dqwz|share\w*|bdshare\w*|bdsharebuttonbox"
    r"|jiathis\w*|social|print\w*|toolbar|tools?|copyright|footer|foot|sidebar|side|related\w*|xgxx|xgwd|xgwj|xgbd|xiangguan\w*"
    r"|recommend\w*|hot|prev\w*|next\w*|pager|pagination|turn\w*|qrcode|qr|ewm|erweima|friend\w*|links?|comments?|login|search"
    r"|header|top|topbar|banner|fontsize|zihao|subtools)(?:$|[\s_-])",
    re.IGNORECASE,
)
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_LONG_CELL = 300
_ARTICLE = 60
_MOST_SPAN = 200
_MOST_TAKEN = 100_000


@dataclass(slots=True)
class HtmlLine:
    """One line of the page: ``text`` with its kind, the zone it stands in, and its table cell."""

    text: str
    kind: BlockKind
    level: int | None
    zone: str
    cell: tuple[int, int, int] | None
    titled: bool
    start: int = 0


@dataclass(slots=True)
class _State:
    """What holds for everything inside the element that is being read."""

    zone: str
    kind: BlockKind = "paragraph"
    level: int | None = None
    cell: tuple[int, int, int] | None = None
    titled: bool = False
    preserved: bool = False


@dataclass(slots=True)
class _Grid:
    """A table being read: its number (0: it only lays out the page), the row, the places taken by spans."""

    number: int = 0
    row: int = 0
    column: int = 0
    taken: set[tuple[int, int]] = field(default_factory=set)

    def put(self, columns: int, rows: int) -> tuple[int, int, int]:
        """The place of the next cell of the row, as the browser draws it: spans from above push it on."""
        column = self.column + 1
        while (self.row, column) in self.taken:
            column += 1
        self.column = column + columns - 1
        for below in range(1, rows if len(self.taken) < _MOST_TAKEN else 1):
            self.taken.update((self.row + below, column + beside) for beside in range(columns))
        return self.number, self.row, column


@dataclass(slots=True)
class Walk:
    """Lines of a page in reading order. Zones: ``main``, ``before``, ``after``, ``aside``, ``hidden``."""

    main: int
    weigh: dict[int, int]
    total: int
    limits: Limits
    source: str
    lines: list[HtmlLine] = field(default_factory=list)
    tables: int = 0
    images: int = 0
    _buffer: list[str] = field(default_factory=list)
    _grids: list[_Grid] = field(default_factory=list)
    _passed: bool = False

    def run(self, root: Node) -> None:
        """Read ``root`` and everything in it, without recursion."""
        stack: list[tuple[Node, _State, bool]] = [(root, _State("before"), False)]
        while stack:
            node, state, leaving = stack.pop()
            if leaving:
                self._leave(node, state)
                continue
            if len(stack) > 4 * self.limits.max_nesting + 100_000:
                raise LimitError(self.source, "网页结构过于复杂", "请另存为 docx 或 txt 后再检查")
            if node.is_text_node:
                self._text(node, state)
                continue
            if not node.is_element_node or node.tag in DROPPED:
                continue
            inner = self._enter(node, state)
            stack.append((node, inner, True))
            children: list[Node] = []
            child = node.child
            while child is not None:
                children.append(child)
                child = child.next
            stack += [(child, inner, False) for child in reversed(children)]
        self._flush(_State("after" if self._passed else "before"))

    def _enter(self, node: Node, state: _State) -> _State:
        tag = node.tag
        if tag == "br":
            self._flush(state)
            return state
        if tag == "img" and state.zone == "main":
            self.images += 1
        inner = _State(self._zone(node, state), state.kind, state.level, state.cell, state.titled, state.preserved)
        if tag in _INLINE:
            return inner
        self._flush(state)
        names = f"{node.attributes.get('class') or ''} {node.attributes.get('id') or ''}"
        inner.titled = state.titled or tag == "h1" or "title" in names.lower() or "bt" in names.lower().split()
        inner.preserved = state.preserved or tag == "pre"
        if tag in _HEADINGS:
            inner.kind, inner.level = "heading", _HEADINGS[tag]
        elif tag == "li" and state.kind == "paragraph":
            inner.kind = "list-item"
        elif tag in {"caption", "figcaption"}:
            inner.kind = "caption"
        elif tag == "table":
            self._grids.append(_Grid())
            if inner.zone == "main" and _is_data(node):
                self.tables += 1
                self._grids[-1].number = self.tables
        elif tag == "tr" and self._grids:
            self._grids[-1].row += 1
            self._grids[-1].column = 0
        elif tag in {"td", "th"} and self._grids:
            place = self._grids[-1].put(_span(node, "colspan"), _span(node, "rowspan"))
            if place[0]:
                inner.kind, inner.cell = "cell", place
        return inner

    def _zone(self, node: Node, state: _State) -> str:
        if node.mem_id == self.main:
            self._flush(state)
            self._passed = True
            return "main"
        if _HIDDEN.search(node.attributes.get("style") or "") and self._share(node) < 0.5:
            return "hidden"
        if state.zone in {"aside", "hidden"}:
            return state.zone
        if node.tag in {"nav", "footer", "aside"} and self._share(node) < 0.3:
            return "aside"
        names = f"{node.attributes.get('class') or ''} {node.attributes.get('id') or ''}".strip()
        if names and self._share(node) < 0.1 and _FURNITURE.search(names) and node.tag not in {"html", "body", "h1"}:
            return "aside" if state.zone == "main" else state.zone
        return "after" if state.zone == "before" and self._passed else state.zone

    def _share(self, node: Node) -> float:
        return self.weigh.get(node.mem_id, 0) / max(self.total, 1)

    def _leave(self, node: Node, state: _State) -> None:
        if node.tag in _INLINE or node.tag == "br":
            return
        self._flush(state)
        if node.tag == "table" and self._grids:
            self._grids.pop()

    def _text(self, node: Node, state: _State) -> None:
        text = node.text_content or ""
        zone = "after" if state.zone == "before" and self._passed else state.zone
        if not state.preserved:
            self._buffer.append(_WHITE.sub(" ", text))
            return
        for index, line in enumerate(text.split("\n")):
            if index:
                self._flush(_State(zone, state.kind, state.level, state.cell, state.titled))
            self._buffer.append(line)

    def _flush(self, state: _State) -> None:
        if not self._buffer:
            return
        text = _WHITE.sub(" ", "".join(self._buffer)).strip(" ")
        self._buffer.clear()
        if text.strip("\xa0\u3000 \u200b\ufeff"):
            zone = "after" if state.zone == "before" and self._passed else state.zone
            self.lines.append(HtmlLine(text, state.kind, state.level, zone, state.cell, state.titled))


def _is_data(table: Node) -> bool:
    """False for tables that only lay out the page: with a table or a whole article in a cell."""
    if table.css_first("table table, td h1, td div div") is not None:
        return False
    # a head cell set upright has a paragraph for each character
    if any(_is_article(cell) for cell in table.css("td") if cell.css_first("p + p + p") is not None):
        return False
    cells = table.css("td, th")
    if len(cells) < 2:
        return False
    return max(len(cell.text(deep=True)) for cell in cells) <= _LONG_CELL


def _is_article(cell: Node) -> bool:
    return len(_WHITE.sub("", cell.text(deep=True))) > _ARTICLE


def _span(cell: Node, name: str) -> int:
    """How many columns or rows a cell takes; a value that is no number is one."""
    value = (cell.attributes.get(name) or "").strip()
    return min(max(int(value[:4]), 1), _MOST_SPAN) if value.isascii() and value.isdigit() else 1
