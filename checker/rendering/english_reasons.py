"""The sentences that decided a verdict (``checker.scoring.decide``), in English."""

from __future__ import annotations

import re
from collections.abc import Mapping

from checker.model import Assessment

_STATUS = {"不符合": "Fail", "未能判定": "Not judged", "需核对": "To check"}
_COUNTED = re.compile(r"有 (\d+) 个条目(不符合|未能判定|需核对)(?:：(.+))?")
_MISSED = re.compile(r"必须通过的条目未通过：(.+)")
_SCORE = re.compile(r"得分 (\S+) 低于门槛 (\S+)")
_WARNS = re.compile(r"需核对的条目有 (\d+) 个，多于门槛 (\d+) 个")
_WHOLE = {
    "没有一个条目可以判断": "No criterion could be judged",
    "所有适用条目均符合": "All applicable criteria pass",
    "门槛的各项条件都满足": "All conditions of the policy are met",
}
_NONE_FAILS = "没有不符合的条目；"


def reason_en(sentence: str, assessment: Assessment) -> str:
    """One sentence in English, criteria by their English names; one that is not known stays as it is."""
    names = {one.name: one.name_en or one.name for one in assessment.rubric.criteria}
    if sentence in _WHOLE:
        return _WHOLE[sentence]
    if sentence.startswith(_NONE_FAILS):
        rest = [_counted(part, names) for part in sentence.removeprefix(_NONE_FAILS).split("，")]
        return "No criterion is Fail; " + ", ".join(rest)
    if found := _MISSED.fullmatch(sentence):
        return f"Criteria that must pass do not: {_named(found[1], names)}"
    if found := _SCORE.fullmatch(sentence):
        return f"The score of {found[1]} is below {found[2]}"
    if found := _WARNS.fullmatch(sentence):
        return f"{found[1]} criteria are To check, more than the {found[2]} allowed"
    return _counted(sentence, names)


def _counted(sentence: str, names: Mapping[str, str]) -> str:
    found = _COUNTED.fullmatch(sentence)
    if found is None:
        return sentence
    told = f"{found[1]} {'criterion is' if found[1] == '1' else 'criteria are'} {_STATUS[found[2]]}"
    return f"{told}: {_named(found[3], names)}" if found[3] else told


def _named(listed: str, names: Mapping[str, str]) -> str:
    """A list of Chinese names, which may themselves hold the mark between two of them, as English ones."""
    shown: list[str] = []
    while listed:
        fitting = [name for name in names if listed == name or listed.startswith(f"{name}、")]
        name = max(fitting, key=len, default=listed)
        shown.append(names.get(name, name))
        listed = listed[len(name) + 1 :]
    return ", ".join(shown)
