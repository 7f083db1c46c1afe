"""One place over the years: figures that stay to the last digit, a shortcoming said each year; a report's page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing
from html import escape

import pytest

from checker.audit.engines import Local
from checker.audit.pages import render
from checker.audit.run import STORE, Options, audit
from checker.audit.sources import Entry
from checker.audit.store import Store
from checker.pipeline import check
from checker.rendering.words import words

_LACKING = "渣土车夜间抛洒查处不力，联合检查次数偏少"


def _report(year: int, figures: tuple[str, ...], lacking: str) -> str:
    told = (
        f"全年办理行政处罚案件{figures[0]}件。开展执法检查{figures[1]}次。办理行政许可{figures[2]}件。"
        f"调解矛盾纠纷{figures[3]}件。"
    )
    return (
        f"云岭县人民政府关于{year}年度法治政府建设情况的报告\n一、{year}年度推进法治政府建设的主要举措和成效\n"
        f"（一）严格规范公正文明执法。{told}\n二、{year}年度推进法治政府建设存在的不足\n一是{lacking}。\n"
        f"二是第{year % 10}批干部普法考试组织较晚，补考人数较多。\n三、{year + 1}年度推进法治政府建设的主要安排\n"
        f"（一）修订工作规则。\n云岭县人民政府\n{year + 1}年2月20日\n"
    )


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    source, folder = tmp_path_factory.mktemp("in"), tmp_path_factory.mktemp("out")
    years = {
        2021: (("1287", "356", "4519", "40"), _LACKING),
        2022: (("1287", "356", "4519", "40"), _LACKING),
        2023: (("1287", "357", "4519", "40"), _LACKING.replace("偏少", "仍偏少")),
        # 2024 says another shortcoming
        2024: (("1301", "366", "4620", "40"), "老旧小区加装电梯协调缓慢，征求意见周期偏长"),
    }
    for year, (figures, lacking) in years.items():
        (source / f"{year}.txt").write_text(_report(year, figures, lacking), encoding="utf-8")
    audit([source], folder, Options(pages=""), Local(1))
    with closing(Store(folder / STORE)) as opened:
        yield opened


def test_three_figures_kept_to_the_last_digit_are_told_with_both_places(store: Store) -> None:
    rows = store.fetch(
        """SELECT c.year, s.measure, s.value, s.unit, s.start, s.end, s.before_start, s.before_end, s.report, s.before
           FROM stale s JOIN cohort c USING (report) ORDER BY c.year, s.number"""
    )
    # in 2023 only two are the same, and two are too few; the round 40 never counts
    assert [row[:4] for row in rows] == [
        (2022, "全年办理行政处罚案件", 1287.0, "件"),
        (2022, "开展执法检查", 356.0, "次"),
        (2022, "办理行政许可", 4519.0, "件"),
    ]
    from checker.audit.copies import Texts

    texts = Texts(store, {})
    for *_, value, unit, start, end, before_start, before_end, report, before in rows:
        assert texts.plain(report)[0][start:end] == f"{value:g}{unit}"
        assert texts.plain(before)[0][before_start:before_end] == f"{value:g}{unit}"


def test_shortcoming_said_every_year_has_its_years_counted(store: Store) -> None:
    rows = store.fetch(
        """SELECT c.year, f.years, f.this_text FROM followed f JOIN cohort c USING (report)
           WHERE f.role = 'problems' ORDER BY c.year"""
    )
    said = [(year, years) for year, years, text in rows if "渣土车夜间抛洒" in text]
    assert said == [(2022, 2), (2023, 3)]


def test_page_of_a_report_tells_every_finding_and_runs_nothing() -> None:
    hostile = "<script>alert(1)</script>&“甲”"
    text = _report(2023, ("1287", "356", "4519", "40"), hostile).replace("修订工作规则", "建好村居法律顾问微信群")
    (assessment,) = check(text.encode(), name="a.txt")
    page = render(assessment, Entry(f"/data/{hostile}.txt", "")).decode()
    assert "<script" not in page
    assert "default-src 'none'" in page
    counted = re.findall(r'<h2 class="(\w+)">[^<]+（(\d+)）', page)
    assert {status: int(count) for status, count in counted} == {
        status: count for status, count in assessment.counts.items() if count
    }
    assert "建议：建议" not in page
    say = words("zh")
    notes = {say.note(quote, one.message) for one in assessment.findings for quote in one.near}
    assert any(notes)
    assert [note for note in notes if note and f"（{escape(note)}）" not in page] == []
    for finding in assessment.findings:
        assert finding.name.replace("“", "“") in page.replace("&quot;", '"')
        if finding.status in ("fail", "warn"):
            assert f"<code>{finding.criterion}</code>" in page
