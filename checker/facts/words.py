"""The closed word classes of figures: measure words, approximators, scope words, set phrases."""

from __future__ import annotations

import re
from collections.abc import Iterable


def _words(text: str) -> list[str]:
    return text.split()


# --- measure words, by what they measure; an office adds its own in the lexicon's units table -----
COUNT = _words(
    "件 次 人 名 个 项 份 条 起 场 期 户 家 台 套 卷 本 册 部 篇 张 批 轮 处 所 座 类 种 级 支 辆 艘 架 只 头 宗 例 桩 "
    "节 门 课 堂 位 届 层 字 间 幅 块 面 枚 根 棵 株 段 笔 站 首 集 款 章 讲 版 组 队 单 栋 幢 口 车 颗 村 镇 乡 省 市 "
    "县 区 校 团 对 盘 瓶 箱 人次 件次 场次 家次 户次 批次 轮次 车次 台次 辆次 艘次 架次 项次 点次 处次 班次 篇次 条次 "
    "起次 份次 名次 单位 部门 城市 地区 乡镇 街道 社区 领域 方面 环节 事项 岁 分 页"
)
LENGTHS = _words("平方米 平方公里 立方米 公里 千米 米 亩 公顷 吨 公斤 千克 斤 千瓦时 千瓦 KB MB GB")
TIME = _words(
    "个工作日 工作日 个自然日 自然日 个小时 小时 分钟 秒 个月 个季度 天 日 日内 周年 周 年 课时 学时 个学时 个课时"
)
MONEY = _words("元 美元 欧元 港元 人民币")
PERCENT = ("%", "‰")
POINTS = ("个百分点", "百分点")
TIMES = ("倍",)
# a lone 一 or 二 is a quantity only before these: the rest makes too many set phrases
STRICT = frozenset(_words("件 次 名 人 起 份 项 场 期 例 桩 宗 人次 件次 批次 场次"))
# what a numeral in characters before these makes is mostly a word of its own (十分, 一面, 两会)
_NOT_AFTER_CHARACTERS = frozenset(
    _words(
        "分 面 头 部 门 口 章 版 单 省 市 县 区 乡 镇 村 校 车 字 首 组 块 团 对 队 款 位 米 斤 秒 周 元 单位 "
        "部门 领域 方面 页"
    )
)
SAME_UNIT = {
    **dict.fromkeys(("人", "名", "位"), "人"),
    **dict.fromkeys(("件", "起", "宗", "例", "桩"), "件"),
    **dict.fromkeys(("家", "户"), "家"),
}

# --- approximators ---------------------------------------------------------------------------------
BEFORE = {
    "近": "under", "接近": "under", "将近": "under", "不足": "under", "不到": "under", "低于": "under", "少于": "under",
    "约": "about", "大约": "about", "约为": "about", "约占": "about", "平均": "exact",
    "超": "over", "超过": "over", "逾": "over", "突破": "over", "高于": "over", "多于": "over", "不低于": "over",
    "不少于": "over", "至少": "over", "达到或超过": "over", "超出": "over",
}  # fmt: skip
AFTER = {
    "以上": "over", "及以上": "over", "余": "more", "多": "more", "以下": "under", "以内": "under", "之内": "under",
    "左右": "about", "上下": "about", "不等": "about",
}  # fmt: skip
APPROXIMATING = frozenset(word[-1] for word in BEFORE)

# --- words around a figure -------------------------------------------------------------------------
CLAUSE_MARKS = "，。；：！？、\n"
CLAUSE_END = re.compile(f"[{CLAUSE_MARKS}]")
BOUNDARY = re.compile(r"[（）()“”《》]")
LEADING = re.compile(r"^(?:其中|其|共计|合计|总计|累计|共|均|全部|各|的|了|已|并|也|又|仅|即|和|及|与|达到|达|为|是)+")
TRAILING = re.compile(
    r"(?:达到了?|达|为|是|共计|合计|总计|累计|共|均|约|近|超过|超|逾|了|的|已|仅|不足|分别|各|有|至少|将近|突破|至|到)+$"
)
SCOPE = re.compile(
    r"其中|占|同比|环比|较上年|比上年|较去年|比去年|上年同期|去年同期|较20\d\d年|比20\d\d年|上年|去年|结转|其余|剩余|另有|合计|共计|总计"
)
PERIOD = re.compile(
    r"(?:20\d\d年(?:度|以来|底|末|初)?(?:\d{1,2}月(?:\d{1,2}日)?)?)|本年度?|全年|年内|今年(?:以来)?|去年|上年度?|"
    r"[一二三四五六七八九十\d]+年来|(?:上|下)半年|[一二三四第]+季度|期间"
)

# numerals in characters that name something and count nothing; matched where the numeral begins
SET_PHRASES = re.compile(
    r"一(?:件事|次合|次通|次过|次达|次结|次验|次办|次性|次查|次告|次审|次办|次会|次成|次跑|项一|件一|次都不)|.一.|"
    r"四个(?:亲自|意识|自信|全面|伟大|最严)|两个(?:维护|确立|毫不|一以贯之|责任)|三个(?:代表|区分|务必)|"
    r"(?:三|四|五|六|七|八|九|十)个(?:坚持|明确|必须|一律|统一|结合|公开)|十一个坚持|"
    r".{1,3}届(?=.{0,2}(?:中|次|全国)|[历全])|千家万|千门万|百家争|一期一"
)
# numbers that are names: hotlines and the like
NAMES = frozenset(
    _words(
        "110 119 120 122 12123 12301 12309 12313 12315 12316 12318 12320 12328 12333 12337 12338 12345 12348 12350 "
        "12355 12358 12363 12365 12366 12368 12369 12371 12378 12380 12388 12389 12393 12396 8890 724"
    )
)
AFTER_NAMES = re.compile(
    r" ?(?:热线|法网|平台|专线|电话|便民|政务|政府|投诉|举报|公共法律|”|改革|工程|模式|行动|机制|版|接报警|码|号)"
)


def unit_kinds(more: Iterable[str] = ()) -> dict[str, str]:
    """Every known unit with the kind of claim it makes; ``more`` are the office's own measure words."""
    kinds = dict.fromkeys([*COUNT, *LENGTHS, *more], "count")
    kinds.update(dict.fromkeys(TIME, "time"))
    kinds.update(dict.fromkeys(MONEY, "money"))
    kinds.update(dict.fromkeys(PERCENT, "percent"))
    kinds.update(dict.fromkeys(POINTS, "points"))
    kinds.update(dict.fromkeys(TIMES, "times"))
    return kinds


def after_characters(unit: str) -> bool:
    """Whether a numeral in characters before ``unit`` counts something (三件, but not 十分)."""
    return unit not in _NOT_AFTER_CHARACTERS
