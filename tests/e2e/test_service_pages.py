"""The service's pages for everybody: at 1366×768 and on a phone, without a mouse, without script, by axe."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ..review.running import Running
from .test_html import DESKTOP, PHONE, _axe, browser

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: pip install playwright")
for needed in ("fastapi", "sqlalchemy", "alembic", "pwdlib"):
    pytest.importorskip(needed, reason=f"{needed} is not installed: pip install 'fazhi-checker[serve]'")

__all__ = ["browser"]
FIXTURES = Path(__file__).parents[2] / "fixtures" / "reports"
PASSWORD = "春风化雨-2024-ok"
_SHOTS = os.environ.get("CHECKER_SHOTS")
# county, report, and how far it has come
COUNTIES = (
    ("禾源县人民政府", "f03", "returned"),
    ("青屏县人民政府", "f08", "published"),
    ("望湖县人民政府", "f08", "submitted"),
    ("石桥县人民政府", "f11", "draft"),
    ("临丰县人民政府", "f15", "draft"),
    ("柳河县人民政府", "", ""),
    ("云台县人民政府", "", ""),
)


def _report(name: str, county: str) -> bytes:
    """A report of the fixtures in the name of the county: the gate compares who reports."""
    text = (FIXTURES / f"{name}.txt").read_text("utf-8")
    return text.replace("霁阳", county[:2]).encode()


PAGES = {
    "service-home": "/",
    "service-submission": "/submissions/1",
    "service-version": "/submissions/1/versions/1",
    "service-cohort": "/cohort?year=2023",
    "service-trail": "/trail",
    "service-units": "/units",
    "service-unit": "/units/1",
    "service-person": "/people/1",
    "service-account": "/account",
    "service-new": "/submissions/new",
    "service-hooks": "/hooks",
}


def fill(database: str) -> None:
    """A city with seven counties; one person who holds every role, so that every page can be opened."""
    from checker.review import people, remarks, signing, submissions
    from checker.review.access import ROLES
    from checker.review.auth import actor_of
    from checker.review.service import open_service
    from checker.review.settings import Settings
    from checker.review.store.upgrade import upgrade
    from checker.review.worker import Worker

    service = open_service(Settings(database=database, argon2_time=1, argon2_memory=64))
    upgrade(service.store)
    store = service.store
    with store.write() as session:
        top = people.add_unit(service, session, None, None, "瓯岭市人民政府", "city", False)
        made = {}
        for login, name, roles in (
            ("all", "王全能", ROLES), ("drafter", "李起草", ("drafter",)), ("reviewer", "张审核", ("reviewer",)),
            ("second", "赵复核", ("supervisor",)),
        ):  # fmt: skip
            person, _ = people.add_person(service, session, None, top, login, name, PASSWORD, must_change=False)
            for role in roles:
                people.grant(service, session, None, person, top, role)
            made[login] = person
        for county, report, _ in COUNTIES:
            unit = people.add_unit(service, session, None, top, county, "county")
            for login in ("all", "drafter"):
                people.grant(service, session, None, made[login], unit, "drafter")
            session.flush()
            if report:
                actor = actor_of(session, made["drafter"].id)
                assert actor is not None
                begun = submissions.create(service, session, actor, unit, 2023)
                submissions.upload(service, session, actor, begun, "2023年度报告.txt", _report(report, county))
    worker = Worker(service, "fill")
    while worker.once(("assess",)):
        pass
    with store.write() as session:
        who = {login: actor_of(session, person.id) for login, person in made.items()}
        for number, (_, _, state) in enumerate(COUNTIES, start=1):
            if state not in ("returned", "published", "submitted"):
                continue
            found = submissions.submission_of(session, number)
            version = submissions.version_of(session, found, 1)
            submissions.take_step(service, session, who["drafter"], found, "submit")
            if state == "returned":
                quote = "禾源县以法治护航山区跨越式发展"
                remarks.add(
                    service, session, who["reviewer"], found, version, "请核对这一段的提法和数字来源。", quote=quote
                )
                asked = signing.request(
                    service, session, who["drafter"], found, version, "numbers.sums", "分项口径不同，另附说明。",
                    service.today(),
                )  # fmt: skip
                signing.sign(service, session, who["second"], found, asked.id)
                submissions.take_step(
                    service, session, who["reviewer"], found, "return", reason="请按意见核对数字后再报。"
                )
            if state == "published":
                submissions.take_step(service, session, who["reviewer"], found, "approve")
                submissions.take_step(
                    service, session, who["drafter"], found, "publish", published_on=service.today(),
                    url="https://www.qingping.example.gov.cn/fzzf/2023.html",
                )  # fmt: skip
    store.close()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    folder = tmp_path_factory.mktemp("pages")
    database = f"sqlite:///{folder}/checker.db"
    fill(database)
    made = Running(folder, database)
    made.start()
    yield made
    made.stop()


def open_as(browser: Any, server: Running, login: str = "all", **context: Any) -> Any:
    page = browser.new_context(**{"viewport": DESKTOP, **context}).new_page()
    page.set_default_timeout(20_000)
    page.goto(f"{server.url}/login")
    page.fill("#login", login)
    page.fill("#password", PASSWORD)
    page.press("#password", "Enter")
    page.wait_for_url(f"{server.url}/")
    return page


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_no_page_is_wider_than_its_window(browser: Any, server: Running, size: dict[str, int]) -> None:
    page = open_as(browser, server, viewport=size)
    wide = {}
    for name, path in PAGES.items():
        page.goto(server.url + path)
        wide[path] = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        if _SHOTS:
            suffix = "" if size is DESKTOP else "-phone"
            page.screenshot(path=str(Path(_SHOTS) / f"{name}{suffix}.png"))
    assert {path: more for path, more in wide.items() if more > 0} == {}
    page.context.close()


def test_axe_finds_nothing_serious(browser: Any, server: Running) -> None:
    axe = _axe()
    if axe is None:
        pytest.skip("axe-core not found: set CHECKER_AXE")
    # the content policy of the pages lets nothing in, not even this; it is switched off for this look only
    page = open_as(browser, server, bypass_csp=True)
    found = {}
    for path in ("/login", *PAGES.values()):
        page.goto(server.url + path)
        page.evaluate(axe.read_text("utf-8"))
        answer = page.evaluate("axe.run({resultTypes: ['violations']})")
        found[path] = [
            f"{one['id']}: {one['nodes'][0]['html'][:120]}"
            for one in answer["violations"]
            if one["impact"] in ("serious", "critical")
        ]
    assert {path: one for path, one in found.items() if one} == {}
    page.context.close()


def test_a_reviewer_works_without_a_mouse(browser: Any, server: Running) -> None:
    page = open_as(browser, server, "reviewer")
    page.goto(f"{server.url}/")

    def tab_to(text: str, most: int = 60) -> None:
        for _ in range(most):
            page.keyboard.press("Tab")
            here = page.evaluate("(document.activeElement.innerText || document.activeElement.value || '').trim()")
            if here == text:
                return
        raise AssertionError(f"the keyboard never came to {text}")

    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    tab_to("望湖县人民政府2023年法治政府建设年度情况报告")
    page.keyboard.press("Enter")
    page.wait_for_url("**/submissions/3")
    tab_to("退回")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("请补充附件。")
    tab_to("退回", 3)
    page.keyboard.press("Enter")
    page.wait_for_url("**/submissions/3?done=returned")
    assert page.locator(".head-line > .state").inner_text() == "已退回"
    page.context.close()


def test_a_drafter_works_without_script_and_in_english(browser: Any, server: Running) -> None:
    page = open_as(browser, server, "drafter", java_script_enabled=False)
    page.get_by_role("button", name="English").click()
    page.goto(f"{server.url}/submissions/4")
    page.set_input_files(
        "#file", files=[{"name": "b.txt", "mimeType": "text/plain", "buffer": _report("f08", "石桥县人民政府")}]
    )
    page.get_by_role("button", name="Upload and check").click()
    # the page reloads itself until the check is done
    page.wait_for_selector(".report", timeout=60_000)
    passage = page.locator(".finding .quote").first
    assert page.locator(passage.get_attribute("href")).count() == 1
    page.goto(f"{server.url}/submissions/4")
    page.get_by_role("button", name="Submit").click()
    assert page.locator(".head-line > .state").inner_text() == "待审核".replace("待审核", "Awaiting review")
    page.context.close()
