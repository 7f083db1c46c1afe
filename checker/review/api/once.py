"""Doing a thing once: an idempotency key with its answer is written in the transaction of the act itself."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from typing import Annotated, Any

from fastapi import Depends, Header, Request
from fastapi.responses import JSONResponse, Response
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from checker.review.access import Actor
from checker.review.guard import service_of
from checker.review.problems import ConflictError, InvalidError
from checker.review.store.tables import Reply

Work = Callable[[Session], tuple[int, Any]]
_REPLAYED = "Idempotency-Replayed"


class Once:
    """One request with or without a key."""

    def __init__(self, request: Request, key: str) -> None:
        self.request, self.key = request, key

    def __call__(self, actor: Actor, content: Any, work: Work) -> Response:
        """Does the work in one transaction, or gives the answer that the same request got before.

        ``content`` is what the request asks for, as plain data: the same key with another content is
        refused. A refused request leaves nothing behind and may be repeated with the same key.
        """
        service = service_of(self.request)
        if not self.key:
            with service.store.write() as session:
                status, made = work(session)
            return answer(status, made)
        asked = json.dumps([self.request.method, self.request.url.path, content], sort_keys=True, default=str)
        digest = hashlib.sha256(asked.encode()).hexdigest()
        try:
            with service.store.write() as session:
                known = session.get(Reply, (actor.id, self.key))
                if known is None:
                    status, made = work(session)
                    body = json.dumps(made, ensure_ascii=False)
                    row = Reply(person_id=actor.id, key=self.key, request=digest, status=status, body=body)
                    row.created_at = service.clock()
                    session.add(row)
                    session.flush()
        except IntegrityError:
            # the same key a moment earlier; its transaction has ended by now
            with service.store.read() as session:
                known = session.get(Reply, (actor.id, self.key))
            if known is None:
                raise
        if known is None:
            return answer(status, made)
        if known.request != digest:
            raise ConflictError("这个幂等键已经用在另一个请求上，请换一个。", "idempotency_key")
        return JSONResponse(json.loads(known.body), known.status, {_REPLAYED: "true"})


def answer(status: int, made: Any) -> Response:
    return Response(status_code=204) if status == 204 else JSONResponse(made, status)


def _once(
    request: Request,
    idempotency_key: Annotated[
        str, Header(max_length=200, description="repeat a request safely: the same key, the same answer")
    ] = "",
) -> Once:
    if idempotency_key and not (idempotency_key.isascii() and idempotency_key.isprintable()):
        raise InvalidError("幂等键只能用可见的 ASCII 字符。", "idempotency_key")
    return Once(request, idempotency_key)


Repeatable = Annotated[Once, Depends(_once)]
