"""Submissions and their versions: made, uploaded, handed in, returned, approved, made public."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from checker.gate import Decision
from checker.reading.detect import detect
from checker.reading.limits import megabytes
from checker.review import queue, signing, workflow
from checker.review.access import Actor
from checker.review.issuers import other_issuer
from checker.review.problems import (
    BusyError,
    ConflictError,
    GateError,
    InvalidError,
    NotAssessedError,
    NotFoundError,
    TooLargeError,
)
from checker.review.service import Service, record
from checker.review.store.tables import Result, Stored, Submission, Unit, Version

_YEARS = range(2000, 2101)
_REFUSED = {
    "7z": "7z 压缩文件",
    "rar": "RAR 压缩文件",
    "gz": "gzip 压缩文件",
    "gif": "GIF 图片",
    "xlsx": "Excel 表格",
    "pptx": "演示文稿",
    "ofd": "OFD 版式文件",
    "binary": "程序或数据文件",
}
_UNSAFE = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\\/:*?\"<>|]")


def submission_of(session: Session, number: int, *, to_change: bool = False) -> Submission:
    """Raises ``NotFoundError``. ``to_change`` keeps others from changing it until the transaction ends."""
    query = select(Submission).where(Submission.id == number)
    found = session.scalars(query.with_for_update() if to_change else query).one_or_none()
    if found is None:
        raise NotFoundError
    return found


def version_of(session: Session, submission: Submission, number: int) -> Version:
    """Raises ``NotFoundError``."""
    query = select(Version).where(Version.submission_id == submission.id, Version.number == number)
    found = session.scalars(query).one_or_none()
    if found is None:
        raise NotFoundError
    return found


def versions_of(session: Session, submission: Submission) -> list[Version]:
    """All versions, the newest first."""
    query = select(Version).where(Version.submission_id == submission.id).order_by(Version.number.desc())
    return list(session.scalars(query))


def current(session: Session, submission: Submission) -> Version | None:
    return next(iter(versions_of(session, submission)), None)


def create(service: Service, session: Session, actor: Actor, unit: Unit, year: int, title: str = "") -> Submission:
    """A submission of one unit for one year, without a text yet. Raises ``ConflictError`` where there is one."""
    if year not in _YEARS:
        raise InvalidError("年度应是四位年份，如 2023。", "year")
    if not unit.active or not unit.reports:
        raise ConflictError(f"“{unit.name}”不需要报送，或者已停用。")
    open_one = select(Submission.id).where(
        Submission.unit_id == unit.id, Submission.year == year, Submission.state != "withdrawn"
    )
    if (known := session.scalars(open_one).first()) is not None:
        raise ConflictError(f"“{unit.name}”{year} 年度已有报送（第 {known} 号），请在那里上传新稿。", "exists")
    now = service.clock()
    made = Submission(
        unit_id=unit.id,
        year=year,
        title=title.strip() or f"{unit.name}{year}年法治政府建设年度情况报告",
        state="draft",
        created_by=actor.id,
        created_at=now,
        changed_at=now,
    )
    session.add(made)
    session.flush()
    record(session, now, actor, "submission.created", unit=unit, submission=made, detail={"year": year})
    return made


def upload(
    service: Service, session: Session, actor: Actor, submission: Submission, filename: str, data: bytes, note: str = ""
) -> Version:
    """A new version, its check put in the queue. Raises ``RefusedError`` for what cannot be taken."""
    workflow.check_open(submission.state)
    name = safe_name(filename)
    if len(data) > service.settings.max_upload:
        raise TooLargeError(f"文件有 {megabytes(len(data))}，超过上限 {megabytes(service.settings.max_upload)}。")
    if not data.strip(b"\x00\t\r\n \xef\xbb\xbf\xff\xfe"):
        raise InvalidError("文件是空的，没有任何文字，请确认文件已保存完整。", "empty")
    if (form := detect(data, name)) in _REFUSED:
        raise InvalidError(f"这是{_REFUSED[form]}，请转换为 docx、pdf、html 或 txt 后再上传。", "format")
    if queue.waiting(session).get("queued", 0) >= service.settings.max_waiting:
        raise BusyError("等待检查的文件过多，请过几分钟再上传。", "queue_full")
    sha256 = hashlib.sha256(data).hexdigest()
    before = current(session, submission)
    if before is not None and before.sha256 == sha256 and before.state != "failed":
        raise ConflictError(f"这个文件与第 {before.number} 稿完全相同，没有作为新稿收下。", "same")
    now = service.clock()
    _keep(session, sha256, data, now)
    made = Version(
        submission_id=submission.id,
        number=(before.number if before else 0) + 1,
        sha256=sha256,
        filename=name,
        note=note,
        uploaded_by=actor.id,
        uploaded_at=now,
    )
    session.add(made)
    submission.changed_at, submission.revision = now, submission.revision + 1
    session.flush()
    queue.put(session, now, "assess", made.id)
    record(
        session, now, actor, "version.uploaded", submission=submission, version=made.number, file_sha256=sha256,
        reason=note, detail={"filename": name, "size": len(data)},
    )  # fmt: skip
    return made


def reassess(service: Service, session: Session, actor: Actor, submission: Submission, version: Version) -> None:
    """Puts a version in the queue again: after an update of program or rubric, or where its check failed."""
    if version.state == "waiting":
        raise ConflictError("这一稿正在检查，请稍候。")
    version.state, version.problem = "waiting", ""
    now = service.clock()
    queue.put(session, now, "assess", version.id)
    record(
        session, now, actor, "version.reassessed", submission=submission, version=version.number,
        file_sha256=version.sha256,
    )  # fmt: skip


def _keep(session: Session, sha256: str, data: bytes, now: Any) -> None:
    from sqlalchemy.dialects import postgresql, sqlite

    if session.scalars(select(Stored.sha256).where(Stored.sha256 == sha256)).first() is not None:
        return
    values = {"sha256": sha256, "size": len(data), "data": data, "created_at": now}
    # two people may upload the same bytes at once
    if session.get_bind().dialect.name == "sqlite":
        session.execute(sqlite.insert(Stored).values(**values).on_conflict_do_nothing())
    else:
        session.execute(postgresql.insert(Stored).values(**values).on_conflict_do_nothing())


def decide(service: Service, session: Session, submission: Submission, version: Version, gate: str) -> Decision:
    """What the gate says now, with the waivers that are signed; changes nothing."""
    signed = signing.in_force(service, session, submission)
    return service.bench.decide(session, version, "submit" if gate == "submit" else "approve", service.today(), signed)


def take_step(
    service: Service, session: Session, actor: Actor, submission: Submission, step: workflow.Step,
    *, version: int | None = None, reason: str = "", published_on: date | None = None, url: str = "",
) -> Decision | None:  # fmt: skip
    """Moves a submission on, if state, reason, gate and hands allow it; returns the gate's decision if one was due.

    ``version`` is the number the person has looked at: where a newer one came in meanwhile, nothing happens.
    """
    rule = workflow.check_step(step, submission.state, reason)
    held = current(session, submission)
    if version is not None and (held is None or held.number != version):
        raise ConflictError("已经有了新的一稿，请刷新页面，看过以后再办理。", "newer_version")
    now = service.clock()
    detail: dict[str, Any] = {"from": submission.state}
    decision: Decision | None = None
    if rule.gate:
        if held is None:
            raise ConflictError("还没有上传报告，请先上传。", "no_version")
        _judged(held)
        if step == "approve":
            workflow.own_hand(actor.id, {held.uploaded_by, submission.submitted_by})
        decision = decide(service, session, submission, held, rule.gate)
        if (misplaced := other_report(session, submission, decision)) is not None:
            raise misplaced
        detail["gate"] = gate_record(decision)
        if decision.exit != 0:
            raise GateError(_stopped(rule.name, decision), detail={"gate": decision.assessment.gate})
    if step == "publish":
        detail["published_on"], detail["url"] = _published(service, submission, published_on, url)
    _stamp(submission, step, actor, now)
    submission.state, submission.changed_at, submission.revision = rule.target, now, submission.revision + 1
    record(
        session, now, actor, f"submission.{rule.target if step != 'reopen' else 'reopened'}",
        submission=submission, version=held.number if held else None,
        file_sha256=held.sha256 if held else "",
        rubric_sha256=decision.assessment.rubric.sha256 if decision else _rubric(session, held),
        reason=reason.strip(), detail=detail,
    )  # fmt: skip
    return decision


def _judged(version: Version) -> None:
    if version.state != "done":
        raise NotAssessedError(version.number, version.problem)


def other_report(session: Session, submission: Submission, decision: Decision) -> GateError | None:
    """What says that the file is not this submission's: another year, another body. Stops a step as the gate does."""
    years = decision.assessment.report.identity.years
    if years and submission.year not in years:
        shown = "、".join(map(str, years))
        return GateError(f"报送的是 {submission.year} 年度，报告写的是 {shown} 年度，请核对是否选错了文件。", "year")
    unit = session.get_one(Unit, submission.unit_id).name
    other = other_issuer(unit, decision.assessment.report.identity)
    if other:
        return GateError(f"报送单位是“{unit}”，报告的发文单位是“{other}”，请核对是否传错文件。", "issuer")
    return None


