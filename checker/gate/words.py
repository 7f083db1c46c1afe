"""The gate's sentences in Chinese and English: what a clause asks, and what it found."""

from __future__ import annotations

from checker.gate.clause import Clause
from checker.rendering.words import number, words

_MOST_NAMED = 12

_ZH = {
    "asks.judged": "至少有一个条目作出判断",
    "asks.error.fail": "没有未能判定的条目",
    "asks.error.warn": "未能判定的条目按“需核对”计",
    "asks.error.undecided": "没有未能判定的条目（有则不能作出结论）",
    "asks.must_pass": "指定的 {n} 个条目必须符合",
    "asks.forbid": "{level}条目不得为{statuses}",
    "asks.max_warn": "需核对的条目至多 {limit} 个",
    "asks.min_score": "得分至少 {limit}",
    "asks.baseline": "与基线相比没有{statuses}的条目",
    "asks.baseline.any": "须有可对照的基线",
    "held.judged": "判断了 {value} 个条目，共 {n} 个",
    "held.error": "没有",
    "held.must_pass": "都符合",
    "held.forbid": "没有",
    "held.max_warn": "有 {value} 个",
    "held.min_score": "{value} 分",
    "held.baseline": "没有",
    "not.judged": "没有一个条目可以判断，不能作出结论",
    "not.error": "有 {n} 个条目未能判定：{names}",
    "not.must_pass": "必须符合的条目未通过：{names}",
    "not.forbid": "{level}条目有 {n} 个{statuses}：{names}",
    "not.max_warn": "需核对的条目有 {value} 个，多于规定的 {limit} 个：{names}",
    "not.min_score": "得分 {value}，低于规定的 {limit}",
    "not.baseline": "与基线相比有 {n} 个{statuses}的条目：{names}",
    "no-baseline": "没有可对照的基线",
    "no-baseline.skipped": "没有基线，未对照",
    "more": "等",
    "or": "或",
    "quoted": "“{text}”",
    "state.new": "新出现",
    "state.regressed": "有退步",
    "state.incomparable": "不可比",
    "state.improved": "有改进",
    "state.fixed": "已解决",
    "state.unchanged": "无变化",
}
_EN = {
    "asks.judged": "At least one criterion was judged",
    "asks.error.fail": "No criterion could not be judged",
    "asks.error.warn": "What could not be judged counts as a warning",
    "asks.error.undecided": "No criterion could not be judged (else no decision)",
    "asks.must_pass": "The {n} criteria named must pass",
    "asks.forbid": "No {level} criterion may be {statuses}",
    "asks.max_warn": "At most {limit} warnings",
    "asks.min_score": "A score of at least {limit}",
    "asks.baseline": "Against the baseline, no criterion is {statuses}",
    "asks.baseline.any": "There must be a baseline to compare with",
    "held.judged": "{value} of {n} judged",
    "held.error": "none",
    "held.must_pass": "all pass",
    "held.forbid": "none",
    "held.max_warn": "{value}",
    "held.min_score": "{value} points",
    "held.baseline": "none",
    "not.judged": "Not one criterion could be judged: no decision",
    "not.error": "{n} could not be judged: {names}",
    "not.must_pass": "Must pass and do not: {names}",
    "not.forbid": "{n} {level} criteria are {statuses}: {names}",
    "not.max_warn": "{value} warnings, more than {limit}: {names}",
    "not.min_score": "Score {value}, below {limit}",
    "not.baseline": "{n} criteria are {statuses} against the baseline: {names}",
    "no-baseline": "No baseline to compare with",
    "no-baseline.skipped": "no baseline, not compared",
    "more": ", …",
    "or": " or ",
    "quoted": "{text}",
    "state.new": "new",
    "state.regressed": "regressed",
    "state.incomparable": "incomparable",
    "state.improved": "improved",
    "state.fixed": "fixed",
    "state.unchanged": "unchanged",
}


def say(lang: str, key: str, **values: object) -> str:
    """An entry of this page in ``zh`` or ``en``."""
    return (_EN if lang == "en" else _ZH)[key].format(**values)


def asks(clause: Clause, lang: str) -> str:
    """The condition, as a short sentence without a full stop."""
    key = f"asks.{clause.kind}"
    if clause.kind == "error":
        key += f".{clause.statuses[0]}"
    if clause.kind == "baseline" and not clause.statuses:
        key += ".any"
    return say(lang, key, **_values(clause, lang) | {"n": clause.asked})


def found(clause: Clause, lang: str) -> str:
    """What was found: of a clause that holds in a few words, of another the sentence that decides."""
    if clause.kind == "baseline" and clause.value < 0:
        return say(lang, "no-baseline" if clause.outcome == "undecided" else "no-baseline.skipped")
    held = clause.outcome == "held" and not clause.names
    return say(lang, f"{'held' if held else 'not'}.{clause.kind}", **_values(clause, lang))


def _values(clause: Clause, lang: str) -> dict[str, object]:
    catalogue = words(lang)
    names = catalogue("list").join(clause.names[:_MOST_NAMED])
    kind = "state" if clause.kind == "baseline" else "status"
    statuses = () if clause.kind == "error" else clause.statuses
    told = [say(lang, f"state.{s}") if kind == "state" else catalogue(f"status.{s}") for s in statuses]
    return {
        "n": len(clause.names) or clause.asked,
        "value": number(clause.value),
        "limit": number(clause.limit),
        "names": names + (say(lang, "more") if len(clause.names) > _MOST_NAMED else ""),
        "level": catalogue(f"level.{clause.level}") if clause.level else "",
        "statuses": say(lang, "or").join(say(lang, "quoted", text=status) for status in told),
    }
