"""What a fuzz target is, and what must hold for each."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from checker.errors import CheckerError


class BrokenError(AssertionError):
    """What must hold of the product did not hold; anything else that escapes an attempt is as bad."""


@dataclass(frozen=True, slots=True)
class Target:
    """One way into the product.

    ``make`` draws an input; ``attempt`` puts it in and gives one word for what came of it: ``read``, or the class
    of the error that the user would see. Whatever escapes ``attempt`` is a find. Inputs are bytes, so that a find
    can be kept as a file and put in again.
    """

    make: Callable[[random.Random], bytes]
    attempt: Callable[[bytes], str]


Opener = Callable[[Path], Target]
"""Opens a target in an empty folder of its own."""


def told(error: CheckerError) -> str:
    """The class of an error meant for the user, whose sentence (or each problem of a list) is one line."""
    problems = getattr(error, "problems", None)
    sentences = problems if isinstance(problems, list) and len(problems) > 1 else [str(error)]
    for sentence in sentences:
        if not sentence.strip() or len(sentence.splitlines()) != 1:
            raise BrokenError(f"no single line: {sentence!r}")
        if not any("一" <= mark <= "鿿" for mark in sentence):
            raise BrokenError(f"no Chinese: {sentence!r}")
    return type(error).__name__


def must(holds: bool, what: str) -> None:
    if not holds:
        raise BrokenError(what)
