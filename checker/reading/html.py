"""Web pages: the report's own text as blocks, the rest of the page set aside, its facts as metadata."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence

from checker.errors import LimitError, UnreadableError
from checker.model import Block, Document, Ledger, Location, Metadatum, Setaside
from checker.reading.charset import Decoded, decode
from checker.reading.html_main import find_main, weigh
from checker.reading.html_walk import HtmlLine, Node, Walk
from checker.reading.labels import canonical, facts_in
from checker.reading.limits import Limits
from checker.reading.plain import require_text

_DECLARED = re.compile(rb"""(?i)<meta[^>]{0,200}charset\s*=\s*["']?\s*([a-z0-9_\-]+)""")
_XML_DECLARED = re.compile(rb"""(?i)^\s*<\?xml[^>]{0,100}encoding\s*=\s*["']([a-z0-9_\-]+)""")
_TAG = re.compile(r"<(?:(!--)|(/?)([a-zA-Z][a-zA-Z0-9:-]*)(?:[^<>]{0,2000}?(/)>)?)")
# drawings close their elements in place; elsewhere a page's parser ignores the slash
_DRAWN = frozenset({"path", "rect", "circle", "line", "polyline", "polygon", "ellipse", "use", "stop", "g", "image"})
# elements that never hold others, or whose end tag may be left out
_FLAT = frozenset({
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
    "p", "li", "td", "th", "tr", "dd", "dt", "option", "tbody", "thead", "tfoot", "colgroup", "html", "head", "body",
    "rt", "rp",
})  # fmt: skip
_REASONS = {
    "before": "正文之前的网页内容",
    "after": "正文之后的网页内容",
    "aside": "正文区域内的导航、分享等网页内容",
    "hidden": "网页中不显示的内容",
}
_META_NAMES = {"pubdate": "发布日期", "contentsource": "来源", "articletitle": "名称", "author": "作者"}
_TITLE = re.compile(r"(?:报告|总结|情况|汇报|年报|公开)(?:[（(][^（）()]{1,20}[）)])?$")
_BRIEF = re.compile(r"[\s\u3000\xa0]+")


def read_html(data: bytes, name: str, limits: Limits) -> Document:
    """Read a web page. ``raw`` is all its visible text; only the report's part of it is in ``blocks``.

    Paragraphs are counted over the blocks. The page's furniture is in ``ledger.set_aside``.
    """
    decoded, notes = _decoded(data, name)
    _require_depth(decoded.text, name, limits)
    from selectolax.lexbor import LexborHTMLParser

    tree = LexborHTMLParser(decoded.text)
    body = tree.body or tree.root
    if body is None:
        raise UnreadableError(name, "网页里没有内容", "请重新保存网页后再检查")
    weights = weigh(body)
    main = find_main(body, weights)
    walk = Walk(main.mem_id, weights, weights.get(main.mem_id, 0), limits, name)
    walk.run(body)
    raw = _place(walk.lines)
    require_text(raw, name, limits)
    metadata, page_title = _meta(tree)
    kept = _kept(walk.lines, page_title)
    blocks = _blocks(walk.lines, kept)
    if not blocks:
        raise UnreadableError(name, "网页里没有找到正文", "请打开网页复制正文，另存为 txt 或 docx 后再检查")
    outside = [line for index, line in enumerate(walk.lines) if index not in kept and line.zone != "hidden"]
    metadata += [
        Metadatum(fact.name, fact.value, fact.start, fact.end)
        for fact in facts_in([(line.start, line.text) for line in outside])
    ]
    asides = [
        Setaside(line.start, line.start + len(line.text), _REASONS.get(line.zone, _REASONS["aside"]))
        for index, line in enumerate(walk.lines)
        if index not in kept
    ]
    return Document(
        source=name,
        sha256=hashlib.sha256(data).hexdigest(),
        format="html",
        raw=raw,
        blocks=tuple(blocks),
        encoding=decoded.encoding,
        metadata=tuple(dict.fromkeys(metadata)),
        ledger=Ledger(
            characters=len(raw),
            characters_kept=sum(block.end - block.start for block in blocks),
            tables=walk.tables,
            images=walk.images,
            set_aside=tuple(asides),
            notes=notes,
        ),
    )


