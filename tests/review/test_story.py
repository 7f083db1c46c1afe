"""The whole way of a report through the API: stopped, mended, handed in, returned, waived, approved, public."""

from __future__ import annotations

import hashlib
import json
from importlib.util import find_spec
from pathlib import Path

from checker.pipeline import check
from checker.rendering import FORMATS, RenderOptions, render
from checker.structure import IdentityOptions

from .made import FAILS, FIXTURES, GOOD, Desk


def test_draft_to_publication(desk: Desk) -> None:
    number = desk.begin(year=2019)
    first = desk.upload("drafter", number, FAILS)
    assert first["state"] == "done"
    assert first["assessment"]["submit_gate"] == "broken"
    stopped = desk.call("drafter", "POST", f"/submissions/{number}/submit", json={"version": 1})
    assert stopped.status_code == 409
    assert stopped.json()["error"]["code"] == "gate"
    assert "不足的原因" in stopped.json()["error"]["message"]
    assert stopped.json()["error"]["gate"]["outcome"] == "broken"
    assert desk.ok("drafter", "GET", f"/submissions/{number}")["state"] == "draft"

    asked = desk.ok(
        "drafter", "POST", f"/submissions/{number}/waivers",
        json={"version": 1, "criterion": "section.causes", "reason": "由市里统一撰写", "expires": "2024-05-31"},
    )  # fmt: skip
    assert (asked["state"], asked["needs_second"], asked["level"]) == ("requested", True, "required")
    sign = f"/submissions/{number}/waivers/{asked['id']}/sign"
    assert desk.ok("reviewer", "POST", sign)["state"] == "half"
    assert desk.call("drafter", "POST", f"/submissions/{number}/submit", json={"version": 1}).status_code == 409
    again = desk.call("reviewer", "POST", sign)
    assert (again.status_code, again.json()["error"]["code"]) == (403, "own_hand")
    assert desk.ok("supervisor", "POST", sign)["state"] == "signed"
    assert desk.ok("drafter", "POST", f"/submissions/{number}/submit", json={"version": 1})["state"] == "submitted"

    late = desk.call("reviewer", "POST", f"/submissions/{number}/return", json={"version": 1})
    assert (late.status_code, late.json()["error"]["code"]) == (422, "reason_missing")
    desk.ok("reviewer", "POST", f"/submissions/{number}/return", json={"version": 1, "reason": "请补充"})
    silent = desk.call("drafter", "POST", f"/submissions/{number}/submit", json={"version": 1})
    assert (silent.status_code, silent.json()["error"]["code"]) == (422, "reason_missing")
    desk.ok("drafter", "POST", f"/submissions/{number}/submit", json={"version": 1, "reason": "已补充说明"})
    with desk.service.store.read() as session:
        from checker.review import submissions

        found = submissions.submission_of(session, number)
        version = submissions.version_of(session, found, 1)
        gate = submissions.decide(desk.service, session, found, version, "approve")
    for finding in gate.assessment.findings:
        if finding.level == "required" and finding.status in ("warn", "fail") and finding.waiver is None:
            one = desk.ok(
                "drafter", "POST", f"/submissions/{number}/waivers",
                json={"version": 1, "criterion": finding.criterion, "reason": "说明", "expires": "2024-05-31"},
            )  # fmt: skip
            for who in ("reviewer", "reviewer2"):
                desk.ok(who, "POST", f"/submissions/{number}/waivers/{one['id']}/sign")
    approved = desk.ok("reviewer", "POST", f"/submissions/{number}/approve", json={"version": 1})
    assert approved["state"] == "approved"
    wrong = desk.call(
        "drafter", "POST", f"/submissions/{number}/publish", json={"published_on": "2024-02-30", "url": "https://a.cn/"}
    )
    assert wrong.status_code == 422
    for body in (
        {"published_on": "2024-03-02", "url": "https://a.cn/"},
        {"published_on": "2024-03-01", "url": "javascript:alert(1)"},
    ):
        assert desk.call("drafter", "POST", f"/submissions/{number}/publish", json=body).status_code == 422
    public = {"published_on": "2024-03-01", "url": "https://www.qingping.gov.cn/a.html"}
    assert desk.ok("drafter", "POST", f"/submissions/{number}/publish", json=public)["state"] == "published"

    actions = [line["action"] for line in desk.ok("drafter", "GET", f"/submissions/{number}/trail")["items"]]
    assert actions[:4] == ["submission.created", "version.uploaded", "version.assessed", "waiver.requested"]
    assert [one for one in actions if one.startswith("submission.")] == [
        "submission.created", "submission.submitted", "submission.returned", "submission.submitted",
        "submission.approved", "submission.published",
    ]  # fmt: skip
    verified = desk.ok("supervisor", "GET", "/trail/verify")
    assert verified["holds"], verified["problems"]


