"""Who may do what: roles × units, decided here and nowhere else.

A route names one action (``guard.needs("submission.review")``); the action names the roles and the token
scope. A role is held at a unit. The drafter's reaches that unit only, all others' everything below as well.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from checker.review.problems import ForbiddenError, NotFoundError

Role = Literal["drafter", "reviewer", "supervisor", "administrator"]
Scope = Literal["read", "draft", "review", "supervise", "admin"]
ROLES: tuple[Role, ...] = ("drafter", "reviewer", "supervisor", "administrator")
SCOPES: tuple[Scope, ...] = ("read", "draft", "review", "supervise", "admin")
NAMES: Mapping[Role, str] = {
    "drafter": "起草人",
    "reviewer": "审核人",
    "supervisor": "监督人",
    "administrator": "管理员",
}


def role_of(value: str) -> Role:
    """The role as the store and forms write it. Raises ``ValueError`` where there is none."""
    return ROLES[ROLES.index(value)]


@dataclass(frozen=True, slots=True)
class Action:
    """Which roles may do it, and which scope a token needs for it.

    ``sees``: the roles for which the thing exists at all; to anyone else the answer is "not found".
    No roles mean: anyone who is signed in.
    """

    roles: tuple[Role, ...]
    scope: Scope = "read"
    sees: tuple[Role, ...] = ()


_READERS: tuple[Role, ...] = ("drafter", "reviewer", "supervisor")
ACTIONS: Mapping[str, Action] = {
    "self.read": Action(()),
    "self.write": Action((), "admin"),
    "home.read": Action(()),
    "unit.list": Action(()),
    "unit.read": Action(ROLES, sees=ROLES),
    "unit.manage": Action(("administrator",), "admin", ROLES),
    "person.list": Action(("administrator",), "admin"),
    "person.manage": Action(("administrator",), "admin", ("administrator",)),
    "round.read": Action(()),
    "round.manage": Action(("administrator", "supervisor"), "supervise"),
    "submission.list": Action(_READERS),
    "submission.create": Action(("drafter",), "draft", ROLES),
    "submission.read": Action(_READERS, sees=_READERS),
    "submission.draft": Action(("drafter",), "draft", _READERS),
    "submission.review": Action(("reviewer",), "review", _READERS),
    "submission.publish": Action(("drafter", "reviewer"), "draft", _READERS),
    "remark.write": Action(("drafter", "reviewer"), "draft", _READERS),
    "waiver.request": Action(("drafter", "reviewer"), "draft", _READERS),
    "waiver.sign": Action(("reviewer", "supervisor"), "review", _READERS),
    "cohort.read": Action(("reviewer", "supervisor"), "supervise"),
    "export.make": Action(("reviewer", "supervisor"), "supervise", ("reviewer", "supervisor")),
    "trail.read": Action(("supervisor", "administrator"), "supervise"),
    "hook.list": Action(("administrator",), "admin"),
    "hook.manage": Action(("administrator",), "admin", ("administrator",)),
}


@dataclass(frozen=True, slots=True)
class Actor:
    """Who asks. ``roles`` are (role, path of the unit); ``scopes`` is ``None`` for a person at the page."""

    id: int
    login: str
    name: str
    unit_id: int
    roles: tuple[tuple[Role, str], ...]
    scopes: frozenset[str] | None = None
    csrf: str = ""
    lang: str = "zh"
    must_change: bool = False

    def holds(self, roles: Iterable[Role], path: str) -> bool:
        """Whether one of the roles reaches the unit at ``path``."""
        return any(role in roles and reaches(role, own, path) for role, own in self.roles)

    def places(self, roles: Iterable[Role]) -> tuple[tuple[Role, str], ...]:
        """Where the person holds any of these roles."""
        return tuple((role, path) for role, path in self.roles if role in roles)


def reaches(role: Role, own: str, path: str) -> bool:
    """Whether a role held at the unit ``own`` covers the unit ``path`` (both ``/1/4/``)."""
    return path == own if role == "drafter" else path.startswith(own)


def has_scope(actor: Actor, action: str) -> bool:
    return actor.scopes is None or ACTIONS[action].scope in actor.scopes


def may(actor: Actor, action: str, path: str | None = None) -> bool:
    """Whether the actor may do it; ``path`` is the unit of the thing, ``None`` where it has none."""
    rule = ACTIONS[action]
    if not has_scope(actor, action):
        return False
    if not rule.roles:
        return True
    return bool(actor.places(rule.roles)) if path is None else actor.holds(rule.roles, path)


def require(actor: Actor, action: str, paths: Iterable[str] | None = None) -> None:
    """Raises ``NotFoundError`` where the thing is not for the actor's eyes, ``ForbiddenError`` where it may be
    seen but this not done. All ``paths`` must be covered; ``None`` where the thing has no unit.
    """
    rule = ACTIONS[action]
    for path in (None,) if paths is None else tuple(paths):
        if path is not None and rule.sees and not actor.holds(rule.sees, path):
            raise NotFoundError
        if not may(actor, action, path):
            if not has_scope(actor, action):
                raise ForbiddenError(f"令牌没有“{rule.scope}”范围，不能做这项操作。", "scope")
            raise ForbiddenError
