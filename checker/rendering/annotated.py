"""``--format docx``: the author's own Word file with comments on it; of any other file, a .docx of its text."""

from __future__ import annotations

from collections.abc import Sequence

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
        from checker.rendering.annotated_own import annotate

        return annotate(assessment, made, options, say)
    return of_text(assessment, made, options, say)
