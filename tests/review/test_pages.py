"""Pages: both languages whole, headers, links that stay here, hostile names shown as text."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from checker.review import access
from checker.review.settings import Settings, load
from checker.review.web import english, pages, words

from .made import FAILS, GOOD, NEARLY, Desk
from .test_auth import csrf, sign_in

WEB = Path(words.__file__).parent
_TEXT = re.compile(r"""(?<![\w.])(?:_|t)\((["'])([^"']+)\1\)""")
_CHINESE = re.compile("[\u4e00-\u9fff]")


def test_every_text_has_its_english_and_no_english_is_idle() -> None:
    used: set[str] = set()
    for path in (*WEB.glob("templates/*.j2"), *WEB.glob("*.py")):
        used |= {found[1] for found in _TEXT.findall(path.read_text("utf-8"))}
    for table in (
        words.ACTIONS, words.KINDS, words.STATUSES, words.LEVELS, words.GATES, words.WAIVERS,
        words.STEPS, words.DELIVERIES, words.WHAT, words.SCOPES, words.TOLD, access.NAMES,
    ):  # fmt: skip
        used |= set(table.values())
    from checker.review import workflow
    from checker.review.web import overview, view

    used |= {rule.name for rule in workflow.STEPS.values()} | set(workflow.NAMES.values()) | {"未报送"}
    used |= set(view._ASKS.values()) | {name for _, name in (*overview._SHOWS, *overview._FIGURES)}
    used |= {name for _, name, _ in pages._MENU}
    assert used - set(english.EN) == set()
    assert set(english.EN) - used == set()
    assert not [text for text in english.EN.values() if _CHINESE.search(text)]


def test_no_chinese_is_left_in_the_frame_of_an_english_page(pages: Desk) -> None:
    sign_in(pages, "supervisor")
    pages.client.cookies.set("checker_lang", "en")
    for path in ("/", "/account", "/cohort?year=2023", "/trail"):
        page = pages.client.get(path)
        assert page.status_code == 200
        assert '<html lang="en">' in page.text
        heading = re.search(r"<h1>(.*?)</h1>", page.text)
        assert heading is not None
        assert not _CHINESE.search(heading[1])


def test_headers_keep_a_browser_in_bounds(pages: Desk) -> None:
    sign_in(pages, "drafter")
    for path in ("/", "/login", "/static/app.css", "/nothing-here", "/api/v1/me"):
        headers = pages.client.get(path).headers
        assert "default-src 'none'" in headers["content-security-policy"]
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"
    assert pages.client.get("/").headers["cache-control"] == "no-store"


def test_the_cookie_is_out_of_reach_of_scripts(pages: Desk) -> None:
    from .made import PASSWORD

    answer = pages.client.post("/login", data={"login": "drafter", "password": PASSWORD, "next": "/"})
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("/submissions/1?a=1", "/submissions/1?a=1"), ("https://evil.example/", "/"), ("//evil.example/", "/"),
        ("/\\evil.example", "/"), ("\\\\evil.example", "/"), ("javascript:alert(1)", "/"), ("", "/"),
        ("/a\r\nSet-Cookie: x", "/"), ("/\t/evil.example", "/"), ("http:/evil.example", "/"),
    ],
)  # fmt: skip
def test_no_link_leads_elsewhere(target: str, expected: str) -> None:
    assert pages.local(target) == expected


def test_no_page_has_script_or_style_of_its_own(pages: Desk) -> None:
    number = pages.begin()
    pages.upload("drafter", number, NEARLY)
    sign_in(pages, "drafter")
    for path in ("/", f"/submissions/{number}", f"/submissions/{number}/versions/1", "/account", "/submissions/new"):
        text = pages.client.get(path).text
        assert not re.search(r"<script(?![^>]* src=)|<style|\sstyle=|\son\w+=", text), path


def test_hostile_names_and_texts_are_text(pages: Desk) -> None:
    number = pages.begin()
    evil = "<script>alert('1')</script>"
    report = NEARLY.replace("青屏县以法治".encode(), f"青屏县{evil}以法治".encode(), 1)
    pages.upload("drafter", number, report, f"{evil}.txt")
    pages.ok("reviewer", "POST", f"/submissions/{number}/remarks", json={"version": 1, "body": evil, "quote": evil})
    sign_in(pages, "drafter")
    for path in (f"/submissions/{number}", f"/submissions/{number}/versions/1"):
        text = pages.client.get(path).text
        assert evil not in text
        assert "&lt;script&gt;" in text


def test_nothing_uploaded_is_served_as_a_page(pages: Desk) -> None:
    number = pages.begin()
    pages.upload("drafter", number, b"<html><body><p>" + NEARLY + b"</p></body></html>", "a.html")
    sign_in(pages, "drafter")
    for path in ("file", "export?format=html"):
        answer = pages.client.get(f"/submissions/{number}/versions/1/{path}")
        assert answer.headers["content-disposition"].startswith("attachment")
        assert answer.headers["content-type"] == "application/octet-stream"


def test_static_files_come_from_a_list(pages: Desk) -> None:
    for name in ("..%2fwords.py", "../words.py", "app.css%00", "words.py"):
        assert pages.client.get(f"/static/{name}").status_code == 404


def test_a_form_that_is_refused_says_why(pages: Desk) -> None:
    number = pages.begin()
    sign_in(pages, "drafter")
    token = csrf(pages)
    empty = pages.client.post(f"/submissions/{number}/versions", data={"csrf": token})
    assert empty.status_code == 422
    assert "还没有选择文件" in empty.text
    gone = pages.client.get("/submissions/999999999999999999999")
    assert (gone.status_code, "没有找到" in gone.text) == (404, True)
    lost = pages.client.post(f"/submissions/{number}/steps/withdraw", data={"csrf": token, "reason": "\x00"})
    assert lost.status_code == 422


def test_what_was_typed_wrongly_is_one_step_back_what_changed_meanwhile_is_loaded_again(pages: Desk) -> None:
    number = pages.begin(year=2019)
    pages.upload("drafter", number, FAILS)
    sign_in(pages, "drafter")
    form = {
        "csrf": csrf(pages),
        "version": "1",
        "criterion": "section.causes",
        "reason": "说明",
        "expires": "2023-01-01",
    }
    refused = pages.client.post(f"/submissions/{number}/waivers", data=form)
    assert refused.status_code == 422
    assert '<a class="button" data-back' in refused.text
    assert "可以在报告页面申请豁免" not in refused.text
    stopped = pages.client.post(f"/submissions/{number}/steps/submit", data={"csrf": form["csrf"]})
    assert stopped.status_code == 409
    assert "data-back" not in stopped.text
    assert "请改好后上传新稿；确有理由不改的，可以在报告页面申请豁免。" in stopped.text


def test_upload_through_the_page(pages: Desk) -> None:
    number = pages.begin()
    sign_in(pages, "drafter")
    form = {"csrf": csrf(pages), "note": "第一稿"}
    sent = pages.client.post(f"/submissions/{number}/versions", data=form, files={"file": ("报告.txt", GOOD)})
    assert sent.headers["location"] == f"/submissions/{number}/versions/1"
    waiting = pages.client.get(sent.headers["location"])
    assert "正在检查" in waiting.text
    assert '<meta http-equiv="refresh" content="3">' in waiting.text
    pages.work()
    assert 'id="r1-findings"' in pages.client.get(sent.headers["location"]).text


def test_settings_come_from_file_and_environment_and_mistakes_are_said(tmp_path: Path) -> None:
    from checker.errors import UsageError

    path = tmp_path / "checker.toml"
    path.write_text('port = 9000\nbase_url = "https://a.gov.cn"\n', "utf-8")
    made = load(path, {"CHECKER_PORT": "9001", "CHECKER_WORKERS": "4"})
    assert (made.port, made.workers, made.secure) == (9001, 4, True)
    assert load(None, {}) == Settings()
    for wrong in (
        "prot = 1",
        "port = 0",
        'port = "x"',
        "base_url = 3",
        "port = [",
        f"port = {'9' * 5000}",
        "port = inf",
        "a" + "=[" * 9000,
    ):
        path.write_text(wrong, "utf-8")
        with pytest.raises(UsageError):
            load(path, {})
    with pytest.raises(UsageError):
        load(tmp_path / "none.toml", {})
