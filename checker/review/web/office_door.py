"""Signing in through the office's identity service: there and back."""

from __future__ import annotations

import json
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import RedirectResponse, Response
from sqlalchemy import select

from checker.review import oidc, people
from checker.review.auth import COOKIE, actor_of, same
from checker.review.guard import Desk
from checker.review.problems import NotFoundError, UnknownPersonError
from checker.review.service import Service, record
from checker.review.store.tables import Person
from checker.review.web.pages import local

router = APIRouter(include_in_schema=False)
_WAY = "checker_oidc"
_WAY_SECONDS = 600
_STRANGER = "统一身份认证通过了，但这里没有您的账号，请联系管理员。"
_LOST = "登录用的时间过长，或者不是从这里开始的，请重新登录。"


@router.get("/oidc/start")
def start(desk: Desk, next: Annotated[str, Query(max_length=2000)] = "/") -> Response:
    """To the identity service; what must be known on the way back goes along in a cookie."""
    if not desk.settings.oidc_issuer:
        raise NotFoundError
    provider = oidc.discover(desk.settings)
    state, nonce, verifier = desk.chance(24), desk.chance(24), desk.chance(48)
    answer = RedirectResponse(oidc.start_url(desk.settings, provider, state, nonce, verifier), 303)
    way = json.dumps([state, nonce, verifier, local(next)])
    answer.set_cookie(
        _WAY, way.encode().hex(), max_age=_WAY_SECONDS, path="/oidc/", httponly=True, samesite="lax",
        secure=desk.settings.secure,
    )  # fmt: skip
    return answer


@router.get("/oidc/callback")
def callback(
    request: Request,
    desk: Desk,
    state: Annotated[str, Query(max_length=500)] = "",
    code: Annotated[str, Query(max_length=4000)] = "",
) -> Response:
    """Back from it: the state is ours, the code is exchanged, the person has an account here."""
    if not desk.settings.oidc_issuer:
        raise NotFoundError
    try:
        kept, nonce, verifier, target = json.loads(bytes.fromhex(request.cookies.get(_WAY, "")))
    except ValueError:
        raise UnknownPersonError(_LOST, "oidc") from None
    if not code or not same(state, str(kept)):
        raise UnknownPersonError(_LOST, "oidc")
    provider = oidc.discover(desk.settings)
    name = oidc.user_name(desk.settings, provider, code, str(nonce), str(verifier), desk.clock())
    answer = RedirectResponse(local(str(target)), 303)
    answer.set_cookie(
        COOKIE, _signed_in(desk, name), max_age=desk.settings.visit_seconds, httponly=True, samesite="lax",
        secure=desk.settings.secure,
    )  # fmt: skip
    answer.delete_cookie(_WAY, path="/oidc/")
    return answer


def _signed_in(desk: Service, name: str) -> str:
    with desk.store.write() as session:
        person = session.scalars(select(Person).where(Person.login == name)).one_or_none()
        if person is None or not person.active:
            raise UnknownPersonError(_STRANGER, "oidc")
        if person.must_change:
            # whoever comes this way needs no initial password; left in force it would be a second key
            person.must_change, person.password_hash = False, ""
        unit = people.unit_of(session, person.unit_id)
        who = actor_of(session, person.id)
        detail = {"person": person.id, "by": "oidc"}
        record(session, desk.clock(), who, "person.signed_in", unit=unit, detail=detail)
        return desk.door.open_visit(session, person)
