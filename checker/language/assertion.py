"""What a passage does with its matter: done, ongoing, planned, lacking, demanded, elsewhere, mentioned.

The first decisive rule wins. Cues are data (``rubrics/lexicon/cues.yaml``); this file holds only
their order and their reach. Every decision carries the name of the rule and the cue that made it,
so that it can be explained.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from checker.language.scan import Scan
from checker.model import Assertion, Identity

_FIGURE = re.compile(r"\d[\d,.]*\s*(?:%|万|亿|余|多)*\s*[个件次起人名份场期条项户部篇家例宗辆台套支所处批页本课节天小元组]|\d[\d.]*%|百分之")
_PARTIES = {"superior-nation": 0, "superior-province": 1, "superior-city": 2, "superior-county": 3}
_OWN_TIER = {"province": 1, "city": 2, "county": 3, "township": 4, "department": 5}
_SLOGAN_QUOTE = 12
_BOUND = "，。；！？\n："


@dataclass(frozen=True, slots=True)
class Reading:
    """The assertion of one passage, the rule that decided, and the cue it rests on."""

    assertion: Assertion
    rule: str
    cue: str = ""
    has_figure: bool = False


def read_assertion(scan: Scan, start: int, end: int) -> Reading:
    """Judge the passage ``[start, end)`` of the report by its clause, sentence and section.

    The order: title or slogan, deficiency, part of the report, future, demand, another body's act,
    completion, else ongoing.
    """
    key = ("assertion", start, end)
    known = scan.notes.get(key)
    if isinstance(known, Reading):
        return known
    reading: Reading = scan.reader(scan, start, end) if scan.reader else _decide(scan, start, end)
    scan.notes[key] = reading
    return reading


def _decide(scan: Scan, start: int, end: int) -> Reading:
    view, segments, report = scan.view, scan.segments, scan.report
    role = report.role_at(start)
    span_start, span_end = segments.span(start)
    clause_start, clause_end = segments.clause(start)
    clause_end = max(clause_end, segments.clause(max(end - 1, start))[1])
    cues = _unmasked(scan, span_start, span_end)
    here = [cue for cue in cues if clause_start <= cue[0] < clause_end]
    has_figure = _FIGURE.search(view, clause_start, clause_end) is not None

    title = segments.title_at(start, end)
    making = _in(here, "making", outside=title) if title else None
    if title is not None and making is None:
        return Reading("mentioned", "title", view[title[0] : title[1]], has_figure)
    quote = segments.quote_at(start, end)
    if (
        quote is not None
        and quote[1] - quote[0] > max(_SLOGAN_QUOTE, end - start + 6)
        and not has_figure
        and not _in(here, "making", outside=quote)
        and not _in(here, "act", outside=quote)
    ):
        return Reading("mentioned", "slogan", view[quote[0] : quote[1]])

    lacking = _lacking(scan, cues, start, end, clause_start, clause_end, span_end)
    if role in ("problems", "causes"):
        if lacking is None and _future(scan, cues, span_start, start, end, clause_end) is not None:
            return Reading("planned", "future", "", has_figure)
        return Reading("lacking", "section", lacking or "", has_figure)
    if role == "plan":
        return Reading("planned", "section", "", has_figure)
    if lacking is not None:
        return Reading("lacking", "cue", lacking, has_figure)

    future = _future(scan, cues, span_start, start, end, clause_end)
    if future is not None:
        return Reading("planned", "future", future, has_figure)
    outcome = _in(here, "outcome")
    if outcome:
        return Reading("done", "outcome", outcome, has_figure)
    completed = has_figure or _in(here, "done") is not None
    demand = _demand(view, cues, span_start, start, clause_start, has_figure)
    if demand is not None:
        return Reading("demanded", "demand", demand, has_figure)
    superior = _superior(scan, cues, span_start, start, end)
    if superior is not None:
        return Reading("elsewhere", "superior", superior, has_figure)
    if completed or making is not None:
        return Reading("done", "completed", _in(here, "done") or "数字", has_figure)
    if _trailing_done(cues, clause_end, segments.clause(min(clause_end, len(view) - 1))[1] if clause_end < span_end else clause_end):
        return Reading("done", "completed-next", "", has_figure)
    return Reading("ongoing", "plain", _in(here, "ambiguous") or "", has_figure)


# ------------------------------------------------------------------------------- cues


def _unmasked(scan: Scan, start: int, end: int) -> list[tuple[int, int, str]]:
    """Cues of one span, without deficiency cues that a pseudo-negation or an outcome covers."""
    key = ("cues", start, end)
    known = scan.notes.get(key)
    if isinstance(known, list):
        return known
    cues = scan.cues(start, end)
    masks = [(s, e) for s, e, category in cues if category in ("pseudo", "outcome")]
    if masks:
        cues = [
            cue
            for cue in cues
            if not cue[2].startswith("lacking") or not any((s <= cue[0] and cue[1] <= e) or (s < cue[1] and cue[0] < e and e - s > cue[1] - cue[0]) for s, e in masks)
        ]
    scan.notes[key] = cues
    return cues


def _in(cues: Iterable[tuple[int, int, str]], category: str, outside: tuple[int, int] | None = None) -> str | None:
    """Truthy when a cue of the category is there (and not inside ``outside``)."""
    for start, end, name in cues:
        if name == category and (outside is None or end <= outside[0] or start >= outside[1]):
            return name
    return None


def _lacking(
    scan: Scan,
    cues: list[tuple[int, int, str]],
    start: int,
    end: int,
    clause_start: int,
    clause_end: int,
    span_end: int,
) -> str | None:
    """The deficiency cue that governs the passage, if any.

    A left cue reaches right to the end of its clause. A right cue governs everything before it in
    its clause; and the clause before it too, where that clause has no predicate of its own.
    """
    view = scan.view
    next_end = scan.segments.clause(clause_end)[1] if clause_end < span_end else clause_end
    settled = False
    for cue_start, cue_end, category in cues:
        if category == "lacking-left" and clause_start <= cue_start and cue_end <= start:
            return view[cue_start:cue_end]
        if category == "lacking-right":
            if start <= cue_start < clause_end and cue_end > end:
                return view[cue_start:cue_end]
            if start <= cue_start < end:
                # The cue is part of the match itself ("执法不规范").
                return view[cue_start:cue_end]
            if clause_end <= cue_start < next_end and not settled:
                return view[cue_start:cue_end]
        if category in ("done", "act") and clause_start <= cue_start < clause_end and not (start <= cue_start and cue_end <= end):
            settled = True
    if not settled and _FIGURE.search(view, clause_start, clause_end):
        return None
    return None


def _future(
    scan: Scan, cues: list[tuple[int, int, str]], span_start: int, start: int, end: int, clause_end: int
) -> str | None:
    """A future cue before the passage in its span, or a 将 that is not 把."""
    view = scan.view
    for cue_start, cue_end, category in cues:
        if category == "future" and cue_start < end:
            return view[cue_start:cue_end]
    at = view.find("将", span_start, end)
    while at >= 0:
        if _is_future_jiang(scan, cues, at, clause_end):
            return "将"
        at = view.find("将", at + 1, end)
    year = scan.report.identity.year
    if year is not None:
        mark = f"{year + 1}年"
        at = view.find(mark, span_start, start)
        if at >= 0 and not _in([cue for cue in cues if cue[0] > at], "done"):
            return mark
    return None


def _is_future_jiang(scan: Scan, cues: list[tuple[int, int, str]], at: int, clause_end: int) -> bool:
    """Future 将, told from 将 = 把 by what follows it in its clause."""
    view = scan.view
    if view[at - 1 : at] in ("即", "必", "终") or view[at + 1 : at + 2] in ("军", "领", "近", "来"):
        return view[at - 1 : at] == "即"
    end = scan.segments.clause(at)[1]
    reach = min(end, at + 26)
    for cue_start, _cue_end, category in cues:
        if cue_start == at + 1 and category == "will":
            return True
        if category == "disposal" and at + 2 < cue_start < reach:
            return False
    return _in([cue for cue in cues if at < cue[0] < reach], "done") is None


def _demand(
    view: str, cues: list[tuple[int, int, str]], span_start: int, start: int, clause_start: int, has_figure: bool
) -> str | None:
    if has_figure:
        return None
    for cue_start, cue_end, category in cues:
        if category == "demand" and cue_start <= start:
            strong = view[cue_start:cue_end].startswith(("要求", "会议", "强调", "指出", "提出", "督促"))
            if cue_start >= clause_start or strong:
                return view[cue_start:cue_end]
    return None


def _superior(scan: Scan, cues: list[tuple[int, int, str]], span_start: int, start: int, end: int) -> str | None:
    """The superior whose act the passage tells, if the last subject before it is one."""
    tier = own_tier(scan.report.identity)
    subject: tuple[int, int] | None = None
    blocked = {cue[1] for cue in cues if cue[2] == "not-subject"}
    for cue_start, cue_end, category in cues:
        if cue_start >= start:
            break
        if category == "own":
            subject = None
        elif category == "superior-any" or (category in _PARTIES and _PARTIES[category] < tier):
            begins = cue_start == span_start or scan.view[cue_start - 1] in _BOUND
            if cue_start in blocked or not begins:
                continue
            if _acts(scan.view, cue_end):
                subject = (cue_start, cue_end)
    if subject is None:
        return None
    # Another subject may take over in a later clause; 我县、镇政府 etc. reset it above.
    return scan.view[subject[0] : subject[1]]


_ACTS = re.compile(
    r"^(?:、?(?:党中央|国务院|省政府|市政府|县政府|区政府|省人民政府|市人民政府|县人民政府|区人民政府|办公[厅室])){0,2}"
    r"(?:已|均|先后|统一|联合|近期|相继|专门|专题|积极|正式)?"
    r"(?:出台|印发|制定|颁布|公布|发布|修订|召开|举办|部署|组织|开展|启动|决定|要求|提出|成立|建立|推进|推动|实施|明确|审议|下发|批准|命名)"
)


def _acts(view: str, after: int) -> bool:
    """Whether the name that ends at ``after`` is followed by an act of its own."""
    return _ACTS.match(view[after : after + 24]) is not None


def own_tier(identity: Identity) -> int:
    """The reporter's tier: names of a smaller tier are superiors. County-level cities call themselves 市."""
    tier = _OWN_TIER[identity.kind]
    issuer = identity.issuer.value if identity.issuer else ""
    if identity.kind == "county" and (issuer.endswith("市") or "市人民政府" in issuer or "市政府" in issuer):
        return 2
    return tier


def _trailing_done(cues: list[tuple[int, int, str]], start: int, end: int) -> bool:
    """The clause right behind tells the completion: "推进……改革，已完成……"."""
    return any(category == "done" and start <= cue_start < end for cue_start, _, category in cues)
