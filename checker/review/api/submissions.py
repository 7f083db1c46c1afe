"""Submissions, versions, steps, remarks, waivers."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, File, Query, UploadFile
from fastapi.responses import Response
from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from checker.rendering import FORMATS, RenderOptions
from checker.rendering.diff import compare
from checker.rendering.diff_output import render_comparison
from checker.rendering.json_format import dump
from checker.review import people, remarks, signing, submissions, workflow
from checker.review.access import Actor
from checker.review.api import objects, shapes
from checker.review.api.forms import (
    After,
    Id,
    Most,
    PublishForm,
    ReasonForm,
    RemarkForm,
    StepForm,
    SubmissionForm,
    WaiverForm,
    Words,
    YearQuery,
)
from checker.review.api.once import Repeatable
from checker.review.api.strict import StrictRoute
from checker.review.downloads import attachment
from checker.review.guard import Desk, needs
from checker.review.problems import InvalidError
from checker.review.service import Service
from checker.review.store.tables import Event, Exemption, Stored, Submission, Unit, Version

router = APIRouter(tags=["submissions"], route_class=StrictRoute)
StateQuery = Annotated[workflow.State | None, Query()]


@router.post("/units/{unit_id}/submissions", status_code=201, response_model=shapes.Submission)
def create(
    unit_id: Id, form: SubmissionForm, desk: Desk, once: Repeatable, actor: Actor = needs("submission.create")
) -> Response:
    """Begin a unit's submission for a year; there is one for each unit and year."""

    def work(session: Session) -> tuple[int, Any]:
        unit = people.unit_of(session, unit_id)
        return 201, objects.submission(submissions.create(desk, session, actor, unit, form.year, form.title), [])

    return once(actor, form.model_dump(mode="json"), work)


@router.get("/submissions")
def listing(
    desk: Desk,
    actor: Actor = needs("submission.list"),
    year: YearQuery = None,
    state: StateQuery = None,
    after: After = 0,
    limit: Most = 50,
) -> shapes.Page[shapes.Submission]:
    """Those that the actor may see, by id; go on with ``after`` = ``next``."""
    with desk.store.read() as session:
        query = visible(actor).where(Submission.id > after).order_by(Submission.id).limit(limit + 1)
        if year is not None:
            query = query.where(Submission.year == year)
        if state is not None:
            query = query.where(Submission.state == state)
        found = list(session.scalars(query))
    more = found[limit - 1].id if len(found) > limit else None
    return {"items": [objects.submission(one) for one in found[:limit]], "next": more}


def visible(actor: Actor) -> Any:
    """A query for the submissions that the actor may read."""
    reached = [
        Unit.path == path if role == "drafter" else Unit.path.startswith(path, autoescape=True)
        for role, path in actor.places(("drafter", "reviewer", "supervisor"))
    ]
    return select(Submission).join(Unit, Unit.id == Submission.unit_id).where(or_(*reached))


@router.get("/submissions/{submission_id}")
def one(submission_id: Id, desk: Desk, actor: Actor = needs("submission.read")) -> shapes.Submission:
    with desk.store.read() as session:
        found = submissions.submission_of(session, submission_id)
        return objects.submission(found, submissions.versions_of(session, found))


@router.post("/submissions/{submission_id}/versions", status_code=201, response_model=shapes.Version)
def upload(
    submission_id: Id,
    desk: Desk,
    once: Repeatable,
    file: Annotated[UploadFile, File(description="the report")],
    note: Annotated[Words, Query()] = "",
    actor: Actor = needs("submission.draft"),
) -> Response:
    """Hand in a new version; its check begins at once. Ask for the version until its state is done."""
    data = file.file.read(desk.settings.max_upload + 1)
    name = file.filename or "报告"

    def work(session: Session) -> tuple[int, Any]:
        found = submissions.submission_of(session, submission_id, to_change=True)
        return 201, objects.version(session, submissions.upload(desk, session, actor, found, name, data, note))

    import hashlib

    return once(actor, [name, note, hashlib.sha256(data).hexdigest()], work)


