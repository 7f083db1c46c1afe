"""The checker at work for the service: a stored version becomes an assessment, a decision, an output.

The file is read once, by a worker; what was read is kept as JSON and judged again whenever the whole
assessment is needed. That takes milliseconds and gives the same result, because the engine is deterministic.
Whether it is the same is checked: another rubric or program version asks for a new check first.
"""

from __future__ import annotations

import json
import threading
import zlib
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal

from sqlalchemy import select
from sqlalchemy.orm import Session, undefer

from checker.errors import UnreadableError
from checker.gate import Decision, judge
from checker.gate.policy import Policy, fit, load_policy
from checker.model import KINDS, Assessment, Document, Kind
from checker.pipeline import check_document
from checker.reading import DEFAULT_LIMITS, Limits, read
from checker.reading.sandbox_wire import document_from, document_to
from checker.rendering import RenderOptions, render
from checker.rendering.objects import result
from checker.review.problems import ConflictError, NotAssessedError
from checker.review.settings import Settings
from checker.review.store.tables import Result, Stored, Submission, Unit, Version
from checker.rubric import load_rubric
from checker.structure import IdentityOptions
from checker.version import __version__
from checker.waivers import Waiver

_KEPT = 32
_STALE = "检查程序或者评价细则在这一稿检查之后更新过，请先重新检查这一稿。"


@dataclass(frozen=True, slots=True)
class Made:
    """What a worker made of a file; ``document`` and ``object`` as the result row keeps them.

    ``gate`` is the outcome of the gate for submission without any waiver.
    """

    assessment: Assessment
    document: bytes
    object: bytes
    gate: str


class Bench:
    """Judges versions. Safe to share between threads; keeps the last few assessments."""

    def __init__(self, settings: Settings, limits: Limits = DEFAULT_LIMITS) -> None:
        self.rubric, self.tailoring = settings.rubric or None, settings.tailoring or None
        self.limits = replace(limits, max_bytes=min(limits.max_bytes, settings.max_upload))
        self.policies: dict[str, Policy] = {
            "submit": load_policy(settings.submit_policy),
            "approve": load_policy(settings.approve_policy),
        }
        if self.rubric is not None:
            # a policy that does not fit is a mistake of whoever set it up, not of who uploads
            for policy in self.policies.values():
                fit(policy, load_rubric(self.rubric))
        self._kept: OrderedDict[tuple[int, str], Assessment] = OrderedDict()
        self._lock = threading.Lock()

    # ------------------------------------------------------------------ in a worker

    def read(self, data: bytes, filename: str) -> Document:
        """The slow part: parsing, conversion, character recognition. Raises ``UnreadableError``."""
        return read(data, name=filename, limits=self.limits)

    def check(self, document: Document, kind: str, today: date) -> Made:
        """Judges what was read. Raises ``CheckerError``; a file with several reports is not taken."""
        assessed = self._assess(document, kind)
        gate = judge(assessed, self.policies["submit"], today).outcome
        return Made(assessed, pack(document_to(document)), pack(result([assessed], with_text=True)), gate)

    def _assess(self, document: Document, kind: str) -> Assessment:
        options = IdentityOptions(kind=_kind(kind))
        # a report of another kind belongs elsewhere, even where a rubric for it is built in
        found = check_document(document, self.rubric, identity=options, tailoring=self.tailoring, only=True)
        if len(found) != 1:
            raise UnreadableError(document.source, f"里面有 {len(found)} 份报告", "请拆成单独的文件，分别报送")
        return found[0]

    # ------------------------------------------------------------------ from the store

    def assessment(self, session: Session, version: Version) -> Assessment:
        """The whole assessment of a version. Raises ``ConflictError`` where there is none, or an outdated one."""
        row = session.get(Result, version.id)
        if row is None:
            raise NotAssessedError(version.number, version.problem)
        key = (version.id, row.created_at.isoformat())
        with self._lock:
            known = self._kept.get(key)
            if known is not None:
                self._kept.move_to_end(key)
                return known
        found = self._again(session, version)
        if (row.checker_version, row.rubric_sha256) != (__version__, found.rubric.sha256):
            raise ConflictError(_STALE, "stale")
        with self._lock:
            self._kept[key] = found
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        return found

    def _again(self, session: Session, version: Version) -> Assessment:
        packed = session.execute(select(Result.document).where(Result.version_id == version.id)).scalar_one()
        data = session.execute(select(Stored.data).where(Stored.sha256 == version.sha256)).scalar_one()
        kind = session.execute(
            select(Unit.kind)
            .join(Submission, Submission.unit_id == Unit.id)
            .where(Submission.id == version.submission_id)
        ).scalar_one()
        return self._assess(replace(document_from(unpack(packed)), data=data), kind)

    def decide(
        self,
        session: Session,
        version: Version,
        gate: Literal["submit", "approve"],
        today: date,
        waivers: Sequence[Waiver],
    ) -> Decision:
        """The gate's word on a version, with the waivers that are signed."""
        return judge(self.assessment(session, version), self.policies[gate], today, waivers)

    def export(self, assessment: Assessment, format: str, options: RenderOptions) -> bytes:
        """One of the outputs of ``checker check``."""
        return render([assessment], format, options)


def object_of(session: Session, version: Version, *, with_text: bool) -> dict[str, Any]:
    """The JSON of ``checker check --format json``, as it was when the version was checked."""
    query = select(Result).where(Result.version_id == version.id).options(undefer(Result.object))
    row = session.scalars(query).one_or_none()
    if row is None:
        raise NotAssessedError(version.number, version.problem)
    made: dict[str, Any] = unpack(row.object)
    if not with_text:
        for one in made["assessments"]:
            one["report"].pop("text", None)
    return made


def pack(value: Any) -> bytes:
    return zlib.compress(
        json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass"), 6
    )


def unpack(data: bytes) -> Any:
    return json.loads(zlib.decompress(data).decode("utf-8", "surrogatepass"))


def _kind(kind: str) -> Kind | None:
    """The kind of report a unit is kept with; ``None`` where it is left to the report."""
    return next((one for one in KINDS if one == kind), None)
