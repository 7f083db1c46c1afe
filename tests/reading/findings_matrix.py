"""The samples of the findings matrix and how they compare; run as a program it prints the table of the docs.

``python -m tests.reading.findings_matrix`` needs LibreOffice and the extra ``ocr`` for its last rows.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from checker.model import Assessment
from checker.pipeline import check
from tests.reading.builders import matrix
from tests.reading.builders.report import squeezed


@dataclass(frozen=True, slots=True)
class Sample:
    """``scan``: the text is recognised; ``office``: LibreOffice makes or reads the file."""

    label: str
    suffix: str
    make: Callable[[], bytes]
    scan: bool = False
    office: bool = False


@cache
def converted(suffix: str) -> bytes:
    return matrix.converted(matrix.typed_docx(), suffix)


def _scan(form: str, *, worn: bool = False, dpi: int = 150) -> bytes:
    pages = matrix.page_images(converted("pdf"), dpi)
    return matrix.saved(matrix.worn(pages) if worn else pages, form)


SAMPLES: dict[str, Sample] = {
    "txt-utf8": Sample("txt（UTF-8）", "txt", matrix.txt),
    "txt-gb18030": Sample("txt（GB18030）", "txt", lambda: matrix.txt("gb18030")),
    "txt-utf16": Sample("txt（UTF-16）", "txt", lambda: matrix.txt("utf-16")),
    "txt-wrapped": Sample("txt（每行 30 字硬换行）", "txt", matrix.wrapped),
    "md": Sample("Markdown", "md", matrix.markdown),
    "html-paragraphs": Sample("网页（p 分段）", "html", matrix.html),
    "html-breaks": Sample("网页（br 换行）", "html", lambda: matrix.html("breaks")),
    "html-plain": Sample("网页（无栏目框架）", "html", lambda: matrix.html("plain")),
    "docx-typed": Sample("docx（手打编号）", "docx", matrix.typed_docx),
    "docx-automatic": Sample("docx（自动编号）", "docx", matrix.automatic_docx),
    "odt": Sample("odt", "odt", lambda: converted("odt"), office=True),
    "doc": Sample("doc", "doc", lambda: converted("doc"), office=True),
    "rtf": Sample("rtf", "rtf", lambda: converted("rtf"), office=True),
    "pdf": Sample("pdf（有文字）", "pdf", lambda: converted("pdf"), office=True),
    "scan-pdf": Sample("扫描 pdf（150 dpi）", "pdf", lambda: _scan("pdf"), scan=True, office=True),
    "scan-tiff": Sample("扫描 tiff（150 dpi，多页）", "tiff", lambda: _scan("tiff"), scan=True, office=True),
    "scan-worn": Sample("扫描 pdf（倾斜、有噪点）", "pdf", lambda: _scan("pdf", worn=True), scan=True, office=True),
}

Answer = tuple[str, str, tuple[str, ...]]


def answers(assessment: Assessment) -> dict[str, Answer]:
    """What each criterion says: coverage, status, and its evidence without white space."""
    return {
        finding.criterion: (
            finding.coverage,
            finding.status,
            tuple(squeezed(quote.text) for quote in finding.evidence),
        )
        for finding in assessment.findings
    }


@cache
def assessed(name: str) -> Assessment:
    """The sample's only assessment."""
    sample = SAMPLES[name]
    (assessment,) = check(sample.make(), name=f"年报.{sample.suffix}")
    return assessment


@cache
def expected() -> dict[str, Answer]:
    """The answers to the .docx with typed numbers, which all others are held against."""
    return answers(assessed("docx-typed"))


def differing(name: str) -> dict[str, tuple[Answer, Answer]]:
    """Criteria of the sample whose answer is another one, as (expected, got)."""
    base, got = expected(), answers(assessed(name))
    return {criterion: (base[criterion], got[criterion]) for criterion in base if base[criterion] != got[criterion]}


def main() -> None:
    """Print the table in Markdown."""
    print("| 格式 | 条目 | 结论相同 | 依据也相同 |\n| --- | --- | --- | --- |")
    for name, sample in SAMPLES.items():
        different = differing(name)
        status = sum(base[:2] == got[:2] for base, got in different.values())
        same = len(expected()) - len(different)
        print(f"| {sample.label} | {len(expected())} | {same + status} | {same} |")


if __name__ == "__main__":
    main()
