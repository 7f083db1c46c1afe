"""Zip archives: members are read in memory, never unpacked to disk, within the limits."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath

from checker.errors import CheckerError, LimitError, UnreadableError
from checker.reading.damaged_zip import DAMAGED_ZIP
from checker.reading.detect import READABLE, detect
from checker.reading.limits import RATIO_FLOOR, Limits, megabytes

_CHUNK = 1024 * 1024


def members(data: bytes, source: str, limits: Limits) -> Iterator[tuple[str, bytes | CheckerError]]:
    """Each readable member as (``archive/member``, bytes), or the error in its place; sorted by name."""
    yield from _Walk(limits).members(data, source, 0)


def only_member(data: bytes, source: str, limits: Limits) -> tuple[str, bytes]:
    """The one readable member of the archive; an error where there is none or more than one."""
    found: list[tuple[str, bytes | CheckerError]] = []
    for entry in members(data, source, limits):
        found.append(entry)
        if len(found) > 1:
            raise UnreadableError(source, "压缩包里有多个文件", "请按批量方式检查，或解压后指定其中一个")
    name, content = found[0]
    if isinstance(content, CheckerError):
        raise content
    return name, content


def member_name(info: zipfile.ZipInfo) -> str:
    """The member's name; without the mark for UTF-8 the library took it for cp437, whatever it was written in.

    Chinese Windows writes GBK, some tools of Linux UTF-8 without the mark. What is UTF-8 throughout is hardly ever GBK.
    """
    if info.flag_bits & 0x800:
        return info.filename
    for encoding in ("utf-8", "gb18030"):
        try:
            return info.filename.encode("cp437").decode(encoding)
        except UnicodeError:
            continue
    return info.filename


def is_safe_name(name: str) -> bool:
    """False for names that climb out of the archive (``..``, drive letters, absolute paths)."""
    path = PurePosixPath(name.replace("\\", "/"))
    return not path.is_absolute() and ".." not in path.parts and ":" not in name and "\x00" not in name


class _Walk:
    """One walk through an archive and those within it; the bytes unpacked so far count for all."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.expanded = 0
        self.count = 0

    def members(self, data: bytes, source: str, depth: int) -> Iterator[tuple[str, bytes | CheckerError]]:
        try:
            archive = zipfile.ZipFile(io.BytesIO(data))
            # of one name the order in the archive is kept
            infos = sorted(((member_name(info), info) for info in _files(archive)), key=lambda one: one[0])
        except DAMAGED_ZIP:
            yield source, UnreadableError(source, "压缩文件已损坏，无法打开", "请重新压缩或直接提供其中的文件")
            return
        except CheckerError as error:
            yield source, error
            return
        wanted = [(name, info) for name, info in infos if _is_wanted(name)]
        if not wanted:
            yield (
                source,
                UnreadableError(source, "压缩包里没有可检查的文件", "请放入 docx、pdf、html、txt 等格式的报告"),
            )
        for name, info in wanted:
            shown = f"{source}/{name}"
            try:
                content = self._content(archive, info, shown)
            except LimitError as error:
                # the bytes unpacked count for the whole archive: what follows would be over the limit too
                yield shown, error
                return
            except CheckerError as error:
                yield shown, error
                continue
            if detect(content, name) != "zip":
                yield shown, content
            elif depth >= self.limits.max_depth:
                what = f"压缩包嵌套超过 {self.limits.max_depth} 层"
                yield shown, LimitError(shown, what, "请解压后再检查")
            else:
                yield from self.members(content, shown, depth + 1)

    def _content(self, archive: zipfile.ZipFile, info: zipfile.ZipInfo, shown: str) -> bytes:
        if not is_safe_name(info.filename):
            raise UnreadableError(shown, "压缩包内的文件名含有越界路径，已跳过", "请重新压缩后再检查")
        if info.flag_bits & 0x1:
            raise UnreadableError(shown, "压缩包设有密码", "请解密后再检查")
        self.count += 1
        if self.count > self.limits.max_members:
            raise LimitError(shown, f"压缩包里的文件超过 {self.limits.max_members} 个", "请分批检查")
        pieces: list[bytes] = []
        size = 0
        try:
            with archive.open(info) as member:
                # the size that the archive states may be a lie: count what really comes out
                while piece := member.read(_CHUNK):
                    size += len(piece)
                    self.expanded += len(piece)
                    self._require_bounds(size, info.compress_size, shown)
                    pieces.append(piece)
        except DAMAGED_ZIP as error:
            raise UnreadableError(shown, "压缩包里的这个文件已损坏", "请重新压缩后再检查") from error
        return b"".join(pieces)

    def _require_bounds(self, size: int, packed: int, shown: str) -> None:
        limits = self.limits
        if self.expanded > limits.max_expanded_bytes or size > limits.max_bytes:
            what = f"解压后的内容超过上限 {megabytes(min(limits.max_expanded_bytes, limits.max_bytes))}"
            raise LimitError(shown, what, "请核对压缩包，分批检查")
        if size > RATIO_FLOOR and size > limits.max_ratio * max(packed, 1):
            what = f"解压后的大小超过压缩前的 {limits.max_ratio} 倍，疑似异常压缩包"
            raise LimitError(shown, what, "请核对文件来源")


def _files(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    return [info for info in archive.infolist() if not info.is_dir()]


def _is_wanted(name: str) -> bool:
    parts = PurePosixPath(name.replace("\\", "/")).parts
    if not parts or any((part.startswith((".", "~$")) and part != "..") or part == "__MACOSX" for part in parts):
        return False
    return PurePosixPath(parts[-1]).suffix.lower() in READABLE
