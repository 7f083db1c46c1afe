"""What two texts of different years share when they speak of one thing: pairs of characters, figures with their unit.

A pair weighs by how few reports of the cohort use it, and by how seldom its two characters are used at all: 晨曙 is
part of a name, 好国 only where two common words meet.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from math import log

from checker.language.likeness import pairs_of

_GRAMMAR = frozenset("的了和与及在是有对为等将以被给之而但或者并也都还从由其此该于就一个")
"""A pair with one of these tells nothing of a matter."""
_EVERYDAY = frozenset(
    "一七万三上下不与专业两严个中为主举义之也习乡书了予争事二于五交产人仍从代以仪件价任份企伍众优会传估位住体余作"
    "例供依便促保信修做停健元充先党入全八公六共关其具典内写决况准减出分划列初利别到制前力办功加务动助化区十升半协"
    "单占印卷厅压原县参及双反发取受口只召可台号司各合同名后向听告员周和品商四回因围国在地场均坚城域培基境增处备复"
    "外多大天失头好如委子存季学守安完定实审宣室家容察对导将小少就局展履岗工差已市布师带常干平年并序应底府废度庭建"
    "开式引强归当录形彻征待律得微心必态思急性总息情想意成我户房所手打执批承把抓投护报抽拟持挂指按据排接推措提援支"
    "收改放政效教数整文料新方施旁无日时明是普更最月有服期未本机权材村条来构果查标校核根格案检次款止正步每比民水求"
    "汇没治法活派流消涉深清源满演点照特率环现班理生用由申电留登的监盖目直相盾省督矛知研确示社神科积移程稳究突窗立"
    "站竞章第等答策签算管类精系索纠约级纲纳纷线练组织终经结绕统续维综编网罚置署群老考职联聘能自至色节范营落行补表"
    "被裁装要见规视解计订认讨训议记讲许论讼设访证评识诉试说请课谁调谈负责账质贯费资起足路转轮轻达过运近还进违述退"
    "送选逐通造道部都配采里重量金销镇长门问间队防限院险随难集面革项顾预领题风首验高"
)
"""Characters that half of all reports use: a pair of two of them often only stands where two words meet."""
_USUAL = frozenset(
    "东临么九乱互些亡享亮亲亿今他付令们休伤但低使值偏偿像儿免养册再农几凡切刑则创判刻副努劳包医华南卡卫危即历去又"
    "变另史启命咨响善团园固图土型堂夜够央套始嫌字宗官宪封尚层居届属山巡己席帮幅广库店座延异张弱志快念怎患惠感或战"
    "才扎托扣担拆拖招拿挥换授探控摆撤播散断旧易映显智暂暴末板极析林枫染栏树样档桥梯梳模欠此段气氛汛江沉河油沿注测"
    "济渡游漏火灾热然燃片版牌物牵犯独界疫病白百益盘盯看真着矩短石码础硬禁离秀种租称端筑筹简素紧累纪细给络绝继绩缓"
    "缩缺罪者育良草药获薄虽融衔街衡覆观觉言警让话询诺读谋象财败购贴赋走超跑距跟跨身车轨载较输边迁这连追适透遇遍遗"
    "邀邻针钩铁错闭阳阶际降除隐障雨零需青非靠音页顺须频额食餐饮馈驳驻骨齐"
)
"""Characters that a fifth of all reports use."""
_HAN = re.compile(r"[\u4e00-\u9fff]+")
_FIGURE = re.compile(r"(?<![\d.])\d+(?:\.\d+)?(?![\d.年月日号])[一-龥%]")
_BOTH = 2
"""A pair that only the two reports at hand have tells as much as one that none has; small cohorts hold both."""
_LEAST = 0.1
_WORD, _MEET = 2.0, 0.2
"""What a pair of everyday characters weighs at most where other reports have it too, and where none has."""
_KEPT = 50_000
"""Weights kept ready."""
_FEW = 20
"""Fewer reports do not tell what is a word."""
_FIGURES = 0.3
"""What a figure weighs, as a share of the most."""
_NAME = 0.75
"""The share of the most from which a pair may be part of a name."""


class _Seldom(dict[str, float]):
    """What a character of a pair adds to what the pair may weigh at most."""

    def __missing__(self, character: str) -> float:
        return 3.0


_SELDOM = _Seldom({**dict.fromkeys(_USUAL, 1.0), **dict.fromkeys(_EVERYDAY, 0.0)})


def words(text: str) -> frozenset[str]:
    """The pairs of neighbouring characters of ``text`` but for those of grammar, and its figures with their unit."""
    found = {pair for pair in pairs_of(text) if not _GRAMMAR.intersection(pair)}
    return frozenset(found.union(_FIGURE.findall(text)))


class Rarity:
    """How much a pair of characters tells, from the reports it stands in; of nothing but two, all tell the same."""

    def __init__(self, texts: Iterable[str] = ()) -> None:
        self._pairs: Counter[str] = Counter()
        self._known: dict[str, float] = {}
        self._reports = 0
        for text in texts:
            self._pairs.update(words(text))
            self._reports += 1
        # by how many reports have a word
        self._told = [
            max(_LEAST, log((self._reports + 2) / (max(0, count - _BOTH) + 1))) for count in range(self._reports + 1)
        ]

    def weight(self, word: str) -> float:
        """From 0.1 for a pair that every report has to log(n + 2) for one of seldom characters that none has."""
        known = self._known.get(word)
        if known is None:
            if len(self._known) >= _KEPT:
                self._known.clear()
            known = self._known[word] = self._weight(word)
        return known

    def _weight(self, word: str) -> float:
        count = self._pairs[word]
        told = self._told[count]
        if word[0].isdecimal():
            # figures are the same by chance
            return min(told, _FIGURES * self._told[0])
        # a word made of everyday characters would stand elsewhere too: this is where two words meet
        is_word = count > _BOTH and self._reports >= _FEW
        return min(told, (_WORD if is_word else _MEET) + _SELDOM[word[0]] + _SELDOM[word[1]])

    def weights(self, text: str) -> dict[str, float]:
        """The words of ``text`` in a fixed order, each with what it tells there.

        Where two common words meet (共法 in 公共法律) tells no more than they do.
        """
        found = {word: self.weight(word) for word in sorted(words(text))}
        for run in _HAN.findall(text):
            told = [found.get(run[at : at + 2]) for at in range(len(run) - 1)]
            for at in range(1, len(told) - 1):
                before, here, behind = told[at - 1 : at + 2]
                if before is not None and here is not None and behind is not None and here > max(before, behind):
                    word = run[at : at + 2]
                    if self._pairs[word] > _BOTH:
                        found[word] = min(found[word], (before + behind) / 2)
        return found

    def is_seldom(self, word: str) -> bool:
        """Whether few reports have it, whatever its characters: fewer than the root of their number."""
        return self._told[self._pairs[word]] >= self._told[0] / 2

    def is_name(self, word: str) -> bool:
        """Whether it is likely part of a name: hardly any report has it, and neither of its characters is everyday."""
        if word[0].isdecimal() or not (_SELDOM[word[0]] and _SELDOM[word[1]]):
            return False
        return self.weight(word) >= _NAME * self._told[0]


@dataclass(frozen=True, slots=True)
class Passage:
    """``text[start:end]`` of a report."""

    start: int
    end: int
    text: str


Block = tuple[int, int, str, str]
