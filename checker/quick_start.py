"""A quicker start of the command: what Python compiles anew at every start is kept between runs.

The rooms build some 500 regular expressions, and the data classes some 500 small functions from text; compiling
both is two fifths of a cold ``checker check``. What the standard library makes of a pattern is a list of numbers that
its matcher takes as it is, and what it makes of a function's text is a code object; here both are kept in the cache
folder. Only the command does this, never the library, and only a saving hangs on it: where the interpreter is another,
or anything about the cache is not as it should be, they are compiled as ever. What is kept belongs to one interpreter
and one version of it, and the files' names say which.
"""

from __future__ import annotations

import dataclasses
import gc
import re
import sys
from array import array
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import MAGIC_NUMBER
from types import CodeType
from typing import Any

from checker.cache import keep, read

# A rubric of one's own may bring patterns of its own; the file must not grow with every rubric ever tried.
MOST_KEPT = 3000

COLLECTS = (200_000, 20, 100)
"""When the command collects garbage. Rubric and lexicon are many objects that stay; looking through them even once
is a tenth of the start. One report and all that is loaded for it make some 115,000."""

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
        self._kept: dict[Key, Made] = _kept(self._name)
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
        if self._new and len(self._kept) + len(self._new) <= MOST_KEPT:
            keep(self._name, {**self._kept, **self._new})


class _Functions:
    """The texts that data classes are made of, compiled: kept ones and those of this run."""

    def __init__(self) -> None:
        self._name = f"functions-{sys.implementation.cache_tag}-{MAGIC_NUMBER.hex()}"
        self._kept: dict[str, CodeType] = _kept(self._name)
        self._new: dict[str, CodeType] = {}

    def execute(self, text: Any, *places: Any) -> None:
        """In the place of ``exec`` as the standard library's ``dataclasses`` calls it."""
        code = self._kept.get(text) or self._new.get(text)
        if code is None:
            code = self._new[text] = compile(text, "<string>", "exec", dont_inherit=True)
        exec(code, *places)

    def keep(self) -> None:
        if self._new and len(self._kept) + len(self._new) <= MOST_KEPT:
            keep(self._name, {**self._kept, **self._new})


def _kept(name: str) -> dict[Any, Any]:
    compiled = read(name)
    return compiled if isinstance(compiled, dict) else {}


@contextmanager
def quick_start() -> Iterator[None]:
    """Hold around a run of the command, from before the rooms are imported; what was compiled anew is kept after it."""
    gc.set_threshold(*COLLECTS)
    compiler = getattr(re, "_compiler", None)
    matcher = sys.modules.get("_sre")
    if sys.implementation.name != "cpython" or compiler is None or matcher is None:
        yield
        return
    patterns, functions = _Patterns(compiler, matcher), _Functions()
    plain, compiler.compile = compiler.compile, patterns.compile
    # A name of the module goes before the built-in one. Where dataclasses should one day call something else, this
    # has no effect.
    vars(dataclasses)["exec"] = functions.execute
    try:
        yield
    finally:
        compiler.compile = plain
        del vars(dataclasses)["exec"]
        patterns.keep()
        functions.keep()
