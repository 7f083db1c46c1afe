"""What other programs see: webhooks, metrics, health, logs, the OpenAPI held against the program."""

from __future__ import annotations

import hashlib
import hmac
import io
import json
import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest

from checker.review.logs import json_log, where
from checker.review.trail import ACTIONS
from checker.review.web import words
from checker.review.webhooks import post, signature
from checker.review.worker import Worker

from .made import GOOD, Desk, Time
from .served import served


class Receiver(HTTPServer):
    """Remembers what it was sent; answers with the statuses it was given, then 200."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Hands)
        self.got: list[tuple[dict[str, str], bytes]] = []
        self.statuses: list[int] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/hook"


class _Hands(BaseHTTPRequestHandler):
    server: Receiver

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"]))
        self.server.got.append((dict(self.headers), body))
        status = self.server.statuses.pop(0) if self.server.statuses else 200
        self.send_response(status)
        if status == 302:
            self.send_header("Location", self.server.url)
        self.end_headers()

    def log_message(self, *_: Any) -> None:
        """Quiet."""


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with served(Receiver()) as made:
        yield made


def deliver(desk: Desk) -> int:
    worker, count = Worker(desk.service, "test"), 0
    while worker.once(("deliver",)):
        count += 1
    return count


def test_a_hook_is_told_signed_and_retried(desk: Desk, receiver: Receiver) -> None:
    county = desk.units["county"]
    made = desk.ok(
        "admin", "POST", f"/units/{county}/hooks", json={"url": receiver.url, "actions": ["submission.created"]}
    )
    receiver.statuses = [500, 302]
    number = desk.begin()
    desk.begin("other_drafter", "other")  # another unit's: not for this hook
    assert deliver(desk) == 1
    assert deliver(desk) == 0
    desk.time.forward(seconds=30)
    assert deliver(desk) == 1
    desk.time.forward(seconds=60)
    assert deliver(desk) == 1
    assert deliver(desk) == 0
    assert len(receiver.got) == 3  # and the redirect was not followed
    headers, body = receiver.got[-1]
    event = json.loads(body)["event"]
    assert (event["action"], event["submission_id"]) == ("submission.created", number)
    stamp, _, sent = headers["X-Checker-Signature"].partition(",")
    expected = hmac.new(made["secret"].encode(), f"{stamp[2:]}.".encode() + body, hashlib.sha256).hexdigest()
    assert sent == f"v1={expected}"
    assert signature("a", 1, b"{}") != signature("b", 1, b"{}")
    rows = desk.ok("admin", "GET", f"/hooks/{made['id']}/deliveries")["items"]
    assert [(row["state"], row["attempts"], row["status"]) for row in rows] == [("sent", 3, 200)]
    desk.call("admin", "DELETE", f"/hooks/{made['id']}")
    desk.begin(year=2022)
    assert deliver(desk) == 0


def test_a_hook_that_never_answers_is_given_up(desk: Desk, receiver: Receiver) -> None:
    receiver.statuses = [503] * 100
    made = desk.ok("admin", "POST", f"/units/{desk.units['county']}/hooks", json={"url": receiver.url})
    with desk.service.store.read() as session:
        from checker.review import webhooks

        waiting = len(webhooks.deliveries_of(session, webhooks.hook_of(session, made["id"])))
    for _ in range(desk.service.settings.hook_attempts + 1):
        deliver(desk)
        desk.time.forward(hours=6)
    rows = desk.ok("admin", "GET", f"/hooks/{made['id']}/deliveries")["items"]
    assert len(rows) == waiting == 1
    assert (rows[0]["state"], rows[0]["attempts"]) == ("failed", 8)


@pytest.mark.parametrize(
    "url",
    [
        "ftp://a/",
        "http://",
        "http://user:secret@a.cn/",
        "file:///etc/passwd",
        "http://a b/",
        "http://甲/",
        "http://a.cn:99999/",
    ],
)
def test_a_hook_leads_to_the_web(desk: Desk, url: str) -> None:
    assert desk.call("admin", "POST", f"/units/{desk.units['city']}/hooks", json={"url": url}).status_code == 422


def test_a_hook_waits_for_nothing_that_never_happens(desk: Desk) -> None:
    path = f"/units/{desk.units['city']}/hooks"
    wrong = desk.call("admin", "POST", path, json={"url": "http://a.cn/", "actions": ["version.checked"]})
    assert (wrong.status_code, wrong.json()["error"]["code"]) == (422, "actions")
    assert "没有“version.checked”这种变动，可用的有：submission.created、" in wrong.json()["error"]["message"]
    assert desk.ok("admin", "POST", path, json={"url": "http://a.cn/", "actions": list(ACTIONS[:2])})["actions"]


def test_every_act_has_its_name_on_the_pages_and_in_the_documentation() -> None:
    assert tuple(words.ACTIONS) == ACTIONS
    page = (Path(__file__).parents[2] / "docs" / "deploy" / "api.md").read_text(encoding="utf-8")
    assert [name for name in ACTIONS if f"`{name}`" not in page] == []


def test_health_and_metrics(desk: Desk) -> None:
    desk.upload("drafter", desk.begin(), GOOD)
    assert desk.client.get("/healthz").json()["status"] == "ok"
    text = desk.client.get("/metrics").text
    assert 'checker_submissions{state="draft"} 1' in text
    assert 'route="/api/v1/submissions/{submission_id}/versions",status="201"} 1' in text
    assert "checker_request_seconds_count" in text
    for line in text.splitlines():
        assert line.startswith("#") or len(line.rsplit(" ", 1)) == 2


def test_logs_are_lines_of_json_without_words_of_the_report(desk: Desk) -> None:
    number = desk.begin()
    desk.upload("drafter", number, GOOD)
    desk.ok("reviewer", "POST", f"/submissions/{number}/remarks", json={"version": 1, "body": "机密意见"})
    kept = json.dumps(desk.log, ensure_ascii=False)
    assert desk.log[-1]["person"] == desk.people["reviewer"]
    assert "机密意见" not in kept
    assert desk.tokens["reviewer"] not in kept
    assert not [line for line in GOOD.decode().splitlines() if len(line) > 15 and line[:15] in kept]
    stream = io.StringIO()
    json_log(Time(), stream)("request", status=200)
    assert json.loads(stream.getvalue()) == {"at": "2024-03-01T01:00:00.000000Z", "event": "request", "status": 200}
    assert where(ValueError("words of a report")).startswith("ValueError")
    assert "words" not in where(ValueError("words of a report"))


def test_an_unforeseen_error_is_one_sentence(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    from checker.review.api import submissions

    def broken(*_: Any) -> Any:
        raise KeyError("words of a report")

    number = desk.begin()
    monkeypatch.setattr(submissions.objects, "submission", broken)
    answer = desk.call("drafter", "GET", f"/submissions/{number}")
    assert (answer.status_code, answer.json()["error"]["code"]) == (500, "internal")
    assert "words" not in answer.text + json.dumps(desk.log)
    assert "KeyError at test_outside.py" in desk.log[-1]["trouble"]


def test_too_large_is_answered(tmp_path: Any) -> None:
    from .made import open_desk

    with open_desk(f"sqlite:///{tmp_path}/a.db", max_upload=1000, max_body=2000) as desk:
        number = desk.begin()
        big = desk.call("drafter", "POST", f"/submissions/{number}/versions", files={"file": ("a.txt", b"x" * 1001)})
        assert (big.status_code, big.json()["error"]["code"]) == (413, "too_large")
        huge = desk.call("drafter", "POST", f"/submissions/{number}/versions", files={"file": ("a.txt", b"x" * 80_000)})
        assert huge.status_code == 413
        # told in pieces, without saying how long it will be
        parts = desk.call("drafter", "POST", f"/submissions/{number}/remarks", content=(b" " * 500 for _ in range(9)))
        assert parts.status_code == 413
        assert desk.call("drafter", "GET", "/me").status_code == 200


def test_too_large_is_a_page_to_who_looks_at_pages(tmp_path: Any) -> None:
    from .made import open_desk

    told = "上传的内容超过上限 10.0 MB，请核对后再试。"
    with open_desk(f"sqlite:///{tmp_path}/a.db", pages=True, max_upload=10 << 20, max_body=2000) as desk:
        size = {"Content-Length": str(11 << 20)}
        for path, accept, form in (
            ("/submissions/1/versions", "text/html,*/*", "text/html; charset=utf-8"),
            ("/submissions/1/versions", "application/json", "application/json; charset=utf-8"),
            ("/api/v1/submissions/1/versions", "text/html", "application/json; charset=utf-8"),
        ):
            answer = desk.client.post(path, headers={**size, "Accept": accept}, content=b"")
            assert (answer.status_code, answer.headers["content-type"]) == (413, form)
            assert told in answer.text
            assert ("<main" in answer.text) == form.startswith("text/html")
            assert "default-src 'none'" in answer.headers["content-security-policy"]


def test_the_openapi_describes_the_program(desk: Desk) -> None:
    schemathesis = pytest.importorskip("schemathesis", reason="schemathesis is not installed: pip install -e '.[dev]'")
    from hypothesis import HealthCheck, Phase, given, settings, strategies

    number = desk.begin()
    desk.upload("drafter", number, GOOD)
    schema = schemathesis.openapi.from_asgi("/api/v1/openapi.json", desk.client.app)
    operations = [one.ok() for one in schema.get_all_operations()]
    assert len(operations) > 45
    failed: list[str] = []

    def probe(operation: Any) -> Any:
        @settings(
            max_examples=5, database=None, derandomize=True, phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )  # fmt: skip
        @given(data=strategies.data())
        def ask(data: Any) -> None:
            case = data.draw(operation.as_strategy())
            for who in ("admin", "drafter"):
                answer = case.call(headers={"Authorization": f"Bearer {desk.tokens[who]}"})
                if answer.status_code >= 500:
                    failed.append(f"{case.method} {case.formatted_path}: {answer.status_code} {desk.log[-1]}")

        return ask

    for operation in operations:
        probe(operation)()
    assert failed == []


def test_every_answer_has_a_shape_and_every_shape_tells_its_keys(desk: Desk) -> None:
    made = desk.client.app.openapi()  # type: ignore[attr-defined]
    for path, methods in made["paths"].items():
        for method, operation in methods.items():
            told = [one for status, one in operation["responses"].items() if status.startswith("2")]
            schemas = [form["schema"] for one in told for form in one.get("content", {}).values()]
            assert all("$ref" in schema or "type" in schema for schema in schemas), (method, path, schemas)
    bare = [name for name, shape in made["components"]["schemas"].items() if not shape.get("properties", True)]
    assert bare == []


def test_an_answer_that_is_no_http_is_a_failed_attempt() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:

        def answer() -> None:
            connection, _ = server.accept()
            with connection:
                connection.recv(4096)
                connection.sendall(b"SSH-2.0-OpenSSH_9\r\n")

        threading.Thread(target=answer, daemon=True).start()
        status, problem = post(f"http://127.0.0.1:{server.getsockname()[1]}/", b"{}", {})
    assert status is None
    assert problem.startswith("BadStatusLine")