@router.get("/submissions/{submission_id}/versions")
def versions(submission_id: Id, desk: Desk, actor: Actor = needs("submission.read")) -> shapes.Items[shapes.Version]:
    with desk.store.read() as session:
        found = submissions.versions_of(session, submissions.submission_of(session, submission_id))
        return {"items": [objects.version(session, each) for each in found]}


@router.get("/submissions/{submission_id}/versions/{number}")
def version(submission_id: Id, number: Id, desk: Desk, actor: Actor = needs("submission.read")) -> shapes.Version:
    with desk.store.read() as session:
        return objects.version(session, _version(session, submission_id, number))


@router.post("/submissions/{submission_id}/versions/{number}/reassess", status_code=202, response_model=shapes.Version)
def reassess(
    submission_id: Id, number: Id, desk: Desk, once: Repeatable, actor: Actor = needs("remark.write")
) -> Response:
    """Check a version again: after an update of program or rubric, or where the check failed."""

    def work(session: Session) -> tuple[int, Any]:
        found = submissions.submission_of(session, submission_id, to_change=True)
        wanted = submissions.version_of(session, found, number)
        submissions.reassess(desk, session, actor, found, wanted)
        return 202, objects.version(session, wanted)

    return once(actor, None, work)


@router.get("/submissions/{submission_id}/versions/{number}/assessment", response_class=Response, responses=shapes.JSON)
def assessment(
    submission_id: Id, number: Id, desk: Desk, with_text: bool = False, actor: Actor = needs("submission.read")
) -> Response:
    """The JSON of ``checker check --format json`` (``--with-text``), byte for byte."""
    from checker.review.bench import object_of

    with desk.store.read() as session:
        made = object_of(session, _version(session, submission_id, number), with_text=with_text)
    return Response(dump(made, indent=2) + b"\n", media_type="application/json")


@router.get("/submissions/{submission_id}/versions/{number}/file", response_class=Response, responses=shapes.FILE)
def file(submission_id: Id, number: Id, desk: Desk, actor: Actor = needs("submission.read")) -> Response:
    """The file as uploaded."""
    with desk.store.read() as session:
        found = _version(session, submission_id, number)
        data = session.execute(select(Stored.data).where(Stored.sha256 == found.sha256)).scalar_one()
    return attachment(data, found.filename)


@router.get("/submissions/{submission_id}/versions/{number}/export", response_class=Response, responses=shapes.FILE)
def export(
    submission_id: Id,
    number: Id,
    desk: Desk,
    format: Annotated[str, Query(max_length=20)],
    lang: Literal["zh", "en"] = "zh",
    actor: Actor = needs("submission.read"),
) -> Response:
    """Any output of ``checker check``."""
    chosen = FORMATS.get(format)
    if chosen is None:
        raise InvalidError(f"没有这种格式，可用的有：{'、'.join(FORMATS)}。", "format")
    with desk.store.read() as session:
        found = _version(session, submission_id, number)
        made = desk.bench.assessment(session, found)
    data = desk.bench.export(made, format, RenderOptions(lang=lang, width=88))
    return attachment(data, f"{found.filename.rpartition('.')[0] or found.filename}-{number}{chosen.suffix}")


@router.get("/submissions/{submission_id}/versions/{number}/changes", response_class=Response, responses=shapes.JSON)
def changes(
    submission_id: Id,
    number: Id,
    desk: Desk,
    since: Annotated[int, Query(ge=1, le=2**31 - 1)],
    actor: Actor = needs("submission.read"),
) -> Response:
    """What changed since an earlier version: the JSON of ``checker diff --format json``."""
    with desk.store.read() as session:
        old = desk.bench.assessment(session, _version(session, submission_id, since))
        new = desk.bench.assessment(session, _version(session, submission_id, number))
    return Response(render_comparison(compare(old, new), "json"), media_type="application/json")


