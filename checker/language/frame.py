"""What the questions of assertion look at: the clauses of a passage with their span, cues and figures.

Many passages share their clauses, and clauses share their span. What does not depend on where in them the
passage stands is looked at once: per span which questions can have an answer at all, per pair of first and
last clause what the answers rest on.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from checker.language import gates
from checker.language.duties import MODAL, REQUIRE, SPEECH
from checker.language.negators import Negation, is_predicate, negation_at, negators
from checker.language.packed import Cue
from checker.language.scan import Scan
from checker.model import Assertion, Role

_SILENT_IN_TITLES = frozenset(("lacking-left", "lacking-right", "future", "demand"))
_LACKING = frozenset(("lacking-left", "lacking-right"))
_COVERING = frozenset(("pseudo", "outcome"))
_ASKING = ("要", "应", "须", "请各")
_ACTS = frozenset(("done", "act", "event", "making"))
# Laws in a row, and the study they are the matter of.
# 学法, 考法 and 述法 are deeds, no laws
_LAW = r"(?:法(?<![学考述普执司守用懂尊讲办合]法)|条例|规定|办法|制度|准则)"
LAWS = re.compile(rf"{_LAW}、[^，。；、：]{{2,16}}{_LAW}、[^，。；、：]{{2,16}}{_LAW}")
LAWS_OF_IT = re.compile(r"等[^，。；、\n]{0,8}?(?:法律|法规|规章|条例)")
"""The end of a row of what laws are about: 疫情防控、安全生产等多部法律法规."""
_LEARNT_BY_NAME = re.compile(r"(?:学习|学了|研读|传达|学)[^，。；\n]{0,40}?(?:法|条例|规定|办法|细则|纲要)[、等]")
STUDY = re.compile(
    r"学习|自学|学法|学了|研读|研学|读书|培训|轮训|讲座|授课|讲课|宣讲|解读|宣传|普法|测试|考试|知识竞赛|内容包括"
)
# "努力做到应审尽审": what is striven for is not done.
AIMS = ("努力", "力求", "尽力", "争取")
"""What makes the deed behind it an aim."""
_AIM = re.compile("|".join(AIMS))
# "未制定规范性文件" is an outcome, "未制定裁量基准" a lack: what was not made decides, not the words.
_MAKES = re.compile(r"制定|出台|制发")
SUPERIORS = frozenset(("superior-any", "superior-nation", "superior-province", "superior-city", "superior-county"))

_NOMINAL = (
    "制度",
    "工作，",
    "工作。",
    "工作；",
    "工作\n",
    "机制",
    "体系",
    "能力",
    "水平",
    "作用",
    "意识",
    "力度",
    "质效",
    "质量",
    "格局",
    "职责",
    "责任",
    "要求",
    "内容",
    "形式",
    "方式",
)

# What opens a plan, at the start of a sentence, with the ordinal before it; and what is told after the year's end:
# "2025年1月，召开……", "2025年2月18日".
_OPENS_AHEAD = re.compile(r"下一?步|今后|明年|下一?年度|下一?阶段|接下来|来年|[12]\d{3}年")
_AT_START = re.compile(
    r"(?:\A|[。\n])[ 　]*(?:[一二三四五六七八九十]是|[（(][一二三四五六七八九十]{1,2}[）)]|\d{1,2}[.．、])?[ 　]*\Z"
)
_TOLD = re.compile(r"(?:初|[1-3]月|度)")
_SETTLED = re.compile(r"[了已]|全年|今年|累计|截至|共[^同识建享治商赢管和产]")
_ORDINAL = 9
OPENING = 12
"""How far into a sentence "下一步，" may stand and govern all its parts."""


@dataclass(slots=True)
class Reading:
    """The assertion of one passage, the rule that decided, and the cue it rests on; made by the hundred."""

    assertion: Assertion
    rule: str
    cue: str = ""
    has_figure: bool = False


@dataclass(slots=True)
class Span:
    """A span with its cues, deficiency cues that a pseudo-negation covers left out; ``kinds`` are their categories.

    The flags say which questions need asking at all: whether a title or quotation stands in it (``marked``), whether
    it can tell something ``lacking``, a plan (``ahead``), a demand (``demanding``), what somebody else ordered
    (``ordering``), a superior's act (``above``), that nothing happened (``nothing``), only what a matter is or ought
    to be (``remarking``), what others do (``others``), what an act is to serve (``serving``). ``negations`` are of acts
    it says were not done; ``learning`` tells that documents are learnt from or taught, ``studying`` that anything is.
    ``even`` is true where no question depends on where in a clause a passage stands.
    """

    start: int
    end: int
    cues: list[Cue]
    kinds: set[str]
    marked: bool
    lacking: bool
    ahead: bool
    demanding: bool
    ordering: bool
    above: bool
    nothing: bool
    remarking: bool
    others: bool
    serving: bool
    negations: tuple[Negation, ...]
    learning: bool
    studying: bool
    even: bool


@dataclass(slots=True)
class Frame:
    """The clauses a passage touches, with their span: shared by all passages in the same clauses.

    ``here`` are the cues of the clauses. ``act_low``/``act_high`` bound the clauses in which an act speaks for
    the passage: its own, one before, two behind. ``told`` says whether an event, an outcome or a counted thing
    stands there. ``opens_above``, ``quote`` and ``readings`` (by role) keep what was learnt.
    """

    scan: Scan
    view: str
    span: Span
    clause_start: int
    clause_end: int
    next_clause_end: int
    here: list[Cue]
    has_figure: bool
    act_low: int
    act_high: int
    told: bool
    opens_above: bool | None = None
    quote: tuple[int, int] | None = None
    readings: dict[Role, Reading] = field(default_factory=dict)

    def text(self, cue: Cue) -> str:
        return self.view[cue[0] : cue[1]]


def frame(scan: Scan, start: int, end: int) -> Frame:
    """The frame of the passage ``[start, end)``."""
    return frame_from(scan, scan.segments.clause_index(start), start, end)


def frame_from(scan: Scan, first: int, start: int, end: int) -> Frame:
    """The frame of the passage ``[start, end)`` that begins in clause number ``first``.

    Made once for each pair of first and last clause.
    """
    segments = scan.segments
    last = first if end <= segments.clauses[first + 1] else segments.clause_index(end - 1)
    known: Frame | None = scan.frames.get((first, last))
    if known is None:
        known = scan.frames[first, last] = _frame(scan, start, first, last)
    return known


def _frame(scan: Scan, start: int, first: int, last: int) -> Frame:
    clauses = scan.segments.clauses
    final = len(clauses) - 1
    clause_start, clause_end = clauses[first], clauses[last + 1]
    span_start, span_end = scan.segments.span(start)
    span = span_of(scan, span_start, max(span_end, clause_end))
    act_low = clauses[first - 1] if clause_start > span.start else clause_start
    act_high = clause_end
    for ahead in (last + 2, last + 3):
        if act_high < span.end and ahead <= final:
            act_high = clauses[ahead]
    near = span.cues
    if act_low > span.start or act_high < span.end:
        near = [cue for cue in near if act_low <= cue[0] < act_high]
    kinds = span.kinds
    counted = scan.counts(act_low, act_high)
    told = (
        counted
        or ("outcome" in kinds and first_of(near, "outcome") is not None)
        or ("event" in kinds and concrete(scan.view, near, ("event",)) is not None)
    )
    return Frame(
        scan,
        scan.view,
        span,
        clause_start,
        clause_end,
        clause_end if clause_end >= span.end else clauses[last + 2],
        [cue for cue in near if clause_start <= cue[0] < clause_end],
        counted and scan.counts(clause_start, clause_end),
        act_low,
        act_high,
        told,
    )


def span_of(scan: Scan, start: int, end: int) -> Span:
    """The span ``[start, end)`` with its cues and what they make possible; made once."""
    known: Span | None = scan.spans.get((start, end))
    if known is None:
        known = scan.spans[start, end] = _span(scan, start, end)
    return known


def _span(scan: Scan, start: int, end: int) -> Span:
    view = scan.view
    cues = unmasked(scan, start, end)
    negations = _negations(scan, start, end, cues)
    if negations:
        # What was not done is no act that could speak for something else.
        verbs = {negation.verb for negation in negations}
        cues = [cue for cue in cues if cue[0] not in verbs or cue[2] not in _ACTS]
    if _AIM.search(view, start, end):
        cues = [cue for cue in cues if cue[2] != "done" or not view.startswith(AIMS, cue[0] - 2)]
    kinds = {cue[2] for cue in cues}
    marked = scan.segments.marked(start, end)
    lacking = not kinds.isdisjoint(_LACKING) or gates.MAY_LACK.search(view, start, end) is not None
    above = not kinds.isdisjoint(SUPERIORS)
    ahead = (
        "future" in kinds
        or scan.later_year(start, end) >= 0
        or gates.MAY_PLAN.search(view, start, end) is not None
        or governing(scan, start) is not None
    )
    demanding = "demand" in kinds or (
        any(view.find(word, start, end) >= 0 for word in _ASKING)
        and (MODAL.search(view, start, end) is not None or REQUIRE.search(view, start, end) is not None)
    )
    ordering = gates.MAY_ORDER.search(view, start, end) is not None
    demanding = demanding or (ordering and SPEECH.search(view, start, end) is not None)
    nothing = "outcome" in kinds or scan.zero(start, end) is not None
    remarking = gates.MAY_REMARK.search(view, start, end) is not None
    others = remarking or gates.MAY_ADMIRE.search(view, start, end) is not None
    serving = gates.MAY_SERVE.search(view, start, end) is not None
    of_laws = marked or any(said.search(view, start, end) for said in (LAWS, LAWS_OF_IT, _LEARNT_BY_NAME))
    learning = of_laws and _tells_of_study(scan, start, end)
    studying = "act" in kinds and STUDY.search(view, start, end) is not None
    even = not (
        marked
        or lacking
        or ahead
        or demanding
        or ordering
        or above
        or remarking
        or serving
        or negations
        or learning
        or studying
    )
    return Span(
        start,
        end,
        cues,
        kinds,
        marked,
        lacking,
        ahead,
        demanding,
        ordering,
        above,
        nothing,
        remarking,
        others,
        serving,
        negations,
        learning,
        studying,
        even,
    )


def _tells_of_study(scan: Scan, start: int, end: int) -> bool:
    """Whether study or teaching is told, other than in a title ("印发《……宣传方案》")."""
    title_at = scan.segments.title_at
    return any(title_at(*study.span()) is None for study in STUDY.finditer(scan.view, start, end))


def _negations(scan: Scan, start: int, end: int, cues: list[Cue]) -> tuple[Negation, ...]:
    """The acts the span says were not done; a pseudo-negation or a bad thing that did not happen is none."""
    found = []
    for match in negators(scan.view, start, end):
        if scan.tells_zero(match.start()):
            continue  # 没有人到法院告我们; 行政诉讼案件，全年没有
        covering = [cue for cue in cues if cue[2] in _COVERING and cue[0] < match.end() and match.start() < cue[1]]
        masked = any(cue[2] == "pseudo" or not _MAKES.search(scan.view, cue[0], cue[1]) for cue in covering)
        if masked and not is_predicate(match):
            continue
        negation = negation_at(scan.view, match, *scan.segments.clause(match.start()))
        if negation is not None:
            found.append(negation)
    if found and all(negation.refuses for negation in found):
        return ()
    return tuple(found)


def governing(scan: Scan, span_start: int) -> str | None:
    """The future cue that governs the span from before it: the sentence's opening or the paragraph's.

    "下一步，……；……；……" governs all parts of its sentence, and the sentences behind it in its paragraph
    that tell nothing settled.
    """
    sentence_start, sentence_end = scan.segments.sentence(span_start)
    ahead = _ahead(scan)
    index = bisect_right(ahead, (sentence_start, 1 << 60, "")) - 1
    if index >= 0:
        begin, end, word = ahead[index]
        if sentence_start < end and (begin < sentence_start or (begin == sentence_start < span_start)):
            settled = begin < sentence_start and _SETTLED.search(scan.view, sentence_start, sentence_end)
            return None if settled else word
    if sentence_start < span_start:
        cue = next(futures(scan.cues(sentence_start, min(span_start, sentence_start + OPENING))), None)
        return scan.view[cue[0] : cue[1]] if cue else None
    return None


def futures(cues: Sequence[Cue]) -> Iterator[Cue]:
    """The future cues that do not merely describe what is already there (拟出台 in 对拟出台的文件开展审查)."""
    masks = [(start, end) for start, end, category in cues if category == "pseudo-future"]
    for cue in cues:
        if cue[2] == "future" and not any(start <= cue[0] and cue[1] <= end for start, end in masks):
            yield cue


def _ahead(scan: Scan) -> list[tuple[int, int, str]]:
    """Where sentences open with what comes next ("下一步，", "2025年，"), each to the end of its paragraph."""
    known = scan.notes.get("ahead")
    if isinstance(known, list):
        return known
    found: list[tuple[int, int, str]] = []
    view = scan.view
    for match in _OPENS_AHEAD.finditer(view):
        word = match[0]
        if word[0] in "12" and (scan.later_year(match.start(), match.end()) < 0 or _TOLD.match(view, match.end())):
            continue
        if not _AT_START.search(view[max(match.start() - _ORDINAL, 0) : match.start()]):
            continue
        end = view.find("\n", match.end())
        found.append((match.start(), len(view) if end < 0 else end, word))
    scan.notes["ahead"] = found
    return found


def unmasked(scan: Scan, start: int, end: int) -> list[Cue]:
    """Cues of one span, without deficiency cues that a pseudo-negation or an outcome covers."""
    cues = scan.cues(start, end)
    if scan.segments.titles:
        # A title's words (《……老化更新改造规划》) say nothing about the sentence.
        cues = [cue for cue in cues if cue[2] not in _SILENT_IN_TITLES or not scan.segments.title_at(cue[0], cue[1])]
    masks = [(cue[0], cue[1]) for cue in cues if cue[2] in _COVERING]
    if masks:
        cues = [cue for cue in cues if cue[2] not in _LACKING or not _is_masked(cue, masks)]
    return cues


def _is_masked(cue: Cue, masks: list[tuple[int, int]]) -> bool:
    start, end, _ = cue
    return any((s <= start and end <= e) or (s < end and start < e and e - s > end - start) for s, e in masks)


def first_of(cues: Sequence[Cue], category: str, outside: tuple[int, int] | None = None) -> Cue | None:
    """The first cue of a category that does not lie inside ``outside``."""
    for cue in cues:
        if cue[2] == category and (outside is None or cue[1] <= outside[0] or cue[0] >= outside[1]):
            return cue
    return None


def zero_statement(frame: Frame) -> str | None:
    """Words that tell that nothing of the kind happened ("全年未发生行政诉讼案件"): a disclosure, not a lack."""
    if "outcome" in frame.span.kinds:
        cue = first_of(frame.here, "outcome")
        if cue is not None:
            return frame.text(cue)
    place = frame.scan.zero(frame.clause_start, frame.clause_end)
    return None if place is None else frame.view[place[0] : place[1]]


def concrete(view: str, cues: Sequence[Cue], categories: tuple[str, ...]) -> str | None:
    """The first cue of the categories that tells an act: not in a hollow phrase (会议精神), not a noun (培训机制)."""
    for start, end, category in cues:
        if category in categories and not view.startswith(_NOMINAL, end):
            for low, high, other in cues:
                if other == "hollow" and low <= start and end <= high:
                    break
            else:
                return view[start:end]
    return None
