"""Candidate passages of a matter: where it was found, how it reads, whether it has the support asked."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from checker.language import Frame, Reading, Scan, concrete, frame_from, read_in
from checker.model import Evidence, Role, Support
from checker.rules.context import Context
from checker.rules.headings import Headings, headings_of, in_heading
from checker.rules.quoting import quote_of
from checker.rules.slogans import is_slogan, is_stand, only_tries, praises
from checker.rules.support import has_act, has_figure

_ENOUGH = 16
_OUTRIGHT = frozenset(("cue", "future", "demand", "definition", "superior"))
NOTHING_TOLD = "只有表态，没有写明具体举措、文件、会议或数字"
# what follows a name, and no verb with its object
_NAMED = re.compile(r"工作|是|的|制度|机制|意义|作用|[，。；\n]|\Z")


@dataclass(slots=True)
class Candidate:
    """One place where a matter was found. ``counts`` is true when it makes its element met.

    ``start``/``end`` are the match, ``quote_start``/``quote_end`` the whole clauses around it; ``here`` is what
    surrounds it. Made for every match of every criterion, so it is a plain record.
    """

    start: int
    end: int
    quote_start: int
    quote_end: int
    element: str
    reading: Reading
    role: Role
    supported: bool
    counts: bool
    reason: str
    here: Frame

    def evidence(self, note: str | None = None) -> Evidence:
        text = self.reason if note is None else note
        return Evidence(self.quote_start, self.quote_end, self.reading.assertion, self.element, text)


def gather(
    context: Context,
    criterion: str,
    slot: str,
    *,
    element: str = "",
    support: Support | None = None,
    units: Sequence[str] = (),
    own_figure: bool = False,
    mention_only: bool = False,
    enough: int = _ENOUGH,
) -> list[Candidate]:
    """Candidates of one pattern set in text order, without the rejected ones, until ``enough`` of them count."""
    scan = context.scan
    matches = scan.of(criterion, slot)
    if not matches:
        return []
    rejects = scan.of(criterion, "reject")
    asked = _Asked(scan, element, support, tuple(units), own_figure, mention_only, headings_of(scan), matches)
    candidates: list[Candidate] = []
    counting = 0
    body_start, body_end = scan.report.body_start, scan.report.body_end
    clauses = scan.segments.clauses
    last_clause = len(clauses) - 1
    for start, end in matches:
        # A title says what the report is, not what was done; only a mention may stand outside the body.
        if not mention_only and not body_start <= start < body_end:
            continue
        first = bisect_right(clauses, start, 1, last_clause) - 1
        if rejects and _is_rejected(scan, start, end, (clauses[first], clauses[first + 1]), rejects):
            continue
        # A matter told many times over needs no further witness.
        if counting >= enough:
            break
        candidate = _candidate(asked, first, start, end)
        candidates.append(candidate)
        counting += candidate.counts
    return _in_one_breath(candidates)


def _in_one_breath(candidates: list[Candidate]) -> list[Candidate]:
    """Let what a sentence says of the matter hold for all places of it in that sentence.

    "三项制度还在起草，哪些部门记录、怎样审核，都没有结论" names the matter again and tells nothing done there: behind a
    place that is planned, lacking or demanded the others count only for a figure or a deed of their own. A plan
    holds for what stands before it too ("信访工作坚持多元化解，力争初次信访化解率达到九成").
    """
    told = {id(c.here.span): c for c in reversed(candidates) if not c.counts and c.reading.rule in _OUTRIGHT}
    if told:
        for candidate in candidates:
            other = told.get(id(candidate.here.span))
            if other is None or not candidate.counts or not _is_bare(candidate):
                continue
            if other.reading.rule == "superior" and _own_between(other, candidate):
                continue
            if other.end <= candidate.start or (
                other.reading.rule == "future" and candidate.reading.rule != "completed"
            ):
                candidate.reading, candidate.reason, candidate.counts = other.reading, other.reason, False
    return candidates


def _own_between(other: Candidate, candidate: Candidate) -> bool:
    """Whether a subject of the reporter's own stands between a superior's act and the candidate behind it."""
    return any(other.start < cue[0] <= candidate.start and cue[2] == "own" for cue in other.here.span.cues)


def _is_bare(candidate: Candidate) -> bool:
    """Whether nothing tells a deed but the words that name the matter."""
    reading, here = candidate.reading, candidate.here
    if reading.has_figure or reading.rule not in ("plain", "completed", "completed-next"):
        return False
    beside = [cue for cue in here.here if cue[1] <= candidate.start or candidate.end <= cue[0]]
    return concrete(here.view, beside, ("done", "event")) is None


def candidate_at(
    context: Context,
    criterion: str,
    start: int,
    end: int,
    *,
    support: Support | None,
    units: Sequence[str],
    own_figure: bool,
) -> Candidate | None:
    """The candidate of a passage found otherwise than by a pattern; ``None`` where its span holds a reject pattern."""
    scan = context.scan
    if _is_rejected(scan, start, end, scan.segments.span(start), scan.of(criterion, "reject")):
        return None
    asked = _Asked(scan, "", support, tuple(units), own_figure, False, headings_of(scan))
    return _candidate(asked, scan.segments.clause_index(start), start, end)


def rejected(context: Context, criterion: str, slots: Sequence[str]) -> list[tuple[int, int]]:
    """Matches that a reject pattern ruled out: near misses worth showing."""
    scan = context.scan
    rejects = scan.of(criterion, "reject")
    if not rejects:
        return []
    clause = scan.segments.clause
    hits = [hit for slot in slots for hit in scan.of(criterion, slot)]
    return [(start, end) for start, end in hits if _is_rejected(scan, start, end, clause(start), rejects)]


def _is_rejected(scan: Scan, start: int, end: int, clause: tuple[int, int], rejects: Sequence[tuple[int, int]]) -> bool:
    """Whether a reject overlaps the match, or stands in its clause, in no other title than the match.

    A later item of a list speaks for itself: "审议年度工作要点、普法计划" tells of the priorities too.
    """
    low, high = clause
    reach = max(end, high)
    for r_start, r_end in rejects:
        if r_start >= reach:
            break
        if r_start < end and start < r_end:
            return True
        if low <= r_start and r_end <= high and not (end <= r_start and "、" in scan.view[end:r_start]):
            title = scan.segments.title_at(r_start, r_end)
            # 印发《普法责任清单》《法治建设工作要点》: each title of a row speaks for itself
            if title is None or scan.segments.title_at(start, end) in (None, title):
                return True
    return False


@dataclass(slots=True)
class _Asked:
    """What is asked of the passages of one pattern set; ``own_figure`` means that the figure must stand in the
    clause or behind it; ``matches`` are all places of the set."""

    scan: Scan
    element: str
    support: Support | None
    units: tuple[str, ...]
    own_figure: bool
    mention_only: bool
    headings: Headings
    matches: Sequence[tuple[int, int]] = ()


def _is_supported(
    here: Frame, start: int, end: int, reading: Reading, asked: _Asked, name: tuple[int, int] | None = None
) -> bool:
    """Whether the passage carries the support asked; with none asked, whether it is more than a slogan.

    ``name`` is the whole name of the matter where the passage is a part of it.
    """
    low, high = name or (start, end)
    if reading.rule in ("completed", "completed-next") and is_stand(here, low, high):
        return False
    praised = not here.has_figure and praises(here.scan, here.clause_start, here.clause_end)
    if asked.support is None:
        return reading.assertion != "ongoing" or not is_slogan(here.scan, low, high)
    if reading.rule == "outcome":
        return True
    if asked.support == "figure":
        return has_figure(here.scan, start, end, asked.units, look_back=not (asked.own_figure or praised))
    return has_act(here, start, end, asked.matches) and not only_tries(here)


def _candidate(asked: _Asked, first: int, start: int, end: int) -> Candidate:
    """The passage ``[start, end)`` that begins in clause number ``first``."""
    scan = asked.scan
    here = frame_from(scan, first, start, end)
    role = scan.role_at(start)
    low, high = _whole_name(asked.matches, here, start, end)
    reading = read_in(here, low, high, role)
    supported = _is_supported(here, start, end, reading, asked, (low, high))
    general = role == "lead" and not _tells_deeds(here)
    reason = _reason(asked, start, reading, general, supported)
    quote_start, quote_end = here.quote or quote_of(here)
    return Candidate(
        start, end, quote_start, quote_end, asked.element, reading, role, supported, not reason, reason, here
    )


def _whole_name(matches: Sequence[tuple[int, int]], here: Frame, start: int, end: int) -> tuple[int, int]:
    """The name of the matter that overlapping places make up in one clause: 执法案卷 and 案卷评查 are 执法案卷评查."""
    low, high = start, end
    for at in range(bisect_left(matches, (start, end)) - 1, -1, -1):
        begins, ends = matches[at]
        if ends <= low or begins < here.clause_start:
            break
        low, high = begins, max(high, ends)
    for at in range(bisect_right(matches, (start, end)), len(matches)):  # a slice would copy all that follow
        begins, ends = matches[at]
        if begins >= high or ends > here.clause_end:
            break
        high = max(high, ends)
    if (low, high) == (start, end) or any(letter.isdigit() for letter in here.view[low:high]):
        return start, end
    # only what would be taken for an act beside the name makes a difference
    verbal = any(low <= cue[0] and cue[1] <= high and (cue[0] < start or end < cue[1]) for cue in here.here)
    return (low, high) if verbal and _NAMED.match(here.view, high) else (start, end)


def _tells_deeds(here: Frame) -> bool:
    """Whether something counted or done is told in the passage's span: an opening may hold more than a stand."""
    span = here.span
    return here.scan.counts(span.start, span.end) or concrete(here.view, span.cues, ("event",)) is not None


