"""Reports of the two other kinds: which rubric they get, and exactly what is found in them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from checker import check
from checker.model import Assessment, Finding

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures"


@cache
def assessed(name: str) -> Assessment:
    found = check(FIXTURES / name)
    assert len(found) == 1
    return found[0]


def open_findings(name: str) -> dict[str, str]:
    return {f.criterion: f.status for f in assessed(name).findings if f.status in ("fail", "warn", "error")}


def finding(name: str, criterion: str) -> Finding:
    return next(f for f in assessed(name).findings if f.criterion == criterion)


@pytest.mark.parametrize(
    ("name", "rubric", "kind", "year"),
    [
        ("open-government/qinghuai-county-2023.docx", "open-government", "county", 2023),
        ("open-government/linxi-education-2024.html", "open-government", "department", 2024),
        ("open-government/baishi-town-2023.txt", "open-government", "township", 2023),
        ("leader-duty/qinghuai-mayor-2023.txt", "leader-duty", "county", 2023),
        ("leader-duty/linxi-water-2023.docx", "leader-duty", "department", 2023),
        ("leader-duty/baishi-secretary-2024.html", "leader-duty", "township", 2024),
    ],
)
def test_the_rubric_is_picked_by_the_document(name: str, rubric: str, kind: str, year: int) -> None:
    one = assessed(name)
    assert (one.rubric.id, one.report.identity.kind, one.report.identity.year) == (rubric, kind, year)
    assert one.chosen.startswith("标题含“")
    assert one.chosen.endswith(f"报告年度 {year}")


EXPECTED: dict[str, dict[str, str]] = {
    # true tables with merged cells, all sums hold
    "open-government/qinghuai-county-2023.docx": {},
    # rowspan and colspan, three sums that do not hold, a stroke and a blank, published on 12 February
    "open-government/linxi-education-2024.html": {
        "annual.published": "fail",
        "requests.totals": "fail",
        "requests.results": "fail",
        "requests.balance": "fail",
        "proactive.documents-filled": "warn",
        "requests.filled": "warn",
    },
    # the cells became lines; part four with its table is missing
    "open-government/baishi-town-2023.txt": {"part.review": "fail", "review.table": "fail"},
    "leader-duty/qinghuai-mayor-2023.txt": {},
    "leader-duty/baishi-secretary-2024.html": {
        "account.problems": "fail",
        "duties.justice": "warn",
    },
    # written in the third person, nothing but stands taken
    "leader-duty/linxi-water-2023.docx": {
        "account.first-person": "warn",
        "duties.thought": "warn",
        "duties.agenda": "warn",
        "duties.decisions": "warn",
        "duties.law-study": "warn",
        "duties.justice": "warn",
        "duties.colleagues": "warn",
        "personal.acts": "warn",
        "personal.results": "warn",
        "quality.specific-problems": "warn",
        "quality.plan-answers-problems": "warn",
    },
}


@pytest.mark.parametrize("name", EXPECTED)
def test_exactly_the_planted_defects_are_found(name: str) -> None:
    assert open_findings(name) == EXPECTED[name]


def test_a_wrong_total_is_told_with_both_numbers_and_its_cells() -> None:
    found = finding("open-government/linxi-education-2024.html", "requests.totals")
    assert found.message == (
        "收到和处理申请情况表的数字对不上，请核对：“本年新收”一行“自然人”至“其他”各项之和为 15，“总计”为 16。"
    )
    assert [(q.text, q.location.cell) for q in found.evidence] == [
        ("一、本年新收政府信息公开申请数量", (2, 4, 1)),
        ("16", (2, 4, 10)),
    ]
    balance = finding("open-government/linxi-education-2024.html", "requests.balance")
    assert "“自然人”一栏“本年新收”“上年结转”之和为 12，“办理结果总计”“结转下年度继续办理”之和为 13" in balance.message


def test_tables_whose_cells_became_lines_are_read_where_every_row_has_its_numbers() -> None:
    name = "open-government/baishi-town-2023.txt"
    assert finding(name, "requests.table").status == "pass"
    assert finding(name, "requests.balance").message == "收到和处理申请情况表核对了 7 处合计，都相符。"
    assert finding(name, "review.totals").status == "not_applicable"


def test_a_lost_table_that_cannot_be_read_is_said_to_be_unread(tmp_path: Path) -> None:
    text = (FIXTURES / "open-government/baishi-town-2023.txt").read_text("utf-8")
    head, _, rest = text.partition("结转下年度继续办理\n")
    start = head.rindex("其他\n", 0, head.index("一、本年新收"))
    # blank cells leave no line: the numbers left cannot be told to columns
    lost = head[:start] + head[start:].replace("\n0\n0\n0", "\n0") + "结转下年度继续办理\n" + rest
    path = tmp_path / "a.txt"
    path.write_text(lost, "utf-8")
    found = {f.criterion: f for f in check(path)[0].findings}
    # every row's name is there, so the table is; what its numbers are is not guessed
    assert found["requests.table"].status == "pass"
    assert (
        found["requests.totals"].message == "收到和处理申请情况表核对了 1 处合计，都相符。另有 24 行未能读出，请核对。"
    )
    for criterion in ("requests.totals", "requests.results", "requests.balance"):
        assert found[criterion].status == "warn", criterion
        assert "24 行未能读出，请核对。" in found[criterion].message, criterion


def test_the_html_cells_stand_in_the_columns_that_a_browser_draws() -> None:
    cells = {
        block.location.cell: one.raw[block.start : block.end]
        for one in [assessed("open-government/linxi-education-2024.html").report.clean.document]
        for block in one.blocks
        if block.location.cell
    }
    assert cells[2, 3, 6] == "机构"
    assert cells[2, 4, 4] == "11"
    assert cells[2, 8, 3] == "1.属于国家秘密"
    assert (2, 8, 7) not in cells  # the blank one
    assert cells[2, 9, 4] == "0"


def test_english_readers_get_english_messages_advice_and_names_of_instruments() -> None:
    from checker.rendering import RenderOptions, render

    one = assessed("open-government/linxi-education-2024.html")
    text = " ".join(render([one], "terminal", RenderOptions(lang="en", width=110)).decode("utf-8").split())
    assert "open-government 1.0.0 (by its title, 2024)" in text
    assert "Departments publish by 31 January" in text
    assert "Regulation on Open Government Information" in text
    assert "art. 49" in text
