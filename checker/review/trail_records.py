"""The records held against the trail: states, versions, results and waivers must be what its lines say of them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from checker.review.store.tables import Event, Exemption, Result, Stored, Submission, Version

_BEHIND = "有人绕过程序改动过"


def result_digest(document: bytes, plain: bytes) -> str:
    """What the line of an assessment keeps of its result: the digest of both forms as they are stored."""
    return hashlib.sha256(document + b"\x1f" + plain).hexdigest()


@dataclass(slots=True)
class Told:
    """What the lines read so far say. Keys are numbers of submissions, of their versions, and of waivers."""

    states: dict[int, str] = field(default_factory=dict)
    files: dict[tuple[int, int], str] = field(default_factory=dict)
    results: dict[tuple[int, int], dict[str, Any]] = field(default_factory=dict)
    waivers: dict[int, dict[str, Any]] = field(default_factory=dict)

    def follow(self, event: Event) -> None:
        """Take in the next line."""
        if event.submission_id is None:
            return
        try:
            detail = json.loads(event.detail)
        except ValueError:
            return  # a changed line; its digest has told already
        if not isinstance(detail, dict):
            return
        if isinstance(detail.get("state"), str):
            self.states[event.submission_id] = detail["state"]
        if event.action.startswith("waiver."):
            self._waiver(event, detail)
        elif event.version is not None:
            place = (event.submission_id, event.version)
            if event.action == "version.uploaded":
                self.files[place] = event.file_sha256
            elif event.action == "version.assessed":
                self.results[place] = {**detail, "rubric_sha256": event.rubric_sha256}

    def _waiver(self, event: Event, detail: dict[str, Any]) -> None:
        number = detail.get("waiver")
        if not isinstance(number, int):
            return
        said = self.waivers.setdefault(
            number, {"approved_by": None, "second_by": None, "refused_by": None, "refusal": ""}
        )
        if event.action == "waiver.requested":
            said |= {"submission_id": event.submission_id, "requested_by": event.actor_id, "reason": event.reason}
            said |= {key: detail[key] for key in ("criterion", "expires", "level", "evidence") if key in detail}
        elif event.action == "waiver.signed":
            said["second_by" if detail.get("signature") == 2 else "approved_by"] = event.actor_id
        else:
            said |= {"refused_by": event.actor_id, "refusal": event.reason}

    def against(self, session: Session) -> Iterator[str]:
        """A Chinese sentence for every record that is not what the lines say."""
        yield from self._submissions(session)
        yield from self._results(session)
        yield from self._waivers(session)
        for sha256 in session.scalars(select(Stored.sha256).order_by(Stored.sha256)).all():
            data = session.execute(select(Stored.data).where(Stored.sha256 == sha256)).scalar_one()
            if hashlib.sha256(data).hexdigest() != sha256:
                yield f"文件 {sha256[:12]} 的内容与摘要不符：文件被改动过"

    def _submissions(self, session: Session) -> Iterator[str]:
        kept = dict(session.execute(select(Submission.id, Submission.state)).all())
        for number in sorted(self.states.keys() | kept.keys()):
            if self.states.get(number) != kept.get(number):
                yield f"第 {number} 号报送现在的状态与记录不符：{_BEHIND}"
        rows = select(Version.submission_id, Version.number, Version.sha256)
        versions = {(submission, number): sha256 for submission, number, sha256 in session.execute(rows)}
        for key in sorted(self.files.keys() | versions.keys()):
            if self.files.get(key) != versions.get(key):
                yield f"第 {key[0]} 号报送第 {key[1]} 稿与记录不符：{_BEHIND}"

    def _results(self, session: Session) -> Iterator[str]:
        numbers = select(Version.submission_id, Version.number, Version.id).join(
            Result, Result.version_id == Version.id
        )
        kept = {(submission, number): version for submission, number, version in session.execute(numbers)}
        for key in sorted(self.results.keys() | kept.keys()):
            said = self.results.get(key)
            # one at a time: the documents are large
            row = session.get(Result, kept[key]) if key in kept else None
            if said is None or row is None or not _agrees(said, row):
                yield f"第 {key[0]} 号报送第 {key[1]} 稿的检查结果与记录不符：{_BEHIND}"
            if row is not None:
                session.expunge(row)

    def _waivers(self, session: Session) -> Iterator[str]:
        kept = {made.id: made for made in session.scalars(select(Exemption))}
        for number in sorted(self.waivers.keys() | kept.keys()):
            made, said = kept.get(number), self.waivers.get(number)
            if made is None or said is None or "criterion" not in said:
                yield f"第 {number} 号豁免与记录不符：{_BEHIND}"
                continue
            held = {key: getattr(made, key) for key in said} | {"expires": made.expires.isoformat()}
            other = [_FIELDS[key] for key in _FIELDS if key in said and held[key] != said[key]]
            if other:
                yield f"第 {number} 号豁免的{'、'.join(other)}与记录不符：{_BEHIND}"


_FIELDS = {
    "submission_id": "报送",
    "criterion": "条目",
    "level": "条目等级",
    "evidence": "依据",
    "reason": "理由",
    "expires": "期限",
    "requested_by": "申请人",
    "approved_by": "签字人",
    "second_by": "第二签字人",
    "refused_by": "不同意的人",
    "refusal": "不同意的理由",
}


def _agrees(said: dict[str, Any], row: Result) -> bool:
    same = (said.get("verdict"), said.get("score"), said.get("gate"), said.get("rubric_sha256")) == (
        row.verdict,
        row.score,
        row.gate,
        row.rubric_sha256,
    )
    # older lines keep no digest of the result
    return same and said.get("result") in (None, result_digest(row.document, row.object))
