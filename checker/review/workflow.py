"""What may happen to a submission: the states, the steps between them, and what each step asks for.

Pure: no store, no clock. Who may take a step is decided in :mod:`checker.review.access`, except that nobody
approves what he or she uploaded or submitted (:func:`own_hand`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

from checker.review.problems import ConflictError, ForbiddenError, InvalidError

State = Literal["draft", "submitted", "returned", "approved", "published", "withdrawn"]
STATES: tuple[State, ...] = ("draft", "submitted", "returned", "approved", "published", "withdrawn")
Step = Literal["submit", "return", "approve", "publish", "withdraw", "reopen"]
NAMES: Mapping[State, str] = {
    "draft": "起草中",
    "submitted": "待审核",
    "returned": "已退回",
    "approved": "已通过",
    "published": "已公开",
    "withdrawn": "已撤回",
}
# In these the drafter works; in all others the text stands still.
OPEN: tuple[State, ...] = ("draft", "returned")


@dataclass(frozen=True, slots=True)
class Rule:
    """One step. ``reason``: a reason must be given. ``gate``: the policy that must hold (submit or approve)."""

    name: str
    sources: tuple[State, ...]
    target: State
    reason: bool = False
    gate: Literal["", "submit", "approve"] = ""


STEPS: Mapping[Step, Rule] = {
    "submit": Rule("报送", OPEN, "submitted", gate="submit"),
    "return": Rule("退回", ("submitted",), "returned", reason=True),
    "approve": Rule("通过", ("submitted",), "approved", gate="approve"),
    "publish": Rule("登记公开", ("approved",), "published"),
    "withdraw": Rule("撤回", ("draft", "submitted", "returned"), "withdrawn", reason=True),
    "reopen": Rule("重新打开", ("approved", "published"), "returned", reason=True),
}


def check_step(step: Step, state: str, reason: str) -> Rule:
    """The rule of a step that may be taken now.

    Raises ``ConflictError`` where the state does not allow it and ``InvalidError`` where the reason is missing.
    A returned draft is submitted again with an answer: there ``submit`` asks for a reason too.
    """
    rule = STEPS[step]
    if state not in rule.sources:
        raise ConflictError(f"现在的状态是“{name_of(state)}”，不能{rule.name}。请刷新页面，看看最新情况。")
    if not reason.strip():
        if rule.reason:
            raise InvalidError(f"{rule.name}需要写明理由。", "reason_missing")
        if step == "submit" and state == "returned":
            raise InvalidError("退回后再次报送，请写明修改情况或者答复。", "reason_missing")
    return rule


def check_open(state: str) -> None:
    """Whether a new version may be uploaded. Raises ``ConflictError``."""
    if state not in OPEN:
        raise ConflictError(f"现在的状态是“{name_of(state)}”，不能上传新稿。只有起草中和已退回的可以上传。")


def own_hand(person: int, hands: set[int | None]) -> None:
    """Raises ``ForbiddenError`` where the person is among those who made or handed in the text."""
    if person in hands:
        raise ForbiddenError("不能审核通过自己上传或者报送的报告，请由另一位审核人办理。", "own_hand")


def check_url(url: str) -> str:
    """The address at which a report was made public; http or https, with a host. Raises ``InvalidError``."""
    given = url.strip()
    try:
        parts = urlsplit(given)
        host = parts.hostname
        _ = parts.port
    except ValueError:
        host = None
    if not host or parts.scheme not in ("http", "https") or any(char.isspace() for char in given):
        raise InvalidError(
            "公开网址写法不对，应以 http:// 或 https:// 开头，如 https://www.example.gov.cn/a.html。", "url"
        )
    return given


def next_steps(state: str) -> tuple[Step, ...]:
    """The steps that lead on from a state, in the order of the table."""
    return tuple(step for step, rule in STEPS.items() if state in rule.sources)


def name_of(state: str) -> str:
    """The state as people read it."""
    return next((name for key, name in NAMES.items() if key == state), state)
