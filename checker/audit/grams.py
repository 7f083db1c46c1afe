"""Eight characters in a row: what two texts share when one was made from the other.

Texts are compared in a masked view: only Chinese characters count, every run of figures is one mark, and
我县、全市、本局 are one word, so that a copy with other numbers and another place's rank looks the same.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable
from zlib import crc32

LENGTH = 8
_SAMPLED = 16
"""One gram of so many is sampled: those that begin with a character of :data:`_ANCHORS`."""

_FIGURE = re.compile(r"[0-9０-９]+(?:[.,．，][0-9]+)*|[零〇一二三四五六七八九十百千万亿两]{2,}")
_OWN = re.compile(r"[我本全](?:省|市|县|区|州|盟|旗|镇|乡|街道|局|厅|委|办)")
_HAN = re.compile(r"[\u4e00-\u9fff#@]+")
_MARKED = re.compile(f"{_FIGURE.pattern}|{_OWN.pattern}")
_ANCHORS = "".join(chr(code) for code in range(0x4E00, 0xA000) if (code * 40503 >> 4) % _SAMPLED == 5) + "@"
_SAMPLE = re.compile(rf"(?=([{_ANCHORS}].{{{LENGTH - 1}}}))")


def masked(text: str) -> str:
    """The masked view, without the way back; as :func:`aligned`, much faster."""
    return "".join(_HAN.findall(_OWN.sub("@", _FIGURE.sub("#", text))))


def aligned(text: str, start: int = 0, end: int | None = None) -> tuple[str, array[int]]:
    """The masked view of ``text[start:end]`` and, for each of its characters, the offset in ``text``."""
    end = len(text) if end is None else end
    marks: list[str] = []
    origins = array("l")

    def keep(low: int, high: int) -> None:
        for run in _HAN.finditer(text, low, high):
            marks.append(run[0])
            origins.extend(range(*run.span()))

    at = start
    for match in _MARKED.finditer(text, start, end):
        keep(at, match.start())
        marks.append("@" if match[0][0] in "我本全" else "#")
        origins.append(match.start())
        at = match.end()
    keep(at, end)
    return "".join(marks), origins


def sample(blocks: Iterable[str]) -> bytes:
    """A sample of the 8-grams of each block as 32-bit numbers; the same gram is sampled everywhere.

    Packed as the number of blocks, how many each has, and each block's ascending numbers.
    """
    counts, numbers = array("I"), array("I")
    for text in blocks:
        found = {crc32(gram.encode("utf-16-le")) for gram in _SAMPLE.findall(masked(text))}
        counts.append(len(found))
        numbers.extend(sorted(found))
    return array("I", [len(counts)]).tobytes() + counts.tobytes() + numbers.tobytes()


def unpacked(data: bytes) -> list[array[int]]:
    """What :func:`sample` packed: each block's numbers."""
    packed = array("I")
    packed.frombytes(data)
    made, at = [], packed[0] + 1
    for count in packed[1:at]:
        made.append(packed[at : at + count])
        at += count
    return made


def grams(view: str) -> set[str]:
    """The 8-grams of a masked view."""
    return {view[at : at + LENGTH] for at in range(len(view) - LENGTH + 1)}
