"""Lint of a rubric: what is wrong, dead, doubled or risky in it, each with file and line."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from checker.errors import RubricError
from checker.language.patterns import Pattern, parse
from checker.measuring.cases import run_cases
from checker.measuring.phrases import never_matching
from checker.model import Criterion, Rubric
from checker.rubric.compilation import Compilation, Origin, ValuePath
from checker.rubric.load import compile_file, finished
from checker.rubric.marks import doubtful_marks
from checker.rubric.more_cases import add_cases
from checker.rubric.open import resolve, to_rubric
from checker.rubric.strict import strict_problems
from checker.rules.deselected import KIND as DESELECTED
from checker.rules.slots import pattern_sets

Severity = Literal["错误", "提示"]
MOST_EXPANSIONS = 400
"""A pattern that stands for more phrases than this is shown: such a one is better a group or two patterns."""

_CASE = 40
"""As many characters of a case are shown."""
_OVERLAP = 0.5
_LEAST_OVERLAP = 4
_PRACTICE = "通行做法"


@dataclass(frozen=True, slots=True)
class Remark:
    """``code`` names the check; ``where`` is ``file:line``; ``text`` one Chinese clause."""

    severity: Severity
    code: str
    where: str
    criterion: str
    text: str


@dataclass(frozen=True, slots=True)
class _Phrase:
    criterion: str
    slot: str
    text: str
    pattern: Pattern
    where: str


def lint(name_or_path: str, *, strict: bool = False) -> list[Remark]:
    """All remarks on a rubric, errors first. Raises ``RubricError`` where it does not even load."""
    from checker.rubric.compilation import builtin_folder

    path = resolve(name_or_path, builtin_folder())
    work = compile_file(Path(path))
    strictly = strict_problems(to_rubric(finished(work, name_or_path))) if strict and not work.problems else []
    add_cases(work)
    if work.problems:
        raise RubricError(name_or_path, work.problems)
    rubric = to_rubric(finished(work, name_or_path))
    phrases = _phrases(rubric, work.origins)
    remarks = [*_failing_cases(rubric)]
    remarks += [_strict(problem) for problem in strictly]
    remarks += _both_ways(phrases)
    remarks += _one_character(phrases)
    remarks += _expansions(phrases)
    remarks += _doubled(phrases)
    remarks += _dead(phrases)
    remarks += _shadowed(rubric, phrases)
    remarks += _unused_groups(rubric)
    remarks += _tier_wording(rubric)
    if _promises_english(work):
        remarks += _english(rubric)
    remarks += _told_by_nobody(rubric)
    remarks += _never(rubric, phrases)
    return sorted(remarks, key=lambda remark: remark.severity == "提示")


def _phrases(rubric: Rubric, origins: dict[str, dict[ValuePath, Origin]]) -> list[_Phrase]:
    groups = rubric.tables.get("groups") or {}
    found: list[_Phrase] = []
    for criterion in rubric.criteria:
        for slot, patterns in pattern_sets(criterion.params).items():
            for text in patterns:
                origin = origins.get(criterion.id, {}).get((slot, text))
                where = f"{origin.file}:{origin.line}" if origin else _home(criterion)
                found.append(_Phrase(criterion.id, slot, text, parse(text, groups), where))
    return found


def _home(criterion: Criterion) -> str:
    return criterion.origin.split("（")[0].split(", ")[0]


def _failing_cases(rubric: Rubric) -> Iterator[Remark]:
    for result in run_cases(rubric):
        if not result.passed:
            where = result.case.origin or _home(rubric.by_id[result.criterion])
            shown = " ".join(result.case.text.split())
            told = f"第 {result.number} 个案例{result.told}：{shown[:_CASE]}{'……' if len(shown) > _CASE else ''}"
            yield Remark("错误", "case", where, result.criterion, told)


def _strict(problem: str) -> Remark:
    where, _, text = problem.partition("：")
    criterion = text.partition("“")[2].partition("”")[0]
    return Remark("错误", "strict", where, criterion, text.partition("”")[2])


def _both_ways(phrases: list[_Phrase]) -> Iterator[Remark]:
    """A phrase that is both sought and ruled out is never found."""
    rejected = {(p.criterion, p.text) for p in phrases if p.slot == "reject"}
    for phrase in phrases:
        if phrase.slot != "reject" and (phrase.criterion, phrase.text) in rejected:
            text = f"“{phrase.text}”同时写在 {phrase.slot} 和 reject 里，永远不会采信"
            yield Remark("错误", "both-ways", phrase.where, phrase.criterion, text)


def _one_character(phrases: list[_Phrase]) -> Iterator[Remark]:
    for phrase in phrases:
        short = [part[0] for part in phrase.pattern.parts if all(len(word) == 1 for word in part)]
        if phrase.pattern.shape == "one" and any(len(word) == 1 for word in phrase.pattern.parts[0]):
            text = f"{phrase.slot} 的“{phrase.text}”里有只有一个字的短语，几乎处处都会命中"
            yield Remark("提示", "one-character", phrase.where, phrase.criterion, text)
        elif short and len(phrase.pattern.parts) - len(short) < 2:
            text = f"{phrase.slot} 的“{phrase.text}”有一部分只有一个字（{'、'.join(short)}），容易误中"
            yield Remark("提示", "one-character", phrase.where, phrase.criterion, text)


def _expansions(phrases: list[_Phrase]) -> Iterator[Remark]:
    for phrase in phrases:
        count = sum(len(part) for part in phrase.pattern.parts)
        if count > MOST_EXPANSIONS:
            text = f"{phrase.slot} 的“{phrase.text}”展开后有 {count} 个词，多于 {MOST_EXPANSIONS} 个，宜拆成几条"
            yield Remark("提示", "expansions", phrase.where, phrase.criterion, text)


def _doubled(phrases: list[_Phrase]) -> Iterator[Remark]:
    """The same phrase twice in one pattern list, or in two lists of one criterion."""
    seen: dict[tuple[str, str], _Phrase] = {}
    for phrase in phrases:
        first = seen.setdefault((phrase.criterion, phrase.text), phrase)
        if first is phrase or "reject" in (first.slot, phrase.slot):
            continue
        if first.slot == phrase.slot:
            text = f"{phrase.slot} 里“{phrase.text}”重复（前一处在 {first.where}）"
            yield Remark("提示", "doubled", phrase.where, phrase.criterion, text)
        elif not (first.slot.startswith("find:") and phrase.slot.startswith("find:")):
            text = f"“{phrase.text}”同时写在 {first.slot} 和 {phrase.slot} 里"
            yield Remark("提示", "doubled", phrase.where, phrase.criterion, text)


def _dead(phrases: list[_Phrase]) -> Iterator[Remark]:
    """Phrases that can only be found where a shorter one of the same list is found anyway."""
    slots: dict[tuple[str, str], list[_Phrase]] = defaultdict(list)
    for phrase in phrases:
        slots[phrase.criterion, phrase.slot].append(phrase)
    for members in slots.values():
        literals: dict[str, _Phrase] = {}
        for phrase in members:
            if phrase.pattern.shape == "one":
                for word in phrase.pattern.parts[0]:
                    literals.setdefault(word, phrase)
        for phrase in members:
            other = _covered_by(phrase, literals, members)
            if other is not None:
                text = f"{phrase.slot} 的“{phrase.text}”已被“{other.text}”（{other.where}）包含，去掉也不影响查找"
                yield Remark("提示", "dead", phrase.where, phrase.criterion, text)


def _covered_by(phrase: _Phrase, literals: dict[str, _Phrase], members: list[_Phrase]) -> _Phrase | None:
    """A phrase of the same list whose place is found wherever this one's is."""
    own = {word for word, owner in literals.items() if owner is phrase}
    for part in phrase.pattern.parts:
        covers = [_inside(word, literals, own) for word in part]
        if all(cover is not None for cover in covers):
            return covers[0]
    if phrase.pattern.shape == "one":
        return None
    for other in members:
        if other is phrase or other.pattern.shape != phrase.pattern.shape:
            continue
        mine, theirs = phrase.pattern.parts, other.pattern.parts
        if (
            len(mine) == len(theirs)
            and mine != theirs
            and all(set(a) <= set(b) for a, b in zip(mine, theirs, strict=True))
        ):
            return other
    return None


