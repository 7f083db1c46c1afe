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

_FIGURE = re.compile(
    r"\d[\d,.]*\s*(?:%|万|亿|余|多)*\s*[个件次起人名份场期条项户部篇轮班家例宗辆台套卷支所处批页本课节天小元组]|\d[\d.]*%|百分之"
)
_PARTIES = {"superior-nation": 0, "superior-province": 1, "superior-city": 2, "superior-county": 3}
_OWN_TIER = {"province": 1, "city": 2, "county": 3, "township": 4, "department": 5}
_SLOGAN_QUOTE = 12
_OPENING = 12
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
    making = _making(view, here, title) if title else None
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
    if lacking is None:
        lacking = _some_do_not(view, here, clause_start, clause_end)
    if role in ("problems", "causes"):
        if lacking is None and _future(scan, cues, span_start, start, end) is not None:
            return Reading("planned", "future", "", has_figure)
        return Reading("lacking", "section", lacking or "", has_figure)
    if role == "plan":
        return Reading("planned", "section", "", has_figure)
    if lacking is not None:
        return Reading("lacking", "cue", lacking, has_figure)

    future = _future(scan, cues, span_start, start, end)
    if future is not None:
        return Reading("planned", "future", future, has_figure)
    if not has_figure and _guiding(view, clause_start, clause_end, span_end) and not _in(here, "done"):
        return Reading("mentioned", "guide", view[clause_start:clause_end])
    outcome = _in(here, "outcome")
    if outcome:
        return Reading("done", "outcome", outcome, has_figure)
    finished = concrete(view, here, ("done", "event"))
    completed = has_figure or finished is not None
    demand = _demand(view, cues, span_start, start, clause_start, has_figure)
    if demand is not None:
        return Reading("demanded", "demand", demand, has_figure)
    superior = _superior(scan, cues, span_start, start)
    if superior is not None:
        return Reading("elsewhere", "superior", superior, has_figure)
    if completed or making is not None:
        return Reading("done", "completed", finished or "数字", has_figure)
    if _trailing_done(
        cues, clause_end, segments.clause(min(clause_end, len(view) - 1))[1] if clause_end < span_end else clause_end
    ):
        return Reading("done", "completed-next", "", has_figure)
    return Reading("ongoing", "plain", "", has_figure)


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
            if not cue[2].startswith("lacking")
            or not any(
                (s <= cue[0] and cue[1] <= e) or (s < cue[1] and cue[0] < e and e - s > cue[1] - cue[0])
                for s, e in masks
            )
        ]
    scan.notes[key] = cues
    return cues


def _in(cues: Iterable[tuple[int, int, str]], category: str, outside: tuple[int, int] | None = None) -> str | None:
    """Truthy when a cue of the category is there (and not inside ``outside``)."""
    for start, end, name in cues:
        if name == category and (outside is None or end <= outside[0] or start >= outside[1]):
            return name
    return None


_NOMINAL = (
    "制度",
    "机制",
    "体系",
    "能力",
    "水平",
    "作用",
    "意识",
    "力度",
    "质效",
    "质量",
    "工作体系",
    "格局",
    "职责",
    "责任",
)


def concrete(view: str, cues: Iterable[tuple[int, int, str]], categories: tuple[str, ...]) -> str | None:
    """The first cue of the categories that tells an act: not in a hollow phrase (会议精神), not a noun (培训机制)."""
    known = list(cues)
    hollow = [(cue[0], cue[1]) for cue in known if cue[2] == "hollow"]
    for start, end, category in known:
        if (
            category in categories
            and not any(s <= start and end <= e for s, e in hollow)
            and not view.startswith(_NOMINAL, end)
        ):
            return view[start:end]
    return None


def _making(view: str, cues: list[tuple[int, int, str]], title: tuple[int, int]) -> str | None:
    """A verb that makes the titled document; "市里印发的《……》" only says whose it is."""
    for start, end, category in cues:
        if category == "making" and (end <= title[0] or start >= title[1]) and not view.startswith("的", end):
            return view[start:end]
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
        if (
            category in ("done", "act")
            and clause_start <= cue_start < clause_end
            and not (start <= cue_start and cue_end <= end)
        ):
            settled = True
    if not settled and _FIGURE.search(view, clause_start, clause_end):
        return None
    return None


