"""Literal strings of the ``text.*`` detectors that are no word lists of an office: they go into the one automaton.

Each kind maps the string to what must not stand within six characters around it (usually nothing).
"""

from __future__ import annotations

from itertools import product

_NOTICES = """
上一篇： 下一篇： 打印本页 【打印】 【关闭】 关闭本页 【字体 字体：大 字号：大 分享到：
分享到微信 扫一扫在手机 扫码阅读 责任编辑： 责编： 当前位置： 您的位置： 您所在的位置 当前所在位置
浏览次数： 浏览量： 阅读次数： 点击数： 点击量： 访问量： 网站地图 网站标识码 公网安备 ICP备
会员分享 珍藏版 文档下载 下载文档 点击下载 立即下载 下载本文 下载全文 更多相关 相关推荐 猜你喜欢
本文来源 本文来自 转载请注明 上传者： 上传时间 收藏本页 设为首页 加入收藏 返回顶部 返回列表
精选范文 范文大全 范文网 更多范文 最新范文 写作模板 参考模板 以下是小编 小编为 希望对大家有
欢迎阅读 【本文档 声明：本 展开全文 阅读全文 【纠错】 我要纠错 打印： 文库网 百度文库 道客巴巴
豆丁网 原创力文档 【返回】
"""
NOTICES: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(_NOTICES.split(), ()),
    "【大 中 小】": (),
    "关闭窗口": ("擅自", "随意", "不得", "严禁", "禁止", "无故", "提前", "服务", "办事", "政务", "人员"),
    "联系我们": ("请联系我们",),
    "扫描二维码": (
        "群众扫描",
        "企业扫描",
        "通过扫描",
        "二维码即可",
        "二维码进行",
        "可扫描",
        "二维码就",
        "二维码反",
        "二维码参",
        "二维码查",
        "二维码评",
    ),
    "点击查看": ("可点击查看", "一键点击"),
    "免费下载": ("供免费", "可免费", "提供免费", "供企", "供群", "供市", "供社", "供当事", "下载使用"),
    "附件下载": ("供附件", "提供"),
    "分享：": ("经验分享", "案例分享"),
    "未经授权": ("使用", "访问", "公务"),
    "版权所有": ("者", "人"),
}
"""Furniture of web pages and document libraries that is no sentence of a report."""

_CROSSES = ("x", "X", "×", "Ｘ", "ｘ", "Х", "х", "✕", "✖")
_LEFTS, _RIGHTS = "【〔（《“", "】〕）》”"
_YEAR_MARKS = "xX×*＊_＿?？○〇"
BLANKS: dict[str, str] = {
    **dict.fromkeys(_CROSSES, "cross"),
    **dict.fromkeys(("*", "＊", "★"), "star"),
    **dict.fromkeys(("__", "＿＿", "﹍﹍", "——————"), "line"),
    **{2 * mark: "round" for mark in "○〇◯△□■▲●◎"},
    "某": "some",
    **dict.fromkeys(("？？", "##", "…"), "unknown"),
    **{
        f"{left}{gap}{right}": "empty"
        for (left, right), gap in product(zip(_LEFTS, _RIGHTS, strict=True), ("", " ", "  "))
    },
    **{f"{left}   ": "empty" for left in _LEFTS},
    **dict.fromkeys(("年月", "年 月", "年  ", "月日", "月 日", "月  "), "year"),
    **{f"{head}{mark}": "year" for head, mark in product(("20", "201", "202", "19"), _YEAR_MARKS)},
    **dict.fromkeys(
        (
            "填写",
            "填入",
            "请输入",
            "请插入",
            "请补充",
            "待补",
            "待填",
            "待定",
            "选填",
            "必填",
            "此处",
            "单位名称",
            "单位全称",
            "地名",
            "示例",
            "模板",
        ),
        "asking",
    ),
}
"""What the categories of placeholders begin with; the category's own pattern then looks closer."""

_PHRASES = """
待填写 待录入 此处填写 此处省略 此处插入 请在此处 请填写 TODO TBD （下略）
（待定） （待核） （待核实） （数据待核实） 数据待更新 数据待补 {{ }} ${
"""
PHRASES: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(_PHRASES.split(), ()),
    "（略）": ("表（略）", "件（略）", "名单（略）", "图（略）", "册（略）"),
    "待补充": ("有待补充", "亟待补充", "尚待补充"),
    "待填报": ("有待填报",),
    "填空": ("填空题", "填空式", "填空白", "填空缺"),
}
"""Words of a template that ask to be replaced."""

_STOPS = "，。；：、"
DOUBLED: tuple[str, ...] = tuple(
    left + right for left, right in product(_STOPS, _STOPS) if not (left == "。" and right == "：")
)
"""Two stops in a row."""

TEMPLATES = (
    "此处",
    "这里",
    "本段",
    "本部分",
    "（单位盖章",
    "（盖章处",
    "（公章",
    "（联系人及",
    "篇一",
    "篇二",
    "篇三",
    "范文",
    "模板",
    "例文",
    "样本",
)
COMPLEMENTS = ("的还不够", "的不够", "的还不", "的不太", "的还不太", "的不是很", "的好不好")
ENFORCEMENT = ("文明执法", "公正执法", "规范执法", "严格执法", "公平执法")
LOST_TITLES = (
    "关于印发的通知",
    "关于转发的通知",
    "关于印发的函",
    "关于转发的函",
    "关于修改的决定",
    "关于贯彻落实的通知",
    "关于贯彻落实的意见",
)

ADVERTS = (
    "公众号",
    "微信",
    "小程序",
    "QQ",
    "范文",
    "文档",
    "免费",
    "感谢",
    "侵权",
    "版权",
    "会员",
    "VIP",
    "本文",
    "剩",
    "仅供",
    "模板",
    "上传",
    "雷同",
    "著作",
)
"""Words one of which stands in every advertisement of a document library or an account."""

PLAIN: dict[str, tuple[str, ...]] = {
    "doubled": DOUBLED,
    "template": TEMPLATES,
    "advert": ADVERTS,
    "complement": COMPLEMENTS,
    "enforcement": ENFORCEMENT,
    "lost-title": LOST_TITLES,
    "law-verb": ("尊法", "遵法"),
    "as-follows": ("如下\n",),
    "term": ("习近平法治思想", "全面依法治国新理念新思想新战略"),
    "secretary": ("总书记",),
    "personally": ("亲自",),
}
"""Strings without conditions, by the kind under which their hits are kept."""
