"""What a reader may spend on one file before it stops with one clear sentence."""

from __future__ import annotations

from dataclasses import dataclass

from checker.errors import LimitError

_MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Upper bounds for one file; the value itself is still allowed. A caller may set each of them.

    ``max_bytes``           size of any file, in bytes
    ``max_text_bytes``      size of a txt, md or html file, in bytes (a report has some 30 KB)
    ``max_characters``      code points in a Document's ``raw``
    ``max_members``         files in an archive or a folder
    ``max_depth``           archives within archives (0: none may hold another)
    ``max_expanded_bytes``  bytes of all members of a zip (or docx, odt) once unpacked
    ``max_ratio``           unpacked to packed size; judged only beyond 10 MB unpacked
    ``max_nesting``         element depth of XML and HTML
    ``max_pages``           pages of a PDF or a multi-page image
    ``max_pixels``          pixels of one image or one rendered page
    ``max_seconds``         wall time of one conversion or one child process
    ``max_ocr_pages``       pages of one file that go to character recognition
    ``max_memory``          bytes of address space of a child process
    """

    max_bytes: int = 200 * _MEGABYTE
    max_text_bytes: int = 20 * _MEGABYTE
    max_characters: int = 20_000_000
    max_members: int = 2_000
    max_depth: int = 2
    max_expanded_bytes: int = 500 * _MEGABYTE
    max_ratio: int = 200
    max_nesting: int = 400
    max_pages: int = 500
    max_pixels: int = 80_000_000
    max_seconds: float = 60.0
    max_ocr_pages: int = 60
    max_memory: int = 2_048 * _MEGABYTE


DEFAULT_LIMITS = Limits()
RATIO_FLOOR = 10 * _MEGABYTE


def require(allowed: bool, source: str, what: str, remedy: str) -> None:
    """Stop with a :class:`LimitError` unless ``allowed``."""
    if not allowed:
        raise LimitError(source, what, remedy)


def require_size(size: int, limit: int, source: str) -> None:
    """Stop where a file of ``size`` bytes is larger than ``limit``."""
    require(
        size <= limit,
        source,
        f"文件有 {megabytes(size)}，超过上限 {megabytes(limit)}",
        "请确认选对了文件，或拆分后再检查",
    )


def megabytes(size: int) -> str:
    """``size`` bytes for a reader: ``"1.5 MB"``; small sizes in bytes."""
    if size < _MEGABYTE // 10:
        return f"{size} 字节"
    return f"{size / _MEGABYTE:.1f} MB"
