"""Web pages: the report is found, the page around it set aside, its facts kept."""

from __future__ import annotations

import pytest

from checker.errors import LimitError, UnreadableError
from checker.model import Document
from checker.reading import Limits, read

BODY = """<p style="text-align:center"><b>青石县人民政府<br>关于2024年度法治政府建设情况的报告</b></p>
<p>市人民政府：</p>
<p>　　2024年，我县围绕<span>营商</span><span>环境</span>推进依法行政，任务按期完成，现报告如下。</p>
<p>&nbsp;&nbsp;一、主要做法</p>
<p>（一）规范文件管理。制定行政规范性文件6件，备案6件，清理后废止3件。</p>
<table><tr><th>事项</th><th>件数</th></tr><tr><td>行政复议</td><td>36件</td></tr></table>
<p>二、存在不足。一是力量偏少，二是能力不足，三是机制不顺。</p>
<p>青石县人民政府</p><p>2025年1月18日</p><p>（此件公开发布）</p>"""
LINES = [
    "青石县2024年度法治政府建设情况报告",
    "青石县人民政府",
    "关于2024年度法治政府建设情况的报告",
    "市人民政府：",
    "　　2024年，我县围绕营商环境推进依法行政，任务按期完成，现报告如下。",
    "\xa0\xa0一、主要做法",
    "（一）规范文件管理。制定行政规范性文件6件，备案6件，清理后废止3件。",
    "事项",
    "件数",
    "行政复议",
    "36件",
    "二、存在不足。一是力量偏少，二是能力不足，三是机制不顺。",
    "青石县人民政府",
    "2025年1月18日",
    "（此件公开发布）",
]
HEAD = """<html><head><meta charset="{charset}"><title>青石县2024年度法治政府建设情况报告_青石县人民政府网</title>
<meta name="PubDate" content="2025-01-20 10:00"><meta name="ContentSource" content="青石县司法局">
<script>document.write("<div><div>，，，，，，。。。");</script><style>p{{color:red}}</style></head><body>
<div class="header"><ul class="nav"><li><a href="/">首页</a></li><li><a href="/x">政务公开</a></li></ul></div>
<div class="crumb">当前位置：<a>首页</a> &gt; <a>政务公开</a></div>"""
INDEX = """<table><tr><td>索 引 号：</td><td>QS-1/2025-3</td><td>发布机构：</td><td>青石县司法局</td></tr>
<tr><td>成文日期：</td><td>2025年1月18日</td><td>有效性：</td><td></td></tr></table>"""
TITLE = """<h1>青石县2024年度法治政府建设情况报告</h1><p>发布日期：2025-01-20 来源：县司法局 浏览次数：</p>"""
FOOT = """<div class="related"><h3>相关文章</h3><ul><li><a>青石县2023年度法治政府建设情况报告</a></li></ul></div>
<div class="share">分享到：微信 微博</div><div class="footer">主办：青石县人民政府办公室 版权所有</div></body></html>"""


def _page(open_tag: str, close_tag: str, charset: str = "utf-8") -> str:
    return HEAD.format(charset=charset) + INDEX + TITLE + open_tag + BODY + close_tag + FOOT


def _kept(document: Document) -> list[str]:
    return [document.raw[block.start : block.end] for block in document.blocks]


PAGES = {
    "known container": ('<div id="zoom">', "</div>"),
    "editor class": ('<div class="con"><div class="TRS_Editor">', "</div></div>"),
    "unknown container": ('<div class="x9"><div class="y7">', "</div></div>"),
    "layout table": ("<table><tr><td>", "</td></tr></table>"),
}


@pytest.mark.parametrize("page", PAGES)
def test_the_report_is_found(page: str) -> None:
    document = read(_page(*PAGES[page]).encode(), name="页面.html")
    assert _kept(document) == LINES
    assert [block.location.paragraph for block in document.blocks] == list(range(1, len(LINES) + 1))


