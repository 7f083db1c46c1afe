"""Zip archives of an audit's files, and archives within them: listed without being unpacked, read one by one."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import IO

from checker.audit import remote
from checker.errors import CheckerError, LimitError, UnreadableError
from checker.reading.archive import is_safe_name, member_name
from checker.reading.damaged_zip import DAMAGED_ZIP
from checker.reading.limits import DEFAULT_LIMITS, RATIO_FLOOR, Limits, require_size
from checker.reading.source import is_readable_name

Names = tuple[str, ...]
"""A member's name as the archive has it, after those of the archives it lies in, from the outermost inwards."""


@dataclass(frozen=True, slots=True)
class Member:
    """One readable file of an archive. ``shown`` is its name for people; an archive within stands as a folder.

    ``problem`` tells why an archive, then itself the member, could not be listed.
    """

    names: Names
    shown: str
    problem: CheckerError | None = None

    @property
    def folders(self) -> Names:
        """The folders above it in the archive, those of archives within by their names without ``.zip``."""
        *above, _ = PurePosixPath(self.shown.replace("\\", "/")).parts
        return tuple(name[:-4] if name.lower().endswith(".zip") else name for name in above)


def listed(path: str) -> Iterator[Member]:
    """The readable files in the archive at ``path`` (a path or URL), sorted by name, each archive's together."""
    try:
        with _stream(path) as stream, zipfile.ZipFile(stream) as archive:
            yield from _members(path, archive, (), "")
    except DAMAGED_ZIP:
        yield Member((), "", UnreadableError(path, "压缩文件已损坏，无法打开", "请重新压缩或直接提供其中的文件"))


def content(path: str, names: Names, shown: str, limits: Limits) -> bytes:
    """The bytes of one member within the limits; raises :class:`UnreadableError`, which names it ``shown``."""
    try:
        archive = _opened(path, _stamp(path), names[:-1])
        return _bytes(archive, names[-1], shown, limits)
    except DAMAGED_ZIP as error:
        raise UnreadableError(shown, "压缩包里的这个文件已损坏", "请重新压缩后再检查") from error


def _members(path: str, archive: zipfile.ZipFile, within: Names, above: str) -> Iterator[Member]:
    infos = sorted({member_name(info): info.filename for info in archive.infolist() if not info.is_dir()}.items())
    wanted = [(shown, name) for shown, name in infos if is_wanted(shown)]
    if not wanted:
        what = "压缩包里没有可检查的文件"
        place = f"{path}/{above}" if above else path
        yield Member(within, above, UnreadableError(place, what, "请放入 docx、pdf、html、txt 等格式的报告"))
    for inside, name in wanted:
        shown = f"{above}/{inside}" if above else inside
        names = (*within, name)
        if name.lower().endswith(".zip"):
            yield from _inner(path, archive, names, shown)
        else:
            yield Member(names, shown)


def _inner(path: str, archive: zipfile.ZipFile, names: Names, shown: str) -> Iterator[Member]:
    place = f"{path}/{shown}"
    if len(names) > DEFAULT_LIMITS.max_depth:
        what = f"压缩包嵌套超过 {DEFAULT_LIMITS.max_depth} 层"
        yield Member(names, shown, LimitError(place, what, "请解压后再检查"))
        return
    try:
        data = _bytes(archive, names[-1], place, DEFAULT_LIMITS)
        with zipfile.ZipFile(io.BytesIO(data)) as inner:
            yield from _members(path, inner, names, shown)
    except CheckerError as error:
        yield Member(names, shown, error)
    except DAMAGED_ZIP:
        yield Member(names, shown, UnreadableError(place, "压缩文件已损坏，无法打开", "请重新压缩后再检查"))


def is_wanted(shown: str) -> bool:
    """Whether a report may stand under such a name with its folders: none of them hidden, a readable kind of file."""
    parts = PurePosixPath(shown.replace("\\", "/")).parts
    hidden = any((part.startswith((".", "~$")) and part != "..") or part == "__MACOSX" for part in parts)
    return bool(parts) and not hidden and is_readable_name(parts[-1])


def _bytes(archive: zipfile.ZipFile, name: str, shown: str, limits: Limits) -> bytes:
    if not is_safe_name(name):
        raise UnreadableError(shown, "压缩包内的文件名含有越界路径，已跳过", "请重新压缩后再检查")
    info = archive.getinfo(name)
    if info.flag_bits & 0x1:
        raise UnreadableError(shown, "压缩包设有密码", "请解密后再检查")
    with archive.open(info) as member:
        data = member.read(limits.max_bytes + 1)
    require_size(len(data), limits.max_bytes, shown)
    if len(data) > RATIO_FLOOR and len(data) > limits.max_ratio * max(info.compress_size, 1):
        raise LimitError(shown, "解压后的大小与压缩前相差悬殊，疑似异常压缩包", "请核对文件来源")
    return data


def _stamp(path: str) -> tuple[int, int]:
    """(time of change in ns, size) of a local file."""
    if remote.is_url(path):
        return 0, 0
    state = Path(path).stat()
    return state.st_mtime_ns, state.st_size


@lru_cache(maxsize=2)
def _opened(path: str, stamp: tuple[int, int], within: Names) -> zipfile.ZipFile:
    """The archive at ``path``, or the one in it, opened once; ``stamp`` changes when the file is replaced."""
    if within:
        outer = _opened(path, stamp, within[:-1])
        return zipfile.ZipFile(io.BytesIO(_bytes(outer, within[-1], path, DEFAULT_LIMITS)))
    return zipfile.ZipFile(remote.stream(path) if remote.is_url(path) else path)


@contextmanager
def _stream(path: str) -> Iterator[IO[bytes]]:
    with remote.stream(path) if remote.is_url(path) else Path(path).open("rb") as stream:
        yield stream
