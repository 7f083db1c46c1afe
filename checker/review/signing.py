"""Waivers inside the service: somebody asks, somebody else signs, for a required criterion two people sign.

What is signed becomes a :class:`checker.waivers.Waiver` and goes through the same gate as one from a file.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any, Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from checker import fingerprint
from checker.gate import Decision
from checker.gate.policy import Policy
from checker.review.access import Actor
from checker.review.clock import day_of
from checker.review.problems import ConflictError, ForbiddenError, InvalidError, NotFoundError
from checker.review.service import Service, record
from checker.review.store.tables import Exemption, Person, Submission, Unit, Version
from checker.waivers import WAIVABLE, ReportKey, Waiver, apply

State = Literal["requested", "half", "signed", "refused", "expired"]
_SETTLED = ("approved", "published", "withdrawn")
_OPEN: tuple[State, ...] = ("requested", "half")


def request(
    service: Service, session: Session, actor: Actor, submission: Submission, version: Version,
    criterion: str, reason: str, expires: date,
) -> Exemption:  # fmt: skip
    """Asks that an open finding of the current version may stand. Raises ``RefusedError`` where that makes no sense."""
    _unsettled(submission)
    if not reason.strip():
        raise InvalidError("申请豁免需要写明理由。", "reason_missing")
    today = service.today()
    if expires < today:
        raise InvalidError("豁免的最后有效日已经过去，请重新填写。", "expires")
    last = latest(service)
    if last is not None and expires > last:
        raise InvalidError(f"豁免的最后有效日按门槛规定至多到 {last}，请改短后再申请。", "expires")
    assessment = service.bench.assessment(session, version)
    finding = next((one for one in assessment.findings if one.criterion == criterion), None)
    if finding is None:
        raise InvalidError(f"评价细则里没有条目“{criterion}”。", "criterion")
    if finding.status not in WAIVABLE:
        raise InvalidError(f"条目“{finding.name}”没有需要处理的事项，用不着豁免。", "criterion")
    evidence = fingerprint.of_evidence(finding)
    twins = session.scalars(
        select(Exemption).where(
            Exemption.submission_id == submission.id, Exemption.criterion == criterion, Exemption.evidence == evidence
        )
    )
    if any(state_of(twin, today, needs_second(service, twin.level)) not in ("refused", "expired") for twin in twins):
        raise ConflictError(f"条目“{finding.name}”已经申请过豁免。")
    now = service.clock()
    made = Exemption(
        submission_id=submission.id,
        version_id=version.id,
        criterion=criterion,
        name=finding.name,
        level=finding.level,
        evidence=evidence,
        reason=reason,
        expires=expires,
        requested_by=actor.id,
        requested_at=now,
    )
    refusals = [policy.waivers.refusal(_waiver(made, "", today), finding.level) for policy in _without_second(service)]
    if all(refusals):
        raise InvalidError(f"不能申请这项豁免：{refusals[0]}。", "refused")
    session.add(made)
    session.flush()
    record(
        session, now, actor, "waiver.requested", submission=submission, version=version.number,
        rubric_sha256=assessment.rubric.sha256, reason=reason,
        detail={
            "waiver": made.id, "criterion": criterion, "expires": expires.isoformat(), "level": made.level,
            "evidence": evidence,
        },
    )  # fmt: skip
    return made


def sign(service: Service, session: Session, actor: Actor, submission: Submission, waiver_id: int) -> Exemption:
    """The first signature, or for a required criterion the second. Never the requester's, never the same twice."""
    made = exemption_of(session, submission, waiver_id)
    _unsettled(submission)
    second = needs_second(service, made.level)
    state = state_of(made, service.today(), second)
    if state not in ("requested", "half"):
        raise ConflictError("这项豁免已经办结或者过期，不能再签。")
    if actor.id == made.requested_by:
        raise ForbiddenError("不能批准自己申请的豁免，请由另一人办理。", "own_hand")
    if actor.id == made.approved_by:
        raise ForbiddenError("您已经签过，第二签字须由另一人办理。", "own_hand")
    now = service.clock()
    if made.approved_by is None:
        made.approved_by, made.approved_at = actor.id, now
    else:
        made.second_by, made.second_at = actor.id, now
    record(
        session, now, actor, "waiver.signed", submission=submission,
        detail={"waiver": made.id, "criterion": made.criterion, "signature": 1 if made.second_by is None else 2},
    )  # fmt: skip
    return made


def refuse(
    service: Service, session: Session, actor: Actor, submission: Submission, waiver_id: int, reason: str
) -> Exemption:
    """Says no, with a reason; also takes back one that was signed, while the report is not approved."""
    made = exemption_of(session, submission, waiver_id)
    _unsettled(submission)
    if not reason.strip():
        raise InvalidError("不同意豁免需要写明理由。", "reason_missing")
    if made.refused_by is not None:
        raise ConflictError("这项豁免已经办结。")
    now = service.clock()
    made.refused_by, made.refused_at, made.refusal = actor.id, now, reason
    detail = {"waiver": made.id, "criterion": made.criterion}
    record(session, now, actor, "waiver.refused", submission=submission, reason=reason, detail=detail)
    return made


