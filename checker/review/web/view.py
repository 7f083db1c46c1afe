"""What the pages of submissions show, worked out before the template."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from fastapi import Request
from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from checker.reading.limits import megabytes
from checker.rendering import FORMATS
from checker.rendering.html.passages import Line
from checker.review import access, people, remarks, signing, submissions, trail, workflow
from checker.review.access import Actor
from checker.review.clock import shown
from checker.review.problems import ConflictError
from checker.review.service import Service
from checker.review.store.tables import Event, Exemption, Result, Submission, Unit, Version
from checker.review.web.pages import lang_of
from checker.review.web.words import Words
from checker.waivers import WAIVABLE

_ASKS = {
    "submit": "修改情况或者答复",
    "approve": "审核意见（可不填）",
    "return": "退回理由",
    "withdraw": "撤回理由",
    "reopen": "重新打开的理由",
}
_DEFAULT_DAYS = 90
_SHOWN = 40
_FOR_PROGRAMS = ("json", "jsonl", "markdown", "csv", "junit", "sarif", "github")


@dataclass(frozen=True, slots=True)
class Row:
    """A submission in a list, with its newest version."""

    submission: Submission
    unit: str
    version: Version | None
    result: Result | None


def rows(session: Session, query: Any, most: int = 200) -> list[Row]:
    """The submissions of a query, the newest first."""
    found = list(session.scalars(query.order_by(Submission.id.desc()).limit(most)))
    ids = [one.id for one in found]
    newest: dict[int, tuple[Version, Result | None]] = {}
    versions = (
        select(Version, Result)
        .outerjoin(Result, Result.version_id == Version.id)
        .where(Version.submission_id.in_(ids))
        .order_by(Version.number)
    )
    for version, result in session.execute(versions):
        newest[version.submission_id] = (version, result)
    units = people.unit_names(session)
    return [Row(one, units[one.unit_id], *newest.get(one.id, (None, None))) for one in found]


def below(actor: Actor, roles: Sequence[access.Role]) -> Any:
    """Units that one of these roles reaches, as a condition."""
    return or_(*(Unit.path.startswith(path, autoescape=True) for _, path in actor.places(roles)))


def query_string(**values: Any) -> str:
    return urlencode({key: value for key, value in values.items() if value})


def said(request: Request, actor: Actor, crumbs: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Crumbs in the reader's language; titles of reports stay as they are."""
    t = Words(lang_of(request, actor))
    made = []
    for path, name in crumbs:
        if name.startswith("第 ") and name.endswith(" 稿"):
            made.append((path, t.version(int(name[2:-2]))))
        else:
            made.append((path, t(name) if t.knows(name) else name))
    return made


def allowed(session: Session, actor: Actor, action: str, submission: Submission) -> bool:
    return access.may(actor, action, people.unit_of(session, submission.unit_id).path)