@router.get("/submissions/{submission_id}/versions/{number}/gate")
def gate(
    submission_id: Id,
    number: Id,
    desk: Desk,
    step: Literal["submit", "approve"] = "submit",
    actor: Actor = needs("submission.read"),
) -> shapes.GateDecision:
    """What the gate would say now, with the waivers that are signed; ``other_report`` stops the step as well."""
    with desk.store.read() as session:
        found = submissions.submission_of(session, submission_id)
        wanted = submissions.version_of(session, found, number)
        decision = submissions.decide(desk, session, found, wanted, step)
        return objects.decision(decision, submissions.other_report(session, found, decision))


def _step(
    step: workflow.Step, submission_id: int, form: StepForm | PublishForm, desk: Service, once: Repeatable, actor: Actor
) -> Response:
    def work(session: Session) -> tuple[int, Any]:
        found = submissions.submission_of(session, submission_id, to_change=True)
        if isinstance(form, PublishForm):
            submissions.take_step(
                desk, session, actor, found, step, version=form.version, published_on=form.published_on, url=form.url
            )
        else:
            submissions.take_step(desk, session, actor, found, step, version=form.version, reason=form.reason)
        return 200, objects.submission(found, submissions.versions_of(session, found))

    return once(actor, form.model_dump(mode="json"), work)


@router.post("/submissions/{submission_id}/submit", response_model=shapes.Submission)
def submit(
    submission_id: Id, form: StepForm, desk: Desk, once: Repeatable, actor: Actor = needs("submission.draft")
) -> Response:
    """Hand in the current version; the gate decides. 409 ``gate`` with the gate's record where it does not hold."""
    return _step("submit", submission_id, form, desk, once, actor)


@router.post("/submissions/{submission_id}/withdraw", response_model=shapes.Submission)
def withdraw(
    submission_id: Id, form: StepForm, desk: Desk, once: Repeatable, actor: Actor = needs("submission.draft")
) -> Response:
    return _step("withdraw", submission_id, form, desk, once, actor)


@router.post("/submissions/{submission_id}/return", response_model=shapes.Submission)
def send_back(
    submission_id: Id, form: StepForm, desk: Desk, once: Repeatable, actor: Actor = needs("submission.review")
) -> Response:
    return _step("return", submission_id, form, desk, once, actor)


@router.post("/submissions/{submission_id}/approve", response_model=shapes.Submission)
def approve(
    submission_id: Id, form: StepForm, desk: Desk, once: Repeatable, actor: Actor = needs("submission.review")
) -> Response:
    """The gate for approval decides; nobody approves what he or she uploaded or handed in."""
    return _step("approve", submission_id, form, desk, once, actor)


@router.post("/submissions/{submission_id}/reopen", response_model=shapes.Submission)
def reopen(
    submission_id: Id, form: StepForm, desk: Desk, once: Repeatable, actor: Actor = needs("submission.review")
) -> Response:
    return _step("reopen", submission_id, form, desk, once, actor)


@router.post("/submissions/{submission_id}/publish", response_model=shapes.Submission)
def publish(
    submission_id: Id, form: PublishForm, desk: Desk, once: Repeatable, actor: Actor = needs("submission.publish")
) -> Response:
    return _step("publish", submission_id, form, desk, once, actor)


@router.get("/submissions/{submission_id}/remarks")
def list_remarks(submission_id: Id, desk: Desk, actor: Actor = needs("submission.read")) -> shapes.Items[shapes.Remark]:
    with desk.store.read() as session:
        found = submissions.submission_of(session, submission_id)
        numbers = {each.id: each.number for each in submissions.versions_of(session, found)}
        return {"items": [objects.remark(each, numbers[each.version_id]) for each in remarks.of(session, found)]}


