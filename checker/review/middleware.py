"""Around every request: limits on size and time, headers that keep a browser in bounds, one log line, one count."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from checker.reading.limits import megabytes
from checker.review.clock import Chance
from checker.review.logs import Log, where
from checker.review.metrics import Metrics
from checker.review.settings import Settings

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS: tuple[tuple[bytes, bytes], ...] = (
    (b"content-security-policy", _POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), microphone=(), geolocation=()"),
)
_UPLOAD_SLACK = 64 * 1024
_HEARD_OUT = 8
"""How many times what is allowed is still read to its end before it is refused."""
# Made without the templates: it must stand where the program itself has failed.
_PAGE = """<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>没有办成</title><link rel="icon" href="/static/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/static/report.css">
<link rel="stylesheet" href="/static/app.css"></head>
<body class="app"><main class="narrow card"><h1>没有办成</h1><p class="alert" role="alert">SENTENCE</p>
<p><a class="button" href="/">返回报送工作</a></p></main></body></html>
"""


class Bounds:
    """Turns away bodies that are too large or too slow, before anything is made of them."""

    def __init__(self, app: ASGIApp, settings: Settings, is_upload: Callable[[str], bool]) -> None:
        self.app, self.settings, self.is_upload = app, settings, is_upload

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        upload = scope["method"] == "POST" and self.is_upload(scope["path"])
        most = self.settings.max_upload + _UPLOAD_SLACK if upload else self.settings.max_body
        too_much = f"上传的内容超过上限 {megabytes(self.settings.max_upload if upload else most)}，请核对后再试。"
        stated = next((value for name, value in scope["headers"] if name == b"content-length"), b"0")
        deadline = asyncio.get_running_loop().time() + self.settings.body_seconds
        if not stated.isdigit() or int(stated) > most:
            if stated.isdigit() and int(stated) <= most * _HEARD_OUT:
                await _hear_out(receive, most * _HEARD_OUT, deadline)
            await _refuse(scope, send, 413, "too_large", too_much)
            return
        received, complete, begun = 0, False, False

        async def bounded() -> Message:
            nonlocal received, complete
            if complete:
                return await receive()
            try:
                async with asyncio.timeout_at(deadline):
                    message = await receive()
            except TimeoutError:
                raise _Refused(408, "too_slow", "上传没有在规定的时间内完成，请检查网络后再试。") from None
            if message["type"] == "http.request":
                received += len(message.get("body", b""))
                complete = not message.get("more_body", False)
                if received > most:
                    raise _Refused(413, "too_large", too_much)
            return message

        async def watched(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self.app(scope, bounded, watched)
        except _Refused as refused:
            if not begun:
                if refused.status == 413 and not complete:
                    await _hear_out(receive, most * _HEARD_OUT - received, deadline)
                await _refuse(scope, send, refused.status, refused.code, refused.sentence)


class _Refused(BaseException):
    """Not an ``Exception``: nothing on the way up may take it for an error of the program."""

    def __init__(self, status: int, code: str, sentence: str) -> None:
        super().__init__(code)
        self.status, self.code, self.sentence = status, code, sentence


async def _hear_out(receive: Receive, most: int, deadline: float) -> None:
    """Lets a body that is refused end, as long as it is not beyond all measure, and keeps nothing of it.

    A browser still sending when the connection closes shows a broken connection, not the sentence it was answered.
    """
    try:
        async with asyncio.timeout_at(deadline):
            while most > 0:
                message = await receive()
                if message["type"] != "http.request" or not message.get("more_body", False):
                    return
                most -= len(message.get("body", b""))
    except TimeoutError:
        return


async def _refuse(scope: Scope, send: Send, status: int, code: str, sentence: str) -> None:
    """One sentence: as JSON to programs, as a page to whoever looks at pages. Nothing of the request stands in it."""
    form, body = "application/json", f'{{"error":{{"code":"{code}","message":"{sentence}"}}}}'
    if not scope["path"].startswith("/api/") and b"text/html" in dict(scope["headers"]).get(b"accept", b""):
        form, body = "text/html", _PAGE.replace("SENTENCE", sentence)
    data = body.encode()
    headers = [
        (b"content-type", f"{form}; charset=utf-8".encode()),
        (b"content-length", str(len(data)).encode()),
        # what is left of the body is not read
        (b"connection", b"close"),
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": data})


class Watch:
    """Outermost: a request id, the headers, the log line, the count. Errors nobody caught end here as 500."""

    def __init__(self, app: ASGIApp, settings: Settings, log: Log, metrics: Metrics, chance: Chance) -> None:
        self.app, self.log, self.metrics, self.chance = app, log, metrics, chance
        self.headers = _HEADERS + (((b"strict-transport-security", b"max-age=31536000"),) if settings.secure else ())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request_id, began, status = self.chance(9), time.perf_counter(), 500
        begun = False

        async def dressed(message: Message) -> None:
            nonlocal status, begun
            if message["type"] == "http.response.start":
                status, begun = message["status"], True
                own = {name.lower() for name, _ in message.get("headers", [])}
                added = [(name, value) for name, value in self.headers if name not in own]
                if b"cache-control" not in own:
                    added.append((b"cache-control", b"no-store"))
                message["headers"] = [*message.get("headers", []), *added, (b"x-request-id", request_id.encode())]
            await send(message)

        trouble = ""
        try:
            await self.app(scope, receive, dressed)
        except Exception as error:
            trouble = where(error)
            if not begun:
                sentence = f"系统出了差错，已记录。请稍后再试，或把编号 {request_id} 告诉管理员。"
                await _refuse(scope, dressed, 500, "internal", sentence)
        finally:
            seconds = time.perf_counter() - began
            route = getattr(scope.get("route"), "path", "") or "other"
            if scope["path"].startswith("/api/") and not route.startswith("/api/"):
                route = f"/api/v1{route}"
            actor = scope.get("state", {}).get("actor")
            self.metrics.seen(scope["method"], route, status, seconds)
            self.log(
                "request",
                id=request_id,
                method=scope["method"],
                route=route,
                status=status,
                ms=round(seconds * 1000, 1),
                person=getattr(actor, "id", None),
                **({"trouble": trouble} if trouble else {}),
            )