def submission(desk: Service, session: Session, request: Request, actor: Actor, s: Submission) -> dict[str, Any]:
    """Everything on a submission's page."""
    t = Words(lang_of(request, actor))
    unit = people.unit_of(session, s.unit_id)
    versions = submissions.versions_of(session, s)
    results = {one.version_id: one for one in session.scalars(
        select(Result).where(Result.version_id.in_([version.id for version in versions]))
    )}  # fmt: skip
    names = people.person_names(session)
    current = versions[0] if versions else None
    history = list(session.scalars(select(Event).where(Event.submission_id == s.id).order_by(Event.seq.desc())))
    can = {
        "upload": s.state in workflow.OPEN and access.may(actor, "submission.draft", unit.path),
        "remark": s.state not in ("published", "withdrawn") and access.may(actor, "remark.write", unit.path),
        "waiver": s.state in ("draft", "returned", "submitted") and access.may(actor, "waiver.request", unit.path),
    }
    last = signing.latest(desk)
    judged = current is not None and current.state == "done"
    gate: dict[str, Any] | None = None
    findings: list[Any] = []
    blocked: list[str] = []
    if judged and current is not None:
        try:
            gate, findings = _gate(desk, session, s, current, unit, actor)
        except ConflictError as problem:
            blocked = [str(problem)]
    return {
        "s": s,
        "unit": unit,
        "versions": [
            {
                "version": one,
                "result": results.get(one.id),
                "person": names.get(one.uploaded_by, ""),
                "since": one.number - 1 if _comparable(versions, index) else 0,
            }
            for index, one in enumerate(versions)
        ],
        "current": current,
        "steps": _steps(t, s),
        "returned": next((one for one in history if one.action in ("submission.returned", "submission.reopened")), None)
        if s.state == "returned"
        else None,
        "remarks": _threads(desk, session, s, versions, names),
        "waivers": _waivers(desk, session, s, actor, unit, names, gate["idle"] if gate else {}),
        "open_findings": findings,
        "expires": min(desk.today() + timedelta(days=_DEFAULT_DAYS), last or date.max).isoformat(),
        "latest": last.isoformat() if last else "",
        "today": desk.today().isoformat(),
        "gate": gate,
        "actions": _actions(t, s, unit, actor, current, gate),
        "blocked": blocked,
        "history": [trail.as_object(one) for one in history],
        "can": can,
        "limit": megabytes(desk.settings.max_upload),
        "most": desk.settings.max_upload,
    }


def _comparable(versions: Sequence[Version], index: int) -> bool:
    if index + 1 >= len(versions):
        return False
    return versions[index].state == "done" and versions[index + 1].state == "done"


def _gate(
    desk: Service, session: Session, s: Submission, current: Version, unit: Unit, actor: Actor
) -> tuple[dict[str, Any] | None, list[Any]]:
    """The gate's word on the step that comes next, and the findings that a waiver could be asked for."""
    if s.state not in ("draft", "returned", "submitted"):
        return None, []
    step = "approve" if s.state == "submitted" else "submit"
    decision = submissions.decide(desk, session, s, current, step)
    reasons = list(decision.assessment.gate_reasons) if decision.outcome != "held" else []
    misplaced = submissions.other_report(session, s, decision)
    gate = {
        "policy": {"title": decision.policy.title},
        "outcome": decision.outcome if misplaced is None else "broken",
        "exit": decision.exit if misplaced is None else 1,
        "reasons": [*reasons, *([str(misplaced)] if misplaced is not None else [])],
        "idle": signing.idle(desk, session, s, decision),
    }
    order = {"required": 0, "expected": 1, "encouraged": 2}
    findings = [one for one in decision.assessment.findings if one.status in WAIVABLE and one.waiver is None]
    return gate, sorted(findings, key=lambda one: (order[one.level], one.status))


def _steps(t: Words, s: Submission) -> list[tuple[str, str, bool]]:
    """The way of a report: name, when it got there, whether it is there now."""
    if s.state == "withdrawn":
        return [(t("起草"), shown(s.created_at), False), (t("已撤回"), shown(s.changed_at), True)]
    handed = s.state in ("submitted", "approved", "published")
    return [
        (t("起草"), shown(s.created_at), s.state in ("draft", "returned")),
        (t("报送"), shown(s.submitted_at) if handed else "", s.state == "submitted"),
        (t("审核通过"), shown(s.approved_at), s.state == "approved"),
        (t("公开"), s.published_on.isoformat() if s.published_on else "", s.state == "published"),
    ]


def _actions(
    t: Words, s: Submission, unit: Unit, actor: Actor, current: Version | None, gate: dict[str, Any] | None
) -> list[dict[str, Any]]:
    """The steps that this person may take now, the one that leads on first."""
    needed = {"return": "submission.review", "approve": "submission.review", "reopen": "submission.review"}
    made = []
    for step in workflow.next_steps(s.state):
        action = needed.get(step, "submission.publish" if step == "publish" else "submission.draft")
        if not access.may(actor, action, unit.path):
            continue
        main = step in ("submit", "approve", "publish")
        if step in ("submit", "approve") and (current is None or current.state != "done" or gate is None):
            continue
        silent = step not in _ASKS or (step == "submit" and s.state == "draft")
        made.append(
            {
                "step": step,
                "name": t(workflow.STEPS[step].name),
                "main": main,
                "asks": "" if silent else t(_ASKS[step]),
                "must": step == "submit" and s.state == "returned",
                "stopped": main and gate is not None and step != "publish" and gate["exit"] != 0,
            }
        )
    return sorted(made, key=lambda one: not one["main"])


