"""What is done at the machine itself, not through the door: the first administrator."""

from __future__ import annotations

from sqlalchemy import select

from checker.errors import UsageError
from checker.review import people
from checker.review.service import Service, record
from checker.review.store.tables import Person, Unit


def add_administrator(service: Service, login: str, name: str, unit_name: str, kind: str) -> str:
    """An administrator at the top, with the top unit if there is none yet; returns the password.

    An account that is there already gets a new password, is opened, and is made administrator again: the way
    back in for who has the machine. Raises ``CheckerError``.
    """
    with service.store.write() as session:
        top = session.scalars(select(Unit).where(Unit.parent_id.is_(None))).one_or_none()
        if top is None:
            if not unit_name.strip():
                raise UsageError("还没有单位，请用 --unit 写明最上级单位的名称，如 --unit 某某市人民政府。")
            top = people.add_unit(service, session, None, None, unit_name.strip(), kind)
        person = session.scalars(select(Person).where(Person.login == login.strip())).one_or_none()
        if person is None:
            person, password = people.add_person(service, session, None, top, login, name)
        else:
            password = service.chance(12)
            service.door.set_password(person, password)
            person.must_change, person.active = True, True
            person.failures, person.locked_until = 0, None
            service.door.close_all(session, person.id)
            record(
                session,
                service.clock(),
                None,
                "password.reset",
                unit=top,
                detail={"person": person.id, "at": "machine"},
            )
        people.grant(service, session, None, person, top, "administrator")
    return password
