"""The page in a real browser: a finding lights its passage, filters, prints, and axe finds nothing serious.

Needs playwright and a Chromium (``CHECKER_CHROMIUM``, or the usual names on the path); axe-core from
``CHECKER_AXE`` (a path to axe.min.js) or from ``node_modules`` of the working folder. What is missing skips.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from checker.rendering import RenderOptions, render

from ..rendering import samples

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: pip install playwright")

DESKTOP = {"width": 1366, "height": 768}
PHONE = {"width": 390, "height": 844}


def _chromium() -> str | None:
    named = os.environ.get("CHECKER_CHROMIUM")
    found = (shutil.which(name) for name in ("chromium", "chromium-browser", "google-chrome"))
    return named or next(filter(None, found), None)


def _axe() -> Path | None:
    named = os.environ.get("CHECKER_AXE")
    path = Path(named) if named else Path("node_modules/axe-core/axe.min.js")
    return path if path.is_file() else None


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    path = _chromium()
    if path is None:
        pytest.skip("no Chromium: install it or set CHECKER_CHROMIUM")
    with sync_api.sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("pages")
    for name, sample in (
        ("one", [samples.realistic()]),
        ("two", samples.two_parts()),
        ("hostile", [samples.hostile()]),
        ("big", [samples.big(10_000)]),
    ):
        (made / f"{name}.html").write_bytes(render(sample, "html"))
    (made / "en.html").write_bytes(render([samples.realistic()], "html", RenderOptions(lang="en")))
    return made


class Visit:
    """An opened page, and whatever its console and the network had to say."""

    def __init__(self, browser: Any, path: Path, **context: Any) -> None:
        self.context = browser.new_context(viewport=context.pop("viewport", DESKTOP), **context)
        self.page = self.context.new_page()
        self.troubles: list[str] = []
        self.requests: list[str] = []
        self.page.on("console", lambda message: self.troubles.append(message.text))
        self.page.on("pageerror", lambda error: self.troubles.append(str(error)))
        self.page.on("dialog", lambda dialog: (self.troubles.append(dialog.message), dialog.dismiss()))
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.goto(path.as_uri())

    def __enter__(self) -> Any:
        return self.page

    def __exit__(self, *_: object) -> None:
        self.context.close()


def lit(page: Any) -> str:
    return "".join(page.locator(".paper .lit").all_text_contents())


def test_a_click_lights_the_passage_and_brings_it_into_view(browser: Any, folder: Path) -> None:
    with Visit(browser, folder / "one.html") as page:
        link = page.locator(".quote", has_text="落实不够到位").first
        link.click()
        assert lit(page) == "一是行政执法“三项制度”落实不够到位。"
        page.wait_for_timeout(800)
        assert page.locator(".paper .lit").first.is_visible()
        box = page.locator(".paper .lit").first.bounding_box()
        assert 0 <= box["y"] < DESKTOP["height"]
        assert link.get_attribute("aria-current") == "true"
        assert "已定位到原文" in page.locator(".live").text_content()


def test_the_keyboard_does_what_the_mouse_does(browser: Any, folder: Path) -> None:
    with Visit(browser, folder / "one.html") as page:
        page.locator(".quote", has_text="全覆盖").first.focus()
        page.keyboard.press("Enter")
        assert lit(page) == "将推进行政执法“三项制度”全覆盖。"
        page.keyboard.press("Escape")
        assert lit(page) == ""
        page.locator("summary", has_text="行政复议").focus()
        page.keyboard.press("Enter")
        assert lit(page) == "全年收到行政复议申请52件，受理48件，审结45件，纠错率为8.9%。"


def test_the_first_tab_stop_skips_to_the_findings(browser: Any, folder: Path) -> None:
    with Visit(browser, folder / "one.html") as page:
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
        page.keyboard.press("Enter")
        assert page.evaluate("location.hash") == "#r1-findings"


def test_a_passage_leads_back_to_its_finding(browser: Any, folder: Path) -> None:
    with Visit(browser, folder / "one.html") as page:
        page.locator(".paper .m", has_text="县政府聘请7名律师").click()
        assert page.locator(".finding.on .id").text_content().endswith("decision.counsel")
        assert page.locator(".finding.on details").get_attribute("open") is not None


def visible(page: Any) -> int:
    return int(page.locator(".finding:not([hidden])").count())


def test_filters(browser: Any, folder: Path) -> None:
    with Visit(browser, folder / "one.html") as page:
        page.locator("button[data-filter=fail]").click()
        assert visible(page) == 2
        page.locator("button[data-filter=warn]").click()
        assert visible(page) == 6
        assert page.locator(".shown").text_content() == "显示 6 / 16 条"
        page.locator(".reset").click()
        assert visible(page) == 16
        page.locator("select[data-by=group]").select_option("enforcement")
        assert visible(page) == 3
        page.locator("select[data-by=assertion]").select_option("lacking")
        assert visible(page) == 1
        page.locator(".reset").click()
        page.locator("input[data-by=text]").fill("出庭率")
        assert visible(page) == 1
        page.locator("input[data-by=text]").fill("没有这样的字")
        assert page.locator(".empty").is_visible()


def test_a_print_has_every_finding_and_the_text(browser: Any, folder: Path) -> None:
    with Visit(browser, folder / "one.html") as page:
        page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
        assert page.locator("details:not([open])").count() == 0
        page.evaluate("window.dispatchEvent(new Event('afterprint'))")
        assert page.locator("details:not([open])").count() == 9
        page.emulate_media(media="print")
        assert not page.locator(".fields").is_visible()
        assert page.locator(".paper").is_visible()
        assert page.pdf(format="A4").startswith(b"%PDF")


def test_a_phone_scrolls_one_way_and_comes_back(browser: Any, folder: Path) -> None:
    with Visit(browser, folder / "one.html", viewport=PHONE) as page:
        assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
        link = page.locator(".quote", has_text="落实不够到位").first
        link.click()
        back = page.locator(".back")
        back.wait_for(state="visible")
        page.wait_for_timeout(900)
        box = page.locator(".paper .lit").first.bounding_box()
        assert 0 <= box["y"] < PHONE["height"]
        back.click()
        page.wait_for_timeout(900)
        assert not back.is_visible()
        assert 0 <= link.bounding_box()["y"] < PHONE["height"]


def test_reports_of_one_file_are_lit_apart(browser: Any, folder: Path) -> None:
    with Visit(browser, folder / "two.html") as page:
        page.locator("#r2 .quote", has_text="落实不够到位").first.click()
        assert page.locator("#r1 .lit").count() == 0
        assert page.locator("#r2 .paper .lit").count() == 1


@pytest.mark.parametrize("name", ["one", "two", "hostile", "en"])
def test_nothing_runs_and_nothing_is_fetched(browser: Any, folder: Path, name: str) -> None:
    visit = Visit(browser, folder / f"{name}.html")
    with visit as page:
        page.locator(".quote").first.click()
        assert visit.troubles == []
        assert visit.requests == [(folder / f"{name}.html").as_uri()]


def test_ten_thousand_findings_still_answer(browser: Any, folder: Path) -> None:
    with Visit(browser, folder / "big.html") as page:
        page.locator("button[data-filter=fail]").click()
        assert visible(page) == 2_000
        page.locator(".finding:not([hidden]) .quote").first.click()
        assert lit(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("name", ["one", "two", "en"])
def test_axe_finds_nothing_serious(
    browser: Any, folder: Path, name: str, viewport: dict[str, int], scheme: str
) -> None:
    axe = _axe()
    if axe is None:
        pytest.skip("no axe-core: npm install axe-core, or set CHECKER_AXE to axe.min.js")
    path = folder / f"{name}.html"
    with Visit(browser, path, viewport=viewport, color_scheme=scheme, bypass_csp=True) as page:
        page.locator(".quote").first.click()
        page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        page.add_script_tag(path=str(axe))
        found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        told = [
            (one["id"], one["impact"], one["nodes"][0]["html"][:120], one["nodes"][0]["failureSummary"][:300])
            for one in found["violations"]
        ]
        assert told == []
