"""Signing in and out, the account, the language, the static files."""

from __future__ import annotations

from datetime import timedelta
from importlib.resources import files
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response
from sqlalchemy import select
from sqlalchemy.orm import Session

from checker.review import access, people
from checker.review.access import Actor
from checker.review.auth import COOKIE, actor_of
from checker.review.guard import Desk, Posted, check_origin, needs
from checker.review.problems import InvalidError, NotFoundError, RefusedError, UnknownPersonError
from checker.review.service import Service, record
from checker.review.store.tables import Person, Token, Unit
from checker.review.web.pages import LANG_COOKIE, go, lang_of, list_of, local, number_of, page, text_of
from checker.review.web.words import Words

router = APIRouter(include_in_schema=False)
_STATIC = {
    "app.css": ("checker.review.web", "static/app.css", "text/css; charset=utf-8"),
    "app.js": ("checker.review.web", "static/app.js", "text/javascript; charset=utf-8"),
    "icon.svg": ("checker.review.web", "static/icon.svg", "image/svg+xml"),
    "report.css": ("checker.rendering.html", "style.css", "text/css; charset=utf-8"),
    "report.js": ("checker.rendering.html", "page.js", "text/javascript; charset=utf-8"),
}
_YEAR = 365 * 24 * 3600


@router.get("/static/{name}")
def static(name: str) -> Response:
    """A file of the package, from a fixed list."""
    if name not in _STATIC:
        raise NotFoundError
    package, path, kind = _STATIC[name]
    data = files(package).joinpath(path).read_bytes()
    return Response(data, media_type=kind, headers={"Cache-Control": "public, max-age=86400"})


@router.get("/login")
def login_page(request: Request, desk: Desk, next: str = "/") -> Response:
    shared = bool(desk.settings.oidc_issuer)
    return page(request, "login.html.j2", None, next=local(next), login="", problem="", shared=shared)


@router.post("/login")
def login(request: Request, form: Posted, desk: Desk) -> Response:
    check_origin(request)
    name, target = text_of(form, "login", 100), local(text_of(form, "next", 2000) or "/")
    given = form.get("password", "")
    password = given if isinstance(given, str) else ""
    secret, problem = _signed_in(desk, name, password)
    if problem is not None:
        said = Words(lang_of(request, None)).problem(problem.code, str(problem))
        return page(
            request,
            "login.html.j2",
            None,
            status=problem.status,
            next=target,
            login=name,
            problem=said,
            shared=bool(desk.settings.oidc_issuer),
        )
    answer = RedirectResponse(target, 303)
    answer.set_cookie(
        COOKIE, secret, max_age=desk.settings.visit_seconds, httponly=True, samesite="lax", secure=desk.settings.secure
    )
    return answer


def _signed_in(desk: Service, name: str, password: str) -> tuple[str, RefusedError | None]:
    """The new session, or why not; failures count, so this commits in both cases."""
    with desk.store.read() as session:
        person = desk.door.known(session, name)
    try:
        # nobody else waits for a lock while the password is hashed
        proof = desk.door.proof(person, name, password)
    except RefusedError as problem:
        return "", problem
    with desk.store.write() as session:
        try:
            person = desk.door.sign_in(session, name, proof)
        except RefusedError as problem:
            if isinstance(problem, UnknownPersonError):
                _note_lock(desk, session, name)
            return "", problem
        unit = people.unit_of(session, person.unit_id)
        who = actor_of(session, person.id)
        record(session, desk.clock(), who, "person.signed_in", unit=unit, detail={"person": person.id})
        return desk.door.open_visit(session, person), None


def _note_lock(desk: Service, session: Session, name: str) -> None:
    """A line of the trail at the moment an account begins to rest."""
    person = session.scalars(select(Person).where(Person.login == name)).one_or_none()
    now = desk.clock()
    if person is not None and person.locked_until == now + timedelta(seconds=desk.settings.lock_seconds):
        unit = people.unit_of(session, person.unit_id)
        record(session, now, None, "person.locked", unit=unit, detail={"person": person.id})


