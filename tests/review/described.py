"""Answers held against what the OpenAPI description says of their route."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from fastapi import FastAPI
from jsonschema import Draft202012Validator


@cache
def _routes(app: FastAPI) -> list[tuple[re.Pattern[str], dict[str, Any]]]:
    made = app.openapi()
    return [
        (re.compile(re.sub(r"\\\{\w+\\\}", "[^/]+", re.escape(path))), methods)
        for path, methods in made["paths"].items()
    ]


@cache
def _validator(app: FastAPI, method: str, path: str, status: int) -> Draft202012Validator:
    operation = next(methods[method.lower()] for route, methods in _routes(app) if route.fullmatch(path))
    schema = operation["responses"][str(status)]["content"]["application/json"]["schema"]
    return Draft202012Validator({**schema, "components": app.openapi()["components"]})


def problems(app: FastAPI, method: str, path: str, status: int, body: Any) -> list[str]:
    """What of ``body`` the description does not say, or says otherwise."""
    validator = _validator(app, method, path.split("?", maxsplit=1)[0], status)
    found = [f"{error.json_path}: {error.message}" for error in validator.iter_errors(body)]
    return found or _unsaid(validator.schema, body)


def _unsaid(schema: Any, body: Any) -> list[str]:
    """Keys of the outermost object, or of the first item, that no shape names."""
    parts = schema["components"]["schemas"]

    def shape(of: Any) -> Any:
        return parts[of["$ref"].rpartition("/")[2]] if "$ref" in of else of

    told = shape(schema).get("properties")
    if told is None or not isinstance(body, dict):
        return []
    unsaid = sorted(body.keys() - told.keys())
    if body.get("items") and "items" in told:
        unsaid += sorted(body["items"][0].keys() - shape(told["items"]["items"])["properties"].keys())
    return [f"not described: {key}" for key in unsaid]
