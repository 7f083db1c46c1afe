"""What a passage does with its matter: done, ongoing, planned, lacking, demanded, elsewhere, mentioned.

The first decisive rule wins. Cues are data (``rubrics/lexicon/cues.yaml``); the questions are in rooms of
their own (deficiency, future, norm, subject); this file holds their order. Every decision carries the
name of the rule and the cue that made it, so that it can be explained.
"""

from __future__ import annotations

import re

from checker.language.deficiency import deficiency
from checker.language.duties import DATED, REQUIRE
from checker.language.enumerated import enumerated
from checker.language.frame import Frame, Reading, concrete, first_of, frame, zero_statement
from checker.language.future import future
from checker.language.household import of_household
from checker.language.negation import negated
from checker.language.norm import (
    definition,
    demand,
    demand_behind,
    demanded_later,
    followed,
    guide,
    only_names,
    ordered,
    served,
)
from checker.language.past import before_period
from checker.language.remark import remark
from checker.language.scan import Scan
from checker.language.study import listed_laws, topic_of_study
from checker.language.subject import another, goes_on_above, opens_above, others_at, spared, superior
from checker.model import Assertion, Role

_SLOGAN_QUOTE = 12
_BY_ORDER = ("按照", "根据", "依照", "依据", "遵照", "对照")
_OWN_DATE = re.compile(
    r"(?:去年|今年|当年)?(?:[\d一二三四五六七八九十]{1,3}月(?:份|[初中底])?|年[初中底]|我[省市州县区旗镇乡局厅])"
)


def read_assertion(scan: Scan, start: int, end: int) -> Reading:
    """Judge the passage ``[start, end)`` of the report by its clause, sentence and section.

    The order: title or slogan, part of the report with deficiency and future, guide and definition, zero
    outcome, demand, another body's act, remark, completion, else ongoing.
    """
    return read_in(frame(scan, start, end), start, end, scan.role_at(start))


def read_in(here: Frame, start: int, end: int, role: Role) -> Reading:
    """:func:`read_assertion` where the passage's frame, and the role of its part of the report, are at hand."""
    if here.scan.reader is not None:
        reading: Reading = here.scan.reader(here.scan, start, end)
        return reading
    if not here.span.even or opens_above(here):
        return Reading(*_decide(here, start, end, role), here.has_figure)
    known = here.readings.get(role)
    if known is None:
        known = here.readings[role] = Reading(*_decide(here, start, end, role), here.has_figure)
    return known


# "至于执法监督，", "述法工作，": a clause that says nothing but what the sentence is about.
_TOPIC = re.compile(r"[ 　]*(?:至于|关于|对于?|就|在)?[^，。；：\d了已将把被由是]{0,14}?$")
# "关于行政执法公示和法制审核，区里10月组织观摩": the clause only says what is spoken of
_SPEAKING_OF = re.compile(r"[ 　]*(?:关于|至于|说到|谈到|讲到)")
_TOLD_OF = re.compile(r"[了已将]|问题|建议|通知|意见|报告")
_BY_ONESELF = re.compile("亲自|带头|主动|自觉|全面|严格|认真|积极|切实")
# "规范性文件清理，按照省厅统一部署，将于上半年铺开": the order is no news of the matter
_ON_ORDER = re.compile(r"[ 　]*(?:按照?|根据|依照|依据|遵照)[^，。；\d]{2,24}，")
_TOPIC_END = re.compile(
    r"(?:、[^，。；、]{2,16}){0,3}(?:工作|方面|上|这件事|的事|一事|事宜|问题|情况|制度|环节|建设|领域|的?(?:时间|日期|安排|名单|办法|方案)|(?:[^，。；]{0,4}[超逾误]期|不)[^，。；\d]{1,4}的)?，$"
)


