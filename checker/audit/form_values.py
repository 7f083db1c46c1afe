"""What people write into the cells of manifests and rosters: kinds of reporters, years, days."""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from datetime import date, timedelta

from checker.model import KINDS

_BLANK = frozenset(
    ("", "无", "暂无", "不详", "不明", "未公开", "未发布", "未定", "空", "/", "\\", "-", "--", "—", "——", "N/A", "n/a")
)
_SLIGHT = re.compile(r"[\s（）()、，,/·]+|人民政府|政府$|级")
# a kind is told by its words in this order: 街道办 is no department, 市直部门 and 县公安局 no city and no county
_KINDS = (
    ("township", re.compile(r"[乡镇]|街道|街办|苏木")),
    ("department", re.compile(r"部门|机关|机构|单位|市直|[省县区州]直|[局厅委办]|派出")),
    ("county", re.compile(r"[县旗]|市辖区|特区|林区|^区$|市区|区市")),
    ("province", re.compile(r"省|自治区|直辖市")),
    ("city", re.compile(r"[市州盟]|地区|行署")),
)
_KIND_WORDS = re.compile(
    r"[省市县区旗州盟乡镇街道苏木街办部门局厅委直属机关构单位工作派出政府组成设的区地级自治辖特林行署]+"
)
_ZONE = re.compile(r"开发区|园区|新区|[经高]开区|高新区|保税区|合作区|试验区|管委会|管理委员会|度假区|示范区|功能区")
_DAY = re.compile(r"(\d{4})\s*[-年/.]\s*(\d{1,2})\s*[-月/.]\s*(\d{1,2})\s*[日号]?\s*[前止]?$")
_MONTH_END = re.compile(r"(\d{4})\s*年\s*(\d{1,2})\s*月\s*[底末]\s*[前止]?$")
_DIGITS = re.compile(r"(\d{4})(\d{2})(\d{2})$")
_SERIAL = re.compile(r"([3-6]\d{4})(?:\.0)?$")
_EXCEL_ZERO = date(1899, 12, 30)


def kind_of(text: str) -> str | None:
    """The kind that a cell says; empty where it says none or leaves it open (开发区), ``None`` where it is no kind."""
    if text in KINDS:
        return text
    plain = unicodedata.normalize("NFKC", text).strip()
    if plain in _BLANK or _ZONE.search(plain):
        # a zone's body is of a county's rank in one place and a department in another: the report tells
        return ""
    said = _SLIGHT.sub("", plain) or plain
    if not _KIND_WORDS.fullmatch(said):
        return None
    return next((kind for kind, words in _KINDS if words.search(said)), None)


def year_of(text: str) -> int | None:
    """The year of a cell, 0 where it tells none, ``None`` where it holds something else."""
    plain = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
    if plain in _BLANK:
        return 0
    found = re.fullmatch(r"(\d{4})(?:\.0)?(?:年度?)?(?:报告)?", plain)
    return int(found[1]) if found and 1990 <= int(found[1]) <= 2100 else None


def day_of(text: str) -> str | None:
    """The day of a cell as ISO text, empty where it tells none, ``None`` where it holds something else.

    Excel keeps days as numbers (45379) and shows those where a cell's format was lost.
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    if plain in _BLANK:
        return ""
    plain = re.split(r"T|\s+(?=\d{1,2}:)", plain, maxsplit=1)[0].strip()
    if serial := _SERIAL.match(plain):
        return (_EXCEL_ZERO + timedelta(days=int(serial[1]))).isoformat()
    if end := _MONTH_END.match(plain):
        year, month = int(end[1]), int(end[2])
        return date(year, month, monthrange(year, month)[1]).isoformat() if year and 1 <= month <= 12 else None
    found = _DAY.match(plain) or _DIGITS.match(plain)
    try:
        return date(int(found[1]), int(found[2]), int(found[3])).isoformat() if found else None
    except ValueError:
        return None
