"""Data kept in the user's cache folder, so that a cold start need not make it again.

A cache is only ever a saving: what cannot be read is made afresh, what cannot be written is left. Kept files are in
the interpreter's own format, which is read in half the time of JSON; each begins with the digest of the rest, for
the interpreter may fall over a file that is not as it was written.
"""

from __future__ import annotations

import hashlib
import json
import marshal
import os
import sys
from pathlib import Path
from typing import Any

MOST_FILES = 60

_ENDING = f".v{marshal.version}"
_DIGEST = hashlib.sha256().digest_size


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
        return unsealed((folder() / f"{name}{_ENDING}").read_bytes())
    except OSError:
        return None


def keep(name: str, data: Any) -> None:
    """Keep ``data`` under ``name``, whole or not at all.

    Numbers, text, bytes, lists, tuples, dicts and code come back as they are; where anything else is among them (a
    date), all comes back as JSON has it, with text in its place.
    """
    path = folder() / f"{name}{_ENDING}"
    scratch = path.with_suffix(f".{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        scratch.write_bytes(sealed(data))
        scratch.replace(path)
    except OSError:
        scratch.unlink(missing_ok=True)
    else:
        _forget_oldest(path.parent)


def sealed(data: Any) -> bytes:
    """The bytes of a kept file, its digest first."""
    try:
        content = marshal.dumps(data)
    except ValueError:
        content = marshal.dumps(json.loads(json.dumps(data, default=str)))
    return hashlib.sha256(content).digest() + content


def unsealed(file: bytes) -> Any:
    """What was sealed; ``None`` where a byte is not as it was written."""
    content = file[_DIGEST:]
    if hashlib.sha256(content).digest() != file[:_DIGEST]:
        return None
    try:
        return marshal.loads(content)
    except (EOFError, ValueError, TypeError):
        return None


def _forget_oldest(place: Path) -> None:
    """Every change of a rubric leaves a file; without this the folder grows for as long as rubrics are written."""
    try:
        files = sorted((entry for entry in os.scandir(place) if entry.is_file()), key=lambda e: e.stat().st_mtime)
        for entry in files[: max(len(files) - MOST_FILES, 0)]:
            Path(entry.path).unlink(missing_ok=True)
    except OSError:  # another run tidies at the same time
        return
