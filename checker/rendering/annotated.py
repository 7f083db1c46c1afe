"""``--format docx``: the author's own Word file with comments on it; of any other file, a .docx of its text."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from zipfile import BadZipFile

from checker.errors import UnwritableError
from checker.model import Assessment
from checker.rendering import RenderOptions
from checker.rendering.letter_words import office_words


def render(assessments: Sequence[Assessment], options: RenderOptions) -> bytes:
    from checker.rendering.annotated_notes import notes
    from checker.rendering.annotated_plain import of_text

    (assessment,) = assessments
    say = office_words(options.lang)
    made = notes(assessment, options, say)
    document = assessment.report.clean.document
    if document.format == "docx" and document.data.startswith(b"PK"):
        from lxml.etree import XMLSyntaxError

        from checker.rendering.annotated_own import annotate

        try:
            return annotate(assessment, made, options, say)
        except (BadZipFile, XMLSyntaxError, KeyError, EOFError, zlib.error, RuntimeError) as error:
            # parts that checking needs not read: a damaged picture, a list of content types that is missing
            what = "原文件里有不完整的部件"
            raise UnwritableError(say("docx.target"), what, "请用 Word 或 WPS 打开原文件另存后再试") from error
    return of_text(assessment, made, options, say)
