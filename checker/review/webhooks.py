"""Telling other systems: signed, retried, every attempt on record. A delivery is written with its event.

``X-Checker-Signature: t=SECONDS,v1=HEX`` is HMAC-SHA-256 over ``SECONDS.BODY`` with the hook's secret. A
receiver checks it, refuses old ``t``, and takes a delivery's id (``X-Checker-Delivery``) once only: what was not
answered with 2xx is sent again, so it may come twice.
"""

from __future__ import annotations

import hashlib
import hmac
import urllib.error
import urllib.request
from collections.abc import Mapping
from datetime import timedelta
from http.client import HTTPException
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import select
from sqlalchemy.orm import Session

from checker.review import queue
from checker.review.access import Actor
from checker.review.problems import InvalidError, NotFoundError
from checker.review.service import Service, record
from checker.review.store.tables import Delivery, Hook, Unit
from checker.review.trail import ACTIONS
from checker.version import __version__

_SECONDS = 10.0
_FIRST_WAIT, _LONGEST_WAIT = 30, 6 * 3600
_MOST_READ = 4096


def signature(secret: str, seconds: int, body: bytes) -> str:
    """The value of ``X-Checker-Signature``."""
    made = hmac.new(secret.encode(), f"{seconds}.".encode() + body, hashlib.sha256).hexdigest()
    return f"t={seconds},v1={made}"


def add(service: Service, session: Session, actor: Actor, unit: Unit, url: str, actions: list[str]) -> Hook:
    """A hook for events of the unit and all below; no ``actions`` means all. Its secret is shown once.

    Raises ``InvalidError`` for an address that is none, or an act that never happens.
    """
    if not _is_address(url.strip()):
        raise InvalidError(
            "接收地址应以 http:// 或 https:// 开头，不能有空格、汉字、用户名和密码，端口不超过 65535。", "url"
        )
    if unknown := [name for name in actions if name not in ACTIONS]:
        said = f"没有“{'、'.join(unknown)}”这种变动，可用的有：{'、'.join(ACTIONS)}；不写就是全部。"
        raise InvalidError(said, "actions")
    now = service.clock()
    hook = Hook(unit_id=unit.id, url=url.strip(), secret=service.chance(32), actions=" ".join(actions), created_at=now)
    session.add(hook)
    session.flush()
    record(session, now, actor, "hook.added", unit=unit, detail={"hook": hook.id, "host": urlsplit(hook.url).hostname})
    return hook


def _is_address(url: str) -> bool:
    """Whether something can be sent there: characters, host and port as a request takes them."""
    if not url.isascii() or any(character <= " " for character in url):
        return False
    try:
        parts = urlsplit(url)
        _ = parts.port  # asked for its error: no port beyond 65535
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and not parts.username and not parts.password


def give_up(service: Service, session: Session, delivery: int, problem: str) -> None:
    """Settles a delivery whose job ended without an answer; the record says why."""
    row = session.get(Delivery, delivery)
    if row is not None and row.state == "waiting":
        row.state, row.finished_at, row.problem = "failed", service.clock(), problem[:500]


def hook_of(session: Session, hook_id: int) -> Hook:
    """Raises ``NotFoundError``."""
    hook = session.get(Hook, hook_id)
    if hook is None:
        raise NotFoundError
    return hook


def remove(service: Service, session: Session, actor: Actor, hook: Hook) -> None:
    """Stops a hook; what was sent stays on record."""
    if hook.active:
        hook.active = False
        unit = session.get(Unit, hook.unit_id)
        record(session, service.clock(), actor, "hook.removed", unit=unit, detail={"hook": hook.id})


def deliveries_of(session: Session, hook: Hook, most: int = 100) -> list[Delivery]:
    """The newest first."""
    query = select(Delivery).where(Delivery.hook_id == hook.id).order_by(Delivery.id.desc()).limit(most)
    return list(session.scalars(query))


def deliver(service: Service, job: queue.Leased, worker: str) -> None:
    """One attempt at one delivery; the job ends, or comes back later."""
    with service.store.read() as session:
        found = session.get(Delivery, job.subject)
        hook = session.get(Hook, found.hook_id) if found is not None else None
    if found is None or hook is None or found.state != "waiting" or not hook.active:
        with service.store.write() as session:
            queue.finish(session, job, worker, service.clock())
        return
    body = found.body.encode()
    seconds = int(service.clock().timestamp())
    status, problem = post(
        hook.url,
        body,
        {
            "Content-Type": "application/json; charset=utf-8",
            "User-Agent": f"checker/{__version__}",
            "X-Checker-Delivery": str(found.id),
            "X-Checker-Signature": signature(hook.secret, seconds, body),
        },
    )
    now = service.clock()
    with service.store.write() as session:
        row = session.get(Delivery, found.id)
        assert row is not None
        row.attempts, row.status, row.problem = row.attempts + 1, status, problem[:500]
        if status is not None and 200 <= status < 300:
            row.state, row.finished_at = "sent", now
            queue.finish(session, job, worker, now)
        elif row.attempts >= service.settings.hook_attempts:
            row.state, row.finished_at = "failed", now
            queue.finish(session, job, worker, now, problem or f"HTTP {status}")
        else:
            wait = min(_FIRST_WAIT * 2 ** (row.attempts - 1), _LONGEST_WAIT)
            queue.postpone(session, job, worker, now + timedelta(seconds=wait))


def post(url: str, body: bytes, headers: Mapping[str, str]) -> tuple[int | None, str]:
    """Sends a body; (status, what went wrong). Redirects are not followed: they could lead anywhere."""
    request = urllib.request.Request(url, data=body, headers=dict(headers), method="POST")
    opener = urllib.request.build_opener(_Stay, urllib.request.ProxyHandler({}))
    try:
        with opener.open(request, timeout=_SECONDS) as answer:
            answer.read(_MOST_READ)
            return int(answer.status), ""
    except urllib.error.HTTPError as error:
        return error.code, f"HTTP {error.code}"
    except (OSError, ValueError, HTTPException) as error:  # an answer that is no HTTP is an answer that failed
        return None, f"{type(error).__name__}: {error}"


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args: Any, **kwargs: Any) -> None:
        return None
