"""The real process: slow and broken clients, a kill in the middle, workers that come back."""

from __future__ import annotations

import json
import re
import socket
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from checker.review import people
from checker.review.service import open_service
from checker.review.store.upgrade import upgrade

from .made import GOOD, settings
from .running import Running


@pytest.fixture
def server(tmp_path: Path) -> Iterator[tuple[Running, str, int]]:
    """A running service with one drafter: (server, token, unit)."""
    database = f"sqlite:///{tmp_path}/checker.db"
    service = open_service(settings(database))
    upgrade(service.store)
    with service.store.write() as session:
        unit = people.add_unit(service, session, None, None, "青屏县人民政府", "county")
        person, _ = people.add_person(service, session, None, unit, "drafter", "甲")
        for role in ("drafter", "supervisor"):
            people.grant(service, session, None, person, unit, role)
        _, token = service.door.make_token(session, person.id, "t", ["read", "draft", "supervise"], 9)
    service.store.close()
    made = Running(tmp_path, database, extra={"CHECKER_HEAD_SECONDS": "1", "CHECKER_BODY_SECONDS": "2"})
    made.start()
    yield made, token, unit.id
    made.stop()


def call(server: Running, token: str, method: str, path: str, body: bytes | None = None, **headers: str) -> Any:
    request = urllib.request.Request(f"{server.url}/api/v1{path}", data=body, method=method)
    request.add_header("Authorization", f"Bearer {token}")
    for name, value in headers.items():
        request.add_header(name.replace("_", "-"), value)
    with urllib.request.urlopen(request, timeout=30) as answer:
        return json.loads(answer.read())


def everything(connection: socket.socket) -> bytes:
    """What the server says until it hangs up."""
    connection.settimeout(30)
    got = b""
    while part := connection.recv(4096):
        got += part
    return got


def test_a_port_that_is_taken_is_one_sentence_before_anything_is_started(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = int(taken.getsockname()[1])
        made = Running(tmp_path, "sqlite:///a.db").command("serve", "--port", str(port))
    told = f"错误：不能在 127.0.0.1:{port} 提供服务，端口已被占用，请用 --port 换一个端口，或者先停掉占用它的程序。\n"
    assert (made.returncode, made.stderr) == (2, told)


def test_slow_and_broken_clients_are_answered_and_a_kill_loses_nothing(server: tuple[Running, str, int]) -> None:
    running, token, unit = server
    with socket.create_connection(("127.0.0.1", running.port)) as half:
        half.sendall(b"GET / HTTP/1.1\r\nHost: a\r\nX-Slow: ")
        assert everything(half) == b""
    head = f"POST /api/v1/units/{unit}/submissions HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer {token}\r\n"
    with socket.create_connection(("127.0.0.1", running.port)) as slow:
        slow.sendall(f"{head}Content-Type: application/json\r\nContent-Length: 14\r\n\r\n{{".encode())
        answer = everything(slow)
        assert answer.startswith(b"HTTP/1.1 408")
        assert "没有在规定的时间内完成".encode() in answer
    with socket.create_connection(("127.0.0.1", running.port)) as liar:
        liar.sendall(f"{head}Content-Length: 99999999999\r\n\r\n".encode())
        assert everything(liar).startswith(b"HTTP/1.1 413")
    # whoever is still sending is answered too, not cut off
    request = urllib.request.Request(f"{running.url}/api/v1/units/{unit}/submissions", data=b" " * 6_000_000)
    request.add_header("Authorization", f"Bearer {token}")
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(request, timeout=30)
    assert refused.value.code == 413
    assert "超过上限" in json.loads(refused.value.read())["error"]["message"]
    for garbage in (b"\x16\x03\x01\x02\x00\x01\x00", b"not http at all\r\n\r\n", b"A" * 100_000 + b"\r\n\r\n"):
        with socket.create_connection(("127.0.0.1", running.port)) as other:
            try:
                other.sendall(garbage)
                assert everything(other)[:12] in (b"", b"HTTP/1.1 400")
            except OSError:
                pass  # hung up before it was through
    made = call(
        running, token, "POST", f"/units/{unit}/submissions", b'{"year": 2023}', Content_Type="application/json"
    )
    mark = "frontier"
    body = f'--{mark}\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n'.encode() + GOOD
    body += f"\r\n--{mark}--\r\n".encode()
    kind = f"multipart/form-data; boundary={mark}"
    place = f"/submissions/{made['id']}/versions"
    sent = call(running, token, "POST", place, body, Content_Type=kind, Idempotency_Key="k")
    running.kill()
    running.start()
    again = call(running, token, "POST", place, body, Content_Type=kind, Idempotency_Key="k")
    assert again["number"] == sent["number"] == 1
    for _ in range(300):
        version = call(running, token, "GET", f"{place}/1")
        if version["state"] != "waiting":
            break
        time.sleep(0.1)
    assert version["state"] == "done"
    assert len(call(running, token, "GET", place)["items"]) == 1
    assert call(running, token, "GET", "/trail/verify")["holds"]
    running.stop()
    log = (running.folder / "serve.log").read_text("utf-8")
    lines = [json.loads(line) for line in log.splitlines() if line.startswith("{")]
    assert {line["event"] for line in lines} >= {"serve.begun", "request", "job.done"}
    assert not [line for line in lines if line.get("status") == 500 or "trouble" in line]
    assert not re.search("Traceback", log)