def _topic_of(here: Frame, start: int, end: int) -> Frame | None:
    """The frame of the clause behind a bare topic, which tells what became of it; ``None`` where it is none."""
    view = here.view
    if here.has_figure or here.clause_end >= here.span.end or view[here.clause_end - 1] != "，":
        return None
    if _SPEAKING_OF.match(view, here.clause_start, start) and not _TOLD_OF.search(view, end, here.clause_end):
        return frame(here.scan, here.clause_end, here.clause_end + 1)
    if not _TOPIC.match(view[here.clause_start : start]) or not _TOPIC_END.fullmatch(view, end, here.clause_end):
        return None
    # A verb in the clause does something with the matter; what ends the matter (案卷评查) is part of its name.
    if _BY_ONESELF.search(view, here.clause_start, end) or any(c[2] != "own" and c[1] != end for c in here.here):
        return None
    behind = frame(here.scan, here.clause_end, here.clause_end + 1)
    if _ON_ORDER.match(view, behind.clause_start, behind.clause_end) and behind.clause_end < here.span.end:
        return frame(here.scan, behind.clause_end, behind.clause_end + 1)
    return behind


def _decide(here: Frame, start: int, end: int, role: Role) -> tuple[Assertion, str, str]:
    span = here.span
    if span.marked:
        titled = _in_title(here, start, end)
        if titled is not None:
            return "mentioned", "studied" if span.learning else "title", titled
        slogan = _in_slogan(here, start, end)
        if slogan is not None:
            return "mentioned", "slogan", slogan
    listed = listed_laws(here, start, end) if span.learning else None
    if listed is not None:
        return "mentioned", "studied", listed
    lacking = deficiency(here, start, end) if span.lacking else None
    if lacking is None and span.negations:
        lacking = negated(here, start, end)
    if role in ("problems", "causes"):
        if lacking is None and future(here, start, end) is not None:
            return "planned", "future", ""
        return "lacking", "section", lacking or ""
    if role in ("plan", "task"):
        return "planned", "section" if role == "plan" else "task", ""
    if lacking is not None:
        return "lacking", "cue", lacking
    planned = future(here, start, end) if span.ahead else None
    if planned is not None:
        return "planned", "future", planned
    taught = topic_of_study(here, start, end) if span.studying else None
    if taught is not None:
        return "mentioned", "topic", taught
    told = _told(here, start, end)
    topic = _topic_of(here, start, end) if told[0] in ("done", "ongoing") else None
    if topic is None:
        return told
    at = topic.clause_start
    if others_at(here.scan, at):
        at = topic.clause_end - 2  # behind the name of those whose act it is
    behind = _decide(topic, at, at + 1, role)
    return told if behind[0] in ("done", "ongoing", "mentioned") else behind


def _only_named(here: Frame, start: int, end: int) -> tuple[Assertion, str, str] | None:
    """What makes the passage a mere name: what another act serves, an order that is followed, a definition."""
    if here.view[here.clause_end - 1] == "？":
        return "mentioned", "definition", "？"  # "案卷评查做了没有？": the answer tells
    serving = served(here, start, end) if here.span.serving else None
    if serving is None and here.span.serving:
        serving = of_household(here, end)
    if serving is not None:
        return "mentioned", "definition", serving
    item = enumerated(here, start, end)
    if item is not None:
        return "mentioned", "listed", item
    if here.has_figure:
        return None
    guiding = guide(here)
    # "按照省里印发的要点和部署，": what was done in such a clause was done by those who gave the order.
    if guiding is not None and (guiding.startswith(_BY_ORDER) or first_of(here.here, "done") is None):
        return "mentioned", "guide", guiding
    following = followed(here, start, end)
    if following is not None:
        return "mentioned", "guide", following
    defining = definition(here)
    return None if defining is None else ("mentioned", "definition", defining)