_NEGATION = re.compile(r"[未不没缺弱差低少]|仍|还有|存在|有待|亟")


def _some_do_not(view: str, here: list[tuple[int, int, str]], clause_start: int, clause_end: int) -> str | None:
    """ "个别单位……未经……": some of those below do not; told by the clause's subject and any negation."""
    for cue_start, cue_end, category in here:
        if category == "lacking-who" and cue_start - clause_start <= 2 and _NEGATION.search(view, cue_end, clause_end):
            return view[cue_start:cue_end]
    return None


def _future(scan: Scan, cues: list[tuple[int, int, str]], span_start: int, start: int, end: int) -> str | None:
    """A future cue before the passage in its span, or a 将 that is not 把."""
    view = scan.view
    masks = [(cue[0], cue[1]) for cue in cues if cue[2] == "pseudo-future"]
    for cue_start, cue_end, category in cues:
        if category == "future" and cue_start < end and not any(s <= cue_start and cue_end <= e for s, e in masks):
            return view[cue_start:cue_end]
    sentence_start = scan.segments.sentence(start)[0]
    if sentence_start < span_start:
        # "下一步，……；……；……": what opens the sentence governs all its parts.
        for cue_start, cue_end, category in scan.cues(sentence_start, min(span_start, sentence_start + _OPENING)):
            if category == "future" and "已" not in view[span_start:start]:
                return view[cue_start:cue_end]
    at = view.find("将", span_start, end)
    while at >= 0:
        if _is_future_jiang(scan, at):
            return "将"
        at = view.find("将", at + 1, end)
    year = scan.report.identity.year
    if year is not None:
        mark = f"{year + 1}年"
        at = view.find(mark, span_start, start)
        if at >= 0 and not any(view.find(word, at, end + 12) >= 0 for word in ("了", "已", "均", "全部")):
            return mark
    return None


def _is_future_jiang(scan: Scan, at: int) -> bool:
    """Future 将 is followed by a verb or an adverb at once; 将 = 把 by the thing that is disposed of."""
    view = scan.view
    before, after = view[at - 1 : at], view[at + 1 : at + 2]
    if before == "即":
        return True
    if before in ("必", "终", "现") or after in ("军", "领", "近", "来"):
        return False
    surely, usually, disposal = scan.lexicon.behind_jiang
    if view.startswith(surely, at + 1):
        return True
    if not view.startswith(usually, at + 1):
        return False
    clause = view[at : scan.segments.clause(at)[1]]
    return not any(word in clause for word in disposal)


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


def _superior(scan: Scan, cues: list[tuple[int, int, str]], span_start: int, start: int) -> str | None:
    """The superior whose act the passage tells, if the last subject before it is one.

    A subject stands at the head of a clause; 按照省政府……, 在市委领导下 and the like are no subjects.
    """
    tier = _tier_here(scan)
    subject: tuple[int, int] | None = None
    for cue_start, cue_end, category in cues:
        if cue_start >= start:
            break
        if cue_start != span_start and scan.view[cue_start - 1] not in _BOUND:
            continue
        if category == "own":
            subject = None
        elif (category == "superior-any" or _PARTIES.get(category, 9) < tier) and _acts(scan, cues, cue_start, cue_end):
            subject = (cue_start, cue_end)
    clause = scan.segments.clause(start)[0]
    name_end = _office_above(scan, clause, start, tier)
    if name_end is not None and _acts(scan, cues, clause, name_end):
        subject = (clause, name_end)
    return None if subject is None else scan.view[subject[0] : subject[1]]


def _tier_here(scan: Scan) -> int:
    tier = scan.notes.get("tier")
    if not isinstance(tier, int):
        tier = scan.notes["tier"] = own_tier(scan.report.identity, scan.view)
    return tier