def exemption_of(session: Session, submission: Submission, waiver_id: int) -> Exemption:
    """Raises ``NotFoundError`` where this submission has none of this number."""
    made = session.get(Exemption, waiver_id)
    if made is None or made.submission_id != submission.id:
        raise NotFoundError
    return made


def state_of(made: Exemption, today: date, second: bool) -> State:
    """Where it stands; ``second``: whether two signatures are asked for."""
    if made.refused_by is not None:
        return "refused"
    if made.expires < today:
        return "expired"
    if made.approved_by is None:
        return "requested"
    return "half" if second and made.second_by is None else "signed"


def needs_second(service: Service, level: str) -> bool:
    """Whether the policies ask for a second signature under waivers of this level."""
    return any(level in policy.waivers.second_approver for policy in service.bench.policies.values())


def latest(service: Service) -> date | None:
    """The last day a waiver asked for today may hold under all policies that take waivers; ``None``: any day.

    Asked for longer it would be signed twice and then stop nothing.
    """
    rules = [policy.waivers for policy in service.bench.policies.values()]
    days = [one.max_days for one in rules if one.allowed and one.max_days is not None]
    return service.today() + timedelta(days=min(days) - 1) if days else None


def waiting(service: Service, session: Session, actor: Actor, within: Any) -> list[tuple[Exemption, Submission]]:
    """The waivers this person could sign now, the oldest first; ``within`` is the condition on units."""
    query = (
        select(Exemption, Submission)
        .join(Submission, Submission.id == Exemption.submission_id)
        .join(Unit, Unit.id == Submission.unit_id)
        .where(
            within,
            Submission.state.not_in(_SETTLED),
            Exemption.refused_by.is_(None),
            Exemption.second_by.is_(None),
            Exemption.expires >= service.today(),
            Exemption.requested_by != actor.id,
        )
        .order_by(Exemption.id)
    )
    found = [(made, submission) for made, submission in session.execute(query) if made.approved_by != actor.id]
    today = service.today()
    return [one for one in found if state_of(one[0], today, needs_second(service, one[0].level)) in _OPEN]


def idle(service: Service, session: Session, submission: Submission, decision: Decision) -> dict[int, str]:
    """Why a waiver does nothing, or would do nothing once signed, under this gate: by its number, one sentence each.

    A waiver that works, and one that was refused or ended, is not among them.
    """
    notes: dict[int, str] = {}
    today = service.today()
    # whether enough people signed is the state's business
    rules = replace(decision.policy.waivers, second_approver=(), approvers=())
    bare = replace(
        decision.assessment, findings=tuple(replace(one, waiver=None) for one in decision.assessment.findings)
    )
    for made in session.scalars(select(Exemption).where(Exemption.submission_id == submission.id)):
        state = state_of(made, today, needs_second(service, made.level))
        if state not in ("signed", *_OPEN):
            continue
        pledged = _waiver(made, "", today)
        use = apply(bare, [pledged], today, rules)[1][0]
        if use.state != "applied":
            notes[made.id] = use.note
    return notes


def in_force(service: Service, session: Session, submission: Submission) -> tuple[Waiver, ...]:
    """The waivers of a submission that are fully signed and not refused, for the gate to judge."""
    today = service.today()
    rows = session.scalars(
        select(Exemption).where(Exemption.submission_id == submission.id).order_by(Exemption.id)
    ).all()
    signed = [one for one in rows if state_of(one, today, needs_second(service, one.level)) == "signed"]
    ids = {who for one in signed for who in (one.requested_by, one.approved_by, one.second_by) if who is not None}
    names = {who: f"{name}（{login}）" for who, name, login in session.execute(
        select(Person.id, Person.name, Person.login).where(Person.id.in_(ids))
    )}  # fmt: skip
    return tuple(
        _waiver(one, names[one.requested_by], today, names[one.approved_by or 0], names.get(one.second_by or 0, ""))
        for one in signed
    )


def _waiver(made: Exemption, requested: str, today: date, approved: str = "", second: str = "") -> Waiver:
    approved_on = day_of(made.approved_at) if made.approved_at is not None else today
    return Waiver(
        criterion=made.criterion,
        report=ReportKey(),
        evidence=made.evidence,
        reason=made.reason,
        requested_by=requested,
        approved_by=approved,
        approved_on=approved_on,
        expires=made.expires,
        second_approved_by=second,
        where=f"豁免 {made.id}" if made.id else "",
    )


def _without_second(service: Service) -> list[Policy]:
    """The policies, as far as they can be asked before anybody has signed."""
    return [
        replace(policy, waivers=replace(policy.waivers, second_approver=(), approvers=()))
        for policy in service.bench.policies.values()
    ]


def _unsettled(submission: Submission) -> None:
    if submission.state in _SETTLED:
        raise ConflictError("这份报告已经办结，豁免不能再变动。需要变动的，请先重新打开。")
