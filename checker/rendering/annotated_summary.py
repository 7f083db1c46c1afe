"""A summary for the end of an annotated document: set directly, so that it needs no style of the author's file."""

from __future__ import annotations

from checker.model import STATUSES, Assessment
from checker.reading.own_summary import SUMMARY_MARK
from checker.rendering.letter_word import BLACK, BODY, cell, paragraph, plain, row, run, table
from checker.rendering.width import shorten
from checker.rendering.words import OPEN, Words, number

_MOST_ROWS = 300
_SAID = 300
_WIDTHS = (700, 1200, 2400, 4500)


def summary(assessment: Assessment, say: Words, bookmark: int) -> str:
    """Block-level XML that begins on a page of its own, in a bookmark of that number, by which it is known again."""
    score = assessment.score
    opened = [finding for status in OPEN for finding in assessment.findings if finding.status == status]
    counts = say("list").join(
        f"{say(f'status.{status}')} {assessment.counts[status]}" for status in STATUSES if assessment.counts.get(status)
    )
    points = say("points", score=number(score.value))
    arithmetic = say(
        "arithmetic",
        earned=number(score.earned, 2),
        possible=number(score.possible, 2),
        score=number(score.value, 2),
    )
    lines = [
        (say("verdict"), f"{say(f'verdict.{assessment.verdict}')}{say('list')}{points}"),
        (say("score"), arithmetic),
        (say("status"), counts),
        *(("", reason) for reason in assessment.gate_reasons),
        (say("rubric"), f"{assessment.rubric.title or assessment.rubric.id} {assessment.rubric.version}"),
        (say("reading"), say("list").join(say.reading(assessment))),
    ]
    made = [
        paragraph(
            run(say("summary.title"), font=BLACK, points=18), align="center", indent=0, line=480, after=120,
            page_break=True,
        ),
        _line("", say("summary.note"), say),
        *(_line(label, text, say) for label, text in lines if text),
    ]  # fmt: skip
    if opened:
        heads = ("letter.no", "status", "criterion", "message")
        rows = [row((_cell(say(head), wide, bold=True) for head, wide in zip(heads, _WIDTHS, strict=True)), head=True)]
        for index, finding in enumerate(opened[:_MOST_ROWS], start=1):
            _, lacking = say.elements(finding)
            unmet = f" {say('unmet')}{say('colon')}{lacking}" if lacking else ""
            texts = (
                str(index),
                say(f"status.{finding.status}"),
                say.name(assessment, finding),
                finding.message + unmet,
            )
            rows.append(row(_cell(text, width) for text, width in zip(texts, _WIDTHS, strict=True)))
        made.append(table(rows, _WIDTHS))
        rest = len(opened) - _MOST_ROWS
        if rest > 0:
            made.append(_line("", say("more", n=rest), say))
    else:
        made.append(_line("", say("none-open"), say))
    start = f'<w:bookmarkStart w:id="{bookmark}" w:name="{SUMMARY_MARK}"/>'
    end = f'<w:p><w:bookmarkEnd w:id="{bookmark}"/></w:p>'
    return "".join(made).replace("</w:pPr>", f"</w:pPr>{start}", 1) + end


def _line(label: str, text: str, say: Words) -> str:
    bold = run(label + say("colon"), font=BODY, points=12, bold=True) if label else ""
    return paragraph(
        bold + run(shorten(plain(text), 2000), font=BODY, points=12), align="left", indent=0, line=380, after=40
    )


def _cell(text: str, width: int, *, bold: bool = False) -> str:
    inner = run(shorten(plain(text), _SAID), font=BODY, points=10.5, bold=bold)
    return cell(paragraph(inner, align="left", indent=0, line=300), width, fill="D9D9D9" if bold else "")
