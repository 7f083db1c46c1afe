"""Tables of the source are tables on the page, in the order of the text, with every passage where it was."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser

from checker import check, load_rubric
from checker.rendering import render

HEAD = (
    "<html><body><h1>青屏县人民政府2023年法治政府建设年度情况报告</h1><p>青屏市人民政府：</p><p>一、主要举措和成效</p>"
)
TAIL = "<p>二、存在的不足</p><p>一是行政复议人员力量不足。</p></body></html>"
TABLE = """<table>
<tr><td colspan="3">重点任务完成情况</td></tr>
<tr><td>任务</td><td>完成情况</td><td>牵头单位</td></tr>
<tr><td>行政复议</td><td><p>受理行政复议申请52件。</p><p>审结45件。</p></td><td></td></tr>
<tr><td></td><td>公示执法决定418件</td><td>县司法局</td></tr>
</table>"""


def page(body: str) -> LexborHTMLParser:
    rubric = load_rubric("law-government-2021")
    return LexborHTMLParser(
        render(check((HEAD + body + TAIL).encode(), rubric=rubric, name="报告.html"), "html").decode()
    )


def rows(tree: LexborHTMLParser) -> list[list[tuple[str, str | None]]]:
    return [
        [("/".join(p.text() for p in cell.css("p")), cell.attributes.get("colspan")) for cell in row.css("td")]
        for row in tree.css(".grid tr")
    ]


def test_a_table_is_a_table() -> None:
    assert rows(page(TABLE)) == [
        [("重点任务完成情况", "3")],
        [("任务", None), ("完成情况", None), ("牵头单位", None)],
        [("行政复议", None), ("受理行政复议申请52件。/审结45件。", None), ("", None)],
        [("", None), ("公示执法决定418件", None), ("县司法局", None)],
    ]


def test_two_tables_stay_apart_and_text_between_them_stays_text() -> None:
    tree = page(TABLE + "<p>以上为上半年情况。</p>" + TABLE)
    assert len(tree.css(".grid")) == 2
    assert [p.text() for p in tree.css(".paper > p") if "上半年" in p.text()] == ["以上为上半年情况。"]


def test_passages_stand_in_the_order_of_the_text() -> None:
    tree = page(TABLE)
    starts = [int(piece.attributes["data-s"] or "") for piece in tree.css(".paper .m")]
    assert starts == sorted(starts)
    assert tree.css(".grid .m")
    assert re.sub(r"\s", "", tree.css(".paper")[0].text()).count("公示执法决定418件") == 1


def test_a_table_that_only_lays_out_the_page_is_none() -> None:
    tree = page("<table><tr><td><p>受理行政复议申请52件。</p></td></tr><tr><td><p>审结45件。</p></td></tr></table>")
    assert not tree.css(".grid")
    assert "审结45件。" in [p.text() for p in tree.css(".paper > p")]
