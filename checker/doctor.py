"""What is installed, what each missing part would give, and how to get it: ``checker doctor``.

Nothing here is needed to check a report; it only looks. The parts are the extras the package itself declares,
so that a new extra cannot be forgotten, and the programs other rooms call.
"""

from __future__ import annotations

import json
import os
import platform
import re
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from importlib import metadata
from typing import Literal

from checker.version import __version__

State = Literal["ok", "missing", "broken"]
DISTRIBUTION = "fazhi-checker"

# What an office gains by each extra. A test holds this against the extras of the package.
GIVES = {
    "ocr": "读扫描件和图片（离线识别，模型随包安装）",
    "pdf": "把审查意见函直接写成 PDF",
    "audit": "批量审查结果写成 Parquet，在 Dask 集群上运行",
    "remote": "报告、名册、结果用网络地址（共享存储、HDFS 等）",
    "s3": "报告、名册、结果放在 S3 对象存储",
    "serve": "在本单位运行报送审核网站（checker serve）",
    "spark": "在 Spark 集群上批量审查",
    "oidc": "报送审核系统用统一身份认证（OIDC）登录",
    "docs": "开发用：生成文档网站",
    "e2e": "开发用：浏览器测试",
    "dev": "开发用：测试、类型检查、格式检查",
}
FOR_DEVELOPERS = ("dev", "docs", "e2e")


@dataclass(frozen=True, slots=True)
class Part:
    """One thing looked at. ``found`` says what was seen; ``gives`` and ``remedy`` matter where it is missing."""

    name: str
    state: State
    found: str
    gives: str = ""
    remedy: str = ""


def examine() -> list[Part]:
    """All parts, the necessary ones first."""
    return [_python(), _package(), *_rubrics(), _cache(), _terminal(), _office(), _fonts(), *_extras()]


def necessary(parts: list[Part]) -> bool:
    """Whether reports can be checked: nothing is broken. Missing parts only narrow what can be read or written."""
    return all(part.state != "broken" for part in parts)


def _python() -> Part:
    found = f"{platform.python_implementation()} {platform.python_version()}，{platform.system()} {platform.machine()}"
    good = sys.version_info >= (3, 11)
    return Part("Python", "ok" if good else "broken", found, remedy="" if good else "请安装 Python 3.11 或更新的版本")


def _package() -> Part:
    missing = [name for name, extra in _requirements() if not extra and not _installed(name)]
    if missing:
        return Part(
            "检查器", "broken", f"{__version__}，缺少 {'、'.join(missing)}", remedy=f"pip install {DISTRIBUTION}"
        )
    return Part("检查器", "ok", __version__)


def _rubrics() -> Iterator[Part]:
    from checker.errors import CheckerError
    from checker.rubric import builtin_names, load_rubric

    for name in builtin_names():
        try:
            rubric = load_rubric(name)
        except CheckerError as error:
            yield Part(f"细则 {name}", "broken", str(error), remedy=f"pip install --force-reinstall {DISTRIBUTION}")
        else:
            found = f"{rubric.version}，{len(rubric.criteria)} 条，摘要 {rubric.sha256[:12]}"
            yield Part(f"细则 {name}", "ok", found)


def _cache() -> Part:
    from checker import cache

    place = cache.folder()
    nearest = place
    while not nearest.exists() and nearest != nearest.parent:
        nearest = nearest.parent
    if os.access(nearest, os.W_OK):
        return Part("缓存文件夹", "ok", str(place))
    remedy = "请设置 CHECKER_CACHE_DIR，指向可以写入的文件夹"
    return Part("缓存文件夹", "missing", f"{place} 不能写入", "第二次运行起更快", remedy)


def _terminal() -> Part:
    encoding = (sys.stdout.encoding or "").lower().replace("_", "-")
    if encoding in ("utf-8", "utf8"):
        return Part("终端编码", "ok", encoding)
    return Part("终端编码", "missing", encoding or "不明", "屏幕上正确显示中文", "请设置 PYTHONUTF8=1")


def _office() -> Part:
    from checker.reading.office import find_office

    program = find_office()
    if program:
        return Part("LibreOffice", "ok", program)
    remedy = "请安装 LibreOffice（Windows、macOS 用官方安装包；Debian：apt install libreoffice-writer-nogui）"
    return Part("LibreOffice", "missing", "没有找到", "读 doc、wps、rtf、odt 文件", remedy)


def _fonts() -> Part:
    if not _installed("typst"):
        return Part("中文字体", "ok", "未装 PDF 组件，不需要")
    from checker.rendering.pdf import families
    from checker.rendering.pdf_fonts import find_faces

    try:
        faces = find_faces(families())
    except ImportError:  # recorded as installed, and not to be loaded: a doctor must outlive its patient
        return Part("中文字体", "missing", "PDF 组件不能加载，无从查看", "PDF 中的汉字", "请重新安装 typst")
    if faces is not None:
        return Part("中文字体", "ok", faces.body)
    return Part("中文字体", "missing", "没有找到", "PDF 中的汉字", "请安装宋体、仿宋或思源、文泉驿等中文字体")


def _extras() -> Iterator[Part]:
    packages: dict[str, list[str]] = {}
    for name, extra in _requirements():
        if extra:
            packages.setdefault(extra, []).append(name)
    for extra in sorted(packages, key=lambda name: (name in FOR_DEVELOPERS, name)):
        missing = [name for name in packages[extra] if not _installed(name)]
        if missing and extra in FOR_DEVELOPERS:
            continue  # an office does not miss them
        state: State = "missing" if missing else "ok"
        found = f"缺少 {'、'.join(missing)}" if missing else "已安装"
        remedy = f"pip install '{DISTRIBUTION}[{extra}]'" if missing else ""
        yield Part(f"附加组件 {extra}", state, found, GIVES.get(extra, ""), remedy)


def _requirements() -> list[tuple[str, str]]:
    """(package, extra or "") as the installed distribution declares them."""
    try:
        declared = metadata.requires(DISTRIBUTION) or []
    except metadata.PackageNotFoundError:  # run from a source tree that was not installed
        return []
    pairs = []
    for line in declared:
        name = re.split(r"[^A-Za-z0-9._-]", line, maxsplit=1)[0]
        extra = re.search(r"extra\s*==\s*['\"]([^'\"]+)", line)
        pairs.append((name, extra[1] if extra else ""))
    return pairs


def _installed(name: str) -> bool:
    try:
        metadata.version(name)
    except metadata.PackageNotFoundError:
        return False
    return True


def as_text(parts: list[Part]) -> str:
    """For the screen: a line a part, what it would give and how to get it below."""
    marks = {"ok": "✓", "missing": "–", "broken": "✗"}
    lines = []
    for part in parts:
        lines.append(f"{marks[part.state]} {part.name}：{part.found}")
        if part.state != "ok":
            lines += [f"    装上可以：{part.gives}"] if part.gives else []
            lines += [f"    办法：{part.remedy}"] if part.remedy else []
    lines.append("可以检查报告。" if necessary(parts) else "还不能检查报告，请先处理标 ✗ 的各项。")
    return "\n".join(lines) + "\n"


def as_json(parts: list[Part]) -> str:
    """For a program: the parts in order, and whether reports can be checked."""
    return (
        json.dumps({"able": necessary(parts), "parts": [asdict(part) for part in parts]}, ensure_ascii=False, indent=2)
        + "\n"
    )
