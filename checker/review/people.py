"""Units, people and their roles. Callers have settled that the actor may manage the places named."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from checker.model import KINDS
from checker.review.access import NAMES, ROLES, Actor, role_of
from checker.review.problems import ConflictError, InvalidError, NotFoundError
from checker.review.service import Service, record
from checker.review.store.tables import Membership, Person, Unit


def unit_of(session: Session, unit_id: int) -> Unit:
    """Raises ``NotFoundError``."""
    unit = session.get(Unit, unit_id)
    if unit is None:
        raise NotFoundError
    return unit


def unit_names(session: Session) -> dict[int, str]:
    """Every unit's name by its id."""
    return dict(session.execute(select(Unit.id, Unit.name)).all())


def person_names(session: Session) -> dict[int, str]:
    """Every person's name by their id."""
    return dict(session.execute(select(Person.id, Person.name)).all())


def person_of(session: Session, person_id: int) -> Person:
    """Raises ``NotFoundError``."""
    person = session.get(Person, person_id)
    if person is None:
        raise NotFoundError
    return person


def add_unit(
    service: Service,
    session: Session,
    actor: Actor | None,
    parent: Unit | None,
    name: str,
    kind: str,
    reports: bool = True,
) -> Unit:
    """A new unit below ``parent``; ``None`` makes the top, of which there is one. ``kind`` is a report's kind."""
    if kind not in KINDS:
        raise InvalidError(f"单位类别只能是 {'、'.join(KINDS)}。", "kind")
    if parent is None and session.scalars(select(Unit.id).where(Unit.parent_id.is_(None))).first() is not None:
        raise ConflictError("最上级单位已经有了，新单位请放在它下面。")
    if parent is not None:
        twin = select(Unit.id).where(Unit.parent_id == parent.id, Unit.name == name)
        if session.scalars(twin).first() is not None:
            raise ConflictError(f"“{parent.name}”下面已经有“{name}”。")
        if parent.path.count("/") > 20:
            raise InvalidError("单位层级过深，请核对上级单位。")
    now = service.clock()
    # the path needs the id, which the row gets when it is written
    unit = Unit(
        parent_id=parent.id if parent else None,
        path=f"?{service.chance(9)}",
        name=name,
        kind=kind,
        reports=reports,
        created_at=now,
    )
    session.add(unit)
    session.flush()
    unit.path = f"{parent.path if parent else '/'}{unit.id}/"
    record(session, now, actor, "unit.added", unit=unit, detail={"name": name, "kind": kind, "parent": unit.parent_id})
    return unit


def change_unit(
    service: Service, session: Session, actor: Actor, unit: Unit, *,
    name: str | None = None, kind: str | None = None, reports: bool | None = None, active: bool | None = None,
) -> Unit:  # fmt: skip
    """Renames, opens or closes a unit. What is ``None`` stays."""
    if kind is not None and kind not in KINDS:
        raise InvalidError(f"单位类别只能是 {'、'.join(KINDS)}。", "kind")
    if active is False and unit.parent_id is None:
        raise ConflictError("最上级单位不能停用。")
    changes = {"name": name, "kind": kind, "reports": reports, "active": active}
    given = {key: value for key, value in changes.items() if value is not None and getattr(unit, key) != value}
    for key, value in given.items():
        setattr(unit, key, value)
    if given:
        record(session, service.clock(), actor, "unit.changed", unit=unit, detail=given)
    return unit


def add_person(
    service: Service, session: Session, actor: Actor | None, unit: Unit, login: str, name: str, password: str = "",
    must_change: bool = True,
) -> tuple[Person, str]:  # fmt: skip
    """A new account; without a password one is made up and returned, to be handed over and changed at once."""
    known = login.strip()
    if not 2 <= len(known) <= 100 or not all(char.isalnum() or char in "._-@" for char in known):
        raise InvalidError("用户名应有 2 到 100 个字，只能用文字、数字和 . _ - @。", "login")
    if session.scalars(select(Person.id).where(Person.login == known)).first() is not None:
        raise ConflictError(f"用户名“{known}”已经有人使用。")
    now = service.clock()
    person = Person(login=known, name=name, unit_id=unit.id, must_change=must_change, created_at=now)
    given = password or service.chance(12)
    service.door.set_password(person, given)
    session.add(person)
    session.flush()
    detail = {"login": known, "person": person.id}
    record(session, now, actor, "person.added", unit=unit, detail=detail)
    return person, "" if password else given