def _inside(word: str, literals: dict[str, _Phrase], own: set[str]) -> _Phrase | None:
    """The literal phrase, other than the word's own, that occurs in ``word``."""
    for start in range(len(word)):
        for end in range(start + 1, len(word) + 1):
            part = word[start:end]
            if part in literals and part not in own:
                return literals[part]
    return None


def _shadowed(rubric: Rubric, phrases: list[_Phrase]) -> Iterator[Remark]:
    """Criteria that seek the same: one inside the other, or with much in common."""
    sought: dict[str, set[str]] = defaultdict(set)
    for phrase in phrases:
        if phrase.slot.startswith("find") or phrase.slot == "whole":
            sought[phrase.criterion].add(phrase.text)
    names = sorted(sought)
    for index, first in enumerate(names):
        for second in names[index + 1 :]:
            if not _alike(rubric.by_id[first], rubric.by_id[second]):
                continue
            common = sought[first] & sought[second]
            least = min(len(sought[first]), len(sought[second]))
            if common and len(common) == least:
                inner, outer = (first, second) if len(sought[first]) == least else (second, first)
                text = f"要找的短语全在条目“{outer}”之内，两条的结论总是相同"
                yield Remark("提示", "shadowed", _home(rubric.by_id[inner]), inner, text)
            elif len(common) >= _LEAST_OVERLAP and len(common) / least >= _OVERLAP:
                shown = "、".join(sorted(common)[:3])
                text = f"与条目“{second}”有 {len(common)} 个相同的短语（{shown} 等），两条说的可能是同一件事"
                yield Remark("提示", "overlap", _home(rubric.by_id[first]), first, text)