@router.post("/logout")
def logout(request: Request, form: Posted, desk: Desk, actor: Actor = needs("self.write")) -> Response:
    with desk.store.write() as session:
        desk.door.close_visit(session, request.cookies.get(COOKIE, ""))
    answer = RedirectResponse("/login", 303)
    answer.delete_cookie(COOKIE)
    return answer


@router.post("/lang")
def language(request: Request, form: Posted, desk: Desk) -> Response:
    """No account needed, nothing kept but a cookie."""
    check_origin(request)
    answer = RedirectResponse(local(text_of(form, "next", 2000) or "/"), 303)
    chosen = "en" if form.get("lang") == "en" else "zh"
    answer.set_cookie(LANG_COOKIE, chosen, max_age=_YEAR, httponly=True, samesite="lax", secure=desk.settings.secure)
    return answer


@router.get("/account")
def account(request: Request, desk: Desk, actor: Actor = needs("self.read")) -> Response:
    return _account(request, desk, actor)


def _account(request: Request, desk: Service, actor: Actor, secret: str = "") -> Response:
    t = Words(lang_of(request, actor))
    with desk.store.read() as session:
        places = {unit.path: unit.name for unit in session.scalars(select(Unit))}
        tokens = list(session.scalars(select(Token).where(Token.person_id == actor.id).order_by(Token.id.desc())))
    roles = [(places.get(path, ""), t.role(role)) for role, path in actor.roles]
    return page(
        request, "account.html.j2", actor, section="/account", roles=roles, tokens=tokens, scopes=access.SCOPES,
        secret=secret,
    )  # fmt: skip


@router.post("/account/password")
def change_password(request: Request, form: Posted, desk: Desk, actor: Actor = needs("self.write")) -> Response:
    old, new, again = (str(form.get(key, "")) for key in ("old", "new", "again"))
    if new != again:
        raise InvalidError("两次输入的新密码不一样，请重新输入。", "password")
    with desk.store.write() as session:
        person = people.person_of(session, actor.id)
        if not desk.door.proves(person, old):
            raise InvalidError("现在的密码不对，请重新输入。", "password")
        if new == old:
            raise InvalidError("新密码不能与现在的密码相同。", "password")
        desk.door.set_password(person, new)
        person.must_change = False
        desk.door.close_all(session, person.id, but=request.cookies.get(COOKIE, ""))
        unit = people.unit_of(session, person.unit_id)
        record(session, desk.clock(), actor, "password.changed", unit=unit, detail={"person": person.id})
    return go("/", "password")


@router.post("/account/tokens")
def add_token(request: Request, form: Posted, desk: Desk, actor: Actor = needs("self.write")) -> Response:
    name, days = text_of(form, "name", 100), number_of(form, "days")
    if not name or days > 366:
        raise InvalidError("令牌要写明用途，有效期不超过 366 天。")
    with desk.store.write() as session:
        made, secret = desk.door.make_token(session, actor.id, name, list_of(form, "scopes"), days)
        detail: dict[str, Any] = {"token": made.id, "scopes": made.scopes}
        unit = people.unit_of(session, actor.unit_id)
        record(session, desk.clock(), actor, "token.added", unit=unit, detail=detail)
    return _account(request, desk, actor, secret)


@router.post("/account/tokens/{token_id}/revoke")
def revoke_token(token_id: int, form: Posted, desk: Desk, actor: Actor = needs("self.write")) -> Response:
    with desk.store.write() as session:
        found = session.get(Token, min(token_id, 2**31 - 1))
        if found is None or found.person_id != actor.id:
            raise NotFoundError
        if found.revoked_at is None:
            found.revoked_at = desk.clock()
            unit = people.unit_of(session, actor.unit_id)
            record(session, found.revoked_at, actor, "token.revoked", unit=unit, detail={"token": found.id})
    return go("/account", "saved")
