"""Rows of a table that need not fit in memory: what a table holds beyond the first rows waits in a temporary file."""

from __future__ import annotations

import marshal
import tempfile
import weakref
from array import array
from collections.abc import Collection, Iterable, Iterator
from itertools import islice
from typing import IO

from checker.audit.tables import Row
from checker.errors import UnwritableError, why_not

_HELD = 2_000
_AT_ONCE = 500


def kept(rows: Iterable[Row]) -> Collection[Row]:
    """The rows, to be counted and gone through any number of times; many of them are put aside, not held.

    Raises :class:`UnwritableError` where there is no room for them.
    """
    given = iter(rows)
    first = list(islice(given, _HELD + 1))
    if len(first) <= _HELD:
        return first
    try:
        return Kept(first, given)
    except OSError as error:
        reason = f"写入没有完成（{why_not(error)}）"
        raise UnwritableError("临时文件夹", reason, "请检查磁盘空间，或用环境变量 TMPDIR 指明另一个文件夹") from error


class Kept(Collection[Row]):
    """Rows in a temporary file that goes when they go. Several may go through them at a time, of one thread."""

    def __init__(self, first: list[Row], rest: Iterator[Row]) -> None:
        self._file: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - open as long as the rows are there
        weakref.finalize(self, self._file.close)
        self._count = 0
        self._sizes = array("Q")
        while first:
            # rows hold text, numbers and None only, and are read by the process that wrote them
            self._sizes.append(self._file.write(marshal.dumps(first)))
            self._count += len(first)
            first = list(islice(rest, _AT_ONCE))

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Row]:
        at = 0
        for size in self._sizes:
            # another may have read on meanwhile
            self._file.seek(at)
            rows: list[Row] = marshal.loads(self._file.read(size))
            at += size
            yield from rows

    def __contains__(self, wanted: object) -> bool:
        return any(row == wanted for row in self)
