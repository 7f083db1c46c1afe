"""Assessments in, bytes out: one module per format, imported when it is asked for.

A format module has one function ``render(assessments, options) -> bytes``. It reads nothing but its
arguments: the same assessments and options give the same bytes.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from typing import IO, Literal

from checker.errors import UnwritableError, UsageError, why_not
from checker.model import Assessment

Lang = Literal["zh", "en"]


@dataclass(frozen=True, slots=True)
class Format:
    """An output format. ``many`` is true where one file can hold several assessments.

    ``suffix`` is the end of a file name, with its dot. ``binary`` formats do not belong on a terminal.
    """

    name: str
    suffix: str
    binary: bool
    many: bool
    module: str
    title: str


@dataclass(frozen=True, slots=True)
class Unread:
    """A file of the same run that gave no report: its name ("" where unknown), and the sentence that says why."""

    source: str
    reason: str


@dataclass(frozen=True, slots=True)
class RenderOptions:
    """What the reader of an output may choose.

    ``width`` is in terminal columns (a Chinese character takes two). ``with_text`` adds the report's
    text to JSON. ``summary`` shortens terminal and markdown to the verdict and the names of what needs
    attention; formats of the author's own file (docx) append a summary instead. ``verbose`` unfolds all.
    ``unread`` are the files of the run that could not be checked; json, sarif and junit tell them.
    """

    lang: Lang = "zh"
    width: int = 80
    color: bool = False
    with_text: bool = False
    summary: bool = False
    verbose: bool = False
    unread: tuple[Unread, ...] = ()

    def __post_init__(self) -> None:
        """Raises ``UsageError`` for a language there are no words in."""
        if self.lang not in ("zh", "en"):
            raise UsageError(f"语言只能是 zh 或 en，现在是“{self.lang}”。")


# these carry both languages side by side
_BOTH = ("json", "jsonl")


def _formats(*rows: tuple[str, str, bool, bool, str, str]) -> Mapping[str, Format]:
    return MappingProxyType({row[0]: Format(*row) for row in rows})


_JUDGING = frozenset(("letter", "pdf"))
"""Formats that are opinions on whether a report passes."""

FORMATS: Mapping[str, Format] = _formats(
    ("terminal", ".txt", False, True, "terminal", "终端文本"),
    ("json", ".json", False, True, "json_format", "JSON，全部结论和依据"),
    ("jsonl", ".jsonl", False, True, "json_lines", "JSON Lines，每份报告一行"),
    ("markdown", ".md", False, True, "markdown", "Markdown 表格和清单"),
    ("csv", ".csv", False, True, "csv_table", "CSV，每条结论一行"),
    ("github", ".log", False, True, "github", "GitHub 工作流注解"),
    ("junit", ".xml", False, True, "junit", "JUnit XML"),
    ("sarif", ".sarif", False, True, "sarif", "SARIF 2.1.0"),
    ("html", ".html", False, True, "html", "单个网页文件，结论和原文对照"),
    ("docx", ".docx", True, False, "annotated", "带批注的 Word"),
    ("letter", ".letter.docx", True, False, "letter", "Word 审查意见书"),
    ("xlsx", ".xlsx", True, True, "workbook", "Excel 工作簿"),
    ("pdf", ".pdf", True, False, "pdf", "PDF 审查意见书"),
)


def render(assessments: Sequence[Assessment], format: str, options: RenderOptions | None = None) -> bytes:
    """The assessments in one format, text formats as UTF-8.

    Raises :class:`UsageError` for an unknown format, or for several assessments in a format
    whose files hold one.
    """
    chosen = FORMATS.get(format)
    if chosen is None:
        raise UsageError(f"不认识输出格式“{format}”，可用的有：{'、'.join(FORMATS)}。")
    if not chosen.many and len(assessments) != 1:
        raise UsageError(f"{format} 格式一个文件只能写一份报告，现有 {len(assessments)} 份，请用 -o 指定目录。")
    options = options or RenderOptions()
    if format in _JUDGING and any(assessment.rubric.purpose == "map" for assessment in assessments):
        raise UsageError(f"{format} 格式是合格与否的意见书，披露地图不作判断，请改用 terminal、html、xlsx 等格式。")
    if options.lang == "en" and format not in _BOTH:
        from checker.rendering.english import in_english

        assessments = [in_english(assessment) for assessment in assessments]
    module = import_module(f"checker.rendering.{chosen.module}")
    data: bytes = module.render(assessments, options)
    return data


def write_atomically(path: str | os.PathLike[str], data: bytes) -> None:
    """Writes the whole file or leaves what was there; see :func:`writing`."""
    with writing(path) as stream:
        stream.write(data)


@contextmanager
def writing(path: str | os.PathLike[str]) -> Iterator[IO[bytes]]:
    """A stream to write a file with: the whole file, or what was there. A temporary neighbour, then one rename.

    A link is followed, an existing file's permissions are kept, a device or pipe is written straight.
    Raises :class:`UnwritableError`.
    """
    try:
        target = Path(path).resolve()
        mode = target.stat().st_mode if target.exists() else None
        if mode is not None and stat.S_ISDIR(mode):
            raise IsADirectoryError
    except (OSError, ValueError) as error:
        raise unwritable(path, error) from None
    try:
        if mode is not None and not stat.S_ISREG(mode):
            with target.open("wb") as stream:
                yield stream
            return
        with _replacing(target, mode) as stream:
            yield stream
    except OSError as error:
        raise unwritable(path, error) from None


def unwritable(path: str | os.PathLike[str], error: Exception) -> UnwritableError:
    """What the system said of a failed write, as a sentence for people."""
    if isinstance(error, IsADirectoryError):
        return UnwritableError(str(path), "这是一个目录", "请写明文件名")
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return UnwritableError(str(path), "所在目录不存在", "请先建立目录")
    if isinstance(error, PermissionError):
        return UnwritableError(str(path), "没有写入权限", "请换一个目录或文件名")
    return UnwritableError(str(path), f"写入没有完成（{why_not(error)}）", "请检查磁盘空间和路径")


@contextmanager
def _replacing(target: Path, mode: int | None) -> Iterator[IO[bytes]]:
    part, handle = _neighbour(target)
    try:
        with os.fdopen(handle, "wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        if mode is not None:
            part.chmod(stat.S_IMODE(mode))
        part.replace(target)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def _neighbour(target: Path) -> tuple[Path, int]:
    """A new file beside ``target``, with the permissions that any new file gets there."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    for attempt in range(10_000):
        part = target.with_name(f".checker-{os.getpid()}-{attempt}.part")
        try:
            return part, os.open(part, flags, 0o666)
        except FileExistsError:
            continue
    raise OSError(errno.EEXIST, os.strerror(errno.EEXIST))


__all__ = ["FORMATS", "Format", "Lang", "RenderOptions", "render", "write_atomically", "writing"]
