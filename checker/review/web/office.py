"""The pages of administrators: units, people, webhooks."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response
from sqlalchemy import select

from checker.model import KINDS
from checker.review import people, webhooks
from checker.review.access import ROLES, Actor, may, require
from checker.review.auth import lock_ends
from checker.review.guard import Desk, Posted, needs
from checker.review.service import Service
from checker.review.store.tables import Hook, Membership, Person, Unit
from checker.review.web.pages import go, number_of, page, text_of
from checker.review.web.view import said

router = APIRouter(include_in_schema=False)
_BELOW = {
    "province": "city",
    "city": "county",
    "county": "township",
    "township": "township",
    "department": "department",
}


@router.get("/units")
def units(request: Request, desk: Desk, actor: Actor = needs("person.list")) -> Response:
    with desk.store.read() as session:
        found = people.visible_units(session, actor)
        ids = [one.id for one in found]
        staff: dict[int, list[Person]] = {}
        for person in session.scalars(select(Person).where(Person.unit_id.in_(ids)).order_by(Person.id)):
            staff.setdefault(person.unit_id, []).append(person)
    least = min((one.path.count("/") for one in found), default=0)
    rows = [
        {
            "unit": one,
            "depth": min(one.path.count("/") - least, 6),
            "manage": (managed := may(actor, "unit.manage", one.path)),
            "people": staff.get(one.id, []) if managed else [],
        }
        for one in found
    ]
    return page(request, "units.html.j2", actor, section="/units", rows=rows, secret="", secret_for="")


@router.get("/units/{unit_id}")
def unit_page(request: Request, unit_id: int, desk: Desk, actor: Actor = needs("unit.manage")) -> Response:
    return _unit(request, desk, actor, unit_id)


def _unit(
    request: Request, desk: Service, actor: Actor, unit_id: int, secret: str = "", secret_for: str = ""
) -> Response:
    with desk.store.read() as session:
        unit = people.unit_of(session, unit_id)
        members = session.execute(
            select(Person, Membership.role)
            .join(Membership, Membership.person_id == Person.id)
            .where(Membership.unit_id == unit.id)
            .order_by(Person.id)
        ).all()
    crumbs = said(request, actor, [("/units", "单位和人员"), ("", unit.name)])
    return page(
        request, "unit.html.j2", actor, section="/units", crumbs=crumbs, unit=unit, kinds=KINDS, roles=ROLES,
        next_kind=_BELOW.get(unit.kind, "county"), members=members, secret=secret, secret_for=secret_for,
    )  # fmt: skip


@router.post("/units/{unit_id}")
def change_unit(unit_id: int, form: Posted, desk: Desk, actor: Actor = needs("unit.manage")) -> Response:
    with desk.store.write() as session:
        people.change_unit(
            desk, session, actor, people.unit_of(session, unit_id), name=text_of(form, "name", 200) or None,
            kind=text_of(form, "kind", 20), reports=form.get("reports") == "1", active=form.get("active") == "1",
        )  # fmt: skip
    return go(f"/units/{unit_id}", "saved")


@router.post("/units/{unit_id}/units")
def add_unit(unit_id: int, form: Posted, desk: Desk, actor: Actor = needs("unit.manage")) -> Response:
    with desk.store.write() as session:
        parent = people.unit_of(session, unit_id)
        made = people.add_unit(
            desk, session, actor, parent, text_of(form, "name", 200), text_of(form, "kind", 20),
            form.get("reports") == "1",
        )  # fmt: skip
    return go(f"/units/{made.id}", "saved")


@router.post("/units/{unit_id}/people")
def add_person(
    request: Request, unit_id: int, form: Posted, desk: Desk, actor: Actor = needs("unit.manage")
) -> Response:
    """The account with its first role; the password is on the page that follows and nowhere else."""
    with desk.store.write() as session:
        unit = people.unit_of(session, unit_id)
        made, password = people.add_person(
            desk, session, actor, unit, text_of(form, "login", 100), text_of(form, "name", 100)
        )
        people.grant(desk, session, actor, made, unit, text_of(form, "role", 20))
    return _unit(request, desk, actor, unit_id, password, f"{made.name}（{made.login}）")


@router.get("/people/{person_id}")
def person_page(request: Request, person_id: int, desk: Desk, actor: Actor = needs("person.manage")) -> Response:
    return _person(request, desk, actor, person_id)


def _person(request: Request, desk: Service, actor: Actor, person_id: int, secret: str = "") -> Response:
    with desk.store.read() as session:
        person = people.person_of(session, person_id)
        unit = people.unit_of(session, person.unit_id)
        rows = session.execute(
            select(Membership, Unit)
            .join(Unit, Unit.id == Membership.unit_id)
            .where(Membership.person_id == person.id)
            .order_by(Membership.id)
        ).all()
        managed = people.visible_units(session, actor, ("administrator",))
    held = [
        {"id": one.id, "role": one.role, "unit": place.name, "manage": may(actor, "unit.manage", place.path)}
        for one, place in rows
    ]
    crumbs = said(request, actor, [("/units", "单位和人员"), (f"/units/{unit.id}", unit.name), ("", person.name)])
    return page(
        request, "person.html.j2", actor, section="/units", crumbs=crumbs, person=person, unit=unit, held=held,
        units=managed, roles=ROLES, locked=lock_ends(person, desk.clock()), secret=secret,
    )  # fmt: skip


@router.post("/people/{person_id}/roles")
def grant(person_id: int, form: Posted, desk: Desk, actor: Actor = needs("person.manage")) -> Response:
    with desk.store.write() as session:
        unit = people.unit_of(session, number_of(form, "unit"))
        require(actor, "unit.manage", [unit.path])
        people.grant(desk, session, actor, people.person_of(session, person_id), unit, text_of(form, "role", 20))
    return go(f"/people/{person_id}", "saved")


@router.post("/people/{person_id}/roles/{role_id}/revoke")
def revoke(person_id: int, role_id: int, form: Posted, desk: Desk, actor: Actor = needs("person.manage")) -> Response:
    with desk.store.write() as session:
        people.revoke(desk, session, actor, people.person_of(session, person_id), min(role_id, 2**31 - 1))
    return go(f"/people/{person_id}", "saved")


@router.post("/people/{person_id}/password")
def reset_password(
    request: Request, person_id: int, form: Posted, desk: Desk, actor: Actor = needs("person.manage")
) -> Response:
    with desk.store.write() as session:
        made = people.reset_password(desk, session, actor, people.person_of(session, person_id))
    return _person(request, desk, actor, person_id, made)


@router.post("/people/{person_id}/active")
def set_active(person_id: int, form: Posted, desk: Desk, actor: Actor = needs("person.manage")) -> Response:
    with desk.store.write() as session:
        people.set_active(desk, session, actor, people.person_of(session, person_id), form.get("active") == "1")
    return go(f"/people/{person_id}", "saved")


@router.get("/hooks")
def hooks(request: Request, desk: Desk, actor: Actor = needs("hook.list")) -> Response:
    return _hooks(request, desk, actor)


def _hooks(request: Request, desk: Service, actor: Actor, secret: str = "") -> Response:
    with desk.store.read() as session:
        managed = people.visible_units(session, actor, ("administrator",))
        names = {one.id: one.name for one in managed}
        found = session.scalars(select(Hook).where(Hook.unit_id.in_(names)).order_by(Hook.id)).all()
        shown = [
            {"hook": one, "unit": names[one.unit_id], "deliveries": webhooks.deliveries_of(session, one, 10)}
            for one in found
        ]
    return page(request, "hooks.html.j2", actor, section="/hooks", hooks=shown, units=managed, secret=secret)


@router.post("/hooks")
def add_hook(request: Request, form: Posted, desk: Desk, actor: Actor = needs("hook.list")) -> Response:
    with desk.store.write() as session:
        unit = people.unit_of(session, number_of(form, "unit"))
        require(actor, "unit.manage", [unit.path])
        made = webhooks.add(desk, session, actor, unit, text_of(form, "url", 1000), [])
    return _hooks(request, desk, actor, made.secret)


@router.post("/hooks/{hook_id}/remove")
def remove_hook(hook_id: int, form: Posted, desk: Desk, actor: Actor = needs("hook.manage")) -> Response:
    with desk.store.write() as session:
        webhooks.remove(desk, session, actor, webhooks.hook_of(session, hook_id))
    return go("/hooks", "saved")
