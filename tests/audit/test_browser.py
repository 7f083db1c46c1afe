"""The dashboard in a real browser, with 20,000 reports in it. What is missing (playwright, Chromium) skips."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from checker.audit import dashboard
from checker.audit.cohort import tables
from checker.audit.marks import Marks

from .conftest import Audited

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: pip install playwright")
_MANY = 20_000
_REGIONS = 130


@pytest.fixture(scope="module")
def page(audited: Audited, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    names = (shutil.which(name) for name in ("chromium", "chromium-browser", "google-chrome"))
    path = os.environ.get("CHECKER_CHROMIUM") or next(filter(None, names), None)
    if path is None:
        pytest.skip("no Chromium: install it or set CHECKER_CHROMIUM")
    file = tmp_path_factory.mktemp("page") / "dashboard.html"
    file.write_bytes(_big(audited))
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        opened = browser.new_page(viewport={"width": 1366, "height": 768})
        opened.said = []
        opened.on("console", lambda message: opened.said.append(message.text))
        opened.on("pageerror", lambda error: opened.said.append(str(error)))
        opened.goto(Path(file).as_uri())
        yield opened
        browser.close()


def _big(audited: Audited) -> bytes:
    marks = Marks(audited.store)
    data = dashboard.gather(audited.store, tables(audited.store, marks), marks)
    rows = list(data["rows"])
    own = {row[0] for row in rows}
    made = [[f"{rows[i % len(rows)][0]}{i}", *rows[i % len(rows)][1:]] for i in range(_MANY)]
    # the first ones keep their names, so that tables find them; pages are linked as an audit with pages links them
    for number, row in enumerate(made):
        row[0] = rows[number][0] if number < len(own) else row[0]
        row[7] = f"pages/{number % 256:02x}/{number:016x}.html"
        row[1] = number % _REGIONS
    data["rows"] = made
    data["regions"] = [f"第{number}地区" + "长" * (number == _REGIONS - 1) for number in range(_REGIONS)]
    return b"".join(dashboard.pieces(data))


def test_page_shows_all_reports_and_draws_few(page: Any) -> None:
    assert page.inner_text("#summary").startswith(f"共 {_MANY} 份报告")
    page.click("#tab-reports")
    assert page.inner_text("#count") == f"显示 {_MANY} / {_MANY} 份"
    assert 5 < page.locator(".row").count() < 60
    page.evaluate("document.getElementById('list').scrollTop = 1e9")
    page.wait_for_timeout(50)
    assert str(_MANY - 1) in page.locator(".row").last.inner_text()
    assert page.said == []


def test_map_draws_the_regions_that_are_scrolled_to_or_asked_for(page: Any) -> None:
    page.click("#tab-heat")
    drawn = page.locator("#map tbody tr")
    wide = page.evaluate("document.getElementById('map').offsetWidth")
    assert drawn.count() == 40
    page.evaluate("document.querySelector('#heat .scroll').scrollTop = 1e9")
    page.wait_for_timeout(100)
    assert drawn.count() == 80
    page.click("#map-more")
    assert drawn.count() == 120
    page.click("#map-more")
    assert drawn.count() == _REGIONS
    assert page.locator("#map-more").is_hidden()
    assert drawn.last.locator("th").inner_text() == f"第{_REGIONS - 1}地区长"
    assert page.evaluate("document.getElementById('map').offsetWidth") == wide
    assert page.said == []


def test_cell_of_the_map_lists_what_is_open_there(page: Any) -> None:
    page.click("#tab-heat")
    page.locator("#map td button", has_text=re.compile("^0$")).first.click()
    assert page.inner_text("#count") != f"显示 {_MANY} / {_MANY} 份"
    page.locator(".row button").first.click()
    assert "需核对" in page.inner_text("#detail")
    page.click("#reset")
    assert page.inner_text("#count") == f"显示 {_MANY} / {_MANY} 份"
    assert page.said == []


def test_trends_are_drawn_by_year_and_follow_the_filters(page: Any) -> None:
    page.click("#tab-trends")
    titles = page.locator("#lines svg title").all_text_contents()
    assert len(titles) == 7
    assert all("2022年度" in title and "2023年度" in title for title in titles)
    assert page.locator("#lines .dot").count() == 14
    assert f"年度明确的报告 {_MANY} 份" in page.inner_text("#trend-count")
    page.select_option("#trend-kind", label="政府部门")
    assert f"报告 {_MANY} 份" not in page.inner_text("#trend-count")
    page.select_option("#trend-kind", label="全部")
    assert page.said == []


def test_names_in_tables_open_the_reports_pages(page: Any) -> None:
    page.click("#tab-t-late")
    first = page.locator("#t-late tbody a").first
    assert re.fullmatch(r"pages/[0-9a-f]{2}/[0-9a-f]{16}\.html", first.get_attribute("href"))
    assert page.said == []


def test_tables_open_by_keyboard(page: Any) -> None:
    page.focus("#tab-t-copies")
    page.keyboard.press("Enter")
    assert "请核对" in page.inner_text("#t-copies")
    assert page.get_attribute("#tab-t-copies", "aria-selected") == "true"
    assert page.said == []
