"""The trail: what was done is there, in order; what is changed afterwards is found."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from sqlalchemy import delete, select, text, update
from sqlalchemy.exc import DatabaseError

from checker.review import trail
from checker.review.store.tables import Event, Exemption, Head, Result, Stored, Submission, Version

from .made import FAILS, GOOD, Desk


@pytest.fixture
def story(desk: Desk) -> Desk:
    number = desk.begin()
    desk.upload("drafter", number, GOOD)
    desk.ok("drafter", "POST", f"/submissions/{number}/submit", json={})
    return desk


def verify(desk: Desk, expected: str = "") -> trail.Verified:
    with desk.service.store.read() as session:
        return trail.verify(session, expected)


def disarm(desk: Desk) -> None:
    with desk.service.store.write() as session:
        for verb in ("update", "delete"):
            session.execute(text(f"DROP TRIGGER events_no_{verb}"))


def change(desk: Desk, *statements: Any) -> None:
    with desk.service.store.write() as session:
        for statement in statements:
            session.execute(statement)


def test_an_untouched_trail_holds(story: Desk) -> None:
    found = verify(story)
    assert found.problems == ()
    assert found.lines > 30
    assert verify(story, found.digest).holds


def test_the_database_refuses_changes(story: Desk) -> None:
    for statement in (update(Event).values(reason="改"), delete(Event).where(Event.seq == 1)):
        with pytest.raises(DatabaseError, match="append-only"):
            change(story, statement)


def test_a_changed_line_is_named(story: Desk) -> None:
    disarm(story)
    change(story, update(Event).where(Event.seq == 7).values(actor="别人"))
    found = verify(story)
    assert found.problems == ("第 7 条（person.added）的内容与摘要不符：这一条被改动过",)


def test_a_line_changed_with_its_digest_breaks_the_next(story: Desk) -> None:
    disarm(story)
    with story.service.store.read() as session:
        line = session.get(Event, 7)
        assert line is not None
        plain = {key: getattr(line, key) for key in trail._HASHED} | {"actor": "别人"}
    change(story, update(Event).where(Event.seq == 7).values(actor="别人", digest=trail.digest_of(plain)))
    assert verify(story).problems == ("第 8 条没有接在前一条之后：前一条被改动过",)


def test_a_removed_line_is_missed(story: Desk) -> None:
    disarm(story)
    change(story, delete(Event).where(Event.seq == 7))
    assert verify(story).problems == ("第 7 条应在此处，找到的是第 8 条：有记录被删去或插入",)


def test_a_cut_end_is_missed_and_with_its_head_by_a_kept_digest(story: Desk) -> None:
    whole = verify(story)
    disarm(story)
    change(story, delete(Event).where(Event.seq == whole.lines))
    assert any("末尾有记录被删去" in problem for problem in verify(story).problems)
    with story.service.store.read() as session:
        last = session.get(Event, whole.lines - 1)
        assert last is not None
    # whoever can write anything makes the chain whole again, but not the digest that was kept elsewhere
    change(
        story,
        update(Head).values(seq=last.seq, digest=last.digest),
        update(Submission).values(state="draft"),
    )
    assert verify(story).holds
    assert verify(story, whole.digest).problems == ("没有找到您给出的摘要：给出之后，它以前的记录被改动或删去过",)


def test_a_record_changed_behind_the_back_is_found(story: Desk) -> None:
    change(story, update(Submission).values(state="approved"))
    assert verify(story).problems == ("第 1 号报送现在的状态与记录不符：有人绕过程序改动过",)
    change(story, update(Submission).values(state="submitted"))
    assert verify(story).holds
    change(story, update(Stored).values(data=b"other"))
    assert [problem[-6:] for problem in verify(story).problems] == ["文件被改动过"]
    change(story, delete(Version).where(Version.id == 99))


def test_a_waiver_or_result_changed_behind_the_back_is_found(desk: Desk) -> None:
    number = desk.begin(year=2019)
    desk.upload("drafter", number, FAILS)
    body = {"version": 1, "criterion": "section.causes", "reason": "原因另文报送。", "expires": "2024-08-27"}
    waiver = int(desk.ok("drafter", "POST", f"/submissions/{number}/waivers", json=body)["id"])
    for who in ("reviewer", "reviewer2"):
        desk.ok(who, "POST", f"/submissions/{number}/waivers/{waiver}/sign")
    assert verify(desk).holds
    with desk.service.store.read() as session:
        first = session.scalars(select(Exemption.requested_by)).one()
    changes: tuple[tuple[dict[str, Any], str], ...] = (
        ({"reason": "另有理由。"}, "理由"),
        ({"criterion": "section.plan"}, "条目"),
        ({"expires": date(2025, 9, 30), "second_by": first}, "期限、第二签字人"),
        ({"approved_by": None}, "签字人"),
        ({"level": "recommended"}, "条目等级"),
    )
    for values, named in changes:
        with desk.service.store.read() as session:
            kept = {key: getattr(session.scalars(select(Exemption)).one(), key) for key in values}
        change(desk, update(Exemption).values(**values))
        assert verify(desk).problems == (f"第 {waiver} 号豁免的{named}与记录不符：有人绕过程序改动过",)
        change(desk, update(Exemption).values(**kept))
    assert verify(desk).holds
    for column in ({"verdict": "pass"}, {"gate": "pass"}, {"score": 100.0}, {"object": b"other"}):
        with desk.service.store.read() as session:
            kept = {key: getattr(session.scalars(select(Result)).one(), key) for key in column}
        change(desk, update(Result).values(**column))
        assert verify(desk).problems == ("第 1 号报送第 1 稿的检查结果与记录不符：有人绕过程序改动过",)
        change(desk, update(Result).values(**kept))
    change(desk, delete(Exemption))
    assert verify(desk).problems == (f"第 {waiver} 号豁免与记录不符：有人绕过程序改动过",)


def test_no_words_of_the_report_are_on_the_trail(story: Desk) -> None:
    report = GOOD.decode()
    lines = [line.strip() for line in report.splitlines() if len(line.strip()) > 20]
    with story.service.store.read() as session:
        kept = json.dumps([trail.as_object(one) for one in session.query(Event)], ensure_ascii=False)
    assert not [line for line in lines if line[:20] in kept]
