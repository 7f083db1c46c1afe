"""Signing in: lock-out, sessions that end, CSRF, tokens; nothing kept that could be used."""

from __future__ import annotations

import re
import threading

import pytest
from sqlalchemy import select

from checker.review.auth import COOKIE
from checker.review.problems import BusyError, UnknownPersonError
from checker.review.store.tables import Person, Token, Visit

from .made import PASSWORD, Desk, person


def sign_in(desk: Desk, login: str, password: str = PASSWORD, next: str = "/") -> int:
    answer = desk.client.post("/login", data={"login": login, "password": password, "next": next})
    return answer.status_code


def csrf(desk: Desk) -> str:
    found = re.search(r'name="csrf" value="([^"]+)"', desk.client.get("/account").text)
    assert found is not None
    return found[1]


def test_wrong_passwords_rest_the_account_and_time_wakes_it(pages: Desk) -> None:
    assert [sign_in(pages, "drafter", "wrong") for _ in range(5)] == [401] * 5
    assert sign_in(pages, "drafter") == 429
    locked = [one for one in pages.ok("admin", "GET", "/trail?limit=200")["items"] if one["action"] == "person.locked"]
    assert [one["detail"]["person"] for one in locked] == [pages.people["drafter"]]
    pages.time.forward(seconds=899)
    assert sign_in(pages, "drafter") == 429
    pages.time.forward(seconds=1)
    assert sign_in(pages, "drafter") == 303
    assert person(pages, "drafter").failures == 0