def test_a_body_of_line_breaks() -> None:
    body = BODY.replace("</p>", "<br>").replace("<p>", "").replace('<p style="text-align:center">', "")
    page = HEAD.format(charset="utf-8") + TITLE + "<div class=art>" + body + "</div>" + FOOT
    assert _kept(read(page.encode(), name="页面.html")) == LINES


def test_cells_know_their_place() -> None:
    document = read(_page(*PAGES["known container"]).encode(), name="页面.html")
    cells = {document.raw[b.start : b.end]: b.location.cell for b in document.blocks if b.kind == "cell"}
    assert cells == {"事项": (1, 1, 1), "件数": (1, 1, 2), "行政复议": (1, 2, 1), "36件": (1, 2, 2)}
    assert document.ledger.tables == 1


def test_facts_of_meta_elements_tables_and_lines() -> None:
    document = read(_page(*PAGES["known container"]).encode(), name="页面.html")
    found = [(fact.name, fact.value) for fact in document.metadata]
    for fact in (
        ("发布日期", "2025-01-20 10:00"),
        ("来源", "青石县司法局"),
        ("索引号", "QS-1/2025-3"),
        ("发布机构", "青石县司法局"),
        ("成文日期", "2025年1月18日"),
        ("发布日期", "2025-01-20"),
    ):
        assert fact in found
    assert all(document.raw[f.start : f.end] == f.value for f in document.metadata if f.start >= 0)


def test_the_page_around_is_in_the_ledger() -> None:
    document = read(_page(*PAGES["known container"]).encode(), name="页面.html")
    samples = [document.raw[piece.start : piece.end] for piece in document.ledger.set_aside]
    for furniture in ("政务公开", "相关文章", "分享到：微信 微博", "主办：青石县人民政府办公室 版权所有"):
        assert furniture in samples
    assert not any("，，，" in sample for sample in samples)


@pytest.mark.parametrize(
    ("declared", "codec", "shown"),
    [
        ("gb2312", "gbk", "gb18030"),
        ("gb2312", "utf-8", "utf-8"),
        ("utf-8", "gb18030", "gb18030"),
        ("utf-8", "utf-16", "utf-16"),
    ],
)
def test_declared_and_real_encodings(declared: str, codec: str, shown: str) -> None:
    document = read(_page('<div id="zoom">', "</div>", declared).encode(codec), name="页面.html")
    assert _kept(document) == LINES
    assert document.encoding == shown
    wrong = (declared, codec) in {
        ("gb2312", "utf-8"),
        ("utf-8", "gb18030"),
    }
    assert any("声明的编码" in note for note in document.ledger.notes) is wrong


def test_a_fragment_without_a_frame() -> None:
    document = read("<p>青石县报告</p><p>全年办结案件36件，较好。</p><p>完</p>".encode(), name="片段.html")
    assert _kept(document) == ["青石县报告", "全年办结案件36件，较好。", "完"]


@pytest.mark.parametrize(
    "page",
    [b"<html><body>" + b"<div>" * 3000 + b"x", b"<b>" * 5000, b"<html>" + b"<table><tr><td>" * 900 + b"x"],
    ids=["div", "b", "table"],
)
def test_deep_nesting_is_stopped(page: bytes) -> None:
    with pytest.raises(LimitError, match="嵌套超过 400 层"):
        read(page, name="页面.html")


def test_nesting_can_be_allowed() -> None:
    page = "<div>" * 500 + "正文文字在此" + "</div>" * 500
    assert _kept(read(page.encode(), name="a.html", limits=Limits(max_nesting=600))) == ["正文文字在此"]


def test_a_page_without_text() -> None:
    with pytest.raises(UnreadableError, match="没有文字"):
        read(b"<html><body><script>var a=1</script><img src=a></body></html>", name="空.html")


def test_a_page_saved_as_one_file() -> None:
    from email.mime.multipart import MIMEMultipart
    from email.mime.text import MIMEText

    whole = MIMEMultipart("related")
    whole.attach(MIMEText(_page(*PAGES["known container"]), "html", "utf-8"))
    assert _kept(read(whole.as_bytes(), name="页面.mht")) == LINES