def grant(service: Service, session: Session, actor: Actor | None, person: Person, unit: Unit, role: str) -> Membership:
    """Gives a role at a unit; giving it again changes nothing."""
    if role not in ROLES:
        raise InvalidError(f"角色只能是 {'、'.join(ROLES)}。", "role")
    held = select(Membership).where(
        Membership.person_id == person.id, Membership.unit_id == unit.id, Membership.role == role
    )
    known = session.scalars(held).one_or_none()
    if known is not None:
        return known
    made = Membership(person_id=person.id, unit_id=unit.id, role=role, granted_at=service.clock())
    session.add(made)
    detail = {"person": person.id, "role": role, "name": NAMES[role_of(role)]}
    record(session, service.clock(), actor, "role.granted", unit=unit, detail=detail)
    return made


def revoke(service: Service, session: Session, actor: Actor, person: Person, membership_id: int) -> None:
    """Takes a role back. The last administrator at the top stays. Raises ``NotFoundError``."""
    held = session.get(Membership, membership_id)
    if held is None or held.person_id != person.id:
        raise NotFoundError
    unit = unit_of(session, held.unit_id)
    if held.role == "administrator" and unit.parent_id is None and _administrators(session, unit) == {person.id}:
        raise ConflictError("这是最后一位管理员，请先指定另一位管理员。")
    session.delete(held)
    detail = {"person": person.id, "role": held.role}
    record(session, service.clock(), actor, "role.revoked", unit=unit, detail=detail)


def set_active(service: Service, session: Session, actor: Actor, person: Person, active: bool) -> None:
    """Opens or closes an account; closing ends its sessions."""
    if person.active == active:
        return
    if not active:
        top = session.scalars(select(Unit).where(Unit.parent_id.is_(None))).one()
        if _administrators(session, top) == {person.id}:
            raise ConflictError("这是最后一位管理员，不能停用。")
        service.door.close_all(session, person.id)
    person.active = active
    unit = unit_of(session, person.unit_id)
    action = "person.opened" if active else "person.closed"
    record(session, service.clock(), actor, action, unit=unit, detail={"person": person.id})


def reset_password(service: Service, session: Session, actor: Actor, person: Person) -> str:
    """A new password, to be changed at the next sign-in; wakes a resting account and ends its sessions."""
    made = service.chance(12)
    service.door.set_password(person, made)
    person.must_change, person.failures, person.locked_until = True, 0, None
    service.door.close_all(session, person.id)
    unit = unit_of(session, person.unit_id)
    record(session, service.clock(), actor, "password.reset", unit=unit, detail={"person": person.id})
    return made


def places_of(session: Session, person: Person) -> list[str]:
    """Paths of all units that a person is bound to: who manages the person must manage all of them.

    Otherwise an administrator of one county could reset the password of somebody who also serves the city.
    """
    ids = [person.unit_id, *session.scalars(select(Membership.unit_id).where(Membership.person_id == person.id))]
    return list(session.scalars(select(Unit.path).where(Unit.id.in_(ids)).order_by(Unit.path)))


def visible_units(session: Session, actor: Actor, roles: Sequence[str] = ROLES) -> list[Unit]:
    """The units that any of these roles of the actor reaches, as a tree in order of paths."""
    held = [(role, path) for role, path in actor.roles if role in roles]
    units = session.scalars(select(Unit)).all()
    seen = [
        unit
        for unit in units
        if any(path == unit.path if role == "drafter" else unit.path.startswith(path) for role, path in held)
    ]
    return sorted(seen, key=lambda unit: [int(part) for part in unit.path.strip("/").split("/")])


def _administrators(session: Session, top: Unit) -> set[int]:
    query = (
        select(Membership.person_id)
        .join(Person, Person.id == Membership.person_id)
        .where(Membership.unit_id == top.id, Membership.role == "administrator", Person.active)
    )
    return set(session.scalars(query))
