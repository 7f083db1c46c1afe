"""All outputs of ``checker audit`` over the submissions of a year and a unit's tree, as one zip made by a worker."""

from __future__ import annotations

import csv
import io
import tempfile
import zipfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from checker.audit.engines import Local
from checker.audit.run import Options, audit
from checker.audit.sources import STORE
from checker.review import people, queue
from checker.review.access import Actor
from checker.review.cohort import round_of
from checker.review.problems import ConflictError
from checker.review.service import Service, record
from checker.review.store.tables import Artifact, Stored, Submission, Unit, Version

# Zip's own beginning of time: the same cohort gives the same archive.
_EPOCH = (1980, 1, 1, 0, 0, 0)


def ask(service: Service, session: Session, actor: Actor, unit: Unit, year: int) -> Artifact:
    """Puts an audit in the queue. Raises ``ConflictError`` where there is nothing to audit."""
    if not list(_chosen(session, unit, year)):
        raise ConflictError(f"“{unit.name}”及下级单位 {year} 年度还没有检查完的报告，不能生成汇总材料。")
    now = service.clock()
    made = Artifact(unit_id=unit.id, year=year, name=f"audit-{year}.zip", created_by=actor.id, created_at=now)
    session.add(made)
    session.flush()
    queue.put(session, now, "audit", made.id)
    record(session, now, actor, "export.requested", unit=unit, detail={"artifact": made.id, "year": year})
    return made


def make(service: Service, job: queue.Leased, worker: str) -> None:
    """The job: latest checked versions and the roster into a folder, the audit over it, the outputs into a zip."""
    problem = queue.exhausted(job)
    data = b""
    if not problem:
        with tempfile.TemporaryDirectory(prefix="checker-audit-") as folder:
            _lay_out(service, job.subject, Path(folder))
            audit(
                [Path(folder) / "manifest.csv"], Path(folder) / "out", Options(roster=f"{folder}/roster.csv"), Local(1)
            )
            data = _zipped(Path(folder) / "out")
    now: datetime = service.clock()
    with service.store.write() as session:
        if queue.finish(session, job, worker, now, problem) and data:
            row = session.get(Artifact, job.subject)
            assert row is not None
            row.data, row.finished_at = data, now


def _chosen(session: Session, unit: Unit, year: int) -> Iterator[tuple[Submission, Unit, Version]]:
    """The newest checked version of every submission below the unit."""
    query = (
        select(Submission, Unit, Version)
        .join(Unit, Unit.id == Submission.unit_id)
        .join(Version, Version.submission_id == Submission.id)
        .where(Submission.year == year, Submission.state != "withdrawn", Version.state == "done")
        .where(Unit.path.startswith(unit.path, autoescape=True))
        .order_by(Submission.id, Version.number.desc())
    )
    last = 0
    for submission, place, version in session.execute(query):
        if submission.id != last:
            last = submission.id
            yield submission, place, version


def _lay_out(service: Service, artifact: int, folder: Path) -> None:
    with service.store.read() as session:
        row = session.get(Artifact, artifact)
        assert row is not None
        unit = session.get(Unit, row.unit_id)
        assert unit is not None
        names = people.unit_names(session)
        due = round_of(session, row.year).publish_by.isoformat()
        manifest = [("path", "place", "kind", "year", "parent", "due", "published", "url")]
        for submission, place, version in _chosen(session, unit, row.year):
            data = session.execute(select(Stored.data).where(Stored.sha256 == version.sha256)).scalar_one()
            name = f"{submission.id}-{version.number}{Path(version.filename).suffix.lower()}"
            (folder / name).write_bytes(data)
            published = submission.published_on.isoformat() if submission.published_on else ""
            parent = names.get(place.parent_id or 0, "")
            told = (place.name, place.kind, str(row.year), parent, due, published, submission.published_url)
            manifest.append((name, *told))
        below = select(Unit).where(Unit.path.startswith(unit.path, autoescape=True), Unit.active, Unit.reports)
        roster = [("place", "kind", "year", "parent", "due")]
        for place in session.scalars(below.order_by(Unit.path)):
            roster.append((place.name, place.kind, str(row.year), names.get(place.parent_id or 0, ""), due))
    for name, rows in (("manifest.csv", manifest), ("roster.csv", roster)):
        text = io.StringIO()
        csv.writer(text, lineterminator="\n").writerows(rows)
        (folder / name).write_text(text.getvalue(), "utf-8")


def _zipped(folder: Path) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(folder.rglob("*")):
            if path.is_file() and not path.name.startswith(f"{STORE}-"):
                archive.writestr(zipfile.ZipInfo(path.relative_to(folder).as_posix(), _EPOCH), path.read_bytes())
    return packed.getvalue()