def _decoded(data: bytes, name: str) -> tuple[Decoded, tuple[str, ...]]:
    """The page and what is to be noted of its encoding: also from a page saved as one file (mht)."""
    page, declared = data, None
    if b"multipart/related" in data[:4096].lower():
        page = _first_page(data) or data
    if match := _DECLARED.search(page[:8192]) or _XML_DECLARED.search(page[:200]):
        declared = match[1].decode("ascii")
    decoded = decode(page, name, declared)
    notes = decoded.notes
    if declared and not _same(declared, decoded.encoding):
        notes = (*notes, f"网页声明的编码是 {declared}，实际是 {decoded.encoding}，已按实际编码读取")
    return decoded, notes


def _same(declared: str, encoding: str) -> bool:
    known = {"gb2312": "gb18030", "gbk": "gb18030", "utf8": "utf-8", "big5-hkscs": "big5", "utf-16le": "utf-16"}
    return known.get(declared.lower(), declared.lower()) == encoding


def _first_page(data: bytes) -> bytes | None:
    import email

    for part in email.message_from_bytes(data).walk():
        if part.get_content_type() == "text/html":
            payload = part.get_payload(decode=True)
            return payload if isinstance(payload, bytes) else None
    return None


def _require_depth(text: str, name: str, limits: Limits) -> None:
    """Stop before the parser does: its time grows with the square of the nesting."""
    depth = at = 0
    while match := _TAG.search(text, at):
        at = match.end()
        comment, closing, tag, closed = match.groups()
        tag = (tag or "").lower()
        if comment or (tag in {"script", "style"} and not closing):
            at = text.find("-->" if comment else f"</{tag}", at)
            if at < 0:
                return
            continue
        if tag in _FLAT or (closed and tag in _DRAWN):
            continue
        depth = max(depth - 1, 0) if closing else depth + 1
        if depth > limits.max_nesting:
            what = f"网页元素嵌套超过 {limits.max_nesting} 层"
            raise LimitError(name, what, "请核对文件来源，或复制正文另存为 txt 后再检查")


def _place(lines: Sequence[HtmlLine]) -> str:
    """``raw``: all lines, each with its start written into it."""
    size = 0
    for line in lines:
        line.start = size
        size += len(line.text) + 1
    return "\n".join(line.text for line in lines)


def _meta(tree: Node) -> tuple[list[Metadatum], str]:
    """(facts of the ``<meta>`` elements, the page's title)."""
    facts: list[Metadatum] = []
    for node in tree.css("meta[name][content]"):
        spelled = (node.attributes.get("name") or "").strip()
        value = (node.attributes.get("content") or "").strip()
        name = _META_NAMES.get(spelled.lower()) or canonical(spelled)
        if name and value and len(value) <= 200 and spelled.lower() != "description":
            facts.append(Metadatum(name, value))
    element = tree.css_first("head > title") or tree.css_first("title")
    title = _BRIEF.sub("", element.text() if element is not None else "")
    if title:
        facts.append(Metadatum("页面标题", (element.text() if element is not None else "").strip()))
    stated = next((fact.value for fact in facts if fact.name == "名称"), "")
    return facts, title + "\n" + _BRIEF.sub("", stated)


def _kept(lines: Sequence[HtmlLine], page_title: str) -> frozenset[int]:
    """Indexes of the lines that are the report: the main part, and the page's headline above it."""
    main = [index for index, line in enumerate(lines) if line.zone == "main"]
    if not main:
        return frozenset()
    above = [index for index in range(main[0]) if lines[index].zone == "before" and _is_title(lines[index], page_title)]
    # the headline is the nearest one above; further up the same words stand in the breadcrumb
    return frozenset((*main, *above[-1:]))


def _is_title(line: HtmlLine, page_title: str) -> bool:
    text = _BRIEF.sub("", line.text)
    if not 6 <= len(text) <= 100 or ">" in text or "：" in text[:5]:
        return False
    return (line.titled or text in page_title) and (_TITLE.search(text) is not None or text in page_title)


def _blocks(lines: Sequence[HtmlLine], kept: frozenset[int]) -> list[Block]:
    headlines = sum(line.level == 1 for index, line in enumerate(lines) if index in kept)
    blocks: list[Block] = []
    for index in sorted(kept):
        line = lines[index]
        kind, level = line.kind, line.level
        if level == 1 and headlines == 1:
            # the only <h1> is the title, no part of the text
            kind, level = "paragraph", None
        location = Location(paragraph=len(blocks) + 1, cell=line.cell)
        blocks.append(Block(line.start, line.start + len(line.text), kind, level, location))
    return blocks
