"""Where on a page the report stands: known containers first, else where the prose is dense."""

from __future__ import annotations

import re

from checker.reading.html_walk import DROPPED, Node

# containers of the content systems that government sites run on, and of common portals
SELECTORS = (
    "#UCAP-CONTENT", ".trs_editor_view", ".TRS_UEDITOR", ".TRS_Editor", ".trs_paper_default", "#zoom", "#Zoom",
    "#fontzoom", ".pages_content", ".bt-content", ".article-content", ".article_content", "#articleContent",
    "#article_content", ".xxgk_content", ".zwgk_content", ".wzcon", "#vsb_content", ".v_news_content",
    ".wp_articlecontent", "#js_content", ".news_content", ".newscontent", "#NewsContent", "#ContentRegion",
    ".Custom_UnionStyle", ".text-content", ".detail-content", ".info-content", "[itemprop=articleBody]", "article",
)  # fmt: skip
# no colons: tables of facts are full of them
_PROSE = re.compile("[，。；、,;]")
_ENOUGH = 12


def weigh(root: Node) -> dict[int, int]:
    """For each element (by ``mem_id``) the punctuation marks of its text outside links: how much prose it holds."""
    weights: dict[int, int] = {}
    stack: list[tuple[Node, bool]] = [(root, False)]
    while stack:
        node, leaving = stack.pop()
        if leaving:
            total = 0
            child = node.child
            while child is not None:
                if child.is_text_node:
                    total += len(_PROSE.findall(child.text_content or ""))
                elif child.tag != "a":
                    total += weights.get(child.mem_id, 0)
                child = child.next
            weights[node.mem_id] = total
            continue
        if not node.is_element_node or node.tag in DROPPED:
            continue
        stack.append((node, True))
        child = node.child
        while child is not None:
            if child.is_element_node:
                stack.append((child, False))
            child = child.next
    return weights


def find_main(root: Node, weights: dict[int, int]) -> Node:
    """The element that holds the report; ``root`` where the page is all of it."""
    total = weights.get(root.mem_id, 0)
    if total < _ENOUGH:
        return root
    best: Node | None = None
    for selector in SELECTORS:
        for node in root.css(selector):
            share = weights.get(node.mem_id, 0)
            if share >= 0.6 * total and (best is None or share > weights[best.mem_id]):
                best = node
    return best if best is not None else _densest(root, weights)


def _densest(root: Node, weights: dict[int, int]) -> Node:
    """Down from ``root`` as long as one child holds nearly all the prose."""
    node = root
    while True:
        child, heaviest = node.child, None
        while child is not None:
            if child.is_element_node and weights.get(child.mem_id, 0) >= 0.85 * weights[node.mem_id]:
                heaviest = child
                break
            child = child.next
        if heaviest is None or heaviest.tag in {"p", "span", "font"}:
            return node
        node = heaviest
