"""``numbers.rates``: percentages against the counts they were made of, and changes against both years.

A rate is held to its counts only where the text says which they are: 参考100人，通过90人，通过率90%.
Any reading that gives the printed value, rounded or cut off, is accepted; only when none does is it shown.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterable, Sequence

from checker.facts import Claim, Item, Sentence
from checker.model import Defect, Detection
from checker.rules.context import Context
from checker.rules.defects.numbers_changes import COMPARED, Change, judge_changes
from checker.rules.defects.numbers_columns import rates_in_tables
from checker.rules.defects.numbers_common import (
    GENERIC,
    TARGET,
    Measures,
    bounds,
    clause_start,
    counts_another,
    firm,
    is_owed,
    label,
    measures,
    not_owed,
    of_another,
    pairs_of,
    plain,
    printed,
    rate_fits,
    said,
    shown,
    some_part_fits,
)
from checker.rules.defects.numbers_fit import Together, fits, fits_rest, sums_fit, together
from checker.rules.defects.numbers_wholes import countable, listed_with, taken_in, whole_for, wholes_of_share
from checker.text.ahead import Ahead

_NAMES = re.compile(
    r"((?:[^，。；：、（）“”]{0,24}率(?:、|和|及|以及|与)?)+)(?:均|都|皆|全部)?(?:达到了?|达|为|是|实现|均达|约为|保持在|稳定在)?(?:超过?|逾|接?近|高于|突破)?：?$"
)
_EACH_NAME = re.compile(r"率(?:、|和|及|以及|与)?")
_SHARE = re.compile(r"(?:^|[，（、]|其)(?:约)?占(?:到|了)?([^，。；占]{0,18}?)的?(?:比重|比例|比)?(?:达到?|为)?$")
# 占受理数1186件的93.5%
_OF, _ITS_WHOLE = ("的", "的比例为", "的比重为"), re.compile(r"^[，、（]?(?:约)?占[^，。；占]{0,14}$")
# shares of votes and of answers: their base is never the count before them
_VOTED = re.compile(r"测评|评议|满意|知晓|认可|支持|好评|述职")
_OTHER_YEAR = re.compile(r"上年|去年|上一年|前一年|同期|(?:20\d\d年)[^，]{0,6}(?:为|是)$")
_OUT_OF = re.compile(r"^项?(?:中|里|之中)[，]?[^，。；]{0,8}$")
_CLOSED = re.compile(r"审结|办结|结案")
_BEHIND = re.compile(r"[^，。；：、（）率]{0,8}")
# what should be so (应回复, 应当出庭) is all of it; 应诉, 应急, 适应 only have the character
_ALL = re.compile(r"全部|(?<!平)均|都|皆|(?<![适响反供对相])应(?![诉急用对援])当?")
# the whole of a named rate stands in its sentence or right before: farther off, any number fits some rate
_CLOSE_BY = 90
# what is looked at: sentences with figures above a percentage, figures of its sentence on each side
_ABOVE, _WITHIN = 8, 40
_WHOLE = 100  # what is more, numbers.plausible tells of
_COUNT_KINDS = ("count", "money")


def detect(context: Context) -> Detection:
    """Rates that no reading of their counts gives, and changes that both figures contradict."""
    table = measures(context)
    findings = _Findings(context, table)
    above: deque[Sentence] = deque(maxlen=_ABOVE)
    targets, compared = Ahead(TARGET, context.report.folded), Ahead(COMPARED, context.report.folded)
    for sentence in context.facts.sentences:
        aimed = targets.may_stand_in(sentence.start, sentence.end)
        if "percent" in [item.claim.kind for item in sentence.items]:
            findings.percentages(sentence, above)
            findings.changes(sentence, aimed)
        elif compared.may_stand_in(sentence.start, sentence.end):
            findings.changes(sentence, aimed)
        above.append(sentence)
    for change in rates_in_tables(context):
        findings.settle(change)
    return Detection(tuple(findings.defects), findings.examined, tuple(findings.verified))


class _Findings:
    """Collects what the sentences of one report give."""

    def __init__(self, context: Context, table: Measures) -> None:
        self.context = context
        self.table = table
        self.defects: list[Defect] = []
        self.verified: list[tuple[int, int]] = []
        self.examined = 0

    def percentages(self, sentence: Sentence, above: Iterable[Sentence]) -> None:
        """Hold each percentage to the counts around it and in the sentences right above."""
        earlier = [
            item
            for other in above
            if other.paragraph == sentence.paragraph or sentence.paragraph - other.paragraph == 1
            for item in other.items[-_WITHIN:]
            if item.claim.kind in _COUNT_KINDS
        ]
        for position, item in enumerate(sentence.items):
            if item.claim.kind == "percent":
                around = sentence.items[max(position - _WITHIN, 0) : position + _WITHIN]
                near = [*earlier, *(one for one in around if one.claim.kind in _COUNT_KINDS)]
                self.percentage(sentence, position, near)

    def changes(self, sentence: Sentence, aimed: bool) -> None:
        if aimed and TARGET.search(self.context.report.folded, sentence.start, sentence.end):
            return  # what is aimed at is no change yet
        for change in judge_changes(self.context, sentence):
            self.settle(change)

    def settle(self, change: Change) -> None:
        self.examined += 1
        if change.message:
            self.defects.append(Defect(change.start, change.end, change.message))
        else:
            self.verified.append((change.start, change.end))

    def percentage(self, sentence: Sentence, position: int, near: list[Item]) -> None:
        item = sentence.items[position]
        if self._is_target(sentence, item):
            return
        if self._stated_beside(sentence, position):
            return
        names = _NAMES.search(item.lead) if "率" in item.lead else None
        if names and "分别" not in item.lead:
            for name in _EACH_NAME.split(names[1]):
                if name and not _OTHER_YEAR.search(item.lead):
                    self._named(sentence, position, name, near)
            return
        if not item.claim.exact:
            return
        share = _SHARE.search(item.lead) if "占" in item.lead else None
        if share:
            self._share(sentence, position, share[1], near)
        elif item.lead in _OF and position > 1:
            self._of_stated(sentence.items[position - 2 : position + 1])

    def _of_stated(self, items: Sequence[Item]) -> None:
        """1268件，占受理数1186件的93.5%: the whole stands in the share's own words."""
        part, whole, rate = items
        if _ITS_WHOLE.search(whole.lead) and part.unit == whole.unit and firm(part.claim) and firm(whole.claim):
            self._wrong(rate.claim, part, whole, "占比")

    def _is_target(self, sentence: Sentence, item: Item) -> bool:
        report = self.context.report
        if report.role_at(item.claim.start) == "plan":
            return True
        return bool(TARGET.search(report.folded, max(sentence.start, item.claim.start - 40), item.claim.start))

    def _stated_beside(self, sentence: Sentence, position: int) -> bool:
        """网办率82.1%（179项中147项）: the counts stand behind the rate."""
        items = sentence.items
        if position + 2 >= len(items) or items[position].after != "（":
            return False
        whole, part = items[position + 1], items[position + 2]
        if whole.unit != part.unit or not _OUT_OF.match(whole.after):
            return False
        self._compare(items[position].claim, part, [whole], whole)
        return True

    # ------------------------------------------------------------------ named rates

    def _named(self, sentence: Sentence, position: int, name: str, near: list[Item]) -> None:
        item = sentence.items[position]
        word = self.table.outcome(name)
        before = [
            other
            for other in sentence.items[max(position - _WITHIN, 0) : position]
            if other.claim.kind in _COUNT_KINDS and firm(other.claim)
        ]
        if not word:
            if len(before) > 1 and item.claim.exact:
                self._made_beside(item.claim, before[-1], before)
            return
        if self._made_together(item, (name, word), before, near):
            return
        forms = self.table.outcomes[word]
        named = [other for other in before if other.part == item.part and self._is_part(sentence, other, name, forms)]
        parts = not_owed(named)
        if not parts:
            if not item.claim.exact:
                return  # 98%以上 leaves room for whole numbers of cases
            self._without_part(sentence, position, (name, word), before, near)
            return
        if all(map(is_owed, parts)):
            self._of_what_should_be(item.claim, parts[-1], before, name)
            return
        wholes = [other for other in before if other.claim.start < parts[-1].claim.start]
        reach = 0 if item.claim.value == 100 and wholes else _CLOSE_BY  # farther off any equal count makes 100%
        accepted = [
            other
            for other in near
            if other.claim.start >= sentence.start - reach
            and (other not in parts or _ALL.search(other.after + other.lead))
        ]
        if any(fits(item.claim, part, whole) for part in parts for whole in accepted):
            self._verify(parts[-1], item.claim)
            return
        if item.claim.value == 100 and any(_ALL.search(part.after[:6] + part.lead[-8:]) for part in parts):
            self._verify(parts[-1], item.claim)
            return
        if any(fits_rest(item.claim, part, whole, before) for part in parts for whole in wholes):
            self._verify(parts[-1], item.claim)
            return
        siblings = [one for one in listed_with(parts[-1], sentence.items) if one in parts]
        if siblings:  # 村级化解39件、镇级化解7件: none is of the other, the rate is of both
            self._of_several(item.claim, Together((*reversed(siblings), parts[-1])), wholes, name)
            return
        part = parts[-1]
        whole = whole_for(part, wholes, forms) or taken_in(self.context.report.folded, sentence, part, word, near)
        if whole is not None and not (item.claim.value == 100 and counts_another(part, whole, forms)):
            self._wrong(item.claim, part, whole, f"{name}率")

    def _of_several(self, rate: Claim, parts: Together, before: list[Item], name: str) -> None:
        first = parts.parts[0]
        wholes = [one for one in before if one.claim.start < first.claim.start and one.unit == first.unit]
        if parts.fits(rate, wholes):
            self._verify(first, rate)
        elif wholes and rate.exact and parts.reckoned(wholes[-1])[1] <= _WHOLE:
            self._wrong_together(rate, parts, wholes[-1], name)

    def _wrong_together(self, rate: Claim, parts: Together, whole: Item, name: str) -> None:
        self.examined += 1
        reckoned, value = parts.reckoned(whole)
        stated = f"文中{name}率为{printed(self.context, rate)}"
        message = f"{reckoned}＝{shown(value, rate.places)}，{stated}，两者不一致，请核对。"
        self.defects.append(Defect(clause_start(whole.claim), rate.end, message))

    def _made_together(self, item: Item, told: tuple[str, str], before: list[Item], near: list[Item]) -> bool:
        """审结45件，撤销5件、确认违法3件，纠错率……: held to the classes together. ``False`` where that is not known."""
        name, word = told
        beside = [other for other in before if other.part == item.part]
        made = together(word, self.table.made_of.get(word, ()), beside)
        rate, forms = item.claim, self.table.outcomes[word]
        if made is None:
            return False
        alone = len(made.parts) == 1 or any(fits(rate, part, whole) for part in made.parts for whole in beside)
        if alone and any(form in label(part) for part in made.parts for form in forms):
            return False  # 调解 alone may be called 调撤 as well
        if made.fits(rate, [one for one in near if one.claim.start >= made.parts[0].claim.start - _CLOSE_BY]):
            self._verify(made.parts[0], rate)
            return True
        first = made.parts[0]
        settled = [one for one in beside if one.claim.start < first.claim.start and _CLOSED.search(label(one))]
        if not settled or not rate.exact or any(q in name for q in self.table.qualifiers if q != "直接"):
            return beside[-1] in made.parts  # then no count stands there that the rate could be of
        self._wrong_together(rate, made, settled[-1], name)
        return True

    def _of_what_should_be(self, rate: Claim, whole: Item, before: list[Item], name: str) -> None:
        """该出庭455件，到了398件，出庭率……: the count behind what should be is the part, whatever it is called."""
        behind = [one for one in before if one.claim.start > whole.claim.start and one.unit == whole.unit]
        if any(fits(rate, part, whole) for part in behind):
            self._verify(behind[-1], rate)
        elif len(behind) == 1 and rate.exact and behind[0].claim.value <= whole.claim.value:
            self._wrong(rate, behind[0], whole, name)

    def _is_part(self, sentence: Sentence, other: Item, name: str, forms: tuple[str, ...]) -> bool:
        """Whether a count is what the rate calls by name, with all its conditions."""
        told = label(other)
        if other is not sentence.items[0] and other.lead.endswith("、") and told == other.lead[:-1]:
            told = ""  # "35件按期办结、3件正在审理": the words belong to the count before
        if not any(form in told for form in forms) or "率" in told:
            # "85人一次合格，合格率97.7%": the words may stand behind the count.
            behind = _BEHIND.match(other.after)
            told = behind[0] if behind else ""
            if not any(form in told for form in forms) or other.after.startswith("率", len(told)):
                return False
        if any(word in name and word not in told for word in self.table.qualifiers):
            return False
        if any(re.search(rf"[未没不][予能曾]?{form}", told) for form in forms):
            return False  # 未采纳3条 is no count of what was
        rest = name
        for form in sorted(forms, key=len, reverse=True):
            rest = rest.replace(form, "")
        rest = GENERIC.sub("", rest)
        context = self.context.report.folded[max(sentence.start, other.claim.end - 200) : other.claim.end] + told
        return not rest or rest in context or all(pair in context for pair in pairs_of(rest))

    def _without_part(
        self, sentence: Sentence, position: int, told: tuple[str, str], before: list[Item], near: list[Item]
    ) -> None:
        """182件，直接纠错率12.93%: no count of the part, but no whole number of cases can give the rate."""
        item = sentence.items[position]
        nearest = before[-1] if before else None
        if nearest is None or nearest.part != item.part or item.claim.value > _WHOLE:
            return
        if _VOTED.search(item.lead) or _VOTED.search(nearest.after):
            return
        if len(before) > 1 and self._made_beside(item.claim, nearest, before):
            return
        name, word = told
        if not countable(self.table, nearest, word) or of_another(name.replace(word, ""), before):
            return
        for other in reversed(sentence.items[max(position - _WITHIN, 0) : position]):
            if other is nearest:
                break
            if other.claim.kind != "percent":
                return
        bases = [
            other.claim
            for other in near
            if other.unit == nearest.unit and (other.claim.start >= sentence.start - _CLOSE_BY)
        ]
        if any(not firm(base) for base in bases):
            return
        spans = [span for base in bases if (span := bounds(base))]
        if any(some_part_fits(span, item.claim.value, item.claim.places) for span in spans):
            return
        total = int(nearest.claim.value)
        lower = int(item.claim.value * total / 100)
        options = "，".join(
            f"{count}{nearest.claim.unit}为{shown(100 * count / total, item.claim.places)}"
            for count in (lower, lower + 1)
            if count <= total
        )
        message = (
            f"按{plain(total)}{nearest.claim.unit}计算，没有整数件数能得出{said(self.context, item)}"
            f"（{options}），请核对比率、件数或所用的分母。"
        )
        self.examined += 1
        self.defects.append(Defect(clause_start(nearest.claim), item.claim.end, message))

    def _made_beside(self, rate: Claim, nearest: Item, before: list[Item]) -> bool:
        """Whether the count right before, or what it leaves of another, makes the rate: then it is checked."""
        for whole in before[:-1]:
            if whole.unit != nearest.unit or whole.claim.value <= nearest.claim.value or whole.part != nearest.part:
                continue
            above, below = bounds(nearest.claim), bounds(whole.claim)
            if above is None or below is None:
                continue
            rest = (below[0] - above[1], below[1] - above[0])
            if any(rate_fits(part, below, rate.value, rate.places) for part in (above, rest)):
                self._verify(nearest, rate)
                return True
        return False

    # ------------------------------------------------------------------ shares

    def _share(self, sentence: Sentence, position: int, base: str, near: list[Item]) -> None:
        items = sentence.items
        item = items[position]
        before = [
            other
            for other in items[max(position - _WITHIN, 0) : position]
            if other.claim.kind in _COUNT_KINDS and firm(other.claim)
        ]
        if not before or items[position - 1] is not before[-1] or item.lead.count("，") > 1:
            return
        part = before[-1]
        candidates = [other for other in near if other is not part]
        if any(fits(item.claim, part, whole) for whole in candidates):
            self._verify(part, item.claim)
            return
        if sums_fit(item.claim, part, candidates):
            self._verify(part, item.claim)
            return
        wholes = wholes_of_share(part, base, sentence, before, near)
        if wholes:
            self._wrong(item.claim, part, wholes[-1], "占比")

    # ------------------------------------------------------------------ shared

    def _compare(self, rate: Claim, part: Item, accepted: list[Item], whole: Item) -> None:
        if any(fits(rate, part, other) for other in accepted):
            self.examined += 1
            self.verified.append((clause_start(rate), max(part.claim.end, rate.end)))
        else:
            self._wrong(rate, part, whole, "比率")

    def _verify(self, part: Item, rate: Claim) -> None:
        self.examined += 1
        self.verified.append((clause_start(part.claim), rate.end))

    def _wrong(self, rate: Claim, part: Item, whole: Item, name: str) -> None:
        if fits(rate, part, whole):
            self._verify(part, rate)  # "应当出庭的17件，出庭17件": a whole that the rate's name fits as well
            return
        self.examined += 1
        value = 100 * float(part.claim.value) / float(whole.claim.value)
        message = (
            f"{plain(part.claim.value)}÷{plain(whole.claim.value)}＝{shown(value, rate.places)}，"
            f"文中{name}为{printed(self.context, rate)}，两者不一致，请核对。"
        )
        start = min(clause_start(whole.claim), clause_start(part.claim), clause_start(rate))
        self.defects.append(Defect(start, max(rate.end, part.claim.end), message))


DETECTORS: dict[str, Callable[[Context], Detection]] = {"numbers.rates": detect}
