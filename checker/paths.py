"""Whether something stands at a path that a user wrote.

pathlib raises ``OSError`` for a name that is too long (in Python 3.11 and 3.12), and a file that a rubric names may
well be a whole sentence by mistake. Nothing can stand at such a path, and that is the answer here.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path


def is_file(path: Path) -> bool:
    return _asked(path.is_file)


def is_dir(path: Path) -> bool:
    return _asked(path.is_dir)


def is_there(path: Path) -> bool:
    return _asked(path.exists)


def _asked(question: Callable[[], bool]) -> bool:
    try:
        return question()
    except (OSError, ValueError):
        return False