def test_nobody_waits_for_a_password_to_be_hashed(pages: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    door, store, written = pages.service.door, pages.service.store, []
    proves = door.proves

    def write() -> None:
        with store.write():
            written.append(True)

    def proved(who: Person | None, password: str) -> bool:
        other = threading.Thread(target=write)
        other.start()
        other.join(10)
        return proves(who, password)

    monkeypatch.setattr(door, "proves", proved)
    assert (sign_in(pages, "drafter"), written) == (303, [True])


def test_a_proof_is_of_no_use_once_the_account_rests_or_the_password_is_another(pages: Desk) -> None:
    door, store = pages.service.door, pages.service.store
    with store.read() as session:
        proof = door.proof(door.known(session, "drafter"), "drafter", PASSWORD)
    assert proof.right
    for _ in range(5):
        sign_in(pages, "drafter", "wrong")
    with store.write() as session, pytest.raises(BusyError):
        door.sign_in(session, "drafter", proof)
    pages.ok("admin", "POST", f"/people/{pages.people['drafter']}/password")
    with store.write() as session, pytest.raises(UnknownPersonError):
        door.sign_in(session, "drafter", proof)


def test_an_administrator_wakes_a_resting_account(pages: Desk) -> None:
    for _ in range(5):
        sign_in(pages, "drafter", "wrong")
    made = pages.ok("admin", "POST", f"/people/{pages.people['drafter']}/password")
    assert sign_in(pages, "drafter") == 401
    assert sign_in(pages, "drafter", made["password"]) == 303
    # the new password must be changed before anything else
    assert pages.client.get("/").headers["location"] == "/account"


def test_unknown_and_closed_accounts_look_alike(pages: Desk) -> None:
    pages.ok("admin", "PATCH", f"/people/{pages.people['drafter']}", json={"active": False})
    answers = [
        pages.client.post("/login", data={"login": login, "password": PASSWORD, "next": "/"})
        for login in ("drafter", "nobody-at-all")
    ]
    assert [one.status_code for one in answers] == [401, 401]
    for login in ("drafter", "nobody-at-all"):
        for _ in range(4):
            sign_in(pages, login, "wrong")
        assert sign_in(pages, login) == 429
    pages.time.forward(minutes=15)
    assert answers[0].text.replace("drafter", "") == answers[1].text.replace("nobody-at-all", "")
    assert pages.call("drafter", "GET", "/me").status_code == 401


def test_a_session_ends_unused_and_at_the_latest(pages: Desk) -> None:
    sign_in(pages, "drafter")
    assert pages.client.get("/").status_code == 200
    pages.time.forward(hours=1, minutes=59)
    assert pages.client.get("/").status_code == 200
    pages.time.forward(hours=2)
    assert pages.client.get("/").headers["location"] == "/login?next=/"
    sign_in(pages, "drafter")
    for _ in range(12):
        pages.time.forward(minutes=59)
        assert pages.client.get("/").status_code == 200
    pages.time.forward(minutes=59)
    assert pages.client.get("/").status_code == 303


def test_a_form_without_its_token_changes_nothing(pages: Desk) -> None:
    sign_in(pages, "drafter")
    form = {"unit": str(pages.units["county"]), "year": "2023"}
    assert pages.client.post("/submissions/new", data=form).status_code == 403
    assert pages.client.post("/submissions/new", data={**form, "csrf": "x"}).status_code == 403
    good = {**form, "csrf": csrf(pages)}
    foreign = {"Origin": "https://evil.example"}
    assert pages.client.post("/submissions/new", data=good, headers=foreign).status_code == 403
    assert pages.client.post("/submissions/new", data=good, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert pages.client.post("/login", data={"login": "a", "password": "b"}, headers=foreign).status_code == 403
    assert pages.ok("drafter", "GET", "/submissions")["items"] == []
    assert pages.client.post("/submissions/new", data=good).status_code == 303
    # the API takes the session too, with the token in a header
    path = f"/api/v1/units/{pages.units['county']}/submissions"
    assert pages.client.post(path, json={"year": 2022}).status_code == 403
    assert pages.client.post(path, json={"year": 2022}, headers={"X-CSRF-Token": good["csrf"]}).status_code == 201


def test_signing_out_ends_the_session_itself(pages: Desk) -> None:
    sign_in(pages, "drafter")
    cookie = pages.client.cookies[COOKIE]
    pages.client.post("/logout", data={"csrf": csrf(pages)})
    pages.client.cookies.set(COOKIE, cookie)
    assert pages.client.get("/").status_code == 303


def test_nothing_is_kept_that_could_be_used(pages: Desk) -> None:
    sign_in(pages, "drafter")
    cookie = pages.client.cookies[COOKIE]
    with pages.service.store.read() as session:
        visits = [one.digest for one in session.scalars(select(Visit))]
        tokens = [one.digest for one in session.scalars(select(Token))]
        hashes = [one.password_hash for one in session.scalars(select(Person))]
    assert cookie not in visits
    assert pages.tokens["drafter"] not in tokens
    assert all(one.startswith("$argon2id$") for one in hashes)


def test_a_changed_password_ends_other_sessions(pages: Desk) -> None:
    sign_in(pages, "drafter")
    other = pages.client.cookies[COOKIE]
    pages.client.cookies.clear()
    sign_in(pages, "drafter")
    form = {"csrf": csrf(pages), "old": PASSWORD, "new": "春风化雨-2025-x", "again": "春风化雨-2025-x"}
    short = {**form, "new": "太短", "again": "太短"}
    assert pages.client.post("/account/password", data=short).status_code == 422
    assert pages.client.post("/account/password", data={**form, "old": "no"}).status_code == 422
    assert pages.client.post("/account/password", data=form).status_code == 303
    assert pages.client.get("/").status_code == 200
    pages.client.cookies.clear()
    pages.client.cookies.set(COOKIE, other)
    assert pages.client.get("/").status_code == 303


def test_tokens_end(desk: Desk) -> None:
    made = desk.ok("drafter", "POST", "/tokens", json={"name": "脚本", "scopes": ["read"], "days": 2})
    desk.tokens["script"] = made["token"]
    assert desk.call("script", "GET", "/me").json()["scopes"] == ["read"]
    # it may read, but not make itself another
    assert desk.call("script", "POST", "/tokens", json={"name": "x", "scopes": ["admin"]}).status_code == 403
    desk.time.forward(days=2)
    assert desk.call("script", "GET", "/me").status_code == 401
    again = desk.ok("drafter", "POST", "/tokens", json={"name": "脚本", "scopes": ["read"], "days": 2})
    desk.tokens["script"] = again["token"]
    assert desk.call("reviewer", "DELETE", f"/tokens/{again['id']}").status_code == 404
    assert desk.call("drafter", "DELETE", f"/tokens/{again['id']}").status_code == 204
    assert desk.call("script", "GET", "/me").status_code == 401
