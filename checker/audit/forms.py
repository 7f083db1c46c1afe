"""Manifests and rosters: tables that an office keeps in CSV or JSON lines, with Chinese or English heads."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import chain, islice
from pathlib import Path, PurePosixPath
from typing import Any

from checker.audit import remote
from checker.errors import UnreadableError
from checker.model import KINDS

MANIFESTS = (".csv", ".jsonl")
_HEADS: Mapping[str, tuple[str, ...]] = {
    "path": ("path", "file", "文件", "文件名", "文件名称", "路径", "文件路径"),
    "place": (
        "place",
        "单位",
        "单位名称",
        "报告主体",
        "报告单位",
        "报送单位",
        "应报送单位",
        "填报单位",
        "机关名称",
        "名称",
        "地区",
    ),
    "kind": ("kind", "类别", "主体类别", "单位类别", "单位性质", "类型"),
    "year": ("year", "年度", "报告年度", "报告年份", "年份"),
    "parent": ("parent", "region", "上级", "上级单位", "所属地区", "所属市", "所属县", "所属", "所在地区", "主管单位"),
    "due": ("due", "应公开日期", "截止日期", "公开期限", "期限"),
    "published": ("published", "公开日期", "公开时间", "发布日期", "发布时间"),
    "url": ("url", "网址", "来源网址", "公开网址", "链接"),
}
_FIELDS = {head: field for field, heads in _HEADS.items() for head in heads}
_BEFORE_HEAD = 5
"""How many lines of a title may stand above the head."""
_KINDS: Mapping[str, tuple[str, ...]] = {
    "province": ("省", "省级", "省级政府", "自治区", "直辖市"),
    "city": ("市", "市级", "市级政府", "市政府", "设区的市", "地级市", "州", "市州"),
    "county": ("县", "区", "旗", "县级", "县级政府", "县政府", "区政府", "县区", "区县", "县市区", "县级市"),
    "township": ("乡", "镇", "街道", "乡级", "乡镇", "镇街", "乡镇街道", "乡镇政府", "街道办", "街道办事处"),
    "department": (
        "部门",
        "局",
        "厅",
        "委办局",
        "政府部门",
        "市直部门",
        "县直部门",
        "区直部门",
        "省直部门",
        "工作部门",
    ),
}
_SLIGHT = re.compile(r"[\s　（）()、，,/]+")
_MEANS = {"path": "文件名", "place": "单位名称"}
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


def read_lines(path: str, needed: str = "") -> Iterator[Line]:
    """The lines of a manifest or roster at a path or URL, in order; lines in which nothing stands are left out.

    ``needed`` is the column that makes it one: ``path`` or ``place``. Raises :class:`UnreadableError` where the file
    cannot be read, has no such column, or a year, day or kind in it is not one; a roster also if it is empty.
    """
    heads: dict[str, None] = {}
    told = False
    for number, row in enumerate(_rows(path), start=1):
        heads |= dict.fromkeys(str(head) for head in row if head)
        line = _line(row, path, number)
        told = told or not needed or bool(getattr(line, needed))
        yield line
    if needed and not told and (heads or needed == "place"):
        asked = "、".join(_HEADS[needed][1:6])
        seen = f"见到的列有：{'、'.join(list(heads)[:12])}" if heads else "里面没有内容"
        raise UnreadableError(path, f"没有找到写{_MEANS[needed]}的列，{seen}", f"请把列名写成其中一种：{asked}")


def _rows(path: str) -> Iterator[dict[str, Any]]:
    try:
        data = remote.read(path) if remote.is_url(path) else Path(path).read_bytes()
    except OSError as error:
        raise UnreadableError(path, "系统无法打开该文件", "请核对文件名和权限") from error
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise UnreadableError(path, "这是 Excel 工作簿，不是 CSV", "请在 Excel 里另存为“CSV（逗号分隔）”后再用")
    text = _decoded(data, path)
    if PurePosixPath(path).suffix.lower() == ".jsonl":
        for number, line in enumerate(text.splitlines(), start=1):
            if line.strip():
                yield _object(line, path, number)
        return
    reader = csv.reader(io.StringIO(text, newline=""))
    try:
        yield from _under_head(reader)
    except csv.Error as error:
        raise UnreadableError(path, f"第 {reader.line_num} 行不是正确的 CSV", "请另存为 CSV 后重试") from error


def _under_head(reader: Iterable[list[str]]) -> Iterator[dict[str, Any]]:
    """The lines below the head: the first line that names a column, else the first of all."""
    lines = ([cell.strip() for cell in line] for line in reader)
    filled = (line for line in lines if any(line))
    first = list(islice(filled, _BEFORE_HEAD + 1))
    at = next((at for at, line in enumerate(first) if any(plain(cell) in _FIELDS for cell in line)), 0)
    for line in chain(first[at + 1 :], filled):
        yield dict(zip(first[at], line, strict=False))


def plain(head: str) -> str:
    """A column's name without spaces and what stands in brackets behind it: 单位名称（全称）."""
    return re.sub(r"[（(][^（）()]*[）)]$|[\s　*：:]+", "", head)


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
    named = {plain(str(head)): value for head, value in row.items() if value not in (None, "")}
    held: dict[str, str] = {}
    for field, heads in _HEADS.items():
        for head in heads:
            if head in named:
                held[field] = str(named[head]).strip()
                break
    # beside a column of units, 地区 is where they are
    if "地区" in named and "parent" not in held and held.get("place") != str(named["地区"]).strip():
        held["parent"] = str(named["地区"]).strip()
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
    said = _SLIGHT.sub("", text)
    for kind, words in _KINDS.items():
        if said in words:
            return kind
    raise UnreadableError(name, f"{where}的类别“{text}”不认识", "请写省、市、县、乡镇街道或者部门，也可以留空")


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
