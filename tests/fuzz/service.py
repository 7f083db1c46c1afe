"""Targets of the service: bodies held against their forms, and requests put to the whole application.

Only here is a find no whole story: what a request meets depends on those before it. The seed tells them.
"""

from __future__ import annotations

import json
import random
import re
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from tests.fuzz import texts, trees
from tests.fuzz.target import Opener, Target, must

DAY = "2024-03-31"
BODIES: dict[str, dict[str, Any]] = {
    "UnitForm": {"name": "新镇人民政府", "kind": "township", "reports": True},
    "UnitChange": {"name": "甲", "kind": "county", "reports": False, "active": True},
    "PersonForm": {"login": "jia", "name": "甲"},
    "PersonChange": {"active": True},
    "RoleForm": {"unit": 2, "role": "reviewer"},
    "TokenForm": {"name": "甲", "scopes": ["read", "draft"], "days": 30},
    "RoundForm": {"due": DAY, "publish_by": "2024-04-30", "note": "甲"},
    "SubmissionForm": {"year": 2023, "title": "甲"},
    "StepForm": {"version": 1, "reason": "甲"},
    "PublishForm": {"published_on": DAY, "url": "https://example.gov.cn/1.html", "version": 1},
    "RemarkForm": {
        "version": 1,
        "body": "请核对",
        "criterion": "numbers.sums",
        "start": 0,
        "end": 5,
        "quote": "甲",
        "answers": 1,
    },
    "WaiverForm": {"version": 1, "criterion": "numbers.sums", "reason": "甲", "expires": DAY},
    "ReasonForm": {"reason": "甲"},
    "HookForm": {"url": "http://127.0.0.1:1/hook", "actions": ["submission.created"]},
}
_FORM_OF = (
    (r"/units/\{\w+\}/units$", "UnitForm"),
    (r"/units/\{\w+\}$", "UnitChange"),
    (r"/people$", "PersonForm"),
    (r"/people/\{\w+\}$", "PersonChange"),
    (r"/roles$", "RoleForm"),
    (r"/tokens$", "TokenForm"),
    (r"/rounds/", "RoundForm"),
    (r"/submissions$", "SubmissionForm"),
    (r"/publish$", "PublishForm"),
    (r"/remarks$", "RemarkForm"),
    (r"/waivers$", "WaiverForm"),
    (r"/refuse$", "ReasonForm"),
    (r"/hooks$", "HookForm"),
    (r".", "StepForm"),
)
_QUERIES: dict[str, tuple[str, ...]] = {
    "year": ("2023", "1999", "", "x", "２０２３", "9" * 400),
    "after": ("0", "-1", "99999999999"),
    "limit": ("1", "200", "201"),
    "format": ("json", "csv", "xlsx", "docx", "html", "pdf", "x"),
    "state": ("draft", "x"),
    "expected": ("0" * 64, "x"),
    "unit": ("1", "x"),
    "search": ("甲", "%", "\x00", "'"),
    "lang": ("en", "zz"),
    "to": ("1", "0"),
    "since": ("1", "x"),
}
_HEADERS = (
    {},
    {"Idempotency-Key": "k1"},
    {"Idempotency-Key": "键"},
    {"Content-Type": "text/plain"},
    {"Content-Length": "5"},
    {"Accept": "x"},
    {"Authorization": "Bearer x"},
    {"Authorization": "x"},
    {"X-Forwarded-For": "\x00"},
)
_OPEN: list[ExitStack] = []
_PEOPLE = ("admin", "admin", "drafter", "drafter", "reviewer", "supervisor", "county_admin", "other_drafter", "nobody")


def _forms(_: Path) -> Target:
    """The first line of an input names the form, the rest is the body."""
    from pydantic import BaseModel, ValidationError

    from checker.review.api import forms

    def make(draw: random.Random) -> bytes:
        name = draw.choice(sorted(BODIES))
        return f"{name}\n".encode() + trees.as_json(draw, [BODIES[name]])

    def attempt(data: bytes) -> str:
        name, _, body = data.partition(b"\n")
        form: type[BaseModel] = getattr(forms, name.decode())
        try:
            made = form.model_validate_json(body)
        except ValidationError as error:
            error.errors()
            return "refused"
        made.model_dump_json().encode("utf-8")
        return "read"

    return Target(make, attempt)


def _requests(folder: Path) -> Target:
    from tests.review.made import GOOD, open_desk

    stack = ExitStack()
    _OPEN.append(stack)  # the desk stays open as long as the process
    desk = stack.enter_context(open_desk(f"sqlite:///{folder}/checker.db"))
    desk.upload("drafter", desk.begin(), GOOD)
    routes = [
        (method, f"{prefix}{route.path}")
        for prefix, router in desk.client.app.state.rooms  # type: ignore[attr-defined]
        for route in router.routes
        for method in sorted(route.methods)
    ]

    def make(draw: random.Random) -> bytes:
        method, path = draw.choice(routes)
        form = next(form for pattern, form in _FORM_OF if re.search(pattern, path))
        asked: dict[str, Any] = {
            "who": draw.choice(_PEOPLE),
            "method": method,
            "headers": draw.choice((*[{}] * 8, *_HEADERS)),
        }
        asked["path"] = re.sub(r"\{(\w+)\}", lambda found: _segment(draw, found[1]), path)
        wanted = [draw.choice(sorted(_QUERIES)) for _ in range(draw.choice((0, 0, 1, 2)))]
        asked["query"] = {name: draw.choice(_QUERIES[name]) for name in wanted}
        if method == "GET" and draw.random() < 0.6 and "year" not in asked["query"]:
            asked["query"]["year"] = "2023"
        if path.endswith("/versions") and method == "POST":
            asked["file"] = [
                draw.choice(("报告.txt", "a.docx", "", "x" * 300, "../a.txt", "a\x00.txt")),
                texts.made(draw),
            ]
        elif method != "GET":
            asked["body"] = trees.as_json(draw, [BODIES[form]]).decode("utf-8", "replace")
        return json.dumps(asked).encode()

    def attempt(data: bytes) -> str:
        asked = json.loads(data)
        more: dict[str, Any] = {
            "params": asked["query"],
            "headers": {key: value.encode() for key, value in asked["headers"].items()},
        }
        if "file" in asked:
            name, text = asked["file"]
            more["files"] = {"file": (name, text.encode("utf-8", "replace"))}
        elif "body" in asked:
            more["content"] = asked["body"].encode()
            more["headers"].setdefault("Content-Type", b"application/json")
        path = asked["path"].removeprefix("/api/v1")
        answer = desk.call(asked["who"], asked["method"], path, **more)
        must(answer.status_code < 500, f"{answer.status_code} {desk.log[-1]}")
        if answer.status_code >= 400:
            sentence = answer.json()["error"]["message"]
            must(sentence.endswith("。") and len(sentence.splitlines()) == 1, f"no sentence: {sentence!r}")
        elif "file" in asked:
            while desk.work():
                pass
            must(not desk.log[-1].get("problem"), f"job {desk.log[-1]}")
        del desk.log[:-1]
        return f"{answer.status_code // 100}xx"

    return Target(make, attempt)


def _segment(draw: random.Random, name: str) -> str:
    if draw.random() < 0.85:
        return "2023" if name == "year" else str(draw.choice((1, 1, 1, 1, 2, 2, 3, 4, 9)))
    return draw.choice(("0", "-1", "x", "9" * 30, "1.0", "%00", "２", "1%20", "%E5%B9%B4", "2147483648", "None"))


TARGETS: dict[str, Opener] = {"api-forms": _forms, "api": _requests}
