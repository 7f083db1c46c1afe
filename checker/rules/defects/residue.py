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
from checker.rules.defects.wording import inside_body, wording
from checker.text import residue
from checker.text.reasons import AFTER, PAGE_NUMBER, RESIDUE, RUNNING_HEAD

_REACH = 8
_LAYOUT_FORMATS = ("pdf", "ocr", "image", "docx", "doc", "odt", "rtf", "wps")
_PAGE_LINE = re.compile(
    r"[ 　]*(?:[-—–－─]{1,2}[ 　]*\d{1,3}[ 　]*[-—–－─]{1,2}"
    r"|第[ 　]*\d{1,3}[ 　]*页(?:[ 　]*[，,/共][ 　]*共?[ 　]*\d{1,3}[ 　]*页)?"
    r"|\d{1,3}[ 　]*/[ 　]*\d{1,3}|Page[ 　]?\d{1,3}(?: of \d{1,3})?"
    r"|(?=[^\n]*[上下]一页)"
    r"(?:首页|[上下]一页|[尾末]页|第?\d{1,3}页?|共\d{1,3}页|跳转|到|[«»<>|｜\[\]….,，、（）() 　])+)[ 　]*"
)
_PAGE_LINE_LENGTH = 48
_PAGES = re.compile(r"第[ 　]?\d{1,3}[ 　]?页[ 　]?[，,/（(]?[ 　]?共[ 　]?\d{1,3}[ 　]?页[）)]?")
_LINKS = re.compile(r"(?:https?：?[:：]?//|www\.)[A-Za-z0-9./_?=&%：-]{4,80}")
_MARKUP = re.compile(
    r"&(?:nbsp|amp|lt|gt|quot|ldquo|rdquo|#\d{2,5});?"
    r"|</?(?:p|br|div|span|font|table|td|tr|strong|img)\b[^>\n]{0,80}>|\bfunction\s?[（(]"
)
_PAPERS = r"(?:(?<!示)范文|文档|模板|公文|全文|原文|资料包|写作素材|课件)"
_ADVERT = re.compile(
    r"(?:关注|搜索|添加|加)[^。\n]{0,16}(?:公众号|微信号|小程序|QQ群|微信群)[^。\n]{0,12}"
    rf"(?:回复|获取|免费|下载|领取|阅读)[^。\n]{{0,10}}{_PAPERS}"
    rf"|(?:更多|海量|精品|优质|优秀)[^，。\n]{{0,6}}{_PAPERS}[^。\n]{{0,16}}(?:关注|获取|下载|尽在|点击|访问|回复)"
    rf"|{_PAPERS}[^，。\n]{{0,6}}免费(?:获取|领取|下载|分享)|免费(?:获取|领取|下载)[^，。\n]{{0,6}}{_PAPERS}"
    r"|感谢(?:您|你)的?(?:下载|阅读|浏览|观看)[^。\n]{0,12}|仅供(?:参考|学习|交流)[，,]?(?:如有|请勿|不得|侵权)[^。\n]{0,12}"
    r"|(?:如有|若有)(?:侵权|雷同|版权)[^。\n]{0,12}(?:联系|删除)|(?:版权|著作权)归原?作者[^。\n]{0,6}"
    r"|(?:会员|用户|网友)(?:上传|分享|整理)|(?:开通|升级|成为)VIP|剩余\d+%?(?:内容|页)[^。\n]{0,8}|还剩\d+页[^。\n]{0,6}"
    r"|本文(?:由|系)[^。\n]{0,16}(?:整理|上传|收集)"
)
# What a word processor or a writing aid leaves behind.
_EDITING = re.compile(
    r"错误!?！?\s?(?:未找到引用源|未定义书签|不能识别的开关参数)。?|批注\s?[\[〔【（][A-Za-z0-9\u4e00-\u9fff]{1,8}[\]〕】）][：:]"
    r"|以下是(?:根据|按照|为)您[^。\n]{0,16}(?:修改|撰写|生成|整理|润色|优化)[^。：\n]{0,10}[：:]?"
    r"|(?:希望|如需)[^。\n]{0,10}(?:对您有(?:所)?帮助|进一步(?:修改|调整|润色))[^。\n]{0,12}|作为(?:一个)?(?:AI|人工智能)(?:语言)?(?:助手|模型)"
)
_TEMPLATE = re.compile(
    r"[（【(](?:此处|这里|本段|本部分)[^）】)\n]{0,30}(?:填写|概括|简述|列举|说明|参照|按照|写)[^）】)\n]{0,20}[）】)]"
    r"|（(?:单位盖章|盖章处|公章|联系人及电话)）|【?篇[一二三四五六七八九十]】|(?m:^(?:范文|模板|例文|样本)[一二三四五六七八九十\d]?[：:]?$)"
)


def _notices(context: Context) -> Iterator[Defect]:
    report = context.report
    folded = report.folded
    last = _end(context)
    for at, stop, _ in wording(context).get("notice", []):
        if stop <= last and inside_body(context, at, stop) and not in_title(folded, at):
            start, end = _line_part(folded, at, stop)
            said = f"{shown(report, start, end)}像是网页或文档库留下的内容，不属于报告正文，请核对并删去。"
            yield Defect(start, end, said, suggestion="删去与报告无关的内容。")


