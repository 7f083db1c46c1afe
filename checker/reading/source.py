"""From a path, bytes or ``-`` to Documents: find the bytes, tell the format, call its reader."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from checker.errors import CheckerError, LimitError, UnreadableError
from checker.model import Document
from checker.paths import is_dir, is_file, is_there
from checker.reading.detect import IMAGES, OFFICE, READABLE, TEXTS, detect, suffix_format
from checker.reading.limits import DEFAULT_LIMITS, Limits, megabytes, require_size

STDIN = "-"
_RESULT = re.compile(rb'\s*\{\s*"(?:schema_version"\s*:|\$schema"\s*:\s*"[^"]*sarif)')
"""How the checker's own JSON, JSON Lines and SARIF begin."""
_SOMETHING = re.compile(rb"[^\x00\t\r\n \xef\xbb\xbf\xff\xfe]")
_UNSUPPORTED = {
    "7z": "这是 7z 压缩文件",
    "rar": "这是 RAR 压缩文件",
    "gz": "这是 gzip 压缩文件",
    "gif": "这是 GIF 图片",
    "xlsx": "这是 Excel 表格",
    "pptx": "这是演示文稿",
    "ofd": "这是 OFD 版式文件",
    "binary": "这是程序或数据文件",
}
_BINARY = IMAGES | {"docx", "odt", "pdf", "zip"}
_PACKED = frozenset({"7z", "rar", "gz"})
_UNPACK = "请解压，或改用 zip 压缩后再检查"
_REMEDY = "请转换为 docx、pdf、html 或 txt 后再检查"


def read(source: str | Path | bytes, *, name: str | None = None, limits: Limits = DEFAULT_LIMITS) -> Document:
    """Read one document from a path, from bytes, or from standard input (``"-"``).

    ``name`` is shown as the source and its suffix helps where the content does not tell the format.
    A zip archive is read where it holds exactly one readable file. Raises
    :class:`~checker.errors.UnreadableError` (also for limits and missing tools) with one sentence.
    """
    if isinstance(source, bytes):
        return read_bytes(source, name or "未命名", limits)
    if str(source) == STDIN:
        return read_bytes(_standard_input(limits), name or "标准输入", limits)
    return read_bytes(load(Path(source), limits), name or str(source), limits)


def read_many(
    paths: Iterable[str | Path], limits: Limits = DEFAULT_LIMITS
) -> Iterator[tuple[str, Document | CheckerError]]:
    """Read files, folders, zip archives and ``-`` in the order given; folders in the order of names.

    Yields one (source, result) for each file met; a file that cannot be read yields its error, so that
    one bad file never hides the others.
    """
    for path in paths:
        if str(path) == STDIN:
            yield from _each(STDIN, None, limits)
        elif not str(path):
            # an unset variable in a script must not mean the folder it runs in
            yield "", UnreadableError("", "没有写文件名", "请写明文件或文件夹")
        elif is_dir(Path(path)):
            yield from _folder(Path(path), limits)
        else:
            yield from _each(str(path), Path(path), limits)


def read_bytes(data: bytes, name: str, limits: Limits) -> Document:
    """The document in ``data``, by the reader of its format."""
    require_size(len(data), limits.max_bytes, name)
    if not _SOMETHING.search(data):
        raise UnreadableError(name, "文件是空的，没有任何文字", "请确认文件已保存完整")
    form = detect(data, name)
    if form in TEXTS and _RESULT.match(data):
        raise UnreadableError(name, "这是检查结果，不是报告", "请指定报告文件；要核对结果，请用 checker verify")
    promised = suffix_format(name)
    if form == "txt" and promised in _BINARY:
        what = f"文件名以 {Path(name).suffix} 结尾，内容却不是这种文件，可能没有下载或复制完整"
        raise UnreadableError(name, what, "请核对文件能否正常打开，重新取得后再检查")
    return _dispatch(data, name, form, limits)


