"""The pages of drafters and reviewers: the list, a submission, its versions."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response
from markupsafe import Markup
from sqlalchemy import select
from sqlalchemy.orm import Session
from starlette.datastructures import UploadFile

from checker.rendering import FORMATS, RenderOptions
from checker.rendering.charts import patterns
from checker.rendering.diff import compare
from checker.rendering.diff_output import page_values
from checker.rendering.html.view import page as report_view
from checker.rendering.words import words as report_words
from checker.review import cohort, people, remarks, signing, submissions, workflow
from checker.review.access import ACTIONS, Actor, may
from checker.review.api.submissions import visible
from checker.review.downloads import attachment
from checker.review.guard import Desk, Posted, needs
from checker.review.problems import ConflictError, GateError, InvalidError
from checker.review.store.tables import Stored, Submission, Unit, Version
from checker.review.web import view
from checker.review.web.pages import day_of_form, go, lang_of, number_of, page, piece, text_of

router = APIRouter(include_in_schema=False)
_PAGE = 50
_DONE = {
    "submit": "submitted",
    "return": "returned",
    "approve": "approved",
    "publish": "published",
    "withdraw": "withdrawn",
    "reopen": "reopened",
}


@router.get("/")
def home(
    request: Request,
    desk: Desk,
    year: Annotated[str, Query(max_length=4)] = "",
    state: Annotated[str, Query(max_length=20)] = "",
    unit: Annotated[str, Query(max_length=100)] = "",
    before: Annotated[int, Query(ge=0, le=2**31 - 1)] = 0,
    actor: Actor = needs("home.read"),
) -> Response:
    """What waits for this person, then everything he or she may see."""
    with desk.store.read() as session:
        reads = may(actor, "submission.list")
        mine = waiting = rest = None
        more = ""
        if actor.places(("drafter",)):
            own = [path for _, path in actor.places(("drafter",))]
            mine = view.rows(session, visible(actor).where(Unit.path.in_(own), Submission.state.in_(workflow.OPEN)))
        if actor.places(("reviewer",)):
            waiting = view.rows(
                session, visible(actor).where(Submission.state == "submitted", view.below(actor, ("reviewer",)))
            )
        signers = ACTIONS["waiver.sign"].roles
        unsigned = (
            [(made, s.id, s.title) for made, s in signing.waiting(desk, session, actor, view.below(actor, signers))]
            if actor.places(signers)
            else None
        )
        if reads:
            query = visible(actor)
            if year.isascii() and year.isdigit():
                query = query.where(Submission.year == int(year))
            if state in workflow.STATES:
                query = query.where(Submission.state == state)
            if unit.strip() and "\x00" not in unit:
                query = query.where(Unit.name.contains(unit.strip(), autoescape=True))
            if before:
                query = query.where(Submission.id < before)
            rest = view.rows(session, query, _PAGE + 1)
            if len(rest) > _PAGE:
                rest = rest[:_PAGE]
                more = "/?" + view.query_string(year=year, state=state, unit=unit, before=rest[-1].submission.id)
        places = [one for one in people.visible_units(session, actor, ("drafter",)) if one.reports and one.active]
        years = cohort.years(desk, session)
    return page(
        request, "home.html.j2", actor, section="/", mine=mine, waiting=waiting, unsigned=unsigned, rest=rest,
        more=more, years=years, year=int(year) if year.isascii() and year.isdigit() else 0, states=workflow.STATES,
        state=state, unit=unit, places=places if may(actor, "submission.create") else [],
    )  # fmt: skip


@router.get("/submissions/new")
def new_page(request: Request, desk: Desk, actor: Actor = needs("submission.create")) -> Response:
    with desk.store.read() as session:
        places = [one for one in people.visible_units(session, actor, ("drafter",)) if one.reports and one.active]
    # the year before first: that is the report which is due
    this = desk.today().year
    years = [this - 1, this, *range(this - 2, this - 7, -1)]
    crumbs = [("/", "报送工作"), ("", "新的报送")]
    return page(
        request, "new.html.j2", actor, section="/", crumbs=view.said(request, actor, crumbs), places=places, years=years
    )


@router.post("/submissions/new")
def new(request: Request, form: Posted, desk: Desk, actor: Actor = needs("submission.create")) -> Response:
    from checker.review.access import require

    with desk.store.write() as session:
        unit = people.unit_of(session, number_of(form, "unit"))
        require(actor, "submission.create", [unit.path])
        made = submissions.create(desk, session, actor, unit, number_of(form, "year"))
    return go(f"/submissions/{made.id}", "saved")


@router.get("/submissions/{submission_id}")
def one(request: Request, submission_id: int, desk: Desk, actor: Actor = needs("submission.read")) -> Response:
    with desk.store.read() as session:
        found = submissions.submission_of(session, submission_id)
        values = view.submission(desk, session, request, actor, found)
    crumbs = [("/", "报送工作"), ("", found.title)]
    return page(request, "submission.html.j2", actor, section="/", crumbs=view.said(request, actor, crumbs), **values)


@router.post("/submissions/{submission_id}/versions")
def upload(submission_id: int, form: Posted, desk: Desk, actor: Actor = needs("submission.draft")) -> Response:
    given = form.get("file")
    if not isinstance(given, UploadFile) or not given.filename:
        raise InvalidError("还没有选择文件，请选择要上传的报告。", "file")
    data = given.file.read(desk.settings.max_upload + 1)
    with desk.store.write() as session:
        found = submissions.submission_of(session, submission_id, to_change=True)
        made = submissions.upload(desk, session, actor, found, given.filename, data, text_of(form, "note", 2000))
    return go(f"/submissions/{submission_id}/versions/{made.number}")


@router.post("/submissions/{submission_id}/versions/{number}/reassess")
def reassess(
    submission_id: int, number: int, form: Posted, desk: Desk, actor: Actor = needs("remark.write")
) -> Response:
    with desk.store.write() as session:
        found = submissions.submission_of(session, submission_id, to_change=True)
        submissions.reassess(
            desk, session, actor, found, submissions.version_of(session, found, min(number, 2**31 - 1))
        )
    return go(f"/submissions/{submission_id}/versions/{number}")


@router.get("/submissions/{submission_id}/versions/{number}")
def version(
    request: Request, submission_id: int, number: int, desk: Desk, actor: Actor = needs("submission.read")
) -> Response:
    """The assessment beside the text; or how far the check is; or why it failed."""
    with desk.store.read() as session:
        found, wanted = _both(session, submission_id, number)
        crumbs = view.said(
            request, actor, [("/", "报送工作"), (f"/submissions/{found.id}", found.title), ("", f"第 {number} 稿")]
        )
        if wanted.state != "done":
            from checker.review import queue

            return page(
                request, "waiting.html.j2", actor, section="/", crumbs=crumbs, s=found, v=wanted,
                job=queue.latest(session, "assess", wanted.id), refresh=wanted.state == "waiting",
                can_retry=view.allowed(session, actor, "remark.write", found),
            )  # fmt: skip
        try:
            made = desk.bench.assessment(session, wanted)
        except ConflictError as problem:
            if problem.code != "stale":
                raise
            return page(
                request, "stale.html.j2", actor, section="/", crumbs=crumbs, s=found, v=wanted,
                can_retry=view.allowed(session, actor, "remark.write", found),
            )  # fmt: skip
        shown = report_view(made, 0, report_words(lang_of(request, actor)))
        values = view.version(desk, session, request, actor, found, wanted, shown.lines)
    return page(
        request, "page.html.j2", actor, section="/", crumbs=crumbs, pages=[shown], report_page=True,
        patterns=Markup(patterns()), toolbar=piece("toolbar.html.j2", request, actor, **values),
        below=piece("say.html.j2", request, actor, **values),
    )  # fmt: skip


@router.get("/submissions/{submission_id}/versions/{number}/changes")
def changes(
    request: Request,
    submission_id: int,
    number: int,
    desk: Desk,
    since: Annotated[int, Query(ge=1, le=2**31 - 1)],
    actor: Actor = needs("submission.read"),
) -> Response:
    with desk.store.read() as session:
        found, wanted = _both(session, submission_id, number)
        old = desk.bench.assessment(session, submissions.version_of(session, found, since))
        new = desk.bench.assessment(session, wanted)
    say = report_words(lang_of(request, actor))
    crumbs = view.said(
        request, actor,
        [("/", "报送工作"), (f"/submissions/{found.id}", found.title),
         (f"/submissions/{found.id}/versions/{number}", f"第 {number} 稿"), ("", "与前一稿对照")],
    )  # fmt: skip
    return page(
        request,
        "diff.html.j2",
        actor,
        section="/",
        crumbs=crumbs,
        report_page=False,
        **page_values(compare(old, new), say),
    )


@router.get("/submissions/{submission_id}/versions/{number}/file")
def file(submission_id: int, number: int, desk: Desk, actor: Actor = needs("submission.read")) -> Response:
    with desk.store.read() as session:
        _, wanted = _both(session, submission_id, number)
        data = session.execute(select(Stored.data).where(Stored.sha256 == wanted.sha256)).scalar_one()
    return attachment(data, wanted.filename)


@router.get("/submissions/{submission_id}/versions/{number}/export")
def export(
    request: Request,
    submission_id: int,
    number: int,
    desk: Desk,
    format: Annotated[str, Query(max_length=20)],
    actor: Actor = needs("submission.read"),
) -> Response:
    if format not in FORMATS:
        raise InvalidError("没有这种导出格式。", "format")
    with desk.store.read() as session:
        _, wanted = _both(session, submission_id, number)
        made = desk.bench.assessment(session, wanted)
    lang = "en" if lang_of(request, actor) == "en" else "zh"
    data = desk.bench.export(made, format, RenderOptions(lang="en" if lang == "en" else "zh", width=88))
    stem = wanted.filename.rpartition(".")[0] or wanted.filename
    return attachment(data, f"{stem}-{number}{FORMATS[format].suffix}")


@router.post("/submissions/{submission_id}/steps/submit")
def submit(
    request: Request, submission_id: int, form: Posted, desk: Desk, actor: Actor = needs("submission.draft")
) -> Response:
    return _step(request, "submit", submission_id, form, desk, actor)


@router.post("/submissions/{submission_id}/steps/withdraw")
def withdraw(
    request: Request, submission_id: int, form: Posted, desk: Desk, actor: Actor = needs("submission.draft")
) -> Response:
    return _step(request, "withdraw", submission_id, form, desk, actor)


@router.post("/submissions/{submission_id}/steps/return")
def send_back(
    request: Request, submission_id: int, form: Posted, desk: Desk, actor: Actor = needs("submission.review")
) -> Response:
    return _step(request, "return", submission_id, form, desk, actor)


@router.post("/submissions/{submission_id}/steps/approve")
def approve(
    request: Request, submission_id: int, form: Posted, desk: Desk, actor: Actor = needs("submission.review")
) -> Response:
    return _step(request, "approve", submission_id, form, desk, actor)


@router.post("/submissions/{submission_id}/steps/reopen")
def reopen(
    request: Request, submission_id: int, form: Posted, desk: Desk, actor: Actor = needs("submission.review")
) -> Response:
    return _step(request, "reopen", submission_id, form, desk, actor)


@router.post("/submissions/{submission_id}/steps/publish")
def publish(
    request: Request, submission_id: int, form: Posted, desk: Desk, actor: Actor = needs("submission.publish")
) -> Response:
    return _step(request, "publish", submission_id, form, desk, actor)


def _step(request: Request, step: workflow.Step, number: int, form: Posted, desk: Desk, actor: Actor) -> Response:
    more: dict[str, Any] = {}
    if step == "publish":
        more = {"published_on": day_of_form(form, "published_on"), "url": text_of(form, "url", 1000)}
    version = number_of(form, "version") if form.get("version") else None
    try:
        with desk.store.write() as session:
            found = submissions.submission_of(session, number, to_change=True)
            submissions.take_step(
                desk, session, actor, found, step, version=version, reason=text_of(form, "reason"), **more
            )
    except GateError as stopped:
        record = stopped.detail.get("gate", {})
        request.state.clauses = [one for one in record.get("clauses", ()) if one["outcome"] != "held"]
        raise
    return go(f"/submissions/{number}", _DONE[step])


@router.post("/submissions/{submission_id}/remarks")
def remark(submission_id: int, form: Posted, desk: Desk, actor: Actor = needs("remark.write")) -> Response:
    start = end = None
    part = text_of(form, "part", 30)
    if part and not text_of(form, "quote"):
        low, _, high = part.partition("-")
        if not (low.isascii() and low.isdigit() and high.isascii() and high.isdigit()):
            raise InvalidError("意见所指的位置不在报告里，请重新选择。", "passage")
        start, end = int(low), int(high)
    with desk.store.write() as session:
        found = submissions.submission_of(session, submission_id, to_change=True)
        wanted = submissions.version_of(session, found, number_of(form, "version"))
        remarks.add(
            desk, session, actor, found, wanted, text_of(form, "body"), start=start, end=end,
            quote=text_of(form, "quote"), answers=number_of(form, "answers") if form.get("answers") else None,
        )  # fmt: skip
    back = f"/versions/{wanted.number}" if form.get("back") == "version" else ""
    return go(f"/submissions/{submission_id}{back}", "remarked")


@router.post("/submissions/{submission_id}/remarks/{remark_id}/resolve")
def resolve(
    submission_id: int, remark_id: int, form: Posted, desk: Desk, actor: Actor = needs("remark.write")
) -> Response:
    with desk.store.write() as session:
        found = submissions.submission_of(session, submission_id, to_change=True)
        remarks.resolve(desk, session, actor, found, min(remark_id, 2**31 - 1))
    return go(f"/submissions/{submission_id}", "saved")


@router.post("/submissions/{submission_id}/waivers")
def request_waiver(submission_id: int, form: Posted, desk: Desk, actor: Actor = needs("waiver.request")) -> Response:
    with desk.store.write() as session:
        found = submissions.submission_of(session, submission_id, to_change=True)
        wanted = submissions.version_of(session, found, number_of(form, "version"))
        signing.request(
            desk, session, actor, found, wanted, text_of(form, "criterion", 100), text_of(form, "reason"),
            day_of_form(form, "expires"),
        )  # fmt: skip
    return go(f"/submissions/{submission_id}", "requested")


@router.post("/submissions/{submission_id}/waivers/{waiver_id}/sign")
def sign_waiver(
    submission_id: int, waiver_id: int, form: Posted, desk: Desk, actor: Actor = needs("waiver.sign")
) -> Response:
    with desk.store.write() as session:
        found = submissions.submission_of(session, submission_id, to_change=True)
        signing.sign(desk, session, actor, found, min(waiver_id, 2**31 - 1))
    return go(f"/submissions/{submission_id}", "signed")


@router.post("/submissions/{submission_id}/waivers/{waiver_id}/refuse")
def refuse_waiver(
    submission_id: int, waiver_id: int, form: Posted, desk: Desk, actor: Actor = needs("waiver.sign")
) -> Response:
    with desk.store.write() as session:
        found = submissions.submission_of(session, submission_id, to_change=True)
        signing.refuse(desk, session, actor, found, min(waiver_id, 2**31 - 1), text_of(form, "reason"))
    return go(f"/submissions/{submission_id}", "refused")


def _both(session: Session, submission_id: int, number: int) -> tuple[Submission, Version]:
    found = submissions.submission_of(session, submission_id)
    return found, submissions.version_of(session, found, min(max(number, 0), 2**31 - 1))
