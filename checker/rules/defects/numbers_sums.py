"""``numbers.sums``: parts against totals, and the flow of cases through a year.

Only what the text declares exhaustive is held to its sum: 共计 after parts, 其余 that closes a list, classes
that together are all there is (合格、不合格), a list opened by a colon or in brackets. After a plain 其中 only
parts greater than their total are shown. Everything that adds up is remembered as verified.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import chain, pairwise

from checker.facts import Item, Sentence
from checker.model import Defect, Detection
from checker.rules.context import Context
from checker.rules.defects.numbers_common import Measures, clause_start, label, measures, plain, said
from checker.rules.defects.numbers_flows import Flows
from checker.rules.defects.numbers_parts import (
    adjoin,
    first_that_make,
    in_one_list,
    last_that_make,
    may_overlap,
    of_bare_names,
    side_by_side,
    sum_of,
    told_with,
)
from checker.rules.defects.numbers_repeats import Repeats
from checker.rules.defects.numbers_tables import totals

_TOTAL = re.compile(
    r"^[，、；）]?(?P<etc>等)?[^，。；、]{0,12}?"
    r"(?P<word>共计|合计|总计|(?<!公)共(?![同享建管办用])|总共|一共|累计|总数[为达]?)(?P<rest>[^，。；、]{0,10})$"
)
_STRONG = ("共计", "合计", "总计", "总共", "一共", "共")
_ETC_TOTAL = re.compile(r"^）?等(?:[0-9一二三四五六七八九十两]+(?:个|类|项|大|种)?)?[^，。；、]{0,8}$")
# "修订26部，新编3部，年末共37部": what there is in the end, with what was there before
_IN_STOCK = re.compile("年[末底]|眼下|目前|现|如今|截至|至今")
_WITHOUT_CARRIED = re.compile(r"加上?(?:上年度?|上一年度?|上期|去年|往年)?结转(?:的)?")
_TAKEN_UP = re.compile(r"^(?:都|均|全部|已全部|全都)")
# 126处中，… ; but not 4个中心镇, 3家中小企业
_AMONG_THEM = re.compile(r"^中(?![心小央共国介型标学层队级医药草期段高])")
_SET_OFF = re.compile(r"[；，]其中[，：]?[^，。；]{0,16}$")
_BEGINS_AMONG = re.compile(r"[ 　]*其中[，：]?[^，。；]{0,16}$")
_AFTER_END = re.compile(r"[，。；]")
_COMPARES = re.compile(
    r"比|较|上年|去年|同期|结转|目标|计划|标准|以上|以下|平均|每|人均|调出|注销|退出|从|由|不少于|"
    r"(?:降|增|减|高|升|缩|压|扩)[^，。；、]{0,2}(?:到|至|为)$|除了?$"
)
_AMONG = re.compile(r"^(?P<gap>[^。]{0,16})其中[，：]?(?P<name>[^，。；]{0,24}，?[^，。；]{0,12})$")
_OPENS = re.compile(
    r"^[^，。；、]{0,8}(?:：|（(?!其中|含|包括|占|比|较|不)(?!.*）)|"
    r"，?(?:分为|分别为|分别是|分别有|其中分别|即|具体为|具体是|按[^，。；]{1,10}分[，：]?))"
)
_OF_TWO = re.compile(r"[一-龥]{2}(?:和|与|及|、)[^，。；]{2,10}(?:合计|共计|总共|一共|两项共|共)$")
_CLOSER = re.compile(r"其余|剩余|余下|其他|其它|另有|另外|尚有|还有|剩下|没有[^，。；]{1,6}的$|未[^，。；]{1,6}的$")
# "其中12人领证，另有3人报名": under 其中 that is one more, not all that is left
_REST = re.compile(r"其余|剩余|余下|其他|其它|剩下|没有[^，。；]{1,6}的$|未[^，。；]{1,6}的$")
_STOPS = re.compile(r"其中|共计|合计|总计|同比|环比|上年|去年|累计|比|较|新增|结转|以及全|涉及|罚款|人均|平均|每")
_RANK_WORDS = re.compile(r"等$|等[^0-9级次]{0,6}$")
_NEXT_MARK = re.compile(r"[，。；、]")
_MAX_PARTS, _SOME_CLASSES, _MANY_CLASSES = 12, 3, 5
_HAIR, _FINE_HAIR, _CLASS_HAIR, _TENTH, _FAR = 25, 100, 20, 10, 4
_FAR_MORE = (4, 3)
# "（4人既受党纪处分又受组织处理）", "两证兼有的32人", "（两个渠道重复592件）", "（其中9件为共同被告）"
_IN_BOTH = re.compile(
    r"既[^，。；]{1,10}又|兼[有具受]|[两双][证项]|重复|重叠|交叉|共同(?:被告|被申请人|作案)|双重"
    r"|同时(?:受|给予|被|具[有备]|持|属|计入|纳入|涉及|担任)|[两三]者?(?:都|均)有"
)
_BEHIND_PARTS = 32
_PERIOD = re.compile(r"[。；\n]")
# "占应检企业2406家的50%": what a share is of is no total of a list
_BASE = re.compile(r"占[^，。；]{0,12}$")
# judgements come in text order: only the latest can overlap a new one
_NEAR = 32


def detect(context: Context) -> Detection:
    """Totals their parts do not make, parts greater than their total, flows that lose or gain cases."""
    finder = _Sums(context, measures(context))
    flows, repeats = Flows(context, finder.table), Repeats(context)
    repeated: list[Defect] = []
    before: Sentence | None = None
    for sentence, following in pairwise(chain(context.facts.sentences, (None,))):
        assert sentence is not None
        finder.sentence(sentence, before if before and before.end + 1 == sentence.start else None)
        before = sentence
        for flow in flows.of(sentence, following):
            finder.take(flow.start, flow.end, flow.message, alone=False)
        if repeat := repeats.of(sentence):
            repeated.append(Defect(repeat.start, repeat.end, repeat.message))
    for start, end, message in totals(context):
        finder.take(start, end, message, alone=False)
    return Detection((*finder.defects, *repeated), finder.examined, tuple(finder.verified))


class _Sums:
    """Collects what the sentences of one report give."""

    def __init__(self, context: Context, table: Measures) -> None:
        self.context = context
        self.table = table
        self.defects: list[Defect] = []
        self.verified: list[tuple[int, int]] = []
        self.examined = 0

    def take(self, start: int, end: int, message: str, alone: bool = True) -> None:
        """Keep a judgement. What holds protects its figures from a looser reading, unless both can stand."""
        if message and alone and any(start < last and first < end for first, last in self.verified[-_NEAR:]):
            return
        if any(defect.start < end and start < defect.end for defect in self.defects[-_NEAR:]):
            return
        self.examined += 1
        if message:
            self.defects.append(Defect(start, end, message))
        else:
            self.verified.append((start, end))

    def sentence(self, sentence: Sentence, before: Sentence | None) -> None:
        """Judge a sentence's counts; ``before`` is the sentence right before it in its paragraph, if it has any."""
        items = [item for item in sentence.items if item.claim.kind in ("count", "money")]
        if len(items) < 2:
            return
        judged = [
            *self._totals_after(items),
            *self._totals_before(items),
            *self._set_off(items),
            *self._begun_with(items, before),
        ]
        if not judged:
            return
        judged = [one for one in judged if not one[2] or not self._some_in_both(one[1])]
        # what holds goes first: it protects its figures from a looser reading
        for start, end, message in sorted(judged, key=lambda one: (bool(one[2]), one[0], one[1])):
            self.take(start, end, message)

    def _some_in_both(self, end: int) -> bool:
        """Whether what follows the last part at ``end`` says that some are counted twice: …（4人既受……又受……）."""
        behind = self.context.report.folded[end : end + _BEHIND_PARTS]
        return _IN_BOTH.search(_PERIOD.split(behind)[0]) is not None

    # ------------------------------------------------------------------ parts, then 共计

    def _totals_after(self, items: list[Item]) -> Iterator[tuple[int, int, str]]:
        for position in range(2, len(items)):
            total = items[position]
            if not total.claim.exact:
                continue
            # a character that must be there is looked for first: most leads have none of them
            lead = total.lead
            told = _TOTAL.match(lead) if "共" in lead or "计" in lead or "总" in lead else None
            before, last = position, items[position - 1]
            if position > 2 and last.lead in ("等", "）等"):
                # （19项）、…（6项）等5个领域的42项
                before -= 1
            listed = before < position or ("（" in last.lead and _ETC_TOTAL.match(lead) is not None)
            if not (told or listed or lead in ("，", "，以上")):
                continue
            run = self._run_before(items[max(before - _MAX_PARTS, 0) : before], total)
            carried = next((index for index, part in enumerate(run) if _WITHOUT_CARRIED.search(part.lead)), 0)
            run = run[max(carried - 1, 0) :]
            if len(run) < 2:
                continue
            hit = last_that_make(run, total.claim.value)
            if hit:
                yield clause_start(hit[0].claim), total.claim.end, ""
                continue
            if total.part != run[-1].part:
                continue
            if before < position:
                # the classes named are as many as the brackets
                declared = last.claim.value == len(run)
            elif lead == "，":
                declared = len(in_one_list(run)) == len(run) and _TAKEN_UP.match(total.after) is not None
            else:
                declared = told is not None and self._announced(told, run)
            if not declared or not side_by_side(run):
                continue
            if any(_COMPARES.search(_WITHOUT_CARRIED.sub("", label(part))) for part in run):
                continue
            yield clause_start(run[0].claim), total.claim.end, self._sum_message(run, total)

    @staticmethod
    def _announced(told: re.Match[str], run: list[Item]) -> bool:
        """Whether the words before a total say that it is the sum of what stands before it."""
        if told["etc"] or told["word"] not in _STRONG or _IN_STOCK.search(told[0]):
            return False
        rest = told["rest"]
        return told["word"] != "共" or not (len(rest) > 6 or rest.startswith("有") or may_overlap(run))

    @staticmethod
    def _run_before(items: list[Item], total: Item) -> list[Item]:
        """The same-unit counts right before a total, in text order."""
        run: list[Item] = []
        for item in reversed(items):
            if item.unit != total.unit or not item.claim.exact:
                break
            run.append(item)
            if len(run) == _MAX_PARTS:
                break
        run.reverse()
        return run

    # ------------------------------------------------------------------ a total, then its parts

    def _totals_before(self, items: list[Item]) -> Iterator[tuple[int, int, str]]:
        for position, total in enumerate(items[:-1]):
            told, following = items, items[position + 1]
            if following.unit != total.unit and following.claim.unit:
                if following.lead != "、" or position + 2 == len(items):
                    continue  # another thing is counted next: there are no parts
                told = [*items[: position + 1], *items[position + 2 :]]  # "46处、5200平方米，其中……"
            if total.claim.exact and total.claim.value > 0:
                yield from self._one_total(told, position, total)

    def _one_total(self, items: list[Item], position: int, total: Item) -> Iterator[tuple[int, int, str]]:
        following = items[position + 1 : position + 2 + _MAX_PARTS]
        opening = following[0].lead
        if "（" in total.lead and "）" in opening.partition("（")[0]:
            return
        if total.after.startswith(("，占", "占", "（占")) or _BASE.search(total.lead):
            return
        among = ("其中" in opening and _AMONG.match(opening) is not None) or (
            opening.startswith("中") and _AMONG_THEM.match(opening) is not None
        )
        if opening.startswith("、") and not among:
            return
        if not among and _OF_TWO.search(total.lead):
            return  # "确认违法和责令履行合计74件，驳回42件": the total is of what stands before it
        parts = self._parts(total, following)
        if not parts:
            return
        exact = first_that_make(parts, total.claim.value)
        if exact:
            yield clause_start(total.claim), exact[-1].claim.end, ""
            return
        if not among and "其中" in total.lead and opening.startswith("，"):
            return  # "其中，甲类19件，乙类4件，其他6件": the first of a list, not the total of the others
        if any(not part.claim.exact or part.claim.value > _FAR * total.claim.value for part in parts):
            return  # "审核文件9件，废止14件，继续有效38件": no total of theirs
        before = items[max(position - _NEAR, 0) : position]
        if among and (greater := self._greater(total, parts)):
            made = sum_of(greater)
            of = next((one for one in reversed(before) if one.unit == total.unit and one.claim.value == made), None)
            if of is not None:  # "受理312件，办结301件，其中……": the list is of what came in
                yield clause_start(of.claim), greater[-1].claim.end, ""
            elif made > told_with(before, total):
                yield clause_start(total.claim), greater[-1].claim.end, self._greater_message(greater, total)
            return
        closed = self._closed(before, total, parts, among)
        # far more than the total is a list of something else: 受理301件，审结296件，调解118件，其余24件在审
        if closed and sum_of(closed) * _FAR_MORE[1] <= total.claim.value * _FAR_MORE[0]:
            yield clause_start(total.claim), closed[-1].claim.end, self._sum_message(closed, total)

    def _set_off(self, items: list[Item]) -> Iterator[tuple[int, int, str]]:
        """受理A件，化解B件；其中甲a件、乙b件、其他c件: the closed list belongs to one of the counts before it, and so
        does one behind another thing counted (处罚A件，罚款B万元，其中……)."""
        for position in range(1, len(items) - 1):
            first = items[position]
            apart = first.part != items[position - 1].part or first.unit != items[position - 1].unit
            if apart and _SET_OFF.search(first.lead):
                parts = in_one_list([one for one in items[position : position + _MAX_PARTS] if one.unit == first.unit])
                yield from self._of_some_total(parts, items[max(position - 4, 0) : position])

    def _begun_with(self, items: list[Item], before: Sentence | None) -> Iterator[tuple[int, int, str]]:
        """受理A件，化解B件。其中甲a件、乙b件、其他c件: the same, where the list is a sentence of its own."""
        if before is not None and before.items and _BEGINS_AMONG.match(items[0].lead):
            same = [one for one in items[:_MAX_PARTS] if one.unit == items[0].unit]
            listed = in_one_list(same)
            if len(listed) == 1:
                listed = of_bare_names(same)
                listed += [one for one in same[len(listed) : len(listed) + 1] if _CLOSER.search(one.lead)]
            yield from self._of_some_total(listed, before.items)

    def _of_some_total(self, parts: list[Item], before: Sequence[Item]) -> Iterator[tuple[int, int, str]]:
        """A closed list of parts held against that of the counts ``before`` it that it comes nearest to."""
        if len(parts) < 3 or not _CLOSER.search(parts[-1].lead) or any(not one.claim.exact for one in parts):
            return
        totals = [one for one in before if one.unit == parts[0].unit and one.claim.exact and one.claim.value > 0]
        if not totals:
            return
        made = sum_of(parts)
        nearest = min(totals, key=lambda one: abs(one.claim.value - made))
        gap = abs(nearest.claim.value - made)
        if gap == 0:
            yield clause_start(parts[0].claim), parts[-1].claim.end, ""
        elif gap * _HAIR <= nearest.claim.value and not may_overlap(parts):
            yield clause_start(parts[0].claim), parts[-1].claim.end, self._sum_message(parts, nearest)

    def _parts(self, total: Item, following: list[Item]) -> list[Item]:
        """The same-unit counts that follow in a list, up to a word that starts something else."""
        parts: list[Item] = []
        bracketed = "（" in following[0].lead and "）" not in following[0].lead
        within = 0
        for item in following[:_MAX_PARTS]:
            within += item.lead.count("（") - item.lead.count("）")
            if parts and within > bracketed and not _STOPS.search(item.lead):
                continue  # 处罚19件（简易程序4件、普通程序15件）: parts of a part
            if item.unit != total.unit and item.claim.unit:
                break
            if parts:
                if _STOPS.search(item.lead) or (bracketed and "）" in item.lead):
                    break
                if item.part != parts[-1].part and not _CLOSER.search(item.lead):
                    break
                if item.claim.value == total.claim.value and _TAKEN_UP.match(item.after):
                    break  # "文件4件，其中2件退回修改，4件均已备案": the total again
            elif item.part != total.part or (_COMPARES.search(item.lead) and "其中" not in item.lead):
                break
            parts.append(item)
        return parts

    def _greater(self, total: Item, parts: list[Item]) -> list[Item]:
        """Parts under 其中 that are more than their total: one alone, or a plain list of them together."""
        listed = in_one_list(parts)
        # a bracket holds nothing but parts; after a comma something new may begin
        for part in parts if "（" in parts[0].lead else listed:
            if part.claim.value > total.claim.value:
                return [part]
        if len(listed) > 1 and not may_overlap(listed) and sum_of(listed) > total.claim.value:
            return listed
        named = of_bare_names(parts)
        if len(named) >= _SOME_CLASSES and not may_overlap(named):
            # such a list may stop being one at any comma: it is meant to make the total where it nearly does
            excess = sum_of(named) - total.claim.value
            return named if 0 < excess * _HAIR <= total.claim.value else []
        return []

    def _closed(self, before: list[Item], total: Item, parts: list[Item], among: bool) -> list[Item]:
        """The parts that the text declares to be all there is; empty where it does not."""
        after = parts[-1].after
        if "等" in after and _RANK_WORDS.search(_AFTER_END.split(after)[0]):
            return []
        for count, part in enumerate(parts, 1):
            if (_REST if among else _CLOSER).search(part.lead) and count > 1:
                plain_run = not any(_COMPARES.search(one.lead) or "含" in one.lead for one in parts[:count])
                nested = any(one.unit == total.unit and one.part == total.part for one in before)
                smaller = not nested or all(one.claim.value <= total.claim.value for one in parts[:count])
                return parts[:count] if plain_run and smaller and count <= 6 and adjoin(parts[:count]) else []
        named = self._partition(total, parts)
        if named:
            return named
        listed = in_one_list(parts)
        if among and len(listed) >= _SOME_CLASSES and len(listed) == len(parts) and not may_overlap(listed):
            # classes of everything under 其中 that miss the total by a hair are meant to make it
            gap = total.claim.value - sum_of(listed)
            kinds = all("类" in label(part) for part in listed)  # 文件类、合同类、……类 divide the whole
            hair = _CLASS_HAIR if kinds else _HAIR if len(listed) >= _MANY_CLASSES else _FINE_HAIR
            return listed if 0 < gap * hair <= total.claim.value else []
        if len(listed) < 2 or among:
            return []
        if _OPENS.match(parts[0].lead):
            return [] if may_overlap(listed) else listed
        if (
            len(listed) < 3
            or may_overlap(listed)
            or not parts[0].lead.startswith("，")
            or parts[0].lead.count("，") > 1
        ):
            return []
        # a long plain list that nearly makes the total is meant to make it
        gap = abs(sum_of(listed) - total.claim.value)
        return listed if gap * (7 if len(listed) == 3 else 4) <= total.claim.value else []

    def _partition(self, total: Item, parts: list[Item]) -> list[Item]:
        """The leading parts that are classes of one partition of the lexicon, its closing class among them."""
        if len(parts) < 2:
            return []
        told = [f"{label(part)} {_NEXT_MARK.split(part.after, maxsplit=1)[0]}" for part in parts]
        if not any(map(self.table.closing.search, told)):
            return []
        for partition in self.table.partitions:
            run: list[Item] = []
            seen: set[str] = set()
            for part, words in zip(parts, told, strict=True):
                word = next((member for member in partition.members if member in words), "")
                if not word or (word in seen and not partition.at_most):
                    break
                seen.add(word)
                run.append(part)
            if len(run) < 2 or not seen.intersection(partition.closing):
                continue
            if partition.middle and not seen.intersection(partition.middle):
                continue
            if partition.families and not (
                all(seen.intersection(family) for family in partition.families)
                and abs(sum_of(run) - total.claim.value) * _TENTH <= total.claim.value
            ):
                continue
            if not partition.at_most or sum_of(run) > total.claim.value:
                return run
        return []

    # ------------------------------------------------------------------ words

    def _sum_message(self, parts: Sequence[Item], total: Item) -> str:
        terms = "＋".join(plain(part.claim.value) for part in parts)
        together = sum_of(parts)
        return f"{terms}＝{plain(together)}，文中总数为{said(self.context, total)}，两者不一致，请核对。"

    def _greater_message(self, parts: Sequence[Item], total: Item) -> str:
        if len(parts) == 1:
            return f"其中一项为{said(self.context, parts[0])}，大于总数{said(self.context, total)}，请核对。"
        terms = "＋".join(plain(part.claim.value) for part in parts)
        together = sum_of(parts)
        return f"{terms}＝{plain(together)}，大于总数{said(self.context, total)}，请核对。"


DETECTORS: dict[str, Callable[[Context], Detection]] = {"numbers.sums": detect}
