"""The door of every route: who asks, and whether this may be done with that thing.

A route says ``actor: Actor = needs("submission.review")``. The guard finds the thing's unit by the path
parameter (``submission_id``, ``unit_id``, …) and asks :mod:`checker.review.access`. The authorisation test
reads the same declaration, so a route without one is found.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from functools import cache
from typing import Annotated, Any
from urllib.parse import urlsplit

from fastapi import Depends, Request
from sqlalchemy.orm import Session
from starlette.datastructures import FormData

from checker.review import access, people, submissions, webhooks
from checker.review.access import Actor
from checker.review.auth import COOKIE, same
from checker.review.problems import ForbiddenError, NotFoundError, UnknownPersonError
from checker.review.service import Service
from checker.review.store.tables import Artifact, Unit

_LARGEST_ID = 2**31 - 1
_SAFE = ("GET", "HEAD", "OPTIONS")
_NOBODY = "请先登录，或者在请求里带上有效的令牌。"
_FOREIGN = "这个请求不是从本系统的页面发出的，请回到页面重新操作。"


def service_of(request: Request) -> Service:
    service: Service = request.app.state.service
    return service


Desk = Annotated[Service, Depends(service_of)]


class Guard:
    """Lets an actor through, or raises. ``action`` is a key of ``access.ACTIONS``."""

    def __init__(self, action: str) -> None:
        if action not in access.ACTIONS:
            raise ValueError(action)
        self.action = action

    def __call__(self, request: Request) -> Actor:
        actor = identify(request)
        check_origin(request)
        if actor.scopes is None and request.method not in _SAFE:
            token = request.headers.get("x-csrf-token") or str(_form(request).get("csrf", ""))
            if not same(token, actor.csrf):
                raise ForbiddenError(_FOREIGN, "csrf")
        if actor.must_change and actor.scopes is None and not self.action.startswith("self."):
            raise ForbiddenError("这是初始密码，请先修改密码再使用。", "must_change")
        service = service_of(request)
        with service.store.read() as session:
            access.require(actor, self.action, _places(session, request.path_params))
        request.state.actor = actor
        return actor


@cache
def guard(action: str) -> Guard:
    return Guard(action)


def needs(action: str) -> Any:
    """What a route declares as the default of its ``actor``."""
    return Depends(guard(action))


def identify(request: Request) -> Actor:
    """Who asks, by bearer token or by the session's cookie. Raises ``UnknownPersonError``."""
    service = service_of(request)
    given = request.headers.get("authorization", "")
    if given:
        kind, _, secret = given.partition(" ")
        with service.store.read() as session:
            actor = service.door.bearer(session, secret.strip()) if kind.lower() == "bearer" else None
        if actor is None:
            raise UnknownPersonError(_NOBODY)
        return actor
    secret = request.cookies.get(COOKIE, "")
    with service.store.read() as session:
        found = service.door.visitor(session, secret) if secret else None
    if found is None:
        raise UnknownPersonError(_NOBODY)
    actor, due = found
    if due:
        with service.store.write() as session:
            service.door.touch(session, secret)
    return actor


def check_origin(request: Request) -> None:
    """Refuses a change that another site's page asked for; old browsers without the headers have the token."""
    if request.method in _SAFE:
        return
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        raise ForbiddenError(_FOREIGN, "origin")
    origin = request.headers.get("origin")
    if origin is not None:
        own = urlsplit(service_of(request).settings.base_url).netloc or request.headers.get("host", "")
        if urlsplit(origin).netloc != own:
            raise ForbiddenError(_FOREIGN, "origin")


async def posted(request: Request) -> AsyncIterator[FormData]:
    """The form of a page, read before the guard looks for its CSRF field; its files are closed afterwards."""
    async with request.form(max_files=1, max_fields=200) as form:
        request.state.form = form
        yield form


Posted = Annotated[FormData, Depends(posted)]


def _form(request: Request) -> FormData:
    form = getattr(request.state, "form", None)
    return form if isinstance(form, FormData) else FormData()


def _places(session: Session, given: dict[str, Any]) -> list[str] | None:
    """The units of what the path names; ``None`` where it names nothing that has one."""
    if "submission_id" in given:
        found = submissions.submission_of(session, _number(given["submission_id"]))
        return [people.unit_of(session, found.unit_id).path]
    if "unit_id" in given:
        return [people.unit_of(session, _number(given["unit_id"])).path]
    if "person_id" in given:
        return people.places_of(session, people.person_of(session, _number(given["person_id"])))
    if "hook_id" in given:
        return [people.unit_of(session, webhooks.hook_of(session, _number(given["hook_id"])).unit_id).path]
    if "artifact_id" in given:
        artifact = session.get(Artifact, _number(given["artifact_id"]))
        unit = session.get(Unit, artifact.unit_id) if artifact is not None else None
        if unit is None:
            raise NotFoundError
        return [unit.path]
    return None


def _number(given: Any) -> int:
    text = str(given)
    if not (text.isascii() and text.isdigit() and len(text) <= 10 and 1 <= int(text) <= _LARGEST_ID):
        raise NotFoundError
    return int(text)
