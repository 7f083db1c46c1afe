"""Manifests and rosters: tables that an office keeps in CSV or JSON lines, with Chinese or English heads."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any

from checker.audit import remote
from checker.errors import UnreadableError
from checker.model import KINDS

MANIFESTS = (".csv", ".jsonl")
_HEADS: Mapping[str, tuple[str, ...]] = {
    "path": ("path", "file", "文件", "文件名", "路径"),
    "place": ("place", "地区", "单位", "报告主体", "名称"),
    "kind": ("kind", "类别", "主体类别"),
    "year": ("year", "年度", "报告年度"),
    "parent": ("parent", "region", "上级", "所属地区", "所属"),
    "due": ("due", "应公开日期", "截止日期", "期限"),
    "published": ("published", "公开日期", "发布日期"),
    "url": ("url", "网址", "来源网址"),
}
_KINDS: Mapping[str, tuple[str, ...]] = {
    "province": ("省", "省级", "省级政府", "自治区", "直辖市"),
    "city": ("市", "市级", "市级政府", "设区的市", "州"),
    "county": ("县", "区", "县级", "县级政府", "县区"),
    "township": ("乡", "镇", "街道", "乡镇", "乡镇街道", "乡镇（街道）"),
    "department": ("部门", "局", "厅", "政府部门"),
}
_DAY = re.compile(r"(\d{4})\s*[-年/.]\s*(\d{1,2})\s*[-月/.]\s*(\d{1,2})\s*日?$")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a manifest or roster. Days are ISO text; what is not told is empty or ``None``."""

    path: str = ""
    place: str = ""
    kind: str = ""
    year: int | None = None
    parent: str = ""
    due: str = ""
    published: str = ""
    url: str = ""


def read_lines(path: str) -> Iterator[Line]:
    """The lines of a manifest or roster at a path or URL, in order.

    Raises :class:`UnreadableError` where the file cannot be read, or a year, day or kind in it is not one.
    """
    for number, row in enumerate(_rows(path), start=1):
        yield _line(row, path, number)


def _rows(path: str) -> Iterator[dict[str, Any]]:
    try:
        data = remote.read(path) if remote.is_url(path) else Path(path).read_bytes()
    except OSError as error:
        raise UnreadableError(path, "系统无法打开该文件", "请核对文件名和权限") from error
    text = _decoded(data, path)
    if PurePosixPath(path).suffix.lower() == ".jsonl":
        for number, line in enumerate(text.splitlines(), start=1):
            if line.strip():
                yield _object(line, path, number)
        return
    reader = csv.DictReader(io.StringIO(text, newline=""))
    try:
        yield from reader
    except csv.Error as error:
        raise UnreadableError(path, f"第 {reader.line_num} 行不是正确的 CSV", "请另存为 CSV 后重试") from error


def _decoded(data: bytes, name: str) -> str:
    """UTF-8 with or without a mark, else the code page Chinese Excel writes CSV in."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnreadableError(name, "文字编码无法识别", "请另存为 UTF-8 编码")


def _object(line: str, name: str, number: int) -> dict[str, Any]:
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise UnreadableError(name, f"第 {number} 行不是 JSON 对象", "请每行写一个 {…}")
    return found


def _line(row: Mapping[str, Any], name: str, number: int) -> Line:
    held: dict[str, str] = {}
    for field, heads in _HEADS.items():
        for head in heads:
            value = row.get(head)
            if value not in (None, ""):
                held[field] = str(value).strip()
                break
    where = f"第 {number} 条"
    return Line(
        path=held.get("path", ""),
        place=held.get("place", ""),
        kind=_kind(held.get("kind", ""), name, where),
        year=_year(held.get("year", ""), name, where),
        parent=held.get("parent", ""),
        due=_day(held.get("due", ""), name, where),
        published=_day(held.get("published", ""), name, where),
        url=held.get("url", ""),
    )


def _kind(text: str, name: str, where: str) -> str:
    if not text or text in KINDS:
        return text
    for kind, words in _KINDS.items():
        if text in words:
            return kind
    raise UnreadableError(name, f"{where}的类别“{text}”不认识", f"请写 {'、'.join(KINDS)} 之一")


def _year(text: str, name: str, where: str) -> int | None:
    if not text:
        return None
    found = re.fullmatch(r"(\d{4})(?:\.0)?(?:年度?)?", text)
    if not found or not 1990 <= int(found[1]) <= 2100:
        raise UnreadableError(name, f"{where}的年度“{text}”不是四位年份", "请核对")
    return int(found[1])


def _day(text: str, name: str, where: str) -> str:
    if not text:
        return ""
    found = _DAY.match(text.split("T", maxsplit=1)[0].split(" ", maxsplit=1)[0])
    try:
        if found:
            return date(int(found[1]), int(found[2]), int(found[3])).isoformat()
    except ValueError:
        pass
    raise UnreadableError(name, f"{where}的日期“{text}”不是年月日", "请写成 2024-03-01 这样的日期")
