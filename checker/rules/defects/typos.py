"""``text.typos``: slips that the text itself or a curated table proves.

Sources: the confusion table (rubrics/lexicon/typos.yaml), doubled words, punctuation that is doubled or
lost, measure words, and one name spelt two ways in the same report. A unit's own words
(``own_words``) silence what they contain.
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.model import Defect, Detection
from checker.rules.context import Context
from checker.rules.defects.places import detect as foreign_places
from checker.rules.defects.quoting import shown
from checker.rules.defects.typos_marks import marks
from checker.rules.defects.typos_measures import measures
from checker.rules.defects.typos_names import two_spellings
from checker.rules.defects.typos_repeats import repeats
from checker.rules.defects.wording import inside_body, outermost, overlaps, wording


def _confusions(context: Context) -> Iterator[Defect]:
    report = context.report
    hits = [hit for hit in wording(context).get("typo", []) if inside_body(context, hit[0], hit[1])]
    for start, end, line in outermost(hits):
        why = str(line.data.get("why") or "")
        reason = f"（{why}）" if why else ""
        yield Defect(
            start, end, f"{shown(report, start, end)}疑为“{line.right}”{reason}，请核对。", suggestion=f"“{line.right}”"
        )


def detect(context: Context) -> Detection:
    """Provable slips of the body, one per place."""
    found: list[Defect] = []
    for part in (_confusions, repeats, marks, measures, two_spellings):
        found.extend(part(context))
    found.sort(key=lambda d: (d.start, -d.end))
    own = wording(context).get("own", [])
    defects: list[Defect] = []
    for defect in found:
        if (not defects or defect.start >= defects[-1].end) and not overlaps(own, defect.start, defect.end):
            defects.append(defect)
    return Detection(tuple(defects), 1)


DETECTORS = {"text.typos": detect, "text.foreign-places": foreign_places}