def _stopped(step: str, decision: Decision) -> str:
    reasons = "；".join(decision.assessment.gate_reasons)
    return f"按“{decision.policy.title}”不能{step}：{reasons}。"


def gate_record(decision: Decision) -> dict[str, Any]:
    """What the trail keeps of a decision: never words of the report."""
    return {
        "outcome": decision.outcome,
        "policy": decision.policy.id,
        "policy_sha256": decision.policy.sha256,
        "waivers": [use.waiver.where for use in decision.uses if use.state == "applied"],
    }


def _published(service: Service, submission: Submission, on: date | None, url: str) -> tuple[str, str]:
    if on is None:
        raise InvalidError("登记公开需要写明公开日期。", "published_on")
    if on > service.today() or on.year < submission.year:
        raise InvalidError("公开日期应在报告年度开始之后、今天或今天以前，请核对。", "published_on")
    submission.published_on, submission.published_url = on, workflow.check_url(url)
    return on.isoformat(), submission.published_url


def _stamp(submission: Submission, step: workflow.Step, actor: Actor, now: Any) -> None:
    if step == "submit":
        submission.submitted_by, submission.submitted_at = actor.id, now
        submission.first_submitted_at = submission.first_submitted_at or now
    elif step == "approve":
        submission.approved_by, submission.approved_at = actor.id, now
    elif step == "reopen":
        submission.approved_by, submission.approved_at = None, None
        submission.published_on, submission.published_url = None, ""


def _rubric(session: Session, version: Version | None) -> str:
    row = session.get(Result, version.id) if version is not None else None
    return row.rubric_sha256 if row is not None else ""


def safe_name(filename: str) -> str:
    """A file name without folders, control characters and what systems refuse; at most 150 characters."""
    base = unicodedata.normalize("NFC", filename.replace("\\", "/")).rsplit("/", 1)[-1]
    kept = _UNSAFE.sub("", base.encode("utf-8", "replace").decode("utf-8")).strip(" .")
    stem, dot, suffix = kept.rpartition(".")
    if dot and len(suffix) <= 10:
        return f"{stem[:140] or '报告'}.{suffix}"
    return kept[:150] or "报告"


def count_states(session: Session) -> dict[str, int]:
    rows = session.execute(select(Submission.state, func.count()).group_by(Submission.state))
    return {state: int(count) for state, count in rows}
