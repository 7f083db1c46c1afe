"""Which of the fonts a machine has the PDF is set in: those of GB/T 9704 where they are, else the nearest."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

# Families in the words of the font files, the best first. A family found in none of them is not used.
_XIAOBIAOSONG = (
    "FZXiaoBiaoSong-B05S",
    "FZXiaoBiaoSong-B05",
    "方正小标宋简体",
    "方正小标宋_GBK",
    "STZhongsong",
    "华文中宋",
)
_FANGSONG = ("FangSong_GB2312", "仿宋_GB2312", "FangSong", "仿宋", "STFangsong", "华文仿宋", "FandolFang R")
_KAI = ("KaiTi_GB2312", "楷体_GB2312", "KaiTi", "楷体", "STKaiti", "华文楷体", "AR PL UKai CN", "FandolKai")
_HEI = ("SimHei", "黑体", "Microsoft YaHei", "微软雅黑", "PingFang SC", "Heiti SC", "STHeiti")
_SONG = ("SimSun", "宋体", "Songti SC", "STSong", "AR PL UMing CN", "FandolSong")
_SERIF = ("Noto Serif CJK SC", "Source Han Serif SC", "Source Han Serif CN", "Noto Serif SC")
_SANS = (
    "Noto Sans CJK SC", "Source Han Sans SC", "Source Han Sans CN", "Noto Sans SC",
    "WenQuanYi Micro Hei", "WenQuanYi Zen Hei", "Droid Sans Fallback",
)  # fmt: skip
_LATIN = ("Times New Roman", "Liberation Serif", "Tinos", "Nimbus Roman")
_USES = {
    "title": (*_XIAOBIAOSONG, *_SERIF, *_SONG, *_SANS, *_HEI),
    "head": (*_HEI, *_SANS, *_SERIF, *_SONG),
    "kai": (*_KAI, *_SERIF, *_SONG, *_FANGSONG, *_SANS, *_HEI),
    "body": (*_FANGSONG, *_SERIF, *_SONG, *_SANS, *_HEI),
}


@dataclass(frozen=True, slots=True)
class Faces:
    """The font family for each use. ``latin`` is for letters and digits, empty where the Chinese font serves.

    ``bold`` says that headings must be set bold, because their family is that of the text.
    """

    title: str
    head: str
    kai: str
    body: str
    latin: str = ""
    bold: bool = False


def find_faces(families: Collection[str]) -> Faces | None:
    """The faces that ``families`` allow; ``None`` where none of them is known to have Chinese."""
    there = {family.lower(): family for family in sorted(families)}
    chosen = {use: _first(names, there) for use, names in _USES.items()}
    if not all(chosen.values()):
        return None
    return Faces(**chosen, latin=_first(_LATIN, there), bold=chosen["head"] == chosen["body"])


def _first(names: tuple[str, ...], there: dict[str, str]) -> str:
    return next((there[name.lower()] for name in names if name.lower() in there), "")
