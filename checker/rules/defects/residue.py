"""``text.residue``: what does not belong to the report but stands inside its body.

Two sources: lines and notices of web pages that are still in the text, and page markers and the like
that cleaning already took out of the middle of it (they were in the file, so the file needs a look).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker.model import Defect, Detection, Setaside
from checker.rules.context import Context
from checker.rules.defects.quoting import in_title, shown
from checker.text import residue
from checker.text.reasons import PAGE_NUMBER, RESIDUE, RUNNING_HEAD

_REACH = 8
_LAYOUT_FORMATS = ("pdf", "ocr", "image", "docx", "doc", "odt", "rtf", "wps")
# Furniture that cannot be a sentence of a report. Anchored phrases only: "打印", "下载" alone are daily words.
_NOTICES = (
    "上一篇：",
    "下一篇：",
    "打印本页",
    "【打印】",
    "【关闭】",
    "关闭窗口",
    "关闭本页",
    "【字体",
    "字体：大",
    "字号：大",
    "分享到：",
    "分享到微信",
    "扫一扫在手机",
    "扫码阅读",
    "扫描二维码",
    "责任编辑：",
    "责编：",
    "当前位置：",
    "您的位置：",
    "您所在的位置",
    "当前所在位置",
    "浏览次数：",
    "浏览量：",
    "阅读次数：",
    "点击数：",
    "点击量：",
    "访问量：",
    "网站地图",
    "联系我们",
    "版权所有",
    "网站标识码",
    "公网安备",
    "ICP备",
    "会员分享",
    "珍藏版",
    "文档下载",
    "下载文档",
    "点击下载",
    "立即下载",
    "免费下载",
    "下载本文",
    "下载全文",
    "更多相关",
    "相关推荐",
    "猜你喜欢",
    "本文来源",
    "本文来自",
    "转载请注明",
    "未经授权",
    "文库",
    "上传者",
    "上传时间",
    "收藏本页",
    "设为首页",
    "加入收藏",
    "返回顶部",
    "返回列表",
    "无障碍阅读",
    "适老化",
    "智能问答",
    "精选范文",
    "范文大全",
    "范文网",
    "更多范文",
    "最新范文",
    "写作模板",
    "参考模板",
    "以下是小编",
    "小编为",
    "希望对大家有",
    "欢迎阅读",
    "【本文档",
    "声明：本",
    "页脚",
    "页眉",
    "展开全文",
    "点击查看",
    "查看更多",
    "阅读全文",
    "附件下载",
    "(完)",
    "【纠错】",
    "我要纠错",
    "分享：",
    "打印：",
)
_NOTICE_GUARDS = {
    "文库": ("公文库", "文件库", "法文库", "件文库", "规范性文库", "人文库", "作文库"),
    "联系我们": ("请联系我们",),
    "扫描二维码": (
        "群众扫描二维码",
        "企业扫描二维码",
        "通过扫描二维码",
        "扫描二维码即可",
        "扫描二维码进行",
        "可扫描二维码",
    ),
    "点击查看": ("可点击查看", "一键点击查看"),
    "智能问答": (
        "“智能问答",
        "提供智能问答",
        "智能问答服务",
        "智能问答系统",
        "智能问答功能",
        "、智能问答",
        "智能问答库",
        "开展智能问答",
    ),
    "无障碍阅读": ("无障碍阅读功能", "无障碍阅读服务", "无障碍阅读改造", "、无障碍阅读"),
    "适老化": ("适老化改造", "适老化服务", "适老化设施", "、适老化", "适老化无障碍", "居家适老化", "推进适老化"),
    "网站地图": (),
    "免费下载": ("供免费下载", "可免费下载", "提供免费下载"),
    "会员分享": (),
    "分享：": ("经验分享：", "案例分享："),
    "当前位置：": (),
    "小编为": (),
    "珍藏版": (),
}
_PAGE_LINES = re.compile(
    r"(?m)^[ 　]*(?:[-—–－─]{1,2}[ 　]*\d{1,3}[ 　]*[-—–－─]{1,2}|第[ 　]*\d{1,3}[ 　]*页(?:[ 　]*[，,/共][ 　]*共?[ 　]*\d{1,3}[ 　]*页)?"
    r"|\d{1,3}[ 　]*/[ 　]*\d{1,3}|Page[ 　]?\d{1,3}(?: of \d{1,3})?)[ 　]*$"
)
_PAGES = re.compile(r"第[ 　]?\d{1,3}[ 　]?页[ 　]?[，,/（(]?[ 　]?共[ 　]?\d{1,3}[ 　]?页[）)]?|（\d{1,3}页珍藏版）")
_LINKS = re.compile(r"(?:https?：?[:：]?//|www\.)[A-Za-z0-9./_?=&%：-]{4,80}")
_MARKUP = re.compile(
    r"&(?:nbsp|amp|lt|gt|quot|ldquo|rdquo|#\d{2,5});?|</?(?:p|br|div|span|font|table|td|tr|strong|img)\b[^>\n]{0,80}>|\bfunction\s?[（(]"
)
_TEMPLATE = re.compile(
    r"[（【(](?:此处|这里|本段|本部分)[^）】)\n]{0,30}(?:填写|概括|简述|列举|说明|参照|按照|写)[^）】)\n]{0,20}[）】)]"
    r"|（(?:单位盖章|盖章处|公章|联系人及电话)）|【?篇[一二三四五六七八九十]】|(?m:^(?:范文|模板|例文|样本)[一二三四五六七八九十\d]?[：:]?$)"
)


def _notices(context: Context) -> Iterator[Defect]:
    report = context.report
    folded, low, high = report.folded, report.body_start, report.body_end
    for notice in _NOTICES:
        at = folded.find(notice, low, high)
        guards = _NOTICE_GUARDS.get(notice, ())
        while at >= 0:
            around = folded[max(low, at - 6) : at + len(notice) + 6]
            if not any(guard in around for guard in guards) and not in_title(folded, at):
                start, end = _line_part(folded, at, at + len(notice))
                yield Defect(
                    start,
                    end,
                    f"{shown(report, start, end)}像是网页或文档库留下的内容，不属于报告正文，请核对并删去。",
                    suggestion="删去与报告无关的内容。",
                )
            at = folded.find(notice, at + len(notice), high)


def _line_part(text: str, start: int, end: int) -> tuple[int, int]:
    """The clause around a notice, within its line and at most 40 characters long."""
    low = max(text.rfind("\n", 0, start), text.rfind("。", 0, start)) + 1
    stops = [at for at in (text.find("\n", end), text.find("。", end)) if at >= 0]
    high = min(stops, default=len(text))
    return max(low, start - 20), min(high, end + 20)


def _patterns(context: Context) -> Iterator[Defect]:
    report = context.report
    folded, low, high = report.folded, report.body_start, report.body_end
    body = folded[low:high]
    layout = report.clean.document.format in _LAYOUT_FORMATS
    if not layout:
        for match in _PAGE_LINES.finditer(folded, low, high):
            yield Defect(*match.span(), f"{shown(report, *match.span())}像是页码，混在正文中，请核对并删去。")
    if "页" in body:
        for match in _PAGES.finditer(folded, low, high):
            yield Defect(*match.span(), f"{shown(report, *match.span())}像是页码，混在正文中，请核对并删去。")
    if "www." in body or "http" in body:
        for match in _LINKS.finditer(folded, low, high):
            if "gov.cn" not in match.group() and not in_title(folded, match.start()):
                yield Defect(
                    *match.span(), f"正文中有网址{shown(report, *match.span())}，请核对是否为转载时留下的内容。"
                )
    if "&" in body or "<" in body or "function" in body:
        for match in _MARKUP.finditer(folded, low, high):
            yield Defect(*match.span(), f"{shown(report, *match.span())}像是网页代码，请核对并删去。")
    if any(
        word in body
        for word in ("此处", "这里", "本段", "本部分", "盖章", "公章", "联系人", "篇", "范文", "模板", "例文", "样本")
    ):
        for match in _TEMPLATE.finditer(folded, low, high):
            yield Defect(*match.span(), f"{shown(report, *match.span())}像是模板或范文留下的内容，请核对并删去。")


def _counts(context: Context, item: Setaside) -> bool:
    """Whether a passage set aside inside the body is residue of the text, not a paged file's layout."""
    if item.reason not in RESIDUE:
        return False
    layout = context.report.clean.document.format in _LAYOUT_FORMATS
    return not (layout and item.reason in (PAGE_NUMBER, RUNNING_HEAD))


def _set_aside(context: Context) -> Iterator[Defect]:
    report = context.report
    raw = report.clean.document.raw
    for offset, item in residue(report.clean):
        at = offset - report.document_start
        if not report.body_start <= at < report.body_end or not _counts(context, item):
            continue
        start, end = max(0, at - _REACH), min(report.body_end, at + _REACH)
        content = " ".join(raw[item.start : item.end].split())
        content = content if len(content) <= 24 else f"{content[:20]}……"
        yield Defect(
            start,
            end,
            f"{shown(report, start, end)}处原文夹有“{content}”，像是页码、分段号或网页留下的内容，请核对并删去。",
            suggestion="删去混入正文的页码、分段号或网页内容。",
        )


def detect(context: Context) -> Detection:
    """Residue inside the body, what cleaning set aside there included."""
    found = sorted([*_set_aside(context), *_notices(context), *_patterns(context)], key=lambda d: (d.start, d.end))
    defects: list[Defect] = []
    for defect in found:
        if not defects or defect.start >= defects[-1].end:
            defects.append(defect)
    return Detection(tuple(defects), 1)


DETECTORS = {"text.residue": detect}
