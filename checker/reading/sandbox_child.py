"""The child's side of :mod:`checker.reading.sandbox`: bound itself, parse one file, answer in JSON."""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import sys
from typing import Any

_TASKS = {
    "docx": ("checker.reading.docx", "parse_docx"),
    "pdf": ("checker.reading.pdf", "parse_pdf"),
    "scan": ("checker.reading.pdf", "parse_scan"),
    "image": ("checker.reading.ocr", "parse_image"),
    "probe": ("checker.reading.sandbox_child", "probe"),
}

_OUT_OF_MEMORY = ("alloc", "out of memory", "failed to map segment")
"""How C++ libraries and the loader say it, where Python would raise MemoryError."""


def main() -> None:
    """Read the order from standard input, write the answer to standard output, leave."""
    order = sys.stdin.buffer.read()
    size = int.from_bytes(order[:4], "big")
    head: dict[str, Any] = json.loads(order[4 : 4 + size])
    bound(head["limits"]["max_memory"], head["seconds"])
    channel = os.dup(1)
    os.dup2(2, 1)  # a library that prints must not mix into the answer
    answer = _answer(head, order[4 + size :])
    with os.fdopen(channel, "wb") as out:
        out.write(json.dumps(answer, ensure_ascii=False).encode("utf-8", "surrogatepass"))
    os._exit(0)  # C++ libraries may crash or hang in their own clean-up after the answer is given


def bound(memory: int, seconds: float) -> None:
    """Bound this process: address space in bytes, processor time, no core file. No-op without ``resource``."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        processors = os.cpu_count() or 1
        allowed = int(seconds * processors) + 5
        resource.setrlimit(resource.RLIMIT_CPU, (allowed, allowed))


def _answer(head: dict[str, Any], data: bytes) -> dict[str, Any]:
    try:
        from checker.errors import UnreadableError
        from checker.reading.limits import Limits
        from checker.reading.sandbox_wire import document_to

        module, function = _TASKS[head["task"]]
        parse = getattr(importlib.import_module(module), function)
        try:
            return {"document": document_to(parse(data, head["name"], Limits(**head["limits"])))}
        except UnreadableError as error:
            return {"error": [type(error).__name__, error.what, error.remedy]}
    except MemoryError:
        return {"error": ["MemoryError", "", ""]}
    except Exception as error:  # the parent must get one sentence, whatever a parser throws
        short = any(sign in f"{error} {error.__cause__}".lower() for sign in _OUT_OF_MEMORY)
        return {"error": ["MemoryError" if short else type(error).__name__, "", ""]}


def probe(data: bytes, name: str, limits: object) -> object:
    """Misbehave as ``data`` says: the tests hold the bounds of the sandbox by it."""
    if data == b"memory":
        return bytearray(1 << 62) if limits is None else [bytearray(1 << 24) for _ in range(1 << 20)]
    if data == b"alloc":
        raise RuntimeError("std::bad_alloc")
    if data == b"crash":
        os.abort()
    if data == b"print":
        print("noise on standard output")
        raise ValueError(name)
    while True:
        pass
