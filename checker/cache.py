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
import stat
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

MOST_FILES = 60

_ENDING = f".v{marshal.version}"
_UNFINISHED = ".part"
_BINARY = getattr(os, "O_BINARY", 0)  # Windows alone has the two ways to open
_DIGEST = hashlib.sha256().digest_size


def folder() -> Path:
    """The folder for what may be made again: ``CHECKER_CACHE_DIR``, else the platform's own place.

    An account without a home has one in the folder for temporary files, under its own number.
    """
    named = os.environ.get("CHECKER_CACHE_DIR")
    if named:
        return Path(named)
    try:
        if sys.platform == "win32":
            return Path(os.environ.get("LOCALAPPDATA") or Path.home()) / "fazhi-checker" / "cache"
        return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "fazhi-checker"
    except RuntimeError:
        from tempfile import gettempdir  # asked for here only: its import is time at every start

        return Path(gettempdir()) / f"fazhi-checker-{os.getuid() if hasattr(os, 'getuid') else 0}"


def read(name: str) -> Any:
    """The data kept under ``name``, or ``None``; also where another account could have written them."""
    try:
        with (_kept() / f"{name}{_ENDING}").open("rb") as file:
            return unsealed(file.read()) if _is_ours(file.fileno()) else None
    except OSError:
        return None


def keep(name: str, data: Any) -> None:
    """Keep ``data`` under ``name``, whole or not at all.

    Numbers, text, bytes, lists, tuples, dicts and code come back as they are; where anything else is among them (a
    date), all comes back as JSON has it, with text in its place.
    """
    path = _kept() / f"{name}{_ENDING}"
    scratch = path.with_suffix(f".{os.getpid()}{_UNFINISHED}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        # who may write these files may have the next run do what he likes: code is among them
        with os.fdopen(os.open(scratch, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | _BINARY, 0o600), "wb") as file:
            file.write(sealed(data))
        scratch.replace(path)
    except OSError:
        with suppress(OSError):
            scratch.unlink(missing_ok=True)
    else:
        _forget_oldest(path.parent)


def _kept() -> Path:
    """A folder of our own: what is named for the cache may hold its owner's files."""
    return folder() / "kept"


def _is_ours(file: int) -> bool:
    """Whether nobody but this account can have written the open file."""
    if not hasattr(os, "geteuid"):
        return True
    held = os.fstat(file)
    return held.st_uid == os.geteuid() and not held.st_mode & (stat.S_IWGRP | stat.S_IWOTH)


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
        with os.scandir(place) as entries:
            files = [entry for entry in entries if entry.name.endswith((_ENDING, _UNFINISHED)) and entry.is_file()]
        files.sort(key=lambda entry: entry.stat().st_mtime)
        for entry in files[: max(len(files) - MOST_FILES, 0)]:
            Path(entry.path).unlink(missing_ok=True)
    except OSError:  # another run tidies at the same time
        return
