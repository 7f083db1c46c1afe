"""The shapes of the API's answers: what :mod:`objects` makes, and what the OpenAPI description tells integrators.

Moments are ISO 8601 in UTC, days ``YYYY-MM-DD`` in Asia/Shanghai, ids and counts integers; ``None`` and ``""`` mean not
yet. A key is never left out.
"""

from __future__ import annotations

from typing import Any, Generic, NotRequired, TypeVar

# pydantic asks for this one where Python is older than 3.12
from typing_extensions import TypedDict

from checker.review.cohort import Reminder, Row

T = TypeVar("T")


FILE: dict[int | str, dict[str, Any]] = {
    200: {"content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}}
}
"""For routes that answer with a file."""

JSON: dict[int | str, dict[str, Any]] = {200: {"content": {"application/json": {"schema": {"type": "object"}}}}}
"""For routes that answer with what the command line writes; its JSON Schema is in ``checker/rendering/schemas``."""


class Items(TypedDict, Generic[T]):
    items: list[T]


class Page(TypedDict, Generic[T]):
    """``next`` is what to ask ``after``; ``None`` on the last page."""

    items: list[T]
    next: int | None


class Unit(TypedDict):
    """``path`` holds the ids from the top down; ``reports`` whether a report is due from it."""

    id: int
    parent: int | None
    path: str
    name: str
    kind: str
    reports: bool
    active: bool


class HeldRole(TypedDict):
    id: int
    unit: int
    role: str


class Person(TypedDict):
    id: int
    login: str
    name: str
    unit: int
    active: bool
    locked_until: str | None
    roles: list[HeldRole]


class NewPerson(Person):
    """``password`` is shown this once."""

    password: str


class Me(Person):
    """``scopes`` of the token; ``None`` for a person at the pages."""

    scopes: list[str] | None


class Password(TypedDict):
    password: str


class Token(TypedDict):
    id: int
    name: str
    scopes: list[str]
    created_at: str
    expires_at: str
    revoked_at: str | None


class NewToken(Token):
    """``token`` is shown this once."""

    token: str


class Round(TypedDict):
    year: int
    due: str
    publish_by: str
    note: str


class Submission(TypedDict):
    """``current_version`` is the newest version's number; it stands where one submission is answered, not in lists."""

    id: int
    unit: int
    year: int
    title: str
    state: str
    revision: int
    next_steps: list[str]
    created_by: int
    created_at: str
    changed_at: str
    submitted_by: int | None
    submitted_at: str | None
    approved_by: int | None
    approved_at: str | None
    published_on: str | None
    published_url: str
    current_version: NotRequired[int | None]


class Progress(TypedDict):
    percent: int
    step: str
    state: str


class RubricUsed(TypedDict):
    id: str
    version: str
    sha256: str


class AssessmentHead(TypedDict):
    """``counts`` of findings by status; ``submit_gate`` the outcome of the gate for submission."""

    verdict: str
    score: float
    counts: dict[str, int]
    submit_gate: str
    rubric: RubricUsed
    checker_version: str
    assessed_at: str


class Version(TypedDict):
    """``state`` is ``waiting``, ``done`` or ``failed``, then with ``problem``; ``progress`` while it waits."""

    number: int
    submission: int
    filename: str
    sha256: str
    note: str
    state: str
    problem: str
    progress: Progress | None
    uploaded_by: int
    uploaded_at: str
    assessment: AssessmentHead | None


class OtherReport(TypedDict):
    code: str
    message: str


class GateDecision(TypedDict):
    """``gate`` is the record under ``gate`` of ``checker gate --format json``."""

    verdict: str
    gate: dict[str, Any]
    other_report: OtherReport | None


class Remark(TypedDict):
    """On the passage ``start`` to ``end`` (code points, end exclusive), which is ``quote``, or on the whole."""

    id: int
    submission: int
    version: int
    answers: int | None
    author: int
    body: str
    criterion: str
    start: int | None
    end: int | None
    quote: str
    created_at: str
    resolved_at: str | None
    resolved_by: int | None


class Waiver(TypedDict):
    id: int
    submission: int
    criterion: str
    name: str
    level: str
    evidence: str
    reason: str
    expires: str
    state: str
    needs_second: bool
    requested_by: int
    requested_at: str
    approved_by: int | None
    approved_at: str | None
    second_by: int | None
    second_at: str | None
    refused_by: int | None
    refused_at: str | None
    refusal: str


class Line(TypedDict):
    """A line of the trail. ``digest`` covers all the others and, by ``before``, the line before."""

    seq: int
    at: str
    actor_id: int | None
    actor: str
    action: str
    unit_id: int | None
    submission_id: int | None
    version: int | None
    file_sha256: str
    rubric_sha256: str
    reason: str
    detail: dict[str, Any]
    before: str
    digest: str


class Verified(TypedDict):
    holds: bool
    lines: int
    digest: str
    problems: list[str]


class CohortTable(TypedDict):
    year: int
    round: Round
    summary: dict[str, int]
    items: list[Row]


Reminders = Items[Reminder]


class Export(TypedDict):
    """``state`` is ``done`` when the file is there."""

    id: int
    unit: int
    year: int
    name: str
    state: str
    problem: str
    created_at: str
    finished_at: str | None


class Hook(TypedDict):
    """``actions`` empty: all."""

    id: int
    unit: int
    url: str
    actions: list[str]
    active: bool
    created_at: str


class NewHook(Hook):
    """``secret`` signs the deliveries and is shown this once."""

    secret: str


class Delivery(TypedDict):
    """``event`` is the line's ``seq``; ``status`` the HTTP status answered."""

    id: int
    event: int
    state: str
    attempts: int
    status: int | None
    problem: str
    created_at: str
    finished_at: str | None
