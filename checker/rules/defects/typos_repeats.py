"""Doubled words: 对对, 还达不到到, 工作工作, 完成梳理目录梳理工作.

Where a text repeats itself at a fixed distance is found without a walk over its characters: the text and
its shifted self are compared as two long numbers, whose equal places are zero.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker.model import Defect
from checker.rules.context import Context
from checker.rules.defects.quoting import shown

# Function words that are doubled only by mistake, with the words in which they meet by chance.
_SINGLE = {
    "对": ("针对对", "面对对", "反对对", "相对对", "绝对对", "应对对", "结对对", "核对对", "比对对", "对对联", "配对对", "派对对", "校对对", "一对对", "双对对"),
    "到": ("到到位", "到到场", "报到到", "感受到到", "到到期", "签到到", "到到访", "周到到"),
    "的": ("目的的", "的的确", "的的士", "标的的", "众矢之的的"),
    "了": ("了了解", "为了了", "不了了之", "明了了", "罢了了", "到了了", "小时了了", "终了了", "末了了"),
    "在": ("在在册", "在在建", "在在校", "在在职", "在在线", "存在在", "所在在", "现在在", "正在在", "旨在在", "内在在", "潜在在", "实在在", "在在编", "在在岗", "在在逃"),
    "和": ("和和气", "总和和", "饱和和", "缓和和", "温和和", "祥和和", "共和和", "和和谐", "和和美", "和和平", "和和睦", "和和解", "调和和", "柔和和", "谦和和"),
    "将": ("将将来", "将将军", "即将将", "必将将", "干将将", "名将将"),
    "与": ("参与与", "与与会", "赋与与", "给与与"),
    "及": ("及及时", "以及及", "普及及", "涉及及", "危及及", "波及及", "触及及"),
    "被": ("被被征", "被被告", "被被申", "植被被", "棉被被", "被被执行"),
    "把": ("把把关", "一把把", "火把把", "把把握"),
    "由": ("由由于", "理由由", "自由由", "事由由", "案由由", "缘由由", "事由由"),
    "从": ("服从从", "跟从从", "从从严", "从从业", "盲从从", "从从快", "从从轻", "从从重", "从从前"),
    "并": ("并并联", "合并并", "兼并并", "并并轨", "并并购", "归并并", "吞并并"),
    "于": ("于于", ),
    "是": ("是是非非", "是是否", "还是是", "于是是", "但是是", "的是是", "就是是否", "实事求是是"),
    "已": ("已已经",),
    "各": ("各各类", "各各项"),
    "使": ("使使用", "使使命", "行使使", "即使使", "促使使", "大使使"),
    "向": ("方向向", "导向向", "意向向", "面向向", "取向向", "定向向", "流向向", "去向向", "动向向", "双向向", "向向往", "走向向", "志向向"),
    "为": ("作为为", "行为为", "认为为", "成为为", "为为民", "较为为", "分为为", "转为为", "以为为", "人为为", "为为期", "改为为", "为为主", "为为首", "更为为", "最为为", "何为为", "何以为", "视为为", "为为人", "有为为"),
    "以": ("可以以", "所以以", "予以以", "以以案", "以以人", "得以以", "加以以", "足以以", "以以下", "以以上", "以以往", "难以以", "以以旧", "以以学", "以以评"),
}
_NOT_FOLLOWED = {"已": (), "各": (), "并": (), "是": ("是是否",)}
# Two to four characters twice in a row that are right.
_PHRASES = (
    "一个", "一件", "一条", "一项", "一户", "一村", "一步", "一次", "一天", "一年", "一批", "一家", "一人", "一案", "一事", "一线", "一点", "一遍", "一页", "一处",
    "哈", "考虑", "研究", "讨论", "商量", "逐一", "逐项", "层层", "项目", "执法", "服务", "管理", "自治", "中国", "公共", "人民", "滚动", "沟通", "宣传", "活动",
)
_PREFIXED = re.compile(r"(?:应|能|该|必|可|愿|宜|当|即|谁|边|越|又|既|一|二|两|三|四|五|六|七|八|九|十|百|千|几|多|有|无|不|逐|每|随|再|或|大|小|早|快|多|也|所|未|全|即)[\u4e00-\u9fff]$")
_HAN = re.compile(r"[\u4e00-\u9fff]+")
_TASK = re.compile(
    r"(?:完成|开展|推进|做好|加强|进行|启动|组织|落实|抓好)"
    r"(?P<what>梳理|清理|审查|审核|培训|检查|评查|整治|宣传|调解|排查|登记|备案|编制|修订|评估|考核|督察|督查|督导|调研|监督|巡查|整改|普法|服务|执法|建设|管理)"
    r"(?P<other>[\u4e00-\u9fff]{2})(?P=what)(?=工作|任务|活动|行动)"
)


def _equal_at(text: str, distance: int, length: int) -> Iterator[int]:
    """Offsets ``i`` with ``text[i:i+length] == text[i+distance:i+distance+length]``, ascending."""
    encoded = text.encode("utf-32-le")
    shift = 4 * distance
    if len(encoded) <= shift + 4 * length:
        return
    size = len(encoded) - shift
    mixed = (int.from_bytes(encoded[shift:], "little") ^ int.from_bytes(encoded[:-shift], "little")).to_bytes(size, "little")
    needle = bytes(4 * length)
    at = mixed.find(needle)
    while at >= 0:
        if at % 4 == 0:
            yield at // 4
            at = mixed.find(needle, at + 4)
        else:
            at = mixed.find(needle, at + 4 - at % 4)


def _singles(context: Context, text: str, low: int) -> Iterator[Defect]:
    report = context.report
    for at in _equal_at(text, 1, 1):
        allowed = _SINGLE.get(text[at])
        if allowed is None or text[at + 2 : at + 3] == text[at] or text[at - 1 : at] == text[at]:
            continue
        around = text[max(0, at - 4) : at + 6]
        if any(word in around for word in allowed):
            continue
        start = low + at
        yield Defect(start, start + 2, f"{shown(report, start, start + 2)}处“{text[at]}”字重复，请核对。", suggestion=f"删去一个“{text[at]}”。")


def _words(context: Context, text: str, low: int) -> Iterator[Defect]:
    report = context.report
    for length in (4, 3, 2):
        for at in _equal_at(text, length, length):
            word = text[at : at + length]
            if not _HAN.fullmatch(word) or len(set(word)) == 1 or _PREFIXED.match(word) or word in _PHRASES:
                continue
            if length == 4 and word[:2] == word[2:]:
                continue
            start, end = low + at, low + at + 2 * length
            yield Defect(start, end, f"{shown(report, start, end)}处“{word}”重复，请核对。", suggestion=f"似应为一个“{word}”。")


def repeats(context: Context) -> Iterator[Defect]:
    """Doubled single function words, doubled words, and 梳理目录梳理."""
    report = context.report
    low = report.body_start
    text = report.folded[low : report.body_end]
    yield from _singles(context, text, low)
    yield from _words(context, text, low)
    for match in _TASK.finditer(text):
        start, end = low + match.start("what"), low + match.end()
        if match["other"] not in ("服务", "管理"):
            yield Defect(start, end, f"{shown(report, start, end)}处“{match['what']}”前后重复，请核对。")
