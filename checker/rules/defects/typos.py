"""``text.typos``: slips that the text itself, a curated table or the sound of a word proves.

Sources: the confusion table (rubrics/lexicon/typos.yaml), doubled words, punctuation that is doubled or
lost, measure words, one name spelt two ways in the same report, and characters replaced by one of the same
sound. A unit's own words (``own_words``) silence what they contain.
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.model import Defect, Detection
from checker.rules.context import Context
from checker.rules.defects.places import detect as foreign_places
from checker.rules.defects.quoting import shown
from checker.rules.defects.typos_across import across_words
from checker.rules.defects.typos_marks import marks
from checker.rules.defects.typos_measures import measures
from checker.rules.defects.typos_names import two_spellings
from checker.rules.defects.typos_repeats import repeats
from checker.rules.defects.typos_sounds import same_sound
from checker.rules.defects.wording import inside_body, outermost, overlaps, wording

_PAIR = 2
"""Characters of a confusion that two words may come to write by chance (“机|构健|全”)."""


def _confusions(context: Context) -> Iterator[Defect]:
    report = context.report
    hits = [hit for hit in wording(context).get("typo", []) if inside_body(context, hit[0], hit[1])]
    for start, end, line in outermost(hits):
        if end - start == _PAIR == len(line.right) and across_words(report.folded, start, end, line.right):
            continue
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
    defects = _apart(found, context)
    # What the table and the text itself prove comes first.
    by_sound = [d for d in same_sound(context) if not any(d.start < o.end and o.start < d.end for o in defects)]
    if by_sound:
        defects = _apart([*defects, *by_sound], context)
    return Detection(tuple(defects), 1)


def _apart(found: list[Defect], context: Context) -> list[Defect]:
    """In text order, without those that run into an earlier one or into the unit's own words."""
    own = wording(context).get("own", [])
    defects: list[Defect] = []
    for defect in sorted(found, key=lambda d: (d.start, -d.end)):
        if (not defects or defect.start >= defects[-1].end) and not overlaps(own, defect.start, defect.end):
            defects.append(defect)
    return defects


DETECTORS = {"text.typos": detect, "text.foreign-places": foreign_places}