def _reason(asked: _Asked, start: int, reading: Reading, general: bool, supported: bool) -> str:
    """Why the passage does not count; empty when it does. One plain clause for the reader.

    ``general`` says that it stands in an opening that takes a stand.
    """
    assertion = reading.assertion
    if assertion not in ("done", "ongoing"):
        return _not_done(reading)
    if asked.mention_only:
        return "只是提到相关内容，没有直接写明该事项"
    if in_heading(asked.headings, start):
        return "只见于标题，标题下没有写明做了什么"
    if general and assertion == "ongoing":
        return "只在开头的总体表述中提到"
    if not supported:
        return "没有写明数量或比率" if asked.support == "figure" else NOTHING_TOLD
    return ""


def _not_done(reading: Reading) -> str:
    """What a passage says that tells nothing done."""
    assertion = reading.assertion
    if assertion == "lacking":
        return "仅见于存在不足部分" if reading.rule == "section" else f"这句说的是欠缺（“{reading.cue}”）"
    if reading.rule == "task":
        return "这是定下的任务，做得怎样另写，以那里为准"
    if assertion == "planned":
        return "仅见于下一年度安排部分" if reading.rule == "section" else "这句说的是打算，还不是已做的事"
    if assertion == "demanded":
        return "这句是要求，没有写明本单位已经做了什么"
    if assertion == "elsewhere":
        return f"这句写的是上级（{reading.cue}）的工作"
    if reading.rule == "past":
        return f"写的是报告年度以前的情况（“{reading.cue}”）"
    where = {
        "title": "只在文件名称中出现",
        "studied": "只在学习、培训的文件名称中出现",
        "topic": "只是学习、培训的内容，没有写明做了什么",
        "guide": "只作为依据或要求提到",
        "listed": "只是会议研究、考核或部署的事项之一，没有写明做了什么",
        "definition": "只说明该事项的意义",
    }
    return where.get(reading.rule, "只在引号内的提法中出现")
