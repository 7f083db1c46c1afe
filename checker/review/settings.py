"""All settings in one place: a TOML file, then environment variables ``CHECKER_…``, then the command line."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from checker.errors import UsageError

PREFIX = "CHECKER_"
_MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Settings:
    """How the service runs. Sizes in bytes, times in seconds.

    ``database``          SQLAlchemy URL; SQLite in the working folder by default
    ``host``, ``port``    where to listen; loopback by default, so that a first try exposes nothing
    ``base_url``          the address people type, where a proxy stands before the service (https://…)
    ``trusted_proxy``     address of that proxy, whose X-Forwarded-For and -Proto are believed
    ``workers``           processes that check reports
    ``submit_policy``, ``approve_policy``   gate policies, by name or path
    ``rubric``, ``tailoring``   as of ``checker check``; empty: the built-in rubric of the report's year
    ``max_upload``, ``max_body``   largest file, and largest request of any other kind
    ``head_seconds``, ``body_seconds``   a request's head and body must be there within
    ``max_waiting``       jobs that may wait before uploads are turned away
    ``idle_seconds``, ``visit_seconds``   a session ends after so long unused, and at the latest
    ``lock_after``, ``lock_seconds``   wrong passwords in a row, and how long the account then rests
    ``argon2_time``, ``argon2_memory``   cost of a password (memory in KiB)
    ``job_seconds``, ``lease_seconds``   most a check may take; how long a silent worker keeps its job
    ``metrics_token``     if set, ``/metrics`` asks for it as a bearer token
    ``hook_attempts``     how often a webhook is tried
    ``oidc_issuer``, ``oidc_client``, ``oidc_secret``   an identity service to sign in through (needs ``base_url``)
    ``oidc_claim``        which claim holds the user name
    """

    database: str = "sqlite:///checker.db"
    host: str = "127.0.0.1"
    port: int = 8000
    base_url: str = ""
    trusted_proxy: str = ""
    workers: int = 2
    submit_policy: str = "submission"
    approve_policy: str = "publication"
    rubric: str = ""
    tailoring: str = ""
    max_upload: int = 50 * _MEGABYTE
    max_body: int = 1 * _MEGABYTE
    head_seconds: int = 15
    body_seconds: int = 120
    max_waiting: int = 500
    idle_seconds: int = 2 * 3600
    visit_seconds: int = 12 * 3600
    lock_after: int = 5
    lock_seconds: int = 900
    argon2_time: int = 3
    argon2_memory: int = 65536
    job_seconds: int = 900
    lease_seconds: int = 60
    metrics_token: str = ""
    hook_attempts: int = 8
    oidc_issuer: str = ""
    oidc_client: str = ""
    oidc_secret: str = ""
    oidc_claim: str = "preferred_username"

    @property
    def secure(self) -> bool:
        """Whether cookies may only travel over https."""
        return self.base_url.startswith("https://")


def load(path: str | os.PathLike[str] | None = None, environment: Mapping[str, str] | None = None) -> Settings:
    """Settings from a file and the environment. Raises ``UsageError`` for what is unknown or no fit."""
    given: dict[str, Any] = {}
    if path is not None:
        try:
            given = tomllib.loads(Path(path).read_text("utf-8"))
        except OSError:
            raise UsageError(f"配置文件“{path}”不能读取，请核对路径。") from None
        except (ValueError, RecursionError) as error:
            raise UsageError(f"配置文件“{path}”写法有误：{error}。") from None
    known = {one.name: type(one.default) for one in fields(Settings)}
    for name in given:
        if name not in known:
            raise UsageError(f"配置文件“{path}”里的“{name}”不是一项配置，可用的有：{'、'.join(known)}。")
    for name in known:
        text = (os.environ if environment is None else environment).get(PREFIX + name.upper())
        if text is not None:
            given[name] = text
    return replace(Settings(), **{name: _fitted(name, known[name], value) for name, value in given.items()})


def _fitted(name: str, kind: type[Any], value: Any) -> Any:
    if kind is int and not isinstance(value, bool):
        try:
            number = int(value)
        except (TypeError, ValueError, OverflowError):
            number = 0
        if number > 0:
            return number
        raise UsageError(f"配置“{name}”应是大于 0 的整数，现在是“{value}”。")
    if isinstance(value, kind):
        return value
    raise UsageError(f"配置“{name}”应是文字，现在是“{value}”。")
