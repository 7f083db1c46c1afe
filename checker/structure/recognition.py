"""Which kind of report a text is: its title tells first, its fixed contents second."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from checker.model import Metadatum, Paragraph
from checker.structure.blanks import unspaced
from checker.structure.frame import find_title, is_title
from checker.structure.lexicon import reading_as, words
from checker.structure.types import ReportType, types

PAGE_TITLE = "页面标题"
"""The name under which the reader of HTML keeps the page's own title."""

_HEAD = 4000


@dataclass(frozen=True, slots=True)
class Told:
    """A kind of report, what told it (title, structure, default), and the reason as a Chinese clause."""

    kind: ReportType
    source: str
    reason: str


def recognise(text: str, folded: str, paragraphs: Sequence[Paragraph], metadata: Sequence[Metadatum]) -> Told:
    """The kind of report a text is; what cannot be told is taken for the main kind, whose guard then judges.

    The title that stands first decides. Without one, the text's own fixed contents do.
    """
    main, *others = types()
    head = unspaced(folded[:_HEAD])
    own = find_title(text, folded, paragraphs)
    titles = [(own.start, _Titled(main, own.value, ""))] if own else []
    for kind in others:
        if any(word in head for word in kind.subject):
            titles += _titles_of(kind, text, folded, paragraphs)
    if titles:
        # of two kinds that claim one title, the one that names itself in it has the better claim
        found = min(titles, key=lambda item: (item[0], item[1].kind is main))[1]
        word = found.word or _own_word(found.title)
        return Told(found.kind, "title", f"标题含“{word}”")
    page = _page_title(others, metadata)
    if page is not None:
        return page
    for kind in others:
        signs = kind.signs_in(folded)
        if len(signs) >= kind.least:
            shown = "".join(f"“{sign}”" for sign in signs[:3])
            return Told(kind, "structure", f"没有标题，正文有{shown}等这种报告固定的内容")
    return Told(main, "default", "没有可凭以判断的标题，按正文内容检查")


@dataclass(frozen=True, slots=True)
class _Titled:
    kind: ReportType
    title: str
    word: str


def _titles_of(kind: ReportType, text: str, folded: str, paragraphs: Sequence[Paragraph]) -> list[tuple[int, _Titled]]:
    """The title of this kind at the head of the text, if there is one."""
    with reading_as(kind.words):
        found = find_title(text, folded, paragraphs)
    if found is None:
        return []
    word = kind.titled(found.value)
    return [(found.start, _Titled(kind, found.value, word))] if word else []


def _own_word(title: str) -> str:
    """The words of a title of the main kind that name its subject."""
    found = words().own_title.search(title)
    return found[0] if found else title


def _page_title(others: Sequence[ReportType], metadata: Sequence[Metadatum]) -> Told | None:
    """A kind of report told by the page's own title, where the text has none."""
    names = (*words().page["title"], PAGE_TITLE)
    for item in metadata:
        title = unspaced(item.value)
        if re.sub(r"\s", "", item.name) not in names or is_title(title):
            continue
        for kind in others:
            with reading_as(kind.words):
                told = kind.titled(title) if is_title(title) else ""
            if told:
                return Told(kind, "title", f"页面标题含“{told}”")
    return None