_NOT_ACTING = re.compile(
    r"(?:、?[党省市州县区旗][委府]?[、和]?(?:中央|国务院|政府|人民政府|省政府|市政府|州政府|县政府|区政府|政协|人大)?){0,3}"
    r"(?:坚强|正确|统一|有力|大力|具体|精心|业务)*(?:的|领导|指导|支持|关心|部署(?!开展|了)|决策|要求|安排|精神|关于|批准|同意|交办|下达|下放|反馈|授予|命名|通报|表彰|转办|考核|规定|《|有关|工作|层面|统筹|以来|下发的|确定的)"
)


def _acts(scan: Scan, cues: list[tuple[int, int, str]], begins: int, ends: int) -> bool:
    """Whether the name that ends at ``ends`` is followed by an act of its own in its clause."""
    if _NOT_ACTING.match(scan.view, ends):
        return False
    limit = scan.segments.clause(begins)[1]
    if _ACTING.search(scan.view, ends, limit):
        return True
    return any(ends <= cue[0] < limit and cue[2] in ("done", "act", "making") for cue in cues)


_ACTING = re.compile(r"建设|搭建|牵头|统一|下发|派出|安排|推出|启动|部署")
_OFFICES = (
    (0, re.compile(r"(?:国家|最高人民)[一-龥]{1,8}?(?:部|局|委|署|法院|检察院)")),
    (1, re.compile(r"(?:省|自治区)[一-龥]{2,8}?(?:厅|局|办)")),
    (2, re.compile(r"[市州][一-龥]{2,8}?(?:局|办|检察院|法院|中院)")),
    (3, re.compile(r"[县区旗][一-龥]{2,8}?(?:局|办|检察院|法院)")),
)


def _office_above(scan: Scan, clause: int, limit: int, tier: int) -> int | None:
    """Where the name of a higher level's office that opens the clause ends ("省审计厅", "市检察院")."""
    for level, pattern in _OFFICES:
        if level < tier:
            name = pattern.match(scan.view, clause, limit)
            if name is not None:
                return name.end()
    return None


_TIER_MARKS = (("省", 2), ("自治区", 2), ("州", 3), ("盟", 3), ("市", 3), ("县", 4), ("区", 4), ("旗", 4))


def own_tier(identity: Identity, view: str = "") -> int:
    """The reporter's tier: names of a smaller tier are its superiors.

    A county-level city calls itself 市; a department stands one tier below the government of its level.
    """
    tier = _OWN_TIER[identity.kind]
    issuer = identity.issuer.value if identity.issuer else ""
    if identity.kind == "county" and (issuer.endswith("市") or "市人民政府" in issuer or "市政府" in issuer):
        return 2
    if not issuer and identity.kind == "county" and view.count("我市") > view.count("我县") + view.count("我区"):
        return 2
    if identity.kind == "department":
        last = [(issuer.rfind(mark), tier) for mark, tier in _TIER_MARKS if mark in issuer]
        return max(last)[1] if last else 5
    return tier


_GUIDE = re.compile(
    r"(?:为|为了)?(?:深入|全面|认真|切实|严格|进一步)*(?:贯彻落实|贯彻执行|贯彻|根据|按照|依照|依据|遵照|对照|为落实|为推进)(?!落实到|执行到)"
)


def _guiding(view: str, clause_start: int, clause_end: int, span_end: int) -> bool:
    """A clause that only names what is followed ("按照……要求，"), with the act itself behind it."""
    head = _GUIDE.match(view, clause_start)
    if head is None or clause_end >= span_end or view[clause_end - 1] != "，":
        return False
    # 贯彻……制度 and 按照要求落实…… are claims of their own; 按照……要求 and 为贯彻…… are not.
    ends = (
        view[clause_start:clause_end]
        .rstrip("，")
        .endswith(("要求", "部署", "精神", "规定", "任务", "安排", "意见", "方案"))
    )
    return ends or view[clause_start] == "为"


def _trailing_done(cues: list[tuple[int, int, str]], start: int, end: int) -> bool:
    """The clause right behind tells the completion: "推进……改革，已完成……"."""
    return any(category == "done" and start <= cue_start < end for cue_start, _, category in cues)
