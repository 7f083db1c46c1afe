"""Which short texts have been seen in words and reports: two Bloom filters, one much surer than the other."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from zlib import crc32

SHORT_HASHES, LONG_HASHES = 5, 10
LONG = 4
"""From this many characters on a text is in the surer filter, for on it an alarm rests; shorter ones only silence."""
_MIX = 0x9E3779B97F4A7C15


def places(text: str, size: int, hashes: int) -> Iterator[int]:
    """The bits of a text in a field of ``size`` bits."""
    mixed = crc32(text.encode()) * _MIX
    at, step = mixed >> 32 & 0xFFFFFFFF, mixed & 0xFFFFFFFF
    for _ in range(hashes):
        yield at % size
        at += step


@cache
def _fields() -> tuple[bytes, bytes]:
    """The filter of the short texts and that of the long ones."""
    note, fields = Path(__file__).with_name("seen.bin").read_bytes().split(b"\n", 1)
    short = int(note.rsplit(b" ", 1)[1])
    return fields[:short], fields[short:]


def seen(text: str) -> bool:
    """Whether the text stands in a dictionary or in the reports the data were made from.

    A short text that does not is taken for one that does once in a hundred times, a long one once in two thousand.
    """
    long = len(text) >= LONG
    field, hashes = _fields()[long], LONG_HASHES if long else SHORT_HASHES
    size = len(field) * 8
    return all(field[place >> 3] >> (place & 7) & 1 for place in places(text, size, hashes))
