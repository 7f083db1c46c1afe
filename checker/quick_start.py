"""A quicker start of the command: compiled regular expressions are kept between runs.

The rooms build some 460 regular expressions, and compiling them is a third of a cold ``checker check``. What the
standard library's compiler makes of a pattern is a list of numbers that its matcher takes as it is; here those
numbers are kept in the cache folder. Only the command does this, never the library, and only a saving hangs on it:
where the interpreter is another, or anything about the cache is not as it should be, patterns are compiled as ever.
The numbers belong to one interpreter and one version of its matcher, and the file's name says which.
"""

from __future__ import annotations

import gc
import hashlib
import marshal
import re
import sys
from array import array
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from checker.cache import keep_bytes, read_bytes

# A rubric of one's own may bring patterns of its own; the file must not grow with every rubric ever tried.
MOST_PATTERNS = 3000

Key = tuple[str | bytes, int]
# flags, code, number of groups, name -> group, group -> name: what the matcher is made of; the code's numbers
# as bytes, for as a list those of all patterns take ten megabytes and a tenth of the start to read
Made = tuple[int, bytes, int, dict[str, int], tuple[str | None, ...]]


class _Patterns:
    """The kept patterns and those compiled in this run."""

    def __init__(self, compiler: Any, matcher: Any) -> None:
        self._compiler = compiler
        self._matcher = matcher
        self._plain = compiler.compile
        self._name = f"patterns-packed-{sys.implementation.cache_tag}-{matcher.MAGIC}-{matcher.CODESIZE}"
        self._kept: dict[Key, Made] = _unpack(read_bytes(f"{self._name}.bin"))
        self._new: dict[Key, Made] = {}

    def compile(self, pattern: Any, flags: int = 0) -> Any:
        """In the place of the standard library's compiler, with its arguments and its result."""
        key = (pattern, int(flags))
        try:
            made = self._kept.get(key)
            if made is None:
                made = self._make(pattern, int(flags))
                self._new[key] = made
            made_flags, code, *groups = made
            return self._matcher.compile(pattern, made_flags, array("I", code).tolist(), *groups)
        except re.error:
            raise
        except Exception:  # an interpreter built otherwise: compile as ever
            return self._plain(pattern, flags)

    def _make(self, pattern: Any, flags: int) -> Made:
        parsed = self._compiler._parser.parse(pattern, flags)
        code = self._compiler._code(parsed, flags)
        state = parsed.state
        names: list[str | None] = [None] * state.groups
        for name, number in state.groupdict.items():
            names[number] = name
        return flags | state.flags, array("I", code).tobytes(), state.groups - 1, dict(state.groupdict), tuple(names)

    def keep(self) -> None:
        if self._new and len(self._kept) + len(self._new) <= MOST_PATTERNS:
            keep_bytes(f"{self._name}.bin", _pack({**self._kept, **self._new}))


def _pack(patterns: dict[Key, Made]) -> bytes:
    data = marshal.dumps(patterns)
    return hashlib.sha256(data).digest() + data


def _unpack(packed: bytes | None) -> dict[Key, Made]:
    """What was packed; nothing where a byte is not as it was written."""
    if packed is None or hashlib.sha256(packed[32:]).digest() != packed[:32]:
        return {}
    try:
        patterns = marshal.loads(packed[32:])
    except (EOFError, ValueError, TypeError):
        return {}
    return patterns if isinstance(patterns, dict) else {}


@contextmanager
def quick_start() -> Iterator[None]:
    """Hold around a run of the command, from before the rooms are imported; what was compiled anew is kept after it."""
    # Rubric and automaton are many objects that stay; looking through them for garbage again and again is
    # a tenth of the start.
    gc.set_threshold(100_000, 20, 100)
    compiler = getattr(re, "_compiler", None)
    matcher = sys.modules.get("_sre")
    if sys.implementation.name != "cpython" or compiler is None or matcher is None:
        yield
        return
    patterns = _Patterns(compiler, matcher)
    plain, compiler.compile = compiler.compile, patterns.compile
    try:
        yield
    finally:
        compiler.compile = plain
        patterns.keep()
