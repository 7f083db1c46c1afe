"""Plain data kept in the user's cache folder, so that a cold start need not make it again.

A cache is only ever a saving: what cannot be read is made afresh, what cannot be written is left.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

MOST_FILES = 60


def folder() -> Path:
    """The cache folder: ``CHECKER_CACHE_DIR``, else the platform's own place."""
    named = os.environ.get("CHECKER_CACHE_DIR")
    if named:
        return Path(named)
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home()) / "fazhi-checker" / "cache"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "fazhi-checker"


def read(name: str) -> Any:
    """The data kept under ``name``, or ``None``."""
    try:
        return json.loads(read_bytes(f"{name}.json") or b"null")
    except ValueError:
        return None


def read_bytes(file: str) -> bytes | None:
    """The bytes of a kept file, or ``None``."""
    try:
        return (folder() / file).read_bytes()
    except OSError:
        return None


def keep(name: str, data: Any) -> None:
    """Keep ``data`` under ``name``, whole or not at all."""
    keep_bytes(f"{name}.json", json.dumps(data, ensure_ascii=False, default=str).encode())


def keep_bytes(file: str, data: bytes) -> None:
    """Keep a file of the cache, whole or not at all."""
    path = folder() / file
    scratch = path.with_suffix(f".{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        scratch.write_bytes(data)
        scratch.replace(path)
    except OSError:
        scratch.unlink(missing_ok=True)
    else:
        _forget_oldest(path.parent)


def _forget_oldest(place: Path) -> None:
    """Every change of a rubric leaves a file; without this the folder grows for as long as rubrics are written."""
    try:
        files = sorted((entry for entry in os.scandir(place) if entry.is_file()), key=lambda e: e.stat().st_mtime)
        for entry in files[: max(len(files) - MOST_FILES, 0)]:
            Path(entry.path).unlink(missing_ok=True)
    except OSError:  # another run tidies at the same time
        return
