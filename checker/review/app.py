"""The application: routes, what surrounds them, and how refusals are said."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from fastapi import APIRouter, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, PlainTextResponse, Response
from sqlalchemy.exc import IntegrityError
from starlette.exceptions import HTTPException

from checker.errors import CheckerError
from checker.review.api import overview, people, submissions
from checker.review.auth import same
from checker.review.guard import Desk
from checker.review.logs import Log, silent
from checker.review.metrics import CONTENT_TYPE, Metrics
from checker.review.middleware import Bounds, Watch
from checker.review.problems import RefusedError, UnknownPersonError
from checker.review.service import Service
from checker.version import __version__

API = "/api/v1"
_UPLOADS = re.compile(r"^(?:/api/v1)?/submissions/\d{1,10}/versions$")
_DESCRIPTION = (
    "Submissions of annual reports: draft, check, review, approval, publication. Every request carries "
    "`Authorization: Bearer TOKEN`. Requests that change something take `Idempotency-Key`. Errors are "
    '`{"error": {"code", "message"}}`.'
)
_ERRORS: dict[int | str, dict[str, Any]] = {
    status: {"description": says, "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}}}
    for status, says in {
        400: "malformed request",
        401: "not signed in",
        403: "not allowed",
        404: "not there, or not for you",
        409: "not in this state",
        413: "too large",
        422: "something in the request is wrong",
        429: "too many, or locked",
    }.items()
}
_ERROR_SCHEMA = {
    "type": "object",
    "required": ["error"],
    "properties": {
        "error": {
            "type": "object",
            "required": ["code", "message"],
            "properties": {"code": {"type": "string"}, "message": {"type": "string"}},
        }
    },
}


def create_app(service: Service, log: Log = silent, pages: Callable[[FastAPI], None] | None = None) -> FastAPI:
    """The whole application on an open service. ``pages`` adds the web pages."""
    app = FastAPI(
        title="法治政府建设年度情况报告报送系统",
        version=__version__,
        description=_DESCRIPTION,
        docs_url=None,
        redoc_url=None,
        openapi_url=f"{API}/openapi.json",
        redirect_slashes=False,
    )
    app.state.service, app.state.log, app.state.metrics = service, log, Metrics()
    # what the authorisation test walks through: every room with its prefix
    app.state.rooms = [(API, room.router) for room in (submissions, people, overview)]
    app.include_router(_plumbing())
    for prefix, router in app.state.rooms:
        app.include_router(router, prefix=prefix, responses=_ERRORS)
    if pages is not None:
        pages(app)
    app.add_exception_handler(RefusedError, _refused)
    app.add_exception_handler(CheckerError, _wrong)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(IntegrityError, _collided)
    app.add_exception_handler(HTTPException, _http)
    app.add_middleware(Bounds, settings=service.settings, is_upload=lambda path: bool(_UPLOADS.match(path)))
    app.add_middleware(Watch, settings=service.settings, log=log, metrics=app.state.metrics, chance=service.chance)
    _describe(app)
    return app


def _plumbing() -> APIRouter:
    router = APIRouter(include_in_schema=False)

    @router.get("/healthz")
    def health(desk: Desk) -> Response:
        """200 while the database answers, else 503."""
        alive = desk.store.alive()
        body = {"status": "ok" if alive else "database", "version": __version__}
        return JSONResponse(body, 200 if alive else 503)

    @router.get("/metrics")
    def metrics(request: Request, desk: Desk) -> Response:
        wanted = desk.settings.metrics_token
        if wanted and not same(request.headers.get("authorization", ""), f"Bearer {wanted}"):
            raise UnknownPersonError("查看指标需要令牌。")
        text = request.app.state.metrics.render(desk)
        return PlainTextResponse(text, media_type=CONTENT_TYPE)

    return router


def _describe(app: FastAPI) -> None:
    made = app.openapi()
    parts = made.setdefault("components", {})
    parts["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
    parts.setdefault("schemas", {})["Error"] = _ERROR_SCHEMA
    made["security"] = [{"token": []}]


def error_body(code: str, message: str, **more: Any) -> dict[str, Any]:
    return {"error": {"code": code, "message": message, **more}}


def _page(request: Request, status: int, sentence: str, code: str) -> Response | None:
    show = getattr(request.app.state, "error_page", None)
    if show is None or request.url.path.startswith("/api/"):
        return None
    made: Response | None = show(request, status, sentence, code)
    return made


def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, RefusedError)
    shown = _page(request, error.status, str(error), error.code)
    headers = {"WWW-Authenticate": "Bearer"} if error.status == 401 else None
    return shown or JSONResponse(error_body(error.code, str(error), **error.detail), error.status, headers)


def _wrong(request: Request, error: Exception) -> Response:
    return _page(request, 422, str(error), "checker") or JSONResponse(error_body("checker", str(error)), 422)


def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    # the values themselves are not repeated: they may be parts of a report
    fields = [{"field": ".".join(map(str, one["loc"])), "problem": one["type"]} for one in error.errors()]
    named = "、".join(dict.fromkeys(one["field"] for one in fields))
    sentence = f"填写的内容有误（{named}），请核对。"
    return _page(request, 422, sentence, "invalid") or JSONResponse(error_body("invalid", sentence, fields=fields), 422)


def _collided(request: Request, error: Exception) -> Response:
    sentence = "有人同时做了同样的操作，请刷新后再试。"
    return _page(request, 409, sentence, "conflict") or JSONResponse(error_body("conflict", sentence), 409)


def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    sentences = {404: "没有这个地址，请核对。", 405: "这个地址不接受这种请求。", 400: "请求写法有误，请核对。"}
    sentence = sentences.get(error.status_code, "请求不能处理，请核对。")
    codes = {404: "not_found", 405: "method"}
    code = codes.get(error.status_code, "invalid")
    shown = _page(request, error.status_code, sentence, code)
    return shown or JSONResponse(error_body(code, sentence), error.status_code, getattr(error, "headers", None))