def _threads(
    desk: Service, session: Session, s: Submission, versions: Sequence[Version], names: dict[int, str]
) -> list[dict[str, Any]]:
    numbers = {one.id: one for one in versions}
    made: dict[int, dict[str, Any]] = {}
    for one in remarks.of(session, s):
        entry = {"remark": one, "person": names.get(one.author_id, ""), "replies": []}
        if one.answers is not None and one.answers in made:
            made[one.answers]["replies"].append(entry)
            continue
        version = numbers[one.version_id]
        made[one.id] = {**entry, "number": version.number, "line": _line_start(desk, session, version, one.start)}
    return list(made.values())


def _line_start(desk: Service, session: Session, version: Version, start: int | None) -> int:
    """Where the line begins that holds an offset: the page has an anchor there."""
    if start is None:
        return 0
    try:
        text = desk.bench.assessment(session, version).report.text
    except ConflictError:
        return 0
    return text.rfind("\n", 0, start) + 1


def _waivers(
    desk: Service,
    session: Session,
    s: Submission,
    actor: Actor,
    unit: Unit,
    names: dict[int, str],
    idle: dict[int, str],
) -> list[dict[str, Any]]:
    made = []
    rows_ = session.scalars(select(Exemption).where(Exemption.submission_id == s.id).order_by(Exemption.id))
    for one in rows_:
        state = signing.state_of(one, desk.today(), signing.needs_second(desk, one.level))
        signers = (one.requested_by, one.approved_by)
        made.append(
            {
                "made": one,
                "state": state,
                "idle": idle.get(one.id, ""),
                "requested": f"{names.get(one.requested_by, '')} {shown(one.requested_at)}",
                "approved": f"{names.get(one.approved_by, '')} {shown(one.approved_at)}" if one.approved_by else "",
                "second": f"{names.get(one.second_by, '')} {shown(one.second_at)}" if one.second_by else "",
                "refused": names.get(one.refused_by, "") if one.refused_by else "",
                "can_sign": state in ("requested", "half")
                and actor.id not in signers
                and s.state in ("draft", "returned", "submitted")
                and access.may(actor, "waiver.sign", unit.path),
            }
        )
    return made


def version(
    desk: Service, session: Session, request: Request, actor: Actor, s: Submission, v: Version, lines: Sequence[Line]
) -> dict[str, Any]:
    """What stands around a version's assessment: toolbar above, the remark form below."""
    unit = people.unit_of(session, s.unit_id)
    names = people.person_names(session)
    starts = [line.start for line in lines]
    here = [
        {
            "remark": one,
            "person": names.get(one.author_id, ""),
            "line": starts[max(bisect_right(starts, one.start or 0) - 1, 0)] if starts else 0,
        }
        for one in remarks.of(session, s)
        if one.version_id == v.id and one.answers is None
    ]
    earlier = next((one for one in submissions.versions_of(session, s) if one.number < v.number), None)
    parts = []
    for line in lines:
        text = "".join(piece.text for piece in line.pieces)
        shown_text = text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
        parts.append((line.start, line.start + len(text), shown_text))
    return {
        "s": s,
        "v": v,
        "person": names.get(v.uploaded_by, ""),
        "since": earlier.number if earlier is not None and earlier.state == "done" else 0,
        # what offices ask for first
        "formats": [(name, FORMATS[name].title) for name in ("docx", "letter", "pdf", "xlsx", "html")]
        + [(one.name, one.title) for one in FORMATS.values() if one.name in _FOR_PROGRAMS],
        "remarks": here,
        "parts": parts,
        "can_remark": s.state not in ("published", "withdrawn") and access.may(actor, "remark.write", unit.path),
    }
