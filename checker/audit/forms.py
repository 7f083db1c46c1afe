"""Manifests and rosters: tables that an office keeps in CSV or JSON lines, with Chinese or English heads."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path, PurePosixPath
from typing import Any

from checker.audit import remote
from checker.audit.form_values import day_of, kind_of, year_of
from checker.errors import UnreadableError

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
_MEANS = {"path": "文件名", "place": "单位名称"}
_NO_UNIT = re.compile(
    r"(?:合\s*计|总\s*计|小\s*计|共\s*计|合计数|填表人|制表人?|审核人|经办人|联系电话|联系人|备\s*注|说\s*明|注)(?:[:：].*)?"
)
_MOST_FAULTS = 5


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


@dataclass(frozen=True, slots=True)
class Form:
    """The lines of a manifest or roster. ``faults`` are the values that are none, each with its line in the file;
    the lines they stand in are there without them."""

    lines: tuple[Line, ...]
    faults: tuple[str, ...]

    def complaint(self) -> tuple[str, str]:
        """(what is wrong, what to do) of the faults, all of them in one sentence."""
        shown = "；".join(self.faults[:_MOST_FAULTS])
        rest = f"；另有{len(self.faults) - _MOST_FAULTS}处" if len(self.faults) > _MOST_FAULTS else ""
        return shown + rest, "请核对，没有的可以留空"


def read_lines(path: str, needed: str = "") -> tuple[Line, ...]:
    """As :func:`read_form`; raises :class:`UnreadableError` also where a year, day or kind is not one."""
    form = read_form(path, needed)
    if form.faults:
        raise UnreadableError(path, *form.complaint())
    return form.lines


def read_form(path: str, needed: str = "") -> Form:
    """The lines of a manifest or roster at a path or URL, in order; lines in which nothing stands are left out, and
    so are sums and notes below a roster.

    ``needed`` is the column that makes it one: ``path`` or ``place``. Raises :class:`UnreadableError` where the file
    cannot be read or has no such column; a roster also if it is empty.
    """
    heads: dict[str, None] = {}
    lines: list[Line] = []
    faults: list[str] = []
    told = False
    for number, row in _rows(path):
        heads |= dict.fromkeys(str(head) for head in row if head)
        line = _line(row, number, faults)
        told = told or not needed or bool(line and getattr(line, needed))
        if line is not None:
            lines.append(line)
    if needed and not told and (heads or needed == "place"):
        asked = "、".join(_HEADS[needed][1:6])
        seen = f"见到的列有：{'、'.join(list(heads)[:12])}" if heads else "里面没有内容"
        raise UnreadableError(path, f"没有找到写{_MEANS[needed]}的列，{seen}", f"请把列名写成其中一种：{asked}")
    return Form(tuple(lines), tuple(faults))


def _rows(path: str) -> Iterator[tuple[int, dict[str, Any]]]:
    """Each line with its number in the file, from 1."""
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
                yield number, _object(line, path, number)
        return
    reader = csv.reader(io.StringIO(text, newline=""))
    try:
        yield from _under_head(reader)
    except csv.Error as error:
        raise UnreadableError(path, f"第 {reader.line_num} 行不是正确的 CSV", "请另存为 CSV 后重试") from error


def _under_head(reader: Any) -> Iterator[tuple[int, dict[str, Any]]]:
    """The lines below the head: the first line that names a column, else the first of all."""
    lines = ((reader.line_num, [cell.strip() for cell in line]) for line in reader)
    filled = ((number, line) for number, line in lines if any(line))
    first = list(islice(filled, _BEFORE_HEAD + 1))
    at = next((at for at, (_, line) in enumerate(first) if any(plain(cell) in _FIELDS for cell in line)), 0)
    for number, line in chain(first[at + 1 :], filled):
        yield number, dict(zip(first[at][1], line, strict=False))


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


def _line(row: Mapping[str, Any], number: int, faults: list[str]) -> Line | None:
    """The line of a row, ``None`` where the row is a sum or a note; what is wrong with it is added to ``faults``."""
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
    place, path = held.get("place", ""), held.get("path", "")
    if not path and (place or "序号" in named) and _is_no_unit(place or str(named["序号"])):
        return None
    where = f"第 {number} 行" + (f"（{place or path}）" if place or path else "")
    kind, year, due, published = (held.get(field, "") for field in ("kind", "year", "due", "published"))
    found_kind, found_year = kind_of(kind), year_of(year)
    if found_kind is None:
        faults.append(f"{where}的类别“{kind}”不认识，应为省、市、县、乡镇街道或者部门")
    if found_year is None:
        faults.append(f"{where}的年度“{year}”不是四位年份")
    days = {text: day_of(text) for text in (due, published)}
    faults += [f"{where}的日期“{text}”不是年月日" for text, day in days.items() if day is None]
    return Line(
        path=path,
        place=place,
        kind=found_kind or "",
        year=found_year or None,
        parent=held.get("parent", ""),
        due=days[due] or "",
        published=days[published] or "",
        url=held.get("url", ""),
    )


def _is_no_unit(name: str) -> bool:
    """Whether a line is the sum of those above or a note: 合计, 填表人：…, a bare number."""
    return _NO_UNIT.fullmatch(name) is not None or not any(character.isalpha() for character in name)