def _alike(one: Criterion, other: Criterion) -> bool:
    """Whether two criteria ask the same of what they find: a part and the order of the parts do not."""
    return (one.rule, one.support, one.kinds) == (other.rule, other.support, other.kinds)


def _unused_groups(rubric: Rubric) -> Iterator[Remark]:
    texts = [p for c in rubric.criteria for patterns in pattern_sets(_params(c)).values() for p in patterns]
    if not any("<" in text for text in texts):
        return  # it borrows the lexicon for its cues alone
    for name in rubric.tables.get("groups") or {}:
        if not any(f"<{name}>" in text for text in texts):
            yield Remark("提示", "unused-group", "lexicon/groups.yaml", "", f"词组“{name}”没有条目用到")


def _params(criterion: Criterion) -> dict[str, object]:
    """The parameters, of a deselected criterion those it had: its groups are not unused for good."""
    params = dict(criterion.params)
    return dict(params["params"]) if criterion.rule == DESELECTED else params


def _tier_wording(rubric: Rubric) -> Iterator[Remark]:
    """What only practice asks is advised, not demanded."""
    for criterion in rubric.criteria:
        if criterion.rule == DESELECTED or not criterion.basis:
            continue
        if any(basis.tier != _PRACTICE for basis in criterion.basis):
            continue
        if any(word in criterion.advice for word in ("应当", "必须")):
            text = "依据只是通行做法，建议里却写“应当”或“必须”，宜改为“建议”"
            yield Remark("提示", "tier-wording", _home(criterion), criterion.id, text)


def _told_by_nobody(rubric: Rubric) -> Iterator[Remark]:
    for criterion in rubric.criteria:
        told = criterion.params.get("told_by")
        if told and told not in rubric.by_id:
            yield Remark("错误", "told-by", _home(criterion), criterion.id, f"told_by 写的条目“{told}”不在细则里")


def _promises_english(work: Compilation) -> bool:
    """Whether the file itself says an English title: a tailoring that does not has only taken over the one below."""
    if work.top.resolve() not in work.tailored:
        return True
    return any(line.startswith("title_en:") for line in work.texts.get(work.shown(work.top), ()))


def _english(rubric: Rubric) -> Iterator[Remark]:
    """A rubric that has an English title promises English; what has none is shown in Chinese with ``--lang en``."""
    if not rubric.title_en:
        return
    lacking = [c for c in rubric.criteria if c.rule != DESELECTED and c.advice and not c.advice_en]
    if lacking:
        shown = "、".join(c.id for c in lacking[:3]) + (" 等" if len(lacking) > 3 else "")
        text = f"{len(lacking)} 个条目没有英文建议（advice_en）：{shown}；--lang en 时显示中文"
        yield Remark("提示", "english", _home(lacking[0]), "", text)
    names = (rubric.tables.get("english") or {}).get("instruments") or {}
    unnamed = dict.fromkeys(b.instrument for c in rubric.criteria for b in c.basis if b.instrument not in names)
    if unnamed:
        shown = "、".join(list(unnamed)[:3]) + (" 等" if len(unnamed) > 3 else "")
        text = f"词库 english.yaml 里没有 {len(unnamed)} 个依据文件的英文名称：{shown}"
        yield Remark("提示", "english", "lexicon/english.yaml", "", text)


def _never(rubric: Rubric, phrases: list[_Phrase]) -> Iterator[Remark]:
    never = never_matching(rubric)
    for phrase in phrases:
        if (phrase.criterion, phrase.slot, phrase.text) in never:
            said = f"{phrase.slot} 的“{phrase.text}”"
            # a report may hold such a mark; where no case does either, it is a slip
            for clause in doubtful_marks(phrase.text):
                yield Remark("提示", "marks", phrase.where, phrase.criterion, f"{said}{clause}")
            yield Remark("提示", "never", phrase.where, phrase.criterion, f"{said}在本条目的案例里从未命中")
