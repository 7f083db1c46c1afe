"""Closed lists of what buttons, menus, download notices and page footers say."""

from __future__ import annotations

import re
from pathlib import Path

_SPACE = r"[\s\u3000\xa0]"
_CRUMB_LEAD = re.compile(
    rf"[\[【]?{_SPACE}{{0,8}}(?:您?{_SPACE}{{0,4}}(?:(?:现在|目前|当前){_SPACE}{{0,4}})?(?:所在)?(?:的)?位置|您现在(?:所在)?的位置|当前(?:所在)?位置|所在位置|当前栏目)"
    rf"(?:是)?{_SPACE}{{0,4}}[\]】]?{_SPACE}{{0,4}}(?:[:：]|(?=首页|网站首页|主页))"
)
_CRUMB_MARK = re.compile(r"[>＞»›→]|-&gt;|&gt;|\s[/／|｜]\s|[|｜丨]|\s·\s")
_HOME = (
    "首页",
    "主页",
    "政务公开",
    "信息公开",
    "网站",
    "政民互动",
    "政务服务",
    "互动交流",
    "走进",
    "新闻",
    "公开",
    "专题",
)
# the site's name may stand before its clock ("某市人民政府 2019年12月3日星期二")
_TODAY = re.compile(
    r"^(?:今天是|现在是|当前时间|[\u4e00-\u9fff]{2,20}\s)?[:：]?\s*\d{4}年\d{1,2}月\d{1,2}日\s*(?:星期|周)[一二三四五六日天]"
)
_WORDS = [
    word
    for line in Path(__file__).with_name("buttons.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
    for word in line.split()
]
_WIDGET_WORD = "|".join(sorted(map(re.escape, _WORDS), key=lambda word: (-len(word), word)))
_WIDGET = re.compile(rf"(?:(?:{_WIDGET_WORD})|[^\w\u4e00-\u9fff]|_)+", re.IGNORECASE)
_WIDGET_HEART = re.compile(
    r"打\s*印|关\s*闭|收\s*藏|分享|字\s*号|字\s*体|返回|顶部|查看更多|展开|扫一扫|无障碍|长者|登录|注册|繁體|English|首页|上一页"
    r"|下载|纠错|相关|二维码|朋友圈|微信|收起|阅读全文|搜索|检索|手机版|IPv6|点赞|举报|更多"
)
_LIBRARY = re.compile(
    r"由会员(?:分享|上传)|可在线(?:阅读|预览|免费阅读)|申明敬告|本站不保证|本站不予受理|珍藏版|会员上传|用户上传|上传(?:分享)?(?:于|人[:：])"
    r"|(?:文档|资源)(?:介绍|描述|简介|分享|大小|格式|页数|编号|ID)[:：]?|下载(?:积分|券|币|文档|需要|前请|该文档|此文档|提示|说明)|(?:所需|需要)(?:积分|文币|金币|下载券)"
    r"|更多相关《|免费(?:在线)?(?:阅读|下载)|全文(?:免费)?下载|文库(?:网|所有|版权)|范文(?:网|大全|写作)|公文(?:网|大全|写作网)"
    r"|(?:道客巴巴|豆丁网|百度文库|原创力文档|人人文库|金锄头|淘文阁|第一文库|冰豆网|装配图网|文秘(?:网|帮))"
    r"|本文(?:档)?(?:由|为|来自|来源于|转载自|转自)[^。]{0,24}(?:网|会员|用户|站|整理|上传|提供)"
    r"|(?:由|从)[^。]{0,16}(?:收集|搜集|采集)整理|(?:侵犯|侵权)[^。]{0,20}(?:联系|删除)|(?:版权|著作权)归(?:原)?作者"
    r"|仅供(?:参考|学习)[,，]?(?:请勿|不得|如)|(?:VIP|vip)(?:会员|下载|专享)|客服(?:QQ|微信|电话)|加微信|关注(?:微信)?公众号[^。]{0,20}(?:获取|领取|下载|回复)"
    r"|(?:仅展示|已省略|省略(?:了)?)\s*\d+\s*字|全文共\s*\d+\s*字|小编[^。]{0,6}(?:整理|收集|搜集|准备|精选|推荐|分享|带来)|下载后(?:可|即可|使用)[^。]{0,12}(?:编辑|修改|删除|复制)|[Ww]ord(?:版|文档)(?:下载|可编辑)|点击(?:下载|查看更多|进入|加载)"
)
# one of these stands in every notice: asking for them first spares most lines the long pattern; each begins with
# a character, no class, so that the scanner can leap to the next
_LIBRARY_WORDS = re.compile(
    r"会员|本站|此站|申明敬告|珍藏版|上传|文档|资源|下载|积分|更多相关|免费|全文|文库|范文|公文|道客|豆丁|原创力|金锄头|淘文阁|冰豆"
    r"|小编|仅展示|省略|全文共|装配图|文秘|本文|整理|侵犯|侵权|作者|仅供|VIP|vip|客服|加微信|公众号|点击|Word|word|文币"
)
_LIBRARY_FORMAL = re.compile(r"人民政府|司法局|行政|法治政府建设(?!情况)")
_LIBRARY_LINES = re.compile(
    r"[-—·•\s]*(?:20\d\d[-./年]\d{1,2}[-./月]\d{1,2}日?\s*(?:发布|上传|更新)|\d{1,5}(?:\.\d+)?\s*[KMkm][Bb]?"
    r"|\d{1,4}\s*页|\d{1,6}\s*(?:次|人)(?:阅读|下载|浏览|看过)"
    r"|(?:文档|资料|内容)(?:介绍|简介|描述|预览|摘要)|(?:举报|版权)(?:申诉|投诉)?|\.?(?:docx?|pdf|wps|txt))[\s|｜·]*"
)
_PAGE = re.compile(
    r"^(?:更换或升级浏览器|(?:当前|您的)浏览器|[若如]?您?(?:当前)?使用的浏览器|建议您?(?:升级|更换|使用)[^。]{0,12}浏览器|请(?:启用|开启)JavaScript"
    r"|请输入(?:关键字|关键词|搜索|您要)|热(?:门搜索|搜(?:词)?)[:：]|温馨提示[:：]|您(?:是|为)第|本页(?:访问|浏览)|(?:设为|加入)(?:首页|收藏)"
    r"|(?:网站)?(?:主管|主办|承办|协办|维护|技术支持|版权所有|版权|备案号|备案序号|网站标识码|政府网站标识码|建议使用|推荐使用|地址|邮编|邮政编码|联系(?:电话|方式)|传真|电子邮箱|邮箱|网址)"
    r"(?:单位)?\s*[:：©]|Copyright|COPYRIGHT|©|[\u4e00-\u9fa5]ICP[备证]|[\u4e00-\u9fa5]公网安备"
    r"|上一[篇条则页]\s*[:：]|下一[篇条则页]\s*[:：]"
    r"|(?:文件|内容)?(?:解读|下载|附件)链接[:：]|扫一扫|扫描(?:下方)?二维码|(?:点击)?(?:查看|展开)(?:更多|全文)|返回顶部)"
)
# what news accounts tell their readers to do with the page
_ACCOUNT = re.compile(
    r"[^\w\u4e00-\u9fff]{0,6}(?:点击(?:上方|下方|文末|图片|蓝字|标题|右上角|阅读原文|关注|视频|链接|这里|此处|查看)|点(?:个|亮|一下)[“”‘’\"「『]{0,2}(?:在看|赞|星标)"
    r"|长按(?:识别|图片|扫码|关注|下方|上方|二维码|保存)|识别(?:下方|上方|图中)?二维码|(?:戳|猛戳)(?:上方|下方|图片|蓝字|这里|↓|↑)"
    r"|(?:左右|上下|向[上下左右])滑动|滑动(?:查看|浏览|阅读)|(?:喜欢|觉得)[^。，]{0,8}点[个亮]|关注(?:我们|本?公众号|[“「『][^”」』]{1,14}[”」』](?:公众号)?$)"
    r"|欢迎(?:关注|转发|分享到)|(?:转发|分享)(?:给|到)(?:更多|朋友|身边)|(?:图|照)片?(?:来源|源)(?:于|自|[:：])|来源网络)"
)
_ACCOUNT_LONGEST = 40
_TAIL = re.compile(
    r"^[\[【(（\s]*(?:上一[篇条则]|下一[篇条则]|相关(?:附件|文档|链接|阅读|新闻|推荐|信息|稿件|文章|解读|政策|报道|资料)(?!的)"
    r"|推荐阅读|延伸阅读|热门(?:推荐|文章|文档)|猜你喜欢|大家都在看"
    r"|分享(?:到|至|给)?\s*[:：]|扫一扫|扫码|版权所有|版权声明|主办(?:单位)?[:：]|承办(?:单位)?[:：]|主管(?:单位)?[:：]"
    r"|网站标识码|打印(?:本页|此页)?[\]】\s]|【?关闭|责任编辑|责编[:：]|编辑[:：]|附件下载"
    r"|字号[:：]|字体[:：]|您是第|返回(?:顶部|列表)|查看更多|查看全文|展开全文|文件下载|免责声明|网站声明|网站地图|联系我们|友情链接|Copyright|©)"
)
_BUTTON_END = re.compile(
    r"[。！？”）》\w]\s*((?:点击)?查看更多(?:内容|精彩)?|点击查看全文|展开(?:全文|全部|更多)|阅读(?:全文|更多|原文)|收起全文|返回顶部|下载(?:本文|文档|全文)"
    r"|扫一扫在手机打开当前页面?|\[?打印(?:本页)?\]?\s*\[?关闭(?:窗口)?\]?|【打印】\s*【?关闭】?)\s*[.。…>》]*$"
)
_INNER = re.compile(
    r"[（(【\[［][^（）()【】\[\]［］\n]{0,60}(?:收集整理|搜集整理|转载请|版权归|来源于网络|范文网|文库|下载本文|免费下载|更多精彩|由会员)"
    r"[^（）()【】\[\]［］\n]{0,60}[）)】\]］]"
)
_INNER_WORDS = re.compile("整理|转载|文库|下载|范文|版权|来源于网络|更多精彩|由会员")
NOTICE_WORDS = re.compile(f"{_LIBRARY_WORDS.pattern}|{_INNER_WORDS.pattern}")
"""One of these stands in every notice of a document library, on a line of its own or within one."""
_BUTTON_HINT = (
    "更多",
    "全文",
    "全部",
    "原文",
    "顶部",
    "文档",
    "本文",
    "页",
    "页面",
    "关闭",
    "窗口",
    "】",
    "]",
    "精彩",
    "内容",
)


def is_navigation(text: str) -> bool:
    """True for breadcrumbs, menus and the date line of a portal."""
    if len(text) > 200 or "。" in text:
        return False
    # a word that must be there is looked for first: this is asked of every heading
    if ("位置" in text or "栏目" in text) and _CRUMB_LEAD.match(text):
        return True
    if "日" in text and _TODAY.match(text):
        return True
    marks = len(_CRUMB_MARK.findall(text))
    if marks and text.startswith(("首页", "网站首页", "主页")):
        return True
    if marks < 2:
        return False
    pieces = [piece.strip() for piece in re.split(r"[>＞»›→|｜丨/／·]|\s{2,}|\u3000", text) if piece.strip()]
    if len(pieces) < 3 or max(map(len, pieces)) > 24:
        return False
    return any(word in text for word in _HOME) or sum(map(len, pieces)) / len(pieces) <= 8


def is_widget(text: str) -> bool:
    """True for a line that is made of buttons alone: 【打印】【关闭】, 分享到：微信 微博."""
    return len(text) <= 120 and _WIDGET_HEART.search(text) is not None and _WIDGET.fullmatch(text) is not None


def is_library_notice(text: str, hinted: bool = True) -> bool:
    """True for notices of document libraries: 由会员分享, 申明敬告, 下载积分.

    ``hinted`` is false where none of :data:`NOTICE_WORDS` stands in the text, which many lines ask for at once.
    """
    if len(text) > 400:
        return False
    # most lines begin with a Chinese character, and these lines with few of them
    first = text[:1]
    if not ("\u4e00" <= first <= "\u9fff" and first not in "文资内举版") and _LIBRARY_LINES.fullmatch(text):
        return bool(re.search(r"\D", text))
    if not hinted or not _LIBRARY_WORDS.search(text) or not (hits := _LIBRARY.findall(text)):
        return False
    # a report may speak of 下载 or 版权 too: one hit in a long sentence is not enough
    return (
        (len(text) <= 60 and not _LIBRARY_FORMAL.search(text))
        or len(hits) >= 2
        or any(word in text for word in ("会员", "本站", "小编"))
    )


def is_page_notice(text: str) -> bool:
    """True for search boxes, visitor counts, imprint and copyright lines."""
    return len(text) <= 200 and _PAGE.match(text) is not None


def is_account_notice(text: str) -> bool:
    """True for what a news account asks of its reader: 点击上方蓝字, 长按识别二维码, 左右滑动查看."""
    return len(text) <= _ACCOUNT_LONGEST and "。" not in text and _ACCOUNT.match(text) is not None


def is_tail_start(text: str) -> bool:
    """True for a line with which the furniture below a report begins."""
    return len(text) <= 120 and (
        _TAIL.match(text) is not None or is_widget(text) or is_page_notice(text) or is_account_notice(text)
    )


def ends_with_button(text: str) -> int:
    """The length of a button glued to the end of a line: 查看更多, 展开全文; 0 where there is none."""
    if not text.rstrip(".。…> 》").endswith(_BUTTON_HINT):
        return 0
    match = _BUTTON_END.search(text[-60:])
    return len(text[-60:]) - match.start(1) if match else 0


def inner_notices(text: str) -> list[tuple[int, int]]:
    """Half-open ranges of bracketed advertisements within a line."""
    if not _INNER_WORDS.search(text):
        return []
    return [match.span() for match in _INNER.finditer(text)]