def test_nobody_approves_an_own_upload(desk: Desk) -> None:
    from checker.review import people

    with desk.service.store.write() as session:
        drafter = people.person_of(session, desk.people["drafter"])
        people.grant(desk.service, session, None, drafter, people.unit_of(session, desk.units["county"]), "reviewer")
    number = desk.begin()
    desk.upload("drafter", number, GOOD)
    desk.ok("drafter", "POST", f"/submissions/{number}/submit", json={})
    own = desk.call("drafter", "POST", f"/submissions/{number}/approve", json={})
    assert (own.status_code, own.json()["error"]["code"]) == (403, "own_hand")
    assert desk.ok("reviewer", "POST", f"/submissions/{number}/approve", json={})["state"] == "approved"


def test_the_assessment_is_that_of_the_command_line(desk: Desk, tmp_path: Path) -> None:
    number = desk.begin()
    desk.upload("drafter", number, GOOD, "f08.txt")
    shown = desk.call("drafter", "GET", f"/submissions/{number}/versions/1/assessment")
    expected = render(check(GOOD, name="f08.txt", identity=IdentityOptions(kind="county")), "json")
    assert shown.content == expected
    file = desk.call("drafter", "GET", f"/submissions/{number}/versions/1/file")
    assert file.content == GOOD
    assert file.headers["content-disposition"].startswith("attachment;")
    html = desk.call("drafter", "GET", f"/submissions/{number}/versions/1/export?format=html")
    assert html.content == render(check(GOOD, name="f08.txt", identity=IdentityOptions(kind="county")), "html")


def test_every_output_of_check_is_given(desk: Desk) -> None:
    word = (FIXTURES.parent / "formats" / "heyuan-county-2023.docx").read_bytes()
    number = desk.begin()
    desk.upload("drafter", number, word, "报告.docx")
    made = check(word, name="报告.docx", identity=IdentityOptions(kind="county"))
    for name, form in FORMATS.items():
        if name == "pdf" and find_spec("typst") is None:
            continue
        answer = desk.call("reviewer", "GET", f"/submissions/{number}/versions/1/export?format={name}")
        assert answer.content == render(made, name, RenderOptions(width=88)), name
        assert f"-1{form.suffix}" in answer.headers["content-disposition"]
    assert desk.call("reviewer", "GET", f"/submissions/{number}/versions/1/export?format=exe").status_code == 422


def test_one_key_is_one_submission_and_one_version(desk: Desk) -> None:
    path, key = f"/units/{desk.units['county']}/submissions", {"Idempotency-Key": "k-1"}
    first = desk.call("drafter", "POST", path, json={"year": 2023}, headers=key)
    second = desk.call("drafter", "POST", path, json={"year": 2023}, headers=key)
    assert (first.status_code, second.status_code) == (201, 201)
    assert first.json() == second.json()
    assert second.headers["idempotency-replayed"] == "true"
    other = desk.call("drafter", "POST", path, json={"year": 2022}, headers=key)
    assert (other.status_code, other.json()["error"]["code"]) == (409, "idempotency_key")
    number = first.json()["id"]
    for _ in range(2):
        sent = desk.call(
            "drafter", "POST", f"/submissions/{number}/versions",
            files={"file": ("a.txt", GOOD)}, headers={"Idempotency-Key": "k-2"},
        )  # fmt: skip
        assert sent.status_code == 201
    assert len(desk.ok("drafter", "GET", f"/submissions/{number}/versions")["items"]) == 1
    twice = desk.call("drafter", "POST", f"/submissions/{number}/versions", files={"file": ("b.txt", GOOD)})
    assert (twice.status_code, twice.json()["error"]["code"]) == (409, "same")


def test_what_cannot_be_read_is_answered(desk: Desk) -> None:
    number = desk.begin()
    path = f"/submissions/{number}/versions"
    for name, data, code in (
        ("a.exe", b"MZ\x90\x00" + b"\x00" * 100, "format"),
        ("a.txt", b"   ", "empty"),
        ("a.gif", b"GIF89a" + b"\x01" * 10, "format"),
    ):
        answer = desk.call("drafter", "POST", path, files={"file": (name, data)})
        assert (answer.status_code, answer.json()["error"]["code"]) == (422, code)
    bad = desk.upload("drafter", number, b"PK\x03\x04 not a zip", "../../etc/报告.docx")
    assert (bad["state"], bad["filename"]) == ("failed", "报告.docx")
    assert bad["problem"].startswith("无法读取“报告.docx”")
    memo = desk.upload("drafter", number, "关于召开会议的通知\n各科室：请于周五参加会议。\n".encode(), "通知.txt")
    assert memo["state"] == "failed"
    two = desk.upload("drafter", number, GOOD + b"\n\n" + FAILS, "two.txt")
    assert two["state"] in ("done", "failed")
    submitted = desk.call("drafter", "POST", f"/submissions/{number}/submit", json={})
    assert submitted.status_code == 409


