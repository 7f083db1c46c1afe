"""Inputs and results by URL (``s3://``, ``hdfs://``, ``file://``…), through fsspec where it is installed.

A path without ``://`` never comes here. Whatever a storage raises becomes one sentence of ours.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path, PurePosixPath
from typing import IO, Any

from checker.cache import folder as cache_folder
from checker.errors import CheckerError, UnreadableError, UnwritableError, UsageError
from checker.reading.limits import require_size

_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]+(?:::.+|://.*)", re.DOTALL)
# a put is whole or not at all there, and a rename is a copy
_OBJECTS = frozenset(("s3", "s3a", "gs", "gcs", "abfs", "abfss", "az", "adl", "oss", "obs", "cos", "oci", "memory"))


def is_url(text: str) -> bool:
    """Whether ``text`` names something on another storage rather than a path. (``C:\\`` and ``C:/`` do not.)"""
    return _URL.fullmatch(text) is not None


@contextmanager
def _told(url: str, *, writing: bool = False) -> Iterator[None]:
    try:
        yield
    except CheckerError:
        raise
    except FileNotFoundError:
        raise UnreadableError(url, "该地址不存在", "请核对地址") from None
    except Exception as error:  # storages raise whatever their client library does
        what = f"存储服务没有完成操作（{type(error).__name__}: {_one_line(error)}）"
        if writing:
            raise UnwritableError(url, what, "请核对地址、凭据和网络") from error
        raise UnreadableError(url, what, "请核对地址、凭据和网络") from error


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())[:200]


def _opened(url: str) -> tuple[Any, str]:
    """(file system, path in it)."""
    try:
        core: Any = import_module("fsspec.core")
    except ImportError:
        raise UsageError(f"读写“{url}”需要 fsspec，请先安装：pip install 'fazhi-checker[remote]'。") from None
    try:
        system, path = core.url_to_fs(url)
    except ImportError as error:
        raise UsageError(f"读写“{url}”还缺一个程序包（{_one_line(error)}），请先安装。") from None
    except ValueError as error:
        raise UsageError(f"不认识“{url}”这样的地址（{_one_line(error)}），请核对。") from None
    return system, str(path)


def exists(url: str) -> bool:
    with _told(url):
        system, path = _opened(url)
        return bool(system.exists(path))


def is_folder(url: str) -> bool:
    with _told(url):
        system, path = _opened(url)
        system.invalidate_cache()
        return bool(system.isdir(path))


def listed(url: str) -> list[str]:
    """What lies below a folder, as paths relative to it: in each folder its files by name, then its folders."""
    with _told(url):
        system, path = _opened(url)
        base = path.rstrip("/") + "/"
        found = [name.removeprefix(base) for name in map(str, system.find(path))]
    return sorted(found, key=_as_walked)


def _as_walked(name: str) -> list[tuple[int, str]]:
    *folders, last = name.split("/")
    return [*((1, folder) for folder in folders), (0, last)]


def read(url: str, most: int | None = None) -> bytes:
    """The bytes there; raises :class:`LimitError` where they are more than ``most``."""
    with _told(url), stream(url) as opened:
        data: bytes = opened.read() if most is None else opened.read(most + 1)
    if most is not None:
        require_size(len(data), most, url)
    return data


def stream(url: str) -> IO[bytes]:
    """A seekable stream of the bytes there."""
    with _told(url):
        system, path = _opened(url)
        opened: IO[bytes] = system.open(path, "rb")
        return opened


def joined(folder: str, name: str) -> str:
    """The URL of ``name`` (relative, ``/`` between parts) in the folder."""
    return f"{folder.rstrip('/')}/{name}"


# --------------------------------------------------------------------------- results


class Results:
    """A results folder by URL: built in a folder of this machine, put there when it is complete.

    The local folder belongs to the URL and stays: a run that was killed goes on in it. Where it does not exist
    (another machine, a cleared cache), the store is fetched first, so that what is there counts as judged.
    """

    def __init__(self, url: str, store: str) -> None:
        self.url = url.rstrip("/")
        self._store = store
        digest = hashlib.sha256(self.url.encode()).hexdigest()[:16]
        self.folder = cache_folder() / "audit" / digest
        self._begun = self.folder / ".unfinished"

    def fetch(self) -> Path:
        """The local folder with the store as it is at the URL, or as a killed run left it."""
        with _told(self.url, writing=True):
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            if not self._begun.exists():
                system, path = _opened(self.url)
                system.invalidate_cache()
                for name in (f"{self._store}-wal", f"{self._store}-shm", self._store):
                    (self.folder / name).unlink(missing_ok=True)
                if system.exists(f"{path}/{self._store}"):
                    part = self.folder / f"{self._store}.part"
                    system.get_file(f"{path}/{self._store}", str(part))
                    part.replace(self.folder / self._store)
                self._begun.touch()
        return self.folder

    def put(self) -> None:
        """Put everything there that is not there yet; the store goes last, each file whole or as it was."""
        with _told(self.url, writing=True):
            system, path = _opened(self.url)
            system.invalidate_cache()
            system.makedirs(path, exist_ok=True)
            there = {str(name).removeprefix(path.rstrip("/") + "/") for name in system.find(path)}
            names = sorted(
                file.relative_to(self.folder).as_posix()
                for file in self.folder.rglob("*")
                if file.is_file()
                and not file.name.startswith(".")
                and not file.name.endswith((".part", "-wal", "-shm"))
            )
            for name in sorted(names, key=lambda name: (name == self._store, name)):
                # a page's name is made from its content: one that is there is right
                if not (name.startswith("pages/") and name in there):
                    _put(system, self.folder / name, f"{path}/{name}")
            self._begun.unlink(missing_ok=True)


def _put(system: Any, file: Path, target: str) -> None:
    protocol = system.protocol if isinstance(system.protocol, str) else system.protocol[0]
    system.makedirs(str(PurePosixPath(target).parent), exist_ok=True)
    if protocol in _OBJECTS:
        system.put_file(str(file), target)
        return
    part = f"{target}.part"
    system.put_file(str(file), part)
    if protocol in ("file", "local"):
        Path(part).replace(target)
    else:
        if system.exists(target):
            system.rm_file(target)
        system.mv(part, target)
