"""Reading and cleaning per format, measured by pytest-benchmark where it is asked to (``--benchmark-enable``).

What is asserted is that the work was done, never how long it took. Run as a program it prints the table of
``docs/performance.md``: ``python -m tests.benchmarks.test_reading_speed``.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import Any

import pytest

from checker.model import CleanText
from checker.reading import read
from checker.reading.ocr import is_available
from checker.text import clean
from tests.reading.builders import matrix
from tests.reading.builders.report import EXPECTED, squeezed
from tests.reading.findings_matrix import SAMPLES, converted

ROOT = Path(__file__).parents[2]
_HEAVY = ("pypdfium2", "rapidocr", "onnxruntime", "numpy", "cv2", "PIL", "lxml", "docx", "selectolax")
_LONG = "\n".join(matrix.txt("utf-8", "　　").decode().replace("\r\n", "\n") for _ in range(200))


def _long_page() -> bytes:
    body = "".join(f"<p>{line}</p>" for line in _LONG.split("\n"))
    return f"<html><head><meta charset=utf-8></head><body><div id=zoom>{body}</div></body></html>".encode()


def _long_word() -> bytes:
    import io

    import docx

    document = docx.Document()
    for line in _LONG.split("\n")[:3000]:
        document.add_paragraph(line)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


SIZED: dict[str, tuple[str, Callable[[], bytes]]] = {
    "txt UTF-8": ("txt", _LONG.encode),
    "txt GB18030": ("txt", lambda: _LONG.encode("gb18030")),
    "Markdown": ("md", lambda: _LONG.replace("\n", "\n\n").encode()),
    "网页": ("html", _long_page),
    "docx": ("docx", _long_word),
}
"""Formats measured in MB of text (UTF-8) a second, on files some hundred times as long as a report."""

SINGLE = {name: SAMPLES[name] for name in ("txt-utf8", "html-paragraphs", "docx-typed", "doc", "pdf", "scan-pdf")}
"""One report of some 2,000 characters, four pages, as it comes."""


@cache
def sized(label: str) -> bytes:
    return SIZED[label][1]()


@cache
def single(name: str) -> bytes:
    return SINGLE[name].make()


def walked(data: bytes, suffix: str) -> CleanText:
    return clean(read(data, name=f"年报.{suffix}"))


@pytest.mark.parametrize("label", SIZED)
def test_long_files(label: str, benchmark: Any) -> None:
    found = benchmark(walked, sized(label), SIZED[label][0])
    assert len(found.text) > 100_000
    assert found.text.count("青禾县人民政府2023年度法治政府建设情况报告") > 50


@pytest.mark.parametrize("name", SINGLE)
def test_one_report(name: str, benchmark: Any) -> None:
    sample = SINGLE[name]
    if sample.office and matrix.soffice() is None:
        pytest.skip("LibreOffice is not installed (.ci/run installs it)")
    if sample.scan and not is_available():
        pytest.skip("the extra ocr is not installed (.ci/run installs it)")
    found = benchmark.pedantic(walked, (single(name), sample.suffix), rounds=1 if sample.office else 5)
    if sample.scan:
        assert abs(len(squeezed(found.text)) - len(EXPECTED)) < 0.05 * len(EXPECTED)
    else:
        assert squeezed(found.text) == EXPECTED


def test_text_alone_imports_no_heavy_library() -> None:
    code = (
        "import sys; from checker import check; check(sys.stdin.buffer.read(), name='年报.txt');"
        f"print([name for name in {_HEAVY!r} if name in sys.modules])"
    )
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        [sys.executable, "-c", code], input=matrix.txt(), capture_output=True, cwd=ROOT, env=environment, check=True
    )
    assert done.stdout.decode().strip() == "[]"


def _seconds(data: bytes, suffix: str, rounds: int) -> float:
    """Median seconds: of processor time where the work is done here, of wall time where a child does it."""
    clock = perf_counter if suffix in {"doc", "pdf"} else process_time
    times = []
    for _ in range(rounds):
        start = clock()
        walked(data, suffix)
        times.append(clock() - start)
    return median(times)


def main() -> None:
    """Print both tables in Markdown."""
    print("| 格式 | 文件 | 文字（UTF-8） | 用时 | 每秒 |\n| --- | --- | --- | --- | --- |")
    for label, (suffix, _) in SIZED.items():
        data = sized(label)
        size = len(walked(data, suffix).text.encode()) / 1e6
        took = _seconds(data, suffix, 5)
        print(f"| {label} | {len(data) / 1e6:.2f} MB | {size:.2f} MB | {took:.2f} 秒 | {size / took:.1f} MB |")
    print("\n| 一份报告（约 2,000 字、4 页） | 用时 | 每秒 |\n| --- | --- | --- |")
    for name, sample in SINGLE.items():
        took = _seconds(single(name), sample.suffix, 3 if sample.office else 30)
        paged = sample.suffix == "pdf"
        rate = f"{4 / took:.1f} 页" if paged else f"{1 / took:,.1f} 份"
        print(f"| {sample.label} | {1000 * took:,.1f} 毫秒 | {rate} |")
    assert converted("pdf")


if __name__ == "__main__":
    main()
