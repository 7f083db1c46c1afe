"""Request bodies that say one thing twice are refused: which of the two is meant, nobody can tell."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import Request, Response
from fastapi.routing import APIRoute
from starlette.datastructures import UploadFile

from checker import strict_json
from checker.review.problems import InvalidError


class StrictRoute(APIRoute):
    """A route that reads its body as :class:`_Strict` does. Raises ``InvalidError``."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        inner = super().get_route_handler()

        async def strict(request: Request) -> Response:
            made = _Strict(request.scope, request.receive)
            kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
            if kind == "application/json" or kind.endswith("+json"):
                await made.told_once()
            elif kind == "multipart/form-data":
                form = await made.form()
                files = [name for name, value in form.multi_items() if isinstance(value, UploadFile)]
                if len(files) > 1:
                    await made.close()
                    raise InvalidError(f"请求里有{len(files)}个文件，一次只能交一个，请分开上传。", "several_files")
            return await inner(made)

        return strict


class _Strict(Request):
    async def told_once(self) -> None:
        """Hold the body against the rules; an empty one is nobody's fault here."""
        data = await self.body()
        if not data:
            return
        try:
            self._json = strict_json.loads(data.decode("utf-8-sig"))
        except UnicodeDecodeError:
            raise InvalidError("请求的正文不是 UTF-8 编码的 JSON，请改用 UTF-8。", "encoding") from None
        except strict_json.AmbiguousError:
            raise InvalidError("请求的正文里同一个名称写了两次，或者有不是数的数，请核对。", "ambiguous") from None
        except (ValueError, RecursionError):
            raise InvalidError("请求的正文不是 JSON，请核对写法。", "json") from None
