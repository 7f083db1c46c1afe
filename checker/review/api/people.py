"""Units, people, roles, tokens, and the person who asks."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from fastapi.responses import Response
from sqlalchemy import select
from sqlalchemy.orm import Session

from checker.review import people
from checker.review.access import Actor, require
from checker.review.api import objects, shapes
from checker.review.api.forms import Id, PersonChange, PersonForm, RoleForm, TokenForm, UnitChange, UnitForm
from checker.review.api.once import Repeatable
from checker.review.api.strict import StrictRoute
from checker.review.guard import Desk, needs
from checker.review.problems import NotFoundError
from checker.review.service import record
from checker.review.store.tables import Person, Token

router = APIRouter(tags=["people"], route_class=StrictRoute)


@router.get("/me")
def me(desk: Desk, actor: Actor = needs("self.read")) -> shapes.Me:
    """Who asks, with which roles and, by token, which scopes."""
    with desk.store.read() as session:
        shown = objects.person(session, people.person_of(session, actor.id))
    return {**shown, "scopes": sorted(actor.scopes) if actor.scopes is not None else None}


@router.get("/tokens")
def tokens(desk: Desk, actor: Actor = needs("self.read")) -> shapes.Items[shapes.Token]:
    with desk.store.read() as session:
        rows = session.scalars(select(Token).where(Token.person_id == actor.id).order_by(Token.id))
        return {"items": [objects.token(one) for one in rows]}


@router.post("/tokens", status_code=201)
def add_token(form: TokenForm, desk: Desk, actor: Actor = needs("self.write")) -> shapes.NewToken:
    """A new token; ``token`` is shown this once. A token cannot make one with more scopes than its own."""
    asked = [scope for scope in form.scopes if actor.scopes is None or scope in actor.scopes]
    with desk.store.write() as session:
        made, secret = desk.door.make_token(session, actor.id, form.name, asked, form.days)
        unit = people.unit_of(session, actor.unit_id)
        detail = {"token": made.id, "scopes": made.scopes}
        record(session, desk.clock(), actor, "token.added", unit=unit, detail=detail)
        return {**objects.token(made), "token": secret}


@router.delete("/tokens/{token_id}", status_code=204)
def revoke_token(token_id: Id, desk: Desk, actor: Actor = needs("self.write")) -> Response:
    with desk.store.write() as session:
        found = session.get(Token, token_id)
        if found is None or found.person_id != actor.id:
            raise NotFoundError
        if found.revoked_at is None:
            found.revoked_at = desk.clock()
            unit = people.unit_of(session, actor.unit_id)
            record(session, found.revoked_at, actor, "token.revoked", unit=unit, detail={"token": found.id})
    return Response(status_code=204)


@router.get("/units")
def units(desk: Desk, actor: Actor = needs("unit.list")) -> shapes.Items[shapes.Unit]:
    """The units that the actor's roles reach."""
    with desk.store.read() as session:
        return {"items": [objects.unit(one) for one in people.visible_units(session, actor)]}


@router.get("/units/{unit_id}")
def unit(unit_id: Id, desk: Desk, actor: Actor = needs("unit.read")) -> shapes.Unit:
    with desk.store.read() as session:
        return objects.unit(people.unit_of(session, unit_id))


@router.post("/units/{unit_id}/units", status_code=201, response_model=shapes.Unit)
def add_unit(
    unit_id: Id, form: UnitForm, desk: Desk, once: Repeatable, actor: Actor = needs("unit.manage")
) -> Response:
    """A new unit below this one."""

    def work(session: Session) -> tuple[int, Any]:
        parent = people.unit_of(session, unit_id)
        return 201, objects.unit(people.add_unit(desk, session, actor, parent, form.name, form.kind, form.reports))

    return once(actor, form.model_dump(), work)


@router.patch("/units/{unit_id}", response_model=shapes.Unit)
def change_unit(
    unit_id: Id, form: UnitChange, desk: Desk, once: Repeatable, actor: Actor = needs("unit.manage")
) -> Response:
    def work(session: Session) -> tuple[int, Any]:
        found = people.unit_of(session, unit_id)
        return 200, objects.unit(people.change_unit(desk, session, actor, found, **form.model_dump()))

    return once(actor, form.model_dump(), work)


@router.get("/people")
def listing(desk: Desk, actor: Actor = needs("person.list")) -> shapes.Items[shapes.Person]:
    """The accounts of the units that the actor administers."""
    with desk.store.read() as session:
        ids = [one.id for one in people.visible_units(session, actor, ("administrator",))]
        rows = session.scalars(select(Person).where(Person.unit_id.in_(ids)).order_by(Person.id))
        return {"items": [objects.person(session, one) for one in rows]}


@router.post("/units/{unit_id}/people", status_code=201)
def add_person(unit_id: Id, form: PersonForm, desk: Desk, actor: Actor = needs("unit.manage")) -> shapes.NewPerson:
    """A new account; ``password`` is shown this once and must be changed at the first sign-in."""
    with desk.store.write() as session:
        made, password = people.add_person(
            desk, session, actor, people.unit_of(session, unit_id), form.login, form.name
        )
        return {**objects.person(session, made), "password": password}


@router.get("/people/{person_id}")
def person(person_id: Id, desk: Desk, actor: Actor = needs("person.manage")) -> shapes.Person:
    with desk.store.read() as session:
        return objects.person(session, people.person_of(session, person_id))


@router.patch("/people/{person_id}", response_model=shapes.Person)
def change_person(
    person_id: Id, form: PersonChange, desk: Desk, once: Repeatable, actor: Actor = needs("person.manage")
) -> Response:
    def work(session: Session) -> tuple[int, Any]:
        found = people.person_of(session, person_id)
        people.set_active(desk, session, actor, found, form.active)
        return 200, objects.person(session, found)

    return once(actor, form.model_dump(), work)


@router.post("/people/{person_id}/password")
def reset_password(person_id: Id, desk: Desk, actor: Actor = needs("person.manage")) -> shapes.Password:
    """A new password, shown this once."""
    with desk.store.write() as session:
        return {"password": people.reset_password(desk, session, actor, people.person_of(session, person_id))}


@router.post("/people/{person_id}/roles", status_code=201, response_model=shapes.Person)
def grant(
    person_id: Id, form: RoleForm, desk: Desk, once: Repeatable, actor: Actor = needs("person.manage")
) -> Response:
    """A role at a unit that the actor administers too."""

    def work(session: Session) -> tuple[int, Any]:
        unit = people.unit_of(session, form.unit)
        require(actor, "unit.manage", [unit.path])
        found = people.person_of(session, person_id)
        people.grant(desk, session, actor, found, unit, form.role)
        session.flush()
        return 201, objects.person(session, found)

    return once(actor, form.model_dump(), work)


@router.delete("/people/{person_id}/roles/{role_id}", status_code=204)
def revoke(person_id: Id, role_id: Id, desk: Desk, actor: Actor = needs("person.manage")) -> Response:
    with desk.store.write() as session:
        people.revoke(desk, session, actor, people.person_of(session, person_id), role_id)
    return Response(status_code=204)