@router.post("/submissions/{submission_id}/remarks", status_code=201, response_model=shapes.Remark)
def add_remark(
    submission_id: Id, form: RemarkForm, desk: Desk, once: Repeatable, actor: Actor = needs("remark.write")
) -> Response:
    def work(session: Session) -> tuple[int, Any]:
        found = submissions.submission_of(session, submission_id, to_change=True)
        wanted = submissions.version_of(session, found, form.version)
        made = remarks.add(
            desk, session, actor, found, wanted, form.body, criterion=form.criterion,
            start=form.start, end=form.end, quote=form.quote, answers=form.answers,
        )  # fmt: skip
        return 201, objects.remark(made, wanted.number)

    return once(actor, form.model_dump(mode="json"), work)


@router.post("/submissions/{submission_id}/remarks/{remark_id}/resolve", response_model=shapes.Remark)
def resolve(
    submission_id: Id, remark_id: Id, desk: Desk, once: Repeatable, actor: Actor = needs("remark.write")
) -> Response:
    def work(session: Session) -> tuple[int, Any]:
        found = submissions.submission_of(session, submission_id, to_change=True)
        made = remarks.resolve(desk, session, actor, found, remark_id)
        wanted = session.get(Version, made.version_id)
        return 200, objects.remark(made, wanted.number if wanted else 0)

    return once(actor, None, work)


@router.get("/submissions/{submission_id}/waivers")
def list_waivers(submission_id: Id, desk: Desk, actor: Actor = needs("submission.read")) -> shapes.Items[shapes.Waiver]:
    with desk.store.read() as session:
        rows = session.scalars(select(Exemption).where(Exemption.submission_id == submission_id).order_by(Exemption.id))
        return {"items": [objects.waiver(desk, each) for each in rows]}


@router.post("/submissions/{submission_id}/waivers", status_code=201, response_model=shapes.Waiver)
def request_waiver(
    submission_id: Id, form: WaiverForm, desk: Desk, once: Repeatable, actor: Actor = needs("waiver.request")
) -> Response:
    def work(session: Session) -> tuple[int, Any]:
        found = submissions.submission_of(session, submission_id, to_change=True)
        wanted = submissions.version_of(session, found, form.version)
        made = signing.request(desk, session, actor, found, wanted, form.criterion, form.reason, form.expires)
        return 201, objects.waiver(desk, made)

    return once(actor, form.model_dump(mode="json"), work)


@router.post("/submissions/{submission_id}/waivers/{waiver_id}/sign", response_model=shapes.Waiver)
def sign_waiver(
    submission_id: Id, waiver_id: Id, desk: Desk, once: Repeatable, actor: Actor = needs("waiver.sign")
) -> Response:
    def work(session: Session) -> tuple[int, Any]:
        found = submissions.submission_of(session, submission_id, to_change=True)
        return 200, objects.waiver(desk, signing.sign(desk, session, actor, found, waiver_id))

    return once(actor, None, work)


@router.post("/submissions/{submission_id}/waivers/{waiver_id}/refuse", response_model=shapes.Waiver)
def refuse_waiver(
    submission_id: Id,
    waiver_id: Id,
    form: ReasonForm,
    desk: Desk,
    once: Repeatable,
    actor: Actor = needs("waiver.sign"),
) -> Response:
    def work(session: Session) -> tuple[int, Any]:
        found = submissions.submission_of(session, submission_id, to_change=True)
        return 200, objects.waiver(desk, signing.refuse(desk, session, actor, found, waiver_id, form.reason))

    return once(actor, form.model_dump(mode="json"), work)


@router.get("/submissions/{submission_id}/trail")
def history(submission_id: Id, desk: Desk, actor: Actor = needs("submission.read")) -> shapes.Items[shapes.Line]:
    """What was done with this submission, in order."""
    with desk.store.read() as session:
        rows = session.scalars(select(Event).where(Event.submission_id == submission_id).order_by(Event.seq))
        return {"items": [objects.line(each) for each in rows]}


def _version(session: Session, submission_id: int, number: int) -> Version:
    return submissions.version_of(session, submissions.submission_of(session, submission_id), number)
