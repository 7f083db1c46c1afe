"""The letter as PDF: its text, its fonts, what is said where something is missing, and no markup from the report."""

from __future__ import annotations

import builtins
import re
from collections.abc import Sequence
from typing import Any

import pypdfium2
import pytest

from checker.errors import UnwritableError
from checker.model import Assessment
from checker.rendering import RenderOptions, render
from checker.rendering import pdf as pdf_format
from checker.rendering.pdf_fonts import Faces, find_faces

from . import samples

typst = pytest.importorskip("typst", reason="the extra “pdf” is not installed")
FAMILIES = {font.family for font in typst.Fonts(include_embedded_fonts=False).fonts()}
has_font = pytest.mark.skipif(find_faces(FAMILIES) is None, reason="no Chinese font on this machine")


def pages(data: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(data)
    texts = [page.get_textpage().get_text_range() for page in document]
    document.close()
    return texts


def words(data: bytes) -> str:
    return re.sub(r"\s", "", "".join(pages(data)))


@has_font
def test_the_letter_and_its_page_numbers() -> None:
    data = render([samples.realistic()], "pdf")
    texts = pages(data)
    assert texts[0].lstrip().startswith("法治政府建设年度报告审查意见书")
    for number, text in enumerate(texts, start=1):
        assert f"— {number} —" in text
    said = words(data)
    for part in (
        "审查结论为“未通过”，得分62.86分",
        "22÷35×100=62.86",
        "1．行政执法“三项制度”（必备，不符合）",
        "“<script>alert('1')</script>”",
        "审查机关（印章）：",
    ):
        assert part in said
    assert "审查人：" in texts[-1]
    assert "六、读取情况和说明" in texts[-1]


@has_font
def test_a_page_is_a4_and_fonts_are_subsets() -> None:
    data = render([samples.realistic()], "pdf")
    page = pypdfium2.PdfDocument(data)[0]
    assert [round(side) for side in page.get_size()] == [595, 842]
    names = re.findall(rb"/BaseFont\s*/([A-Za-z0-9+\-]+)", data)
    assert all(re.match(rb"[A-Z]{6}\+", name) for name in names)
    assert len(data) < 1_000_000


@has_font
def test_the_same_bytes_every_time() -> None:
    assert render([samples.realistic()], "pdf") == render([samples.realistic()], "pdf")


@has_font
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_markup_of_any_kind_stays_text(lang: str) -> None:
    evil = '#panic(1) #read(sys.inputs.letter) $x^2$ @ref <label> *粗* _斜_ `码` \\ // /* "引" = 标题 #[x] https://a.b'
    rows = [samples.Row("form.title", evil, "fail", "none", "required", evil, evil)]
    data = render([samples.realistic(rows)], "pdf", RenderOptions(lang=lang))  # type: ignore[arg-type]
    assert "#panic(1)#read(sys.inputs.letter)$x^2$@ref<label>*粗*_斜_`码`\\///*" in words(data)
    assert b"/URI" not in data


@has_font
@pytest.mark.parametrize(
    "sample", [samples.hostile(), samples.passing(), samples.big()], ids=["hostile", "clean", "big"]
)
def test_every_sample_comes_out(sample: Assessment) -> None:
    data = render([sample], "pdf")
    assert data.startswith(b"%PDF-")
    assert b"/JavaScript" not in data


@has_font
def test_ten_thousand_findings_come_out_bounded() -> None:
    data = render([samples.hostile(10_000)], "pdf")
    assert len(data) < 5_000_000
    assert "另有9700项未列出" in words(data)


def test_without_typst_a_sentence_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def refuse(name: str, *rest: Any) -> Any:
        if name == "typst":
            raise ImportError(name)
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", refuse)
    with pytest.raises(UnwritableError, match=r"没有安装排版组件 typst。请运行 pip install 'fazhi-checker\[pdf\]'"):
        render([samples.realistic()], "pdf")


def test_without_a_chinese_font_a_sentence_says_which(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_format, "find_faces", lambda families: None)
    with pytest.raises(UnwritableError, match="没有找到中文字体。请安装任一中文字体"):
        render([samples.realistic()], "pdf")


def test_what_typst_says_becomes_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: Any, **__: Any) -> bytes:
        raise RuntimeError("file not found\n  at line 3")

    monkeypatch.setattr(typst, "compile", fail)
    monkeypatch.setattr(pdf_format, "find_faces", lambda families: Faces("a", "a", "a", "a"))
    with pytest.raises(UnwritableError, match=r"排版没有完成（file not found）。"):
        render([samples.realistic()], "pdf")


@pytest.mark.parametrize(
    ("families", "expected"),
    [
        ([], None),
        (["DejaVu Sans", "Times New Roman"], None),
        (["WenQuanYi Micro Hei"], Faces(*["WenQuanYi Micro Hei"] * 4, bold=True)),
        (
            ["SimSun", "SimHei", "KaiTi", "FangSong", "Times New Roman"],
            Faces("SimSun", "SimHei", "KaiTi", "FangSong", "Times New Roman"),
        ),
        (
            ["Noto Sans CJK SC", "Noto Serif CJK SC", "Liberation Serif"],
            Faces(
                "Noto Serif CJK SC", "Noto Sans CJK SC", "Noto Serif CJK SC", "Noto Serif CJK SC", "Liberation Serif"
            ),
        ),
        (
            ["FZXiaoBiaoSong-B05S", "FangSong_GB2312", "FangSong", "KaiTi_GB2312", "SimHei"],
            Faces("FZXiaoBiaoSong-B05S", "SimHei", "KaiTi_GB2312", "FangSong_GB2312"),
        ),
    ],
)
def test_the_nearest_fonts_are_taken(families: Sequence[str], expected: Faces | None) -> None:
    assert find_faces(families) == expected
