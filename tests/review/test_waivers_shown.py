"""A waiver that cannot work is refused or says so, one that waits is shown to who may sign, a file of another
unit or year is told before anybody tries to hand it in.
"""

from __future__ import annotations

from .made import FAILS, GOOD, Desk
from .test_auth import sign_in

_REASON = "由市里统一撰写"


def _blank(marks: str) -> bytes:
    """The good report with a number left open in its first sentence."""
    return GOOD.decode().replace("。", f"，共办理行政复议案件{marks}件。", 1).encode()


def _ask(desk: Desk, number: int, criterion: str = "section.causes", expires: str = "2024-05-31") -> int:
    body = {"version": 1, "criterion": criterion, "reason": _REASON, "expires": expires}
    return int(desk.ok("drafter", "POST", f"/submissions/{number}/waivers", json=body)["id"])


def _page(desk: Desk, who: str, path: str) -> str:
    desk.client.cookies.clear()
    sign_in(desk, who)
    return str(desk.client.get(path).text)


def test_a_waiver_may_last_as_long_as_the_stricter_policy_says(desk: Desk) -> None:
    number = desk.begin(year=2019)
    desk.upload("drafter", number, FAILS)
    # submission: 180 days, publication: 366; both ends counted from 2024-03-01
    body = {"version": 1, "criterion": "section.causes", "reason": _REASON, "expires": "2024-08-28"}
    refused = desk.call("drafter", "POST", f"/submissions/{number}/waivers", json=body)
    assert (refused.status_code, refused.json()["error"]["code"]) == (422, "expires")
    assert refused.json()["error"]["message"] == "豁免的最后有效日按门槛规定至多到 2024-08-27，请改短后再申请。"
    one = _ask(desk, number, expires="2024-08-27")
    for who in ("reviewer", "reviewer2"):
        desk.ok(who, "POST", f"/submissions/{number}/waivers/{one}/sign")
    assert desk.ok("drafter", "POST", f"/submissions/{number}/submit", json={})["state"] == "submitted"


def test_the_form_knows_the_last_day(pages: Desk) -> None:
    number = pages.begin(year=2019)
    pages.upload("drafter", number, FAILS)
    assert 'min="2024-03-01" max="2024-08-27"' in _page(pages, "drafter", f"/submissions/{number}")


def test_a_waiver_whose_passage_changed_says_that_it_does_nothing(pages: Desk) -> None:
    number = pages.begin()
    pages.upload("drafter", number, _blank("××"))
    one = _ask(pages, number, "text.placeholders")
    assert "现在不起作用" not in _page(pages, "reviewer", f"/submissions/{number}")
    for who in ("reviewer", "reviewer2"):
        pages.ok(who, "POST", f"/submissions/{number}/waivers/{one}/sign")
    assert "现在不起作用" not in _page(pages, "drafter", f"/submissions/{number}")
    pages.upload("drafter", number, _blank("XX"))
    shown = _page(pages, "drafter", f"/submissions/{number}")
    assert "现在不起作用：结论或者依据的原文与批准时不同，请重新核对并申请" in shown
    assert "已同意" in shown
    pages.upload("drafter", number, GOOD)
    shown = _page(pages, "drafter", f"/submissions/{number}")
    assert "现在不起作用：这个条目现在是“符合”，豁免可以删去" in shown


def test_who_may_sign_finds_the_waiver_on_the_first_page(pages: Desk) -> None:
    number = pages.begin(year=2019)
    pages.upload("drafter", number, FAILS)
    one = _ask(pages, number)
    link = f'<a href="/submissions/{number}#waivers">不足的原因</a>'
    for who in ("reviewer", "supervisor", "county_reviewer"):
        assert link in _page(pages, who, "/")
    for who in ("drafter", "other_reviewer", "admin"):
        assert link not in _page(pages, who, "/")
    pages.ok("reviewer", "POST", f"/submissions/{number}/waivers/{one}/sign")
    assert link not in _page(pages, "reviewer", "/")
    assert link in _page(pages, "reviewer2", "/")
    pages.ok("supervisor", "POST", f"/submissions/{number}/waivers/{one}/sign")
    assert link not in _page(pages, "reviewer2", "/")


def test_another_years_report_is_told_before_it_is_handed_in(pages: Desk) -> None:
    number = pages.begin(year=2022)
    pages.upload("drafter", number, GOOD)
    told = "报送的是 2022 年度，报告写的是 2023 年度，请核对是否选错了文件。"
    shown = _page(pages, "drafter", f"/submissions/{number}")
    assert told in shown
    assert "门槛条件还没有满足，现在办理会被拦下。" in shown
    gate = pages.ok("drafter", "GET", f"/submissions/{number}/versions/1/gate")
    assert gate["other_report"] == {"code": "year", "message": told}
    stopped = pages.call("drafter", "POST", f"/submissions/{number}/submit", json={})
    assert stopped.json()["error"] == {"code": "year", "message": told}


def test_the_units_own_report_of_the_year_is_not_told(pages: Desk) -> None:
    number = pages.begin(year=2023)
    pages.upload("drafter", number, GOOD)
    assert "报送的是" not in _page(pages, "drafter", f"/submissions/{number}")
    assert pages.ok("drafter", "GET", f"/submissions/{number}/versions/1/gate")["other_report"] is None
