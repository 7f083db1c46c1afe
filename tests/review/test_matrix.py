"""Every route × every role × own and other unit. What is expected is written here, not taken from the program."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute

from checker.review.app import API
from checker.review.guard import Guard

from .made import GOOD, STAFF, Desk

EVERYBODY = tuple(login for login, _, _ in STAFF)
DRAFTERS = ("drafter", "drafter2")
REVIEWERS = ("reviewer", "reviewer2", "county_reviewer")
ADMINS = ("admin", "county_admin")
READERS = (*DRAFTERS, *REVIEWERS, "supervisor")
WITH_ROLE = tuple(login for login in EVERYBODY if login != "nobody")
# For things of 青屏县: who may, and who may see it but not do this. To all others it does not exist.
PLACED: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "unit.read": ((*READERS, *ADMINS), ()),
    "unit.manage": (ADMINS, READERS),
    "person.manage": (ADMINS, ()),
    "hook.manage": (ADMINS, ()),
    "submission.create": (DRAFTERS, (*REVIEWERS, "supervisor", *ADMINS)),
    "submission.read": (READERS, ()),
    "submission.draft": (DRAFTERS, (*REVIEWERS, "supervisor")),
    "submission.review": (REVIEWERS, (*DRAFTERS, "supervisor")),
    "submission.publish": ((*DRAFTERS, *REVIEWERS), ("supervisor",)),
    "remark.write": ((*DRAFTERS, *REVIEWERS), ("supervisor",)),
    "waiver.request": ((*DRAFTERS, *REVIEWERS), ("supervisor",)),
    "waiver.sign": ((*REVIEWERS, "supervisor"), DRAFTERS),
    "export.make": ((*REVIEWERS, "supervisor"), ()),
}
_OTHERS = ("other_drafter", "other_reviewer", "other_supervisor", "other_admin")
# For what has no unit of its own: who may; to all others it is forbidden.
PLACELESS: dict[str, tuple[str, ...]] = {
    "self.read": EVERYBODY,
    "self.write": EVERYBODY,
    "home.read": EVERYBODY,
    "unit.list": EVERYBODY,
    "round.read": EVERYBODY,
    "person.list": (*ADMINS, "other_admin"),
    "hook.list": (*ADMINS, "other_admin"),
    "round.manage": (*ADMINS, "supervisor", "other_supervisor", "other_admin"),
    "submission.list": (*READERS, "other_drafter", "other_reviewer", "other_supervisor"),
    "submission.create": (*DRAFTERS, "other_drafter"),
    "cohort.read": (*REVIEWERS, "supervisor", "other_reviewer", "other_supervisor"),
    "trail.read": (*ADMINS, "supervisor", "other_supervisor", "other_admin"),
}
# Doors that are open to everybody.
OPEN = {
    ("GET", "/static/{name}"), ("GET", "/login"), ("POST", "/login"), ("POST", "/lang"),
    ("GET", "/oidc/start"), ("GET", "/oidc/callback"),
}  # fmt: skip
# What a route does must not be told by its address alone: these carry out more than they read.
ACTIONS = {
    f"POST {API}/submissions/{{submission_id}}/approve": "submission.review",
    f"POST {API}/submissions/{{submission_id}}/return": "submission.review",
    f"POST {API}/submissions/{{submission_id}}/reopen": "submission.review",
    f"POST {API}/submissions/{{submission_id}}/submit": "submission.draft",
    f"POST {API}/submissions/{{submission_id}}/withdraw": "submission.draft",
    f"POST {API}/submissions/{{submission_id}}/publish": "submission.publish",
    f"POST {API}/submissions/{{submission_id}}/versions": "submission.draft",
    f"POST {API}/submissions/{{submission_id}}/waivers": "waiver.request",
    f"POST {API}/submissions/{{submission_id}}/waivers/{{waiver_id}}/sign": "waiver.sign",
    f"POST {API}/submissions/{{submission_id}}/waivers/{{waiver_id}}/refuse": "waiver.sign",
    f"POST {API}/submissions/{{submission_id}}/remarks": "remark.write",
    f"POST {API}/units/{{unit_id}}/people": "unit.manage",
    f"POST {API}/units/{{unit_id}}/units": "unit.manage",
    f"POST {API}/people/{{person_id}}/password": "person.manage",
    f"POST {API}/people/{{person_id}}/roles": "person.manage",
    "POST /submissions/{submission_id}/steps/approve": "submission.review",
    "POST /submissions/{submission_id}/steps/submit": "submission.draft",
    "POST /submissions/{submission_id}/waivers/{waiver_id}/sign": "waiver.sign",
    "POST /people/{person_id}/password": "person.manage",
    "POST /units/{unit_id}/people": "unit.manage",
}


def routes(app: FastAPI) -> Iterator[tuple[str, str, str]]:
    """(method, path, action) of every route; action is empty where it has no guard."""
    for prefix, router in app.state.rooms:
        for route in router.routes:
            assert isinstance(route, APIRoute)
            guards = [one.call.action for one in route.dependant.dependencies if isinstance(one.call, Guard)]
            assert len(guards) <= 1
            for method in sorted(route.methods - {"HEAD"}):
                yield method, prefix + route.path, guards[0] if guards else ""


@pytest.fixture
def full(pages: Desk) -> Desk:
    """With one of everything in 青屏县: submission, version, remark, waiver, hook, export."""
    number = pages.begin()
    pages.upload("drafter", number, GOOD)
    assert number == 1
    county = pages.units["county"]
    pages.ok("admin", "POST", f"/units/{county}/hooks", json={"url": "http://127.0.0.1:9/"})
    pages.ok("supervisor", "POST", f"/units/{county}/exports?year=2023")
    made = pages.ok("admin", "POST", f"/units/{county}/people", json={"login": "target", "name": "对象"})
    pages.people["target"] = made["id"]
    return pages


def _path(desk: Desk, path: str) -> str:
    things = {
        "submission_id": 1,
        "unit_id": desk.units["county"],
        "person_id": desk.people["target"],
        "hook_id": 1,
        "artifact_id": 1,
        "number": 1,
        "year": 2023,
        "name": "app.css",
    }
    for key, value in things.items():
        path = path.replace(f"{{{key}}}", str(value))
    for key in ("remark_id", "waiver_id", "role_id", "token_id"):
        path = path.replace(f"{{{key}}}", "999")
    return path


def test_every_route_has_a_guard(full: Desk) -> None:
    app: Any = full.client.app
    found = list(routes(app))
    assert len(found) > 90
    assert {(method, path) for method, path, action in found if not action} == OPEN
    actions = {f"{method} {path}": action for method, path, action in found}
    assert {key: actions.get(key) for key in ACTIONS} == ACTIONS
    included = [route for route in app.routes if type(route).__name__ == "_IncludedRouter"]
    # the rooms, and the plumbing: health and metrics
    assert len(included) in (0, len(app.state.rooms) + 1)


def test_every_route_for_every_role(full: Desk) -> None:
    app: Any = full.client.app
    wrong: list[str] = []
    for method, path, action in routes(app):
        if not action:
            continue
        placed = any(key in path for key in ("submission_id", "unit_id", "person_id", "hook_id", "artifact_id"))
        for who in (*EVERYBODY, ""):
            expected = _expected(action, who, placed)
            status, passed = _ask(full, method, _path(full, path), who)
            if status >= 500 or (expected != 0) == passed or (expected and status != expected):
                wrong.append(f"{method} {path} by {who or 'anybody'}: {status}, expected {expected or 'to pass'}")
    assert wrong == []


def _expected(action: str, who: str, placed: bool) -> int:
    """0 where the guard lets through, else the status of the refusal."""
    if not who:
        return 401
    if not placed:
        return 0 if who in PLACELESS[action] else 403
    may, see = PLACED[action]
    return 0 if who in may else 403 if who in see else 404


def _ask(desk: Desk, method: str, path: str, who: str) -> tuple[int, bool]:
    """The status, and whether the guard let through. What is asked for is empty, so that little happens."""
    headers = {"Authorization": f"Bearer {desk.tokens[who]}"} if who in desk.tokens else {}
    if who and not headers:
        pytest.fail(f"{who} has no token")
    answer = desk.client.request(method, path, headers=headers)
    # a page sends those who are not signed in to sign in
    status = (
        401 if answer.status_code == 303 and "/login?" in answer.headers.get("location", "") else answer.status_code
    )
    return status, desk.log[-1]["person"] is not None


def test_a_token_does_only_what_its_scopes_say(desk: Desk) -> None:
    number = desk.begin()
    desk.upload("drafter", number, GOOD)
    with desk.service.store.write() as session:
        door = desk.service.door
        _, desk.tokens["reads"] = door.make_token(session, desk.people["drafter"], "reads", ["read"], 9)
        _, desk.tokens["reviews"] = door.make_token(session, desk.people["drafter"], "r", ["read", "review"], 9)
    assert desk.call("reads", "GET", f"/submissions/{number}").status_code == 200
    for who in ("reads", "reviews"):
        refused = desk.call(who, "POST", f"/submissions/{number}/submit", json={})
        assert (refused.status_code, refused.json()["error"]["code"]) == (403, "scope")
    # a scope gives no role
    assert desk.call("reviews", "POST", f"/submissions/{number}/return", json={"reason": "x"}).status_code == 403


def test_lists_hold_only_what_is_in_reach(desk: Desk) -> None:
    own, other = desk.begin(), desk.begin("other_drafter", "other")
    seen = {who: [one["id"] for one in desk.ok(who, "GET", "/submissions")["items"]] for who in READERS}
    assert seen["drafter"] == [own]
    assert seen["county_reviewer"] == [own]
    assert seen["supervisor"] == [own, other]
    assert [one["id"] for one in desk.ok("other_reviewer", "GET", "/submissions")["items"]] == [other]
    rows = desk.ok("other_supervisor", "GET", "/cohort?year=2023")["items"]
    assert {row["unit_id"] for row in rows} == {desk.units["other"]}
    lines = desk.ok("other_supervisor", "GET", "/trail?limit=200")["items"]
    assert {line["unit_id"] for line in lines} == {desk.units["other"]}
    people = desk.ok("county_admin", "GET", "/people")["items"]
    assert {one["login"] for one in people} == {"drafter", "drafter2", "county_admin", "county_reviewer", "nobody"}


def test_an_administrator_cannot_reach_beyond_the_own_tree(desk: Desk) -> None:
    city, county = desk.units["city"], desk.units["county"]
    up = desk.call(
        "county_admin", "POST", f"/people/{desk.people['drafter']}/roles", json={"unit": city, "role": "reviewer"}
    )
    assert up.status_code == 404
    # somebody who also serves the city is the city's to manage
    desk.ok("admin", "POST", f"/people/{desk.people['drafter']}/roles", json={"unit": city, "role": "supervisor"})
    taken = desk.call("county_admin", "POST", f"/people/{desk.people['drafter']}/password")
    assert taken.status_code == 404
    assert (
        desk.call("county_admin", "POST", f"/units/{city}/units", json={"name": "x", "kind": "county"}).status_code
        == 404
    )
    assert (
        desk.call(
            "county_admin", "POST", f"/units/{county}/units", json={"name": "新镇", "kind": "township"}
        ).status_code
        == 201
    )


def test_the_last_administrator_stays(desk: Desk) -> None:
    admin = desk.people["admin"]
    role = next(one["id"] for one in desk.ok("admin", "GET", f"/people/{admin}")["roles"])
    assert desk.call("admin", "DELETE", f"/people/{admin}/roles/{role}").status_code == 409
    assert desk.call("admin", "PATCH", f"/people/{admin}", json={"active": False}).status_code == 409
    desk.ok(
        "admin",
        "POST",
        f"/people/{desk.people['reviewer']}/roles",
        json={"unit": desk.units["city"], "role": "administrator"},
    )
    assert desk.call("admin", "DELETE", f"/people/{admin}/roles/{role}").status_code == 204
    # a role taken back is gone at once
    assert desk.call("admin", "GET", f"/people/{admin}").status_code == 404