def test_what_failed_is_not_said_to_be_under_way(desk: Desk) -> None:
    number = desk.begin()
    memo = desk.upload("drafter", number, "关于召开会议的通知\n各科室：请于周五参加会议。\n".encode(), "通知.txt")
    assert memo["problem"].startswith("“通知.txt”看起来是通知、公告，不是法治政府建设年度情况报告")
    assert memo["problem"].endswith("。请核对文件。")
    for path in ("assessment", "gate?step=submit", "export?format=json"):
        answer = desk.call("drafter", "GET", f"/submissions/{number}/versions/1/{path}")
        assert (answer.status_code, answer.json()["error"]["code"]) == (409, "not_assessed"), path
        assert answer.json()["error"]["message"] == f"第 1 稿没有检查成功：{memo['problem']}"


def test_a_report_of_another_kind_is_no_report(desk: Desk) -> None:
    other = next((FIXTURES.parent / "open-government").glob("**/*.txt")).read_bytes()
    bad = desk.upload("drafter", desk.begin(), other)
    assert bad["state"] == "failed"
    assert "不是要检查的法治政府建设年度情况报告" in bad["problem"]


def test_a_report_of_another_year_is_stopped(desk: Desk) -> None:
    number = desk.begin(year=2022)
    desk.upload("drafter", number, GOOD)
    stopped = desk.call("drafter", "POST", f"/submissions/{number}/submit", json={})
    assert (stopped.status_code, stopped.json()["error"]["code"]) == (409, "year")


def test_a_report_of_another_body_is_stopped(desk: Desk) -> None:
    number = desk.begin()
    desk.upload("drafter", number, GOOD.replace("青屏".encode(), "禾源".encode()))
    stopped = desk.call("drafter", "POST", f"/submissions/{number}/submit", json={})
    assert (stopped.status_code, stopped.json()["error"]["code"]) == (409, "issuer")
    assert stopped.json()["error"]["message"] == (
        "报送单位是“青屏县人民政府”，报告的发文单位是“禾源市人民政府”，请核对是否传错文件。"
    )
    assert desk.ok("drafter", "GET", f"/submissions/{number}")["state"] == "draft"
    desk.upload("drafter", number, GOOD)
    desk.ok("drafter", "POST", f"/submissions/{number}/submit", json={})


def test_a_newer_version_stops_an_approval_of_the_older(desk: Desk) -> None:
    number = desk.begin()
    desk.upload("drafter", number, GOOD)
    desk.ok("drafter", "POST", f"/submissions/{number}/submit", json={"version": 1})
    desk.ok("reviewer", "POST", f"/submissions/{number}/return", json={"version": 1, "reason": "请改"})
    desk.upload("drafter", number, GOOD + b"\n", "新.txt")
    desk.ok("drafter", "POST", f"/submissions/{number}/submit", json={"version": 2, "reason": "已改"})
    stale = desk.call("reviewer", "POST", f"/submissions/{number}/approve", json={"version": 1})
    assert (stale.status_code, stale.json()["error"]["code"]) == (409, "newer_version")


def test_remarks_stand_on_passages_and_are_answered(desk: Desk) -> None:
    number = desk.begin()
    desk.upload("drafter", number, GOOD)
    text = check(GOOD)[0].report.text
    start = text.index("法治政府建设", 40)
    made = desk.ok(
        "reviewer", "POST", f"/submissions/{number}/remarks",
        json={"version": 1, "body": "请核对", "start": start, "end": start + 6},
    )  # fmt: skip
    assert made["quote"] == "法治政府建设"
    reply = desk.ok(
        "drafter",
        "POST",
        f"/submissions/{number}/remarks",
        json={"version": 1, "body": "已核对", "answers": made["id"]},
    )
    assert reply["answers"] == made["id"]
    beyond = desk.call(
        "reviewer", "POST", f"/submissions/{number}/remarks",
        json={"version": 1, "body": "请核对", "start": 0, "end": len(text) + 1},
    )  # fmt: skip
    assert beyond.status_code == 422
    settled = desk.ok("reviewer", "POST", f"/submissions/{number}/remarks/{made['id']}/resolve")
    assert settled["resolved_by"] == desk.people["reviewer"]
    trail = json.dumps(desk.ok("drafter", "GET", f"/submissions/{number}/trail"), ensure_ascii=False)
    assert "请核对" not in trail


def test_file_digest_is_on_the_trail(desk: Desk) -> None:
    number = desk.begin()
    desk.upload("drafter", number, GOOD)
    lines = desk.ok("drafter", "GET", f"/submissions/{number}/trail")["items"]
    uploaded = next(line for line in lines if line["action"] == "version.uploaded")
    assessed = next(line for line in lines if line["action"] == "version.assessed")
    assert uploaded["file_sha256"] == hashlib.sha256(GOOD).hexdigest()
    assert len(assessed["rubric_sha256"]) == 64
    assert uploaded["actor_id"] == desk.people["drafter"]
    assert assessed["actor_id"] is None
