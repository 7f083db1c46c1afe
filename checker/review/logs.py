"""Structured logs: one JSON object a line on standard error. Ids, codes and times; never words of a report."""

from __future__ import annotations

import json
import sys
import traceback
from collections.abc import Callable
from typing import Any, TextIO

from checker.review.clock import Clock, iso

Log = Callable[..., None]
"""Called as ``log("event", key=value, …)``; values are numbers, short codes or ``None``."""


def json_log(clock: Clock, stream: TextIO | None = None) -> Log:
    out = stream or sys.stderr

    def log(event: str, /, **facts: Any) -> None:
        line = json.dumps({"at": iso(clock()), "event": event, **facts}, ensure_ascii=False, default=str)
        # one write a line, so that lines of several threads do not mix
        out.write(line + "\n")
        out.flush()

    return log


def silent(event: str, /, **facts: Any) -> None:
    """For tests."""


def where(error: BaseException) -> str:
    """The kind of an exception and where it was raised. Its message may quote a report, so it stays out."""
    frames = traceback.extract_tb(error.__traceback__)[-4:]
    return f"{type(error).__name__} at " + " < ".join(
        f"{frame.filename.rsplit('/', 1)[-1]}:{frame.lineno}" for frame in reversed(frames)
    )
