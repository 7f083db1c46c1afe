"""What the API shows of each thing, as plain data. Moments in UTC, days as days in Asia/Shanghai."""

from __future__ import annotations

from typing import cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from checker.gate import Decision
from checker.review import queue, signing, trail, workflow
from checker.review.api import shapes
from checker.review.clock import iso
from checker.review.problems import GateError
from checker.review.service import Service
from checker.review.store.tables import (
    Artifact,
    Delivery,
    Event,
    Exemption,
    Hook,
    Membership,
    Person,
    Remark,
    Result,
    Round,
    Submission,
    Token,
    Unit,
    Version,
)


def unit(one: Unit) -> shapes.Unit:
    return {
        "id": one.id,
        "parent": one.parent_id,
        "path": one.path,
        "name": one.name,
        "kind": one.kind,
        "reports": one.reports,
        "active": one.active,
    }


def person(session: Session, one: Person) -> shapes.Person:
    rows = session.execute(
        select(Membership.id, Membership.unit_id, Membership.role)
        .where(Membership.person_id == one.id)
        .order_by(Membership.id)
    )
    return {
        "id": one.id,
        "login": one.login,
        "name": one.name,
        "unit": one.unit_id,
        "active": one.active,
        "locked_until": iso(one.locked_until),
        "roles": [{"id": key, "unit": place, "role": role} for key, place, role in rows],
    }


def token(one: Token) -> shapes.Token:
    return {
        "id": one.id,
        "name": one.name,
        "scopes": one.scopes.split(),
        "created_at": iso(one.created_at),
        "expires_at": iso(one.expires_at),
        "revoked_at": iso(one.revoked_at),
    }


def round_(one: Round) -> shapes.Round:
    return {"year": one.year, "due": one.due.isoformat(), "publish_by": one.publish_by.isoformat(), "note": one.note}


def submission(one: Submission, versions: list[Version] | None = None) -> shapes.Submission:
    made: shapes.Submission = {
        "id": one.id,
        "unit": one.unit_id,
        "year": one.year,
        "title": one.title,
        "state": one.state,
        "revision": one.revision,
        "next_steps": list(workflow.next_steps(one.state)),
        "created_by": one.created_by,
        "created_at": iso(one.created_at),
        "changed_at": iso(one.changed_at),
        "submitted_by": one.submitted_by,
        "submitted_at": iso(one.submitted_at),
        "approved_by": one.approved_by,
        "approved_at": iso(one.approved_at),
        "published_on": one.published_on.isoformat() if one.published_on else None,
        "published_url": one.published_url,
    }
    if versions is not None:
        made["current_version"] = versions[0].number if versions else None
    return made


def version(session: Session, one: Version) -> shapes.Version:
    result = session.get(Result, one.id)
    job = queue.latest(session, "assess", one.id) if one.state == "waiting" else None
    return {
        "number": one.number,
        "submission": one.submission_id,
        "filename": one.filename,
        "sha256": one.sha256,
        "note": one.note,
        "state": one.state,
        "problem": one.problem,
        "progress": {"percent": job.progress, "step": job.step, "state": job.state} if job is not None else None,
        "uploaded_by": one.uploaded_by,
        "uploaded_at": iso(one.uploaded_at),
        "assessment": _head(result) if result is not None else None,
    }


def _head(result: Result) -> shapes.AssessmentHead:
    return {
        "verdict": result.verdict,
        "score": result.score,
        "counts": result.counts,
        "submit_gate": result.gate,
        "rubric": {"id": result.rubric_id, "version": result.rubric_version, "sha256": result.rubric_sha256},
        "checker_version": result.checker_version,
        "assessed_at": iso(result.created_at),
    }


def decision(made: Decision, other_report: GateError | None) -> shapes.GateDecision:
    """As under ``gate`` of the command line, with the verdict, and whether the file is another year's or body's."""
    other: shapes.OtherReport | None = None
    if other_report is not None:
        other = {"code": other_report.code, "message": str(other_report)}
    return {"verdict": made.assessment.verdict, "gate": dict(made.assessment.gate), "other_report": other}


def remark(one: Remark, number: int) -> shapes.Remark:
    return {
        "id": one.id,
        "submission": one.submission_id,
        "version": number,
        "answers": one.answers,
        "author": one.author_id,
        "body": one.body,
        "criterion": one.criterion,
        "start": one.start,
        "end": one.end,
        "quote": one.quote,
        "created_at": iso(one.created_at),
        "resolved_at": iso(one.resolved_at),
        "resolved_by": one.resolved_by,
    }


def waiver(service: Service, one: Exemption) -> shapes.Waiver:
    second = signing.needs_second(service, one.level)
    return {
        "id": one.id,
        "submission": one.submission_id,
        "criterion": one.criterion,
        "name": one.name,
        "level": one.level,
        "evidence": one.evidence,
        "reason": one.reason,
        "expires": one.expires.isoformat(),
        "state": signing.state_of(one, service.today(), second),
        "needs_second": second,
        "requested_by": one.requested_by,
        "requested_at": iso(one.requested_at),
        "approved_by": one.approved_by,
        "approved_at": iso(one.approved_at),
        "second_by": one.second_by,
        "second_at": iso(one.second_at),
        "refused_by": one.refused_by,
        "refused_at": iso(one.refused_at),
        "refusal": one.refusal,
    }


def artifact(session: Session, one: Artifact) -> shapes.Export:
    job = queue.latest(session, "audit", one.id)
    return {
        "id": one.id,
        "unit": one.unit_id,
        "year": one.year,
        "name": one.name,
        "state": "done" if one.finished_at else (job.state if job else "failed"),
        "problem": job.problem if job else "",
        "created_at": iso(one.created_at),
        "finished_at": iso(one.finished_at),
    }


def hook(one: Hook) -> shapes.Hook:
    return {
        "id": one.id,
        "unit": one.unit_id,
        "url": one.url,
        "actions": one.actions.split(),
        "active": one.active,
        "created_at": iso(one.created_at),
    }


def delivery(one: Delivery) -> shapes.Delivery:
    return {
        "id": one.id,
        "event": one.seq,
        "state": one.state,
        "attempts": one.attempts,
        "status": one.status,
        "problem": one.problem,
        "created_at": iso(one.created_at),
        "finished_at": iso(one.finished_at),
    }


def line(one: Event) -> shapes.Line:
    # the keys are those that the chain hashes, in one place for both
    return cast("shapes.Line", trail.as_object(one))
