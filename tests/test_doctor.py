"""``checker doctor`` says what is there, and for each missing part what it would give and how to get it."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from importlib import metadata
from pathlib import Path

import pytest

from checker import doctor
from checker.doctor import Part, as_text, examine, necessary

ROOT = Path(__file__).parents[1]


def test_every_extra_of_the_package_is_explained() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert set(project["optional-dependencies"]) == set(doctor.GIVES)


def test_here_reports_can_be_checked() -> None:
    parts = examine()
    assert necessary(parts)
    names = [part.name for part in parts]
    assert "细则 law-government-2021" in names
    assert names[:2] == ["Python", "检查器"]


def test_each_missing_part_says_what_it_gives_and_the_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    real = metadata.version

    def version(name: str) -> str:
        if name in ("typst", "rapidocr"):
            raise metadata.PackageNotFoundError(name)
        return real(name)

    monkeypatch.setattr(metadata, "version", version)
    monkeypatch.setattr("checker.reading.office.find_office", lambda: None)
    parts = {part.name: part for part in examine()}
    assert parts["附加组件 pdf"] == Part(
        "附加组件 pdf",
        "missing",
        "缺少 typst",
        "把审查意见函直接写成 PDF",
        "pip install 'fazhi-checker[pdf]'",
    )
    assert "rapidocr" in parts["附加组件 ocr"].found
    assert parts["LibreOffice"].gives == "读 doc、wps、rtf、odt 文件"
    assert necessary(list(parts.values()))


def test_a_missing_necessary_package_is_broken(monkeypatch: pytest.MonkeyPatch) -> None:
    def version(name: str) -> str:
        if name == "lxml":
            raise metadata.PackageNotFoundError(name)
        return "1"

    monkeypatch.setattr(metadata, "version", version)
    parts = examine()
    assert not necessary(parts)
    assert "✗ 检查器" in as_text(parts)
    assert as_text(parts).endswith("还不能检查报告，请先处理标 ✗ 的各项。\n")


def test_a_pdf_component_that_cannot_be_loaded_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(metadata, "version", lambda name: "1")
    monkeypatch.setitem(sys.modules, "typst", None)
    parts = {part.name: part for part in examine()}
    assert parts["中文字体"] == Part(
        "中文字体", "missing", "PDF 组件不能加载，无从查看", "PDF 中的汉字", "请重新安装 typst"
    )
    assert necessary(list(parts.values()))


def test_the_command_speaks_both_ways() -> None:
    shown = subprocess.run([sys.executable, "-m", "checker", "doctor"], capture_output=True, cwd=ROOT, check=False)
    assert shown.returncode == 0
    assert shown.stdout.decode().endswith("可以检查报告。\n")
    told = subprocess.run(
        [sys.executable, "-m", "checker", "doctor", "-f", "json"], capture_output=True, cwd=ROOT, check=True
    )
    assert json.loads(told.stdout)["able"] is True
