"""Does the passage tell of years before those the report is on?"""

from __future__ import annotations

import re

from checker.language.frame import Frame

# "2020年至2022年，……" and "早在2019年，……" open a sentence; "2019年以来" reaches into the report's own year.
_OPENS = re.compile(
    r"[\s　]*(?:早在|在|到|至)?((?:19|20)\d\d)年?(?:[—\-～~至到和、]{1,2}((?:19|20)\d\d)年)?"
    r"(?:度|底|末|初|[上下]半年|\d{1,2}月(?:份|底|初)?)?[，,]"
)
_YEAR = re.compile(r"(?:19|20)\d\d(?=年)")
_GOES_ON = re.compile(r"以来|至今|[年月日]起|沿用|延续|继续|仍|今年|本年|当前|目前|现[有已在]|截至")


def before_period(frame: Frame) -> str | None:
    """The words that date the whole sentence before the report's years ("2020年至2022年，"), if they do."""
    years = frame.scan.report.identity.years
    sentence_start, sentence_end = frame.scan.segments.sentence(frame.clause_start)
    opening = _OPENS.match(frame.view, sentence_start, sentence_end) if years else None
    if opening is None:
        return None
    first = min(years)
    last = max(int(year) for year in opening.groups() if year)
    if last >= first or (last == first - 1 and opening[2] is None):
        # December of the year before is often told, and December is when last year's papers took effect.
        return None
    later = any(int(match[0]) >= first for match in _YEAR.finditer(frame.view, opening.end(), sentence_end))
    if later or _GOES_ON.search(frame.view, sentence_start, sentence_end):
        return None
    return opening[0].strip(" 　，,")
