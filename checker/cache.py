"""Plain data kept in the user's cache folder, so that a cold start need not make it again.

A cache is only ever a saving: what cannot be read is made afresh, what cannot be written is left.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any


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
        return json.loads((folder() / f"{name}.json").read_bytes())
    except (OSError, ValueError):
        return None


def keep(name: str, data: Any) -> None:
    """Keep ``data`` under ``name``, whole or not at all."""
    path = folder() / f"{name}.json"
    scratch = path.with_suffix(f".{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        scratch.write_bytes(json.dumps(data, ensure_ascii=False, default=str).encode())
        scratch.replace(path)
    except OSError:
        scratch.unlink(missing_ok=True)
