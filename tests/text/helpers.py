"""Short ways from a text to its clean form."""

from __future__ import annotations

from checker.model import CleanText
from checker.reading import read
from checker.text import clean


def cleaned(text: str, name: str = "报告.txt") -> CleanText:
    return clean(read(text.encode(), name=name))


def paragraphs(text: str) -> list[str]:
    result = cleaned(text)
    return [result.text[paragraph.start : paragraph.end] for paragraph in result.paragraphs]


def aside(result: CleanText) -> list[tuple[str, str]]:
    """(text, reason) of everything that was set aside, in order."""
    raw = result.document.raw
    return [(raw[piece.start : piece.end], piece.reason) for piece in result.ledger.set_aside]


def facts(result: CleanText) -> dict[str, str]:
    return {fact.name: fact.value for fact in result.metadata}


REPORT = """云岭县人民政府关于2024年度法治政府建设情况的报告

云州市人民政府：

2024年，云岭县围绕企业和群众的期盼推进依法行政，年内各项任务按序时完成。现报告如下。

一、主要举措和成效

（一）规范文件管理。全年制定行政规范性文件6件，报市政府备案6件，清理后废止3件。

（二）严格规范执法。组织案卷评查2次，抽查卷宗180份，发现问题41处，均已改正。

二、存在的不足

一是少数单位学法走过场。二是乡镇执法人员偏少，能力还跟不上。

三、2025年安排

继续压实责任，把法治督察结果用于年度考核。

云岭县人民政府
2025年2月18日
（此件公开发布）
"""
BODY = [line for line in REPORT.split("\n") if line]