def _dispatch(data: bytes, name: str, form: str, limits: Limits) -> Document:
    if form in TEXTS:
        require_size(len(data), limits.max_text_bytes, name)
        if form == "html":
            from checker.reading.html import read_html

            return read_html(data, name, limits)
        if form == "md":
            from checker.reading.markdown import read_markdown

            return read_markdown(data, name, limits)
        from checker.reading.plain import read_plain

        return read_plain(data, name, limits)
    if form == "docx":
        from checker.reading.docx import read_docx

        return read_docx(data, name, limits)
    if form in OFFICE:
        from checker.reading.office import read_office

        return read_office(data, name, limits)
    if form == "pdf":
        from checker.reading.pdf import read_pdf

        return read_pdf(data, name, limits)
    if form in IMAGES:
        from checker.reading.ocr import read_image

        return read_image(data, name, limits)
    if form == "zip":
        from checker.reading.archive import only_member

        inner, content = only_member(data, name, limits)
        return read_bytes(content, inner, limits)
    raise UnreadableError(name, _UNSUPPORTED[form], _UNPACK if form in _PACKED else _REMEDY)


def load(path: Path, limits: Limits) -> bytes:
    """The bytes of a file, or one sentence why not."""
    name = str(path)
    try:
        if is_dir(path):
            raise UnreadableError(name, "这是一个文件夹，不是文件", "请指定其中的文件，或对整个文件夹批量检查")
        if not is_there(path):
            raise UnreadableError(name, "文件不存在", "请核对文件名和路径")
        if not is_file(path):
            raise UnreadableError(name, "这不是普通文件", "请指定一个报告文件")
        require_size(path.stat().st_size, limits.max_bytes, name)
        return path.read_bytes()
    except PermissionError as error:
        raise UnreadableError(name, "没有读取权限", "请核对文件权限") from error
    except (OSError, ValueError) as error:
        raise UnreadableError(name, "系统无法打开该文件", "请核对文件名和存储设备") from error


def _standard_input(limits: Limits) -> bytes:
    if sys.stdin is None:
        raise UnreadableError("标准输入", "它已关闭，没有内容可读", "请给出文件名")
    data = sys.stdin.buffer.read(limits.max_bytes + 1)
    if len(data) > limits.max_bytes:
        raise LimitError("标准输入", f"内容超过上限 {megabytes(limits.max_bytes)}", "请改为指定文件，或拆分后再检查")
    return data


def _each(source: str, path: Path | None, limits: Limits) -> Iterator[tuple[str, Document | CheckerError]]:
    shown = "标准输入" if path is None else source
    try:
        data = _standard_input(limits) if path is None else load(path, limits)
        require_size(len(data), limits.max_bytes, shown)
        packed = detect(data, shown) == "zip"
    except CheckerError as error:
        yield shown, error
        return
    if not packed:
        result = _attempt(data, shown, limits)
        del data  # whoever takes the result may be long at it
        yield shown, result
        return
    from checker.reading.archive import members

    for inner, content in members(data, shown, limits):
        if isinstance(content, CheckerError):
            yield inner, content
        else:
            yield inner, _attempt(content, inner, limits)


def _attempt(data: bytes, name: str, limits: Limits) -> Document | CheckerError:
    try:
        return read_bytes(data, name, limits)
    except CheckerError as error:
        return error


def _folder(folder: Path, limits: Limits) -> Iterator[tuple[str, Document | CheckerError]]:
    found: list[Path] = []
    shut: list[OSError] = []
    for root, inner, files in os.walk(folder, onerror=shut.append):
        inner[:] = sorted(name for name in inner if not name.startswith((".", "__MACOSX")))
        found += [Path(root, name) for name in sorted(files) if is_readable_name(name)]
        if len(found) > limits.max_members:
            what = f"文件夹中的文件超过 {limits.max_members} 个"
            yield str(folder), LimitError(str(folder), what, "请分批检查，或调高上限")
            return
    for error in shut:
        place = str(error.filename)
        yield place, UnreadableError(place, "文件夹不能打开", "请核对权限")
    if not found and not shut:
        what = "文件夹中没有可检查的文件"
        yield str(folder), UnreadableError(str(folder), what, "请放入 docx、pdf、html、txt 等格式的报告")
    for path in found:
        yield from _each(str(path), path, limits)


def is_readable_name(name: str) -> bool:
    """True for names in :data:`READABLE`; false for hidden files and Word's lock files."""
    return not name.startswith((".", "~$")) and Path(name).suffix.lower() in READABLE
