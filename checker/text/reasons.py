"""Why a stretch of the source was set aside or repaired: the sentences that stand in the ledger."""

from __future__ import annotations

BEFORE = "标题之前的网页或文库内容"
AFTER = "正文结束之后的网页或文库内容"
FACT = "发布信息"
INSERTED_NUMBER = "插入正文的分页序号"
PAGE_NUMBER = "正文中的页码"
RUNNING_HEAD = "正文中重复出现的页眉页脚"
NOTICE = "正文中的网页按钮、下载提示或广告"

RESIDUE = frozenset({INSERTED_NUMBER, PAGE_NUMBER, RUNNING_HEAD, NOTICE})
"""Reasons of what stood inside the report's text; the detector ``text.residue`` reports these."""

ORNAMENT = "版面装饰线"
"""A line of nothing but strokes or signs: it parts nothing that its neighbours do not part."""

STRAY_SPACE = "字间多余空格"
INVISIBLE = "不可见字符"
READING = "字后夹带的拼音"
DAMAGE = "疑似复制损坏"
"""Damage is named, never changed: the range is still in the clean text."""
