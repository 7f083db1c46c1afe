"""The pages of supervisors: the cohort with reminders and exports; the trail."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response
from sqlalchemy import select

from checker.review import bundle, cohort, people, queue, tables_out, trail
from checker.review.access import Actor, may, require
from checker.review.api.overview import in_reach
from checker.review.downloads import attachment
from checker.review.guard import Desk, Posted, needs
from checker.review.problems import NotFoundError
from checker.review.service import Service
from checker.review.store.tables import Artifact, Event
from checker.review.trail import Verified
from checker.review.web.pages import day_of_form, go, lang_of, number_of, page, text_of
from checker.review.web.words import Words

router = APIRouter(include_in_schema=False)
_SHOWS = (
    ("all", "全部单位"),
    ("missing", "还没有报送"),
    ("late", "逾期"),
    ("waiting", "待审核"),
    ("unpublished", "通过但没有公开"),
)
_FIGURES = (
    ("units", "应报送单位"),
    ("reported", "已报送"),
    ("missing", "未报送"),
    ("late", "逾期"),
    ("approved", "已通过"),
    ("published", "已公开"),
)
YearQuery = Annotated[int, Query(ge=2000, le=2100)]
_LINES = 100


@router.get("/cohort")
def table(
    request: Request,
    desk: Desk,
    year: Annotated[int | None, Query(ge=2000, le=2100)] = None,
    show: Annotated[str, Query(max_length=20)] = "all",
    actor: Actor = needs("cohort.read"),
) -> Response:
    t = Words(lang_of(request, actor))
    with desk.store.read() as session:
        years = cohort.years(desk, session)
        chosen = year or desk.today().year - 1
        rows = cohort.rows(desk, session, actor, chosen)
        tops = people.visible_units(session, actor, ("reviewer", "supervisor"))
        reach = [one.id for one in tops]
        made = session.scalars(
            select(Artifact)
            .where(Artifact.unit_id.in_(reach), Artifact.year == chosen)
            .order_by(Artifact.id.desc())
            .limit(10)
        )
        artifacts = []
        for one in made:
            job = queue.latest(session, "audit", one.id)
            unit = people.unit_of(session, one.unit_id).name
            artifacts.append({"row": one, "unit": unit, "problem": job.problem if job else ""})
        values: dict[str, Any] = {
            "year": chosen,
            "years": sorted({*years, chosen}, reverse=True),
            "round": cohort.round_of(session, chosen),
            "summary": cohort.summary(rows),
            "reminders": cohort.reminders(desk, session, rows, chosen),
        }
    return page(
        request, "cohort.html.j2", actor, section="/cohort", rows=[row for row in rows if _shown(row, show)],
        show=show, shows=[(key, t(name)) for key, name in _SHOWS], figures=[(key, t(name)) for key, name in _FIGURES],
        tops=tops, artifacts=artifacts, can_round=may(actor, "round.manage"), **values,
    )  # fmt: skip


def _shown(row: cohort.Row, show: str) -> bool:
    return {
        "missing": not row.submitted_on,
        "late": row.late_days > 0,
        "waiting": row.state == "submitted",
        "unpublished": row.state == "approved",
    }.get(show, True)


@router.get("/cohort/export")
def export(
    desk: Desk,
    year: YearQuery,
    format: Annotated[str, Query(pattern="^(csv|xlsx|json)$")] = "csv",
    actor: Actor = needs("cohort.read"),
) -> Response:
    return attachment(tables_out.of_year(desk, actor, year, format), f"cohort-{year}.{format}")


@router.post("/cohort/round")
def set_round(form: Posted, desk: Desk, actor: Actor = needs("round.manage")) -> Response:
    year = number_of(form, "year")
    if not 2000 <= year <= 2100:
        raise NotFoundError
    with desk.store.write() as session:
        cohort.set_round(
            desk,
            session,
            actor,
            year,
            day_of_form(form, "due"),
            day_of_form(form, "publish_by"),
            text_of(form, "note", 500),
        )
    return go(f"/cohort?year={year}", "saved")


@router.post("/cohort/bundle")
def ask(form: Posted, desk: Desk, actor: Actor = needs("cohort.read")) -> Response:
    year = number_of(form, "year")
    with desk.store.write() as session:
        unit = people.unit_of(session, number_of(form, "unit"))
        require(actor, "export.make", [unit.path])
        bundle.ask(desk, session, actor, unit, year)
    return go(f"/cohort?year={year}", "asked")


@router.get("/cohort/bundle/{artifact_id}")
def fetch(artifact_id: int, desk: Desk, actor: Actor = needs("export.make")) -> Response:
    with desk.store.read() as session:
        row = session.execute(select(Artifact.name, Artifact.data).where(Artifact.id == artifact_id)).one_or_none()
    if row is None or row[1] is None:
        raise NotFoundError("汇总材料还没有生成，请稍候。")
    return attachment(row[1], row[0], "application/zip")


@router.get("/trail")
def lines(
    request: Request,
    desk: Desk,
    before: Annotated[int, Query(ge=0, le=2**31 - 1)] = 0,
    actor: Actor = needs("trail.read"),
) -> Response:
    return _trail(request, desk, actor, before, None)


@router.post("/trail/verify")
def verify(request: Request, form: Posted, desk: Desk, actor: Actor = needs("trail.read")) -> Response:
    with desk.store.read() as session:
        found = trail.verify(session)
    return _trail(request, desk, actor, 0, found)


def _trail(request: Request, desk: Service, actor: Actor, before: int, verified: Verified | None) -> Response:
    with desk.store.read() as session:
        query = in_reach(actor).order_by(Event.seq.desc()).limit(_LINES + 1)
        found = list(session.scalars(query.where(Event.seq < before) if before else query))
        units = people.unit_names(session)
    more = found[_LINES - 1].seq if len(found) > _LINES else 0
    return page(
        request,
        "trail.html.j2",
        actor,
        section="/trail",
        rows=found[:_LINES],
        units=units,
        more=more,
        verified=verified,
    )
