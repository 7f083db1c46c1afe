"""The summary that annotating puts behind a report, known again when the file is read: no text of the report.

A bookmark holds it. Word, WPS and LibreOffice keep bookmarks, whereas LibreOffice spoils a content control of
several paragraphs.
"""

from __future__ import annotations

from lxml import etree

Element = etree._Element

SUMMARY_MARK = "checker_summary"


def summary_blocks(body: Element) -> list[Element]:
    """The block-level elements of ``body`` from the one a summary's bookmark begins in to the one it ends in.

    Empty where there is none, or where its end is missing.
    """
    w = f"{{{etree.QName(body).namespace}}}"
    keys: set[str | None] = set()
    found: list[Element] = []
    length = 0
    for block in body:
        if not isinstance(block.tag, str):
            continue
        starts = block.iter(w + "bookmarkStart")
        # LibreOffice sets such a bookmark anew for each story it spans, as “…_Copy_1”
        keys |= {mark.get(w + "id") for mark in starts if (mark.get(w + "name") or "").startswith(SUMMARY_MARK)}
        if keys:
            found.append(block)
            if any(mark.get(w + "id") in keys for mark in block.iter(w + "bookmarkEnd")):
                length = len(found)
    return found[:length]
