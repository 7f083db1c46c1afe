"""Passwords, sessions, tokens. What could be used to sign in is never kept, only digests of it."""

from __future__ import annotations

import hashlib
import hmac
import threading
from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from checker.review.access import SCOPES, Actor, role_of
from checker.review.clock import Chance, Clock
from checker.review.problems import BusyError, InvalidError, UnknownPersonError
from checker.review.settings import Settings
from checker.review.store.tables import Membership, Person, Token, Unit, Visit

COOKIE = "checker_visit"
_WRONG = "用户名或者密码不对。"
_SHORTEST, _LONGEST = 10, 200
_TOKEN_MARK = "ckr_"
_AT_ONCE, _PATIENCE, _MOST_STRANGERS = 4, 5.0, 10_000
# A page that polls would otherwise write on every request.
_SEEN_EVERY = timedelta(minutes=1)


def digest(secret: str) -> str:
    """What is kept of a cookie or a token: they are long and random, so one SHA-256 is enough."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class Proof:
    """Whether a password was right, and against which hash; of no use once that hash is replaced."""

    right: bool
    against: str | None


class Doorkeeper:
    """Signs people in and out. A method that needs the database works in the caller's session."""

    def __init__(self, settings: Settings, clock: Clock, chance: Chance) -> None:
        self.settings, self.clock, self.chance = settings, clock, chance
        # names that nobody has rest like those that somebody has: the answer must not tell them apart
        self._strangers: OrderedDict[str, tuple[int, datetime | None]] = OrderedDict()
        # a password costs much on purpose; strangers must not make all threads pay it at once
        self._hashing = threading.BoundedSemaphore(_AT_ONCE)

    @cached_property
    def _hasher(self) -> PasswordHasher:
        return PasswordHasher(self.settings.argon2_time, self.settings.argon2_memory)

    @cached_property
    def _nobody(self) -> str:
        return self._hasher.hash(self.chance(24))

    # ------------------------------------------------------------------ passwords

    def set_password(self, person: Person, password: str) -> None:
        """Raises ``InvalidError`` where it is too short, too long, or the login itself."""
        if not _SHORTEST <= len(password) <= _LONGEST:
            raise InvalidError(f"密码应有 {_SHORTEST} 到 {_LONGEST} 个字符。", "password")
        if len(set(password)) < 4 or person.login.lower() in password.lower():
            raise InvalidError("密码过于简单，请勿包含用户名或只重复几个字符。", "password")
        person.password_hash = self._hasher.hash(password)

    def proves(self, person: Person | None, password: str) -> bool:
        """Whether the password is this person's. Takes as long where there is no such person."""
        known = person.password_hash if person is not None and person.password_hash else self._nobody
        if not self._hashing.acquire(timeout=_PATIENCE):
            raise BusyError("同时登录的人过多，请稍后再试。")
        try:
            right = self._hasher.verify(password[:_LONGEST], known)
        finally:
            self._hashing.release()
        return right and bool(person is not None and person.password_hash)

    def known(self, session: Session, login: str) -> Person | None:
        """Whoever has this login."""
        return session.scalars(select(Person).where(Person.login == login)).one_or_none()

    def proof(self, person: Person | None, login: str, password: str) -> Proof:
        """Whether the password is right, for :meth:`sign_in`. Costs much: asked while no transaction is open.

        Raises ``BusyError`` where too many ask at once.
        """
        if self._rests(person, login):
            return Proof(False, None)  # not asked at all
        return Proof(self.proves(person, password), None if person is None else person.password_hash)

    def sign_in(self, session: Session, login: str, proof: Proof) -> Person:
        """The person, failures counted and the lock kept; the caller commits also where this raises.

        Raises ``UnknownPersonError`` or, while the account rests, ``BusyError``: also to those who asked for the
        proof before it began to rest, so that asking many times at once is no way around it.
        """
        person = session.scalars(select(Person).where(Person.login == login).with_for_update()).one_or_none()
        now = self.clock()
        if until := self._rests(person, login):
            minutes = int((until - now).total_seconds() // 60) + 1
            raise BusyError(f"密码连续输错次数过多，请 {minutes} 分钟后再试，或请管理员重设密码。", "locked")
        if person is None or not (person.active and proof.right and person.password_hash == proof.against):
            failures, rests = (
                (self._strangers.get(login, (0, None))[0] if person is None else person.failures) + 1,
                None,
            )
            if failures >= self.settings.lock_after:
                failures, rests = 0, now + timedelta(seconds=self.settings.lock_seconds)
            if person is None:
                self._remember(login, failures, rests)
            else:
                person.failures, person.locked_until = failures, rests
            raise UnknownPersonError(_WRONG)
        person.failures, person.locked_until = 0, None
        return person

    def _rests(self, person: Person | None, login: str) -> datetime | None:
        """Until when the account rests, ``None`` where it does not."""
        until = self._strangers.get(login, (0, None))[1] if person is None else person.locked_until
        return until if until is not None and until > self.clock() else None

    def _remember(self, login: str, failures: int, until: datetime | None) -> None:
        self._strangers[login] = (failures, until)
        self._strangers.move_to_end(login)
        while len(self._strangers) > _MOST_STRANGERS:
            self._strangers.popitem(last=False)

    # ------------------------------------------------------------------ sessions

    def open_visit(self, session: Session, person: Person) -> str:
        """A new session; returns the cookie's value, which is kept nowhere."""
        secret, now = self.chance(32), self.clock()
        ends = now + timedelta(seconds=self.settings.visit_seconds)
        session.execute(delete(Visit).where(Visit.expires_at < now))
        session.add(
            Visit(
                digest=digest(secret),
                person_id=person.id,
                csrf=self.chance(32),
                created_at=now,
                seen_at=now,
                expires_at=ends,
            )
        )
        return secret

    def visitor(self, session: Session, secret: str) -> tuple[Actor, bool] | None:
        """Who the cookie belongs to, and whether ``touch`` is due; ``None`` where it has no force."""
        visit = session.get(Visit, digest(secret))
        now = self.clock()
        idle = timedelta(seconds=self.settings.idle_seconds)
        if visit is None or visit.expires_at <= now or visit.seen_at + idle <= now:
            return None
        actor = actor_of(session, visit.person_id, csrf=visit.csrf)
        return None if actor is None else (actor, visit.seen_at + _SEEN_EVERY <= now)

    def touch(self, session: Session, secret: str) -> None:
        visit = session.get(Visit, digest(secret))
        if visit is not None:
            visit.seen_at = self.clock()

    def close_visit(self, session: Session, secret: str) -> None:
        session.execute(delete(Visit).where(Visit.digest == digest(secret)))

    def close_all(self, session: Session, person_id: int, but: str = "") -> None:
        """Ends the person's sessions, all or all but the one with this cookie."""
        session.execute(delete(Visit).where(Visit.person_id == person_id, Visit.digest != digest(but)))

    # ------------------------------------------------------------------ tokens

    def make_token(
        self, session: Session, person_id: int, name: str, scopes: list[str], days: int
    ) -> tuple[Token, str]:
        """A token and its text, which is shown once. Raises ``InvalidError`` for unknown scopes."""
        unknown = [scope for scope in scopes if scope not in SCOPES]
        if unknown or not scopes:
            raise InvalidError(f"令牌范围只能是 {'、'.join(SCOPES)}，至少选一个。", "scopes")
        secret, now = _TOKEN_MARK + self.chance(32), self.clock()
        token = Token(
            digest=digest(secret),
            person_id=person_id,
            name=name,
            scopes=" ".join(scope for scope in SCOPES if scope in scopes),
            created_at=now,
            expires_at=now + timedelta(days=days),
        )
        session.add(token)
        session.flush()
        return token, secret

    def bearer(self, session: Session, secret: str) -> Actor | None:
        token = session.scalars(select(Token).where(Token.digest == digest(secret))).one_or_none()
        if token is None or token.revoked_at is not None or token.expires_at <= self.clock():
            return None
        return actor_of(session, token.person_id, scopes=frozenset(token.scopes.split()))


class PasswordHasher:
    """argon2id; the only place that knows the library."""

    def __init__(self, time_cost: int, memory_cost: int) -> None:
        from pwdlib import PasswordHash
        from pwdlib.hashers.argon2 import Argon2Hasher

        self._hash = PasswordHash((Argon2Hasher(time_cost=time_cost, memory_cost=memory_cost, parallelism=1),))

    def hash(self, password: str) -> str:
        return self._hash.hash(password.encode("utf-8", "replace"))

    def verify(self, password: str, known: str) -> bool:
        return self._hash.verify(password.encode("utf-8", "replace"), known)


def actor_of(session: Session, person_id: int, *, csrf: str = "", scopes: frozenset[str] | None = None) -> Actor | None:
    """The person with the roles held now; ``None`` where the account is closed."""
    person = session.get(Person, person_id)
    if person is None or not person.active:
        return None
    rows = session.execute(
        select(Membership.role, Unit.path)
        .join(Unit, Unit.id == Membership.unit_id)
        .where(Membership.person_id == person_id, Unit.active)
        .order_by(Unit.path, Membership.role)
    )
    roles = [(role_of(role), path) for role, path in rows]
    return Actor(
        id=person.id,
        login=person.login,
        name=person.name,
        unit_id=person.unit_id,
        roles=tuple(roles),
        scopes=scopes,
        csrf=csrf,
        lang=person.lang,
        must_change=person.must_change,
    )


def same(one: str, other: str) -> bool:
    """Compares secrets in a time that does not tell where they differ."""
    return hmac.compare_digest(one.encode("utf-8", "replace"), other.encode("utf-8", "replace"))


def lock_ends(person: Person, now: datetime) -> datetime | None:
    """When a resting account wakes; ``None`` where it is awake."""
    return person.locked_until if person.locked_until is not None and person.locked_until > now else None
