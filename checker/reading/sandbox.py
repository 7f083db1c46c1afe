"""Parsing in a child process with bounds on memory and time, for the formats whose parsers are risky.

PDF and character recognition always run here: their parsers are large C++ libraries. A .docx runs here
only from a size on (see :mod:`checker.reading.docx`); text, Markdown and HTML never do, and never
import this module. The child is a fresh interpreter that gets one file on standard input and writes
one JSON object; nothing that a hijacked parser could write is executed here.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
from dataclasses import asdict, replace

from checker.errors import LimitError, MissingToolError, UnreadableError
from checker.model import Document
from checker.reading.limits import Limits, megabytes
from checker.reading.sandbox_wire import document_from

_ERRORS: dict[str, type[UnreadableError]] = {
    "UnreadableError": UnreadableError,
    "MissingToolError": MissingToolError,
    "LimitError": LimitError,
}
_BOOT = "import sys,json;sys.path[:]=json.loads(sys.argv[1]);from checker.reading.sandbox_child import main;main()"
_REPLY_AT_MOST = 400 * 1024 * 1024
_SPLIT = "请核对文件来源，或拆分、另存后再检查"


def run_guarded(task: str, data: bytes, name: str, limits: Limits, *, seconds: float | None = None) -> Document:
    """Parse ``data`` in a child by ``task`` (docx, pdf, scan, image) and return its Document.

    ``seconds`` replaces ``limits.max_seconds`` where one file means several conversions. The child
    may map ``limits.max_memory`` bytes of address space (not bounded on systems without ``resource``).
    Raises what the reader raised; LimitError on time or memory; UnreadableError where it crashed.
    """
    allowed = limits.max_seconds if seconds is None else seconds
    order = {"task": task, "name": name, "seconds": allowed, "limits": asdict(limits)}
    head = json.dumps(order).encode()
    code, reply = _run(len(head).to_bytes(4, "big") + head + data, name, allowed)
    try:
        answer = json.loads(reply)
    except ValueError as error:
        # the kernel's or the allocator's way of ending a child is not an answer
        raise UnreadableError(name, f"解析时程序异常中止（代码 {code}）", _SPLIT) from error
    if "error" in answer:
        _raise(answer["error"], name, limits)
    return replace(document_from(answer["document"]), data=data)


def _raise(error: list[str], name: str, limits: Limits) -> None:
    kind, what, remedy = error
    if kind == "MemoryError":
        raise LimitError(name, f"解析所需内存超过上限 {megabytes(limits.max_memory)}", _SPLIT)
    if kind in _ERRORS:
        raise _ERRORS[kind](name, what, remedy)
    raise UnreadableError(name, f"解析失败（{kind}），文件可能已损坏", _SPLIT)


def _run(order: bytes, name: str, seconds: float) -> tuple[int, bytes]:
    command = [sys.executable, "-I", "-c", _BOOT, json.dumps(sys.path)]
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        env=_environment(),
    ) as child:
        try:
            reply, _ = child.communicate(order, timeout=seconds)
        except subprocess.TimeoutExpired as error:
            raise LimitError(name, f"解析超过 {seconds:g} 秒仍未完成", _SPLIT) from error
        finally:
            kill_group(child)
        return child.returncode, reply[:_REPLY_AT_MOST]


def _environment() -> dict[str, str]:
    """Our own without Python's switches; few threads and memory arenas, which address space counts in full."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    return {**kept, "MALLOC_ARENA_MAX": "2", "OMP_NUM_THREADS": "2", "OPENBLAS_NUM_THREADS": "1"}


def kill_group(child: subprocess.Popen[bytes]) -> None:
    """End a child that leads its own session, with all that it started; harmless once it has ended."""
    if child.poll() is None:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            if hasattr(os, "killpg"):
                os.killpg(child.pid, signal.SIGKILL)
            else:
                child.kill()
        child.wait()
