"""The whole story of a report in a real browser, on SQLite and on a real PostgreSQL.

Needs playwright and a Chromium, the extra ``serve``, and for the second run Debian's ``postgresql``. With
``CHECKER_SHOTS`` set to a folder, a picture of every main page is kept there.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ..review.running import Running, postgres, postgres_programs, running
from .test_html import browser

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: pip install playwright")
for needed in ("fastapi", "sqlalchemy", "alembic", "pwdlib"):
    pytest.importorskip(needed, reason=f"{needed} is not installed: pip install 'fazhi-checker[serve]'")

__all__ = ["browser"]
FIXTURES = Path(__file__).parents[2] / "fixtures" / "reports"
NEARLY = (FIXTURES / "f03.txt").read_text("utf-8")
# a placeholder left in the first paragraph of the body: the gate must stop it
DRAFT = NEARLY.replace("按照有关要求,", "全县共办理行政复议案件××件。按照有关要求,", 1)
SENTENCE = "禾源县以法治护航山区跨越式发展"
NEW = "春风化雨-2024-ok"
_SHOTS = os.environ.get("CHECKER_SHOTS")


class Seat:
    """Somebody before a browser of his or her own."""

    def __init__(self, browser: Any, server: Running, login: str, password: str, **context: Any) -> None:
        self.server, self.login, self.password = server, login, password
        self.context = browser.new_context(viewport={"width": 1366, "height": 768}, **context)
        self.page = self.context.new_page()
        self.page.set_default_timeout(20_000)
        self.troubles: list[str] = []
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.troubles.append(str(error)))

    def _heard(self, message: Any) -> None:
        # an answer of 409 or 422 is a line in the console, and wanted
        if message.type == "error" and "status of 4" not in message.text:
            self.troubles.append(message.text)

    def go(self, path: str) -> None:
        self.page.goto(self.server.url + path)

    def press(self, name: str, exact: bool = True) -> None:
        self.page.get_by_role("button", name=name, exact=exact).first.click()

    def fill(self, label: str, value: str) -> None:
        self.page.get_by_label(label, exact=True).first.fill(value)

    def text(self) -> str:
        return str(self.page.locator("#main").inner_text())

    def shot(self, name: str) -> None:
        if _SHOTS:
            self.page.screenshot(path=str(Path(_SHOTS) / f"{name}.png"))

    def enter(self, new: str) -> None:
        """Signs in with the initial password, which must be changed at once."""
        self.go("/")
        assert self.page.url.endswith("/login?next=/")
        self.fill("用户名", self.login)
        self.fill("密码", self.password)
        self.press("登录")
        assert self.page.url.endswith("/account")
        self.fill("现在的密码", self.password)
        self.fill("新密码", new)
        self.fill("再输一次新密码", new)
        self.press("修改密码")
        self.password = new
        assert "密码已修改。" in self.page.inner_text("body")

    def upload(self, name: str, content: str) -> None:
        self.page.set_input_files("#file", files=[{"name": name, "mimeType": "text/plain", "buffer": content.encode()}])
        self.press("上传并检查")
        self.page.wait_for_selector(".report .findings")


def add_person(admin: Seat, unit: str, login: str, name: str, role: str) -> str:
    """Through the pages; returns the initial password."""
    admin.go("/units")
    admin.page.get_by_role("link", name=unit, exact=True).click()
    form = admin.page.locator("form[action$='/people']")
    form.get_by_label("用户名").fill(login)
    form.get_by_label("姓名").fill(name)
    form.get_by_label("角色").select_option(label=role)
    form.get_by_role("button").click()
    return str(admin.page.locator(".secret code").inner_text())


@pytest.fixture(params=["sqlite", "postgresql"])
def server(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Running]:
    if request.param == "sqlite":
        with running(tmp_path, f"sqlite:///{tmp_path}/checker.db") as made:
            yield made
        return
    if postgres_programs() is None:
        pytest.skip("no PostgreSQL: apt-get install postgresql")
    with postgres() as url, running(tmp_path, url) as made:
        yield made


def test_the_whole_story(browser: Any, server: Running) -> None:  # noqa: PLR0915 (one story, told once)
    made = server.command("admin", "add", "admin", "--name", "王管理", "--unit", "瓯岭市人民政府", "--kind", "city")
    assert made.returncode == 0, made.stderr
    first = re.search(r"初始密码：(\S+)", made.stdout)
    assert first is not None

    admin = Seat(browser, server, "admin", first[1])
    admin.go("/")
    admin.shot("service-login")
    admin.enter(NEW)
    admin.go("/units")
    admin.page.get_by_role("link", name="瓯岭市人民政府", exact=True).click()
    form = admin.page.locator("form[action$='/units']")
    form.get_by_label("名称").fill("禾源县人民政府")
    form.get_by_label("类别").select_option(label="县级政府")
    form.get_by_role("button").click()
    county = admin.page.url.split("?")[0]
    passwords = {
        login: add_person(admin, unit, login, name, role)
        for unit, login, name, role in (
            ("禾源县人民政府", "drafter", "李起草", "起草人"),
            ("瓯岭市人民政府", "reviewer", "张审核", "审核人"),
            ("瓯岭市人民政府", "second", "赵复核", "审核人"),
            ("瓯岭市人民政府", "super", "陈监督", "监督人"),
        )
    }
    admin.go("/units")
    admin.shot("service-units")

    drafter = Seat(browser, server, "drafter", passwords["drafter"])
    drafter.enter(NEW)
    drafter.page.get_by_role("link", name="新的报送").click()
    drafter.page.get_by_label("报告年度").select_option("2023")
    drafter.press("建立")
    place = drafter.page.url.split("?")[0].removeprefix(server.url)
    drafter.upload("年度报告.txt", DRAFT)
    finding = drafter.page.locator(".finding.fail", has_text="占位符").first
    assert "××" in finding.inner_text()
    finding.locator(".quote").first.click()
    assert "××" in drafter.page.locator(".paper .m.lit").first.inner_text()
    drafter.shot("service-version")

    drafter.go(place)
    drafter.shot("service-submission")
    drafter.press("报送")
    stopped = drafter.text()
    assert "按“报送前检查（草稿）”不能报送" in stopped
    assert "占位符" in stopped
    drafter.shot("service-stopped")
    drafter.go(place)
    assert drafter.page.locator(".head-line > .state").inner_text() == "起草中"
    drafter.upload("年度报告-改.txt", NEARLY)
    drafter.page.get_by_role("link", name="与前一稿对照").click()
    assert "××" in drafter.page.locator(".edits del").first.inner_text()
    drafter.shot("service-changes")
    drafter.go(place)
    drafter.press("报送")
    assert drafter.page.locator(".head-line > .state").inner_text() == "待审核"

    reviewer = Seat(browser, server, "reviewer", passwords["reviewer"])
    reviewer.enter(NEW)
    reviewer.shot("service-home")
    reviewer.page.get_by_role("link", name="禾源县人民政府2023年法治政府建设年度情况报告").first.click()
    reviewer.page.get_by_role("link", name="第 2 稿").first.click()
    reviewer.fill("摘录原文（可不填）", SENTENCE)
    reviewer.fill("意见", "请核对这一段的数字来源。")
    reviewer.press("提出意见")
    reviewer.go(place)
    assert SENTENCE in reviewer.page.locator("#remarks blockquote").inner_text()
    reviewer.page.locator("summary", has_text="退回").click()
    reviewer.fill("退回理由", "请按意见核对数字。")
    reviewer.press("退回")
    assert reviewer.page.locator(".head-line > .state").inner_text() == "已退回"

    drafter.go(place)
    assert "请按意见核对数字。" in drafter.text()
    drafter.page.locator("#remarks summary").first.click()
    drafter.fill("答复", "数字来自司法局台账，已核对。")
    drafter.press("答复")
    # the page after the answer, with the form open as long as no waiver was asked for
    drafter.page.locator(".reply").wait_for()
    drafter.page.get_by_label("条目").select_option("numbers.sums")
    drafter.page.locator("#w-reason").fill("分项口径不同，另附说明。")
    drafter.press("申请豁免")
    drafter.fill("修改情况或者答复", "已核对，见答复。")
    drafter.press("报送")
    assert drafter.page.locator(".head-line > .state").inner_text() == "待审核"

    reviewer.go(place)
    reviewer.press("通过")
    assert "按“公开前检查”不能通过" in reviewer.text()
    reviewer.go(place)
    reviewer.press("签字同意", exact=False)
    assert "待第二签字" in reviewer.text()
    assert reviewer.page.locator("#waivers button", has_text="第二签字").count() == 0
    second = Seat(browser, server, "second", passwords["second"])
    second.enter(NEW)
    second.go(place)
    second.press("第二签字同意", exact=False)
    reviewer.go(place)
    reviewer.shot("service-review")
    reviewer.press("通过")
    assert reviewer.page.locator(".head-line > .state").inner_text() == "已通过"

    drafter.go(place)
    drafter.fill("公开日期", drafter.page.locator("#on").get_attribute("max"))
    drafter.fill("公开网址", "https://www.heyuan.example.gov.cn/fzzf/2023.html")
    drafter.press("登记公开")
    assert drafter.page.locator(".head-line > .state").inner_text() == "已公开"

    supervisor = Seat(browser, server, "super", passwords["super"])
    supervisor.enter(NEW)
    supervisor.go("/cohort?year=2023")
    assert "禾源县人民政府" in supervisor.page.locator("table").first.inner_text()
    supervisor.shot("service-cohort")
    with supervisor.page.expect_download() as fetched:
        supervisor.page.get_by_role("link", name="CSV").click()
    table = Path(fetched.value.path()).read_text("utf-8-sig")
    assert table.splitlines()[0].startswith("单位,上级单位,类别,状态")
    assert any(line.startswith("禾源县人民政府,瓯岭市人民政府,县,已公开") for line in table.splitlines())
    supervisor.press("生成汇总材料")
    for _ in range(60):
        link = supervisor.page.get_by_role("link", name="audit-2023.zip")
        if link.count():
            break
        supervisor.page.wait_for_timeout(500)
        supervisor.page.reload()
    with supervisor.page.expect_download() as fetched:
        link.first.click()
    import zipfile

    with zipfile.ZipFile(fetched.value.path()) as archive:
        assert {"audit.xlsx", "circular.docx", "dashboard.html"} <= set(archive.namelist())
    supervisor.go("/trail")
    supervisor.press("核验有没有被改动")
    assert "核验完好" in supervisor.text()
    supervisor.shot("service-trail")

    for seat in (admin, drafter, reviewer, second, supervisor):
        assert seat.troubles == []
        seat.context.close()
    assert county
    _changed_row_is_caught(server)


def _changed_row_is_caught(server: Running) -> None:
    from sqlalchemy import text

    from checker.review.store import Store

    kept = server.command("trail", "verify")
    assert kept.returncode == 0, kept.stdout
    assert kept.stdout.startswith("完好：共 ")
    store = Store(server.database)
    with pytest.raises(Exception, match="append-only"), store.write() as session:
        session.execute(text("UPDATE events SET reason = '改' WHERE seq = 3"))
    with store.write() as session:
        if store.sqlite:
            session.execute(text("DROP TRIGGER events_no_update"))
        else:
            session.execute(text("ALTER TABLE events DISABLE TRIGGER ALL"))
        session.execute(text("UPDATE events SET reason = '改' WHERE seq = 3"))
    store.close()
    caught = server.command("trail", "verify")
    assert caught.returncode == 1
    assert "第 3 条" in caught.stdout