def _told(here: Frame, start: int, end: int) -> tuple[Assertion, str, str]:
    """What a passage tells that neither its part of the report nor a lack or plan has decided."""
    span = here.span
    only = _only_named(here, start, end)
    if only is not None:
        return only
    elsewhere = spared(here) if span.others else None
    if elsewhere is not None:
        return "elsewhere", "superior", elsewhere
    if span.nothing:
        nothing = zero_statement(here)
        if nothing is not None:
            return "done", "outcome", nothing
    if span.demanding:
        demanded = demand(here, start, end)
        if demanded is not None:
            return "demanded", "demand", demanded
    order = ordered(here, start) if span.ordering else None
    if order is not None:
        return "demanded", "demand", order
    other = superior(here, start) if span.above or opens_above(here) or goes_on_above(here) else None
    if other is None and span.others:
        other = another(here, start)
    if other is not None:
        return "elsewhere", "superior", other
    past = before_period(here)
    if past is not None:
        return "mentioned", "past", past
    if span.remarking or span.demanding:
        said = remark(here, start, end)
        if said is not None:
            return "mentioned", "definition", said
    kinds = span.kinds
    finished = concrete(here.view, here.here, ("done", "event")) if "done" in kinds or "event" in kinds else None
    named = demand_behind(here) if span.demanding and only_names(here) else None
    if named is not None:
        return "demanded", "demand", named
    if here.has_figure or finished is not None:
        return "done", "completed", finished or "数字"
    if "done" in kinds and not others_at(here.scan, here.clause_end):
        behind = [cue for cue in span.cues if here.clause_end <= cue[0] < here.next_clause_end]
        if concrete(here.view, behind, ("done",)) is not None:
            # "裁量基准方面，印发通知，要求各部门抓紧承接": what was issued demands it
            asked = REQUIRE.search(here.view, here.clause_end, span.end) if span.demanding else None
            if asked is not None:
                return "demanded", "demand", asked[0]
            # "发现涉嫌犯罪的，应当及时移送": the deed behind is demanded
            counted = here.scan.counts(here.clause_end, span.end)
            demands = [] if counted else [cue for cue in behind if cue[2] == "demand"]
            return ("demanded", "demand", here.text(demands[0])) if demands else ("done", "completed-next", "")
    day = DATED.search(here.view, here.clause_start, here.clause_end)
    if day is not None:
        return "done", "dated", day[0]  # "于2月下旬报县委": what has its day was done on it
    asked_next = demand_behind(here) if span.demanding else None
    if asked_next is None and span.remarking:
        asked_next = demanded_later(here)
    return ("ongoing", "plain", "") if asked_next is None else ("demanded", "demand", asked_next)


# "《……重点任务》列18条，3月印发": issued, as the next clause tells with its month
_ISSUED_NEXT = re.compile(
    r"(?:\d{1,2}月(?:份|[初底]|[上中下]旬)?|年初|年内|[上下]半年)(?:印发|出台|下发|公布|发布|实施|施行)"
)
_COPIES = re.compile(r"(?:等[^，。；\d\n]{0,6})?[\d一二两三四五六七八九十百]+余?[份件张]")
_SINCE = re.compile(r"(?:施行|实施|出台)?(?:之?后|以[后来])[，,]")


def _in_title(here: Frame, start: int, end: int) -> str | None:
    """The 《…》 around the passage, unless the clause tells that it was made here.

    "市里印发的《……》" only says whose it is; "3月印发的《……》列了三十八件事" is the reporter's.
    """
    segments = here.scan.segments
    title = segments.title_at(start, end) or _in_titles(here, start, end)
    if title is None:
        return None
    if _COPIES.match(here.view, title[1]):
        return None  # "发放《提醒告知书》417份"
    for low, high, category in here.here:
        outside = high <= title[0] or low >= title[1]
        if category != "making" or not outside:
            continue
        if low == title[1] and _SINCE.match(here.view, high):
            continue  # "《……意见》印发后，": a time
        if not here.view.startswith("的", high) or _OWN_DATE.fullmatch(here.view, here.clause_start, low):
            return None
    if _ISSUED_NEXT.match(here.view, here.clause_end, here.span.end):
        return None
    return here.view[title[0] : title[1]]


def _in_titles(here: Frame, start: int, end: int) -> tuple[int, int] | None:
    """The titles of a list, “《……条例》《公平竞争……》”, where the passage reaches from one into the next."""
    segments = here.scan.segments
    first, last = segments.title_at(start, start + 1), segments.title_at(end - 1, end)
    if first is None or last is None or here.view[first[1] : last[0]].strip("、和及与"):
        return None
    return first[0], last[1]


def _in_slogan(here: Frame, start: int, end: int) -> str | None:
    """The long “…” around the passage, unless the clause tells an act or a figure."""
    quote = here.scan.segments.quote_at(start, end)
    if quote is None or here.has_figure or quote[1] - quote[0] <= max(_SLOGAN_QUOTE, end - start + 6):
        return None
    if first_of(here.here, "making", quote) is not None or first_of(here.here, "act", quote) is not None:
        return None
    return here.view[quote[0] : quote[1]]
