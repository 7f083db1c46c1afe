"""For supervisors and administrators: rounds, cohort, reminders, exports, the trail, webhooks."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query
from fastapi.responses import Response
from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from checker.review import bundle, cohort, people, tables_out, trail, webhooks
from checker.review.access import Actor
from checker.review.api import objects, shapes
from checker.review.api.forms import After, HookForm, Id, Most, RoundForm
from checker.review.api.once import Repeatable
from checker.review.api.strict import StrictRoute
from checker.review.downloads import attachment
from checker.review.guard import Desk, needs
from checker.review.problems import InvalidError, NotFoundError
from checker.review.store.tables import Artifact, Event, Hook, Round, Unit

router = APIRouter(tags=["overview"], route_class=StrictRoute)
YearPath = Annotated[int, Query(ge=2000, le=2100)]


@router.get("/rounds")
def rounds(desk: Desk, actor: Actor = needs("round.read")) -> shapes.Items[shapes.Round]:
    with desk.store.read() as session:
        return {"items": [objects.round_(one) for one in session.scalars(select(Round).order_by(Round.year))]}


@router.put("/rounds/{year}", response_model=shapes.Round)
def set_round(
    year: Id, form: RoundForm, desk: Desk, once: Repeatable, actor: Actor = needs("round.manage")
) -> Response:
    if not 2000 <= year <= 2100:
        raise InvalidError("年度应是四位年份，如 2023。", "year")

    def work(session: Session) -> tuple[int, Any]:
        made = cohort.set_round(desk, session, actor, year, form.due, form.publish_by, form.note)
        return 200, objects.round_(made)

    return once(actor, form.model_dump(mode="json"), work)


@router.get("/cohort")
def table(desk: Desk, year: YearPath, actor: Actor = needs("cohort.read")) -> shapes.CohortTable:
    """Who has reported, who is late, how the reports stand."""
    with desk.store.read() as session:
        rows = cohort.rows(desk, session, actor, year)
        return {
            "year": year,
            "round": objects.round_(cohort.round_of(session, year)),
            "summary": cohort.summary(rows),
            "items": rows,
        }


@router.get("/cohort/export", response_class=Response, responses=shapes.FILE)
def export(
    desk: Desk,
    year: YearPath,
    format: Annotated[str, Query(pattern="^(csv|xlsx|json)$")] = "csv",
    actor: Actor = needs("cohort.read"),
) -> Response:
    """The same table as a file."""
    return attachment(tables_out.of_year(desk, actor, year, format), f"cohort-{year}.{format}")


@router.get("/reminders")
def reminders(desk: Desk, year: YearPath, actor: Actor = needs("cohort.read")) -> shapes.Reminders:
    """Whom to remind of what, the most overdue first."""
    with desk.store.read() as session:
        rows = cohort.rows(desk, session, actor, year)
        return {"items": cohort.reminders(desk, session, rows, year)}


@router.post("/units/{unit_id}/exports", status_code=202, response_model=shapes.Export)
def ask_export(
    unit_id: Id, year: YearPath, desk: Desk, once: Repeatable, actor: Actor = needs("export.make")
) -> Response:
    """All outputs of ``checker audit`` over the unit's tree, made in the queue."""

    def work(session: Session) -> tuple[int, Any]:
        made = bundle.ask(desk, session, actor, people.unit_of(session, unit_id), year)
        return 202, objects.artifact(session, made)

    return once(actor, year, work)


@router.get("/exports/{artifact_id}")
def one_export(artifact_id: Id, desk: Desk, actor: Actor = needs("export.make")) -> shapes.Export:
    with desk.store.read() as session:
        found = session.get(Artifact, artifact_id)
        if found is None:
            raise NotFoundError
        return objects.artifact(session, found)


@router.get("/exports/{artifact_id}/file", response_class=Response, responses=shapes.FILE)
def export_file(artifact_id: Id, desk: Desk, actor: Actor = needs("export.make")) -> Response:
    with desk.store.read() as session:
        row = session.execute(select(Artifact.name, Artifact.data).where(Artifact.id == artifact_id)).one_or_none()
    if row is None or row[1] is None:
        raise NotFoundError("汇总材料还没有生成，请稍候。")
    return attachment(row[1], row[0], "application/zip")


@router.get("/trail")
def lines(
    desk: Desk, after: After = 0, limit: Most = 100, actor: Actor = needs("trail.read")
) -> shapes.Page[shapes.Line]:
    """Lines of the trail of the units that the actor supervises or administers, in order."""
    with desk.store.read() as session:
        query = in_reach(actor).where(Event.seq > after).order_by(Event.seq).limit(limit + 1)
        found = list(session.scalars(query))
    more = found[limit - 1].seq if len(found) > limit else None
    return {"items": [objects.line(one) for one in found[:limit]], "next": more}


def in_reach(actor: Actor) -> Any:
    """A query for the lines of the trail that the actor may read."""
    paths = [path for _, path in actor.places(("supervisor", "administrator"))]
    reached = or_(*(Unit.path.startswith(path, autoescape=True) for path in paths))
    return select(Event).join(Unit, Unit.id == Event.unit_id).where(reached)


@router.get("/trail/verify")
def verify(
    desk: Desk,
    expected: Annotated[str, Query(pattern="^([0-9a-f]{64})?$", description="a digest kept elsewhere")] = "",
    actor: Actor = needs("trail.read"),
) -> shapes.Verified:
    """Recomputes the whole chain."""
    with desk.store.read() as session:
        found = trail.verify(session, expected)
    return {"holds": found.holds, "lines": found.lines, "digest": found.digest, "problems": list(found.problems)}


@router.get("/hooks")
def hooks(desk: Desk, actor: Actor = needs("hook.list")) -> shapes.Items[shapes.Hook]:
    with desk.store.read() as session:
        ids = [one.id for one in people.visible_units(session, actor, ("administrator",))]
        rows = session.scalars(select(Hook).where(Hook.unit_id.in_(ids)).order_by(Hook.id))
        return {"items": [objects.hook(one) for one in rows]}


@router.post("/units/{unit_id}/hooks", status_code=201)
def add_hook(unit_id: Id, form: HookForm, desk: Desk, actor: Actor = needs("unit.manage")) -> shapes.NewHook:
    """A webhook; ``secret`` is shown this once."""
    with desk.store.write() as session:
        made = webhooks.add(desk, session, actor, people.unit_of(session, unit_id), form.url, form.actions)
        return {**objects.hook(made), "secret": made.secret}


@router.delete("/hooks/{hook_id}", status_code=204)
def remove_hook(hook_id: Id, desk: Desk, actor: Actor = needs("hook.manage")) -> Response:
    with desk.store.write() as session:
        webhooks.remove(desk, session, actor, webhooks.hook_of(session, hook_id))
    return Response(status_code=204)


@router.get("/hooks/{hook_id}/deliveries")
def deliveries(hook_id: Id, desk: Desk, actor: Actor = needs("hook.manage")) -> shapes.Items[shapes.Delivery]:
    """The last hundred, the newest first."""
    with desk.store.read() as session:
        rows = webhooks.deliveries_of(session, webhooks.hook_of(session, hook_id))
        return {"items": [objects.delivery(one) for one in rows]}