def _end(context: Context) -> int:
    """Where the report ends, its signature and date included: what a page says below is not inside it."""
    report = context.report
    identity = report.identity
    known = [k.end for k in (identity.signature, identity.issued_known) if k is not None and k.start >= 0]
    return max([report.body_end, *known])


def _line_part(text: str, start: int, end: int) -> tuple[int, int]:
    """The clause around a notice, within its line and at most 20 characters either side."""
    low, high = max(0, start - 20), min(len(text), end + 20)
    begin = max(text.rfind("\n", low, start), text.rfind("。", low, start)) + 1
    stops = [at for at in (text.find("\n", end, high), text.find("。", end, high)) if at >= 0]
    return max(low, begin), min(stops, default=high)


def _patterns(context: Context) -> Iterator[Defect]:
    report = context.report
    folded, low, high = report.folded, report.body_start, report.body_end

    def has(*marks: str) -> bool:
        return any(folded.find(mark, low, high) >= 0 for mark in marks)

    layout = report.clean.document.format in _LAYOUT_FORMATS
    if not layout:
        for paragraph in report.paragraphs:
            if paragraph.end - paragraph.start <= _PAGE_LINE_LENGTH and low <= paragraph.start < high:
                place = (paragraph.start, paragraph.end)
                if _PAGE_LINE.fullmatch(folded, *place):
                    yield Defect(*place, f"{shown(report, *place)}像是页码、翻页链接，混在正文中，请核对并删去。")
    if has("页"):
        for match in _PAGES.finditer(folded, low, high):
            yield Defect(*match.span(), f"{shown(report, *match.span())}像是页码，混在正文中，请核对并删去。")
    if has("www.", "http"):
        for match in _LINKS.finditer(folded, low, high):
            if "gov.cn" not in match.group() and not in_title(folded, match.start()):
                yield Defect(
                    *match.span(), f"正文中有网址{shown(report, *match.span())}，请核对是否为转载时留下的内容。"
                )
    if has("&", "<", "function"):
        for match in _MARKUP.finditer(folded, low, high):
            yield Defect(*match.span(), f"{shown(report, *match.span())}像是网页代码，请核对并删去。")
    if has("错误", "批注", "您", "作为"):
        for match in _EDITING.finditer(folded, low, high):
            yield Defect(
                *match.span(), f"{shown(report, *match.span())}像是编辑时留下的内容，请核对并删去。", grave=True
            )
    for place in _hinted(context, low, high):
        for match in _ADVERT.finditer(folded, *place):
            start, end = _line_part(folded, *match.span())
            said = f"{shown(report, start, end)}像是文库或公众号的宣传语，请核对并删去。"
            yield Defect(start, end, said, suggestion="删去与报告无关的内容。", grave=True)
    if wording(context).get("template"):
        for match in _TEMPLATE.finditer(folded, low, high):
            yield Defect(*match.span(), f"{shown(report, *match.span())}像是模板或范文留下的内容，请核对并删去。")


def _hinted(context: Context, low: int, high: int) -> Iterator[tuple[int, int]]:
    """The sentences of ``[low, high)`` that hold a word without which there is no advertisement."""
    folded, stop = context.report.folded, low
    for at, end, _ in wording(context).get("advert", []):
        if at < stop or end > high:
            continue
        begin = max(folded.rfind("\n", stop, at), folded.rfind("。", stop, at)) + 1
        line = folded.find("\n", at, high)
        line = line if line >= 0 else high
        sentence = folded.find("。", at, line)
        begin, stop = max(begin, stop), sentence if sentence >= 0 else line
        yield begin, stop


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


def _before_signature(context: Context) -> Iterator[Defect]:
    """Links of a page that stand between the text and its signature: set aside, but inside the paper."""
    report = context.report
    signature = report.identity.signature
    if report.parts != 1 or signature is None or signature.source != "signature" or signature.start >= 0:
        return
    raw = report.clean.document.raw
    after = [item for item in report.clean.ledger.set_aside if item.reason == AFTER]
    lines = ["".join(raw[item.start : item.end].split()) for item in after]
    if signature.value not in lines:
        return
    start, end = max(0, report.body_end - 2 * _REACH), report.body_end
    for line in lines[: lines.index(signature.value)]:
        content = line if len(line) <= 24 else f"{line[:20]}……"
        message = f"{shown(report, start, end)}之后、署名之前夹有“{content}”，像是网页留下的内容，请核对并删去。"
        yield Defect(start, end, message, suggestion="删去与报告无关的内容。")


def detect(context: Context) -> Detection:
    """Residue inside the body, what cleaning set aside there included."""
    found = sorted(
        [*_set_aside(context), *_notices(context), *_patterns(context), *_before_signature(context)],
        key=lambda d: (d.start, not d.grave, d.end),
    )
    defects: list[Defect] = []
    for defect in found:
        if not defects or defect.start >= defects[-1].end:
            defects.append(defect)
    return Detection(tuple(defects), 1)


DETECTORS = {"text.residue": detect}
