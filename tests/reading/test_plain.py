"""Text and Markdown files as Documents."""

from __future__ import annotations

import hashlib

from hypothesis import given
from hypothesis import strategies as st

from checker.errors import CheckerError
from checker.reading import read

TEXT = "青石县法治政府建设报告\n\n市政府：\n　　全年办结复议案件36件。\n"


def test_lines_become_blocks_with_their_line_numbers() -> None:
    document = read(TEXT.encode(), name="报告.txt")
    assert (document.format, document.encoding, document.wrapped) == ("txt", "utf-8", True)
    assert [(document.raw[b.start : b.end], b.location.line) for b in document.blocks] == [
        ("青石县法治政府建设报告", 1),
        ("市政府：", 3),
        ("　　全年办结复议案件36件。", 4),
    ]
    assert document.sha256 == hashlib.sha256(TEXT.encode()).hexdigest()
    assert document.data == b""  # nothing is written into a text


def test_every_kind_of_line_break() -> None:
    document = read("甲一\r\n乙二\r丙三\u2028丁四\x0b戊五".encode(), name="a.txt")
    assert document.raw == "甲一\n乙二\n丙三\n丁四\n戊五"
    assert [b.location.line for b in document.blocks] == [1, 2, 3, 4, 5]


def test_form_feeds_turn_pages() -> None:
    document = read("第一页文字\f第二页文字\n又一行".encode(), name="a.txt")
    assert [(b.location.line, b.location.page) for b in document.blocks] == [(1, 1), (2, 2), (3, 2)]
    assert document.ledger.pages == 2


@given(st.text(alphabet="县府报告 \n\r\f　\u2028、。12", max_size=200))
def test_blocks_are_cut_in_order_and_hold_all_text(text: str) -> None:
    try:
        document = read(("文" + text).encode(), name="a.txt")
    except CheckerError:
        return
    cut = [document.raw[b.start : b.end] for b in document.blocks]
    assert "".join("".join(cut).split()) == "".join(document.raw.split())
    assert all(a.end < b.start for a, b in zip(document.blocks, document.blocks[1:], strict=False))
    lines = document.raw.split("\n")
    assert all(
        line in lines[b.location.line - 1] for line, b in zip(cut, document.blocks, strict=True) if b.location.line
    )


MARKDOWN = """---
title: 青石县法治政府建设报告
发布时间: 2025-01-20
---
# 青石县**2024年度**法治政府建设报告

## 一、主要做法

1. 完善制度，见[清单](https://example.cn/a)。
- 开展培训
> 引用一段

| 项目 | 数量 |
|------|------|
| 复议 | 36件 |

***

结尾段落。<!-- 草稿 -->
"""


def test_markdown_blocks() -> None:
    document = read(MARKDOWN.encode(), name="报告.md")
    assert [(document.raw[b.start : b.end], b.kind, b.level, b.location.line) for b in document.blocks] == [
        ("青石县2024年度法治政府建设报告", "heading", 1, 5),
        ("一、主要做法", "heading", 2, 7),
        ("1. 完善制度，见清单。", "paragraph", None, 9),
        ("开展培训", "list-item", None, 10),
        ("引用一段", "paragraph", None, 11),
        ("项目", "cell", None, 13),
        ("数量", "cell", None, 13),
        ("复议", "cell", None, 15),
        ("36件", "cell", None, 15),
        ("结尾段落。", "paragraph", None, 19),
    ]
    assert document.blocks[8].location.cell == (1, 2, 2)
    assert [(fact.name, fact.value) for fact in document.metadata] == [
        ("title", "青石县法治政府建设报告"),
        ("发布日期", "2025-01-20"),
    ]
