"""``--format letter``: the audit letter as a Word document that a supervisor checks, completes and signs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checker.model import Assessment
from checker.rendering import RenderOptions
from checker.rendering.letter_content import Bar, Item, Letter, Passage, content
from checker.rendering.letter_word import BLACK, BODY, KAI, cell, package, paragraph, row, run, table
from checker.rendering.letter_words import office_words

# Fill and ink of each status: greys far enough apart for any copier, and every count is written inside.
_INKS: dict[str, tuple[str, str]] = {
    "fail": ("404040", "FFFFFF"),
    "error": ("808080", "FFFFFF"),
    "warn": ("BFBFBF", "000000"),
    "pass": ("EBEBEB", "000000"),
    "not_applicable": ("FFFFFF", "595959"),
}
_HEAD = "D9D9D9"
_WIDTH = 8844
_NAME, _COUNTS, _SCORE = 2250, 2700, 1150
_ROWS = (640, 4054, 1050, 1150, 1950)
_IDENTITY = (1900, _WIDTH - 1900)
_HALF = 4400
_BLANK = "　　　　　　　　"


def render(assessments: Sequence[Assessment], options: RenderOptions) -> bytes:
    (assessment,) = assessments
    letter = content(assessment, office_words(options.lang))
    return package("".join(_body(letter)), letter.title)


def _body(letter: Letter) -> Iterator[str]:
    yield paragraph(run(letter.title), style="Title")
    yield paragraph(run("".join(letter.number), font=KAI), style="Flush", align="center", after=240)
    yield paragraph(run(letter.to), style="Flush")
    yield paragraph(run(letter.opening))
    yield _heading(letter.headings[0])
    yield table(
        (
            row((_small(label, _IDENTITY[0], bold=True, fill="F2F2F2"), _small(value, _IDENTITY[1])))
            for label, value in letter.identity
        ),
        _IDENTITY,
    )
    yield _heading(letter.headings[1])
    yield from (paragraph(run(basis, points=14), line=460) for basis in letter.bases)
    yield _heading(letter.headings[2])
    for index, sentence in enumerate(letter.verdict):
        yield paragraph(run(sentence, bold=index == 0))
    yield paragraph(run(letter.arithmetic))
    yield _caption(letter.chart_title)
    yield _chart(letter)
    yield _legend(letter)
    yield _heading(letter.headings[3])
    yield _caption(letter.table_title)
    yield _criteria(letter)
    if letter.table_more:
        yield paragraph(run(letter.table_more), style="Small")
    yield _heading(letter.headings[4])
    yield paragraph(run(letter.intro))
    for item in letter.items:
        yield from _item(item, letter)
    if letter.items_more:
        yield paragraph(run(letter.items_more))
    yield _heading(letter.headings[5])
    # the signatures never stand on a page by themselves
    yield from (paragraph(run(text, points=14), line=460, keep=True) for text in letter.closing)
    yield from _signatures(letter)


def _heading(text: str) -> str:
    return paragraph(run(text), style="Heading1", before=120, after=60, line=579)


def _caption(text: str) -> str:
    return paragraph(
        run(text, font=BLACK, points=12), align="center", indent=0, before=120, after=60, line=360, keep=True
    )


def _small(
    text: str,
    width: int,
    *,
    bold: bool = False,
    fill: str = "",
    align: str = "left",
    span: int = 1,
    points: float = 10.5,
    keep: bool = False,
) -> str:
    inner = run(text, font=BODY, points=points, bold=bold)
    return cell(paragraph(inner, style="Small", align=align, keep=keep), width, fill=fill, span=span)


# ---------------------------------------------------------------------- tables


def _chart(letter: Letter) -> str:
    """A bar of cells per group: the grid has a column for every criterion of the largest group."""
    units = max(letter.units, 1)
    room = _WIDTH - _NAME - _COUNTS - _SCORE
    unit = room // units
    widths = (_NAME, *[unit] * units, _COUNTS, _SCORE)
    heads = zip(letter.chart_heads, (_NAME, unit * units, _COUNTS, _SCORE), (1, units, 1, 1), strict=True)
    rows = [
        row(
            (_small(text, wide, bold=True, fill=_HEAD, align="center", span=span) for text, wide, span in heads),
            head=True,
        ),
        *(row(_bar(bar, units, unit)) for bar in letter.bars),
    ]
    return table(rows, widths)


def _bar(bar: Bar, units: int, unit: int) -> Iterator[str]:
    yield _small(bar.name, _NAME)
    used = 0
    for status, cells, count in bar.shares:
        fill, ink = _INKS[status]
        inner = paragraph(run(count, points=9, color=ink, bold=status == "fail"), style="Small", align="center")
        yield cell(inner, unit * cells, fill=fill, span=cells, bare=True)
        used += cells
    if used < units:
        yield cell(paragraph("", style="Small"), unit * (units - used), span=units - used, bare=True)
    yield _small(bar.counts, _COUNTS, points=9)
    yield _small(bar.score, _SCORE, align="center")


def _legend(letter: Letter) -> str:
    parts = [run(letter.legend_label, points=10.5)]
    for status, name in letter.legend:
        fill, _ = _INKS[status]
        parts.append(_swatch(fill))
        parts.append(run(f" {name}　", points=10.5))
    return paragraph("".join(parts), style="Small", before=60, after=60, line=300)


def _swatch(fill: str) -> str:
    return (
        '<w:r><w:rPr><w:sz w:val="18"/><w:szCs w:val="18"/><w:bdr w:val="single" w:sz="4" w:space="0" '
        f'w:color="595959"/><w:shd w:val="clear" w:color="auto" w:fill="{fill}"/></w:rPr><w:t>　</w:t></w:r>'
    )


def _criteria(letter: Letter) -> str:
    rows = [
        row((_small(t, w, bold=True, fill=_HEAD, align="center") for t, w in _paired(letter.table_heads)), head=True)
    ]
    for each in letter.rows:
        if not each.number:
            rows.append(row([_small(each.name, _WIDTH, bold=True, fill="F2F2F2", span=len(_ROWS), keep=True)]))
            continue
        texts = (each.number, each.name, each.level, each.coverage, each.status)
        rows.append(
            row(
                _small(
                    text,
                    width,
                    align="left" if index == 1 else "center",
                    bold=index == 4 and each.mark in ("fail", "error"),
                    fill=_HEAD if index == 4 and each.mark in ("fail", "error") else "",
                )
                for index, (text, width) in enumerate(_paired(texts))
            )
        )
    return table(rows, _ROWS)


def _paired(texts: Sequence[str]) -> Iterator[tuple[str, int]]:
    return zip(texts, _ROWS, strict=True)


# ---------------------------------------------------------------------- findings, signature


def _item(item: Item, letter: Letter) -> Iterator[str]:
    yield paragraph(run(item.heading, points=15, bold=True), before=160, line=500, keep=True)
    if item.message:
        yield _line("", item.message)
    for label, passages in zip(letter.labels, (item.evidence, item.near), strict=True):
        if passages:
            yield _line(label, "", keep=True)
            yield from map(_passage, passages)
    yield from (_line(label, text) for label, text in item.lines)


def _line(label: str, text: str, *, keep: bool = False) -> str:
    bold = run(f"{label}：", points=14, font=BLACK) if label else ""
    return paragraph(bold + run(text, points=14), indent=200, line=460, keep=keep)


def _passage(passage: Passage) -> str:
    place = run(f"　{passage.place}", font=BODY, points=10.5, color="595959") if passage.place else ""
    return paragraph(run(passage.text) + place, style="Quotation")


def _signatures(letter: Letter) -> Iterator[str]:
    reviewer, checker, head, organ, day = letter.signatures
    yield paragraph("", style="Flush", keep=True)
    yield paragraph(run(f"{reviewer}{_BLANK}{checker}"), keep=True)
    yield paragraph(run(head), keep=True, before=160)
    yield paragraph(run(organ), indent=0, left=_HALF, keep=True, before=320)
    yield paragraph(run(day), indent=0, left=_HALF, before=160)
