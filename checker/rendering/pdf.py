"""``--format pdf``: the audit letter set by typst, with a font of this machine embedded as a subset."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from importlib.resources import files
from typing import Any

from checker.errors import UnwritableError
from checker.model import Assessment
from checker.rendering import RenderOptions
from checker.rendering.letter_content import content
from checker.rendering.letter_words import office_words
from checker.rendering.pdf_fonts import Faces, find_faces

_FONT_REMEDY = "请安装任一中文字体（如 Debian、Ubuntu 的 fonts-noto-cjk 或 fonts-wqy-microhei），或改用 letter 格式"


def render(assessments: Sequence[Assessment], options: RenderOptions) -> bytes:
    """The letter as PDF. Raises ``UnwritableError`` where typst or a Chinese font is missing.

    The bytes depend on the fonts of the machine, and on nothing else beside the arguments.
    """
    (assessment,) = assessments
    say = office_words(options.lang)
    target = say("pdf.target")
    try:
        import typst
    except ImportError:
        remedy = "请运行 pip install 'fazhi-checker[pdf]'，或改用 letter 格式后在 Word、WPS 中另存为 PDF"
        raise UnwritableError(target, "本机没有安装排版组件 typst", remedy) from None
    fonts = typst.Fonts(include_system_fonts=True, include_embedded_fonts=False)
    faces = find_faces(families(fonts))
    if faces is None:
        raise UnwritableError(target, "本机没有找到中文字体", _FONT_REMEDY)
    letter = content(assessment, say)
    template = files("checker.rendering").joinpath("pdf_letter.typ").read_bytes()
    try:
        data: bytes = typst.compile(
            template,
            format="pdf",
            font_paths=fonts,
            # values, never markup: the template parses them as JSON
            sys_inputs={"letter": json.dumps(asdict(letter)), "faces": json.dumps(_looks(faces))},
        )
    except (RuntimeError, OSError) as error:
        reason = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
        raise UnwritableError(target, f"排版没有完成（{reason}）", "请改用 letter 格式，并向维护者反映") from error
    return data


def families(fonts: Any = None) -> set[str]:
    """The font families of ``fonts``, or of this machine. Raises ``ImportError`` without typst."""
    if fonts is None:
        import typst

        fonts = typst.Fonts(include_system_fonts=True, include_embedded_fonts=False)
    return {font.family for font in fonts.fonts()}


def _looks(faces: Faces) -> dict[str, object]:
    """The lists of fonts as typst takes them: Latin letters and digits from their own font, quotes not."""
    latin = [{"name": faces.latin, "covers": "latin-in-cjk"}] if faces.latin else []
    uses = {"title": faces.title, "head": faces.head, "kai": faces.kai, "body": faces.body}
    return {**{use: [*latin, name] for use, name in uses.items()}, "bold": "bold" if faces.bold else "regular"}
