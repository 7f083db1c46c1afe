"""What the service refuses, each with its HTTP status, a stable code, and one Chinese sentence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from checker.errors import ServiceError


class RefusedError(ServiceError):
    """Base of all refusals. ``code`` is for programs, ``str(problem)`` for people."""

    status = 400
    code = "invalid"

    def __init__(self, sentence: str, code: str = "", detail: Mapping[str, Any] | None = None) -> None:
        super().__init__(sentence)
        self.code = code or type(self).code
        self.detail = dict(detail or {})


class InvalidError(RefusedError):
    status, code = 422, "invalid"


class UnknownPersonError(RefusedError):
    """Nobody is signed in, or with the wrong name, password or token."""

    status, code = 401, "unauthenticated"


class ForbiddenError(RefusedError):
    """The thing may be seen, but not this done with it."""

    status, code = 403, "forbidden"

    def __init__(self, sentence: str = "您没有做这项操作的权限，请联系管理员。", code: str = "") -> None:
        super().__init__(sentence, code)


class NotFoundError(RefusedError):
    """It is not there, or not for this person's eyes: both look the same from outside."""

    status, code = 404, "not_found"

    def __init__(self, sentence: str = "没有找到这项内容，可能已删除，或者不在您的权限范围内。") -> None:
        super().__init__(sentence)


class ConflictError(RefusedError):
    """It cannot be done in the present state."""

    status, code = 409, "conflict"


class NotAssessedError(ConflictError):
    """Version ``number`` has no result: ``problem`` says why where its check failed, and is empty where it goes on."""

    code = "not_assessed"

    def __init__(self, number: int, problem: str) -> None:
        super().__init__(
            f"第 {number} 稿没有检查成功：{problem}" if problem else f"第 {number} 稿还没有检查完，请稍候。"
        )


class GateError(ConflictError):
    """The gate does not let the report pass."""

    code = "gate"


class TooLargeError(RefusedError):
    status, code = 413, "too_large"


class BusyError(RefusedError):
    """Too many attempts, or too much work waiting."""

    status, code = 429, "busy"
